"""Who Shopify's customers are, by what they are known, and where orders go."""

from collections.abc import Callable, Iterable, Iterator

from agent_console.connectors.kit.reading import Node
from agent_console.connectors.stores.shopify.statuses import HIDDEN_WORDS
from agent_console.domain import identity
from agent_console.domain.address import Address
from agent_console.domain.identity import Identity, IdentityKind
from agent_console.domain.moment import Moment
from agent_console.domain.observation import (
    Direction,
    EntryKind,
    Observation,
    Subject,
    SubjectKind,
)
from agent_console.ports.source import CUSTOMER, NOBODY, PersonRecord

AdminUrl = Callable[[str, str], str]
"""(`orders` or `customers`, id) to the page in the store's admin site."""
WITH_ACCOUNT = "ENABLED"
NOWHERE = Address("", "", "", "", "")


def tail(node: Node) -> str:
    """Return the number in an id of Shopify's: 77 of `gid://shopify/Order/77?key=1`."""
    return last_part(node.text())


def last_part(gid: str) -> str:
    """Return the number in an id of Shopify's, as it stands in a text."""
    return gid.rpartition("/")[2].partition("?")[0]


def person(node: Node, region: str, admin_url: AdminUrl) -> PersonRecord:
    """Read a customer.

    Raises:
        UnreadableError: its id is missing or a field is of the wrong sort.
    """
    external_id = tail(node["id"])
    return PersonRecord(
        kind=CUSTOMER,
        external_id=external_id,
        name=_name(node),
        identities=(
            Identity(IdentityKind.STORE_CUSTOMER, external_id, external_id),
            *of_customer(node, region),
        ),
        is_guest=is_guest(node),
        admin_url=admin_url("customers", external_id),
        observations=(*_note(node, external_id), *_hidden(node, external_id)),
        has_all_notes=not node["note"].is_absent,
    )


def is_guest(node: Node) -> bool:
    """Say that a customer has no account of their own."""
    state = (node["state"].text_or_none() or WITH_ACCOUNT).upper()
    return state != WITH_ACCOUNT


def nobody(node: Node, region: str) -> PersonRecord:
    """Make a person of an order whose customer the store does not name."""
    address, customer = node["shippingAddress"], node["customer"]
    external_id = tail(node["id"])
    return PersonRecord(
        kind=NOBODY,
        external_id=external_id,
        name=_name(customer) or address["name"].text_or_none() or "",
        identities=(
            Identity(IdentityKind.STORE_CUSTOMER, external_id, f"order {external_id}"),
            *of_customer(customer, region),
            *contacts(node, region),
        ),
        is_guest=True,
    )


def of_customer(node: Node, region: str) -> Iterator[Identity]:
    """Yield the addresses a customer is known by."""
    phone = node["defaultPhoneNumber"]["phoneNumber"]
    other = node["defaultAddress"]["phone"]
    email = node["defaultEmailAddress"]["emailAddress"]
    yield from _identities(email, other if phone.is_missing() else phone, region)


def contacts(node: Node, region: str) -> Iterator[Identity]:
    """Yield how the customer was to be reached for an order."""
    yield from _identities(node["email"], node["phone"], region)
    yield from _identities(Node(None), node["shippingAddress"]["phone"], region)


def lines(address: Node) -> str | None:
    """Return an address as people write it on a parcel, None where nothing of it is told."""
    city = " ".join(filter(None, (address[part].text_or_none() for part in ("zip", "city"))))
    above = [address[part].text_or_none() for part in ("name", "company", "address1", "address2")]
    rest = [address[part].text_or_none() for part in ("province", "country")]
    return "\n".join(filter(None, [*above, city, *rest])) or None


def parts(address: Node) -> Address | None:
    """Return an address in parts, empty where not told; None where nothing of it is told."""
    told = Address(
        name=_text(address, "name"),
        street=_text(address, "address1"),
        city=_text(address, "city"),
        postcode=_text(address, "zip"),
        country=_text(address, "countryCodeV2"),
        street2=address["address2"].text_or_none(),
        region=address["province"].text_or_none(),
        company=address["company"].text_or_none(),
        phone=address["phone"].text_or_none(),
    )
    return None if told == NOWHERE else told


def hidden(parts: Iterable[Node]) -> str | None:
    """Say what the permissions of a store hide of a record: it is not known to be nothing."""
    names = dict.fromkeys(one.text() for part in parts for one in part["hidden"].items())
    words = ", ".join(dict.fromkeys(HIDDEN_WORDS.get(one, one) for one in names))
    return f"Hidden by the permissions of the store: {words}" if words else None


def _name(node: Node) -> str:
    names = [node[part].text_or_none() for part in ("firstName", "lastName")]
    return " ".join(filter(None, names))


def _note(node: Node, external_id: str) -> Iterator[Observation]:
    """Yield what staff wrote on a customer; when they did is not told."""
    text = node["note"].text_or_none()
    if text:
        yield Observation(
            Subject(SubjectKind.PERSON, external_id),
            EntryKind.NOTE,
            "person",
            Moment(),
            external_id="note",
            text=text,
            direction=Direction.INTERNAL,
        )


def _hidden(node: Node, external_id: str) -> Iterator[Observation]:
    """Yield what the store hides of a customer, who need not have placed an order that says so."""
    text = hidden((node,))
    if text:
        subject = Subject(SubjectKind.PERSON, external_id)
        yield Observation(
            subject, EntryKind.SYSTEM, text, Moment(), external_id="hidden", text=text
        )


def _identities(email: Node, phone: Node, region: str) -> Iterator[Identity]:
    mail, number = email.text_or_none(), phone.text_or_none()
    found = (mail and identity.email(mail), number and identity.phone(number, region))
    yield from (one for one in found if one)


def _text(address: Node, part: str) -> str:
    return address[part].text_or_none() or ""
