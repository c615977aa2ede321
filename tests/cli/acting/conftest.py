"""The program with a mailbox that can send, and a customer whose parcel is late."""

from dataclasses import dataclass, replace
from datetime import timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

import pytest

from agent_console.domain.moment import Moment
from agent_console.domain.parcel import Shipment
from agent_console.ports.source import Page, ParcelRecord
from agent_console.storage.opening import Place, create_store, open_store
from agent_console.storage.repositories.intake import StoredIntake
from tests.fakes.program import KEY, Program
from tests.fakes.records import at, names, order, order_record, page, person
from tests.peers.mail.mail import PASSWORD, Box

NUMBER = "00340434161077"


@dataclass
class Post:
    """The program, its own mailbox and the customer's."""

    program: Program
    own: Box
    customer: Box

    def know(self, status: str = "in_transit", estimated: str = "2026-11-26") -> None:
        """Learn, or learn anew, how the customer's parcel stands."""
        place = Place(self.program.home)
        store = open_store(place, KEY) if place.exists() else create_store(place, KEY)
        buyer = replace(person(), identities=names(self.customer.address, "+43 664 1882041"))
        made = order()
        [sent] = made.fulfilments
        made = replace(made, fulfilments=(replace(sent, number=NUMBER),))
        record = replace(order_record(made, buyer), contacts=names(self.customer.address, None))
        shipment = Shipment(
            "DHL",
            NUMBER,
            status,
            None,
            promised=Moment(local="2026-11-24"),
            estimated=Moment(local=estimated),
        )
        told = Page("parcels", parcels=(ParcelRecord(f"trk-{NUMBER}", shipment, ()),))
        intake = StoredIntake(store)
        intake.keep("web-shop", page(record), at(90))
        intake.keep("easypost", told, at(100 + len(status) + int(estimated[-2:])))
        store.close()

    def received(self) -> list[EmailMessage]:
        """Return what lies in the customer's mailbox."""
        with self.customer.signed_in() as line:
            line.select("INBOX", readonly=True)
            _, found = line.search(None, "ALL")
            raws = [line.fetch(one, "(BODY.PEEK[])")[1][0][1] for one in found[0].split()]
        return [message_from_bytes(raw, policy=default) for raw in raws]

    def outbox(self) -> list[dict]:
        """Return all intents."""
        return self.program.json("outbox")["intents"]

    def run(self, expect: int = 0) -> list[dict]:
        """Carry out what is due."""
        return self.program.json("outbox", "run", "--once", expect=expect)["intents"]


@pytest.fixture
def post(program: Program, mailbox: Box, monkeypatch: pytest.MonkeyPatch) -> Post:
    monkeypatch.setenv("AGENT_CONSOLE_SECRET_SUPPORT_PASSWORD", PASSWORD)
    values = {
        "name": "support",
        "kind": "email",
        "imap_host": "127.0.0.1",
        "imap_port": mailbox.peer.imap,
        "imap_security": "none",
        "smtp_host": "127.0.0.1",
        "smtp_port": mailbox.peer.smtp,
        "smtp_security": "none",
        "username": mailbox.address,
    }
    program.add(values, {})
    return Post(program, mailbox, mailbox.peer.fresh_box())


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let messages be due without their countdown."""
    monkeypatch.setattr("agent_console.actions.messages.posting.COUNTDOWN", timedelta(0))
