"""The ledger of who wants mail from us: rows that are only ever added; the newest counts."""

from collections.abc import Collection, Sequence

from sqlalchemy import Connection, func, select

from agent_console.domain.acting.mailing import Consent, Wish
from agent_console.storage.bulk import Row
from agent_console.storage.rows import AnyRow
from agent_console.storage.tables.mailing import consent as table

MAIL, EVERYTHING = "email", "all"


def consent_row(said: Consent) -> Row:
    """Return a line of the ledger."""
    return {
        "channel": MAIL,
        "address": said.address,
        "of_class": EVERYTHING,
        "wish": said.wish.value,
        "source": said.source,
        "actor": said.who,
        "at": said.when,
        "why": said.why,
    }


def standing(connection: Connection, addresses: Collection[str]) -> Sequence[Consent]:
    """Return how addresses stand now; nothing of those that nobody spoke of."""
    if not addresses:
        return ()
    newest = (
        select(func.max(table.c.id))
        .where(table.c.channel == MAIL, table.c.address.in_(sorted(addresses)))
        .group_by(table.c.address)
    )
    rows = connection.execute(select(table).where(table.c.id.in_(newest)).order_by(table.c.id))
    return [consent_of(row) for row in rows]


def consent_of(row: AnyRow) -> Consent:
    """Read a line of the ledger."""
    return Consent(row.address, Wish(row.wish), row.source, row.actor, row.at, row.why)
