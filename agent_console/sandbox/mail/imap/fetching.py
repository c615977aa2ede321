"""FETCH: what of which mails."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from email.utils import format_datetime

from agent_console.sandbox.mail.imap.wire import BadError, Token, text
from agent_console.sandbox.mail.mailroom import SEEN, Message

SECTION = re.compile(
    r"BODY(?P<peek>\.PEEK)?\[(?P<part>[^\]]*)\](?:<(?P<first>\d+)\.(?P<count>\d+)>)?$",
    re.IGNORECASE,
)
FIELDS = re.compile(r"HEADER\.FIELDS(?P<others>\.NOT)? \((?P<names>[^)]*)\)$", re.IGNORECASE)
FIELD = re.compile(rb"(?P<name>[!-9;-~]+):.*?\r\n(?![ \t])", re.DOTALL)
FAST = ("FLAGS", "INTERNALDATE", "RFC822.SIZE")


def items(words: Sequence[Token]) -> list[str]:
    """Read what is wanted."""
    wanted = words[0] if words and isinstance(words[0], list) else list(words)
    named = [text(one) for one in wanted]
    return list(FAST) if [one.upper() for one in named] == ["FAST"] else named


def fetched(message: Message, wanted: Sequence[str], *, may_mark: bool) -> bytes:
    """Tell what is wanted of a mail; reading its body without PEEK marks it as seen.

    Raises:
        BadError: something is wanted that nobody here can tell.
    """
    return b" ".join(part for name in wanted for part in _told(message, name, may_mark=may_mark))


def _told(message: Message, name: str, *, may_mark: bool) -> Iterator[bytes]:
    simple = SIMPLE.get(name.upper())
    if simple is not None:
        yield b"%s %s" % (name.upper().encode(), simple(message))
        return
    section = SECTION.match(WHOLE.get(name.upper(), name))
    if section is None:
        raise BadError(f"nobody here can tell {name}")
    if may_mark and not section["peek"]:
        message.flags.add(SEEN)
    body = _section(message.raw, section["part"])
    label = f"BODY[{section['part']}]" if name.upper() not in WHOLE else name.upper()
    if section["first"]:
        first, count = int(section["first"]), int(section["count"])
        body, label = body[first : first + count], f"{label}<{first}>"
    yield b"%s {%d}\r\n%s" % (label.encode(), len(body), body)


def _section(raw: bytes, part: str) -> bytes:
    head, gap, rest = raw.partition(b"\r\n\r\n")
    head += gap
    chosen = FIELDS.match(part)
    if chosen:
        names = {name.upper().encode() for name in chosen["names"].split()}
        is_wanted = (lambda name: name not in names) if chosen["others"] else names.__contains__
        found = FIELD.finditer(head.removesuffix(b"\r\n"))
        return b"".join(one[0] for one in found if is_wanted(one["name"].upper())) + b"\r\n"
    if part.upper() not in {"", "HEADER", "TEXT"}:
        raise BadError(f"nobody here can tell BODY[{part}]")
    return {"": raw, "HEADER": head, "TEXT": rest}[part.upper()]


def _internal_date(message: Message) -> bytes:
    _, day, month, year, clock, zone = format_datetime(message.received).split()
    return f'"{day}-{month}-{year} {clock} {zone}"'.encode()


SIMPLE: Mapping[str, Callable[[Message], bytes]] = {
    "UID": lambda message: b"%d" % message.uid,
    "FLAGS": lambda message: f"({' '.join(sorted(message.flags))})".encode(),
    "INTERNALDATE": _internal_date,
    "RFC822.SIZE": lambda message: b"%d" % len(message.raw),
}
WHOLE = {"RFC822": "BODY[]", "RFC822.HEADER": "BODY.PEEK[HEADER]", "RFC822.TEXT": "BODY[TEXT]"}
"""Older names."""
