"""What is under way in words: where an intent stands, and what a person can do about it."""

from collections.abc import Callable
from dataclasses import dataclass
from math import ceil

from agent_console.domain.acting.intent import IntentKind, IntentState
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
DISCARD, ANYWAY = ("discard", "Discard"), "anyway"
WAS_DONE, WAS_NOT_DONE = "was_done", "was_not_done"
"""What somebody says who has found out; as it cannot be taken back, only when pressed twice."""
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
    if live.kind is not IntentKind.MESSAGE:
        of = f", order {live.order}" if live.order else ""
        return f"{DEEDS[live.kind].name}{of}"
    return f"{notice(live.template)} to {live.to}" if live.to else "Message"


def is_counting(live: Live, left_s: float) -> bool:
    """Say whether it can still be taken back before it goes for the first time."""
    is_waiting = bool(live.outcome or live.waits)
    return live.state is IntentState.PENDING and not is_waiting and left_s > 0


def goes_out(live: Live, left_s: float) -> str:
    """Say when it leaves."""
    return f"{named(live)} goes out in {ceil(left_s)}\N{NO-BREAK SPACE}s"


def pinned(live: Live, left_s: float, times: Times) -> Pinned:
    """Word a pinned row."""
    state, deed = live.state, DEEDS[live.kind]
    how = ", ".join(filter(None, (deed.how, language(live.language))))
    return Pinned(
        key=live.key,
        time=times.clock_time(live.created_at),
        title=_title(live, left_s),
        meta=f"{how}  ·  {META.get(state, deed.not_yet)}",
        glyph=GLYPHS.get(state, deed.glyph),
        ink=Ink.TEXT if live.is_escalated else INKS.get(state, Ink.TEXT),
        offers=_offers(live),
    )


def _offers(live: Live) -> tuple[tuple[str, str], ...]:
    if live.state is IntentState.NEEDS_HUMAN:
        was, was_not = DEEDS[live.kind].ends
        return (WAS_DONE, was), (WAS_NOT_DONE, was_not)
    if live.state is not IntentState.DRAFT:
        return ()
    return (DISCARD,) if live.is_escalated else (DISCARD, (ANYWAY, DEEDS[live.kind].anyway))


def _title(live: Live, left_s: float) -> str:
    if live.is_escalated:
        return f"{named(live)} waits for somebody to decide on the exception"
    told = WORDS.get(live.state)
    return named(live) if told is None else told(live, left_s)


def _pending(live: Live, left_s: float) -> str:
    if live.waits:
        return f"{named(live)} {live.waits}"
    if live.outcome:
        return f"{named(live)} waits for the connection: {live.outcome}"
    if left_s > 0:
        return goes_out(live, left_s)
    waits = "waits for the worker" if left_s < OVERDUE_S else "goes out now"
    return f"{named(live)} {waits}"


def _unknown(live: Live, _left_s: float) -> str:
    asked = DEEDS[live.kind].asked.format(connection=live.connection)
    return f"{asked}; you can keep working  ·  {named(live)}"


def _sending(live: Live, _left_s: float) -> str:
    return f"{named(live)} {DEEDS[live.kind].doing}"


def _failed(live: Live, _left_s: float) -> str:
    told = live.outcome or "no reason was told"
    return f"{named(live)} failed: {told.rstrip('.')}. {DEEDS[live.kind].then}"


def _with(words: str) -> Callable[[Live, float], str]:
    def told(live: Live, _left_s: float) -> str:
        return f"{named(live)} {words.format(outcome=live.outcome or 'no reason was told')}"

    return told


@dataclass(frozen=True, slots=True)
class Deed:
    """A kind of intent in words, for every state of it."""

    name: str
    how: str
    glyph: Glyph
    doing: str
    asked: str
    anyway: str
    then: str
    not_yet: str
    ends: tuple[str, str]


DEEDS: dict[IntentKind, Deed] = {
    IntentKind.MESSAGE: Deed(
        "Message",
        "e-mail",
        Glyph.SEND,
        "is being sent",
        "Checking whether the mail server took it",
        "Send anyway",
        "Mend that, then write it again with M.",
        "not sent yet",
        ("It was sent", "It was not sent"),
    ),
    IntentKind.LABEL: Deed(
        "Return label",
        "label",
        Glyph.BACK,
        "is being bought",
        "Checking with {connection} whether the label was bought",
        "Buy anyway",
        "Nothing was bought; ask for it again with R.",
        "nothing bought yet",
        ("It was bought", "It was not bought"),
    ),
    IntentKind.VOID: Deed(
        "Taking back the label",
        "label",
        Glyph.BACK,
        "is being asked for",
        "Checking with {connection} whether the label was taken back",
        "Ask anyway",
        "The label is still paid for.",
        "not asked yet",
        ("It was taken back", "It was not taken back"),
    ),
}
WORDS: dict[IntentState, Callable[[Live, float], str]] = {
    IntentState.PENDING: _pending,
    IntentState.SENDING: _sending,
    IntentState.UNKNOWN: _unknown,
    IntentState.DRAFT: _with("is held: {outcome}"),
    IntentState.NEEDS_HUMAN: _with("needs you: {outcome}"),
    IntentState.FAILED: _failed,
}
META = {
    IntentState.SENDING: "on its way",
    IntentState.UNKNOWN: "outcome unknown",
    IntentState.NEEDS_HUMAN: "outcome unknown",
    IntentState.FAILED: "not done",
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
