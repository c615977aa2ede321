"""Files written into the words of a mail, as programs did before there were parts.

A line `begin 644 photo.jpg`, then lines without a small letter, then a line `end`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from mimetypes import MimeTypes

from agent_console.connectors.channels.email.mime.fields import Fields

BLOCK = re.compile(
    rb"^begin [0-7]{3,4} ([^\r\n]{1,255})\r?\n((?:[ -`]{1,90}\r?\n)++)(?:end[ \t]*\r?$|\Z)",
    re.MULTILINE,
)
"""Of what is repeated nothing is given back: to remember each line takes fifty times the file."""
ENCODING, UNKNOWN = "x-uuencode", "application/octet-stream"
MOST_MORE = 2
"""Letters more than a line needs that some programs write to its end."""
TYPES = MimeTypes()
"""What Python knows by itself: this computer may know other names than that of a colleague."""


@dataclass(frozen=True, slots=True)
class Written:
    """Where a file is in the bytes of a mail, and the header it would have as a part."""

    start: int
    end: int
    content_type: str
    fields: Fields


def written(raw: bytes, start: int, end: int) -> Iterator[Written]:
    """Yield the files that are written between two places."""
    for found in BLOCK.finditer(raw, start, end):
        if _is_file(found):
            name = found[1].strip()
            kind = TYPES.guess_type(name.decode("ascii", "replace"))[0] or UNKNOWN
            quoted = name.replace(b"\\", b"\\\\").replace(b'"', b'\\"')
            fields = (
                ("content-type", kind.encode()),
                ("content-disposition", b'attachment; filename="' + quoted + b'"'),
                ("content-transfer-encoding", ENCODING.encode()),
            )
            yield Written(found.start(), found.end(), kind, Fields(fields))


def without(data: bytes) -> bytes:
    """Return the words around the files."""
    return BLOCK.sub(lambda found: b"" if _is_file(found) else found[0], data)


def _is_file(found: re.Match[bytes]) -> bool:
    """Say whether a first line holds as many letters as it tells: words in capitals do not."""
    first = found[2][: found[2].index(b"\n")].rstrip(b"\r")
    told = (first[0] - ord(" ")) % 64
    needed = 1 + (told + 2) // 3 * 4
    return told > 0 and needed <= len(first) <= needed + MOST_MORE
