"""Records of WooCommerce as sync takes them: an order with its customer, its notes, its refunds."""

import json
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from agent_console.connectors.kit.reading import Lapses, Node, UnreadableError
from agent_console.connectors.stores.woocommerce import mapper
from agent_console.connectors.stores.woocommerce.parts import people
from agent_console.connectors.stores.woocommerce.rest import (
    AT_A_TIME,
    BROKE,
    SPOILT,
    NoRecord,
    NotPermitted,
    Params,
    Rest,
    Spoiler,
)
from agent_console.connectors.stores.woocommerce.settings import Settings
from agent_console.connectors.stores.woocommerce.statuses import DRAFTS, TRASH
from agent_console.connectors.stores.woocommerce.walking import FEW
from agent_console.ports.failures import NotFound, Refused, TryLater
from agent_console.ports.source import OrderRecord, Page, PersonRecord, Unreadable

CUSTOMERS, ORDERS = "customers", "orders"
EVERYBODY = {"role": "all"}
"""Who buys may have another role than `customer`, as an editor of the site has."""
Details = Mapping[str, Params]
Pages = AsyncIterator[Page]
DETAILS: Details = {"notes": {}, "refunds": {"per_page": AT_A_TIME}}
"""What an order does not tell itself, and how it is asked for."""
IN_SHORT: Details = {}
"""Read no more of an order than it tells itself."""
PING = "webhook_id="
"""How the body of a webhook begins that only asks whether somebody is there."""
LOST = "_lost"
"""Where an order says which of it is missing, and why."""
WHY_SPOILT = "_spoilt"
"""Where a record of which no more than its id came says why."""
HIDDEN = "_hidden"
"""Where an order says that the store does not show its customer."""
AT_ONCE = 10


@dataclass(frozen=True, slots=True)
class Records:
    """Fetches what belongs to orders, and reads whole records."""

    settings: Settings
    rest: Rest

    async def by_ids(self, path: str, ids: Sequence[str]) -> list[Node]:
        """Return the records of at most 100 ids, as far as they are there.

        What a store cannot hand out together is asked for in halves; of one that it cannot hand
        out alone only its id and its time come.
        """
        if not ids:
            return []
        more = EVERYBODY if path == CUSTOMERS else {}
        asked: Params = {"include": ",".join(ids), "per_page": AT_A_TIME, **more}
        try:
            return list((await self.rest.page(path, asked)).nodes)
        except SPOILT as failure:
            await self.is_there(failure, path)
            half = len(ids) // 2
            if not half:
                return await self.alone(path, asked, failure, ids[0])
        return [*await self.by_ids(path, ids[:half]), *await self.by_ids(path, ids[half:])]

    async def alone(
        self, path: str, asked: Params, failure: Spoiler, known_id: str | None = None
    ) -> list[Node]:
        """Return a record that cannot be told as no more than its id; nothing if there is none."""
        try:
            few = list((await self.rest.page(path, {**asked, "_fields": FEW})).nodes)
        except SPOILT:
            few = [Node({"id": known_id})]
        return [_spoilt(one, failure) for one in few]

    async def hidden(self, ids: Sequence[str]) -> list[Node]:
        """Return which orders of those that no list names are there, and not in the trash.

        A plugin may keep a status of its own out of all lists.
        """
        found = list[Node]()
        for one in ids:
            try:
                node = await self.rest.one(f"{ORDERS}/{one}")
            except NotFound:
                continue
            if _id(node, "id") == one and node["status"].value != TRASH:
                found.append(node)
        return found

    async def pages(self, orders: Sequence[Node], details: Details = DETAILS) -> Pages:
        """Yield orders with customer, notes and refunds, a few at a time; raises RemoteFailure.

        One after the other: a store has a small server, and its customers go first. Each page is
        stored before the next is asked for, so that whoever reads is known to be alive.
        """
        ids = [found for one in orders if (found := _id(one, "customer_id")) not in {None, "0"}]
        customers, is_hidden = await self._buyers(list(dict.fromkeys(map(str, ids))))
        orders = [_with_customer(one, customers, is_hidden=is_hidden) for one in orders]
        for start in range(0, len(orders), AT_ONCE):
            some = orders[start : start + AT_ONCE]
            yield self.read(ORDERS, [await self._with_details(one, details) for one in some])

    async def _buyers(self, ids: Sequence[str]) -> tuple[Mapping[str | None, object], bool]:
        """Return who can be told of these customers, and whether the store hides them all."""
        try:
            known = await self.by_ids(CUSTOMERS, ids)
        except NotPermitted:
            return {}, True
        return {_id(one, "id"): one.value for one in known if one[WHY_SPOILT].is_missing()}, False

    async def _with_details(self, order: Node, details: Details) -> Node:
        found = _id(order, "id")
        if found is None or not isinstance(order.value, dict) or order["status"].value in DRAFTS:
            return order
        whole = {**order.value}
        for name, asked in details.items():
            try:
                listing = await self.rest.page(f"{ORDERS}/{found}/{name}", asked)
                whole[f"_{name}"] = [one.value for one in listing.nodes]
            except NoRecord:  # it went into the trash meanwhile
                break
            except (TryLater, Refused) as failure:
                await self.is_there(failure, ORDERS)
                whole[LOST] = f"its {name} could not be fetched: {failure.message}"
        return Node(whole)

    async def is_there(self, failure: TryLater | Refused, path: str) -> None:
        """Go on if a list can be told at one of its ends; raises RemoteFailure if it cannot."""
        if isinstance(failure, TryLater) and failure.retry_after_s is not None:
            raise failure
        asked: Params = {"per_page": 1, "_fields": "id", "orderby": "id"}
        try:
            await self.rest.page(path, {**asked, "order": "desc"})
        except BROKE:
            await self.rest.page(path, {**asked, "order": "asc"})

    def read(self, stream: str, nodes: Sequence[Node]) -> Page:
        """Read records; what cannot be read lies beside the others, raw."""
        read_people, orders, aside = list[PersonRecord](), list[OrderRecord](), list[Unreadable]()
        for node in nodes:
            try:
                _refuse_spoilt(node)
                if stream == CUSTOMERS:
                    read_people.append(self._person(node))
                else:
                    orders.append(self._order(node, aside))
            except UnreadableError as error:
                aside.append(unreadable(stream, node, str(error)))
        return Page(
            stream, people=tuple(read_people), orders=tuple(orders), unreadable=tuple(aside)
        )

    def _person(self, node: Node) -> PersonRecord:
        return people.customer(node, self.settings.region, self.settings.admin_url)

    def _order(self, node: Node, aside: list[Unreadable]) -> OrderRecord:
        lapses = Lapses(list(filter(None, [node[LOST].text_or_none()])))
        record = mapper.order_record(node, self.settings.region, self.settings.admin_url, lapses)
        if lapses.reasons:
            lost = unreadable(ORDERS, node, "; ".join(lapses.reasons))
            aside.append(replace(lost, is_copy=True))
        return record


def unreadable(stream: str, node: Node, reason: str) -> Unreadable:
    """Return a record as quarantine keeps it."""
    return Unreadable(stream, _id(node, "id"), reason, json.dumps(node.value, ensure_ascii=False))


def _spoilt(node: Node, failure: Spoiler) -> Node:
    told = node.value if isinstance(node.value, dict) else {}
    return Node({**told, WHY_SPOILT: failure.message})


def _refuse_spoilt(node: Node) -> None:
    """Raise UnreadableError for a record of which only the id came."""
    why = node[WHY_SPOILT].text_or_none()
    if why is not None:
        raise UnreadableError(why)


def _with_customer(order: Node, customers: Mapping[str | None, object], *, is_hidden: bool) -> Node:
    if not isinstance(order.value, dict):
        return order
    whole = {**order.value, "_customer": customers.get(_id(order, "customer_id"))}
    return Node({**whole, HIDDEN: True} if is_hidden else whole)


def told_ids(nodes: Sequence[Node]) -> Iterator[str]:
    """Yield the ids of records, as far as they have one."""
    yield from filter(None, (_id(one, "id") for one in nodes))


def _id(node: Node, field: str) -> str | None:
    """Return an id, whatever else is wrong with the record."""
    found = node[field].value
    return str(found) if isinstance(found, (str, int)) and not isinstance(found, bool) else None
