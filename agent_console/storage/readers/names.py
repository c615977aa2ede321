"""What customers are called: by a name that a source told, else by an address or a number."""

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, func, select

from agent_console.domain.identity import Identity, IdentityKind
from agent_console.domain.profile import ProfileId
from agent_console.ports.source import CUSTOMER
from agent_console.storage.tables.people import identity, profile

NOBODY_SAID = "Unknown"
LIKEST = (IdentityKind.EMAIL, IdentityKind.PHONE, IdentityKind.STORE_CUSTOMER)
TOLD = select(profile.c.customer_id, profile.c.name).order_by(
    profile.c.gone_at.is_not(None), profile.c.id
)
"""By what names customers were told, those first by which they are called."""


def names_of(connection: Connection, customers: Sequence[ProfileId]) -> dict[ProfileId, str]:
    """Return what each customer is called, rather by a source that still has them."""
    rows = connection.execute(TOLD.where(profile.c.customer_id.in_(customers)))
    names: dict[ProfileId, str] = {}
    for row in rows:
        names[row.customer_id] = names.get(row.customer_id) or row.name
    if nameless := [one for one, name in names.items() if not name]:
        names |= _by_identity(connection, nameless)
    return names


def gone_of(connection: Connection, customers: Sequence[ProfileId]) -> frozenset[ProfileId]:
    """Return those customers whom no store has any more that once had them."""
    here = func.count().filter(profile.c.gone_at.is_(None))
    rows = connection.execute(
        select(profile.c.customer_id)
        .where(profile.c.customer_id.in_(customers), profile.c.kind == CUSTOMER)
        .group_by(profile.c.customer_id)
        .having(here == 0)
    )
    return frozenset(ProfileId(row.customer_id) for row in rows)


def stand_in(identities: Iterable[Identity]) -> str:
    """Return what to call somebody of whom no name is known."""
    likest = min(identities, key=lambda one: LIKEST.index(one.kind), default=None)
    return NOBODY_SAID if likest is None else likest.raw


def _by_identity(connection: Connection, customers: Sequence[ProfileId]) -> dict[ProfileId, str]:
    rows = connection.execute(
        select(profile.c.customer_id, identity.c.kind, identity.c.raw, identity.c.value)
        .join(identity, identity.c.profile_id == profile.c.id)
        .where(profile.c.customer_id.in_(customers))
        .order_by(identity.c.id)
    )
    told: dict[ProfileId, list[Identity]] = {one: [] for one in customers}
    for row in rows:
        told[row.customer_id].append(Identity(IdentityKind(row.kind), row.raw, row.value))
    return {one: stand_in(identities) for one, identities in told.items()}
