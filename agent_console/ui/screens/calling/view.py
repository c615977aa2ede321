"""The card of a call: the number, a field to search from, who could be the caller."""

from dataclasses import replace

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from agent_console.domain.profile import ProfileId
from agent_console.ui.screens.calling.viewmodel import ASK, IF_NOBODY, NOBODY_YET, SAY, TAKEN_BACK
from agent_console.ui.theme.glyphs import Glyph
from agent_console.ui.theme.lettering import Lettering
from agent_console.ui.theme.theme import Theme
from agent_console.ui.theme.tokens import Ink
from agent_console.ui.widgets.buttons import RowButton
from agent_console.ui.widgets.facts import Fact, FactsView
from agent_console.ui.widgets.forms.section import Section
from agent_console.ui.widgets.labels import PlainLabel
from agent_console.ui.widgets.measures import Measures
from agent_console.ui.widgets.rows.model import RowRole
from agent_console.ui.widgets.search_field import SearchField

HINT = "name, order, e-mail, postcode, tracking number"
SIDE = 340
CLAIM_KEYS = ("Ctrl+Return", "Ctrl+Enter")


class CallCard(QFrame):
    """Shows who could be calling; `chosen` is a customer, `left` that somebody goes back.

    `claimed` is a customer too, of whom it is sure that the number is hers.
    """

    chosen = Signal(int)
    claimed = Signal(int)
    left = Signal()
    text_changed = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("pane")
        self._theme = theme
        self._number = PlainLabel(theme, Lettering.CUSTOMER, Ink.TEXT)
        self._words = PlainLabel(theme, Lettering.BODY, Ink.TEXT2)
        self.field = SearchField(theme, "Find the caller", HINT, "Ctrl J", height=40)
        self.field.setObjectName("search")
        self.list = FactsView(theme, "Could be the caller")
        self.opens = RowButton(theme, Glyph.PERSON, "Open the customer", "\u21b5")
        self.claims = RowButton(theme, Glyph.CALL, "Open and keep the number", "Ctrl \u21b5")
        self._facts: tuple[Fact, ...] = ()
        self._is_behind = self._is_first_wanted = self._claims = False
        self._build()
        self.field.textChanged.connect(self._on_text)
        self.field.stepped.connect(self.step)
        self.field.entered.connect(self._on_entered)
        self.field.left.connect(self.left)
        self.list.chosen.connect(self._on_chosen)
        self.opens.clicked.connect(self._on_entered)
        self.claims.clicked.connect(self._on_claimed)
        for keys in CLAIM_KEYS:
            context = Qt.ShortcutContext.WidgetWithChildrenShortcut
            QShortcut(QKeySequence(keys), self, self._on_claimed, context=context)

    def show_call(self, number: str, words: str) -> None:
        """Show who calls; what was typed for a call before is gone."""
        self._number.setText(f"Call {number}")
        self._words.setText(words)
        self._words.setAccessibleName(f"Call {number}: {words}")
        self.field.clear()

    def show_candidates(self, facts: tuple[Fact, ...]) -> None:
        """Show who could be calling; the likeliest is the current one."""
        self._facts = facts
        self.list.show_facts(facts)
        self.list.setCurrentIndex(QModelIndex())
        self.step(1)
        is_any = self.list.currentIndex().isValid()
        for button in (self.opens, self.claims):
            button.say("" if is_any else NOBODY_YET, enabled=is_any)
        self._is_behind, is_wanted = False, self._is_first_wanted
        self._is_first_wanted = False
        if is_wanted:
            self._open_marked()

    def step(self, step: int) -> None:
        """Go to the next (+1) or the previous (-1) candidate."""
        model = self.list.model()
        row = self.list.currentIndex().row() + step
        while 0 <= row < model.rowCount():
            index = model.index(row, 0)
            if index.data(RowRole.KEY) is not None:
                self.list.setCurrentIndex(index)
                self._mark(index.data(RowRole.KEY))
                self.list.scrollTo(index)
                return
            row += step

    def _mark(self, key: object) -> None:
        """Show who would be opened by Enter, though the field has the keyboard."""
        marked = (replace(one, is_chosen=one.key == key) for one in self._facts)
        self.list.show_facts(tuple(marked))

    def _on_text(self, text: str) -> None:
        self._is_behind, self._is_first_wanted = True, False
        self.text_changed.emit(text)

    def _on_entered(self) -> None:
        self._claims = False
        self._open_marked()

    def _on_claimed(self) -> None:
        self._claims = True
        self._open_marked()

    def _open_marked(self) -> None:
        """Open who is marked; while those are of another text, a moment later."""
        self._is_first_wanted = self._is_behind
        if self._is_behind:
            return
        key = self.list.currentIndex().data(RowRole.KEY)
        if key is not None:
            (self.claimed if self._claims else self.chosen).emit(ProfileId(int(key)))

    def _on_chosen(self, index: QModelIndex) -> None:
        key = index.data(RowRole.KEY)
        if key is not None:
            self.chosen.emit(ProfileId(int(key)))

    def _build(self) -> None:
        keep = Measures(self._theme, self).keep
        column, across = QVBoxLayout(self), QHBoxLayout()
        for layout in (column, across):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(0)
        head = QFrame()
        head.setObjectName("header")
        names = QVBoxLayout(head)
        keep(names.setContentsMargins, 16, 12, 16, 12)
        keep(names.setSpacing, 4)
        self._words.setWordWrap(True)
        for label in (self._number, self._words):
            names.addWidget(label)
        column.addWidget(head)
        across.addWidget(self._found(), 1)
        across.addWidget(self._side())
        column.addLayout(across, 1)

    def _found(self) -> QWidget:
        found = QFrame()
        found.setObjectName("timeline")
        keep = Measures(self._theme, found).keep
        rows = QVBoxLayout(found)
        keep(rows.setContentsMargins, 16, 12, 16, 12)
        keep(rows.setSpacing, 8)
        rows.addWidget(self.field)
        rows.addWidget(self.list, 1)
        rows.addWidget(PlainLabel(self._theme, Lettering.META, Ink.TEXT3, TAKEN_BACK))
        return found

    def _side(self) -> QWidget:
        side, ask = QFrame(), QFrame()
        side.setObjectName("context")
        ask.setObjectName("card")
        keep = Measures(self._theme, side).keep
        keep(side.setFixedWidth, SIDE)
        rows, asked = QVBoxLayout(side), QVBoxLayout(ask)
        keep(rows.setContentsMargins, 12, 12, 12, 12)
        keep(rows.setSpacing, 16)
        keep(asked.setContentsMargins, 12, 10, 12, 10)
        keep(asked.setSpacing, 8)
        for kind, ink, words in (
            (Lettering.HEADING, Ink.TEXT, "Ask one thing"),
            (Lettering.META, Ink.TEXT2, ASK),
            (Lettering.BODY, Ink.TEXT, SAY),
        ):
            asked.addWidget(self._wrapped(kind, ink, words))
        nobody = self._wrapped(Lettering.META, Ink.TEXT2, IF_NOBODY)
        rows.addWidget(ask)
        rows.addWidget(Section(self._theme, "If somebody fits", self.opens, self.claims))
        rows.addWidget(Section(self._theme, "If nobody fits", nobody))
        rows.addStretch(1)
        return side

    def _wrapped(self, kind: Lettering, ink: Ink, words: str) -> PlainLabel:
        label = PlainLabel(self._theme, kind, ink, words)
        label.setWordWrap(True)
        return label
