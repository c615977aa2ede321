"""Mails fetched although the line breaks off at some: over new lines, in ever smaller bunches."""

from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from agent_console.connectors.channels.email.imap.fetching import Mail, bunches, heads, mails
from agent_console.connectors.channels.email.imap.session import Session
from agent_console.connectors.channels.email.imap.wire import BrokenOff

AT_A_TIME = 100
MOST_BREAKS = 24
"""Of a pass; the half of the half of a hundred mails is one after seven."""
ENOUGH = 2
"""Breaks at one mail after which it is the mail, and not the line."""


@dataclass(frozen=True, slots=True)
class Haul:
    """Mails as fetched, the numbers before them at which the line always broke, and the last."""

    mails: Sequence[Mail]
    broken: Sequence[int]
    last: int


class Fetching:
    """The mails of an open folder; `renewed` signs in again and opens the same folder."""

    def __init__(self, session: Session, renewed: Callable[[], Session]) -> None:
        self._session = session
        self._renewed = renewed
        self._breaks = 0
        self._has_fetched = False
        self._broken: list[int] = []
        """Not told yet: while nothing else comes, it may be the server."""

    def hauls(self, uids: Sequence[int]) -> Iterator[Haul]:
        """Yield the mails of these numbers.

        Raises:
            TryLater: the line breaks off at every mail, or too often, or there is none any more.
        """
        starts = range(0, len(uids), AT_A_TIME)
        waiting = deque(uids[start : start + AT_A_TIME] for start in starts)
        counts = Counter[int]()
        while waiting:
            some = waiting.popleft()
            done = 0
            try:
                for haul in self._of(some):
                    done = some.index(haul.last) + 1
                    yield haul
            except BrokenOff as failure:
                self._sign_in_again(failure)
                waiting.extendleft(reversed(self._smaller(some[done:], counts)))
                self._give_up_if_nothing_comes(failure, len(uids))
        if self._broken:
            yield Haul((), self._told(), uids[-1])

    def _of(self, uids: Sequence[int]) -> Iterator[Haul]:
        for bunch in bunches(heads(self._session, uids)):
            fetched = list(mails(self._session, bunch))
            self._has_fetched = True
            yield Haul(fetched, self._told(), bunch[-1].uid)

    def _told(self) -> Sequence[int]:
        broken, self._broken = self._broken, []
        return broken

    def _smaller(self, uids: Sequence[int], counts: Counter[int]) -> list[Sequence[int]]:
        """Return in which bunches to go on; what broke the line often enough is in none."""
        if len(uids) > 1:
            middle = len(uids) // 2
            return [uids[:middle], uids[middle:]]
        counts.update(uids)
        if all(counts[uid] < ENOUGH for uid in uids):
            return [uids]
        self._broken.extend(uids)
        return []

    def _sign_in_again(self, failure: BrokenOff) -> None:
        self._breaks += 1
        if self._breaks > MOST_BREAKS:
            raise failure
        self._session = self._renewed()

    def _give_up_if_nothing_comes(self, failure: BrokenOff, wanted: int) -> None:
        is_all = len(self._broken) == wanted
        if is_all and wanted > 1 and not self._has_fetched:
            raise failure
