"""Whether a promise can still be kept, as far as its carrier or parcels like it tell."""

from datetime import datetime, timedelta

from agent_console.domain.tracking.forecast import Forecast
from agent_console.domain.watching.facts import Sighted

DAY = timedelta(days=1)


def told(at: datetime | None) -> str:
    """Write a time: "Fri 27 Nov 14:02 UTC"."""
    return f"{at:%a} {at.day} {at:%b %H:%M} UTC" if at else "an unknown time"


def is_foretold(one: Sighted) -> bool:
    """Say that its carrier or our own reckoning says it will come after its promise."""
    promised, by_carrier = one.promised, one.estimated
    if promised is None:
        return False
    return (by_carrier is not None and by_carrier > promised) or _is_reckoned_late(one, promised)


def _is_reckoned_late(one: Sighted, promised: datetime) -> bool:
    """Say that half of those like it come later; a day is later only if it begins later."""
    if one.expected is None:
        return False
    begins = one.expected - DAY if one.foretold else one.expected
    return begins >= promised if one.foretold else begins > promised


def why_late(one: Sighted, now: datetime) -> str:
    """Say why a parcel is late, or will be."""
    if one.promised is None:
        return f"Its carrier expected it by {told(one.estimated)}, and it is not delivered."
    if one.promised > now and one.foretold and _is_reckoned_late(one, one.promised):
        return f"It was promised by {told(one.promised)}. {_reckoned(one.foretold)}"
    if one.promised > now and is_foretold(one):
        later = max(day for day in (one.estimated, one.expected) if day is not None)
        return f"It was promised by {told(one.promised)} and is now expected by {told(later)}."
    return f"It was promised by {told(one.promised)}, and it is not delivered."


def _reckoned(forecast: Forecast) -> str:
    """Say how parcels like it came: "Half of 142 like it (DHL, Graz to Berlin) come by …"."""
    like = f" ({forecast.like})" if forecast.like else ""
    half, most = (f"{day:%a} {day.day} {day:%b}" for day in (forecast.half, forecast.most) if day)
    return (
        f"Half of {forecast.samples} parcels like it{like} come by {half}, nine of ten by {most}."
    )
