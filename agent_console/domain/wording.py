"""How each kind of entry is worded: one record a kind and status, never a branch."""

from functools import lru_cache

from agent_console.domain.observation import EntryKind, Observation

STATES = 512
"""How many words for a state are kept as spelled; all sources together know fewer."""

VERBATIM = ""
"""Whatever the source said, word for word."""

# Looked up without regard to case: ours are "placed", a store's own words "Settled" or "SETTLED".
TITLES: dict[tuple[EntryKind, str], str] = {
    (EntryKind.ORDER, "placed"): "Order {order} placed{worth}",
    (EntryKind.ORDER, "cancelled"): "Order {order} cancelled",
    (EntryKind.ORDER, "items_cancelled"): "Items of order {order} cancelled",
    (EntryKind.ORDER, "modified"): "Order {order} changed",
    (EntryKind.ORDER, "customer_changed"): "Order {order} given to another customer",
    (EntryKind.ORDER, "currency_changed"): "Currency of order {order} changed",
    (EntryKind.ORDER, "gone"): "Order {order} is no longer in the store",
    (EntryKind.ORDER, "coupon_applied"): "Coupon {detail} used",
    (EntryKind.ORDER, "coupon_removed"): "Coupon {detail} removed",
    (EntryKind.PAYMENT, "settled"): "{amount} paid with {detail}",
    (EntryKind.PAYMENT, "authorized"): "{amount} authorised with {detail}, not captured yet",
    (EntryKind.PAYMENT, "declined"): "Payment of {amount} with {detail} declined",
    (EntryKind.PAYMENT, "error"): "Payment of {amount} with {detail} failed",
    (EntryKind.PAYMENT, "cancelled"): "Payment of {amount} with {detail} cancelled",
    (EntryKind.FULFILMENT, "created"): "Parcel prepared for {detail}{of}",
    (EntryKind.FULFILMENT, "shipped"): "Shipped with {detail}{of}",
    (EntryKind.FULFILMENT, "delivered"): "Delivered with {detail}, says the store{of}",
    (EntryKind.FULFILMENT, "cancelled"): "Shipment with {detail} cancelled{of}",
    (EntryKind.FULFILMENT, "ready_for_pickup"): "Ready to be collected at {detail}{of}",
    (EntryKind.FULFILMENT, "picked_up"): "Collected at {detail}{of}",
    (EntryKind.REFUND, "pending"): "Refund of {amount} asked for",
    (EntryKind.REFUND, "settled"): "Refund of {amount} paid out",
    (EntryKind.REFUND, "manual"): "Refund of {amount} made by hand, says the store",
    (EntryKind.REFUND, "failed"): "Refund of {amount} failed",
    (EntryKind.RETURN, "requested"): "Return asked for by {detail}{of}",
    (EntryKind.RETURN, "label_bought"): "Return label bought for {amount} from {detail}",
    (EntryKind.RETURN, "void_requested"): "Return label taken back, {money} asked for again",
    (EntryKind.RETURN, "void_refunded"): "Return label taken back, {money} given back",
    (EntryKind.ESCALATION, "asked"): "Exception asked for by {detail}{of}",
    (EntryKind.ESCALATION, "approved"): "Exception approved by {detail}{of}",
    (EntryKind.ESCALATION, "denied"): "Exception denied by {detail}{of}",
    (EntryKind.NOTE, "order"): "Note on order {order}",
    (EntryKind.NOTE, "person"): "Note on the customer",
    (EntryKind.NOTE, "internal"): "Note by {detail}",
    (EntryKind.CALL, "resolved"): "Call with {detail}, resolved",
    (EntryKind.CALL, "follow_up"): "Call with {detail}, to be followed up",
    (EntryKind.CALL, "no_answer"): "Call by {detail}, nobody answered",
    (EntryKind.CALL, "voicemail"): "Call by {detail}, left a voicemail",
    (EntryKind.CALL, "wrong_number"): "Call with {detail}, wrong number",
    (EntryKind.CALL, "inbound"): "Call taken by {detail}",
    (EntryKind.CALL, "outbound"): "Call made by {detail}",
    (EntryKind.NOTE, "deleted"): "Note deleted in the store",
    (EntryKind.SYSTEM, "registered"): "Customer account made",
    (EntryKind.SYSTEM, "gone"): "Customer is no longer in the store",
    (EntryKind.SYSTEM, "gone_to"): (
        "Customer is no longer in the store. All orders went to {detail}, perhaps the same person"
    ),
    (EntryKind.SYSTEM, "merged"): "Customer merged into {detail} in the store",
    (EntryKind.SYSTEM, "orders_left"): "Orders went to {detail} in the store",
    (EntryKind.SYSTEM, "verified"): "E-mail address confirmed",
    (EntryKind.SYSTEM, "details_changed"): "Customer details changed",
    (EntryKind.SYSTEM, "address_added"): "Address added",
    (EntryKind.SYSTEM, "address_changed"): "Address changed",
    (EntryKind.SYSTEM, "address_removed"): "Address removed",
    (EntryKind.SYSTEM, "password_changed"): "Password changed",
    (EntryKind.SYSTEM, "group_joined"): "Added to the group {detail}",
    (EntryKind.SYSTEM, "group_left"): "Taken out of the group {detail}",
    (EntryKind.SYSTEM, "password_reset_asked"): "New password asked for",
    (EntryKind.SYSTEM, "password_reset"): "Password set anew",
    (EntryKind.SYSTEM, "email_change_asked"): "Change of the e-mail address asked for",
    (EntryKind.SYSTEM, "email_changed"): "E-mail address changed",
}

OTHERWISE: dict[EntryKind, str] = {
    EntryKind.ORDER: "Order {order}: {words}",
    EntryKind.PAYMENT: "Payment of {amount} with {detail}: {words}",
    EntryKind.FULFILMENT: "Shipment with {detail}: {words}{of}",
    EntryKind.SCAN: VERBATIM,
    EntryKind.REFUND: "Refund of {amount}: {words}",
    EntryKind.NOTE: "Note",
    EntryKind.MESSAGE: "{detail}{of}",
    EntryKind.SYSTEM: "{status}",
}


def title(observation: Observation) -> str:
    """Say in one line what happened; a word of the source that we do not know stays verbatim."""
    kind, status = observation.kind, observation.status
    pattern = TITLES.get((kind, status.casefold())) or OTHERWISE.get(kind, VERBATIM)
    if pattern is VERBATIM:
        return observation.text or status
    return pattern.format(
        order=observation.order or "",
        amount=observation.amount or "an unknown amount",
        money=observation.amount or "the money",
        worth=f", {observation.amount}" if observation.amount else "",
        detail=observation.detail or "an unknown method",
        of=f": {observation.what}" if observation.what else "",
        status=status,
        words=spelled(status),
    )


@lru_cache(STATES)
def spelled(state: str) -> str:
    """Word a store's state for people: "PaymentSettled" → "payment settled"."""
    spaced = "".join(f" {c.lower()}" if c.isupper() else c for c in state).strip()
    return " ".join(spaced.replace("_", " ").replace("-", " ").split())
