"""Changes to config.toml that leave every other line, and every comment, as a person wrote it.

Lines are changed, not documents: a library that keeps comments puts a new key behind the comment
that belongs to the next table. Whoever writes what comes out reads it again first (keeping.py).
"""

import json
import re
from collections.abc import Iterator, Mapping

from agent_console.app.config.lines import Table, walked

Value = str | bool | int
TAIL = re.compile(r"""\s*[^=]+=\s*(?:"(?:[^"\\]|\\.)*"|'[^']*'|[^#"']*?)(\s*\#.*)$""")
"""The comment behind a value on one line."""


def table(name: str, kind: str, values: Mapping[str, Value]) -> str:
    """Return the lines of a new connection."""
    pairs = {"name": name, "kind": kind, **values}
    return "".join(["[[connections]]\n", *(f"{_line(*pair)}\n" for pair in pairs.items())])


def changed(text: str, number: int, values: Mapping[str, Value]) -> str:
    """Return the text with other values for some fields of the connection of that number.

    A field whose value is an empty text is left out: its default counts again.
    """
    return "\n".join(_changed(text, Table("connections", number), dict(values)))


def removed(text: str, number: int) -> str:
    """Return the text without the connection of that number."""
    gone = Table("connections", number)
    lines = text.split("\n")
    kept = [current != gone for current, _ in walked(text)]
    for at in range(len(lines) - 1, -1, -1):  # a comment above the next table is that table's
        is_before = at + 1 < len(lines) and kept[at + 1]
        kept[at] = kept[at] or (is_before and lines[at].lstrip().startswith("#"))
    return "\n".join(line for line, stays in zip(lines, kept, strict=True) if stays)


def _changed(text: str, wanted: Table, values: dict[str, Value]) -> Iterator[str]:
    told = list(walked(text))
    there = {key for current, key in told if current == wanted and key}
    new = [_line(*one) for one in values.items() if one[0] not in there and one[1] != ""]
    for line, (current, key) in zip(text.split("\n"), told, strict=True):
        is_ours = current == wanted
        yield from _replaced(line, key, values) if is_ours and key in values else (line,)
        if is_ours and key == "name":
            yield from new


def _replaced(line: str, key: str | None, values: Mapping[str, Value]) -> Iterator[str]:
    """Yield the line with its new value and its old comment; nothing where it is to go."""
    value = values[key or ""]
    if value != "":
        tail = TAIL.fullmatch(line.rstrip("\r"))
        yield _line(key or "", value) + (tail[1] if tail else "")


def _line(key: str, value: Value) -> str:
    return f"{key} = {json.dumps(value, ensure_ascii=False)}"
