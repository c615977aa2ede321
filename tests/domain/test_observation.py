"""Who says the same says it once; the same minute is one event; no zone joins a zone."""

from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta

import pytest

from agent_console.domain.event import MOST, Heard, Minutes, Teller, join, lead
from agent_console.domain.moment import Moment, instant
from agent_console.domain.money import Money
from agent_console.domain.observation import (
    Channel,
    Direction,
    EntryKind,
    Observation,
    Subject,
    SubjectKind,
)
from agent_console.domain.parcel import Fault, Place

NOON = datetime(2026, 11, 22, 12, 0, 30, tzinfo=UTC)
GRAZ, WIEN = Place("Graz"), Place("Wien")
PARCEL = Subject(SubjectKind.PARCEL, "dhl:0034")
SCAN = Observation(PARCEL, EntryKind.SCAN, "delivered", instant(NOON), place=GRAZ)
NOTE = Observation(Subject(SubjectKind.ORDER, "7"), EntryKind.NOTE, "order", instant(NOON), "n1")
OTHERWISE = {
    "kind": EntryKind.SYSTEM,
    "status": "in_transit",
    "moment": instant(NOON + timedelta(seconds=1)),
    "external_id": "x",
    "code": "x",
    "text": "x",
    "detail": "x",
    "what": "x",
    "place": WIEN,
    "amount": Money(1, "EUR"),
    "order": "x",
    "shipment": "x",
    "channel": Channel.SMS,
    "direction": Direction.INBOUND,
    "author": "x",
}


def at(moment: Moment, place: Place | None = GRAZ) -> Observation:
    return replace(SCAN, moment=moment, place=place)


def wall(time: str, place: Place | None = GRAZ) -> Observation:
    return at(Moment(local=f"2026-11-22T{time}"), place)


def same(one: Observation, other: Observation) -> bool:
    """Say whether two sources tell one event."""
    return one.group("ups") == other.group("easypost")


def test_the_same_said_again_is_the_same():
    assert SCAN.fingerprint() == replace(SCAN).fingerprint()
    assert 0 <= SCAN.fingerprint() < 2**63


def test_every_field_but_the_subject_is_tried():
    assert {"subject", "fault", *OTHERWISE} == {one.name for one in fields(Observation)}


def test_a_saying_stays_the_same_once_we_know_by_whose_fault_it_is():
    assert replace(SCAN, fault=Fault.WEATHER).fingerprint() == SCAN.fingerprint()


@pytest.mark.parametrize("field", OTHERWISE)
def test_whatever_differs_is_another_saying_of_its_subject(field):
    one = NOTE if field == "shipment" else SCAN
    assert replace(one, **{field: OTHERWISE[field]}).fingerprint() != one.fingerprint()


def test_a_scan_is_the_same_once_its_number_was_put_right():
    assert replace(SCAN, shipment="0034").fingerprint() == SCAN.fingerprint()


def test_one_scan_of_two_sources_is_one_event():
    assert same(SCAN, replace(SCAN, code="DL", text="Zugestellt", external_id="7"))
    assert same(SCAN, at(instant(NOON.replace(second=59))))
    assert same(SCAN, at(instant(NOON), WIEN)), "an instant needs no place"
    assert same(wall("10:00:05"), wall("10:00:55"))
    assert same(wall("10:00:00", Place("GRAZ")), wall("10:00:00"))


def test_another_minute_or_status_is_another_event():
    assert not same(SCAN, at(instant(NOON + timedelta(minutes=1))))
    assert not same(SCAN, at(instant(NOON.replace(second=0) - timedelta(seconds=1))))
    assert not same(SCAN, replace(SCAN, status="in_transit"))
    assert not same(wall("10:00:00"), wall("10:01:00"))
    assert not same(wall("10:00:00"), wall("10:00:00", WIEN))
    assert not same(wall("10:00:00"), wall("10:00:00", None))


def test_no_zone_never_joins_a_zone():
    told = Moment(local="2026-11-22T12:00:30")
    assert not same(SCAN, at(told))
    assert not same(SCAN, at(told, None))


@pytest.mark.parametrize("moment", [Moment(), Moment(local="2026-11-22")])
def test_without_a_minute_nothing_is_joined(moment):
    arrived, left = replace(at(moment), text="Arrived"), replace(at(moment), text="Left")
    assert arrived.group("ups") != left.group("ups")
    assert not same(arrived, arrived)
    assert arrived.group("ups") == replace(arrived).group("ups")


def test_a_corrected_record_stays_one_event():
    assert NOTE.group("shop") == replace(NOTE, text="corrected").group("shop")
    assert NOTE.group("shop") != NOTE.group("outlet")
    assert NOTE.group("shop") != replace(NOTE, external_id="n2").group("shop")
    assert NOTE.group("shop") != replace(NOTE, kind=EntryKind.REFUND).group("shop")


def places(*tellers: Teller) -> list[int]:
    """Return which event of its minute each scan becomes part of."""
    there: Minutes = {}
    groupings = [join(there, SCAN.group("ups"), one) for one in tellers]
    return [list(dict.fromkeys(groupings)).index(one) for one in groupings]


def test_only_other_sources_join_a_scan_of_a_minute():
    arrived, left = Teller(1, "a", ("AR", "Arrived", "Graz")), Teller(1, "a", ("DP", "Left", None))
    assert places(arrived, left) == [0, 1]
    assert places(arrived, replace(arrived, record="b")) == [0, 1], "each has a name of its own"
    assert places(arrived, replace(arrived, source=2), replace(arrived, source=3)) == [0, 0, 0]
    heard_of = (replace(left, source=2), replace(arrived, source=2))
    assert places(arrived, left, *heard_of) == [0, 1, 1, 0], "each joins what it is most like"


def test_what_a_source_tells_no_more_was_put_right():
    wrong, right = Teller(1, "a", ("", "Arived", "Graz"), is_told=False), Teller(1, "a", ("",))
    assert places(wrong, replace(right, words=("", "Arrived", "Graz"))) == [0, 0]
    assert places(wrong, replace(right, record="b")) == [0, 1]


def test_a_minute_holds_no_more_than_one_can_read():
    many = [Teller(1, "a", (str(at),)) for at in range(MOST + 9)]
    assert len(set(places(*many))) == MOST


def heard(observation: Observation, minute: int) -> Heard:
    return Heard(observation, NOON + timedelta(minutes=minute))


def test_the_best_dated_scan_leads_then_the_first():
    exact, vague = heard(SCAN, 9), heard(wall("10:00:00"), 1)
    assert lead([vague, exact]) == lead([exact, vague]) == exact
    early, late = heard(SCAN, 1), heard(replace(SCAN, text="later"), 2)
    assert lead([late, early]) == early
    untold, day = heard(at(Moment()), 1), heard(at(Moment(local="2026-11-22")), 2)
    assert lead([untold, day]) == day


def test_of_all_else_the_latest_word_counts():
    first, corrected = heard(NOTE, 1), heard(replace(NOTE, text="corrected"), 2)
    assert lead([corrected, first]) == lead([first, corrected]) == corrected
