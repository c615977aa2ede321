"""What a person chose for the look of the window; where it is kept is the caller's business."""

from dataclasses import dataclass
from typing import Protocol

from agent_console.ui.theme.tokens import Appearance

TEXT_PERCENTS = (100, 125, 150, 175, 200)


class Preferences(Protocol):
    """Remembers choices; setting an attribute keeps it."""

    appearance: Appearance
    text_percent: int


@dataclass(slots=True)
class ForgetfulPreferences:
    """Choices that last as long as the window: for tests, the demo and pictures."""

    appearance: Appearance = Appearance.SYSTEM
    text_percent: int = 100
