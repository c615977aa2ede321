"""On whose timeline a deed belongs: whoever placed the order it is about."""

from sqlalchemy import Connection, Select, select

from agent_console.domain.profile import ProfileId
from agent_console.storage.tables.orders import customer_order
from agent_console.storage.tables.people import profile

kinsman = profile.alias("kinsman")


def kin_of(wanted: ProfileId) -> Select[tuple[int]]:
    """Return the profiles that are of the same customer as one."""
    kin = select(kinsman.c.id).join(profile, profile.c.customer_id == kinsman.c.customer_id)
    return kin.where(profile.c.id == wanted)


def owner_of(connection: Connection, wanted: ProfileId, order: str | None) -> ProfileId:
    """Return the profile an order belongs to if it is of the same customer, else the one given."""
    if order is None:
        return wanted
    owner = connection.execute(
        select(customer_order.c.profile_id)
        .where(
            customer_order.c.number == order,
            customer_order.c.profile_id.in_(kin_of(wanted)),
        )
        .limit(1)
    ).scalar_one_or_none()
    return wanted if owner is None else ProfileId(owner)
