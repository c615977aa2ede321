"""The way of a parcel in days: promise, estimate, now, how late, and how sure."""

import itertools
from dataclasses import replace
from datetime import UTC, date, timedelta

import pytest

from agent_console.domain.customer import KnownOrder, KnownParcel
from agent_console.domain.moment import Moment, instant
from agent_console.domain.parcel import ParcelStatus
from agent_console.domain.profile import ProfileId
from agent_console.domain.tracking.forecast import Forecast
from agent_console.ui.screens.customer.parcels.row import ParcelRow
from agent_console.ui.screens.customer.parcels.strip import COLUMNS
from agent_console.ui.screens.customer.parcels.way import Track, Way, by_clock
from agent_console.ui.screens.customer.viewmodel import CustomerPage
from agent_console.ui.shell.start import Built
from agent_console.ui.widgets.times import Times
from tests.fakes.desk import NOW, MemoryDesk, StillClock
from tests.ui.conftest import until
from tests.ui.invented import tracked_by_carrier

TIMES = Times(StillClock(), UTC)
TODAY = NOW.date()


def day(days: int) -> Moment:
    """Return a day as a carrier tells it: Saturday 21 November and so many days."""
    return Moment(local=str(TODAY + timedelta(days=days)))


@pytest.fixture
def known(memory: MemoryDesk) -> KnownOrder:
    return memory.everybody[ProfileId(1)].customer.orders[0]


@pytest.fixture
def parcel(known: KnownOrder) -> KnownParcel:
    """A parcel on its way, of an order placed four days ago."""
    return known.parcels()[0]


def told(parcel: KnownParcel, forecast: Forecast | None = None, **more: object) -> KnownParcel:
    return replace(parcel, shipment=replace(parcel.shipment, **more), forecast=forecast)


def way(known: KnownOrder, parcel: KnownParcel) -> Way:
    return Way.of(known, parcel, TIMES)


@pytest.mark.parametrize(
    ("promised", "estimated", "days"),
    [
        (None, 2, 0),
        (-1, None, 1),
        (0, None, 0),
        (-1, 2, 3),
        (1, 2, 1),
        (2, 2, 0),
        (3, 2, 0),
        (-3, -2, 3),
    ],
)
def test_late_is_what_misses_its_promise(
    known: KnownOrder, parcel: KnownParcel, promised: int | None, estimated: int | None, days: int
):
    days_of = {"promised": promised, "estimated": estimated}
    moments = {name: None if n is None else day(n) for name, n in days_of.items()}
    assert way(known, told(parcel, **moments)).days_late() == days


@pytest.mark.parametrize("status", ["delivered", "cancelled", "return_to_sender"])
def test_what_does_not_come_any_more_is_not_late(
    known: KnownOrder, parcel: KnownParcel, status: str
):
    over = told(parcel, status=status, promised=day(-3), delivered=day(-1))
    assert way(known, over).days_late() == 0
    assert way(known, over).late() == ""


def test_late_is_said_in_words(known: KnownOrder, parcel: KnownParcel):
    assert way(known, told(parcel, promised=day(-1))).late() == "1 day late"
    assert way(known, told(parcel, promised=day(-1), estimated=day(2))).late() == "3 days late"


def test_a_promise_names_its_month_where_that_is_not_this_time(
    known: KnownOrder, parcel: KnownParcel
):
    assert way(known, told(parcel, promised=day(-1))).promise() == "promised Fri 20"
    assert way(known, told(parcel, promised=day(20))).promise() == "promised Fri 11 Dec"
    assert way(known, parcel).promise() == ""


def test_a_way_runs_from_the_order_to_what_comes_last(known: KnownOrder, parcel: KnownParcel):
    late = told(parcel, promised=day(-1), estimated=day(2))
    assert way(known, late).track() == Track(4 / 6, 3 / 6, 1.0, is_late=True)
    early = told(parcel, promised=day(4), estimated=day(2))
    assert way(known, early).track() == Track(4 / 8, 1.0, 6 / 8)


def test_what_arrived_is_at_its_end(known: KnownOrder, parcel: KnownParcel):
    arrived = told(parcel, status=ParcelStatus.DELIVERED, delivered=day(-1), promised=day(-2))
    assert way(known, arrived).track() == Track(1.0)


def test_without_promise_and_estimate_there_is_no_line(known: KnownOrder, parcel: KnownParcel):
    assert way(known, parcel).track() is None


def test_an_order_of_today_that_comes_today_is_no_accident(known: KnownOrder, parcel: KnownParcel):
    today = replace(known, order=replace(known.order, placed=instant(NOW)))
    assert way(today, told(parcel, estimated=day(0))).track() == Track(1.0, None, 1.0)


@pytest.mark.parametrize(
    ("half", "most", "words"),
    [
        (3, 4, "likely Tue, 9 of 10 by Wed"),
        (3, 3, "9 of 10 by Tue"),
        (-1, 4, "9 of 10 by Wed"),
        (6, 7, "likely Fri, 9 of 10 by Sat 28 Nov"),
        (-3, -1, "9 of 10 by Fri 20 Nov"),
    ],
)
def test_how_sure_it_is_is_said_in_days(
    known: KnownOrder, parcel: KnownParcel, half: int, most: int, words: str
):
    days = (TODAY + timedelta(days=half), TODAY + timedelta(days=most))
    assert way(known, told(parcel, Forecast(*days, 412, "DHL"))).certainty() == words


def test_too_few_parcels_like_it_are_no_forecast(known: KnownOrder, parcel: KnownParcel):
    few = told(parcel, Forecast(None, None, 12, "DHL"))
    assert way(known, few).certainty() == "only 12 like it, no forecast"
    assert way(known, few).track() is None
    late = told(parcel, Forecast(None, None, 162, "DHL"))
    assert way(known, late).certainty() == "longer than nearly all like it"


def test_a_forecast_stands_in_for_an_estimate(known: KnownOrder, parcel: KnownParcel):
    likely = told(parcel, Forecast(date(2026, 11, 25), date(2026, 11, 26), 40, "DHL"))
    assert way(known, likely).track() == Track(0.5, None, 1.0)


def test_what_is_over_has_no_forecast(known: KnownOrder, parcel: KnownParcel):
    done = told(parcel, Forecast(TODAY, TODAY, 40, "DHL"), status="delivered", delivered=day(-1))
    assert way(known, done).certainty() == ""


@pytest.mark.parametrize(
    ("local", "words"),
    [
        ("2026-11-23T18:00:00", ", 18:00"),
        ("2026-11-23T00:00:00", ""),
        ("2026-11-23T23:59:59", ""),
        ("2026-11-23", ""),
    ],
)
def test_a_clock_is_said_where_one_was_told(local: str, words: str):
    assert by_clock(Moment(local=local)) == words
    assert by_clock(instant(NOW)) == "", "no wall clock was told"


def test_a_late_parcel_is_read_in_its_row(memory: MemoryDesk):
    found = memory.everybody[ProfileId(1)].customer
    late = tracked_by_carrier(
        found, "in_transit", promised=day(-1), estimated=Moment(local="2026-11-23T18:00:00")
    )
    row = CustomerPage(TIMES, late).parcels()[0]

    assert row.is_late
    assert row.spoken() == (
        "DHL, … 4022 115, Trail jacket M, moss, on its way, promised Fri 20, "
        "expected Mon 23 Nov, 18:00 · 3 days late, says easypost, 1 h"
    )


LATE = ParcelRow(
    "10482",
    "DHL",
    "… 4022 115",
    "Trail jacket M, moss",
    "on its way",
    "expected Mon 23 Nov, 18:00 · 3 days late",
    says="says easypost",
    age="1 h",
    promise="promised Fri 20",
    certainty="likely Tue, 9 of 10 by Wed",
    track=Track(4 / 6, 3 / 6, 1.0, is_late=True),
    is_late=True,
)


@pytest.mark.parametrize(
    ("wide", "kept"),
    [
        (2000, [column.word for column in COLUMNS if column.word != "order"]),
        (
            1020,
            [
                "carrier",
                "number",
                "content",
                "promise",
                "track",
                "status",
                "when",
                "certainty",
                "age",
            ],
        ),
        (600, ["carrier", "promise", "status", "when", "age"]),
        (440, ["carrier", "status", "when"]),
    ],
)
def test_the_state_and_its_day_stay_where_room_is_scarce(built: Built, wide: int, kept: list[str]):
    built.session.open_customer(ProfileId(1))
    until(built.session.is_settled)
    page = built.session.customers.current()
    assert page is not None
    page.view.strip.show_parcels([LATE])
    delegate = page.view.strip.itemDelegate()
    laid = delegate.columns(wide)

    assert [column.word for column, _, _ in laid] == kept
    assert all(x + room <= wide for _, x, room in laid)
    assert all(b[1] >= a[1] + a[2] for a, b in itertools.pairwise(laid))
