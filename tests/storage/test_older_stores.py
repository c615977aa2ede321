"""A store of an earlier version goes on as if it had always been of this one."""

from dataclasses import replace
from pathlib import Path

from alembic import command
from sqlalchemy import select, text, update

from agent_console.domain.address import Address
from agent_console.domain.observation import EntryKind, Observation
from agent_console.domain.parcel import Fault
from agent_console.domain.parcel import Place as Somewhere
from agent_console.domain.profile import ProfileId
from agent_console.storage.engine import encrypted
from agent_console.storage.hashing import content
from agent_console.storage.migrating import config, upgrade
from agent_console.storage.migrations import HEAD
from agent_console.storage.readers.customers import StoredCustomers
from agent_console.storage.repositories.intake import StoredIntake
from agent_console.storage.store import Store
from agent_console.storage.tables.events import event, observation
from agent_console.storage.tables.lookup import lookup_key
from agent_console.storage.tables.mailing import consent, undelivered
from agent_console.storage.tables.parcels import parcel
from tests.contracts.contact_contract import HELENA
from tests.contracts.contact_contract import told as mails
from tests.contracts.parcel_contract import scan, tracked
from tests.contracts.parcel_contract import told as told_of
from tests.contracts.returned_contract import complaint_of, report, sent
from tests.fakes.records import at, order, order_record, page, placed

KEY = "5e" * 32


def test_a_store_with_other_fingerprints_hears_nothing_twice(tmp_path: Path):
    writer = encrypted(tmp_path / "store.db", KEY, writes=True)
    store = Store(writer, writer)
    upgrade(writer)
    scan = {"kind": EntryKind.SCAN, "status": "in_transit", "place": Somewhere("Graz")}
    told = page(order_record(order("7"), None, placed("7"), placed_as("7", **scan)))
    assert StoredIntake(store).keep("shop", told, at(1)).stored == 1
    with store.write() as connection:
        before = rows(connection)
        connection.execute(update(observation).values(fingerprint=observation.c.id))
        connection.execute(update(event).values(grouping=event.c.id))
        connection.execute(text("UPDATE customer_order SET content = 0"))
    stamp(store, "0006")
    upgrade(writer, "0007")
    stamp(store, HEAD)
    with store.read() as connection:
        assert rows(connection) == before
    assert StoredIntake(store).keep("shop", told, at(2)).stored == 1, "its order was forgotten"
    with store.read() as connection:
        assert rows(connection) == before
    store.close()


def stamp(store: Store, step: str) -> None:
    """Let the store believe that it is at another step."""
    with store.write() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :step"), {"step": step})


def test_parcels_of_an_older_store_live_their_first_life(tmp_path: Path):
    writer = encrypted(tmp_path / "store.db", KEY, writes=True)
    store = Store(writer, writer)
    upgrade(writer)
    intake, told = StoredIntake(store), told_of(tracked("t1", scan("in_transit", 60)))
    intake.keep("post", told, at(70))
    with store.read() as connection:
        before = rows(connection)
    with writer.connect() as connection:
        command.downgrade(config(connection), "0008")
    with store.write() as connection:
        connection.execute(update(observation).values(fingerprint=observation.c.id))
        connection.execute(text("UPDATE parcel SET content = 0"))
    upgrade(writer)
    assert intake.keep("post", told, at(80)).stored == 1, "its record was forgotten"
    with store.read() as connection:
        assert rows(connection) == before
        assert connection.execute(select(parcel.c.life)).scalars().all() == [1]
    store.close()


def test_a_store_without_reasons_learns_them_and_hears_nothing_twice(tmp_path: Path):
    writer = encrypted(tmp_path / "store.db", KEY, writes=True)
    store = Store(writer, writer)
    upgrade(writer)
    intake, plain = StoredIntake(store), scan("in_transit", 60)
    intake.keep("web-shop", page(order_record()), at(1))
    intake.keep("post", told_of(tracked("t1", scan("exception", 50), plain)), at(70))
    with writer.connect() as connection:
        command.downgrade(config(connection), "0019")
    with store.read() as connection:
        before = rows(connection)
    upgrade(writer)
    same = told_of(tracked("t1", scan("exception", 50), plain))
    assert intake.keep("post", same, at(80)).stored == 0, "what has no reason is as it was"
    why = told_of(tracked("t1", replace(scan("exception", 50), fault=Fault.WEATHER), plain))
    assert intake.keep("post", why, at(90)).stored == 1
    with store.read() as connection:
        assert rows(connection) == before
        faults = connection.execute(select(observation.c.fault).order_by(observation.c.id))
        assert [one for one in faults.scalars() if one] == ["weather"]
    store.close()


def test_reports_of_an_older_store_mark_what_came_back_and_who_complained(tmp_path: Path):
    writer = encrypted(tmp_path / "store.db", KEY, writes=True)
    store = Store(writer, writer)
    upgrade(writer)
    intake = StoredIntake(store)
    intake.keep("web-shop", page(order_record()), at(80))
    bounce, complaint = report((HELENA, "5.1.1", "failed")), complaint_of(HELENA)
    intake.keep("support", mails(sent(), bounce, complaint), at(91))
    with store.read() as connection:
        before = [connection.execute(select(table)).all() for table in (undelivered, consent)]
    assert [len(rows) for rows in before] == [1, 1]
    with writer.connect() as connection:
        command.downgrade(config(connection), "0016")
    upgrade(writer)
    with store.read() as connection:
        assert [connection.execute(select(table)).all() for table in (undelivered, consent)] == (
            before
        )
    store.close()


def test_an_older_store_has_room_for_how_to_links_and_takes_no_order_for_changed(tmp_path: Path):
    writer = encrypted(tmp_path / "store.db", KEY, writes=True)
    store = Store(writer, writer)
    upgrade(writer)
    intake, told = StoredIntake(store), page(order_record())
    intake.keep("web-shop", told, at(1))
    with writer.connect() as connection:
        command.downgrade(config(connection), "0024")
    upgrade(writer)
    assert intake.keep("web-shop", told, at(2)).stored == 0
    assert content({"sku": "S", "how_to": None}) == content({"sku": "S"}), "hashed as of old"
    made = order()
    lines = (replace(made.lines[0], how_to="https://shop.example/how"), *made.lines[1:])
    explained = page(order_record(replace(made, lines=lines)))
    assert intake.keep("web-shop", explained, at(3)).stored == 1
    [known] = StoredCustomers(store).customer(ProfileId(1)).orders
    assert [one.how_to for one in known.order.lines] == [one.how_to for one in lines]
    store.close()


def placed_as(order_id: str, **told: object) -> Observation:
    return replace(placed(order_id, 9), external_id="scan", **told)


def rows(connection) -> list[tuple[int, ...]]:
    said = connection.execute(text("SELECT id, event_id, fingerprint FROM observation ORDER BY id"))
    events = connection.execute(text("SELECT id, subject_id, grouping FROM event ORDER BY id"))
    return [tuple(row) for row in (*said, *events)]


def test_an_older_store_learns_the_ends_of_its_numbers_and_its_postcodes(tmp_path: Path):
    writer = encrypted(tmp_path / "store.db", KEY, writes=True)
    store = Store(writer, writer)
    upgrade(writer)
    where = Address("Helena Brandt", "Am Ring 1", "Graz", "8010", "AT")
    StoredIntake(store).keep("web-shop", page(order_record(replace(order(), address=where))), at(1))
    with store.read() as connection:
        before = sorted(map(tuple, connection.execute(select(lookup_key))))
    with writer.connect() as connection:
        command.downgrade(config(connection), "0023")
    with store.read() as connection:
        assert len(connection.execute(select(lookup_key)).all()) < len(before)
    upgrade(writer)
    with store.read() as connection:
        assert sorted(map(tuple, connection.execute(select(lookup_key)))) == before
    store.close()
