"""What is asked for before the store opens, and why a passphrase will not do."""

from dataclasses import dataclass

from agent_console.ports.desktop import Asked
from agent_console.ui.theme.glyphs import Glyph


@dataclass(frozen=True, slots=True)
class UnlockWords:
    """How it is asked for, and what the button says."""

    title: str
    detail: str
    button: str
    glyph: Glyph = Glyph.LOCK


WORDS = {
    Asked.TO_OPEN: UnlockWords(
        "The store is locked",
        "It was made with a passphrase. Type it to open the store; it is kept in memory only.",
        "Open the store",
    ),
    Asked.TO_MAKE: UnlockWords(
        "The store needs a passphrase",
        "What is read is kept encrypted on this computer, and there is no keyring to hold its key. "
        "Choose a passphrase instead: it is asked for at each start, and nobody can open the store "
        "without it.",
        "Make the store",
    ),
}
SHORTEST = 8


def wrong(asked: Asked, phrase: str, again: str) -> str | None:
    """Say why a passphrase will not do, None when it may be tried."""
    if not phrase:
        return "Type the passphrase."
    if asked is Asked.TO_OPEN:
        return None
    if len(phrase) < SHORTEST:
        return f"Too short: at least {SHORTEST} letters, better a sentence."
    return None if phrase == again else "The two are not the same."
