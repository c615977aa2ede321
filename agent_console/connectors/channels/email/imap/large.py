"""A mail too large to fetch: its header and its words, its files only by name and size."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from agent_console.connectors.channels.email.imap.answers import Fetched
from agent_console.connectors.channels.email.imap.session import Session
from agent_console.connectors.channels.email.imap.structure import Piece, structure
from agent_console.connectors.channels.email.imap.wire import MIB

MOST_PARTS, MOST_WORDS, LONGEST_WORDS = 200, 20, MIB // 4
SECTION = re.compile(rb'BODY\[([^\]]*)\](?:<\d+>)? (\{\d+\}|"(?:\\.|[^"\\])*"|NIL)', re.DOTALL)
KINDS = re.compile(
    rb"^content-(type|transfer-encoding):[^\n]*\n(?:[ \t][^\n]*\n)*", re.IGNORECASE | re.MULTILINE
)
WORDS = ("text/", "message/delivery-status", "message/feedback-report")
LINE = 78, 57
"""Bytes on the wire of a line in base64, and what it stands for."""


@dataclass(frozen=True, slots=True)
class Outline:
    """A mail with nothing in place of its files, and how large those are, in their order."""

    raw: bytes
    sizes: tuple[int, ...]


def outline(session: Session, uid: int) -> Outline | None:
    """Fetch a large mail without its files; None where its server does not tell the parts."""
    told = session.fetched([uid], "BODYSTRUCTURE").get(uid)
    try:
        root = structure(told.said, told.literals) if told else None
    except ValueError:
        return None
    if root is None or not root.parts:
        return None
    leaves = list(root.leaves())[:MOST_PARTS]
    words = [one for one in leaves if _is_words(one)][:MOST_WORDS]
    items = ["BODY.PEEK[HEADER]", *(f"BODY.PEEK[{one.section}.MIME]" for one in leaves)]
    items += [f"BODY.PEEK[{one.section}]<0.{LONGEST_WORDS}>" for one in words]
    fetched = session.fetched([uid], " ".join(items), len(words) * LONGEST_WORDS).get(uid)
    sections = dict(_sections(fetched)) if fetched else {}
    if b"HEADER" not in sections:
        return None
    kept = {one.section for one in words}
    header = KINDS.sub(b"", sections[b"HEADER"].rstrip() + b"\r\n")
    sizes = tuple(one.size * LINE[1] // LINE[0] for one in leaves if one.section not in kept)
    seal = blake2b(repr(sorted(sections.items())).encode(), digest_size=16).digest()
    return Outline(header + _body(root, sections, seal), sizes)


def _is_words(piece: Piece) -> bool:
    return piece.content_type.startswith(WORDS) and not piece.is_file


def _sections(fetched: Fetched) -> Iterator[tuple[bytes, bytes]]:
    literals = iter(fetched.literals)
    for found in SECTION.finditer(fetched.said):
        value = found[2]
        if value.startswith(b"{"):
            yield found[1].upper(), next(literals, b"")
        elif value.startswith(b'"'):
            yield found[1].upper(), re.sub(rb"\\(.)", rb"\1", value[1:-1])


def _body(piece: Piece, sections: Mapping[bytes, bytes], seal: bytes) -> bytes:
    """Write a part with its header: a hull around others, or itself, perhaps without its bytes.

    What divides the parts is a hash of all of them, which none of them can hold; the same mail is
    written the same way each time.
    """
    name = piece.section.encode()
    if not piece.parts:
        header = sections.get(name + b".MIME", b"").rstrip()
        return header + b"\r\n\r\n" + sections.get(name, b"")
    mark = b"--=_" + blake2b(seal + name, digest_size=16).hexdigest().encode()
    kind = f'Content-Type: {piece.content_type}; boundary="{mark[2:].decode()}"\r\n\r\n'.encode()
    inner: Sequence[bytes] = [mark + b"\r\n" + _body(one, sections, seal) for one in piece.parts]
    return kind + b"\r\n".join([*inner, mark + b"--\r\n"])
