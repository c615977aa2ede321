"""Mails fetched although the server fails at some: over new lines, in ever smaller bunches."""

from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from agent_console.connectors.channels.email.imap.fetching import (
    Head,
    Mail,
    bunches,
    header,
    heads,
    mails,
)
from agent_console.connectors.channels.email.imap.session import Session, Withheld
from agent_console.connectors.channels.email.imap.wire import (
    BrokenOff,
    Flooded,
    Garbled,
    Stalled,
    Trouble,
)
from agent_console.ports.failures import TryLater

AT_A_TIME = 100
MOST_BREAKS = 24
"""Of a pass; the half of the half of a hundred mails is one after seven."""
MOST_STALLS = 6
"""Before anything came at all: each is waited for, and then it is the server and not a mail."""
ENOUGH = 2
"""Failures at one mail after which it is the mail, and not the line."""
REASONS: dict[type[Trouble], str] = {
    BrokenOff: "the mail server closes the connection whenever this mail is fetched",
    Stalled: "the mail server stops in the middle of this mail",
    Flooded: "the mail server sends more than it says this mail has",
    Garbled: "what the mail server sends of this mail cannot be read",
    Withheld: "the mail server does not hand this mail out",
}


@dataclass(frozen=True, slots=True)
class Broken:
    """A mail at which the server always failed: its number, why, and its header if that came."""

    uid: int
    reason: str
    header: bytes


@dataclass(frozen=True, slots=True)
class Haul:
    """Mails as fetched, those before them at which the server always failed, and the last."""

    mails: Sequence[Mail]
    broken: Sequence[Broken]
    last: int


class Fetching:
    """The mails of an open folder; `renewed` signs in again and opens the same folder."""

    def __init__(self, session: Session, renewed: Callable[[], Session]) -> None:
        self._session = session
        self._renewed = renewed
        self._breaks = 0
        self._stalls = 0
        self._has_fetched = False
        self._broken: list[Broken] = []
        """Not told yet: while nothing else comes, it may be the server."""

    def hauls(self, uids: Sequence[int]) -> Iterator[Haul]:
        """Yield the mails of these numbers.

        Raises:
            RemoteFailure: the server fails at every mail, or too often, or lets nobody in again.
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
            except Trouble as failure:
                self._sign_in_again(failure)
                waiting.extendleft(reversed(self._smaller(some[done:], counts, failure)))
                self._give_up_if_nothing_comes(failure, len(uids))
        if self._broken:
            yield Haul((), self._told(), uids[-1])

    def _of(self, uids: Sequence[int]) -> Iterator[Haul]:
        for bunch in bunches(self._heads(uids)):
            fetched = list(mails(self._session, bunch))
            self._has_fetched = True
            yield Haul(fetched, self._told(), bunch[-1].uid)

    def _heads(self, uids: Sequence[int]) -> Sequence[Head]:
        """Ask how large mails are; a server that is silent there is so for all of them."""
        try:
            return heads(self._session, uids)
        except Stalled as failure:
            raise TryLater(failure.message) from failure

    def _told(self) -> Sequence[Broken]:
        broken, self._broken = self._broken, []
        return broken

    def _smaller(
        self, uids: Sequence[int], counts: Counter[int], failure: Trouble
    ) -> list[Sequence[int]]:
        """Return in which bunches to go on; a mail that failed often enough is in none.

        Waiting for a stall takes long, so that each mail is asked for by itself after one.
        """
        if len(uids) > 1:
            if isinstance(failure, Stalled):
                return [[uid] for uid in uids]
            middle = len(uids) // 2
            return [uids[:middle], uids[middle:]]
        counts.update(uids)
        if all(counts[uid] < ENOUGH for uid in uids):
            return [uids]
        self._broken.extend(Broken(one, REASONS[type(failure)], self._header(one)) for one in uids)
        return []

    def _header(self, uid: int) -> bytes:
        """Fetch the header of a mail that cannot be fetched, if that comes."""
        try:
            return header(self._session, uid)
        except Trouble as failure:
            self._sign_in_again(failure)
            return b""

    def _sign_in_again(self, failure: Trouble) -> None:
        self._breaks += 1
        self._stalls += isinstance(failure, Stalled)
        is_silent = self._stalls > MOST_STALLS and not self._has_fetched
        if self._breaks > MOST_BREAKS or is_silent:
            raise failure
        self._session = self._renewed()

    def _give_up_if_nothing_comes(self, failure: Trouble, wanted: int) -> None:
        is_all = len(self._broken) == wanted
        if is_all and wanted > 1 and not self._has_fetched:
            raise failure
