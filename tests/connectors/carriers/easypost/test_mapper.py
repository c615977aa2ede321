"""EasyPost's trackers read: every trap that others fell into, one test each."""

from datetime import UTC, datetime
from typing import Any

import pytest

from agent_console.connectors.carriers.easypost import mapper, statuses
from agent_console.connectors.kit.explaining import Document
from agent_console.connectors.kit.reading import Lapses, Node, UnreadableError
from agent_console.domain.moment import Moment
from agent_console.domain.observation import EntryKind, Observation, Subject, SubjectKind
from agent_console.domain.parcel import ParcelStatus, Place, Shipment
from tests.peers.easypost.trackers import CODE, detail, made_up, tracker


def read(*details: dict[str, Any], **fields: object) -> Shipment:
    return mapper.shipment(Node(tracker(CODE, *details, **fields)))


def told(*details: dict[str, Any], **fields: object) -> tuple[Observation, ...]:
    return mapper.record(Node(tracker(CODE, *details, **fields))).observations


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def test_a_tracker_is_a_parcel_with_its_scans():
    parcel = mapper.shipment(Node(made_up()))
    assert (parcel.carrier, parcel.number, parcel.unique_id) == ("USPS", CODE, f"trk_{CODE}")
    assert (parcel.status, parcel.status_text) == ("in_transit", "in_transit")
    assert [scan.text for scan in parcel.scans] == [
        "Shipping Label Created",
        "Accepted",
        "Arrived at hub",
    ]
    assert parcel.scans[1].place == Place("HOUSTON", "TX", "US")


def test_times_are_kept_exactly_as_told():
    parcel = mapper.shipment(Node(made_up()))
    label, accepted, arrived = (scan.moment for scan in parcel.scans)
    assert label == Moment(utc=utc("2026-11-20T10:00:00"))
    assert accepted == Moment(utc("2026-11-20T17:00:00"), "2026-11-20T11:00:00", "-06:00")
    assert (arrived.local, arrived.offset) == ("2026-11-22T08:00:00", "+01:00")


def test_a_wall_clock_without_a_zone_is_never_stamped_utc():
    [scan] = read(detail("in_transit", "2026-11-20T11:15:00")).scans
    assert scan.moment == Moment(local="2026-11-20T11:15:00")


@pytest.mark.parametrize("turned", [False, True])
def test_the_last_thing_that_happened_comes_last(turned):
    details = made_up()["tracking_details"]
    parcel = read(*(reversed(details) if turned else details), status="delivered")
    assert [scan.text for scan in parcel.scans][-1] == "Arrived at hub"
    assert parcel.status == "delivered", "the stated status wins, whatever the scans say"


@pytest.mark.parametrize("turned", [False, True])
def test_without_instants_the_order_of_the_carrier_stays(turned):
    details = [
        detail("pre_transit", "2026-11-20", "label"),
        detail("in_transit", "2026-11-21", "first"),
        detail("in_transit", "2026-11-21", "second"),
        detail("in_transit", None, "third"),
        detail("delivered", "2026-11-22", "there"),
    ]
    parcel = read(*(reversed(details) if turned else details))
    wanted = ["label", "first", "second", "third", "there"]
    assert [scan.text for scan in parcel.scans] == wanted


def test_scans_of_one_instant_keep_their_order():
    same = "2026-11-20T11:15:00Z"
    parcel = read(*(detail("in_transit", same, text) for text in ("a", "b", "c")))
    assert [scan.text for scan in parcel.scans] == ["a", "b", "c"]


def test_an_estimate_is_never_a_delivery():
    scan = detail("delivered", "2026-11-24T09:00:00Z")
    parcel = read(scan, est_delivery_date="2026-11-25T18:00:00Z")
    assert parcel.delivered == Moment(utc=utc("2026-11-24T09:00:00"))
    assert parcel.estimated == Moment(utc=utc("2026-11-25T18:00:00"))
    assert read(est_delivery_date="2026-11-25T18:00:00Z").delivered is None


def test_delivered_without_a_scan_has_no_time():
    assert read(status="delivered", est_delivery_date="2026-11-25T18:00:00Z").delivered is None
    assert read(detail("delivered", None)).delivered is None


def test_a_delivery_taken_back_is_delivered_no_more():
    parcel = read(
        detail("delivered", "2026-11-24T09:00:00Z"),
        detail("in_transit", "2026-11-24T15:00:00Z", "Sent to the wrong address"),
    )
    assert (parcel.status, parcel.delivered, len(parcel.scans)) == ("in_transit", None, 2)


def test_of_two_deliveries_the_last_one_counts():
    parcel = read(
        detail("delivered", "2026-11-24T09:00:00Z"),
        detail("in_transit", "2026-11-24T15:00:00Z"),
        detail("delivered", "2026-11-25T10:00:00Z"),
    )
    assert parcel.delivered == Moment(utc=utc("2026-11-25T10:00:00"))


@pytest.mark.parametrize(
    "field", ["est_delivery_date", "guaranteed_delivery_date", "est_delivery_date_local"]
)
def test_a_day_is_never_shifted(field):
    day = "2026-11-25T00:00:00Z"
    top = {field: day} if field == "est_delivery_date" else {"carrier_detail": {field: day}}
    parcel = read(**top)
    assert (parcel.promised or parcel.estimated) == Moment(local="2026-11-25")


@pytest.mark.parametrize(
    ("stated", "day", "clock", "estimated"),
    [
        (None, "2026-11-25", None, Moment(local="2026-11-25")),
        (None, "2026-11-25", "20:11:53", Moment(local="2026-11-25T20:11:53")),
        (
            "2026-11-26T04:11:53Z",
            "2026-11-25",
            "20:11:53",
            Moment(utc("2026-11-26T04:11:53"), "2026-11-25T20:11:53"),
        ),
        ("2026-11-26T04:11:53Z", "2875-10-22", "20:11:53", Moment(utc("2026-11-26T04:11:53"))),
        ("2026-11-25T00:00:00Z", "2026-11-25", "20:00", Moment(local="2026-11-25T20:00:00")),
        (
            "2026-11-25T20:00:00-06:00",
            "2026-11-25",
            None,
            Moment(utc("2026-11-26T02:00:00"), "2026-11-25T20:00:00", "-06:00"),
        ),
        (None, None, "20:11:53", None),
    ],
)
def test_the_estimate_there_and_the_instant_go_together(stated, day, clock, estimated):
    there = {"est_delivery_date_local": day, "est_delivery_time_local": clock}
    assert read(est_delivery_date=stated, carrier_detail=there).estimated == estimated


@pytest.mark.parametrize(
    ("attempted", "scan", "had_attempt"),
    [
        (None, detail("delivered", "2026-11-24T09:00:00Z"), False),
        ("2026-11-24T09:00:00Z", detail("delivered", "2026-11-24T09:00:00Z"), False),
        ("2026-11-23T09:00:00Z", detail("delivered", "2026-11-24T09:00:00Z"), True),
        ("2026-11-23T09:00:00Z", detail("delivered", None), False),
        ("2026-11-23T09:00:00", detail("delivered", "2026-11-24T09:00:00Z"), False),
        ("2026-11-23T09:00:00Z", detail("in_transit", "2026-11-24T09:00:00Z"), True),
        ("2026-11-23T09:00:00Z", detail("return_to_sender", "2026-11-24T09:00:00Z"), True),
    ],
)
def test_the_first_attempt_counts_if_it_was_in_vain(attempted, scan, had_attempt):
    more = {"initial_delivery_attempt": attempted}
    assert read(scan, carrier_detail=more).had_attempt is had_attempt


def test_two_records_of_one_number_are_two_parcels():
    first, second = (mapper.record(Node(tracker(id=f"trk_{n}"))) for n in (1, 2))
    assert first.shipment.number == second.shipment.number
    assert (first.external_id, second.external_id) == ("trk_1", "trk_2")
    assert first.shipment.unique_id != second.shipment.unique_id


@pytest.mark.parametrize(
    ("word", "said", "status", "text"),
    [
        ("pre_transit", "label_created", "pre_transit", "pre_transit"),
        ("in_transit", "arrived_at_facility", "in_transit", "in_transit"),
        ("in_transit", "weather_delay", "in_transit", "in_transit: weather_delay"),
        ("out_for_delivery", "out_for_delivery", "out_for_delivery", "out_for_delivery"),
        ("available_for_pickup", "arrived_at_pickup_location", "available_for_pickup", None),
        ("delivered", "arrived_at_destination", "delivered", "delivered"),
        ("return_to_sender", "return", "return_to_sender", "return_to_sender: return"),
        ("cancelled", "cancelled", "cancelled", "cancelled"),
        ("failure", None, "exception", "failure"),
        ("failure", "damaged", "exception", "failure: damaged"),
        ("failure", "return", "return_to_sender", "failure: return"),
        ("failure", "cancelled", "cancelled", "failure: cancelled"),
        ("error", "status_update", "unknown", "error"),
        ("error", "lost", "exception", "error: lost"),
        ("unknown", "unknown", "unknown", "unknown"),
        ("unknown", "out_for_delivery", "unknown", "unknown"),
        ("teleported", "in_transit", "unknown", "teleported"),
        ("In transit", None, "unknown", "In transit"),
        (None, None, "unknown", None),
        ("", "", "unknown", None),
        (5, None, "unknown", "5"),
    ],
)
def test_words_become_ours_or_stay_unknown(word, said, status, text):
    parcel = read(status=word, status_detail=said)
    assert parcel.status == status
    assert parcel.status_text == (text or (f"{word}: {said}" if word and said else None))


def test_every_word_of_ours_is_plain_text_in_what_is_told():
    for status in ParcelStatus:
        [one] = told(detail(status.value, "2026-11-24T09:00:00Z"))
        assert type(one.status) is str


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"carrier_code": "OC"}, "OC"),
        ({"carrier_code": "", "status_detail": "label_created"}, "label_created"),
        ({"carrier_code": None, "status_detail": "status_update"}, None),
        ({"carrier_code": 7}, "7"),
        ({"carrier_code": "AO", "status": "unknown"}, "AO"),
        ({"carrier_code": "XX", "status": "teleported"}, "teleported/XX"),
        ({"carrier_code": "", "status": "teleported"}, "teleported"),
    ],
)
def test_the_raw_code_is_kept_and_an_unknown_word_stands_first(fields, code):
    scan = detail("in_transit", "2026-11-24T09:00:00Z") | fields
    assert read(scan).scans[0].code == code


def test_html_in_a_text_is_taken_off():
    text = "USPS Tracking<SUP>&#153;</SUP> at AT&T, 3 < 5 &amp; 7 > 6 &bogus;"
    [scan] = read(detail("in_transit", None, text)).scans
    assert scan.text == "USPS Tracking\N{TRADE MARK SIGN} at AT&T, 3 < 5 & 7 > 6 &bogus;"


def test_an_empty_entry_is_no_scan_and_a_bare_one_is():
    parcel = read(None, {}, {"message": "Left"}, {"datetime": "2026-11-24"}, {"status": "x"})
    assert [(scan.text, scan.status) for scan in parcel.scans] == [
        ("Left", "unknown"),
        (None, "unknown"),
        (None, "unknown"),
    ]


def test_a_description_stands_in_for_a_missing_message():
    scan = detail("in_transit", None) | {"message": None, "description": "Arrived"}
    assert read(scan).scans[0].text == "Arrived"


def test_scans_are_told_as_observations_of_the_parcel():
    label, accepted, _ = told(*made_up()["tracking_details"])
    assert label.subject == Subject(SubjectKind.PARCEL, f"trk_{CODE}")
    assert (accepted.kind, accepted.status) == (EntryKind.SCAN, "in_transit")
    assert (accepted.text, accepted.shipment) == ("Accepted", CODE)
    assert accepted.external_id == f"trk_{CODE}"
    assert accepted.place == Place("HOUSTON", "TX", "US")


def test_a_scan_joins_what_others_tell_of_the_same_minute():
    [ours] = told(detail("in_transit", "2026-11-20T11:15:31-06:00", place=("Graz", None, "AT")))
    moment = Moment(utc=utc("2026-11-20T17:15:02"))
    theirs = Observation(
        Subject(SubjectKind.PARCEL, "x"), EntryKind.SCAN, "in_transit", moment, text="ARRIVED"
    )
    assert ours.group("easypost") == theirs.group("ups")
    [later] = told(detail("in_transit", "2026-11-20T17:16:00Z"))
    assert later.group("easypost") != theirs.group("ups")


def test_scans_without_a_minute_stay_lines_of_their_own():
    days = told(detail("in_transit", "2026-11-20", "a"), detail("in_transit", "2026-11-20", "b"))
    assert len({one.group("easypost") for one in days}) == 2
    again = told(detail("in_transit", "2026-11-20", "a"))
    assert again[0].group("easypost") == days[0].group("easypost")


@pytest.mark.parametrize("field", ["id", "tracking_code"])
def test_what_a_parcel_cannot_be_without_is_named(field):
    with pytest.raises(UnreadableError, match=field):
        mapper.record(Node(tracker(**{field: None})))


def test_only_web_pages_are_linked():
    assert mapper.record(Node(tracker())).url == f"https://track.easypost.com/{CODE}"
    assert mapper.record(Node(tracker(public_url="javascript:alert(1)"))).url is None


def test_numbers_where_texts_should_be_are_taken_as_digits():
    parcel = read(tracking_code=9400100, signed_by=17, id=3)
    assert (parcel.number, parcel.signed_by, parcel.unique_id) == ("9400100", "17", "3")


def test_trackers_are_found_wherever_they_are():
    one, two, three = (tracker(id=f"trk_{n}") for n in range(3))
    document = {
        "object": "Event",
        "result": {"object": "Shipment", "id": "shp_1", "tracker": one, "tracking_code": "1"},
        "more": [{"a": {"b": two}}, {**three, "object": None}],
    }
    found = [node["id"].text() for node in mapper.trackers(Node(document))]
    assert found == ["trk_0", "trk_1", "trk_2"]
    refund = {"object": "Refund", "id": "rfnd_1", "tracking_code": "1", "status": "submitted"}
    assert list(mapper.trackers(Node([refund, None, 5, "trk_"]))) == []


@pytest.mark.parametrize("trackers", [None, 5, {}, "none"])
def test_a_list_that_is_none_says_so(trackers):
    with pytest.raises(UnreadableError, match="trackers"):
        list(mapper.trackers(Node({"trackers": trackers})))


@pytest.mark.parametrize(
    ("said", "status", "kind", "message"),
    [
        ({"code": "RATE_LIMITED", "message": "slow"}, 403, "try_later", "RATE_LIMITED: slow"),
        ({"code": "APIKEY.INACTIVE", "message": "no"}, 200, "sign_in_again", "APIKEY.INACTIVE: no"),
        ({"code": "TRACKER.NOT_FOUND"}, 422, "not_found", "TRACKER.NOT_FOUND"),
        ({"code": "X", "message": None, "errors": None}, 404, "not_found", "X"),
        ({"code": "X", "message": ["a", "b", 5]}, 422, "refused", "X: a; b"),
        ({"code": "X", "errors": ["bad", {"field": "f", "message": "m"}, 5, {}]}, 200, "refused",
         "X (bad; f: m)"),
        ({"code": None, "message": "down"}, 503, "try_later", "down"),
        ("No such key", 401, "sign_in_again", "No such key"),
        ({}, 200, "refused", "an error without words"),
        (True, 200, "refused", "an error without words"),
        ([1], 200, "refused", "an error without words"),
    ],
)  # fmt: skip
def test_an_error_is_one_whatever_the_status_says(said, status, kind, message):
    trouble = mapper.trouble(Document({"error": said}, status))
    assert (trouble.kind, trouble.message) == (kind, message)


@pytest.mark.parametrize("said", [None, "", False, []])
def test_no_error_is_none(said):
    assert mapper.trouble(Document({"error": said, "id": "trk_1"})) is None


def test_a_carrier_is_named_only_where_it_is_certain():
    assert statuses.carrier("Canada-Post ") == "CanadaPost"
    assert [statuses.carrier(name) for name in ("DHL", "Standard shipping", "", None)] == [None] * 4


@pytest.mark.parametrize(
    ("spoilt", "path"),
    [
        ({"signed_by": []}, "signed_by"),
        ({"est_delivery_date": "zz"}, "est_delivery_date"),
        ({"public_url": {}}, "public_url"),
        ({"status_detail": True}, "status_detail"),
        ({"carrier_detail": {"guaranteed_delivery_date": "soon"}}, "guaranteed_delivery_date"),
        ({"carrier_detail": {"est_delivery_date_local": []}}, "est_delivery_date_local"),
    ],
)
def test_an_unreadable_extra_is_left_out_and_told(spoilt, path):
    lapses = Lapses()
    good = made_up()
    read = mapper.record(Node({**good, **spoilt}), lapses)
    assert len(read.observations) == len(good["tracking_details"])
    assert [path in reason for reason in lapses.reasons] == [True]


def test_one_scan_with_a_bad_time_leaves_the_others():
    good = detail("in_transit", "2026-11-20T10:00:00Z", "good")
    for bad in ({**good, "datetime": "zz"}, {**good, "status": []}, "no scan", 7):
        lapses = Lapses()
        read = mapper.shipment(
            Node(tracker(CODE, good) | {"tracking_details": [good, bad]}), lapses
        )
        assert [scan.text for scan in read.scans] == ["good"]
        assert "tracking_details[1]" in lapses.reasons[0]


def test_a_scan_with_a_bad_place_keeps_its_time():
    bad = {**detail("in_transit", "2026-11-20T10:00:00Z", "good"), "carrier_code": []}
    bad["tracking_location"] = {"city": [], "country": "AT"}
    lapses = Lapses()
    [scan] = mapper.shipment(Node(tracker(CODE, bad)), lapses).scans
    assert (scan.text, scan.place) == ("good", Place(None, None, "AT"))
    assert len(lapses.reasons) == 2


@pytest.mark.parametrize("said", [True, "true", "True"])
def test_a_return_is_one_however_its_flag_is_written(said: object):
    assert mapper.shipment(Node(tracker(CODE) | {"is_return": said})).is_return
    assert not mapper.shipment(Node(tracker(CODE) | {"is_return": "false"})).is_return


def test_a_number_told_as_a_fraction_of_nothing_is_its_digits():
    assert mapper.shipment(Node(tracker(CODE) | {"tracking_code": 1.0e15})).number == f"{10**15}"
