"""Where the parts of a fact stand: beside each other, or below where a line is too short."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize

Measure = Callable[[str, int], QSize]
"""How large words become that are broken at a width."""


@dataclass(frozen=True, slots=True)
class FactWords:
    """The three parts of a fact and how each is measured."""

    name: str
    quiet: str
    value: str
    measure_name: Measure
    measure_quiet: Measure
    measure_value: Measure
    is_name_whole: bool = False
    """Where the name would be broken beside its value, the value stands below it instead."""
    is_value_meta: bool = False
    """A name over half of the line has what is only said of it below, be it ever so short."""


@dataclass(frozen=True, slots=True)
class FactPlaces:
    """A box for each part, counted from where reading begins, and how tall all of it is."""

    name: QRect
    quiet: QRect
    value: QRect
    tall: int


def place(words: FactWords, room: int, line: int, gap: int) -> FactPlaces:
    """Place the parts within a width; one line is so tall, and nothing is ever shortened."""
    free = 1 << 20
    name = words.measure_name(words.name, free).width()
    quiet = words.measure_quiet(words.quiet, free).width() if words.quiet else 0
    value = words.measure_value(words.value, free).width() if words.value else 0
    beside = room - value - gap if value else room
    if _goes_below(words, (name, value), beside, room):
        return _value_below(words, room, line, gap)
    if name + (gap + quiet if quiet else 0) <= beside:
        return FactPlaces(
            QRect(0, 0, name, line),
            QRect(name + gap, 0, quiet, line),
            QRect(room - value, 0, value, line),
            line,
        )
    broken = words.measure_name(words.name, beside).height()
    tall = line if broken <= line else broken + gap // 2
    under = words.measure_quiet(words.quiet, room).height() if quiet else 0
    return FactPlaces(
        QRect(0, 0, beside, tall),
        QRect(0, tall, room, under),
        QRect(room - value, 0, value, line),
        tall + (under + gap // 2 if under else 0),
    )


def _goes_below(words: FactWords, wide: tuple[int, int], beside: int, room: int) -> bool:
    """Say whether the value stands below: a date or a code is not broken for a long one."""
    name, value = wide
    if name <= beside:
        return words.is_value_meta and value > 0 and name > room // 2
    is_kept_whole = name <= room and (words.is_name_whole or value > room // 2)
    return is_kept_whole or beside < room // 3


def _value_below(words: FactWords, room: int, line: int, gap: int) -> FactPlaces:
    tall = max(line, words.measure_name(words.name, room).height())
    under = words.measure_quiet(words.quiet, room).height() if words.quiet else 0
    last = words.measure_value(words.value, room).height()
    closer = gap // 2 if words.is_value_meta else 0
    return FactPlaces(
        QRect(0, 0, room, tall),
        QRect(0, tall, room, under),
        QRect(0, tall + under - closer, room, last),
        tall + under + last,
    )
