"""Values for templates: what is too much is refused, what deceives the eye is taken away."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence

from agent_console.ports.acting.messages import CannotRenderError, Plain

MOST_BYTES = 64 * 1024
"""Of one file of a template, and of what comes out."""
MOST_CHARACTERS, MOST_ENTRIES, MOST_DEEP, MOST_BITS = 20_000, 200, 6, 64
MOST_SUBJECT, MOST_PREHEADER = 250, 150
TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Characters that turn the direction of all that follows; letters of any script need none."""
KEPT = "\n\t"
BREAKS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")


def check(values: Mapping[str, Plain]) -> None:
    """Look through all values before anything is done with them.

    Raises:
        CannotRenderError: some are too large, or nothing that can be written.
    """
    if reasons := [reason for name, one in values.items() for reason in _faults(one, name, 1)]:
        raise CannotRenderError(*reasons)


def _faults(value: Plain, path: str, depth: int) -> Iterator[str]:
    if depth > MOST_DEEP:
        yield f"{path} is nested too deeply"
    elif isinstance(value, str):
        yield from _too_long(value, path)
    elif isinstance(value, Mapping):
        for name, one in value.items():
            yield from _faults(one, f"{path}.{name}", depth + 1)
    elif isinstance(value, list | tuple):
        yield from _in_a_row(value, path, depth)
    elif not isinstance(value, int | None):
        yield f"{path} is neither text nor number"
    elif value is not None and value.bit_length() > MOST_BITS:
        yield f"{path} is a number that is too large"


def _in_a_row(values: Sequence[Plain], path: str, depth: int) -> Iterator[str]:
    if len(values) > MOST_ENTRIES:
        yield f"{path} has {len(values):,} entries; at most {MOST_ENTRIES} fit"
        return
    for number, one in enumerate(values, 1):
        yield from _faults(one, f"{path}[{number}]", depth + 1)


def _too_long(text: str, path: str) -> Iterator[str]:
    if len(text) > MOST_CHARACTERS:
        yield f"{path} is {len(text):,} characters long; at most {MOST_CHARACTERS:,} fit"


def cleaned(text: str) -> str:
    """Return a text without control characters and without what turns the direction of others."""
    lines = BREAKS.sub("\n", text)
    return "".join(one for one in lines if one in KEPT or _is_harmless(one))


def one_line(text: str) -> str:
    """Return a text for a header: one line, nothing that could begin another."""
    return " ".join(cleaned(text).split())


def _is_harmless(character: str) -> bool:
    return character not in TURNING and unicodedata.category(character) not in {"Cc", "Cs"}
