"""Whose parcel a number is: not by the number alone."""

import pytest

from agent_console.domain.belonging import (
    Claim,
    Window,
    belongs_to,
    is_same_carrier,
    is_same_time,
    window,
)
from agent_console.domain.moment import Moment, Precision
from agent_console.domain.parcel import Place, Scan, Shipment
from agent_console.domain.profile import ProfileId

DAY = 86_400_000_000
ANA, BEN = ProfileId(1), ProfileId(2)


def claim(customer: ProfileId, order: str, day: float | None) -> Claim:
    return Claim(customer, customer, order, None if day is None else int(day * DAY))


def seen(first: float, last: float | None = None, *, exact: bool = True) -> Window:
    precision = Precision.INSTANT if exact else Precision.WALL_CLOCK
    return Window(int(first * DAY), int((last or first) * DAY), precision)


@pytest.mark.parametrize(
    ("when", "claims", "order"),
    [
        (seen(5), [claim(ANA, "A", 4)], "A"),
        (seen(5), [claim(ANA, "A", 6)], None),
        (seen(5), [claim(ANA, "A", 4), claim(BEN, "B", 6)], "A"),
        (seen(500), [claim(ANA, "A", 4), claim(BEN, "B", 498)], "B"),
        (seen(500), [claim(ANA, "A", 4)], None),
        (seen(5), [claim(ANA, "A", 3), claim(BEN, "B", 4)], None),
        (seen(5), [claim(ANA, "A", 3), claim(ANA, "A2", 4)], "A2"),
        (seen(5, exact=False), [claim(ANA, "A", 5.9)], "A"),
        (seen(5, exact=False), [claim(ANA, "A", 6.1)], None),
        (None, [claim(ANA, "A", 4)], "A"),
        (None, [claim(ANA, "A", 4), claim(BEN, "B", 4)], None),
        (seen(5), [claim(ANA, "A", None)], "A"),
        (seen(5), [], None),
    ],
    ids=[
        "ordered before",
        "ordered after",
        "the other ordered after",
        "the number was used again",
        "an old order",
        "two customers",
        "two orders of one customer",
        "no zone, within a day",
        "no zone, beyond a day",
        "not seen yet",
        "not seen yet, two customers",
        "order without a date",
        "nobody names it",
    ],
)
def test_a_parcel_belongs_to_the_one_order_it_can(when, claims, order):
    found = belongs_to(when, claims)
    assert (found and found.order) == order


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("DHL", "DHL Express", True),
        ("dhl-express", "DHLExpress", True),
        ("UPS", None, True),
        ("UPS", "USPS", False),
        ("DHL", "GLS", False),
    ],
)
def test_carriers_are_compared_by_their_letters(one, other, same):
    assert is_same_carrier(one, other) is same
    assert is_same_carrier(other, one) is same


def test_a_number_that_rested_long_is_another_parcel():
    assert is_same_time(seen(1, 5), seen(40))
    assert is_same_time(seen(40), seen(1, 5))
    assert not is_same_time(seen(1, 5), seen(400))
    assert is_same_time(seen(1), None)


def test_a_parcel_is_seen_from_its_first_to_its_last_scan():
    times = ("2026-11-20T10:00:00", "2026-11-22", "2026-11-21T08:00:00")
    scans = [Scan(None, None, "in_transit", Moment(local=one), Place()) for one in times]
    nowhere = Scan(None, None, "unknown", Moment(), Place())
    found = window(Shipment("DHL", "1", "in_transit", None, scans=(*scans, nowhere)))
    assert found is not None
    assert (found.first, found.last) == (scans[0].moment.told_key(), scans[1].moment.told_key())
    assert found.precision is Precision.WALL_CLOCK
    assert window(Shipment("DHL", "1", "unknown", None, scans=(nowhere,))) is None
