"""What stands where there is nothing to list: what happened, what was looked for, what next."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from agent_console.ui.theme.glyphs import Glyph
from agent_console.ui.theme.lettering import Lettering
from agent_console.ui.theme.theme import Theme
from agent_console.ui.theme.tokens import Ink
from agent_console.ui.widgets.buttons import RowButton
from agent_console.ui.widgets.labels import PlainLabel
from agent_console.ui.widgets.measures import Measures
from agent_console.ui.widgets.rows.painter import RowPainter

WIDEST = 432


@dataclass(frozen=True, slots=True)
class Offer:
    """Something that can be done next: the word by which it comes back, and its key."""

    word: str
    glyph: Glyph
    text: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class Situation:
    """Why there is nothing here, in plain words."""

    glyph: Glyph
    title: str
    detail: str = ""
    warning: str = ""
    offers: Sequence[Offer] = ()
    commands: Sequence[str] = ()
    """Lines for a terminal, to be copied as they stand."""
    note: str = ""


class Disc(QWidget):
    """A glyph on a neutral disc."""

    def __init__(self, theme: Theme, glyph: Glyph) -> None:
        super().__init__()
        self._theme = theme
        self.glyph = glyph
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(48), self._theme.px(48))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        row = RowPainter(painter, self._theme, self.rect(), self.layoutDirection())
        box = self.rect()
        side = min(box.width(), box.height())
        disc = row.box((box.width() - side) // 2, 0, side, side)
        row.rounded(disc, Ink.NEUTRAL_BG, side / 2)
        row.glyph(
            disc.adjusted(side // 4, side // 4, -side // 4, -side // 4), self.glyph, Ink.TEXT2
        )


class CommandLine(PlainLabel):
    """A line for a terminal: never shortened, to be marked and copied by mouse or keyboard."""

    def __init__(self, theme: Theme, command: str) -> None:
        super().__init__(theme, Lettering.META_STRONG, Ink.TEXT, command)
        self.setObjectName("command")
        self.setWordWrap(True)
        flags = Qt.TextInteractionFlag
        self.setTextInteractionFlags(flags.TextSelectableByMouse | flags.TextSelectableByKeyboard)
        Measures(theme, self).keep(self.setContentsMargins, 12, 8, 12, 8)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        row = RowPainter(painter, self._theme, self.rect(), self.layoutDirection())
        row.rounded(self.rect(), Ink.SUNKEN, self._theme.px(8), edge=Ink.BORDER2)
        if self.hasFocus():
            row.focus(self.rect(), self._theme.px(8))
        painter.end()
        super().paintEvent(event)


class StatePanel(QScrollArea):
    """Shows a situation in the middle of its room; `accepted` is the word of an offer."""

    accepted = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._disc = Disc(theme, Glyph.SEARCH)
        self._title = _centred(PlainLabel(theme, Lettering.HEADING, Ink.TEXT))
        self._detail = _centred(PlainLabel(theme, Lettering.META, Ink.TEXT2))
        self._warning = _centred(PlainLabel(theme, Lettering.META_STRONG, Ink.WARN))
        self._commands = QVBoxLayout()
        self._note = _centred(PlainLabel(theme, Lettering.META, Ink.TEXT2))
        self._offers = QVBoxLayout()
        self._measures = Measures(theme, self)
        self._shown: Situation | None = None
        self._build()

    def show_situation(self, situation: Situation) -> None:
        """Show another situation; what can be done stays as it is where it is the same."""
        before = self._shown
        if situation == before:
            return
        self._shown = situation
        self._disc.glyph = situation.glyph
        self._disc.update()
        self._title.setText(situation.title)
        self._detail.setText(situation.detail)
        self._detail.setVisible(bool(situation.detail))
        self._warning.setText(situation.warning)
        self._warning.setVisible(bool(situation.warning))
        self._note.setText(situation.note)
        self._note.setVisible(bool(situation.note))
        if before is None or situation.commands != before.commands:
            self._show_commands(situation.commands)
        if before is None or situation.offers != before.offers:
            self._show_offers(situation.offers)

    def first(self) -> QWidget | None:
        """Return what takes the keyboard: the first thing that can be done or copied."""
        items = [self._offers.itemAt(0), self._commands.itemAt(0)]
        return next((item.widget() for item in items if item is not None), None)

    def _build(self) -> None:
        keep = self._measures.keep
        column = QVBoxLayout()
        keep(column.setSpacing, 8)
        for part in (self._disc, self._title, self._detail, self._warning):
            column.addWidget(part)
        column.addLayout(self._offers)
        column.addLayout(self._commands)
        column.addWidget(self._note)
        for lines in (self._offers, self._commands):
            keep(lines.setSpacing, 4)
            keep(lines.setContentsMargins, 0, 4, 0, 0)
        frame = QWidget()
        keep(frame.setMaximumWidth, WIDEST)
        column.setContentsMargins(0, 0, 0, 0)
        frame.setLayout(column)
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(frame, 1000)
        across.addStretch(1)
        content = QWidget()
        outer = QVBoxLayout(content)
        keep(outer.setContentsMargins, 16, 32, 16, 16)
        outer.addLayout(across)
        outer.addStretch(1)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(content)

    def _show_commands(self, commands: Sequence[str]) -> None:
        _empty(self._commands)
        for number, command in enumerate(commands, start=1):
            line = CommandLine(self._theme, command)
            line.setAccessibleName(f"Command {number}: {command}")
            self._commands.addWidget(line)

    def _show_offers(self, offers: Sequence[Offer]) -> None:
        _empty(self._offers)
        for offer in offers:
            button = RowButton(
                self._theme, offer.glyph, offer.text, offer.key, height=32, card=True
            )
            button.setProperty("word", offer.word)
            button.clicked.connect(self._on_clicked)
            self._offers.addWidget(button)

    def _on_clicked(self) -> None:
        self.accepted.emit(self.sender().property("word"))


def _empty(lines: QVBoxLayout) -> None:
    while item := lines.takeAt(0):
        if part := item.widget():
            part.hide()
            part.deleteLater()


def _centred(label: PlainLabel) -> PlainLabel:
    label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    label.setWordWrap(True)
    return label
