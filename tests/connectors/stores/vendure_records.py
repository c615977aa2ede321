"""What a Vendure store tells of a customer and an order, as it answers."""

from copy import deepcopy

from agent_console.connectors.kit.reading import Node

CUSTOMER = {
    "id": "1",
    "firstName": "Anna",
    "lastName": "Gruber",
    "emailAddress": "Anna.Gruber@Example.test",
    "phoneNumber": "0664 123 45 67",
    "updatedAt": "2026-11-22T00:29:20.000Z",
    "user": {"id": "2"},
    "history": {"totalItems": 0, "items": []},
}


def entry(number, kind, data, *, public=False):
    """Return an entry of a history."""
    admin = {"firstName": "Super", "lastName": "Admin"}
    return {
        "id": str(number),
        "type": kind,
        "createdAt": f"2026-11-22T00:30:{number:02d}.000Z",
        "isPublic": public,
        "data": data,
        "administrator": admin,
    }


ORDER = {
    "id": "11",
    "code": "CKKXCF9HS8VGTFYD",
    "state": "PartiallyShipped",
    "active": False,
    "updatedAt": "2026-11-22T00:29:21.000Z",
    "orderPlacedAt": "2026-11-22T00:29:21.579Z",
    "currencyCode": "USD",
    "shippingWithTax": 500,
    "totalWithTax": 15961,
    "customer": CUSTOMER,
    "shippingAddress": {"fullName": "Anna Gruber", "streetLine1": "1 Test Street", "city": "Wien"},
    "lines": [
        {
            "id": "1",
            "quantity": 2,
            "orderPlacedQuantity": 3,
            "unitPriceWithTax": 1554,
            "productVariant": {"sku": 123, "name": "USB-C Cable 2m"},
        }
    ],
    "fulfillments": [
        {
            "id": "1",
            "state": "Shipped",
            "method": "DHL",
            "trackingCode": "00340434161094042557",
            "createdAt": "2026-11-22T00:30:00.000Z",
            "lines": [{"orderLineId": "1", "quantity": 1}],
        }
    ],
    "payments": [
        {
            "id": "1",
            "state": "Settled",
            "amount": 15961,
            "method": "visa",
            "createdAt": "2026-11-22T00:29:21.000Z",
            "refunds": [
                {
                    "id": "4",
                    "state": "Settled",
                    "total": 1554,
                    "reason": "broken",
                    "createdAt": "2026-11-22T00:31:00.000Z",
                    "lines": [{"orderLineId": "1", "quantity": 1}],
                }
            ],
        }
    ],
    "history": {
        "totalItems": 5,
        "items": [
            entry(10, "ORDER_NOTE", {"note": "Customer called"}),
            entry(9, "ORDER_FULFILLMENT_TRANSITION", {"fulfillmentId": 1, "to": "Shipped"}),
            entry(8, "ORDER_STATE_TRANSITION", {"from": "X", "to": "PaymentSettled"}),
            entry(11, "ORDER_REFUND_TRANSITION", {"refundId": 4, "to": "Settled"}),
            entry(12, "ORDER_TELEPORTED", {}),
        ],
    },
}


def url(what: str, external_id: str) -> str:
    """Return a page of the store's admin site."""
    return f"https://shop.example/admin/{what}/{external_id}"


def with_changes(**fields: object) -> Node:
    """Return the order with other fields."""
    return Node({**deepcopy(ORDER), **fields})
