"""The pictures in rows and on buttons: Phosphor, painted as text in the colour of the moment."""

import json
from enum import StrEnum
from importlib.util import find_spec
from pathlib import Path

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPainter


class Glyph(StrEnum):
    """The glyphs in use, by what they mean here."""

    LATEST = "clock-counter-clockwise"
    WAITING = "tray"
    RADAR = "broadcast"
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
    COPY = "copy"
    ALOUD = "speaker-high"
    REFRESH = "arrows-clockwise"
    OPEN = "arrow-square-out"
    PLACE = "map-pin"
    LINK = "link"
    CLOSE = "x"
    FORWARD = "caret-right"
    BACKWARD = "caret-left"
    EXPANDED = "caret-down"
    WAIT = "hourglass"
    CHECK = "check"
    EMPTY = "square"
    CHOSEN = "check-square"
    CIRCLE = "circle"
    PICKED = "check-circle"
    SAVE = "download-simple"
    PRINT = "printer"
    UNKNOWN = "question"
    PERSON = "user"
    HASH = "hash"
    DATABASE = "database"
    LOCK = "lock-simple"
    FILE = "paperclip"
    SEND = "paper-plane-tilt"
    SEEN = "eye"
    HAND_OFF = "handshake"


CENTRED = Qt.AlignmentFlag.AlignCenter.value
MIRRORED: frozenset[Glyph] = frozenset({Glyph.FORWARD, Glyph.BACKWARD})
"""Glyphs that point along the line and turn round in right-to-left."""


class GlyphFont:
    """Takes the font of the glyphs out of QtAwesome, when the first one is painted.

    Its files are read without importing it: the import costs 200 ms, a third of a cold start.
    """

    def __init__(self) -> None:
        self._characters: dict[str, str] = {}
        self._family = ""
        self._fonts: dict[int, QFont] = {}

    def paint(self, painter: QPainter, box: QRect, glyph: Glyph, colour: QColor) -> None:
        """Paint a glyph in the middle of a box, as large as the box."""
        if not self._characters:
            self._load()
        painter.setFont(self._font(min(box.width(), box.height())))
        painter.setPen(colour)
        painter.drawText(box, CENTRED, self._characters[glyph])

    def _font(self, size: int) -> QFont:
        if size not in self._fonts:
            made = QFont(self._family)
            made.setPixelSize(size)
            self._fonts[size] = made
        return self._fonts[size]

    def _load(self) -> None:
        spec = find_spec("qtawesome")
        if spec is None or spec.origin is None:
            raise FileNotFoundError("QtAwesome is not installed: there are no glyphs")
        fonts = Path(spec.origin).parent / "fonts"
        number = QFontDatabase.addApplicationFont(str(next(fonts.glob("phosphor-*.ttf"))))
        self._family = QFontDatabase.applicationFontFamilies(number)[0]
        table = json.loads(next(fonts.glob("phosphor-charmap-*.json")).read_bytes())
        self._characters = {glyph: chr(int(table[glyph], 16)) for glyph in Glyph}
