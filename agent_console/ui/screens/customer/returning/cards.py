"""Cards to choose from: each with a mark, its words, and at its end what it costs and its key."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from agent_console.ui.theme.glyphs import Glyph
from agent_console.ui.theme.lettering import Lettering
from agent_console.ui.theme.theme import Theme
from agent_console.ui.theme.tokens import Ink
from agent_console.ui.widgets.buttons import PaintedButton
from agent_console.ui.widgets.measures import Measures
from agent_console.ui.widgets.rows.painter import AT_END, IN_MIDDLE, TRAILING, RowPainter

HIGH, GAP, MOST_KEYS = 40, 12, 9


@dataclass(frozen=True, slots=True)
class Card:
    """What a card says; `choice` is what stands behind it, `many` and `amount` end it."""

    choice: str
    name: str
    quiet: str = ""
    many: str = ""
    amount: str = ""
    is_chosen: bool = False


class ChoiceCard(PaintedButton):
    """One card, 40 high: the name gives way first, amounts and keys never do."""

    def __init__(self, theme: Theme, key: str, marks: tuple[Glyph, Glyph]) -> None:
        super().__init__(theme, "")
        self._key = key
        self._marks = marks
        self._card = Card("", "")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def choice(self) -> str:
        """Return what stands behind it."""
        return self._card.choice

    def show_card(self, card: Card, name: str) -> None:
        """Show other words, named for screen readers."""
        self._card = card
        chosen = ", chosen" if card.is_chosen else ""
        self.setAccessibleName(f"{name}: {card.name}{chosen}")
        self.setAccessibleDescription(", ".join(filter(None, (card.quiet, card.many, card.amount))))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self.theme.px(200), self.theme.px(HIGH))

    def paint_row(self, row: RowPainter) -> None:
        px, card, high = self.theme.px, self._card, self.height()
        ground = Ink.SELECTED if card.is_chosen else self._ground() or Ink.SURFACE
        row.rounded(self.rect(), ground, px(8), edge=Ink.ACCENT if card.is_chosen else Ink.BORDER)
        mark = row.box(px(14), (high - px(18)) // 2, px(18), px(18))
        ink = Ink.ACCENT if card.is_chosen else Ink.TEXT2
        row.glyph(mark, self._marks[card.is_chosen], ink)
        end = self._end(row)
        start = px(44)
        named = row.box(start, 0, max(0, end - start), high)
        start += px(8) + row.text(named, card.name, (Lettering.TITLE, Ink.TEXT), elide=IN_MIDDLE)
        if end - start > px(GAP):
            quiet = row.box(start, 0, end - start, high)
            row.text(quiet, card.quiet, (Lettering.META, Ink.TEXT2), elide=AT_END)

    def _end(self, row: RowPainter) -> int:
        """Paint what stands at the end and return where that begins."""
        px, high = self.theme.px, self.height()
        end = self.width() - px(GAP)
        if self._key:
            cap = self.theme.cap_width(self._key)
            end -= cap
            row.cap(row.box(end, (high - px(20)) // 2, cap, px(20)), self._key)
            end -= px(GAP)
        for words, kind, ink in (
            (self._card.amount, Lettering.TITLE, Ink.TEXT),
            (self._card.many, Lettering.META, Ink.TEXT2),
        ):
            if words:
                wide = self.theme.words.width(kind, words)
                end -= wide
                row.text(row.box(end, 0, wide, high), words, (kind, ink), TRAILING)
                end -= px(GAP)
        return end


class Cards(QWidget):
    """Cards under each other; `chosen` is what stands behind one."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, name: str, marks: tuple[Glyph, Glyph], keys: int = 0) -> None:
        super().__init__()
        self._theme = theme
        self._name = name
        self._marks = marks
        self._keys = keys
        self._cards: list[ChoiceCard] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        Measures(theme, self).keep(self._column.setSpacing, 4)

    def show_cards(self, cards: Sequence[Card]) -> None:
        """Show these; what is on the screen already only changes its words."""
        while len(self._cards) > len(cards):
            gone = self._cards.pop()
            self._column.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        while len(self._cards) < len(cards):
            self._add(len(self._cards) + 1)
        for number, (shown, card) in enumerate(zip(self._cards, cards, strict=True), 1):
            shown.show_card(card, f"{self._name} {number}")
        self.setVisible(bool(cards))

    def _add(self, number: int) -> None:
        made = ChoiceCard(self._theme, str(number) if number <= self._keys else "", self._marks)
        made.clicked.connect(self._on_clicked)
        self._column.addWidget(made)
        self._cards.append(made)

    def _on_clicked(self) -> None:
        sender = self.sender()
        if isinstance(sender, ChoiceCard):
            self.chosen.emit(sender.choice)
