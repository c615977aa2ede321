"""How the tests of Shopify read its records, and a whole store."""

import asyncio
from copy import deepcopy

from agent_console.connectors.kit.manifest import Given
from agent_console.connectors.kit.reading import Node
from agent_console.connectors.stores.shopify import mapper
from agent_console.connectors.stores.shopify.client import ShopifySource
from agent_console.connectors.stores.shopify.manifest import connect
from agent_console.domain.order import Order
from agent_console.ports.secrets import Secret
from agent_console.ports.source import OrderRecord, Page, Wanted
from tests.contracts.source_contract import NOON as AT_NOON
from tests.contracts.source_contract import Wire
from tests.fakes.clock import FixedClock
from tests.fakes.shopify.admin import Admin
from tests.fakes.shopify.records import Record, clock, order
from tests.fakes.shopify.serving import answered

NOON = FixedClock(AT_NOON)


def url(what: str, external_id: str) -> str:
    return f"https://wool.example/admin/{what}/{external_id}"


def record(told: Record) -> OrderRecord:
    return mapper.order_record(Node(deepcopy(told)), "AT", url)


def read(told: Record) -> Order:
    return mapper.order(Node(deepcopy(told)))


def said(told: OrderRecord, kind: str) -> list[tuple[str, str | None]]:
    return [(one.status, one.text) for one in told.observations if one.kind == kind]


BUSY = "OPERATION_IN_PROGRESS", "A bulk query operation is already in progress"


def opened(admin: Admin) -> ShopifySource:
    values = {"base_url": "http://127.0.0.1:3102", "api_version": "2026-07"}
    transport = Wire(lambda request: answered(admin, request)).transport()
    secrets = {"access_token": Secret(admin.token)}
    return connect(Given("wool", values, secrets, "AT", NOON, transport))


def followed(admin: Admin, stream: str = "orders", cursor: str | None = None) -> list[Page]:
    """Follow a stream to its end."""

    async def run() -> list[Page]:
        source = opened(admin)
        try:
            return [page async for page in source.changes(stream, cursor)]
        finally:
            await source.close()

    return asyncio.run(run())


def read_again(admin: Admin, wanted: Wanted) -> list[Page]:
    """Read records by their ids."""

    async def run() -> list[Page]:
        return [page async for page in opened(admin).reread(wanted)]

    return asyncio.run(run())


def orders_of(pages: list[Page]) -> list[OrderRecord]:
    return [one for page in pages for one in page.orders]


def numbers(pages: list[Page]) -> list[str]:
    return [one.order.number for one in orders_of(pages)]


def many(count: int, at_once: int = 60) -> Admin:
    """Return a store with so many orders, of which so many changed in the same minute."""
    times = [clock(1 + number // at_once) for number in range(count)]
    return Admin(orders=[order(n, None, updatedAt=at) for n, at in enumerate(times, 1)])


def large(admin: Admin) -> Admin:
    """Have a store be too large for it to count its records."""
    admin.longest = 0
    return admin


def of_many(count: int) -> Admin:
    """Return a store that says of itself that it has many orders."""
    return large(
        Admin(orders=[order(number, None, updatedAt=clock(1)) for number in range(1, count + 1)])
    )
