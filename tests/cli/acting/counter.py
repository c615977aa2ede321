"""A seller of labels, and a customer whose parcel has come, for those who send goods back."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from agent_console.domain.address import Address
from agent_console.domain.moment import Moment, instant
from agent_console.domain.parcel import ParcelStatus
from agent_console.sandbox.easypost.limit import Limit
from agent_console.sandbox.easypost.server import EasyPostServer
from agent_console.sandbox.world import World
from agent_console.storage.opening import Place, create_store, open_store
from agent_console.storage.repositories.acting.outbox import StoredOutbox
from agent_console.storage.repositories.intake import StoredIntake
from tests.fakes.program import KEY, Program
from tests.fakes.records import at, names, order, order_record, page, person
from tests.sandbox.conftest import serving

HELENA = "helena@brandt.example"
HOME = Address("Helena Brandt", "Am Ring 1", "Graz", "8010", "AT")


@dataclass
class Counter:
    """The program, and EasyPost where its labels are bought."""

    program: Program
    server: EasyPostServer
    address: str = HELENA

    def know(self, days_ago: int = 5, **changed: object) -> None:
        """Learn that the parcel of order A-7 came so many days ago."""
        place = Place(self.program.home)
        store = open_store(place, KEY) if place.exists() else create_store(place, KEY)
        came = datetime.now(UTC) - timedelta(days=days_ago)
        made = order()
        [sent] = made.fulfilments
        delivered = Moment(utc=came, local=f"{came:%Y-%m-%dT%H:%M:%S}", offset="+00:00")
        both = ((made.lines[0].external_id, Decimal(1)), (made.lines[1].external_id, Decimal(1)))
        told = replace(sent, status=ParcelStatus.DELIVERED, delivered=delivered, lines=both)
        told = replace(told, number="00340434161077")
        made = replace(
            made, **{"fulfilments": (told,), "address": HOME, "placed": instant(at(0))} | changed
        )
        buyer = replace(person(), identities=names(self.address, "+43 664 1882041"))
        record = replace(order_record(made, buyer), contacts=names(self.address, None))
        StoredIntake(store).keep("web-shop", page(record), datetime.now(UTC))
        store.close()

    def ask(self, *more: str, expect: int = 0, line: str = "JACKET-M=1") -> dict:
        """Ask for a return of order A-7."""
        told = ("--order", "A-7", "--line", line, "--reason", "too_small", *more)
        return self.program.json("return", self.address, *told, expect=expect)

    def run(self, expect: int = 0) -> dict[str, dict]:
        """Carry out what is due, and return the outbox by keys."""
        told = self.program.json("outbox", "run", "--once", expect=expect)["intents"]
        return {one["key"]: one for one in told}

    def show(self, key: str) -> dict:
        """Show a return."""
        return self.program.json("return", "show", key)

    @contextmanager
    def outbox(self) -> Iterator[StoredOutbox]:
        """Open the outbox as another process does."""
        store = open_store(Place(self.program.home), KEY)
        yield StoredOutbox(store)
        store.close()

    def bought(self) -> int:
        """Count the labels that EasyPost has sold."""
        return self.server.desk.sold()

    def misbehave(self, *misdeeds: str, seconds: float = 0.1) -> None:
        """Plan how the next deeds at EasyPost go wrong."""
        plan = {"next": list(misdeeds), "seconds": seconds}
        assert self.server.desk.mischief.plan(json.dumps(plan).encode())


@contextmanager
def counter_of(program: Program) -> Iterator[Counter]:
    """Open a seller of labels and tell the program of it."""
    server = EasyPostServer(World(datetime.now(UTC)), limit=Limit(10_000))
    with serving(server):
        program.track(server.base, settle_seconds=1)
        yield Counter(program, server)
