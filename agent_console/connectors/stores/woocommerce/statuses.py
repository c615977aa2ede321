"""WooCommerce's words in ours; what is not listed stays the store's own word."""

CANCELLED, FAILED, COMPLETED = "cancelled", "failed", "completed"
TRASH = "trash"
FINISHED_ORDERS = frozenset({COMPLETED, CANCELLED, "refunded", FAILED, TRASH, "delivered"})
"""Of an order in any other state, also in one that a plugin made up, more is to be expected."""
DRAFTS = frozenset({"draft", "auto-draft", "checkout-draft", TRASH})
"""What nobody has ordered yet, or nobody has any more."""
PAID = "paid"
GATEWAY, MANUAL = "gateway", "manual"
"""How a refund was made: through the payment gateway, or by hand and only noted in the store."""
SHIPPED, NUMBERED = "shipped", "created"
"""A parcel that the store says left on a day, and one of which only the number is told."""
