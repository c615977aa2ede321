"""The context pane: what can be done, the order, and the evidence of a row where it must fit in."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QModelIndex, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from agent_console.ui.screens.customer.actions import ACTIONS, Situation, meta
from agent_console.ui.screens.customer.message.pane import MessagePane
from agent_console.ui.screens.customer.notes.pane import NotePane
from agent_console.ui.screens.customer.people.pane import PeoplePane
from agent_console.ui.screens.customer.people.rows import Wanted
from agent_console.ui.screens.customer.writing.pane import ComposePane
from agent_console.ui.theme.glyphs import Glyph
from agent_console.ui.theme.lettering import Lettering
from agent_console.ui.theme.theme import Theme
from agent_console.ui.theme.tokens import Ink
from agent_console.ui.widgets.buttons import RowButton, SquareButton
from agent_console.ui.widgets.facts import Fact, FactsView
from agent_console.ui.widgets.labels import PlainLabel
from agent_console.ui.widgets.measures import Measures
from agent_console.ui.widgets.rows.model import RowRole
from agent_console.ui.widgets.state_panel import Situation as NoOrders
from agent_console.ui.widgets.state_panel import StatePanel

SAID_MS = 2500


class EvidencePane(QFrame):
    """Shows where a row comes from; Esc or its button closes it."""

    closed = Signal()
    composing = Signal(bool)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("evidence")
        keep = Measures(theme, self).keep
        self.facts = FactsView(theme, "Evidence of the row")
        self.close_button = SquareButton(theme, Glyph.CLOSE, "Close evidence", size=24, edge=False)
        self.close_button.clicked.connect(self.closed)
        head = QHBoxLayout()
        keep(head.setContentsMargins, 24, 8, 12, 0)
        head.addWidget(PlainLabel(theme, Lettering.HEADING, Ink.TEXT, "Evidence"))
        head.addStretch(1)
        head.addWidget(self.close_button)
        self.compose = ComposePane(theme)
        self.note = NotePane(theme)
        self.people = PeoplePane(theme)
        self._row = QWidget()
        column = QVBoxLayout(self._row)
        column.setContentsMargins(0, 0, 0, 0)
        keep(column.setSpacing, 2)
        self.message = MessagePane(theme)
        column.addLayout(head)
        column.addWidget(self.message, 2)
        column.addWidget(self.facts, 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._row)
        self._stack.addWidget(self.compose)
        self._stack.addWidget(self.note)
        self._stack.addWidget(self.people)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)

    def open_compose(self) -> None:
        """Show the message that is being written in place of where a row comes from."""
        self._stack.setCurrentWidget(self.compose)
        self.composing.emit(True)

    def open_note(self) -> None:
        """Show the note that is being written in place of where a row comes from."""
        self._stack.setCurrentWidget(self.note)
        self.composing.emit(True)

    def open_people(self) -> None:
        """Show who may be the same person in place of where a row comes from."""
        self._stack.setCurrentWidget(self.people)
        self.composing.emit(True)

    def is_about_people(self) -> bool:
        """Say whether it is shown here who may be the same person."""
        return self._stack.currentWidget() is self.people

    def close_compose(self) -> None:
        """Show again where a row comes from."""
        self._stack.setCurrentWidget(self._row)
        self.composing.emit(False)

    def is_composing(self) -> bool:
        """Say whether something is being written here."""
        return self._stack.currentWidget() is not self._row

    def has_keyboard(self) -> bool:
        """Say whether one of its parts has the keyboard."""
        return any(one.hasFocus() for one in self.findChildren(QWidget))

    def first(self) -> QWidget:
        """Return what takes the keyboard."""
        docked = (self.compose, self.note, self.people)
        written = (one for one in docked if one is self._stack.currentWidget())
        return next((one.first() for one in written), self.message.first() or self.facts)


class ContextPane(QFrame):
    """Actions above, the order below, or why there is none; `action_wanted` is an action's word.

    `order_chosen` is the number of an order, `customer_chosen` the id of who may be the same.
    """

    action_wanted = Signal(str)
    order_chosen = Signal(object)
    customer_chosen = Signal(int)
    deed_chosen = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("context")
        self._theme = theme
        self._situation: Situation | None = None
        self._buttons: dict[str, RowButton] = {}
        self.order = FactsView(theme, "Order facts")
        self.order.chosen.connect(self._on_chosen)
        self.nothing = StatePanel(theme)
        self._no_orders: NoOrders | None = None
        self._said = NoOrders(Glyph.PARCEL, "")
        self._order_side = QWidget()
        self._stack = QStackedWidget()
        self._quiet = QTimer(self, singleShot=True, interval=SAID_MS)
        self._quiet.timeout.connect(self._show_actions)
        self._build()

    def show_order(self, situation: Situation | None, facts: Sequence[Fact]) -> None:
        """Show what can be done and the order it is done to."""
        self._situation = situation
        self._show_actions()
        self.order.show_facts(facts)

    def show_no_orders(self, situation: NoOrders | None) -> None:
        """Say in place of the order why there is none; None shows the order again."""
        was_order = self._no_orders is None
        self._no_orders = situation
        self._show_nothing()
        if was_order is not (situation is None) and self._stack.currentWidget() in self._own():
            self.release()

    def has_no_orders(self) -> bool:
        """Say whether it is told here that there is no order."""
        return self._no_orders is not None

    def has_keyboard(self) -> bool:
        """Say whether one of its parts has the keyboard."""
        return any(one.hasFocus() for one in self.findChildren(QWidget))

    def first(self) -> QWidget:
        """Return what takes the keyboard: the order, or what can be done where there is none."""
        return (self.nothing.first() if self._no_orders else None) or self.order

    def lodge(self, evidence: EvidencePane) -> None:
        """Show the evidence in place of the order."""
        if self._stack.indexOf(evidence) < 0:
            self._stack.addWidget(evidence)
        self._stack.setCurrentWidget(evidence)

    def release(self) -> None:
        """Show the order again, or why there is none."""
        self._stack.setCurrentWidget(self.nothing if self._no_orders else self._order_side)

    def say(self, word: str, said: str) -> None:
        """Say in an action's row how it went, for a moment."""
        self._buttons[word].say(said)
        self._quiet.start()

    def show_result(self, words: str, *, is_failure: bool = False) -> None:
        """Say where the order would be how a refresh goes or went."""
        said = NoOrders(Glyph.PARCEL, "", note="" if is_failure else words)
        self._said = replace(said, warning=words) if is_failure else said
        self._show_nothing()

    def _build(self) -> None:
        actions = QFrame()
        actions.setAccessibleName("Actions")
        rows = QVBoxLayout(actions)
        Measures(self._theme, self).keep(rows.setContentsMargins, 12, 8, 12, 8)
        rows.setSpacing(0)
        for action in ACTIONS:
            button = RowButton(self._theme, action.glyph, action.text, action.key)
            button.clicked.connect(self._on_clicked)
            button.setProperty("word", action.word)
            self._buttons[action.word] = button
            rows.addWidget(button)
        side = QVBoxLayout(self._order_side)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(0)
        side.addWidget(actions)
        side.addWidget(self.order, 1)
        for part in (self._order_side, self.nothing):
            self._stack.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)

    def _own(self) -> tuple[QWidget, ...]:
        return self._order_side, self.nothing

    def _show_nothing(self) -> None:
        if self._no_orders is not None:
            told, said = self._no_orders, self._said
            warning = "\n".join(filter(None, (told.warning, said.warning)))
            self.nothing.show_situation(replace(told, warning=warning, note=said.note))

    def _show_actions(self) -> None:
        for action in ACTIONS:
            button = self._buttons[action.word]
            told = self._situation
            refusal = action.refusal(told) if told else ""
            if told is None or refusal is not None:
                button.say(refusal or "", enabled=False)
            else:
                button.say(meta(action, told))

    def _on_clicked(self) -> None:
        self.action_wanted.emit(self.sender().property("word"))

    def _on_chosen(self, index: QModelIndex) -> None:
        key = index.data(RowRole.KEY)
        if isinstance(key, Wanted):
            self.deed_chosen.emit(key)
        elif isinstance(key, int):
            self.customer_chosen.emit(key)
        elif key is not None:
            self.order_chosen.emit(key)


def next_order(facts: Sequence[Fact], chosen: str | None, step: int) -> str | None:
    """Return the order before or after the chosen one among the choices."""
    numbers = [fact.key for fact in facts if isinstance(fact.key, str)]
    if chosen not in numbers:
        return None
    at = numbers.index(chosen) + step
    return numbers[at] if 0 <= at < len(numbers) else None
