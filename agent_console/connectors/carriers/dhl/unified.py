"""A shipment of DHL's unified tracking: one shape for all of DHL's services."""

from collections.abc import Sequence
from functools import partial

from agent_console.connectors.carriers.dhl import statuses
from agent_console.connectors.kit.carrier.scans import (
    in_order,
    last_delivered,
    turned_round,
    verbatim,
)
from agent_console.connectors.kit.reading import Lapses, Node
from agent_console.connectors.kit.times import told_time
from agent_console.connectors.kit.xml_tree import each
from agent_console.domain.moment import Moment
from agent_console.domain.parcel import ParcelStatus, Place, Scan, Shipment
from agent_console.domain.tracking.blame import blamed

CARRIER = "DHL"
FRAME, ESTIMATE = "estimatedDeliveryTimeFrame", "estimatedTimeOfDelivery"


def shipment(node: Node, lapses: Lapses) -> Shipment:
    """Read a shipment: the status it states, else that of its last event.

    Raises:
        UnreadableError: it has no number.
    """
    number = node["id"].text()
    service = lapses.leaving_out(node["service"].text_or_none)
    stated = _stated(node["status"], service, lapses)
    scans = _scans(node, service, stated, lapses)
    last = scans[-1] if scans else None
    status = turned_round(_standing(node["status"], stated, last), scans)
    is_return = node["returnFlag"].value is True or node["details"]["returnFlag"].value is True
    if is_return and status is ParcelStatus.DELIVERED:
        status = ParcelStatus.RETURN_TO_SENDER
    is_over = status is ParcelStatus.DELIVERED
    said = stated if stated is not None and stated.text else last
    return Shipment(
        carrier=CARRIER,
        number=number,
        status=status.value,
        status_text=said.text if said is not None else None,
        estimated=_estimated(node, lapses),
        delivered=_delivered(node, stated, scans, lapses) if is_over else None,
        signed_by=_signed_by(node, lapses) if is_over else None,
        had_attempt=any(one.status == ParcelStatus.ATTEMPT_FAILED for one in scans),
        scans=tuple(scans),
        said=last.text if last else None,
        said_at=last.moment if last else None,
        fault=blamed(status, scans, stated.fault if stated is not None else None),
        is_return=is_return,
    )


def _scans(node: Node, service: str | None, stated: Scan | None, lapses: Lapses) -> Sequence[Scan]:
    """Read the events; where none are told, the stated status is the one there is."""
    found = [
        lapses.leaving_out(partial(_scan, one, service, lapses)) for one in each(node["events"])
    ]
    scans = [scan for scan in found if scan is not None]
    if not found and stated is not None:
        scans = [stated]
    return in_order(scans, is_newest_first=True)


def _stated(node: Node, service: str | None, lapses: Lapses) -> Scan | None:
    """Read the status that stands over the events, where one does."""
    return None if node.is_missing() else lapses.leaving_out(partial(_scan, node, service, lapses))


def _scan(node: Node, service: str | None, lapses: Lapses) -> Scan:
    if not isinstance(node.value, dict):
        raise node.unreadable("an event")
    keep = lapses.leaving_out
    word, code = keep(node["statusCode"].text_or_none), keep(node["status"].text_or_none)
    words = (keep(partial(verbatim, node[name])) for name in ("description", "status", "remark"))
    text = next(filter(None, words), None)
    is_known = statuses.of_service(service, code) is not ParcelStatus.UNKNOWN
    return Scan(
        code=code if is_known or word is None else word,
        text=text,
        status=statuses.unified(word, service, code, text).value,
        moment=keep(lambda: _wall_clock(node["timestamp"]) or Moment()) or Moment(),
        place=_place(node["location"]["address"], lapses),
        fault=statuses.fault(service, code),
    )


def _standing(node: Node, stated: Scan | None, last: Scan | None) -> ParcelStatus:
    """Return how the parcel stands; a word for it that nobody knows is not talked over by events.

    DHL's own "unknown" is, and so is a status that is not there.
    """
    if stated is not None and stated.status != ParcelStatus.UNKNOWN:
        return ParcelStatus(stated.status)
    word = node["statusCode"].value
    is_open = word is None or (isinstance(word, str) and word.strip().casefold() in {"", "unknown"})
    return ParcelStatus(last.status) if is_open and last is not None else ParcelStatus.UNKNOWN


def _wall_clock(node: Node) -> Moment | None:
    """Read a time; DHL writes Z behind what the clock at the place shows."""
    said = node.text_or_none()
    return told_time(Node(said and said.rstrip("Zz"), node.path))


def _place(address: Node, lapses: Lapses) -> Place:
    keep = lapses.leaving_out
    names = ("addressLocality", "addressRegion", "countryCode")
    city, region, country = (keep(address[name].text_or_none) for name in names)
    return Place(city, region, country)


def _estimated(node: Node, lapses: Lapses) -> Moment | None:
    """Return when it is to come at the latest: the end of the frame, where there is one."""
    frame = node[FRAME]
    for told in (frame["estimatedThrough"], node[ESTIMATE], frame["estimatedFrom"]):
        moment = lapses.leaving_out(partial(_day, told))
        if moment is not None:
            return moment
    return None


def _day(node: Node) -> Moment | None:
    """Read when something is to happen; midnight stands for the whole day."""
    moment = _wall_clock(node)
    if moment is None or moment.local is None:
        return moment
    day, _, clock = moment.local.partition("T")
    return Moment(local=day) if clock == "00:00:00" else moment


def _delivered(
    node: Node, stated: Scan | None, scans: Sequence[Scan], lapses: Lapses
) -> Moment | None:
    """Return when it was delivered: as stated, by its event, or by the proof of it."""
    if stated is not None and stated.status == ParcelStatus.DELIVERED and stated.moment != Moment():
        return stated.moment
    proof = node["details"]["proofOfDelivery"]["timestamp"]
    return last_delivered(scans) or lapses.leaving_out(lambda: _wall_clock(proof))


def _signed_by(node: Node, lapses: Lapses) -> str | None:
    signed = node["details"]["proofOfDelivery"]["signed"]
    keep = lapses.leaving_out
    given, family, name = (
        keep(signed[part].text_or_none) for part in ("givenName", "familyName", "name")
    )
    return " ".join(filter(None, (given, family))) or name
