"""Header fields: found in raw bytes, unfolded, decoded, taken apart into parameters."""

import quopri
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, islice
from operator import itemgetter
from urllib.parse import unquote_to_bytes

from agent_console.connectors.channels.email.mime.decoding import one_line, plain_bytes, text_of

FIELD = re.compile(rb"([A-Za-z0-9][!-9;-~]*)[ \t]*:")
BEST_FIELDS = re.compile(rb"^(?:From|Subject):", re.IGNORECASE | re.MULTILINE)
EMPTY_LINE = re.compile(rb"\n\r?\n")
AHEAD = 20_000
MOST_LINES, MOST_BYTES = 50_000, 4_000_000
MOST_TEXT = 1_000_000
MOST_PARAMETERS, MOST_PARAMETER_BYTES = 100, 20_000

PLAIN = "utf-8"
WORD = re.compile(r"=\?([^?\s]{1,60})\?([bBqQ])\?([^?]*)\?=")
BETWEEN_WORDS = re.compile(r"(?<=\?=)\s+(?==\?)")
PARAMETER = re.compile(r';\s*([^\s=;"]+)\s*=\s*("(?:[^"\\]|\\.)*"|[^;]*)', re.DOTALL)
PIECE = re.compile(r"(.+?)(?:\*(\d{1,3}))?(\*)?")
ESCAPED = re.compile(r"\\(.)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Fields:
    """The header of a mail or of a part, in the order of the lines; values are raw, unfolded."""

    lines: tuple[tuple[str, bytes], ...] = ()

    def raw(self, name: str) -> bytes | None:
        """Return the first field of a name as it stands."""
        return next((value for key, value in self.lines if key == name), None)

    def all_raw(self, name: str) -> list[bytes]:
        """Return every field of a name as it stands."""
        return [value for key, value in self.lines if key == name]

    def text(self, name: str, *, may_guess: bool = True) -> str | None:
        """Return a field as people read it, on one line; None for a missing or an empty one."""
        raw = self.raw(name)
        if raw is None:
            return None
        return decoded(letters(raw[:MOST_TEXT], may_guess=may_guess), may_guess=may_guess) or None

    def token(self, name: str) -> str:
        """Return the first word of a field in lower case, as in `base64 (my encoding); x=y`."""
        said = letters(self.raw(name) or b"")[:MOST_PARAMETER_BYTES]
        return (said.split(";")[0].split("(")[0].split() or [""])[0].lower()

    def parameters(self, name: str) -> dict[str, str]:
        """Return the parameters of a field, continued and percent-encoded ones put together."""
        return parameters(letters((self.raw(name) or b"")[:MOST_PARAMETER_BYTES]))

    def has(self, name: str) -> bool:
        """Say whether there is a field of a name."""
        return any(key == name for key, _ in self.lines)


def scan(raw: bytes, start: int, end: int) -> tuple[Fields, int]:
    """Return the fields that begin at a place, and where the body after them begins.

    A line that is no field ends the header, as if the empty line had been forgotten.
    """
    found: list[tuple[str, list[bytes]]] = []
    place, last = start, min(end, start + MOST_BYTES)
    for line, following in islice(_lines(raw, start, last), MOST_LINES):
        if not line.strip():
            place = following
            break
        is_taken = _take(line, found, is_first=place == start)
        if not is_taken and not _goes_on(raw, following, found):
            break
        place = following
    return Fields(tuple((key, b" ".join(pieces).strip()) for key, pieces in found)), place


def _lines(raw: bytes, place: int, last: int) -> Iterator[tuple[bytes, int]]:
    """Yield each line, and where the one after it begins."""
    while place < last:
        stop = raw.find(b"\n", place, last)
        following = last if stop < 0 else stop + 1
        yield raw[place:following], following
        place = following


def _goes_on(raw: bytes, place: int, found: list[tuple[str, list[bytes]]]) -> bool:
    """Say whether a line was broken off amid the header, because its best fields still follow."""
    if not found or any(name in {"from", "subject"} for name, _ in found):
        return False
    rest = raw[place : place + AHEAD]
    empty = EMPTY_LINE.search(rest)
    return BEST_FIELDS.search(rest, 0, empty.start() if empty else len(rest)) is not None


def _take(line: bytes, found: list[tuple[str, list[bytes]]], *, is_first: bool) -> bool:
    if line[:1] in {b" ", b"\t"}:
        if found:
            found[-1][1].append(line.strip())
        return True
    match = FIELD.match(line)
    if match:
        found.append((match[1].decode().lower(), [line[match.end() :].strip()]))
        return True
    return is_first and line.startswith((b"From ", b">From "))


def letters(raw: bytes, *, may_guess: bool = True) -> str:
    """Return a raw value as letters; nobody says in which charset it is."""
    return one_line(text_of(raw, None, may_guess=may_guess))


def decoded(value: str, *, may_guess: bool = True) -> str:
    """Decode the encoded words in a value; neighbours of one charset may share a letter."""
    if "=?" not in value:
        return one_line(value)
    runs = groupby(_pieces(BETWEEN_WORDS.sub("", value)), key=itemgetter(0))
    said = (
        text_of(b"".join(data for _, data in run), charset, may_guess=may_guess)
        for charset, run in runs
    )
    return one_line("".join(said))


def _pieces(value: str) -> Iterator[tuple[str, bytes]]:
    done = 0
    for word in WORD.finditer(value):
        if word.start() > done:
            yield PLAIN, value[done : word.start()].encode()
        done = word.end()
        charset, kind, coded = word[1].lower().split("*")[0], word[2].lower(), word[3].encode()
        if kind == "b":
            yield charset, plain_bytes(coded, "base64")
        else:
            yield charset, quopri.decodestring(coded, header=True)
    if done < len(value):
        yield PLAIN, value[done:].encode()


def parameters(value: str) -> dict[str, str]:
    """Return the parameters of `text/plain; charset=x; name*0*=utf-8''a%20; name*1=b`."""
    pieces: dict[str, dict[int, tuple[bool, str]]] = {}
    for place, found in enumerate(PARAMETER.finditer(value)):
        shape = PIECE.fullmatch(found[1])
        if place >= MOST_PARAMETERS or shape is None:
            break
        said = found[2].strip()
        if said.startswith('"'):
            said = ESCAPED.sub(r"\1", said[1:-1])
        number = int(shape[2] or 0)
        pieces.setdefault(shape[1].lower(), {}).setdefault(number, (bool(shape[3]), said))
    return {name: _joined([parts[key] for key in sorted(parts)]) for name, parts in pieces.items()}


def _joined(parts: list[tuple[bool, str]]) -> str:
    is_coded, first = parts[0]
    if not is_coded:
        return decoded("".join(said for _, said in parts))
    charset, _, rest = first.partition("'")
    language, quote, rest = rest.partition("'")
    start = rest if quote else language or first
    data = [unquote_to_bytes(start)]
    data += [unquote_to_bytes(said) if coded else said.encode() for coded, said in parts[1:]]
    return one_line(text_of(b"".join(data), charset))
