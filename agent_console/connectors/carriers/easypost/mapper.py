"""EasyPost's trackers as parcels and its errors as ours; what cannot be read says why."""

from collections.abc import Iterator, Sequence, Set
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import takewhile

from agent_console.connectors.carriers.easypost import attempts, statuses
from agent_console.connectors.kit.carrier.scans import in_order, last_delivered, plain, turned_round
from agent_console.connectors.kit.carrier.telling import record as parcel_record
from agent_console.connectors.kit.explaining import Document, trouble_of
from agent_console.connectors.kit.reading import Lapses, Node
from agent_console.connectors.kit.times import told_day, told_time
from agent_console.domain.moment import Moment
from agent_console.domain.parcel import ParcelStatus, Place, Scan, Shipment
from agent_console.domain.tracking.blame import blamed
from agent_console.ports.explaining import Trouble
from agent_console.ports.source import ParcelRecord

ID_BEGINS, OBJECT = "trk_", "Tracker"
MOVING = frozenset({ParcelStatus.IN_TRANSIT, ParcelStatus.OUT_FOR_DELIVERY})
ZONES, DAY, MINUTE = timedelta(hours=14), timedelta(days=1), timedelta(minutes=1)
"""No wall clock is further from UTC than so many hours."""


def trackers(document: Node) -> Iterator[Node]:
    """Yield the trackers of an answer: of a list, or wherever they are in a shipment or an event.

    Raises:
        UnreadableError: it should be a list of trackers, and is none.
    """
    if isinstance(document.value, dict) and "trackers" in document.value:
        yield from document["trackers"].required_items()
        return
    waiting = [document]
    while waiting:
        node = waiting.pop()
        if _is_tracker(node.value):
            yield node
        elif isinstance(node.value, dict):
            waiting += [node[name] for name in reversed(node.value)]
        elif isinstance(node.value, list):
            waiting += reversed(list(node.items()))


def trouble(document: Document) -> Trouble | None:
    """Return the error an answer is: by its code, else by its status, whatever comes with it."""
    error = Node(document.content)["error"]
    by_status = trouble_of(document)
    if error.value in (None, "", False, []):
        return by_status
    code = error["code"].value if isinstance(error["code"].value, str) else None
    otherwise = "refused" if by_status is None else by_status.kind
    return Trouble(statuses.error_kind(code) or otherwise, _words(error, code))


def record(node: Node, lapses: Lapses | None = None) -> ParcelRecord:
    """Read a tracker with all that its scans tell; what else is unreadable is left out.

    Raises:
        UnreadableError: its id, number, carrier, status or list of scans is.
    """
    missed = Lapses() if lapses is None else lapses
    node["id"].text()
    read = shipment(node, missed)
    url = missed.leaving_out(node["public_url"].text_or_none) or ""
    return parcel_record(read, url if url.startswith(("https://", "http://")) else None)


def shipment(node: Node, lapses: Lapses | None = None) -> Shipment:
    """Read a tracker as the parcel it tells of; an estimate is never taken for a delivery.

    Raises:
        UnreadableError: its number, carrier, status or list of scans is unreadable.
    """
    missed = Lapses() if lapses is None else lapses
    leaving_out = missed.leaving_out
    number = node["tracking_code"].text()
    word, detail = node["status"].text_or_none(), leaving_out(node["status_detail"].text_or_none)
    stated = statuses.status(word, detail)
    more = node["carrier_detail"]
    attempted = leaving_out(lambda: told_time(more["initial_delivery_attempt"]))
    scans = attempts.told_apart(in_order(_all_scans(node, missed)), attempted)
    status = turned_round(stated, scans)
    last = _telling(node, _reasons(status, detail), scans)
    delivered = last_delivered(scans) if status is ParcelStatus.DELIVERED else None
    return Shipment(
        carrier=node["carrier"].text_or_none(),
        number=number,
        status=attempts.stands(status, scans).value,
        status_text=statuses.wording(word, detail),
        unique_id=node["id"].text_or_none(),
        promised=leaving_out(lambda: told_day(more["guaranteed_delivery_date"])),
        estimated=_estimated(node, more, missed),
        delivered=delivered,
        signed_by=leaving_out(node["signed_by"].text_or_none),
        had_attempt=_failed_before(attempted, status, delivered),
        scans=tuple(scans),
        said=last.text if last else None,
        said_at=last.moment if last else None,
        fault=blamed(attempts.stands(status, scans), scans, statuses.fault(detail)),
        is_return=str(node["is_return"].value).lower() == "true",
    )


def _is_tracker(value: object) -> bool:
    if not isinstance(value, dict):
        return False
    said, external_id = value.get("object"), value.get("id")
    if isinstance(said, str):
        return said == OBJECT
    is_named = isinstance(external_id, str) and external_id.startswith(ID_BEGINS)
    return is_named or "tracking_details" in value


def _all_scans(node: Node, missed: Lapses) -> list[Scan]:
    return [scan for one in node["tracking_details"].items() for scan in _scans(one, missed)]


def _scans(node: Node, missed: Lapses) -> Iterator[Scan]:
    """Yield the scan of an entry; one that says nothing at all, or when nobody knows, is none."""
    if node.is_missing():
        return
    scan = missed.leaving_out(lambda: _scan(node, missed))
    if scan is not None and (node["status"].value or scan.text or scan.moment != Moment()):
        yield scan


def _scan(node: Node, missed: Lapses) -> Scan:
    if not isinstance(node.value, dict):
        raise node.unreadable("a scan")
    leaving_out = missed.leaving_out
    word, detail = node["status"].text_or_none(), leaving_out(node["status_detail"].text_or_none)
    return Scan(
        code=_code(word, detail, leaving_out(node["carrier_code"].text_or_none)),
        text=leaving_out(lambda: plain(node["message"]))
        or leaving_out(lambda: plain(node["description"])),
        status=statuses.status(word, detail).value,
        moment=told_time(node["datetime"]) or Moment(),
        place=_place(node["tracking_location"], missed),
        fault=statuses.fault(detail),
    )


def _place(node: Node, missed: Lapses) -> Place:
    if not (node.is_missing() or isinstance(node.value, dict)):
        missed.reasons.append(str(node.unreadable("a place")))
    parts = (node[part].text_or_none for part in ("city", "state", "country"))
    return Place(*map(missed.leaving_out, parts))


def _telling(node: Node, reasons: Set[str], scans: Sequence[Scan]) -> Scan | None:
    """Return the last scan, or of a parcel that is late or in trouble the last that says why."""
    last = scans[-1] if scans else None
    why = Lapses()
    told = [one for one in node["tracking_details"].items() if _is_reason(one, reasons)]
    words = {why.leaving_out(partial(_words_of, one)) for one in told} - {None}
    return next((scan for scan in _of_this_way(scans) if scan.text in words), last)


def _reasons(status: ParcelStatus, detail: str | None) -> Set[str]:
    """Return details of scans that say why; what held a parcel up is why until it arrives."""
    if (detail or "").lower() in statuses.TELLING:
        return statuses.REASONS
    return statuses.LASTING if status in MOVING else frozenset()


def _of_this_way(scans: Sequence[Scan]) -> Iterator[Scan]:
    """Yield scans, the last first, back to when another parcel of the number had arrived."""
    return takewhile(lambda scan: scan.status != ParcelStatus.DELIVERED, reversed(scans))


def _is_reason(scan: Node, reasons: Set[str]) -> bool:
    return str(scan["status_detail"].value).lower() in reasons


def _words_of(scan: Node) -> str | None:
    return plain(scan["message"]) or plain(scan["description"])


def _code(word: str | None, detail: str | None, code: str | None) -> str | None:
    """Return the carrier's code, else EasyPost's own; a word we do not know stands before it."""
    if not statuses.is_known(word):
        return "/".join(filter(None, (word, code)))
    return code or (None if detail in statuses.IDLE_DETAILS else detail)


def _failed_before(
    attempted: Moment | None, status: ParcelStatus, delivered: Moment | None
) -> bool:
    """Say that the first attempt was in vain: it did not deliver, or not yet."""
    if attempted is None:
        return False
    if status is not ParcelStatus.DELIVERED:
        return True
    if delivered is None or delivered.precision() != attempted.precision():
        return False
    return delivered.told_key() - attempted.told_key() > MINUTE // timedelta(microseconds=1)


def _estimated(node: Node, more: Node, missed: Lapses) -> Moment | None:
    """Return the carrier's estimate, with the wall clock at the destination where it is told."""
    stated = missed.leaving_out(lambda: told_day(node["est_delivery_date"]))
    local = missed.leaving_out(lambda: _estimated_there(more))
    if local is None or local.local is None:
        return stated
    if stated is None or stated.utc is None:
        return local
    clock = datetime.fromisoformat(local.local).replace(tzinfo=UTC)
    room = ZONES if "T" in local.local else ZONES + DAY
    is_same = stated.local is None and abs(clock - stated.utc) <= room
    return Moment(stated.utc, local.local) if is_same else stated


def _estimated_there(more: Node) -> Moment | None:
    day, time = told_day(more["est_delivery_date_local"]), more["est_delivery_time_local"]
    clock = time.text_or_none()
    if day is None or day.local is None or clock is None or "T" in day.local:
        return day
    return told_time(Node(f"{day.local}T{clock}", time.path))


def _words(error: Node, code: str | None) -> str:
    """Return what an error says: its code, its message, and the fields it names."""
    if isinstance(error.value, str):
        return error.value
    message = _said(error["message"].value)
    listed = error["errors"].value
    fields = [_field(one) for one in listed] if isinstance(listed, list) else []
    more = "; ".join(filter(None, fields))
    words = ": ".join(filter(None, (code, message))) or "an error without words"
    return f"{words} ({more})" if more else words


def _field(said: object) -> str:
    if not isinstance(said, dict):
        return _said(said)
    return ": ".join(filter(None, (_said(said.get("field")), _said(said.get("message")))))


def _said(value: object) -> str:
    if isinstance(value, list):
        return "; ".join(one for one in value if isinstance(one, str))
    return value if isinstance(value, str) else ""
