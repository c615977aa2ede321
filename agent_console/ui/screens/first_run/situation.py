"""What a window says that has nothing to read yet: where connections stand and how to add one."""

from dataclasses import dataclass
from pathlib import Path

from agent_console.ui.theme.glyphs import Glyph
from agent_console.ui.widgets.state_panel import Offer, Situation

ADD = "connections add NAME vendure base_url=https://shop.example username=NAME"
CONNECT = (
    ("store", Glyph.STORE, "Connect a store"),
    ("carrier", Glyph.TRUCK, "Connect a carrier"),
    ("channel", Glyph.MAIL, "Connect a mailbox"),
)
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
            detail="Connect what you have; each is tried for real before it is kept.",
            offers=(
                *(Offer(f"connect_{word}", glyph, text) for word, glyph, text in CONNECT),
                Offer("demo", Glyph.PERSON, "Look around in a made-up shop first"),
            ),
            commands=(f"{self.program} {ADD}", f"{self.program} {SECRET}"),
            note=f"A terminal does the same. Connections stand in {self.config_path}; this window "
            "goes on by itself as soon as there is one.",
        )


def nothing_listed() -> Situation:
    """Say in the list why it is empty."""
    return Situation(Glyph.DATABASE, "Nothing is read yet", detail="No shop is connected.")
