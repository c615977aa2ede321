"""Which messages were met before: some programs give several the same id in the same second."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b

import msgspec
from sqlalchemy import Connection, bindparam, select

from agent_console.domain.contact import Contact
from agent_console.ports.source import ContactRecord
from agent_console.storage.repositories.contacts.body import LONGEST_WORDS, unpacked
from agent_console.storage.tables.contacts import contact

MET = select(contact.c.key, contact.c.body, contact.c.is_whole).where(
    contact.c.key.in_(bindparam("keys", expanding=True))
)


@dataclass(frozen=True, slots=True)
class _Rest:
    """What else tells two messages apart that have no id: whom they went to, and their files."""

    recipients: tuple[str, ...]
    files: tuple[tuple[str, int], ...]

    def is_of(self, other: "_Rest", *, are_sized: bool) -> bool:
        """Say whether both may be of one message: a copy may hide some whom it went to."""
        mine, theirs = set(self.recipients), set(other.recipients)
        if not (mine <= theirs or theirs <= mine):
            return False
        if are_sized:
            return self.files == other.files
        return [kind for kind, _ in self.files] == [kind for kind, _ in other.files]


@dataclass(frozen=True, slots=True)
class _Words:
    """What two messages of one key must have in common to be one."""

    subject: str
    plain: str
    is_whole: bool
    rest: _Rest | None

    def are_of(self, other: "_Words") -> bool:
        """Say whether both are of one message, of which perhaps only the beginning was read."""
        is_same = self.subject == other.subject and self._go_on_as(other)
        if self.rest is None or other.rest is None:
            return is_same
        return is_same and self.rest.is_of(other.rest, are_sized=self.is_whole and other.is_whole)

    def _go_on_as(self, other: "_Words") -> bool:
        if self.is_whole and other.is_whole:
            return self.plain == other.plain
        return self.plain.startswith(other.plain) or other.plain.startswith(self.plain)


def unmet(connection: Connection, records: Sequence[ContactRecord]) -> list[ContactRecord]:
    """Return the messages that were not met before, each once, each under a key of its own.

    A key that is known of another message is made longer by the words; so one that was stored
    keeps its key. What was stored may have been read by an earlier version.
    """
    met = _met(connection, {one.key for one in records})
    fresh: list[ContactRecord] = []
    for record in records:
        one, words = record, _words(record.contact, is_whole=record.is_whole)
        if one.key in met and not any(map(met[one.key].are_of, _readings(record))):
            one = _longer(record)
            met |= _met(connection, {one.key} - met.keys())
        if one.key not in met:
            met[one.key] = words
            fresh.append(one)
    return fresh


def _readings(record: ContactRecord) -> Iterable[_Words]:
    told = filter(None, (record.contact, record.before))
    return (_words(one, is_whole=record.is_whole) for one in told)


def _met(connection: Connection, keys: Collection[str]) -> dict[str, _Words]:
    if not keys:
        return {}
    rows = connection.execute(MET, {"keys": sorted(keys)})
    return {row.key: _words(unpacked(row.body), is_whole=row.is_whole) for row in rows}


def _longer(record: ContactRecord) -> ContactRecord:
    said = _words(record.before or record.contact, is_whole=True)
    parts = [record.key, said.subject, said.plain, *filter(None, [said.rest])]
    key = blake2b(msgspec.json.encode(parts), digest_size=16).hexdigest()
    observations = tuple(
        replace(one, subject=replace(one.subject, key=key)) for one in record.observations
    )
    return replace(record, key=key, observations=observations)


def _words(said: Contact, *, is_whole: bool) -> _Words:
    subject, plain = (said.subject or "").split(), said.plain[:LONGEST_WORDS].split()
    is_all = is_whole and len(said.plain) <= LONGEST_WORDS
    rest = _rest(said) if said.message_id is None else None
    return _Words(" ".join(subject), " ".join(plain), is_all, rest)


def _rest(said: Contact) -> _Rest:
    to = {one.address.lower() for one in said.recipients if one.address}
    return _Rest(tuple(sorted(to)), tuple((one.content_type, one.size) for one in said.attachments))
