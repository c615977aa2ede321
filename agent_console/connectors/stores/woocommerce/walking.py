"""Walking through a store's orders by time of change, in pages no larger than it can tell."""

from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from types import MappingProxyType

from agent_console.connectors.kit.reading import Node, UnreadableError
from agent_console.connectors.kit.walk import SECOND, Walk
from agent_console.connectors.stores.woocommerce.rest import (
    AT_A_TIME,
    SPOILT,
    Listing,
    Params,
    Rest,
    Spoiler,
)
from agent_console.connectors.stores.woocommerce.times import MODIFIED, gmt
from agent_console.domain.moment import iso_z
from agent_console.ports.clock import Clock
from agent_console.ports.failures import Refused, TryLater

PATH = "orders"
OVERLAP = timedelta(minutes=15)
"""Changes are read again from so long before the last one known: the store's clock may be set back
by ten minutes, and `modified_after` leaves out the very second it names."""
BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)
FEW = f"id,status,{MODIFIED}_gmt"
ALL: Mapping[str, str] = MappingProxyType({})

MOST_STALE = 3 * AT_A_TIME
"""More orders in a row are not met again, unless a store does not heed what it is asked."""
TOO_OLD = "it must be WooCommerce 5.8 or later, which can list what was modified"


@dataclass(frozen=True, slots=True)
class Bite:
    """Orders not met before on this walk, where to go on from, and how many there are in all.

    `spoiler` says why only id and time of a record are told.
    """

    nodes: Sequence[Node]
    cursor: str | None
    total: int
    is_last: bool
    spoiler: Spoiler | None = None


@dataclass(slots=True)
class _Repeats:
    """How many orders in a row were met before."""

    in_a_row: int = 0

    def count(self, met: int, fresh: int) -> None:
        """Count a page; raises Refused when the store tells the same for ever."""
        self.in_a_row = 0 if fresh else self.in_a_row + met
        if self.in_a_row > MOST_STALE:
            raise Refused(f"the store tells the same orders again and again; {TOO_OLD}")


async def walked(
    rest: Rest, clock: Clock, cursor: str | None, among: Mapping[str, str] = ALL
) -> AsyncIterator[Bite]:
    """Yield what was written since the cursor, by time of change; raises RemoteFailure."""
    start = datetime.fromisoformat(cursor) - OVERLAP if cursor else BEGINNING
    walk, repeats, total = Walk(start, AT_A_TIME), _Repeats(), 0
    while not walk.is_over:
        walk.page_size = AT_A_TIME
        listing, spoiler = await _page(rest, walk, among)
        total = total or listing.total  # what is asked for later is a part of the first
        times = list(_times(listing.nodes))
        fresh = [node for node in listing.nodes if walk.is_new(_version(node))]
        repeats.count(len(listing.nodes), len(fresh))
        _go_on(walk, times, listing)
        # a record dated in the future must not hide all that is written until then
        past = [at for at in times if at <= clock.now()]
        yield Bite(fresh, iso_z(max(past, default=None)), total, walk.is_over, spoiler)


async def _page(rest: Rest, walk: Walk, among: Mapping[str, str]) -> tuple[Listing, Spoiler | None]:
    """Ask for a page; what a store cannot hand out is asked for in smaller ones, to a record."""
    while True:
        asked: Params = {**_asked(walk), **among}
        try:
            return await rest.page(PATH, asked), None
        except SPOILT as error:
            if isinstance(error, TryLater) and error.retry_after_s is not None:
                raise
            if walk.page_size == 1:
                return await _alone(rest, asked, error)
            walk.page_size = max(1, walk.page_size // 10)


async def _alone(rest: Rest, asked: Params, error: Spoiler) -> tuple[Listing, Spoiler | None]:
    """Return a record, or where it is that which spoils its page, its id and why."""
    few = await rest.page(PATH, {**asked, "_fields": FEW})
    try:
        return await rest.page(PATH, asked), None  # the store only had to get up again
    except SPOILT:
        return few, error


def _asked(walk: Walk) -> Params:
    """Return what to ask for next; of a second that fills a page, all by id.

    At first no time is named, so that orders come too of which none is known.
    """
    when = {"orderby": "modified", "order": "asc"}
    if walk.mark != BEGINNING:
        when["modified_after"] = _stamp(walk.mark)
    if walk.second is not None:
        when = {
            "modified_after": _stamp(walk.second - SECOND),
            "modified_before": _stamp(walk.second + SECOND),
            "orderby": "id",
            "order": "asc",
        }
    return {**when, "dates_are_gmt": "true", "per_page": walk.page_size, "offset": walk.skip}


def _stamp(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S")


def _go_on(walk: Walk, times: Sequence[datetime], listing: Listing) -> None:
    """Step past a page; one that is shorter than asked for is the last only if the store says so.

    A store may hand out less at a time than it is asked for, or leave out what it cannot read.
    """
    count = len(listing.nodes)
    if walk.skip + count < listing.total:
        walk.page_size = max(1, min(walk.page_size, count))
    walk.go_on(times, count)


def _version(node: Node) -> tuple[str, str]:
    return str(node["id"].value), str(node[f"{MODIFIED}_gmt"].value)


def _times(nodes: Sequence[Node]) -> Iterator[datetime]:
    for node in nodes:
        try:
            at = gmt(node[f"{MODIFIED}_gmt"])
        except UnreadableError:
            continue
        if at is not None:
            yield at
