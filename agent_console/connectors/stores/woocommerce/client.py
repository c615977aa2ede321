"""A store of WooCommerce as pages of records: follows changes, reads again by id."""

from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import replace

from agent_console.connectors.kit.http import Client
from agent_console.connectors.kit.reading import Node, decode
from agent_console.connectors.stores.woocommerce import catching_up
from agent_console.connectors.stores.woocommerce.catching_up import details, since
from agent_console.connectors.stores.woocommerce.records import (
    CUSTOMERS,
    DETAILS,
    IN_SHORT,
    ORDERS,
    PING,
    Details,
    Records,
    told_ids,
    unreadable,
)
from agent_console.connectors.stores.woocommerce.registering import listed
from agent_console.connectors.stores.woocommerce.rest import (
    AT_A_TIME,
    Misunderstood,
    NotPermitted,
    Params,
    Rest,
)
from agent_console.connectors.stores.woocommerce.settings import Settings
from agent_console.connectors.stores.woocommerce.statuses import TRASH
from agent_console.connectors.stores.woocommerce.walking import Bite, walked
from agent_console.ports.clock import Clock
from agent_console.ports.source import Gone, Page, Wanted


class WooCommerceSource:
    """Reads one store (port Source)."""

    def __init__(self, settings: Settings, http: Client, clock: Clock, small: float) -> None:
        """Read a store of at most `small` orders as a whole at once."""
        self._settings = settings
        self._clock = clock
        self._small = small
        self._rest = Rest(settings, http)
        self._records = Records(settings, self._rest)

    def streams(self) -> Sequence[str]:
        """Customers first, so that orders find theirs; last what takes longest."""
        return [CUSTOMERS, ORDERS, TRASH, catching_up.DETAILS]

    async def close(self) -> None:
        """Close the connection."""
        await self._rest.close()

    async def probe(self) -> str:
        """Ask for a single order and say how many there are."""
        listing = await self._rest.page(ORDERS, {"per_page": 1})
        told = f"let in by WooCommerce, {listing.total or len(listing.nodes)} orders to read"
        try:
            await self._rest.page(CUSTOMERS, {"per_page": 1, "_fields": "id"})
        except NotPermitted:
            return f"{told}; customers are hidden by the store's permissions"
        return told

    async def changes(self, stream: str, cursor: str | None) -> AsyncIterator[Page]:
        """Yield what was written since the cursor, each record once.

        Orders name their customers as far as they may: a list of customers that is hidden is no
        failure, and `probe` and the orders say so.
        """
        follow = {
            CUSTOMERS: self._registered,
            ORDERS: self._modified,
            TRASH: self._thrown_away,
            catching_up.DETAILS: self._belonging,
        }
        try:
            async for page in follow[stream](cursor):
                yield page
        except NotPermitted:
            if stream != CUSTOMERS:
                raise

    async def reread(self, wanted: Wanted) -> AsyncIterator[Page]:
        """Yield records by their ids, and where asked for all orders of the people."""
        records = (
            Records(self._settings, self._rest.urgent()) if wanted.is_urgent else self._records
        )
        orders = list(dict.fromkeys(wanted.orders))
        if wanted.with_their_orders:
            of_people = [one for who in wanted.people for one in await _orders_of(records, who)]
            orders = list(dict.fromkeys((*orders, *of_people)))
        async for page in _people(records, wanted.people):
            yield page
        for some in _bites(orders):
            nodes = await records.by_ids(ORDERS, some)
            nodes += await records.hidden(_missing(some, nodes))
            yield Page(ORDERS, gone=Gone(orders=_missing(some, nodes)))
            async for page in records.pages(nodes):
                yield page

    def read(self, stream: str, raw: str) -> Page:
        """Read one record from quarantine, or from the body of a webhook."""
        nodes = [] if raw.startswith(PING) else [Node(decode(raw))]
        return self._records.read(stream, nodes)

    async def _registered(self, cursor: str | None) -> AsyncIterator[Page]:
        """Yield customers: all by id, later the newest down to the last known.

        WooCommerce has no list of those that changed: they are read again by id, and with orders.
        """
        known = int(cursor) if cursor else 0
        seen, newest, is_over = 0, known, False
        while not is_over:
            order = "desc" if known else "asc"
            asked: Params = {"orderby": "id", "order": order}
            listing = await listed(self._records, asked, seen)
            ids = [int(one) for one in told_ids(listing.nodes) if one.isdecimal()]
            newest, seen = max([newest, *ids]), seen + len(listing.nodes)
            is_over = listing.is_last(seen) or min(ids, default=0) <= known
            is_told = newest > 0 and (is_over or not known)
            yield replace(
                self._records.read(CUSTOMERS, listing.nodes),
                cursor=str(newest) if is_told else None,
                total=0 if known else listing.total,
            )

    async def _modified(self, cursor: str | None) -> AsyncIterator[Page]:
        """Yield orders by time of change, the oldest first; of a large store in short at first."""
        start = since(cursor)
        async for bite in walked(self._rest, self._clock, start.cursor):
            is_short = start.may_be_short and (cursor is not None or bite.total > self._small)
            async for page in self._of(bite, IN_SHORT if is_short else DETAILS):
                yield replace(page, total=bite.total)
            stands = start.stands(bite.cursor, is_short=is_short, is_over=bite.is_last)
            yield Page(ORDERS, cursor=stands, total=bite.total)

    async def _of(self, bite: Bite, wanted: Details) -> AsyncIterator[Page]:
        """Yield the orders of a bite with what is wanted of them."""
        if bite.spoiler is not None:
            lost = [unreadable(ORDERS, one, str(bite.spoiler)) for one in bite.nodes]
            yield Page(ORDERS, unreadable=tuple(lost))
            return
        async for page in self._records.pages(bite.nodes, wanted):
            yield page

    async def _belonging(self, cursor: str | None) -> AsyncIterator[Page]:
        """Yield whole what was read in short."""
        async for page in details(self._records, self._clock, cursor, self._small):
            yield page

    async def _thrown_away(self, cursor: str | None) -> AsyncIterator[Page]:
        """Yield which orders lie in the trash; older versions cannot list it."""
        try:
            async for bite in walked(self._rest, self._clock, cursor, {"status": TRASH}):
                thrown = [one for one in bite.nodes if one["status"].value == TRASH]
                gone = Gone(orders=tuple(told_ids(thrown)))
                yield Page(TRASH, gone=gone, cursor=bite.cursor)
        except Misunderstood:
            return


async def _people(records: Records, ids: Sequence[str]) -> AsyncIterator[Page]:
    """Yield customers by their ids, but where the store hides them all."""
    try:
        for some in _bites(ids):
            nodes = await records.by_ids(CUSTOMERS, some)
            yield replace(records.read(CUSTOMERS, nodes), gone=Gone(_missing(some, nodes)))
    except NotPermitted:
        return


async def _orders_of(records: Records, person: str) -> list[str]:
    return list(told_ids(await records.rest.whole(ORDERS, {"customer": person, "_fields": "id"})))


def _missing(asked: Sequence[str], nodes: Sequence[Node]) -> tuple[str, ...]:
    told = set(told_ids(nodes))
    return tuple(one for one in asked if one not in told)


def _bites(ids: Sequence[str]) -> Iterator[list[str]]:
    for start in range(0, len(ids), AT_A_TIME):
        yield list(ids[start : start + AT_A_TIME])
