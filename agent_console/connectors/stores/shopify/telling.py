"""What happened to an order of Shopify's, each thing once."""

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from agent_console.connectors.kit.reading import Node
from agent_console.connectors.kit.times import told_time
from agent_console.connectors.stores.shopify import parcels
from agent_console.connectors.stores.shopify.amounts import elsewhere, told_money
from agent_console.connectors.stores.shopify.parcels import all_of, moment, named
from agent_console.connectors.stores.shopify.paying import Transaction
from agent_console.connectors.stores.shopify.people import hidden, tail
from agent_console.connectors.stores.shopify.statuses import (
    AUTHORIZATIONS,
    CAPTURES,
    COLLECTED,
    FAILURES,
    READY,
    REPEATED,
    RETURN_WORDS,
    VOID,
)
from agent_console.domain.moment import Moment
from agent_console.domain.observation import (
    Direction,
    EntryKind,
    Observation,
    Subject,
    SubjectKind,
)
from agent_console.domain.order import Order

UNTOLD = Node(None)
PARTS = ("fulfillments", "refunds", "returns")
TAG = re.compile(r"<[^<>]{0,2000}>")


def told_of(node: Node, read: Order, payments: list[Transaction]) -> Iterator[Observation]:
    """Yield everything that happened to an order."""
    subject = Subject(SubjectKind.ORDER, read.external_id)
    titles = {line.external_id: line.title for line in read.lines}
    yield from _order(node, subject, read)
    yield from _payments(subject, read, payments)
    yield from _refunds(subject, read)
    is_pickup = parcels.is_collected(node)
    for one in all_of(node, "fulfillments"):
        what = named(titles, parcels.sent_lines(one))
        sent = _Sent(one, subject, read.number, what, is_pickup)
        yield from sent.told()
        yield from sent.came()
    yield from _returns(node, subject, read, titles)
    yield from _timeline(node, subject, read)
    yield from _hidden(node, subject, read)


def _order(node: Node, subject: Subject, read: Order) -> Iterator[Observation]:
    yield Observation(
        subject,
        EntryKind.ORDER,
        "placed",
        read.placed,
        external_id=f"order:{read.external_id}",
        text=elsewhere(node["totalPriceSet"]),
        amount=told_money(node["originalTotalPriceSet"], read.total.currency),
        order=read.number,
    )
    at = told_time(node["cancelledAt"])
    if at is not None:
        yield Observation(
            subject,
            EntryKind.ORDER,
            "cancelled",
            at,
            external_id="cancelled",
            code=node["cancelReason"].text_or_none(),
            text=_reason(node),
            order=read.number,
        )
    note = node["note"].text_or_none()
    if note:
        yield Observation(
            subject,
            EntryKind.NOTE,
            "order",
            read.placed,
            external_id="note",
            text=note,
            order=read.number,
        )
    for one in all_of(node, "agreements"):
        if one["__typename"].value == "OrderEditAgreement":
            yield Observation(
                subject,
                EntryKind.ORDER,
                "modified",
                moment(one["happenedAt"]),
                external_id=f"edit:{tail(one['id'])}",
                order=read.number,
            )


def _reason(node: Node) -> str | None:
    reason = node["cancelReason"].text_or_none()
    said = node["cancellation"]["staffNote"].text_or_none()
    word = reason and f"Reason: {reason.lower().replace('_', ' ')}"
    return ". ".join(filter(None, (word, said))) or None


def _payments(subject: Subject, read: Order, payments: list[Transaction]) -> Iterator[Observation]:
    for one in payments:
        if one.kind in AUTHORIZATIONS | CAPTURES | {VOID}:
            yield Observation(
                subject,
                EntryKind.PAYMENT,
                _payment_word(one),
                one.created,
                external_id=f"payment:{one.external_id}",
                code=f"{one.kind} {one.status}",
                detail=one.method,
                amount=one.amount,
                order=read.number,
            )


def _payment_word(one: Transaction) -> str:
    if one.status in FAILURES:
        return "declined"
    if not one.is_done():
        return one.status.lower()
    if one.kind == VOID:
        return "cancelled"
    return "authorized" if one.kind in AUTHORIZATIONS else "settled"


def _refunds(subject: Subject, read: Order) -> Iterator[Observation]:
    for one in read.refunds:
        yield Observation(
            subject,
            EntryKind.REFUND,
            one.stage,
            one.created,
            external_id=f"refund:{one.external_id}",
            code=one.state,
            text=one.reason,
            amount=one.amount,
            order=read.number,
        )


@dataclass(frozen=True, slots=True)
class _Sent:
    """A fulfilment of an order, of which there is something to tell."""

    node: Node
    subject: Subject
    order: str
    what: str | None
    is_pickup: bool

    def told(self) -> Iterator[Observation]:
        node, name = self.node, f"fulfilment:{tail(self.node['id'])}"
        if not self.is_pickup:
            yield self._saying("created", moment(node["createdAt"]), name)
        if parcels.is_called_off(node):
            at = told_time(node["updatedAt"]) or Moment()
            yield self._saying("cancelled", at, f"{name}:cancelled")
        for event in all_of(node, "events"):
            status = self._word(event["status"].text().upper())
            at = moment(event["happenedAt"])
            yield self._saying(status, at, f"event:{tail(event['id'])}", event)

    def came(self) -> Iterator[Observation]:
        """Tell a state that no event tells of."""
        word = parcels.state(self.node, is_pickup=self.is_pickup)
        at = parcels.came(self.node, word)
        if at is not None:
            name = f"fulfilment:{tail(self.node['id'])}:{word}"
            yield self._saying(self._word(word), at, name)

    def _word(self, word: str) -> str:
        """Return our word for a state; what a shop keeps for a customer is with no carrier."""
        is_kept = word == COLLECTED or (word == READY and self.is_pickup)
        return word.lower() if is_kept else parcels.event_word(word)

    def _saying(self, status: str, at: Moment, name: str, event: Node = UNTOLD) -> Observation:
        carrier, number = parcels.tracking(self.node)[0]
        return Observation(
            self.subject,
            EntryKind.FULFILMENT,
            status,
            at,
            external_id=name,
            code=event["status"].text_or_none(),
            text=event["message"].text_or_none(),
            detail=carrier or self.node["location"]["name"].text_or_none(),
            what=self.what,
            place=None if event.is_missing() else parcels.place(event),
            order=self.order,
            shipment=number,
        )


def _returns(
    node: Node, subject: Subject, read: Order, titles: Mapping[str, str]
) -> Iterator[Observation]:
    for one in all_of(node, "returns"):
        external_id, what = tail(one["id"]), named(titles, _sent_back(one))
        name, of = one["name"].text_or_none() or "", f": {what}" if what else ""
        for at, (status, pattern, when) in enumerate(_steps(one)):
            yield Observation(
                subject,
                EntryKind.RETURN,
                status,
                when,
                external_id=f"return:{external_id}:{status if at else ''}",
                text=pattern.format(name=name, of=of),
                detail=None if at else _why(one),
                what=what,
                order=read.number,
            )


def _steps(node: Node) -> Iterator[tuple[str, str, Moment]]:
    """Yield how a return went: (status, words, when); of some states no time is told."""
    word = node["status"].text().upper()
    pattern = RETURN_WORDS.get(word, f"Return {{name}}: {word.lower()}{{of}}")
    yield word.lower(), pattern, moment(node["createdAt"])
    for status, field in (("approved", "requestApprovedAt"), ("closed", "closedAt")):
        when = told_time(node[field])
        if when is not None:
            yield status, f"Return {{name}} {status}{{of}}", when


def _sent_back(node: Node) -> Iterator[tuple[str, Decimal]]:
    for line in all_of(node, "returnLineItems"):
        external_id = line["fulfillmentLineItem"]["lineItem"]["id"]
        if not external_id.is_missing():
            yield tail(external_id), line["quantity"].decimal()


def _why(node: Node) -> str | None:
    """Return the words in which a return was asked for and declined, each once."""
    said = [
        line[part].text_or_none()
        for line in all_of(node, "returnLineItems")
        for part in ("returnReasonNote", "customerNote")
    ]
    said.append(node["decline"]["note"].text_or_none())
    return " · ".join(dict.fromkeys(filter(None, said))) or None


def _timeline(node: Node, subject: Subject, read: Order) -> Iterator[Observation]:
    for one in all_of(node, "events"):
        is_note = not one["rawMessage"].is_absent
        action = (one["action"].text_or_none() or "").lower()
        text = one["rawMessage"].text_or_none() if is_note else plain(one["message"])
        if not text or (not is_note and action in REPEATED):
            continue
        yield Observation(
            subject,
            EntryKind.NOTE if is_note else EntryKind.SYSTEM,
            "order" if is_note else text,
            moment(one["createdAt"]),
            external_id=f"timeline:{tail(one['id'])}",
            code=action or None,
            text=text,
            order=read.number,
            direction=Direction.INTERNAL,
            author=one["author"]["name"].text_or_none() if is_note else None,
        )


def _hidden(node: Node, subject: Subject, read: Order) -> Iterator[Observation]:
    """Yield what the permissions of the store hide of an order and its parts."""
    text = hidden([node, *(one for part in PARTS for one in all_of(node, part))])
    if text:
        yield Observation(
            subject,
            EntryKind.SYSTEM,
            text,
            read.placed,
            external_id="hidden",
            text=text,
            order=read.number,
        )


def plain(node: Node) -> str | None:
    """Return the words of a text with markup."""
    text = node.text_or_none()
    return text and " ".join(html.unescape(TAG.sub("", text)).split())
