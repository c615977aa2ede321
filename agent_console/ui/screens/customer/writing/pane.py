"""A message exactly as it will leave, why it cannot, and what sends it."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from agent_console.domain.acting.message import Letter
from agent_console.ports.acting.writing import Preview
from agent_console.ui.screens.customer.message.browser import MailBrowser
from agent_console.ui.screens.customer.timeline.pending import language, notice
from agent_console.ui.screens.customer.writing.as_received import as_received
from agent_console.ui.theme.glyphs import Glyph
from agent_console.ui.theme.lettering import Lettering
from agent_console.ui.theme.theme import Theme
from agent_console.ui.theme.tokens import Ink
from agent_console.ui.widgets.buttons import Chip, SquareButton
from agent_console.ui.widgets.forms.choices import Choices
from agent_console.ui.widgets.forms.editor import Editor
from agent_console.ui.widgets.labels import PlainLabel
from agent_console.ui.widgets.measures import Measures
from agent_console.ui.widgets.primary import PrimaryButton
from agent_console.ui.widgets.rows.view import ENTER_KEYS

SEND, ANYWAY, SURELY = "Send", "Send anyway", "Send it although this differs"
WRITING = "Being written …"


class ComposePane(QFrame):
    """Shows a preview; `send_wanted` is Enter on it, never Enter in the editor."""

    send_wanted = Signal()
    anyway_wanted = Signal()
    closed = Signal()
    template_chosen = Signal(str)
    language_chosen = Signal(str)
    words_changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._is_own = False
        self.templates = Choices(theme, "Template")
        self.languages = Choices(theme, "Language")
        self._to = PlainLabel(theme, Lettering.META, Ink.TEXT2)
        self._subject = PlainLabel(theme, Lettering.HEADING, Ink.TEXT)
        self.editor = Editor(theme)
        self.browser = MailBrowser(theme, "Message preview")
        self.browser.setObjectName("preview")
        self._reasons = PlainLabel(theme, Lettering.META_STRONG, Ink.WARN)
        self._undo = PlainLabel(theme, Lettering.META, Ink.TEXT3, "10 s to undo")
        self.send = PrimaryButton(theme, SEND, "Enter")
        self.discard = Chip(theme, "Discard", "Discard the message")
        self.anyway = Chip(theme, ANYWAY, "Send the message anyway")
        self.close_button = SquareButton(theme, Glyph.CLOSE, "Close message", size=24, edge=False)
        self._build()
        self._wire()

    def first(self) -> QWidget:
        """Return what takes the keyboard: the words to be typed, else the preview."""
        return self.editor if self._is_own else self.browser

    def show_preview(self, preview: Preview) -> None:
        """Show what would leave, or why nothing can."""
        wish, letter = preview.wish, preview.letter
        self._is_own = any(one.is_own and one.name == wish.template for one in preview.choices)
        self._show_choices(preview)
        self.editor.setVisible(self._is_own)
        self.editor.show_words(wish.words or "")
        self._show_letter(letter)
        self.show_reasons(preview.cannot, preview.differs, can_send=letter is not None)
        self._warn(preview.warnings)

    def _show_choices(self, preview: Preview) -> None:
        wish = preview.wish
        templates = [(one.name, notice(one.name)) for one in preview.choices]
        self.templates.show_choices(templates, wish.template)
        known = next((one.languages for one in preview.choices if one.name == wish.template), ())
        self.languages.show_choices([(one, language(one)) for one in known], wish.language)

    def _show_letter(self, letter: Letter | None) -> None:
        name = f"{letter.to.name} " if letter and letter.to.name else ""
        self._to.setText(f"To {name}<{letter.to.address}>" if letter else "")
        self._subject.setText(letter.subject if letter else "")
        self.browser.setVisible(letter is not None or not self._is_own)
        if letter is not None and letter.html:
            self.browser.show_html(as_received(letter.html))
        else:
            self.browser.show_text(letter.text if letter else "")

    def show_writing(self) -> None:
        """Say that it is being written, until it stands here."""
        for label in (self._to, self._subject):
            label.setText("")
        self._is_own = False
        self.editor.hide()
        self.browser.show()
        self.browser.show_text(WRITING)
        self.show_reasons((), (), can_send=False)

    def show_reasons(
        self, cannot: Sequence[str], differs: Sequence[str], *, can_send: bool = True
    ) -> None:
        """Say what is in the way, and offer what can be done about it."""
        words = "\n".join((*cannot, *differs))
        self._reasons.setText(words)
        self._reasons.setVisible(bool(words))
        self._reasons.setAccessibleName(f"Not sent: {words}" if words else "")
        is_open = can_send and not cannot
        key = "Ctrl ↵" if self._is_own else "Enter"
        self.send.say(SEND, enabled=is_open and not differs, key=key)
        self._word_anyway(ANYWAY)
        self.discard.setVisible(is_open and bool(differs))
        self.anyway.setVisible(is_open and bool(differs))

    def _warn(self, warnings: Sequence[str]) -> None:
        """Say what is to be known before it is sent, below what is in the way."""
        if warnings:
            words = "\n".join((*filter(None, [self._reasons.text()]), *warnings))
            self._reasons.setText(words)
            self._reasons.setAccessibleName(f"Before it is sent: {words}")
            self._reasons.show()

    def show_sending(self) -> None:
        """Say that it is being handed in."""
        self.send.say("Handing in …", enabled=False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Send by Enter from the preview."""
        is_enter = isinstance(event, QKeyEvent) and event.key() in ENTER_KEYS
        if event.type() == QEvent.Type.KeyPress and is_enter:
            self.send_wanted.emit()
            return True
        return super().eventFilter(watched, event)

    def _build(self) -> None:
        measures = Measures(self._theme, self)
        column = QVBoxLayout(self)
        measures.keep(column.setContentsMargins, 24, 8, 12, 12)
        measures.keep(column.setSpacing, 8)
        head, foot = QHBoxLayout(), QHBoxLayout()
        head.addWidget(PlainLabel(self._theme, Lettering.HEADING, Ink.TEXT, "New message"), 1)
        head.addWidget(self.close_button)
        for label in (self._subject, self._to, self._reasons):
            label.setWordWrap(True)
        foot.addWidget(self._undo, 1)
        for part in (self.discard, self.anyway, self.send):
            foot.addWidget(part)
        column.addLayout(head)
        for widget in (self.templates, self.languages, self._to, self._subject, self.editor):
            column.addWidget(widget)
        column.addWidget(self.browser, 1)
        column.addWidget(self._reasons)
        column.addStretch(0)
        column.addLayout(foot)

    def _wire(self) -> None:
        for chip in (self.discard, self.anyway):
            chip.setCheckable(False)
        self.browser.installEventFilter(self)
        self.send.clicked.connect(self.send_wanted)
        self.editor.sent.connect(self.send_wanted)
        self.editor.textChanged.connect(self.words_changed)
        self.discard.clicked.connect(self.closed)
        self.close_button.clicked.connect(self.closed)
        self.anyway.clicked.connect(self._on_anyway)
        self.templates.chosen.connect(self.template_chosen)
        self.languages.chosen.connect(self.language_chosen)

    def _on_anyway(self) -> None:
        if self.anyway.text() == ANYWAY:
            self._word_anyway(SURELY)
        else:
            self.anyway_wanted.emit()

    def _word_anyway(self, words: str) -> None:
        self.anyway.setText(words)
        self.anyway.setAccessibleName(f"{words}: message")
        self.anyway.updateGeometry()
        self.anyway.update()
