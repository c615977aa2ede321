"""When a parcel is asked for again."""

from datetime import UTC, datetime, timedelta

import pytest

from agent_console.domain.moment import Moment, instant
from agent_console.domain.parcel import ParcelStatus
from agent_console.domain.tracking.polling import Standing, next_poll

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
LONG_AGO = NOW - timedelta(days=30)


def pause(status: str, **more: object) -> timedelta | None:
    """Return how long a parcel is left alone that has stood so for a long time."""
    told = Standing(status, **{"since": LONG_AGO, **more})  # type: ignore[arg-type]
    again = next_poll(told, NOW)
    return None if again is None else again - NOW


def test_the_more_is_about_to_happen_the_sooner_it_is_asked_for():
    order = ["out_for_delivery", "exception", "in_transit", "available_for_pickup", "pre_transit"]
    pauses = [pause(one) for one in order]
    assert pauses == sorted(pauses, key=lambda one: one or timedelta(0))
    assert len(set(pauses)) == len(order)


@pytest.mark.parametrize("status", ["delivered", "cancelled"])
def test_what_is_over_is_looked_at_for_three_days_and_then_never(status: str):
    assert pause(status, since=NOW) == timedelta(days=1)
    assert pause(status, since=NOW - timedelta(days=2)) == timedelta(days=1)
    assert pause(status, since=NOW - timedelta(days=2, seconds=1)) is None
    assert pause(status) is None


@pytest.mark.parametrize(
    "status", [one for one in ParcelStatus if one not in ("delivered", "cancelled")]
)
def test_whatever_is_not_over_is_asked_for_again(status: ParcelStatus):
    assert pause(status) is not None


@pytest.mark.parametrize(
    ("named", "minutes"),
    [
        (instant(NOW - timedelta(seconds=1)), 30),
        (instant(NOW + timedelta(seconds=1)), 120),
        (Moment(local="2026-11-22T20:00:00"), 30),
        (Moment(local="2026-11-23T08:00:00"), 120),
        (Moment(local="2026-11-21"), 30),
        (Moment(local="2026-11-22"), 120),
        (Moment(), 120),
    ],
)
@pytest.mark.parametrize("name", ["promised", "estimated"])
def test_what_is_late_is_asked_for_oftener(name: str, named: Moment, minutes: int):
    assert pause("in_transit", **{name: named}) == timedelta(minutes=minutes)
    assert pause("out_for_delivery", **{name: named}) == pause("out_for_delivery")
    assert pause("return_to_sender", **{name: named}) == pause("return_to_sender")


def test_a_number_nobody_knows_yet_is_asked_for_more_seldom_with_time():
    assert pause("unknown", trouble="not_found", since=NOW) == timedelta(hours=2)
    assert pause("unknown", trouble="not_found") == timedelta(hours=12)
    assert pause("unknown", trouble="refused", since=NOW) == timedelta(days=1)
    assert pause("unknown", trouble="refused") is None
