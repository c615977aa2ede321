"""By whose fault a parcel is late, as each carrier says it, in its own words and codes."""

import json

import pytest

from agent_console.connectors.registry import MANIFESTS
from agent_console.domain.parcel import Fault, Shipment
from agent_console.ports.explaining import Exchange
from tests.connectors.carriers.aftership import answers as aftership
from tests.connectors.carriers.canadapost import answers as canadapost
from tests.connectors.carriers.dhl import answers as dhl
from tests.connectors.carriers.fedex import answers as fedex
from tests.connectors.carriers.shippo import answers as shippo
from tests.connectors.carriers.ups import answers as ups
from tests.connectors.carriers.usps import answers as usps

DAY, TIME = "20261124", "093012"


def read(kind: str, document: object) -> Shipment:
    """Read the only parcel of an answer, as `explain` does."""
    [manifest] = [one for one in MANIFESTS if one.kind == kind]
    text = document if isinstance(document, str) else json.dumps(document)
    [shipment] = manifest.explain(Exchange(text), "AT").shipments
    return shipment


def of_ups(kind: str, number: str, code: str) -> Shipment:
    last = ups.event(kind, number, code, "What happened", DAY, TIME)
    return read("ups", ups.answer(ups.package(activity=[last])))


@pytest.mark.parametrize(
    ("told", "fault"),
    [
        (("X", "052", "DJ"), "weather"),
        (("X", "048", "7V"), "weather"),
        (("X", "048", "CQ"), "carrier"),
        (("X", "048", "??"), None),
        (("X", "050", "??"), "address"),
        (("X", "013", "A7"), "address"),
        (("X", "064", "KT"), "consignee"),
        (("X", "022", "48"), "consignee"),
        (("X", "058", "XB"), "customs"),
        (("X", "013", "8A"), "retailer"),
        (("X", "059", "HR"), "damage"),
        (("X", "068", "TJ"), "loss"),
        (("X", "035", "KT"), "consignee"),
        (("I", "005", "A7"), None),
        (("D", "011", "HR"), None),
        (("X", "٥٢", "??"), None),
    ],
)
def test_ups(told: tuple[str, str, str], fault: str | None):
    assert of_ups(*told).scans[0].fault == fault
    assert of_ups(*told).fault == fault


def of_fedex(code: str, sort: str, **more: object) -> Shipment:
    last = fedex.event(code, sort, "Delivery exception", "2026-11-24T09:30:12-05:00", **more)
    record = fedex.record(scanEvents=[last], latestStatusDetail={})
    return read("fedex", fedex.answer(fedex.result(record)))


@pytest.mark.parametrize(
    ("code", "more", "fault"),
    [
        ("DE", {"exceptionCode": "08"}, "consignee"),
        ("DE", {"exceptionCode": "015A"}, "consignee"),
        ("DE", {"exceptionCode": "03"}, "address"),
        ("DE", {"exceptionCode": "10"}, "damage"),
        ("SE", {"exceptionCode": "85"}, "carrier"),
        ("CD", {"exceptionCode": "A25"}, "customs"),
        ("SE", {"exceptionDescription": "Severe  weather."}, "weather"),
        ("DY", {"delayDetail": {"type": "WEATHER", "status": "DELAYED"}}, "weather"),
        ("DY", {"delayDetail": {"type": "WEATHER", "status": "ON_TIME"}}, None),
        ("DY", {"delayDetail": {"type": "GENERAL", "status": "DELAYED"}}, None),
        ("SE", {"exceptionCode": "84"}, None),
        ("IT", {"exceptionCode": "08"}, None),
    ],
)
def test_fedex(code: str, more: dict[str, object], fault: str | None):
    assert of_fedex(code, code, **more).scans[0].fault == fault


def test_fedex_says_why_over_its_events_too():
    reason = {"reason": "15", "reasonDescription": "Customer not available or business closed"}
    refused = fedex.stated("DE", "DE", ancillaryDetails=[reason])
    snow = {"type": "WEATHER", "subType": "SNOW", "status": "DELAYED"}
    delayed = fedex.stated("IT", "IT", delayDetail=snow)
    for over, fault in ((refused, Fault.CONSIGNEE), (delayed, Fault.WEATHER)):
        record = fedex.record(last=3, **over)
        assert read("fedex", fedex.answer(fedex.result(record))).fault is fault
    came = fedex.record(last=0, **fedex.stated("DL", "DL", delayDetail=snow))
    assert read("fedex", fedex.answer(fedex.result(came))).fault is None


@pytest.mark.parametrize(
    ("code", "words", "fault"),
    [
        ("53", "Notice Left (Receptacle Blocked)", "consignee"),
        ("05", "Undeliverable as Addressed", "address"),
        ("22", "Something USPS never said", "address"),
        ("08", None, "carrier"),
        ("DX", "Delivery Exception, Local Weather Delay", "weather"),
        ("DX", "Held in Customs", "customs"),
        ("DX", "Sent to Mail Recovery Center", "loss"),
        ("04", "Arrived at Post Office", None),
        ("DX", "Notice Left, and a weather delay", None),
    ],
)
def test_usps(code: str, words: str | None, fault: str | None):
    event = usps.event(code, words or "", "2026-11-24T09:10:00")
    told = usps.answer(trackingEvents=[event], status=None, statusCategory=None)
    assert read("usps", told).scans[0].fault == fault
    assert read("usps", told).fault == fault


@pytest.mark.parametrize(
    ("service", "code", "fault"),
    [
        ("express", "BA", "address"),
        ("express", "NH", "consignee"),
        ("express", "UD", "customs"),
        ("express", "OH", None),
        ("ecommerce", "620", "damage"),
        ("ecommerce", "640", "carrier"),
        ("freight", "20-266", "weather"),
        ("parcel-nl", "REFUSED_INCOMPLETE", "retailer"),
        ("nobody's", "BA", None),
    ],
)
def test_dhl_unified(service: str, code: str, fault: str | None):
    event = dhl.event("failure", code, "What happened", "2026-11-23T10:00:00")
    shipment = dhl.shipment(service=service, status=event, events=[event])
    assert read("dhl", dhl.answer(shipment)).fault == fault


def test_dhl_express():
    gone = dhl.scan("CD", "Clearance event", "2026-08-10", "11:59:23")
    assert read("dhl", dhl.answer(dhl.express(gone))).fault is Fault.CUSTOMS


@pytest.mark.parametrize(
    ("ice", "ric", "sort", "fault"),
    [
        ("NTDEL", "NHOME", "ZN", "consignee"),
        ("NTDEL", "BDADD", "ZN", "address"),
        ("DLVRF", "DMGED", "ZN", "damage"),
        ("DLVRF", "OTHER", "ZN", "consignee"),
        ("EXPHD", "LOSTX", "BV", "loss"),
        ("HLDCU", "NORSN", "BV", "customs"),
        ("MSRTD", "NRQRD", "BV", "carrier"),
        ("EXPHD", "NAGTB", "BV", "retailer"),
        ("MVTEX", "FRMJR", "BV", None),
        ("RELBL", "WRGTR", "BV", None),
    ],
)
def test_dhl_paket(ice: str, ric: str, sort: str, fault: str | None):
    told = dhl.piece((ice, ric, sort, "18.03.2026 10:02"))
    assert read("dhl", told).fault == fault


@pytest.mark.parametrize(
    ("code", "fault"),
    [
        ("0159", "weather"),
        ("162", "carrier"),
        ("1415", "address"),
        ("1417", "consignee"),
        ("127", "customs"),
        ("169", "retailer"),
        ("163", None),
        ("174", None),
    ],
)
def test_canada_post(code: str, fault: str | None):
    told = canadapost.event(code, "What happened", "2026-01-23", "08:06:20", "EST")
    assert read("canadapost", canadapost.answer(told)).fault == fault


@pytest.mark.parametrize(
    ("tag", "subtag", "fault"),
    [
        ("AttemptFail", "AttemptFail_002", "consignee"),
        ("Exception", "Exception_007", "address"),
        ("Exception", "Exception_004", "customs"),
        ("Exception", "Exception_009", "retailer"),
        ("Exception", "Exception_012", "damage"),
        ("Exception", "Exception_013", "loss"),
        ("Exception", "Exception_005", None),
        ("InTransit", "InTransit_002", None),
    ],
)
def test_aftership(tag: str, subtag: str, fault: str | None):
    last = aftership.checkpoint(tag, subtag, "What happened", "2026-11-22T08:10:00-05:00")
    told = aftership.tracking(tag=tag, subtag=subtag, checkpoints=[last])
    assert read("aftership", aftership.listing(told)).fault == fault
    assert read("aftership", aftership.listing(told)).scans[0].fault == fault


@pytest.mark.parametrize(
    ("code", "fault"),
    [
        ("address_issue", "address"),
        ("location_inaccessible", "consignee"),
        ("package_damaged", "damage"),
        ("package_lost", "loss"),
        ("delayed", None),
    ],
)
def test_shippo(code: str, fault: str | None):
    last = shippo.event("FAILURE", code, "What happened", "2026-11-22T08:10:00Z")
    told = shippo.track(tracking_status=last, tracking_history=[last])
    assert read("shippo", told).fault == fault
    assert read("shippo", told).scans[0].fault == fault


@pytest.mark.parametrize(
    ("detail", "fault"),
    [
        ("weather_delay", "weather"),
        ("missorted", "carrier"),
        ("address_correction", "address"),
        ("refused", "consignee"),
        ("damaged", "damage"),
        ("lost", "loss"),
        ("held", None),
        ("no word of theirs", None),
    ],
)
def test_easypost(detail: str, fault: str | None):
    said = {"status": "failure", "status_detail": detail}
    scan = {**said, "message": "What happened", "datetime": "2026-11-22T08:10:00Z"}
    tracker = {"id": "trk_1", "object": "Tracker", "tracking_code": "EZ1", "carrier": "UPS"}
    told = {**tracker, **said, "tracking_details": [scan]}
    assert read("easypost", told).fault == fault
    assert read("easypost", told).scans[0].fault == fault
