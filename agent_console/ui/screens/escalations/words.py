"""An exception in words: who asks for what, what speaks for and against it, what it costs."""

from agent_console.domain.returning.exceptions import Decision
from agent_console.ports.acting.returning import Escalated
from agent_console.ui.theme.glyphs import Glyph
from agent_console.ui.widgets.people.listing import ResultRow
from agent_console.ui.widgets.state_panel import Situation
from agent_console.ui.widgets.times import Times

Line = tuple[Glyph, str]
AS_SUGGESTED = "suggested"
REASONS: tuple[tuple[str, str], ...] = (
    (AS_SUGGESTED, "As suggested  1"),
    ("Good customer", "Good customer  2"),
    ("Our mistake", "Our mistake  3"),
    ("Goodwill of the house", "Goodwill  4"),
    ("Not enough evidence", "Not enough evidence  5"),
)
"""(what stands beside the decision, its words with the key)"""
NONE = Situation(
    Glyph.CHECK,
    "Nothing waits for a decision",
    detail="An exception that somebody asks for with a return stands here until it is decided.",
)
KEYS = {Decision.APPROVE: "A", Decision.DENY: "D"}
NAMES = {Decision.APPROVE: "approve", Decision.DENY: "deny"}


def failed(why: str) -> Situation:
    """Say that nobody knows what waits."""
    return Situation(Glyph.WARNING, "Escalations cannot be shown", warning=why)


def row(one: Escalated) -> ResultRow:
    """Return the row of the list."""
    why = f"{one.asked_by} asks: return of {one.items}"
    return ResultRow(one.customer, one.name, why, one.asked_at, key=one.key)


def sentence(one: Escalated) -> str:
    """Say what is asked for, in a sentence."""
    return f"{one.asked_by} asks to take back {one.items} of order {one.order}: {one.exception}"


def under(one: Escalated, times: Times) -> str:
    """Say when it was asked for and what is at stake."""
    told = [f"asked {times.clock_time(one.asked_at)}, {times.ago(one.asked_at)}"]
    if one.worth is not None:
        told.append(f"goods worth {one.worth}")
    told.append(f"label {one.label_price}")
    return "  ·  ".join(told)


def evidence(one: Escalated) -> list[Line]:
    """Say line by line what speaks for and against it."""
    told = [(Glyph.WARNING, words) for words in one.changed]
    told.append((Glyph.BACK, f"{one.name or 'The customer'}: {one.reason}"))
    told.append((Glyph.NOTE, f"“{one.exception}”"))
    return told


def earlier(one: Escalated) -> list[Line]:
    """Say what the customer has sent back before."""
    if not one.history:
        return [(Glyph.PERSON, "No other return of this customer is known")]
    return [(Glyph.WAIT, words) for words in one.history]


def money(one: Escalated) -> list[Line]:
    """Say what each decision costs."""
    worth = f", and a refund of up to {one.worth} once it is back" if one.worth else ""
    return [
        (Glyph.CHECK, f"Approve: {one.label_price} for the label now{worth}"),
        (Glyph.CLOSE, "Deny: nothing now; the customer keeps what was bought"),
    ]


def follows(one: Escalated) -> list[Line]:
    """Say what an approval does."""
    return [
        (Glyph.PARCEL, f"Buys the label just as it was asked for, {one.label_price}, once"),
        (Glyph.MAIL, "Mails it where that was wanted"),
        (Glyph.PERSON, f"{one.asked_by} sees it at once"),
    ]


def suggested(one: Escalated) -> str:
    """Name the decision that fits the policy."""
    return f"Suggested: {NAMES[one.suggestion.decision]}"


def aside(one: Escalated, decision: Decision, *, anyway: bool) -> str:
    """Say in a few words what a decision means that is not suggested."""
    if decision is Decision.DENY:
        return "choose why first"
    return f"{one.label_price}, although facts have changed" if anyway else "choose why first"


def button(one: Escalated, decision: Decision, *, anyway: bool) -> str:
    """Return what stands on the button of a decision."""
    if decision is Decision.DENY:
        return "Deny"
    although = " although facts have changed" if anyway else ""
    return f"Approve {one.label_price}{although}"
