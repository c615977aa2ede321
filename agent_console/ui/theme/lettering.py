"""The few kinds of lettering there are: one record each, in pixels at 100 %."""

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtGui import QFont, QFontDatabase

INTER = "Inter"
NORMAL, MEDIUM, STRONG = 400, 500, 600


class Lettering(StrEnum):
    """The names of the kinds of lettering."""

    CUSTOMER = "customer"
    ANSWER = "answer"
    HEADING = "heading"
    TITLE = "title"
    NAME = "name"
    BODY = "body"
    SECTION = "section"
    META = "meta"
    META_STRONG = "meta_strong"
    CAP = "cap"


@dataclass(frozen=True, slots=True)
class Face:
    """Size, weight, and what it is for."""

    lettering: Lettering
    pixels: int
    weight: int
    purpose: str


FACES: tuple[Face, ...] = (
    Face(Lettering.CUSTOMER, 19, STRONG, "the customer's name"),
    Face(Lettering.ANSWER, 18, MEDIUM, "the answer, lines of 24"),
    Face(Lettering.HEADING, 14, STRONG, "titles of sections and cards"),
    Face(Lettering.TITLE, 13, STRONG, "titles of rows"),
    Face(Lettering.NAME, 13, MEDIUM, "words of controls"),
    Face(Lettering.BODY, 13, NORMAL, "body"),
    Face(Lettering.SECTION, 12, STRONG, "small headings, day separators"),
    Face(Lettering.META, 12, NORMAL, "source, age"),
    Face(Lettering.META_STRONG, 12, MEDIUM, "source and age that should be read"),
    Face(Lettering.CAP, 11, STRONG, "pills and key caps"),
)


def family() -> str | None:
    """Return Inter where it is installed; None leaves the platform's font."""
    return INTER if INTER in QFontDatabase.families() else None


def font(face: Face, family_name: str | None, scale: float) -> QFont:
    """Make the font of a face; figures are tabular so that times and amounts stand in columns."""
    made = QFont(family_name) if family_name else QFont()
    made.setPixelSize(round(face.pixels * scale))
    made.setWeight(QFont.Weight(face.weight))
    made.setFeature(QFont.Tag("tnum"), 1)
    return made
