"""What a template knows, and what it asks for in vain: every gap is noted, none is filled."""

from collections.abc import Mapping
from typing import ClassVar

from jinja2 import StrictUndefined

from agent_console.machine.templates.plain import cleaned
from agent_console.ports.acting.messages import CannotRenderError, Plain


class KnownParts(dict[str, object]):
    """Values by name, and the path that leads to them."""

    def __init__(self, path: str, parts: Mapping[str, object]) -> None:
        super().__init__(parts)
        self.path = path


class KnownEntries(list[object]):
    """Values one after the other, and the path that leads to them."""

    def __init__(self, path: str, entries: list[object]) -> None:
        super().__init__(entries)
        self.path = path


class Missing(StrictUndefined):
    """Something not known: an `if` may ask for it, all else is noted in `found`."""

    __slots__ = ()
    found: ClassVar[list[str]] = []

    @property
    def path(self) -> str:
        """How the template called it."""
        return str(self._undefined_name)

    def note(self) -> None:
        """Write down that it was needed."""
        if self.path not in self.found:
            self.found.append(self.path)

    def __bool__(self) -> bool:  # type: ignore[override]  # Jinja's only ever raises
        return False

    def _compared(self, _: object) -> bool:
        self.note()
        return False

    __eq__ = __ne__ = __lt__ = __le__ = __gt__ = __ge__ = _compared  # type: ignore[assignment]
    __contains__ = _compared  # type: ignore[assignment]  # as above
    __hash__ = None  # type: ignore[assignment]  # what is compared so is not to be a key


def missing_noted_in(found: list[str]) -> type[Missing]:
    """Return the kind of Missing that notes in this list."""
    return type("Missing", (Missing,), {"found": found, "__slots__": ()})


def known(values: Mapping[str, Plain]) -> dict[str, object]:
    """Return values as a template sees them: clean texts, and nothing that is None or blank."""
    return _parts("", values)


def _parts(path: str, values: Mapping[str, Plain]) -> dict[str, object]:
    seen = {name: _known(f"{path}{name}", one) for name, one in values.items()}
    return {name: one for name, one in seen.items() if one is not None}


def _known(path: str, value: Plain) -> object:
    if isinstance(value, str):
        text = cleaned(value)
        return text if text.strip() else None
    if isinstance(value, Mapping):
        return KnownParts(path, _parts(f"{path}.", value))
    if value is None or isinstance(value, int):
        return value
    entries = (_known(f"{path}[{number}]", one) for number, one in enumerate(value, 1))
    return KnownEntries(path, [one for one in entries if one is not None])


def printable(value: object) -> str:
    """Return what is written of a value.

    Raises:
        CannotRenderError: it is many values, or a yes or no.
    """
    if isinstance(value, Missing):
        value.note()
        return ""
    if isinstance(value, str | int) and not isinstance(value, bool):
        return value if isinstance(value, str) else str(value)
    path = getattr(value, "path", "a yes or no")
    raise CannotRenderError(f"{path} cannot be written as text")
