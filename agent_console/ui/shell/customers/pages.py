"""The customers' pages, of which a screen reader is told only the one that is in sight."""

from functools import cache

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleEvent, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QStackedWidget, QWidget
from shiboken6 import isValid

NO_CHILD = -1


class Pages(QStackedWidget):
    """Pages one upon the other; all have the same controls, so each name is told once.

    The others stay where they are: a page that is put into the window anew is styled anew, and
    that takes longer than painting it.
    """

    def __init__(self) -> None:
        _answer_screen_readers()
        super().__init__()
        self._told: QWidget | None = None
        self.currentChanged.connect(self._on_current)

    def _on_current(self) -> None:
        before, self._told = self._told, self.currentWidget()
        if not QAccessible.isActive() or before is self._told:
            return
        if before is not None and isValid(before):
            _tell(before, QAccessible.Event.ObjectDestroyed)
        if self._told is not None:
            _tell(self._told, QAccessible.Event.ObjectCreated)


class PagesToldOf(QAccessibleWidget):
    """What a screen reader knows of the pages: the one in sight and no other."""

    def __init__(self, pages: Pages) -> None:
        super().__init__(pages, QAccessible.Role.LayeredPane)
        self._pages = pages

    def childCount(self) -> int:
        return int(self._pages.currentWidget() is not None)

    def child(self, index: int) -> QAccessibleInterface:
        page = self._pages.currentWidget()
        if page is not None and index == 0:
            return QAccessible.queryAccessibleInterface(page)
        return super().child(NO_CHILD)

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return 0 if child.object() is self._pages.currentWidget() else -1


_kept: list[PagesToldOf] = []
"""Qt knows them by address only: they must live as long as their pages."""


@cache
def _answer_screen_readers() -> None:
    """Have Qt ask us, from now on, what it tells of pages."""
    QAccessible.installFactory(_told_of)


def _told_of(_class_name: str, part: QObject) -> QAccessibleInterface | None:
    if not isinstance(part, Pages):
        return None
    _kept[:] = [one for one in _kept if isValid(one)]
    _kept.append(PagesToldOf(part))
    return _kept[-1]


def _tell(page: QWidget, event: QAccessible.Event) -> None:
    QAccessible.updateAccessibility(QAccessibleEvent(page, event))
