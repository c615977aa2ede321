"""Orders made whole: a list tells only where their parts are, and the beginning of long lists."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from agent_console.connectors.kit.graphql import AnsweredWithErrors
from agent_console.connectors.kit.http import TooLarge
from agent_console.connectors.kit.reading import Node
from agent_console.connectors.stores.shopify.api import products
from agent_console.connectors.stores.shopify.api.asking import Api, NotAllowed
from agent_console.connectors.stores.shopify.api.marking import HIDDEN, is_hidden
from agent_console.connectors.stores.shopify.api.questions import AT_ONCE
from agent_console.ports.failures import Refused

Json = dict[str, object]
One = TypeVar("One")

LONGEST = 200
"""Pages of one list of one order; a store that has more of them repeats itself."""
SHOWN = 4
"""How many parts the list of orders tells of where it does not count them."""
BESIDE = ("events", "returns")
"""What is asked for beside a list of orders."""
LONG_LISTS = {
    "fulfillments": {
        "fulfillmentLineItems": "fulfillment_lines",
        "events": "fulfillment_events",
    },
    "refunds": {"refundLineItems": "refund_lines", "transactions": "refund_transactions"},
    "returns": {"returnLineItems": "return_lines"},
}
"""By part of an order: its lists that may be longer than told, and what asks for the rest."""


@dataclass(frozen=True, slots=True)
class Whole:
    """Asks for what is missing of orders, many at a time."""

    api: Api
    is_urgent: bool = False

    async def complete(self, orders: Sequence[Json]) -> None:
        """Put the parts of orders in their place; raises RemoteFailure."""
        await self._events(orders)
        for order in orders:
            await self._rest_of(order)
        await self._how_to(orders)
        for part in LONG_LISTS:
            await self._parts(part, orders)
        for order in orders:
            if order.get("edited") is True:
                order["agreements"] = {"nodes": await self._all("order_edits", order, "agreements")}
            if missed := self.api.missed():
                _hide(order, missed)

    async def _rest_of(self, order: Json) -> None:
        """Read the lists of an order to their ends."""
        await self._lengthen(order, "lineItems", "order_lines")
        await self._lengthen(order, "returns", "order_returns")
        if _counted(order, "transactions") > len(_list(order, "transactions")):
            await self._replace(order, "order_transactions", "transactions")
        is_more = _counted(order, "fulfillments") > len(_list(order, "fulfillments"))
        if is_more or len(_list(order, "refunds")) >= SHOWN:
            await self._replace(order, "order_parts", "fulfillments", "refunds")

    async def _replace(self, order: Json, name: str, *parts: str) -> None:
        """Put whole lists in the place of their beginnings, which stay where more is hidden."""
        told = await self._node(name, order)
        if is_hidden(told.value):
            _hide(order, parts)
            return
        order |= {part: told[part].value for part in parts}

    async def _parts(self, part: str, orders: Sequence[Json]) -> None:
        """Replace the ids of one sort of part by the parts themselves."""
        there = [order for order in orders if part in order]
        ids = dict.fromkeys(one for order in there for one in _ids(_list(order, part)))
        found = {_id(one): one for one in await self._by_ids(part, list(ids))}
        for one in found.values():
            for name, rest in LONG_LISTS[part].items():
                await self._lengthen(one, name, rest)
        for order in there:
            _put(part, order, found)

    async def _by_ids(self, name: str, ids: Sequence[str]) -> list[Json]:
        """Ask for records by their ids, as many at once as a question may hold."""
        found: list[Json] = []
        for some in bites(ids, AT_ONCE[name]):
            data = await self.api.ask(name, {"ids": list(some)}, is_urgent=self.is_urgent)
            found += _dicts(data["nodes"])
        return found

    async def _events(self, orders: Sequence[Json]) -> None:
        """Add what a list of orders has no room for: the timeline, and which returns there are."""
        by_id = {_id(order): order for order in orders}
        for one in await self._by_ids("order_events", list(by_id)):
            order = by_id.get(_id(one), {})
            if is_hidden(one):
                _hide(order, BESIDE)
                continue
            await self._lengthen(one, "events", "order_more_events")
            order |= {name: one[name] for name in BESIDE if name in one}
            _hide(order, _strings(one.get(HIDDEN)))

    async def _how_to(self, orders: Sequence[Json]) -> None:
        """Say of lines where the store explains their product; each is asked for once."""
        lines, known = list(products.lines_of(orders)), self.api.how_to
        unknown = dict.fromkeys(product for _, product in lines if product not in known)
        told = await self._products(list(unknown))
        known |= unknown | {_id(one): products.how_to(Node(one)) for one in told}
        for line, product in lines:
            line[products.HOW_TO] = known[product]

    async def _products(self, ids: Sequence[str]) -> list[Json]:
        """Ask for products; one that no question gets an answer to is left out alone."""
        try:
            return await self._by_ids("products", ids)
        except NotAllowed:
            return []
        except (AnsweredWithErrors, TooLarge):
            alone = ids if len(ids) > 1 else ()
        return [one for each in alone for one in await self._products([each])]

    async def _lengthen(self, record: Json, name: str, rest: str) -> None:
        """Add to a list what a question for the rest of it tells."""
        connection = Node(record)[name]
        nodes = connection["nodes"].value
        if isinstance(nodes, list) and connection["pageInfo"]["hasNextPage"].value is True:
            after = connection["pageInfo"]["endCursor"].text_or_none()
            nodes += await self._all(rest, record, name, after)

    async def _all(
        self, rest: str, record: Json, name: str, after: str | None = None
    ) -> list[object]:
        found: list[object] = []
        seen: set[str | None] = {after}
        for _ in range(LONGEST):
            node = await self._node(rest, record, after)
            if is_hidden(node.value):
                _hide(record, [name])
                return found
            told = node[name]
            found += [one.value for one in told["nodes"].items()]
            if told["pageInfo"]["hasNextPage"].value is not True:
                return found
            after = told["pageInfo"]["endCursor"].text_or_none()
            if after in seen:
                break
            seen.add(after)
        raise Refused(f"{self.api.http.name} repeats itself in the {name} of {_id(record)}")

    async def _node(self, name: str, record: Json, after: str | None = None) -> Node:
        asked: Mapping[str, object] = {"id": _id(record)}
        if after is not None:
            asked = {**asked, "after": after}
        return (await self.api.ask(name, asked, is_urgent=self.is_urgent))["node"]


def bites(all_of_them: Sequence[One], at_once: int) -> Iterator[Sequence[One]]:
    """Yield a few at a time."""
    for start in range(0, len(all_of_them), at_once):
        yield all_of_them[start : start + at_once]


def _put(part: str, order: Json, found: Mapping[str, Json]) -> None:
    """Put what was found of one sort of part in the place of the ids, and say what is hidden."""
    known = [found[one] for one in _ids(_list(order, part)) if one in found]
    told = [one for one in known if not is_hidden(one)]
    order[part] = {"nodes": told} if isinstance(order[part], dict) else told
    if len(told) < len(known):
        _hide(order, [part])


def _hide(record: Json, names: Iterable[str]) -> None:
    hidden = record.setdefault(HIDDEN, [])
    if isinstance(hidden, list):
        hidden += names


def _strings(told: object) -> list[str]:
    return [one for one in told if isinstance(one, str)] if isinstance(told, list) else []


def _counted(order: Json, name: str) -> int:
    told = Node(order)[f"{name}Count"]["count"].value
    return told if isinstance(told, int) else 0


def _list(order: Json, name: str) -> list[object]:
    told = order.get(name)
    found = told.get("nodes") if isinstance(told, dict) else told
    return found if isinstance(found, list) else []


def _dicts(nodes: Node) -> Iterator[Json]:
    for one in nodes.items():
        if isinstance(one.value, dict) and one.value.get("id"):
            yield one.value


def _ids(parts: Iterable[object]) -> list[str]:
    return [_id(one) for one in parts if isinstance(one, dict) and one.get("id")]


def _id(record: Json) -> str:
    return Node(record)["id"].text()
