"""An EasyPost account that answers by hand, asked for labels."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from time import monotonic
from typing import Any

import httpx
import msgspec

from agent_console.connectors.carriers.easypost.labels.seller import EasyPostLabels
from agent_console.connectors.carriers.easypost.labels.sender import EasyPostSender
from agent_console.connectors.carriers.easypost.manifest import sell, send
from agent_console.connectors.kit.manifest import Given
from agent_console.domain.acting.intent import Intent, IntentKind, IntentState, Wanted
from agent_console.domain.acting.label import LabelOrder, ParcelSize, Rate, VoidOrder
from agent_console.domain.address import Address
from agent_console.domain.money import Money
from agent_console.ports.acting.labels import Parcel
from agent_console.ports.acting.sending import Answer
from agent_console.ports.secrets import Secret
from tests.contracts.source_contract import Handler, Wire
from tests.fakes.clock import FixedClock

NOW = datetime(2026, 11, 29, 12, 0, tzinfo=UTC)
SETTLE = timedelta(seconds=120)
SHIPMENT, RATE, NUMBER = "shp_1", "rate_1", "9400100208303109505664"
HOUSE = Address("Our Shop", "Main Street 1", "Dayton", "45402", "US", region="OH", company="Shop")
CUSTOMER = Address("Ann", "Elm 2", "Reno", "89501", "US", street2="Apt 3", region="NV", phone="1")
PARCEL = Parcel(CUSTOMER, HOUSE, ParcelSize(437, 254, 203, 102), "r-1")
ORDER = LabelOrder(SHIPMENT, Rate(RATE, "USPS", "GroundAdvantage", Money(607, "USD")), "10482")
VOID = VoidOrder("key", SHIPMENT, NUMBER, "10482")
Record = dict[str, Any]


def rate(**told: object) -> Record:
    plain = {"id": RATE, "carrier": "USPS", "service": "GroundAdvantage", "delivery_days": 3}
    return {**plain, "rate": "6.07", "currency": "USD", **told}


def shipment(**told: object) -> Record:
    """A shipment nothing was bought under."""
    plain = {"object": "Shipment", "id": SHIPMENT, "is_return": True, "messages": []}
    unsold = {"postage_label": None, "tracking_code": None, "selected_rate": None, "tracker": None}
    return {**plain, "rates": [rate()], **unsold, "refund_status": None, **told}


def bought(**told: object) -> Record:
    label = {
        "created_at": "2026-11-29T11:59:00Z",
        "label_url": "https://easypost-files.s3.us-west-2.amazonaws.com/1.pdf",
        "label_file_type": "application/pdf",
    }
    sold = {"postage_label": label, "tracking_code": NUMBER, "selected_rate": rate()}
    return shipment(**{**sold, **told})


def error(status: int, code: str, message: str = "no", **more: object) -> httpx.Response:
    said = {"code": code, "message": message, "errors": []}
    return httpx.Response(status, json={"error": said}, **more)


def given(wire: Wire) -> Given:
    values = {"base_url": "http://127.0.0.1:3200"}
    clock, key = FixedClock(NOW), {"api_key": Secret("EZTK-of-the-test")}
    return Given("easypost", values, key, "AT", clock, wire.transport())


def intent(order: LabelOrder | VoidOrder, sent_at: datetime = NOW) -> Intent:
    kind = IntentKind.LABEL if isinstance(order, LabelOrder) else IntentKind.VOID
    wanted = Wanted(kind, "easypost", 1, msgspec.json.encode(order).decode(), NOW, SETTLE)
    return Intent("k", wanted, IntentState.SENDING, "ann", 1, NOW, attempts=1, sent_at=sent_at)


def with_sender(handler: Handler, do: Callable[[EasyPostSender], Awaitable[Any]]) -> Any:
    async def run() -> Any:
        sender = send(given(Wire(handler)))
        try:
            return await do(sender)
        finally:
            await sender.close()

    return asyncio.run(run())


def sent(handler: Handler, order: LabelOrder | VoidOrder = ORDER, seconds: float = 5) -> Answer:
    until = monotonic() + seconds
    return with_sender(handler, lambda sender: sender.send(intent(order), until))


def looked(handler: Handler, order: LabelOrder | VoidOrder = ORDER, now: datetime = NOW) -> Any:
    return with_sender(handler, lambda sender: sender.look(intent(order), now))


def with_seller(wire: Wire, do: Callable[[EasyPostLabels], Awaitable[Any]]) -> Any:
    async def run() -> Any:
        seller = sell(given(wire))
        try:
            return await do(seller)
        finally:
            await seller.close()

    return asyncio.run(run())


def answering(*answers: httpx.Response | Record) -> Handler:
    """Give the answers one after the other, the last one again and again."""
    left = list(answers)

    def answer(_: httpx.Request) -> httpx.Response:
        told = left.pop(0) if len(left) > 1 else left[0]
        return httpx.Response(200, json=told) if isinstance(told, dict) else told

    return answer


def recorded(folder: Any, name: str, place: int) -> Record:
    return msgspec.json.decode((folder / name).read_bytes())[place]["response"]["body"]
