"""What left the house, and what comes back, as Shopify tells it."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from agent_console.connectors.kit.reading import Node
from agent_console.connectors.kit.times import told_time
from agent_console.connectors.stores.shopify.people import tail
from agent_console.connectors.stores.shopify.statuses import (
    CALLED_OFF,
    COLLECTED,
    DELIVERED,
    EVENT_WORDS,
    NO_RETURN,
    PARCELS,
    PICKUPS,
    READY,
    SENT,
)
from agent_console.domain.moment import Moment
from agent_console.domain.order import Fulfilment, ReturnParcel
from agent_console.domain.parcel import ParcelStatus, Place, Scan, Shipment

CALLED = ParcelStatus.CANCELLED


def all_of(order: Node, part: str) -> Iterator[Node]:
    """Yield the parts of an order, whether they come as a list or as a connection."""
    told = order[part]
    if not isinstance(told.value, dict):
        return told.told_items()
    if told["nodes"].is_absent and not told["edges"].is_absent:
        return (one["node"] for one in told["edges"].required_items())
    return told["nodes"].required_items()


def fulfilments(order: Node) -> Iterator[Fulfilment]:
    """Yield what was sent: one for each tracking number, the articles with the first."""
    is_pickup = is_collected(order)
    for node in all_of(order, "fulfillments"):
        yield from _fulfilment(node, is_pickup=is_pickup)


def _fulfilment(node: Node, *, is_pickup: bool) -> Iterator[Fulfilment]:
    external_id, word = tail(node["id"]), state(node, is_pickup=is_pickup)
    status = status_of(word, node)
    created = moment(node["createdAt"])
    for at, (carrier, number) in enumerate(tracking(node)):
        yield Fulfilment(
            external_id=f"{external_id}:{at}" if at else external_id,
            state=word.lower(),
            status=status,
            carrier=carrier,
            number=number,
            created=created,
            shipped=None if status is ParcelStatus.PRE_TRANSIT else _shipped(node, created),
            delivered=_received(node, word) if status is ParcelStatus.DELIVERED else None,
            lines=() if at else tuple(sent_lines(node)),
        )


def state(node: Node, *, is_pickup: bool) -> str:
    """Return the store's word for where a fulfilment is."""
    status = (node["status"].text_or_none() or "").upper()
    if status in CALLED_OFF:
        return status
    word = (node["displayStatus"].text_or_none() or node["status"].text()).upper()
    return COLLECTED if is_pickup and word in SENT else word


def status_of(word: str, node: Node) -> ParcelStatus:
    """Return our word for it; what failed as a whole never left the house."""
    if (node["status"].text_or_none() or "").upper() in CALLED_OFF:
        return CALLED
    return PARCELS.get(word, ParcelStatus.UNKNOWN)


def is_collected(order: Node) -> bool:
    """Say that an order is collected at a shop or was taken along there, as far as it tells."""
    line = order["shippingLine"]
    category = line["deliveryCategory"].text_or_none() or ""
    is_sent = isinstance(line.value, dict) or isinstance(order["shippingAddress"].value, dict)
    is_at_a_shop = isinstance(order["retailLocation"].value, dict)
    return category.lower() in PICKUPS or (is_at_a_shop and not is_sent)


def is_called_off(node: Node) -> bool:
    """Say that nothing was sent under a fulfilment."""
    return status_of(state(node, is_pickup=False), node) is CALLED


def tracking(node: Node) -> list[tuple[str | None, str | None]]:
    """Return carriers and numbers, each number once; one pair of nothing where none is told."""
    found: dict[str | None, str | None] = {}
    for one in node["trackingInfo"].items():
        found.setdefault(one["number"].text_or_none(), one["company"].text_or_none())
    pairs = [(carrier, number) for number, carrier in found.items()]
    numbered = [one for one in pairs if one[1]]
    return numbered or pairs or [(None, None)]


def sent_lines(node: Node) -> Iterator[tuple[str, Decimal]]:
    """Yield the lines of an order, and how many of each are in a fulfilment."""
    for one in all_of(node, "fulfillmentLineItems"):
        yield tail(one["lineItem"]["id"]), one["quantity"].decimal()


def place(event: Node) -> Place:
    """Return where an event happened, as far as told."""
    told = [event[part].text_or_none() for part in ("city", "province", "country")]
    return Place(*told)


def scan(event: Node) -> Scan:
    """Read an event of a fulfilment as a scan."""
    word = event["status"].text().upper()
    return Scan(
        code=word.lower(),
        text=event["message"].text_or_none(),
        status=PARCELS.get(word, ParcelStatus.UNKNOWN),
        moment=told_time(event["happenedAt"]) or Moment(),
        place=place(event),
    )


def shipments(node: Node) -> Iterator[Shipment]:
    """Read a fulfilment that comes without its order as parcels."""
    scans = tuple(scan(one) for one in all_of(node, "events"))
    estimated = told_time(node["estimatedDeliveryAt"])
    for one in _fulfilment(node, is_pickup=False):
        yield Shipment(
            carrier=one.carrier,
            number=one.number,
            status=one.status,
            status_text=one.state,
            unique_id=one.external_id,
            estimated=estimated,
            delivered=one.delivered,
            had_attempt=any(scan.status is ParcelStatus.ATTEMPT_FAILED for scan in scans),
            scans=scans,
        )


def event_word(word: str) -> str:
    """Return the status an event is told under."""
    return EVENT_WORDS.get(word, word.lower())


def returned(order: Node) -> Iterator[ReturnParcel]:
    """Yield the parcels that come back under a number."""
    told = set[str]()
    for one in all_of(order, "returns"):
        if one["status"].text().upper() in NO_RETURN:
            continue
        for carrier, number in _labels(one):
            if number not in told:
                told.add(number)
                yield ReturnParcel(carrier, number)


def _labels(node: Node) -> Iterator[tuple[str, str]]:
    for order in all_of(node, "reverseFulfillmentOrders"):
        for delivery in all_of(order, "reverseDeliveries"):
            told = delivery["deliverable"]["tracking"]
            number = told["number"].text_or_none()
            if number:
                yield told["carrierName"].text_or_none() or "", number


def named(titles: Mapping[str, str], lines: Iterator[tuple[str, Decimal]]) -> str | None:
    """Name articles: "Trail jacket, 2 x Wool socks"."""
    told = [
        titles[line] if quantity == 1 else f"{quantity.normalize():f} × {titles[line]}"  # noqa: RUF001 - as people write it
        for line, quantity in lines
        if line in titles
    ]
    return ", ".join(told) or None


def moment(node: Node) -> Moment:
    """Return when something was as told, nothing where the document does not speak of it."""
    node.told_instant()
    return told_time(node) or Moment()


def _shipped(node: Node, created: Moment) -> Moment:
    return told_time(node["inTransitAt"]) or created


def _delivered(node: Node) -> Moment | None:
    """Return when it came: by the store's own word, else by the last event that says so."""
    told = told_time(node["deliveredAt"])
    events = (one for one in all_of(node, "events") if one["status"].value == DELIVERED)
    return told or next((told_time(one["happenedAt"]) for one in reversed([*events])), None)


def _received(node: Node, word: str) -> Moment | None:
    """Return when it came to the customer; what was handed over at a shop, when that was done."""
    return came(node, word) if word == COLLECTED else _delivered(node)


def came(node: Node, word: str) -> Moment | None:
    """Return when a fulfilment reached a state no event tells of, if it did."""
    events = {str(one["status"].value).upper() for one in all_of(node, "events")}
    if word == COLLECTED:
        return told_time(node["deliveredAt"]) or told_time(node["createdAt"])
    if word == DELIVERED and DELIVERED not in events:
        return told_time(node["deliveredAt"])
    if word == READY and READY not in events:
        return told_time(node["updatedAt"])
    return None
