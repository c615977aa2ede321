"""A start of the program that ends with an answer: `python -m tests.bench.first_answer HOME TEXT`.

The program runs as always; only its application is watched. Once the store is open, the text is
put into the search box, and when its results are painted a line says so. With a third argument
the customer found is opened, paged through, and the memory taken is printed as KiB.
"""

import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from agent_console.app.entry import run
from agent_console.ui.shell import start
from agent_console.ui.shell.window import MainWindow

LOOK_MS, READING_MS, PAGES, PATIENCE_MS = 2, 250, 6, 20_000
make = start.application


def watched(arguments: Sequence[str] = ()) -> QApplication:
    """Make the application, and look into it while it runs."""
    app = make(arguments)
    timer = QTimer(app, interval=LOOK_MS)
    timer.timeout.connect(lambda: look(app, timer))
    timer.start()
    QTimer.singleShot(PATIENCE_MS, lambda: app.exit(1))
    return app


def look(app: QApplication, timer: QTimer) -> None:
    """Type once the latest are listed, and end once the results are."""
    for window in app.topLevelWidgets():
        if isinstance(window, MainWindow) and (rows := window.search.listing_rows().rows):
            text = window.search.field.text()
            if not text:
                window.search.field.setText(sys.argv[2])
            elif len(rows) == 1:
                timer.stop()
                window.search.results.viewport().repaint()
                tell("usable")
                end(app, window)


def end(app: QApplication, window: MainWindow) -> None:
    """Leave, perhaps after a look at the customer."""
    if len(sys.argv) > 3:
        window.search.open_chosen()
        QTest.qWait(READING_MS)
        for _ in range(PAGES):
            page_down(window)
        tell(resident())
    window.close()
    app.quit()


def page_down(window: MainWindow) -> None:
    """Scroll the timeline to the end of what is held, so that more is read."""
    for rows in window.findChildren(type(window.search.results)):
        if rows.accessibleName() == "Timeline" and rows.isVisible():
            rows.verticalScrollBar().setValue(rows.verticalScrollBar().maximum())
    QTest.qWait(READING_MS)


def resident() -> str:
    """Return how much memory this process holds now, in KiB."""
    lines = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
    return next(line.split()[1] for line in lines if line.startswith("VmRSS"))


def tell(words: str) -> None:
    """Say something to who started us."""
    sys.stdout.write(words + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    start.application = watched
    sys.exit(run(["--home", sys.argv[1]]))
