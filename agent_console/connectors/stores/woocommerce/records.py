"""Records of WooCommerce as sync takes them: an order with its customer, its notes, its refunds."""

import json
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from agent_console.connectors.kit.http import TooLarge
from agent_console.connectors.kit.reading import Lapses, Node, UnreadableError
from agent_console.connectors.stores.woocommerce import mapper
from agent_console.connectors.stores.woocommerce.parts import people
from agent_console.connectors.stores.woocommerce.rest import AT_A_TIME, NoRecord, Params, Rest
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
        except (TooLarge, TryLater) as failure:
            await self._is_there(failure)
            half = len(ids) // 2
        if not half:
            return list((await self.rest.page(path, {**asked, "_fields": FEW})).nodes)
        return [*await self.by_ids(path, ids[:half]), *await self.by_ids(path, ids[half:])]

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
        known = await self.by_ids(CUSTOMERS, list(dict.fromkeys(map(str, ids))))
        customers = {_id(one, "id"): one.value for one in known}
        for start in range(0, len(orders), AT_ONCE):
            some = [_with_customer(one, customers) for one in orders[start : start + AT_ONCE]]
            yield self.read(ORDERS, [await self._with_details(one, details) for one in some])

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
                await self._is_there(failure)
                whole[LOST] = f"its {name} could not be fetched: {failure.message}"
        return Node(whole)

    async def _is_there(self, failure: TryLater | Refused) -> None:
        """Go on if the store answers other questions; raises RemoteFailure if it does not."""
        if isinstance(failure, TryLater) and failure.retry_after_s is not None:
            raise failure
        await self.rest.page(ORDERS, {"per_page": 1, "_fields": "id"})

    def read(self, stream: str, nodes: Sequence[Node]) -> Page:
        """Read records; what cannot be read lies beside the others, raw."""
        read_people, orders, aside = list[PersonRecord](), list[OrderRecord](), list[Unreadable]()
        for node in nodes:
            try:
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


def _with_customer(order: Node, customers: Mapping[str | None, object]) -> Node:
    if not isinstance(order.value, dict):
        return order
    return Node({**order.value, "_customer": customers.get(_id(order, "customer_id"))})


def told_ids(nodes: Sequence[Node]) -> Iterator[str]:
    """Yield the ids of records, as far as they have one."""
    yield from filter(None, (_id(one, "id") for one in nodes))


def _id(node: Node, field: str) -> str | None:
    """Return an id, whatever else is wrong with the record."""
    found = node[field].value
    return str(found) if isinstance(found, (str, int)) and not isinstance(found, bool) else None
