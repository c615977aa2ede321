"""A return as it would be ordered: what goes back and why, the verdict, the price, the button."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from agent_console.ports.acting.returning import Offer
from agent_console.ui.screens.customer.returning import words
from agent_console.ui.screens.customer.returning.body import ReturnBody
from agent_console.ui.screens.customer.returning.rows import Rows
from agent_console.ui.screens.customer.writing.choices import Choices
from agent_console.ui.screens.customer.writing.editor import Editor
from agent_console.ui.theme.glyphs import Glyph
from agent_console.ui.theme.lettering import Lettering
from agent_console.ui.theme.theme import Theme
from agent_console.ui.theme.tokens import Ink
from agent_console.ui.widgets.buttons import Chip, SquareButton
from agent_console.ui.widgets.labels import PlainLabel
from agent_console.ui.widgets.measures import Measures
from agent_console.ui.widgets.primary import PrimaryButton


class ReturnPane(QFrame):
    """Shows an offer; `order_wanted` is Enter or the button, `closed` its cross."""

    order_wanted = Signal()
    closed = Signal()
    exception_typed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._title = PlainLabel(theme, Lettering.HEADING, Ink.TEXT, "Return")
        self.body = ReturnBody(theme)
        self.articles = Rows(theme, "Article")
        self.reasons = Choices(theme, "Reason")
        self._verdict = PlainLabel(theme, Lettering.BODY, Ink.TEXT)
        self._help = PlainLabel(theme, Lettering.META, Ink.TEXT2)
        self.exception = Editor(theme, "Why an exception?")
        self.rates = Rows(theme, "Rate")
        self.mail = Chip(theme, "Mail the label", "Mail the label")
        self._reasons = PlainLabel(theme, Lettering.META_STRONG, Ink.WARN)
        self.buy = PrimaryButton(theme, words.ASKING, "Enter")
        self.close_button = SquareButton(theme, Glyph.CLOSE, "Close return", size=24, edge=False)
        self._build()
        self._wire()

    def first(self) -> QWidget:
        """Return what takes the keyboard."""
        return self.body

    def show_offer(self, offer: Offer) -> None:
        """Show what would be ordered, or why nothing can be."""
        wish, verdict = offer.wish, offer.verdict
        self._title.setText(f"Return of order {wish.order}" if wish.order else "Return")
        self.articles.show_rows(
            [(one.sku, one.title, words.article(one), bool(one.wanted)) for one in offer.lines]
        )
        self.reasons.show_choices(words.reason_chips(), wish.reason and wish.reason.value)
        self._verdict.setText(verdict.sentence if verdict else "")
        is_yes = verdict is not None and verdict.is_eligible
        self._verdict.take(Ink.GOOD if is_yes else Ink.WARN)
        told = verdict.would_help if verdict and not is_yes else ()
        self._help.setText(" ".join(told))
        self._help.setVisible(bool(told))
        self.exception.setVisible(offer.needs_exception() and not offer.cannot)
        self._show_rates(offer)
        self._show_mail(offer)
        self.show_reasons(offer)

    def show_reasons(self, offer: Offer) -> None:
        """Say what is in the way, and what can be done."""
        verdict = offer.verdict
        told = [one for one in offer.cannot if verdict is None or one != verdict.sentence]
        self._reasons.setText("\n".join(told))
        self._reasons.setVisible(bool(told))
        self._reasons.setAccessibleName(f"Not ordered: {' '.join(told)}" if told else "")
        text, enabled = words.button(offer)
        key = "Ctrl ↵" if offer.needs_exception() else "Enter"
        self.buy.say(text, enabled=enabled, key=key)

    def show_ordering(self) -> None:
        """Say that it is being handed in."""
        self.buy.say("Handing in …", enabled=False)

    def _show_rates(self, offer: Offer) -> None:
        rates = offer.quote.rates if offer.quote else ()
        chosen = offer.rate.external_id if offer.rate else ""
        self.rates.show_rows(
            [
                (one.external_id, words.service(one), words.price(one), one.external_id == chosen)
                for one in rates
            ]
        )

    def _show_mail(self, offer: Offer) -> None:
        self.mail.setVisible(bool(offer.mail_to))
        self.mail.setText(f"Mail it to {offer.mail_to}  E")
        self.mail.setAccessibleName(f"Mail the label to {offer.mail_to}")
        self.mail.setChecked(offer.wish.is_mailed)
        self.mail.updateGeometry()

    def _build(self) -> None:
        measures = Measures(self._theme, self)
        outer = QVBoxLayout(self)
        measures.keep(outer.setContentsMargins, 24, 8, 12, 12)
        measures.keep(outer.setSpacing, 8)
        head, foot = QHBoxLayout(), QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self.close_button)
        foot.addStretch(1)
        foot.addWidget(self.buy)
        for label in (self._verdict, self._help, self._reasons):
            label.setWordWrap(True)
        outer.addLayout(head)
        outer.addWidget(self._scrolled(measures), 1)
        outer.addWidget(self._reasons)
        outer.addLayout(foot)

    def _scrolled(self, measures: Measures) -> QScrollArea:
        column = QVBoxLayout(self.body)
        measures.keep(column.setContentsMargins, 4, 4, 4, 4)
        measures.keep(column.setSpacing, 8)
        parts = (self.articles, self.reasons, self._verdict, self._help, self.exception)
        for widget in (*parts, self.rates, self.mail):
            column.addWidget(widget)
        column.addStretch(1)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setWidget(self.body)
        return area

    def _wire(self) -> None:
        self.body.entered.connect(self.order_wanted)
        self.buy.clicked.connect(self.order_wanted)
        self.exception.sent.connect(self.order_wanted)
        self.exception.textChanged.connect(self.exception_typed)
        self.close_button.clicked.connect(self.closed)
