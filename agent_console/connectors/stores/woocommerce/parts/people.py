"""Who placed an order: a customer with an account, or a guest whom only the order names."""

from collections.abc import Callable, Iterator

from agent_console.connectors.kit.reading import Node
from agent_console.connectors.stores.woocommerce.parts import addresses
from agent_console.connectors.stores.woocommerce.times import told_at
from agent_console.domain import identity
from agent_console.domain.identity import Identity, IdentityKind
from agent_console.domain.moment import Moment
from agent_console.domain.observation import EntryKind, Observation, Subject, SubjectKind
from agent_console.ports.source import CUSTOMER, NOBODY, PersonRecord

AdminUrl = Callable[[str, str], str]
"""(`orders` or `customers`, id) to the page in the store's admin site."""
GUEST = "guest"
NO_ACCOUNT = frozenset({None, "0"})


def customer(node: Node, region: str, admin_url: AdminUrl) -> PersonRecord:
    """Read a customer with an account.

    Raises:
        UnreadableError: its id is missing or a field is of the wrong sort.
    """
    external_id = node["id"].text()
    billing, shipping = node["billing"], node["shipping"]
    return PersonRecord(
        kind=CUSTOMER,
        external_id=external_id,
        name=addresses.name(node) or addresses.name(billing),
        identities=(
            Identity(IdentityKind.STORE_CUSTOMER, external_id, external_id),
            *_reached((node["email"], billing["email"]), (billing, shipping), region),
        ),
        admin_url=admin_url("customers", external_id),
        observations=tuple(_registered(node, external_id)),
    )


def buyer(order: Node, region: str, admin_url: AdminUrl) -> PersonRecord:
    """Read who placed an order that comes with its customer, where it has one.

    Raises:
        UnreadableError: a field is of the wrong sort.
    """
    external_id = order["customer_id"].text_or_none()
    if external_id in NO_ACCOUNT or external_id is None:
        return _guest(order, region)
    if not order["_customer"].is_missing():
        return customer(order["_customer"], region, admin_url)
    return PersonRecord(
        kind=CUSTOMER,
        external_id=external_id,
        name=addresses.name(order["billing"]),
        identities=(Identity(IdentityKind.STORE_CUSTOMER, external_id, external_id),),
        admin_url=admin_url("customers", external_id),
    )


def contacts(order: Node, region: str) -> tuple[Identity, ...]:
    """Read how the buyer was to be reached for an order."""
    billing, shipping = order["billing"], order["shipping"]
    return tuple(_reached((billing["email"],), (billing, shipping), region))


def account(order: Node) -> bool | None:
    """Say whether the buyer is a guest; None where the order does not speak of it."""
    told = order["customer_id"]
    return None if told.is_absent else told.text_or_none() in NO_ACCOUNT


def _guest(order: Node, region: str) -> PersonRecord:
    billing = order["billing"]
    name = addresses.name(billing) or addresses.name(order["shipping"])
    told = billing["email"].text_or_none()
    address = identity.email(told) if told else None
    if address is not None:
        return PersonRecord(GUEST, address.value, name, (address,), is_guest=True)
    external_id = order["id"].text()
    nobody = Identity(IdentityKind.STORE_CUSTOMER, external_id, f"order {external_id}")
    known = (nobody, *contacts(order, region))
    return PersonRecord(NOBODY, external_id, name, known, is_guest=True)


def _reached(emails: tuple[Node, ...], places: tuple[Node, ...], region: str) -> Iterator[Identity]:
    """Yield addresses and numbers, each once."""
    mails = (identity.email(told) for one in emails if (told := one.text_or_none()))
    phones = (
        identity.phone(told, region) for one in places if (told := one["phone"].text_or_none())
    )
    found = {(one.kind, one.value): one for one in (*mails, *phones) if one is not None}
    yield from found.values()


def _registered(node: Node, external_id: str) -> Iterator[Observation]:
    at = told_at(node, "date_created")
    if at != Moment():
        about = Subject(SubjectKind.PERSON, external_id)
        yield Observation(about, EntryKind.SYSTEM, "registered", at, external_id="registered")
