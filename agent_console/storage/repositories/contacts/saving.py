"""Messages into the store: each once, wherever and however often it is met."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from agent_console.domain.contact import mentions
from agent_console.domain.observation import SubjectKind
from agent_console.domain.profile import ProfileId
from agent_console.ports.source import ContactRecord
from agent_console.storage.dialect import append, fresh_ids
from agent_console.storage.repositories import events
from agent_console.storage.repositories.contacts import (
    hanging,
    lonely,
    meeting,
    owners,
    reports,
    threads,
)
from agent_console.storage.repositories.contacts.body import packed
from agent_console.storage.repositories.contacts.ordering import Concern
from agent_console.storage.repositories.contacts.owners import Owners, address_of
from agent_console.storage.repositories.events import Said
from agent_console.storage.repositories.people import Name, Telling
from agent_console.storage.repositories.projecting import Place
from agent_console.storage.tables.contacts import contact, contact_mention, contact_party


@dataclass(frozen=True, slots=True)
class SavedContacts:
    """How many messages are new, on whose timelines they are, and who became known by them."""

    changed: int = 0
    owners: frozenset[ProfileId] = frozenset()
    names: Sequence[Name] = ()


@dataclass(frozen=True, slots=True)
class _Placed:
    """A new message with its row, its conversation, and where it belongs."""

    row: int
    record: ContactRecord
    thread: int
    place: Place


def save(connection: Connection, told: Telling, records: Sequence[ContactRecord]) -> SavedContacts:
    """Store the messages that were not met before."""
    fresh = meeting.unmet(connection, records)
    if not fresh:
        return SavedContacts()
    known = owners.settle(connection, told, fresh)
    rows = dict(zip(fresh_ids(connection, contact, len(fresh)), fresh, strict=True))
    placed = _placed(connection, rows, known)
    _write(connection, told, placed)
    append(connection, contact_party, [row for one in placed for row in _parties(one, known)])
    append(connection, contact_mention, [row for one in placed for row in _mentions(one)])
    reports.keep(connection, told, rows)
    _tell_followers(connection, placed)
    touched = {owner for one in placed for owner, _ in one.place.all()}
    touched |= lonely.settle(connection, {one.thread for one in placed})
    return SavedContacts(len(fresh), frozenset(touched), known.names)


def _write(connection: Connection, told: Telling, placed: Sequence[_Placed]) -> None:
    said = [
        Said(saying, one.place, one.record.key)
        for one in placed
        for saying in one.record.observations
    ]
    subjects = events.save(connection, told, said).ids
    kind = SubjectKind.THREAD.value
    rows = [_row(told, one, subjects[kind, one.record.key]) for one in placed]
    connection.execute(contact.insert(), rows)


def _placed(
    connection: Connection, rows: Mapping[int, ContactRecord], known: Owners
) -> list[_Placed]:
    joined = threads.assign(connection, {row: one.contact for row, one in rows.items()})
    concerns = [
        Concern(row, joined[row], _owners(one, known), frozenset(mentions(one.contact.subject)))
        for row, one in rows.items()
    ]
    places = hanging.places(connection, concerns)
    return [_Placed(row, one, joined[row], places[row]) for row, one in rows.items()]


def _owners(record: ContactRecord, known: Owners) -> tuple[ProfileId, ...]:
    found = {known.by_address.get(address_of(person)) for person in record.people}
    return tuple(sorted(owner for owner in found if owner is not None))


def _tell_followers(connection: Connection, placed: Sequence[_Placed]) -> None:
    """Hang what was heard of earlier in a conversation on the order that is known only now."""
    told = {one.thread for one in placed if any(order for _, order in one.place.all())}
    hanging.follow(connection, told, {one.row for one in placed})


def _row(told: Telling, one: _Placed, subject_id: int) -> dict[str, Any]:
    record = one.record
    body, is_whole = packed(record.contact)
    return {
        "id": one.row,
        "connection_id": told.connection_id,
        "subject_id": subject_id,
        "key": record.key,
        "external_id": record.external_id,
        "message_id": record.contact.message_id,
        "thread_id": one.thread,
        "folder": record.folder,
        "left_out": record.left_out,
        "is_whole": is_whole and record.is_whole,
        "body": body,
        "heard_at": told.heard_at,
    }


def _parties(one: _Placed, known: Owners) -> list[dict[str, Any]]:
    addresses = dict.fromkeys(address_of(person) for person in one.record.people)
    return [
        {"contact_id": one.row, "address": at, "profile_id": known.by_address.get(at)}
        for at in addresses
    ]


def _mentions(one: _Placed) -> list[dict[str, Any]]:
    found = mentions(one.record.contact.subject)
    return [{"contact_id": one.row, "reference": reference} for reference in found]
