"""One step of an intent in the caller's transaction: only from where it was seen, and audited."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Select, select, update

from agent_console.domain.intent import FREE, NEXT, Intent, IntentKind, IntentState, Wanted
from agent_console.domain.profile import ProfileId
from agent_console.storage.repositories import audit
from agent_console.storage.repositories.audit import Deed
from agent_console.storage.rows import AnyRow
from agent_console.storage.tables.outbox import intent as table
from agent_console.storage.tables.people import profile

MICROSECOND = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class By:
    """Who takes a step, and when."""

    who: str
    when: datetime


def reading() -> Select[Any]:
    """Select intents with the customer each belongs to."""
    return select(table, profile.c.customer_id).join(profile, profile.c.id == table.c.profile_id)


def read(connection: Connection, key: str) -> Intent | None:
    """Return an intent."""
    row = connection.execute(reading().where(table.c.key == key)).first()
    return None if row is None else intent_of(row)


def step(
    connection: Connection,
    key: str,
    by: By,
    then: IntentState,
    **changes: object,
) -> bool:
    """Go on to a state from one that may come before it; False when it has gone elsewhere."""
    before = [state.value for state, after in NEXT.items() if then in after]
    return step_from(connection, key, by, then, before, **changes)


def step_from(  # noqa: PLR0913, PLR0917 - a step is that much
    connection: Connection,
    key: str,
    by: By,
    then: IntentState,
    before: Collection[str],
    **changes: object,
) -> bool:
    """Go on to a state from one of those before it."""
    if then in FREE:
        changes["guard"] = None
    done = connection.execute(
        update(table)
        .where(table.c.key == key, table.c.state.in_(before))
        .values(state=then.value, **changes)
    )
    if done.rowcount != 1:
        return False
    words = changes.get("outcome")
    audit.append(connection, Deed(by.who, by.when, then.value, key, str(words) if words else None))
    return True


def intent_of(row: AnyRow) -> Intent:
    """Read an intent."""
    return Intent(
        key=row.key,
        wanted=Wanted(
            kind=IntentKind(row.kind),
            connection=row.connection,
            profile=ProfileId(row.profile_id),
            request=row.request,
            due_at=row.due_at,
            settle=row.settle * MICROSECOND,
            guard=row.guard,
        ),
        state=IntentState(row.state),
        actor=row.actor,
        customer=ProfileId(row.customer_id or row.profile_id),
        created_at=row.created_at,
        attempts=row.attempts,
        looks=row.looks,
        sent_at=row.sent_at,
        look_at=row.look_at,
        owner=row.owner,
        outcome=row.outcome,
        result=row.result,
    )
