"""What the staff do in the store: stock it, ship, refund, cancel, write notes."""

from types import TracebackType
from typing import Self

from tests.peers.vendure.api import Answer, Api
from tests.peers.vendure.story import PRODUCTS, Person

USERNAME = "superadmin"
PASSWORD = "loopback-only"
SHOPPER_PASSWORD = "pw-loopback"

ORDER = """query($id: ID!) { order(id: $id) {
  id code state orderPlacedAt updatedAt currencyCode subTotalWithTax shippingWithTax totalWithTax
  customer { id firstName lastName emailAddress phoneNumber user { id } }
  lines { id quantity orderPlacedQuantity unitPriceWithTax linePriceWithTax
    productVariant { sku name } }
  fulfillments { id state method trackingCode createdAt updatedAt lines { orderLineId quantity } }
  payments { id state amount method transactionId refunds { id state total reason } } } }"""


def contact(person: Person) -> dict[str, str]:
    """Return the person as Vendure's customer input."""
    return {
        "firstName": person.first,
        "lastName": person.last,
        "emailAddress": person.email,
        "phoneNumber": person.phone,
    }


class Staff:
    """A logged-in member of the staff; use it as a context."""

    def __init__(self, base: str) -> None:
        self._admin = Api(base, "/admin-api")
        self._admin(
            "mutation($u: String!, $p: String!) { login(username: $u, password: $p) "
            "{ __typename ERROR } }",
            u=USERNAME,
            p=PASSWORD,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self._admin.close()

    def stock(self, prices: dict[str, int]) -> None:
        """Put all products on the shelf."""
        category = self._admin("{ taxCategories { items { id } } }")["taxCategories"]["items"][0]
        for sku, product in PRODUCTS.items():
            text = {"languageCode": "en", "name": product.name}
            made = self._admin(
                "mutation($i: CreateProductInput!) { createProduct(input: $i) { id } }",
                i={
                    "enabled": True,
                    "translations": [{**text, "slug": sku.lower(), "description": product.name}],
                    "customFields": {"howToUrl": product.how_to},
                },
            )["createProduct"]
            variant = {"productId": made["id"], "sku": sku, "price": prices[sku]}
            rest = {"stockOnHand": 1000, "taxCategoryId": category["id"], "translations": [text]}
            self._admin(
                "mutation($i: [CreateProductVariantInput!]!) "
                "{ createProductVariants(input: $i) { id } }",
                i=[{**variant, **rest}],
            )

    def variants(self) -> dict[str, str]:
        """Return the id of each product by its SKU."""
        items = self._admin("{ productVariants { items { id sku } } }")["productVariants"]["items"]
        return {item["sku"]: item["id"] for item in items}

    def register(self, person: Person) -> str:
        """Make a customer account and return its id."""
        made = self._admin(
            "mutation($i: CreateCustomerInput!, $p: String!) { createCustomer(input: $i, "
            "password: $p) { __typename ... on Customer { id } ERROR } }",
            i=contact(person),
            p=SHOPPER_PASSWORD,
        )
        return str(made["createCustomer"]["id"])

    def order(self, order_id: str) -> Answer:
        """Return the order as the store sees it."""
        found: Answer = self._admin(ORDER, id=order_id)["order"]
        return found

    def ship(self, order_id: str, lines: dict[str, int], carrier: str, number: str) -> str:
        """Hand a parcel to the carrier and return the fulfilment's id."""
        line_of = {
            line["productVariant"]["sku"]: line["id"] for line in self.order(order_id)["lines"]
        }
        arguments = {"method": carrier, "trackingCode": number}
        made = self._admin(
            "mutation($i: FulfillOrderInput!) { addFulfillmentToOrder(input: $i) "
            "{ __typename ... on Fulfillment { id } ERROR } }",
            i={
                "lines": [{"orderLineId": line_of[sku], "quantity": n} for sku, n in lines.items()],
                "handler": {
                    "code": "manual-fulfillment",
                    "arguments": [{"name": n, "value": v} for n, v in arguments.items()],
                },
            },
        )
        fulfilment = str(made["addFulfillmentToOrder"]["id"])
        self._move(fulfilment, "Shipped")
        return fulfilment

    def deliver(self, fulfilment: str) -> None:
        """Say that the parcel has arrived."""
        self._move(fulfilment, "Delivered")

    def _move(self, fulfilment: str, state: str) -> None:
        self._admin(
            "mutation($f: ID!, $s: String!) { transitionFulfillmentToState(id: $f, state: $s) "
            "{ __typename ERROR } }",
            f=fulfilment,
            s=state,
        )

    def refund(self, order_id: str, amount: int, reason: str) -> str:
        """Promise money back and return the refund's id; it is pending until settled."""
        payment = self.order(order_id)["payments"][0]["id"]
        made = self._admin(
            "mutation($i: RefundOrderInput!) { refundOrder(input: $i) "
            "{ __typename ... on Refund { id } ERROR } }",
            i={
                "paymentId": payment,
                "amount": amount,
                "lines": [],
                "shipping": 0,
                "adjustment": 0,
                "reason": reason,
            },
        )
        return str(made["refundOrder"]["id"])

    def settle_refund(self, refund_id: str, transaction_id: str = "settled") -> None:
        """Say that the money has gone back."""
        self._admin(
            "mutation($i: SettleRefundInput!) { settleRefund(input: $i) { __typename ERROR } }",
            i={"id": refund_id, "transactionId": transaction_id},
        )

    def cancel(self, order_id: str, reason: str) -> None:
        """Cancel the whole order."""
        self._admin(
            "mutation($i: CancelOrderInput!) { cancelOrder(input: $i) { __typename ERROR } }",
            i={"orderId": order_id, "reason": reason, "cancelShipping": True},
        )

    def note_on_order(self, order_id: str, note: str) -> None:
        """Write a note that only the staff see."""
        self._admin(
            "mutation($i: AddNoteToOrderInput!) { addNoteToOrder(input: $i) { id } }",
            i={"id": order_id, "note": note, "isPublic": False},
        )

    def note_on_customer(self, customer_id: str, note: str) -> None:
        """Write a note on the person."""
        self._admin(
            "mutation($i: AddNoteToCustomerInput!) { addNoteToCustomer(input: $i) { id } }",
            i={"id": customer_id, "note": note, "isPublic": False},
        )

    def delete_notes(self, order_id: str, customer_id: str) -> None:
        """Delete every note on an order and on a customer."""
        for kind, one in (("order", order_id), ("customer", customer_id)):
            ask = f"query($i: ID!) {{ {kind}(id: $i) {{ history {{ items {{ id type }} }} }} }}"
            for entry in self._admin(ask, i=one)[kind]["history"]["items"]:
                if entry["type"] == f"{kind.upper()}_NOTE":
                    gone = f"delete{kind.capitalize()}Note(id: $i) {{ result }}"
                    self._admin(f"mutation($i: ID!) {{ {gone} }}", i=entry["id"])

    def delete_customer(self, customer_id: str) -> None:
        """Take a customer out of the store."""
        self._admin("mutation($i: ID!) { deleteCustomer(id: $i) { result } }", i=customer_id)

    def draft(self, customer_id: str, sku: str, channel: str) -> str:
        """Begin an order for someone who stands in a store, and return its id."""
        made = self._admin("mutation { createDraftOrder { id } }")
        order_id = str(made["createDraftOrder"]["id"])
        self._admin(
            "mutation($o: ID!, $i: AddItemToDraftOrderInput!) { addItemToDraftOrder(orderId: $o, "
            "input: $i) { __typename ERROR } }",
            o=order_id,
            i={"productVariantId": self.variants()[sku], "quantity": 1},
        )
        self._admin(
            "mutation($o: ID!, $c: ID) { setCustomerForDraftOrder(orderId: $o, customerId: $c) "
            "{ __typename ERROR } }",
            o=order_id,
            c=customer_id,
        )
        self._admin(
            "mutation($i: UpdateOrderInput!) { setOrderCustomFields(input: $i) { id } }",
            i={"id": order_id, "customFields": {"purchaseChannel": channel}},
        )
        return order_id
