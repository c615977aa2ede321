"""Who calls, or is named from outside: comes up beside whoever works, and takes no keyboard."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from functools import partial

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit

from agent_console.domain import identity
from agent_console.domain.customer import CustomerName
from agent_console.ports.desktop import OpenCustomer
from agent_console.ports.reading import KeyKind
from agent_console.queries.desk import Desk
from agent_console.queries.identities.calling import Candidate, Line, callers
from agent_console.queries.who import handed_off, known_by
from agent_console.ui.bridge.reader import Reader
from agent_console.ui.shell.customers.open_customers import Coming, OpenCustomers
from agent_console.ui.shell.news.call_desk import CallDesk
from agent_console.ui.shell.news.on_line import OnLine
from agent_console.ui.shell.window import MainWindow
from agent_console.ui.theme.glyphs import Glyph
from agent_console.ui.widgets.times import Times

SHOW_KEY = "Ctrl J"
MOST_WAITING = 8
KINDS = {
    "phone": KeyKind.PHONE,
    "order": KeyKind.ORDER,
    "tracking": KeyKind.TRACKING,
    "email": KeyKind.EMAIL,
    "handoff": KeyKind.HAND_OFF,
}
NUMBERS = frozenset({KeyKind.ORDER, KeyKind.TRACKING})


@dataclass(frozen=True, slots=True)
class Known:
    """What is known by a name from outside; `value` is a telephone number as it is compared."""

    wanted: OpenCustomer
    found: Sequence[CustomerName]
    candidates: Sequence[Candidate] = ()
    value: str = ""


class Callers(QObject):
    """Shows the customer somebody outside names; where words are being typed, offers her."""

    def __init__(
        self, window: MainWindow, reader: Reader, customers: OpenCustomers, times: Times
    ) -> None:
        super().__init__(window)
        self._times = times
        self.on_line = OnLine(window.bar, customers, times)
        self.calls = CallDesk(window, reader, customers, times, on_line=self.on_line)
        self._window, self._reader, self._customers = window, reader, customers
        self._waiting: list[OpenCustomer] = []
        self._words = ""
        self._show: Callable[[], None] | None = None
        self._found: tuple[CustomerName, ...] = ()
        reader.opened.connect(self._on_opened)
        customers.changed.connect(self._on_page)

    def take(self, wanted: OpenCustomer) -> None:
        """Show whom this names, once the store can be read."""
        come_up(self._window)
        if self._reader.is_readable():
            self._reader.ask(
                partial(_who, wanted, self._times.zone), self.show_known, self._on_failed
            )
            return
        self._waiting = [*self._waiting, wanted][-MOST_WAITING:]
        self._say(f"{wanted.value} comes up as soon as the store is open.", None)

    def is_in_sight(self) -> bool:
        """Say whether the bar still offers somebody: other words may have come in the place."""
        return self._show is not None and self._window.bar.words() == self._words

    def show(self) -> None:
        """Show whom the bar offered last."""
        show, self._show = self._show, None
        if show is not None:
            self._put_away()
            show()
        else:
            self.calls.bring()

    def _on_opened(self) -> None:
        waiting, self._waiting = self._waiting, []
        self._put_away()
        for wanted in waiting:
            self.take(wanted)

    def show_known(self, known: Known) -> None:
        """Show who is known by a name, offer a choice, or say that nobody is."""
        wanted, found = known.wanted, known.found
        self._found = tuple(found)
        if len(found) == 1:
            self._on_one(wanted, found[0])
            return
        if wanted.by == "phone":
            self.on_line.begin(wanted.value, known.value)
        if found:
            words, verb = f"{len(found)} customers are known under {wanted.value}.", "Choose one"
        else:
            words = f"Nobody is known under {wanted.value}. No profile is made of it."
            verb = "Search for it"
        if wanted.by != "phone":
            self._offer(words, verb, partial(self._search, wanted.value))
            if self._is_list_free():
                self._window.search.field.setText(wanted.value)
            return
        show = partial(self.calls.show, wanted.value, known.candidates)
        if self.calls.is_free(is_page_free=self._is_page_free()):
            self._put_away()
            show()
        else:
            self._offer(words, verb, show)

    def _on_page(self) -> None:
        """Offer nobody any longer who has come in sight in another way."""
        page = self._customers.current()
        if page is not None and any(page.concerns(one.id) for one in self._found):
            self._found, self._show = (), None
            self._put_away()

    def _on_one(self, wanted: OpenCustomer, only: CustomerName) -> None:
        is_number = KINDS[wanted.by] in NUMBERS
        sought = identity.reference(wanted.value) if is_number else ""
        if wanted.by == "phone":
            self.on_line.end()
        if self._is_page_free():
            self._put_away()
            self._customers.open(only.id, sought, Coming.QUIET)
            return
        if self._window.tabs.count():
            self._customers.open(only.id, sought, Coming.BEHIND)
        says = "calls" if wanted.by == "phone" else "is wanted"
        show = partial(self._bring, only, sought)
        self._offer(f"{only.name} {says} ({wanted.value}).", "Show the customer", show)

    def _on_failed(self, failure: BaseException) -> None:
        self._say(f"The caller could not be looked up: {failure}", None)

    def _bring(self, one: CustomerName, sought: str) -> None:
        self._customers.open(one.id, sought)

    def _search(self, value: str) -> None:
        self._window.search.field.setText(value)
        self._window.show_list()

    def _is_page_free(self) -> bool:
        """Say that nobody is typing on the page in sight, and nothing else stands there."""
        page, focused = self._customers.current(), self._window.focused()
        if self._window.is_covered():
            return False
        if page is None or focused is None or not page.view.isAncestorOf(focused):
            return True
        is_text = isinstance(focused, QLineEdit | QPlainTextEdit | QTextEdit)
        types = is_text and not focused.property("readOnly")
        return not (types or page.docked.is_busy())

    def _is_list_free(self) -> bool:
        """Say that nothing is searched for, and nobody goes through the list."""
        search, focused = self._window.search, self._window.focused()
        is_used = focused is not None and search.isAncestorOf(focused)
        return not search.field.text() and not is_used

    def _offer(self, words: str, verb: str, show: Callable[[], None]) -> None:
        self._show = show
        self._say(words, (verb, SHOW_KEY))

    def _say(self, words: str, offer: tuple[str, str] | None) -> None:
        self._words = words
        self._window.bar.say(words, glyph=Glyph.CALL, offer=offer)

    def _put_away(self) -> None:
        if self._words and self._window.bar.words() == self._words:
            self._window.bar.hide()
        self._words = ""


def come_up(window: MainWindow) -> None:
    """Have a window seen because somebody calls; the keyboard stays where it is."""
    if window.isMinimized():
        window.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.raise_()
    QApplication.alert(window)


def _who(wanted: OpenCustomer, zone: tzinfo | None, desk: Desk) -> Known:
    if KINDS[wanted.by] is KeyKind.HAND_OFF:
        handed = handed_off(desk, wanted.value)
        if handed is None:
            return Known(wanted, ())
        return Known(OpenCustomer("order", handed.said.order or wanted.value), (handed.customer,))
    found = known_by(desk, KINDS[wanted.by], wanted.value)
    if wanted.by != "phone":
        return Known(wanted, found)
    line = Line(wanted.value, zone)
    number = line.identity(desk.region)
    candidates = callers(desk, line) if len(found) > 1 else ()
    return Known(wanted, found, candidates, number.value if number else "")
