"""The desk where shipments are made, sold, told and taken back."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from threading import Timer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from agent_console.sandbox.easypost import refusals
from agent_console.sandbox.easypost.refusals import Record, RefusedError
from agent_console.sandbox.easypost.shipping.mischief import Mischief, Misdeed, Planned
from agent_console.sandbox.easypost.shipping.papers import pdf, png, zpl
from agent_console.sandbox.easypost.shipping.rendering import FILES, rendered
from agent_console.sandbox.easypost.shipping.shipments import FORMATS, Shipment, Shipments
from agent_console.sandbox.easypost.trackers import Trackers
from agent_console.sandbox.world import World

SHIPMENTS = "/v2/shipments"
DEEDS = frozenset({"buy", "refund"})


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer; none at all where it got lost, or it comes after `pause` seconds."""

    status: int
    body: Record
    location: str | None = None
    pause: float = 0.0


class Desk:
    """Answers what is asked about shipments."""

    def __init__(self, world: World, trackers: Trackers) -> None:
        self.mischief = Mischief()
        self._world = world
        self._shipments = Shipments(world, trackers)

    def reply(self, target: str, body: bytes | None, base: str) -> Reply | None:
        """Answer a request, or do it and say nothing; raises RefusedError."""
        asked = urlsplit(target)
        _, _, rest = asked.path.partition(SHIPMENTS)
        shipment_id, _, deed = rest.removeprefix("/").partition("/")
        if body is not None and deed in DEEDS:
            return self._misdone(partial(self._done, shipment_id, deed, _read(body), base))
        with self._world.lock:
            if body is not None and not shipment_id:
                made = self._shipments.create(_asked(body))
                return Reply(201, rendered(made, base), f"/api{SHIPMENTS}/{made.id}")
            if body is None and deed == "label":
                wanted = dict(parse_qsl(asked.query)).get("file_format", "")
                return Reply(200, rendered(self._shipments.convert(shipment_id, wanted), base))
            if body is None and not deed:
                return Reply(200, rendered(self._shipments.find(shipment_id), base))
        raise RefusedError(refusals.NOT_FOUND)

    def sold(self) -> int:
        """Return how many labels were sold, those taken back among them."""
        with self._world.lock:
            return self._shipments.sold()

    def file(self, path: str) -> tuple[bytes, str] | None:
        """Draw the file of a label, with its type; None where there is none."""
        shipment_id, _, ending = path.removeprefix(FILES).partition("/")[2].rpartition(".")
        with self._world.lock:
            try:
                one = self._shipments.find(shipment_id)
            except RefusedError:
                return None
            is_there = one.tracker and ending.upper() in {one.format, *one.also}
            return (_drawn(one, ending), FORMATS[ending.upper()]) if is_there else None

    def _misdone(self, do: "partial[Reply]") -> Reply | None:
        """Do it as was planned for it."""
        planned = self.mischief.next() or Planned(Misdeed.STALL, 0.0)
        if planned.misdeed is Misdeed.LATE:
            later = Timer(planned.seconds, partial(_quietly, do))
            later.daemon = True
            later.start()
            return None
        reply = do()
        if planned.misdeed is Misdeed.LOSE:
            return None
        return Reply(reply.status, reply.body, pause=planned.seconds)

    def _done(self, shipment_id: str, deed: str, told: Mapping[str, Any], base: str) -> Reply:
        with self._world.lock:
            if deed == "buy":
                rate = told.get("rate")
                rate_id = rate.get("id") if isinstance(rate, dict) else None
                return Reply(200, rendered(self._shipments.buy(shipment_id, rate_id), base))
            return Reply(200, rendered(self._shipments.take_back(shipment_id), base))


def _quietly(do: "partial[Reply]") -> None:
    try:
        do()
    except RefusedError:
        return


def _read(body: bytes) -> Mapping[str, Any]:
    try:
        told: Any = json.loads(body or b"{}")
    except ValueError as error:
        raise RefusedError(refusals.NO_JSON) from error
    return told if isinstance(told, dict) else {}


def _asked(body: bytes) -> Mapping[str, Any]:
    asked = _read(body).get("shipment")
    if not isinstance(asked, dict) or not asked:
        raise RefusedError(refusals.NO_SHIPMENT)
    return asked


def _drawn(one: Shipment, ending: str) -> bytes:
    number = one.tracker.number if one.tracker else ""
    ends = (one.to_address, one.from_address)
    sender, receiver = ends if one.is_return else ends[::-1]
    lines = [
        f"{one.chosen.offer.carrier} {one.chosen.offer.service}" if one.chosen else "",
        *("FROM", *_lines(sender), "TO", *_lines(receiver), number),
    ]
    if ending == "pdf":
        return pdf(lines)
    return png(number) if ending == "png" else zpl(number, lines)


def _lines(where: Record) -> list[str]:
    town = f"{where.get('zip')} {where.get('city')}, {where.get('country')}"
    told = (where.get("name"), where.get("street1"), where.get("street2"), town)
    return [str(one) for one in told if one]
