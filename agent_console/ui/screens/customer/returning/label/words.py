"""A label in words: what it will say, how it stands, until when it can be taken back."""

from collections.abc import Sequence

from agent_console.domain.acting.intent import IntentState
from agent_console.domain.address import Address
from agent_console.ports.acting.returning import Offer, Returned
from agent_console.ui.screens.customer.returning.cards import Card
from agent_console.ui.screens.customer.returning.label.picture import Draft
from agent_console.ui.widgets.times import short_day

STATES = {
    IntentState.DRAFT: "waits for a decision",
    IntentState.PENDING: "is about to be bought",
    IntentState.SENDING: "is being bought",
    IntentState.UNKNOWN: "it is being checked whether it was bought",
    IntentState.NEEDS_HUMAN: "nobody knows whether it was bought: ask the seller",
    IntentState.VOID: "taken back",
}


def cards(labels: Sequence[Returned], chosen: str | None) -> list[Card]:
    """Return labels as cards, the newest first."""
    return [
        Card(
            one.key,
            one.items,
            _state(one),
            one.tracking_number or "",
            str(one.price),
            one.key == chosen,
        )
        for one in labels
    ]


def meta(label: Returned) -> str:
    """Say who carries it and what it cost."""
    return f"{label.carrier}, {label.price}"


def told(label: Returned) -> str:
    """Say how it stands, in a line or two."""
    number = f"parcel {label.tracking_number}" if label.tracking_number else ""
    return "  ·  ".join(filter(None, (label.items, _state(label), number)))


def _state(label: Returned) -> str:
    if label.is_voiding and label.state is not IntentState.VOID:
        return "being taken back; the money is asked for, not back yet"
    if label.state is IntentState.VOID and label.outcome:
        return label.outcome
    if label.state in STATES:
        return STATES[label.state]
    if label.has_file:
        return "label bought"
    return f"label bought; its file is not here: {label.trouble}" if label.trouble else "fetched"


def why_not_take_back(label: Returned) -> str:
    """Say why it cannot be taken back; empty where it can be."""
    if label.state is IntentState.VOID:
        return "done"
    if label.is_voiding:
        return "asked for"
    if label.state in {IntentState.SENDING, IntentState.UNKNOWN, IntentState.NEEDS_HUMAN}:
        return "not known yet"
    return ""


def until(label: Returned) -> str:
    """Say until when it can be taken back."""
    if label.state is not IntentState.DONE or label.void_until is None:
        return ""
    return f"until {short_day(label.void_until.date())}"


def draft(offer: Offer) -> Draft | None:
    """Return what the label will say, None as long as nothing is offered."""
    sender, house = offer.way
    if offer.rate is None:
        return None
    return Draft(offer.rate.carrier, _lines(sender), _lines(house), offer.wish.order or "")


def costs(offer: Offer) -> str:
    """Say who pays what for the label."""
    if offer.rate is None or offer.verdict is None or offer.cannot:
        return ""
    fee = offer.verdict.label_fee
    paid = f"{fee} kept back from the refund" if fee else "nothing"
    return f"Label, paid by us: {offer.rate.price}  ·  the customer pays {paid}"


def _lines(address: Address | None) -> Sequence[str]:
    if address is None:
        return ()
    city = f"{address.postcode} {address.city}, {address.country}"
    return tuple(filter(None, (address.name, address.street, address.street2, city)))
