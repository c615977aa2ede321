"""Parcels of an order: WooCommerce has no place for them, plugins keep them in its meta data."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from agent_console.connectors.kit.reading import Lapses, Node, decode
from agent_console.connectors.stores.woocommerce.statuses import NUMBERED, SHIPPED
from agent_console.connectors.stores.woocommerce.times import shipped_on
from agent_console.domain.identity import reference
from agent_console.domain.moment import Moment
from agent_console.domain.order import Fulfilment
from agent_console.domain.parcel import ParcelStatus

SEVERAL = re.compile(r"[,;|\n]")
"""What stands between the numbers where one field holds more than one."""
NOTHING = Node(None)
CUSTOM = frozenset({"", "custom", "other"})


@dataclass(frozen=True, slots=True)
class Plugin:
    """Where a plugin keeps number, carrier and day: in a list's elements, or in keys of their own.

    `carriers` are tried in this order; `items` is the key of the list, where there is one.
    """

    items: str | None
    number: str
    carriers: tuple[str, ...]
    shipped: str


PLUGINS = (
    Plugin(
        "_wc_shipment_tracking_items",  # also of Advanced Shipment Tracking
        "tracking_number",
        ("formatted_tracking_provider", "tracking_provider", "custom_tracking_provider"),
        "date_shipped",
    ),
    Plugin("_aftership_tracking_items", "tracking_number", ("slug",), "date_shipped"),
    Plugin(
        None,
        "_tracking_number",
        ("_tracking_provider", "_custom_tracking_provider"),
        "_date_shipped",
    ),
    Plugin(
        None, "ywot_tracking_code", ("ywot_carrier_name", "ywot_carrier_id"), "ywot_pick_up_date"
    ),
    Plugin(
        None,
        "_aftership_tracking_number",
        ("_aftership_tracking_provider_name", "_aftership_tracking_provider"),
        "_aftership_tracking_shipdate",
    ),
)


def fulfilments(order: Node, lapses: Lapses) -> tuple[Fulfilment, ...]:
    """Read the parcels that plugins noted; one that cannot be read is left out, and said so.

    Raises:
        UnreadableError: the meta data is no list.
    """
    meta = {
        str(one["key"].value): Node(one["value"].value, f"{one.path}.value")
        for one in order["meta_data"].items()
    }
    found = dict[str, Fulfilment]()
    for plugin in PLUGINS:
        for item in lapses.leaving_out(partial(_items, plugin, meta)) or ():
            for parcel in lapses.leaving_out(partial(_parcels, plugin, item)) or ():
                found.setdefault(parcel.external_id, parcel)
    return tuple(found.values())


def _items(plugin: Plugin, meta: dict[str, Node]) -> Sequence[Node]:
    """Return what may hold the parcels of a plugin."""
    if plugin.items is not None:
        return _listed(plugin, meta.get(plugin.items, NOTHING))
    told = (plugin.number, *plugin.carriers, plugin.shipped)
    values = {key: meta[key].value for key in told if key in meta}
    return [Node(values, meta[plugin.number].path)] if plugin.number in values else []


def _listed(plugin: Plugin, node: Node) -> Sequence[Node]:
    """Return the elements of a list, which PHP writes as an object where there are gaps in it."""
    value = node.value
    if isinstance(value, str):
        value = decode(value) if value else None
    if isinstance(value, dict):
        value = [value] if plugin.number in value else list(value.values())
    return list(Node(value or None, node.path).items())


def _parcels(plugin: Plugin, item: Node) -> Sequence[Fulfilment]:
    """Return the parcels of an element; one without a number is none."""
    if not isinstance(item.value, dict):
        raise item.unreadable("a parcel")
    shipped = shipped_on(item[plugin.shipped])
    numbers = SEVERAL.split(item[plugin.number].text_or_none() or "")
    return [
        Fulfilment(
            external_id=reference(number),
            state=NUMBERED if shipped is None else SHIPPED,
            status=ParcelStatus.UNKNOWN if shipped is None else ParcelStatus.IN_TRANSIT,
            carrier=_carrier(plugin, item),
            number=number,
            created=Moment(),
            shipped=shipped,
            delivered=None,
            lines=tuple(_lines(item["products_list"])),
        )
        for number in filter(reference, map(str.strip, numbers))
    ]


def _carrier(plugin: Plugin, item: Node) -> str | None:
    names = (item[one].text_or_none() for one in plugin.carriers)
    return next((one for one in names if one and one.casefold() not in CUSTOM), None)


def _lines(products: Node) -> Iterator[tuple[str, Decimal]]:
    """Yield which lines are in a parcel and how many of each, where a plugin keeps that."""
    if not isinstance(products.value, list):
        return
    for one in products.items():
        line, quantity = one["item_id"].text_or_none(), one["qty"]
        if line and not quantity.is_missing():
            yield line, quantity.decimal()
