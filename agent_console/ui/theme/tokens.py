"""Every colour of the window: one record a token, light and dark."""

from dataclasses import dataclass
from enum import StrEnum


class Appearance(StrEnum):
    """How bright the window is; SYSTEM follows the desktop."""

    LIGHT = "light"
    DARK = "dark"
    SYSTEM = "system"


class Ink(StrEnum):
    """The names of the colours; what each is for stands in its record."""

    GROUND = "bg"
    SURFACE = "surface"
    RAISED = "raised"
    SUNKEN = "sunken"
    BORDER = "border"
    BORDER2 = "border2"
    TEXT = "text"
    TEXT2 = "text2"
    TEXT3 = "text3"
    ACCENT = "accent"
    ACCENT_HOVER = "accent_hover"
    ON_ACCENT = "on_accent"
    SELECTED = "sel"
    HOVER = "hover"
    GOOD = "good"
    GOOD_BG = "good_bg"
    WARN = "warn"
    WARN_BG = "warn_bg"
    BAD = "bad"
    BAD_BG = "bad_bg"
    INFO = "info"
    INFO_BG = "info_bg"
    NEUTRAL = "neutral"
    NEUTRAL_BG = "neutral_bg"
    TOAST = "toast"
    TOAST_TEXT = "toast_text"


DARKEST_CURVED = 0.04045
"""Where sRGB goes over from a line into a curve."""


@dataclass(frozen=True, slots=True)
class Token:
    """One colour: its value by day, by night, and what it is for."""

    ink: Ink
    light: str
    dark: str
    purpose: str


TOKENS: tuple[Token, ...] = (
    Token(Ink.GROUND, "#F4F5F7", "#0D1014", "timeline ground"),
    Token(Ink.SURFACE, "#FFFFFF", "#14181E", "panes"),
    Token(Ink.RAISED, "#FFFFFF", "#191E26", "cards"),
    Token(Ink.SUNKEN, "#ECEEF1", "#0D1014", "pressed"),
    Token(Ink.BORDER, "#E1E4E9", "#262D37", "dividers"),
    Token(Ink.BORDER2, "#CBD0D8", "#3A4350", "edges of controls"),
    Token(Ink.TEXT, "#12161C", "#E9EDF2", "titles"),
    Token(Ink.TEXT2, "#505A68", "#A9B3C0", "body"),
    Token(Ink.TEXT3, "#616B79", "#8391A1", "meta"),
    Token(Ink.ACCENT, "#3552D1", "#8DA2FF", "the one primary action, focus"),
    Token(Ink.ACCENT_HOVER, "#2A43B3", "#A5B6FF", "the primary action under the pointer"),
    Token(Ink.ON_ACCENT, "#FFFFFF", "#0B1030", "text on the accent"),
    Token(Ink.SELECTED, "#EAEEFD", "#1E2640", "selected row, pending row"),
    Token(Ink.HOVER, "#F1F3F6", "#1B2129", "hovered row"),
    Token(Ink.GOOD, "#177245", "#6BD49A", "a good end that is news"),
    Token(Ink.GOOD_BG, "#E1F4EA", "#12301F", "ground of the good"),
    Token(Ink.WARN, "#8A5300", "#F0B95B", "at risk, late, a failing connection"),
    Token(Ink.WARN_BG, "#FDF0D5", "#352508", "ground of the warning"),
    Token(Ink.BAD, "#B3261E", "#FF9A92", "failed, broken promise"),
    Token(Ink.BAD_BG, "#FCE8E6", "#3B1614", "ground of the bad"),
    Token(Ink.INFO, "#0B6B8A", "#6CC7E6", "a notice that needs no action"),
    Token(Ink.INFO_BG, "#E0F2F8", "#0D2C37", "ground of the notice"),
    Token(Ink.NEUTRAL, "#505A68", "#A9B3C0", "avatars, unknown, quiet chips"),
    Token(Ink.NEUTRAL_BG, "#ECEEF1", "#232A33", "ground of the neutral"),
    Token(Ink.TOAST, "#1C222B", "#E9EDF2", "docked bar"),
    Token(Ink.TOAST_TEXT, "#FFFFFF", "#12161C", "text on the docked bar"),
)


@dataclass(frozen=True, slots=True)
class TextOn:
    """A pair that really occurs: this ink is read on that ground."""

    ink: Ink
    ground: Ink


_BODY = (Ink.TEXT, Ink.TEXT2, Ink.TEXT3)
_GROUNDS = (Ink.GROUND, Ink.SURFACE, Ink.RAISED, Ink.SELECTED, Ink.HOVER)

READ_TOGETHER: tuple[TextOn, ...] = (
    *(TextOn(ink, ground) for ink in _BODY for ground in _GROUNDS),
    *(TextOn(ink, ground) for ink in (Ink.ACCENT, Ink.WARN, Ink.BAD) for ground in _GROUNDS),
    TextOn(Ink.ON_ACCENT, Ink.ACCENT),
    TextOn(Ink.ON_ACCENT, Ink.ACCENT_HOVER),
    TextOn(Ink.GOOD, Ink.GOOD_BG),
    TextOn(Ink.WARN, Ink.WARN_BG),
    TextOn(Ink.BAD, Ink.BAD_BG),
    TextOn(Ink.INFO, Ink.INFO_BG),
    TextOn(Ink.NEUTRAL, Ink.NEUTRAL_BG),
    TextOn(Ink.TOAST_TEXT, Ink.TOAST),
)


def colours(appearance: Appearance) -> dict[Ink, str]:
    """Return every token's value by day or by night."""
    return {t.ink: t.dark if appearance is Appearance.DARK else t.light for t in TOKENS}


def contrast(one: str, other: str) -> float:
    """Return the WCAG contrast ratio of two `#RRGGBB` colours."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[i : i + 2], 16) / 255) for i in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(share: float) -> float:
    return share / 12.92 if share <= DARKEST_CURVED else ((share + 0.055) / 1.055) ** 2.4
