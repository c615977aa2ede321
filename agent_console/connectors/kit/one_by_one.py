"""Asking for things one by one: what is wrong with one of them never holds up the others."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from dataclasses import dataclass, field

from agent_console.ports.failures import Refused, RemoteFailure, TryLater
from agent_console.ports.source import Page, Unreadable, Untracked, WantedParcel

SILENT, STRANGE = 2, 3
"""So many in a row without an answer, or with one nobody can use, end a pass."""


class StrangeAnswer(Refused):
    """An answer nobody can use, of one number as far as is known.

    `raw` is what came, `failure` what it means once all are answered so.
    """

    def __init__(self, failure: RemoteFailure, raw: str) -> None:
        super().__init__(failure.message)
        self.failure = failure
        self.raw = raw


@dataclass(slots=True)
class OneByOne:
    """One pass over the wanted parcels.

    Whatever fails is asked for after all others the next time. A single strange answer is held
    against its number, many in a row against the source, and so are all of a pass if even
    `probe`, a question about no number, is answered so.
    """

    stream: str
    ask: Callable[[WantedParcel], Awaitable[Page]]
    probe: Callable[[], Awaitable[object]]
    _silent: int = 0
    _left: TryLater | None = None
    _strange: list[tuple[WantedParcel, Refused]] = field(default_factory=list)
    _is_answered: bool = False

    async def pages(self, wanted: Iterable[WantedParcel]) -> AsyncIterator[Page]:
        """Yield the page of each; raises RemoteFailure when it is the source that fails."""
        for one in wanted:
            answer = await self._answer(one)
            for page in self._pages(one, answer):
                yield page
            if not isinstance(answer, Page):
                self._fail(one, answer)
        if self._strange and not self._is_answered:
            await self.probe()
        for page in self._told():
            yield page
        if self._left is not None:
            raise self._left

    async def _answer(self, one: WantedParcel) -> Page | TryLater | Refused:
        """Ask for one; what it may fail by without the source failing is returned."""
        try:
            page = await self.ask(one)
        except (TryLater, Refused) as failure:
            if isinstance(failure, TryLater) and failure.retry_after_s is not None:
                raise
            return failure
        self._silent, self._is_answered = 0, True
        return page

    def _pages(self, one: WantedParcel, answer: Page | TryLater | Refused) -> list[Page]:
        """Return what was told of one, behind what is held against others by it."""
        if isinstance(answer, Page):
            return [*self._told(), answer]
        return [Page(self.stream, asked=(one.number,))]

    def _fail(self, one: WantedParcel, failure: TryLater | Refused) -> None:
        if isinstance(failure, TryLater):
            self._silent += 1
            self._left = self._left or failure
            if self._silent == SILENT:
                raise failure
            return
        self._strange.append((one, failure))
        if len(self._strange) == STRANGE:
            raise failure.failure if isinstance(failure, StrangeAnswer) else failure

    def _told(self) -> list[Page]:
        """Return what is to be held against numbers, once."""
        pages = [_refused(self.stream, one, failure) for one, failure in self._strange]
        self._strange = []
        return pages


def _refused(stream: str, one: WantedParcel, failure: Refused) -> Page:
    raw = failure.raw if isinstance(failure, StrangeAnswer) else ""
    aside = (Unreadable(stream, one.number, failure.message, raw),) if raw else ()
    untracked = Untracked(one.number, failure.kind, failure.message)
    return Page(stream, untracked=(untracked,), unreadable=aside)
