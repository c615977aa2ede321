"""When a parcel will come, from what was learned and from what is known of it by now."""

from datetime import date

from agent_console.domain.forecasting.learning import HALF, PLAIN, Learned
from agent_console.domain.forecasting.opinions import HABIT
from agent_console.domain.forecasting.samples import Sent
from agent_console.domain.forecasting.spread import at_level, not_before
from agent_console.domain.tracking.forecast import FEWEST, Forecast


def forecast(learned: Learned, sent: Sent, by: date) -> Forecast:
    """Say by which days a parcel will come that had not come before a day.

    Where too few parcels like it have come, or it is under way for longer than any of them ever
    was, there are no days.
    """
    samples, like = _likeness(learned, sent)
    shares = learned.guess(sent, by).whole if samples >= FEWEST else {}
    days = learned.almanac.of(sent)
    left = not_before(shares, days.between(sent.shipped, by))
    if not left:
        return Forecast(None, None, samples, like)
    half = days.after(sent.shipped, at_level(left, HALF))
    most = days.after(sent.shipped, at_level(left, learned.level(sent.carrier, by)))
    half = max(half, by)
    return Forecast(half, max(most, half), samples, like)


def plain_median(learned: Learned, sent: Sent) -> int | None:
    """Return how many days half of all parcels of its way took, without anything else learned."""
    for scope in ((PLAIN, sent.carrier, sent.lane()), (PLAIN, sent.carrier)):
        found = learned.spreads.get(scope)
        if found is not None and found.samples >= FEWEST:
            return at_level(
                {day: each / found.samples for day, each in found.weights.items()}, HALF
            )
    return None


def _likeness(learned: Learned, sent: Sent) -> tuple[int, str]:
    """Count the parcels most like one, and say what they share with it."""
    spreads = learned.spreads
    counted = [
        (spreads[level.scope].samples, len(level.scope))
        for level in HABIT.scopes(sent, 0)
        if level.scope in spreads
    ]
    enough = [one for one in counted if one[0] >= FEWEST]
    samples, depth = (enough or counted or [(0, 0)])[-1 if enough else 0]
    return samples, ", ".join(filter(None, _words(sent, depth)))


def _words(sent: Sent, depth: int) -> list[str]:
    narrow = depth > len(("habit", "carrier", "service", "wide"))
    wide = depth == len(("habit", "carrier", "service", "wide"))
    lane = sent.lane() if narrow else sent.wide_lane() if wide else ""
    words = " to ".join(lane.split(">")) if lane.strip(">") else ""
    weekday = f"sent on a {sent.shipped:%A}" if depth > len("1234") + 1 else ""
    named = f"{sent.carrier} {sent.service}".strip() if depth > len("12") else sent.carrier
    return [named, words, weekday]
