"""The way of a page into the store: small transactions, the cursor last."""

import gc
from collections.abc import Collection, Iterator, Mapping, Sequence, Set
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import chain, islice

from sqlalchemy import Connection, bindparam, select

from agent_console.domain.identity import reference
from agent_console.domain.observation import Subject, SubjectKind
from agent_console.domain.profile import ProfileId
from agent_console.ports.intake import Kept, RereadRule
from agent_console.ports.source import (
    Merged,
    Mine,
    OrderRecord,
    Page,
    PersonRecord,
    Wanted,
    WantedParcel,
    any_parcel,
)
from agent_console.storage.dialect import Taken, upsert
from agent_console.storage.repositories import (
    events,
    finding,
    orders,
    people,
    quarantine,
)
from agent_console.storage.repositories.bites import Ahead, bites
from agent_console.storage.repositories.connections import connection_row, known_row
from agent_console.storage.repositories.contacts import hanging as messages
from agent_console.storage.repositories.contacts import saving as contacts
from agent_console.storage.repositories.contacts.saving import SavedContacts
from agent_console.storage.repositories.events import Said
from agent_console.storage.repositories.joins import joining
from agent_console.storage.repositories.orders import SavedOrders
from agent_console.storage.repositories.parcels import asking, hanging, noticing
from agent_console.storage.repositories.parcels import saving as parcels
from agent_console.storage.repositories.people import Name, PersonKey, SavedPeople, Telling, key_of
from agent_console.storage.repositories.projecting import Place
from agent_console.storage.repositories.reconciling import merging, missing, notes, rereading
from agent_console.storage.repositories.watching.stirring import stir
from agent_console.storage.store import Store
from agent_console.storage.tables.people import connection as connections
from agent_console.storage.tables.people import profile
from agent_console.storage.tables.sync import sync_cursor

Pairs = Iterator[tuple[ProfileId, ProfileId]]
CUSTOMERS = select(profile.c.customer_id).where(
    profile.c.id.in_(bindparam("profiles", expanding=True))
)


@dataclass(frozen=True, slots=True)
class StoredIntake:
    """Keeps pages (port Intake)."""

    store: Store

    def keep(self, connection: str, page: Page, heard_at: datetime) -> Kept:
        """Store a page in transactions of a few records; each record is in one of them, whole."""
        with _without_tidying():
            return self._keep(connection, page, heard_at)

    def _keep(self, connection: str, page: Page, heard_at: datetime) -> Kept:
        stored, touched, moved = 0, set[ProfileId](), set[str]()
        told = self._telling(connection, heard_at)
        *first, last = bites(page, self.store.events_at_once())
        with self.store.writing() as writing:
            kept = Kept(0)
            for bite in first:
                telling = _ahead(told, bite) if kept.stored else told
                with writing.next(gives_way=kept.stored > 0) as open_connection:
                    kept = keep_within(open_connection, telling, bite)
                stored += kept.stored
                touched |= kept.customers
                moved |= kept.moved
            telling = _ahead(told, last) if kept.stored else told
            with writing.next(gives_way=kept.stored > 0) as open_connection:
                kept = keep_within(open_connection, telling, last)
                quarantine.settle(open_connection, told, page)
                _save_cursor(open_connection, told, page)
        return Kept(
            stored + kept.stored,
            len(page.unreadable),
            frozenset(touched | kept.customers),
            frozenset(moved | kept.moved),
        )

    def cursor(self, connection: str, stream: str) -> str | None:
        """Return the cursor last saved for the stream."""
        with self.store.read() as open_connection:
            return open_connection.execute(
                select(sync_cursor.c.value)
                .join(connections, connections.c.id == sync_cursor.c.connection_id)
                .where(connections.c.name == connection, sync_cursor.c.stream == stream)
            ).scalar_one_or_none()

    def due(self, connection: str, rule: RereadRule, now: datetime) -> Wanted:
        """Return the orders and people to be read again now."""
        with self.store.read() as open_connection:
            wanted = rereading.due(open_connection, connection, rule, now)
            aside = quarantine.due(open_connection, connection, rule, now)
        if not aside.rows:
            return wanted
        with self.store.write() as open_connection:
            quarantine.mark_asked(open_connection, aside, now)
        return wanted.and_also(aside.wanted)

    def known(self, customer: ProfileId, connection: str) -> Wanted:
        """Return what to read again of one customer at a connection."""
        with self.store.read() as open_connection:
            return rereading.known(open_connection, connection, customer)

    def orders_of(self, connection: str, people: Collection[str]) -> Sequence[str]:
        """Return the orders known to be of people who are not known to be gone."""
        with self.store.read() as open_connection:
            return rereading.orders_of(open_connection, connection, people)

    def parcels_due(
        self, connection: str, rule: RereadRule, now: datetime, mine: Mine = any_parcel
    ) -> Sequence[WantedParcel]:
        """Return the parcels that a tracking connection is to be asked for now."""
        with self.store.read() as open_connection:
            found = asking.due(open_connection, connection, rule, now)
            return list(islice(filter(mine, found), rule.parcels_at_once))

    def parcels_of(
        self, customer: ProfileId, connection: str, mine: Mine = any_parcel
    ) -> Sequence[WantedParcel]:
        """Return the parcels of one customer's orders."""
        with self.store.read() as open_connection:
            found = asking.of_customer(open_connection, connection, customer)
        return [one for one in found if mine(one)]

    def _telling(self, connection: str, heard_at: datetime) -> Telling:
        with self.store.read() as open_connection:
            row = known_row(open_connection, connection)
        if row is None:
            with self.store.write() as open_connection:
                row = connection_row(open_connection, connection)
        return Telling(row, connection, heard_at)


@contextmanager
def _without_tidying() -> Iterator[None]:
    """Look for no garbage meanwhile: a page makes rows by the thousand, and hardly a knot."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _ahead(told: Telling, bite: Page) -> Telling:
    """Work out what needs no store, while the bite before is committed.

    Only where that had news: what is told again as it was is compared, and needs no more.
    """
    ahead = Ahead()
    for order in bite.orders:
        ahead.work_out(order, orders.content_of)
        ahead.work_out(order.person, people.content_of)
    for person in bite.people:
        ahead.work_out(person, people.content_of)
    for record in chain[OrderRecord | PersonRecord](bite.orders, bite.people):
        ahead.spell(record.observations)
    return replace(told, ahead=ahead)


def keep_within(connection: Connection, told: Telling, bite: Page) -> Kept:
    """Store a page in the caller's transaction."""
    saved = _save_people(connection, told, bite)
    owner = saved.profiles
    saved_orders = orders.save(connection, told, bite.orders, owner)
    changed = saved_orders.changed
    people.forget_contacts(connection, told, saved_orders.left)
    if saved_orders.lost:
        finding.remember(connection, saved_orders.lost)
    names = [*_identities(saved), *_contacts(changed, owner)]
    people.save_names(connection, told, names)
    finding.save(connection, _keys(saved, changed, names))
    hung, missed = _met(connection, told, names, bite)
    moves = merging.moves(connection, told, _left(saved_orders, owner))
    deleted = notes.deleted(connection, told, _with_all_notes(saved, changed))
    events.save(connection, told, [*_said(saved, changed), *moves.said, *missed, *deleted])
    hung |= hanging.rehang(connection, saved_orders.references)
    tracked = parcels.save(connection, told, bite)
    hung |= noticing.hear(connection, told, bite.notices)
    written = contacts.save(connection, told, bite.contacts)
    written = _followed(connection, written, names, changed)
    touched = {owner[key] for key in saved.changed}
    touched |= {owner[key_of(order.person)] for order in changed} | hung | tracked.owners
    touched |= written.owners | saved_orders.lost
    touched |= {one.place.owner for one in missed if one.place.owner is not None}
    stir(connection, touched)
    return Kept(
        _people_stored(saved, bite)
        + sum(map(len, (changed, missed)))
        + tracked.changed
        + written.changed,
        customers=_customers(connection, touched),
        moved=moves.ids,
    )


def _left(saved: SavedOrders, owner: Mapping[PersonKey, ProfileId]) -> Pairs:
    """Yield whom orders left, and for whom."""
    now = {one.order.external_id: owner[key_of(one.person)] for one in saved.changed}
    return ((before, now[order]) for order, before in saved.left.items())


def _met(
    connection: Connection, told: Telling, names: Sequence[Name], bite: Page
) -> tuple[frozenset[ProfileId], list[Said]]:
    """Join who is one, mark what is gone; return who moved, and what the timelines are to say."""
    hung = _joined(connection, told, names, bite.merged)
    merged = merging.names(connection, told, bite.merged)
    unexplained = [one for one in bite.gone.people if one not in merged]
    into = missing.Into(merged, merging.heirs(connection, told, unexplained))
    return hung, missing.remember(connection, told, bite.gone, into)


def _joined(
    connection: Connection, told: Telling, names: Sequence[Name], merged: Sequence[Merged]
) -> frozenset[ProfileId]:
    """Join whom an address or a source makes one; parcels and messages follow to their orders."""
    moved = people.join_by_email(connection, told, names)
    moved |= merging.join(connection, told, merged)
    if moved:
        messages.rehang_people(connection, joining.kin(connection, moved))
    return hanging.follow(connection, moved)


def _save_people(connection: Connection, told: Telling, bite: Page) -> SavedPeople:
    """Store the people of a bite; who an order does not name any more is whom it named before."""
    owners = orders.owners_before(connection, told, bite.orders)
    buyers = (order.person for order in bite.orders)
    mentioned = [one for one in buyers if key_of(one) not in owners]
    saved = people.save(connection, told, bite.people, mentioned)
    return replace(saved, profiles={**saved.profiles, **owners})


def _said(saved: SavedPeople, changed: Sequence[OrderRecord]) -> Iterator[Said]:
    for key, person in saved.changed.items():
        place = Place(saved.profiles[key])
        yield from (Said(one, place) for one in person.observations)
    for order in changed:
        place = Place(saved.profiles[key_of(order.person)])
        yield from (Said(one, place) for one in order.observations)


def _with_all_notes(saved: SavedPeople, changed: Sequence[OrderRecord]) -> Iterator[notes.Whole]:
    for key, person in saved.changed.items():
        if person.has_all_notes:
            about = Subject(SubjectKind.PERSON, person.external_id)
            yield notes.Whole(about, person.observations, Place(saved.profiles[key]))
    for one in changed:
        if one.has_all_notes:
            about = Subject(SubjectKind.ORDER, one.order.external_id)
            yield notes.Whole(about, one.observations, Place(saved.profiles[key_of(one.person)]))


def _followed(
    connection: Connection,
    written: SavedContacts,
    names: Sequence[Name],
    changed: Sequence[OrderRecord],
) -> SavedContacts:
    """Hang messages of before on those who became known now, and on orders that did."""
    adopters = messages.adopt(connection, [*names, *written.names])
    messages.rehang_mentions(connection, {reference(one.order.number) for one in changed})
    return replace(written, owners=written.owners | adopters)


def _people_stored(saved: SavedPeople, bite: Page) -> int:
    """Count who came by themselves; who came with an order counts as that order."""
    by_themselves = {key_of(person) for person in bite.people}
    return sum(key in by_themselves for key in saved.changed)


def _identities(saved: SavedPeople) -> list[Name]:
    return [
        Name(saved.profiles[key], one)
        for key, person in saved.changed.items()
        for one in person.identities
    ]


def _keys(
    saved: SavedPeople, changed: Sequence[OrderRecord], names: Sequence[Name]
) -> Iterator[finding.Key]:
    for key, person in saved.changed.items():
        yield from finding.by_words(person.name, saved.profiles[key])
    for name in names:
        yield from finding.by_identity(name.identity, name.owner)
    for one in changed:
        yield from finding.by_order(one.order, saved.profiles[key_of(one.person)])


def _contacts(
    changed: Sequence[OrderRecord], profiles: Mapping[PersonKey, ProfileId]
) -> list[Name]:
    return [
        Name(profiles[key_of(one.person)], contact, one.order.external_id)
        for one in changed
        for contact in one.contacts
    ]


def _customers(connection: Connection, profiles: Set[ProfileId]) -> frozenset[ProfileId]:
    if not profiles:
        return frozenset()
    rows = connection.execute(CUSTOMERS, {"profiles": sorted(profiles)})
    return frozenset(ProfileId(one) for one in rows.scalars())


def _save_cursor(connection: Connection, told: Telling, page: Page) -> None:
    if page.cursor is not None:
        row = {
            "connection_id": told.connection_id,
            "stream": page.stream,
            "value": page.cursor,
            "saved_at": told.heard_at,
        }
        upsert(connection, sync_cursor, [row], Taken(("connection_id", "stream")))
