"""Beside a return: the label as it will look or as it is, and what can be done with it."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from agent_console.ports.acting.returning import Offer, Returned
from agent_console.ui.screens.customer.returning.label import words
from agent_console.ui.screens.customer.returning.label.picture import LabelPicture
from agent_console.ui.theme.glyphs import Glyph
from agent_console.ui.theme.lettering import Lettering
from agent_console.ui.theme.theme import Theme
from agent_console.ui.theme.tokens import Ink
from agent_console.ui.widgets.buttons import RowButton
from agent_console.ui.widgets.labels import PlainLabel
from agent_console.ui.widgets.measures import Measures

PRINT, SAVE, TAKE_BACK = "print", "save", "take_back"
ACTS = (
    (PRINT, Glyph.PRINT, "Print the label", "Ctrl+P"),
    (SAVE, Glyph.SAVE, "Save the label", "Ctrl+S"),
    (TAKE_BACK, Glyph.BACK, "Take the label back", "Ctrl+B"),
)


class LabelSide(QFrame):
    """`act_wanted` is what is to be done with the label in sight.

    `changed` says whether it shows a label that was bought, or a sample.
    """

    act_wanted = Signal(str)
    changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("context")
        self._theme = theme
        self._title = PlainLabel(theme, Lettering.HEADING, Ink.TEXT, "Label preview")
        self._meta = PlainLabel(theme, Lettering.META, Ink.TEXT2)
        self.picture = LabelPicture(theme)
        self._told = PlainLabel(theme, Lettering.META, Ink.TEXT2)
        self._costs = PlainLabel(theme, Lettering.META, Ink.TEXT2)
        self._acts = {
            word: RowButton(theme, glyph, text, cap.replace("+", " "))
            for word, glyph, text, cap in ACTS
        }
        self._is_bought = False
        self._build()

    def show_offer(self, offer: Offer) -> None:
        """Show a sample of what would be bought, unless a bought label is in sight."""
        if not self._is_bought:
            self._title.setText("Label preview")
            self._meta.setText("")
            self.picture.show_draft(words.draft(offer))
            self._told.setText("")
            for word in self._acts:
                self.say(word, "after buying", enabled=False)
        self._costs.setText(words.costs(offer))

    def first(self) -> QWidget:
        """Return what takes the keyboard where there is no room for the form."""
        return next((one for one in self._acts.values() if one.isEnabled()), self)

    def is_bought(self) -> bool:
        """Say whether the label in sight was bought."""
        return self._is_bought

    def show_samples(self) -> None:
        """Show a sample from the next offer on."""
        self._is_bought = False
        self.changed.emit()

    def show_label(self, label: Returned) -> None:
        """Show one of the labels that were bought; its picture follows."""
        self._is_bought = True
        self.changed.emit()
        self._title.setText("Label")
        self._meta.setText(words.meta(label))
        self._told.setText(words.told(label))
        for word in (PRINT, SAVE):
            self.say(word, "" if label.has_file else "not here yet", enabled=label.has_file)
        why_not = words.why_not_take_back(label)
        self.say(TAKE_BACK, why_not or words.until(label), enabled=not why_not)

    def say(self, word: str, said: str, *, enabled: bool = True) -> None:
        """Say in an action's row how it stands with it."""
        self._acts[word].say(said, enabled=enabled)

    def _build(self) -> None:
        measures = Measures(self._theme, self)
        column, head = QVBoxLayout(self), QHBoxLayout()
        measures.keep(column.setContentsMargins, 12, 8, 12, 12)
        measures.keep(column.setSpacing, 6)
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self._meta)
        column.addLayout(head)
        column.addWidget(self.picture, 1)
        for label in (self._told, self._costs):
            label.setWordWrap(True)
        column.addWidget(self._told)
        for word, _, _, sequence in ACTS:
            button = self._acts[word]
            button.setProperty("act", word)
            button.clicked.connect(self._on_act)
            column.addWidget(button)
            shortcut = QShortcut(QKeySequence(sequence), self)
            shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
            shortcut.activated.connect(button.click)
        column.addWidget(self._costs)

    def _on_act(self) -> None:
        self.act_wanted.emit(self.sender().property("act"))
