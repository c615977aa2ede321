"""What customers are called: by a name that a source told, else by an address or a number."""

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, func, select

from agent_console.domain.identity import Identity, IdentityKind
from agent_console.domain.profile import ProfileId
from agent_console.ports.source import CUSTOMER
from agent_console.storage.asking.among import among, bare_rows, listed
from agent_console.storage.tables.people import identity, profile

NOBODY_SAID = "Unknown"
LIKEST = (IdentityKind.EMAIL, IdentityKind.PHONE, IdentityKind.STORE_CUSTOMER)
TOLD = select(profile.c.customer_id, profile.c.name).order_by(
    profile.c.gone_at.is_not(None), profile.c.id
)
"""By what names customers were told, those first by which they are called."""


NAMED = TOLD.where(among(profile.c.customer_id))
GONE = (
    select(profile.c.customer_id)
    .where(among(profile.c.customer_id), profile.c.kind == CUSTOMER)
    .group_by(profile.c.customer_id)
    .having(func.count().filter(profile.c.gone_at.is_(None)) == 0)
)
BY_WHAT = (
    select(profile.c.customer_id, identity.c.kind, identity.c.raw, identity.c.value)
    .join(identity, identity.c.profile_id == profile.c.id)
    .where(among(profile.c.customer_id))
    .order_by(identity.c.id)
)


def names_of(connection: Connection, customers: Sequence[ProfileId]) -> dict[ProfileId, str]:
    """Return what each customer is called, rather by a source that still has them."""
    names: dict[ProfileId, str] = {}
    for customer, name in bare_rows(connection, NAMED, listed(customers)):
        names[customer] = names.get(customer) or name
    if nameless := [one for one, name in names.items() if not name]:
        names |= _by_identity(connection, nameless)
    return names


def gone_of(connection: Connection, customers: Sequence[ProfileId]) -> frozenset[ProfileId]:
    """Return those customers whom no store has any more that once had them."""
    return frozenset(ProfileId(one) for (one,) in bare_rows(connection, GONE, listed(customers)))


def stand_in(identities: Iterable[Identity]) -> str:
    """Return what to call somebody of whom no name is known."""
    likest = min(identities, key=lambda one: LIKEST.index(one.kind), default=None)
    return NOBODY_SAID if likest is None else likest.raw


def _by_identity(connection: Connection, customers: Sequence[ProfileId]) -> dict[ProfileId, str]:
    told: dict[ProfileId, list[Identity]] = {one: [] for one in customers}
    for customer, kind, raw, value in bare_rows(connection, BY_WHAT, listed(customers)):
        told[customer].append(Identity(IdentityKind(kind), raw, value))
    return {one: stand_in(identities) for one, identities in told.items()}
