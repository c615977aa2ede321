"""Mails for the tests, written by hand so that they may be as wrong as real ones."""

from agent_console.connectors.channels.email.mapper import contact
from agent_console.domain.contact import Contact

HEAD = "From: Ann Lee <ann@example.org>\nTo: help@shop.example\nSubject: My parcel\n"


def read(text: str | bytes) -> Contact:
    """Read a mail given as text."""
    return contact(text.encode() if isinstance(text, str) else text)


def letter(body: str, *fields: str) -> Contact:
    """Read a mail of an ordinary customer with this body and more header fields."""
    return read(HEAD + "".join(f"{field}\n" for field in fields) + "\n" + body)


def field(line: str) -> Contact:
    """Read a mail whose header is one line more than a body."""
    return read(f"{line}\nMIME-Version: 1.0\n\nHello\n")


def multipart(*parts: str, kind: str = "mixed", head: str = HEAD) -> Contact:
    """Read a mail of several parts, each with its own header."""
    inner = "".join(f"--=_b\n{part}\n" for part in parts)
    return read(f'{head}Content-Type: multipart/{kind}; boundary="=_b"\n\n{inner}--=_b--\n')


def part(content_type: str, body: str, *fields: str) -> str:
    """Return one part with its header."""
    return "".join(f"{one}\n" for one in (f"Content-Type: {content_type}", *fields)) + f"\n{body}"
