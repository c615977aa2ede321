"""The names of folders: as a server writes them, and which one holds what was sent."""

import re
from base64 import b64encode
from collections.abc import Iterable, Iterator

LISTED = re.compile(
    rb'\((?P<flags>[^)]*)\) (?:"(?P<between>\\.|[^"])"|NIL) (?P<name>.*)', re.DOTALL
)
FOREIGN = re.compile(r"[^\x20-\x7e]+")
SENT, NO_FOLDER = rb"\sent", rb"\noselect"
CUSTOMARY = ("sent", "sent items", "sent mail", "sent messages", "gesendet", "gesendete elemente")
"""What programs call it on servers that do not mark it, the most certain first."""


def quoted(name: str) -> str:
    """Write a name as IMAP does.

    Raises:
        ValueError: it has control characters, which no name has.
    """
    if any(ord(letter) < ord(" ") for letter in name):
        raise ValueError("a name has no control characters")
    return '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'


def encoded(name: str) -> str:
    """Write a name as servers keep it; one in plain letters is kept that way already."""
    return name if name.isascii() else FOREIGN.sub(_in_base64, name.replace("&", "&-"))


def _in_base64(found: re.Match[str]) -> str:
    return f"&{b64encode(found[0].encode('utf-16-be')).decode().rstrip('=').replace('/', ',')}-"


def sent(listed: Iterable[object], wanted: str) -> str | None:
    """Return the folder of what was sent: the wanted one, the marked one, or one called so."""
    if wanted:
        return encoded(wanted)
    folders = list(_folders(listed))
    marked = [name for name, flags, _ in folders if SENT in flags]
    named = {last: name for name, _, last in reversed(folders)}
    customary = (named[name] for name in CUSTOMARY if name in named)
    return next((one for one in (*marked, *customary)), None)


def _folders(listed: Iterable[object]) -> Iterator[tuple[str, list[bytes], str]]:
    """Yield the name of each folder that can be opened, its flags, and its name within others."""
    for line in listed:
        found = LISTED.match(_flat(line))
        flags = found["flags"].lower().split() if found else []
        if found is None or NO_FOLDER in flags:
            continue
        name, between = _name(found["name"]), (found["between"] or b"").decode("latin-1")[-1:]
        yield name, flags, (name.rpartition(between)[2] if between else name).lower()


def _flat(line: object) -> bytes:
    """Return a line in one piece, a name that came as a literal put back into quotes."""
    if isinstance(line, tuple):
        start, name = line
        whole: bytes = re.sub(rb"\{\d+\}$", b"", start) + quoted(name.decode("latin-1")).encode()
        return whole
    return line if isinstance(line, bytes) else b""


def _name(said: bytes) -> str:
    name = said.decode("utf-8", "replace").strip()
    if name.startswith('"') and name.endswith('"'):
        name = re.sub(r"\\(.)", r"\1", name[1:-1])
    return name
