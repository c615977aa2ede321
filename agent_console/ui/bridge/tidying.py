"""Clears away Python's garbage on the window's thread alone, and while the window rests.

Left to itself, Python clears up in whichever thread happens to make the next object. Knotted
widgets that a thread of the store takes apart end in a crash or stop the process for good.
"""

import gc
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

REST_MS = 1000
MOST_GARBAGE = 20_000
"""So many new objects may pile up while the window never rests."""
NEWEST, YOUNG, OLD = 0, 1, 2


class Tidying(QObject):
    """Looks now and then whether the window rests; what is there from the start is let alone."""

    def __init__(self, is_resting: Callable[[], bool], parent: QObject) -> None:
        super().__init__(parent)
        self._is_resting = is_resting
        self._is_settled_in = False
        self._is_page_closed = False
        self._timer = QTimer(self, interval=REST_MS)
        self._timer.timeout.connect(self._tidy)
        self._timer.start()
        gc.disable()

    def _tidy(self) -> None:
        if not self._is_resting():
            if gc.get_count()[NEWEST] > MOST_GARBAGE:
                gc.collect(NEWEST)
            return
        gc.collect(YOUNG if self._is_settled_in and not self._is_page_closed else OLD)
        self._is_page_closed = False
        if not self._is_settled_in:
            # Modules, tables and widgets stay for good: going through them takes 30 ms.
            gc.freeze()
            self._is_settled_in = True

    def page_closed(self) -> None:
        """Have everything looked through at the next rest: a closed page is old and knotted."""
        self._is_page_closed = True
