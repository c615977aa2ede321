"""What a template may do with a value: each is harmless on any text and any list."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from markupsafe import Markup, escape

from agent_console.machine.templates.known import KnownEntries, Missing, printable
from agent_console.machine.templates.plain import MOST_ENTRIES
from agent_console.ports.acting.messages import CannotRenderError

EACH = "each"
"""Our own word around what a loop goes through; a template cannot say it."""


def default(value: object, fallback: object) -> object:
    """Return a value, or what stands for it where it is not known."""
    return fallback if isinstance(value, Missing) else value


def join(value: object, between: str = ", ") -> str:
    """Return the entries of a list in a row."""
    return between.join(printable(one) for one in each(value))


def length(value: object) -> int:
    """Return how many entries a list has."""
    return len(each(value))


def multiline(value: object) -> Markup:
    """Return a text in HTML with its lines kept apart."""
    return Markup("<br />").join(escape(line) for line in printable(value).split("\n"))


def each(value: object) -> list[object]:
    """Return what a loop goes through.

    Raises:
        CannotRenderError: it is no list, or a long one.
    """
    if isinstance(value, Missing):
        value.note()
        return []
    if not isinstance(value, KnownEntries):
        raise CannotRenderError("a loop can only go through a list")
    if len(value) > MOST_ENTRIES:
        raise CannotRenderError(f"{value.path} has more than {MOST_ENTRIES} entries")
    return value


FILTERS: Mapping[str, Callable[..., object]] = MappingProxyType(
    {
        "capitalize": lambda value: printable(value).capitalize(),
        "default": default,
        "join": join,
        "length": length,
        "lower": lambda value: printable(value).lower(),
        "multiline": printable,
        "trim": lambda value: printable(value).strip(),
        "upper": lambda value: printable(value).upper(),
    }
)
"""The filters of plain text."""
MARKUP_FILTERS: Mapping[str, Callable[..., object]] = MappingProxyType(
    {**FILTERS, "multiline": multiline}
)
