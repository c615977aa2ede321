"""`python -m agent_console.app.thumbnail [EDGE]`: a file on stdin, a PNG of it on stdout.

Its longer edge has so many pixels at the most. It runs confined; ended with 1, there is no
picture. What a file is, its first bytes say.
"""

import os
import sys
from collections.abc import Callable

import pypdfium2
from PySide6.QtCore import QBuffer, QByteArray, QCoreApplication, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QImageWriter

from agent_console.machine.confinement import confine, on_one_core
from agent_console.ports.files import MOST_FETCHED

EDGE, LARGEST = 256, 2400
MOST_PIXELS, MOST_MIB = 20_000_000, 64
MOST_OF_A_PHOTO = 100_000_000
"""A JPEG is unpacked at an eighth of its size; no phone takes larger ones."""
MOST_PAGES = 2_000
COLOURS = 3
POINTS, INCH_IN_M = 72, 0.0254
LABEL_INCHES = 6.0
"""So long a label is that comes as a picture; a document says itself how large it is."""
PDF, JPEG = b"%PDF-", b"jpeg"
MAGIC = (
    (b"\x89PNG\r\n\x1a\n", b"png"),
    (b"\xff\xd8\xff", JPEG),
    (b"GIF87a", b"gif"),
    (b"GIF89a", b"gif"),
)
RIFF, WEBP = b"RIFF", b"WEBP"
NOTHING = 1


WARMING = 1024
"""An edge so long that Qt shares out the scaling among threads."""


def main(begun: Callable[[], None] = confine) -> int:
    """Draw what is on stdin."""
    edge = min(LARGEST, int(sys.argv[1])) if sys.argv[1:] else EDGE
    program = ready(begun)
    data = sys.stdin.buffer.read(MOST_FETCHED + 1)
    picture = drawn(data, edge) if len(data) <= MOST_FETCHED else None
    if picture is None:
        return NOTHING
    sys.stdout.buffer.write(_as_png(picture))
    sys.stdout.buffer.flush()
    del program
    return 0


def ready(begun: Callable[[], None]) -> QCoreApplication:
    """Load all that is needed to draw, and then be confined; what is returned is to be kept."""
    # GLib would open a pipe when the first picture is read, where none can be opened any more.
    os.environ["QT_NO_GLIB"] = "1"
    on_one_core()
    program = QCoreApplication(sys.argv[:1])
    QImageReader.supportedImageFormats()
    # Qt's thread for scaling has to stand before: it begins by opening something.
    blank = QImage(WARMING, WARMING, QImage.Format.Format_RGB32)
    blank.scaled(EDGE, EDGE, mode=Qt.TransformationMode.SmoothTransformation)
    begun()
    return program


def drawn(data: bytes, edge: int = EDGE) -> QImage | None:
    """Draw a file in small; None when it is nothing that can be drawn."""
    if data.startswith(PDF):
        return _first_page(data, edge)
    kind = _kind(data)
    return _picture(data, kind, edge) if kind else None


def _kind(data: bytes) -> bytes | None:
    if data.startswith(RIFF) and data[8:12] == WEBP:
        return b"webp"
    return next((kind for magic, kind in MAGIC if data.startswith(magic)), None)


def _picture(data: bytes, kind: bytes, edge: int) -> QImage | None:
    QImageReader.setAllocationLimit(MOST_MIB)
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(kind))
    reader.setDecideFormatFromContent(False)
    reader.setAutoTransform(True)
    size = reader.size()
    most = MOST_OF_A_PHOTO if kind == JPEG else MOST_PIXELS
    if not size.isValid() or size.width() * size.height() > most:
        return None
    if max(size.width(), size.height()) > edge:
        reader.setScaledSize(_fitting(size, edge))
    picture = reader.read()
    if picture.isNull():
        return None
    return _sized(picture, max(picture.width(), picture.height()) / LABEL_INCHES)


def _first_page(data: bytes, edge: int) -> QImage | None:
    try:
        document = pypdfium2.PdfDocument(data)
        if len(document) > MOST_PAGES:
            return None
        page = document[0]
        scale = edge / max(page.get_size())
        bitmap = page.render(scale=scale, rev_byteorder=True, may_draw_forms=False)
        wide, high = bitmap.width, bitmap.height
        bits = bytes(bitmap.buffer)
    except (pypdfium2.PdfiumError, ArithmeticError, MemoryError, ValueError):
        return None
    format_ = (
        QImage.Format.Format_RGB888
        if bitmap.n_channels == COLOURS
        else QImage.Format.Format_RGBX8888
    )
    return _sized(QImage(bits, wide, high, bitmap.stride, format_).copy(), scale * POINTS)


def _sized(picture: QImage, dots_an_inch: float) -> QImage:
    """Tell a picture how large it is on paper."""
    for tell in (picture.setDotsPerMeterX, picture.setDotsPerMeterY):
        tell(max(1, round(dots_an_inch / INCH_IN_M)))
    return picture


def _fitting(size: QSize, edge: int) -> QSize:
    return size.scaled(edge, edge, Qt.AspectRatioMode.KeepAspectRatio).expandedTo(QSize(1, 1))


def _as_png(picture: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(picture)
    return bytes(buffer.data().data())


if __name__ == "__main__":
    sys.exit(main())
