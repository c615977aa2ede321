"""Canada Post's events: their numbers in our words, days, zones and expectations as told."""

import pytest

from agent_console.connectors.carriers.canadapost import mapper, statuses
from agent_console.connectors.kit.carrier.telling import Told
from agent_console.connectors.kit.explaining import Document
from agent_console.connectors.kit.xml_tree import decode_xml
from agent_console.domain.moment import Moment, iso_z
from agent_console.domain.parcel import Place, Shipment
from tests.connectors.carriers.canadapost.answers import EVENTS, NUMBER, answer, event, messages

SIGNED = event("20", "Signature image recorded", "2026-01-24", "09:30:13", "EST", signed="HETU")


def told(text: str) -> list[Told]:
    return list(mapper.read(Document(decode_xml(text))))


def read(*events: str, last: int = 0, **more: str) -> Shipment:
    [found] = told(answer(*events, last=last, **more))
    assert found.shipment is not None, found
    assert found.left_out == ()
    return found.shipment


@pytest.mark.parametrize(
    ("code", "words", "ours"),
    [
        ("1496", "Delivered", "delivered"),
        ("1408", None, "delivered"),
        ("1441", None, "delivered"),
        ("0174", None, "out_for_delivery"),
        ("174", None, "out_for_delivery"),
        ("0500", None, "out_for_delivery"),
        ("1701", None, "available_for_pickup"),
        ("1405", "Delivered to automated parcel locker", "available_for_pickup"),
        ("1406", None, "delivered"),
        ("1479", None, "attempt_failed"),
        ("1443", None, "attempt_failed"),
        ("0173", None, "exception"),
        ("0810", "Item held by Customs", "exception"),
        ("0800", None, "in_transit"),
        ("1417", None, "return_to_sender"),
        ("2802", None, "return_to_sender"),
        ("1496", "Item successfully returned to sender", "return_to_sender"),
        ("3000", None, "pre_transit"),
        ("190", None, "cancelled"),
        ("20", "Signature image recorded for Online viewing", "unknown"),
        ("2001", "Photo available", "unknown"),
        ("9999", "Delivered", "delivered"),
        ("9999", "Delivered to somebody", "unknown"),
        ("9999", "Item could not be delivered", "unknown"),
        (None, None, "unknown"),
        ("٣٠٠٠", None, "unknown"),
        ("-1", None, "unknown"),
    ],
)
def test_an_event_means_what_its_number_says(code: str | None, words: str | None, ours: str):
    assert statuses.status(code, words).value == ours


@pytest.mark.parametrize("last", range(5))
def test_the_last_event_says_how_the_parcel_stands_in_whatever_order(last: int):
    stands = [
        "delivered",
        "available_for_pickup",
        "attempt_failed",
        "out_for_delivery",
        "pre_transit",
    ]
    events = [event(*one) for one in EVENTS[last:]]
    for order in (events, events[::-1]):
        parcel = read(*order)
        assert parcel.status == stands[last]
        assert parcel.had_attempt is (last <= 2)
        assert parcel.scans[0].code == "3000"


def test_a_single_event_is_one_too():
    assert len(read(last=4).scans) == 1


def test_events_of_one_day_without_times_stay_in_the_carrier_s_order():
    day = ("2026-01-24", "00:00:00")
    parcel = read(event("1498", "Delivered", *day), event("0174", "Item out for delivery", *day))
    assert parcel.status == "delivered"
    assert [one.moment for one in parcel.scans] == [Moment(local="2026-01-24")] * 2
    assert parcel.delivered == Moment(local="2026-01-24")


@pytest.mark.parametrize(
    ("day", "time", "zone", "province", "offset", "utc"),
    [
        ("2026-01-20", "18:22:43", "EST", "QC", "-05:00", "2026-01-20T23:22:43Z"),
        ("2026-07-20", "18:22:43", "EDT", "QC", "-04:00", "2026-07-20T22:22:43Z"),
        ("2026-07-20", "18:22:43", "EST", "QC", None, None),
        ("2026-01-20", "18:22:43", "EST", "SK", None, None),
        ("2026-07-20", "18:22:43", "CSTNO", "SK", "-06:00", "2026-07-21T00:22:43Z"),
        ("2026-07-20", "18:22:43", "CST", "SK", "-06:00", "2026-07-21T00:22:43Z"),
        ("2026-07-20", "18:22:43", "CST", "MB", None, None),
        ("2026-01-20", "18:22:43", "NST", "NL", "-03:30", "2026-01-20T21:52:43Z"),
        ("2026-01-20", "18:22:43", "EST", "", "-05:00", "2026-01-20T23:22:43Z"),
        ("2026-01-20", "18:22:43", "ISRAEL", "", None, None),
        ("2026-01-20", "18:22:43", "", "QC", None, None),
        ("2026-01-20", "00:00:00", "EST", "QC", "-05:00", "2026-01-20T05:00:00Z"),
    ],
)
def test_a_zone_counts_where_clocks_go_by_it(
    day: str, time: str, zone: str, province: str, offset: str | None, utc: str | None
):
    moment = read(event("0100", "x", day, time, zone, province=province)).scans[0].moment
    assert (moment.local, moment.offset, iso_z(moment.utc)) == (f"{day}T{time}", offset, utc)


@pytest.mark.parametrize("time", ["", "00:00:00"])
def test_midnight_without_a_zone_is_a_day(time: str):
    moment = read(event("0100", "x", "2026-01-20", time)).scans[0].moment
    assert moment == Moment(local="2026-01-20")


@pytest.mark.parametrize(
    ("expected", "changed", "promised", "estimated"),
    [
        ("2026-02-01", "2026-02-11", "2026-02-01", "2026-02-11"),
        ("2026-02-01", "", "2026-02-01", "2026-02-01"),
        ("", "2026-02-11", None, "2026-02-11"),
        ("", "", None, None),
    ],
)
def test_a_new_day_is_the_estimate_and_the_first_the_promise(
    expected: str, changed: str, promised: str | None, estimated: str | None
):
    parcel = read(last=1, expected_delivery_date=expected, changed_expected_date=changed)
    days = [one and one.local for one in (parcel.promised, parcel.estimated)]
    assert days == [promised, estimated]


def test_a_signature_is_no_delivery_and_told_with_its_name():
    assert read(SIGNED, event(*EVENTS[3])).status == "out_for_delivery"
    over = read(SIGNED, event(*EVENTS[0]))
    assert (over.status, over.signed_by) == ("delivered", "HETU")
    assert over.delivered is not None
    assert over.delivered.local == "2026-01-24T09:30:12"
    went_on = event("0174", "Item out for delivery", "2026-01-25", "08:27:43", "EST")
    assert read(went_on, SIGNED).signed_by is None


def test_what_comes_back_under_a_number_of_its_own_is_not_delivered():
    parcel = read(original_pin="1234567890123456")
    assert (parcel.status, parcel.is_return) == ("return_to_sender", True)
    assert not read(original_pin="").is_return


def test_texts_come_letter_for_letter_and_a_province_says_the_country():
    scan = read(event("0100", " Article traité &amp; trié ", "2026-01-20", "")).scans[0]
    assert scan.text == " Article traité & trié "
    assert scan.place == Place("LEVIS", "QC", "CA")
    abroad = read(event("4600", "x", "2026-01-20", "", site="02650,Israel", province=""))
    assert abroad.scans[0].place == Place("02650,Israel", None, None)


def test_a_parcel_without_events_is_one_whose_state_nobody_knows():
    [found] = told(f"<tracking-detail><pin>{NUMBER}</pin></tracking-detail>")
    assert found.shipment is not None
    assert (found.shipment.status, found.shipment.scans) == ("unknown", ())


def test_what_cannot_be_read_of_an_event_is_left_out_and_named():
    [found] = told(
        answer(event("0100", "x", "2026-99-01", "25:00:00", "EST"), "<occurrence>5</occurrence>")
    )
    assert found.shipment is not None
    assert [one.moment for one in found.shipment.scans] == [Moment()]
    why = "; ".join(found.left_out)
    assert all(part in why for part in ("YYYY-MM-DD", "HH:MM:SS", "an event"))


@pytest.mark.parametrize(
    ("text", "http_status", "kind"),
    [
        (messages("004"), 200, "not_found"),
        (f"<wrapper>{messages('004')}</wrapper>", 404, "not_found"),
        (messages("E002", "AAA Authentication Failure"), 200, "sign_in_again"),
        (messages("Server", "Rejected by SLM Monitor"), 200, "try_later"),
        (messages("777", "Something new"), 200, "refused"),
        (messages("777", "Something new"), 500, "try_later"),
    ],
    ids=range(6),
)
def test_a_message_is_an_error(text: str, http_status: int, kind: str):
    [found] = mapper.read(Document(decode_xml(text), http_status))
    assert found.trouble is not None
    assert (found.trouble.kind, found.shipment, found.is_stranger) == (kind, None, False)


@pytest.mark.parametrize("content", [None, [], {}, 7, "x", {"html": {"body": "x"}}, {"wrapper": 1}])
def test_what_is_not_canada_post_s_is_a_stranger(content: object):
    [found] = mapper.read(Document(content))
    assert found.is_stranger
    [gone] = mapper.read(Document(content, 404))
    assert gone.trouble is not None
    assert (gone.trouble.kind, gone.is_stranger) == ("not_found", False)
