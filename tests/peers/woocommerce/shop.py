"""A WooCommerce store in memory that changes as a real one was measured to change."""

from copy import deepcopy
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

Record = dict[str, Any]

SITE = timedelta(hours=1)
"""How far the clock on the store's wall is before GMT."""
NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
TRASH = "trash"
CENT = Decimal("0.01")


def address(first: str, last: str, **more: str) -> Record:
    """Return an address as an order has two of them."""
    blank = ("company", "address_1", "address_2", "city", "state", "postcode", "country")
    return {"first_name": first, "last_name": last, **dict.fromkeys(blank, ""), "phone": "", **more}


def line(number: int, sku: object, quantity: float, price: str, **more: object) -> Record:
    """Return a line of an order, told without tax as all of them are."""
    total = f"{(Decimal(price) * Decimal(str(quantity))).quantize(CENT)}"
    return {
        "id": number,
        "name": f"The {str(sku).lower()}",
        "product_id": 10,
        "variation_id": 0,
        "quantity": quantity,
        "subtotal": total,
        "subtotal_tax": "0.00",
        "total": total,
        "total_tax": "0.00",
        "meta_data": [],
        "sku": sku,
        "price": float(price),
        **more,
    }


@dataclass
class WooShop:
    """What a store holds; `now` is its own clock, which may be wrong."""

    now: datetime = NOON
    customers: dict[int, Record] = field(default_factory=dict)
    orders: dict[int, Record] = field(default_factory=dict)
    notes: dict[int, list[Record]] = field(default_factory=dict)
    refunds: dict[int, list[Record]] = field(default_factory=dict)
    last_id: int = 10
    has_short_refunds: bool = True
    """The newest versions list no refunds within an order."""

    def next_id(self) -> int:
        """Return the next number; orders and refunds share one sequence."""
        self.last_id += 1
        return self.last_id

    def stamps(self, field_name: str, at: datetime | None) -> Record:
        """Return a time as it is told: twice, and without an offset."""
        if at is None:
            return {field_name: None, f"{field_name}_gmt": None}
        local = (at + SITE).strftime("%Y-%m-%dT%H:%M:%S")
        return {field_name: local, f"{field_name}_gmt": at.strftime("%Y-%m-%dT%H:%M:%S")}

    def register(self, first: str, last: str, email: str, phone: str = "", **more: str) -> int:
        """Make a customer with an account and return the id."""
        number = self.next_id()
        self.customers[number] = {
            "id": number,
            **self.stamps("date_created", self.now),
            **self.stamps("date_modified", self.now),
            "email": email,
            "first_name": first,
            "last_name": last,
            "role": more.pop("role", "customer"),
            "username": first.lower(),
            "billing": address(first, last, email=email, phone=phone, **more),
            "shipping": address("", ""),
            "meta_data": [],
        }
        return number

    def place(self, customer: int | None, lines: list[Record], **more: Any) -> int:
        """Place an order, unpaid; returns its id."""
        number = self.next_id()
        billing = address("", "", email="")
        if customer:
            billing = deepcopy(self.customers[customer]["billing"])
        total = sum((Decimal(one["total"]) for one in lines), Decimal(0))
        self.orders[number] = {
            "id": number,
            "parent_id": 0,
            "status": "pending",
            "currency": "EUR",
            "version": "9.2.5",
            "prices_include_tax": False,
            **self.stamps("date_created", self.now),
            **self.stamps("date_modified", self.now),
            **self.stamps("date_paid", None),
            **self.stamps("date_completed", None),
            "discount_total": "0.00",
            "shipping_total": "0.00",
            "total": f"{total}",
            "total_tax": "0.00",
            "customer_id": customer or 0,
            "billing": billing,
            "shipping": address("", ""),
            "payment_method": "bacs",
            "payment_method_title": "Bank",
            "transaction_id": "",
            "customer_note": "",
            "number": str(number),
            "meta_data": [],
            "line_items": lines,
            "tax_lines": [],
            "shipping_lines": [],
            "fee_lines": [],
            "coupon_lines": [],
            "refunds": [],
            **more,
        }
        self.notes[number], self.refunds[number] = [], []
        return number

    def touch(self, order: int) -> None:
        """Say that an order was modified now."""
        self.orders[order] |= self.stamps("date_modified", self.now)

    def move(self, order: int, status: str) -> None:
        """Give an order another status: it is noted, and moves the time of change."""
        before = self.orders[order]["status"]
        self.orders[order]["status"] = status
        if status in {"processing", "completed"} and before in {"pending", "on-hold"}:
            self.orders[order] |= self.stamps("date_paid", self.now)
        if status == "completed":
            self.orders[order] |= self.stamps("date_completed", self.now)
        self.note(order, f"Order status changed from {before} to {status}.")
        self.touch(order)

    def note(self, order: int, text: str, *, to_customer: bool = False) -> int:
        """Write a note, which moves no time of change; returns its id."""
        number = self.next_id()
        made = self.stamps("date_created", self.now)
        self.notes[order].append(
            {
                "id": number,
                "author": "WooCommerce",
                **made,
                "note": text,
                "customer_note": to_customer,
            }
        )
        return number

    def ship(self, order: int, carrier: str, number: str, shipped: datetime | None = None) -> None:
        """Add a tracking number as a plugin does: to the meta data, and nothing else moves."""
        meta = self.orders[order]["meta_data"]
        key = "_wc_shipment_tracking_items"
        entry = next((one for one in meta if one["key"] == key), None)
        if entry is None:
            entry = {"id": self.next_id(), "key": key, "value": []}
            meta.append(entry)
        entry["value"].append(
            {
                "tracking_provider": carrier,
                "custom_tracking_provider": "",
                "custom_tracking_link": "",
                "tracking_number": number,
                "date_shipped": str(int((shipped or self.now).timestamp())),
                "tracking_id": f"t{len(entry['value'])}",
            }
        )

    def refund(
        self, order: int, amount: str, reason: str = "", pieces: dict[int, int] | None = None
    ) -> int:
        """Give money back, of some pieces of lines or of none; moves the time of change."""
        number = self.next_id()
        lines = [
            {
                "id": self.next_id(),
                "quantity": -count,
                "total": "0.00",
                "meta_data": [{"id": 1, "key": "_refunded_item_id", "value": str(item)}],
            }
            for item, count in (pieces or {}).items()
        ]
        made = self.stamps("date_created", self.now)
        self.refunds[order].append(
            {
                "id": number,
                **made,
                "amount": amount,
                "reason": reason,
                "refunded_by": 1,
                "refunded_payment": False,
                "meta_data": [],
                "line_items": lines,
            }
        )
        if self.has_short_refunds:
            short = {"id": number, "reason": reason, "total": f"-{amount}"}
            self.orders[order]["refunds"].append(short)
        self.touch(order)
        return number

    def throw_away(self, order: int) -> None:
        """Put an order into the trash."""
        self.orders[order]["status"] = TRASH
        self.touch(order)

    def delete(self, order: int) -> None:
        """Delete an order for good."""
        del self.orders[order], self.notes[order], self.refunds[order]
