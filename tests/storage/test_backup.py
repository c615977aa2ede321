"""Backups hold everything and tell nothing; a restore leaves one whole store, old or new."""

import threading
import zipfile
from pathlib import Path

import pytest

from agent_console.storage import backup
from agent_console.storage.failures import StoreCorrupt, StoreError, StoreNewer, WrongKey
from agent_console.storage.opening import Place, create_store
from agent_console.storage.repositories.intake import StoredIntake
from tests.fakes.kills import file_moves, killed_at
from tests.fakes.records import at, note, order, order_record, page, person
from tests.storage.conftest import CANARIES, KEY, OTHER_KEY, Kept


def key_for(_: Path) -> str:
    return KEY


@pytest.fixture
def bundle(kept: Kept, tmp_path: Path) -> Path:
    """A backup of the store as it was kept."""
    target = tmp_path / "today.zip"
    store = kept.open()
    assert backup.write(store, kept.place, target) == target.stat().st_size
    store.close()
    return target


def change(kept: Kept) -> None:
    """Let something happen after the backup."""
    store = kept.open()
    told = order_record(order("8"), person("2", "Ida", "ida@x.example", None))
    StoredIntake(store).keep("web-shop", page(told), at(95))
    store.close()


def remade(bundle: Path, spoil) -> Path:
    """Return a bundle whose parts went through `spoil`."""
    other = bundle.with_name("spoilt.zip")
    with zipfile.ZipFile(bundle) as before, zipfile.ZipFile(other, "w") as after:
        for name in before.namelist():
            for new_name, content in spoil(name, before.read(name)):
                after.writestr(new_name, content)
    return other


def test_a_backup_restores_every_row(kept: Kept, bundle: Path):
    before = kept.facts()
    change(kept)
    changed = kept.facts()
    aside = backup.restore(kept.place, bundle, key_for)
    assert kept.facts() == before != changed
    assert aside is not None
    assert Kept(Place(aside)).facts() == changed, "the old store is put aside whole"


def test_a_restore_needs_no_store_before(kept: Kept, bundle: Path, tmp_path: Path):
    fresh = Kept(Place(tmp_path / "new" / "home"))
    assert backup.restore(fresh.place, bundle, key_for) is None
    assert fresh.facts() == kept.facts()


def test_what_is_only_in_the_log_is_put_aside(kept: Kept, bundle: Path):
    held = kept.open()
    told = order_record(order("9"), person("3", "Udo", "udo@x.example", None))
    StoredIntake(held).keep("web-shop", page(told), at(96))
    aside = backup.restore(kept.place, bundle, key_for)
    held.close()
    assert aside is not None
    assert "udo@x.example" in str(Kept(Place(aside)).facts())
    assert "udo@x.example" not in str(kept.facts())


def test_two_restores_in_a_second_keep_both(kept: Kept, bundle: Path):
    places = {backup.restore(kept.place, bundle, key_for) for _ in range(2)}
    assert len(places) == 2


def test_a_backup_while_a_sync_runs_is_whole(kept: Kept, tmp_path: Path):
    store, stop = kept.open(), threading.Event()

    def sync() -> None:
        intake, number = StoredIntake(store), 100
        while not stop.is_set():
            number += 1
            who = person(str(number), "Ida", f"{number}@x.example", None)
            told = order_record(order(str(number)), who, note(str(number), "n"))
            intake.keep("web-shop", page(told, cursor=str(number)), at(95))

    syncing = threading.Thread(target=sync)
    syncing.start()
    try:
        for turn in range(3):
            backup.write(store, kept.place, tmp_path / f"{turn}.zip")
    finally:
        stop.set()
        syncing.join()
    for turn in range(3):
        fresh = Kept(Place(tmp_path / f"from-{turn}"))
        backup.restore(fresh.place, tmp_path / f"{turn}.zip", key_for)
        facts = fresh.facts()
        assert len(facts["customer_order"]) == len(facts["profile"]) >= 1
    store.close()


def test_a_backup_tells_nothing_to_readers(bundle: Path):
    content = bundle.read_bytes()
    assert [one for one in CANARIES if one.encode() in content] == []
    assert bundle.stat().st_mode & 0o077 == 0


def test_a_failed_backup_leaves_the_last_one(kept: Kept, bundle: Path, monkeypatch):
    before = bundle.read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(zipfile.ZipFile, "write", full)
    store = kept.open()
    with pytest.raises(StoreError, match="No space left"):
        backup.write(store, kept.place, bundle)
    store.close()
    assert bundle.read_bytes() == before


def flipped(content: bytes, place: int) -> bytes:
    return content[:place] + bytes([content[place] ^ 8]) + content[place + 1 :]


SPOILT = {
    "flipped": lambda name, content: [
        (name, flipped(content, len(content) // 2) if name == "store.db" else content)
    ],
    "no store": lambda name, content: [] if name == "store.db" else [(name, content)],
    "empty store": lambda name, content: [(name, b"" if name == "store.db" else content)],
    "note of no use": lambda name, content: [(name, b"{}" if name == "store.json" else content)],
    "outside": lambda name, content: [(f"../{name}", content)],
    "cut": lambda name, content: [(name, content[: len(content) - 4096])],
}


@pytest.mark.parametrize("way", SPOILT)
def test_a_spoilt_backup_leaves_the_store(kept: Kept, bundle: Path, way):
    before = kept.files()
    with pytest.raises(StoreCorrupt):
        backup.restore(kept.place, remade(bundle, SPOILT[way]), key_for)
    assert kept.files() == before
    assert [path.name for path in kept.home.iterdir() if path.is_dir()] == []


@pytest.mark.parametrize("cut", [0, 1, 10, 2000, -1, -30, -3000])
def test_a_damaged_bundle_leaves_the_store(kept: Kept, bundle: Path, cut):
    before = kept.files()
    bundle.write_bytes(bundle.read_bytes()[:cut])
    with pytest.raises(StoreCorrupt):
        backup.restore(kept.place, bundle, key_for)
    assert kept.files() == before


def test_a_flipped_bit_in_a_bundle_is_noticed(kept: Kept, bundle: Path):
    whole, before = bundle.read_bytes(), kept.facts()
    refused = 0
    for place in range(0, len(whole), len(whole) // 40):
        bundle.write_bytes(flipped(whole, place))
        try:
            backup.restore(kept.place, bundle, key_for)
        except (StoreCorrupt, WrongKey):
            refused += 1
        assert kept.facts() == before
    assert refused > 20


def test_another_key_leaves_the_store(kept: Kept, bundle: Path):
    before = kept.files()
    with pytest.raises(WrongKey):
        backup.restore(kept.place, bundle, lambda _: OTHER_KEY)
    assert kept.files() == before


def test_a_backup_of_a_newer_version_is_refused(kept: Kept, tmp_path: Path):
    newer = Place(tmp_path / "newer")
    store = create_store(newer, KEY)
    with store.write() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    backup.write(store, newer, tmp_path / "newer.zip")
    store.close()
    before = kept.files()
    with pytest.raises(StoreNewer):
        backup.restore(kept.place, tmp_path / "newer.zip", key_for)
    assert kept.files() == before


def test_a_restore_killed_is_old_or_new(kept: Kept, bundle: Path):
    old_way = kept.facts()
    change(kept)
    new_way, killed = kept.facts(), 0
    for step in range(60):
        change(kept)
        if not killed_at(step, file_moves, lambda: backup.restore(kept.place, bundle, key_for)):
            break
        assert kept.facts() in (old_way, new_way)
        killed += 1
    assert killed > 4
    assert kept.facts() == old_way
