"""A shipment of MyDHL Express: times have no zone unless an offset stands beside them."""

import re
from collections.abc import Sequence
from datetime import datetime
from functools import partial

from agent_console.connectors.carriers.dhl import statuses
from agent_console.connectors.kit.carrier.scans import (
    in_order,
    last_delivered,
    standing,
    turned_round,
    verbatim,
)
from agent_console.connectors.kit.carrier.zones import at_offset
from agent_console.connectors.kit.reading import Lapses, Node
from agent_console.connectors.kit.times import told_day, told_time
from agent_console.connectors.kit.xml_tree import each
from agent_console.domain.moment import Moment
from agent_console.domain.parcel import ParcelStatus, Place, Scan, Shipment
from agent_console.domain.tracking.blame import blamed

CARRIER = "DHL"
OFFSET = re.compile(r"[+-](0\d|1[0-4]):[0-5]\d")
ESTIMATES = ("estimatedDeliveryDate", "estimatedTimeOfDelivery")


def shipment(node: Node, lapses: Lapses) -> Shipment:
    """Read a shipment: its last event says how it stands, for its status says "Success".

    Raises:
        UnreadableError: it has no number.
    """
    number = node["shipmentTrackingNumber"].text()
    scans = _of_all(node, lapses)
    word = lapses.leaving_out(node["status"].text_or_none)
    status = _standing(scans) if scans else statuses.unified(word, None, None)
    last = scans[-1] if scans else None
    return Shipment(
        carrier=CARRIER,
        number=number,
        status=status.value,
        status_text=last.text if last else word,
        estimated=_estimated(node, lapses),
        delivered=last_delivered(scans) if status is ParcelStatus.DELIVERED else None,
        signed_by=_signed_by(node, lapses) if status is ParcelStatus.DELIVERED else None,
        had_attempt=any(one.status == ParcelStatus.ATTEMPT_FAILED for one in scans),
        scans=tuple(scans),
        said=last.text if last else None,
        said_at=last.moment if last else None,
        fault=blamed(status, scans),
    )


def _standing(scans: Sequence[Scan]) -> ParcelStatus:
    stands = standing(scans, lambda one: statuses.is_note(statuses.EXPRESS, one.code))
    return turned_round(stands, scans)


def _of_all(node: Node, lapses: Lapses) -> Sequence[Scan]:
    """Read the events of a shipment, else those of its piece that is not delivered yet."""
    whole = _scans(node["events"], lapses)
    if whole:
        return whole
    pieces = [_scans(one["events"], lapses) for one in each(node["pieces"])]
    told = [scans for scans in pieces if scans]
    return min(told, key=lambda scans: _standing(scans) is ParcelStatus.DELIVERED, default=())


def _scans(events: Node, lapses: Lapses) -> Sequence[Scan]:
    found = (lapses.leaving_out(partial(_scan, one, lapses)) for one in each(events))
    return in_order([scan for scan in found if scan is not None])


def _scan(node: Node, lapses: Lapses) -> Scan:
    if not isinstance(node.value, dict):
        raise node.unreadable("an event")
    keep = lapses.leaving_out
    code = keep(node["typeCode"].text_or_none)
    areas = [keep(one["description"].text_or_none) for one in each(node["serviceArea"])]
    return Scan(
        code=code,
        text=keep(lambda: verbatim(node["description"])),
        status=statuses.of_service(statuses.EXPRESS, code).value,
        moment=keep(lambda: _moment(node) or Moment()) or Moment(),
        place=Place(next(filter(None, areas), None)),
        fault=statuses.fault(statuses.EXPRESS, code),
    )


def _moment(node: Node) -> Moment | None:
    """Read a date and a time of day; the offset, where it is told, makes an instant of them."""
    day, time = node["date"].text_or_none(), node["time"].text_or_none()
    moment = told_time(Node(f"{day}T{time}" if day and time else day, node["date"].path))
    offset = node["GMTOffset"].text_or_none() or ""
    is_wall_clock = moment is not None and moment.utc is None and "T" in (moment.local or "")
    if moment is None or not is_wall_clock or not OFFSET.fullmatch(offset):
        return moment
    return at_offset(datetime.fromisoformat(f"{moment.local}{offset}"))


def _estimated(node: Node, lapses: Lapses) -> Moment | None:
    """Return when it is to come; of several pieces it is the last that makes it whole."""
    own = [lapses.leaving_out(partial(told_day, node[name])) for name in ESTIMATES]
    pieces = [
        lapses.leaving_out(partial(told_day, one[name]))
        for one in each(node["pieces"])
        for name in ESTIMATES
    ]
    told = list(filter(None, own)) or list(filter(None, pieces))
    return max(told, key=Moment.told_key, default=None)


def _signed_by(node: Node, lapses: Lapses) -> str | None:
    signed = [
        lapses.leaving_out(one["signedBy"].text_or_none)
        for one in each(node["events"])
        if isinstance(one.value, dict)
    ]
    return next(filter(None, signed), None)
