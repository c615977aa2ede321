"""A page cut into bites, each small enough for one short transaction."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import TypeVar

from agent_console.domain.observation import Observation
from agent_console.ports.source import (
    ContactRecord,
    NoticeRecord,
    OrderRecord,
    Page,
    ParcelRecord,
    PersonRecord,
)
from agent_console.storage.event_rows import Spelled, spelled

Record = PersonRecord | OrderRecord | ParcelRecord | ContactRecord | NoticeRecord
LEAST_WEIGHT = 2
"""A record without any event is written too."""


Thing = TypeVar("Thing")


@dataclass(frozen=True, slots=True)
class Ahead:
    """What is worked out of a bite before its transaction, while the disk has the one before.

    Records are known by which they are, so they must live as long as this.
    """

    _hashes: dict[int, int] = field(default_factory=dict)
    _spelled: dict[int, Spelled] = field(default_factory=dict)

    def work_out(self, thing: Thing, content: Callable[[Thing], int]) -> None:
        """Hash a record, to be asked for later."""
        self._hashes[id(thing)] = content(thing)

    def spell(self, said: Sequence[Observation]) -> None:
        """Spell sayings out, to be asked for later."""
        self._spelled.update((id(one), spelled(one)) for one in said)

    def content(self, thing: Thing, content: Callable[[Thing], int]) -> int:
        """Return the hash of a record, worked out now where it was not before."""
        found = self._hashes.get(id(thing))
        return content(thing) if found is None else found

    def spelled(self, one: Observation) -> Spelled:
        """Return a saying spelled out, now where it was not before."""
        return self._spelled.get(id(one)) or spelled(one)


def bites(page: Page, events: int) -> Iterator[Page]:
    """Cut a page into bites of about so many events, so that a note of an agent waits little.

    There is always a last one, perhaps with nothing in it.
    """
    bite, weight = Page(page.stream), 0
    told = page.people, page.orders, page.parcels, page.contacts, page.notices
    for record in chain[Record](*told):
        bite = _with(bite, record)
        weight += _weight(record)
        if weight >= events:
            yield bite
            bite, weight = Page(page.stream), 0
    rest = replace(bite, untracked=page.untracked, asked=page.asked)
    yield replace(rest, gone=page.gone, merged=page.merged)


def _weight(record: Record) -> int:
    told = 1 if isinstance(record, NoticeRecord) else len(record.observations)
    return max(told, LEAST_WEIGHT)


def _with(bite: Page, record: Record) -> Page:
    if isinstance(record, PersonRecord):
        return replace(bite, people=(*bite.people, record))
    if isinstance(record, OrderRecord):
        return replace(bite, orders=(*bite.orders, record))
    if isinstance(record, ParcelRecord):
        return replace(bite, parcels=(*bite.parcels, record))
    if isinstance(record, NoticeRecord):
        return replace(bite, notices=(*bite.notices, record))
    return replace(bite, contacts=(*bite.contacts, record))
