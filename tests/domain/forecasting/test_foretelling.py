"""What is said of a parcel at the edges: too few like it, long under way, closed days."""

from datetime import date, timedelta

import pytest

from agent_console.domain.forecasting import delivery_days
from agent_console.domain.forecasting.foretelling import forecast, plain_median
from agent_console.domain.forecasting.learning import Learned, learned
from agent_console.domain.forecasting.samples import Area, Finished, Sent, day_of, unusable
from agent_console.domain.moment import Moment, instant
from agent_console.domain.tracking.forecast import Forecast
from tests.fakes.records import at

MONDAY, DAY = date(2026, 3, 2), timedelta(days=1)
GRAZ, BERLIN, WARSAW = Area("AT", "", "8010"), Area("DE", "", "10115"), Area("PL", "", "00001")


def came(number: int, took: int = 3, where: Area = BERLIN, **more: str) -> Finished:
    """Return the so-manieth of parcels that leave one a day."""
    shipped = MONDAY + DAY * number
    return Finished(Sent("DHL", shipped, GRAZ, where, **more), shipped + DAY * took)


def sent(day: int = 60, where: Area = BERLIN, carrier: str = "DHL") -> Sent:
    return Sent(carrier, MONDAY + DAY * day, GRAZ, where)


def foretold(parcels: list[Finished], one: Sent, after: int = 0) -> Forecast:
    return forecast(learned(parcels), one, one.shipped + DAY * after)


@pytest.mark.parametrize(("count", "days"), [(0, None), (1, None), (29, None), (30, 3)])
def test_with_fewer_than_thirty_parcels_there_is_no_day(count, days):
    one = sent()
    told = foretold([came(at) for at in range(count)], one)
    assert told.samples == count
    assert told.half == (days and one.shipped + DAY * days)
    assert (told.most is None) == (told.half is None)


def test_another_carrier_teaches_nothing():
    told = foretold([came(at) for at in range(50)], sent(carrier="UPS"))
    assert (told.half, told.most, told.samples) == (None, None, 0)


def test_a_way_with_too_few_parcels_goes_by_its_carrier_and_says_so():
    parcels = [*(came(at) for at in range(50)), *(came(at, 9, WARSAW) for at in range(9))]
    berlin, warsaw = foretold(parcels, sent()), foretold(parcels, sent(where=WARSAW))
    assert (berlin.samples, berlin.like) == (50, "DHL, AT 80… to DE 10…")
    assert (warsaw.samples, warsaw.like) == (59, "DHL")
    assert warsaw.half == sent().shipped + 3 * DAY


def test_what_parcels_have_in_common_is_said_as_narrowly_as_it_is_known():
    graz = Area("AT", "Graz")
    mondays = [
        Finished(Sent("DHL", MONDAY + 7 * DAY * at, graz, BERLIN, "express"), MONDAY + 7 * DAY * at)
        for at in range(40)
    ]
    one = Sent("DHL", MONDAY + 300 * DAY, graz, BERLIN, "express")
    assert foretold(mondays, one).like == "DHL express, Graz to DE 10…"
    one = Sent("DHL", MONDAY + 301 * DAY, graz, BERLIN, "express")
    assert foretold(mondays, one).like == "DHL express, Graz to DE 10…, sent on a Monday"
    one = Sent("DHL", MONDAY + 301 * DAY, graz, WARSAW, "express")
    assert foretold(mondays, one).like == "DHL express"
    assert foretold(mondays, Sent("UPS", MONDAY)).like == "UPS"


def test_half_and_most_lie_where_the_shares_are():
    parcels = [came(at, 2 if at % 10 < 6 else 4) for at in range(100)]
    told = foretold(parcels, sent(101))
    assert (told.half, told.most) == (MONDAY + 103 * DAY, MONDAY + 105 * DAY)


def test_what_is_under_way_comes_no_earlier_than_today():
    parcels = [came(at, 2 if at % 10 < 8 else 6) for at in range(100)]
    one = sent(101)
    early, late = foretold(parcels, one), foretold(parcels, one, after=3)
    assert early.half == one.shipped + 2 * DAY
    assert (late.half, late.most) == (one.shipped + 6 * DAY, one.shipped + 6 * DAY)


def test_what_is_under_way_for_longer_than_any_before_has_no_day():
    told = foretold([came(at) for at in range(50)], sent(), after=4)
    assert (told.half, told.most, told.samples) == (None, None, 50)


def test_what_happened_lately_counts_more():
    parcels = [came(at, 2 if at < 200 else 5) for at in range(240)]
    assert foretold(parcels, sent(241)).half == sent(246).shipped


def test_the_carrier_who_is_always_a_day_early_is_put_right():
    def estimated(at: int) -> Finished:
        took = 2 + at * 7 % 5
        day = MONDAY + DAY * at
        return Finished(
            Sent("DHL", day, GRAZ, BERLIN, "", day + DAY * (took - 1)), day + DAY * took
        )

    found = learned([estimated(at) for at in range(150)])
    for days in (1, 4):
        one = Sent("DHL", MONDAY + 151 * DAY, GRAZ, BERLIN, "", MONDAY + DAY * (151 + days))
        assert forecast(found, one, one.shipped).half == one.shipped + DAY * (days + 1)


def test_nothing_comes_on_the_days_on_which_nothing_ever_came():
    def on_workdays(at: int) -> Finished:
        day = MONDAY + DAY * at
        weekend = {4: 3, 5: 2}.get(day.weekday(), 1)
        return Finished(Sent("DHL", day, GRAZ, BERLIN), day + DAY * weekend)

    found = learned([on_workdays(at) for at in range(60) if at % 7 != 6])
    friday = sent(60)
    assert friday.shipped.weekday() == 4
    assert forecast(found, friday, friday.shipped).half == friday.shipped + 3 * DAY


def test_with_too_few_parcels_every_day_is_open():
    found = delivery_days.learned([came(at) for at in range(29)])
    assert found.of(sent()) is delivery_days.EVERY_DAY


def test_holidays_are_learned_and_a_long_standstill_is_none():
    days = [MONDAY + DAY * at for at in range(120)]
    shut = {days[20], *days[60:70]}
    parcels = [
        Finished(Sent("DHL", day - DAY, GRAZ, BERLIN), day)
        for day in days
        if day not in shut
        for _ in range(8)
    ]
    found = delivery_days.learned(parcels).of(sent())
    assert found.holidays == {(days[20].month, days[20].day)}


def test_days_of_delivery_are_counted_both_ways():
    week = delivery_days.DeliveryDays(frozenset({5, 6}))
    friday, monday = MONDAY + 4 * DAY, MONDAY + 7 * DAY
    assert week.between(friday, monday) == 1 == -week.between(monday, friday)
    assert week.between(friday, friday + DAY) == 0
    assert week.after(friday, 0) == friday
    assert week.after(friday, 1) == monday


def test_the_plain_median_knows_the_way_only():
    found = learned([*(came(at) for at in range(40)), *(came(at, 9, WARSAW) for at in range(30))])
    assert (plain_median(found, sent()), plain_median(found, sent(where=WARSAW))) == (3, 9)
    assert plain_median(Learned(), sent()) is None


@pytest.mark.parametrize(
    ("shipped", "delivered", "why"),
    [
        (None, MONDAY, "it was never scanned before it came"),
        (MONDAY, MONDAY - DAY, "it came before it left"),
        (MONDAY, MONDAY, None),
        (MONDAY, MONDAY + 60 * DAY, None),
        (MONDAY, MONDAY + 61 * DAY, "it took more than 60 days"),
    ],
)
def test_what_cannot_be_is_not_learned_from(shipped, delivered, why):
    assert unusable(shipped, delivered) == why


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (None, None),
        (Moment(), None),
        (Moment(local="2026-03-02"), MONDAY),
        (Moment(utc=at(0), local="2026-03-02T23:30:00", offset="-08:00"), MONDAY),
        (Moment(local="2026-03-29T02:30:00"), date(2026, 3, 29)),
        (instant(at(0)), date(2026, 11, 20)),
    ],
)
def test_a_day_is_that_of_the_place_where_it_was_told(moment, day):
    assert day_of(moment) == day


@pytest.mark.parametrize(
    ("area", "name"),
    [
        (Area(), ""),
        (Area("DE"), "DE"),
        (Area("de", "", "10115"), "DE-10"),
        (Area("US", "TN"), "US-TN"),
        (Area("GB", "", "W1 A"), "GB-W1"),
    ],
)
def test_a_part_of_a_country_is_named_as_far_as_it_was_told(area, name):
    assert area.narrow() == name
