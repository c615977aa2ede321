"""How times are said in the window: ages, clocks and days."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo

from agent_console.domain.moment import Moment, from_microseconds
from agent_console.ports.clock import Clock
from agent_console.queries.days import MONTHS, WEEKDAYS

LONG_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
LONG_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
NO_CLOCK = "\N{EN DASH}"
MINUTE, HOUR, DAY = 60, 3600, 86_400
AGES: tuple[tuple[int, int, str], ...] = (
    (MINUTE, 1, "now"),
    (HOUR, MINUTE, "{n} min"),
    (DAY, HOUR, "{n} h"),
    (30 * DAY, DAY, "{n} d"),
)
"""(up to seconds, unit in seconds, words)"""


@dataclass(frozen=True, slots=True)
class Times:
    """Says times as somebody at this desk, in this zone (None: the computer's), now."""

    clock: Clock
    zone: tzinfo | None = None

    def today(self) -> date:
        """Return the date here."""
        return self.clock.now().astimezone(self.zone).date()

    def age(self, at: datetime | None) -> str:
        """Say how long ago: "6 min", "2 h", "3 d", then the month."""
        if at is None:
            return ""
        seconds = (self.clock.now() - at).total_seconds()
        for limit, unit, words in AGES:
            if seconds < limit:
                return words.format(n=int(seconds // unit))
        return self.month(at)

    def ago(self, at: datetime | None) -> str:
        """Say an age within a sentence: "6 min ago", "just now", "on 17 Nov"."""
        age = self.age(at)
        if at is None or age == AGES[0][2]:
            return "just now" if at else ""
        is_long_ago = (self.clock.now() - at).total_seconds() >= AGES[-1][0]
        return f"on {age}" if is_long_ago else f"{age} ago"

    def month(self, at: datetime) -> str:
        """Say a day of long ago: "Mar 2025", or "17 Nov" within a year."""
        day = at.astimezone(self.zone).date()
        if self.today() - day < timedelta(days=330):
            return f"{day.day} {MONTHS[day.month - 1]}"
        return f"{MONTHS[day.month - 1]} {day.year}"

    def day(self, moment: Moment, sort_at: int = 0) -> date:
        """Return the day a moment is shown under: ours where the instant is known, else as told."""
        if moment.utc is not None:
            return moment.utc.astimezone(self.zone).date()
        if moment.local is not None:
            return date.fromisoformat(moment.local[:10])
        return from_microseconds(sort_at).astimezone(self.zone).date()

    def time(self, moment: Moment) -> str:
        """Say the time of day: ours where the instant is known, else the wall clock as told."""
        if moment.utc is not None:
            return f"{moment.utc.astimezone(self.zone):%H:%M}"
        return moment.local[11:16] if moment.local and "T" in moment.local else NO_CLOCK

    def clock_time(self, at: datetime) -> str:
        """Say an instant as the time of day here."""
        return f"{at.astimezone(self.zone):%H:%M}"

    def since(self, at: datetime) -> str:
        """Say since when: "09:14" today, else "Sat 21 Nov"."""
        here = at.astimezone(self.zone)
        return f"{here:%H:%M}" if here.date() == self.today() else short_day(here.date())

    def stamp(self, at: datetime) -> str:
        """Say an instant in full: "Sat 21 Nov 2026, 14:08:31"."""
        here = at.astimezone(self.zone)
        return f"{short_day(here.date())} {here.year}, {here:%H:%M:%S}"

    def heading(self, day: date) -> str:
        """Say a day as a heading: "Today, Saturday 21 November"."""
        words = f"{LONG_WEEKDAYS[day.weekday()]} {day.day} {LONG_MONTHS[day.month - 1]}"
        today = self.today()
        if day == today:
            return f"Today, {words}"
        return words if day.year == today.year else f"{words} {day.year}"


def short_day(day: date) -> str:
    """Say "Sat 21 Nov"."""
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"
