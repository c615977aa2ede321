"""What keeps the store or the worker from beginning: its title, and what to do about it."""

from dataclasses import dataclass

from agent_console.ports.desktop import Asked, CannotBeginError, Trouble
from agent_console.ui.theme.glyphs import Glyph
from agent_console.ui.widgets.state_panel import Offer, Situation

TRY_AGAIN, TRY_AGAIN_KEY = "try_again", "F5"


@dataclass(frozen=True, slots=True)
class TroubleWords:
    """How a trouble is called, and what helps."""

    title: str
    glyph: Glyph
    remedy: str


TROUBLE_WORDS: dict[Trouble, TroubleWords] = {
    Trouble.SETTINGS: TroubleWords(
        "The settings cannot be read", Glyph.SYSTEM, "Mend that line and save the file."
    ),
    Trouble.KEY: TroubleWords(
        "The store is locked", Glyph.LOCK, "Unlock the keyring, or give the key in another way."
    ),
    Trouble.STORE: TroubleWords(
        "The store cannot be read", Glyph.DATABASE, "`agent-console doctor` looks closer."
    ),
}


KEYRING_WORDS = {
    "keyring_locked": TroubleWords(
        "The keyring is locked", Glyph.LOCK, "Unlock it, then try again; nothing was lost."
    ),
    "keyring_missing": TroubleWords(
        "The keyring is not there", Glyph.LOCK, "The store's key is in it: start its service again."
    ),
    "keyring_unmade": TroubleWords(
        "The keyring was never set up", Glyph.LOCK, "Set it up in your desktop, then try again."
    ),
    "wrong_key": TroubleWords(
        "This key does not open the store", Glyph.LOCK, "Give the key it was made with."
    ),
}
"""What is in the way of the key, by the command line's word for it."""


ASKED_WORDS = {
    Asked.TO_OPEN: "The store waits for its passphrase.",
    Asked.TO_MAKE: "There is no store yet; it waits for a passphrase.",
}
"""What the list says while something is asked for: nothing is lost and nothing is wrong."""


def _words(failure: BaseException) -> TroubleWords:
    kind = failure.kind if isinstance(failure, CannotBeginError) else ""
    return KEYRING_WORDS.get(kind) or TROUBLE_WORDS[trouble_of(failure)]


def trouble_of(failure: BaseException) -> Trouble:
    """Return which trouble a failure is; what nobody foresaw is the store's."""
    return failure.trouble if isinstance(failure, CannotBeginError) else Trouble.STORE


def cannot_open(failure: BaseException) -> Situation:
    """Say in the window's middle why the store cannot be opened, and what to do."""
    words = _words(failure)
    return Situation(
        words.glyph,
        words.title,
        detail=f"{failure}\n{words.remedy}",
        warning="Nothing was changed.",
        offers=(Offer(TRY_AGAIN, Glyph.REFRESH, "Try again", TRY_AGAIN_KEY),),
    )


def nothing_listed(failure: BaseException) -> Situation:
    """Say in the list that there is nothing to list, and what is in the way."""
    words = _words(failure)
    asked = failure.asked if isinstance(failure, CannotBeginError) else None
    detail = ASKED_WORDS[asked] if asked else f"{words.title}."
    return Situation(words.glyph, "Nothing can be listed", detail=detail)


def refused(trouble: Trouble, why: str, *, is_readable: bool) -> str:
    """Say in the bar why the worker does not begin."""
    words = TROUBLE_WORDS[trouble]
    reason = why.strip() or "the worker said no reason"
    end = "" if reason.endswith((".", "?", "!")) else "."
    rest = " What was read stays readable." if is_readable else ""
    return f"{words.title}: {reason}{end} {words.remedy} Until then nothing new is read.{rest}"
