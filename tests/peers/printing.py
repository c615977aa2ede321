"""`python -P -m tests.peers.printing FILE TITLE`: prints a PNG as the window does."""

import sys
from pathlib import Path
from threading import Thread

from PySide6.QtWidgets import QApplication

from agent_console.ui.bridge.printing import Printers


def main() -> None:
    app = QApplication([])
    file, title = sys.argv[1:]

    def print_it() -> None:
        print(Printers().print(Path(file).read_bytes(), title))  # noqa: T201 - that is its answer

    thread = Thread(target=print_it)
    thread.start()
    thread.join()
    del app


main()
