"""A shipment whose label was to be taken back, as the end of the intent that wanted it.

Asked for is not given back: a carrier takes up to a month, and may say no in the end.
"""

from datetime import datetime

import msgspec

from agent_console.connectors.carriers.easypost.labels.buying import subject_of
from agent_console.connectors.kit.reading import Lapses, Node
from agent_console.domain.acting.label import RefundState, VoidOrder
from agent_console.domain.moment import instant
from agent_console.domain.observation import EntryKind, Observation
from agent_console.ports.acting.sending import Done, Refusal

ENDS = {
    RefundState.SUBMITTED: (
        "void_requested",
        (
            "the carrier was asked to take the label back; requested is not refunded: the money"
            " comes within a month, if the carrier agrees"
        ),
    ),
    RefundState.REFUNDED: ("void_refunded", "the label was taken back, and its price refunded"),
}
REJECTED = Refusal(
    "the carrier does not take the label back; soon after a purchase that may be too early: try it"
    " again in an hour"
)
NOT_APPLICABLE = Refusal(
    "there is nothing to give back: this carrier charges a label only when it is used"
)


def settled(node: Node, order: VoidOrder, now: datetime) -> Done | None:
    """Return that a label is on its way back, or is back, already."""
    state = _state(node)
    if state not in ENDS:
        return None
    status, words = ENDS[state]
    at = Lapses().leaving_out(node["updated_at"].instant_or_none) or now
    said = Observation(
        subject_of(order.shipment),
        EntryKind.RETURN,
        status,
        instant(at),
        external_id=f"refund:{order.shipment}",
        amount=order.price,
        order=order.order,
        shipment=order.tracking_number,
    )
    result = msgspec.json.encode({"label": order.label, "refund": state}).decode()
    return Done(words, result, said=(said,))


def found(node: Node, order: VoidOrder, now: datetime, *, is_final: bool) -> Done | Refusal | None:
    """Return what came of it; a rejection may be one of long ago until `is_final`."""
    state = _state(node)
    if state is RefundState.NOT_APPLICABLE:
        return NOT_APPLICABLE
    if state is RefundState.REJECTED:
        return REJECTED if is_final else None
    return settled(node, order, now)


def _state(node: Node) -> RefundState | None:
    said = node["refund_status"].value
    return next((one for one in RefundState if one.value == said), None)
