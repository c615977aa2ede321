"""Who did what and when: rows that are only ever added, each sealed with the one before it."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

import msgspec
from sqlalchemy import Connection, func, select

from agent_console.domain.moment import microseconds
from agent_console.storage.dialect import hold
from agent_console.storage.rows import AnyRow
from agent_console.storage.store import Store
from agent_console.storage.tables.outbox import audit as table

CHAIN = "audit of "
IN_ORDER = table.c.actor, table.c.number


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing somebody, or the program by itself, did to what `about` names."""

    actor: str
    at: datetime
    what: str
    about: str
    detail: str | None = None


def append(connection: Connection, deed: Deed) -> None:
    """Add a deed to the chain of its actor, in the caller's transaction."""
    hold(connection, [CHAIN + deed.actor])
    last = connection.execute(
        select(table.c.number, table.c.hash)
        .where(table.c.actor == deed.actor)
        .order_by(table.c.number.desc())
        .limit(1)
    ).first()
    number, before = (last.number + 1, last.hash) if last else (1, "")
    connection.execute(
        table.insert().values(
            actor=deed.actor,
            number=number,
            at=deed.at,
            what=deed.what,
            about=deed.about,
            detail=deed.detail,
            hash=_seal(deed, number, before),
        )
    )


def broken(store: Store) -> list[tuple[str, int]]:
    """Return where a chain does not hold any more: (actor, number) of rows that were changed."""
    with store.read() as connection:
        rows = connection.execute(select(table).order_by(*IN_ORDER)).all()
    found, before, expected = list[tuple[str, int]](), "", 1
    actor = None
    for row in rows:
        if row.actor != actor:
            actor, before, expected = row.actor, "", 1
        if row.number != expected or row.hash != _seal(_deed(row), row.number, before):
            found.append((row.actor, row.number))
        before, expected = row.hash, row.number + 1
    return found


def steps(store: Store, about: str) -> list[Deed]:
    """Return what was done to something, oldest first."""
    with store.read() as connection:
        rows = connection.execute(
            select(table).where(table.c.about == about).order_by(table.c.id)
        ).all()
    return [_deed(row) for row in rows]


def count(store: Store) -> int:
    """Return how many rows there are."""
    with store.read() as connection:
        return connection.execute(select(func.count()).select_from(table)).scalar_one()


def _deed(row: AnyRow) -> Deed:
    return Deed(row.actor, row.at, row.what, row.about, row.detail)


def _seal(deed: Deed, number: int, before: str) -> str:
    said = (deed.actor, number, microseconds(deed.at), deed.what, deed.about, deed.detail, before)
    return sha256(msgspec.json.encode(said)).hexdigest()
