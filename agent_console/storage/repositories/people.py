"""Profiles and their names: written as told, never overwritten by silence."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select, tuple_, update

from agent_console.domain.identity import Identity, IdentityKind, name_tokens
from agent_console.domain.profile import ProfileId
from agent_console.ports.reading import KeyKind
from agent_console.ports.source import PersonRecord
from agent_console.storage.dialect import Taken, insert_missing, upsert
from agent_console.storage.repositories import joining
from agent_console.storage.repositories.hashing import content
from agent_console.storage.tables.lookup import lookup_key
from agent_console.storage.tables.people import identity, profile

PROFILE_KEY = Taken(("connection_id", "kind", "external_id"), keep=("first_heard",))
IDENTITY_KEY = Taken(
    ("profile_id", "kind", "raw", "order_ref"), keep=("first_seen", "connection_id")
)

PersonKey = tuple[str, str]
"""(kind, external id) at one connection."""


@dataclass(frozen=True, slots=True)
class SavedPeople:
    """The row of each person, and who of them is new or changed."""

    profiles: Mapping[PersonKey, ProfileId]
    changed: frozenset[PersonKey]


@dataclass(frozen=True, slots=True)
class Telling:
    """Which connection tells, by its row and name, and when it was heard."""

    connection_id: int
    connection: str
    heard_at: datetime


@dataclass(frozen=True, slots=True)
class Name:
    """A name of a profile, told with an order (its id at the source) or with the profile itself."""

    owner: ProfileId
    identity: Identity
    order_ref: str = ""


def key_of(person: PersonRecord) -> PersonKey:
    """Return what names a person at a source."""
    return person.kind, person.external_id


def save(connection: Connection, told: Telling, people: Iterable[PersonRecord]) -> SavedPeople:
    """Store people as one source knows them, and join those who share an e-mail address."""
    records = {key_of(person): person for person in people}
    hashes = {key: content(person) for key, person in records.items()}
    before = _known(connection, told, list(records))
    same = {key for key, row in before.items() if row.content == hashes[key]}
    _touch(connection, told, [before[key].id for key in sorted(same)])
    changed = sorted(records.keys() - same)
    rows = [_row(told, records[key], hashes[key]) for key in changed]
    upsert(connection, profile, rows, PROFILE_KEY)
    profiles = _rows(connection, told, list(records))
    connection.execute(
        update(profile).where(profile.c.customer_id.is_(None)).values(customer_id=profile.c.id)
    )
    words = [
        _key(KeyKind.NAME, word, profiles[key])
        for key in changed
        for word in name_tokens(records[key].name)
    ]
    insert_missing(connection, lookup_key, words)
    names = [Name(profiles[key], one) for key in changed for one in records[key].identities]
    save_names(connection, told, names)
    return SavedPeople(profiles, frozenset(changed))


def save_names(connection: Connection, told: Telling, names: Sequence[Name]) -> None:
    """Store names of profiles, make them findable, and join profiles that share an address."""
    rows = [_identity_row(told, one) for one in names]
    unique = {tuple(row[column] for column in IDENTITY_KEY.key): row for row in rows}
    upsert(connection, identity, list(unique.values()), IDENTITY_KEY)
    insert_missing(connection, lookup_key, [key for one in names for key in lookups(one)])
    addresses = {
        (one.owner, one.identity.value) for one in names if one.identity.kind is IdentityKind.EMAIL
    }
    joining.by_email(connection, sorted(addresses), told.heard_at)


def lookups(name: Name) -> list[dict[str, Any]]:
    """Return the keys by which a name is found."""
    value, owner = name.identity.value, name.owner
    if name.identity.kind is IdentityKind.EMAIL:
        return [_key(KeyKind.EMAIL, value, owner)]
    if name.identity.kind is IdentityKind.PHONE:
        reversed_digits = value.removeprefix("+")[::-1]
        return [
            _key(KeyKind.PHONE, value, owner),
            _key(KeyKind.PHONE_REVERSED, reversed_digits, owner),
        ]
    return []


def _key(kind: KeyKind, value: str, owner: ProfileId) -> dict[str, Any]:
    return {"kind": kind.value, "value": value, "profile_id": owner}


def _known(
    connection: Connection, told: Telling, keys: Sequence[PersonKey]
) -> dict[PersonKey, Any]:
    if not keys:
        return {}
    rows = connection.execute(
        select(profile.c.id, profile.c.kind, profile.c.external_id, profile.c.content).where(
            profile.c.connection_id == told.connection_id,
            tuple_(profile.c.kind, profile.c.external_id).in_(keys),
        )
    )
    return {(row.kind, row.external_id): row for row in rows}


def _rows(
    connection: Connection, told: Telling, keys: Sequence[PersonKey]
) -> dict[PersonKey, ProfileId]:
    return {key: ProfileId(row.id) for key, row in _known(connection, told, keys).items()}


def _touch(connection: Connection, told: Telling, ids: Sequence[int]) -> None:
    if ids:
        connection.execute(
            update(profile).where(profile.c.id.in_(ids)).values(last_heard=told.heard_at)
        )


def _row(told: Telling, person: PersonRecord, hashed: int) -> dict[str, Any]:
    return {
        "connection_id": told.connection_id,
        "kind": person.kind,
        "external_id": person.external_id,
        "name": person.name,
        "is_guest": person.is_guest,
        "admin_url": person.admin_url,
        "content": hashed,
        "first_heard": told.heard_at,
        "last_heard": told.heard_at,
    }


def _identity_row(told: Telling, name: Name) -> dict[str, Any]:
    return {
        "profile_id": name.owner,
        "connection_id": told.connection_id,
        "kind": name.identity.kind.value,
        "raw": name.identity.raw,
        "value": name.identity.value,
        "order_ref": name.order_ref,
        "first_seen": told.heard_at,
        "last_seen": told.heard_at,
    }
