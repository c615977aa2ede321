"""Fills a loopback store with known customers and orders, and writes down what is true.

usage: python -m tests.peers.vendure.seed BASE [--facts OUT.json] [--seed N]

Seven orders: split shipment, partial fulfilment with refund and note, cancelled, two guest orders
with one e-mail and two phones, unfulfilled, and a staff draft made in a store.
"""
# ruff: noqa: T201 - a command: what it prints is its work

import argparse
import json
from dataclasses import replace
from pathlib import Path

from tests.peers.vendure.api import Answer
from tests.peers.vendure.shopper import place
from tests.peers.vendure.staff import Staff
from tests.peers.vendure.story import DEFAULT, Person, Story, varied

Facts = dict[str, Answer]


class Teller:
    """Plays a story in a store."""

    def __init__(self, base: str, staff: Staff, story: Story) -> None:
        self._base, self._staff, self._story = base, staff, story
        staff.stock(story.prices)
        self._variants = staff.variants()
        people = (story.anna, story.ben, story.chloe)
        self._customers = {person.email: staff.register(person) for person in people}

    def tell(self) -> dict[str, str]:
        """Return the order id of each case."""
        story = self._story
        same_guest = replace(story.guest, phone=story.guest_other_phone)
        case = {
            "split": self.split(),
            "partial": self.partial(),
            "cancelled": self.cancelled(),
            "guest1": self.order(story.guest, {"HOSE-15": 1}, guest=True),
            "guest2": self.order(same_guest, {"HOSE-15": 2}, guest=True),
            "unfulfilled": self.order(story.anna, {"LAMP-01": 1}),
            "draft": self._staff.draft(self._customers[story.ben.email], "WOOL-M", story.store),
        }
        self._staff.note_on_customer(self._customers[story.anna.email], "Prefers SMS")
        return case

    def order(
        self, person: Person, lines: dict[str, int], *, guest: bool = False, express: bool = False
    ) -> str:
        """Let the person buy and return the order's id."""
        wanted = {self._variants[sku]: count for sku, count in lines.items()}
        return place(self._base, person, wanted, guest=guest, express=express)

    def split(self) -> str:
        """One order in two parcels, the first delivered."""
        story, staff = self._story, self._staff
        order = self.order(story.anna, {"SHOE-42": 1, "USBC-2M": story.cable_count})
        first = staff.ship(order, {"SHOE-42": 1, "USBC-2M": 1}, "DHL", story.tracking["DHL"])
        staff.deliver(first)
        staff.ship(order, {"USBC-2M": story.cable_count - 1}, "UPS", story.tracking["UPS"])
        return order

    def partial(self) -> str:
        """One of three pieces shipped, some money to go back, a note."""
        story, staff = self._story, self._staff
        order = self.order(story.ben, {"ESP-01": 1, "LAMP-01": 2}, express=True)
        staff.ship(order, {"LAMP-01": 1}, "Royal Mail", story.tracking["Royal Mail"])
        staff.refund(order, story.refund, "Lamp arrived scratched")
        staff.note_on_order(order, "Customer called: second lamp missing")
        return order

    def cancelled(self) -> str:
        """Ordered twice by mistake."""
        order = self.order(self._story.chloe, {"WOOL-M": 1})
        self._staff.cancel(order, "ordered twice")
        return order


def seed(base: str, story: Story = DEFAULT) -> Facts:
    """Play the story in an empty store; return each order as the store then sees it, by case."""
    with Staff(base) as staff:
        cases = Teller(base, staff, story).tell()
        return {case: staff.order(order_id) for case, order_id in cases.items()}


def main() -> None:
    """Seed the store of the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("base")
    parser.add_argument("--facts", type=Path, default=Path("facts.json"))
    parser.add_argument("--seed", type=int)
    args = parser.parse_args()
    facts = seed(args.base, DEFAULT if args.seed is None else varied(args.seed))
    text = json.dumps(facts, indent=1, ensure_ascii=False)
    args.facts.write_text(text + "\n", encoding="utf-8")
    for case, order in facts.items():
        print(f"{case:12} {order['code']} {order['state']:20} {order['totalWithTax']:7}")


if __name__ == "__main__":
    main()
