"""What fills a customer's page under the name: the history, or a return in its place."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from agent_console.ui.screens.customer.returning.pane import ReturnPane
from agent_console.ui.theme.theme import Theme


class Work(QStackedWidget):
    """Shows one of both; `returning_closed` says that the history is back."""

    returning_closed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.returning = ReturnPane(theme)

    def fill(self, told: tuple[QWidget, ...], panes: tuple[QWidget, ...]) -> None:
        """Put what is told over the panes; the first of these takes the room that is left."""
        history, head, below = QWidget(), QFrame(), QHBoxLayout()
        head.setObjectName("header")
        column, stacked = QVBoxLayout(history), QVBoxLayout(head)
        for layout in (column, stacked, below):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(0)
        for part in told:
            stacked.addWidget(part)
        for pane in panes:
            below.addWidget(pane)
        below.setStretch(0, 1)
        column.addWidget(head)
        column.addLayout(below, 1)
        self.addWidget(history)
        self.addWidget(self.returning)

    def open_return(self) -> None:
        """Show a return in place of the history."""
        self.setCurrentWidget(self.returning)

    def close_return(self) -> None:
        """Show the history again."""
        self.setCurrentIndex(0)
        self.returning_closed.emit()

    def is_returning(self) -> bool:
        """Say whether a return stands in place of the history."""
        return self.currentWidget() is self.returning
