"""Whose parcel it is: by the name its store gives the carrier, or by what its number proves."""

from agent_console.domain.tracking.carrier_names import is_same_carrier
from agent_console.domain.tracking.printed_numbers import printed


def is_of_carrier(carrier: str, named: str | None, number: str) -> bool:
    """Say that a carrier can be asked for a parcel; a name of its own, "Standard", hides nobody."""
    if named and is_same_carrier(named, carrier):
        return True
    return any(is_same_carrier(one.carrier, carrier) for one in printed(number))
