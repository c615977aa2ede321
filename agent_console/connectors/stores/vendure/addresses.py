"""Where an order of Vendure goes: as lines to read, and in parts."""

from agent_console.connectors.kit.reading import Node
from agent_console.domain.address import Address


def lines(address: Node) -> str | None:
    """Return an address as people write it on a parcel, None where nothing of it is told."""
    city = " ".join(filter(None, (address[part].text_or_none() for part in ("postalCode", "city"))))
    above = [
        address[part].text_or_none()
        for part in ("fullName", "company", "streetLine1", "streetLine2")
    ]
    rest = [address[part].text_or_none() for part in ("province", "countryCode")]
    return "\n".join(filter(None, [*above, city, *rest])) or None


def parts(address: Node) -> Address | None:
    """Return an address in parts, empty where not told; None where nothing of it is told."""
    told = Address(
        name=_text(address, "fullName"),
        street=_text(address, "streetLine1"),
        city=_text(address, "city"),
        postcode=_text(address, "postalCode"),
        country=_text(address, "countryCode"),
        street2=address["streetLine2"].text_or_none(),
        region=address["province"].text_or_none(),
        company=address["company"].text_or_none(),
        phone=address["phoneNumber"].text_or_none(),
    )
    return None if told == NOWHERE else told


def _text(address: Node, part: str) -> str:
    return address[part].text_or_none() or ""


NOWHERE = Address("", "", "", "", "")
