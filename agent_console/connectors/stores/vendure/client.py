"""Vendure's Admin API as pages of records: signs in, follows changes, reads again by id."""

import json
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from importlib.resources import files
from typing import TypeVar

from agent_console.connectors.kit.http import Call, Client
from agent_console.connectors.kit.reading import Node, UnreadableError, decode
from agent_console.connectors.stores.vendure import mapper
from agent_console.connectors.stores.vendure.settings import Settings
from agent_console.domain.moment import iso_z
from agent_console.ports.failures import Refused, RemoteFailure, SignInAgain
from agent_console.ports.source import OrderRecord, Page, PersonRecord, Unreadable, Wanted

PATH = "/admin-api"
TOKEN = "vendure-auth-token"  # noqa: S105 - the name of a header
QUERIES = files("agent_console.connectors.stores.vendure") / "queries"
AT_A_TIME = 50
OVERLAP = timedelta(minutes=10)
"""Changes are read again from so long before the last one known: clocks and commits are late."""
SECOND, MILLISECOND = timedelta(seconds=1), timedelta(milliseconds=1)
BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)

Record = TypeVar("Record")


def query(name: str) -> str:
    """Return the text of a query with the fragments it uses."""
    text = (QUERIES / f"{name}.graphql").read_text(encoding="utf-8")
    if name == "login":
        return text
    fragments = (QUERIES / "order_fields.graphql").read_text(encoding="utf-8")
    if name == "customers":
        fragments = fragments.partition("fragment Order ")[0]
    return text + fragments


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


@dataclass(slots=True)
class Walk:
    """A walk through a list by time of change; a record that changes meanwhile is met again.

    Times have whole seconds, so the next page begins a second before the last one ended. Where a
    single second fills a whole page, that second is walked through by id before it goes on:
    Vendure sorts by one field only, whatever the sequence asked for (its schema's comes first).
    """

    mark: datetime
    second: datetime | None = None
    skip: int = 0
    is_over: bool = False
    seen: set[tuple[str, str]] = field(default_factory=set)

    def options(self, stream: Stream) -> Mapping[str, object]:
        """Return what to ask for next."""
        if self.second is None:
            when: object = {"after": iso_z(self.mark)}
        else:
            # some of its databases compare times as text, in which a whole second comes first
            start, end = self.second - MILLISECOND, self.second + SECOND - MILLISECOND
            when = {"between": {"start": iso_z(start), "end": iso_z(end)}}
        return {
            "filter": {**stream.filter, "updatedAt": when},
            "sort": {"updatedAt": "ASC"} if self.second is None else {"id": "ASC"},
            "take": AT_A_TIME,
            "skip": self.skip,
        }

    def fresh(self, nodes: Sequence[Node]) -> list[Node]:
        """Return the records not met before in this state."""
        new = [node for node in nodes if _version(node) not in self.seen]
        self.seen.update(map(_version, nodes))
        return new

    def go_on(self, count: int, last: datetime | None) -> None:
        """Step past a page whose newest record changed at `last`."""
        is_full = count >= AT_A_TIME
        if self.second is not None:
            self._go_on_within(self.second, count if is_full else 0)
        elif not is_full or last is None:
            self.is_over = True
        elif last.replace(microsecond=0) - SECOND > self.mark:
            self.mark = last.replace(microsecond=0) - SECOND
        else:
            self.second = last.replace(microsecond=0)

    def _go_on_within(self, second: datetime, more: int) -> None:
        self.skip += more
        if not more:
            self.mark, self.second, self.skip = second + SECOND - MILLISECOND, None, 0


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
        walk = Walk(datetime.fromisoformat(cursor) - OVERLAP if cursor else BEGINNING)
        while not walk.is_over:
            nodes = await self._list(wanted, walk.options(wanted))
            fresh = walk.fresh(nodes)
            last = _latest(nodes)
            walk.go_on(len(nodes), last)
            yield self._page(wanted, fresh, None if last is None else iso_z(last))

    async def reread(self, wanted: Wanted) -> AsyncIterator[Page]:
        """Yield records by their ids."""
        for stream, ids in ((STREAMS[0], wanted.people), (STREAMS[1], wanted.orders)):
            for start in range(0, len(ids), AT_A_TIME):
                some = list(ids[start : start + AT_A_TIME])
                options = {"filter": {"id": {"in": some}}, "take": AT_A_TIME}
                yield self._page(stream, await self._list(stream, options), None)

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

    async def _list(self, stream: Stream, options: Mapping[str, object]) -> list[Node]:
        data = await self._ask(query(stream.listing), {"options": options})
        try:
            return list(data[stream.listing]["items"].required_items())
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
        try:
            document = Node(decode(answer.body))
            errors = list(document["errors"].items())
        except UnreadableError as error:
            raise Refused(
                f"{self._settings.name} sent an answer nobody can read: {error}"
            ) from error
        if errors:
            raise _failure(self._settings.name, errors[0])
        self._token = answer.headers.get(TOKEN) or self._token
        return document


def _failure(name: str, error: Node) -> RemoteFailure:
    code, message = error["extensions"]["code"].value, error["message"].value
    if code in {"FORBIDDEN", "UNAUTHENTICATED"}:
        return SignInAgain(f"{name} does not let us in: {message}")
    return Refused(f"{name} refused the question: {message}")


def _unreadable(stream: Stream, node: Node, error: UnreadableError) -> Unreadable:
    found = node["id"].value
    external_id = str(found) if isinstance(found, (str, int)) else None
    return Unreadable(
        stream.name, external_id, str(error), json.dumps(node.value, ensure_ascii=False)
    )


def _version(node: Node) -> tuple[str, str]:
    return str(node["id"].value), str(node["updatedAt"].value)


def _latest(nodes: Sequence[Node]) -> datetime | None:
    return max(_times(nodes, lambda node: node["updatedAt"].instant_or_none()), default=None)


def _times(nodes: Sequence[Node], read: Callable[[Node], datetime | None]) -> Iterator[datetime]:
    for node in nodes:
        try:
            at = read(node)
        except UnreadableError:
            continue
        if at is not None:
            yield at
