"""The page of one customer: header, answer, parcels, timeline, context, and evidence beside it."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from agent_console.ui.screens.customer.beside.context import ContextPane, EvidencePane
from agent_console.ui.screens.customer.header import AnswerBox, CustomerLine
from agent_console.ui.screens.customer.parcels.strip import ParcelStrip
from agent_console.ui.screens.customer.timeline.pane import TimelinePane
from agent_console.ui.screens.customer.work import Work
from agent_console.ui.theme.theme import Theme
from agent_console.ui.widgets.state_panel import Situation, StatePanel
from agent_console.ui.widgets.times import Times

CONTEXT, CONTEXT_WIDE = 340, 420
FOUR_PANES, VERY_WIDE, TWO_PANES = 1240, 2200, 760
TIMELINE_SHARE, EVIDENCE_SHARE, UNLIMITED = 760, 474, 1 << 20


class CustomerView(QWidget):
    """Lays the panes out for the room there is; `laid_out` says that the panes changed."""

    laid_out = Signal()

    def __init__(self, theme: Theme, times: Times) -> None:
        super().__init__()
        self.setObjectName("pane")
        self._theme = theme
        self.line = CustomerLine(theme)
        self.answer = AnswerBox(theme)
        self.strip = ParcelStrip(theme)
        self.timeline = TimelinePane(theme, times)
        self.context = ContextPane(theme)
        self.evidence = EvidencePane(theme)
        self.failure = StatePanel(theme)
        self._stack = QStackedWidget()
        self.work = Work(theme)
        self._is_evidence_open = False
        self._is_context_first = False
        self._is_bare = False
        self._build()
        self.evidence.composing.connect(self._on_composing)
        self.work.returning_closed.connect(self._go_home)
        theme.changed.connect(self._lay_out)

    def is_wide(self) -> bool:
        """Say whether the evidence has a pane of its own."""
        return self.width() >= self._theme.px(FOUR_PANES)

    def is_narrow(self) -> bool:
        """Say whether timeline and context take turns."""
        return self.width() < self._theme.px(TWO_PANES)

    def open_evidence(self) -> None:
        """Show the evidence, in its own pane or in place of the context."""
        self._is_evidence_open = True
        self._lay_out()

    def close_evidence(self) -> bool:
        """Hide the evidence; False when it was not open."""
        was_open, self._is_evidence_open = self._is_evidence_open, False
        self._lay_out()
        return was_open

    def is_evidence_shown(self) -> bool:
        """Say whether the evidence can be seen."""
        is_row = not self.evidence.is_composing()
        return is_row and (self._is_evidence_open or self.is_wide())

    def show_context_first(self, first: bool) -> None:
        """In a narrow window, show the context in place of the timeline, or the other way."""
        self._is_context_first = first
        self._lay_out()

    def show_no_orders(self, situation: Situation | None, *, is_bare: bool) -> None:
        """Say why there is no order, with the history beside it, or alone where that is bare."""
        before = self._is_bare, self.context.has_no_orders()
        has_keyboard = self._is_bare and self.context.has_keyboard()
        self.context.show_no_orders(situation)
        self._is_bare = is_bare and situation is not None
        if before != (self._is_bare, self.context.has_no_orders()):
            self._is_evidence_open = self._is_evidence_open and not self._is_bare
            self._lay_out()
        if has_keyboard and not self._is_bare:
            self.home().setFocus()

    def home(self) -> QWidget:
        """Return what has the keyboard first: the history, or what can be done without one."""
        if self.work.is_returning():
            return self.work.returning.first()
        return self.context.first() if self._is_bare else self.timeline.list

    def panes(self) -> tuple[QWidget, ...]:
        """Return what F6 goes through, in reading order."""
        if self.work.is_returning():
            return (self.work.returning.first(),)
        if self._is_bare:
            return (self.context.first(),)
        is_seen = self._is_evidence_open or self.is_wide()
        evidence = (self.evidence.first(),) if is_seen else ()
        order = () if self._is_evidence_open and not self.is_wide() else (self.context.first(),)
        return (self.timeline.list, *order, *evidence)

    def show_failure(self, situation: Situation) -> None:
        """Show why the customer cannot be shown."""
        self.failure.show_situation(situation)
        self._stack.setCurrentWidget(self.failure)

    def is_failure_shown(self) -> bool:
        """Say whether the customer cannot be shown."""
        return self._stack.currentWidget() is self.failure

    def warm_up(self, room: QSize) -> None:
        """Style, lay out and paint everything once out of sight, so that showing it is quick."""
        if self.size() != room or not self.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
            self.resize(room)
            self.grab()

    def show_panes(self) -> None:
        """Show the customer."""
        self._stack.setCurrentIndex(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def _build(self) -> None:
        main = QVBoxLayout()
        main.setSpacing(0)
        top = QFrame()
        top.setObjectName("pane")
        stacked = QVBoxLayout(top)
        stacked.setContentsMargins(0, 0, 0, 0)
        stacked.setSpacing(0)
        stacked.addWidget(self.line)
        main.addWidget(top)
        self.work.fill((self.answer, self.strip), (self.timeline, self.context))
        main.addWidget(self.work, 1)
        panes = QWidget()
        across = QHBoxLayout(panes)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addLayout(main, TIMELINE_SHARE + CONTEXT)
        self._across = across
        self._stack.addWidget(panes)
        self._stack.addWidget(self.failure)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)

    def _on_composing(self, is_open: bool) -> None:
        """Make room for what is being written; give the keyboard back when it is put away."""
        self._is_evidence_open = is_open
        self._lay_out()
        if not is_open:
            self.home().setFocus()

    def _go_home(self) -> None:
        self.home().setFocus()

    def _lay_out(self) -> None:
        self._place_evidence()
        fills = self._is_bare or self.is_narrow()
        is_first = self._is_context_first or self._is_evidence_open
        shows_context = not fills or self._is_bare or is_first
        self.context.setVisible(shows_context)
        self.timeline.setVisible(not fills or not shows_context)
        self.timeline.setEnabled(not self._is_bare)
        self.answer.setVisible(not (self.context.has_no_orders() and shows_context))
        is_very_wide = self.width() >= self._theme.px(VERY_WIDE)
        wide = self._theme.px(CONTEXT_WIDE if is_very_wide else CONTEXT)
        self.context.setMinimumWidth(0 if fills else wide)
        self.context.setMaximumWidth(UNLIMITED if fills else wide)
        self.laid_out.emit()

    def _place_evidence(self) -> None:
        is_wide = self.is_wide()
        self.evidence.close_button.setVisible(not is_wide)
        if is_wide:
            self.context.release()
            if self._across.indexOf(self.evidence) < 0:
                self._across.addWidget(self.evidence, EVIDENCE_SHARE)
            self.evidence.setVisible(not self._is_bare or self.evidence.is_composing())
            return
        self.context.lodge(self.evidence)
        if not self._is_evidence_open:
            self.context.release()
