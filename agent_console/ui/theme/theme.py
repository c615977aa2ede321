"""The look of the moment: colours, sizes, fonts and glyphs, handed to whoever paints."""

from PySide6.QtCore import QObject, QRect, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import QApplication

from agent_console.ui.theme import lettering
from agent_console.ui.theme.glyphs import Glyph, GlyphFont
from agent_console.ui.theme.lettering import FACES, Lettering
from agent_console.ui.theme.measured import MeasuredWords
from agent_console.ui.theme.preferences import TEXT_PERCENTS, Preferences
from agent_console.ui.theme.stylesheet import style_sheet
from agent_console.ui.theme.tokens import Appearance, Ink, colours

ROLES: tuple[tuple[QPalette.ColorRole, Ink], ...] = (
    (QPalette.ColorRole.Window, Ink.SURFACE),
    (QPalette.ColorRole.WindowText, Ink.TEXT),
    (QPalette.ColorRole.Base, Ink.SURFACE),
    (QPalette.ColorRole.AlternateBase, Ink.GROUND),
    (QPalette.ColorRole.Text, Ink.TEXT),
    (QPalette.ColorRole.Button, Ink.SURFACE),
    (QPalette.ColorRole.ButtonText, Ink.TEXT),
    (QPalette.ColorRole.PlaceholderText, Ink.TEXT3),
    (QPalette.ColorRole.Highlight, Ink.ACCENT),
    (QPalette.ColorRole.HighlightedText, Ink.ON_ACCENT),
    (QPalette.ColorRole.ToolTipBase, Ink.TOAST),
    (QPalette.ColorRole.ToolTipText, Ink.TOAST_TEXT),
    (QPalette.ColorRole.Link, Ink.ACCENT),
)


class Theme(QObject):
    """Colours, sizes and fonts for one application; `changed` asks everybody to paint again."""

    changed = Signal()

    def __init__(self, app: QApplication, preferences: Preferences) -> None:
        super().__init__(app)
        self._app = app
        self._preferences = preferences
        self._family = lettering.family()
        self._glyphs = GlyphFont()
        app.setStyle("Fusion")
        self._apply()
        app.styleHints().colorSchemeChanged.connect(self._on_system_changed)

    def appearance(self) -> Appearance:
        """Return what is shown now: light or dark."""
        chosen = Appearance(self._preferences.appearance)
        if chosen is not Appearance.SYSTEM:
            return chosen
        dark = self._app.styleHints().colorScheme() is Qt.ColorScheme.Dark
        return Appearance.DARK if dark else Appearance.LIGHT

    def show(self, appearance: Appearance) -> None:
        """Change to light, dark or the system's choice, and remember it."""
        self._preferences.appearance = appearance
        self._apply()

    def chosen_appearance(self) -> Appearance:
        """Return what was chosen: light, dark, or as the system."""
        return Appearance(self._preferences.appearance)

    def text_percent(self) -> int:
        """Return how large the text is, in percent."""
        return self._preferences.text_percent

    def show_text(self, percent: int) -> None:
        """Make all text so large, and remember it."""
        self._preferences.text_percent = percent
        self._apply()

    def toggle(self) -> None:
        """Change from light to dark or back."""
        is_dark = self.appearance() is Appearance.DARK
        self.show(Appearance.LIGHT if is_dark else Appearance.DARK)

    def step_text(self, step: int) -> None:
        """Make all text larger (+1), smaller (-1) or normal again (0)."""
        now = self._preferences.text_percent
        at = min(range(len(TEXT_PERCENTS)), key=lambda n: abs(TEXT_PERCENTS[n] - now))
        wanted = at + step if step else 0
        self._preferences.text_percent = TEXT_PERCENTS[max(0, min(wanted, len(TEXT_PERCENTS) - 1))]
        self._apply()

    def scale(self) -> float:
        """Return how much larger than the drawings everything is."""
        return self._scale

    def px(self, pixels: int) -> int:
        """Return a length of the drawings in pixels of this window."""
        return round(pixels * self._scale)

    def colour(self, ink: Ink) -> QColor:
        """Return the colour of a token now."""
        return self._colours[ink]

    def font(self, kind: Lettering) -> QFont:
        """Return the font of a kind of lettering."""
        return self._fonts[kind]

    def metrics(self, kind: Lettering) -> QFontMetrics:
        """Return the measures of a kind of lettering."""
        return self._metrics[kind]

    def cap_width(self, key: str) -> int:
        """Return how wide the cap of a key becomes."""
        return max(self.words.width(Lettering.CAP, key) + self.px(12), self.px(20))

    def glyph(self, painter: QPainter, box: QRect, glyph: Glyph, ink: Ink) -> None:
        """Paint a glyph in a box."""
        self._glyphs.paint(painter, box, glyph, self._colours[ink])

    def _on_system_changed(self) -> None:
        if Appearance(self._preferences.appearance) is Appearance.SYSTEM:
            self._apply()

    def _apply(self) -> None:
        words = colours(self.appearance())
        self._colours = {ink: QColor(word) for ink, word in words.items()}
        self._scale = scale = self._preferences.text_percent / 100
        self._fonts = {f.lettering: lettering.font(f, self._family, scale) for f in FACES}
        self._metrics = {kind: QFontMetrics(font) for kind, font in self._fonts.items()}
        self.words = MeasuredWords(self._metrics)
        palette = QPalette()
        for role, ink in ROLES:
            palette.setColor(role, self._colours[ink])
        self._app.setPalette(palette)
        self._app.setFont(self._fonts[Lettering.BODY])
        self._app.setStyleSheet(style_sheet(words, self.px))
        self.changed.emit()
