"""How IMAP commands and answers are written: atoms, strings, literals, lists."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BufferedIOBase

MOST_BYTES = 30_000_000
LONGEST_LINE = 64_000
LITERAL = re.compile(rb"\{(\d+)(\+?)\}\r?\n$")
ATOM_ENDS = b' ()"\r\n'
Token = str | bytes | list["Token"]
"""A word, a literal, or a list of both."""


class BadError(Exception):
    """A command that cannot be understood."""


@dataclass(frozen=True, slots=True)
class Command:
    """What a client asks for, and the tag under which it waits."""

    tag: str
    name: str
    words: list[Token]


def read_command(source: BufferedIOBase, answer: BufferedIOBase) -> Command | None:
    """Read the next command with all its literals; None when the client has gone.

    Raises:
        BadError: it is no command.
    """
    pieces: list[bytes] = []
    while line := source.readline(LONGEST_LINE):
        found = LITERAL.search(line)
        if not found:
            pieces.append(line)
            return _command(pieces)
        size = int(found[1])
        if size > MOST_BYTES:
            raise BadError("the literal is too large")
        if not found[2]:
            answer.write(b"+ go on\r\n")
            answer.flush()
        pieces += [line[: found.start()], source.read(size)]
    return None


def text(token: Token) -> str:
    """Read a token as text.

    Raises:
        BadError: it is a list.
    """
    if isinstance(token, list):
        raise BadError("a list where a word was expected")
    return token if isinstance(token, str) else token.decode("utf-8", "replace")


def quoted(value: str) -> str:
    """Write a text in quotation marks."""
    return '"{}"'.format(value.replace("\\", "\\\\").replace('"', '\\"'))


def _command(pieces: list[bytes]) -> Command:
    """Part the pieces: lines at even places, literals between them."""
    stack: list[list[Token]] = [[]]
    for place, piece in enumerate(pieces):
        if place % 2:
            stack[-1].append(piece)
        else:
            for word in _words(piece):
                _put(stack, word)
    if len(stack) > 1 or len(stack[0]) < 2:  # noqa: PLR2004 - a tag and a name
        raise BadError("not a command")
    tag, name, *words = stack[0]
    return Command(text(tag), text(name).upper(), words)


def _put(stack: list[list[Token]], word: bytes) -> None:
    """Put a word into the innermost list; brackets open and close one."""
    if word == b"(":
        stack.append([])
    elif word != b")":
        stack[-1].append(_word(word))
    elif len(stack) == 1:
        raise BadError("a bracket too many")
    else:
        closed = stack.pop()
        stack[-1].append(closed)


def _words(line: bytes) -> Iterator[bytes]:
    """Part a line; what stands in square brackets belongs to its word."""
    place = 0
    while place < len(line):
        if line[place : place + 1] in b" \r\n":
            place += 1
            continue
        end = _end(line, place)
        yield line[place:end]
        place = end


def _end(line: bytes, place: int) -> int:
    first = line[place : place + 1]
    if first in b"()":
        return place + 1
    if first == b'"':
        return _end_of_string(line, place + 1)
    depth = 0
    while place < len(line) and (depth or line[place] not in ATOM_ENDS):
        depth += {b"[": 1, b"]": -1}.get(line[place : place + 1], 0)
        place += 1
    return place


def _end_of_string(line: bytes, place: int) -> int:
    while place < len(line):
        if line[place : place + 1] == b'"':
            return place + 1
        place += 2 if line[place : place + 1] == b"\\" else 1
    raise BadError("a string without an end")


def _word(token: bytes) -> str:
    if token.startswith(b'"'):
        token = re.sub(rb"\\(.)", rb"\1", token[1:-1])
    return token.decode("utf-8", "replace")
