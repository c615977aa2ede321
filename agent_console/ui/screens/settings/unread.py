"""Records that nobody could read: why, and the raw text of the one looked at."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from agent_console.ui.screens.settings.viewmodel import Document
from agent_console.ui.theme.glyphs import Glyph
from agent_console.ui.theme.lettering import Lettering
from agent_console.ui.theme.theme import Theme
from agent_console.ui.theme.tokens import Ink
from agent_console.ui.widgets.buttons import Chip, RowButton
from agent_console.ui.widgets.labels import PlainLabel
from agent_console.ui.widgets.measures import Measures

MOST_SHOWN = 20
MOST_LETTERS = 100_000
RAW_HIGH = 180


@dataclass(frozen=True, slots=True)
class UnreadRecord:
    """A record in quarantine, in words."""

    title: str
    reason: str
    raw: str


def unread_of(document: Document) -> tuple[UnreadRecord, ...]:
    """Read what waits in quarantine."""
    found = document.get("records")
    rows = found if isinstance(found, list) else []
    return tuple(
        UnreadRecord(
            f"{row['connection']}: {row['stream']} {row['external_id'] or 'without an id'}",
            str(row["reason"]),
            str(row["raw"])[:MOST_LETTERS],
        )
        for row in rows
        if isinstance(row, dict)
    )


class UnreadList(QWidget):
    """The records, at most twenty; choosing one shows its raw text."""

    retry_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._records: Sequence[UnreadRecord] = ()
        self._told = PlainLabel(theme, Lettering.BODY, Ink.TEXT2)
        self._told.setWordWrap(True)
        self._rows = QVBoxLayout()
        self._raw = QPlainTextEdit(readOnly=True)
        self._raw.setAccessibleName("Raw record")
        self._retry = Chip(theme, "Read again", "Read the records again")
        self._retry.setCheckable(False)
        self._retry.clicked.connect(self.retry_wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        measures = Measures(theme, self)
        measures.keep(self._raw.setFixedHeight, RAW_HIGH)
        measures.keep(self._rows.setSpacing, 4)
        line = QHBoxLayout()
        line.addWidget(self._told, 1)
        line.addWidget(self._retry)
        column.addLayout(line)
        column.addLayout(self._rows)
        column.addWidget(self._raw)
        self._retry.hide()
        self._raw.hide()
        self._told.setText("Reading …")

    def show_records(self, records: Sequence[UnreadRecord], said: str = "") -> None:
        """Show what waits, and how the last try went."""
        self._records = records
        more = f", {MOST_SHOWN} of them here" if len(records) > MOST_SHOWN else ""
        count = f"{len(records)} kept raw until they can be read{more}." if records else "None."
        self._told.setText(f"{count} {said}".strip())
        self._retry.setVisible(bool(records))
        self._raw.hide()
        while item := self._rows.takeAt(0):
            if part := item.widget():
                part.hide()
                part.deleteLater()
        for number, record in enumerate(records[:MOST_SHOWN]):
            button = RowButton(self._theme, Glyph.UNKNOWN, record.title, "")
            button.say(record.reason)
            button.setProperty("number", number)
            button.clicked.connect(self._on_chosen)
            self._rows.addWidget(button)

    def _on_chosen(self) -> None:
        self._raw.setPlainText(self._records[int(self.sender().property("number"))].raw)
        self._raw.show()
