"""What carriers have been seen to send: each sort of it, at every carrier that can send it."""

import json
from collections.abc import Callable, Sequence

import pytest

from agent_console.connectors.registry import BY_KIND
from agent_console.domain.moment import Precision
from agent_console.domain.parcel import Shipment
from agent_console.ports.explaining import Exchange, Explained
from agent_console.ports.source import WantedParcel
from tests.connectors.carriers.aftership import answers as aftership
from tests.connectors.carriers.canadapost import answers as canadapost
from tests.connectors.carriers.dhl import answers as dhl
from tests.connectors.carriers.fedex import answers as fedex
from tests.connectors.carriers.shippo import answers as shippo
from tests.connectors.carriers.ups import answers as ups
from tests.connectors.carriers.usps import answers as usps
from tests.peers.easypost.trackers import detail, tracker

Told = tuple[str, str]
"""What happened (moved, delivered), and the wall clock or the day."""
MOVED, CAME, LATER = (
    ("moved", "2026-11-23T08:00:00"),
    ("delivered", "2026-11-24T09:30:12"),
    ("moved", "2026-11-25T10:00:00"),
)
DAY = ("moved", "2026-11-23")
HTML = "<!doctype html><html><body><h1>404</h1></body></html>"
KINDS = ("ups", "fedex", "usps", "dhl", "canadapost", "aftership", "shippo", "easypost")


def of_ups(events: Sequence[Told]) -> object:
    sorts = {"moved": ("I", "005", "DP"), "delivered": ("D", "011", "F4")}
    made = []
    for what, at in events:
        day, _, time = at.partition("T")
        told = ups.event(*sorts[what], what, day.replace("-", ""), time.replace(":", ""))
        made.append(told)
    return ups.answer(ups.package(activity=made))


def of_fedex(events: Sequence[Told]) -> object:
    sorts = {"moved": ("DP", "IT"), "delivered": ("DL", "DL")}
    made = [fedex.event(*sorts[what], what, at) for what, at in events]
    return fedex.answer(fedex.result(fedex.record(scanEvents=made, latestStatusDetail={})))


def of_usps(events: Sequence[Told]) -> object:
    codes = {"moved": ("10", "Arrived at Post Office"), "delivered": ("01", "Delivered")}
    made = [usps.event(*codes[what], at) for what, at in events]
    return usps.answer(trackingEvents=made, status=None, statusCategory=None)


def of_dhl(events: Sequence[Told]) -> object:
    words = {"moved": "transit", "delivered": "delivered"}
    made = [dhl.event(words[what], "?", what, at) for what, at in events]
    return dhl.answer(dhl.shipment(status=None, events=made))


def of_canadapost(events: Sequence[Told], zone: str = "EST") -> str:
    codes = {"moved": "100", "delivered": "1408"}
    told = []
    for what, at in events:
        day, _, time = at.partition("T")
        told.append(canadapost.event(codes[what], what, day, time, zone))
    return canadapost.answer(*told)


def of_aftership(events: Sequence[Told]) -> object:
    tags = {"moved": "InTransit", "delivered": "Delivered"}
    made = [aftership.checkpoint(tags[what], None, what, at) for what, at in events]
    return aftership.listing(aftership.tracking(tag=None, subtag=None, checkpoints=made))


def of_shippo(events: Sequence[Told]) -> object:
    words = {"moved": "TRANSIT", "delivered": "DELIVERED"}
    zoned = [(what, at if "T" in at else f"{at}T00:00:00") for what, at in events]
    made = [shippo.event(words[what], None, what, f"{at}Z") for what, at in zoned]
    return shippo.track(tracking_status=None, tracking_history=made)


def of_easypost(events: Sequence[Told]) -> object:
    words = {"moved": "in_transit", "delivered": "delivered"}
    made = [detail(words[what], at, what) for what, at in events]
    last = max(events, key=lambda one: one[1])
    return tracker("EZ1", *made, status=words[last[0]])


MADE: dict[str, Callable[[Sequence[Told]], object]] = {
    "ups": of_ups,
    "fedex": of_fedex,
    "usps": of_usps,
    "dhl": of_dhl,
    "canadapost": of_canadapost,
    "aftership": of_aftership,
    "shippo": of_shippo,
    "easypost": of_easypost,
}


def explained(kind: str, document: object, status: int = 200) -> Explained:
    text = document if isinstance(document, str) else json.dumps(document)
    return BY_KIND[kind].explain(Exchange(text, status), "AT")


def read(kind: str, *events: Told) -> Shipment:
    [shipment] = explained(kind, MADE[kind](events)).shipments
    return shipment


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("status", "text", "kinds"),
    [
        (200, "", {"refused", "try_later"}),
        (200, HTML, {"refused", "try_later"}),
        (200, "[]", {"refused"}),
        (200, '[{"trackingNumber": "1"}]', {"refused"}),
        (404, HTML, {"not_found"}),
        (429, "", {"try_later"}),
        (429, HTML, {"try_later"}),
        (503, HTML, {"try_later"}),
    ],
    ids=["empty", "html", "list", "list of one", "404 html", "429 empty", "429 html", "503 html"],
)
def test_what_is_no_answer_is_an_error_and_never_a_parcel(
    kind: str, status: int, text: str, kinds: set[str]
):
    told = explained(kind, text, status)
    assert told.shipments == ()
    assert told.errors
    assert {one.kind for one in told.errors} <= kinds


@pytest.mark.parametrize(
    ("kind", "document", "why"),
    [
        ("ups", ups.warning("TW0001"), "not_found"),
        ("ups", ups.refusal("10429"), "try_later"),
        ("fedex", fedex.answer(fedex.result(fedex.trouble())), "not_found"),
        ("fedex", fedex.refusal("TOO.MANY.REQUESTS.ERROR"), "try_later"),
        ("usps", usps.refusal("404"), "not_found"),
        ("dhl", dhl.no_result(), "not_found"),
        ("canadapost", canadapost.messages("004"), "not_found"),
        ("aftership", aftership.error(4004), "not_found"),
        ("aftership", aftership.error(429), "try_later"),
        ("easypost", {"error": {"code": "TRACKER.NOT_FOUND", "message": "no"}}, "not_found"),
    ],
)
def test_an_error_inside_a_success_is_one(kind: str, document: object, why: str):
    told = explained(kind, document)
    assert told.shipments == ()
    assert [one.kind for one in told.errors] == [why]


@pytest.mark.parametrize("kind", KINDS)
def test_events_may_come_newest_first_or_oldest_first(kind: str):
    forward, backward = read(kind, MOVED, CAME), read(kind, CAME, MOVED)
    assert forward.scans == backward.scans
    assert [one.status for one in forward.scans] == ["in_transit", "delivered"]
    assert forward.status == backward.status == "delivered"
    assert forward.delivered == backward.delivered is not None


@pytest.mark.parametrize("kind", KINDS)
def test_a_day_without_a_time_stays_a_day(kind: str):
    [scan] = read(kind, DAY).scans
    assert scan.moment.precision() is Precision.DAY
    assert (scan.moment.local, scan.moment.utc) == (DAY[1], None)


@pytest.mark.parametrize("kind", [one for one in KINDS if one != "canadapost"])
def test_a_wall_clock_without_a_zone_gets_none(kind: str):
    [scan] = read(kind, MOVED).scans
    assert (scan.moment.local, scan.moment.utc) == (MOVED[1], None)


@pytest.mark.parametrize("zone", ["XYZ", "CSTNO?", "+25:99", "12", "Ortszeit"])
def test_a_zone_nobody_knows_is_no_zone(zone: str):
    [shipment] = explained("canadapost", of_canadapost([MOVED], zone)).shipments
    [scan] = shipment.scans
    assert (scan.moment.local, scan.moment.utc) == (MOVED[1], None)
    event = usps.event("10", "Arrived at Post Office", MOVED[1], GMTOffset=zone)
    [shipment] = explained("usps", usps.answer(trackingEvents=[event])).shipments
    assert (shipment.scans[0].moment.local, shipment.scans[0].moment.utc) == (MOVED[1], None)


@pytest.mark.parametrize("kind", KINDS)
def test_what_happens_after_a_delivery_is_told_and_the_delivery_stays_one(kind: str):
    told = read(kind, MOVED, CAME, LATER)
    assert [one.status for one in told.scans] == ["in_transit", "delivered", "in_transit"]
    assert told.status == "in_transit"
    assert told.delivered is None
    assert told.fault is None


@pytest.mark.parametrize(
    ("kind", "document", "ids"),
    [
        (
            "fedex",
            fedex.answer(
                fedex.result(fedex.record(), fedex.record(unique_id=fedex.EARLIER, last=3))
            ),
            {fedex.UNIQUE, fedex.EARLIER},
        ),
        (
            "aftership",
            aftership.listing(aftership.tracking(), aftership.tracking(2, id="other")),
            {"5b766a5cc7c33c0e007de3c9", "other"},
        ),
        (
            "easypost",
            {"trackers": [tracker("EZ1"), {**tracker("EZ1"), "id": "trk_other"}]},
            {"trk_EZ1", "trk_other"},
        ),
    ],
)
def test_two_records_of_one_number_are_two_parcels(kind: str, document: object, ids: set[str]):
    told = explained(kind, document).shipments
    assert len({one.number for one in told}) == 1
    assert {one.unique_id for one in told} == ids


def test_two_packages_of_one_shipment_are_both_told():
    both = ups.answer(ups.package(), ups.package("1Z1442YY7229014688", last=2))
    assert [one.number for one in explained("ups", both).shipments] == [
        ups.NUMBER,
        "1Z1442YY7229014688",
    ]


@pytest.mark.parametrize(
    ("number", "named", "asked"),
    [
        ("100000000242", "FedEx", {"fedex"}),
        ("100000000242", "DHL Paket", {"dhl"}),
        ("100000000242", None, set()),
        ("1Z12345E0205271686", None, {"ups"}),
        ("9400109104250532908587", "Standard", {"usps"}),
    ],
)
def test_a_number_of_two_carriers_is_asked_for_at_the_one_its_store_names(
    number: str, named: str | None, asked: set[str]
):
    direct = ("ups", "fedex", "usps", "dhl", "canadapost")
    tracks = {kind: BY_KIND[kind].tracks for kind in direct}
    wanted = WantedParcel(number, named)
    assert {kind for kind, mine in tracks.items() if mine is not None and mine(wanted)} == asked
