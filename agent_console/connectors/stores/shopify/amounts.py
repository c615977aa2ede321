"""Shopify's decimal amounts as money, and what a total holds beside lines and shipping."""

from collections.abc import Iterator
from decimal import ROUND_HALF_EVEN, Decimal

from agent_console.connectors.kit.reading import Node
from agent_console.domain.money import EXPONENTS, Money
from agent_console.domain.order import Charge

DISCOUNT, TAX, SURCHARGE = "discount", "tax", "surcharge"


def money(bag: Node, currency: str | None = None, *, is_rounded: bool = False) -> Money:
    """Read an amount in the currency of the shop.

    Prices of one piece may have more digits than the currency, which are rounded where allowed.

    Raises:
        UnreadableError: it is no amount, or one of another currency than expected.
    """
    told = bag["shopMoney"]
    code = told["currencyCode"].text()
    if not (code.isascii() and code.isalpha() and code.isupper()):
        raise told["currencyCode"].unreadable("a currency")
    if currency is not None and code != currency:
        raise told["currencyCode"].unreadable(f"an amount in {currency}")
    minor = told["amount"].decimal().scaleb(EXPONENTS.get(code, 2))
    whole = minor.to_integral_value(ROUND_HALF_EVEN)
    if whole != minor and not is_rounded:
        raise told["amount"].unreadable(f"an amount in whole units of {code}")
    return Money(int(whole), code)


def told_money(bag: Node, currency: str) -> Money | None:
    """Read an amount that may be left out."""
    return None if bag["shopMoney"]["amount"].is_missing() else money(bag, currency)


def charges(node: Node, currency: str) -> Iterator[Charge]:
    """Yield discounts, taxes and tips as the store states them; nothing where they are nothing."""
    off = told_money(node["totalDiscountsSet"], currency)
    if off is not None and off.minor:
        codes = ", ".join(one.text() for one in node["discountCodes"].items())
        title = f"Discount ({codes})" if codes else "Discount"
        yield Charge(DISCOUNT, title, Money(-abs(off.minor), currency))
    tax = told_money(node["totalTaxSet"], currency)
    if tax is not None and tax.minor and node["taxesIncluded"].value is not True:
        yield Charge(TAX, "Tax", tax)
    tip = told_money(node["totalTipReceivedSet"], currency)
    if tip is not None and tip.minor:
        yield Charge(SURCHARGE, "Tip", tip)


def total_quantity(quantities: Iterator[Decimal]) -> Decimal:
    """Add quantities."""
    return sum(quantities, Decimal(0))


def elsewhere(bag: Node) -> str | None:
    """Say what the customer pays where that is another currency than the shop's."""
    told, shop = bag["presentmentMoney"], bag["shopMoney"]["currencyCode"].value
    code = told["currencyCode"].text_or_none()
    if code is None or code == shop or told["amount"].is_missing():
        return None
    return f"The customer pays {told['amount'].text()} {code}."
