"""What strangers attach is drawn in a process that can break without anybody noticing."""

import asyncio
import io
import resource
import struct
import sys
import time
import zlib

import pypdfium2
import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QColor, QImage, QImageWriter

from agent_console.app.acting.parts import PICTURE
from agent_console.app.wiring import THUMBNAIL
from agent_console.machine.confinement import ConfinedProgram

SVG = (
    b'<?xml version="1.0"?><!DOCTYPE s [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'
    b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><text>&b;</text></svg>'
)


def drawn(data: bytes) -> QImage | None:
    """Return the small picture of a file."""
    said = asyncio.run(ConfinedProgram(THUMBNAIL)(data))
    return None if said is None else QImage.fromData(said, "PNG")


def photo(kind: bytes, wide: int = 3000, high: int = 2000) -> bytes:
    picture = QImage(wide, high, QImage.Format.Format_RGB32)
    picture.fill(QColor(200, 30, 60))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    assert QImageWriter(buffer, QByteArray(kind)).write(picture)
    return bytes(buffer.data().data())


def pdf(pages: int) -> bytes:
    document = pypdfium2.PdfDocument.new()
    for _ in range(pages):
        document.new_page(400, 600)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def grey_png(edge: int) -> bytes:
    """Return a PNG that is small on the wire and huge once unpacked."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        )

    packing = zlib.compressobj(9)
    rows = b"".join(packing.compress(b"\0" * (edge + 1)) for _ in range(edge)) + packing.flush()
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", edge, edge, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


@pytest.mark.parametrize("kind", [b"PNG", b"JPEG", b"WEBP"])
def test_a_photo_is_drawn_in_small(kind: bytes):
    picture = drawn(photo(kind))
    assert picture is not None
    assert (picture.width(), picture.height()) == (256, 170)
    assert picture.pixelColor(100, 100).red() > 150


def test_a_photo_of_a_phone_of_today_is_drawn_in_small():
    picture = drawn(photo(b"JPEG", 5712, 4284))
    assert picture is not None
    assert (picture.width(), picture.height()) == (256, 192)
    assert picture.pixelColor(100, 100).red() > 150


def test_a_photo_beyond_all_measure_has_no_picture():
    data = photo(b"JPEG")
    size = data.index(b"\xff\xc0") + 5
    assert drawn(data[:size] + struct.pack(">HH", 9000, 12_000) + data[size + 4 :]) is None


@pytest.mark.parametrize(
    ("data", "inches"),
    [(pdf(1), 600 / 72), (photo(b"png", 800, 1200), 6)],
    ids=["document", "picture"],
)
def test_a_picture_for_a_printer_says_how_large_it_is_on_paper(data: bytes, inches: float):
    said = asyncio.run(ConfinedProgram(PICTURE)(data))
    assert said is not None
    picture = QImage.fromData(said, "PNG")
    assert picture.height() / (picture.dotsPerMeterY() * 0.0254) == pytest.approx(inches, rel=0.01)


def test_the_first_page_of_a_document_is_drawn():
    picture = drawn(pdf(3))
    assert picture is not None
    assert max(picture.width(), picture.height()) == 256


@pytest.mark.parametrize(
    "data",
    [
        photo(b"PNG")[:200],
        grey_png(30_000),
        SVG,
        pdf(10_000),
        b"%PDF-1.7 and nothing of one",
        b"GIF89a",
        b"words",
        b"",
    ],
    ids=["cut", "bomb", "svg", "pages", "no-pdf", "no-gif", "words", "empty"],
)
def test_what_is_hostile_or_no_picture_has_none(data: bytes):
    assert drawn(data) is None


def confined(deed: str) -> int | None:
    """Return how a process ended that does something once it is confined; 0 is well."""
    program = f"from agent_console.machine.confinement import confine; confine()\n{deed}"
    return asyncio.run(_ran((sys.executable, "-c", f"import socket\n{program}")))


async def _ran(command: tuple[str, ...]) -> int | None:
    child = await asyncio.create_subprocess_exec(*command, stderr=asyncio.subprocess.DEVNULL)
    return await child.wait()


def test_a_confined_process_can_do_nothing_but_compute():
    assert confined("sum(range(10))") == 0
    assert confined("socket.socket()") != 0
    assert confined("open('/etc/passwd')") != 0
    assert confined("bytearray(1 << 30)") != 0
    assert confined("while True: pass") != 0, "its seconds of computing are counted"


def test_one_that_talks_without_end_is_ended_and_fills_no_memory():
    talker = (sys.executable, "-c", "import os\nwhile True: os.write(1, bytes(1 << 16))")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began = time.monotonic()
    assert asyncio.run(ConfinedProgram(talker, patience_s=30)(bytes(1 << 20))) is None
    assert time.monotonic() - began < 60
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 64 << 10


def test_one_that_ends_before_it_was_told_all_harms_nobody():
    deaf = (sys.executable, "-c", "print('x')")
    assert asyncio.run(ConfinedProgram(deaf)(bytes(20 << 20))) == b"x\n"


def test_one_that_sleeps_for_ever_is_ended():
    sleeper = (sys.executable, "-c", "import time, sys; sys.stdin.read(); time.sleep(600)")
    began = time.monotonic()
    assert asyncio.run(ConfinedProgram(sleeper, patience_s=0.5)(b"")) is None
    assert time.monotonic() - began < 60
