"""A mail server that takes a mail and drops it: nothing more is claimed than that it was taken."""

import asyncio
from datetime import timedelta
from time import monotonic

import msgspec

from agent_console.connectors.channels.email.manifest import send
from agent_console.domain.acting.intent import Intent, IntentKind, IntentState, Wanted
from agent_console.domain.acting.message import Addressee, Letter
from agent_console.domain.profile import ProfileId
from agent_console.ports.acting.sending import Done
from tests.connectors.channels.email.mailboxes import given
from tests.connectors.channels.email.test_outgoing import saying
from tests.fakes.records import at

OK = b"250 ok\r\n"
DROPPING = (b"220 hello\r\n", OK, OK, OK, OK, b"354 go on\r\n")


def intent() -> Intent:
    letter = Letter(Addressee("helena@brandt.example"), "Late", "late", "", "delay", "en")
    request, settle = msgspec.json.encode(letter).decode(), timedelta(seconds=9)
    wanted = Wanted(IntentKind.MESSAGE, "support", ProfileId(1), request, at(0), settle)
    return Intent("k1", wanted, IntentState.SENDING, "ann", ProfileId(1), at(0), sent_at=at(0))


def test_a_mail_that_was_taken_and_dropped_is_called_accepted_and_not_delivered():
    with saying(*DROPPING, *[OK] * 60) as (port, heard):
        values = {"smtp_host": "127.0.0.1", "smtp_port": str(port), "smtp_security": "none"}
        sender = send(given({"username": "support@shop.test", "imap_port": "1", **values}))
        answer = asyncio.run(sender.send(intent(), monotonic() + 5))
    assert isinstance(answer, Done)
    assert answer.words == "accepted by the mail server"
    [told] = answer.page.contacts
    assert told.observations[0].status == "notice"
    assert sum(line.upper().startswith(b"DATA") for line in heard) == 1
