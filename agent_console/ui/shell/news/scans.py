"""What a scanner sends, wherever the keyboard is: the customer comes up, with what may go back."""

from functools import partial

from PySide6.QtCore import QObject

from agent_console.domain.customer import CustomerName
from agent_console.domain.returning.verdict import Verdict
from agent_console.ports.acting.returning import ReturnWish
from agent_console.ports.acting.writing import Correspondence
from agent_console.ports.desktop import OpenCustomer
from agent_console.ports.reading import KeyKind
from agent_console.queries.desk import Desk
from agent_console.queries.identities.scanning import Scanned, scanned
from agent_console.ui.bridge.reader import Reader, Writer
from agent_console.ui.shell.news.callers import Callers, Known
from agent_console.ui.shell.window import MainWindow
from agent_console.ui.theme.glyphs import Glyph

MOST_SHOWN = 128
BY = {KeyKind.TRACKING: "tracking", KeyKind.ORDER: "order"}


class Scans(QObject):
    """Opens whom one scan names, and says of the order until when it can be returned."""

    def __init__(
        self, window: MainWindow, reader: Reader, writer: Writer, callers: Callers
    ) -> None:
        super().__init__(window)
        self._window, self._reader, self._writer = window, reader, writer
        self._callers = callers

    def take(self, text: str) -> None:
        """Show whom a scanned text names."""
        self._reader.ask(partial(_scanned, text), self._on_scanned, self._on_failed, key=self)
        self._writer.ask(_nothing, _forget, _leave_it_at_that, key=self)

    def _on_scanned(self, told: Scanned) -> None:
        number = told.number if told.found else told.text.strip()[:MOST_SHOWN]
        self._callers.show_known(Known(OpenCustomer(BY[told.kind], number), told.found))
        if told.order is None or self._callers.is_in_sight():
            return
        [customer] = told.found
        wish = ReturnWish(customer.id, told.order)
        then = partial(self._on_judged, customer, told.order)
        self._writer.ask(partial(_judged, wish), then, _leave_it_at_that, key=self)

    def _on_judged(self, customer: CustomerName, order: str, verdict: Verdict | None) -> None:
        """Say what can be returned until when; R goes on from there."""
        if verdict is None or self._callers.is_in_sight():
            return
        words = f"{customer.name}, order {order}. Can it be returned? {verdict.sentence}"
        self._window.bar.say(words, glyph=Glyph.SCAN)

    def _on_failed(self, failure: BaseException) -> None:
        self._window.bar.say(f"What was scanned could not be looked up: {failure}")


def _scanned(text: str, desk: Desk) -> Scanned:
    return scanned(desk, text)


def _judged(wish: ReturnWish, desk: Correspondence) -> Verdict | None:
    return desk.returns.judge(wish)


def _nothing(_desk: Correspondence) -> None:
    """Take the place of a judgement that nobody waits for any more."""


def _forget(_told: None) -> None:
    """Say nothing."""


def _leave_it_at_that(_failure: BaseException) -> None:
    """The customer is in sight; where no return can be judged here, R says why."""
