"""Walking through a list by time of change: pages are counted, times have whole seconds."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

SECOND, MILLISECOND = timedelta(seconds=1), timedelta(milliseconds=1)


@dataclass(slots=True)
class Walk:
    """Where a walk stands; a record that changes meanwhile is met again.

    The next page begins a second before the last one ended, for a second may hold more records
    than were seen of it. Where a single second fills a whole page, `second` is set, and that
    second is walked through by id, counting `skip`, before it goes on from its end.
    """

    mark: datetime
    page_size: int
    second: datetime | None = None
    skip: int = 0
    is_over: bool = False
    _seen: set[Hashable] = field(default_factory=set)

    def is_new(self, version: Hashable) -> bool:
        """Say whether a record was not met before in this state, and remember it."""
        known = version in self._seen
        self._seen.add(version)
        return not known

    def bounds(self, second: datetime) -> tuple[datetime, datetime]:
        """Return the first and last moment to ask for in a second.

        It begins a moment early: some databases compare times as text, in which a whole second
        comes before its own milliseconds.
        """
        return second - MILLISECOND, second + SECOND - MILLISECOND

    def go_on(self, times: Iterable[datetime], count: int) -> None:
        """Step past a page of `count` records that changed at `times`."""
        last = max(times, default=None)
        is_full = count >= self.page_size
        if self.second is not None:
            self._go_on_within(self.second, count if is_full else 0)
        elif not is_full or last is None:
            self.is_over = True
        elif last.replace(microsecond=0) - SECOND > self.mark:
            self.mark = last.replace(microsecond=0) - SECOND
        else:
            self.second = last.replace(microsecond=0)

    def _go_on_within(self, second: datetime, more: int) -> None:
        self.skip += more
        if not more:
            self.mark, self.second, self.skip = second + SECOND - MILLISECOND, None, 0
