"""The one application a test process can have, whoever asks for it first."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from agent_console.ui.shell.start import application


def the_application() -> QApplication:
    """Return the application of this process, made when it is first wanted."""
    there = QApplication.instance()
    return there if isinstance(there, QApplication) else application()


def let_go_of_windows() -> None:
    """Have Qt take down every window that is left, with all that is in it."""
    for window in QApplication.topLevelWidgets():
        window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
