"""On whose timelines messages are, and under which orders, when either becomes known later too."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from sqlalchemy import Connection, bindparam, select, update

from agent_console.domain.identity import IdentityKind
from agent_console.domain.profile import ProfileId
from agent_console.storage.repositories import events
from agent_console.storage.repositories.contacts import ordering
from agent_console.storage.repositories.contacts.ordering import Concern
from agent_console.storage.repositories.people import Name
from agent_console.storage.repositories.projecting import Place
from agent_console.storage.tables.contacts import contact, contact_mention, contact_party
from agent_console.storage.tables.events import subject

MOST_OF_A_THREAD = 200
WAITING = select(contact_party.c.contact_id, contact_party.c.address).where(
    contact_party.c.profile_id.is_(None),
    contact_party.c.address.in_(bindparam("addresses", expanding=True)),
)
ADDRESSED = {IdentityKind.EMAIL, IdentityKind.PHONE}


def places(connection: Connection, concerns: Sequence[Concern]) -> dict[int, Place]:
    """Return where messages belong, by their rows."""
    orders = ordering.orders(connection, concerns)
    return {one.contact_id: _place(one, orders) for one in concerns}


def _place(one: Concern, orders: Mapping[tuple[int, ProfileId], str]) -> Place:
    if not one.owners:
        return Place(None)
    first, *others = [(owner, orders.get((one.contact_id, owner))) for owner in one.owners]
    return Place(*first, tuple(others))


def adopt(connection: Connection, names: Iterable[Name]) -> frozenset[ProfileId]:
    """Give messages that nobody was known for to those just named; return these."""
    named: dict[str, ProfileId] = {}
    for name in names:
        if name.identity.kind in ADDRESSED:
            value = name.identity.value
            named[value] = min(name.owner, named.get(value, name.owner))
    rows = connection.execute(WAITING, {"addresses": sorted(named)}).all() if named else ()
    for row in rows:
        connection.execute(
            update(contact_party)
            .where(
                contact_party.c.contact_id == row.contact_id, contact_party.c.address == row.address
            )
            .values(profile_id=named[row.address])
        )
    rehang(connection, {row.contact_id for row in rows})
    return frozenset(named[row.address] for row in rows)


def rehang_mentions(connection: Connection, references: Collection[str]) -> None:
    """Look again at the messages that may name these orders, and at their conversations."""
    if not references:
        return
    found = connection.execute(
        select(contact_mention.c.contact_id).where(
            contact_mention.c.reference.in_(sorted(references))
        )
    )
    rehang(connection, set(found.scalars()))


def rehang_people(connection: Connection, profiles: Collection[ProfileId]) -> None:
    """Look again at the messages of some people that may name orders, as they were linked."""
    found = connection.execute(
        select(contact_party.c.contact_id)
        .join(contact_mention, contact_mention.c.contact_id == contact_party.c.contact_id)
        .where(contact_party.c.profile_id.in_(sorted(profiles)))
        .distinct()
    )
    rehang(connection, set(found.scalars()))


def rehang(connection: Connection, contacts: Collection[int]) -> None:
    """Hang messages where they belong by what is known now, then what follows them."""
    follow(connection, _hang(connection, contacts), contacts)


def follow(connection: Connection, threads: Collection[int], but: Collection[int]) -> None:
    """Look again at the messages of conversations whose order became another, but at some."""
    if not threads:
        return
    followers = connection.execute(
        select(contact.c.id)
        .where(contact.c.thread_id.in_(sorted(threads)), contact.c.id.not_in(sorted(but)))
        .order_by(contact.c.id.desc())
        .limit(MOST_OF_A_THREAD)
    )
    _hang(connection, set(followers.scalars()))


def _hang(connection: Connection, contacts: Collection[int]) -> set[int]:
    """Hang messages; return the conversations of those that have another order now."""
    if not contacts:
        return set()
    rows = connection.execute(
        select(contact.c.id, contact.c.thread_id, subject.c.id.label("subject"))
        .add_columns(subject.c.profile_id, subject.c.order_number)
        .join(subject, subject.c.id == contact.c.subject_id)
        .where(contact.c.id.in_(sorted(contacts)))
    ).all()
    wanted = places(connection, concerns(connection, [row.id for row in rows]))
    moved = set[int]()
    for row in rows:
        place = wanted[row.id]
        if place.others or (row.profile_id, row.order_number) != (place.owner, place.order):
            events.hang(connection, {row.subject: place})
        if row.order_number != place.order:
            moved.add(row.thread_id)
    return moved


def concerns(connection: Connection, contacts: Sequence[int]) -> list[Concern]:
    """Return what is known of messages: their people, their conversation, what they may name."""
    threads = connection.execute(
        select(contact.c.id, contact.c.thread_id).where(contact.c.id.in_(contacts))
    ).all()
    owners: dict[int, dict[ProfileId, None]] = {}
    for row in connection.execute(
        select(contact_party)
        .where(contact_party.c.contact_id.in_(contacts), contact_party.c.profile_id.is_not(None))
        .order_by(contact_party.c.profile_id)
    ):
        owners.setdefault(row.contact_id, {})[ProfileId(row.profile_id)] = None
    named: dict[int, set[str]] = {}
    for row in connection.execute(
        select(contact_mention).where(contact_mention.c.contact_id.in_(contacts))
    ):
        named.setdefault(row.contact_id, set()).add(row.reference)
    return [
        Concern(
            row.id, row.thread_id, tuple(owners.get(row.id, ())), frozenset(named.get(row.id, ()))
        )
        for row in threads
    ]
