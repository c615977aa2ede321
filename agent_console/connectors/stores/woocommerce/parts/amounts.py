"""WooCommerce's amounts, decimal text in units of a currency, as money; and what a total holds."""

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from agent_console.connectors.kit.reading import Node
from agent_console.domain.money import EXPONENTS, Money
from agent_console.domain.order import Charge

DISCOUNT, SURCHARGE, TAX = "discount", "surcharge", "tax"


def money(node: Node, currency: str) -> Money:
    """Read an amount that must be there; half a cent is a cent, as WooCommerce rounds itself.

    Raises:
        UnreadableError: there is no amount.
    """
    return in_minor(node, node.decimal(), currency)


def money_or_none(node: Node, currency: str) -> Money | None:
    """Read an amount, or None for nothing and for an empty text."""
    return None if node.text_or_none() is None else money(node, currency)


def in_minor(node: Node, units: Decimal, currency: str) -> Money:
    """Return units of a currency that stand at a place as money."""
    scaled = units.scaleb(EXPONENTS.get(currency, 2)).quantize(Decimal(1), ROUND_HALF_UP)
    return Money(Node(int(scaled), node.path).whole(), currency)


def unit_price(line: Node, quantity: Decimal, currency: str) -> Money:
    """Return what one piece costs before discounts: `price` is told after them."""
    before, after, price = line["subtotal"], line["total"], line["price"]
    is_reduced = before.text_or_none() is not None and before.value != after.value
    if price.text_or_none() is not None and not is_reduced:
        return money(price, currency)
    whole = after if before.text_or_none() is None else before
    return in_minor(whole, whole.decimal() / (quantity or Decimal(1)), currency)


def charges(node: Node, currency: str) -> Iterator[Charge]:
    """Yield what the total holds beside lines and shipping, all of which are told without tax."""
    yield from _discounts(node, currency)
    for fee in node["fee_lines"].items():
        title = fee["name"].text_or_none() or SURCHARGE.capitalize()
        yield Charge(SURCHARGE, title, money(fee["total"], currency))
    yield from _taxes(node, currency)


def _discounts(node: Node, currency: str) -> Iterator[Charge]:
    """Yield coupons, and what of the discount none of them gives."""
    whole = money_or_none(node["discount_total"], currency) or Money(0, currency)
    rest = whole.minor
    for coupon in node["coupon_lines"].items():
        amount = money(coupon["discount"], currency).minor
        rest -= amount
        yield Charge(DISCOUNT, coupon["code"].text_or_none() or "Coupon", Money(-amount, currency))
    if rest > 0:
        yield Charge(DISCOUNT, DISCOUNT.capitalize(), Money(-rest, currency))


def _taxes(node: Node, currency: str) -> Iterator[Charge]:
    """Yield the tax: as a whole, which is told exactly, or by its rates where there are more."""
    rates, whole = list(node["tax_lines"].items()), money_or_none(node["total_tax"], currency)
    if whole is not None and len(rates) <= 1:
        title = _label(rates[0]) if rates else TAX.capitalize()
        yield from (Charge(TAX, title, one) for one in (whole,) if one.minor)
        return
    for rate in rates:
        parts = (money_or_none(rate[one], currency) for one in ("tax_total", "shipping_tax_total"))
        amount = sum(part.minor for part in parts if part is not None)
        yield Charge(TAX, _label(rate), Money(amount, currency))


def _label(rate: Node) -> str:
    return rate["label"].text_or_none() or TAX.capitalize()
