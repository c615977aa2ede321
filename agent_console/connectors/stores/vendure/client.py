"""Vendure's Admin API as pages of records: signs in, follows changes, reads again by id."""

import json
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from importlib.resources import files

from agent_console.connectors.kit.graphql import AnsweredWithErrors, GraphQl, Headers
from agent_console.connectors.kit.http import Client, TooLarge
from agent_console.connectors.kit.reading import Node, UnreadableError, decode
from agent_console.connectors.kit.walk import Walk
from agent_console.connectors.stores.vendure import mapper
from agent_console.connectors.stores.vendure.settings import Settings
from agent_console.domain.moment import iso_z
from agent_console.ports.clock import Clock
from agent_console.ports.failures import Refused, SignInAgain
from agent_console.ports.source import Gone, OrderRecord, Page, PersonRecord, Unreadable, Wanted

PATH = "/admin-api"
TOKEN = "vendure-auth-token"  # noqa: S105 - the name of a header
QUERIES = files("agent_console.connectors.stores.vendure") / "queries"
AT_A_TIME, ORDERS_AT_A_TIME = 50, 100
OVERLAP = timedelta(minutes=10)
"""Changes are read again from so long before the last one known: clocks and commits are late."""
BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)

FRAGMENTS = {"customers": ("customer_fields",), "orders": ("order_fields", "customer_fields")}


def query(name: str) -> str:
    """Return the text of a query with the fragments it uses."""
    parts = (name, *FRAGMENTS.get(name, ()))
    return "\n".join((QUERIES / f"{one}.graphql").read_text(encoding="utf-8") for one in parts)


@dataclass(frozen=True, slots=True)
class Stream:
    """One list of the API: its query and what is left out of it."""

    name: str
    listing: str
    filter: Mapping[str, object] = field(default_factory=dict)


STREAMS = (
    Stream("customers", "customers"),
    Stream("orders", "orders", {"active": {"eq": False}}),
)
BY_NAME = {stream.name: stream for stream in STREAMS}


@dataclass(frozen=True, slots=True)
class Listing:
    """What a list held: records, those that spoilt it, when all of them changed.

    `total` is how many fit the question, on all pages of the list; 0 where it is not told.
    """

    nodes: Sequence[Node]
    unreadable: Sequence[Unreadable] = ()
    times: Sequence[datetime] = ()
    total: int = 0

    def count(self) -> int:
        """Return how many records there were."""
        return len(self.nodes) + len(self.unreadable)


class VendureSource:
    """Reads one Vendure store (port Source)."""

    def __init__(self, settings: Settings, http: Client, clock: Clock) -> None:
        self._settings = settings
        self._clock = clock
        self._graphql = GraphQl(http, PATH, partial(_sign_in, settings))

    def streams(self) -> Sequence[str]:
        """Customers first, so that orders find theirs."""
        return [stream.name for stream in STREAMS]

    async def close(self) -> None:
        """Close the connection."""
        await self._graphql.close()

    async def probe(self) -> str:
        """Sign in and say as whom."""
        await self._graphql.start_session()
        return f"signed in as {self._settings.username}"

    async def changes(self, stream: str, cursor: str | None) -> AsyncIterator[Page]:
        """Yield what was written since the cursor, by time of change, each record once."""
        wanted = BY_NAME[stream]
        start = datetime.fromisoformat(cursor) - OVERLAP if cursor else BEGINNING
        walk, total = Walk(start, AT_A_TIME), 0
        while not walk.is_over:
            listing = await self._list(wanted, _options(wanted, walk))
            total = total or listing.total  # what is asked for later is a part of the first
            fresh = [node for node in listing.nodes if walk.is_new(_version(node))]
            walk.go_on(listing.times, listing.count())
            # a record dated in the future must not hide all that is written until then
            past = [at for at in listing.times if at <= self._clock.now()]
            page = self._page(wanted, replace(listing, nodes=fresh), iso_z(max(past, default=None)))
            yield replace(page, total=total)

    async def reread(self, wanted: Wanted) -> AsyncIterator[Page]:
        """Yield records by their ids, and where asked for all orders of the people."""
        orders = set(wanted.orders)
        if wanted.with_their_orders:
            orders |= await self._orders_of(wanted.people)
        for stream, ids in ((STREAMS[0], wanted.people), (STREAMS[1], sorted(orders))):
            for some in _bites(ids):
                options = {"filter": {"id": {"in": some}}, "take": AT_A_TIME}
                listing = await self._list(stream, options)
                yield replace(self._page(stream, listing, None), gone=_gone(stream, some, listing))

    def read(self, stream: str, raw: str) -> Page:
        """Read one record from quarantine again."""
        return self._page(BY_NAME[stream], Listing([Node(decode(raw))]), None)

    def _page(self, stream: Stream, listing: Listing, cursor: str | None) -> Page:
        people, orders = list[PersonRecord](), list[OrderRecord]()
        unreadable = list(listing.unreadable)
        for node in listing.nodes:
            try:
                if stream.name == "customers":
                    people.append(self._person(node))
                else:
                    orders.append(self._order(node))
            except UnreadableError as error:
                unreadable.append(_unreadable(stream, node, error))
        return Page(
            stream.name,
            people=tuple(people),
            orders=tuple(orders),
            unreadable=tuple(unreadable),
            cursor=cursor,
        )

    def _person(self, node: Node) -> PersonRecord:
        return mapper.person(node, self._settings.region, self._settings.admin_url)

    def _order(self, node: Node) -> OrderRecord:
        return mapper.order_record(node, self._settings.region, self._settings.admin_url)

    async def _list(self, stream: Stream, options: Mapping[str, object]) -> Listing:
        """Ask for a list; where it is too large, or one record spoils it, ask record by record."""
        try:
            nodes, total = await self._items(stream.listing, options)
        except (AnsweredWithErrors, TooLarge) as error:
            return await self._one_by_one(stream, options, error)
        await self._complete(nodes)
        return Listing(nodes, [], list(_times(nodes)), total)

    async def _one_by_one(
        self, stream: Stream, options: Mapping[str, object], error: Refused
    ) -> Listing:
        ids, _ = await self._items(f"{stream.listing}_ids", options, stream.listing)
        if not ids:
            raise error
        if len(ids) == 1:
            return Listing([], [_spoilt(stream, ids[0], error)], list(_times(ids)))
        nodes, unreadable = list[Node](), list[Unreadable]()
        for one in ids:
            single = {"filter": {"id": {"eq": one["id"].text()}}, "take": 1}
            alone = await self._list(stream, single)
            nodes += alone.nodes
            unreadable += alone.unreadable
        return Listing(nodes, unreadable, list(_times(ids)))

    async def _complete(self, nodes: Sequence[Node]) -> None:
        """Fetch what a list leaves out of long histories, of orders and of their customers."""
        for node in nodes:
            is_order = not node["code"].is_missing()
            await self._complete_one("order" if is_order else "customer", node)
            if is_order:
                await self._complete_one("customer", node["customer"])

    async def _complete_one(self, kind: str, node: Node) -> None:
        history = node["history"]
        if history["totalItems"].is_missing() or not isinstance(history["items"].value, list):
            return
        items = history["items"].value
        while len(items) < history["totalItems"].whole():
            asked = {"id": node["id"].text(), "skip": len(items)}
            data = await self._graphql.ask(query(f"{kind}_history"), asked)
            more = [entry.value for entry in data[kind]["history"]["items"].items()]
            if not more:
                return
            items += more

    async def _orders_of(self, people: Sequence[str]) -> set[str]:
        found = set[str]()
        for some in _bites(people):
            skip, is_more = 0, True
            while is_more:
                options = {"filter": {"id": {"in": some}}, "take": AT_A_TIME}
                asked = {"options": options, "skip": skip}
                lists = _order_lists(await self._graphql.ask(query("orders_of"), asked))
                skip += ORDERS_AT_A_TIME
                is_more = any(one["totalItems"].whole() > skip for one in lists)
                found.update(*map(_ids, lists))
        return found

    async def _items(
        self, name: str, options: Mapping[str, object], listing: str | None = None
    ) -> tuple[list[Node], int]:
        """Return a page of a list, and how long the list is."""
        data = (await self._graphql.ask(query(name), {"options": options}))[listing or name]
        told = data["totalItems"].value
        try:
            return list(data["items"].required_items()), told if isinstance(told, int) else 0
        except UnreadableError as error:
            raise Refused(f"{self._settings.name} sent a list nobody can read: {error}") from error


async def _sign_in(settings: Settings, graphql: GraphQl) -> Headers:
    variables = {"username": settings.username, "password": settings.password.reveal()}
    document, headers = await graphql.post(query("login"), variables)
    answer = document["data"]["login"]
    if answer["id"].is_missing() or TOKEN not in headers:
        said = answer["message"].value or "no session came back"
        raise SignInAgain(f"{settings.name} does not accept the password: {said}")
    return {"Authorization": f"Bearer {headers[TOKEN]}"}


def _options(stream: Stream, walk: Walk) -> Mapping[str, object]:
    """Return what to ask for next; one field to sort by, for Vendure heeds only its first."""
    when: object = {"after": iso_z(walk.mark)}
    if walk.second is not None:
        start, end = walk.bounds(walk.second)
        when = {"between": {"start": iso_z(start), "end": iso_z(end)}}
    return {
        "filter": {**stream.filter, "updatedAt": when},
        "sort": {"updatedAt": "ASC"} if walk.second is None else {"id": "ASC"},
        "take": walk.page_size,
        "skip": walk.skip,
    }


def _order_lists(data: Node) -> list[Node]:
    return [one["orders"] for one in data["customers"]["items"].items()]


def _ids(listing: Node) -> list[str]:
    return [one["id"].text() for one in listing["items"].items()]


def _bites(ids: Sequence[str]) -> Iterator[list[str]]:
    for start in range(0, len(ids), AT_A_TIME):
        yield list(ids[start : start + AT_A_TIME])


def _gone(stream: Stream, asked: Sequence[str], listing: Listing) -> Gone:
    told = {node["id"].text() for node in listing.nodes}
    told |= {one.external_id for one in listing.unreadable if one.external_id is not None}
    missing = tuple(one for one in asked if one not in told)
    return Gone(people=missing) if stream is STREAMS[0] else Gone(orders=missing)


def _spoilt(stream: Stream, node: Node, error: Refused) -> Unreadable:
    return Unreadable(stream.name, node["id"].text(), error.message, json.dumps(node.value))


def _unreadable(stream: Stream, node: Node, error: UnreadableError) -> Unreadable:
    found = node["id"].value
    external_id = str(found) if isinstance(found, (str, int)) else None
    return Unreadable(
        stream.name, external_id, str(error), json.dumps(node.value, ensure_ascii=False)
    )


def _version(node: Node) -> tuple[str, str]:
    return str(node["id"].value), str(node["updatedAt"].value)


def _times(nodes: Sequence[Node]) -> Iterator[datetime]:
    for node in nodes:
        try:
            at = node["updatedAt"].instant_or_none()
        except UnreadableError:
            continue
        if at is not None:
            yield at
