"""Whose parcel a number is: not by the number alone."""

import pytest

from agent_console.domain.moment import Precision
from agent_console.domain.profile import ProfileId
from agent_console.domain.tracking.belonging import Claim, Window, belongs_to

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
