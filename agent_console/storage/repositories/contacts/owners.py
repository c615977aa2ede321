"""Whom a message concerns: people who write are made known, machines only find who is."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from sqlalchemy import Connection, bindparam, func, select, tuple_

from agent_console.domain.profile import ProfileId
from agent_console.ports.reading import KeyKind
from agent_console.ports.source import ContactRecord, PersonRecord
from agent_console.storage.repositories import finding, people
from agent_console.storage.repositories.people import Name, PersonKey, Telling, key_of
from agent_console.storage.tables.lookup import lookup_key
from agent_console.storage.tables.people import profile

KNOWN = select(profile.c.id, profile.c.kind, profile.c.external_id, profile.c.name).where(
    profile.c.connection_id == bindparam("connection"),
    tuple_(profile.c.kind, profile.c.external_id).in_(bindparam("keys", expanding=True)),
)
HOLDERS = (
    select(lookup_key.c.value, func.min(lookup_key.c.profile_id).label("profile_id"))
    .where(
        lookup_key.c.kind.in_([KeyKind.EMAIL.value, KeyKind.PHONE.value]),
        lookup_key.c.value.in_(bindparam("addresses", expanding=True)),
    )
    .group_by(lookup_key.c.value)
)


@dataclass(frozen=True, slots=True)
class Owners:
    """Who is known by an address, and the names of those just made known."""

    by_address: Mapping[str, ProfileId]
    names: Sequence[Name]


def address_of(person: PersonRecord) -> str:
    """Return the address somebody is written to by."""
    return next((one.value for one in person.identities), person.external_id)


def settle(connection: Connection, told: Telling, records: Iterable[ContactRecord]) -> Owners:
    """Find the profiles of all whom some messages concern; make those that a person wrote to."""
    everybody, writers = _everybody(records)
    if not everybody:
        return Owners({}, ())
    asked = {"connection": told.connection_id, "keys": list(everybody)}
    rows = connection.execute(KNOWN, asked).all()
    known = {(row.kind, row.external_id): ProfileId(row.id) for row in rows}
    nameless = {(row.kind, row.external_id) for row in rows if not row.name}
    fresh = [
        person
        for key, person in writers.items()
        if key not in known or (key in nameless and person.name)
    ]
    names, made = _make(connection, told, fresh)
    known |= made
    found = {address_of(everybody[key]): owner for key, owner in known.items()}
    unknown = {address_of(one) for one in everybody.values()} - found.keys()
    return Owners(_holders(connection, unknown) | found, names)


def _everybody(
    records: Iterable[ContactRecord],
) -> tuple[dict[PersonKey, PersonRecord], dict[PersonKey, PersonRecord]]:
    """Return all people, and those of messages that a person wrote, with the first name told."""
    everybody: dict[PersonKey, PersonRecord] = {}
    writers: dict[PersonKey, PersonRecord] = {}
    for record in records:
        for person in record.people:
            everybody.setdefault(key_of(person), person)
            if not record.contact.automatic:
                before = writers.setdefault(key_of(person), person)
                writers[key_of(person)] = replace(before, name=before.name or person.name)
    return everybody, writers


def _make(
    connection: Connection, told: Telling, fresh: Sequence[PersonRecord]
) -> tuple[list[Name], Mapping[PersonKey, ProfileId]]:
    saved = people.save(connection, told, fresh)
    names = [
        Name(saved.profiles[key], one)
        for key, person in saved.changed.items()
        for one in person.identities
    ]
    people.save_names(connection, told, names)
    words = [finding.by_words(one.name, saved.profiles[key]) for key, one in saved.changed.items()]
    keys = [finding.by_identity(one.identity, one.owner) for one in names]
    finding.save(connection, chain.from_iterable([*words, *keys]))
    people.join_by_email(connection, told, names, may_part=False)
    return names, saved.profiles


def _holders(connection: Connection, addresses: Iterable[str]) -> dict[str, ProfileId]:
    wanted = sorted(addresses)
    if not wanted:
        return {}
    rows = connection.execute(HOLDERS, {"addresses": wanted})
    return {row.value: ProfileId(row.profile_id) for row in rows}
