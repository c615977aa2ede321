"""AfterShip's trackings as parcels, and the errors of its envelope as ours."""

from collections.abc import Iterator, Sequence
from functools import partial

from agent_console.connectors.carriers.aftership import statuses
from agent_console.connectors.kit.carrier.scans import (
    in_order,
    last_delivered,
    turned_round,
    unmarked,
)
from agent_console.connectors.kit.carrier.telling import Told
from agent_console.connectors.kit.explaining import Document, trouble_of
from agent_console.connectors.kit.reading import Lapses, Node, UnreadableError
from agent_console.connectors.kit.times import told_day, told_time
from agent_console.domain.moment import Moment
from agent_console.domain.parcel import ParcelStatus, Place, Scan, Shipment
from agent_console.domain.tracking.blame import blamed
from agent_console.ports.explaining import Trouble

NO_TRACKING = "there is no parcel of AfterShip's in it"
NOT_MADE = "AfterShip has no tracking of that number"
MIDNIGHT = "T00:00:00"
WRAPPINGS = ("data", "msg", "tracking")
"""What a tracking comes in: the envelope, that of a notice, and what older versions put around."""


def read(document: Document) -> Iterator[Told]:
    """Yield what an answer tells: each parcel in it, or its error."""
    node = Node(document.content)
    if (whole := trouble(document)) is not None:
        yield Told(node.value, trouble=whole)
        return
    found = trackings(node)
    if found is None:
        yield Told(node.value, trouble=Trouble(statuses.REFUSED, NO_TRACKING))
    elif not found:
        yield Told(node.value, trouble=Trouble(statuses.MISSING, NOT_MADE))
    else:
        yield from map(_told, found)


def trouble(document: Document) -> Trouble | None:
    """Return the error an answer is: by the code in its envelope, else by its status."""
    meta = Node(document.content)["meta"]
    by_status = trouble_of(document)
    code = code_of(document.content)
    if code is None or (code in statuses.GOOD):
        return by_status
    kind = statuses.error_kind(code)
    if kind == statuses.REFUSED and by_status is not None:
        kind = by_status.kind
    keep = Lapses().leaving_out
    words = (str(code), keep(meta["type"].text_or_none), keep(meta["message"].text_or_none))
    return Trouble(kind, ": ".join(filter(None, words)))


def code_of(content: object) -> int | None:
    """Return the code in the envelope of an answer."""
    return Lapses().leaving_out(Node(content)["meta"]["code"].whole)


def trackings(node: Node) -> list[Node] | None:
    """Return the trackings of an answer, None where it is not even an empty list of them."""
    inner = node
    for name in WRAPPINGS:
        if isinstance(inner[name].value, dict):
            inner = inner[name]
    if isinstance(inner["trackings"].value, list):
        return list(inner["trackings"].items())
    return None if inner["tracking_number"].is_missing() else [inner]


def _told(node: Node) -> Told:
    """Read a tracking with what had to be left out; without a number it is nobody's."""
    lapses = Lapses()
    try:
        parcel = shipment(node, lapses)
    except UnreadableError as error:
        return Told(node.value, left_out=(str(error),))
    return Told(node.value, shipment=parcel, left_out=tuple(lapses.reasons))


def shipment(node: Node, lapses: Lapses) -> Shipment:
    """Read a tracking as a parcel: the status AfterShip states, else that of its last event.

    Raises:
        UnreadableError: its number or its list of events is unreadable.
    """
    keep = lapses.leaving_out
    number = node["tracking_number"].text()
    scans = _scans(node, lapses)
    last = scans[-1] if scans else None
    status = turned_round(_stands(node, last, lapses), scans)
    return Shipment(
        carrier=keep(node["slug"].text_or_none),
        number=number,
        status=status.value,
        status_text=_wording(node, lapses) or (last.text if last else None),
        unique_id=keep(node["id"].text_or_none),
        promised=keep(lambda: told_day(node["order_promised_delivery_date"])),
        estimated=_estimated(node, lapses),
        delivered=_delivered(node, scans, lapses) if status is ParcelStatus.DELIVERED else None,
        signed_by=keep(node["signed_by"].text_or_none),
        had_attempt=_had_attempt(status, scans),
        scans=tuple(scans),
        said=last.text if last else None,
        said_at=last.moment if last else None,
        fault=blamed(status, scans, statuses.fault(_tags(node, Lapses())[1])),
    )


def _stands(node: Node, last: Scan | None, lapses: Lapses) -> ParcelStatus:
    """Return how a parcel stands; what was delivered on its way back came to its sender."""
    tag, subtag = _tags(node, lapses)
    if tag is None and subtag is None:
        status = ParcelStatus(last.status) if last else ParcelStatus.UNKNOWN
    else:
        status = statuses.status(tag, subtag)
    is_back = node["return_to_sender"].value is True
    return ParcelStatus.RETURN_TO_SENDER if is_back and status is ParcelStatus.DELIVERED else status


def _tags(node: Node, lapses: Lapses) -> tuple[str | None, str | None]:
    keep = lapses.leaving_out
    return keep(node["tag"].text_or_none), keep(node["subtag"].text_or_none)


def _wording(node: Node, lapses: Lapses) -> str | None:
    tag, subtag = _tags(node, Lapses())
    return statuses.wording(tag, subtag, lapses.leaving_out(node["subtag_message"].text_or_none))


def _had_attempt(status: ParcelStatus, scans: Sequence[Scan]) -> bool:
    tried = ParcelStatus.ATTEMPT_FAILED
    return status is tried or any(one.status == tried for one in scans)


def _scans(node: Node, lapses: Lapses) -> Sequence[Scan]:
    """Return the events; an answer of the last one alone has no list."""
    nodes = list(node["checkpoints"].items())
    if node["checkpoints"].is_missing() and not node["checkpoint"].is_missing():
        nodes = [node["checkpoint"]]
    found = (_scan(one, lapses) for one in nodes)
    return in_order([scan for scan in found if scan is not None])


def _scan(node: Node, lapses: Lapses) -> Scan | None:
    """Read an event; null is none, and one that says nothing at all is none either."""
    if node.is_missing():
        return None
    if not isinstance(node.value, dict):
        lapses.reasons.append(str(node.unreadable("an event")))
        return None
    tag, subtag = _tags(node, lapses)
    text = lapses.leaving_out(lambda: unmarked(node["message"]))
    moment = lapses.leaving_out(lambda: there(node["checkpoint_time"])) or Moment()
    if not (tag or subtag or text) and moment == Moment():
        return None
    code = lapses.leaving_out(node["raw_tag"].text_or_none) or subtag
    if not statuses.is_known(tag, subtag):
        code = "/".join(filter(None, (tag, code)))
    status, place = statuses.status(tag, subtag).value, _place(node, lapses)
    return Scan(code, text, status, moment, place, statuses.fault(subtag))


def there(node: Node) -> Moment | None:
    """Read when an event was; midnight of no zone is how carriers that tell days alone come in.

    Raises:
        UnreadableError: there is something, and it is no ISO time of our age.
    """
    moment = told_time(node)
    if moment is None or moment.utc is not None or moment.local is None:
        return moment
    return Moment(local=moment.local.removesuffix(MIDNIGHT))


def _place(node: Node, lapses: Lapses) -> Place:
    """Read where an event was; a place in one text is taken for what it says first."""
    keep = lapses.leaving_out
    city, region, whole = (keep(node[part].text_or_none) for part in ("city", "state", "location"))
    parts = ("country_iso3", "country_region", "country_name", "country_region_name")
    country = next(filter(None, (keep(node[part].text_or_none) for part in parts)), None)
    return Place(city or (None if region or country else whole), region, country)


def _estimated(node: Node, lapses: Lapses) -> Moment | None:
    """Return when it is expected: in the words of the carrier first, by their newest name."""
    latest = node["latest_estimated_delivery"]
    carriers, own = (node[f"{who}_estimated_delivery_date"] for who in ("courier", "aftership"))
    places = (
        node["expected_delivery"],
        carriers["estimated_delivery_date"],
        latest["datetime"],
        latest["datetime_max"],
        own["estimated_delivery_date"],
    )
    for place in places:
        found = lapses.leaving_out(partial(told_day, place))
        if found is not None:
            return found
    return None


def _delivered(node: Node, scans: Sequence[Scan], lapses: Lapses) -> Moment | None:
    day = node["shipment_delivery_date"]
    return last_delivered(scans) or lapses.leaving_out(lambda: told_day(day))
