"""Money that went back: an order lists its refunds in short, and each is told in full elsewhere."""

from collections.abc import Iterator
from decimal import Decimal

from agent_console.connectors.kit.reading import Node
from agent_console.connectors.stores.woocommerce.parts.amounts import in_minor
from agent_console.connectors.stores.woocommerce.statuses import GATEWAY, MANUAL
from agent_console.connectors.stores.woocommerce.times import told_at
from agent_console.domain.moment import Moment
from agent_console.domain.money import Money
from agent_console.domain.order import Refund, RefundStage

OF_LINE = "_refunded_item_id"


def refunds(order: Node, currency: str) -> Iterator[Refund]:
    """Yield the refunds of an order, the oldest first.

    Some versions leave the short list empty, others tell an amount of nothing in full: what one of
    the two tells holds.

    Raises:
        UnreadableError: an amount, an id or a time is none.
    """
    short = {one["id"].text(): one for one in order["refunds"].items()}
    full = {one["id"].text(): one for one in order["_refunds"].items()}
    nothing = Node({})
    for external_id in sorted({**short, **full}, key=lambda one: (len(one), one)):
        in_short, in_full = short.get(external_id, nothing), full.get(external_id, nothing)
        state = MANUAL if in_full["refunded_payment"].value is False else GATEWAY
        yield Refund(
            external_id=external_id,
            amount=_amount(in_short, in_full, currency),
            state="" if in_full is nothing else state,
            stage=RefundStage.SETTLED,
            reason=in_full["reason"].text_or_none() or in_short["reason"].text_or_none(),
            created=Moment() if in_full is nothing else told_at(in_full, "date_created"),
        )


def refunded(order: Node, line: Node) -> Decimal:
    """Return how many pieces of a line were refunded; they are told below nothing."""
    wanted = line["id"].text()
    lines = (one for refund in order["_refunds"].items() for one in refund["line_items"].items())
    return sum(
        (abs(one["quantity"].decimal()) for one in lines if _line_of(one) == wanted), Decimal(0)
    )


def _amount(in_short: Node, in_full: Node, currency: str) -> Money:
    told = (in_full["amount"], in_short["total"])
    amounts = [(one, abs(one.decimal())) for one in told if one.text_or_none() is not None]
    if not amounts:
        raise in_full["amount"].unreadable("an amount")
    node, units = next((one for one in amounts if one[1]), amounts[0])
    return in_minor(node, units, currency)


def _line_of(refunded_line: Node) -> str | None:
    for meta in refunded_line["meta_data"].items():
        if meta["key"].value == OF_LINE:
            return meta["value"].text_or_none()
    return None
