"""The newest thing each profile asked and the newest answer, changed with what is shown of it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    and_,
    bindparam,
    case,
    or_,
    select,
    tuple_,
    update,
)

from agent_console.domain.acting.waiting import ANSWERS, ASKS, Saying
from agent_console.domain.profile import ProfileId
from agent_console.storage.dialect import insert_missing
from agent_console.storage.tables.events import TURNS, timeline_entry
from agent_console.storage.tables.waiting import standing

ENTRY, STANDING = timeline_entry.c, standing.c
TURN_KINDS = frozenset(kind.value for kind, _ in (*ASKS, *ANSWERS))
FOLLOWED = (
    update(standing)
    .where(
        STANDING.profile_id == bindparam("profile"),
        or_(
            tuple_(STANDING.asked_at, STANDING.asked_event)
            < tuple_(bindparam("asked"), bindparam("event")),
            STANDING.answered_at < bindparam("answered"),
        ),
    )
    .values(
        asked_event=case(
            (
                tuple_(STANDING.asked_at, STANDING.asked_event)
                < tuple_(bindparam("asked"), bindparam("event")),
                bindparam("event"),
            ),
            else_=STANDING.asked_event,
        ),
        asked_at=case(
            (STANDING.asked_at < bindparam("asked"), bindparam("asked")), else_=STANDING.asked_at
        ),
        answered_at=case(
            (STANDING.answered_at < bindparam("answered"), bindparam("answered")),
            else_=STANDING.answered_at,
        ),
    )
)
"""Only ever forward, so that two who write at once need not know of each other."""

Entry = Mapping[str, Any]
Stand = tuple[int, int, int]
"""(asked at, the event of it, answered at), each 0 for never."""
NEVER: Stand = (0, 0, 0)


def follow(connection: Connection, entries: Iterable[Entry]) -> None:
    """Take up what entries of such kinds that are shown now ask or answer."""
    stands: dict[ProfileId, Stand] = {}
    for one in entries:
        who = one["profile_id"]
        stands[who] = _with(stands.get(who, NEVER), one)
    wanted = sorted((who, stand) for who, stand in stands.items() if stand != NEVER)
    if wanted:
        _hold(connection, [who for who, _ in wanted])
        names = "profile", "asked", "event", "answered"
        rows = [dict(zip(names, (who, *stand), strict=True)) for who, stand in wanted]
        connection.execute(FOLLOWED, rows)


def _with(stand: Stand, one: Entry) -> Stand:
    asked, event, answered = stand
    at = one["sort_at"]
    if _is_of(ASKS, one):
        asked, event = max((asked, event), (at, one["event_id"]))
    elif _is_of(ANSWERS, one):
        answered = max(answered, at)
    return asked, event, answered


def recount(connection: Connection, profiles: Iterable[ProfileId]) -> None:
    """Find anew how profiles stand of whose timelines something was taken away or put right."""
    for who in sorted(set(profiles)):
        _hold(connection, [who])
        asked, answered = _newest(connection, who, ASKS), _newest(connection, who, ANSWERS)
        stand = {"asked_at": asked[0], "asked_event": asked[1], "answered_at": answered[0]}
        connection.execute(update(standing).where(STANDING.profile_id == who).values(stand))


def _hold(connection: Connection, profiles: Sequence[ProfileId]) -> None:
    """Let nobody else change how these stand until the end of the transaction."""
    never = dict.fromkeys(("asked_at", "asked_event", "answered_at", "done_at"), 0)
    insert_missing(connection, standing, [{"profile_id": one, **never} for one in profiles])
    if connection.dialect.name == "postgresql":
        held = select(STANDING.profile_id).where(STANDING.profile_id.in_(profiles))
        connection.execute(held.order_by(STANDING.profile_id).with_for_update()).all()


def _newest(
    connection: Connection, profile: ProfileId, sayings: Mapping[Saying, frozenset[str]]
) -> tuple[int, int]:
    newest = (
        select(ENTRY.sort_at, ENTRY.event_id)
        .where(ENTRY.profile_id == profile, TURNS, says(sayings))
        .order_by(ENTRY.sort_at.desc(), ENTRY.event_id.desc())
        .limit(1)
    )
    row = connection.execute(newest).first()
    return (row.sort_at, row.event_id) if row else (0, 0)


def _is_of(sayings: Mapping[Saying, frozenset[str]], one: Entry) -> bool:
    statuses = sayings.get((one["kind"], one["direction"]))
    return statuses is not None and one["status"] in statuses


def says(sayings: Mapping[Saying, frozenset[str]]) -> ColumnElement[bool]:
    """Say in SQL that an entry is one of these."""
    return or_(
        *(
            and_(
                ENTRY.kind == kind.value,
                ENTRY.direction == direction.value,
                ENTRY.status.in_(sorted(statuses)),
            )
            for (kind, direction), statuses in sayings.items()
        )
    )
