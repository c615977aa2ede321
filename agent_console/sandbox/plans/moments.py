"""The moments of a story, counted from the day or the very moment the world starts."""

from datetime import datetime, timedelta

SUNDAY = 6
MINUTES = {"m": 1, "h": 60}
YOUNG_DAY = timedelta(hours=10)
"""On a day younger than this, what happened hours ago moves closer, but stays on the day."""


def moment(text: str, now: datetime) -> datetime:
    """Read "-4d 20:14", "0d 18:00" (working days from today, UTC) or "-3h", "+25m" (from now)."""
    if text[-1] in MINUTES:
        away = timedelta(minutes=int(text[:-1]) * MINUTES[text[-1]])
        age = now - _midnight(now)
        return now + (away if away > timedelta() else away * min(age / YOUNG_DAY, 1.0))
    days, _, clock = text.partition("d ")
    hour, minute = map(int, clock.split(":"))
    return day(days, now) + timedelta(hours=hour, minutes=minute)


def day(text: str, now: datetime) -> datetime:
    """Read "-4d", "0d", "+2d": so many days before or after today on which people work."""
    away = int(text.rstrip("d"))
    step = timedelta(days=1 if away > 0 else -1)
    at = _midnight(now)
    for _ in range(abs(away)):
        at += step
        if at.weekday() == SUNDAY:
            at += step
    return at


def _midnight(now: datetime) -> datetime:
    return now.replace(hour=0, minute=0, second=0, microsecond=0)
