"""A store is opened whole or refused with words, and refused it stays as it is."""

import json
import random
import stat

import pytest
from alembic.script import ScriptDirectory

from agent_console.storage import engine, opening
from agent_console.storage.engine import encrypted
from agent_console.storage.failures import (
    StoreBusy,
    StoreCorrupt,
    StoreError,
    StoreMissing,
    StoreNewer,
    WrongKey,
)
from agent_console.storage.migrating import config, upgrade
from agent_console.storage.migrations import HEAD
from agent_console.storage.opening import Place, create_store, open_store, revision
from tests.fakes.kills import killed_at, statements
from tests.storage.conftest import CANARIES, KEY, OTHER_KEY, Kept

pytestmark = pytest.mark.usefixtures("stores_made")

FLIPS = 60


def test_a_missing_store_says_how_to_make_it(tmp_path):
    with pytest.raises(StoreMissing, match="sync --once"):
        open_store(Place(tmp_path), KEY)
    assert list(tmp_path.iterdir()) == []


def test_a_wrong_key_never_opens_the_store(kept: Kept):
    before = kept.files()
    with pytest.raises(WrongKey, match="a test"):
        kept.open(OTHER_KEY)
    (kept.home / "store.json").unlink()
    with pytest.raises(StoreCorrupt):
        kept.open(OTHER_KEY)
    assert (kept.home / "store.db").read_bytes() == before["store.db"]


def test_without_its_note_the_key_still_opens(kept: Kept):
    before = kept.facts()
    (kept.home / "store.json").unlink()
    assert kept.facts() == before


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "null", "{}", '{"salt": "zz", "check": "x"}', '{"salt": "", "check": "x"}',
     '{"salt": 5, "check": 5}', "[" * 100_000, "\x00"],
    ids=range(10),
)  # fmt: skip
def test_a_damaged_note_is_named_not_stumbled_over(kept: Kept, text):
    (kept.home / "store.json").write_text(text)
    with pytest.raises(StoreCorrupt, match=r"store\.json"):
        kept.open()


def test_a_flipped_bit_is_never_read(kept: Kept):
    whole, before = kept.place.file().read_bytes(), kept.facts()
    rng, refused = random.Random(5), 0
    for turn in range(FLIPS):
        place = turn if turn < 20 else rng.randrange(len(whole))
        spoilt = bytearray(whole)
        spoilt[place] ^= 1 << rng.randrange(8)
        kept.place.file().write_bytes(spoilt)
        try:
            assert kept.facts() == before, f"byte {place} was read wrongly"
        except StoreCorrupt:
            refused += 1
        assert kept.place.file().read_bytes() == spoilt, "refused, it stays as it is"
    assert refused > FLIPS / 2


@pytest.mark.parametrize("part", [0, 1, 15, 100, 4095, 4096, 5000, 0.5, 0.99])
def test_a_store_cut_off_is_refused_untouched(kept: Kept, part):
    whole = kept.place.file().read_bytes()
    rest = whole[: part if isinstance(part, int) else int(len(whole) * part)]
    kept.place.file().write_bytes(rest)
    with pytest.raises(StoreCorrupt):
        kept.facts()
    assert kept.place.file().read_bytes() == rest
    assert not list(kept.home.glob("store-at-*"))


@pytest.mark.parametrize(
    "content",
    [b"SQLite format 3\x00" + bytes(4080), b"{}", random.Random(1).randbytes(9000)],
    ids=["plain", "text", "noise"],
)
def test_a_foreign_file_is_refused_untouched(kept: Kept, content):
    kept.place.file().write_bytes(content)
    with pytest.raises(StoreCorrupt):
        kept.open()
    assert kept.place.file().read_bytes() == content


def test_an_empty_database_is_none_of_ours(kept: Kept):
    kept.place.file().unlink()
    other = encrypted(kept.place.file(), KEY, writes=True)
    with other.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE theirs (x)")
    other.dispose()
    with pytest.raises(StoreCorrupt, match="none of our tables"):
        kept.open()


def test_a_newer_store_is_refused_untouched(kept: Kept):
    store = kept.open()
    with store.write() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    store.close()
    before = kept.files()
    with pytest.raises(StoreNewer, match="9999"):
        kept.open()
    assert kept.files() == before


def test_a_store_in_use_is_busy_not_broken(kept: Kept, monkeypatch):
    monkeypatch.setattr(engine, "BUSY_S", 0.05)
    one, two = kept.open(), kept.open()
    with one.write() as connection:
        connection.exec_driver_sql("DELETE FROM lookup_key")
        with pytest.raises(StoreBusy), two.write():
            pass
        with two.read() as reading:
            assert reading.exec_driver_sql("SELECT count(*) FROM lookup_key").scalar() > 0
    one.close()
    two.close()


def test_the_files_are_for_their_owner_only(kept: Kept):
    store = kept.open()
    with store.write() as connection:
        connection.exec_driver_sql("UPDATE profile SET name = name")
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in kept.home.iterdir()}
    store.close()
    assert {"store.db", "store.db-wal", "store.json"} <= modes.keys()
    assert set(modes.values()) == {0o600}


def test_nothing_personal_can_be_read_off_the_disk(kept: Kept):
    store = kept.open()
    with store.write() as connection:
        connection.exec_driver_sql("UPDATE observation SET text = text || ' Canary-note-77'")
    content = b"".join(kept.files().values())
    store.close()
    assert kept.place.file().stat().st_size > 100_000
    assert [one for one in CANARIES if one.encode() in content] == []
    assert KEY.encode() not in content
    assert bytes.fromhex(KEY) not in content


def test_the_note_names_the_key_not_tells_it(kept: Kept):
    told = json.loads((kept.home / "store.json").read_text())
    assert told.keys() == {"salt", "check", "key_from"}
    assert told["key_from"] == "a test"


def at_head(place: Place) -> bool:
    store = open_store(place, KEY)
    found = revision(store.reader)
    store.close()
    return found == HEAD


def test_a_making_killed_leaves_none_or_whole(tmp_path):
    killed = 0
    for step in range(0, 400, 9):
        place = Place(tmp_path / str(step))
        if not killed_at(step, statements, lambda: create_store(place, KEY)):  # noqa: B023
            break
        assert not place.exists() or at_head(place)
        create_store(place, KEY).close()
        assert {path.name for path in place.home.iterdir()} == {"store.db", "store.json"}
        killed += 1
    assert killed > 5


def older(place: Place, step: str) -> None:
    """Make a store as an older version left it."""
    place.home.mkdir(parents=True)
    made = encrypted(place.file(), KEY, writes=True)
    upgrade(made, step)
    with made.begin() as connection:
        connection.exec_driver_sql(
            "INSERT INTO connection (name, kind) VALUES ('web-shop', 'vendure')"
        )
    made.dispose()


def test_a_migration_killed_is_old_or_new(tmp_path):
    walked = ScriptDirectory.from_config(config(None)).walk_revisions()
    killed, steps = 0, [step.revision for step in walked][:3]
    for step in range(200):
        place = Place(tmp_path / str(step))
        older(place, steps[-1])
        if not killed_at(step, statements, lambda: open_store(place, KEY)):  # noqa: B023
            break
        engine_now = encrypted(place.file(), KEY, writes=False)
        assert revision(engine_now) in steps
        engine_now.dispose()
        store = open_store(place, KEY)
        with store.read() as connection:
            names = connection.exec_driver_sql("SELECT name FROM connection").scalars().all()
        store.close()
        assert names == ["web-shop"]
        killed += 1
    assert killed > 5


def test_a_migration_keeps_the_store_of_before(tmp_path):
    place = Place(tmp_path / "home")
    older(place, "0003")
    writer = encrypted(place.file(), KEY, writes=True)
    with writer.begin() as connection:
        connection.exec_driver_sql("UPDATE connection SET name = 'only in the log'")
    copied = open_store(place, KEY)
    writer.dispose()
    copied.close()
    before = encrypted(place.home / "store-at-0003.db", KEY, writes=False)
    with before.connect() as connection:
        assert connection.exec_driver_sql("SELECT name FROM connection").scalar() == (
            "only in the log"
        )
    assert revision(before) == "0003"
    before.dispose()
    assert stat.S_IMODE((place.home / "store-at-0003.db").stat().st_mode) == 0o600


def test_a_migration_that_fails_leaves_the_old(tmp_path, monkeypatch):
    place = Place(tmp_path / "home")
    older(place, "0003")

    def fail(_: object) -> None:
        raise StoreError("in the middle")

    monkeypatch.setattr(opening, "_upgrade", fail)
    with pytest.raises(StoreError, match="in the middle"):
        open_store(place, KEY)
    monkeypatch.undo()
    store = open_store(place, KEY)
    assert revision(store.reader) == HEAD
    store.close()
