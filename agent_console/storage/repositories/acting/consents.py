"""The ledger of consents as people write it; what is about to leave asks it in its own claim."""

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec
from sqlalchemy import Connection, select

from agent_console.domain.acting.intent import Intent, IntentKind
from agent_console.domain.acting.mailing import Consent
from agent_console.domain.acting.message import Addressee
from agent_console.storage.dialect import append, hold
from agent_console.storage.repositories.acting import audit
from agent_console.storage.repositories.acting.audit import Deed
from agent_console.storage.repositories.contacts.consents import consent_of, consent_row, standing
from agent_console.storage.store import Store
from agent_console.storage.tables.mailing import consent as table

LEDGER = "consent of "


class _Addressed(msgspec.Struct):
    """As much of a letter as says whom it is for."""

    to: Addressee | None = None


@dataclass(frozen=True, slots=True)
class StoredConsents:
    """Keeps what was said of addresses (port Consents)."""

    store: Store

    def say(self, consent: Consent) -> None:
        """Add a line, and to the audit who wrote it."""
        with self.store.write(surely=True) as connection:
            hold(connection, [LEDGER + consent.address])
            append(connection, table, [consent_row(consent)])
            deed = Deed(consent.who, consent.when, consent.wish.value, consent.address, consent.why)
            audit.append(connection, deed)

    def history(self, address: str) -> Sequence[Consent]:
        """Return everything that was said of an address."""
        wanted = select(table).where(table.c.address == address).order_by(table.c.id)
        with self.store.read() as connection:
            return [consent_of(row) for row in connection.execute(wanted)]


def refusal(connection: Connection, intent: Intent) -> str | None:
    """Say why a message must not leave, in the transaction in which it would be claimed."""
    if intent.wanted.kind is not IntentKind.MESSAGE:
        return None
    try:
        to = msgspec.json.decode(intent.wanted.request, type=_Addressed).to
    except msgspec.DecodeError:
        return None  # what nobody can read nobody can send; its sender says so
    if to is None:
        return None
    hold(connection, [LEDGER + to.address])
    against = (one for one in standing(connection, [to.address]) if one.forbids())
    return next((one.refusal() for one in against), None)
