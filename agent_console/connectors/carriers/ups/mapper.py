"""UPS's tracking answers as parcels, and its errors as ours."""

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from functools import partial

from agent_console.connectors.carriers.ups import statuses
from agent_console.connectors.kit.carrier.scans import (
    in_order,
    last_delivered,
    turned_round,
    verbatim,
)
from agent_console.connectors.kit.carrier.telling import Told
from agent_console.connectors.kit.explaining import Document, trouble_of
from agent_console.connectors.kit.reading import YEARS, Lapses, Node, UnreadableError
from agent_console.domain.moment import Moment
from agent_console.domain.parcel import Fault, ParcelStatus, Place, Scan, Shipment
from agent_console.domain.tracking.blame import blamed
from agent_console.ports.explaining import Trouble

CARRIER = "UPS"
DAY, TIME = re.compile(r"\d{8}"), re.compile(r"\d{1,6}")
OFFSET = re.compile(r"[+-]\d\d:\d\d")
SCHEDULED, RESCHEDULED, DELIVERED = "SDD", "RDD", "DEL"
COMMITTED = frozenset({"CMT"})
WINDOWS = frozenset({"EDW", "CDW", "IDW"})


def read(document: Document) -> Iterator[Told]:
    """Yield what an answer tells: each package, each warning that stands for one, or its error."""
    node = Node(document.content)
    errors = list(_errors(node["response"]["errors"], document))
    if errors or (whole := trouble_of(document)) is not None:
        yield from errors or [Told(node.value, trouble=whole)]
        return
    shipments = node["trackResponse"]["shipment"]
    if shipments.is_missing():
        words = "there is nothing of UPS's in it"
        yield Told(node.value, trouble=Trouble(statuses.REFUSED, words))
        return
    try:
        yield from [told for one in _each(shipments) for told in _shipment(one, document)]
    except UnreadableError as error:
        yield Told(node.value, left_out=(str(error),))


def _shipment(node: Node, document: Document) -> Iterator[Told]:
    packages = list(_each(node["package"]))
    if not packages:
        yield from _errors(node["warnings"], document)
    for package in packages:
        yield _package(node, package)


def _package(node: Node, package: Node) -> Told:
    """Read a package with what had to be left out; without a number it is nobody's."""
    lapses = Lapses()
    whole = node.value if isinstance(node.value, dict) else {}
    raw = {"trackResponse": {"shipment": [{**whole, "package": [package.value]}]}}
    try:
        return Told(raw, shipment=shipment(node, package, lapses), left_out=tuple(lapses.reasons))
    except UnreadableError as error:
        return Told(raw, left_out=(str(error),))


def shipment(node: Node, package: Node, lapses: Lapses) -> Shipment:
    """Read a package as a parcel: the status UPS states, else that of its last event.

    Raises:
        UnreadableError: its number or its list of events is unreadable.
    """
    number = package["trackingNumber"].text_or_none() or node["inquiryNumber"].text()
    scans = in_order(_scans(package, lapses), is_newest_first=True)
    last = scans[-1] if scans else None
    word, stated, why = _stated(package["currentStatus"], lapses)
    by_event = ParcelStatus(last.status) if last else stated
    status = turned_round(by_event if stated is ParcelStatus.UNKNOWN else stated, scans)
    days = _days(package, lapses)
    at = _clock(package["deliveryTime"], lapses)
    is_over = status is ParcelStatus.DELIVERED
    return Shipment(
        carrier=CARRIER,
        number=number,
        status=status.value,
        status_text=word or (last.text if last else None),
        promised=_at(days.get(SCHEDULED), at, COMMITTED),
        estimated=None
        if is_over
        else _at(days.get(RESCHEDULED) or days.get(SCHEDULED), at, WINDOWS),
        delivered=_delivered(days, at, scans) if is_over else None,
        signed_by=lapses.leaving_out(package["deliveryInformation"]["receivedBy"].text_or_none),
        had_attempt=any(one.status == ParcelStatus.ATTEMPT_FAILED for one in scans),
        scans=tuple(scans),
        said=last.text if last else None,
        said_at=last.moment if last else None,
        fault=blamed(status, scans, why),
    )


def _scans(package: Node, lapses: Lapses) -> Sequence[Scan]:
    found = (lapses.leaving_out(partial(_scan, one, lapses)) for one in _each(package["activity"]))
    return [scan for scan in found if scan is not None]


def _scan(node: Node, lapses: Lapses) -> Scan:
    if not isinstance(node.value, dict):
        raise node.unreadable("an event")
    said, address = node["status"], node["location"]["address"]
    keep = lapses.leaving_out
    city, region = (keep(address[part].text_or_none) for part in ("city", "stateProvince"))
    country = keep(address["countryCode"].text_or_none) or keep(address["country"].text_or_none)
    code, number = keep(said["code"].text_or_none), keep(said["statusCode"].text_or_none)
    status = statuses.status(keep(said["type"].text_or_none), number)
    return Scan(
        code=code,
        text=keep(lambda: verbatim(said["description"])),
        status=status.value,
        moment=_moment(node, lapses),
        place=Place(city, region, country),
        fault=statuses.fault(status, number, code),
    )


def _stated(node: Node, lapses: Lapses) -> tuple[str | None, ParcelStatus, Fault | None]:
    """Return the status over the events: its words, what they mean, and by whose fault."""
    keep = lapses.leaving_out
    number = keep(node["statusCode"].text_or_none) or keep(node["code"].text_or_none)
    meaning = statuses.status(keep(node["type"].text_or_none), number)
    why = statuses.fault(meaning, number, None)
    return keep(lambda: verbatim(node["description"])), meaning, why


def _moment(node: Node, lapses: Lapses) -> Moment:
    """Read when an event was: the wall clock there, and the instant where GMT is told too."""
    local = _told(node["date"], node["time"], lapses)
    utc = _told(node["gmtDate"], node["gmtTime"], lapses)
    offset = lapses.leaving_out(node["gmtOffset"].text_or_none) or ""
    instant = datetime.fromisoformat(utc).replace(tzinfo=UTC) if utc and "T" in utc else None
    return Moment(instant, local, offset if instant and OFFSET.fullmatch(offset) else None)


def _told(day: Node, time: Node, lapses: Lapses) -> str | None:
    on, at = lapses.leaving_out(lambda: _day(day)), lapses.leaving_out(lambda: _time(time))
    return f"{on}T{at}" if on and at else on


def _day(node: Node) -> str | None:
    said = node.text_or_none()
    if said is None:
        return None
    try:
        found = (
            datetime.strptime(said, "%Y%m%d").replace(tzinfo=UTC) if DAY.fullmatch(said) else None
        )
    except ValueError:
        found = None
    if found is None or found.year not in YEARS:
        raise node.unreadable("a day as YYYYMMDD")
    return found.date().isoformat()


def _time(node: Node) -> str | None:
    """Read a time of day; UPS drops the nought before one before ten."""
    said = node.text_or_none()
    if said is None:
        return None
    try:
        if TIME.fullmatch(said):
            return datetime.strptime(said.zfill(6), "%H%M%S").replace(tzinfo=UTC).time().isoformat()
    except ValueError:
        pass
    raise node.unreadable("a time as HHMMSS")


def _days(package: Node, lapses: Lapses) -> dict[str, str]:
    found = dict[str, str]()
    for one in _each(package["deliveryDate"]):
        kind, day = (
            lapses.leaving_out(one["type"].text_or_none),
            lapses.leaving_out(partial(_day, one["date"])),
        )
        if kind and day:
            found.setdefault(kind, day)
    return found


def _clock(node: Node, lapses: Lapses) -> tuple[str, str]:
    """Return what sort of time of day a delivery has, and that time."""
    kind = lapses.leaving_out(node["type"].text_or_none) or ""
    return kind, lapses.leaving_out(lambda: _time(node["endTime"])) or ""


def _at(day: str | None, at: tuple[str, str], kinds: frozenset[str]) -> Moment | None:
    if day is None:
        return None
    kind, clock = at
    return Moment(local=f"{day}T{clock}" if clock and kind in kinds else day)


def _delivered(days: dict[str, str], at: tuple[str, str], scans: Sequence[Scan]) -> Moment | None:
    return _at(days.get(DELIVERED), at, frozenset({DELIVERED})) or last_delivered(scans)


def _errors(node: Node, document: Document) -> Iterator[Told]:
    for one in Lapses().leaving_out(lambda: list(_each(node))) or []:
        code = Lapses().leaving_out(one["code"].text_or_none)
        message = Lapses().leaving_out(one["message"].text_or_none)
        words = ": ".join(filter(None, (code, message))) or "an error without words"
        yield Told(one.value, trouble=Trouble(statuses.error_kind(code, document), words))


def _each(node: Node) -> Iterator[Node]:
    """Yield the elements of a list; UPS has been seen to leave the list out around a single one."""
    if isinstance(node.value, dict):
        yield node
    else:
        yield from node.items()
