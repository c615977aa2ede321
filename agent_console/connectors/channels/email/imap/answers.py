"""What a server answers to FETCH and SEARCH, as far as we ask."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

Piece = bytes | tuple[bytes, bytes] | None
"""As the library hands it out: a line, or a line that ends in a literal and that literal."""

BEGINNING = re.compile(rb"\d+ \(")
UID = re.compile(rb"\bUID (\d{1,10})\b")
SIZE = re.compile(rb"\bRFC822\.SIZE (\d{1,12})\b")
RECEIVED = re.compile(rb'\bINTERNALDATE "([^"]{20,40})"')
FLAWLESS = re.compile(rb"[\d\s]*")


@dataclass(frozen=True, slots=True)
class Fetched:
    """One message of an answer: what stands in its lines, and the literals between them."""

    said: bytes
    literals: Sequence[bytes]

    def uid(self) -> int | None:
        """Return the number of the message."""
        found = UID.search(self.said)
        return int(found[1]) if found else None

    def size(self) -> int | None:
        """Return how large the whole message is."""
        found = SIZE.search(self.said)
        return int(found[1]) if found else None

    def received(self) -> datetime | None:
        """Return when the server got it."""
        found = RECEIVED.search(self.said)
        try:
            said = found[1].decode("ascii").strip() if found else ""
            return datetime.strptime(said, "%d-%b-%Y %H:%M:%S %z") if said else None
        except (UnicodeDecodeError, ValueError):
            return None


def messages(pieces: Iterable[Piece]) -> Iterator[Fetched]:
    """Yield the messages of an answer, each with all of its pieces."""
    said, literals = bytearray(), list[bytes]()
    for piece in pieces:
        line, literal = piece if isinstance(piece, tuple) else (piece or b"", None)
        if BEGINNING.match(line) and said:
            yield Fetched(bytes(said), tuple(literals))
            said, literals = bytearray(), []
        said += line
        if literal is not None:
            literals.append(literal)
    if said:
        yield Fetched(bytes(said), tuple(literals))


def numbers(pieces: Iterable[object]) -> list[int]:
    """Return the numbers a search has found, in rising order, each once.

    Raises:
        ValueError: these are no numbers.
    """
    found = b" ".join(piece for piece in pieces if isinstance(piece, bytes))
    if not FLAWLESS.fullmatch(found):
        raise ValueError("a search finds numbers")
    return sorted(set(map(int, found.split())))
