"""Who it is, and what to tell them: the customer's line and the answer under it."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, QTextOption
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QStyle, QVBoxLayout, QWidget

from agent_console.ui.theme.glyphs import Glyph
from agent_console.ui.theme.lettering import Lettering
from agent_console.ui.theme.theme import Theme
from agent_console.ui.theme.tokens import Ink
from agent_console.ui.widgets.buttons import SquareButton
from agent_console.ui.widgets.labels import ElidedLabel, PlainLabel
from agent_console.ui.widgets.row_painter import RowPainter

MOST_LINES, HEADER = 3, 40


class Badges(QWidget):
    """What needs attention, as words on a warning ground."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._words: tuple[str, ...] = ()
        theme.changed.connect(self.updateGeometry)

    def show_words(self, words: Sequence[str]) -> None:
        """Show these words."""
        self._words = tuple(words)
        self.setAccessibleName(f"Needs attention: {', '.join(words)}" if words else "")
        self.setVisible(bool(words))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        wide = sum(self._width(word) + self._theme.px(8) for word in self._words)
        return QSize(wide, self._theme.px(24))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        row = RowPainter(painter, self._theme, self.rect(), self.layoutDirection())
        x = 0
        for word in self._words:
            wide = self._width(word)
            box = row.box(x, 0, wide, self.height())
            row.rounded(box, Ink.WARN_BG, self._theme.px(6))
            look = (Lettering.SECTION, Ink.WARN)
            row.text(box, word, look, Qt.AlignmentFlag.AlignHCenter)
            x += wide + self._theme.px(8)

    def _width(self, word: str) -> int:
        metrics = self._theme.metrics(Lettering.SECTION)
        return metrics.horizontalAdvance(word) + self._theme.px(20)


class CustomerLine(QFrame):
    """Name, identities, and at the end only what needs attention."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._name = PlainLabel(theme, Lettering.CUSTOMER, Ink.TEXT)
        self._identities = ElidedLabel(theme, Lettering.META_STRONG, Ink.TEXT2)
        self._badges = Badges(theme)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(16), 0, theme.px(16), 0)
        row.setSpacing(theme.px(12))
        row.addWidget(self._name)
        row.addWidget(self._identities, 1)
        row.addWidget(self._badges)
        theme.changed.connect(self._fit)
        self._fit()

    def show_customer(self, name: str, identities: str, attention: Sequence[str]) -> None:
        """Show who it is."""
        self._name.setText(name)
        self._identities.setText(identities)
        self._badges.show_words(attention)

    def _fit(self) -> None:
        self.setFixedHeight(self._theme.px(HEADER))


class AnswerText(QPlainTextEdit):
    """The answer: at most three lines, readable and selectable by keyboard and screen reader."""

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
        self.setPlainText(words)
        self.fit()

    def fit(self) -> None:
        """Take the room of the lines there are."""
        self.setFont(self._theme.font(Lettering.ANSWER))
        metrics = self._theme.metrics(Lettering.ANSWER)
        room = max(self.viewport().width(), 1)
        box = metrics.boundingRect(0, 0, room, 10_000, Qt.TextFlag.TextWordWrap, self.toPlainText())
        lines = max(1, min(MOST_LINES, round(box.height() / metrics.lineSpacing())))
        self.setFixedHeight(lines * metrics.lineSpacing() + self._theme.px(3))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()


class AnswerBox(QFrame):
    """The answer with its evidence; copy it, or have the customer read again."""

    copied = Signal()
    refresh_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("answer")
        self._theme = theme
        self._is_trouble = False
        self.text = AnswerText(theme)
        self._evidence = ElidedLabel(theme, Lettering.META_STRONG, Ink.TEXT2)
        self._result = PlainLabel(theme, Lettering.META_STRONG, Ink.TEXT2)
        self._copy = SquareButton(theme, Glyph.COPY, "Copy answer")
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
        self.update()

    def show_result(self, words: str, *, is_failure: bool = False) -> None:
        """Say how a refresh goes or went."""
        self._result.setText(words)
        self._result.take(Ink.WARN if is_failure else Ink.TEXT2)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        px = self._theme.px
        row = RowPainter(painter, self._theme, self.rect(), self.layoutDirection())
        ink = Ink.WARN if self._is_trouble else Ink.ACCENT
        high = self.text.geometry().height() - px(2)
        row.fill(row.box(px(16), self.text.geometry().top() + px(2), px(3), high), ink)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        self.update()

    def _build(self) -> None:
        px = self._theme.px
        under = QHBoxLayout()
        under.setSpacing(px(12))
        under.addWidget(self._evidence, 1)
        under.addWidget(self._result)
        words = QVBoxLayout()
        words.setSpacing(px(4))
        words.addWidget(self.text)
        words.addLayout(under)
        row = QHBoxLayout(self)
        row.setContentsMargins(px(16), px(6), px(16), px(8))
        row.setSpacing(px(8))
        row.addSpacing(px(16))
        row.addLayout(words, 1)
        for button in (self._copy, self.refresh):
            row.addWidget(button, alignment=Qt.AlignmentFlag.AlignVCenter)
