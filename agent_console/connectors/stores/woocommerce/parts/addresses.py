"""Where an order of WooCommerce goes: as lines to read, and in parts."""

from agent_console.connectors.kit.reading import Node
from agent_console.domain.address import Address


def name(address: Node) -> str:
    """Return the name in an address, empty where there is none."""
    names = (address[part].text_or_none() for part in ("first_name", "last_name"))
    return " ".join(filter(None, names))


def lines(address: Node) -> str | None:
    """Return an address as people write it on a parcel, None where nothing of it is told."""
    city = " ".join(filter(None, (address[part].text_or_none() for part in ("postcode", "city"))))
    above = [address[part].text_or_none() for part in ("company", "address_1", "address_2")]
    rest = [address[part].text_or_none() for part in ("state", "country")]
    return "\n".join(filter(None, [name(address), *above, city, *rest])) or None


def parts(address: Node) -> Address | None:
    """Return an address in parts, empty where not told; None where nothing of it is told."""
    told = Address(
        name=name(address),
        street=address["address_1"].text_or_none() or "",
        city=address["city"].text_or_none() or "",
        postcode=address["postcode"].text_or_none() or "",
        country=address["country"].text_or_none() or "",
        street2=address["address_2"].text_or_none(),
        region=address["state"].text_or_none(),
        company=address["company"].text_or_none(),
        phone=address["phone"].text_or_none(),
    )
    return None if told == NOWHERE else told


NOWHERE = Address("", "", "", "", "")
