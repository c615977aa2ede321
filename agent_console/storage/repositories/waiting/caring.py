"""What was asked by a contact, and how it is taken care of by what people decided."""

from collections.abc import Iterable, Mapping

from sqlalchemy import Connection, select

from agent_console.domain.acting.waiting import ASKS, Care, Decision, DecisionKind, care_of
from agent_console.domain.profile import ProfileId
from agent_console.storage.repositories.waiting.standing import says
from agent_console.storage.rows import AnyRow
from agent_console.storage.tables.events import timeline_entry
from agent_console.storage.tables.people import profile
from agent_console.storage.tables.waiting import decision

ENTRY = timeline_entry.c


def asked_by(connection: Connection, contact: int) -> AnyRow | None:
    """Return profile, customer and sort key of what is asked; None where nothing is by it."""
    return connection.execute(
        select(ENTRY.profile_id, ENTRY.sort_at, profile.c.customer_id)
        .join(profile, profile.c.id == ENTRY.profile_id)
        .where(ENTRY.event_id == contact, says(ASKS))
        .order_by(ENTRY.profile_id)
        .limit(1)
    ).first()


def cares_of(connection: Connection, customers: Iterable[ProfileId]) -> Mapping[int, Care]:
    """Return how customers are taken care of about whom anything was decided."""
    rows = connection.execute(
        select(decision, profile.c.customer_id)
        .join(profile, profile.c.id == decision.c.profile_id)
        .where(profile.c.customer_id.in_(customers))
        .order_by(decision.c.id)
    )
    told: dict[int, list[Decision]] = {}
    for row in rows:
        one = Decision(DecisionKind(row.kind), row.actor, row.at, row.seen, row.until)
        told.setdefault(row.customer_id, []).append(one)
    return {customer: care_of(decisions) for customer, decisions in told.items()}
