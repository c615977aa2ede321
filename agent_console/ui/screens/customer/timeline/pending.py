"""What is under way in words: where an intent stands, and what a person can do about it."""

from collections.abc import Callable
from dataclasses import dataclass
from math import ceil

from agent_console.domain.acting.intent import IntentState
from agent_console.ports.acting.writing import Live
from agent_console.ui.theme.glyphs import Glyph
from agent_console.ui.theme.tokens import Ink
from agent_console.ui.widgets.times import Times

NOTICES = {
    "delay": "Delay notice",
    "delivered_check": "Delivery check",
    "reply": "Reply",
    "return_label": "Return label",
}
LANGUAGES = {"en": "English", "de": "German"}
DISCARD, ANYWAY = ("discard", "Discard"), ("anyway", "Send anyway")
OVERDUE_S = -5
"""So long nobody has carried out what is due."""


@dataclass(frozen=True, slots=True)
class Pinned:
    """A pinned row: what is under way, how it stands, and what can be done by which verb."""

    key: str
    time: str
    title: str
    meta: str
    glyph: Glyph = Glyph.SEND
    ink: Ink = Ink.TEXT
    offers: tuple[tuple[str, str], ...] = ()


def notice(template: str) -> str:
    """Name what a template is for those who send it."""
    return NOTICES.get(template, template.replace("_", " ").capitalize() or "Message")


def language(code: str) -> str:
    """Name a language."""
    return LANGUAGES.get(code, code)


def named(live: Live) -> str:
    """Name what is under way and for whom."""
    return f"{notice(live.template)} to {live.to}" if live.to else str(live.kind).capitalize()


def is_counting(live: Live, left_s: float) -> bool:
    """Say whether it can still be taken back before it goes for the first time."""
    return live.state is IntentState.PENDING and not live.outcome and left_s > 0


def goes_out(live: Live, left_s: float) -> str:
    """Say when it leaves."""
    return f"{named(live)} goes out in {ceil(left_s)} s"


def pinned(live: Live, left_s: float, times: Times) -> Pinned:
    """Word a pinned row."""
    state, how = live.state, ", ".join(filter(None, ("e-mail", language(live.language))))
    meta = f"{how}  ·  {META.get(state, 'not sent yet')}"
    return Pinned(
        key=live.key,
        time=times.clock_time(live.created_at),
        title=WORDS[state](live, left_s) if state in WORDS else named(live),
        meta=meta,
        glyph=GLYPHS.get(state, Glyph.SEND),
        ink=INKS.get(state, Ink.TEXT),
        offers=(DISCARD, ANYWAY) if state is IntentState.DRAFT else (),
    )


def _pending(live: Live, left_s: float) -> str:
    if live.outcome:
        return f"{named(live)} waits for the connection: {live.outcome}"
    if left_s > 0:
        return goes_out(live, left_s)
    waits = "waits for the worker" if left_s < OVERDUE_S else "goes out now"
    return f"{named(live)} {waits}"


def _with(words: str) -> Callable[[Live, float], str]:
    def told(live: Live, _left_s: float) -> str:
        return f"{named(live)} {words.format(outcome=live.outcome or 'no reason was told')}"

    return told


WORDS: dict[IntentState, Callable[[Live, float], str]] = {
    IntentState.PENDING: _pending,
    IntentState.SENDING: _with("is being sent"),
    IntentState.UNKNOWN: lambda live, _left_s: (
        f"Checking whether the mail server took it; you can keep working  ·  {named(live)}"
    ),
    IntentState.DRAFT: _with("is held: {outcome}"),
    IntentState.NEEDS_HUMAN: _with("needs you: {outcome}"),
    IntentState.FAILED: _with("failed: {outcome}. Mend that, then write it again with M."),
}
META = {
    IntentState.SENDING: "on its way",
    IntentState.UNKNOWN: "outcome unknown",
    IntentState.NEEDS_HUMAN: "outcome unknown",
    IntentState.FAILED: "not sent",
}
GLYPHS = {
    IntentState.UNKNOWN: Glyph.WAIT,
    IntentState.DRAFT: Glyph.WARNING,
    IntentState.NEEDS_HUMAN: Glyph.WARNING,
    IntentState.FAILED: Glyph.WARNING,
}
INKS = {
    IntentState.DRAFT: Ink.WARN,
    IntentState.NEEDS_HUMAN: Ink.WARN,
    IntentState.FAILED: Ink.BAD,
}
