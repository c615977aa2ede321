"""Loose reading of foreign JSON: ids may be numbers, anything may be null, and it says where.

What is missing although it must be there raises UnreadableError with its path; the caller then
puts the whole record into quarantine, raw.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from typing import TypeVar

import msgspec

Read = TypeVar("Read")


class UnreadableError(ValueError):
    """A field of a foreign record is not what it must be."""


def decode(text: str | bytes) -> object:
    """Decode JSON of any shape.

    Raises:
        UnreadableError: it is no JSON, or nested or sized beyond reason.
    """
    try:
        return msgspec.json.decode(text)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError, ValueError) as error:
        raise UnreadableError(f"not JSON: {error}") from error


@dataclass(frozen=True, slots=True)
class Node:
    """A place in a foreign document, with the path that led there."""

    value: object
    path: str = ""

    def __getitem__(self, name: str) -> "Node":
        """Step into a field; a field of nothing is nothing."""
        path = f"{self.path}.{name}" if self.path else name
        return Node(self.value.get(name) if isinstance(self.value, dict) else None, path)

    def is_missing(self) -> bool:
        """Say whether there is nothing here."""
        return self.value is None

    def items(self) -> Iterator["Node"]:
        """Yield the elements of a list; null is an empty one."""
        if self.value is None:
            return
        if not isinstance(self.value, list):
            raise self.unreadable("a list")
        for number, element in enumerate(self.value):
            yield Node(element, f"{self.path}[{number}]")

    def required_items(self) -> Iterator["Node"]:
        """Yield the elements of a list that must be there."""
        if self.value is None:
            raise self.unreadable("a list")
        return self.items()

    def text(self) -> str:
        """Return a text that must be there; a number is taken as its digits."""
        found = self.text_or_none()
        if found is None:
            raise self.unreadable("a text")
        return found

    def text_or_none(self) -> str | None:
        """Return a text, or None for null and for nothing but spaces."""
        if self.value is None:
            return None
        if isinstance(self.value, bool) or not isinstance(self.value, (str, int, float)):
            raise self.unreadable("a text")
        return str(self.value).strip() or None

    def whole(self) -> int:
        """Return a whole number; digits in a text are taken as such."""
        if isinstance(self.value, bool):
            raise self.unreadable("a whole number")
        if isinstance(self.value, int):
            return self.value
        return self._from_text(int, "a whole number")

    def decimal(self) -> Decimal:
        """Return a decimal number, exact as written."""
        if isinstance(self.value, int) and not isinstance(self.value, bool):
            return Decimal(self.value)
        if isinstance(self.value, float):
            return Decimal(repr(self.value))
        return self._from_text(Decimal, "a number")

    def instant_or_none(self) -> datetime | None:
        """Return an instant of an ISO time with its offset, or None."""
        said = self.text_or_none()
        if said is None:
            return None
        try:
            at = datetime.fromisoformat(said)
        except ValueError as error:
            raise self.unreadable("an ISO time") from error
        if at.tzinfo is None:
            raise self.unreadable("a time with its offset")
        return at.astimezone(UTC)

    def unreadable(self, wanted: str) -> UnreadableError:
        """Make the error that says what was wanted and what was there."""
        found = (
            "null"
            if self.value is None
            else f"{type(self.value).__name__} {str(self.value)[:60]!r}"
        )
        return UnreadableError(f"{self.path or 'the record'}: expected {wanted}, found {found}")

    def _from_text(self, read: Callable[[str], Read], wanted: str) -> Read:
        if not isinstance(self.value, str):
            raise self.unreadable(wanted)
        try:
            return read(self.value.strip())
        except (ValueError, InvalidOperation) as error:
            raise self.unreadable(wanted) from error
