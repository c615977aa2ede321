"""A small store of WooCommerce, and what a connection to it is asked for in tests."""

import asyncio
from collections.abc import Callable
from datetime import timedelta

import httpx

from agent_console.connectors.kit.manifest import Given
from agent_console.connectors.stores.woocommerce.client import WooCommerceSource
from agent_console.connectors.stores.woocommerce.manifest import connect
from agent_console.ports.secrets import Secret
from agent_console.ports.source import Page, Wanted
from tests.contracts.source_contract import SourceContract, Wire
from tests.peers.woocommerce.api import KEY, SECRET, WooApi

SECRETS = {"consumer_key": Secret(KEY), "consumer_secret": Secret(SECRET)}
MINUTE = timedelta(minutes=1)


def given(base_url: str = "http://127.0.0.1:8088", **more: object) -> Given:
    values = {"base_url": base_url}
    return Given("web-shop", values, SECRETS, "AT", SourceContract.CLOCK, **more)


def answered(api: WooApi) -> Callable[[httpx.Request], httpx.Response]:
    """Return what answers requests as the store does."""

    def handler(request: httpx.Request) -> httpx.Response:
        told = request.headers.get("authorization", "")
        reply = api.reply(request.url.path, dict(request.url.params), told)
        return httpx.Response(reply.status, headers=reply.headers, content=reply.body.encode())

    return handler


def opened(api: WooApi) -> WooCommerceSource:
    return connect(given(transport=Wire(answered(api)).transport()))


async def followed(source: WooCommerceSource, stream: str, cursor: str | None = None) -> list[Page]:
    return [page async for page in source.changes(stream, cursor)]


def changes(api: WooApi, stream: str = "orders", cursor: str | None = None) -> list[Page]:
    """Follow one stream to its end."""
    return asyncio.run(followed(opened(api), stream, cursor))


def reread(api: WooApi, wanted: Wanted) -> list[Page]:
    async def run() -> list[Page]:
        return [page async for page in opened(api).reread(wanted)]

    return asyncio.run(run())


def ids(pages: list[Page]) -> list[str]:
    return [one.order.external_id for page in pages for one in page.orders]


def last_cursor(pages: list[Page]) -> str:
    return [page.cursor for page in pages if page.cursor][-1]
