"""Where a store explains its products, said of the lines of orders that sold them."""

from collections.abc import Iterator, Sequence

from agent_console.connectors.kit.reading import Node, UnreadableError, decode

Json = dict[str, object]
HOW_TO = "howTo"
"""The field of ours in a line that holds the address."""
WEB = ("https://", "http://")
LONGEST = 2_000


def lines_of(orders: Sequence[Json]) -> Iterator[tuple[Json, str]]:
    """Yield the lines of orders that name their product, and its id."""
    for order in orders:
        for line in Node(order)["lineItems"]["nodes"].items():
            product = line["product"]["id"].text_or_none()
            if isinstance(line.value, dict) and product is not None:
                yield line.value, product


def how_to(product: Node) -> str | None:
    """Return where a product is explained: the first of its fields that is an address."""
    values = (one["value"].text_or_none() or "" for one in product["metafields"]["nodes"].items())
    return next((found for one in values for found in _addresses(one)), None)


def _addresses(value: str) -> Iterator[str]:
    """Yield the addresses in a field: itself, the one its link leads to, or those of its list."""
    held = _held(value)
    for one in held if isinstance(held, list) else [held]:
        told = one.get("url") if isinstance(one, dict) else one
        if isinstance(told, str) and told.lower().startswith(WEB) and len(told) <= LONGEST:
            yield told


def _held(value: str) -> object:
    """Return what a field holds: links and lists are kept as JSON, and all else as it is."""
    if not value.startswith(("{", "[")):
        return value
    try:
        return decode(value)
    except UnreadableError:
        return None
