"""Pages of a store's lists as whole records; what spoils a page is set aside alone."""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from agent_console.connectors.kit.graphql import AnsweredWithErrors
from agent_console.connectors.kit.http import TooLarge
from agent_console.connectors.kit.reading import Node
from agent_console.connectors.stores.shopify.api.asking import Api, understood
from agent_console.connectors.stores.shopify.api.marking import is_hidden
from agent_console.connectors.stores.shopify.api.paging import Walk
from agent_console.connectors.stores.shopify.api.whole import Whole

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Stream:
    """One list of the API, and what its records are called in an id."""

    name: str
    kind: str
    many: int
    """From so many records on it is read at first out of a file that the store writes."""

    def gid(self, external_id: str) -> str:
        """Return the id of a record as the API calls it."""
        return f"gid://shopify/{self.kind}/{external_id}"


PEOPLE, ORDERS = Stream("customers", "Customer", 2_500), Stream("orders", "Order", 250)
NO_PAGE = Node(None)
HIDDEN_WHOLLY = "hidden by the permissions of the store"


@dataclass(frozen=True, slots=True)
class Listing:
    """What a list held: records, ids of those that spoil it, when all changed, what follows."""

    nodes: Sequence[Node]
    spoilt: Sequence[tuple[str, str]] = ()
    """(id, why)"""
    times: Sequence[datetime] = ()
    page_info: Node = NO_PAGE
    unnamed: int = 0
    """How many records were hidden of which not even an id is told."""
    merged: Sequence[tuple[str, str]] = ()
    """(id that was asked for, id of the record that came for it)"""

    def count(self) -> int:
        """Return how many records there were."""
        return len(self.nodes) + len(self.spoilt) + self.unnamed


@dataclass(frozen=True, slots=True)
class Lists:
    """Reads the lists of one store."""

    api: Api

    async def page(self, stream: Stream, walk: Walk) -> Listing:
        """Return the next page of a walk; a cursor that is not known any more begins anew."""
        try:
            return await self._page(stream, walk)
        except AnsweredWithErrors:
            if walk.after is None:
                raise
        walk.begin_again()
        return await self._page(stream, walk)

    async def by_ids(
        self, stream: Stream, ids: Sequence[str], *, is_urgent: bool = False
    ) -> Listing:
        """Return records by their ids; those that the store does not have are left out."""
        gids = [stream.gid(one) for one in ids]
        try:
            return await self._some(stream, gids, is_urgent=is_urgent)
        except (AnsweredWithErrors, TooLarge):
            return await self._one_by_one(stream, gids, is_urgent=is_urgent)

    async def whole(self, stream: Stream, nodes: Sequence[Node]) -> Listing:
        """Complete records that came without their parts; what spoils them is set aside alone."""
        try:
            return await self._completed(stream, Listing(nodes))
        except (AnsweredWithErrors, TooLarge):
            return await self._one_by_one(stream, [one["id"].text() for one in nodes])

    async def orders_of(self, person: str, *, is_urgent: bool = False) -> list[str]:
        """Return the ids of all orders of a customer."""
        found, seen = list[str](), set[str | None]()
        after: str | None = None
        while after not in seen:
            seen.add(after)
            asked = {"id": PEOPLE.gid(person), "after": after}
            data = await self.api.ask("orders_of", asked, is_urgent=is_urgent)
            told = data["customer"]["orders"]
            with understood(self.api.http.name):
                found += [one["id"].text() for one in told["nodes"].items()]
                next_one = told["pageInfo"]["endCursor"].text_or_none()
            if told["pageInfo"]["hasNextPage"].value is not True:
                break
            after = next_one
        return found

    async def _page(self, stream: Stream, walk: Walk) -> Listing:
        try:
            listing = self._listing((await self.api.ask(stream.name, walk.asked()))[stream.name])
            if not listing.unnamed:
                return await self._completed(stream, listing)
        except (AnsweredWithErrors, TooLarge):
            alone = await self._alone(stream, walk)
            if not alone.count():
                raise
            return alone
        return await self._alone(stream, walk)

    async def _alone(self, stream: Stream, walk: Walk) -> Listing:
        """Read the records of a page one by one, as far as the store names them."""
        ids = self._listing((await self.api.ask(f"{stream.name}_ids", walk.asked()))[stream.name])
        if ids.unnamed:
            log.warning("%s hides %d of its %s", self.api.http.name, ids.unnamed, stream.name)
        alone = await self._one_by_one(stream, [node["id"].text() for node in ids.nodes])
        return replace(ids, nodes=alone.nodes, spoilt=(*ids.spoilt, *alone.spoilt))

    async def _one_by_one(
        self, stream: Stream, gids: Sequence[str], *, is_urgent: bool = False
    ) -> Listing:
        nodes, spoilt = list[Node](), list[tuple[str, str]]()
        for one in gids:
            try:
                told = await self._some(stream, [one], is_urgent=is_urgent)
                nodes += told.nodes
                spoilt += told.spoilt
            except (AnsweredWithErrors, TooLarge) as error:
                spoilt.append((one, error.message))
        return Listing(nodes, spoilt)

    async def _some(
        self, stream: Stream, gids: Sequence[str], *, is_urgent: bool = False
    ) -> Listing:
        asked = {"ids": list(gids)}
        data = await self.api.ask(f"{stream.name}_by_id", asked, is_urgent=is_urgent)
        listing = replace(self._listing(data), merged=list(_others(gids, data["nodes"])))
        return await self._completed(stream, listing, is_urgent=is_urgent)

    async def _completed(
        self, stream: Stream, listing: Listing, *, is_urgent: bool = False
    ) -> Listing:
        if stream is ORDERS:
            records = [one.value for one in listing.nodes if isinstance(one.value, dict)]
            with understood(self.api.http.name):
                await Whole(self.api, is_urgent).complete(records)
        return listing

    def _listing(self, told: Node) -> Listing:
        """Return the records of a list; what is null in it is no record, what is hidden is one."""
        with understood(self.api.http.name):
            there = [one for one in told["nodes"].required_items() if one["id"].text_or_none()]
            shown = [Node(one.value) for one in there if not is_hidden(one.value)]
            times = [at for one in shown if (at := one["updatedAt"].instant_or_none())]
            spoilt = [(one["id"].text(), HIDDEN_WHOLLY) for one in there if is_hidden(one.value)]
        unnamed = sum(_is_unnamed(one) for one in told["nodes"].items())
        return Listing(shown, spoilt, times, told["pageInfo"], unnamed)


def _is_unnamed(node: Node) -> bool:
    return is_hidden(node.value) and node["id"].is_missing()


def _others(gids: Sequence[str], nodes: Node) -> Iterator[tuple[str, str]]:
    """Yield the records that came under another id than they were asked for by."""
    for asked, one in zip(gids, nodes.items(), strict=False):
        came = one["id"].value
        if isinstance(came, str) and came != asked:
            yield asked, came
