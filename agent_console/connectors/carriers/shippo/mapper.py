"""Shippo's tracks as parcels, and its errors as ours."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from agent_console.connectors.carriers.shippo import statuses
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

NO_TRACK = "there is no parcel of Shippo's in it"
MIDNIGHT = "T00:00:00"
NO_OFFSET = frozenset({None, "+00:00"})
SAYING, FIELDS = ("detail", "error", "message"), ("__all__", "carrier", "tracking_number")
"""Where Shippo says what is wrong: for people, or as a list beside the field that is."""
MARKS = frozenset({"tracking_status", "tracking_history"})


def read(document: Document) -> Iterator[Told]:
    """Yield what an answer tells: a parcel, each of a list, or its error."""
    node = Node(document.content)
    whole = trouble_of(document)
    if whole is not None:
        yield Told(node.value, trouble=Trouble(whole.kind, _words(node) or whole.message))
        return
    results = node["results"].value
    for one in node["results"].items() if isinstance(results, list) else (node,):
        yield _told(_opened(one))


def _opened(node: Node) -> Node:
    """Return the track of a notice that Shippo sends by itself; any other is one already."""
    return node["data"] if isinstance(node["data"].value, dict) else node


def _told(node: Node) -> Told:
    """Read a track with what had to be left out; without a number it is nobody's."""
    if not isinstance(node.value, dict) or MARKS.isdisjoint(node.value):
        return Told(node.value, trouble=Trouble("refused", _words(node) or NO_TRACK))
    lapses = Lapses()
    try:
        parcel = shipment(node, lapses)
    except UnreadableError as error:
        return Told(node.value, left_out=(str(error),))
    return Told(node.value, shipment=parcel, left_out=tuple(lapses.reasons))


def shipment(node: Node, lapses: Lapses) -> Shipment:
    """Read a track as a parcel: the status Shippo states, else that of its last event.

    Without either nothing is known of it yet.

    Raises:
        UnreadableError: its number or its list of events is unreadable.
    """
    number = node["tracking_number"].text()
    stated = node["tracking_status"]
    word, code = _status_words(stated, lapses)
    scans = _scans(node, lapses)
    last = scans[-1] if scans else None
    status = turned_round(_stands(stated, (word, code), last), scans)
    return Shipment(
        carrier=lapses.leaving_out(node["carrier"].text_or_none),
        number=number,
        status=status.value,
        status_text=statuses.wording(word, code) or (last.text if last else None),
        estimated=lapses.leaving_out(lambda: expected(node["eta"])),
        delivered=last_delivered(scans) if status is ParcelStatus.DELIVERED else None,
        had_attempt=any(one.status == ParcelStatus.ATTEMPT_FAILED for one in scans),
        scans=tuple(scans),
        said=last.text if last else None,
        said_at=last.moment if last else None,
        fault=blamed(status, scans, statuses.fault(code)),
    )


def _stands(stated: Node, words: tuple[str | None, str | None], last: Scan | None) -> ParcelStatus:
    """Return how it stands; of a state without a meaning a label may still be told."""
    word, code = words
    if word is None:
        return ParcelStatus(last.status) if last else ParcelStatus.UNKNOWN
    status = statuses.status(word, code)
    is_announced = last is not None and last.status == ParcelStatus.PRE_TRANSIT
    said = Lapses().leaving_out(lambda: unmarked(stated["status_details"]))
    if status is ParcelStatus.UNKNOWN and is_announced and statuses.is_announced(word, said):
        return ParcelStatus.PRE_TRANSIT
    return status


def _scans(node: Node, lapses: Lapses) -> Sequence[Scan]:
    """Return the events, with the one of the stated status where the history lacks it."""
    found = [_scan(one, lapses) for one in node["tracking_history"].items()]
    scans = list(in_order([scan for scan in found if scan is not None]))
    stated = node["tracking_status"]
    if isinstance(stated.value, dict):
        now = _scan(stated, Lapses())
        if now is not None and not any(_is_same(now, one) for one in scans):
            scans = list(in_order([*scans, now]))
    return _announced(scans)


def _is_same(one: Scan, other: Scan) -> bool:
    return (one.text, one.moment) == (other.text, other.moment)


def _announced(scans: Sequence[Scan]) -> Sequence[Scan]:
    """Call the first events announced that say so and have no meaning of their own."""
    first = list(takewhile(lambda one: one.status == ParcelStatus.UNKNOWN, scans))
    told = [
        replace(one, status=ParcelStatus.PRE_TRANSIT.value)
        if statuses.is_announced(statuses.UNKNOWN, one.text)
        else one
        for one in first
    ]
    return [*told, *scans[len(first) :]]


def _scan(node: Node, lapses: Lapses) -> Scan | None:
    """Read an event; null is none, and one that says nothing at all is none either."""
    if node.is_missing():
        return None
    if not isinstance(node.value, dict):
        lapses.reasons.append(str(node.unreadable("an event")))
        return None
    word, code = _status_words(node, lapses)
    text = lapses.leaving_out(lambda: unmarked(node["status_details"]))
    moment = lapses.leaving_out(lambda: there(node["status_date"])) or Moment()
    if not word and not text and moment == Moment():
        return None
    named = code if statuses.is_known(word) else "/".join(filter(None, (word, code)))
    status = statuses.status(word, code).value
    place = _place(node["location"], lapses)
    return Scan(named, text, status, moment, place, statuses.fault(code))


def _status_words(node: Node, lapses: Lapses) -> tuple[str | None, str | None]:
    """Return a status and its substatus, raw; where a label tells of it, it is a word alone."""
    keep = lapses.leaving_out
    if not isinstance(node.value, dict):
        return keep(node.text_or_none), None
    more = node["substatus"]
    code = more["code"] if isinstance(more.value, dict) else more
    return keep(node["status"].text_or_none), keep(code.text_or_none)


def there(node: Node) -> Moment | None:
    """Read the wall clock of an event; Shippo prints a Z behind it whatever zone it is of.

    Raises:
        UnreadableError: there is something, and it is no ISO time of our age.
    """
    moment = told_time(node)
    if moment is None or moment.utc is None or moment.offset not in NO_OFFSET:
        return moment
    local = moment.utc.replace(tzinfo=None).isoformat(timespec="seconds")
    return Moment(local=local.removesuffix(MIDNIGHT))


def expected(node: Node) -> Moment | None:
    """Read when a parcel is expected: midnight is a day, and a Z no more than behind an event.

    Raises:
        UnreadableError: there is something, and it is no ISO time of our age.
    """
    day = told_day(node)
    return there(node) if day is not None and day.utc is not None else day


def _place(node: Node, lapses: Lapses) -> Place:
    if not (node.is_missing() or isinstance(node.value, dict)):
        lapses.reasons.append(str(node.unreadable("a place")))
    parts = (node[part].text_or_none for part in ("city", "state", "country"))
    return Place(*map(lapses.leaving_out, parts))


def _words(node: Node) -> str | None:
    """Return what an error says, of each field it names."""
    lists = [node[name].value for name in FIELDS]
    said = [node[name].value for name in SAYING]
    said += [one for listed in lists if isinstance(listed, list) for one in listed]
    return "; ".join(one for one in said if one and isinstance(one, str)) or None
