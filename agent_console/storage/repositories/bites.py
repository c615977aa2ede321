"""A page cut into bites, each small enough for one short transaction."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

from agent_console.ports.source import (
    ContactRecord,
    OrderRecord,
    Page,
    ParcelRecord,
    PersonRecord,
)

Record = PersonRecord | OrderRecord | ParcelRecord | ContactRecord
LEAST_WEIGHT = 2
"""A record without any event is written too."""


def bites(page: Page, events: int) -> Iterator[Page]:
    """Cut a page into bites of about so many events, so that a note of an agent waits little.

    There is always a last one, perhaps with nothing in it.
    """
    bite, weight = Page(page.stream), 0
    for record in chain[Record](page.people, page.orders, page.parcels, page.contacts):
        bite = _with(bite, record)
        weight += max(len(record.observations), LEAST_WEIGHT)
        if weight >= events:
            yield bite
            bite, weight = Page(page.stream), 0
    rest = replace(bite, untracked=page.untracked, asked=page.asked)
    yield replace(rest, gone=page.gone, merged=page.merged)


def _with(bite: Page, record: Record) -> Page:
    if isinstance(record, PersonRecord):
        return replace(bite, people=(*bite.people, record))
    if isinstance(record, OrderRecord):
        return replace(bite, orders=(*bite.orders, record))
    if isinstance(record, ParcelRecord):
        return replace(bite, parcels=(*bite.parcels, record))
    return replace(bite, contacts=(*bite.contacts, record))
