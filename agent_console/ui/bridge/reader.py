"""Asks the store, or has something written, on threads of their own: the window never waits."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from shiboken6 import isValid

from agent_console.ports.acting.paperwork import Paperwork
from agent_console.ports.acting.writing import Correspondence
from agent_console.queries.desk import Desk

T = TypeVar("T")
D = TypeVar("D")
Failed = Callable[[BaseException], None]


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question under way, and who wants to know."""

    key: object
    then: Callable[[Any], None]
    failed: Failed
    answer: "Future[Any]"


class Asking(QObject, Generic[D]):
    """Opens a desk on its thread, then answers questions in the order they were asked.

    Of questions with the same key only the newest is answered; before `open` none is. `opened` and
    `unavailable` say how opening went; answers to a receiver that is gone are dropped.
    """

    opened = Signal()
    unavailable = Signal(object)
    _arrived = Signal(object)

    def __init__(self, open_desk: Callable[[], D], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._open_desk = open_desk
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="desk")
        self._desk: Future[D] | None = None
        self._asked: dict[int, _Asked] = {}
        self._newest: dict[object, int] = {}
        self._count = 0
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def open(self) -> None:
        """Open the desk; may be called again after `unavailable`."""
        self._desk = self._thread.submit(self._open_desk)
        self._desk.add_done_callback(lambda _: self._arrived.emit(None))

    def ask(
        self,
        question: Callable[[D], T],
        then: Callable[[T], None],
        failed: Failed,
        *,
        key: object = None,
    ) -> None:
        """Ask; `then` or `failed`, a bound method, is called on the window's thread."""
        if self._desk is None:
            return
        self._count += 1
        number = self._count
        if key is not None:
            self._forget(self._newest.get(key))
            self._newest[key] = number
        answer = self._thread.submit(partial(self._answer, question))
        self._asked[number] = _Asked(key, then, failed, answer)
        answer.add_done_callback(lambda _: self._arrived.emit(number))

    def was_opened(self) -> bool:
        """Say whether opening was tried at all."""
        return self._desk is not None

    def is_readable(self) -> bool:
        """Say whether the desk is open."""
        desk = self._desk
        return desk is not None and desk.done() and desk.exception() is None

    def failed(self) -> bool:
        """Say whether the desk could not be opened."""
        desk = self._desk
        return desk is not None and desk.done() and desk.exception() is not None

    def is_idle(self) -> bool:
        """Say whether no answer is awaited."""
        return not self._asked and (self._desk is None or self._desk.done())

    def close(self) -> None:
        """Answer nothing more and end the thread after the question it is at."""
        self._asked.clear()
        self._desk = None
        self._thread.shutdown(wait=True, cancel_futures=True)

    def finish(self) -> None:
        """Do what was asked for once and for all, as to keep or send something, then close."""
        for asked in self._asked.values():
            if asked.key is not None:
                asked.answer.cancel()
        self._asked.clear()
        self._thread.shutdown(wait=True)
        self._desk = None

    def _answer(self, question: Callable[[D], T]) -> T:
        if self._desk is None:
            raise RuntimeError("the desk was never opened")
        return question(self._desk.result())

    def _forget(self, number: int | None) -> None:
        if number is not None and (old := self._asked.pop(number, None)):
            old.answer.cancel()

    def _deliver(self, number: int | None) -> None:
        if number is None:
            self._tell_opened()
            return
        asked = self._asked.pop(number, None)
        if asked is None or asked.answer.cancelled():
            return
        if self._newest.get(asked.key) == number:
            del self._newest[asked.key]
        if (failure := asked.answer.exception()) is not None:
            _call(asked.failed, failure)
        else:
            _call(asked.then, asked.answer.result())

    def _tell_opened(self) -> None:
        failure = self._desk.exception() if self._desk else None
        if failure is None:
            self.opened.emit()
        else:
            self.unavailable.emit(failure)


Reader = Asking[Desk]
"""Answers what is asked of the store."""
Writer = Asking[Correspondence]
"""Has letters written and handed in; it may wait for others who write to the store."""
Clerk = Asking[Paperwork]
"""Puts down notes and who takes care of what; never behind a letter that is being written."""


def _call(receiver: Callable[[Any], None], answer: object) -> None:
    owner = getattr(receiver, "__self__", None)
    if not isinstance(owner, QObject) or isValid(owner):
        receiver(answer)
