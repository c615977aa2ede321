"""What a carrier does: prints a label, scans, expects another day."""

from collections.abc import Callable
from datetime import datetime

from agent_console.sandbox.carriage import Consignment, Event, Location, Scan, Words
from agent_console.sandbox.ledger import Ledger
from agent_console.sandbox.shop import Address


def announce(
    ledger: Ledger,
    at: datetime,
    *,
    consignment: Consignment,
    words: Words,
    locate: Callable[[Address], Location],
) -> None:
    """Print the label: from now on the carrier knows the number and where it goes."""
    order = consignment.order
    consignment.home = locate(order.address or order.person.address)
    consignment.announced = at
    ledger.consignments[consignment.parcel.number] = consignment
    scan(ledger, at, consignment=consignment, event=Event(words))


def scan(_ledger: Ledger, at: datetime, *, consignment: Consignment, event: Event) -> None:
    """Scan a parcel, and keep what the carrier expects until it says otherwise."""
    expected = event.estimate or consignment.estimate
    consignment.estimate = None if event.is_open else expected
    consignment.signed_by = event.signed_by or consignment.signed_by
    place = consignment.place(event.where)
    consignment.scans.append(Scan(at, event.words, place, consignment.estimate))
