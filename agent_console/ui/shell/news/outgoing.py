"""What is about to leave: read from the outbox, counted down by a steady clock, taken back."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from time import monotonic

from PySide6.QtCore import QObject, QTimer, Signal

from agent_console.domain.profile import ProfileId
from agent_console.ports.acting.writing import Correspondence, Live
from agent_console.ui.bridge.reader import Writer
from agent_console.ui.screens.customer.presenter import CustomerPresenter
from agent_console.ui.screens.customer.timeline.pending import (
    ANYWAY,
    WAS_DONE,
    WAS_NOT_DONE,
    goes_out,
    is_counting,
    named,
)
from agent_console.ui.shell.bars.countdown import CountdownBar

TICK_MS, LOOK_MS = 250, 1000
NOT_YET = "the store is being opened"


@dataclass(frozen=True, slots=True)
class Seen:
    """What a look at the outbox found."""

    live: Sequence[Live]
    why_not: str
    why_not_return: str


class Outgoing(QObject):
    """Knows what is under way for whoever is open, and what of it one's own Undo takes back.

    `pages` are the customers that are open; `ended` says for whom something came to an end.
    """

    ended = Signal(object)

    def __init__(self, writer: Writer, bar: CountdownBar) -> None:
        super().__init__(bar)
        self._writer = writer
        self._bar = bar
        self.pages: Iterable[CustomerPresenter] = ()
        self.why_not = self.why_not_return = NOT_YET
        self._live: Sequence[Live] = ()
        self._until: dict[str, float] = {}
        self._taken_back: set[str] = set()
        self._tick = QTimer(self, interval=TICK_MS)
        self._tick.timeout.connect(self._tell)
        self._again = QTimer(self, interval=LOOK_MS)
        self._again.timeout.connect(self.look)
        bar.undone.connect(self.undo)
        writer.opened.connect(self.look)
        writer.unavailable.connect(self._on_unavailable)

    def look(self) -> None:
        """Look at the outbox."""
        profiles = frozenset(page.profile for page in self.pages)
        question = partial(_look, profiles)
        self._writer.ask(question, self._on_seen, self._on_failed, key=self)

    def undo(self) -> None:
        """Take back what would go out next."""
        if (next_one := self._next()) is not None:
            self.take_back(next_one.key)

    def take_back(self, key: str) -> None:
        """Take back, or put away, what has not left."""
        self._taken_back.add(key)
        self._writer.ask(partial(_cancel, key), self._on_taken_back, self._on_failed)

    def release(self, key: str) -> None:
        """Let go what is held although facts have changed."""
        self._writer.ask(partial(_release, key), self._on_released, self._on_failed)

    def settle(self, key: str, *, is_done: bool) -> None:
        """Note what somebody found out."""
        question = partial(_settle, key, is_done)
        self._writer.ask(question, self._on_released, self._on_failed)

    def handle(self, verb: str, key: str) -> None:
        """Do what a pinned row offers."""
        VERBS[verb](self, key)

    def stop(self) -> None:
        """Look no more."""
        self._tick.stop()
        self._again.stop()

    def _left(self, live: Live) -> float:
        return self._until[live.key] - monotonic()

    def _next(self) -> Live | None:
        own = [one for one in self._live if one.is_mine and is_counting(one, self._left(one))]
        return min(own, key=self._left, default=None)

    def _on_seen(self, seen: Seen) -> None:
        before = {one.key: one for one in self._live}
        self.why_not, self.why_not_return = seen.why_not, seen.why_not_return
        self._live = seen.live
        self._until = {one.key: self._ends(one, before.get(one.key)) for one in seen.live}
        self._run(is_needed=bool(seen.live))
        self._tell()
        self._tell_decided(before)
        gone = frozenset(before[key].customer for key in before.keys() - self._until.keys())
        if gone:
            self.ended.emit(gone)

    def _tell_decided(self, before: Mapping[str, Live]) -> None:
        """Say to whoever asked for an exception that somebody has decided."""
        now = {one.key: one for one in self._live}
        for key, one in before.items():
            if one.is_mine and one.is_escalated and key not in self._taken_back:
                if key not in now:
                    said = f"Not approved: {named(one)}; why stands on the timeline"
                    self._bar.say(said)
                elif not now[key].is_escalated:
                    self._bar.say(f"Approved: {named(one)}")

    def _ends(self, live: Live, known: Live | None) -> float:
        """Return when it goes out, by the steady clock: told once, whatever the other does."""
        is_same = known is not None and (known.state, known.outcome) == (live.state, live.outcome)
        return self._until[live.key] if is_same else monotonic() + live.left_s

    def _run(self, *, is_needed: bool) -> None:
        for timer in (self._tick, self._again):
            if not is_needed:
                timer.stop()
            elif not timer.isActive():
                timer.start()

    def _tell(self) -> None:
        for page in self.pages:
            own = [one for one in self._live if page.concerns(one.customer)]
            page.timeline.pin((one, self._left(one)) for one in own)
        next_one = self._next()
        if next_one is None:
            self._bar.rest()
        else:
            left = self._left(next_one)
            self._bar.count(goes_out(next_one, left), left)

    def _on_taken_back(self, taken: tuple[str, bool]) -> None:
        key, is_done = taken
        one = next((one for one in self._live if one.key == key), None)
        name = named(one) if one else "It"
        self._bar.say(f"Taken back: {name}" if is_done else f"Too late: {name} has left already")
        self._live = [one for one in self._live if one.key != key or not is_done]
        self._tell()
        self.look()

    def _on_released(self, _is_done: bool) -> None:
        self.look()

    def _on_failed(self, failure: BaseException) -> None:
        self._bar.say(f"The outbox cannot be read: {failure}")

    def _on_unavailable(self, failure: BaseException) -> None:
        self.why_not = f"cannot be written now: {failure}"
        self.why_not_return = f"cannot be ordered now: {failure}"


VERBS: dict[str, Callable[[Outgoing, str], None]] = {
    "discard": Outgoing.take_back,
    ANYWAY: Outgoing.release,
    WAS_DONE: partial(Outgoing.settle, is_done=True),
    WAS_NOT_DONE: partial(Outgoing.settle, is_done=False),
}


def _look(profiles: Collection[ProfileId], desk: Correspondence) -> Seen:
    return Seen(desk.live(profiles), desk.why_not(), desk.returns.why_not())


def _cancel(key: str, desk: Correspondence) -> tuple[str, bool]:
    return key, desk.cancel(key)


def _settle(key: str, is_done: bool, desk: Correspondence) -> bool:
    return desk.settle(key, is_done=is_done)


def _release(key: str, desk: Correspondence) -> bool:
    return desk.release(key)
