"""How long it takes to look at many open parcels, then at nothing new, and to open the radar."""

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from time import perf_counter

from agent_console.domain.moment import from_microseconds
from agent_console.machine.policies.exceptions import exception_policy
from agent_console.machine.resources import resources
from agent_console.queries.radar import radar
from agent_console.storage.opening import Place, create_store
from agent_console.storage.store import Store
from agent_console.storage.watching.book import StoredWatchBook
from agent_console.storage.watching.concerns import StoredRadar
from agent_console.sync.watching import Lookout
from tests.bench.populate import KEY, QUICK, pour
from tests.bench.population import CITIES, CONNECTION, DAY, END, SHOP, Values
from tests.fakes.clock import FixedClock

HOUR = DAY // 24
NOW = from_microseconds(END)
POLICY = exception_policy(resources("policies") / "exceptions.toml")
STANDS_EVERY = 50
"""One of so many parcels stands still; all others were scanned a few hours ago."""
ALL, AT_ONCE = 100_000, 5_000
COLUMNS = {
    "profile": "id customer_id connection_id kind external_id name is_guest content first_heard"
    " last_heard",
    "customer_order": "id connection_id profile_id external_id number state is_open is_draft"
    " placed_utc total_minor total_currency address content first_heard last_heard",
    "fulfilment": "order_id position external_id state status carrier number created_utc"
    " shipped_utc",
    "shipment": "profile_id order_id carrier number reference status is_return first_heard"
    " last_heard",
    "subject": "id profile_id kind key order_number",
    "parcel": "connection_id subject_id external_id life carrier number reference status"
    " status_text promised_utc estimated_utc said had_attempt first_seen last_seen is_exact"
    " content first_heard last_heard",
    "event": "id subject_id grouping kind status sort_at precision",
    "observation": "subject_id connection_id fingerprint event_id kind status told_utc city"
    " country order_number heard_at",
    "stirred": "profile_id",
}
ADDRESS = '{"name":"","street":"Ring 1","city":"Graz","postcode":"8010","country":"AT"}'


@dataclass(frozen=True, slots=True)
class Yard:
    """A store with many parcels under way, of which some stand still."""

    store: Store
    parcels: int
    stands_every: int = STANDS_EVERY

    def lookout(self) -> Lookout:
        """Return what looks at them."""
        return Lookout(StoredWatchBook(self.store), POLICY, FixedClock(NOW))

    def look(self) -> float:
        """Look at all that is due; return the seconds it took."""
        lookout, started = self.lookout(), perf_counter()
        lookout.turn()
        return perf_counter() - started

    def stir(self, customers: int) -> None:
        """Let something happen to some customers."""
        with self.store.write() as connection:
            pour(connection, "stirred", ["profile_id"], [(one + 1,) for one in range(customers)])

    def open_radar(self) -> float:
        """Open the radar; return the milliseconds it took."""
        started = perf_counter()
        radar(StoredRadar(self.store, lambda: POLICY), NOW + timedelta(hours=9))
        return (perf_counter() - started) * 1e3

    def standing(self) -> int:
        """Return how many of the parcels stand still."""
        return -(-self.parcels // self.stands_every)


@contextmanager
def yard(home: Path, parcels: int, stands_every: int = STANDS_EVERY) -> Iterator[Yard]:
    """Make a store with parcels that nobody has looked at yet."""
    store = create_store(Place(home), KEY)
    store.reader.dispose()
    with store.writer.connect() as connection:
        for setting in QUICK:
            connection.connection.execute(f"PRAGMA {setting}")
    with store.writer.begin() as connection:
        pour(connection, "connection", ("id", "name", "kind"), [(CONNECTION, SHOP, "vendure")])
        for start in range(1, parcels + 1, AT_ONCE):
            for table, rows in _rows(
                range(start, min(start + AT_ONCE, parcels + 1)), stands_every
            ).items():
                pour(connection, table, COLUMNS[table].split(), rows)
    store.writer.dispose()
    try:
        yield Yard(store, parcels, stands_every)
    finally:
        store.close()


def _rows(numbers: range, stands_every: int) -> dict[str, list[Values]]:
    rows: dict[str, list[Values]] = {table: [] for table in COLUMNS}
    for number in numbers:
        for table, values in _parcel(number, stands=number % stands_every == 1 % stands_every):
            rows[table].append(values)
    return rows


def _parcel(at: int, *, stands: bool) -> Iterator[tuple[str, Values]]:
    placed, last = END - 6 * DAY, END - (5 * DAY if stands else 5 * HOUR + at % HOUR)
    number, order, promised = f"1Z{at:010}", f"W{at:08}", END + (1 + at % 5) * DAY
    name, moving, city = f"Customer {at}", "in_transit", CITIES[at % len(CITIES)]
    yield "profile", (at, at, CONNECTION, "customer", str(at), name, 0, 0, END, END)
    yield (
        "customer_order",
        (at, 1, at, str(at), order, "Shipped", 1, 0, placed, 990, "EUR", ADDRESS, 0, END, END),
    )
    yield "fulfilment", (at, 0, "f1", "Shipped", moving, "DHL", number, placed, placed)
    yield "shipment", (at, at, "DHL", number, number, moving, 0, END, END)
    yield "subject", (at, at, "parcel", number, order)
    yield (
        "parcel",
        (1, at, number, 1, "DHL", number, number, moving, moving, promised, promised,
         "Departed facility", 0, placed, last, 1, 0, END, END),
    )  # fmt: skip
    yield "event", (at, at, at, "scan", moving, last, "instant")
    yield (
        "observation",
        (at, 1, at, at, "scan", moving, last, city, "AT", order, END),
    )
    yield "stirred", (at,)


def main() -> None:
    """Say how long 100,000 parcels take, what is new of them, and the radar."""
    with tempfile.TemporaryDirectory(prefix="yard-") as folder, yard(Path(folder) / "h", ALL) as it:
        whole = it.look()
        it.stir(ALL // 1_000)
        again = it.look()
        opened = min(it.open_radar() for _ in range(5))
        sys.stdout.write(
            f"{ALL:,} parcels looked at in {whole:.1f} s ({ALL / whole:,.0f} a second), what "
            f"happened to one of a thousand in {again * 1e3:.0f} ms; the radar with "
            f"{it.standing():,} of them opened in {opened:.0f} ms; load {os.getloadavg()[0]:.1f}\n"
        )


if __name__ == "__main__":
    main()
