"""Key and store: each trouble has its own kind, exit code and words, and touches nothing."""

import shutil

import pytest

from agent_console.storage import engine
from agent_console.storage.opening import Place, open_store
from tests.fakes.kills import fill, small_disk
from tests.fakes.program import KEY, Program
from tests.fakes.shop import Shop, order

READING = (("search", "x"), ("customer", "c1"), ("timeline", "c1"), ("quarantine", "list"))


def error(program: Program, *argv: str, expect: int) -> str:
    told = program.json(*argv, expect=expect)
    assert list(told) == ["error"]
    assert len(told["error"]["message"]) > 20
    assert KEY not in told["error"]["message"]
    return told["error"]["kind"]


def newer(program: Program) -> None:
    store = open_store(Place(program.home), KEY)
    with store.write() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    store.close()


def foreign(program: Program) -> None:
    (program.home / "store.db").write_bytes(b"SQLite format 3\x00" * 600)


def cut_off(program: Program) -> None:
    whole = (program.home / "store.db").read_bytes()
    (program.home / "store.db").write_bytes(whole[: len(whole) // 2])


def emptied(program: Program) -> None:
    (program.home / "store.db").write_bytes(b"")


def noted_wrongly(program: Program) -> None:
    (program.home / "store.json").write_text('{"salt"')


@pytest.mark.parametrize(
    ("spoil", "kind"),
    [
        (newer, "store_newer"),
        (foreign, "store_corrupt"),
        (cut_off, "store_corrupt"),
        (emptied, "store_corrupt"),
        (noted_wrongly, "store_corrupt"),
    ],
)
def test_a_store_of_no_use_is_five(synced: Program, spoil, kind):
    spoil(synced)
    before = {path.name: path.read_bytes() for path in synced.home.iterdir()}
    for argv in (*READING, ("sync", "--once"), ("link", "c1", "c2", "--reason", "x")):
        assert error(synced, *argv, expect=5) == kind
    assert {path.name: path.read_bytes() for path in synced.home.iterdir()} == before


@pytest.mark.parametrize("place", [0.2, 0.5, 0.9])
def test_a_page_changed_by_other_hands_is_found_before_anything_is_written(
    synced: Program, place: float
):
    file = synced.home / "store.db"
    whole = file.read_bytes()
    at = int(len(whole) * place)
    file.write_bytes(whole[:at] + bytes(4096) + whole[at + 4096 :])
    before = file.read_bytes()
    assert error(synced, "sync", "--once", expect=5) == "store_corrupt"
    assert file.read_bytes() == before


def test_no_store_yet_is_five(program: Program):
    for argv in (*READING, ("backup", str(program.home / "b.zip")), ("unlink", "l1")):
        assert error(program, *argv, expect=5) == "store_missing"
    assert list(program.home.iterdir()) == []


@pytest.mark.parametrize(
    ("key", "kind"), [("cd" * 32, "wrong_key"), ("abc", "key"), ("zz" * 32, "key"), (" ", "key")]
)
def test_a_wrong_key_is_four(synced: Program, monkeypatch, key, kind):
    monkeypatch.setenv("AGENT_CONSOLE_STORE_KEY", key)
    for argv in (*READING, ("sync", "--once")):
        assert error(synced, *argv, expect=4) == kind


def test_no_key_at_all_is_four(program: Program, shop: Shop, monkeypatch):
    monkeypatch.delenv("AGENT_CONSOLE_STORE_KEY")
    program.connect(shop.base)
    assert error(program, "sync", "--once", expect=4) == "keyring_missing"
    assert [path.name for path in program.home.iterdir()] == ["config.toml"]
    assert shop.asked == []


def test_a_key_file_open_to_others_is_four(synced: Program, monkeypatch):
    monkeypatch.delenv("AGENT_CONSOLE_STORE_KEY")
    (synced.home / "store.key").write_text(KEY)
    (synced.home / "store.key").chmod(0o644)
    assert error(synced, "search", "x", expect=4) == "key"
    (synced.home / "store.key").chmod(0o600)
    assert synced.json("customer", "c1")["id"] == "c1"


def test_a_passphrase_opens_and_a_wrong_one_not(program: Program, shop: Shop, monkeypatch):
    monkeypatch.delenv("AGENT_CONSOLE_STORE_KEY")
    monkeypatch.setenv("AGENT_CONSOLE_PASSPHRASE", "correct horse")
    program.connect(shop.base)
    assert program.json("sync", "--once")["connections"][0]["status"] == "ok"
    assert program.json("customer", "c1")["id"] == "c1"
    bundle = program.home.parent / "b.zip"
    program.json("backup", str(bundle))
    monkeypatch.setenv("AGENT_CONSOLE_PASSPHRASE", "wrong horse")
    assert error(program, "customer", "c1", expect=4) == "wrong_key"
    assert error(program, "restore", str(bundle), expect=4) == "wrong_key"
    monkeypatch.setenv("AGENT_CONSOLE_PASSPHRASE", "correct horse")
    for path in program.home.glob("store.*"):
        path.unlink()
    program.json("restore", str(bundle))
    assert program.json("customer", "c1")["id"] == "c1", "the salt came with the backup"


def test_a_store_held_by_another_is_busy(synced: Program, monkeypatch):
    monkeypatch.setattr(engine, "BUSY_S", 0.05)
    store = open_store(Place(synced.home), KEY)
    with store.write():
        argv = ("link", "c1", "c2", "--reason", "x")
        assert error(synced, *argv, expect=5) == "store_busy"
        assert synced.json("customer", "c1")["id"] == "c1", "reading goes on"
    store.close()
    assert synced.json(*argv)["customer"] == {"id": "c1"}


def test_a_full_disk_shows_nothing_that_is_not_stored(synced: Program, shop: Shop, tmp_path):
    with small_disk(tmp_path / "disk", "24m") as disk:
        home = disk / "home"
        shutil.copytree(synced.home, home, ignore=shutil.ignore_patterns("disk"))
        small = Program(home, synced.output)
        (home / "config.toml").unlink()
        small.connect(shop.base)
        shop.orders += [order(100 + n, f"F-{n}", shop.customers[0]) for n in range(400)]
        fill(disk, leave=60_000)
        assert error(small, "sync", "--once", expect=5) == "store_full"
        assert error(small, "link", "c1", "c2", "--reason", "x" * 99_999, expect=5) == "store_full"
        shown = {one["number"] for one in small.json("customer", "c1")["orders"]}
        assert small.json("customer", "c2")["id"] == "c2"
        (disk / "ballast").unlink()
        assert {one["number"] for one in small.json("customer", "c1")["orders"]} == shown
        assert small.json("sync", "--once")["connections"][0]["status"] == "ok"
        assert len(small.json("customer", "c1")["orders"]) == 401
