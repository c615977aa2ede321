"""Buttons painted from the tokens: on the rail, square ones, chips, and rows with a key cap."""

from functools import partial

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from agent_console.ui.theme.glyphs import Glyph
from agent_console.ui.theme.lettering import Lettering
from agent_console.ui.theme.theme import Theme
from agent_console.ui.theme.tokens import Ink
from agent_console.ui.widgets.fact_places import FactPlaces, FactWords, place
from agent_console.ui.widgets.rows.painter import CENTRED, LEADING, TRAILING, RowPainter
from agent_console.ui.widgets.rows.view import ENTER_KEYS
from agent_console.ui.widgets.tips import tip

MOST_COUNTED = 99
LOWEST = 37
"""So low an entry of the rail gets where large letters leave no more room for all of them."""
LEAST_ROOM = 80
"""So wide a row is before it is laid out."""


class PaintedButton(QAbstractButton):
    """A button that paints itself; a click never takes the keyboard away from where one types."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._is_marking = False
        self.toggled.connect(self._on_toggled)
        theme.changed.connect(self._on_theme)

    def setChecked(self, checked: bool) -> None:
        """Mark it as chosen, or not; nothing is done for that."""
        self._is_marking = True
        super().setChecked(checked)
        self._is_marking = False

    def nextCheckState(self) -> None:
        self._is_marking = True
        super().nextCheckState()
        self._is_marking = False

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        row = RowPainter(painter, self.theme, self.rect(), self.layoutDirection())
        self.paint_row(row)
        if self.hasFocus():
            row.focus(self.rect().adjusted(1, 1, -1, -1), self.theme.px(6))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER_KEYS and self.isEnabled():
            self.click()
            return
        super().keyPressEvent(event)

    def paint_row(self, row: RowPainter) -> None:
        """Paint everything but the focus ring."""
        raise NotImplementedError

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.EnabledChange:
            self.update()
        super().changeEvent(event)

    def _on_theme(self) -> None:
        self.updateGeometry()
        self.update()

    def _on_toggled(self, checked: bool) -> None:
        """Take for a press what a screen reader toggles; Qt would change the mark and no more."""
        if self._is_marking:
            return
        if self.group() is None:
            self.setChecked(not checked)
        if checked or self.group() is None:
            self.click()

    def _ground(self) -> Ink | None:
        if self.isDown():
            return Ink.SUNKEN
        return Ink.HOVER if self.underMouse() and self.isEnabled() else None


class RailButton(PaintedButton):
    """An entry of the rail, 56 by 44; the chosen one is marked at its edge.

    What it leads to may be counted: the number stands below the glyph, none for none.
    """

    def __init__(self, theme: Theme, glyph: Glyph, name: str) -> None:
        super().__init__(theme, name)
        self.glyph = glyph
        self._count = ""
        self.setToolTip(tip(name))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Maximum)

    def count(self, number: int) -> None:
        """Show how many there are."""
        self._count = str(number) if 0 < number <= MOST_COUNTED else ""
        if number > MOST_COUNTED:
            self._count = f"{MOST_COUNTED}+"
        self.setAccessibleDescription(self._count)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self.theme.px(56), self.theme.px(44))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.theme.px(56), self.theme.px(LOWEST))

    def paint_row(self, row: RowPainter) -> None:
        px = self.theme.px
        ground = Ink.SELECTED if self.isChecked() else self._ground()
        if ground:
            row.rounded(row.box(px(8), 0, px(40), self.height()), ground, px(8))
        if self.isChecked():
            row.fill(row.box(0, px(8), px(3), self.height() - px(16)), Ink.ACCENT)
        ink = Ink.ACCENT if self.isChecked() else Ink.TEXT2
        if not self._count:
            row.glyph(_middle(self.rect(), px(20)), self.glyph, ink)
            return
        wide = self.width()
        top = min(px(4), max(0, (self.height() - px(37)) // 2 + 1))
        row.glyph(row.box((wide - px(20)) // 2, top, px(20), px(20)), self.glyph, ink)
        number = row.box(0, top + px(21), wide, px(16))
        row.text(number, self._count, (Lettering.META_STRONG, ink), CENTRED)


class SquareButton(PaintedButton):
    """A small button that is only a glyph; `edge` draws its outline."""

    def __init__(
        self, theme: Theme, glyph: Glyph, name: str, *, size: int = 32, edge: bool = True
    ) -> None:
        super().__init__(theme, name)
        self.glyph = glyph
        self._size = size
        self._edge = Ink.BORDER2 if edge else None
        self.setToolTip(tip(name))

    def sizeHint(self) -> QSize:
        return QSize(self.theme.px(self._size), self.theme.px(self._size))

    def paint_row(self, row: RowPainter) -> None:
        px = self.theme.px
        row.rounded(self.rect(), self._ground(), px(min(8, self._size // 3)), edge=self._edge)
        ink = Ink.TEXT2 if self.isEnabled() else Ink.TEXT3
        row.glyph(_middle(self.rect(), px(self._size // 2)), self.glyph, ink)


class Chip(PaintedButton):
    """One of several choices in a line, 24 high; an `edge` sets it off from its ground."""

    def __init__(self, theme: Theme, text: str, name: str, *, edge: bool = False) -> None:
        super().__init__(theme, name)
        self._has_edge = edge
        self.setText(text)
        self.setCheckable(True)

    def sizeHint(self) -> QSize:
        wide = self.theme.words.width(Lettering.TITLE, self.text())
        return QSize(wide + self.theme.px(16), self.theme.px(24))

    def paint_row(self, row: RowPainter) -> None:
        ground, edge = Ink.SELECTED if self.isChecked() else self._ground(), None
        if self._has_edge:
            ground = ground or Ink.SURFACE
            edge = Ink.ACCENT if self.isChecked() else Ink.BORDER2
        if ground:
            row.rounded(self.rect(), ground, self.theme.px(6), edge=edge)
        look = (Lettering.TITLE, Ink.ACCENT) if self.isChecked() else (Lettering.BODY, Ink.TEXT2)
        row.text(self.rect(), self.text(), look, Qt.AlignmentFlag.AlignHCenter)


class RowButton(PaintedButton):
    """A line with glyph, name and meta, and the key that does the same; 28 high, or as it needs."""

    def __init__(
        self,
        theme: Theme,
        glyph: Glyph,
        text: str,
        key: str,
        *,
        height: int = 28,
        card: bool = False,
    ) -> None:
        super().__init__(theme, text)
        self._glyph = glyph
        self._key = key
        self._height = height
        self._card = card
        self._meta = ""
        self._laid: tuple[object, FactPlaces | None] = (None, None)
        self.setText(text)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def say(self, meta: str, *, enabled: bool = True) -> None:
        """Show a few quiet words; a disabled row says its reason in place of its key."""
        self._meta = meta
        self.setEnabled(enabled)
        self.setAccessibleDescription(meta)
        self._fit()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self.theme.px(200), self._places().tall)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def paint_row(self, row: RowPainter) -> None:
        px, wide = self.theme.px, self.width()
        ground, edge = self._ground(), Ink.BORDER2 if self._card else None
        if ground or edge:
            row.rounded(self.rect(), ground, px(8), edge=edge)
        line = px(self._height)
        row.glyph(row.box(px(12), (line - px(16)) // 2, px(16), px(16)), self._glyph, Ink.TEXT2)
        if cap := self._cap():
            row.cap(row.box(wide - px(8) - cap, (line - px(20)) // 2, cap, px(20)), self._key)
        places = self._places()
        name, meta = places.name.translated(px(36), 0), places.quiet.translated(px(36), 0)
        if not self.isEnabled() and meta.top() == name.top():
            meta.setRight(wide - px(8))
        ink = Ink.TEXT if self.isEnabled() else Ink.TEXT3
        row.words(row.moved(name), self.text(), (Lettering.NAME, ink))
        side = LEADING if self.isEnabled() else TRAILING
        row.words(row.moved(meta), self._meta, (Lettering.META, Ink.TEXT3), side)

    def _on_theme(self) -> None:
        super()._on_theme()
        self._fit()

    def _fit(self) -> None:
        self.setFixedHeight(self._places().tall)

    def _cap(self) -> int:
        return self.theme.cap_width(self._key) if self.isEnabled() and self._key else 0

    def _places(self) -> FactPlaces:
        cap = self._cap()
        laid_for = (self.width(), self.text(), self._meta, cap, self.theme.scale())
        known_for, known = self._laid
        if known is None or known_for != laid_for:
            known = self._placed(cap)
            self._laid = (laid_for, known)
        return known

    def _placed(self, cap: int) -> FactPlaces:
        px, theme = self.theme.px, self.theme
        room = self.width() - px(44) - (cap + px(8) if cap else 0)
        name, meta = (
            partial(theme.words.wrapped, kind) for kind in (Lettering.NAME, Lettering.META)
        )
        words = FactWords(self.text(), self._meta, "", name, meta, meta)
        return place(words, max(room, px(LEAST_ROOM)), px(self._height), px(8))


def _middle(box: QRect, size: int) -> QRect:
    middle = QRect(0, 0, size, size)
    middle.moveCenter(box.center())
    return middle
