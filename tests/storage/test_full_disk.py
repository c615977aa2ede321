"""A disk that is full or may not be written: words, an exit code, and nothing half."""

import pytest

from agent_console.storage import backup
from agent_console.storage.failures import StoreError, StoreFull
from agent_console.storage.opening import Place, create_store, open_store
from agent_console.storage.repositories.intake import StoredIntake
from tests.fakes.kills import fill, made_read_only, small_disk
from tests.fakes.records import at, note, order, order_record, page, person
from tests.storage.conftest import KEY, facts

pytestmark = pytest.mark.usefixtures("stores_made")


def told(number: int, words: int = 1000):
    who = person(str(number), "Ida", f"{number}@x.example", None)
    return page(order_record(order(str(number)), who, note(str(number), "word " * words)))


def test_a_full_disk_stores_all_or_nothing(tmp_path):
    with small_disk(tmp_path / "disk") as disk:
        place = Place(disk / "home")
        store = create_store(place, KEY)
        intake, numbers = StoredIntake(store), iter(range(1000))

        def until_full() -> None:
            for number in numbers:
                intake.keep("web-shop", told(number), at(95))

        with pytest.raises(StoreFull, match="disk space"):
            until_full()
        shown, stored = facts(store), next(numbers) - 1
        store.close()
        again = open_store(place, KEY)
        assert facts(again) == shown, "what was shown is what is stored"
        assert len(shown["customer_order"]) in {stored, stored + 1}
        again.close()


def test_a_store_cannot_be_made_on_a_full_disk(tmp_path):
    with small_disk(tmp_path / "disk", "64k") as disk:
        with pytest.raises(StoreError):
            create_store(Place(disk / "home"), KEY)
        assert list((disk / "home").iterdir()) == []


def test_a_backup_to_a_full_disk_leaves_nothing(kept, tmp_path):
    with small_disk(tmp_path / "disk", "64k") as disk:
        store = kept.open()
        with pytest.raises(StoreFull):
            backup.write(store, kept.place, disk / "b.zip")
        store.close()
        assert list(disk.iterdir()) == []


def test_a_restore_on_a_full_disk_keeps_the_store(tmp_path):
    with small_disk(tmp_path / "disk") as disk:
        place = Place(disk / "home")
        store = create_store(place, KEY)
        StoredIntake(store).keep("web-shop", told(1), at(95))
        backup.write(store, place, tmp_path / "b.zip")
        before = facts(store)
        store.close()
        fill(disk, leave=100_000)
        with pytest.raises(StoreError):
            backup.restore(place, tmp_path / "b.zip", lambda _: KEY)
        (disk / "ballast").unlink()
        again = open_store(place, KEY)
        assert facts(again) == before
        again.close()


def test_a_disk_for_reading_only_says_so(tmp_path):
    with small_disk(tmp_path / "disk") as disk:
        place = Place(disk / "home")
        create_store(place, KEY).close()
        made_read_only(disk)
        with pytest.raises(StoreFull):
            create_store(Place(disk / "other"), KEY)
        with pytest.raises(StoreError):
            StoredIntake(open_store(place, KEY)).keep("web-shop", told(1), at(95))
