"""The form of a return: what comes back, why, how it travels, and what happens on Enter."""

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from agent_console.ports.acting.returning import Offer, Returned
from agent_console.ui.screens.customer.returning.cards import MOST_KEYS, Cards
from agent_console.ui.screens.customer.returning.form import words
from agent_console.ui.screens.customer.returning.form.body import ReturnBody
from agent_console.ui.screens.customer.returning.label import words as label_words
from agent_console.ui.theme.glyphs import Glyph
from agent_console.ui.theme.theme import Theme
from agent_console.ui.widgets.buttons import Chip
from agent_console.ui.widgets.forms.choices import Choices
from agent_console.ui.widgets.forms.editor import Editor
from agent_console.ui.widgets.forms.follows import Follows
from agent_console.ui.widgets.forms.section import Section
from agent_console.ui.widgets.measures import Measures

REASON_TALL = 72
SQUARES, ROUNDS = (Glyph.EMPTY, Glyph.CHOSEN), (Glyph.CIRCLE, Glyph.PICKED)


class ReturnForm(QScrollArea):
    """The sections over each other; its body has the keyboard."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("timeline")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.body = ReturnBody(theme)
        self.labels = Cards(theme, "Return", ROUNDS)
        self.articles = Cards(theme, "Article", SQUARES, MOST_KEYS)
        self.reasons = Choices(theme, "Reason", edge=True)
        self.exception = Editor(theme, "Why an exception?")
        self.exception.setPlaceholderText("Why an exception?  (X)")
        self.rates = Cards(theme, "Rate", ROUNDS)
        self.mail = Chip(theme, "Mail the label", "Mail the label", edge=True)
        self._follows = Follows(theme)
        self._before = Section(theme, "Returns of this order (V shows the label)", self.labels)
        self._before.hide()
        self.another = Chip(theme, "One more of the same  A", "One more of the same", edge=True)
        another, mail = _beginning(self.another), _beginning(self.mail)
        self._what = Section(theme, "1  What comes back", self.articles, another)
        self._why = Section(theme, "2  Why", self.reasons, self.exception)
        self._how = Section(theme, "3  How it travels", self.rates, mail)
        self._then = Section(theme, "What happens on Enter", self._follows)
        self.body.explained.connect(self.exception.setFocus)
        self.exception.left.connect(self.body.setFocus)
        self._build(Measures(theme, self))

    def show_offer(self, offer: Offer) -> None:
        """Show what is chosen and what else there is."""
        self.articles.show_cards(words.article_cards(offer))
        self._what.setVisible(bool(offer.lines))
        self._what.say(f"order {offer.wish.order}" if offer.wish.order else "")
        self.reasons.show_choices(
            words.reason_chips(), offer.wish.reason and offer.wish.reason.value
        )
        self._why.setVisible(bool(offer.lines))
        self.exception.setVisible(offer.needs_exception() and not offer.cannot)
        self.rates.show_cards(words.rate_cards(offer))
        self._show_mail(offer)
        self.another.setVisible(offer.is_same)
        self.another.setChecked(offer.wish.is_another)
        self._how.setVisible(offer.quote is not None)
        told = words.follows(offer)
        self._follows.show_lines(told)
        self._then.setVisible(bool(told))

    def show_labels(self, labels: Sequence[Returned], chosen: str | None) -> None:
        """Show the returns that there are, and which of them stands beside."""
        self.labels.show_cards(label_words.cards(labels, chosen))
        self._before.setVisible(bool(labels))

    def _build(self, measures: Measures) -> None:
        column = QVBoxLayout(self.body)
        measures.keep(column.setContentsMargins, 16, 10, 16, 10)
        measures.keep(column.setSpacing, 14)
        for section in (self._before, self._what, self._why, self._how, self._then):
            column.addWidget(section)
        column.addStretch(1)
        measures.keep(self.exception.setFixedHeight, REASON_TALL)
        self.setWidget(self.body)

    def _show_mail(self, offer: Offer) -> None:
        self.mail.setVisible(bool(offer.mail_to))
        self.mail.setText(f"Mail it to {offer.mail_to}  E")
        self.mail.setAccessibleName(f"Mail the label to {offer.mail_to}")
        self.mail.setChecked(offer.wish.is_mailed)
        self.mail.updateGeometry()


def _beginning(chip: Chip) -> QWidget:
    """Put a chip where its line begins, in its own width."""
    line = QWidget()
    across = QHBoxLayout(line)
    across.setContentsMargins(0, 0, 0, 0)
    across.addWidget(chip)
    across.addStretch(1)
    return line
