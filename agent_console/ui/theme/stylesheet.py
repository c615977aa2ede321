"""The style sheet for what Qt paints itself; everything else is painted from the tokens."""

from collections.abc import Callable, Mapping
from string import Template

from agent_console.ui.theme.tokens import Ink

SHEET = Template("""
QMainWindow, #pane, QStackedWidget#pane { background: $surface; }
#rail, #list, #top, #header, #context, #evidence { background: $surface; }
#timeline { background: $bg; }
#list, #rail { border: 0; border-right: 1px solid $border; }
#top, #header, #answer { border: 0; border-bottom: 1px solid $border; }
#context, #evidence { border: 0; border-left: 1px solid $border; }
#card { background: $surface; border: 1px solid $border; border-radius: $radius; }
QScrollArea, QScrollArea > QWidget > QWidget { background: transparent; border: 0; }
QListView { background: transparent; border: 0; outline: 0; }
QLineEdit { background: $bg; border: 1px solid $border2; border-radius: $radius;
  padding: 0 $pad4; selection-background-color: $accent; selection-color: $on_accent; }
QLineEdit:focus { background: $surface; border: 2px solid $accent; }
QLineEdit#search { padding: 0; }
QLineEdit#history { padding: 0; border-radius: $radius6; }
#command { background: transparent; border: 0; }
QPlainTextEdit { background: transparent; border: 0;
  selection-background-color: $accent; selection-color: $on_accent; }
QPlainTextEdit#editor { background: $bg; border: 1px solid $border2; border-radius: $radius;
  padding: $pad4; }
#preview { border: 2px solid transparent; border-radius: $radius; }
#preview:focus { border: 2px solid $accent; }
QPlainTextEdit#editor:focus { background: $surface; border: 2px solid $accent; }
QScrollBar:vertical { background: transparent; width: $pad8; margin: 0; }
QScrollBar::handle:vertical { background: $border2; border-radius: 3px; min-height: $pad31;
  margin: 1px; }
QScrollBar::handle:vertical:hover { background: $text3; }
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {
  background: transparent; height: 0; width: 0; }
QScrollBar:horizontal { background: transparent; height: $pad8; margin: 0; }
QScrollBar::handle:horizontal { background: $border2; border-radius: 3px; margin: 1px; }
QToolTip { background: $toast; color: $toast_text; border: 0; padding: 4px 6px; }
QMenu { background: $raised; border: 1px solid $border2; padding: 4px; }
QMenu::item { padding: 4px 16px; border-radius: 4px; }
QMenu::item:selected { background: $sel; color: $text; }
""")


def style_sheet(colours: Mapping[Ink, str], px: Callable[[int], int]) -> str:
    """Fill in colours and sizes."""
    sizes = {f"pad{n}": f"{px(n)}px" for n in (4, 8, 31)}
    names = {ink.value: colour for ink, colour in colours.items()}
    radii = {"radius": f"{px(8)}px", "radius6": f"{px(6)}px"}
    return SHEET.substitute(names, **sizes, **radii)
