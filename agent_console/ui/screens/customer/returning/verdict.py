"""May it go back? The verdict as the answer of the moment, with the clause under it."""

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout

from agent_console.ports.acting.returning import Offer
from agent_console.ui.screens.customer.returning.form import words
from agent_console.ui.theme.lettering import Lettering
from agent_console.ui.theme.theme import Theme
from agent_console.ui.theme.tokens import Ink
from agent_console.ui.widgets.labels import PlainLabel
from agent_console.ui.widgets.measures import Measures
from agent_console.ui.widgets.rows.painter import RowPainter


class VerdictBox(QFrame):
    """Takes the place of the customer's answer while a return is chosen."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("answer")
        self._theme = theme
        self._is_no = False
        self._sentence = PlainLabel(theme, Lettering.ANSWER, Ink.TEXT)
        self._under = PlainLabel(theme, Lettering.META_STRONG, Ink.TEXT2)
        column = QVBoxLayout(self)
        measures = Measures(theme, self)
        measures.keep(column.setContentsMargins, 32, 8, 16, 10)
        measures.keep(column.setSpacing, 4)
        for label in (self._sentence, self._under):
            label.setWordWrap(True)
            column.addWidget(label)

    def show_verdict(self, offer: Offer) -> None:
        """Show the verdict on what is chosen, or what is to be done for one."""
        self._is_no = offer.verdict is not None and not offer.verdict.is_eligible
        self._sentence.setText(words.sentence(offer))
        self._sentence.setAccessibleName(f"Verdict: {words.sentence(offer)}")
        self._under.setText(words.under(offer))
        self._under.setVisible(bool(words.under(offer)))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        px, words_at = self._theme.px, self._sentence.geometry()
        row = RowPainter(QPainter(self), self._theme, self.rect(), self.layoutDirection())
        ink = Ink.WARN if self._is_no else Ink.ACCENT
        row.fill(row.box(px(16), words_at.top() + px(2), px(3), words_at.height() - px(4)), ink)
