"""The money of an order as Vendure states it: whole minor units that add up."""

from agent_console.sandbox.shop import Line, Order
from agent_console.sandbox.vendure.notation import Record


def sums(order: Order) -> Record:
    """Render lines, discounts and totals; gross is what was asked for, net is worked out of it."""
    off, shipping = order.discounts, order.shipping
    lines = [
        _line(line, less, order.tax_percent) for line, less in zip(order.lines, off, strict=True)
    ]
    gross = sum(line.unit * line.quantity for line in order.lines) - sum(off)
    net = sum(
        _net(line.unit * line.quantity - less, order)
        for line, less in zip(order.lines, off, strict=True)
    )
    goods: Record = {
        "description": "Standard Europe" if order.tax_percent else "Zero",
        "taxRate": order.tax_percent,
        "taxBase": net,
        "taxTotal": gross - net,
    }
    sent: Record = {
        "description": "shipping tax",
        "taxRate": 0,
        "taxBase": shipping,
        "taxTotal": 0,
    }
    method: Record = {"name": f"{order.shipping_name} Shipping"}
    return {
        "lines": lines,
        "discounts": _discounts(order, sum(off)),
        "surcharges": [],
        "totalQuantity": sum(line.quantity for line in order.lines),
        "subTotal": net,
        "subTotalWithTax": gross,
        "currencyCode": order.currency,
        "shippingLines": [
            {
                "shippingMethod": method,
                "price": shipping,
                "priceWithTax": shipping,
                "discountedPrice": shipping,
                "discountedPriceWithTax": shipping,
                "discounts": [],
            }
        ],
        "shipping": shipping,
        "shippingWithTax": shipping,
        "total": net + shipping,
        "totalWithTax": gross + shipping,
        "taxSummary": [goods, sent],
    }


def _net(gross: int, order: Order) -> int:
    return round(gross * 100 / (100 + order.tax_percent))


def _discounts(order: Order, off: int) -> list[Record]:
    if order.coupon is None or not off:
        return []
    return [
        {
            "adjustmentSource": f"PROMOTION:{order.coupon.id}",
            "type": "DISTRIBUTED_ORDER_PROMOTION",
            "description": order.coupon.title,
            "amount": -_net(off, order),
            "amountWithTax": -off,
        }
    ]


def _line(line: Line, off: int, tax_percent: int) -> Record:
    gross = line.unit * line.quantity
    net_unit = round(line.unit * 100 / (100 + tax_percent))
    paid = gross - off
    return {
        "id": str(line.id),
        "productVariant": {"id": str(line.variant_id), "sku": line.sku, "name": line.title},
        "unitPrice": net_unit,
        "unitPriceWithTax": line.unit,
        "proratedUnitPriceWithTax": round(paid / line.quantity) if line.quantity else line.unit,
        "quantity": line.quantity,
        "orderPlacedQuantity": line.placed,
        "taxRate": tax_percent,
        "linePrice": net_unit * line.quantity,
        "linePriceWithTax": gross,
        "proratedLinePrice": round(paid * 100 / (100 + tax_percent)),
        "proratedLinePriceWithTax": paid,
    }
