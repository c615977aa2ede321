"""The connector against a server over Shopify's own schema: shapes, token, version, throttle."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from agent_console.connectors.kit.http import Client, Site
from agent_console.connectors.kit.manifest import Given
from agent_console.connectors.stores.shopify.api.asking import Api
from agent_console.connectors.stores.shopify.api.questions import FOLDER
from agent_console.connectors.stores.shopify.api.throttle import Bucket
from agent_console.connectors.stores.shopify.client import ShopifySource
from agent_console.connectors.stores.shopify.manifest import connect
from agent_console.connectors.stores.shopify.settings import VERSION
from agent_console.ports.failures import NotFound, RemoteFailure, SignInAgain
from agent_console.ports.secrets import Secret
from agent_console.ports.source import Page, Wanted
from tests.connectors.stores.shopify_reading import NOON
from tests.peers.shopify import mock

TOKEN = "shpat_loopback"
GID = "gid://shopify/Order/1"
FILES = (one.name.removesuffix(".graphql") for one in FOLDER.iterdir())
QUESTIONS = sorted(name for name in FILES if not name.endswith("_fields"))
MANY = 48
"""Questions at 50 points each: more than the 2,000 in the bucket."""
pytestmark = pytest.mark.xdist_group("shopify-mock")


@pytest.fixture(scope="module")
def tool(shared: Path) -> Path:
    folder = shared / "tools" / "shopify"
    reason = mock.why_not(folder)
    if reason:
        pytest.skip(reason)
    return folder


@pytest.fixture(scope="module")
def base(tool: Path) -> Iterator[str]:
    with mock.running(tool, VERSION) as place:
        yield place


def opened(base: str, token: str = TOKEN, version: str = VERSION) -> ShopifySource:
    values = {"base_url": base, "api_version": version}
    return connect(Given("wool", values, {"access_token": Secret(token)}, "AT", NOON))


def asked(base: str, names: list[str]) -> list[set[str]]:
    """Ask questions at once, and return which fields at the root were answered."""

    async def run() -> list[set[str]]:
        async with Client(Site("wool", base), NOON) as http:
            path = f"/admin/api/{VERSION}/graphql.json"
            api = Api(http, path, Secret(TOKEN), Bucket())
            variables = {"id": GID, "ids": [GID], "query": "x"}
            told = await asyncio.gather(*(api.ask(name, variables) for name in names))
        return [set(one.value) if isinstance(one.value, dict) else set() for one in told]

    return asyncio.run(run())


@pytest.mark.parametrize("name", QUESTIONS)
def test_every_question_is_answered(base: str, name: str):
    [told] = asked(base, [name])
    assert told


def test_who_asks_for_more_than_there_is_waits_and_is_answered(tool: Path):
    with mock.running(tool, VERSION) as full:
        assert len(asked(full, ["shop"] * MANY)) == MANY


def test_what_comes_is_read_or_set_aside_and_never_stumbled_over(base: str):
    async def first(source: ShopifySource, stream: str) -> Page:
        async for page in source.changes(stream, None):
            return page
        raise AssertionError("there is always a page")

    async def run() -> list[Page]:
        source = opened(base)
        try:
            await source.probe()
            again = source.reread(Wanted(["1"], ["1", "2"]))
            return [
                *[await first(source, stream) for stream in source.streams()],
                *[page async for page in again],
            ]
        finally:
            await source.close()

    pages = asyncio.run(run())
    assert sum(page.fetched() for page in pages) > 0
    for page in pages:
        assert all("hidden" not in one.reason for one in page.unreadable)


@pytest.mark.parametrize(
    ("token", "version", "failure"), [("wrong", VERSION, SignInAgain), (TOKEN, "latest", NotFound)]
)
def test_a_wrong_token_and_a_version_that_is_none_are_told(
    base: str, token: str, version: str, failure: type[RemoteFailure]
):
    async def run() -> None:
        source = opened(base, token, version)
        try:
            await source.probe()
        finally:
            await source.close()

    with pytest.raises(failure):
        asyncio.run(run())
