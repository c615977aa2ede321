"""The pictures in rows and on buttons: Phosphor, painted as text in the colour of the moment."""

from enum import StrEnum

import qtawesome
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QPainter


class Glyph(StrEnum):
    """The glyphs in use, by what they mean here."""

    LATEST = "tray"
    SEARCH = "magnifying-glass"
    DARK = "moon"
    LIGHT = "sun"
    KEYS = "keyboard"
    ORDER = "shopping-cart-simple"
    STORE = "storefront"
    PARCEL = "package"
    TRUCK = "truck"
    SCAN = "barcode"
    MONEY = "credit-card"
    BACK = "arrow-u-up-left"
    MAIL = "envelope-simple"
    CALL = "phone"
    NOTE = "note-pencil"
    PROMISE = "calendar-check"
    SCALES = "scales"
    SYSTEM = "gear"
    WARNING = "warning"
    OFFLINE = "wifi-slash"
    COPY = "copy"
    REFRESH = "arrows-clockwise"
    OPEN = "arrow-square-out"
    PLACE = "map-pin"
    LINK = "link"
    CLOSE = "x"
    FORWARD = "caret-right"
    BACKWARD = "caret-left"
    EXPANDED = "caret-down"
    TIME = "clock"
    WAIT = "hourglass"
    CHECK = "check"
    UNKNOWN = "question"
    PERSON = "user"
    HASH = "hash"
    DATABASE = "database"


MIRRORED: frozenset[Glyph] = frozenset({Glyph.FORWARD, Glyph.BACKWARD})
"""Glyphs that point along the line and turn round in right-to-left."""


class GlyphFont:
    """Loads the font of the glyphs once, when the first is painted."""

    def __init__(self) -> None:
        self._characters: dict[Glyph, str] = {}
        self._fonts: dict[int, QFont] = {}

    def paint(self, painter: QPainter, box: QRect, glyph: Glyph, colour: QColor) -> None:
        """Paint a glyph in the middle of a box, as large as the box."""
        painter.setFont(self._font(min(box.width(), box.height())))
        painter.setPen(colour)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._character(glyph))

    def _font(self, size: int) -> QFont:
        if size not in self._fonts:
            made: QFont = qtawesome.font("ph", size)
            made.setPixelSize(size)
            self._fonts[size] = made
        return self._fonts[size]

    def _character(self, glyph: Glyph) -> str:
        if glyph not in self._characters:
            self._characters[glyph] = str(qtawesome.charmap(f"ph.{glyph}"))
        return self._characters[glyph]
