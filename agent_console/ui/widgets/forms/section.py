"""A heading over the parts of a form that belong together."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from agent_console.ui.theme.lettering import Lettering
from agent_console.ui.theme.theme import Theme
from agent_console.ui.theme.tokens import Ink
from agent_console.ui.widgets.labels import PlainLabel
from agent_console.ui.widgets.measures import Measures


class Section(QWidget):
    """The heading, quiet words at its end, and the parts under it."""

    def __init__(self, theme: Theme, title: str, *parts: QWidget) -> None:
        super().__init__()
        self._quiet = PlainLabel(theme, Lettering.META, Ink.TEXT2)
        head, column = QHBoxLayout(), QVBoxLayout(self)
        head.addWidget(PlainLabel(theme, Lettering.SECTION, Ink.TEXT2, title))
        head.addStretch(1)
        head.addWidget(self._quiet)
        column.setContentsMargins(0, 0, 0, 0)
        Measures(theme, self).keep(column.setSpacing, 6)
        column.addLayout(head)
        for part in parts:
            column.addWidget(part)

    def say(self, quiet: str) -> None:
        """Say something quiet beside the heading."""
        self._quiet.setText(quiet)
