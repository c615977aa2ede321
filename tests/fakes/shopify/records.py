"""What a Shopify store holds, in the shape and under the names of its Admin GraphQL API."""

from typing import Any

Record = dict[str, Any]
DAY = "2026-11-20"


def gid(kind: str, number: object) -> str:
    """Return an id as the store writes it."""
    return f"gid://shopify/{kind}/{number}"


def clock(minute: int) -> str:
    """Return a time on the day of the story."""
    return f"{DAY}T{8 + minute // 60:02d}:{minute % 60:02d}:00Z"


def bag(amount: str, currency: str = "EUR", shown: tuple[str, str] | None = None) -> Record:
    """Return an amount in the shop's money, and in the customer's."""
    told, code = shown or (amount, currency)
    return {
        "shopMoney": {"amount": amount, "currencyCode": currency},
        "presentmentMoney": {"amount": told, "currencyCode": code},
    }


def customer(number: int, name: str, email: str | None, phone: str | None = None) -> Record:
    """Return a customer with an account."""
    first, _, last = name.partition(" ")
    return {
        "__typename": "Customer",
        "id": gid("Customer", number),
        "firstName": first,
        "lastName": last,
        "state": "ENABLED",
        "note": None,
        "createdAt": clock(0),
        "updatedAt": clock(number),
        "defaultEmailAddress": email and {"emailAddress": email},
        "defaultPhoneNumber": phone and {"phoneNumber": phone},
        "defaultAddress": None,
    }


def address(name: str, city: str, phone: str | None = None) -> Record:
    """Return a place a parcel goes to."""
    return {
        "name": name,
        "company": None,
        "address1": "Herrengasse 1",
        "address2": None,
        "city": city,
        "province": None,
        "zip": "8010",
        "country": "Austria",
        "countryCodeV2": "AT",
        "phone": phone,
    }


def order(number: int, owner: Record | None, total: str = "54.90", **fields: object) -> Record:
    """Return a paid order of one article, nothing sent yet."""
    currency = str(fields.get("currencyCode", "EUR"))
    return {
        "__typename": "Order",
        "id": gid("Order", number),
        "name": f"#{1000 + number}",
        "confirmationNumber": f"C{number}",
        "test": False,
        "closed": False,
        "edited": False,
        "note": None,
        "sourceName": "web",
        "createdAt": clock(number),
        "processedAt": clock(number),
        "updatedAt": clock(number),
        "cancelledAt": None,
        "cancelReason": None,
        "cancellation": None,
        "currencyCode": currency,
        "presentmentCurrencyCode": currency,
        "displayFinancialStatus": "PAID",
        "displayFulfillmentStatus": "UNFULFILLED",
        "returnStatus": "NO_RETURN",
        "hasTimelineComment": False,
        "taxesIncluded": True,
        "discountCodes": [],
        "email": owner and (owner["defaultEmailAddress"] or {}).get("emailAddress"),
        "phone": None,
        "customer": owner,
        "retailLocation": None,
        "shippingAddress": address("Somebody", "Graz"),
        "shippingLine": {"title": "Standard", "deliveryCategory": None},
        "originalTotalPriceSet": bag(total, currency),
        "totalPriceSet": bag(total, currency),
        "totalShippingPriceSet": bag("4.90", currency),
        "totalDiscountsSet": bag("0.0", currency),
        "totalTaxSet": bag("9.15", currency),
        "totalTipReceivedSet": bag("0.0", currency),
        "transactions": [],
        "fulfillments": [],
        "refunds": [],
        "returns": [],
        "events": [],
        "agreements": [],
        "lineItems": [line(f"{number}0", "SOCKS", 1, "50.00", currency=currency)],
        **fields,
    }


def line(
    number: object,
    sku: str | int | None,
    quantity: float,
    price: str,
    *,
    now: float | None = None,
    currency: str = "EUR",
) -> Record:
    """Return a line of an order; `now` is what is left of it."""
    return {
        "id": gid("LineItem", number),
        "sku": sku,
        "name": f"The {str(sku or 'nameless').lower()}",
        "quantity": quantity,
        "currentQuantity": quantity if now is None else now,
        "product": None,
        "originalUnitPriceSet": bag(price, currency),
    }


def transaction(number: int, kind: str, amount: str, minute: int, **fields: object) -> Record:
    """Return money that moved."""
    return {
        "id": gid("OrderTransaction", number),
        "kind": kind,
        "status": "SUCCESS",
        "gateway": "shopify_payments",
        "formattedGateway": "Shopify Payments",
        "createdAt": clock(minute),
        "processedAt": clock(minute),
        "parentTransaction": None,
        "amountSet": bag(amount),
        **fields,
    }


def refund(number: int, minute: int, lines: list[Record], moved: list[Record]) -> Record:
    """Return a refund of lines, and the money that moved for it."""
    return {
        "__typename": "Refund",
        "id": gid("Refund", number),
        "note": "hole in it",
        "createdAt": clock(minute),
        "processedAt": clock(minute),
        "refundLineItems": lines,
        "transactions": moved,
    }


def part_of(number: object, quantity: float) -> Record:
    """Return some of a line, as refunds and fulfilments list it."""
    line = {"id": gid("LineItem", number)}
    return {"quantity": quantity, "restockType": "RETURN", "lineItem": line}


def fulfilment(number: int, minute: int, **fields: object) -> Record:
    """Return a parcel on its way with DHL."""
    return {
        "__typename": "Fulfillment",
        "id": gid("Fulfillment", number),
        "name": f"#{number}.1",
        "status": "SUCCESS",
        "displayStatus": "IN_TRANSIT",
        "createdAt": clock(minute),
        "updatedAt": clock(minute),
        "inTransitAt": None,
        "deliveredAt": None,
        "estimatedDeliveryAt": None,
        "location": {"name": "Graz store"},
        "trackingInfo": [{"company": "DHL", "number": f"0034043416{number:04d}", "url": None}],
        "fulfillmentLineItems": [],
        "events": [],
        **fields,
    }


def event(number: int, status: str, minute: int, city: str | None = None) -> Record:
    """Return what happened to a parcel."""
    return {
        "id": gid("FulfillmentEvent", number),
        "status": status,
        "happenedAt": clock(minute),
        "message": None,
        "city": city,
        "province": None,
        "country": None,
    }


def returned(number: int, status: str, minute: int, label: str | None, *lines: Record) -> Record:
    """Return a return, with the number of the parcel that comes back."""
    tracking = {"carrierName": "DHL", "number": label, "url": None}
    deliverable = {"__typename": "ReverseDeliveryShippingDeliverable", "tracking": tracking}
    delivery = {"deliverable": deliverable if label else None}
    return {
        "__typename": "Return",
        "id": gid("Return", number),
        "name": f"#{number}-R1",
        "status": status,
        "createdAt": clock(minute),
        "requestApprovedAt": None if status in {"REQUESTED", "DECLINED"} else clock(minute + 1),
        "closedAt": clock(minute + 9) if status == "CLOSED" else None,
        "decline": None,
        "returnLineItems": [
            {
                "__typename": "ReturnLineItem",
                "quantity": one["quantity"],
                "returnReasonNote": "",
                "customerNote": "too small",
                "fulfillmentLineItem": {"lineItem": one["lineItem"]},
            }
            for one in lines
        ],
        "reverseFulfillmentOrders": [{"reverseDeliveries": [delivery]}],
    }


def comment(number: int, minute: int, text: str, author: str = "Sam Staff") -> Record:
    """Return what staff wrote on the timeline of an order."""
    return {
        "__typename": "CommentEvent",
        "id": gid("CommentEvent", number),
        "action": "comment",
        "createdAt": clock(minute),
        "message": f"{author} commented",
        "rawMessage": text,
        "author": {"name": author},
    }


def happened(number: int, action: str, minute: int, message: str) -> Record:
    """Return what the store itself noted on the timeline of an order."""
    return {
        "__typename": "BasicEvent",
        "id": gid("BasicEvent", number),
        "action": action,
        "createdAt": clock(minute),
        "message": message,
    }


def edited(number: int, minute: int) -> Record:
    """Return the agreement that an edit of an order makes."""
    return {
        "__typename": "OrderEditAgreement",
        "id": gid("SalesAgreement", number),
        "happenedAt": clock(minute),
    }


def product(number: int, *values: str) -> Record:
    """Return an article of the catalogue, and what its fields for instructions hold."""
    return {
        "__typename": "Product",
        "id": gid("Product", number),
        "metafields": [{"value": one} for one in values],
    }
