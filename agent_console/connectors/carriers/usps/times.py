"""USPS's times: the wall clock there, and beside it what Greenwich's clock showed."""

import re
from datetime import UTC, datetime, timedelta, timezone
from functools import partial

from agent_console.connectors.kit.reading import Lapses, Node
from agent_console.connectors.kit.times import told_day, told_time
from agent_console.domain.moment import Moment

OFFSET = re.compile(r"([+-]?)(\d{1,2}):?([0-5]\d)(:00)?")
FURTHEST = timedelta(hours=14)
"""No wall clock is further from Greenwich's."""


def event(node: Node, lapses: Lapses) -> Moment:
    """Read when an event was; its wall clock bears no zone, whatever letter ends it."""
    keep = lapses.leaving_out
    local = keep(lambda: _wall_clock(node["eventTimestamp"]))
    greenwich = keep(lambda: _greenwich(node["GMTTimestamp"]))
    shift = keep(lambda: _offset(node["GMTOffset"]))
    if greenwich is None:
        if local is None:
            return keep(lambda: told_day(node["eventTimestamp"])) or Moment()
        if shift is None:
            return keep(lambda: told_day(Node(local))) or Moment()
    if local is not None and shift is not None:
        there = datetime.fromisoformat(local).replace(tzinfo=timezone(shift))
        utc = greenwich or there.astimezone(UTC)
        return Moment(utc, local, there.isoformat(timespec="minutes")[16:22])
    return Moment(greenwich, local)


def expected(node: Node, lapses: Lapses) -> Moment | None:
    """Return when a parcel is expected: what was promised first, else what was reckoned."""
    for name in ("expectedDeliveryTimeStamp", "predictedDeliveryTimeStamp", "expectedDeliveryDate"):
        at = lapses.leaving_out(partial(told_day, node[name]))
        if at is not None:
            return at
    return lapses.leaving_out(lambda: told_day(node["predictedDeliveryDate"]))


def promised(node: Node, lapses: Lapses) -> Moment | None:
    """Return until when delivery is guaranteed."""
    at = lapses.leaving_out(lambda: told_day(node["guaranteedDeliveryTimeStamp"]))
    return at or lapses.leaving_out(lambda: told_day(node["guaranteedDeliveryDate"]))


def _wall_clock(node: Node) -> str | None:
    """Return the wall clock of a time; None for a day alone."""
    said = node.text_or_none() or ""
    moment = told_time(Node(said.rstrip("Zz") or None, node.path))
    return moment.local if moment is not None and "T" in (moment.local or "") else None


def _greenwich(node: Node) -> datetime | None:
    moment = told_time(node)
    if moment is None:
        return None
    if moment.utc is not None:
        return moment.utc
    if "T" not in (moment.local or ""):
        raise node.unreadable("a time of Greenwich")
    return datetime.fromisoformat(moment.local or "").replace(tzinfo=UTC)


def _offset(node: Node) -> timedelta | None:
    said = node.text_or_none()
    if said is None:
        return None
    found = OFFSET.fullmatch(said)
    shift = timedelta(hours=int(found[2]), minutes=int(found[3])) if found else FURTHEST * 2
    if found is None or shift > FURTHEST:
        raise node.unreadable("an offset as -05:00")
    return -shift if found[1] == "-" else shift
