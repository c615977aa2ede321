"""A note as it is typed: what kind it is, how the call ended, which order it is about."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from agent_console.domain.acting.note import Disposition, Note
from agent_console.domain.observation import Direction
from agent_console.ui.theme.glyphs import Glyph
from agent_console.ui.theme.lettering import Lettering
from agent_console.ui.theme.theme import Theme
from agent_console.ui.theme.tokens import Ink
from agent_console.ui.widgets.buttons import SquareButton
from agent_console.ui.widgets.forms.choices import Choices
from agent_console.ui.widgets.forms.editor import Editor
from agent_console.ui.widgets.labels import PlainLabel
from agent_console.ui.widgets.measures import Measures
from agent_console.ui.widgets.primary import PrimaryButton

NOTE = ""
KINDS: tuple[tuple[str, str], ...] = (
    (NOTE, "Note"),
    (Direction.INBOUND, "Call in"),
    (Direction.OUTBOUND, "Call out"),
)
OUTCOMES: tuple[tuple[str, str], ...] = (
    (Disposition.RESOLVED, "Resolved"),
    (Disposition.FOLLOW_UP, "Follow up"),
    (Disposition.NO_ANSWER, "No answer"),
    (Disposition.VOICEMAIL, "Voicemail"),
    (Disposition.WRONG_NUMBER, "Wrong number"),
)
NO_ORDER = ""
KEPT = "Kept as you type; Esc puts it away"


class NotePane(QFrame):
    """Where a note is typed; `save_wanted` is Ctrl+Enter or the button, `changed` any change."""

    save_wanted = Signal()
    closed = Signal()
    changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._note = Note("")
        self._orders: tuple[tuple[str, str], ...] = ()
        self._title = PlainLabel(theme, Lettering.HEADING, Ink.TEXT, "New note")
        self.kinds = Choices(theme, "Kind")
        self.outcomes = Choices(theme, "Outcome")
        self.orders = Choices(theme, "About")
        self.editor = Editor(theme, "Your note", fills=True)
        self._reason = PlainLabel(theme, Lettering.META_STRONG, Ink.WARN)
        self._kept = PlainLabel(theme, Lettering.META, Ink.TEXT3, KEPT)
        self.save = PrimaryButton(theme, "Save", "Ctrl ↵")
        self.close_button = SquareButton(theme, Glyph.CLOSE, "Close note", size=24, edge=False)
        self._build()
        self._wire()

    def first(self) -> QWidget:
        """Return what takes the keyboard."""
        return self.editor

    def note(self) -> Note:
        """Return the note as it stands; a mere note has no outcome."""
        told = self._note
        outcome = told.disposition if told.call else None
        return Note(self.editor.words(), told.order, told.call, outcome)

    def show_note(self, note: Note, orders: Sequence[str]) -> None:
        """Show a note, and the orders it may be about."""
        self._note = note
        self.editor.show_words(note.text)
        self.orders.setVisible(bool(orders))
        self._orders = ((NO_ORDER, "No order"), *((one, one) for one in orders))
        self._show_choices()
        self.show_reason("")

    def show_reason(self, why: str) -> None:
        """Say why it was not saved; nothing where nothing is in the way."""
        self._reason.setText(why)
        self._reason.setVisible(bool(why))
        self._reason.setAccessibleName(f"Not saved: {why}" if why else "")
        self._show_save(enabled=True)

    def show_saving(self) -> None:
        """Say that it is being saved."""
        self.save.say("Saving …", enabled=False)

    def _show_choices(self) -> None:
        told = self._note
        self.kinds.show_choices(KINDS, told.call or NOTE)
        self.outcomes.setVisible(told.call is not None)
        self.outcomes.show_choices(OUTCOMES, told.disposition)
        self.orders.show_choices(self._orders, told.order or NO_ORDER)
        self._title.setText("New note" if told.call is None else "Call")
        self._show_save(enabled=self.save.isEnabled())

    def _show_save(self, *, enabled: bool) -> None:
        words = "Save note" if self._note.call is None else "Log call"
        self.save.say(words, enabled=enabled)

    def _build(self) -> None:
        measures = Measures(self._theme, self)
        column = QVBoxLayout(self)
        measures.keep(column.setContentsMargins, 24, 8, 12, 12)
        measures.keep(column.setSpacing, 8)
        head, foot = QHBoxLayout(), QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self.close_button)
        for label in (self._reason, self._kept):
            label.setWordWrap(True)
        foot.addWidget(self._kept, 1)
        foot.addWidget(self.save)
        column.addLayout(head)
        for widget in (self.kinds, self.outcomes, self.orders):
            column.addWidget(widget)
        column.addWidget(self.editor, 1)
        column.addWidget(self._reason)
        column.addLayout(foot)

    def _wire(self) -> None:
        self.editor.sent.connect(self.save_wanted)
        self.save.clicked.connect(self.save_wanted)
        self.editor.textChanged.connect(self.changed)
        self.close_button.clicked.connect(self.closed)
        self.kinds.chosen.connect(self._on_kind)
        self.outcomes.chosen.connect(self._on_outcome)
        self.orders.chosen.connect(self._on_order)

    def _on_kind(self, kind: str) -> None:
        self._take(Note("", self._note.order, _direction(kind), self._note.disposition))

    def _on_outcome(self, outcome: str) -> None:
        """Take an outcome, or take it back where it was the one."""
        chosen = Disposition(outcome)
        taken = None if chosen is self._note.disposition else chosen
        self._take(Note("", self._note.order, self._note.call, taken))

    def _on_order(self, order: str) -> None:
        self._take(Note("", order or None, self._note.call, self._note.disposition))

    def _take(self, note: Note) -> None:
        self._note = note
        self._show_choices()
        self.changed.emit()


def _direction(kind: str) -> Direction | None:
    return Direction(kind) if kind else None
