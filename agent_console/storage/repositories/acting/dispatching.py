"""The outbox as those see it who carry it out: claimed before it is sent, done with its facts."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection, exists, or_

from agent_console.domain.acting.intent import Intent, IntentState
from agent_console.ports.acting.moments import passing
from agent_console.ports.acting.outbox import Step
from agent_console.ports.acting.sending import Done
from agent_console.storage.repositories import events, finding, intake
from agent_console.storage.repositories.acting import shelf
from agent_console.storage.repositories.acting.consents import refusal
from agent_console.storage.repositories.acting.owning import owner_of
from agent_console.storage.repositories.acting.steps import (
    Move,
    intent_of,
    read,
    reading,
    step,
)
from agent_console.storage.repositories.connections import connection_row
from agent_console.storage.repositories.events import Said
from agent_console.storage.repositories.people import Telling
from agent_console.storage.repositories.projecting import Place
from agent_console.storage.store import Store
from agent_console.storage.tables.outbox import intent as table
from agent_console.storage.tables.outbox import label_file

DISPATCHER = "system"
PENDING = IntentState.PENDING
HAS_WHAT_IT_TAKES = table.c.takes.is_(None) | exists().where(
    label_file.c.key == table.c.takes, label_file.c.content.is_not(None)
)
MAYBE_DONE = (
    IntentState.SENDING,
    IntentState.UNKNOWN,
    IntentState.NEEDS_HUMAN,
    IntentState.PENDING,
    IntentState.FAILED,
)
"""An answer that it is done outweighs everything that was believed before it came."""


@dataclass(frozen=True, slots=True)
class StoredDispatch:
    """Hands out intents and keeps what came of them (port Dispatch)."""

    store: Store

    def due(self, connection: str, now: datetime | None) -> Sequence[Intent]:
        """Return what is to be sent, in the order it was wanted."""
        pending = table.c.connection == connection, table.c.state == PENDING.value
        wanted = reading().where(*pending, HAS_WHAT_IT_TAKES).order_by(table.c.id)
        if now is not None:
            wanted = wanted.where(table.c.due_at <= now)
        with self.store.read() as open_connection:
            return [intent_of(row) for row in open_connection.execute(wanted)]

    def unsettled(
        self, connection: str, now: datetime, is_gone: Callable[[str], bool]
    ) -> Sequence[Intent]:
        """Return what is to be looked for: its time has come, or its sender has died."""
        wanted = (
            reading()
            .where(
                table.c.connection == connection,
                or_(
                    table.c.state == IntentState.SENDING.value,
                    table.c.state == IntentState.UNKNOWN.value,
                ),
            )
            .order_by(table.c.id)
        )
        with self.store.read() as open_connection:
            found = [intent_of(row) for row in open_connection.execute(wanted)]
        return [one for one in found if _is_left(one, now, is_gone)]

    def elsewhere(self, connections: Collection[str]) -> Sequence[Intent]:
        """Return what is on its way by other connections than these."""
        states = (PENDING, IntentState.SENDING, IntentState.UNKNOWN)
        wanted = reading().where(
            table.c.state.in_([one.value for one in states]),
            table.c.connection.not_in(list(connections)),
        )
        with self.store.read() as connection:
            return [intent_of(row) for row in connection.execute(wanted.order_by(table.c.id))]

    def claim(self, intent: Intent, owner: str, now: datetime) -> Intent | None:
        """Take an intent; from here on it may have been sent."""
        move = Move(DISPATCHER, now, IntentState.SENDING, (PENDING,), intent.attempts)
        with self.store.write(surely=True) as connection:
            if (words := refusal(connection, intent)) is not None:
                step(connection, intent.key, replace(move, then=IntentState.DRAFT), outcome=words)
                return None
            is_ours = step(
                connection,
                intent.key,
                move,
                owner=owner,
                sent_at=now,
                attempts=intent.attempts + 1,
                looks=0,
                look_at=None,
                outcome=None,
            )
            claimed = read(connection, intent.key) if is_ours else None
            passing("claim: before commit")
        passing("claim: after commit")
        return claimed

    def hold(self, intent: Intent, now: datetime, words: str) -> None:
        """Make a draft of what was about to leave."""
        move = Move(DISPATCHER, now, IntentState.DRAFT, (PENDING,))
        with self.store.write(surely=True) as connection:
            step(connection, intent.key, move, outcome=words)

    def finish(self, intent: Intent, now: datetime, done: Done) -> None:
        """Keep the end and the facts that were told by it: both or neither."""
        passing("finish: before write")
        move = Move(DISPATCHER, now, IntentState.DONE, MAYBE_DONE)
        changes = {"outcome": done.words, "result": done.result, "owner": None, "look_at": None}
        with self.store.write(surely=True) as connection:
            is_done = step(connection, intent.key, move, **changes)
            passing("finish: between")
            if is_done:
                name = intent.wanted.connection
                told = Telling(connection_row(connection, name), name, now)
                intake.keep_within(connection, told, done.page)
                _keep_said(connection, told, intent, done)
                shelf.follow(connection, intent, move, done.result)
            passing("finish: before commit")
        passing("finish: after commit")

    def step(self, intent: Intent, now: datetime, step_: Step) -> None:
        """Go on to another state."""
        changes: dict[str, object] = {
            "outcome": step_.words,
            "look_at": step_.look_at,
            "looks": step_.looks,
            "owner": None,
        }
        told = {
            "due_at": step_.due_at,
            "attempts": step_.attempts,
            "sent_at": step_.sent_at,
        }
        changes |= {name: value for name, value in told.items() if value is not None}
        move = Move(DISPATCHER, now, step_.state, (intent.state,), intent.attempts)
        passing(f"{step_.state}: before commit")
        with self.store.write(surely=True) as connection:
            step(connection, intent.key, move, **changes)
        passing(f"{step_.state}: after commit")


def _is_left(one: Intent, now: datetime, is_gone: Callable[[str], bool]) -> bool:
    """Say whether to look for it: its time has come, its sender died, or the clock was set back."""
    if one.is_ahead(now):
        return True
    if one.state is IntentState.UNKNOWN:
        return one.look_at is None or one.look_at <= now
    return one.counts(now) or (one.owner is not None and is_gone(one.owner))


def _keep_said(connection: Connection, told: Telling, intent: Intent, done: Done) -> None:
    order = intent.wanted.order
    owner = owner_of(connection, intent.wanted.profile, order)
    place = Place(owner, order)
    events.save(connection, told, [Said(one, place) for one in done.said])
    finding.save(connection, finding.of_labels(done.said, owner))
