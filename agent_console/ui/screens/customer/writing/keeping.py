"""When what is being typed is kept: as soon as somebody pauses, and soon even if nobody does."""

from PySide6.QtCore import QObject, QTimer, Signal

PAUSE_MS = 400
"""So long nothing is typed until it is kept."""
LATEST_MS = 800
"""So long after the first key that is not kept yet, however busily somebody types on."""


class Keeping(QObject):
    """Told of every key, it says by `due` when to keep what stands there."""

    due = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._latest = QTimer(self, singleShot=True, interval=LATEST_MS)
        for timer in (self._pause, self._latest):
            timer.timeout.connect(self._on_due)

    def typed(self) -> None:
        """Hear that something was typed."""
        self._pause.start()
        if not self._latest.isActive():
            self._latest.start()

    def is_owed(self) -> bool:
        """Say whether something was typed that is not kept yet."""
        return self._latest.isActive()

    def stop(self) -> None:
        """Owe nothing more."""
        self._pause.stop()
        self._latest.stop()

    def _on_due(self) -> None:
        self.stop()
        self.due.emit()
