"""DHL's answers as parcels, and its errors as ours; which answer it is says its shape.

What we ask for is unified tracking; MyDHL Express and DHL Paket answer for themselves elsewhere.
"""

from collections.abc import Callable, Iterator

from agent_console.connectors.carriers.dhl import express, paket, statuses, unified
from agent_console.connectors.kit.carrier.telling import Told
from agent_console.connectors.kit.explaining import Document, trouble_of
from agent_console.connectors.kit.reading import Lapses, Node, UnreadableError
from agent_console.connectors.kit.xml_tree import each
from agent_console.domain.parcel import Shipment
from agent_console.ports.explaining import Trouble

CARRIER = "DHL"
EXPRESS_MARKS = ("shipmentTrackingNumber", "shipmentTimestamp")
"""Fields that only MyDHL's shipments have."""
ERROR_WORDS = ("title", "detail", "message")
NOTHING_OF_OURS = "there is nothing of DHL's in it"


def read(document: Document) -> Iterator[Told]:
    """Yield what an answer tells: each parcel, or its error."""
    node = Node(document.content)
    if paket.is_one(node):
        yield from _paket(node, document)
    elif not node["shipments"].is_missing() and trouble_of(document) is None:
        yield from _json(node)
    else:
        yield _error(node, document)


def listed(content: object) -> list[object] | None:
    """Return the answers to single numbers that an answer holds, None where it holds no list."""
    node = Node(content)
    if paket.is_one(node):
        return [paket.alone(node, piece) for piece in paket.pieces(node)]
    shipments = node["shipments"].value
    if not isinstance(shipments, list):
        return None
    return [{"shipments": [one]} for one in shipments]


def _json(node: Node) -> Iterator[Told]:
    shipments = node["shipments"]
    if shipments.value == []:
        yield Told(node.value, trouble=Trouble(statuses.MISSING, "there are no shipments in it"))
        return
    for one in each(shipments):
        is_express = any(not one[mark].is_missing() for mark in EXPRESS_MARKS)
        yield _told(express.shipment if is_express else unified.shipment, one, [one.value])


def _told(how: Callable[[Node, Lapses], Shipment], one: Node, raw: list[object]) -> Told:
    """Read a parcel with what had to be left out; without a number it is nobody's."""
    lapses = Lapses()
    whole = {"shipments": raw}
    try:
        return Told(whole, shipment=how(one, lapses), left_out=tuple(lapses.reasons))
    except UnreadableError as error:
        return Told(whole, left_out=(str(error),))


def _paket(node: Node, document: Document) -> Iterator[Told]:
    whole = trouble_of(document)
    trouble = paket.trouble_of_list(node) or whole
    if trouble is not None:
        yield Told(node.value, trouble=trouble)
        return
    pieces = list(paket.pieces(node))
    if not pieces:
        yield Told(node.value, trouble=Trouble(statuses.MISSING, "there is no parcel in it"))
    for piece in pieces:
        raw = paket.alone(node, piece)
        trouble = paket.trouble_of_piece(piece)
        if trouble is not None:
            yield Told(raw, trouble=trouble)
            continue
        lapses = Lapses()
        try:
            read_piece = paket.shipment(piece, lapses)
            yield Told(raw, shipment=read_piece, left_out=tuple(lapses.reasons))
        except UnreadableError as error:
            yield Told(raw, left_out=(str(error),))


def _error(node: Node, document: Document) -> Told:
    said = [Lapses().leaving_out(node[name].text_or_none) for name in ERROR_WORDS]
    words = ": ".join(dict.fromkeys(filter(None, said)))
    status = node["status"].value
    is_ours = bool(words) and isinstance(status, int | str)
    by_status = trouble_of(document)
    if is_ours or (by_status is not None and document.http_status >= 400):  # noqa: PLR2004 - HTTP
        return Told(node.value, trouble=statuses.trouble(status, words, document))
    why = by_status or Trouble(statuses.REFUSED, NOTHING_OF_OURS)
    return Told(node.value, trouble=why, is_stranger=True)
