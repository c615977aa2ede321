"""Vendure's Admin API as pages of records: signs in, follows changes, reads again by id."""

import json
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from importlib.resources import files

from agent_console.connectors.kit.graphql import AnsweredWithErrors, opened
from agent_console.connectors.kit.http import Call, Client
from agent_console.connectors.kit.reading import Node, UnreadableError, decode
from agent_console.connectors.kit.walk import Walk
from agent_console.connectors.stores.vendure import mapper
from agent_console.connectors.stores.vendure.settings import Settings
from agent_console.domain.moment import iso_z
from agent_console.ports.failures import Refused, SignInAgain
from agent_console.ports.source import OrderRecord, Page, PersonRecord, Unreadable, Wanted

PATH = "/admin-api"
TOKEN = "vendure-auth-token"  # noqa: S105 - the name of a header
QUERIES = files("agent_console.connectors.stores.vendure") / "queries"
AT_A_TIME = 50
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


class VendureSource:
    """Reads one Vendure store (port Source)."""

    def __init__(self, settings: Settings, http: Client) -> None:
        self._settings = settings
        self._http = http
        self._token: str | None = None

    def streams(self) -> Sequence[str]:
        """Customers first, so that orders find theirs."""
        return [stream.name for stream in STREAMS]

    async def close(self) -> None:
        """Close the connection."""
        await self._http.close()

    async def probe(self) -> str:
        """Sign in and say as whom."""
        await self._sign_in()
        return f"signed in as {self._settings.username}"

    async def changes(self, stream: str, cursor: str | None) -> AsyncIterator[Page]:
        """Yield what was written since the cursor, by time of change, each record once."""
        wanted = BY_NAME[stream]
        start = datetime.fromisoformat(cursor) - OVERLAP if cursor else BEGINNING
        walk = Walk(start, AT_A_TIME)
        while not walk.is_over:
            nodes, unreadable = await self._list(wanted, _options(wanted, walk))
            fresh = [node for node in nodes if walk.is_new(_version(node))]
            times = list(_times(nodes))
            walk.go_on(times, len(nodes) + len(unreadable))
            page = self._page(wanted, fresh, iso_z(max(times, default=None)))
            yield replace(page, unreadable=(*page.unreadable, *unreadable))

    async def reread(self, wanted: Wanted) -> AsyncIterator[Page]:
        """Yield records by their ids."""
        for stream, ids in ((STREAMS[0], wanted.people), (STREAMS[1], wanted.orders)):
            for start in range(0, len(ids), AT_A_TIME):
                some = list(ids[start : start + AT_A_TIME])
                options = {"filter": {"id": {"in": some}}, "take": AT_A_TIME}
                nodes, unreadable = await self._list(stream, options)
                page = self._page(stream, nodes, None)
                yield replace(page, unreadable=(*page.unreadable, *unreadable))

    def read(self, stream: str, raw: str) -> Page:
        """Read one record from quarantine again."""
        return self._page(BY_NAME[stream], [Node(decode(raw))], None)

    def _page(self, stream: Stream, nodes: Sequence[Node], cursor: str | None) -> Page:
        people, orders, unreadable = list[PersonRecord](), list[OrderRecord](), list[Unreadable]()
        for node in nodes:
            try:
                if stream.name == "customers":
                    people.append(self._person(node))
                else:
                    orders.append(self._order(node))
            except UnreadableError as error:
                unreadable.append(_unreadable(stream, node, error))
        return Page(stream.name, tuple(people), tuple(orders), tuple(unreadable), cursor)

    def _person(self, node: Node) -> PersonRecord:
        return mapper.person(node, self._settings.region, self._settings.admin_url)

    def _order(self, node: Node) -> OrderRecord:
        return mapper.order_record(node, self._settings.region, self._settings.admin_url)

    async def _list(
        self, stream: Stream, options: Mapping[str, object]
    ) -> tuple[list[Node], list[Unreadable]]:
        """Ask for a list; where one record spoils the answer, it is found and put aside."""
        try:
            return await self._items(stream.listing, options), []
        except AnsweredWithErrors as error:
            ids = await self._items(f"{stream.listing}_ids", options, stream.listing)
            if len(ids) == 1:
                return [], [_spoilt(stream, ids[0], error)]
            if not ids:
                raise
        nodes, unreadable = list[Node](), list[Unreadable]()
        for one in ids:
            single = {"filter": {"id": {"eq": one["id"].text()}}, "take": 1}
            good, bad = await self._list(stream, single)
            nodes += good
            unreadable += bad
        return nodes, unreadable

    async def _items(
        self, name: str, options: Mapping[str, object], listing: str | None = None
    ) -> list[Node]:
        data = await self._ask(query(name), {"options": options})
        try:
            return list(data[listing or name]["items"].required_items())
        except UnreadableError as error:
            raise Refused(f"{self._settings.name} sent a list nobody can read: {error}") from error

    async def _ask(self, text: str, variables: Mapping[str, object]) -> Node:
        if self._token is None:
            await self._sign_in()
        try:
            return (await self._post(text, variables))["data"]
        except SignInAgain:
            await self._sign_in()
            return (await self._post(text, variables))["data"]

    async def _sign_in(self) -> None:
        secret = self._settings.password.reveal()
        self._token = None
        variables = {"username": self._settings.username, "password": secret}
        answer = (await self._post(query("login"), variables))["data"]["login"]
        if answer["id"].is_missing():
            said = answer["message"].value or "no session came back"
            raise SignInAgain(f"{self._settings.name} does not accept the password: {said}")

    async def _post(self, text: str, variables: Mapping[str, object]) -> Node:
        headers = {} if self._token is None else {"Authorization": f"Bearer {self._token}"}
        body = {"query": text, "variables": variables}
        answer = await self._http.call(Call("POST", PATH, json=body, headers=headers))
        document = opened(self._settings.name, answer.body)
        self._token = answer.headers.get(TOKEN) or self._token
        return document


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


def _spoilt(stream: Stream, node: Node, error: AnsweredWithErrors) -> Unreadable:
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
