"""A parcel of DHL Paket, as its XML tells it: two codes say what happened, times are Berlin's."""

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from functools import partial

from agent_console.connectors.carriers.dhl import statuses
from agent_console.connectors.kit.carrier.countries import country
from agent_console.connectors.kit.carrier.scans import in_order, last_delivered, standing, verbatim
from agent_console.connectors.kit.carrier.zones import in_zones
from agent_console.connectors.kit.reading import YEARS, Lapses, Node
from agent_console.connectors.kit.xml_tree import each
from agent_console.domain.moment import Moment
from agent_console.domain.parcel import ParcelStatus, Place, Scan, Shipment
from agent_console.domain.tracking.blame import blamed
from agent_console.ports.explaining import Trouble

CARRIER, ZONE = "DHL", "Europe/Berlin"
LISTS = frozenset({"pieceshipmentlist", "piecestatuspubliclist"})
PIECES = frozenset({"pieceshipment", "piecestatuspublic"})
EVENTS, EVENT = "pieceeventlist", "pieceevent"
NUMBERS = ("@piece-code", "@searched-piece-code", "@piece-identifier")
TIME = re.compile(r"(\d\d\.\d\d\.\d{4})(?: (\d\d:\d\d)(:\d\d)?)?")
FINE = frozenset({None, "0"})
NO_DATA = frozenset({"no data found", "keine daten gefunden"})


def is_one(node: Node) -> bool:
    """Say whether an answer is DHL Paket's."""
    return _name(node["data"]) in LISTS


def trouble_of_list(node: Node) -> Trouble | None:
    """Return the error an answer is as a whole."""
    return _trouble(node["data"], "@code", ("@error",))


def trouble_of_piece(piece: Node) -> Trouble | None:
    """Return why there is nothing of a number."""
    words = ("@piece-status-desc", "@error")
    return _trouble(piece, "@error-status", words) or _trouble(piece, "@piece-status", words)


def pieces(node: Node) -> Iterator[Node]:
    """Yield the parcels of an answer."""
    yield from (one for one in each(node["data"]["data"]) if _name(one) in PIECES)


def alone(node: Node, piece: Node) -> dict[str, object]:
    """Return an answer with one of its parcels only."""
    whole = node["data"].value
    return {"data": {**whole, "data": piece.value} if isinstance(whole, dict) else piece.value}


def shipment(piece: Node, lapses: Lapses) -> Shipment:
    """Read a parcel: the codes over its events say how it stands, else its last event.

    Raises:
        UnreadableError: it has no number.
    """
    numbers = filter(None, (lapses.leaving_out(piece[name].text_or_none) for name in NUMBERS))
    number = next(numbers, None) or piece[NUMBERS[0]].text()
    over = _scan(piece, ("@status", "@short-status"), "@status-timestamp", lapses)
    scans = _scans(piece, over, lapses)
    status = _standing(over, scans)
    last = scans[-1] if scans else None
    return Shipment(
        carrier=CARRIER,
        number=number,
        status=status.value,
        status_text=over.text or (last.text if last else None),
        unique_id=lapses.leaving_out(piece["@piece-id"].text_or_none),
        delivered=_delivered(over, scans) if status is ParcelStatus.DELIVERED else None,
        had_attempt=any(one.status == ParcelStatus.ATTEMPT_FAILED for one in scans),
        scans=tuple(scans),
        said=last.text if last else None,
        said_at=last.moment if last else None,
        fault=blamed(status, scans, over.fault),
    )


def _scans(piece: Node, over: Scan, lapses: Lapses) -> Sequence[Scan]:
    """Read the events; where none are told, what stands over them is the one there is."""
    lists = [one for one in each(piece["data"]) if _name(one) == EVENTS]
    events = [one for told in lists for one in each(told["data"]) if _name(one) == EVENT]
    words = ("@event-status", "@event-text", "@event-short-status")
    scans = [_scan(one, words, "@event-timestamp", lapses) for one in events]
    if not scans and (over.text or over.code):
        return [over]
    return in_order(scans)


def _scan(node: Node, words: Sequence[str], time: str, lapses: Lapses) -> Scan:
    keep = lapses.leaving_out
    ice, ric = keep(node["@ice"].text_or_none), keep(node["@ric"].text_or_none)
    sort = keep(node["@standard-event-code"].text_or_none)
    texts = (keep(partial(verbatim, node[name])) for name in words)
    status = statuses.paket(ice, ric, sort)
    if status is ParcelStatus.DELIVERED and _is_going_back(node):
        status = ParcelStatus.RETURN_TO_SENDER
    return Scan(
        code="/".join(filter(None, (ice, ric))) or sort,
        text=next(filter(None, texts), None),
        status=status.value,
        moment=keep(lambda: _moment(node[time]) or Moment()) or Moment(),
        place=Place(
            city=keep(node["@event-location"].text_or_none),
            country=country(keep(node["@event-country"].text_or_none)),
        ),
        fault=statuses.paket_fault(status, ice, ric),
    )


def _is_going_back(node: Node) -> bool:
    """Say whether it is on its way back to its sender: handed to them, it is not delivered."""
    said = node["@ruecksendung"].value
    return isinstance(said, str) and said.strip().casefold() == "true"


def _standing(over: Scan, scans: Sequence[Scan]) -> ParcelStatus:
    """Return how the parcel stands; what the driver took back has not happened."""
    if over.code and not _is_note(over) and not _undoes(over):
        return ParcelStatus(over.status)
    kept = list[Scan]()
    for scan in scans:
        if _undoes(scan):
            kept = kept[:-1]
        elif not _is_note(scan):
            kept.append(scan)
    return standing(kept, _is_note)


def _is_note(scan: Scan) -> bool:
    return statuses.is_paket_note(scan.code)


def _undoes(scan: Scan) -> bool:
    return (scan.code or "").upper().partition("/")[0] == statuses.UNDONE


def _delivered(over: Scan, scans: Sequence[Scan]) -> Moment | None:
    return last_delivered(scans) or (over.moment if over.moment != Moment() else None)


def _moment(node: Node) -> Moment | None:
    """Read `18.03.2016 10:02`, the clock of Berlin wherever it happened; or a day."""
    said = node.text_or_none()
    if said is None:
        return None
    found = TIME.fullmatch(said)
    try:
        at = found and datetime.strptime(
            f"{found[1]} {found[2] or '00:00'}{found[3] or ':00'}", "%d.%m.%Y %H:%M:%S"
        ).replace(tzinfo=UTC)
    except ValueError:
        at = None
    if found is None or at is None or at.year not in YEARS:
        raise node.unreadable("a time as DD.MM.YYYY HH:MM")
    if found[2] is None:
        return Moment(local=at.date().isoformat())
    return in_zones(at.replace(tzinfo=None), (ZONE,))


def _trouble(node: Node, code: str, words: Sequence[str]) -> Trouble | None:
    said = Lapses().leaving_out(node[code].text_or_none)
    if said in FINE:
        return None
    told = [Lapses().leaving_out(node[name].text_or_none) for name in words]
    message = next(filter(None, told), "")
    kind = statuses.PAKET_ERRORS.get(said or "", statuses.REFUSED)
    if message.casefold() in NO_DATA:
        kind = statuses.MISSING
    return Trouble(kind, ": ".join(filter(None, (said, message))))


def _name(node: Node) -> str | None:
    """Return what sort of part it is; some answers leave the hyphens out."""
    said = node["@name"].value
    return said.replace("-", "").casefold() if isinstance(said, str) else None
