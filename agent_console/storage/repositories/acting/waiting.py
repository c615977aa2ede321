"""What people decide about who waits: one at a time for each customer, and never silently."""

from dataclasses import dataclass

from sqlalchemy import Connection, select, update

from agent_console.domain.acting.waiting import Care, DecisionKind
from agent_console.domain.profile import Statement
from agent_console.ports.acting.moments import passing
from agent_console.ports.acting.waiting import NotWaitingError, TakenError, Wanted
from agent_console.storage.dialect import hold
from agent_console.storage.repositories.acting import audit
from agent_console.storage.repositories.acting.audit import Deed
from agent_console.storage.repositories.waiting.caring import asked_by, cares_of
from agent_console.storage.rows import AnyRow
from agent_console.storage.store import Store
from agent_console.storage.tables.people import profile
from agent_console.storage.tables.waiting import decision, standing

CARE = "care of customer "


@dataclass(frozen=True, slots=True)
class StoredWaitingBook:
    """Keeps decisions (port WaitingBook)."""

    store: Store

    def decide(self, wanted: Wanted, said: Statement) -> Care:
        """Write a decision down, and return how the contact is taken care of then."""
        with self.store.write(surely=True) as connection:
            asked = asked_by(connection, wanted.contact)
            if asked is None:
                raise NotWaitingError(
                    f"Nothing is asked by {wanted.contact}; `agent-console waiting` lists it all."
                )
            hold(connection, [f"{CARE}{asked.customer_id}"])
            before = _care(connection, asked)
            _refuse_taken(before, wanted, said)
            if _is_so(before, asked, wanted, said):
                return before
            _write(connection, asked, wanted, said)
            after = _care(connection, asked)
            _settle(connection, asked, after)
            passing("decision: before commit")
        passing("decision: after commit")
        return after


def _care(connection: Connection, asked: AnyRow) -> Care:
    return cares_of(connection, [asked.customer_id]).get(asked.customer_id, Care())


def _refuse_taken(before: Care, wanted: Wanted, said: Statement) -> None:
    """Leave a colleague's alone; to claim it, it has to be released first."""
    may = wanted.anyway and wanted.kind is not DecisionKind.CLAIM
    if before.owner is not None and before.taken_from(said.who) and not may:
        raise TakenError(before.owner, before.since)


def _is_so(before: Care, asked: AnyRow, wanted: Wanted, said: Statement) -> bool:
    """Say whether it is as it is wanted already."""
    put_off = before.snoozed_until, before.snoozed_at
    is_so = {
        DecisionKind.CLAIM: before.owner == said.who,
        DecisionKind.RELEASE: before.owner is None and not before.done_to,
        DecisionKind.SNOOZE: put_off == (wanted.until, asked.sort_at),
        DecisionKind.DONE: before.done_to >= int(asked.sort_at),
        DecisionKind.REOPEN: not before.is_off(int(asked.sort_at)),
    }
    return is_so[wanted.kind]


def _write(connection: Connection, asked: AnyRow, wanted: Wanted, said: Statement) -> None:
    connection.execute(
        decision.insert().values(
            profile_id=asked.profile_id,
            kind=wanted.kind.value,
            actor=said.who,
            at=said.when,
            seen=asked.sort_at,
            until=wanted.until if wanted.kind is DecisionKind.SNOOZE else None,
        )
    )
    about = f"contact {wanted.contact}"
    audit.append(connection, Deed(said.who, said.when, wanted.kind.value, about, said.why or None))


def _settle(connection: Connection, asked: AnyRow, after: Care) -> None:
    """Note what needs nothing more where the lists look for it."""
    kin = select(profile.c.id).where(profile.c.customer_id == asked.customer_id)
    connection.execute(
        update(standing).where(standing.c.profile_id.in_(kin)).values(done_at=after.done_to)
    )
