"""Buys labels at EasyPost and takes them back; what is not clear is looked for by the shipment."""

import asyncio
from dataclasses import replace
from datetime import datetime
from time import monotonic

import msgspec

from agent_console.connectors.carriers.easypost.labels import buying, voiding
from agent_console.connectors.carriers.easypost.labels.account import Account, place
from agent_console.connectors.carriers.easypost.labels.outcomes import (
    NOT_TAKEN_BACK,
    NOTHING_BOUGHT,
    Told,
    no_of,
)
from agent_console.connectors.kit.http import NeverSent
from agent_console.domain.acting.intent import Intent, IntentKind
from agent_console.domain.acting.label import LabelOrder, VoidOrder
from agent_console.ports.acting.moments import passing
from agent_console.ports.acting.sending import Answer, Done, NotGone, Refusal, Unclear
from agent_console.ports.clock import Clock
from agent_console.ports.failures import NotFound, Refused, RemoteFailure

ORDERS: dict[IntentKind, type[LabelOrder] | type[VoidOrder]] = {
    IntentKind.LABEL: LabelOrder,
    IntentKind.VOID: VoidOrder,
}
NO_ORDER = Refusal("this is no order that EasyPost could carry out; nothing was sent")


class EasyPostSender:
    """Carries out the purchase and the return of labels (port Sender)."""

    repeats = True
    """Under one shipment EasyPost sells one label: a second purchase is refused there."""

    def __init__(self, account: Account, clock: Clock) -> None:
        self._account = account
        self._clock = clock

    async def close(self) -> None:
        """Close the connection."""
        await self._account.close()

    async def send(self, intent: Intent, until: float) -> Answer:
        """Carry it out once; gives up before `until`, and raises nothing remote."""
        order = _order(intent)
        if order is None:
            return NO_ORDER
        if isinstance(order, LabelOrder):
            return await self._buy(order, until)
        return await self._void(order, until)

    async def look(self, intent: Intent, now: datetime) -> Done | Refusal | Unclear | None:
        """Look at the shipment; None when nothing came of it yet. Raises RemoteFailure."""
        order = _order(intent)
        if order is None:
            return NO_ORDER
        try:
            node = await self._account.shipment(order.shipment)
        except NotFound:
            # It was made before it was ordered: who does not know it is another account, or late.
            return Unclear(f"{self._account.name} does not know the shipment that was made there")
        if isinstance(order, LabelOrder):
            return buying.done(node, order, now, intent.sent_at)
        return voiding.found(node, order, now, is_final=intent.counts(now))

    async def _buy(self, order: LabelOrder, until: float) -> Answer:
        began, chosen = self._clock.now(), {"rate": {"id": order.rate.external_id}}
        told = await self._told(until, place(order.shipment, "/buy"), chosen)
        if not isinstance(told, Told):
            return told
        if told.node["id"].value == order.shipment:
            found = buying.done(told.node, order, self._clock.now(), began)
            if found is not None:
                return found
        answer = no_of(told, self._account.name, NOTHING_BOUGHT)
        if isinstance(answer, Refusal):
            return await self._bought_all_the_same(order, (began, until)) or answer
        return answer

    async def _bought_all_the_same(
        self, order: LabelOrder, times: tuple[datetime, float]
    ) -> Done | None:
        """Look once whether it was sold although it was refused; None where that is not seen."""
        began, until = times
        try:
            async with asyncio.timeout(until - monotonic()):
                node = await self._account.shipment(order.shipment)
        except (TimeoutError, RemoteFailure):
            return None
        return buying.done(node, order, self._clock.now(), began)

    async def _void(self, order: VoidOrder, until: float) -> Answer:
        """Take a label back, unless it was asked for already."""
        passing("easypost: before void")
        try:
            async with asyncio.timeout(until - monotonic()):
                before = await self._account.shipment(order.shipment)
        except TimeoutError:
            return NotGone(f"{self._account.name} did not answer in time; nothing was taken back")
        except RemoteFailure as failure:
            is_no = isinstance(failure, (NotFound, Refused))
            return (Refusal if is_no else NotGone)(f"{failure.message}; nothing was taken back")
        known = voiding.settled(before, order, self._clock.now())
        if known is not None:
            return replace(known, words=f"it was asked for before: {known.words}")
        return await self._void_now(order, until)

    async def _void_now(self, order: VoidOrder, until: float) -> Answer:
        told = await self._told(until, place(order.shipment, "/refund"))
        if not isinstance(told, Told):
            return told
        if told.node["id"].value == order.shipment:
            found = voiding.found(told.node, order, self._clock.now(), is_final=True)
            if found is not None:
                return found
        return no_of(told, self._account.name, NOT_TAKEN_BACK)

    async def _told(self, until: float, path: str, body: object = None) -> Told | NotGone | Unclear:
        left = until - monotonic()
        if left <= 0:
            return NotGone("there was no time left to ask for it")
        passing("easypost: before request")
        try:
            async with asyncio.timeout(left):
                told = await self._account.do(path, body)
        except TimeoutError:
            return Unclear(f"{self._account.name} did not answer in time; it is looked for there")
        except NeverSent as failure:
            return NotGone(failure.message)
        except RemoteFailure as failure:
            return Unclear(self._account.unanswered(failure))
        passing("easypost: after answer")
        return told


def _order(intent: Intent) -> LabelOrder | VoidOrder | None:
    kind = ORDERS.get(intent.wanted.kind)
    if kind is None:
        return None
    try:
        return msgspec.json.decode(intent.wanted.request, type=kind)
    except msgspec.MsgspecError:
        return None
