"""A sender that asks the ledger, as a connector that sends would ask its vendor."""

import asyncio
import json
from collections import Counter
from datetime import datetime
from http.client import HTTPConnection, HTTPException
from time import monotonic

from agent_console.connectors.channels.email.record import Found, record
from agent_console.domain.acting.intent import Intent
from agent_console.ports.acting.moments import passing
from agent_console.ports.acting.sending import Answer, Done, NotGone, Refusal, Unclear
from agent_console.ports.failures import TryLater
from agent_console.ports.source import Page
from tests.connectors.channels.email.mailboxes import letter
from tests.fakes.records import at

OWN = frozenset({"support@shop.test"})


class LedgerSender:
    """Asks the ledger (port Sender)."""

    def __init__(self, port: int, *, repeats: bool) -> None:
        self.port, self.repeats = port, repeats

    async def send(self, intent: Intent, until: float) -> Answer:
        return await asyncio.to_thread(self._send, intent, until)

    def _send(self, intent: Intent, until: float) -> Answer:
        line = HTTPConnection("127.0.0.1", self.port, timeout=max(0.01, until - monotonic()))
        try:
            line.connect()
        except OSError:
            return NotGone("cannot be reached")
        try:
            passing("peer: before request")
            line.request("POST", "/do", intent.key)
            passing("peer: after request")
            answer = line.getresponse()
            said = answer.read()
            passing("peer: after answer")
            if answer.status == 422:
                return Refusal("it said no")
            if answer.status != 200 or not json.loads(said).get("done"):
                return Unclear("nobody can read that")
        except (OSError, HTTPException, ValueError):
            return Unclear("no answer")
        finally:
            line.close()
        return self._done(intent)

    async def look(self, intent: Intent, now: datetime) -> Done | None:
        return await asyncio.to_thread(self._look, intent)

    def _look(self, intent: Intent) -> Done | None:
        line = HTTPConnection("127.0.0.1", self.port, timeout=1)
        try:
            line.request("GET", f"/find?key={intent.key}")
            answer = line.getresponse()
            found = json.loads(answer.read())["found"] if answer.status == 200 else None
        except (OSError, HTTPException, ValueError) as error:
            raise TryLater("not now") from error
        finally:
            line.close()
        if found is None:
            raise TryLater("not now")
        return self._done(intent) if found else None

    def _done(self, intent: Intent) -> Done:
        raw = letter(1, sender="support@shop.test", To="helena@brandt.example")
        raw = raw.replace(b"<1@letters>", f"<{intent.key}@letters>".encode())
        told = record(Found(f"sent/{intent.key}", "sent", raw, is_sent=True), OWN, at(0))
        return Done("done", page=Page("sent", contacts=(told,)))

    async def close(self) -> None:
        """Nothing is open."""


def told_by(port: int) -> Counter[str]:
    """Return how often the ledger has done each deed."""
    line = HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        line.request("GET", "/ledger")
        return Counter(json.loads(line.getresponse().read())["done"])
    finally:
        line.close()
