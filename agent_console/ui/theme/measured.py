"""How large words are in a lettering: measured once, because it is asked at every painting."""

from collections.abc import Mapping, Sized
from typing import Protocol

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics

from agent_console.ui.theme.lettering import Lettering
from agent_console.ui.theme.unbroken import unbroken

BETWEEN_WORDS, ANYWHERE = Qt.TextFlag.TextWordWrap, Qt.TextFlag.TextWrapAnywhere
MOST_REMEMBERED = 8192
"""A few thousand words are in sight in a day; more would only cost memory."""


class Forgettable(Sized, Protocol):
    """What is remembered and may be forgotten."""

    def clear(self) -> None:
        """Forget everything."""


class MeasuredWords:
    """Measures words in the fonts of the moment and remembers what it measured."""

    def __init__(self, metrics: Mapping[Lettering, QFontMetrics]) -> None:
        self._metrics = metrics
        self._widths: dict[tuple[Lettering, str], int] = {}
        self._fitted: dict[tuple[Lettering, str, int, Qt.TextElideMode], str] = {}
        self._wrapped: dict[tuple[Lettering, str, int], tuple[QSize, Qt.TextFlag]] = {}

    def width(self, kind: Lettering, words: str) -> int:
        """Return how wide words are in one line."""
        found = self._widths.get((kind, words))
        if found is None:
            _make_room(self._widths)
            found = self._widths[kind, words] = self._metrics[kind].horizontalAdvance(words)
        return found

    def fitted(self, kind: Lettering, words: str, room: int, elide: Qt.TextElideMode) -> str:
        """Return words that are too wide for a room, shortened to it."""
        key = (kind, words, room, elide)
        found = self._fitted.get(key)
        if found is None:
            _make_room(self._fitted)
            found = self._fitted[key] = self._metrics[kind].elidedText(words, elide, room)
        return found

    def wrapped(self, kind: Lettering, words: str, room: int) -> QSize:
        """Return how large words become that are broken at a width."""
        return self._broken(kind, words, room)[0]

    def breaks(self, kind: Lettering, words: str, room: int) -> Qt.TextFlag:
        """Return where lines of that width are broken: within a word only if it fits on none."""
        return self._broken(kind, words, room)[1]

    def _broken(self, kind: Lettering, words: str, room: int) -> tuple[QSize, Qt.TextFlag]:
        found = self._wrapped.get((kind, words, room))
        if found is None:
            _make_room(self._wrapped)
            found = self._wrapped[kind, words, room] = self._break(kind, unbroken(words), room)
        return found

    def _break(self, kind: Lettering, words: str, room: int) -> tuple[QSize, Qt.TextFlag]:
        box, metrics = QRect(0, 0, max(room, 1), 1 << 20), self._metrics[kind]
        size = metrics.boundingRect(box, BETWEEN_WORDS, words).size()
        if size.width() <= box.width():
            return size, BETWEEN_WORDS
        return metrics.boundingRect(box, ANYWHERE, words).size(), ANYWHERE


def _make_room(remembered: Forgettable) -> None:
    if len(remembered) >= MOST_REMEMBERED:
        remembered.clear()
