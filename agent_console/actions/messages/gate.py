"""The gate of a message: why it must not leave, asked when it is wanted and before it goes."""

from collections.abc import Iterator, Sequence

from agent_console.actions.messages.topic import same_topic
from agent_console.domain.acting.intent import Intent, IntentState
from agent_console.domain.acting.message import Letter
from agent_console.domain.customer import Customer
from agent_console.domain.identity import IdentityKind
from agent_console.domain.moment import microseconds
from agent_console.domain.observation import Direction
from agent_console.domain.timeline import TimelineEntry

COMPLAINT = "complaint"
CALLED = {"status": "the parcel", "expected": "the carrier's estimate", "delivered": "the delivery"}


def guard_of(letter: Letter, again: str = "") -> str:
    """Name what a letter tells whom: the same fact of the same parcel to the same address."""
    about = (letter.order or "", letter.shipment or "", letter.in_reply_to or letter.label or "")
    told = letter.text if letter.is_answer else ";".join(map("=".join, _told_facts(letter)))
    parts = ("message", letter.template, *about, letter.to.address, told, again)
    return "\x1f".join(parts)


def against(letter: Letter, customer: Customer, messages: Sequence[TimelineEntry]) -> list[str]:
    """Return every reason why a letter must not leave now, in whole sentences; none is a yes."""
    return [
        *forbidden(letter, customer, messages),
        *_changed(letter, customer),
        *_told_already(letter, messages),
    ]


def forbidden(
    letter: Letter, customer: Customer, messages: Sequence[TimelineEntry]
) -> Iterator[str]:
    """Yield what nobody may go over: an address that must not be written to."""
    known = {
        one.identity.value for one in customer.identities if one.identity.kind is IdentityKind.EMAIL
    }
    if letter.to.address not in known:
        yield f"{letter.to.address} does not belong to this customer any more."
    consent = next((one for one in customer.consents if one.address == letter.to.address), None)
    if consent is not None and consent.forbids():
        yield consent.refusal()
    elif consent is None and any(one.status == COMPLAINT for one in messages):
        yield f"{letter.to.address} has complained about our mail and must not be written to."


def warnings(letter: Letter, customer: Customer) -> list[str]:
    """Return what has to be known before a letter is sent, and keeps nothing back."""
    return [one.warning() for one in customer.returned if one.address == letter.to.address]


def twice(other: Intent) -> str:
    """Say that the same is, or was, told by somebody already."""
    when = f"{other.created_at:%Y-%m-%d %H:%M} UTC"
    if other.state is IntentState.DONE:
        return f"{other.actor} has told this customer the same already ({when})."
    return f"{other.actor} is telling this customer the same right now ({when}, {other.state})."


def _told_facts(letter: Letter) -> list[tuple[str, str]]:
    return sorted((name, value) for name, value in letter.facts.items())


def _changed(letter: Letter, customer: Customer) -> Iterator[str]:
    if not letter.facts:
        return
    now = same_topic(customer, letter.order, letter.shipment).facts()
    for name, before in letter.facts.items():
        known = now.get(name, "")
        if known != before:
            called, known = CALLED.get(name, name), known or "unknown"
            yield f"Since this was written {called} has changed: {known}, not {before}."


def _told_already(letter: Letter, messages: Sequence[TimelineEntry]) -> Iterator[str]:
    """Find what left since the letter was written and speaks of the same, in whoever's words."""
    if letter.written_at is None or letter.is_answer:
        return
    since = microseconds(letter.written_at)
    numbers = [one for one in (letter.shipment, letter.order) if one]
    for one in messages:
        said = f"{one.title} {one.text or ''}"
        is_new = one.sort_at >= since and one.direction is Direction.OUTBOUND
        if is_new and any(number in said for number in numbers):
            yield f"A mail about it went to this customer meanwhile: “{one.title}”."
            return
