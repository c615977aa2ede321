"""The cable is pulled in the middle of a deed, and plugged in later: it is done once, or asked of.

The connection to the peer goes through a proxy that breaks it at a chosen byte; while the cable is
out nothing can be looked for either.
"""

import asyncio
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from agent_console.connectors.channels.email.manifest import send
from agent_console.domain.acting.intent import Intent, IntentKind, IntentState, Wanted
from agent_console.domain.acting.message import Addressee, Letter
from agent_console.domain.profile import ProfileId, Statement
from agent_console.ports.acting.sending import Sender
from agent_console.storage.opening import Place, create_store
from agent_console.storage.repositories.acting.dispatching import StoredDispatch
from agent_console.storage.repositories.acting.outbox import StoredOutbox
from agent_console.storage.repositories.intake import StoredIntake
from agent_console.storage.store import Store
from agent_console.sync.dispatch import Dispatcher, WayOut
from tests.connectors.channels.email.mailboxes import given, of_box
from tests.fakes.records import at, people_page, person
from tests.peers.easypost import shipping
from tests.peers.faults.proxy import Fault, FaultProxy, faulty
from tests.peers.mail.mail import Box
from tests.peers.test_easypost_labels import Desk, order_of

OUT = 2
"""Turns without a cable."""
STATES = IntentState


@dataclass
class Cabled(Desk):
    """A console whose shop is at the other end of a cable."""

    cable: FaultProxy = field(default_factory=lambda: FaultProxy(0))

    def given(self):
        told = super().given()
        return replace(told, values={**told.values, "base_url": self.cable.base})


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Cabled]:
    monkeypatch.setattr("agent_console.connectors.kit.http.FIRST_PAUSE_S", 0.01)
    with shipping.open_shop(guards=False) as shop, faulty(shop.server_port) as cable:
        store = create_store(Place(tmp_path / "home"), "5e" * 32)
        StoredIntake(store).keep("web-shop", people_page(person()), at(0))
        yield Cabled(store, shop, cable=cable)
        store.close()


PULLED: dict[str, Callable[[int], tuple[Fault, int]]] = {
    "before the first byte": lambda whole: (Fault.CUT, 0),
    "before the last byte": lambda whole: (Fault.CUT, whole - 1),
    "no answer": lambda whole: (Fault.HALF_OPEN, 0),
    "before the answer": lambda whole: (Fault.DEAF, whole),
    "in the answer": lambda whole: (Fault.TRUNCATE, 200),
}


@pytest.mark.parametrize("point", PULLED)
def test_a_label_is_bought_once_when_the_cable_is_back(desk: Cabled, point: str):
    first, order = order_of(desk.quote()), order_of(desk.quote())
    desk.want(replace(first, order="A-1"), "k0")
    assert desk.finish().state is STATES.DONE
    desk.cable.fault, desk.cable.amount = PULLED[point](desk.cable.requested)
    desk.want(replace(order, order="A-2"), "k1")
    desk.turn()
    assert not desk.outbox.intent("k1").is_over()
    desk.cable.fault = Fault.REFUSE
    for _ in range(OUT):
        desk.clock.at += timedelta(seconds=1)
        desk.turn()
        assert not desk.outbox.intent("k1").is_over(), "while the cable is out nobody can tell"
    desk.cable.fault = Fault.NONE
    assert desk.finish().state is STATES.DONE
    assert desk.shop.bought == {first.shipment: 1, order.shipment: 1}


@dataclass
class Sending:
    """A console with a mailbox, whose lines go through cables."""

    store: Store
    own: Box
    customer: Box
    smtp: FaultProxy
    imap: FaultProxy
    at: datetime = field(default_factory=lambda: datetime.now(UTC))

    def now(self) -> datetime:
        return self.at

    def sender(self) -> Sender:
        told = of_box(self.own, smtp_host="127.0.0.1", smtp_port=str(self.smtp.port))
        return send(given({**told, "imap_port": str(self.imap.port), "smtp_security": "none"}))

    def want(self, key: str) -> None:
        letter = Letter(Addressee(self.customer.address), "Late", "late " * 90, "", "delay", "en")
        request, settle = msgspec.json.encode(letter).decode(), timedelta(seconds=4)
        wanted = Wanted(IntentKind.MESSAGE, "support", ProfileId(1), request, self.at, settle)
        StoredOutbox(self.store).put(key, wanted, Statement("ann", self.at, ""))

    def turn(self, key: str) -> Intent:
        way = WayOut("support", "email", self.sender, timedelta(seconds=4))
        asyncio.run(Dispatcher(StoredDispatch(self.store), self, "me:1").turn(way))
        self.at += timedelta(seconds=6)
        found = StoredOutbox(self.store).intent(key)
        assert found is not None
        return found

    def pull(self, fault: Fault, amount: int) -> None:
        """Pull the cable in the middle of the next sending."""
        self.smtp.fault, self.smtp.amount, self.imap.fault = fault, amount, Fault.REFUSE

    def plug(self) -> None:
        self.smtp.fault = self.imap.fault = Fault.NONE

    def finish(self, key: str) -> Intent:
        until = time.monotonic() + 20
        while not (one := self.turn(key)).is_over() and one.state is not STATES.NEEDS_HUMAN:
            assert time.monotonic() < until, one
            time.sleep(0.2)  # noqa: TID251 - a real server delivers
        return one

    def arrived(self, many: int) -> int:
        """Count the customer's mails once so many are there, and one more would have come."""
        until = time.monotonic() + 10
        while self._count() < many and time.monotonic() < until:
            time.sleep(0.1)  # noqa: TID251 - a real server delivers
        time.sleep(0.7)  # noqa: TID251 - another would be here by now
        return self._count()

    def _count(self) -> int:
        with self.customer.signed_in() as line:
            line.select("INBOX", readonly=True)
            return len(line.search(None, "ALL")[1][0].split())


@pytest.fixture
def sending(mailbox: Box, tmp_path: Path) -> Iterator[Sending]:
    store = create_store(Place(tmp_path / "home"), "5e" * 32)
    StoredIntake(store).keep("web-shop", people_page(person()), at(0))
    peer = mailbox.peer
    with faulty(peer.smtp) as smtp, faulty(peer.imap) as imap:
        yield Sending(store, mailbox, peer.fresh_box(), smtp, imap)
    store.close()


def whole_of(sending: Sending) -> int:
    """Send a mail with nothing in the way; return the bytes up to its last dot."""
    sending.want("k0")
    assert sending.finish("k0").state is STATES.DONE
    assert sending.arrived(1) == 1
    return sending.smtp.requested - len("QUIT\r\n")


BEFORE: dict[str, Callable[[int], tuple[Fault, int]]] = {
    "no line": lambda whole: (Fault.REFUSE, 0),
    "first word": lambda whole: (Fault.CUT, 2),
    "envelope": lambda whole: (Fault.CUT, 60),
}


@pytest.mark.parametrize("point", BEFORE)
def test_a_mail_that_did_not_leave_leaves_once_later(sending: Sending, point: str):
    whole = whole_of(sending)
    sending.pull(*BEFORE[point](whole))
    sending.want("k1")
    for _ in range(OUT):
        assert sending.turn("k1").state is STATES.PENDING
    assert sending.arrived(1) == 1
    sending.plug()
    assert sending.finish("k1").state is STATES.DONE
    assert sending.arrived(2) == 2


def test_a_mail_whose_answer_was_lost_is_found_and_not_sent_again(sending: Sending):
    whole = whole_of(sending)
    sending.pull(Fault.DEAF, whole)
    sending.want("k1")
    for _ in range(OUT):
        assert sending.turn("k1").state is STATES.UNKNOWN, "while the cable is out nobody can tell"
    sending.plug()
    assert sending.finish("k1").state is STATES.DONE
    assert sending.arrived(2) == 2


@pytest.mark.parametrize("missing", [400, 1])
def test_a_mail_that_broke_off_is_not_there_twice_and_is_asked_of(sending: Sending, missing: int):
    whole = whole_of(sending)
    sending.pull(Fault.CUT, whole - missing)
    sending.want("k1")
    for _ in range(OUT):
        assert not sending.turn("k1").is_over()
    sending.plug()
    end = sending.finish("k1")
    came = sending.arrived(2 if end.state is STATES.DONE else 1) - 1
    assert (end.state, came) in {(STATES.DONE, 1), (STATES.NEEDS_HUMAN, 0)}
    if end.state is STATES.NEEDS_HUMAN:
        assert "find out before sending it again" in end.outcome
