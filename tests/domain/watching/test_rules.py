"""Every rule just before and just at its limit, and what makes it hold no more."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from agent_console.domain.parcel import Fault, ParcelStatus
from agent_console.domain.tracking.forecast import Forecast
from agent_console.domain.watching.facts import Report, Sighted, Watched
from agent_console.domain.watching.looking import Finding, look
from agent_console.domain.watching.policy import ExceptionPolicy, Kind
from agent_console.machine.policies.exceptions import exception_policy

POLICY = exception_policy(Path(__file__).parents[3] / "resources/policies/exceptions.toml")
MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
HOUR, DAY, TICK = timedelta(hours=1), timedelta(days=1), timedelta(microseconds=1)
S = ParcelStatus


def parcel(status: ParcelStatus = S.IN_TRANSIT, **more: object) -> Sighted:
    """A parcel of which the last scan was on Monday."""
    seen = {"made": MONDAY, "shipped": MONDAY, "first_scan": MONDAY, "last_scan": MONDAY}
    return Sighted("N1", "DHL", "N1", status, **(seen | more))


def order(*parcels: Sighted, **more: object) -> Watched:
    return Watched(**({"row": 1, "number": "A-7", "placed": MONDAY, "is_open": True,
                       "parcels": parcels} | more))  # fmt: skip


def found(of: Watched, now: datetime, policy: ExceptionPolicy = POLICY) -> dict[Kind, Finding]:
    return {one.kind: one for one in look(of, policy, now).findings}


HOURS = {kind: POLICY.provisions[kind].hours * HOUR for kind in Kind}
WAITS = parcel(S.AVAILABLE_FOR_PICKUP)
CAME = replace(parcel(S.DELIVERED), delivered=MONDAY)
LABEL = parcel(S.PRE_TRANSIT)
UNTRACKED = parcel(S.PRE_TRANSIT, is_tracked=False, shipped=None, first_scan=None, last_scan=None)
LIMITS = [
    (Kind.NOT_SHIPPED, order(unsent=True), HOURS[Kind.NOT_SHIPPED]),
    (Kind.NOT_SHIPPED, order(UNTRACKED), HOURS[Kind.NOT_SHIPPED]),
    (Kind.NO_PICKUP, order(LABEL), HOURS[Kind.NO_PICKUP]),
    (Kind.STALLED, order(parcel()), HOURS[Kind.STALLED]),
    (Kind.STALLED, order(parcel(is_abroad=True)), 96 * HOUR),
    (Kind.STALLED, order(parcel(S.OUT_FOR_DELIVERY)), 24 * HOUR),
    (Kind.STALLED, order(parcel(usual_gap=30 * HOUR)), 60 * HOUR),
    (Kind.STALLED, order(parcel(usual_gap=HOUR)), 36 * HOUR),
    (Kind.LATE, order(parcel(promised=MONDAY + 5 * HOUR)), 5 * HOUR),
    (Kind.LATE, order(parcel(estimated=MONDAY + 5 * HOUR)), 17 * HOUR),
    (Kind.LOST, order(parcel()), 14 * DAY),
    (Kind.PICKUP_EXPIRING, order(WAITS), 4 * DAY),
    (Kind.PARTIAL, order(CAME, LABEL), HOURS[Kind.PARTIAL]),
    (Kind.PARTIAL, order(CAME, unsent=True), HOURS[Kind.PARTIAL]),
]


@pytest.mark.parametrize(("kind", "of", "limit"), LIMITS)
def test_a_limit_is_met_when_it_is_reached_and_not_before(kind: Kind, of: Watched, limit):
    assert kind not in found(of, MONDAY + limit - TICK)
    one = found(of, MONDAY + limit)[kind]
    assert one.since == MONDAY + limit
    assert one.why.endswith(".")


@pytest.mark.parametrize(("kind", "of", "limit"), LIMITS)
def test_it_is_known_when_to_look_again(kind: Kind, of: Watched, limit):
    before = MONDAY + limit - TICK
    due = look(of, POLICY, before).due
    assert due is not None
    assert before < due <= MONDAY + limit


@pytest.mark.parametrize(
    ("kind", "one"),
    [
        (Kind.WEATHER, parcel(fault=Fault.WEATHER)),
        (Kind.WEATHER, parcel(words="delayed by severe weather")),
        (Kind.FAILED_ATTEMPT, parcel(S.ATTEMPT_FAILED)),
        (Kind.FAILED_ATTEMPT, parcel(had_attempt=True)),
        (Kind.ADDRESS, parcel(fault=Fault.ADDRESS)),
        (Kind.ADDRESS, parcel(S.EXCEPTION, words="insufficient address")),
        (Kind.CUSTOMS, parcel(fault=Fault.CUSTOMS)),
        (Kind.CUSTOMS, parcel(S.EXCEPTION, words="clearance delay")),
        (Kind.DAMAGED, parcel(fault=Fault.DAMAGE)),
        (Kind.DAMAGED, parcel(S.EXCEPTION, words="the parcel was damaged")),
        (Kind.LOST, parcel(fault=Fault.LOSS)),
        (Kind.LOST, parcel(S.EXCEPTION, words="cannot be located")),
        (Kind.RETURN_TO_SENDER, parcel(S.RETURN_TO_SENDER)),
    ],
)
def test_what_a_carrier_says_holds_at_once(kind: Kind, one: Sighted):
    assert found(order(one), MONDAY)[kind].since == MONDAY
    delivered = replace(
        one, status=S.DELIVERED, delivered=MONDAY, fault=None, words="", had_attempt=False
    )
    assert not found(order(delivered), MONDAY), "it closes itself"


@pytest.mark.parametrize(
    ("kind", "one"),
    [
        (Kind.CUSTOMS, parcel(words="customs cleared")),
        (Kind.ADDRESS, parcel(words="on its way to the address")),
        (Kind.WEATHER, parcel(words="snow", fault=Fault.CARRIER)),
        (Kind.FAILED_ATTEMPT, parcel(S.OUT_FOR_DELIVERY, had_attempt=True)),
        (Kind.STALLED, parcel(is_tracked=False)),
        (Kind.NO_PICKUP, parcel(S.PRE_TRANSIT, is_tracked=False)),
        (Kind.LOST, WAITS),
        (Kind.LATE, replace(WAITS, promised=MONDAY)),
        (Kind.NOT_SHIPPED, LABEL),
    ],
)
def test_what_only_looks_like_it_is_left_alone(kind: Kind, one: Sighted):
    assert kind not in found(order(one), MONDAY + 60 * DAY)


def test_weather_that_is_over_in_time_is_over():
    moving = parcel(
        fault=Fault.WEATHER,
        said_at=MONDAY - HOUR,
        promised=MONDAY + DAY,
        estimated=MONDAY + 20 * HOUR,
    )
    assert Kind.WEATHER not in found(order(moving), MONDAY)
    late = replace(moving, estimated=MONDAY + 2 * DAY)
    assert found(order(late), MONDAY)[Kind.WEATHER].since == MONDAY - HOUR


def test_a_promise_that_cannot_be_kept_is_told_before_it_is_broken():
    one = parcel(promised=MONDAY + 3 * DAY, estimated=MONDAY + 4 * DAY)
    told = found(order(one), MONDAY)[Kind.LATE]
    assert told.since == MONDAY
    assert told.notices_at == MONDAY + 3 * DAY, "then the promise passes"
    assert told.acts_by == MONDAY + 12 * HOUR
    by_us = parcel(promised=MONDAY + 3 * DAY, expected=MONDAY + 4 * DAY)
    assert Kind.LATE in found(order(by_us), MONDAY)
    assert not found(order(replace(one, estimated=MONDAY + 3 * DAY)), MONDAY)


def test_days_on_which_nobody_scans_do_not_count():
    friday = MONDAY + 4 * DAY
    one = order(parcel(last_scan=friday))
    assert Kind.STALLED not in found(one, friday + 95 * HOUR)
    assert found(one, friday + 96 * HOUR)[Kind.STALLED].since == friday + 96 * HOUR


def report(hours: float, words: str = "nothing here, not received", order: str | None = None):
    return Report(17, MONDAY + hours * HOUR, words, order)


@pytest.mark.parametrize(
    ("one", "kinds"),
    [
        (report(2), {Kind.NOT_RECEIVED}),
        (report(2, order="A-7"), {Kind.NOT_RECEIVED}),
        (report(2, "the glass is broken"), {Kind.DAMAGED}),
        (report(2, order="A-8"), set()),
        (report(2, "thank you, it is lovely"), set()),
        (report(0), set()),
        (report(-2), set()),
    ],
)
def test_what_customers_write_after_a_delivery_is_heard(one: Report, kinds: set[Kind]):
    assert set(found(order(CAME, is_open=False, reports=(one,)), MONDAY + 3 * HOUR)) == kinds


def test_a_report_is_about_a_parcel_still_to_come_unless_it_names_this_one():
    others = replace(parcel(), key="N2", number="N2")
    unclear = order(CAME, others, reports=(report(2),))
    assert not found(unclear, MONDAY + 3 * HOUR)
    named = order(CAME, others, reports=(report(2, "not received: n1"),))
    assert set(found(named, MONDAY + 3 * HOUR)) == {Kind.NOT_RECEIVED}


def test_a_report_that_was_taken_back_counts_no_more():
    back = report(5, "re: my parcel, it came after all")
    assert not found(order(CAME, is_open=False, reports=(report(2), back)), MONDAY + 6 * HOUR)
    again = (report(2), back, report(6))
    assert Kind.NOT_RECEIVED in found(order(CAME, is_open=False, reports=again), MONDAY + 7 * HOUR)


def test_a_report_is_not_followed_for_ever():
    told = order(CAME, is_open=False, reports=(report(2),))
    assert found(told, MONDAY + 2 * HOUR + 14 * DAY - TICK)
    assert not found(told, MONDAY + 2 * HOUR + 14 * DAY)


def test_some_of_an_order_is_told_of_the_parcel_that_did_not_leave():
    left = replace(LABEL, key="N2", number="N2", is_tracked=False)
    told = found(order(CAME, left), MONDAY + 48 * HOUR)[Kind.PARTIAL]
    assert (told.key, told.why) == ("N2", "1 of 2 parcels came, 1 not moved yet.")


def test_old_orders_and_orders_that_are_over_are_not_watched():
    old = order(parcel(), placed=MONDAY - 91 * DAY)
    assert (look(old, POLICY, MONDAY + 40 * DAY).findings, look(old, POLICY, MONDAY).due) == (
        (),
        None,
    )
    assert look(order(CAME, is_open=False), POLICY, MONDAY).due is None
    assert look(order(CAME), POLICY, MONDAY).due == MONDAY + DAY


def test_without_any_promise_a_customer_waits_as_long_as_is_usual():
    told = found(order(LABEL), MONDAY + 24 * HOUR)[Kind.NO_PICKUP]
    assert told.notices_at == MONDAY + 7 * DAY, "five days beside a weekend"
    attempt = found(order(parcel(S.ATTEMPT_FAILED)), MONDAY)[Kind.FAILED_ATTEMPT]
    assert attempt.notices_at == MONDAY, "there was a card at the door"
    assert (
        found(order(WAITS), MONDAY + 4 * DAY)[Kind.PICKUP_EXPIRING].notices_at == MONDAY + 7 * DAY
    )


@pytest.mark.parametrize(("day", "is_late"), [(25, False), (26, True)])
@pytest.mark.parametrize(
    "promised", [MONDAY.replace(day=25, hour=20), MONDAY.replace(day=26, hour=0)]
)
def test_a_day_that_is_foretold_is_late_only_if_it_begins_after_the_promise(
    promised: datetime, day: int, *, is_late: bool
):
    foretold = Forecast(date(2026, 11, day), date(2026, 11, 28), 142, "DHL, Graz to Berlin")
    expected = MONDAY.replace(day=day + 1, hour=0)
    one = parcel(promised=promised, expected=expected, foretold=foretold)
    told = found(order(one), MONDAY + HOUR)
    assert (Kind.LATE in told) == is_late
    if is_late:
        assert "Half of 142 parcels like it (DHL, Graz to Berlin) come by" in told[Kind.LATE].why
        assert "nine of ten by Sat 28 Nov." in told[Kind.LATE].why
