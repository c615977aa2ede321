"""By whose fault a parcel does not come as it should: the last reason told that still holds."""

from collections.abc import Mapping, Sequence

from agent_console.domain.parcel import Fault, ParcelStatus, Scan

OVER = frozenset({ParcelStatus.DELIVERED, ParcelStatus.CANCELLED})
ARRIVING = frozenset({ParcelStatus.OUT_FOR_DELIVERY, ParcelStatus.AVAILABLE_FOR_PICKUP})
FOUND = ARRIVING | {ParcelStatus.IN_TRANSIT, ParcelStatus.ATTEMPT_FAILED}

OVERCOME: Mapping[Fault, frozenset[ParcelStatus]] = {
    Fault.ADDRESS: ARRIVING,
    Fault.CONSIGNEE: ARRIVING,
    Fault.RETAILER: ARRIVING,
    Fault.LOSS: FOUND,
}
"""What a later scan must say for a reason to be past.

What held a parcel up on its way, and what broke it, stays why it is late until it is delivered.
"""


def blamed(status: str, scans: Sequence[Scan], stated: Fault | None = None) -> Fault | None:
    """Return by whose fault a parcel of a status is late, the earliest of its scans first.

    `stated` is what its source says of the parcel as a whole; it goes before what scans tell.
    """
    if status in OVER:
        return None
    return stated or _told(scans)


def _told(scans: Sequence[Scan]) -> Fault | None:
    later = set[str]()
    for scan in reversed(scans):
        if scan.status in OVER:
            return None
        if scan.fault is not None:
            is_past = not later.isdisjoint(OVERCOME.get(scan.fault, ()))
            return None if is_past else scan.fault
        later.add(scan.status)
    return None
