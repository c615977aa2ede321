"""The files of a message: named at once, fetched on request, shown in small where they can be."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Signal
from PySide6.QtGui import QIcon, QImageReader, QPixmap
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from agent_console.domain.contact import Attachment
from agent_console.ports.files import KeptFile
from agent_console.ui.screens.customer.message.viewmodel import described
from agent_console.ui.theme.lettering import Lettering
from agent_console.ui.theme.theme import Theme
from agent_console.ui.theme.tokens import Ink

EDGE, ROW, MOST_ROWS = 96, 26, 3
LARGEST = 256
"""The longest edge a small picture may have; what is larger nobody drew for us."""


class FileList(QListWidget):
    """Lists the files of one message; `wanted` is the place of the one that was chosen."""

    wanted = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._files: Sequence[Attachment] = ()
        self._kept: Mapping[int, KeptFile] = {}
        self._said: dict[int, str] = {}
        self.setAccessibleName("Files of the message")
        self.setWordWrap(True)
        self.itemActivated.connect(self._on_chosen)
        self.itemClicked.connect(self._on_chosen)
        theme.changed.connect(self._dress)
        self._dress()

    def show_files(self, files: Sequence[Attachment]) -> None:
        """Show the files of another message; nothing is known of them yet."""
        self._files, self._kept, self._said = files, {}, {}
        self.clear()
        for one in files:
            self.addItem(QListWidgetItem(described(one)))
        self._word()

    def show_kept(self, kept: Mapping[int, KeptFile]) -> None:
        """Show which of them are here, with their pictures."""
        self._kept = kept
        self._said = {number: said for number, said in self._said.items() if number not in kept}
        self._word()

    def say(self, number: int, said: str) -> None:
        """Say beside a file how it goes with it."""
        self._said[number] = said
        self._word()

    def is_kept(self, number: int) -> bool:
        """Say whether a file can be saved without being fetched."""
        kept = self._kept.get(number)
        return kept is not None and kept.is_kept

    def _word(self) -> None:
        for number, file in enumerate(self._files):
            item, kept = self.item(number), self._kept.get(number)
            item.setText(described(file, kept, self._said.get(number, "")))
            picture = _drawn(kept.picture) if kept is not None and kept.picture else None
            item.setIcon(QIcon(picture) if picture else QIcon())
        self.setVisible(bool(self._files))
        has_picture = any(one.picture for one in self._kept.values())
        rows = min(MOST_ROWS, len(self._files)) * self._theme.px(ROW)
        self.setFixedHeight(rows + self._theme.px(EDGE if has_picture else 4))

    def _on_chosen(self, item: QListWidgetItem) -> None:
        self.wanted.emit(self.row(item))

    def _dress(self) -> None:
        self.setFont(self._theme.font(Lettering.META))
        self.setIconSize(QSize(self._theme.px(EDGE), self._theme.px(EDGE)))
        palette = self.palette()
        palette.setColor(palette.ColorRole.Text, self._theme.colour(Ink.TEXT2))
        palette.setColor(palette.ColorRole.Highlight, self._theme.colour(Ink.SELECTED))
        palette.setColor(palette.ColorRole.HighlightedText, self._theme.colour(Ink.TEXT))
        self.setPalette(palette)


def _drawn(png: bytes) -> QPixmap | None:
    buffer = QBuffer()
    buffer.setData(QByteArray(png))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(b"png"))
    size = reader.size()
    if not size.isValid() or max(size.width(), size.height()) > LARGEST:
        return None
    return QPixmap.fromImageReader(reader)
