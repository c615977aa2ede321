"""To which order a parcel belongs: numbers are used again by carriers and mistyped by people."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from agent_console.domain.moment import MICROSECOND, Precision
from agent_console.domain.profile import ProfileId

SOON = timedelta(days=120)
"""A parcel first seen later after an order than this is another one."""
UNKNOWN_ZONE = timedelta(days=1)
"""So much may be wrong with a time of which the zone, or more than the day, was not told."""


@dataclass(frozen=True, slots=True)
class Claim:
    """An order that names a number: whose it is, and when it was placed (sort key)."""

    customer: ProfileId
    owner: ProfileId
    order: str
    placed: int | None


@dataclass(frozen=True, slots=True)
class Window:
    """From when to when a parcel was seen (sort keys), and how far that may be trusted."""

    first: int
    last: int
    precision: Precision

    def slack(self) -> int:
        """Return by how many microseconds its ends may be wrong."""
        return 0 if self.precision is Precision.INSTANT else UNKNOWN_ZONE // MICROSECOND


def whole(windows: Iterable[Window]) -> Window | None:
    """Return the time in which any of its sources saw a parcel."""
    told = list(windows)
    if not told:
        return None
    exact = all(one.precision is Precision.INSTANT for one in told)
    return Window(
        min(one.first for one in told),
        max(one.last for one in told),
        Precision.INSTANT if exact else Precision.WALL_CLOCK,
    )


def fits(claim: Claim, seen: Window | None) -> bool:
    """Say that an order was placed before a parcel was first seen, and not long before."""
    if seen is None or claim.placed is None:
        return True
    return claim.placed - seen.slack() <= seen.first <= claim.placed + SOON // MICROSECOND


def belongs_to(seen: Window | None, claims: Iterable[Claim]) -> Claim | None:
    """Return the order a parcel belongs to; None when none fits, or those of several customers."""
    fitting = [claim for claim in claims if fits(claim, seen)]
    if len({claim.customer for claim in fitting}) != 1:
        return None
    return max(fitting, key=lambda claim: claim.placed or 0)
