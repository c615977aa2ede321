"""What people attach can be opened."""

import struct
import zlib

import pytest

from agent_console.sandbox.mail.pictures import DRAWINGS, HEIGHT, WIDTH, picture


def chunks(body):
    place = 8
    while place < len(body):
        [size] = struct.unpack(">I", body[place : place + 4])
        kind, data = body[place + 4 : place + 8], body[place + 8 : place + 8 + size]
        [check] = struct.unpack(">I", body[place + 8 + size : place + 12 + size])
        assert check == zlib.crc32(kind + data)
        yield kind, data
        place += 12 + size


@pytest.mark.parametrize("name", DRAWINGS)
def test_a_picture_is_a_whole_png(name):
    found = dict(chunks(picture(name)))
    assert list(found) == [b"IHDR", b"PLTE", b"IDAT", b"IEND"]
    assert struct.unpack(">II", found[b"IHDR"][:8]) == (WIDTH, HEIGHT)
    pixels = zlib.decompress(found[b"IDAT"])
    assert len(pixels) == (WIDTH + 1) * HEIGHT
    assert len(set(pixels)) == len(found[b"PLTE"]) // 3
