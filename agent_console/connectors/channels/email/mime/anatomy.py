"""A mail taken apart: a tree of parts that know where in the raw bytes their body lies."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from agent_console.connectors.channels.email.mime import uuencoded
from agent_console.connectors.channels.email.mime.decoding import (
    plain_bytes,
    plain_size,
    text_of,
)
from agent_console.connectors.channels.email.mime.fields import Fields, scan
from agent_console.connectors.channels.email.mime.flowing import unflowed

DEPTH, MOST_PARTS = 24, 1000
"""Deeper or more is nobody's letter; what lies beyond stays whole, as an attachment."""
MOST_LETTERS = 1_000_000
"""Letters read of one text, a long novel; the raw mail keeps the rest."""
BYTES_A_LETTER = 12
"""A letter of four bytes, each quoted as =XX."""

ANYTHING = re.compile(rb"[^\s]")
LEADING = re.compile(rb"(?:\xef\xbb\xbf)?(?:[ \t]{0,1000}\r?\n){0,1000}")
TYPE = re.compile(r"[a-z0-9][a-z0-9!#$&^_.+-]{0,60}/[a-z0-9][a-z0-9!#$&^_.+-]{0,100}")
META = re.compile(
    rb"<meta\s[^>]{0,200}?charset\s{0,9}=\s{0,9}[\"']?([\w.:+-]{1,40})", re.IGNORECASE
)
AHEAD = 4096
ENCLOSED = {"message/rfc822", "message/global"}
AS_IS = {"", "7bit", "8bit", "binary"}
TEXT = "text/plain"


@dataclass(frozen=True, slots=True)
class Part:
    """One part: its header, and its body as a range of the raw bytes; no byte is copied."""

    raw: bytes
    fields: Fields
    start: int
    end: int
    content_type: str = TEXT
    parts: tuple["Part", ...] = ()

    def walk(self) -> Iterator["Part"]:
        """Yield this part and all within, in the order of the mail."""
        yield self
        for part in self.parts:
            yield from part.walk()

    def within(self, content_type: str) -> Iterator["Part"]:
        """Yield the parts of a content type, this one included."""
        return (part for part in self.walk() if part.content_type == content_type)

    def text(self, most: int = MOST_LETTERS, *, as_before: bool = False) -> str:
        """Return the body as text, at most so many letters.

        As before: no charset is guessed, and what is written as a file into words is words.
        """
        encoding = self.fields.token("content-transfer-encoding")
        begun = ANYTHING.search(self.raw, self.start, self.end)
        start = begun.start() if begun else self.end
        data = self.raw[start : min(self.end, start + most * BYTES_A_LETTER)]
        told = self.fields.parameters("content-type")
        if self.holds_files() and not as_before:
            data = uuencoded.without(data)
        plain = plain_bytes(data, encoding)[: most * 4]
        charset = told.get("charset") or self._charset_within(plain)
        said = text_of(plain, charset, may_guess=not as_before)[:most]
        is_flowed = self.content_type == TEXT and told.get("format", "").lower() == "flowed"
        return (
            unflowed(said, is_joint=told.get("delsp", "").lower() == "yes") if is_flowed else said
        )

    def _charset_within(self, data: bytes) -> str | None:
        """Return the charset that HTML tells of itself, where the header tells none."""
        found = META.search(data[:AHEAD]) if self.content_type == "text/html" else None
        return found[1].decode("ascii", "replace") if found else None

    def holds_files(self) -> bool:
        """Say whether files may be written into its words."""
        encoding = self.fields.token("content-transfer-encoding")
        return self.content_type == TEXT and encoding in AS_IS

    def size(self) -> int:
        """Return how many bytes the body is, its transfer encoding undone."""
        encoding = self.fields.token("content-transfer-encoding")
        return plain_size(self.raw[self.start : self.end], encoding)

    def data(self) -> bytes:
        """Return the body, its transfer encoding undone."""
        encoding = self.fields.token("content-transfer-encoding")
        return plain_bytes(self.raw[self.start : self.end], encoding)

    def is_multipart(self) -> bool:
        """Say whether it is nothing but a hull around others."""
        return bool(self.parts) and self.content_type.startswith("multipart/")


@dataclass(slots=True)
class Budget:
    """How many parts may still be made."""

    parts: int = MOST_PARTS


def dissect(raw: bytes) -> Part:
    """Take a mail apart; whatever the bytes are, there is a part, if only one of text."""
    if b"\n" not in raw:
        raw = raw.replace(b"\r", b"\n")
    begun = LEADING.match(raw)
    return _part(raw, (begun.end() if begun else 0, len(raw)), TEXT, (Budget(), 0))


def _part(raw: bytes, place: tuple[int, int], otherwise: str, limits: tuple[Budget, int]) -> Part:
    budget, depth = limits
    budget.parts -= 1
    fields, start = scan(raw, *place)
    said = fields.token("content-type")
    content_type = said if TYPE.fullmatch(said) else otherwise
    whole = Part(raw, fields, start, place[1], content_type)
    inner = () if depth >= DEPTH else tuple(_inner(whole, budget, depth + 1))
    is_hull = content_type.startswith("multipart/") or (content_type in ENCLOSED and depth >= DEPTH)
    # Whoever forgot the boundary wrote a text all the same.
    if is_hull and not inner:
        content_type = TEXT
    return Part(raw, fields, start, place[1], content_type, inner)


def _inner(whole: Part, budget: Budget, depth: int) -> Iterator[Part]:
    otherwise = "message/rfc822" if whole.content_type == "multipart/digest" else TEXT
    for place in _places(whole):
        if budget.parts <= 0:
            break
        yield _part(whole.raw, place, otherwise, (budget, depth))


def _places(whole: Part) -> Iterator[tuple[int, int]]:
    """Yield where the parts within a part begin and end."""
    if whole.content_type in ENCLOSED:
        if whole.fields.token("content-transfer-encoding") in AS_IS:
            yield whole.start, whole.end
    elif whole.content_type.startswith("multipart/"):
        boundary = whole.fields.parameters("content-type").get("boundary", "").rstrip()
        yield from _between(whole, boundary) if boundary else ()


def _between(whole: Part, boundary: str) -> Iterator[tuple[int, int]]:
    begun = None
    for start, end, is_last in _marks(whole, boundary):
        if begun is not None:
            yield begun, _before_newline(whole.raw, begun, start)
        begun = None if is_last else end
    if begun is not None and begun < whole.end:
        yield begun, whole.end


def _marks(whole: Part, boundary: str) -> Iterator[tuple[int, int, bool]]:
    """Yield where each line of the boundary begins and ends, up to the last one."""
    mark = re.compile(rb"^--" + re.escape(boundary.encode()) + rb"(--)?[ \t]*\r?$", re.MULTILINE)
    for found in mark.finditer(whole.raw, whole.start, whole.end):
        yield found.start(), found.end() + 1, found[1] is not None
        if found[1]:
            return


def _before_newline(raw: bytes, begun: int, end: int) -> int:
    for newline in (b"\r\n", b"\n"):
        if raw.endswith(newline, begun, end):
            return end - len(newline)
    return max(begun, end)
