"""The files of a message: named at once, fetched on request, shown in small where they can be."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt, Signal
from PySide6.QtGui import QImageReader, QPixmap, QResizeEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from agent_console.domain.contact import Attachment
from agent_console.ports.files import KeptFile
from agent_console.ui.screens.customer.message.file_rows import FileDelegate, FileRow
from agent_console.ui.screens.customer.message.viewmodel import described
from agent_console.ui.theme.theme import Theme
from agent_console.ui.widgets.rows.model import RowRole
from agent_console.ui.widgets.tips import tip

MOST_ROWS = 3
LARGEST = 256
"""The longest edge a small picture may have; what is larger nobody drew for us."""


class FileList(QListWidget):
    """Lists the files of one message; `wanted` is the place of the one that was chosen.

    `fitted` says that it takes another height.
    """

    wanted = Signal(object)
    fitted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._files: Sequence[Attachment] = ()
        self._kept: Mapping[int, KeptFile] = {}
        self._said: dict[int, str] = {}
        self.setAccessibleName("Files of the message")
        self.setItemDelegate(FileDelegate(theme, self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.itemActivated.connect(self._on_chosen)
        self.itemClicked.connect(self._on_chosen)
        theme.changed.connect(self._on_theme)

    def show_files(self, files: Sequence[Attachment]) -> None:
        """Show the files of another message; nothing is known of them yet."""
        self._files, self._kept, self._said = files, {}, {}
        self.clear()
        for one in files:
            item = QListWidgetItem()
            item.setData(RowRole.ROW, FileRow(described(one)))
            self.addItem(item)
        self._word()

    def show_kept(self, kept: Mapping[int, KeptFile]) -> None:
        """Show which of them are here, with their pictures."""
        before, self._kept = self._kept, kept
        self._said = {n: said for n, said in self._said.items() if before.get(n) == kept.get(n)}
        self._word()

    def say(self, number: int, said: str) -> None:
        """Say beside a file how it goes with it."""
        self._said[number] = said
        self._word()

    def is_kept(self, number: int) -> bool:
        """Say whether a file can be saved without being fetched."""
        kept = self._kept.get(number)
        return kept is not None and kept.is_kept

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _word(self) -> None:
        for number, file in enumerate(self._files):
            item, kept = self.item(number), self._kept.get(number)
            words = described(file, kept, self._said.get(number, ""))
            picture = _drawn(kept.picture) if kept is not None and kept.picture else None
            item.setText(words.line())
            item.setToolTip(tip(words.line()))
            item.setData(RowRole.ROW, FileRow(words, picture))
        self.setVisible(bool(self._files))
        self._fit()

    def _fit(self) -> None:
        """Be as tall as the first few files are."""
        shown = range(min(MOST_ROWS, len(self._files)))
        tall = sum(self.sizeHintForRow(number) for number in shown)
        if tall != self.maximumHeight():
            self.setFixedHeight(tall)
            self.fitted.emit()

    def _on_chosen(self, item: QListWidgetItem) -> None:
        self.wanted.emit(self.row(item))

    def _on_theme(self) -> None:
        self.scheduleDelayedItemsLayout()
        self._fit()


def _drawn(png: bytes) -> QPixmap | None:
    buffer = QBuffer()
    buffer.setData(QByteArray(png))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(b"png"))
    size = reader.size()
    if not size.isValid() or max(size.width(), size.height()) > LARGEST:
        return None
    return QPixmap.fromImageReader(reader)
