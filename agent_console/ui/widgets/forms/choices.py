"""What a message can be: templates and languages to choose from, as chips in lines."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QWidget

from agent_console.ui.theme.theme import Theme
from agent_console.ui.widgets.buttons import Chip

BETWEEN = 2


class Choices(QWidget):
    """One of several words; `chosen` is what stands behind it."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, name: str, *, edge: bool = False) -> None:
        super().__init__()
        self._has_edge = edge
        self._between = theme.px(6 if edge else BETWEEN)
        self._theme = theme
        self._name = name
        self._group = QButtonGroup(self)
        self._shown: tuple[tuple[str, str], ...] = ()
        self._chips: list[Chip] = []
        theme.changed.connect(self._lay_out)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def show_choices(self, told: Sequence[tuple[str, str]], chosen: str | None) -> None:
        """Show pairs of what is chosen and its word, one of them marked."""
        if tuple(told) != self._shown:
            self._shown = tuple(told)
            self._make()
        for chip in self._chips:
            chip.setChecked(chip.property("choice") == chosen)

    def stops(self) -> Sequence[Chip]:
        """Return what can be pressed, in reading order."""
        return self._chips

    def _make(self) -> None:
        for chip in self._chips:
            self._group.removeButton(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = []
        for choice, word in self._shown:
            chip = Chip(self._theme, word, f"{self._name} {word}", edge=self._has_edge)
            chip.setParent(self)
            chip.setProperty("choice", choice)
            chip.clicked.connect(self._on_clicked)
            chip.show()
            self._group.addButton(chip)
            self._chips.append(chip)
        self._lay_out()

    def _lay_out(self) -> None:
        """Put the chips beside each other, and on further lines what has no room; none is cut."""
        across = down = high = 0
        for chip in self._chips:
            size = chip.sizeHint()
            if across and across + size.width() > self.width():
                across, down = 0, down + high + self._between
            chip.setGeometry(self._from_the_beginning(across, down, size))
            across, high = across + size.width() + self._between, size.height()
        self.setFixedHeight(down + high)

    def _from_the_beginning(self, across: int, down: int, size: QSize) -> QRect:
        is_mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        left = self.width() - across - size.width() if is_mirrored else across
        return QRect(left, down, size.width(), size.height())

    def _on_clicked(self) -> None:
        self.chosen.emit(self.sender().property("choice"))
