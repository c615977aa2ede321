"""A large invented Shopify store: `python -m tests.bench.invented_store ORDERS DELAY_MS`.

It says where it is, serves until its input ends, and then tells how often it was asked what.
"""

import json
import re
import sys
from collections import Counter
from dataclasses import dataclass, field
from threading import Event

from tests.fakes.shopify.admin import TOKEN, Admin
from tests.fakes.shopify.records import (
    Record,
    clock,
    comment,
    customer,
    event,
    fulfilment,
    happened,
    line,
    order,
    part_of,
    product,
    refund,
    transaction,
)
from tests.fakes.shopify.serving import serving

__all__ = ["TOKEN", "invented"]
PRODUCTS, ORDERS_EACH = 300, 2.5
NAMED = re.compile(r"(?:query|mutation) (\w+)")


@dataclass
class Slow(Admin):
    """A store that thinks a while about each question."""

    delay_s: float = 0.0
    over: Event = field(default_factory=Event)

    def reply(self, path: str, token: str | None, question: Record) -> tuple[int, Record]:
        """Answer after a delay."""
        self.over.wait(self.delay_s)
        return super().reply(path, token, question)


def invented(orders: int) -> Slow:
    """Return a store with so many orders, most of customers with an account."""
    people = [
        customer(number, f"Ada{number} Mayr", f"ada{number}@mayr.example", f"+43 664 {number:07}")
        | {"createdAt": clock(number % 900), "updatedAt": clock(number % 900)}
        for number in range(1, int(orders / ORDERS_EACH) + 1)
    ]
    goods = [
        product(number, f"https://wool.example/how/{number}") for number in range(1, PRODUCTS + 1)
    ]
    sold = [_order(number, people[number % len(people)], goods) for number in range(1, orders + 1)]
    return Slow(people, sold, goods)


def _order(number: int, owner: Record, goods: list[Record]) -> Record:
    """Return an order of two articles, sent in a parcel that arrived; one in ten came back."""
    lines = [
        line(10 * number + n, f"SKU{n}", 1 + n, "12.00")
        | {"product": {"id": goods[(7 * number + n) % len(goods)]["id"]}}
        for n in range(2)
    ]
    parts = [part_of(10 * number + n, 1) for n in range(2)]
    scans = ["IN_TRANSIT", "OUT_FOR_DELIVERY", "DELIVERED"]
    events = [event(10 * number + n, one, 30 + n, "Graz") for n, one in enumerate(scans)]
    said = [happened(10 * number, "placed", 7, "Order was placed")]
    is_back = number % 10 == 0
    money = [transaction(10 * number, "SALE", "36.00", 8)]
    back = [refund(number, 70, [parts[0]], [transaction(10 * number + 1, "REFUND", "12.00", 70)])]
    return order(
        number,
        owner if number % 5 else None,
        "36.00",
        createdAt=clock(number % 900),
        processedAt=clock(number % 900),
        updatedAt=clock(1 + number % 80),
        displayFulfillmentStatus="FULFILLED",
        closed=True,
        lineItems=lines,
        transactions=money,
        fulfillments=[fulfilment(number, 20, fulfillmentLineItems=parts, events=events)],
        refunds=back if is_back else [],
        events=said + ([comment(10 * number + 5, 40, "Ring twice")] if number % 4 == 0 else []),
    )


if __name__ == "__main__":
    admin = invented(int(sys.argv[1]))
    admin.delay_s = int(sys.argv[2]) / 1_000
    with serving(admin) as url:
        sys.stdout.write(f"{url}\n")
        sys.stdout.flush()
        sys.stdin.read()
    names = Counter(found[1] for one in admin.asked if (found := NAMED.search(one["query"])))
    sys.stdout.write(json.dumps(dict(names)) + "\n")
