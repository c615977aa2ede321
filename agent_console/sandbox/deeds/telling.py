"""Notes on people and orders, and what people change about themselves."""

from dataclasses import replace
from datetime import datetime

from agent_console.sandbox.ledger import Ledger
from agent_console.sandbox.shop import Address, Order, Person, Staff


def note(
    ledger: Ledger,
    at: datetime,
    *,
    about: Order | Person,
    text: str,
    by: Staff,
    is_public: bool = False,
) -> None:
    """Write a note; it moves nothing."""
    kind = "ORDER_NOTE" if isinstance(about, Order) else "CUSTOMER_NOTE"
    ledger.write(about, kind, at, {"note": text}, by=by, is_public=is_public)


def change_email(ledger: Ledger, at: datetime, *, person: Person, email: str) -> None:
    """Take another e-mail address; the history keeps the old one."""
    data: dict[str, object] = {"oldEmailAddress": person.email, "newEmailAddress": email}
    for kind in ("CUSTOMER_EMAIL_UPDATE_REQUESTED", "CUSTOMER_EMAIL_UPDATE_VERIFIED"):
        ledger.write(person, kind, at, data, is_public=False)
    person.email, person.updated = email, at


def change_phone(ledger: Ledger, at: datetime, *, person: Person, phone: str, by: Staff) -> None:
    """Have a phone number corrected."""
    person.phone, person.updated = phone, at
    data: dict[str, object] = {"input": {"id": person.id, "phoneNumber": phone}}
    ledger.write(person, "CUSTOMER_DETAIL_UPDATED", at, data, by=by, is_public=False)


def change_address(
    ledger: Ledger, at: datetime, *, person: Person, street: str, postcode: str, city: str
) -> None:
    """Move house: the next order goes there."""
    person.address = replace(person.address, street=street, postcode=postcode, city=city)
    if not person.addresses:
        _write_address(ledger, at, person, address_id=ledger.number("address"), what="CREATED")
        return
    _write_address(ledger, at, person, address_id=person.addresses.pop(0)[0], what="UPDATED")


def _write_address(
    ledger: Ledger, at: datetime, person: Person, *, address_id: int, what: str
) -> None:
    address: Address = person.address
    person.addresses.insert(0, (address_id, address))
    data: dict[str, object] = {"address": address.one_line()}
    if what == "UPDATED":
        data["input"] = {
            "id": address_id,
            "streetLine1": address.street,
            "postalCode": address.postcode,
            "city": address.city,
        }
    ledger.write(person, f"CUSTOMER_ADDRESS_{what}", at, data, is_public=False)
