"""What the worker learns at its turns, how much of it, and when."""

from datetime import UTC, date, datetime, timedelta

import pytest

from agent_console.domain.forecasting.samples import Area, Sent
from agent_console.ports.tracking.forecasting import FirstSaid, Sighted
from agent_console.sync.learning import AT_ONCE, BATCHES, Learning
from tests.fakes.clock import FixedClock
from tests.fakes.journeys import MemoryJourneys

MONDAY, DAY, HOUR = date(2026, 3, 2), timedelta(days=1), timedelta(hours=1)
NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
GRAZ, BERLIN = Area("AT", "Graz"), Area("DE", "", "10115")


def came(number: int, took: int = 3) -> Sighted:
    day = MONDAY + DAY * number
    at = datetime(day.year, day.month, day.day, 8, tzinfo=UTC)
    sent, there = Sent("DHL", day, GRAZ, BERLIN), day + DAY * took
    scans = (at, at + 9 * HOUR, at + DAY)
    return Sighted(number, number, there, is_over=True, sent=sent, delivered=there, scans=scans)


def moving(number: int, days: int = 0, estimated: int | None = None) -> Sighted:
    shipped = NOW.date() - DAY * days
    day = None if estimated is None else shipped + DAY * estimated
    sent = Sent("DHL", shipped, GRAZ, BERLIN, "", day)
    return Sighted(number, number, NOW.date(), is_over=False, sent=sent)


def turned(*parcels: Sighted) -> MemoryJourneys:
    book = MemoryJourneys(list(parcels))
    Learning(book, FixedClock(NOW)).turn()
    return book


@pytest.mark.parametrize(("count", "lessons"), [(0, 0), (29, 0), (30, 1)])
def test_it_is_learned_once_enough_parcels_came(count, lessons):
    assert len(turned(*(came(at) for at in range(count))).taught) == lessons


def test_the_pauses_are_learned_with_the_days():
    book = turned(*(came(at) for at in range(30)))
    assert book.gaps.usual_gap("DHL", "AT-GRAZ>DE-10") == 15 * HOUR


def test_a_turn_takes_up_no_more_than_its_share():
    most = AT_ONCE * BATCHES
    book = MemoryJourneys([moving(at) for at in range(most + 10)])
    learning = Learning(book, FixedClock(NOW))
    assert (learning.turn(), learning.turn(), learning.turn()) == (most, 10, 0)
    assert max(book.sizes) == AT_ONCE


def test_what_was_learned_before_is_not_learned_again():
    book = turned(*(came(at) for at in range(40)))
    later = Learning(book, FixedClock(NOW + 9 * DAY))
    later.turn()
    assert len(book.taught) == 1
    book.waiting.append(moving(99))
    later.turn()
    _, told = book.kept[99]
    assert told is not None
    assert told.half == NOW.date() + 3 * DAY


def test_of_a_parcel_that_just_left_it_is_kept_what_was_said():
    book = turned(*(came(at) for at in range(40)))
    book.waiting += [moving(91, 0, 2), moving(92, 1), moving(93, 2)]
    Learning(book, FixedClock(NOW)).turn()
    said = {at: book.kept[at][0].first_said for at in (91, 92, 93)}
    today, third = NOW.date(), NOW.date() + 3 * DAY
    assert said[91] == FirstSaid(third, third, third, today + 2 * DAY)
    assert said[92].half == third - DAY
    assert said[93] == FirstSaid(), "it is under way for too long to have been asked at first"


def test_what_was_said_at_first_stays():
    book = turned(*(came(at) for at in range(40)), moving(91, 0, 2))
    first = book.kept[91][0].first_said
    assert first.estimated == NOW.date() + 2 * DAY
    book.again(91, by=NOW.date() + DAY)
    Learning(book, FixedClock(NOW)).turn()
    assert book.kept[91][0].first_said == first


def test_what_nobody_scanned_or_what_is_over_has_no_forecast():
    unscanned = Sighted(91, 91, NOW.date(), is_over=False)
    lost = Sighted(92, 92, NOW.date(), is_over=True, trouble="nobody says when it came")
    book = turned(*(came(at) for at in range(40)), unscanned, lost)
    assert [book.kept[at][1] for at in (91, 92, 3)] == [None, None, None]
