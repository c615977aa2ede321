"""Who it is, and what to tell them: the customer's line and the answer under it."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, QTextOption
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QPlainTextEdit,
    QSizePolicy,
    QStyle,
    QVBoxLayout,
    QWidget,
)

from agent_console.ui.theme.glyphs import Glyph
from agent_console.ui.theme.lettering import Lettering
from agent_console.ui.theme.theme import Theme
from agent_console.ui.theme.tokens import Ink
from agent_console.ui.theme.unbroken import unbroken
from agent_console.ui.widgets.buttons import PaintedButton, SquareButton
from agent_console.ui.widgets.labels import ElidedLabel, PlainLabel
from agent_console.ui.widgets.measures import Measures
from agent_console.ui.widgets.rows.painter import IN_MIDDLE, RowPainter
from agent_console.ui.widgets.tips import tip

HEADER, BADGE, GAP = 40, 26, 24
TROUBLE_KEY = "Alt N"


class Badge(PaintedButton):
    """A word on a warning ground; where it leads somewhere its key stands on it."""

    def __init__(self, theme: Theme, words: str, key: str) -> None:
        super().__init__(theme, words)
        self._key = key
        self.setText(words)
        self.setToolTip(tip(f"{words} ({key})" if key else words))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        if not key:
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def sizeHint(self) -> QSize:
        px = self.theme.px
        words = self.theme.words.width(Lettering.SECTION, self.text())
        cap = self.theme.cap_width(self._key) + px(4) if self._key else 0
        return QSize(words + px(20) + cap, px(BADGE))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paint_row(self, row: RowPainter) -> None:
        px, high = self.theme.px, self.height()
        row.rounded(self.rect(), Ink.WARN_BG, px(6))
        words = row.box(px(10), 0, self.width() - px(10), high)
        row.text(words, self.text(), (Lettering.SECTION, Ink.WARN))
        if self._key:
            wide = self.theme.cap_width(self._key)
            cap = row.box(self.width() - wide - px(6), (high - px(18)) // 2, wide, px(18))
            row.cap(cap, self._key, Ink.WARN, Ink.WARN)


class Badges(QWidget):
    """What needs attention; `chosen` is the number of one that leads somewhere."""

    chosen = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._words: tuple[str, ...] = ()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        Measures(theme, self).keep(self._row.setSpacing, 8)

    def show_words(self, words: Sequence[str], leading: int) -> None:
        """Show these words; so many of the first ones lead to an order, the first has the key."""
        if tuple(words) == self._words:
            return
        self._words = tuple(words)
        while item := self._row.takeAt(0):
            if badge := item.widget():
                badge.hide()
                badge.deleteLater()
        for number, word in enumerate(words):
            badge = Badge(self._theme, word, TROUBLE_KEY if number == 0 < leading else "")
            badge.setEnabled(number < leading)
            badge.clicked.connect(partial(self.chosen.emit, number))
            self._row.addWidget(badge)
        self.setVisible(bool(words))


class CustomerLine(QFrame):
    """Name, identities, and at the end only what needs attention."""

    trouble_chosen = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._name = ElidedLabel(theme, Lettering.CUSTOMER, Ink.TEXT, IN_MIDDLE)
        self._name.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._identities = ElidedLabel(theme, Lettering.META_STRONG, Ink.TEXT2)
        # They take what the name leaves over.
        self._identities.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._badges = Badges(theme)
        self._badges.chosen.connect(self.trouble_chosen)
        row = QHBoxLayout(self)
        measures = Measures(theme, self)
        measures.keep(row.setContentsMargins, 16, 0, 16, 0)
        measures.keep(row.setSpacing, 12)
        measures.keep(self.setFixedHeight, HEADER)
        row.addWidget(self._name)
        row.addWidget(self._identities, 1)
        row.addWidget(self._badges, alignment=Qt.AlignmentFlag.AlignVCenter)

    def show_customer(
        self, name: str, identities: str, attention: Sequence[str], leading: int
    ) -> None:
        """Show who it is; so many of the first words of attention lead to an order."""
        self._name.setText(name)
        self._identities.setText(identities)
        self._badges.show_words(attention, leading)


class AnswerText(QPlainTextEdit):
    """The answer, always whole; readable and selectable by keyboard and screen reader."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setAccessibleName("Answer")
        self.setReadOnly(True)
        self.setFont(theme.font(Lettering.ANSWER))
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(0)
        flags = Qt.TextInteractionFlag
        self.setTextInteractionFlags(flags.TextSelectableByMouse | flags.TextSelectableByKeyboard)
        theme.changed.connect(self.fit)

    def say(self, words: str) -> None:
        """Show the answer, beginning where reading begins here."""
        side = QStyle.visualAlignment(self.layoutDirection(), Qt.AlignmentFlag.AlignLeft)
        option = QTextOption(side | Qt.AlignmentFlag.AlignAbsolute)
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        option.setWrapMode(QTextOption.WrapMode.WordWrap)
        self.document().setDefaultTextOption(option)
        self.setPlainText(unbroken(words))
        self.fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self.say(self.toPlainText())

    def fit(self) -> None:
        """Take the room of the lines there are."""
        self.setFont(self._theme.font(Lettering.ANSWER))
        metrics = self._theme.metrics(Lettering.ANSWER)
        room = max(self.viewport().width(), 1)
        words = unbroken(self.toPlainText())
        box = metrics.boundingRect(0, 0, room, 10_000, Qt.TextFlag.TextWordWrap, words)
        lines = max(1, round(box.height() / metrics.lineSpacing()))
        self.setFixedHeight(lines * metrics.lineSpacing() + self._theme.px(3))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()


class AnswerBox(QFrame):
    """The answer with its evidence; copy it, have it read aloud, or the customer read again."""

    copied = Signal()
    aloud_wanted = Signal()
    refresh_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("answer")
        self._theme = theme
        self._is_trouble = False
        self.text = AnswerText(theme)
        self._evidence = PlainLabel(theme, Lettering.META_STRONG, Ink.TEXT2)
        self._result = PlainLabel(theme, Lettering.META_STRONG, Ink.TEXT2)
        self._under = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._copy = SquareButton(theme, Glyph.COPY, "Copy answer")
        self.aloud = SquareButton(theme, Glyph.ALOUD, "Read answer aloud")
        self.aloud.setToolTip("Read the answer aloud, or stop (Ctrl+Shift+A)")
        self.aloud.clicked.connect(self.aloud_wanted)
        self.refresh = SquareButton(theme, Glyph.REFRESH, "Refresh")
        self.refresh.setToolTip("Read this customer again (F5)")
        self._copy.clicked.connect(self.copied)
        self.refresh.clicked.connect(self.refresh_wanted)
        self._build()

    def show_answer(self, words: str, evidence: str, *, is_trouble: bool) -> None:
        """Show an answer; the same text is not touched, so a selection stays."""
        self._is_trouble = is_trouble
        if words != self.text.toPlainText():
            self.text.say(words)
        self._evidence.setText(evidence)
        self._place_result()
        self.update()

    def show_result(self, words: str, *, is_failure: bool = False) -> None:
        """Say how a refresh goes or went."""
        self._result.setText(words)
        self._result.take(Ink.WARN if is_failure else Ink.TEXT2)
        self._result.setVisible(bool(words))
        self._place_result()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_result()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        px = self._theme.px
        row = RowPainter(painter, self._theme, self.rect(), self.layoutDirection())
        ink = Ink.WARN if self._is_trouble else Ink.ACCENT
        high = self.text.geometry().height() - px(2)
        row.fill(row.box(px(16), self.text.geometry().top() + px(2), px(3), high), ink)

    def _build(self) -> None:
        for label in (self._evidence, self._result):
            label.setWordWrap(True)
            self._under.addWidget(label)
        self._under.setStretch(0, 1)
        self._result.hide()
        bar = QWidget()
        words = QVBoxLayout()
        words.addWidget(self.text)
        words.addLayout(self._under)
        row = QHBoxLayout(self)
        measures = Measures(self._theme, self)
        measures.keep(self._under.setSpacing, 4)
        measures.keep(words.setSpacing, 4)
        measures.keep(bar.setFixedWidth, 8)
        measures.keep(row.setContentsMargins, 16, 6, 16, 8)
        measures.keep(row.setSpacing, 8)
        row.addWidget(bar)
        row.addLayout(words, 1)
        for button in (self._copy, self.aloud, self.refresh):
            row.addWidget(button, alignment=Qt.AlignmentFlag.AlignVCenter)
        self._theme.changed.connect(self._place_result)

    def _place_result(self) -> None:
        """Put the result beside the evidence where both fit in a line, else on its own."""
        metrics = self._theme.metrics(Lettering.META_STRONG)
        both = sum(metrics.horizontalAdvance(x.text()) for x in (self._evidence, self._result))
        fits = both + self._theme.px(GAP) <= self.text.width()
        directions = QBoxLayout.Direction
        self._under.setDirection(directions.LeftToRight if fits else directions.TopToBottom)
        self._result.setWordWrap(not fits)
