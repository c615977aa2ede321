"""A parcel as EasyPost wants to be asked for it, in ounces and inches."""

from decimal import ROUND_CEILING, Decimal

from agent_console.domain.acting.label import ParcelSize
from agent_console.domain.address import Address
from agent_console.ports.acting.labels import Parcel
from agent_console.ports.failures import Refused

GRAMS, MILLIMETRES = Decimal("28.349523125"), Decimal("25.4")
"""In an ounce and in an inch, by definition."""
TENTH = Decimal("0.1")
"""As exact as EasyPost takes weights; always rounded up, for too little is charged afterwards."""
LONGEST_REFERENCE = 30


def asked_for(parcel: Parcel) -> dict[str, object]:
    """Write the creation of the shipment of a parcel that comes back.

    A return is asked for as the parcel once went out: from the house to the customer, and
    EasyPost switches the two by itself (docs.easypost.com/docs/returns: "leave the addresses the
    same ... and we switch the to_address and from_address"; docs.easypost.com/docs/insurance: with
    is_return it "actually ships to the listed from_address"). The recorded answer
    docs_returns-create.json keeps them as they were asked.

    Raises:
        Refused: it weighs nothing, or has no name EasyPost could know it by.
    """
    if parcel.size.grams <= 0:
        raise Refused("the parcel needs a weight: no carrier tells a price without one")
    if len(parcel.reference) > LONGEST_REFERENCE:
        raise Refused(f"the reference {parcel.reference!r} is too long for a label")
    shipment = {
        "is_return": True,
        "from_address": _address(parcel.house),
        "to_address": _address(parcel.customer),
        "parcel": _size(parcel.size),
        "reference": parcel.reference,
        "options": {"label_format": "PDF"},
    }
    return {"shipment": shipment}


def _address(where: Address) -> dict[str, str]:
    told = {
        "name": where.name,
        "company": where.company,
        "street1": where.street,
        "street2": where.street2,
        "city": where.city,
        "state": where.region,
        "zip": where.postcode,
        "country": where.country,
        "phone": where.phone,
        "email": where.email,
    }
    return {name: value for name, value in told.items() if value}


def _size(size: ParcelSize) -> dict[str, float]:
    """Write a size: of the three lengths all or none, as EasyPost wants them."""
    told = {"weight": _in(GRAMS, size.grams)}
    sides = {"length": size.length, "width": size.width, "height": size.height}
    known = {name: _in(MILLIMETRES, side) for name, side in sides.items() if side}
    return told | known if len(known) == len(sides) else told


def _in(unit: Decimal, amount: int) -> float:
    return float((Decimal(amount) / unit).quantize(TENTH, ROUND_CEILING))
