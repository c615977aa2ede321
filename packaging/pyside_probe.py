"""Exits 1 when PySide6 loses references to None, which aborts the process after some minutes.

Seen with PySide6 6.12.0 on CPython 3.11: each call of many painter, label and settings methods
takes one reference to None away. Newer CPythons count None no more, so nothing is seen there.
"""
# ruff: noqa: T201 - a command: what it prints is its work

import os
import sys
from collections.abc import Callable

import PySide6
from PySide6.QtCore import QObject, QRect, QRectF, QSettings, QStringListModel, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication, QLabel

CALLS = 200
TOLERATED = CALLS // 10


def lost_references(probe: Callable[[], object]) -> int:
    """Return how many references to None the calls took away."""
    probe()
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        probe()
    return before - sys.getrefcount(None)


def losses(app: QApplication) -> dict[str, int]:
    """Return the lost references of each kind of call."""
    image = QImage(64, 64, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    label, plain, settings = QLabel("x"), QObject(), QSettings()
    model = QStringListModel(["x"])
    index = model.index(0, 0)
    middle = Qt.AlignmentFlag.AlignCenter
    probes: dict[str, Callable[[], object]] = {
        "QPainter.save": painter.save,
        "QPainter.restore": painter.restore,
        "QPainter.setPen": lambda: painter.setPen(QColor("red")),
        "QPainter.drawText": lambda: painter.drawText(QRectF(0, 0, 50, 50), middle, "x"),
        "QPainter.drawEllipse": lambda: painter.drawEllipse(1, 1, 4, 4),
        "QPainter.fillRect": lambda: painter.fillRect(QRect(0, 0, 3, 3), QColor("white")),
        "QLabel.setText": lambda: label.setText("y"),
        "QObject.parent": plain.parent,
        "QObject.setProperty": lambda: plain.setProperty("a", None),
        "QSettings.value": lambda: settings.value("missing"),
        "QModelIndex.data": lambda: index.data(Qt.ItemDataRole.UserRole),
        "QApplication.processEvents": app.processEvents,
    }
    found = {name: lost_references(probe) for name, probe in probes.items()}
    painter.end()
    return found


def main() -> None:
    """Print what each call loses and end with 1 if any loses too much."""
    app = QApplication([sys.argv[0], "-platform", "offscreen"])
    found = losses(app)
    print(f"PySide6 {PySide6.__version__}, Python {sys.version.split()[0]}")
    for name, lost in found.items():
        print(f"{'LOSES' if lost > TOLERATED else 'ok':6}{name}: {lost / CALLS:+.2f} a call")
    sys.stdout.flush()
    # A normal exit would abort once None is gone.
    os._exit(any(lost > TOLERATED for lost in found.values()))


if __name__ == "__main__":
    main()
