"""The demo's EasyPost sells labels to the real connector, and goes wrong when it is told to."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from time import monotonic

import msgspec
import pypdfium2
import pytest
from PySide6.QtGui import QImage

from agent_console.connectors.carriers.easypost.labels.papers import recognised
from agent_console.connectors.carriers.easypost.labels.parcels import asked_for
from agent_console.connectors.carriers.easypost.labels.seller import EasyPostLabels
from agent_console.connectors.carriers.easypost.labels.sender import EasyPostSender
from agent_console.connectors.carriers.easypost.manifest import connect, sell, send
from agent_console.connectors.kit.manifest import Given
from agent_console.domain.acting.intent import Intent, IntentKind, IntentState, Wanted
from agent_console.domain.acting.label import (
    Label,
    LabelFile,
    LabelFormat,
    LabelOrder,
    ParcelSize,
    Quote,
    VoidOrder,
)
from agent_console.domain.address import Address
from agent_console.ports.acting.labels import Parcel
from agent_console.ports.acting.sending import Answer, Done, Unclear
from agent_console.ports.secrets import Secret
from agent_console.ports.source import Wanted as WantedRecords
from agent_console.ports.source import WantedParcel
from agent_console.sandbox.easypost.server import API_KEY
from tests.fakes.clock import FixedClock
from tests.sandbox.conftest import NOW
from tests.sandbox.easypost.conftest import Post
from tests.sandbox.easypost.test_recorded_shapes import exchanges, misfits

HOUSE = Address("Our Shop", "Hauptplatz 1", "Linz", "4020", "AT")
CUSTOMER = Address("Helena Brandt", "Ringstraße 5", "Graz", "8010", "AT")
PARCEL = Parcel(CUSTOMER, HOUSE, ParcelSize(900, 300, 200, 100), "r-10482-1")


def given(post: Post) -> Given:
    values = {"base_url": post.server.base}
    return Given("easypost", values, {"api_key": Secret(API_KEY)}, "AT", FixedClock(NOW))


def selling(post: Post, do: Callable[[EasyPostLabels], Awaitable[object]]) -> object:
    async def run() -> object:
        seller = sell(given(post))
        try:
            return await do(seller)
        finally:
            await seller.close()

    return asyncio.run(run())


def sending(post: Post, do: Callable[[EasyPostSender], Awaitable[object]]) -> object:
    async def run() -> object:
        sender = send(given(post))
        try:
            return await do(sender)
        finally:
            await sender.close()

    return asyncio.run(run())


def intent(order: LabelOrder | VoidOrder) -> Intent:
    kind = IntentKind.LABEL if isinstance(order, LabelOrder) else IntentKind.VOID
    request = msgspec.json.encode(order).decode()
    wanted = Wanted(kind, "easypost", 1, request, NOW, timedelta(seconds=120))
    return Intent("k", wanted, IntentState.SENDING, "ann", 1, NOW, attempts=1, sent_at=NOW)


def quoted(post: Post) -> Quote:
    found = selling(post, lambda seller: seller.quote(PARCEL))
    assert isinstance(found, Quote)
    return found


def ordered(quote: Quote) -> LabelOrder:
    return LabelOrder(quote.shipment, quote.rates[0], "10482")


def sent(post: Post, order: LabelOrder | VoidOrder, seconds: float = 5) -> Answer:
    return sending(post, lambda sender: sender.send(intent(order), monotonic() + seconds))


def looked(post: Post, order: LabelOrder | VoidOrder) -> object:
    return sending(post, lambda sender: sender.look(intent(order), NOW))


def bought(post: Post) -> tuple[LabelOrder, Label]:
    order = ordered(quoted(post))
    done = sent(post, order)
    assert isinstance(done, Done)
    return order, msgspec.json.decode(done.result, type=Label)


def test_prices_are_named_and_nothing_is_bought(moving: Post):
    quote = quoted(moving)
    prices = [one.price.minor for one in quote.rates]
    assert prices == sorted(prices)
    assert {one.price.currency for one in quote.rates} == {"EUR"}
    assert looked(moving, ordered(quote)) is None


def test_a_label_is_bought_and_found_again(moving: Post):
    order, label = bought(moving)
    found = looked(moving, order)
    assert isinstance(found, Done)
    assert msgspec.json.decode(found.result, type=Label) == label
    assert (label.price, label.shipment) == (order.rate.price, order.shipment)
    [parcel] = found.page.parcels
    [said] = found.said
    assert parcel.shipment.number == said.shipment == label.tracking_number
    assert (said.status, said.order) == ("label_bought", "10482")


def test_the_same_shipment_is_never_sold_twice(moving: Post):
    order, label = bought(moving)
    again = sent(moving, order)
    assert isinstance(again, Unclear)
    assert "SHIPMENT.POSTAGE.EXISTS" in again.words
    found = looked(moving, order)
    assert isinstance(found, Done)
    assert label.tracking_number in found.words


@pytest.mark.parametrize("misdeed", ["lose", "stall"])
def test_an_answer_that_does_not_come_is_found_by_looking(moving: Post, misdeed: str):
    order = ordered(quoted(moving))
    moving.http.post("/sandbox/labels", json={"next": [misdeed], "seconds": 5}).raise_for_status()
    assert isinstance(sent(moving, order, 0.3), Unclear)
    assert isinstance(looked(moving, order), Done)


def test_what_is_done_late_is_done_once(moving: Post):
    order = ordered(quoted(moving))
    moving.http.post("/sandbox/labels", json={"next": ["late"], "seconds": 0.2}).raise_for_status()
    assert isinstance(sent(moving, order), Unclear)
    assert looked(moving, order) is None
    until, path = monotonic() + 10, f"/v2/shipments/{order.shipment}"
    while monotonic() < until and not moving.http.get(path).json()["tracking_code"]:
        pass
    assert isinstance(looked(moving, order), Done)
    assert isinstance(sent(moving, order), Unclear), "it is sold once"


def test_what_is_not_understood_is_not_planned(moving: Post):
    assert moving.http.post("/sandbox/labels", json={"next": ["explode"]}).status_code == 400
    assert moving.http.post("/sandbox/labels", content=b"[]").status_code == 400


def test_a_label_is_taken_back_once(moving: Post):
    order, label = bought(moving)
    back = VoidOrder("k", order.shipment, label.tracking_number, "10482")
    assert looked(moving, back) is None
    first, second, found = sent(moving, back), sent(moving, back), looked(moving, back)
    for done in (first, second, found):
        assert isinstance(done, Done)
        assert "requested is not refunded" in done.words
        assert [one.status for one in done.said] == ["void_requested"]
        assert json.loads(done.result) == {"label": "k", "refund": "submitted"}


def test_the_parcel_of_a_label_is_tracked_like_all_others(moving: Post):
    _, label = bought(moving)

    async def ask() -> list[object]:
        source = connect(given(moving))
        try:
            wanted = WantedRecords(parcels=(WantedParcel(label.tracking_number, label.carrier),))
            return [page async for page in source.reread(wanted)]
        finally:
            await source.close()

    [page] = asyncio.run(ask())
    assert [one.shipment.number for one in page.parcels] == [label.tracking_number]


@pytest.mark.parametrize("kind", ["PDF", "PNG", "ZPL"])
def test_the_file_of_a_label_is_a_real_one(moving: Post, kind: str):
    made = moving.http.post("/v2/shipments", json=_asked(kind)).json()
    chosen = {"rate": {"id": made["rates"][0]["id"]}}
    told = moving.http.post(f"/v2/shipments/{made['id']}/buy", json=chosen).json()
    order, _ = bought(moving)
    at = told["postage_label"]["label_url"]
    label = Label(order.shipment, "GLS", "x", "1", order.rate.price, LabelFormat.PDF, at, NOW)
    file = selling(moving, lambda seller: seller.file(label))
    assert isinstance(file, LabelFile)
    assert (file.format, at.rpartition(".")[2]) == (kind.lower(), kind.lower())
    if kind == "PDF":
        page = pypdfium2.PdfDocument(file.content)[0].get_textpage().get_text_range()
        assert page.index("Helena Brandt") < page.index("TO") < page.index("Our Shop")
    if kind == "PNG":
        assert (QImage.fromData(file.content).width(), QImage.fromData(file.content).height()) == (
            400,
            600,
        )
    for other in ("no-such.pdf", f"{made['id']}.exe", ""):
        assert moving.http.get(f"/files/postage_label/20261120/{other}").status_code == 404


def _asked(kind: str) -> dict:
    asked = asked_for(PARCEL)["shipment"]
    assert isinstance(asked, dict)
    return {"shipment": {**asked, "options": {"label_format": kind}}}


def test_a_label_is_made_in_other_formats_later(moving: Post):
    order, label = bought(moving)
    path = f"/v2/shipments/{order.shipment}/label"
    told = moving.http.get(path, params={"file_format": "ZPL"}).json()
    assert recognised(moving.http.get(told["postage_label"]["label_zpl_url"]).content).format == (
        LabelFormat.ZPL
    )
    assert moving.http.get(path, params={"file_format": "GIF"}).status_code == 422
    assert told["postage_label"]["label_url"] == label.url


def test_shipments_have_the_recorded_shape(moving: Post, shared):
    folder = shared / "payloads" / "carriers" / "easypost"
    created, sold, _ = exchanges(folder, "shipment_convert_label")
    ours = moving.http.post("/v2/shipments", json=created["request"]["body"])
    assert ours.status_code == created["response"]["status"]
    assert ours.headers["location"].startswith("/api/v2/shipments/shp_")
    real, shop = created["response"]["body"], ours.json()
    loose = {"options", "customs_info"}
    assert misfits(_without(shop, loose), _without(real, loose)) == []
    rate = {"rate": {"id": shop["rates"][0]["id"]}}
    answer = moving.http.post(f"/v2/shipments/{shop['id']}/buy", json=rate)
    real = _without(sold["response"]["body"], loose)
    found = misfits(_without(answer.json(), loose), real)
    assert [one for one in found if "verifications" not in one] == []
    assert datetime.fromisoformat(answer.json()["postage_label"]["created_at"]).tzinfo == UTC


def _without(record: dict, names: set[str]) -> dict:
    return {name: value for name, value in record.items() if name not in names}
