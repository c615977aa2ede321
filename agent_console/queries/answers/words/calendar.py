"""Days and clocks as people say them, by the time of the place as far as that was told."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo

from agent_console.domain.answering.phrases import Phrases
from agent_console.domain.moment import Moment
from agent_console.queries.days import clock_of

WEEK = 6
"""So many days away a weekday names one day only."""
NOON, HALF_A_DAY = 12, 12
DAYPARTS = (5, 12, 18)
"""The hours at which a part of the day ends."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """Says times in a language as of now; `zone` (None: this computer's) is only that of this desk.

    A clock is said only where the source told the wall clock: no zone is ever invented.
    """

    phrases: Phrases
    now: datetime
    zone: tzinfo | None = None
    is_spoken: bool = False

    def at(self, moment: Moment) -> str:
        """Say when something happened: "at 4:12 this morning", "on Friday at 4 pm"."""
        day, told = self.day_of(moment), clock_of(moment)
        if day is None:
            return ""
        days = (day - self._today(moment)).days
        if told is None or abs(days) > WEEK:
            return self._day("day", day, days)
        if days == 0:
            said = self._phrase("moment.today", self._bare(told) | {"daypart": self._daypart(told)})
        else:
            said = self._phrase(
                "moment.near", {"on_day": self._day("day", day, days), "clock": self._clock(told)}
            )
        return self._phrase("moment.local", {"when": said}) if self._is_abroad(moment) else said

    def on(self, moment: Moment | date, group: str = "day") -> str:
        """Say a day: "on Friday"; of the group `date` without the "on"."""
        day = moment if isinstance(moment, date) else self.day_of(moment)
        if day is None:
            return ""
        today = self._here() if isinstance(moment, date) else self._today(moment)
        return self._day(group, day, (day - today).days)

    def by(self, moment: Moment) -> str:
        """Say until when something is to come: "on Friday by 8 pm"."""
        told, said = clock_of(moment), self.on(moment)
        if told is None or not said:
            return said
        return self._phrase("moment.by", {"on_day": said, "clock": self._clock(told)})

    def here(self, at: datetime) -> str:
        """Say an instant by the clock of this desk: "10:36 am" of today, else its day."""
        local = at.astimezone(self.zone)
        if local.date() == self._here():
            return self._clock((local.hour, local.minute))
        return self.on(local.date(), "date")

    def day_of(self, moment: Moment) -> date | None:
        """Return the day as told, else that of an instant in the zone of this desk."""
        if moment.local is not None:
            return date.fromisoformat(moment.local[:10])
        return None if moment.utc is None else moment.utc.astimezone(self.zone).date()

    def age(self, at: datetime) -> str:
        """Say how long ago something was heard: "6 minutes ago"."""
        minutes = max(0, (self.now - at) // timedelta(minutes=1))
        for name, unit, most in (("minutes", 1, 60), ("hours", 60, 1440), ("days", 1440, None)):
            if minutes == 0:
                return self.phrases.phrase("age.now")
            if most is None or minutes < most:
                many = minutes // unit
                return self.phrases.phrase(f"age.{name}", many).format(n=many)
        return ""

    def _here(self) -> date:
        return self.now.astimezone(self.zone).date()

    def _today(self, moment: Moment) -> date:
        """Return what day it is now where it happened, else here."""
        offset = _offset(moment)
        return self._here() if offset is None else (self.now + offset).date()

    def _is_abroad(self, moment: Moment) -> bool:
        """Say that it was another day at this desk."""
        if moment.utc is None or moment.local is None:
            return False
        return moment.utc.astimezone(self.zone).date() != self.day_of(moment)

    def _day(self, group: str, day: date, days: int) -> str:
        name = {0: "today", 1: "tomorrow", -1: "yesterday"}.get(days, "week")
        if abs(days) > WEEK:
            name = "far" if day.year == self.now.year else "year"
        names = self.phrases.names
        slots: dict[str, object] = {
            "weekday": names["weekdays"][day.weekday()],
            "weekday_short": names["weekdays_short"][day.weekday()],
            "month": names["months"][day.month - 1],
            "month_short": names["months_short"][day.month - 1],
            "day": day.day,
            "year": day.year,
        }
        return self._phrase(f"{group}.{name}", slots)

    def _clock(self, told: tuple[int, int]) -> str:
        return self._phrase("clock.full" if told[1] else "clock.whole", self._hands(told))

    def _bare(self, told: tuple[int, int]) -> dict[str, object]:
        name = "clock.bare" if told[1] else "clock.bare_whole"
        return {"clock": self._phrase(name, self._hands(told))}

    def _hands(self, told: tuple[int, int]) -> dict[str, object]:
        hour, minute = told
        half = self.phrases.names["halves"][hour >= NOON]
        h12 = hour % HALF_A_DAY or HALF_A_DAY
        return {"h12": h12, "h24": hour, "mm": f"{minute:02}", "half": half}

    def _daypart(self, told: tuple[int, int]) -> str:
        return self.phrases.names["dayparts"][sum(told[0] >= hour for hour in DAYPARTS)]

    def _phrase(self, name: str, slots: dict[str, object]) -> str:
        return self.phrases.phrase(name, is_spoken=self.is_spoken).format_map(slots)


def _offset(moment: Moment) -> timedelta | None:
    """Return how far the place is from UTC as told, or as both its clocks say."""
    if moment.local is None or "T" not in moment.local or moment.utc is None:
        return None
    local = datetime.fromisoformat(moment.local)
    return local - moment.utc.replace(tzinfo=None)
