"""Weighted counts of days: how often something took how long, the latest counting most."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

Shares = Mapping[int, float]
"""How likely each number of days is; together 1."""

BORROWED = 12.0
"""A scope counts as many parcels of the wider one around it as its own."""


@dataclass(slots=True)
class Spread:
    """How many parcels took how many days; a parcel weighs half after `half_life` days.

    Weights are kept as of day 0, so that adding one never changes the others.
    """

    half_life: float
    weights: dict[int, float] = field(default_factory=dict)
    samples: int = 0

    def add(self, days: int, on: float) -> None:
        """Count a parcel that came on this day."""
        self.weights[days] = self.weights.get(days, 0.0) + 2.0 ** (on / self.half_life)
        self.samples += 1

    def counted(self, on: float) -> dict[int, float]:
        """Return the weights as of a day."""
        scale = 2.0 ** (-on / self.half_life)
        return {days: weight * scale for days, weight in self.weights.items()}


def narrowed(wide_to_narrow: Iterable[Spread], on: float) -> Shares:
    """Return the shares of the narrowest scope, each borrowing from the wider one around it."""
    shares: dict[int, float] = {}
    for one in wide_to_narrow:
        counted = one.counted(on)
        lent = BORROWED if shares else 0.0
        total = sum(counted.values()) + lent
        if total > 0:
            days = counted.keys() | shares.keys()
            shares = {
                day: (counted.get(day, 0.0) + lent * shares.get(day, 0.0)) / total for day in days
            }
    return shares


def moved(shares: Shares, by: int) -> Shares:
    """Return the shares so many days later; nothing comes before day 0."""
    later: dict[int, float] = {}
    for days, share in shares.items():
        later[max(days + by, 0)] = later.get(max(days + by, 0), 0.0) + share
    return later


def mixed(parts: Sequence[tuple[float, Shares]]) -> Shares:
    """Return several opinions as one, each with its weight."""
    total = sum(weight for weight, _ in parts)
    found: dict[int, float] = {}
    for weight, shares in parts:
        for days, share in shares.items():
            found[days] = found.get(days, 0.0) + share * weight / total
    return found


def at_level(shares: Shares, level: float) -> int:
    """Return the first number of days by which so large a share has come."""
    reached = 0.0
    for days in sorted(shares):
        reached += shares[days]
        if reached >= level:
            return days
    return max(shares)


def before(shares: Shares, days: int) -> float:
    """Return the share that has come in fewer days."""
    return sum(share for day, share in shares.items() if day < days)


def not_before(shares: Shares, days: int) -> Shares:
    """Return the shares of what has not come in fewer days; nothing where all had come."""
    left = {day: share for day, share in shares.items() if day >= days}
    total = sum(left.values())
    return {day: share / total for day, share in left.items()} if total > 0 else {}


def pinball(level: float, guessed: float, came: float) -> float:
    """Return the pinball loss of a quantile."""
    return level * (came - guessed) if came >= guessed else (1 - level) * (guessed - came)
