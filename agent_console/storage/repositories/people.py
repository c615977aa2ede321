"""Profiles and their names: written as told, never overwritten by silence."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, delete, or_, select, tuple_, update

from agent_console.domain.identity import Identity, IdentityKind
from agent_console.domain.profile import ProfileId
from agent_console.ports.source import PersonRecord
from agent_console.storage.dialect import Taken, upsert
from agent_console.storage.hashing import content, judge
from agent_console.storage.repositories.bites import Ahead
from agent_console.storage.repositories.joins import joining
from agent_console.storage.repositories.joins.joining import Moved
from agent_console.storage.tables.people import identity, profile

DAY = 86_400_000_000
PROFILE_KEY = Taken(
    ("connection_id", "kind", "external_id"), keep=("first_heard", "gone_at", "asked_at")
)
IDENTITY_KEY = Taken(
    ("profile_id", "kind", "raw", "order_ref"),
    keep=("value", "first_seen", "connection_id"),
    older=("last_seen", DAY),
)
NAMED = (profile.c.id, profile.c.kind, profile.c.external_id)
KNOWN = select(*NAMED, profile.c.content, profile.c.last_heard).where(
    profile.c.connection_id == bindparam("connection"),
    tuple_(profile.c.kind, profile.c.external_id).in_(bindparam("keys", expanding=True)),
)

OF_THESE = profile.c.id.in_(bindparam("ids", expanding=True))
TOUCHED = update(profile).where(OF_THESE).values(last_heard=bindparam("when"))
THERE = (
    update(profile)
    .where(OF_THESE, profile.c.last_heard <= bindparam("when"))
    .where(or_(profile.c.gone_at.is_(None), profile.c.gone_at <= bindparam("when")))
    .values(asked_at=bindparam("when"), gone_at=None)
)
ALONE = update(profile).where(OF_THESE).values(customer_id=profile.c.id)
"""Statements are made once: putting one together takes longer than most of them."""

TOLD = (*("kind", "external_id", "name", "identities", "is_guest", "admin_url", "observations"),)
"""What makes a person another than before; written to the letter, for hashes of it are kept."""

PersonKey = tuple[str, str]
"""(kind, external id) at one connection."""


@dataclass(frozen=True, slots=True)
class SavedPeople:
    """The row of each person, and who of them is new or changed."""

    profiles: Mapping[PersonKey, ProfileId]
    changed: Mapping[PersonKey, PersonRecord]


@dataclass(frozen=True, slots=True)
class Telling:
    """Which connection tells, by its row and name, and when it was heard."""

    connection_id: int
    connection: str
    heard_at: datetime
    ahead: Ahead = field(default_factory=Ahead)


@dataclass(frozen=True, slots=True)
class Name:
    """A name of a profile, told with an order (its id at the source) or with the profile itself."""

    owner: ProfileId
    identity: Identity
    order_ref: str = ""


def key_of(person: PersonRecord) -> PersonKey:
    """Return what names a person at a source."""
    return person.kind, person.external_id


def save(
    connection: Connection,
    told: Telling,
    people: Sequence[PersonRecord],
    mentioned: Sequence[PersonRecord] = (),
) -> SavedPeople:
    """Store people as one source knows them, but those heard of later; names: save_names().

    Those only `mentioned`, with an order of theirs, may be gone from the source all the same.
    """
    records = {key_of(person): person for person in (*people, *mentioned)}
    hashes = {key: told.ahead.content(person, content_of) for key, person in records.items()}
    before = _known(connection, told, list(records))
    judged = judge(before, hashes, told.heard_at)
    profiles = {key: ProfileId(before[key].id) for key in judged.settled}
    _touch(connection, told, sorted(profiles[key] for key in judged.confirmed))
    changed = {key: records[key] for key in sorted(records.keys() - profiles.keys())}
    rows = [_row(told, person, hashes[key]) for key, person in changed.items()]
    written = upsert(connection, profile, rows, PROFILE_KEY, *NAMED)
    profiles |= {(row.kind, row.external_id): ProfileId(row.id) for row in written}
    _stand_alone(connection, [profiles[key] for key in changed.keys() - before.keys()])
    _are_there(connection, told, sorted({profiles[key_of(person)] for person in people}))
    return SavedPeople(profiles, changed)


def content_of(person: PersonRecord) -> int:
    """Return 63 bits that change with what is told of a person."""
    return content({name: getattr(person, name) for name in TOLD})


def _stand_alone(connection: Connection, fresh: Sequence[ProfileId]) -> None:
    """Make new profiles customers of their own, until something joins them."""
    if fresh:
        connection.execute(ALONE, {"ids": fresh})


def save_names(connection: Connection, told: Telling, names: Sequence[Name]) -> None:
    """Store names of profiles; when one was last seen is kept to the day."""
    rows = [_identity_row(told, one) for one in names]
    unique = {tuple(row[column] for column in IDENTITY_KEY.key): row for row in rows}
    upsert(connection, identity, list(unique.values()), IDENTITY_KEY)


def join_by_email(
    connection: Connection, told: Telling, names: Iterable[Name], *, may_part: bool = True
) -> Moved:
    """Join profiles that share an address by which they can be found; return who was moved.

    With `may_part` an address that turns out to be of a crowd parts whom it joined.
    """
    addresses = {
        (one.owner, one.identity.value) for one in names if one.identity.kind is IdentityKind.EMAIL
    }
    return joining.by_email(connection, sorted(addresses), told.heard_at, may_part=may_part)


def forget_contacts(connection: Connection, told: Telling, left: Mapping[str, ProfileId]) -> None:
    """Drop the names told with orders that left a profile; they are told anew at another."""
    if not left:
        return
    connection.execute(
        delete(identity).where(
            identity.c.profile_id.in_(left.values()),
            identity.c.connection_id == told.connection_id,
            identity.c.order_ref.in_(left),
        )
    )


def _known(
    connection: Connection, told: Telling, keys: Sequence[PersonKey]
) -> dict[PersonKey, Any]:
    if not keys:
        return {}
    rows = connection.execute(KNOWN, {"connection": told.connection_id, "keys": keys})
    return {(row.kind, row.external_id): row for row in rows}


def _touch(connection: Connection, told: Telling, ids: Sequence[int]) -> None:
    if ids:
        connection.execute(TOUCHED, {"ids": ids, "when": told.heard_at})


def _are_there(connection: Connection, told: Telling, ids: Sequence[int]) -> None:
    if ids:
        connection.execute(THERE, {"ids": ids, "when": told.heard_at})


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
        "gone_at": None,
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
