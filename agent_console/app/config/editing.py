"""Changes to config.toml that leave every other line, and every comment, as a person wrote it.

Lines are changed, not documents: a library that keeps comments puts a new key behind the comment
that belongs to the next table. What comes out is read again before it is written.
"""

import json
from collections.abc import Iterator, Mapping

from agent_console.app.config.lines import Table, walked

Value = str | bool | int


def table(name: str, kind: str, values: Mapping[str, Value]) -> str:
    """Return the lines of a new connection."""
    pairs = {"name": name, "kind": kind, **values}
    return "".join(["[[connections]]\n", *(_line(key, value) for key, value in pairs.items())])


def changed(text: str, number: int, values: Mapping[str, Value]) -> str:
    """Return the text with other values for some fields of the connection of that number."""
    return "".join(_changed(text, Table("connections", number), dict(values)))


def removed(text: str, number: int) -> str:
    """Return the text without the connection of that number."""
    gone = Table("connections", number)
    lines = text.splitlines(keepends=True)
    kept = [table != gone for table, _ in walked(text)]
    for at in range(len(lines) - 1, -1, -1):  # a comment above the next table is that table's
        is_before = at + 1 < len(lines) and kept[at + 1]
        kept[at] = kept[at] or (is_before and lines[at].lstrip().startswith("#"))
    return "".join(line for line, stays in zip(lines, kept, strict=True) if stays)


def _changed(text: str, wanted: Table, values: dict[str, Value]) -> Iterator[str]:
    told = list(walked(text))
    there = {key for table, key in told if table == wanted and key}
    for line, (table, key) in zip(text.splitlines(keepends=True), told, strict=True):
        if table == wanted and key in values:
            yield _line(key, values[key])
            continue
        yield line if line.endswith("\n") else f"{line}\n"
        if table == wanted and key == "name":
            yield from (_line(new, value) for new, value in values.items() if new not in there)


def _line(key: str, value: Value) -> str:
    return f"{key} = {json.dumps(value, ensure_ascii=False)}\n"
