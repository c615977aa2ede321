"""What webhooks and the old API send, in the shape of the new one: one mapper reads both."""

from agent_console.connectors.kit.reading import Node

Json = dict[str, object]

STATES = {"partial": "PARTIALLY_FULFILLED", "fulfilled": "FULFILLED", "restocked": "RESTOCKED"}
"""What becomes of an order's fulfilment_status; null says that nothing was sent."""


def order(node: Node) -> Node:
    """Return an order as GraphQL would tell it; what REST does not speak of stays unspoken of."""
    currency = node["currency"].value
    told: Json = {
        "id": node["id"].value,
        "name": node["name"].value,
        "test": node["test"].value,
        "closed": not node["closed_at"].is_missing(),
        "note": node["note"].value,
        "sourceName": node["source_name"].value,
        "createdAt": node["created_at"].value,
        "processedAt": node["processed_at"].value,
        "updatedAt": node["updated_at"].value,
        "cancelledAt": node["cancelled_at"].value,
        "cancelReason": node["cancel_reason"].value,
        "displayFinancialStatus": node["financial_status"].value,
        "displayFulfillmentStatus": _fulfilment_state(node),
        "taxesIncluded": node["taxes_included"].value,
        "discountCodes": [one["code"].value for one in node["discount_codes"].items()],
        "email": node["email"].value or node["contact_email"].value,
        "phone": node["phone"].value,
        "shippingAddress": _address(node["shipping_address"]),
        "shippingLine": _shipping_line(node["shipping_lines"]),
        "totalPriceSet": _total(node, currency),
        "originalTotalPriceSet": _total(node, currency),
        "totalDiscountsSet": _bag(node["total_discounts"].value, currency),
        "totalTaxSet": _bag(node["total_tax"].value, currency),
        "totalTipReceivedSet": _bag(node["total_tip_received"].value, currency),
        "totalShippingPriceSet": _shipping(node, currency),
        "lineItems": {"nodes": [_line(one, currency) for one in node["line_items"].items()]},
        "refunds": [_refund(one) for one in node["refunds"].items()],
        "fulfillments": [fulfilment(one).value for one in node["fulfillments"].items()],
        "customer": customer(node["customer"]),
    }
    if not node["transactions"].is_absent:
        told["transactions"] = [_transaction(one) for one in node["transactions"].items()]
    return Node(told)


def fulfilment(node: Node) -> Node:
    """Return a fulfilment as GraphQL would tell it."""
    numbers = [one.value for one in node["tracking_numbers"].items()] or [
        node["tracking_number"].value
    ]
    company = node["tracking_company"].value
    lines = [
        {"quantity": one["quantity"].value, "lineItem": {"id": one["id"].value}}
        for one in node["line_items"].items()
    ]
    return Node(
        {
            "id": node["id"].value,
            "name": node["name"].value,
            "status": node["status"].value,
            "displayStatus": node["shipment_status"].value,
            "createdAt": node["created_at"].value,
            "updatedAt": node["updated_at"].value,
            "trackingInfo": [{"company": company, "number": number} for number in numbers],
            "fulfillmentLineItems": {"nodes": lines},
            "events": {"nodes": []},
        }
    )


def gift_card(node: Node) -> Node:
    """Return a gift card as GraphQL would tell it."""
    currency = node["currency"].value
    return Node(
        {
            "balance": {"amount": node["balance"].value, "currencyCode": currency},
            "initialValue": {"amount": node["initial_value"].value, "currencyCode": currency},
            "lastCharacters": node["last_characters"].value,
            "expiresOn": node["expires_on"].value,
            "deactivatedAt": node["disabled_at"].value,
            "note": node["note"].value,
            "updatedAt": node["updated_at"].value,
        }
    )


def fulfilment_event(node: Node) -> Node:
    """Return an event of a fulfilment as GraphQL would tell it."""
    return Node(
        {
            "id": node["id"].value,
            "fulfillmentId": node["fulfillment_id"].value,
            "status": node["status"].value,
            "message": node["message"].value,
            "happenedAt": node["happened_at"].value,
            "estimatedDeliveryAt": node["estimated_delivery_at"].value,
            "city": node["city"].value,
            "province": node["province"].value,
            "country": node["country"].value,
        }
    )


def refunded_order(node: Node) -> Node:
    """Return the order a refund is of, with no more of it than the refund tells."""
    transactions = list(node["transactions"].items())
    currency = next((one["currency"].value for one in transactions), None)
    lines = [one["line_item"] for one in node["refund_line_items"].items()]
    return Node(
        {
            "id": node["order_id"].value,
            "name": node["order_id"].value,
            "totalPriceSet": _bag("0", currency),
            "lineItems": {"nodes": [_line(one, currency) for one in lines]},
            "refunds": [_refund(node)],
        }
    )


def _fulfilment_state(node: Node) -> object:
    told = node["fulfillment_status"].value
    return STATES.get(told, told) if isinstance(told, str) else "UNFULFILLED"


def _bag(amount: object, currency: object) -> Json:
    return {"shopMoney": {"amount": amount, "currencyCode": currency}}


def _total(node: Node, currency: object) -> Json:
    shown = node["total_price_set"]["presentment_money"]
    told = _bag(node["total_price"].value, currency)
    if not shown.is_missing():
        told["presentmentMoney"] = {
            "amount": shown["amount"].value,
            "currencyCode": shown["currency_code"].value,
        }
    return told


def _shipping(node: Node, currency: object) -> Json:
    """Return the shipping where it is one line; sums are the store's to make."""
    told = node["total_shipping_price_set"]["shop_money"]
    if not told.is_missing():
        return _bag(told["amount"].value, told["currency_code"].value)
    lines = list(node["shipping_lines"].items())
    return _bag(lines[0]["price"].value if len(lines) == 1 else None, currency)


def _shipping_line(lines: Node) -> Json | None:
    first = next(lines.items(), None)
    if first is None:
        return None
    return {
        "title": first["title"].value,
        "deliveryCategory": first["delivery_category"].value,
    }


def _line(node: Node, currency: object) -> Json:
    told: Json = {
        "id": node["id"].value,
        "sku": node["sku"].value,
        "name": node["name"].value or node["title"].value,
        "quantity": node["quantity"].value,
        "originalUnitPriceSet": _bag(node["price"].value, currency),
    }
    if not node["current_quantity"].is_missing():
        told["currentQuantity"] = node["current_quantity"].value
    return told


def _refund(node: Node) -> Json:
    lines = [
        {
            "quantity": one["quantity"].value,
            "restockType": one["restock_type"].value,
            "lineItem": {"id": one["line_item_id"].value},
        }
        for one in node["refund_line_items"].items()
    ]
    return {
        "id": node["id"].value,
        "note": node["note"].value,
        "createdAt": node["created_at"].value,
        "refundLineItems": {"nodes": lines},
        "transactions": {"nodes": [_transaction(one) for one in node["transactions"].items()]},
    }


def _transaction(node: Node) -> Json:
    parent = node["parent_id"].value
    return {
        "id": node["id"].value,
        "kind": node["kind"].value,
        "status": node["status"].value,
        "gateway": node["gateway"].value,
        "createdAt": node["created_at"].value,
        "processedAt": node["processed_at"].value,
        "parentTransaction": None if parent is None else {"id": parent},
        "amountSet": _bag(node["amount"].value, node["currency"].value),
    }


def _address(node: Node) -> Json | None:
    if node.is_missing():
        return None
    named = ("name", "company", "address1", "address2", "city", "province", "zip", "phone")
    told: Json = {one: node[one].value for one in (*named, "country")}
    return {**told, "countryCodeV2": node["country_code"].value}


def customer(node: Node) -> Json | None:
    """Return a customer as GraphQL would tell it."""
    if node.is_missing():
        return None
    written = {} if node["note"].is_absent else {"note": node["note"].value}
    return {
        **written,
        "id": node["id"].value,
        "firstName": node["first_name"].value,
        "lastName": node["last_name"].value,
        "state": node["state"].value,
        "updatedAt": node["updated_at"].value,
        "defaultEmailAddress": {"emailAddress": node["email"].value},
        "defaultPhoneNumber": {"phoneNumber": node["phone"].value},
        "defaultAddress": {"phone": node["default_address"]["phone"].value},
    }
