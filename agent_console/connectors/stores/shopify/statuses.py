"""Shopify's words in ours; what is not listed stays verbatim or unknown."""

from agent_console.domain.order import RefundStage
from agent_console.domain.parcel import ParcelStatus

PARCELS = {
    "ATTEMPTED_DELIVERY": ParcelStatus.ATTEMPT_FAILED,
    "CANCELED": ParcelStatus.CANCELLED,
    "CANCELLED": ParcelStatus.CANCELLED,
    "CARRIER_PICKED_UP": ParcelStatus.IN_TRANSIT,
    "CONFIRMED": ParcelStatus.PRE_TRANSIT,
    "DELAYED": ParcelStatus.EXCEPTION,
    "DELIVERED": ParcelStatus.DELIVERED,
    "ERROR": ParcelStatus.CANCELLED,
    "FAILURE": ParcelStatus.EXCEPTION,
    "FULFILLED": ParcelStatus.IN_TRANSIT,
    "IN_TRANSIT": ParcelStatus.IN_TRANSIT,
    "LABEL_PRINTED": ParcelStatus.PRE_TRANSIT,
    "LABEL_PURCHASED": ParcelStatus.PRE_TRANSIT,
    "LABEL_VOIDED": ParcelStatus.CANCELLED,
    "MARKED_AS_FULFILLED": ParcelStatus.IN_TRANSIT,
    "NOT_DELIVERED": ParcelStatus.EXCEPTION,
    "OPEN": ParcelStatus.PRE_TRANSIT,
    "OUT_FOR_DELIVERY": ParcelStatus.OUT_FOR_DELIVERY,
    "PENDING": ParcelStatus.PRE_TRANSIT,
    "PICKED_UP": ParcelStatus.DELIVERED,
    "READY_FOR_PICKUP": ParcelStatus.AVAILABLE_FOR_PICKUP,
    "SUBMITTED": ParcelStatus.PRE_TRANSIT,
    "SUCCESS": ParcelStatus.IN_TRANSIT,
}
"""Where a fulfilment is by its displayStatus, or by its status where that is all that is told."""
CALLED_OFF = frozenset({"CANCELLED", "ERROR", "FAILURE"})
"""States of a fulfilment (not of its parcel) under which nothing was sent."""
SENT = frozenset({"FULFILLED", "MARKED_AS_FULFILLED", "SUCCESS"})
"""States that say no more than that it was sent, or handed over where the order is collected."""
DELIVERED, READY, COLLECTED = "DELIVERED", "READY_FOR_PICKUP", "PICKED_UP"
EVENT_WORDS = {
    "ATTEMPTED_DELIVERY": "attempt_failed",
    DELIVERED: "delivered",
    "IN_TRANSIT": "in_transit",
    "OUT_FOR_DELIVERY": "out_for_delivery",
    READY: "available_for_pickup",
}
"""Where a carrier's scan of the same minute may tell the same; other words stay the store's."""
PICKUPS = frozenset({"pickup", "pick_up", "pick-up", "local_pickup"})
"""How the delivery category of an order is called that is collected at a shop."""

AUTHORIZATIONS = frozenset({"AUTHORIZATION", "EMV_AUTHORIZATION"})
CAPTURES = frozenset({"CAPTURE", "SALE"})
VOID, REFUND = "VOID", "REFUND"
TAKEN_OFF, CAME_BACK = "CANCEL", "RETURN"
"""How the articles of a refund are called that were never sent, and those that came back."""
SUCCESS = "SUCCESS"
FAILURES = frozenset({"FAILURE", "ERROR"})
REFUNDS = {
    SUCCESS: RefundStage.SETTLED,
    "PENDING": RefundStage.PENDING,
    "AWAITING_RESPONSE": RefundStage.PENDING,
    "FAILURE": RefundStage.FAILED,
    "ERROR": RefundStage.FAILED,
}

CANCELLED = "cancelled"
UNSENT = frozenset({"UNFULFILLED", "OPEN"})
"""States of the fulfilment of an order that add nothing to what its payment says."""
SETTLED_MONEY = frozenset({"PAID", "REFUNDED", "PARTIALLY_REFUNDED", "VOIDED"})
FULFILLED = "FULFILLED"

NO_RETURN = frozenset({"CANCELED", "DECLINED"})
RETURN_WORDS = {
    "REQUESTED": "Return {name} asked for{of}",
    "OPEN": "Return {name} opened{of}",
    "CLOSED": "Return {name} opened{of}",
    "DECLINED": "Return {name} asked for, and declined{of}",
    "CANCELED": "Return {name} opened, and taken back since{of}",
}

REPEATED = frozenset(
    {
        *("placed", "confirmed", "closed", "cancelled", "comment"),
        *(
            f"{what}_{how}"
            for what in ("authorization", "capture", "sale", "void", "refund", "fulfillment")
            for how in ("success", "pending", "failure", "cancelled")
        ),
    }
)
"""What a store's timeline says that its payments, refunds and fulfilments say better."""

HIDDEN_WORDS = {
    "customer": "the customer",
    "email": "the e-mail address",
    "defaultEmailAddress": "the e-mail address",
    "phone": "the phone number",
    "defaultPhoneNumber": "the phone number",
    "shippingAddress": "the address",
    "defaultAddress": "the address",
    "firstName": "the name",
    "lastName": "the name",
    "retailLocation": "the shop",
    "location": "the shop",
    "fulfillments": "parcels",
    "refunds": "refunds",
    "transactions": "payments",
    "events": "the timeline",
    "lineItems": "articles",
    "returns": "returns",
    "author": "who wrote notes",
}
"""What we call what the permissions of a store hide; other fields go by their own names."""
