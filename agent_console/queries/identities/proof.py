"""By what a caller proves to be the customer: the number of an order and where it went."""

from datetime import datetime, tzinfo

from agent_console.domain.customer import Customer, KnownOrder
from agent_console.domain.identity import reference
from agent_console.domain.profile import Verification

ORDER_AND_POSTCODE = "order number and postcode"
ORDER_ONLY = "order number"


def proven_by(customer: Customer, order: str, postcode: str) -> str:
    """Return the order of this number that went to this postcode, by its number; empty if none."""
    wanted, place = reference(order), reference(postcode)
    for known in customer.orders:
        if (
            reference(known.order.number) == wanted
            and place
            and reference(postcode_of(known) or "") == place
        ):
            return known.order.number
    return ""


def postcode_of(known: KnownOrder) -> str | None:
    """Return the postcode an order went to, where its store told it by itself."""
    address = known.order.address
    return (address.postcode.strip() or None) if address else None


def means(postcode: str) -> str:
    """Say by what it was proven."""
    return ORDER_AND_POSTCODE if postcode else ORDER_ONLY


def holds(proof: Verification | None, now: datetime, zone: tzinfo | None) -> bool:
    """Say whether a proof is of today: a number on an old label proves nothing tomorrow."""
    return proof is not None and proof.when.astimezone(zone).date() == now.astimezone(zone).date()
