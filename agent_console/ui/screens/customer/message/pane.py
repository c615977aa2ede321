"""The message behind a row: its own words first, all of it on request, its files by name."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from agent_console.ports.reading import StoredMessage
from agent_console.ui.screens.customer.message.browser import MailBrowser
from agent_console.ui.screens.customer.message.files import FileList
from agent_console.ui.screens.customer.message.viewmodel import has_more, notes, people
from agent_console.ui.theme.lettering import Lettering
from agent_console.ui.theme.theme import Theme
from agent_console.ui.theme.tokens import Ink
from agent_console.ui.widgets.buttons import Chip
from agent_console.ui.widgets.labels import PlainLabel
from agent_console.ui.widgets.measures import Measures


class MessagePane(QFrame):
    """Shows one message; `link_chosen` is the address of a link somebody wants to open."""

    link_chosen = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._shown: StoredMessage | None = None
        self._subject = PlainLabel(theme, Lettering.HEADING, Ink.TEXT)
        self._people = PlainLabel(theme, Lettering.META, Ink.TEXT2)
        self._notes = PlainLabel(theme, Lettering.META_STRONG, Ink.WARN)
        self.files = FileList(theme)
        self.browser = MailBrowser(theme, "Message")
        self.whole = Chip(theme, "Show all of it", "Show the whole message")
        self._build()
        self.hide()

    def show_message(self, stored: StoredMessage | None) -> None:
        """Show a message, or nothing."""
        self.setVisible(stored is not None)
        if stored is None or stored == self._shown:
            self._shown = stored
            return
        self._shown = stored
        contact = stored.contact
        self._subject.setText(contact.subject or "Without a subject")
        self._people.setText(people(stored))
        words = " ".join(notes(stored))
        self._notes.setText(words)
        self._notes.setVisible(bool(words))
        self.files.show_files(contact.attachments)
        self.whole.setVisible(has_more(contact))
        self.whole.setChecked(False)
        self._show_words()
        self._fit()

    def first(self) -> QWidget | None:
        """Return what takes the keyboard: the files, where the message has any."""
        has_files = self._shown is not None and bool(self._shown.contact.attachments)
        return self.files if has_files else None

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Take no more height than the message needs: what follows stands directly below it."""
        layout = self.layout()
        if layout is not None and self.width() > 0:
            layout.invalidate()
            more = self.browser.tall() - self.browser.sizeHint().height()
            self.setMaximumHeight(max(0, layout.totalHeightForWidth(self.width()) + more))

    def _show_words(self) -> None:
        if self._shown is None:
            return
        contact = self._shown.contact
        if not self.whole.isChecked() and contact.text.strip():
            self.browser.show_text(contact.text)
        elif contact.html is not None:
            self.browser.show_html(contact.html)
        else:
            self.browser.show_text(contact.plain or "There are no words in it.")

    def _build(self) -> None:
        measures = Measures(self._theme, self)
        column = QVBoxLayout(self)
        measures.keep(column.setContentsMargins, 24, 4, 12, 8)
        measures.keep(column.setSpacing, 4)
        for label in (self._subject, self._people, self._notes):
            label.setWordWrap(True)
        line = QHBoxLayout()
        line.addWidget(self._people, 1)
        line.addWidget(self.whole)
        column.addWidget(self._subject)
        column.addLayout(line)
        column.addWidget(self._notes)
        column.addWidget(self.browser, 1)
        column.addWidget(self.files)
        self.whole.clicked.connect(self._show_words)
        self.browser.link_chosen.connect(self.link_chosen)
        self.browser.grown.connect(self._fit)
        self.files.fitted.connect(self._fit)
        self._theme.changed.connect(self._fit)
