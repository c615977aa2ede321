"""A return as it would be ordered: what goes back and why, the verdict, the price, the button."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from agent_console.ports.acting.returning import Offer
from agent_console.ui.screens.customer.returning.form import words
from agent_console.ui.screens.customer.returning.form.form import ReturnForm
from agent_console.ui.screens.customer.returning.label.side import LabelSide
from agent_console.ui.theme.glyphs import Glyph
from agent_console.ui.theme.lettering import Lettering
from agent_console.ui.theme.theme import Theme
from agent_console.ui.theme.tokens import Ink
from agent_console.ui.widgets.buttons import RowButton
from agent_console.ui.widgets.forms.band import Band
from agent_console.ui.widgets.labels import PlainLabel
from agent_console.ui.widgets.measures import Measures
from agent_console.ui.widgets.primary import PrimaryButton

TWO_COLUMNS, SIDE, UNLIMITED = 860, 340, 1 << 20


class ReturnPane(QFrame):
    """Shows an offer; `order_wanted` is Enter or the button, `closed` its other button."""

    order_wanted = Signal()
    closed = Signal()
    exception_typed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setObjectName("pane")
        self.setAccessibleName("Return of goods")
        self._verdict = Band(theme, "Verdict")
        self.form = ReturnForm(theme)
        self.side = LabelSide(theme)
        self._reasons = PlainLabel(theme, Lettering.META_STRONG, Ink.WARN)
        self._still = PlainLabel(theme, Lettering.META, Ink.TEXT2)
        self.close_button = RowButton(theme, Glyph.CLOSE, "Close", "Esc", height=32, card=True)
        self.close_button.setAccessibleName("Close return")
        self.buy = PrimaryButton(theme, words.ASKING, "Enter")
        self._left = QWidget()
        self._build()
        self._wire()

    def first(self) -> QWidget:
        """Return what takes the keyboard."""
        return self.form.body

    def show_offer(self, offer: Offer) -> None:
        """Show what would be ordered, or why nothing can be."""
        is_no = words.is_refused(offer)
        self._verdict.say(words.sentence(offer), words.under(offer), is_trouble=is_no)
        self.form.show_offer(offer)
        self.side.show_offer(offer)
        self.show_reasons(offer)

    def show_reasons(self, offer: Offer) -> None:
        """Say what is in the way, and what can be done."""
        told = words.in_the_way(offer)
        self._reasons.setText("\n".join(told))
        self._reasons.setAccessibleName(f"Not ordered: {' '.join(told)}" if told else "")
        self._reasons.setVisible(bool(told))
        self._still.setText(words.still(offer))
        self._still.setVisible(not told)
        text, enabled = words.button(offer)
        key = "Ctrl ↵" if offer.needs_exception() else "Enter"
        self.buy.say(text, enabled=enabled, key=key)

    def show_ordering(self) -> None:
        """Say that it is being handed in."""
        self.buy.say("Handing in …", enabled=False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Show form and label beside each other, or the label that was bought in its place."""
        px = self._theme.px
        has_room = self.width() >= px(TWO_COLUMNS)
        is_bought = self.side.is_bought()
        self.side.setVisible(has_room or is_bought)
        focused: QWidget | None = self.focusWidget()
        had_keys = focused is not None and self._left.isAncestorOf(focused)
        self._left.setVisible(has_room or not is_bought)
        if had_keys and not self._left.isVisibleTo(self):
            self.side.first().setFocus()
        self.side.setMinimumWidth(px(SIDE) if has_room else 0)
        self.side.setMaximumWidth(px(SIDE) if has_room else UNLIMITED)

    def _build(self) -> None:
        measures = Measures(self._theme, self)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        below, left, foot = QHBoxLayout(), QVBoxLayout(self._left), QHBoxLayout()
        left.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(0)
        left.setSpacing(0)
        measures.keep(foot.setContentsMargins, 16, 8, 16, 8)
        measures.keep(foot.setSpacing, 8)
        for label in (self._reasons, self._still):
            label.setWordWrap(True)
            foot.addWidget(label, 1)
        measures.keep(self.close_button.setFixedWidth, 124)
        foot.addWidget(self.close_button)
        foot.addWidget(self.buy)
        bar = QFrame()
        bar.setObjectName("foot")
        bar.setLayout(foot)
        left.addWidget(self.form, 1)
        left.addWidget(bar)
        below.addWidget(self._left, 1)
        below.addWidget(self.side)
        outer.addWidget(self._verdict)
        outer.addLayout(below, 1)
        self._theme.changed.connect(self._fit)
        self.side.changed.connect(self._fit)

    def _wire(self) -> None:
        self.form.body.entered.connect(self.order_wanted)
        self.buy.clicked.connect(self.order_wanted)
        self.form.exception.sent.connect(self.order_wanted)
        self.form.exception.textChanged.connect(self.exception_typed)
        self.close_button.clicked.connect(self.closed)
