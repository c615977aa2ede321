"""The outbox as those see it who want something done."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection, or_, select, update

from agent_console.domain.acting.intent import (
    OVER,
    Intent,
    IntentKind,
    IntentState,
    Wanted,
    found_out,
)
from agent_console.domain.observation import Observation
from agent_console.domain.profile import ProfileId, Statement
from agent_console.ports.acting.moments import passing
from agent_console.ports.acting.outbox import ALONE, Along, Put
from agent_console.storage.dialect import hold, insert_missing
from agent_console.storage.repositories.acting import audit, ourselves, shelf
from agent_console.storage.repositories.acting.audit import Deed
from agent_console.storage.repositories.acting.ourselves import subject
from agent_console.storage.repositories.acting.owning import owner_of
from agent_console.storage.repositories.acting.steps import (
    MICROSECOND,
    UNSENT,
    Move,
    end_what_takes,
    intent_of,
    read,
    reading,
    step,
)
from agent_console.storage.repositories.projecting import Place
from agent_console.storage.store import Store
from agent_console.storage.tables.outbox import intent as table

STILL_OPEN = table.c.state.not_in([state.value for state in OVER])


@dataclass(frozen=True, slots=True)
class StoredOutbox:
    """Keeps what is wanted (port Outbox)."""

    store: Store

    def put(self, key: str, wanted: Wanted, said: Statement, along: Along = ALONE) -> Put:
        """Write an intent down, unless it or its like is there."""
        passing("put: before insert")
        with self.store.write(surely=True) as connection:
            put = _put(connection, key, wanted, said)
            if not put.is_new:
                return put
            for other, follower in along.followers:
                _put(connection, other, follower, said)
            _tell(connection, put.intent, said, along.told)
            passing("put: before commit")
        passing("put: after commit")
        return put

    def cancel(
        self,
        key: str,
        said: Statement,
        told: Sequence[Observation] = (),
        *,
        only_held: bool = False,
    ) -> bool:
        """Take back what is still here."""
        passing("cancel: before commit")
        before = (IntentState.DRAFT,) if only_held else UNSENT
        with self.store.write(surely=True) as connection:
            move = Move(said.who, said.when, IntentState.CANCELLED, before)
            is_cancelled = step(connection, key, move, outcome=said.why or None)
            _tell_of(connection, key if is_cancelled else None, said, told)
        passing("cancel: after commit")
        return is_cancelled

    def release(self, key: str, said: Statement, told: Sequence[Observation] = ()) -> bool:
        """Let a draft go out."""
        with self.store.write(surely=True) as connection:
            move = Move(said.who, said.when, IntentState.PENDING, (IntentState.DRAFT,))
            changes = {"due_at": said.when, "outcome": said.why or None, "released_by": said.who}
            is_released = step(connection, key, move, **changes)
            if is_released:
                _count_anew(connection, key, said)
            _tell_of(connection, key if is_released else None, said, told)
        return is_released

    def settle(self, key: str, said: Statement, *, is_done: bool) -> bool:
        """Note what somebody found out."""
        then = IntentState.DONE if is_done else IntentState.FAILED
        move = Move(said.who, said.when, then, (IntentState.NEEDS_HUMAN,))
        with self.store.write(surely=True) as connection:
            found = read(connection, key)
            if found is None:
                return False
            kind = found.wanted.kind
            words = found_out(kind, said.who, said.why, is_done=is_done)
            is_settled = step(connection, key, move, outcome=words, owner=None, look_at=None)
            if is_settled:
                _tell(connection, found, said, [ourselves.found_out(found, said, words)])
            if is_settled and is_done and kind is IntentKind.LABEL:
                end_what_takes(connection, key, move)
            elif is_settled and is_done:
                shelf.follow(connection, found, move)
        return is_settled

    def intent(self, key: str) -> Intent | None:
        """Return an intent."""
        with self.store.read() as connection:
            return read(connection, key)

    def intents(
        self, profiles: Collection[ProfileId] | None = None, *, is_open: bool = False
    ) -> Sequence[Intent]:
        """Return intents, newest first."""
        wanted = reading().order_by(table.c.id.desc())
        if profiles is not None:
            wanted = wanted.where(table.c.profile_id.in_(profiles))
        if is_open:
            wanted = wanted.where(STILL_OPEN)
        with self.store.read() as connection:
            return [intent_of(row) for row in connection.execute(wanted)]

    def guarding(self, guard: str) -> Intent | None:
        """Return whose guard this is."""
        with self.store.read() as connection:
            key = connection.execute(
                select(table.c.key).where(table.c.guard == guard)
            ).scalar_one_or_none()
            return None if key is None else read(connection, key)


def _count_anew(connection: Connection, label: str, said: Statement) -> None:
    """Give what goes along with a label its whole countdown, from the release of that on."""
    followers = (table.c.takes == label, table.c.state == IntentState.PENDING.value)
    for row in connection.execute(select(table).where(*followers)).all():
        due = said.when + (row.due_at - row.created_at)
        connection.execute(update(table).where(table.c.id == row.id).values(due_at=due))


def _put(connection: Connection, key: str, wanted: Wanted, said: Statement) -> Put:
    hold(connection, [wanted.guard] if wanted.guard else [])
    same = table.c.key == key
    if wanted.guard is not None:
        same = or_(same, table.c.guard == wanted.guard)
    found = connection.execute(reading().where(same)).first()
    if found is not None:
        return Put(intent_of(found), is_new=False)
    owner = owner_of(connection, wanted.profile, wanted.order)
    insert_missing(connection, table, [_row(key, wanted, said) | {"profile_id": owner}])
    audit.append(connection, Deed(said.who, said.when, _state(wanted).value, key, said.why or None))
    made = read(connection, key)
    assert made is not None  # noqa: S101 - written above
    return Put(made, is_new=True)


def _tell_of(
    connection: Connection, key: str | None, said: Statement, told: Sequence[Observation]
) -> None:
    intent = read(connection, key) if key and told else None
    if intent is not None:
        _tell(connection, intent, said, told)


def _tell(
    connection: Connection, intent: Intent, said: Statement, told: Sequence[Observation]
) -> None:
    """Put what this console says of an intent on the timeline it is on."""
    owner, order = intent.wanted.profile, intent.wanted.order
    about = subject(owner, order)
    sayings = [replace(one, subject=about) for one in told]
    ourselves.tell(connection, said.when, Place(owner, order), sayings)


def _state(wanted: Wanted) -> IntentState:
    return IntentState.DRAFT if wanted.is_draft else IntentState.PENDING


def _row(key: str, wanted: Wanted, said: Statement) -> dict[str, object]:
    return {
        "key": key,
        "guard": wanted.guard,
        "kind": wanted.kind.value,
        "connection": wanted.connection,
        "order_number": wanted.order,
        "request": wanted.request,
        "state": _state(wanted).value,
        "actor": said.who,
        "created_at": said.when,
        "due_at": wanted.due_at,
        "settle": wanted.settle // MICROSECOND,
        "attempts": 0,
        "looks": 0,
        "takes": wanted.takes,
        "outcome": said.why or None,
    }
