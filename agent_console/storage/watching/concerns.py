"""What is open, parcel by parcel: with who was told, what was done, and who has it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

import msgspec
from sqlalchemy import BigInteger, Connection, and_, case, func, or_, select, type_coerce

from agent_console.domain.acting.intent import FREE, IntentKind
from agent_console.domain.acting.waiting import ANSWERS
from agent_console.domain.moment import from_microseconds
from agent_console.domain.observation import EntryKind
from agent_console.domain.parcel import Place
from agent_console.domain.profile import ProfileId
from agent_console.domain.watching.policy import ExceptionPolicy, Kind
from agent_console.domain.watching.radar import Concern, ParcelKey, Trouble, ranked
from agent_console.storage.asking.among import Bare, bare_rows, whole_rows
from agent_console.storage.readers.names import names_of
from agent_console.storage.repositories.waiting.standing import says
from agent_console.storage.store import Store
from agent_console.storage.tables.events import timeline_entry
from agent_console.storage.tables.orders import customer_order
from agent_console.storage.tables.outbox import intent
from agent_console.storage.tables.people import profile
from agent_console.storage.tables.watching import charge, finding

ENTRY = timeline_entry.c
DEEDS = frozenset(
    {
        EntryKind.NOTE.value,
        EntryKind.RETURN.value,
        EntryKind.REFUND.value,
        EntryKind.ESCALATION.value,
        EntryKind.PROMISE.value,
    }
)
KINDS = {one.value: one for one in Kind}
FACTS = msgspec.json.Decoder(tuple[int, ...])
TOLD_TIMES = 16_384
"""So many times of findings are kept as read: a promise is also when its customer notices."""
kin = profile.alias("kin")
TIMES = ("since", "opened_at", "acts_by", "notices_at", "promised", "expected")
OPEN = (
    select(
        finding.c.order_id,
        finding.c.key,
        finding.c.kind,
        *(type_coerce(finding.c[name], BigInteger).label(name) for name in TIMES),
        finding.c.why,
        finding.c.facts,
        finding.c.carrier,
        finding.c.number,
        finding.c.city,
        finding.c.region,
        finding.c.country,
        customer_order.c.number.label("order_number"),
        profile.c.customer_id,
        charge.c.owner,
        type_coerce(charge.c.since, BigInteger).label("claimed_at"),
    )
    .join(customer_order, customer_order.c.id == finding.c.order_id)
    .join(profile, profile.c.id == customer_order.c.profile_id)
    .outerjoin(charge, and_(charge.c.order_id == finding.c.order_id, charge.c.key == finding.c.key))
    .where(finding.c.closed_at.is_(None))
)
BEGAN = (
    select(
        finding.c.order_id,
        func.min(func.coalesce(type_coerce(finding.c.since, BigInteger), 0)).label("since"),
    )
    .where(finding.c.closed_at.is_(None))
    .group_by(finding.c.order_id)
    .subquery()
)
TOLD, OF_ORDER = says(ANSWERS), ENTRY.order_number == customer_order.c.number
HEARD = (
    select(
        BEGAN.c.order_id,
        func.max(case((TOLD, ENTRY.sort_at), else_=0)).label("told"),
        func.max(case((ENTRY.kind.in_(DEEDS), ENTRY.sort_at), else_=0)).label("acted"),
    )
    .join(customer_order, customer_order.c.id == BEGAN.c.order_id)
    .join(profile, profile.c.id == customer_order.c.profile_id)
    .join(kin, kin.c.customer_id == profile.c.customer_id)
    .join(
        timeline_entry,
        and_(
            ENTRY.profile_id == kin.c.id,
            ENTRY.sort_at >= BEGAN.c.since,
            or_(
                and_(
                    TOLD,
                    or_(
                        ENTRY.order_number == customer_order.c.number, ENTRY.order_number.is_(None)
                    ),
                ),
                and_(ENTRY.kind.in_(DEEDS), ENTRY.order_number == customer_order.c.number),
            ),
        ),
    )
    .group_by(BEGAN.c.order_id)
)
WANTED = (
    select(
        BEGAN.c.order_id,
        (intent.c.kind == IntentKind.MESSAGE.value).label("is_message"),
        func.max(type_coerce(intent.c.created_at, BigInteger)).label("at"),
    )
    .join(customer_order, customer_order.c.id == BEGAN.c.order_id)
    .join(profile, profile.c.id == customer_order.c.profile_id)
    .join(kin, kin.c.customer_id == profile.c.customer_id)
    .join(
        intent,
        and_(intent.c.profile_id == kin.c.id, intent.c.order_number == customer_order.c.number),
    )
    .where(
        intent.c.state.not_in([one.value for one in FREE]),
        type_coerce(intent.c.created_at, BigInteger) >= BEGAN.c.since,
    )
    .group_by(BEGAN.c.order_id, intent.c.kind)
)


@dataclass(frozen=True, slots=True)
class Since:
    """When customers last heard from us since it began, and when we last did something else."""

    told: Mapping[int, int]
    acted: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class StoredRadar:
    """Reads what is open (port RadarReader)."""

    store: Store
    read_policy: Callable[[], ExceptionPolicy]

    def concerns(self) -> Sequence[Concern]:
        """Return every parcel with which something is wrong."""
        with self.store.read() as connection:
            rows = whole_rows(connection, OPEN)
            if not rows:
                return ()
            since = _since(connection)
            names = names_of(connection, sorted({ProfileId(row[17]) for row in rows}))
        return [_concern(found, names, since) for found in _by_parcel(rows)]

    def of_customer(self, customer: ProfileId) -> Sequence[Concern]:
        """Return hers alone, without when she was told and what was done."""
        with self.store.read() as connection:
            rows = bare_rows(connection, OPEN.where(profile.c.customer_id == customer))
            names = names_of(connection, [customer]) if rows else {}
        return [_concern(found, names, UNTOLD) for found in _by_parcel(rows)]

    def policy(self) -> ExceptionPolicy:
        """Return what the house has written down about that."""
        return self.read_policy()


UNTOLD = Since({}, {})


def _by_parcel(rows: Iterable[Bare]) -> Iterable[Sequence[Bare]]:
    found: dict[tuple[int, str], list[Bare]] = {}
    for row in rows:
        found.setdefault((row[0], row[1]), []).append(row)
    return found.values()


def _since(connection: Connection) -> Since:
    told, acted = dict[int, int](), dict[int, int]()
    for row in connection.execute(HEARD):
        told[row.order_id], acted[row.order_id] = row.told, row.acted
    for row in connection.execute(WANTED):
        where = told if row.is_message else acted
        where[row.order_id] = max(row.at, where.get(row.order_id, 0))
    return Since(told, acted)


def _concern(rows: Sequence[Bare], names: Mapping[ProfileId, str], since: Since) -> Concern:
    """Read a parcel by the places of columns in OPEN: names take thrice as long."""
    first = rows[0]
    order, customer, began = first[0], ProfileId(first[17]), min(row[3] for row in rows)
    return Concern(
        ParcelKey(order, first[1]),
        customer,
        names[customer],
        first[16],
        first[11],
        first[12],
        Place(first[13], first[14], first[15]),
        ranked(map(_trouble, rows)),
        promised=_at(first[7]),
        expected=_at(first[8]),
        told_at=_after(since.told.get(order), began),
        acted_at=_after(since.acted.get(order), began),
        owner=first[18],
        claimed_at=_at(first[19]) if first[18] else None,
    )


def _after(key: int | None, began: int) -> datetime | None:
    return from_microseconds(key) if key and key >= began else None


def _trouble(row: Bare) -> Trouble:
    since, opened_at, acts_by, notices_at = map(from_key, row[3:7])
    return Trouble(
        KINDS[row[2]], since, opened_at, row[9], acts_by, notices_at, FACTS.decode(row[10])
    )


def _at(key: int | None) -> datetime | None:
    return None if key is None else from_key(key)


from_key = lru_cache(TOLD_TIMES)(from_microseconds)
