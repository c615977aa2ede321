"""Lengths of layouts, given in pixels of the drawings and set anew when the text changes size."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from agent_console.ui.theme.theme import Theme


class Measures(QObject):
    """Keeps what a widget was measured with: margins, spacings, heights."""

    def __init__(self, theme: Theme, owner: QObject) -> None:
        super().__init__(owner)
        self._theme = theme
        self._kept: list[tuple[Callable[..., None], tuple[int, ...]]] = []
        theme.changed.connect(self._fit)

    def keep(self, setter: Callable[..., None], *pixels: int) -> None:
        """Give a setter its lengths, now and whenever the text changes size."""
        self._kept.append((setter, pixels))
        setter(*(self._theme.px(one) for one in pixels))

    def _fit(self) -> None:
        for setter, pixels in self._kept:
            setter(*(self._theme.px(one) for one in pixels))
