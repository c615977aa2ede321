"""Loose reading of foreign JSON: ids may be numbers, anything may be null, and it says where.

What is missing although it must be there raises UnreadableError with its path; the caller then
puts the whole record into quarantine, raw.
"""

import json
import math
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from typing import TypeVar

import msgspec

Read = TypeVar("Read")

WHOLE = re.compile(r"[+-]?[0-9]{1,18}")
NUMBER = re.compile(r"[+-]?([0-9]{1,18}(\.[0-9]{0,18})?|\.[0-9]{1,18})")
"""Numbers in a text as people write them; no shop sells more, and no database holds more."""
MOST, MOST_DIGITS = 10**18, 40
YEARS = range(1900, 9000)
"""Other years are a program's word for "never"; reckoning with them overflows."""


class UnreadableError(ValueError):
    """A field of a foreign record is not what it must be."""


def decode(text: str | bytes) -> object:
    """Decode JSON of any shape; what a strict reader stumbles on spoils its own field only.

    Raises:
        UnreadableError: it is no JSON, or nested or sized beyond reason.
    """
    try:
        return msgspec.json.decode(text)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError, ValueError):
        pass
    try:
        loose = json.loads(text, parse_constant=str, parse_int=_integer, parse_float=_float)
        return _whole_letters(loose)
    except (UnicodeDecodeError, RecursionError, ValueError) as error:
        raise UnreadableError(f"not JSON: {error}") from error


def _integer(digits: str) -> int | str:
    return int(digits) if len(digits) < MOST_DIGITS else digits


def _float(digits: str) -> float | str:
    return float(digits) if math.isfinite(float(digits)) else digits


def _whole_letters(value: object) -> object:
    """Put the replacement character where half a letter stands; no database takes those."""
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, list):
        return [_whole_letters(one) for one in value]
    if isinstance(value, dict):
        return {str(_whole_letters(name)): _whole_letters(one) for name, one in value.items()}
    return value


@dataclass(frozen=True, slots=True)
class Node:
    """A place in a foreign document, with the path that led there."""

    value: object
    path: str = ""
    is_absent: bool = False
    """The document does not speak of it; null is an answer, and is not absent."""

    def __getitem__(self, name: str) -> "Node":
        """Step into a field; a field of nothing is nothing."""
        path = f"{self.path}.{name}" if self.path else name
        if not isinstance(self.value, dict):
            return Node(None, path, self.is_absent)
        return Node(self.value.get(name), path, name not in self.value)

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

    def told_items(self) -> Iterator["Node"]:
        """Yield the elements of a list the source owes: null would erase what is known of it."""
        return self.items() if self.is_absent else self.required_items()

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
        told = self.value
        if isinstance(told, float) and told.is_integer() and abs(told) < MOST:
            told = int(told)
        return str(told).replace("\0", "").strip() or None

    def whole(self) -> int:
        """Return a whole number; digits in a text are taken as such."""
        if isinstance(self.value, bool):
            raise self.unreadable("a whole number")
        if isinstance(self.value, int):
            return int(self._bounded(Decimal(self.value), "a whole number"))
        return self._from_text(WHOLE, int, "a whole number")

    def decimal(self) -> Decimal:
        """Return a decimal number, exact as written."""
        if isinstance(self.value, int | float) and not isinstance(self.value, bool):
            return self._bounded(Decimal(repr(self.value)), "a number")
        return self._from_text(NUMBER, Decimal, "a number")

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
        if at.year not in YEARS:
            raise self.unreadable("a year of our age")
        return at.astimezone(UTC)

    def told_instant(self) -> datetime | None:
        """Return an instant the source owes; None only where the document does not speak of it."""
        at = self.instant_or_none()
        if at is None and not self.is_absent:
            raise self.unreadable("an ISO time")
        return at

    def unreadable(self, wanted: str) -> UnreadableError:
        """Make the error that says what was wanted and what was there."""
        found = (
            "null"
            if self.value is None
            else f"{type(self.value).__name__} {str(self.value)[:60]!r}"
        )
        return UnreadableError(f"{self.path or 'the record'}: expected {wanted}, found {found}")

    def _bounded(self, number: Decimal, wanted: str) -> Decimal:
        if not (number.is_finite() and abs(number) < MOST):
            raise self.unreadable(wanted)
        return number

    def _from_text(self, shape: re.Pattern[str], read: Callable[[str], Read], wanted: str) -> Read:
        if not isinstance(self.value, str) or not shape.fullmatch(self.value.strip()):
            raise self.unreadable(wanted)
        return read(self.value.strip())


@dataclass(slots=True)
class Lapses:
    """What was left out of a record because it could not be read, and why."""

    reasons: list[str] = field(default_factory=list)

    def leaving_out(self, read: Callable[[], Read]) -> Read | None:
        """Return what is read, or None for what cannot be, and note it."""
        try:
            return read()
        except UnreadableError as error:
            self.reasons.append(str(error))
            return None
