"""What a source no longer has: it stays as it was told last, and the timeline says since when."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, Table, select

from agent_console.domain.moment import Moment, microseconds
from agent_console.domain.observation import EntryKind, Observation, Subject, SubjectKind
from agent_console.domain.profile import ProfileId
from agent_console.ports.source import CUSTOMER, Gone
from agent_console.storage.repositories.events import Said
from agent_console.storage.repositories.people import Telling
from agent_console.storage.repositories.projecting import Place
from agent_console.storage.rows import AnyRow
from agent_console.storage.tables.orders import customer_order
from agent_console.storage.tables.people import profile

ORDER, PERSON = customer_order.c, profile.c
GONE, MERGED, GONE_TO = "gone", "merged", "gone_to"
ORDERS = select(
    ORDER.id, ORDER.external_id, ORDER.number, ORDER.is_draft, ORDER.profile_id.label("owner")
)
PEOPLE = select(PERSON.id, PERSON.external_id, PERSON.id.label("owner")).where(
    PERSON.kind == CUSTOMER
)


@dataclass(frozen=True, slots=True)
class Into:
    """By the ids of people who are gone the name of the one who is left.

    Of the `merged` their source said so; of `heirs` is known that all orders are theirs now.
    """

    merged: Mapping[str, str]
    heirs: Mapping[str, str]

    def told(self, gone: str) -> tuple[str, str | None]:
        """Return the status in which somebody is gone, and the name of who is left."""
        if (name := self.merged.get(gone)) is not None:
            return MERGED, name
        name = self.heirs.get(gone)
        return GONE if name is None else GONE_TO, name


def remember(connection: Connection, told: Telling, gone: Gone, into: Into) -> list[Said]:
    """Mark what is gone and was not heard of later; return what the timelines are to say."""
    orders = _marked(connection, told, customer_order, (ORDERS, gone.orders))
    people = _marked(connection, told, profile, (PEOPLE, gone.people))
    named = f"gone:{microseconds(told.heard_at)}"  # it may come back, and go once more
    return [
        *(_order_gone(row, named) for row in orders if not row.is_draft),
        *(_person_gone(row, named, into) for row in people),
    ]


def _marked(
    connection: Connection,
    told: Telling,
    table: Table,
    asked: tuple[Select[Any], Sequence[str]],
) -> Iterator[AnyRow]:
    wanted, ids = asked
    if not ids:
        return
    rows = connection.execute(
        wanted.where(
            table.c.connection_id == told.connection_id,
            table.c.external_id.in_(ids),
            table.c.gone_at.is_(None),
            table.c.last_heard < told.heard_at,
        )
    ).all()
    connection.execute(
        table.update().where(table.c.id.in_([row.id for row in rows])).values(gone_at=told.heard_at)
    )
    yield from rows


def _order_gone(row: AnyRow, named: str) -> Said:
    subject = Subject(SubjectKind.ORDER, row.external_id)
    said = Observation(subject, EntryKind.ORDER, GONE, Moment(), named, order=row.number)
    return Said(said, Place(ProfileId(row.owner)))


def _person_gone(row: AnyRow, named: str, into: Into) -> Said:
    subject = Subject(SubjectKind.PERSON, row.external_id)
    status, name = into.told(row.external_id)
    said = Observation(subject, EntryKind.SYSTEM, status, Moment(), named, detail=name)
    return Said(said, Place(ProfileId(row.owner)))
