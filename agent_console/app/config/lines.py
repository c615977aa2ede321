"""On which line of a TOML text a key stands, which its parser does not tell."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

HEADER = re.compile(r"\s*\[+\s*[\"']?([^\]\"'\s]+)[\"']?\s*\]")
KEY = re.compile(r"\s*(?:\"([^\"]*)\"|'([^']*)'|([\w-]+))\s*[.=]")


@dataclass(frozen=True, slots=True)
class Table:
    """A table by its name and, where it is one of several, its number; "" is the beginning."""

    name: str = ""
    number: int = 0


def line_of(text: str, key: str, table: Table) -> int:
    """Return the line of a key in a table, else the table's own, else the first."""
    found = 1
    for number, (current, told) in enumerate(walked(text), 1):
        if current == table and told == key:
            return number
        if told is None and current == table:
            found = number
        if told is None and table == Table() and current.name == key:
            return number
    return found


def walked(text: str) -> Iterator[tuple[Table, str | None]]:
    """Yield of each line its table and its key; None for a header, an empty key for nothing."""
    current, counted = Table(), Counter[str]()
    for line in text.split("\n"):
        if header := HEADER.match(line):
            current = Table(header[1], counted[header[1]])
            counted[header[1]] += 1
            yield current, None
        else:
            yield current, _key(line)


def _key(line: str) -> str:
    key = KEY.match(line)
    return "" if key is None else next(one for one in key.groups() if one is not None)
