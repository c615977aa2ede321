"""Files changed at random and drawn in small: whatever they break, it is not their reader.

`AGENT_CONSOLE_MUTANTS=100000` makes a run before a release; some hundreds are in every verify.
"""

import asyncio
import logging
import os
import random
import resource
import selectors
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from agent_console.app.wiring import THUMBNAIL
from agent_console.machine.confinement import MOST_SAID, PATIENCE_S, ConfinedProgram, surroundings
from agent_console.sandbox.letters import SERVICE, Letter
from agent_console.sandbox.mail.papers import paper
from agent_console.sandbox.mail.pictures import picture
from tests.app.test_thumbnail import grey_png, pdf, photo
from tests.faults.drawing import FRAME, NOTHING, PICTURE

MUTANTS = int(os.environ.get("AGENT_CONSOLE_MUTANTS", "400"))
ONE_BY_ONE = max(12, MUTANTS // 1000)
"""So many go the whole way that a file of a mail goes, each in a process of its own."""
LOG = logging.getLogger(__name__)
ROOT = Path(__file__).parents[2]
EXTREMES = (0, 1, 0x7F, 0x80, 0xFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF)
MOST_DEATHS = 0.02
"""Of all children; a library that breaks at more would be of no use to anybody."""


def seeds() -> Sequence[bytes]:
    """Return files of all kinds that are drawn."""
    kinds = [photo(kind, 300, 200) for kind in (b"PNG", b"JPEG", b"WEBP")]
    label = paper("label.pdf", Letter("", SERVICE, SERVICE, "", ""))
    return [*kinds, grey_png(64), picture("seam.png"), pdf(2), pdf(40), label]


def mutants(rng: random.Random) -> Iterator[bytes]:
    """Yield files without end that are nearly right."""
    known = seeds()
    while True:
        data = bytearray(rng.choice(known))
        for _ in range(rng.choice((1, 1, 2, 3, 8, 40))):
            rng.choice(DEEDS)(data, rng, known)
        yield bytes(data)


def _flip(data: bytearray, rng: random.Random, _: Sequence[bytes]) -> None:
    if data:
        data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)


def _extreme(data: bytearray, rng: random.Random, _: Sequence[bytes]) -> None:
    """Write a number that nobody counts with: lengths, sizes and offsets are where it hurts."""
    at, width = rng.randrange(len(data) + 1), rng.choice((1, 2, 4))
    order = rng.choice(("big", "little"))
    number = rng.choice(EXTREMES) & ((1 << 8 * width) - 1)
    data[at : at + width] = number.to_bytes(width, order)


def _cut(data: bytearray, rng: random.Random, _: Sequence[bytes]) -> None:
    at = rng.randrange(len(data) + 1)
    del data[at : at + rng.choice((1, 4, 100, len(data)))]


def _repeat(data: bytearray, rng: random.Random, _: Sequence[bytes]) -> None:
    at = rng.randrange(len(data) + 1)
    data[at:at] = data[at : at + rng.randrange(1, 400)] * rng.randrange(1, 9)


def _graft(data: bytearray, rng: random.Random, known: Sequence[bytes]) -> None:
    other = rng.choice(known)
    at, there = rng.randrange(len(data) + 1), rng.randrange(len(other))
    data[at : at + rng.randrange(400)] = other[there : there + rng.randrange(400)]


def _number(data: bytearray, rng: random.Random, _: Sequence[bytes]) -> None:
    """Put a huge number in place of one that is written out, as in a PDF."""
    digits = [at for at, byte in enumerate(data) if 0x30 <= byte <= 0x39]
    if digits:
        at = rng.choice(digits)
        data[at : at + 1] = rng.choice((b"-1", b"99999999", b"4294967296", b"0", b"1e99"))


DEEDS = (_flip, _flip, _extreme, _cut, _repeat, _graft, _number)


class Drawing:
    """Children that draw many files; one that dies is replaced and counted."""

    def __init__(self) -> None:
        self.told = Counter[bytes]()
        self.slowest_s = 0.0
        self._child = self._begun()

    def draw(self, data: bytes) -> None:
        """Have a file drawn; fails when no answer comes in the time a file of a mail has."""
        began = time.monotonic()
        answer = self._answer(data, self._child)
        self.slowest_s = max(self.slowest_s, time.monotonic() - began)
        self.told[answer] += 1
        if not answer:
            self.end()
            self._child = self._begun()

    def end(self) -> None:
        """End the child."""
        self._child.kill()
        self._child.communicate()

    @staticmethod
    def _begun() -> "subprocess.Popen[bytes]":
        return subprocess.Popen(
            (sys.executable, "-P", "-m", "tests.faults.drawing"),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=surroundings() | {"PYTHONPATH": str(ROOT)},
        )

    @staticmethod
    def _answer(data: bytes, child: "subprocess.Popen[bytes]") -> bytes:
        assert child.stdin is not None
        assert child.stdout is not None
        try:
            child.stdin.write(FRAME.pack(len(data)) + data)
            child.stdin.flush()
        except BrokenPipeError:
            return b""
        with selectors.DefaultSelector() as waiting:
            waiting.register(child.stdout, selectors.EVENT_READ)
            assert waiting.select(PATIENCE_S + 20), "it hangs"
        return child.stdout.read(1)


@pytest.mark.timeout(7200)
def test_no_changed_file_hangs_or_breaks_more_than_its_own_process():
    rng, drawing = random.Random(20261130), Drawing()
    try:
        for data in islice(mutants(rng), MUTANTS):
            drawing.draw(data)
    finally:
        drawing.end()
    told = drawing.told
    LOG.info("%s mutants: %s, the slowest took %.2f s", MUTANTS, dict(told), drawing.slowest_s)
    assert sum(told.values()) == MUTANTS
    assert told[b""] <= max(1, MUTANTS * MOST_DEATHS), told
    assert min(told[PICTURE], told[NOTHING]) > MUTANTS // 20, "changed enough, and not too much"


@pytest.mark.timeout(3600)
def test_the_whole_way_of_a_changed_file_ends_in_a_picture_or_in_none():
    rng, program = random.Random(7), ConfinedProgram(THUMBNAIL)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for data in islice(mutants(rng), ONE_BY_ONE):
        began = time.monotonic()
        said = asyncio.run(program(data))
        assert time.monotonic() - began < PATIENCE_S + 5
        assert said is None or (
            len(said) <= MOST_SAID and not QImage.fromData(said, "PNG").isNull()
        )
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown < 64 << 10, "KiB that the reader of mails grew by"
