"""Pictures that people attach, drawn here: small PNG files of flat colours."""

import struct
import zlib
from collections.abc import Mapping, Sequence

WIDTH, HEIGHT = 320, 240
Colour = tuple[int, int, int]
Shape = tuple[int, Sequence[tuple[int, int]]]
"""A polygon: the number of its colour and its corners."""
BENCH: Colour = (196, 188, 176)
LANTERN: Sequence[Shape] = (
    (1, [(120, 60), (200, 60), (210, 40), (110, 40)]),
    (2, [(124, 60), (196, 60), (190, 180), (130, 180)]),
    (3, [(150, 60), (196, 60), (176, 128), (160, 104)]),
    (4, [(124, 92), (150, 110), (138, 132), (126, 128)]),
    (1, [(112, 180), (208, 180), (216, 206), (104, 206)]),
    (4, [(52, 212), (84, 204), (72, 222)]),
    (4, [(228, 216), (262, 208), (250, 226)]),
)
BOX: Sequence[Shape] = (
    (1, [(60, 70), (210, 50), (270, 80), (120, 104)]),
    (2, [(60, 70), (120, 104), (120, 214), (60, 170)]),
    (3, [(120, 104), (270, 80), (262, 150), (238, 196), (120, 214)]),
    (4, [(262, 150), (270, 186), (238, 196)]),
    (4, [(150, 70), (176, 66), (238, 94), (212, 98)]),
)
SEAM: Sequence[Shape] = (
    (1, [(60, 90), (260, 90), (276, 220), (44, 220)]),
    (2, [(96, 90), (118, 90), (150, 20), (128, 20)]),
    (2, [(224, 90), (202, 90), (170, 20), (192, 20)]),
    (3, [(92, 96), (150, 104), (138, 116), (100, 110)]),
    (4, [(100, 99), (140, 105), (134, 110), (104, 106)]),
)
DRAWINGS: Mapping[str, tuple[Sequence[Colour], Sequence[Shape]]] = {
    "lantern.png": (
        (BENCH, (60, 66, 70), (240, 226, 170), (150, 140, 128), (214, 224, 226)),
        LANTERN,
    ),
    "box.png": ((BENCH, (206, 166, 116), (176, 138, 92), (190, 150, 102), (120, 92, 60)), BOX),
    "seam.png": ((BENCH, (70, 88, 74), (54, 68, 58), (36, 40, 38), (206, 200, 190)), SEAM),
}


def picture(name: str) -> bytes:
    """Draw a picture as a PNG."""
    colours, shapes = DRAWINGS[name]
    rows = [bytearray(WIDTH) for _ in range(HEIGHT)]
    for colour, corners in shapes:
        _fill(rows, colour, corners)
    packed = zlib.compress(b"".join(b"\0" + row for row in rows), 9)
    return b"".join(
        (
            b"\x89PNG\r\n\x1a\n",
            _chunk(b"IHDR", struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 3, 0, 0, 0)),
            _chunk(b"PLTE", bytes(part for colour in colours for part in colour)),
            _chunk(b"IDAT", packed),
            _chunk(b"IEND", b""),
        )
    )


def _fill(rows: list[bytearray], colour: int, corners: Sequence[tuple[int, int]]) -> None:
    for y, row in enumerate(rows):
        crossed = sorted(_crossings(y + 0.5, corners))
        for left, right in zip(crossed[::2], crossed[1::2], strict=True):
            row[left:right] = bytes((colour,)) * (right - left)


def _crossings(y: float, corners: Sequence[tuple[int, int]]) -> list[int]:
    """Find where the edges of a polygon cross a line."""
    edges = zip(corners, (*corners[1:], corners[0]), strict=True)
    return [
        round(x0 + (y - y0) * (x1 - x0) / (y1 - y0))
        for (x0, y0), (x1, y1) in edges
        if (y0 > y) != (y1 > y)
    ]


def _chunk(kind: bytes, body: bytes) -> bytes:
    check = zlib.crc32(kind + body)
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", check)
