"""Bytes to letters: transfer encodings and charsets, declared rightly, wrongly or not at all."""

import binascii
import codecs
import quopri
import re
from collections.abc import Callable

from agent_console.connectors.channels.email.mime.charsets import guessed

CHARSET_NAME = re.compile(r"[A-Za-z0-9_.:+-]{1,40}")
ALIASES = {
    "ansi_x3.4-1968": "utf-8",
    "us-ascii": "utf-8",
    "ascii": "utf-8",
    "utf8mb4": "utf-8",
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "iso8859-1": "cp1252",
    "iso-8859-8-i": "iso-8859-8",
    "iso-8859-6-i": "iso-8859-6",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "ks_c_5601-1987": "cp949",
    "euc-kr": "cp949",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
    "x-sjis": "cp932",
    "shift-jis": "cp932",
    "windows-31j": "cp932",
    "windows-874": "cp874",
    "cp-850": "cp850",
    "x-mac-roman": "mac-roman",
    "macintosh": "mac-roman",
}
"""Names that mean more than they say: programs write the older name and send the newer letters."""
NO_CHARSETS = {"idna", "punycode", "unicode-escape", "raw-unicode-escape", "undefined", "utf-7"}
"""Encodings of Python that no mail means, and that are slow or surprising."""
ESCAPED_JAPANESE = (b"\x1b$B", b"\x1b$@", b"\x1b(J")

NEWLINES = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
LINE = re.compile(rb"[^\r\n]+")
HALF_LETTERS = re.compile(r"[\ud800-\udfff]")
NOT_BASE64 = bytes(
    set(range(256)) - set(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz+/0123456789")
)

GROUP = 4
"""Letters of base64 that make three bytes."""


def text_of(data: bytes, charset: str | None, *, may_guess: bool = True) -> str:
    """Decode a text; a charset that is unknown or does not fit gives way to the likeliest.

    Without guessing that is a Western one.
    """
    name = usable_charset(charset)
    # These escapes are seven bits wide, so they would pass for UTF-8 and come out as rubbish.
    guess = _japanese(data) if name in {None, "utf-8"} else None
    for attempt in filter(None, (guess, name, "utf-8")):
        try:
            return tidy(data.decode(attempt))
        except UnicodeError:
            continue
    if name in {None, "utf-8"}:
        guess = guessed(data) if may_guess else None
        name = "utf-8" if _is_mostly_utf8(data) else guess
    return tidy(data.decode(name or "cp1252", "replace"))


def usable_charset(declared: str | None) -> str | None:
    """Return Python's name of a declared charset, or None for what is none."""
    said = (declared or "").strip().strip("\"'").lower()
    if not CHARSET_NAME.fullmatch(said):
        return None
    try:
        name = codecs.lookup(ALIASES.get(said, said)).name
        "".encode(name)
    except (LookupError, UnicodeError, ValueError):
        return None
    return None if name in NO_CHARSETS else ALIASES.get(name, name)


def tidy(text: str) -> str:
    """Leave only what can be stored and shown: no control characters, one kind of newline."""
    clean = CONTROLS.sub("", NEWLINES.sub("\n", text)).replace("\ufeff", "")
    return HALF_LETTERS.sub("\ufffd", clean)


def one_line(text: str) -> str:
    """Return a text as one line, so that nothing can pretend to be another header."""
    return " ".join(tidy(text).split())


def plain_bytes(data: bytes, encoding: str | None) -> bytes:
    """Undo a transfer encoding, as far as it can be undone."""
    undo = ENCODINGS.get((encoding or "").strip().strip("\"'").lower())
    return undo(data) if undo else data


def plain_size(data: bytes, encoding: str | None) -> int:
    """Return how long data will be without its transfer encoding; of base64 without decoding it."""
    if (encoding or "").strip().lower() == "base64":
        return len(data.translate(None, NOT_BASE64)) * 3 // GROUP
    return len(plain_bytes(data, encoding))


def _base64(data: bytes) -> bytes:
    letters = data.translate(None, NOT_BASE64)
    whole = letters[: len(letters) - (len(letters) % GROUP == 1)]
    return binascii.a2b_base64(whole + b"=" * (-len(whole) % GROUP))


def _uuencoded(data: bytes) -> bytes:
    found = bytearray()
    for line in (one[0] for one in LINE.finditer(data)):
        if line.startswith(b"begin ") or line.strip() in {b"", b"end", b"`"}:
            continue
        # Some programs write more into a line than belongs to it.
        told = (((line[0] - ord(" ")) % 64) * GROUP + 5) // 3
        try:
            found += binascii.a2b_uu(line[:told])
        except binascii.Error:
            continue
    return bytes(found)


ENCODINGS: dict[str, Callable[[bytes], bytes]] = {
    "base64": _base64,
    "quoted-printable": quopri.decodestring,
    "x-uuencode": _uuencoded,
    "uuencode": _uuencoded,
}


def _japanese(data: bytes) -> str | None:
    return "iso2022_jp_ext" if any(mark in data for mark in ESCAPED_JAPANESE) else None


def _is_mostly_utf8(data: bytes) -> bool:
    """Say whether broken text was UTF-8 once: few letters are lost when it is read so."""
    lost = data.decode("utf-8", "replace").count("\ufffd")
    high = len(data) - len(data.translate(None, bytes(range(128, 256))))
    return lost * 4 < high
