"""Two workers of a team that hear of one parcel at the same time."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as StillWaiting

import pytest

from agent_console.storage.opening import open_team_store
from agent_console.storage.repositories.connections import connection_row
from agent_console.storage.repositories.intake import StoredIntake
from agent_console.storage.repositories.parcels import saving
from agent_console.storage.repositories.people import Telling
from agent_console.storage.store import Store
from tests.contracts.notice_contract import MAIL, noted, notice
from tests.contracts.parcel_contract import BROKER, POST, SHOP, scan, scans_of, told, tracked
from tests.fakes.records import at, order_record, page

TURNS = 60


@pytest.fixture
def store(team_url: str) -> Iterator[Store]:
    store = open_team_store(team_url)
    yield store
    store.close()


def test_a_parcel_that_two_workers_save_at_once_is_one(store: Store):
    intake = StoredIntake(store)
    intake.keep(SHOP, page(order_record()), at(1))
    with store.write() as connection:
        post = Telling(connection_row(connection, POST), POST, at(70))
    with ThreadPoolExecutor() as workers:
        with store.write() as connection:
            saving.save(connection, post, told(tracked("t1", scan("in_transit", 60))))
            second = workers.submit(
                intake.keep, BROKER, told(tracked("x9", scan("in_transit", 60))), at(71)
            )
            with pytest.raises(StillWaiting):
                second.result(timeout=0.5)
        second.result(timeout=10)
    assert scans_of(store) == [("in_transit", 2, "A-7")]


def test_an_order_told_while_its_parcel_is_saved_gets_it(store: Store):
    intake = StoredIntake(store)
    with store.write() as connection:
        post = Telling(connection_row(connection, POST), POST, at(70))
    with ThreadPoolExecutor() as workers:
        with store.write() as connection:
            saving.save(connection, post, told(tracked("t1", scan("in_transit", 60))))
            ordered = workers.submit(intake.keep, SHOP, page(order_record()), at(71))
            with pytest.raises(StillWaiting):
                ordered.result(timeout=0.5)
        ordered.result(timeout=10)
    assert scans_of(store) == [("in_transit", 1, "A-7")]


def test_a_mail_and_a_carrier_may_tell_of_one_parcel_at_once(store: Store):
    intake = StoredIntake(store)
    intake.keep(SHOP, page(order_record()), at(1))
    intake.keep(POST, told(tracked("t1", scan("in_transit", 60))), at(62))

    def tracks() -> None:
        for minute in range(TURNS):
            scans = scan("in_transit", 60), scan("in_transit", 61 + minute)
            intake.keep(POST, told(tracked("t1", *scans)), at(100 + minute))

    def writes() -> None:
        for minute in range(TURNS):
            mail = notice("delivered", 100_000 + minute, name=f"m{minute % 20}")
            intake.keep(MAIL, noted(mail), at(99))

    with ThreadPoolExecutor() as workers:
        for work in [workers.submit(tracks), workers.submit(writes)]:
            work.result(timeout=60)
