"""The first look at a large store: all orders in short at once, what belongs to them afterwards.

An order's notes and refunds are asked for one by one. That takes a store of ten thousand orders
more than an hour, in which nobody should have to do without its latest orders.
"""

from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from agent_console.connectors.stores.woocommerce.records import ORDERS, Records, told_ids
from agent_console.connectors.stores.woocommerce.rest import AT_A_TIME, Params
from agent_console.ports.clock import Clock
from agent_console.ports.source import Page

DETAILS = "details"
DONE = "done"
IN_SHORT = "short "
"""How a cursor begins while orders are read in short."""
SMALL = 500
"""A store of so many orders is read as a whole at once, in some four minutes."""
AHEAD = timedelta(hours=1)
"""So far a store's clock may be before ours and still none of its orders is left out."""
SHIFT = timedelta(minutes=10)
"""So long details are read in one pass, so that what is new waits no longer than that."""
BACK = 10
"""So many places a page begins before the last one ended: what is thrown away moves the others."""


@dataclass(frozen=True, slots=True)
class Since:
    """From where orders are read, and whether in short, if the store turns out to be large."""

    cursor: str | None
    may_be_short: bool

    def stands(self, at: str | None, *, is_short: bool, is_over: bool) -> str | None:
        """Return the cursor to go on from."""
        return f"{IN_SHORT}{at}" if at and is_short and not is_over else at


def since(cursor: str | None) -> Since:
    """Read a cursor of orders."""
    if cursor is None or not cursor.startswith(IN_SHORT):
        return Since(cursor, may_be_short=cursor is None)
    return Since(cursor.removeprefix(IN_SHORT), may_be_short=True)


async def details(
    records: Records, clock: Clock, cursor: str | None, small: float
) -> AsyncIterator[Page]:
    """Yield the orders that were read in short, whole, the newest first; raises RemoteFailure."""
    if cursor == DONE:
        return
    began = clock.now()
    before, offset = _standing(cursor, began)
    is_over = False
    while not is_over and clock.now() < began + SHIFT:
        listing = await records.rest.page(ORDERS, _asked(before, offset))
        is_over = listing.is_last(offset + len(listing.nodes))
        if cursor is not None or listing.total > small:
            ids = list(told_ids(listing.nodes))
            orders = await records.by_ids(ORDERS, ids)
            async for page in records.pages(orders):
                yield replace(page, total=max(0, listing.total - offset))
        else:
            is_over = True
        offset += max(1, len(listing.nodes) - BACK)
        yield Page(DETAILS, cursor=DONE if is_over else f"{before} {offset}")


def _standing(cursor: str | None, now: datetime) -> tuple[str, int]:
    if cursor is None:
        ahead = now.astimezone(UTC) + AHEAD
        return ahead.strftime("%Y-%m-%dT%H:%M:%S"), 0
    before, _, offset = cursor.partition(" ")
    return before, int(offset)


def _asked(before: str, offset: int) -> Params:
    return {
        "before": before,
        "dates_are_gmt": "true",
        "orderby": "date",
        "order": "desc",
        "per_page": AT_A_TIME,
        "offset": offset,
        "_fields": "id",
    }
