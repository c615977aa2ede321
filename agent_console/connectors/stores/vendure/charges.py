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
    for title, amount in _of_shipping(node):
        of_shipping[title] += amount
    for one in node["discounts"].items():
        title, amount = _title(one, DISCOUNT), one["amountWithTax"].whole()
        rest = amount - of_shipping[title]
        if rest or not amount:
            yield Charge(DISCOUNT, title, Money(rest, currency))
    for title in filter(of_shipping.get, tuple(of_shipping)):
        yield Charge(SHIPPING_DISCOUNT, title, Money(of_shipping[title], currency))
    for one in node["surcharges"].items():
        amount = one["priceWithTax"].whole()
        yield Charge(SURCHARGE, _title(one, SURCHARGE), Money(amount, currency))


def _of_shipping(node: Node) -> Iterator[tuple[str, int]]:
    for line in node["shippingLines"].items():
        for one in line["discounts"].items():
            yield _title(one, DISCOUNT), one["amountWithTax"].whole()


def _title(node: Node, kind: str) -> str:
    return node["description"].text_or_none() or kind.capitalize()
