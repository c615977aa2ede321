"""Vendure's words in ours; what is not listed stays verbatim or unknown."""

from dataclasses import dataclass

from agent_console.domain.observation import EntryKind
from agent_console.domain.order import PaymentStage, RefundStage
from agent_console.domain.parcel import ParcelStatus

FINISHED_ORDERS = frozenset({"Delivered", "Cancelled"})
DRAFT = "Draft"
CANCELLED = "Cancelled"
MODIFIED = "ORDER_MODIFIED"
MODIFYING = frozenset({"Modifying", "ArrangingAdditionalPayment"})
"""States of an order whose total may be another than it was."""
SHIPPED, DELIVERED = "Shipped", "Delivered"

FULFILMENTS = {
    "Created": ParcelStatus.PRE_TRANSIT,
    "Pending": ParcelStatus.PRE_TRANSIT,
    SHIPPED: ParcelStatus.IN_TRANSIT,
    DELIVERED: ParcelStatus.DELIVERED,
    CANCELLED: ParcelStatus.CANCELLED,
}

PAYMENTS = {
    "Authorized": PaymentStage.AUTHORIZED,
    "Settled": PaymentStage.SETTLED,
    "Declined": PaymentStage.FAILED,
    "Error": PaymentStage.FAILED,
    CANCELLED: PaymentStage.CANCELLED,
}

REFUNDS = {
    "Pending": RefundStage.PENDING,
    "Settled": RefundStage.SETTLED,
    "Failed": RefundStage.FAILED,
}


@dataclass(frozen=True, slots=True)
class HistoryRule:
    """How one type of history entry is told: its kind, its status, and where its words are.

    Without a `status` it is the state the entry went to, in the store's own word.
    `part` names the field with the id of the payment, refund or fulfilment it is about.
    """

    kind: EntryKind
    status: str | None = None
    quiet: frozenset[str] = frozenset()
    part: str | None = None
    text: str = "note"
    detail: str = "couponCode"


STATES = HistoryRule(
    EntryKind.ORDER,
    quiet=frozenset(
        {
            "Created",
            DRAFT,
            "AddingItems",
            "ArrangingPayment",
            "PaymentAuthorized",
            "PaymentSettled",
            "PartiallyShipped",
            "Shipped",
            "PartiallyDelivered",
            DELIVERED,
        }
    ),
)
"""Quiet are the states that only repeat what a payment or a fulfilment in the same history says."""

HISTORY = {
    "ORDER_STATE_TRANSITION": STATES,
    "ORDER_PAYMENT_TRANSITION": HistoryRule(
        EntryKind.PAYMENT,
        part="paymentId",
    ),
    "ORDER_REFUND_TRANSITION": HistoryRule(
        EntryKind.REFUND,
        quiet=frozenset({"Pending"}),
        part="refundId",
        text="reason",
    ),
    "ORDER_FULFILLMENT": HistoryRule(EntryKind.FULFILMENT, "created", part="fulfillmentId"),
    "ORDER_FULFILLMENT_TRANSITION": HistoryRule(
        EntryKind.FULFILMENT,
        quiet=frozenset({"Created", "Pending"}),
        part="fulfillmentId",
    ),
    "ORDER_CANCELLATION": HistoryRule(EntryKind.ORDER, "items_cancelled", text="reason"),
    "ORDER_NOTE": HistoryRule(EntryKind.NOTE, "order"),
    "ORDER_COUPON_APPLIED": HistoryRule(EntryKind.ORDER, "coupon_applied"),
    "ORDER_COUPON_REMOVED": HistoryRule(EntryKind.ORDER, "coupon_removed"),
    MODIFIED: HistoryRule(EntryKind.ORDER, "modified"),
    "ORDER_CUSTOMER_UPDATED": HistoryRule(EntryKind.ORDER, "customer_changed"),
    "ORDER_CURRENCY_UPDATED": HistoryRule(EntryKind.ORDER, "currency_changed"),
    "CUSTOMER_REGISTERED": HistoryRule(EntryKind.SYSTEM, "registered"),
    "CUSTOMER_VERIFIED": HistoryRule(EntryKind.SYSTEM, "verified"),
    "CUSTOMER_DETAIL_UPDATED": HistoryRule(EntryKind.SYSTEM, "details_changed"),
    "CUSTOMER_ADDRESS_CREATED": HistoryRule(EntryKind.SYSTEM, "address_added", text="address"),
    "CUSTOMER_ADDRESS_UPDATED": HistoryRule(EntryKind.SYSTEM, "address_changed", text="address"),
    "CUSTOMER_ADDRESS_DELETED": HistoryRule(EntryKind.SYSTEM, "address_removed", text="address"),
    "CUSTOMER_PASSWORD_UPDATED": HistoryRule(EntryKind.SYSTEM, "password_changed"),
    "CUSTOMER_ADDED_TO_GROUP": HistoryRule(EntryKind.SYSTEM, "group_joined", detail="groupName"),
    "CUSTOMER_REMOVED_FROM_GROUP": HistoryRule(EntryKind.SYSTEM, "group_left", detail="groupName"),
    "CUSTOMER_PASSWORD_RESET_REQUESTED": HistoryRule(EntryKind.SYSTEM, "password_reset_asked"),
    "CUSTOMER_PASSWORD_RESET_VERIFIED": HistoryRule(EntryKind.SYSTEM, "password_reset"),
    "CUSTOMER_EMAIL_UPDATE_REQUESTED": HistoryRule(
        EntryKind.SYSTEM, "email_change_asked", text="newEmailAddress"
    ),
    "CUSTOMER_EMAIL_UPDATE_VERIFIED": HistoryRule(
        EntryKind.SYSTEM, "email_changed", text="newEmailAddress"
    ),
    "CUSTOMER_NOTE": HistoryRule(EntryKind.NOTE, "person"),
}


def rule(entry_type: str) -> HistoryRule:
    """Return how to tell a type of entry; one we do not know is told by its own name."""
    return HISTORY.get(entry_type) or HistoryRule(EntryKind.SYSTEM, entry_type)
