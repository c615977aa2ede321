"""Words of stores and carriers for the state of a parcel that we could not read, counted."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select, union_all

from agent_console.domain.observation import EntryKind
from agent_console.domain.parcel import ParcelStatus
from agent_console.storage.store import Store
from agent_console.storage.tables.events import observation
from agent_console.storage.tables.orders import customer_order, fulfilment
from agent_console.storage.tables.parcels import parcel
from agent_console.storage.tables.people import connection as connections


@dataclass(frozen=True, slots=True)
class UnknownWord:
    """A word, the connection that says it, and how often it did."""

    connection: str
    word: str
    times: int


def unknown_words(store: Store) -> Sequence[UnknownWord]:
    """Return every word we do not know, the most frequent first; "unknown" itself is a word."""
    stores = (
        select(customer_order.c.connection_id, fulfilment.c.state.label("word"))
        .join(customer_order, customer_order.c.id == fulfilment.c.order_id)
        .where(fulfilment.c.status == ParcelStatus.UNKNOWN.value)
    )
    parcels = select(parcel.c.connection_id, parcel.c.status_text.label("word")).where(
        parcel.c.status == ParcelStatus.UNKNOWN.value,
        func.lower(parcel.c.status_text) != ParcelStatus.UNKNOWN.value,
    )
    carriers = select(
        observation.c.connection_id,
        func.coalesce(observation.c.code, observation.c.text, "").label("word"),
    ).where(
        observation.c.kind == EntryKind.SCAN.value,
        observation.c.status == ParcelStatus.UNKNOWN.value,
    )
    said = union_all(stores, parcels, carriers).subquery()
    times = func.count().label("times")
    with store.read() as connection:
        rows = connection.execute(
            select(connections.c.name, said.c.word, times)
            .join(connections, connections.c.id == said.c.connection_id)
            .group_by(connections.c.name, said.c.word)
            .order_by(times.desc(), said.c.word)
        )
        return [UnknownWord(row.name, row.word, row.times) for row in rows]
