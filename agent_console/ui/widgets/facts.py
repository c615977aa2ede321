"""A list of facts: name at the beginning, value at the end, headings with source and age."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import partial

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QWidget

from agent_console.ui.theme.lettering import Lettering
from agent_console.ui.theme.theme import Theme
from agent_console.ui.theme.tokens import Ink
from agent_console.ui.widgets.fact_places import FactPlaces, FactWords, place
from agent_console.ui.widgets.rows.delegate import RowDelegate
from agent_console.ui.widgets.rows.model import RowsModel, row_of
from agent_console.ui.widgets.rows.painter import LEADING, TRAILING, RowPainter
from agent_console.ui.widgets.rows.view import RowsView


class FactKind(Enum):
    """What a row of facts is."""

    TITLE = auto()
    HEADING = auto()
    FACT = auto()
    CHOICE = auto()
    TEXT = auto()


@dataclass(frozen=True, slots=True)
class Fact:
    """A row: `name` (with a `quiet` word after it) and `value`; `key` names what a choice takes."""

    kind: FactKind
    name: str
    value: str = ""
    quiet: str = ""
    is_strong: bool = False
    is_chosen: bool = False
    ink: Ink = Ink.TEXT
    key: object = None
    spoken_more: str = ""

    def spoken(self) -> str:
        """Name it for screen readers."""
        parts = (self.name, self.quiet, self.value, self.spoken_more)
        return ", ".join(part for part in parts if part)


def title(name: str, value: str = "") -> Fact:
    """Begin a card."""
    return Fact(FactKind.TITLE, name, value)


def heading(name: str, value: str = "") -> Fact:
    """Begin a group within a card."""
    return Fact(FactKind.HEADING, name, value)


def fact(name: str, value: str = "", quiet: str = "", *, strong: bool = False) -> Fact:
    """State one fact."""
    return Fact(FactKind.FACT, name, value, quiet, is_strong=strong)


def text(words: str, ink: Ink = Ink.TEXT2) -> Fact:
    """Show a text over as many lines as it needs."""
    return Fact(FactKind.TEXT, words, ink=ink)


HEIGHTS: dict[FactKind, int] = {
    FactKind.TITLE: 28,
    FactKind.HEADING: 30,
    FactKind.FACT: 20,
    FactKind.CHOICE: 28,
}
TOPS: dict[FactKind, int] = {FactKind.HEADING: 6}
SIDE, GAP, INSET = 24, 8, 12
MOST_LAID = 500
QUIET = (Lettering.META, Ink.TEXT3)
META_VALUES = frozenset({FactKind.TITLE, FactKind.HEADING})
"""What stands at the end of these lines is only said of them: source and age."""
NAMES: dict[FactKind, tuple[Lettering, Ink]] = {
    FactKind.TITLE: (Lettering.TITLE, Ink.TEXT),
    FactKind.HEADING: (Lettering.SECTION, Ink.TEXT2),
    FactKind.FACT: (Lettering.META_STRONG, Ink.TEXT),
    FactKind.CHOICE: (Lettering.NAME, Ink.TEXT),
}


class FactsDelegate(RowDelegate[Fact]):
    """Paints facts from the theme."""

    def __init__(self, theme: Theme, view: RowsView) -> None:
        super().__init__(theme, view)
        self._view = view
        self._laid: dict[int, tuple[Fact, int, FactPlaces]] = {}
        theme.changed.connect(self._on_theme)

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        told: Fact = row_of(index)
        px = self._theme.px
        room = self._view.viewport().width() - 2 * px(SIDE)
        if told.kind is FactKind.TEXT:
            return QSize(
                0, self._theme.words.wrapped(Lettering.META, told.name, room).height() + px(GAP)
            )
        return QSize(0, self._places(told, room).tall + px(TOPS.get(told.kind, 0)))

    def paint_row(self, line: RowPainter, row: Fact, option: QStyleOptionViewItem) -> None:
        self._paint_ground(line, row, option)
        if row.kind is FactKind.TEXT:
            self._paint_text(line, row, option.rect.height())
        else:
            self._paint_fact(line, row)

    def _paint_ground(self, line: RowPainter, told: Fact, option: QStyleOptionViewItem) -> None:
        px = self._theme.px
        box = line.box(px(INSET), 0, line.width() - 2 * px(INSET), option.rect.height())
        if told.kind is FactKind.HEADING:
            line.line(px(INSET), px(3), line.width() - 2 * px(INSET))
        if told.kind is FactKind.CHOICE:
            if told.is_chosen:
                line.rounded(box, Ink.SELECTED, px(6))
            elif option.state & QStyle.StateFlag.State_MouseOver:
                line.rounded(box, Ink.HOVER, px(6))
        if option.state & QStyle.StateFlag.State_HasFocus:
            line.focus(box, px(6))

    def _paint_fact(self, line: RowPainter, told: Fact) -> None:
        px = self._theme.px
        top = px(TOPS.get(told.kind, 0))
        places = self._places(told, line.width() - 2 * px(SIDE))
        name, value = _name_look(told), _value_look(told)
        for box, words, look in (
            (places.name, told.name, name),
            (places.quiet, told.quiet, QUIET),
            (places.value, told.value, value),
        ):
            spot = line.box(px(SIDE) + box.x(), top + box.y(), box.width(), box.height())
            line.words(spot, words, look, _side(told, box, places))

    def _on_theme(self) -> None:
        self._laid.clear()

    def _places(self, told: Fact, room: int) -> FactPlaces:
        laid = self._laid.get(id(told))
        if laid is None or laid[0] is not told or laid[1] != room:
            if len(self._laid) > MOST_LAID:
                self._laid.clear()
            laid = self._laid[id(told)] = (told, room, self._placed(told, room))
        return laid[2]

    def _placed(self, told: Fact, room: int) -> FactPlaces:
        px = self._theme.px
        name, value = _name_look(told)[0], _value_look(told)[0]
        words = FactWords(
            told.name,
            told.quiet,
            told.value,
            partial(self._theme.words.wrapped, name),
            partial(self._theme.words.wrapped, QUIET[0]),
            partial(self._theme.words.wrapped, value),
            is_name_whole=told.kind is not FactKind.FACT,
            is_value_meta=told.kind in META_VALUES,
        )
        line = px(HEIGHTS[told.kind] - TOPS.get(told.kind, 0))
        return place(words, max(room, 1), line, px(GAP))

    def _paint_text(self, line: RowPainter, told: Fact, high: int) -> None:
        px = self._theme.px
        box = line.box(px(SIDE), px(2), line.width() - 2 * px(SIDE), high - px(2))
        line.words(box, told.name, (Lettering.META, told.ink))


def _name_look(told: Fact) -> tuple[Lettering, Ink]:
    kind, ink = NAMES[told.kind]
    return (Lettering.SECTION if told.is_strong else kind), ink


def _side(told: Fact, box: QRect, places: FactPlaces) -> Qt.AlignmentFlag:
    is_line_of_its_own = told.kind in META_VALUES and box.top() > 0
    return TRAILING if box is places.value and not is_line_of_its_own else LEADING


def _value_look(told: Fact) -> tuple[Lettering, Ink]:
    if told.kind in META_VALUES:
        return Lettering.META, Ink.TEXT3
    return Lettering.SECTION if told.is_strong else Lettering.META_STRONG, told.ink


class FactsView(RowsView):
    """The list of facts; Enter or a click on a choice is `taken` with its key."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self._model = RowsModel(self)
        self.setModel(self._model)
        self.setItemDelegate(FactsDelegate(theme, self))
        theme.changed.connect(self.scheduleDelayedItemsLayout)

    def show_facts(self, facts: Sequence[Fact]) -> None:
        """Show these facts and stay where the list is scrolled to."""
        top = self.verticalScrollBar().value()
        self._model.show(facts)
        if top:
            self.doItemsLayout()
            self.verticalScrollBar().setValue(top)
