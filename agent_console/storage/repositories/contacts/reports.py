"""What machines report of messages: which came back from whom, and who complained of them."""

from collections.abc import Iterator, Mapping

from sqlalchemy import Connection

from agent_console.domain import identity
from agent_console.domain.acting.mailing import Consent, Wish
from agent_console.domain.contact import BounceKind, FailedRecipient
from agent_console.ports.source import ContactRecord
from agent_console.storage.bulk import Row
from agent_console.storage.dialect import append
from agent_console.storage.repositories.contacts.consents import consent_row
from agent_console.storage.repositories.contacts.owners import address_of
from agent_console.storage.repositories.people import Telling
from agent_console.storage.tables.mailing import consent, undelivered

COMPLAINT, BY_ITSELF = "complaint", "system"
COMPLAINED = "complained about our mail"


def keep(connection: Connection, told: Telling, records: Mapping[int, ContactRecord]) -> None:
    """Keep what messages that were not met before report of others, by their rows."""
    failed = [
        {**one, "contact_id": row, "heard_at": told.heard_at}
        for row, record in records.items()
        for one in _undelivered(record)
    ]
    append(connection, undelivered, failed)
    against = [one for record in records.values() for one in _complained(told, record)]
    append(connection, consent, [consent_row(one) for one in against])


def _undelivered(record: ContactRecord) -> Iterator[Row]:
    bounce = record.contact.bounce
    if bounce is None or bounce.kind is not BounceKind.BOUNCE:
        return
    for address, one in _named(record):
        if not one.delayed:
            said = {"status": one.status, "is_hard": one.hard}
            yield {"message_id": bounce.message_id, "address": address, **said}
    if bounce.message_id and not bounce.recipients:
        said = {"status": None, "is_hard": False}
        yield {"message_id": bounce.message_id, "address": None, **said}


def _complained(told: Telling, record: ContactRecord) -> Iterator[Consent]:
    bounce = record.contact.bounce
    if bounce is None or bounce.kind is not BounceKind.FEEDBACK:
        return
    for address, _ in _named(record):
        yield Consent(address, Wish.NO_MAIL, COMPLAINT, BY_ITSELF, told.heard_at, COMPLAINED)


def _named(record: ContactRecord) -> Iterator[tuple[str, FailedRecipient]]:
    """Yield whom a report is about; not ourselves, who get a copy of every mail."""
    others = {address_of(person) for person in record.people}
    for one in record.contact.bounce.recipients if record.contact.bounce else ():
        known = identity.email(one.address)
        if known is not None and known.value in others:
            yield known.value, one
