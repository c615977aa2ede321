"""FedEx's tracking answers as parcels, and its errors as ours."""

from collections.abc import Iterator, Sequence
from functools import partial

from agent_console.connectors.carriers.fedex import statuses
from agent_console.connectors.carriers.fedex.times import dates, told_event, window
from agent_console.connectors.kit.carrier.scans import (
    in_order,
    last_delivered,
    turned_round,
    verbatim,
)
from agent_console.connectors.kit.carrier.telling import Told
from agent_console.connectors.kit.explaining import Document, trouble_of
from agent_console.connectors.kit.reading import Lapses, Node, UnreadableError
from agent_console.domain.moment import Moment
from agent_console.domain.parcel import Fault, ParcelStatus, Place, Scan, Shipment
from agent_console.domain.tracking.blame import blamed
from agent_console.ports.explaining import Trouble

CARRIER, DELAYED = "FedEx", "DELAYED"


def read(document: Document) -> Iterator[Told]:
    """Yield what an answer tells: the records of each number, trouble with one, or its error."""
    node = Node(document.content)
    errors = list(_errors(node["errors"], document))
    if errors or (whole := trouble_of(document)) is not None:
        yield from errors or [Told(node.value, trouble=whole)]
        return
    found = False
    for told in _results(node["output"]["completeTrackResults"], document):
        found = True
        yield told
    if not found:
        words = "there is nothing of FedEx's in it"
        yield Told(node.value, trouble=Trouble(statuses.REFUSED, words))


def _results(node: Node, document: Document) -> Iterator[Told]:
    try:
        for one in node.items():
            yield from _result(one, document)
    except UnreadableError as error:
        yield Told({"output": {"completeTrackResults": node.value}}, left_out=(str(error),))


def _result(node: Node, document: Document) -> Iterator[Told]:
    """Yield each record of a number: numbers are used again, and FedEx tells of both parcels."""
    try:
        records = list(node["trackResults"].required_items())
    except UnreadableError as error:
        raw = {"output": {"completeTrackResults": [node.value]}}
        yield Told(raw, left_out=(str(error),))
        return
    for one in records:
        yield _record(node, one, document)


def _record(node: Node, one: Node, document: Document) -> Told:
    whole = node.value if isinstance(node.value, dict) else {}
    raw = {"output": {"completeTrackResults": [{**whole, "trackResults": [one.value]}]}}
    if not one["latestStatusDetail"].value and not one["scanEvents"].value and one["error"].value:
        return Told(raw, trouble=_trouble(one["error"], document))
    lapses = Lapses()
    try:
        return Told(raw, shipment=shipment(node, one, lapses), left_out=tuple(lapses.reasons))
    except UnreadableError as error:
        return Told(raw, left_out=(str(error),))


def shipment(node: Node, record: Node, lapses: Lapses) -> Shipment:
    """Read a record as a parcel: the status FedEx states, else that of its last event.

    Raises:
        UnreadableError: its number, its list of events or of dates is unreadable.
    """
    keep, named = lapses.leaving_out, record["trackingNumberInfo"]
    number = node["trackingNumber"].text_or_none() or named["trackingNumber"].text()
    scans = in_order(_scans(record, lapses), is_newest_first=True)
    last = scans[-1] if scans else None
    status = _stands(_stated(record, lapses), scans)
    is_over = status is ParcelStatus.DELIVERED
    told = dates(record["dateAndTimes"], lapses)
    why = _why(record["latestStatusDetail"], status, lapses)
    return Shipment(
        carrier=CARRIER,
        number=number,
        status=status.value,
        status_text=_status_text(record["latestStatusDetail"], last, why, lapses),
        unique_id=keep(named["trackingNumberUniqueId"].text_or_none),
        promised=window(record["standardTransitTimeWindow"], lapses) or told.get("COMMITMENT"),
        estimated=None if is_over else _estimated(record, told, lapses),
        delivered=(told.get("ACTUAL_DELIVERY") or last_delivered(scans)) if is_over else None,
        signed_by=_signed_by(record["deliveryDetails"], lapses) if is_over else None,
        had_attempt=_had_attempt(record, scans, lapses) or "ATTEMPTED_DELIVERY" in told,
        scans=tuple(scans),
        said=why or (last.text if last else None),
        said_at=last.moment if last else None,
        fault=blamed(status, scans, _fault(record["latestStatusDetail"], status, lapses)),
        is_return=_is_return(record),
    )


def _scans(record: Node, lapses: Lapses) -> Sequence[Scan]:
    events = record["scanEvents"].items()
    found = (lapses.leaving_out(partial(_scan, one, lapses)) for one in events)
    return [scan for scan in found if scan is not None]


def _scan(node: Node, lapses: Lapses) -> Scan:
    if not isinstance(node.value, dict):
        raise node.unreadable("an event")
    keep, address = lapses.leaving_out, node["scanLocation"]
    code, sort, reason = (
        keep(node[name].text_or_none)
        for name in ("eventType", "derivedStatusCode", "exceptionCode")
    )
    city, region, country = (
        keep(address[name].text_or_none) for name in ("city", "stateOrProvinceCode", "countryCode")
    )
    text = keep(lambda: verbatim(node["eventDescription"]))
    status = statuses.status(code, sort, reason)
    words = keep(node["exceptionDescription"].text_or_none)
    return Scan(
        code=code or sort,
        text=text or keep(lambda: verbatim(node["derivedStatus"])),
        status=status.value,
        moment=told_event(node["date"], lapses),
        place=Place(city, region, country),
        fault=statuses.fault(status, (code, sort), reason, words) or _of_delay(node, lapses),
    )


def _stated(record: Node, lapses: Lapses) -> ParcelStatus | None:
    """Return the status that stands over the events; None where no code is told."""
    keep, node = lapses.leaving_out, record["latestStatusDetail"]
    code, sort = keep(node["code"].text_or_none), keep(node["derivedCode"].text_or_none)
    if code is None and sort is None:
        return None
    meant = statuses.status(code, sort, _of_reasons(node, "reason", lapses))
    is_tried = meant is ParcelStatus.EXCEPTION and statuses.TRIED in {code, sort}
    if is_tried and _commitment(record, lapses) in statuses.ATTEMPTED:
        return ParcelStatus.ATTEMPT_FAILED
    return meant


def _stands(stated: ParcelStatus | None, scans: Sequence[Scan]) -> ParcelStatus:
    """Return how a parcel stands: as stated, else as its last event says."""
    return turned_round(stated or ParcelStatus(scans[-1].status if scans else "unknown"), scans)


def _of_reasons(node: Node, name: str, lapses: Lapses) -> str | None:
    """Return what the first reason of a status tells."""
    details = lapses.leaving_out(lambda: list(node["ancillaryDetails"].items())) or []
    told = (lapses.leaving_out(one[name].text_or_none) for one in details)
    return next(filter(None, told), None)


def _commitment(record: Node, lapses: Lapses) -> str | None:
    return lapses.leaving_out(record["serviceCommitMessage"]["type"].text_or_none)


def _why(node: Node, status: ParcelStatus, lapses: Lapses) -> str | None:
    """Return why a parcel is in trouble or late, in FedEx's words."""
    if status in statuses.TROUBLED and (said := _of_reasons(node, "reasonDescription", lapses)):
        return said
    delay, keep = node["delayDetail"], lapses.leaving_out
    if status is ParcelStatus.DELIVERED or keep(delay["status"].text_or_none) != DELAYED:
        return None
    causes = (keep(delay[name].text_or_none) for name in ("type", "subType"))
    told = ", ".join(one.lower() for one in causes if one)
    return f"delayed ({told})" if told else "delayed"


def _fault(node: Node, status: ParcelStatus, lapses: Lapses) -> Fault | None:
    """Return by whose fault a parcel is in trouble or late, as stated over its events."""
    codes = [lapses.leaving_out(node[name].text_or_none) for name in ("code", "derivedCode")]
    reason, words = (_of_reasons(node, name, lapses) for name in ("reason", "reasonDescription"))
    return statuses.fault(status, codes, reason, words) or _of_delay(node, lapses)


def _of_delay(node: Node, lapses: Lapses) -> Fault | None:
    delay, keep = node["delayDetail"], lapses.leaving_out
    if keep(delay["status"].text_or_none) != DELAYED:
        return None
    return statuses.FAULT_BY_DELAY.get((keep(delay["type"].text_or_none) or "").upper())


def _status_text(node: Node, last: Scan | None, why: str | None, lapses: Lapses) -> str | None:
    said = (
        lapses.leaving_out(partial(verbatim, node[one]))
        for one in ("statusByLocale", "description")
    )
    word = next(filter(None, said), None) or (last.text if last else None)
    return ": ".join(filter(None, (word, why))) or None


def _estimated(record: Node, told: dict[str, Moment], lapses: Lapses) -> Moment | None:
    found = window(record["estimatedDeliveryTimeWindow"], lapses)
    return found or told.get("ESTIMATED_DELIVERY") or told.get("APPOINTMENT_DELIVERY")


def _signed_by(node: Node, lapses: Lapses) -> str | None:
    said = (
        lapses.leaving_out(node[one].text_or_none) for one in ("signedByName", "receivedByName")
    )
    return next(filter(None, said), None)


def _had_attempt(record: Node, scans: Sequence[Scan], lapses: Lapses) -> bool:
    """Say that a delivery was tried in vain: by an event, or by what FedEx counts."""
    count = record["deliveryDetails"]["deliveryAttempts"]
    counted = 0 if not count.value else lapses.leaving_out(count.whole) or 0
    is_told = counted > 0 or _commitment(record, lapses) in statuses.ATTEMPTED
    return is_told or any(one.status == ParcelStatus.ATTEMPT_FAILED for one in scans)


def _is_return(record: Node) -> bool:
    """Say that it was sent as a return, by who authorized it or why."""
    detail = record["returnDetail"].value
    return isinstance(detail, dict) and any(detail.values())


def _errors(node: Node, document: Document) -> Iterator[Told]:
    errors = node.value if isinstance(node.value, list) else []
    for one in errors:
        yield Told(one, trouble=_trouble(Node(one), document))


def _trouble(node: Node, document: Document) -> Trouble:
    code = Lapses().leaving_out(node["code"].text_or_none)
    message = Lapses().leaving_out(node["message"].text_or_none)
    words = ": ".join(filter(None, (code, message))) or "an error without words"
    return Trouble(statuses.error_kind(code, document), words)
