"""Shopify as pages of records: follows changes, reads again by id, says what it may not see."""

import json
import logging
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from agent_console.connectors.kit.reading import Node, UnreadableError, decode
from agent_console.connectors.stores.shopify import mapper
from agent_console.connectors.stores.shopify.api.asking import (
    CUSTOMER,
    PRODUCT,
    Api,
    NotAllowed,
    understood,
)
from agent_console.connectors.stores.shopify.api.lists import (
    ORDERS,
    PEOPLE,
    Listing,
    Lists,
    Stream,
)
from agent_console.connectors.stores.shopify.api.paging import (
    State,
    Walk,
    counted,
    is_many,
    since,
    state_of,
)
from agent_console.connectors.stores.shopify.api.questions import AT_ONCE
from agent_console.connectors.stores.shopify.api.whole import bites
from agent_console.connectors.stores.shopify.bulk.backfill import Backfill, mark_of
from agent_console.connectors.stores.shopify.bulk.files import Files
from agent_console.connectors.stores.shopify.bulk.operation import NoFileError
from agent_console.connectors.stores.shopify.people import last_part, tail
from agent_console.connectors.stores.shopify.settings import Settings
from agent_console.domain.moment import iso_z
from agent_console.ports.clock import Clock
from agent_console.ports.source import (
    Gone,
    Merged,
    OrderRecord,
    Page,
    PersonRecord,
    Unreadable,
    Wanted,
)

log = logging.getLogger(__name__)

OVERLAP = timedelta(minutes=20)
"""Changes are read again from so long before the last one known: clocks and commits are late."""
TRAVELLING = timedelta(days=60)
"""After so long a parcel is not waited for: stores are seldom told that one came."""
ALL_ORDERS, CUSTOMERS = "read_all_orders", "read_customers"
WISHED = ("read_orders", ALL_ORDERS, CUSTOMERS, "read_returns")
BEHIND = {CUSTOMERS: CUSTOMER, "read_products": PRODUCT}
"""By permission: the field that cannot be seen without it."""
BY_NAME = {one.name: one for one in (PEOPLE, ORDERS)}


class ShopifySource:
    """Reads one Shopify store (port Source)."""

    def __init__(self, settings: Settings, api: Api, clock: Clock, files: Files) -> None:
        self._settings = settings
        self._clock = clock
        self._api = api
        self._lists = Lists(self._api)
        self._backfill = Backfill(self._lists, files)
        self._scopes: frozenset[str] | None = None

    def streams(self) -> Sequence[str]:
        """Customers first, so that orders find theirs."""
        return list(BY_NAME)

    async def close(self) -> None:
        """Close the connection."""
        await self._api.http.close()

    async def probe(self) -> str:
        """Ask for the name of the store, and say what it does not let us see."""
        data = await self._api.ask("shop", {}, is_urgent=True)
        scopes = data["currentAppInstallation"]["accessScopes"]
        with understood(self._settings.name):
            self._scopes = frozenset(str(one["handle"].value) for one in scopes.items())
            name = data["shop"]["name"].text_or_none() or self._settings.base_url
        missing = [one for one in WISHED if one not in self._scopes] if self._scopes else []
        without = f"; without the permissions {', '.join(missing)}" if missing else ""
        version = self._api.version or self._settings.api_version
        return f"signed in to {name}, version {version}{without}"

    async def changes(self, stream: str, cursor: str | None) -> AsyncIterator[Page]:
        """Yield what changed since the cursor, the oldest change first, each record once.

        Orders name their customers as far as they may: a list of customers that is hidden is no
        failure, and `probe` says so. Without orders there is nothing to do here.
        """
        wanted = BY_NAME[stream]
        try:
            async for page in self._changed(wanted, cursor):
                yield page
        except NotAllowed:
            if wanted is ORDERS:
                raise

    async def _changed(self, stream: Stream, cursor: str | None) -> AsyncIterator[Page]:
        """Read what is much out of a file, as far as the store writes one, and walk on from it."""
        mark, met = mark_of(cursor), set[State]()
        start = datetime.fromisoformat(cursor) - OVERLAP if cursor and mark is None else None
        count = await self._count(stream, start)
        if mark is not None or (start is None and is_many(count, stream.many)):
            await self._know_scopes()
            try:
                async for bite in self._backfill.bites(stream, mark):
                    start = bite.began - OVERLAP
                    met |= _states(bite.listing.nodes, start)
                    page = self._page(stream, bite.listing)
                    page = replace(page, total=counted(count), cursor=bite.cursor)
                    yield replace(page, as_of=bite.began)
                count = await self._count(stream, start)
            except NoFileError as error:
                start = None
                log.warning("%s: page by page instead: %s", self._settings.name, error)
        async for page in self._walked(stream, Walk(self._settings.name, start, met)):
            yield replace(page, total=counted(count))

    async def _count(self, stream: Stream, start: datetime | None) -> Node:
        asked = {"query": since(start)}
        return (await self._api.ask(f"{stream.name}_count", asked))[f"{stream.name}Count"]

    async def _walked(self, stream: Stream, walk: Walk) -> AsyncIterator[Page]:
        while not walk.is_over:
            listing = await self._lists.page(stream, walk)
            fresh = [node for node in listing.nodes if walk.is_new(node)]
            page = self._page(stream, replace(listing, nodes=fresh))
            yield replace(page, cursor=self._cursor(listing))
            walk.go_on(listing.page_info, listing.times, listing.count())

    async def reread(self, wanted: Wanted) -> AsyncIterator[Page]:
        """Yield records by their ids, and where asked for all orders of the people."""
        orders = dict.fromkeys(wanted.orders)
        if wanted.with_their_orders:
            for one in wanted.people:
                gids = await self._lists.orders_of(one, is_urgent=wanted.is_urgent)
                orders |= dict.fromkeys(map(last_part, gids))
        for stream, ids in ((PEOPLE, wanted.people), (ORDERS, list(orders))):
            for some in bites(ids, AT_ONCE[f"{stream.name}_by_id"]):
                listing = await self._lists.by_ids(stream, some, is_urgent=wanted.is_urgent)
                page = self._page(stream, listing)
                gone = await self._gone(stream, some, listing)
                yield replace(page, gone=gone, merged=_merged(stream, listing))

    def read(self, stream: str, raw: str) -> Page:
        """Read one record from quarantine again."""
        return self._page(BY_NAME[stream], Listing([Node(decode(raw))]))

    async def _gone(self, stream: Stream, asked: Sequence[str], listing: Listing) -> Gone:
        """Return what the store has no more; some may only not see orders of over 60 days ago."""
        told = {tail(node["id"]) for node in listing.nodes}
        told |= {last_part(gid) for gid, _ in listing.spoilt}
        missing = tuple(one for one in asked if one not in told)
        if not missing:
            return Gone()
        await self._know_scopes()
        if stream is PEOPLE:
            return Gone(people=missing if CUSTOMERS in (self._scopes or ()) else ())
        return Gone(orders=missing if ALL_ORDERS in (self._scopes or ()) else ())

    async def _know_scopes(self) -> None:
        """Ask what the token may see; what a file cannot hold is not asked for in it."""
        if self._scopes is None:
            await self.probe()
        if self._scopes:
            self._api.hidden |= {BEHIND[one] for one in BEHIND.keys() - self._scopes}

    def _cursor(self, listing: Listing) -> str | None:
        """Return where to go on later.

        A record dated in the future must not hide all that is written until then.
        """
        past = [at for at in listing.times if at <= self._clock.now()]
        return iso_z(max(past, default=None))

    def _page(self, stream: Stream, listing: Listing) -> Page:
        people, orders = list[PersonRecord](), list[OrderRecord]()
        unreadable = [_spoilt(stream, gid, why) for gid, why in listing.spoilt]
        region, admin_url = self._settings.region, self._settings.admin_url
        old = self._clock.now() - TRAVELLING
        for node in listing.nodes:
            try:
                if stream is PEOPLE:
                    people.append(mapper.person(node, region, admin_url))
                else:
                    orders.append(mapper.order_record(node, region, admin_url, old))
            except UnreadableError as error:
                unreadable.append(_unreadable(stream, node, error))
        return Page(
            stream.name,
            people=tuple(people),
            orders=tuple(orders),
            unreadable=tuple(unreadable),
        )


def _states(nodes: Sequence[Node], start: datetime) -> set[State]:
    """Return what there is of records that changed at a time or later, as far as they tell."""
    found = set[State]()
    for one in nodes:
        try:
            at = one["updatedAt"].instant_or_none()
        except UnreadableError:
            continue
        if at is not None and at >= start:
            found.add(state_of(one))
    return found


def _merged(stream: Stream, listing: Listing) -> tuple[Merged, ...]:
    """Return who was asked for and came as another."""
    pairs = listing.merged if stream is PEOPLE else ()
    return tuple(Merged(last_part(asked), last_part(came)) for asked, came in pairs)


def _spoilt(stream: Stream, gid: str, why: str) -> Unreadable:
    return Unreadable(stream.name, last_part(gid), why, json.dumps({"id": gid}))


def _unreadable(stream: Stream, node: Node, error: UnreadableError) -> Unreadable:
    found = node["id"].value
    external_id = last_part(str(found)) if isinstance(found, str | int) else None
    return Unreadable(stream.name, external_id, str(error), json.dumps(node.value))
