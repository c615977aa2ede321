"""Payments and refunds, as the transactions of an order tell them."""

from collections.abc import Iterator
from dataclasses import dataclass

from agent_console.connectors.kit.reading import Node
from agent_console.connectors.kit.times import told_time
from agent_console.connectors.stores.shopify.amounts import money
from agent_console.connectors.stores.shopify.parcels import all_of
from agent_console.connectors.stores.shopify.people import tail
from agent_console.connectors.stores.shopify.statuses import (
    AUTHORIZATIONS,
    CAPTURES,
    FAILURES,
    REFUND,
    REFUNDS,
    SUCCESS,
    VOID,
)
from agent_console.domain.moment import Moment
from agent_console.domain.money import Money
from agent_console.domain.order import Payment, PaymentStage, Refund, RefundStage


@dataclass(frozen=True, slots=True)
class Transaction:
    """One try to move money."""

    external_id: str
    kind: str
    status: str
    method: str | None
    amount: Money
    created: Moment
    parent: str | None

    def is_done(self) -> bool:
        """Say that the money moved, or was set aside."""
        return self.status == SUCCESS


def transactions(node: Node, currency: str) -> list[Transaction]:
    """Read the transactions of an order or of a refund.

    What was paid is in the order's currency, or else an order would be called unpaid. What goes
    back stays in its own: webhooks tell it as the buyer gets it.
    """
    return [_transaction(one, currency) for one in all_of(node, "transactions")]


def _transaction(node: Node, currency: str) -> Transaction:
    created = node["createdAt"]
    created.told_instant()
    parent = node["parentTransaction"]["id"]
    kind = node["kind"].text().upper()
    method = node["formattedGateway"].text_or_none() or node["gateway"].text_or_none()
    return Transaction(
        external_id=tail(node["id"]),
        kind=kind,
        status=node["status"].text().upper(),
        method=method,
        amount=money(node["amountSet"], None if kind == REFUND else currency),
        created=told_time(node["processedAt"]) or told_time(created) or Moment(),
        parent=None if parent.is_missing() else tail(parent),
    )


def payments(told: list[Transaction]) -> Iterator[Payment]:
    """Yield what was paid or set aside; money that was taken is not set aside any more."""
    taken, voided = _parents(told, CAPTURES), _parents(told, frozenset({VOID}))
    for one in (one for one in told if one.kind in AUTHORIZATIONS | CAPTURES):
        is_held = one.kind in AUTHORIZATIONS and one.is_done()
        if is_held and one.external_id in voided:
            yield _payment(one, PaymentStage.CANCELLED)
        elif one.kind in CAPTURES or not (is_held and one.external_id in taken):
            yield _payment(one, _stage(one))


def _parents(told: list[Transaction], kinds: frozenset[str]) -> set[str | None]:
    """Return the transactions that were followed by one of these kinds."""
    return {one.parent for one in told if one.kind in kinds and one.is_done()}


def _payment(one: Transaction, stage: str) -> Payment:
    return Payment(
        external_id=one.external_id,
        amount=one.amount,
        state=one.kind.lower() if one.is_done() else one.status.lower(),
        stage=stage,
        method=one.method,
        created=one.created,
    )


def _stage(one: Transaction) -> str:
    if one.status in FAILURES:
        return PaymentStage.FAILED
    if not one.is_done():
        return one.status.lower()
    return PaymentStage.AUTHORIZED if one.kind in AUTHORIZATIONS else PaymentStage.SETTLED


def refunds(order: Node, currency: str) -> Iterator[Refund]:
    """Yield the money that went back or is to: by its transactions, never by the articles."""
    for node in all_of(order, "refunds"):
        reason = node["note"].text_or_none()
        for one in transactions(node, currency):
            if one.kind != REFUND:
                continue
            yield Refund(
                external_id=one.external_id,
                amount=one.amount,
                state=one.status.lower(),
                stage=REFUNDS.get(one.status, one.status.lower()),
                reason=reason,
                created=one.created,
            )


def is_paid_back(refund: Node) -> bool:
    """Say that money of a refund went back."""
    return any(
        str(one["kind"].value).upper() == REFUND
        and REFUNDS.get(str(one["status"].value).upper()) == RefundStage.SETTLED
        for one in all_of(refund, "transactions")
    )
