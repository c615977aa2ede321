"""A label comes out of a real print server in its own size."""

import os
import secrets
import sys
from collections.abc import Mapping
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage, QPainter

from tests.peers import cups
from tests.peers.processes import run_kept

WIDE, HIGH, DOTS = 1200, 1800, 300
BAR = QRect(150, 300, 900, 300)
POINTS, GREY, INCH_IN_M = 72, 128, 0.0254


def label(path: Path) -> Path:
    """Draw four by six inches with one black bar."""
    picture = QImage(WIDE, HIGH, QImage.Format.Format_RGB32)
    picture.fill(QColor("white"))
    painter = QPainter(picture)
    painter.fillRect(BAR, QColor("black"))
    painter.end()
    picture.setDotsPerMeterX(round(DOTS / INCH_IN_M))
    picture.setDotsPerMeterY(round(DOTS / INCH_IN_M))
    assert picture.save(str(path), "PNG")
    return path


def run(file: Path, title: str, env: Mapping[str, str]) -> str:
    command = [sys.executable, "-P", "-m", "tests.peers.printing", file, title]
    done = run_kept(command, {**env, "QT_QPA_PLATFORM": "offscreen"})
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def black(page: pypdfium2.PdfPage) -> tuple[int, int]:
    """Return how wide and high the black part of a page is, in points."""
    bitmap = page.render(scale=1, grayscale=True)
    rows = [bytes(bitmap.buffer)[n * bitmap.stride :][: bitmap.width] for n in range(bitmap.height)]
    dark = [[value < GREY for value in row] for row in rows]
    return sum(map(any, zip(*dark, strict=True))), sum(map(any, dark))


@pytest.mark.skipif(bool(cups.missing()), reason=f"no print server: {cups.missing()}")
def test_a_label_is_printed_in_its_own_size(tmp_path: Path):
    title = f"label{secrets.token_hex(6)}"
    with cups.printer() as printer:
        file = label(tmp_path / "label.png")
        assert run(file, title, printer.env) == f"sent to {cups.PRINTER}"
        printed = printer.printed(title)
        try:
            document = pypdfium2.PdfDocument(printed)
            assert len(document) == 1
            wide, high = black(document[0])
            document.close()
        finally:
            printed.unlink()
    assert wide == pytest.approx(BAR.width() / DOTS * POINTS, abs=3)
    assert high == pytest.approx(BAR.height() / DOTS * POINTS, abs=3)


@pytest.mark.skipif(bool(cups.missing()), reason=f"no print server: {cups.missing()}")
def test_without_a_printer_it_says_what_to_do(tmp_path: Path):
    nowhere = {**os.environ, "CUPS_SERVER": str(tmp_path / "nobody")}
    said = run(label(tmp_path / "label.png"), "label", nowhere)
    assert said == "no printer is set up on this computer; save it instead"
