"""What is said of people in the audit: who said it, of whom, and why, beside the row it made."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import Connection, Table, select

from agent_console.domain.profile import Statement
from agent_console.storage.repositories.acting import audit
from agent_console.storage.repositories.acting.audit import Deed
from agent_console.storage.rows import AnyRow
from agent_console.storage.store import Store
from agent_console.storage.tables.outbox import audit as deeds
from agent_console.storage.tables.people import dismissal, household, link, verification

BETWEEN = ": "
"""Stands in a detail before why."""


def _of_two(row: AnyRow) -> str:
    return f"profiles {row.a_id} and {row.b_id}"


def _of_one(row: AnyRow) -> str:
    return f"profile {row.profile_id}, order {row.order_number} by {row.means}"


@dataclass(frozen=True, slots=True)
class Saying:
    """A sort of row that people make and end: what the audit calls both, and whom it is about."""

    table: Table
    made: str
    ended: str
    words: Callable[[AnyRow], str] = _of_two

    def about(self, row: AnyRow) -> str:
        """Name a row in the audit."""
        return f"{self.table.name} {row.id}"


LINK = Saying(link, "link", "unlink")
HOUSEHOLD = Saying(household, "household", "part")
DISMISSAL = Saying(dismissal, "dismiss", "reconsider")
PROOF = Saying(verification, "verify", "withdraw", _of_one)
SAYINGS = (LINK, HOUSEHOLD, DISMISSAL, PROOF)


def make(connection: Connection, saying: Saying, row: AnyRow, said: Statement) -> None:
    """Add to the audit that a row was made, in the caller's transaction."""
    _append(connection, saying.made, saying.about(row), (saying.words(row), said))


def end(connection: Connection, saying: Saying, row: AnyRow, said: Statement) -> None:
    """Add to the audit that a row was ended, in the caller's transaction."""
    _append(connection, saying.ended, saying.about(row), (saying.words(row), said))


def _append(connection: Connection, what: str, about: str, told: tuple[str, Statement]) -> None:
    words, said = told
    detail = f"{words}{BETWEEN}{said.why}" if said.why else words
    audit.append(connection, Deed(said.who, said.when, what, about, detail))


def contradicted(store: Store) -> list[str]:
    """Return which rows say something else than the audit says of them, or are not there."""
    return [about for saying in SAYINGS for about in _contradicted(store, saying)]


def _contradicted(store: Store, saying: Saying) -> list[str]:
    with store.read() as connection:
        rows = {saying.about(row): row for row in connection.execute(select(saying.table))}
        wanted = deeds.c.what.in_([saying.made, saying.ended])
        told = connection.execute(select(deeds).where(wanted).order_by(deeds.c.id)).all()
    by_row: dict[str, list[AnyRow]] = {}
    for deed in told:
        by_row.setdefault(deed.about, []).append(deed)
    return [about for about, of_it in by_row.items() if not _holds(saying, rows.get(about), of_it)]


def _holds(saying: Saying, row: AnyRow | None, told: list[AnyRow]) -> bool:
    """Say whether a row is as the audit tells it; who made it before there was one is not told."""
    if row is None:
        return False
    words = saying.words(row)
    ends = [deed.actor for deed in told if deed.what == saying.ended]
    return (
        all(f"{deed.detail}{BETWEEN}".startswith(f"{words}{BETWEEN}") for deed in told)
        and all(deed.actor == row.who for deed in told if deed.what == saying.made)
        and ends == [row.ended_by] * (row.ended_by is not None)
    )
