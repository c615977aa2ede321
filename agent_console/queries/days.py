"""Days as people say them: "Sun 22 Nov"."""

from datetime import date, tzinfo

from agent_console.domain.moment import Moment

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
NO_CLOCKS = frozenset({"00:00:00", "23:59:00", "23:59:59"})
"""What sources write for the whole of a day."""


def on_day(moment: Moment | None, zone: tzinfo | None) -> str | None:
    """Word a day: "Sun 22 Nov", and "local time" where it is another here; None without one."""
    day = day_of(moment, zone)
    if moment is None or day is None:
        return None
    is_other = moment.utc is not None and moment.utc.astimezone(zone).date() != day
    words = f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"
    return f"{words} local time" if is_other and _has_clock(moment) else words


def in_year(moment: Moment | None, zone: tzinfo | None) -> str | None:
    """Word a day of whatever year: "3 Mar 2025"; None when no time was told."""
    day = day_of(moment, zone)
    return None if day is None else f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _has_clock(moment: Moment) -> bool:
    return moment.local is not None and "T" in moment.local


def day_of(moment: Moment | None, zone: tzinfo | None) -> date | None:
    """Return the day as told, else the day in the zone."""
    if moment is None:
        return None
    if moment.local is not None:
        return date.fromisoformat(moment.local[:10])
    return None if moment.utc is None else moment.utc.astimezone(zone).date()


def clock_of(moment: Moment | None) -> tuple[int, int] | None:
    """Return hour and minute of the wall clock, None where none was told."""
    local = moment.local if moment else None
    if local is None or "T" not in local or local[11:] in NO_CLOCKS:
        return None
    return int(local[11:13]), int(local[14:16])
