"""One step of an intent in the caller's transaction: only from where it was seen, and audited."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Select, select, update

from agent_console.domain.acting.intent import FREE, Intent, IntentKind, IntentState, Wanted
from agent_console.domain.profile import ProfileId
from agent_console.storage.repositories.acting import audit
from agent_console.storage.repositories.acting.audit import Deed
from agent_console.storage.rows import AnyRow
from agent_console.storage.tables.outbox import intent as table
from agent_console.storage.tables.people import profile

MICROSECOND = timedelta(microseconds=1)
UNSENT = (IntentState.DRAFT, IntentState.PENDING)


@dataclass(frozen=True, slots=True)
class Move:
    """A step to a state from some others: who takes it, and when.

    With `attempts` only while it was sent so often; what was seen of an earlier one is stale.
    """

    who: str
    when: datetime
    then: IntentState
    before: tuple[IntentState, ...]
    attempts: int | None = None


def reading() -> Select[Any]:
    """Select intents with the customer each belongs to."""
    return select(table, profile.c.customer_id).join(profile, profile.c.id == table.c.profile_id)


def read(connection: Connection, key: str) -> Intent | None:
    """Return an intent."""
    row = connection.execute(reading().where(table.c.key == key)).first()
    return None if row is None else intent_of(row)


def step(connection: Connection, key: str, move: Move, **changes: object) -> bool:
    """Go on to a state from one of those it may follow; False when the intent is elsewhere."""
    if move.then in FREE:
        changes["guard"] = None
    before = [state.value for state in move.before]
    wanted = update(table).where(table.c.key == key, table.c.state.in_(before))
    if move.attempts is not None:
        wanted = wanted.where(table.c.attempts == move.attempts)
    done = connection.execute(wanted.values(state=move.then.value, **changes))
    if done.rowcount != 1:
        return False
    if move.before != (move.then,):  # what waits where it was makes no step
        words = changes.get("outcome")
        deed = Deed(move.who, move.when, move.then.value, key, str(words) if words else None)
        audit.append(connection, deed)
    if move.then in FREE:
        end_what_takes(connection, key, move)
    return True


def end_what_takes(connection: Connection, key: str, move: Move) -> None:
    """Take back what was to leave with a label that comes to nothing."""
    unsent = table.c.state.in_([IntentState.DRAFT.value, IntentState.PENDING.value])
    keys = connection.execute(select(table.c.key).where(table.c.takes == key, unsent)).scalars()
    for one in keys.all():
        ended = Move(move.who, move.when, IntentState.CANCELLED, UNSENT)
        step(connection, one, ended, outcome="there is no label to send any more")


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
            order=row.order_number,
            takes=row.takes,
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
        released_by=row.released_by,
    )
