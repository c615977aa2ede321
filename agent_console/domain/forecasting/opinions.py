"""From what one can guess when a parcel comes: each opinion has a base and scopes of its own."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from agent_console.domain.forecasting.samples import Sent

Scope = tuple[str, ...]

LONG, SHORT = 150.0, 5.0
"""Half-lives in days: of habits, and of what happens just now."""


@dataclass(frozen=True, slots=True)
class Level:
    """A scope whose parcels are counted together, and how fast they are forgotten."""

    scope: Scope
    half_life: float


@dataclass(frozen=True, slots=True)
class Opinion:
    """A way to guess; `levels` go from the widest scope to the narrowest.

    It counts days of delivery from the day a parcel left, or with `from_estimate` from the day its
    carrier named; `lately` opinions correct the day we would have named by what happens just now.
    """

    name: str
    levels: Callable[[Sent, int], Iterator[Level]]
    from_estimate: bool = False
    lately: bool = False

    def scopes(self, sent: Sent, estimate: int) -> Iterator[Level]:
        """Yield the levels of a parcel, the widest first; `estimate` is in days of delivery."""
        for one in self.levels(sent, estimate):
            yield Level((self.name, sent.carrier, *one.scope), one.half_life)


def _habits(sent: Sent, _: int) -> Iterator[Level]:
    lane, weekday = sent.lane(), str(sent.shipped.weekday())
    yield Level((), LONG)
    yield Level((sent.service,), LONG)
    yield Level((sent.service, sent.wide_lane()), LONG)
    yield Level((sent.service, sent.wide_lane(), lane), LONG)
    yield Level((sent.service, sent.wide_lane(), lane, weekday), LONG)


def _bias(sent: Sent, estimate: int) -> Iterator[Level]:
    lane = sent.lane()
    yield Level((), LONG)
    yield Level((sent.service,), LONG)
    yield Level((sent.service, str(estimate)), LONG)
    yield Level((sent.service, "", lane), LONG)
    yield Level((sent.service, str(estimate), lane), LONG)


def _now(sent: Sent, _: int) -> Iterator[Level]:
    yield Level((), LONG)
    yield Level(("",), SHORT)
    yield Level((sent.service, sent.wide_lane()), SHORT)
    yield Level((sent.service, sent.wide_lane(), sent.lane()), SHORT)


HABIT = Opinion("habit", _habits)
OPINIONS = (
    HABIT,
    Opinion("lately", _now, lately=True),
    Opinion("carrier", _bias, from_estimate=True),
    Opinion("carrier_lately", _now, from_estimate=True),
)
