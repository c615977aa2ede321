"""Days in the words of the people of the demo world."""

from collections.abc import Mapping, Sequence
from datetime import date

WEEKDAYS: Mapping[str, Sequence[str]] = {
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    "de": ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"),
    "fr": ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
}
MONTHS: Mapping[str, Sequence[str]] = {
    "en": (
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
    "de": (
        "Januar",
        "Februar",
        "März",
        "April",
        "Mai",
        "Juni",
        "Juli",
        "August",
        "September",
        "Oktober",
        "November",
        "Dezember",
    ),
    "fr": (
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ),
}
SHAPES: Mapping[str, str] = {
    "en": "{weekday} {day} {month}",
    "de": "{weekday}, {day}. {month}",
    "fr": "{weekday} {day} {month}",
}


def weekday(day: date, language: str) -> str:
    """Name the day of the week."""
    return WEEKDAYS[language][day.weekday()]


def in_words(day: date, language: str) -> str:
    """Write a day as one writes it in a letter."""
    month = MONTHS[language][day.month - 1]
    return SHAPES[language].format(weekday=weekday(day, language), day=day.day, month=month)
