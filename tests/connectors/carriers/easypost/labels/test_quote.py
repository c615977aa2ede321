"""What a return would cost: asked for as the parcel went out, told exact to the last digit."""

import json
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from agent_console.connectors.carriers.easypost.labels.shipments import quote_of
from agent_console.connectors.kit.reading import Node
from agent_console.domain.acting.label import ParcelSize, Quote
from agent_console.domain.money import Money
from agent_console.ports.failures import Refused, RemoteFailure, SignInAgain, TryLater
from tests.connectors.carriers.easypost.labels.account import (
    PARCEL,
    answering,
    error,
    rate,
    recorded,
    shipment,
    with_seller,
)
from tests.contracts.source_contract import Handler, Wire


@pytest.fixture
def folder(shared: Path) -> Path:
    return shared / "payloads" / "carriers" / "easypost"


def quoted(handler: Handler, parcel=PARCEL) -> tuple[Quote, Wire]:
    wire = Wire(handler)
    return with_seller(wire, lambda seller: seller.quote(parcel)), wire


def test_the_label_goes_from_the_customer_to_the_house():
    """EasyPost switches the addresses of a return, so they are told as the parcel went out."""
    _, wire = quoted(answering(shipment()))
    [request] = wire.asked
    asked = json.loads(request.content)["shipment"]
    assert (request.method, request.url.path) == ("POST", "/v2/shipments")
    assert asked["is_return"] is True
    assert asked["to_address"] == {
        "name": "Ann",
        "street1": "Elm 2",
        "street2": "Apt 3",
        "city": "Reno",
        "state": "NV",
        "zip": "89501",
        "country": "US",
        "phone": "1",
    }
    assert (asked["from_address"]["name"], asked["from_address"]["company"]) == ("Our Shop", "Shop")
    assert asked["reference"] == "r-1"
    assert asked["options"] == {"label_format": "PDF"}


def test_the_recorded_return_was_asked_for_the_same_way(folder: Path):
    """The documented return keeps the addresses of the way out, in its question and its answer."""
    told = json.loads((folder / "docs_returns-create.json").read_text(encoding="utf-8"))
    assert told["is_return"] is True
    assert told["from_address"]["name"] == told["return_address"]["name"] == "EasyPost"
    assert told["to_address"]["name"] == told["buyer_address"]["name"] == "Dr. Steve Brule"


def test_sizes_are_in_ounces_and_inches_and_never_too_small():
    _, wire = quoted(answering(shipment()))
    sides = {"length": 10.0, "width": 8.0, "height": 4.1}
    assert json.loads(wire.asked[0].content)["shipment"]["parcel"] == {"weight": 15.5, **sides}
    _, wire = quoted(answering(shipment()), replace(PARCEL, size=ParcelSize(1, 100, 100)))
    assert json.loads(wire.asked[0].content)["shipment"]["parcel"] == {"weight": 0.1}


@pytest.mark.parametrize("parcel", [
    replace(PARCEL, size=ParcelSize(0)),
    replace(PARCEL, size=ParcelSize(-5)),
    replace(PARCEL, reference="r" * 31),
])  # fmt: skip
def test_what_no_carrier_could_use_is_not_even_asked(parcel):
    wire = Wire(answering(shipment()))
    with pytest.raises(Refused):
        with_seller(wire, lambda seller: seller.quote(parcel))
    assert wire.asked == []


def test_the_cheapest_comes_first_in_each_currency():
    rates = [
        rate(id="a", rate="9.00", currency="USD"),
        rate(id="b", rate="10.00"),
        rate(id="c", rate="1.00", currency="EUR"),
        rate(id="d", rate="1200.00", currency="JPY"),
        rate(id="e", rate="6.0700"),
    ]
    quote, _ = quoted(answering(shipment(rates=rates)))
    assert [one.external_id for one in quote.rates] == ["c", "d", "e", "a", "b"]
    assert quote.rates[1].price == Money(1200, "JPY")
    assert quote.rates[2].price == Money(607, "USD")


@pytest.mark.parametrize("told", [
    {"rate": "6.075"},
    {"rate": "-1.00"},
    {"rate": "free"},
    {"rate": None},
    {"currency": "$"},
    {"currency": None},
    {"id": None},
    {"carrier": None},
])  # fmt: skip
def test_a_price_that_is_not_exact_is_left_out_and_said(told):
    quote, _ = quoted(answering(shipment(rates=[rate(), rate(**told)])))
    assert [one.price for one in quote.rates] == [Money(607, "USD")]
    [warning] = quote.warnings
    assert "left out" in warning


def test_carriers_that_name_no_price_say_why():
    messages = [
        {"carrier": "UPS", "type": "rate_error", "message": "Invalid Postal Code"},
        {"carrier": "FedEx", "type": "rate_error", "message": {"errors": ["odd"]}},
        {"carrier": None, "message": None},
    ]
    quote, _ = quoted(answering(shipment(rates=[], messages=messages)))
    assert quote.rates == ()
    first, second = quote.warnings
    assert first == "UPS: Invalid Postal Code"
    assert "odd" in second


def test_days_are_told_where_they_are_known():
    rates = [rate(), rate(rate="7.00", delivery_days=None, est_delivery_days=5)]
    rates += [rate(rate="8.00", delivery_days=None), rate(rate="9.00", delivery_days="soon")]
    quote, _ = quoted(answering(shipment(rates=rates)))
    assert [one.days for one in quote.rates] == [3, 5, None, None]


@pytest.mark.parametrize(("answer", "kind", "words"), [
    (error(422, "ADDRESS.VERIFY.FAILURE", "Address not found"), Refused, "Address not found"),
    (error(422, "PARAMETER.REQUIRED", "weight"), Refused, "weight"),
    (error(401, "APIKEY.INACTIVE"), SignInAgain, "APIKEY"),
    (error(429, "RATE_LIMITED"), TryLater, "RATE_LIMITED"),
    (httpx.Response(503, text="<html>"), TryLater, "503"),
    (httpx.Response(200, text="<html>"), Refused, "nobody can read"),
    (httpx.Response(302), Refused, "nobody can read"),
    (httpx.Response(200, json=shipment(is_return=False)), Refused, "comes back"),
    (httpx.Response(200, json=shipment(rates=None)), Refused, "prices nobody can read"),
])  # fmt: skip
def test_a_failure_is_one_of_the_four(answer, kind: type[RemoteFailure], words: str):
    with pytest.raises(kind, match=words):
        quoted(lambda _: answer)


def test_the_recorded_rates_are_read(folder: Path):
    told = recorded(folder, "cassette_shipment_convert_label.json", 0)
    quote = quote_of(Node(told))
    assert quote.shipment == "shp_5f25253b03cd4bd18d27f49763f2433b"
    assert [(one.service, str(one.price), one.days) for one in quote.rates] == [
        ("GroundAdvantage", "6.07 USD", 3),
        ("Priority", "7.42 USD", 2),
        ("Express", "34.15 USD", 1),
    ]
    assert quote.warnings == ()
