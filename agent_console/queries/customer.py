"""The customer card: who it is, by which names, with which orders."""

from agent_console.domain.customer import Customer
from agent_console.domain.profile import ProfileId
from agent_console.queries.desk import Desk
from agent_console.queries.who import NobodyFoundError, customer_id


def customer(
    desk: Desk, profile: ProfileId, newest: int | None = None, *, scans: bool = False
) -> Customer:
    """Read a customer by the id of any of its profiles, with all or the newest orders.

    Raises:
        NobodyFoundError: the store has no such profile.
    """
    current = desk.people.customer_of(profile)
    found = None if current is None else desk.people.customer(current, newest, scans=scans)
    if found is None:
        raise NobodyFoundError(customer_id(profile))
    return found
