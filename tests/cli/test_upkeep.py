"""`backup`, `restore` and `doctor` as a person at a terminal meets them."""

import shutil
from pathlib import Path

import pytest
from sqlalchemy import update

from agent_console.machine.turns import in_use
from agent_console.storage.opening import Place, open_store
from agent_console.storage.tables.outbox import audit
from agent_console.storage.tables.people import dismissal
from tests.contracts.source_contract import NOON
from tests.fakes.program import KEY, Program
from tests.fakes.shop import Shop

OTHER_KEY = "cd" * 32


@pytest.fixture
def backup(synced: Program, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup of the store that was read."""
    path = tmp_path_factory.mktemp("backups") / "today.zip"
    synced.json("backup", str(path))
    return path


def checks(program: Program, expect: int = 0) -> dict[str, dict]:
    told = program.json("doctor", expect=expect)
    assert list(told) == ["checks"]
    assert all(list(one) == ["name", "ok", "message", "fix"] for one in told["checks"])
    return {one["name"]: one for one in told["checks"]}


def test_a_backup_says_where_and_how_large(synced: Program, backup: Path):
    told = synced.json("backup", str(backup))
    assert told["backup"] == {"file": str(backup), "bytes": backup.stat().st_size}
    assert [one.name for one in backup.parent.iterdir()] == [backup.name], "nothing is left over"


def test_a_restore_brings_back_the_day(synced: Program, backup: Path):
    synced.json("link", "c1", "c2", "--reason", "after the backup")
    told = synced.json("restore", str(backup))
    assert list(told) == ["restored"]
    aside = Path(told["restored"]["replaced"])
    assert (aside / "store.db").exists()
    assert synced.json("customer", "B-8")["id"] == "c2"


def test_a_store_in_use_is_not_restored(synced: Program, backup: Path):
    before = (synced.home / "store.db").read_bytes()
    with in_use(synced.home):
        told = synced.json("restore", str(backup), expect=5)
    assert told["error"]["kind"] == "store_busy"
    assert (synced.home / "store.db").read_bytes() == before
    assert not list(synced.home.glob("replaced-*"))


def test_a_backup_never_overwrites_what_is_none(synced: Program, backup: Path):
    for path in (synced.home / "store.db", synced.home / "config.toml"):
        before = path.read_bytes()
        told = synced.json("backup", str(path), expect=5)
        assert "choose another name" in told["error"]["message"]
        assert path.read_bytes() == before
    assert synced.json("backup", str(backup))["backup"]["bytes"] > 0, "an older one may be"


def test_a_lost_store_is_restored_from_nothing(synced: Program, backup: Path):
    for path in synced.home.glob("store*"):
        path.unlink()
    assert synced.json("customer", "c1", expect=5)["error"]["kind"] == "store_missing"
    assert synced.json("restore", str(backup))["restored"]["replaced"] is None
    assert synced.json("customer", "c1")["name"] == "Helena Brandt"


def test_a_broken_backup_leaves_the_store(synced: Program, backup: Path):
    broken = backup.with_name("broken.zip")
    broken.write_bytes(backup.read_bytes()[:-4000])
    for path in (broken, synced.home / "config.toml", synced.home):
        told = synced.json("restore", str(path), expect=5)
        assert told["error"]["kind"] == "store_corrupt"
    told = synced.json("restore", str(synced.home / "none.zip"), expect=5)
    assert told["error"]["kind"] == "store_missing"
    assert synced.json("customer", "c1")["name"] == "Helena Brandt"
    assert not list(synced.home.glob("replaced-*"))


def test_another_key_does_not_open_a_backup(synced: Program, backup: Path, monkeypatch):
    monkeypatch.setenv("AGENT_CONSOLE_STORE_KEY", OTHER_KEY)
    assert synced.json("restore", str(backup), expect=4)["error"]["kind"] == "wrong_key"


def test_a_backup_needs_a_store_and_a_folder(program: Program, synced: Program):
    told = synced.json("backup", str(synced.home / "no" / "folder.zip"), expect=5)
    assert told["error"]["kind"] == "store"
    for path in synced.home.glob("store*"):
        path.unlink()
    assert program.json("backup", "x.zip", expect=5)["error"]["kind"] == "store_missing"


def test_the_doctor_finds_a_read_store_well(synced: Program):
    found = checks(synced)
    assert {"store", "key", "keyring", "clock", "versions", "connection web-shop"} <= found.keys()
    assert all(one["ok"] for one in found.values())
    assert "0 parcels with a forecast have come" in found["forecasts"]["message"]


def test_the_doctor_names_what_was_changed_past_the_audit(synced: Program):
    synced.json("dismiss", "c1", "c2")
    assert checks(synced)["audit"]["message"] == "nothing was changed"
    store = open_store(Place(synced.home), KEY)
    with store.write() as connection:
        connection.execute(update(dismissal).values(who="nobody"))
        connection.execute(update(audit).values(at=NOON))
    store.close()
    told = checks(synced, expect=1)["audit"]
    assert (told["ok"], "dismissal 1" in told["message"]) == (False, True)
    assert "entry 1 of" in told["message"]


def test_before_the_first_sync_all_is_well(program: Program):
    program.connect("http://127.0.0.1:1")
    assert "first sync" in checks(program)["store"]["message"]


def test_without_a_keyring_the_doctor_says_so(synced: Program):
    assert "no keyring" in checks(synced)["keyring"]["message"].lower()


@pytest.mark.parametrize(
    ("spoil", "name"),
    [
        (lambda home: (home / "config.toml").write_text("[["), "config"),
        (lambda home: (home / "store.db").write_bytes(b"x" * 9000), "store"),
        (lambda home: (home / "store.db").write_bytes(b""), "store"),
        (lambda home: (home / "store.json").write_text("{}"), "store"),
        (lambda home: shutil.copy("/etc/hostname", home / "store.json"), "store"),
    ],
    ids=["config", "foreign", "empty", "note", "foreign note"],
)
def test_one_ill_part_never_hides_the_others(synced: Program, spoil, name):
    spoil(synced.home)
    found = checks(synced, expect=1)
    assert not found[name]["ok"]
    assert found[name]["fix"] or found[name]["message"]
    assert found["versions"]["ok"]
    assert len(found) >= 6


def test_a_wrong_key_is_an_ill_store(synced: Program, monkeypatch):
    monkeypatch.setenv("AGENT_CONSOLE_STORE_KEY", OTHER_KEY)
    assert not checks(synced, expect=1)["store"]["ok"]
    monkeypatch.setenv("AGENT_CONSOLE_STORE_KEY", "abc")
    assert not checks(synced, expect=1)["key"]["ok"]


def test_what_waits_and_what_fails_is_named(synced: Program, monkeypatch):
    monkeypatch.setenv("AGENT_CONSOLE_SECRET_WEB_SHOP_PASSWORD", "wrong")
    synced.json("sync", "--once", expect=6)
    told = checks(synced, expect=1)["connection web-shop"]
    assert (told["ok"], told["fix"]) == (False, "agent-console connections test web-shop")


def test_words_nobody_knows_are_counted(program: Program, shop: Shop):
    shop.orders[0]["fulfillments"][0]["state"] = "Teleported"
    program.connect(shop.base)
    program.json("sync", "--once")
    told = checks(program)["unknown words"]
    assert told["ok"]
    assert "web-shop says 'Teleported' (1)" in told["message"]
