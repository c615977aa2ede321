"""What the total of one of Vendure's orders holds beside lines and shipping."""

from collections import Counter
from collections.abc import Iterator

from agent_console.connectors.kit.reading import Node
from agent_console.domain.money import Money
from agent_console.domain.order import SHIPPING_DISCOUNT, Charge

DISCOUNT, SURCHARGE = "discount", "surcharge"


def charges(node: Node, currency: str) -> Iterator[Charge]:
    """Yield discounts and surcharges as the store words them.

    Vendure tells the shipping with its discounts taken off, and lists these among all others.
    """
    of_shipping = Counter[str]()
    for line in node["shippingLines"].items():
        for one in line["discounts"].items():
            of_shipping[_title(one, DISCOUNT)] += one["amountWithTax"].whole()
    for one in node["discounts"].items():
        title, amount = _title(one, DISCOUNT), one["amountWithTax"].whole()
        rest = amount - of_shipping[title]
        if rest or not amount:
            yield Charge(DISCOUNT, title, Money(rest, currency))
    for title, amount in of_shipping.items():
        if amount:
            yield Charge(SHIPPING_DISCOUNT, title, Money(amount, currency))
    for one in node["surcharges"].items():
        amount = one["priceWithTax"].whole()
        yield Charge(SURCHARGE, _title(one, SURCHARGE), Money(amount, currency))


def _title(node: Node, kind: str) -> str:
    return node["description"].text_or_none() or kind.capitalize()
