"""An EasyPost account as a test asks it: answers by hand, and what was asked for them."""

import asyncio

import httpx
import pytest

from agent_console.connectors.carriers.easypost.client import EasyPostSource
from agent_console.connectors.carriers.easypost.manifest import connect
from agent_console.connectors.kit.manifest import Given
from agent_console.ports.failures import RemoteFailure
from agent_console.ports.secrets import Secret
from agent_console.ports.source import Page, Source, Wanted, WantedParcel
from tests.contracts.source_contract import Handler, SourceContract, Wire
from tests.peers.easypost.trackers import CODE

OTHER = "9400100000000000000024"
INVALID = {
    "code": "TRACKER.TRACKING_CODE.INVALID",
    "message": "The tracking code could not be matched to a carrier.",
    "errors": [{"field": "tracking_code", "message": "is invalid"}],
}


def opened(transport: httpx.MockTransport, base: str = "http://127.0.0.1:3200") -> EasyPostSource:
    secrets = {"api_key": Secret(SourceContract.SECRET)}
    clock = SourceContract.CLOCK
    return connect(Given("easypost", {"base_url": base}, secrets, "AT", clock, transport))


def asked(source: Source, *wanted: WantedParcel) -> list[Page]:
    """Return the pages of some parcels."""

    async def run() -> list[Page]:
        try:
            return [page async for page in source.reread(Wanted(parcels=wanted))]
        finally:
            await source.close()

    return asyncio.run(run())


def pages(handler: Handler, *wanted: WantedParcel) -> tuple[list[Page], Wire]:
    """Return the pages of some parcels, and what was asked for them."""
    wire = Wire(handler)
    return asked(opened(wire.transport()), *wanted or (WantedParcel(CODE),)), wire


def failure(handler: Handler, *wanted: WantedParcel) -> tuple[RemoteFailure, Wire]:
    """Return what ended a pass."""
    wire = Wire(handler)
    with pytest.raises(RemoteFailure) as caught:
        asked(opened(wire.transport()), *wanted or (WantedParcel(CODE),))
    return caught.value, wire


def until_it_fails(handler: Handler, *wanted: WantedParcel) -> list[Page]:
    """Return the pages before the failure that ended a pass."""
    source, found = opened(Wire(handler).transport()), list[Page]()

    async def run() -> None:
        async for page in source.reread(Wanted(parcels=wanted)):
            found.append(page)

    with pytest.raises(RemoteFailure):
        asyncio.run(run())
    return found


def listing(*trackers: object, has_more: object = False) -> httpx.Response:
    return httpx.Response(200, json={"trackers": list(trackers), "has_more": has_more})


def error(status: int, code: str | None = None, **fields: object) -> httpx.Response:
    said = {**INVALID, **fields} if code is None else {"code": code, "message": "no", **fields}
    return httpx.Response(status, json={"error": said})


def account(post: Handler, *there: object) -> Handler:
    """Answer lists with what is there, and every POST as told."""

    def handler(request: httpx.Request) -> httpx.Response:
        return post(request) if request.method == "POST" else listing(*there)

    return handler


def lines(wire: Wire) -> list[str]:
    return [f"{one.method} {one.url.raw_path.decode()}" for one in wire.asked]


def ids(found: list[Page]) -> list[str]:
    return [one.external_id for page in found for one in page.parcels]
