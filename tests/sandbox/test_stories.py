"""The twelve stories, told by store, carrier and mailbox, are right in every line."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from itertools import pairwise

import pytest

from agent_console.domain import identity
from agent_console.sandbox.dates import WEEKDAYS
from agent_console.sandbox.letters import Form
from agent_console.sandbox.world import World
from tests.sandbox.conftest import NOW
from tests.sandbox.stories import KEYS, Story, gather

STARTS = (
    NOW,
    datetime(2026, 11, 22, 9, 30, tzinfo=UTC),
    datetime(2026, 11, 23, 0, 20, tzinfo=UTC),
    datetime(2026, 7, 1, 23, 50, tzinfo=UTC),
)
ENDS: Mapping[str, list[tuple[str, str]]] = {
    "on_time": [("delivered", "arrived_at_destination")],
    "weather_delay": [("delivered", "arrived_at_destination"), ("in_transit", "delayed")],
    "no_scan": [("pre_transit", "label_created")],
    "delivered_not_received": [("delivered", "arrived_at_destination")],
    "failed_attempt": [("failure", "delivery_exception")],
    "customs": [("failure", "transit_exception")],
    "bad_address": [("failure", "awaiting_information")],
    "damaged": [("delivered", "arrived_at_destination")],
    "return_to_sender": [("return_to_sender", "return")],
    "split_late": [("delivered", "arrived_at_destination"), ("pre_transit", "label_created")],
    "return_refund": [
        ("delivered", "arrived_at_destination"),
        ("in_transit", "arrived_at_facility"),
    ],
    "two_emails": [("out_for_delivery", "out_for_delivery")],
}
NUMBERS = re.compile(r"\b(?:1\d{4})\b")
LONG_NUMBERS = re.compile(r"\b\d{12,22}\b")


@lru_cache(maxsize=8)
def world_at(now: datetime) -> World:
    return World(now)


@pytest.fixture(params=STARTS, ids=lambda now: f"{now:%A %H:%M}")
def begun(request) -> World:
    """A world that begins at some day and hour, and that nobody moves."""
    return world_at(request.param)


@pytest.fixture(params=KEYS)
def story(request, begun) -> Story:
    return gather(begun, request.param)


def told(begun: World, key: str) -> Story:
    return gather(begun, key)


def test_the_stories_are_the_twelve(world):
    assert sorted(world.stories) == sorted(KEYS)


@pytest.mark.parametrize("key", KEYS)
def test_each_carrier_ends_where_the_story_says(begun, key):
    found = [one.scans[-1].words for one in gather(begun, key).parcels()]
    assert sorted((one.status, one.detail) for one in found) == sorted(ENDS[key])


def test_every_story_is_told_by_all_three(story):
    assert story.orders
    assert story.parcels()
    assert any(not one.is_ours for one in story.letters)


def test_no_text_has_a_blank_left(story):
    texts = [*story.notes(), *(one.text for one in story.letters)]
    texts += [one.subject for one in story.letters]
    assert all(text.strip() and not set("{}") & set(text) for text in texts)


def test_letters_answer_what_was_written_before(begun, story):
    for one in story.letters:
        assert one.at <= begun.now
        if one.answers is not None:
            assert one.answers.at < one.at
            assert one.answers.message_id in one.thread


def test_texts_name_only_numbers_of_the_story(story):
    orders = {one.code for one in story.orders}
    parcels = {one.parcel.number for one in story.consignments}
    for text in [*story.notes(), *(f"{one.subject} {one.text}" for one in story.letters)]:
        assert set(LONG_NUMBERS.findall(text)) <= parcels
        named = {code for code in NUMBERS.findall(text) if f"order {code}" in text}
        assert named <= orders


def test_store_and_carrier_tell_the_same_deliveries(story):
    for one in story.consignments:
        if not one.is_return:
            is_delivered = one.scans[-1].words.status == "delivered"
            assert is_delivered is (one.parcel.state == "Delivered")


def test_the_jacket_is_late_and_its_day_has_moved(begun):
    parcels = told(begun, "weather_delay").parcels()
    [jacket] = [one for one in parcels if one.parcel.state == "Shipped"]
    first, last = jacket.scans[1].estimate, jacket.scans[-1].estimate
    assert first.day < begun.now.date() < last.day
    assert any(one.words.detail == "weather_delay" for one in jacket.scans)


def test_her_mail_and_the_note_name_the_same_day(begun):
    story = told(begun, "weather_delay")
    [note] = [one for one in story.notes() if "Helena leaves" in one]
    [day] = re.findall(r"on (\w+) morning", note)
    assert any(f"on {day} morning" in one.text for one in story.letters)


def test_what_was_never_scanned_is_never_scanned():
    world = World(NOW)
    no_scan, split = gather(world, "no_scan"), gather(world, "split_late")
    for _ in range(700):
        world.step(NOW + timedelta(hours=1))
    waiting = [*no_scan.parcels(), *(one for one in split.parcels() if one.parcel.carrier == "GLS")]
    assert [len(one.scans) for one in waiting] == [1, 1]
    assert {one.parcel.state for one in waiting} == {"Shipped"}


def test_stories_stay_true_while_the_world_moves():
    world = World(NOW)
    for _ in range(700):
        world.step(NOW + timedelta(hours=1))
    for key in set(KEYS) - {"two_emails"}:
        before = dict.fromkeys(status for status, _ in ENDS[key])
        after = {one.scans[-1].words.status for one in gather(world, key).parcels()}
        assert ("delivered" in after) is ("delivered" in before), key
    attempted = gather(world, "failed_attempt").parcels()[0]
    assert "delivery_exception" in {one.words.detail for one in attempted.scans}
    assert gather(world, "return_to_sender").parcels()[0].scans[-1].words.detail == "return"


def test_the_neighbour_has_no_name(begun):
    [parcel] = told(begun, "delivered_not_received").parcels()
    assert parcel.signed_by == "B."
    texts = [one.text for one in told(begun, "delivered_not_received").letters]
    there = parcel.scans[-1].at.astimezone(parcel.home.zone)
    assert f"um {there:%H:%M} Uhr" in texts[0]


def test_the_missed_door_is_known_as_an_attempt(begun):
    [parcel] = told(begun, "failed_attempt").parcels()
    assert parcel.scans[-1].words.text.endswith("the consignee was absent.")
    automatic = [one for one in told(begun, "failed_attempt").letters if one.form is Form.AUTOMATIC]
    assert len(automatic) == 1


def test_the_carrier_asks_for_the_house_number(begun):
    story = told(begun, "bad_address")
    assert story.order.address.street == "17 Rue du Mail"
    [notice] = _notices(begun, story)
    asked = story.parcels()[0].scans[-1]
    assert asked.at < notice.at < asked.at + timedelta(minutes=5)


def test_the_carrier_writes_that_a_parcel_came(begun):
    story = told(begun, "on_time")
    [notice] = _notices(begun, story)
    came = story.parcels()[0].scans[-1]
    assert came.at < notice.at < came.at + timedelta(minutes=5)


def _notices(world, story):
    """Return what machines wrote about the first parcel of a story."""
    number = story.parcels()[0].parcel.number
    written = [one for one in world.ledger.letters if one.form is Form.NOTICE]
    return [one for one in written if number in one.text]


def test_pictures_come_after_they_were_asked_for(begun):
    letters = told(begun, "damaged").letters
    assert [one.files for one in letters] == [(), (), ("lantern.png", "box.png")]
    assert letters[1].is_ours


def test_the_tent_is_under_way_and_the_money_waits(begun):
    story = told(begun, "return_refund")
    [back] = [one for one in story.parcels() if one.is_return]
    assert back.origin.city == "Köln"
    assert back.destination.city == "Linz"
    [refund] = story.order.money.refunds
    assert (refund.total, refund.state) == (32900, "Pending")
    assert refund.created > back.scans[1].at
    assert any(back.parcel.number in note for note in story.notes())
    assert any(
        one.files == ("label.pdf",) and back.parcel.number in one.text for one in story.letters
    )


def test_the_first_answer_went_to_an_old_address(begun):
    story = told(begun, "split_late")
    [person] = story.people
    [bounce] = [one for one in begun.ledger.letters if one.form is Form.BOUNCE]
    old = bounce.answers.to.address
    assert old != person.email
    assert any(one.data.get("oldEmailAddress") == old for one in person.history)
    [again] = [one for one in story.letters if one.is_ours and "ancienne adresse" in one.text]
    assert again.to.address == person.email


def test_one_person_writes_from_two_addresses(begun):
    story = told(begun, "two_emails")
    marys = {one.email for one in story.people if one.first == "Mary"}
    thread = [one for one in story.letters if "hose" in one.subject]
    assert {one.sender.address for one in thread if not one.is_ours} == marys
    phones = [identity.phone(one.phone or "", "AT") for one in story.people]
    assert {one.value for one in phones if one} == {"+447700900128"}, (
        "as a shop in Austria reads it"
    )
    assert len({one.phone for one in story.people}) > 1, "each spelled it differently"


def test_refunds_are_promised_only_after_their_approval(begun):
    for key, minor in (("weather_delay", 2400), ("split_late", 350), ("return_refund", 32900)):
        story = gather(begun, key)
        refunds = [one for order in story.orders if order.money for one in order.money.refunds]
        assert [(one.total, one.state) for one in refunds] == [(minor, "Pending")]


def test_promises_fall_on_days_people_work(begun):
    texts = [text for key in KEYS for text in gather(begun, key).notes()]
    assert not any("Sunday" in text for text in texts)


def test_nobody_of_the_service_writes_on_sundays(begun):
    letters = [one for key in KEYS for one in gather(begun, key).letters]
    ours = {one.at.weekday() for one in letters if one.is_ours}
    assert ours
    assert 6 not in ours


def test_letters_are_kept_in_the_order_of_time(begun):
    assert all(a.at <= b.at for a, b in pairwise(begun.ledger.letters))


def test_staff_write_to_each_other_in_one_language(begun):
    note = next(one for one in told(begun, "delivered_not_received").notes() if "birthday" in one)
    named = re.search(r"present for (\w+)\.", note)
    assert named
    assert named[1] in WEEKDAYS["en"]
