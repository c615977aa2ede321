"""USPS's tracking answers as parcels, and its errors as ours."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from agent_console.connectors.carriers.usps import statuses, times
from agent_console.connectors.kit.carrier.scans import (
    in_order,
    last_delivered,
    plain,
    turned_round,
    unmarked,
)
from agent_console.connectors.kit.carrier.telling import Told
from agent_console.connectors.kit.explaining import Document, trouble_of
from agent_console.connectors.kit.reading import Lapses, Node, UnreadableError
from agent_console.domain.moment import Moment
from agent_console.domain.parcel import ParcelStatus, Place, Scan, Shipment
from agent_console.domain.tracking.blame import blamed
from agent_console.ports.explaining import Trouble

CARRIER = "USPS"
OF_PARCEL = ("trackingEvents", "eventSummaries", "statusCategory")
IDS = ("uniqueMailPieceID", "uniqueMailPieceId", "uniqueTrackingID", "uniqueTrackingId")


def read(document: Document) -> Iterator[Told]:
    """Yield what an answer tells: the parcel of the number, or the trouble with it."""
    node = Node(document.content)
    is_several = isinstance(node.value, list) and bool(node.value)
    each = node.items() if is_several else iter([node])
    for one in each:
        yield _told(one, document)


def _told(node: Node, document: Document) -> Told:
    trouble = _trouble(node, document)
    if trouble is not None:
        return Told(node.value, trouble=trouble)
    lapses = Lapses()
    try:
        read_one = shipment(node, lapses)
    except UnreadableError as error:
        return Told(node.value, left_out=(str(error),))
    return Told(node.value, shipment=read_one, left_out=tuple(lapses.reasons))


def shipment(node: Node, lapses: Lapses) -> Shipment:
    """Read an answer as a parcel: the category USPS states, else what its last event says.

    Raises:
        UnreadableError: its number or its list of events is unreadable.
    """
    keep, number = lapses.leaving_out, node["trackingNumber"].text()
    category, words = (
        keep(node["statusCategory"].text_or_none),
        keep(partial(plain, node["status"])),
    )
    stated = statuses.stated(category, words)
    scans = in_order(_scans(node, words, stated, lapses), is_newest_first=True)
    last = scans[-1] if scans else None
    told = stated or ParcelStatus(last.status if last else "unknown")
    status = turned_round(told, [one for one in scans if statuses.is_return(one.text)])
    is_over = status is ParcelStatus.DELIVERED
    ids = (keep(node[name].text_or_none) for name in IDS)
    tried = ParcelStatus.ATTEMPT_FAILED
    return Shipment(
        carrier=CARRIER,
        number=number,
        status=status.value,
        status_text=words or category or (last.text if last else None),
        unique_id=next(filter(None, ids), None),
        promised=times.promised(node, lapses),
        estimated=None if is_over else times.expected(node, lapses),
        delivered=last_delivered(scans) if is_over else None,
        signed_by=_signed_by(node, lapses) if is_over else None,
        had_attempt=status is tried or any(one.status == tried for one in scans),
        scans=tuple(scans),
        said=last.text if last else None,
        said_at=last.moment if last else None,
        fault=blamed(status, scans, statuses.fault(None, words)),
    )


def _scans(
    node: Node, words: str | None, stated: ParcelStatus | None, lapses: Lapses
) -> Sequence[Scan]:
    """Read the events; the one that gave the parcel its words has the parcel's status."""
    events = node["trackingEvents"]
    if events.is_missing():
        return [_summary(one, lapses) for one in node["eventSummaries"].items()]
    found = [
        scan
        for one in events.items()
        if (scan := lapses.leaving_out(partial(_scan, one, lapses))) is not None
    ]
    return [_named(one, words, stated) for one in found]


def _named(scan: Scan, words: str | None, stated: ParcelStatus | None) -> Scan:
    is_its = stated is not None and words is not None and scan.text == words
    if not is_its or scan.status != ParcelStatus.UNKNOWN:
        return scan
    return replace(scan, status=(stated or ParcelStatus.UNKNOWN).value)


def _scan(node: Node, lapses: Lapses) -> Scan:
    if not isinstance(node.value, dict):
        raise node.unreadable("an event")
    keep = lapses.leaving_out
    code, text = keep(node["eventCode"].text_or_none), keep(lambda: unmarked(node["eventType"]))
    city, region, country = (
        keep(node[name].text_or_none) for name in ("eventCity", "eventState", "eventCountry")
    )
    return Scan(
        code=code,
        text=text,
        status=statuses.event(code, text).value,
        moment=times.event(node, lapses),
        place=Place(city, region, country),
        fault=statuses.fault(code, text),
    )


def _summary(node: Node, lapses: Lapses) -> Scan:
    """Read an event of which one sentence is told; what a sentence means is for people to say."""
    text = lapses.leaving_out(partial(plain, node))
    return Scan(None, text, ParcelStatus.UNKNOWN.value, Moment(), Place())


def _signed_by(node: Node, lapses: Lapses) -> str | None:
    """Return who signed: USPS names them at the event of the delivery."""
    for one in node["trackingEvents"].items():
        code, text = (
            lapses.leaving_out(one[name].text_or_none) for name in ("eventCode", "eventType")
        )
        name = lapses.leaving_out(partial(plain, one["name"]))
        if name and statuses.event(code, text) is ParcelStatus.DELIVERED:
            return name
    return None


def _trouble(node: Node, document: Document) -> Trouble | None:
    """Return the error an answer is: what it says, else its status, else that it is no parcel."""
    error = node["error"]
    if error.value:
        codes, words = _codes(error), _words(node, error)
        return Trouble(statuses.error_kind(codes, document), words)
    if (whole := trouble_of(document)) is not None:
        return whole
    if all(node[name].is_missing() for name in OF_PARCEL):
        return Trouble(statuses.REFUSED, "there is nothing of USPS's in it")
    return None


def _codes(error: Node) -> list[str]:
    """Return the codes of an error, those of its parts first; the whole one repeats the status."""
    said = [part["code"].value for part in _parts(error)] + [error["code"].value, error.value]
    return [str(one) for one in said if isinstance(one, str | int) and not isinstance(one, bool)]


def _parts(error: Node) -> list[Node]:
    parts = error["errors"].value
    return [Node(one) for one in parts] if isinstance(parts, list) else []


def _words(node: Node, error: Node) -> str:
    details = [_said(part["detail"]) or _said(part["title"]) for part in _parts(error)]
    told = [_said(error["code"]), _said(error["message"]), *details]
    if isinstance(error.value, str):
        told = [error.value, _said(node["error_description"])]
    return ": ".join(filter(None, told)) or "an error without words"


def _said(node: Node) -> str | None:
    return Lapses().leaving_out(partial(plain, node))
