"""The files of labels, as small and as real as they come: PDF, PNG and ZPL."""

import struct
import zlib
from collections.abc import Sequence
from itertools import chain

WIDTH, HEIGHT, BAR, MARGIN = 400, 600, 2, 20
POINTS = (288, 432)
"""Four by six inches."""
NO_TEST = "SANDBOX - NOT VALID FOR SHIPPING"


def pdf(lines: Sequence[str]) -> bytes:
    """Draw a page of lines."""
    text = "".join(f"({_escaped(line)}) Tj T*\n" for line in (NO_TEST, *lines))
    drawn = f"BT /F1 11 Tf 16 400 Td 16 TL\n{text}ET".encode("cp1252", "replace")
    box = f"[0 0 {POINTS[0]} {POINTS[1]}]"
    bodies = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox {box} /Contents 5 0 R"
        " /Resources << /Font << /F1 4 0 R >> >> >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Length %d >>\nstream\n%b\nendstream" % (len(drawn), drawn),
    )
    return _with_table(bodies)


def png(number: str) -> bytes:
    """Draw the bars of a number, in black on white."""
    bits = "".join(f"{ord(letter):08b}" for letter in number)[: (WIDTH - 2 * MARGIN) // BAR]
    bars = chain.from_iterable([0 if bit == "1" else 255] * BAR for bit in bits)
    row = bytearray(b"\xff" * WIDTH)
    drawn = bytes(bars)
    row[MARGIN : MARGIN + len(drawn)] = drawn
    blank, line = b"\0" + b"\xff" * WIDTH, b"\0" + bytes(row)
    rows = blank * MARGIN + line * (HEIGHT - 2 * MARGIN) + blank * MARGIN
    head = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 0, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, data) for name, data in parts)


def zpl(number: str, lines: Sequence[str]) -> bytes:
    """Write what a label printer draws by itself."""
    words = "".join(
        f"^FO40,{60 + 40 * place}^A0N,30,30^FD{line.replace('^', ' ').replace('~', ' ')}^FS\n"
        for place, line in enumerate((NO_TEST, *lines))
    )
    return f"^XA\n^CI28\n{words}^FO40,700^BCN,200,Y,N,N^FD{number}^FS\n^XZ\n".encode()


def _escaped(line: str) -> str:
    return line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def _with_table(bodies: Sequence[bytes]) -> bytes:
    whole, places = b"%PDF-1.4\n", list[int]()
    for number, body in enumerate(bodies, 1):
        places.append(len(whole))
        whole += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    rows = b"".join(b"%010d 00000 n \n" % place for place in places)
    count = len(bodies) + 1
    table = b"xref\n0 %d\n0000000000 65535 f \n%b" % (count, rows)
    end = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (count, len(whole))
    return whole + table + end


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
