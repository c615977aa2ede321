"""A store of a few invented orders that speaks Vendure's wire format, for exact expectations."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

Record = dict[str, Any]

PASSWORD = "loopback-only"
DAY = "2026-11-20"
WRONG_PASSWORD = {
    "__typename": "InvalidCredentialsError",
    "errorCode": "INVALID_CREDENTIALS_ERROR",
    "message": "The provided credentials are invalid",
}


def clock(minute: int) -> str:
    """Return a time on the day of the story."""
    return f"{DAY}T{9 + minute // 60:02d}:{minute % 60:02d}:00.000Z"


def history(*entries: Record) -> Record:
    """Return a history as the store lists it."""
    return {"totalItems": len(entries), "items": list(entries)}


def told(number: int, kind: str, minute: int, **data: object) -> Record:
    """Return one entry of a history."""
    return {
        "id": str(number),
        "type": kind,
        "createdAt": clock(minute),
        "isPublic": False,
        "data": data,
        "administrator": {"firstName": "Super", "lastName": "Admin"},
    }


def customer(number: int, name: str, email: str | None, phone: str | None) -> Record:
    """Return a customer with an account."""
    first, _, last = name.partition(" ")
    return {
        "id": str(number),
        "firstName": first,
        "lastName": last,
        "emailAddress": email,
        "phoneNumber": phone,
        "updatedAt": clock(0),
        "user": {"id": f"u{number}"},
        "history": history(),
    }


def order(number: int, code: str, owner: Record | None, **fields: object) -> Record:
    """Return a paid order of one article, nothing sent yet."""
    return {
        "id": str(number),
        "code": code,
        "state": "PaymentSettled",
        "active": False,
        "updatedAt": clock(number),
        "orderPlacedAt": clock(number),
        "currencyCode": "EUR",
        "shippingWithTax": 490,
        "totalWithTax": 5490,
        "customer": owner,
        "shippingAddress": {"fullName": "Somebody", "city": "Graz", "phoneNumber": None},
        "lines": [line(f"{number}0", "SOCKS", 1, 5000)],
        "fulfillments": [],
        "payments": [],
        "history": history(),
        **fields,
    }


def line(number: str, sku: str, ordered: float, price: int, now: float | None = None) -> Record:
    """Return a line of an order; `now` is what cancellations left of it."""
    return {
        "id": number,
        "quantity": ordered if now is None else now,
        "orderPlacedQuantity": ordered,
        "unitPriceWithTax": price,
        "linePriceWithTax": round(price * (ordered if now is None else now)),
        "productVariant": {"sku": sku, "name": f"The {sku.lower()}"},
    }


@dataclass
class Shop:
    """What the store holds and how it behaves; both may be changed while it is asked."""

    customers: list[Record]
    orders: list[Record]
    password: str = PASSWORD
    answer: tuple[int, str, dict[str, str]] | None = None
    """Instead of every true answer: status, body, headers."""
    asked: list[str] = field(default_factory=list)
    base: str = ""

    def reply(self, question: Record) -> Record:
        """Answer one GraphQL question."""
        text, variables = question["query"], question["variables"]
        if "login(" in text:
            is_known = variables["password"] == self.password
            user = {"__typename": "CurrentUser", "id": "1"}
            return {"data": {"login": user if is_known else WRONG_PASSWORD}}
        name = "customers" if "customers(" in text else "orders"
        records = self.customers if name == "customers" else self.orders
        found = [one for one in records if fits(one, variables["options"]["filter"])]
        found.sort(key=lambda one: str(one["updatedAt"]))
        skip = variables["options"].get("skip", 0)
        items = found[skip : skip + variables["options"]["take"]]
        return {"data": {name: {"totalItems": len(found), "items": items}}}


def fits(record: Record, wanted: Record) -> bool:
    """Say whether a record passes the filter of a list."""
    if "id" in wanted:
        return str(record["id"]) in wanted["id"]["in"]
    when, at = wanted.get("updatedAt", {}), str(record["updatedAt"])
    if "between" in when:
        return when["between"]["start"] <= at <= when["between"]["end"]
    return at > when.get("after", "")


class Counter(BaseHTTPRequestHandler):
    """One connection to the store."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    shop: Shop

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"]))
        self.shop.asked.append(body.decode())
        if self.shop.answer is not None:
            self.send(*self.shop.answer)
            return
        said = json.dumps(self.shop.reply(json.loads(body)))
        self.send(200, said, {"vendure-auth-token": "session-of-the-fake"})

    def send(self, status: int, body: str, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in {"content-type": "application/json", **headers}.items():
            self.send_header(name, value)
        self.send_header("content-length", str(len(body.encode())))
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
        """Stay quiet."""


@contextmanager
def serving(shop: Shop) -> Iterator[Shop]:
    """Open the store on a free port for the time of the block."""
    ours = type("OurCounter", (Counter,), {"shop": shop})
    with ThreadingHTTPServer(("127.0.0.1", 0), ours) as server:
        server.daemon_threads = True
        shop.base = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        try:
            yield shop
        finally:
            server.shutdown()
            thread.join()


@pytest.fixture
def shop() -> Iterator[Shop]:
    """The store of `story`, open."""
    with serving(story()) as open_shop:
        yield open_shop


def story() -> Shop:
    """Tell of Helena (sent, refunded, noted), Georg (cancelled), and two who share a phone."""
    helena = customer(1, "Helena Brandt", "Helena@Brandt.example", "0664 188 20 41")
    georg = customer(2, "Georg Brandt", "georg@brandt.example", None)
    ida, udo = (
        customer(number, name, f"{name[:3].lower()}@wg.example", "+43 1 5551234")
        for number, name in ((3, "Ida Mayr"), (4, "Udo Mayr"))
    )
    refunds = [
        {"id": "4", "state": "Settled", "total": 1755, "reason": "hole", "createdAt": clock(50),
         "lines": [{"orderLineId": "71", "quantity": 1}]},
        {"id": "5", "state": "Pending", "total": 100, "reason": None, "createdAt": clock(55),
         "lines": []},
    ]  # fmt: skip
    sent = order(
        7,
        "A-7",
        helena,
        state="PartiallyShipped",
        totalWithTax=18990,
        shippingAddress={
            "fullName": "Helena Brandt",
            "city": "Graz",
            "postalCode": "8010",
            "phoneNumber": "+43 316 77",
        },
        lines=[line("70", "JACKET-M", 1, 14990), line("71", "SOCKS", 2.5, 1755, 1.5)],
        payments=[
            {"id": "2", "state": "Settled", "amount": 18990, "method": "visa",
             "createdAt": clock(8), "refunds": refunds}
        ],
        fulfillments=[
            {"id": "9", "state": "Shipped", "method": "DHL", "trackingCode": "0034 0434 1610",
             "createdAt": clock(20), "lines": [{"orderLineId": "70", "quantity": 1}]}
        ],
        history=history(
            told(1, "ORDER_PAYMENT_TRANSITION", 8, paymentId="2", to="Settled"),
            told(2, "ORDER_FULFILLMENT_TRANSITION", 21, fulfillmentId="9", to="Shipped"),
            told(3, "ORDER_NOTE", 30, note="Ring twice, the bell is old"),
            told(4, "ORDER_REFUND_TRANSITION", 51, refundId="4", to="Settled"),
        ),
    )  # fmt: skip
    gone = order(8, "B-8", georg, state="Cancelled", totalWithTax=0,
                 lines=[line("80", "WOOL", 1, 9594, 0)])  # fmt: skip
    draft = order(9, "D-9", georg, state="Draft", orderPlacedAt=None, active=True)
    return Shop([helena, georg, ida, udo], [sent, gone, draft, order(12, "C-12", ida)])
