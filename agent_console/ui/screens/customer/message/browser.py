"""HTML of strangers, shown as text: it loads nothing, opens nothing, and cannot grow."""

from math import ceil

from PySide6.QtCore import QByteArray, QSize, QSizeF, Qt, QUrl, Signal
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QFrame, QTextBrowser

from agent_console.ui.theme.lettering import Lettering
from agent_console.ui.theme.theme import Theme
from agent_console.ui.theme.tokens import Ink

LONGEST = 400_000
"""Letters; more than this takes Qt longer than a glance."""
TALLEST = 4000
"""Pixels; no pane is taller, and a long text is laid out piece by piece."""
ASKED, LEAST = 160, 48
"""Pixels of height that it asks for, so that what stands below has its share, and needs."""
LINKS = frozenset({"http", "https", "mailto"})


class MailBrowser(QTextBrowser):
    """Shows what was made safe before; `link_chosen` is the address of a link, never followed here.

    `grown` says that its words need another height.
    Qt asks for `file:`, bare paths, `cid:`, `data:` and `http:` of pictures and style sheets; each
    of them gets nothing.
    """

    link_chosen = Signal(str)
    grown = Signal()

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
        self._tall = 0
        self.document().documentLayout().documentSizeChanged.connect(self._on_laid_out)
        theme.changed.connect(self._dress)
        self._dress()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), min(self.tall(), ASKED))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, min(self.tall(), LEAST))

    def tall(self) -> int:
        """Return the height at which all words are in sight."""
        bar = self.horizontalScrollBar()
        return self._tall + (bar.height() if bar.isVisible() else 0)

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

    def _on_laid_out(self, size: QSizeF) -> None:
        tall = min(ceil(size.height()), TALLEST)
        if tall != self._tall:
            self._tall = tall
            self.updateGeometry()
            self.grown.emit()

    def _on_link(self, url: QUrl) -> None:
        if url.scheme().lower() in LINKS:
            self.link_chosen.emit(url.toString())

    def _dress(self) -> None:
        document: QTextDocument = self.document()
        document.setDefaultFont(self._theme.font(Lettering.BODY))
        accent = self._theme.colour(Ink.ACCENT).name()
        document.setDefaultStyleSheet(f"a {{ color: {accent}; }}")
