"""What a window says that has nothing to read yet: where connections stand and how to add one."""

from dataclasses import dataclass
from pathlib import Path

from agent_console.ui.theme.glyphs import Glyph
from agent_console.ui.widgets.state_panel import Situation

ADD = "connections add NAME vendure base_url=https://shop.example username=NAME"
SECRET = "secrets set NAME password"  # noqa: S105 - the words of a command


@dataclass(frozen=True, slots=True)
class FirstRun:
    """Where the settings stand, and how the program is called for this home."""

    config_path: Path
    program: str = "agent-console"

    def situation(self) -> Situation:
        """Say what to do first."""
        return Situation(
            Glyph.LINK,
            "No shop is connected yet",
            detail=f"Connections stand in {self.config_path}. "
            "Two commands in a terminal make the first one; the second asks for the password. "
            "This window goes on by itself as soon as the connection stands there.",
            commands=(f"{self.program} {ADD}", f"{self.program} {SECRET}"),
            note="To look around first, run “agent-console demo”: a made-up shop that is gone when "
            "its window is closed.",
        )


def nothing_listed() -> Situation:
    """Say in the list why it is empty."""
    return Situation(Glyph.DATABASE, "Nothing is read yet", detail="No shop is connected.")
