"""Lengths of layouts, given in pixels of the drawings and set anew when the text changes size."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QWidget

from agent_console.ui.theme.theme import Theme

MARGINS = 4
"""So many lengths are margins: where a line begins, above, where it ends, below."""


class Measures(QObject):
    """Keeps what a widget was measured with: margins, spacings, heights.

    Margins that differ at the two ends of a line change places from right to left.
    """

    def __init__(self, theme: Theme, owner: QObject) -> None:
        super().__init__(owner)
        self._theme, self._owner = theme, owner
        self._kept: list[tuple[Callable[..., None], tuple[int, ...]]] = []
        self._turns = False
        theme.changed.connect(self._fit)

    def keep(self, setter: Callable[..., None], *pixels: int) -> None:
        """Give a setter its lengths, now and whenever the text changes size."""
        self._kept.append((setter, pixels))
        if _has_ends(pixels) and not self._turns:
            self._turns = True
            self._owner.installEventFilter(self)
        self._set(setter, pixels)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hear that lines begin at the other side."""
        if event.type() == QEvent.Type.LayoutDirectionChange and watched is self._owner:
            self._fit()
        return False

    def _fit(self) -> None:
        for setter, pixels in self._kept:
            self._set(setter, pixels)

    def _set(self, setter: Callable[..., None], pixels: tuple[int, ...]) -> None:
        if _has_ends(pixels) and self._is_turned():
            begin, above, end, below = pixels
            pixels = (end, above, begin, below)
        setter(*(self._theme.px(one) for one in pixels))

    def _is_turned(self) -> bool:
        return (
            isinstance(self._owner, QWidget)
            and self._owner.layoutDirection() is Qt.LayoutDirection.RightToLeft
        )


def _has_ends(pixels: tuple[int, ...]) -> bool:
    return len(pixels) == MARGINS and pixels[0] != pixels[2]
