"""HTML of strangers, shown as text: it loads nothing, opens nothing, and cannot grow."""

from PySide6.QtCore import QByteArray, Qt, QUrl, Signal
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QFrame, QTextBrowser

from agent_console.ui.theme.lettering import Lettering
from agent_console.ui.theme.theme import Theme
from agent_console.ui.theme.tokens import Ink

LONGEST = 400_000
"""Letters; more than this takes Qt longer than a glance."""
LINKS = frozenset({"http", "https", "mailto"})


class MailBrowser(QTextBrowser):
    """Shows what was made safe before; `link_chosen` is the address of a link, never followed here.

    Qt asks for `file:`, bare paths, `cid:`, `data:` and `http:` of pictures and style sheets; each
    of them gets nothing.
    """

    link_chosen = Signal(str)

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._theme = theme
        self.asked: list[str] = []
        self.setAccessibleName(name)
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setUndoRedoEnabled(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.anchorClicked.connect(self._on_link)
        theme.changed.connect(self._dress)
        self._dress()

    def show_html(self, html: str) -> None:
        """Show HTML that nh3 and the flattening of tables have been through."""
        self.asked.clear()
        self.setHtml(html[:LONGEST])

    def show_text(self, text: str) -> None:
        """Show plain text as it is."""
        self.setPlainText(text[:LONGEST])

    def loadResource(self, kind: int, name: QUrl | str) -> QByteArray:
        """Return nothing, whatever is asked for."""
        self.asked.append(name.toString() if isinstance(name, QUrl) else name)
        return QByteArray()

    def _on_link(self, url: QUrl) -> None:
        if url.scheme().lower() in LINKS:
            self.link_chosen.emit(url.toString())

    def _dress(self) -> None:
        document: QTextDocument = self.document()
        document.setDefaultFont(self._theme.font(Lettering.BODY))
        accent = self._theme.colour(Ink.ACCENT).name()
        document.setDefaultStyleSheet(f"a {{ color: {accent}; }}")
