"""The parts of a mail as its server lists them (BODYSTRUCTURE), without fetching any."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

TOKEN = re.compile(rb'[()]|"(?:\\.|[^"\\])*"|\{\d+\}|[^\s()"{]+', re.DOTALL)
MOST_TOKENS, DEEPEST = 20_000, 20
SUBTYPE, SIZE = 1, 6
Value = bytes | list["Value"]
"""As the answer is nested: a word, or a list."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A part: its number, what it is, how many bytes it has on the wire, and the parts within."""

    section: str
    content_type: str
    size: int
    is_file: bool
    parts: tuple["Piece", ...] = ()

    def leaves(self) -> Iterator["Piece"]:
        """Yield the parts that hold something themselves."""
        if not self.parts:
            yield self
        for part in self.parts:
            yield from part.leaves()


def structure(said: bytes, literals: Sequence[bytes]) -> Piece:
    """Read the parts out of an answer.

    Raises:
        ValueError: nobody can.
    """
    _, told, listed = said.partition(b"BODYSTRUCTURE ")
    return _piece(_tree(listed, iter(literals)) if told else [], "", 0)


def _tree(said: bytes, literals: Iterator[bytes]) -> list[Value]:
    """Return the first list in a text, with the lists in it."""
    root: list[Value] = []
    stack = [root]
    for found in islice(TOKEN.finditer(said), MOST_TOKENS):
        if found[0] == b"(":
            inner: list[Value] = []
            stack[-1].append(inner)
            stack.append(inner)
        elif found[0] == b")":
            stack.pop()
        else:
            stack[-1].append(_word(found[0], literals))
        if len(stack) == 1:
            break
    first = root[0] if root and len(stack) == 1 else []
    return first if isinstance(first, list) else []


def _word(token: bytes, literals: Iterator[bytes]) -> bytes:
    if token.startswith(b"{"):
        return next(literals, b"")
    return re.sub(rb"\\(.)", rb"\1", token[1:-1]) if token.startswith(b'"') else token


def _piece(node: list[Value], section: str, depth: int) -> Piece:
    if depth > DEEPEST or len(node) <= SUBTYPE:
        raise ValueError("too deep, or no part at all")
    within = list(_leading_lists(node))
    return _hull(node, within, (section, depth)) if within else _leaf(node, section)


def _hull(node: list[Value], within: list[list[Value]], at: tuple[str, int]) -> Piece:
    section, depth = at
    kind = node[len(within)] if len(node) > len(within) else b"mixed"
    numbered = ((f"{section}.{n}".lstrip("."), one) for n, one in enumerate(within, 1))
    parts = tuple(_piece(one, name, depth + 1) for name, one in numbered)
    return Piece(section, f"multipart/{_lower(kind)}", 0, is_file=False, parts=parts)


def _leaf(node: list[Value], section: str) -> Piece:
    size = node[SIZE] if len(node) > SIZE else b"0"
    return Piece(
        section or "1",
        f"{_lower(node[0])}/{_lower(node[SUBTYPE])}",
        int(size) if isinstance(size, bytes) and size.isdigit() else 0,
        is_file=any(_is_attachment(one) for one in node[SIZE:]),
    )


def _leading_lists(node: list[Value]) -> Iterator[list[Value]]:
    for one in node:
        if not isinstance(one, list):
            return
        yield one


def _is_attachment(one: Value) -> bool:
    return isinstance(one, list) and bool(one) and one[0] in {b"attachment", b"ATTACHMENT"}


def _lower(word: Value) -> str:
    return word.decode("ascii", "replace").lower() if isinstance(word, bytes) else "unknown"
