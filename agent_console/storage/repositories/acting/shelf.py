"""The files of bought labels: wanted once bought, kept encrypted, gone once taken back."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import msgspec
from sqlalchemy import Connection, delete, select, update

from agent_console.domain.acting.intent import Intent, IntentKind, IntentState
from agent_console.domain.acting.label import LabelFile, LabelFormat, RefundState, VoidOrder
from agent_console.ports.acting.moments import passing
from agent_console.storage.dialect import insert_missing
from agent_console.storage.repositories.acting.steps import Move, intent_of, reading, step
from agent_console.storage.store import Store
from agent_console.storage.tables.outbox import intent as intents
from agent_console.storage.tables.outbox import label_file as table

ASKED_FOR = "taken back; the money is asked for, not back yet"
REFUNDED = "taken back; the money is back"


def follow(connection: Connection, intent: Intent, move: Move, result: str | None = None) -> None:
    """Want the file of a label that was bought; put away that of one that was taken back."""
    kind = intent.wanted.kind
    if kind is IntentKind.LABEL:
        row = {"key": intent.key, "connection": intent.wanted.connection, "next_try": move.when}
        insert_missing(connection, table, [row])
    elif kind is IntentKind.VOID:
        label = msgspec.json.decode(intent.wanted.request, type=VoidOrder).label
        ended = replace(move, then=IntentState.VOID, before=(IntentState.DONE,))
        passing("void: before label")
        step(connection, label, ended, outcome=_taken_back(result))
        passing("void: between label and file")
        connection.execute(delete(table).where(table.c.key == label))
        passing("void: after file")


@dataclass(frozen=True, slots=True)
class Refund:
    """What came of taking a label back, as far as it was told."""

    refund: str = ""


def _taken_back(result: str | None) -> str:
    """Say of a label that it is taken back, and whether its money is."""
    try:
        told = msgspec.json.decode(result or "{}", type=Refund)
    except msgspec.MsgspecError:
        told = Refund()
    return REFUNDED if told.refund == RefundState.REFUNDED else ASKED_FOR


@dataclass(frozen=True, slots=True)
class StoredShelf:
    """Keeps the files of labels (port Shelf)."""

    store: Store

    def missing(self, connection: str, now: datetime) -> Sequence[Intent]:
        """Return the labels of a connection whose files are to be fetched now."""
        waiting = (
            reading()
            .join(table, table.c.key == intents.c.key)
            .where(table.c.connection == connection, table.c.content.is_(None))
            .where(table.c.next_try <= now)
        )
        with self.store.read() as opened:
            return [intent_of(row) for row in opened.execute(waiting)]

    def keep(self, key: str, file: LabelFile) -> None:
        """Keep a file; one that was taken back meanwhile is not kept."""
        kept = {
            "format": file.format.value,
            "content": file.content,
            "picture": file.picture,
            "trouble": None,
        }
        with self.store.write(surely=True) as connection:
            connection.execute(update(table).where(table.c.key == key).values(kept))

    def fail(self, key: str, words: str, next_try: datetime) -> None:
        """Note why a file could not be fetched, and when to try again."""
        noted = {"trouble": words, "next_try": next_try}
        waiting = table.c.key == key, table.c.content.is_(None)
        waits = (intents.c.takes == key, intents.c.state == IntentState.PENDING.value)
        told = f"waits for its label: {words}"
        with self.store.write() as connection:
            connection.execute(update(table).where(*waiting).values(noted))
            connection.execute(update(intents).where(*waits).values(outcome=told))

    def file(self, key: str) -> LabelFile | None:
        """Return the file of a label, None where it is not here."""
        with self.store.read() as connection:
            row = connection.execute(select(table).where(table.c.key == key)).first()
        if row is None or row.content is None:
            return None
        picture = None if row.picture is None else bytes(row.picture)
        return LabelFile(LabelFormat(row.format), bytes(row.content), picture)

    def trouble(self, key: str) -> str | None:
        """Return why a file is not here, None where nothing is wrong."""
        wanted = select(table.c.trouble).where(table.c.key == key, table.c.content.is_(None))
        with self.store.read() as connection:
            return connection.execute(wanted).scalar_one_or_none()
