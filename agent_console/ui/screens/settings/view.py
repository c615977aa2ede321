"""The settings in one column, or in their place the form of one connection."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from agent_console.ui.screens.settings.connections import ConnectionList
from agent_console.ui.screens.settings.form import ConnectionForm
from agent_console.ui.screens.settings.look import LookChoices
from agent_console.ui.screens.settings.unread import UnreadList
from agent_console.ui.screens.settings.viewmodel import ConnectionRow
from agent_console.ui.theme.glyphs import Glyph
from agent_console.ui.theme.lettering import Lettering
from agent_console.ui.theme.theme import Theme
from agent_console.ui.theme.tokens import Ink
from agent_console.ui.widgets.buttons import RowButton
from agent_console.ui.widgets.labels import PlainLabel
from agent_console.ui.widgets.measures import Measures

WIDEST = 680


class SettingsView(QStackedWidget):
    """Lays the sections out; what they do is told by the presenter."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.connections = ConnectionList(theme)
        self.form = ConnectionForm(theme)
        self.look = LookChoices(theme)
        self.unread = UnreadList(theme)
        self.keys = RowButton(theme, Glyph.KEYS, "All keys", "F1", height=32, card=True)
        sections = (
            ("Connections", self.connections),
            ("Look", self.look),
            ("Keys", self.keys),
            ("Could not be read", self.unread),
        )
        column = QVBoxLayout()
        Measures(theme, self).keep(column.setSpacing, 12)
        column.addWidget(PlainLabel(theme, Lettering.CUSTOMER, Ink.TEXT, "Settings"))
        for words, section in sections:
            column.addWidget(PlainLabel(theme, Lettering.HEADING, Ink.TEXT, words))
            column.addWidget(section)
        column.addStretch(1)
        self._overview = self._page(column)
        asking = QVBoxLayout()
        asking.addWidget(self.form)
        asking.addStretch(1)
        self._asking = self._page(asking)
        self.setObjectName("pane")

    def show_connections(self, rows: Sequence[ConnectionRow]) -> None:
        """Show how the connections do; Tab goes on down the page as it is read."""
        self.connections.show_connections(rows)
        first = self.connections.stops()
        others = (*self.look.findChildren(QWidget), self.keys, *self.unread.findChildren(QWidget))
        rest = (one for one in others if one.focusPolicy() & Qt.FocusPolicy.TabFocus)
        for before, after in pairwise((*first, *rest)):
            QWidget.setTabOrder(before, after)

    def show_overview(self) -> None:
        """Show all sections."""
        self.setCurrentWidget(self._overview)
        self.connections.offers["store"].setFocus()

    def show_form(self) -> None:
        """Show the form alone."""
        self.setCurrentWidget(self._asking)

    def is_asking(self) -> bool:
        """Say whether a connection is being filled in."""
        return self.currentWidget() is self._asking

    def _page(self, column: QVBoxLayout) -> QScrollArea:
        measures = Measures(self._theme, self)
        frame = QWidget()
        column.setContentsMargins(0, 0, 0, 0)
        frame.setLayout(column)
        measures.keep(frame.setMaximumWidth, WIDEST)
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(frame, 1000)
        across.addStretch(1)
        content = QWidget()
        outer = QVBoxLayout(content)
        measures.keep(outer.setContentsMargins, 24, 24, 24, 24)
        outer.addLayout(across)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(content)
        self.addWidget(area)
        return area
