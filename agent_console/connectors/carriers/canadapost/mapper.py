"""Canada Post's tracking answers as parcels, and its messages as our errors."""

from collections.abc import Iterator, Sequence
from functools import partial

from agent_console.connectors.carriers.canadapost import statuses, times
from agent_console.connectors.kit.carrier.scans import (
    in_order,
    last_delivered,
    standing,
    turned_round,
    verbatim,
)
from agent_console.connectors.kit.carrier.telling import Told
from agent_console.connectors.kit.explaining import Document, trouble_of
from agent_console.connectors.kit.reading import Lapses, Node, UnreadableError
from agent_console.connectors.kit.xml_tree import each
from agent_console.domain.parcel import ParcelStatus, Place, Scan, Shipment
from agent_console.domain.tracking.blame import blamed
from agent_console.ports.explaining import Trouble

CARRIER, COUNTRY = "Canada Post", "CA"
DETAIL, MESSAGES, WRAPPER = "tracking-detail", "messages", "wrapper"
NOTHING_OF_OURS = "there is nothing of Canada Post's in it"


def read(document: Document) -> Iterator[Told]:
    """Yield what an answer tells: its parcel, or its messages, which are errors."""
    node = Node(document.content)
    inside = node[WRAPPER] if not node[WRAPPER].is_missing() else node
    errors = list(_errors(inside[MESSAGES], document))
    if errors:
        yield from errors
    elif trouble_of(document) is None and inside[DETAIL].value:
        yield from map(_told, each(inside[DETAIL]))
    else:
        yield _stranger(document)


def _stranger(document: Document) -> Told:
    """Tell what is no answer of Canada Post's; with a status of its own it is an error of it."""
    by_status = trouble_of(Document(None, document.http_status))
    why = by_status or trouble_of(document) or Trouble(statuses.REFUSED, NOTHING_OF_OURS)
    return Told(document.content, trouble=why, is_stranger=by_status is None)


def _told(node: Node) -> Told:
    """Read a parcel with what had to be left out; without a number it is nobody's."""
    lapses, raw = Lapses(), {DETAIL: [node.value]}
    try:
        return Told(raw, shipment=shipment(node, lapses), left_out=tuple(lapses.reasons))
    except UnreadableError as error:
        return Told(raw, left_out=(str(error),))


def shipment(node: Node, lapses: Lapses) -> Shipment:
    """Read a parcel: its last event that is more than a note says how it stands.

    Raises:
        UnreadableError: it has no number.
    """
    number = node["pin"].text()
    keep = lapses.leaving_out
    scans, signed_by = _scans(node, lapses)
    last = scans[-1] if scans else None
    status = turned_round(standing(scans, _is_note), scans)
    is_return = keep(node["original-pin"].text_or_none) is not None
    if is_return and status is ParcelStatus.DELIVERED:
        status = ParcelStatus.RETURN_TO_SENDER
    promised = keep(lambda: times.day(node["expected-delivery-date"]))
    return Shipment(
        carrier=CARRIER,
        number=number,
        status=status.value,
        status_text=last.text if last else None,
        promised=promised,
        estimated=keep(lambda: times.day(node["changed-expected-date"])) or promised,
        delivered=last_delivered(scans) if status is ParcelStatus.DELIVERED else None,
        signed_by=signed_by,
        had_attempt=any(one.status == ParcelStatus.ATTEMPT_FAILED for one in scans),
        scans=tuple(scans),
        said=last.text if last else None,
        said_at=last.moment if last else None,
        fault=blamed(status, scans),
        is_return=is_return,
    )


def _scans(node: Node, lapses: Lapses) -> tuple[Sequence[Scan], str | None]:
    """Read the events, and who signed; a signature that it went on after was another's."""
    names = dict[int, str | None]()
    found = list[Scan]()
    for event in each(node["significant-events"]["occurrence"]):
        scan = lapses.leaving_out(partial(_scan, event, lapses))
        if scan is not None:
            names[id(scan)] = lapses.leaving_out(event["signatory-name"].text_or_none)
            found.append(scan)
    scans, signed_by = in_order(found, is_newest_first=True), None
    for scan in scans:
        is_over = _is_note(scan) or scan.status == ParcelStatus.DELIVERED
        signed_by = names[id(scan)] or (signed_by if is_over else None)
    return scans, signed_by


def _scan(node: Node, lapses: Lapses) -> Scan:
    if not isinstance(node.value, dict):
        raise node.unreadable("an event")
    keep = lapses.leaving_out
    code = keep(node["event-identifier"].text_or_none)
    text = keep(lambda: verbatim(node["event-description"]))
    status = statuses.status(code, text)
    return Scan(
        code=code,
        text=text,
        status=status.value,
        moment=times.moment(node, lapses),
        place=_place(node, lapses),
        fault=statuses.fault(status, code),
    )


def _place(node: Node, lapses: Lapses) -> Place:
    """Read where it was; a province of Canada's says the country."""
    keep = lapses.leaving_out
    city, region = (keep(node[part].text_or_none) for part in ("event-site", "event-province"))
    is_canada = (region or "").upper() in times.PROVINCES
    return Place(city, region, COUNTRY if is_canada else None)


def _is_note(scan: Scan) -> bool:
    return statuses.is_note(scan.code)


def _errors(node: Node, document: Document) -> Iterator[Told]:
    for one in each(node["message"]):
        code = Lapses().leaving_out(one["code"].text_or_none)
        message = Lapses().leaving_out(one["description"].text_or_none)
        words = ": ".join(filter(None, (code, message))) or "an error without words"
        yield Told(one.value, trouble=Trouble(statuses.error_kind(code, document), words))
