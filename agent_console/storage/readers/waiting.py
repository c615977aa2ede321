"""Who waits for an answer: a page of the standings, each customer once, with what was decided."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, exists, func, select, tuple_

from agent_console.domain.acting.waiting import Care, WaitingContact, WaitingState
from agent_console.domain.moment import from_microseconds, microseconds
from agent_console.domain.profile import ProfileId
from agent_console.ports.acting.waiting import WaitingWish
from agent_console.storage.readers.names import names_of
from agent_console.storage.repositories.waiting.caring import asked_by, cares_of
from agent_console.storage.rows import AnyRow, channel_of
from agent_console.storage.store import Store
from agent_console.storage.tables.events import timeline_entry
from agent_console.storage.tables.people import profile
from agent_console.storage.tables.waiting import decision, standing

PAGE = 60
"""So many are read at once at the least: some of them are left out again."""
STANDS, ENTRY = standing.c, timeline_entry.c
kin, theirs = profile.alias("kin"), standing.alias("theirs")
OF_KIN = kin.c.id == theirs.c.profile_id, kin.c.customer_id == profile.c.customer_id
NEWEST = ~exists().where(
    *OF_KIN,
    kin.c.id != profile.c.id,
    tuple_(theirs.c.asked_at, theirs.c.asked_event, theirs.c.profile_id)
    > tuple_(STANDS.asked_at, STANDS.asked_event, STANDS.profile_id),
)
"""Of all a customer asked under several profiles, the last stands for them."""
ANSWERED = select(func.max(theirs.c.answered_at)).where(*OF_KIN).scalar_subquery()


@dataclass(frozen=True, slots=True)
class StoredWaiting:
    """Reads who waits (port WaitingReader)."""

    store: Store

    def contacts(self, wish: WaitingWish) -> Sequence[WaitingContact]:
        """Return who asked, newest first."""
        found, place, size = list[WaitingContact](), wish.before, max(wish.limit, PAGE)
        with self.store.read() as connection:
            while len(found) < wish.limit:
                rows = connection.execute(_page(wish, place).limit(size)).all()
                found += [one for one in _contacts(connection, rows) if _fits(one, wish)]
                if len(rows) < size:
                    break
                place = rows[-1].asked_at, rows[-1].asked_event
        return found[: wish.limit]

    def contact(self, contact: int) -> WaitingContact | None:
        """Return how the customer stands who asked this."""
        with self.store.read() as connection:
            asked = asked_by(connection, contact)
            return None if asked is None else _of_customer(connection, asked.customer_id)


def _of_customer(connection: Connection, customer: int) -> WaitingContact | None:
    """Return how a customer stands."""
    rows = connection.execute(_standings().where(profile.c.customer_id == customer)).all()
    return next(iter(_contacts(connection, rows)), None)


def _standings() -> Select[Any]:
    """Select the newest thing each customer asked, with its words."""
    columns = ENTRY.title, ENTRY.text, ENTRY.channel, ENTRY.told_utc, profile.c.customer_id
    return (
        select(STANDS.asked_at, STANDS.asked_event, ANSWERED.label("answered_at"), *columns)
        .join(profile, profile.c.id == STANDS.profile_id)
        .join(
            timeline_entry,
            and_(
                ENTRY.profile_id == STANDS.profile_id,
                ENTRY.sort_at == STANDS.asked_at,
                ENTRY.event_id == STANDS.asked_event,
            ),
        )
        .where(STANDS.asked_at > 0, NEWEST)
    )


def _page(wish: WaitingWish, before: tuple[int, int] | None) -> Select[Any]:
    page = _standings().order_by(STANDS.asked_at.desc(), STANDS.asked_event.desc())
    if wish.states == {WaitingState.OPEN}:
        page = page.where(STANDS.asked_at > STANDS.answered_at, STANDS.asked_at > STANDS.done_at)
    if before is not None:
        page = page.where(tuple_(STANDS.asked_at, STANDS.asked_event) < before)
    if wish.since is not None:
        page = page.where(STANDS.asked_at >= microseconds(wish.since))
    return page if wish.owner is None else page.where(_has_had(wish.owner))


def _has_had(owner: str) -> ColumnElement[bool]:
    return exists().where(
        decision.c.profile_id == kin.c.id,
        kin.c.customer_id == profile.c.customer_id,
        decision.c.actor == owner,
    )


def _fits(one: WaitingContact, wish: WaitingWish) -> bool:
    return one.state() in wish.states and wish.owner in {None, one.care.owner}


def _contacts(connection: Connection, rows: Sequence[AnyRow]) -> list[WaitingContact]:
    customers = [ProfileId(row.customer_id) for row in rows]
    names = names_of(connection, customers)
    cares = cares_of(connection, customers)
    return [
        WaitingContact(
            id=row.asked_event,
            customer=ProfileId(row.customer_id),
            name=names[row.customer_id],
            channel=channel_of(row),
            subject=row.title,
            text=row.text or "",
            received_at=row.told_utc or from_microseconds(row.asked_at),
            asked_at=row.asked_at,
            answered_at=row.answered_at,
            care=cares.get(row.customer_id, Care()),
        )
        for row in rows
    ]
