"""Learns from finished parcels in the order of their days, never from what came later.

Each parcel is guessed on the day it left, with what was known then; when it comes, the opinions
are weighed by how well they did, and the level is found at which nine of ten come in time.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from math import pow  # noqa: A004 - the operator may return a complex number

from agent_console.domain.forecasting.delivery_days import Almanac
from agent_console.domain.forecasting.delivery_days import learned as learned_days
from agent_console.domain.forecasting.opinions import HABIT, LONG, OPINIONS, Level, Opinion, Scope
from agent_console.domain.forecasting.samples import Finished, Sent
from agent_console.domain.forecasting.spread import (
    Shares,
    Spread,
    at_level,
    before,
    mixed,
    moved,
    narrowed,
    pinball,
)
from agent_console.domain.tracking.forecast import FEWEST

START = date(2026, 1, 1)
HALF, MOST = 0.5, 0.9
AIM = 0.925
STEPS = 200
"""In so many steps the level is sought."""
LEVEL_HALF_LIFE, TRUST_HALF_LIFE = 12.0, 12.0
SHARPNESS, FLOOR = 12.0, 0.05
"""An opinion that is wrong by twice as much weighs 64 times less."""
LEVEL, LOSS, PLAIN = "level", "loss", "plain"
EVER = 1e9


@dataclass(frozen=True, slots=True)
class Guess:
    """What was thought of a parcel when it left: each opinion and all of them together."""

    opinions: Mapping[str, Shares]
    bases: Mapping[str, int]
    whole: Shares


@dataclass(slots=True)
class Learned:
    """What is known of how long parcels take; grows with each that comes."""

    almanac: Almanac = field(default_factory=Almanac)
    spreads: dict[Scope, Spread] = field(default_factory=dict)
    trust: dict[Scope, tuple[float, float]] = field(default_factory=dict)
    """By opinion and carrier: the loss and the weight of the parcels it was found with."""

    def guess(self, sent: Sent, on: date) -> Guess:
        """Return what is to be thought of a parcel; with too few that came before, nothing."""
        at, bases = _day(on), dict[str, int]()
        opinions: dict[str, Shares] = {}
        for one in OPINIONS:
            base = self._base(one, sent, opinions)
            if base is None:
                continue
            bases[one.name] = base
            if found := self._known(one, sent):
                opinions[one.name] = moved(narrowed(found, at), base)
        weighed = [(self._weight(name, sent), one) for name, one in opinions.items()]
        return Guess(opinions, bases, mixed(weighed))

    def level(self, carrier: str, on: date) -> float:
        """Return the share at which nine of ten parcels of a carrier come in time."""
        found = (self.spreads.get(one.scope) for one in _levels(carrier))
        known = [one for one in found if one is not None]
        if not known or known[0].samples < FEWEST:
            return MOST
        steps, reached, nearest = narrowed(known, _day(on)), 0.0, (1.0, MOST)
        for step in sorted(steps):
            reached += steps[step]
            nearest = min(nearest, (abs(reached - AIM), (step + 1) / STEPS))
        return nearest[1]

    def add(self, one: Finished, guess: Guess) -> None:
        """Learn from a parcel that has come, and from what was thought of it."""
        sent, on = one.sent, _day(one.delivered)
        took = self.almanac.of(sent).between(sent.shipped, one.delivered)
        for opinion in OPINIONS:
            if opinion.name in guess.bases:
                self._count(opinion, sent, (took - guess.bases[opinion.name], on))
        for scope in ((PLAIN, sent.carrier, sent.lane()), (PLAIN, sent.carrier)):
            self._spread(scope, EVER).add(one.days(), on)
        if guess.whole:
            self._judge(sent, guess, (took, on))

    def _judge(self, sent: Sent, guess: Guess, came: tuple[int, float]) -> None:
        took, on = came
        step = int(before(guess.whole, took) * STEPS)
        for level in _levels(sent.carrier):
            self._spread(level.scope, level.half_life).add(step, on)
        weight = 2.0 ** (on / TRUST_HALF_LIFE)
        for name, shares in guess.opinions.items():
            lost = sum(pinball(level, at_level(shares, level), took) for level in (HALF, MOST))
            sums = self.trust.get((name, sent.carrier), (0.0, 0.0))
            self.trust[name, sent.carrier] = (sums[0] + lost * weight, sums[1] + weight)

    def _base(self, one: Opinion, sent: Sent, said: Mapping[str, Shares]) -> int | None:
        """Return from which day of delivery on an opinion counts."""
        if one.from_estimate:
            return self._estimate(sent)
        if one.lately:
            return at_level(said[HABIT.name], HALF) if HABIT.name in said else None
        return 0

    def _estimate(self, sent: Sent) -> int | None:
        if sent.estimated is None:
            return None
        return self.almanac.of(sent).between(sent.shipped, sent.estimated)

    def _known(self, one: Opinion, sent: Sent) -> list[Spread]:
        levels = one.scopes(sent, self._estimate(sent) or 0)
        found = (self.spreads.get(level.scope) for level in levels)
        return [spread for spread in found if spread is not None and spread.samples >= FEWEST]

    def _count(self, one: Opinion, sent: Sent, came: tuple[int, float]) -> None:
        for level in one.scopes(sent, self._estimate(sent) or 0):
            self._spread(level.scope, level.half_life).add(*came)

    def _spread(self, scope: Scope, half_life: float) -> Spread:
        return self.spreads.setdefault(scope, Spread(half_life))

    def _weight(self, name: str, sent: Sent) -> float:
        lost, weight = self.trust.get((name, sent.carrier), (1.0, 1.0))
        return pow(lost / weight + FLOOR, -SHARPNESS)


def learned(finished: Sequence[Finished]) -> Learned:
    """Learn from all parcels that have come, as if it were done day by day."""
    found = Learned(learned_days(finished))
    thought: dict[int, Guess] = {}
    for on, is_coming, at in sorted(happenings(finished)):
        one = finished[at]
        if is_coming:
            found.add(one, thought.pop(at))
        else:
            thought[at] = found.guess(one.sent, on)
    return found


def happenings(finished: Sequence[Finished]) -> Iterator[tuple[date, bool, int]]:
    """Yield when each left and when it came (True); of one day what leaves is first."""
    for at, one in enumerate(finished):
        yield one.sent.shipped, False, at
        yield one.delivered, True, at


def _levels(carrier: str) -> tuple[Level, ...]:
    return (
        Level((LEVEL,), LONG),
        Level((LEVEL, ""), LEVEL_HALF_LIFE),
        Level((LEVEL, "", carrier), LEVEL_HALF_LIFE),
    )


def _day(on: date) -> float:
    return float((on - START).days)
