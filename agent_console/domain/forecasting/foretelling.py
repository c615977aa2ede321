"""When a parcel will come, from what was learned and from what is known of it by now."""

from datetime import date

from agent_console.domain.forecasting.learning import HALF, PLAIN, Learned
from agent_console.domain.forecasting.opinions import HABIT
from agent_console.domain.forecasting.samples import Sent
from agent_console.domain.forecasting.spread import at_level, not_before
from agent_console.domain.tracking.forecast import FEWEST, Forecast

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


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
    likenesses = list(zip(HABIT.scopes(sent, 0), _words(sent), strict=True))
    counted = [
        (learned.spreads[level.scope].samples, words)
        for level, words in likenesses
        if level.scope in learned.spreads
    ]
    enough = [one for one in counted if one[0] >= FEWEST]
    if enough:
        return enough[-1]
    return counted[0] if counted else (0, sent.carrier)


def _words(sent: Sent) -> tuple[str, ...]:
    """Say what parcels of each level share, from the widest to the narrowest."""
    service = f"{sent.carrier} {sent.service}".strip()
    wide = _way(sent.origin.country, sent.destination.country)
    narrow = _way(sent.origin.words(), sent.destination.words())
    weekday = f"sent on a {WEEKDAYS[sent.shipped.weekday()]}"
    told = ((sent.carrier,), (service,), (service, wide), (service, narrow))
    return tuple(", ".join(filter(None, one)) for one in (*told, (service, narrow, weekday)))


def _way(start: str, end: str) -> str:
    return f"{start} to {end}" if start and end else ""
