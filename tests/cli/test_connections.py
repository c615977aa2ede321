"""`connections` and `secrets`: what is connected, how it does, and its secrets going in only."""

import io
from datetime import datetime, timedelta

import pytest

from tests.fakes.program import Program
from tests.fakes.shop import Shop

KEYS = [
    *("name", "kind", "enabled", "last_sync", "fresh_until", "status", "message"),
    *("failing_since", "since"),
]
CANARY = "s3cret-Canary-7781"


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch):
    """Gives the program a line on stdin."""
    return lambda text: monkeypatch.setattr("sys.stdin", io.StringIO(text))


def rows(told: dict) -> list[dict]:
    assert list(told) == ["connections"]
    assert all(list(one) == KEYS for one in told["connections"])
    return told["connections"]


def test_nothing_connected_is_an_empty_list(program: Program):
    assert program.json("connections", "list") == {"connections": []}


def test_a_new_connection_was_never_read(program: Program):
    program.connect("http://127.0.0.1:1")
    [told] = rows(program.json("connections", "list"))
    assert (told["name"], told["kind"], told["enabled"]) == ("web-shop", "vendure", True)
    assert (told["last_sync"], told["fresh_until"], told["status"]) == (None, None, "never_synced")


def test_a_read_connection_says_how_fresh_it_is(synced: Program):
    [told] = rows(synced.json("connections", "list"))
    assert told["status"] == "ok"
    assert told["last_sync"].endswith("Z")
    last, fresh = (datetime.fromisoformat(told[key]) for key in ("last_sync", "fresh_until"))
    assert fresh - last == timedelta(seconds=600), "two turns of 300 seconds"


def test_a_connection_with_records_set_aside_is_partial(program: Program, shop: Shop):
    shop.orders[1]["totalWithTax"] = None
    program.connect(shop.base)
    program.json("sync", "--once", expect=7)
    [told] = rows(program.json("connections", "list"))
    assert told["status"] == "partial"
    assert told["message"].startswith("1 record set aside; ")


def test_a_failing_connection_keeps_its_last_sync(synced: Program, monkeypatch):
    before = rows(synced.json("connections", "list"))[0]["last_sync"]
    monkeypatch.setenv("AGENT_CONSOLE_SECRET_WEB_SHOP_PASSWORD", "wrong")
    synced.json("sync", "--once", expect=6)
    [told] = rows(synced.json("connections", "list"))
    assert (told["status"], told["last_sync"]) == ("sign_in_again", before)
    assert told["failing_since"] >= before
    since = datetime.fromisoformat(told["failing_since"]).astimezone()
    assert told["since"].endswith(f"failing since {since:%H:%M}")
    assert told["since"] in synced.run("connections", "list")[1]
    assert "password" in told["message"]


def test_a_connection_switched_off_says_so(program: Program):
    program.connect("http://127.0.0.1:1", enabled=False)
    [told] = rows(program.json("connections", "list"))
    assert (told["enabled"], told["status"]) == (False, "disabled")


def test_a_test_signs_in_and_stores_nothing(program: Program, shop: Shop):
    program.connect(shop.base)
    [told] = rows(program.json("connections", "test"))
    assert (told["status"], "superadmin" in told["message"]) == ("ok", True)
    assert len(shop.asked) == 1
    assert not (program.home / "store.db").exists()


def test_a_failed_test_names_failure_and_exits_six(program: Program, shop: Shop):
    shop.password = "another"
    program.connect(shop.base)
    program.connect("http://127.0.0.1:1", name="outlet")
    told = rows(program.json("connections", "test", expect=6))
    assert [one["status"] for one in told] == ["sign_in_again", "sign_in_again"]
    [one] = rows(program.json("connections", "test", "web-shop", expect=6))
    assert one["name"] == "web-shop"
    assert program.json("connections", "test", "nope", expect=2)["error"]["kind"] == "usage"


def add(program: Program, *arguments: str, expect: int = 0) -> dict:
    return program.json("connections", "add", *arguments, expect=expect)


def test_a_connection_can_be_added_and_read(program: Program, shop: Shop):
    told = add(program, "web-shop", "vendure", f"base_url={shop.base}", "username=superadmin")
    assert [one["name"] for one in rows(told)] == ["web-shop"]
    assert program.json("sync", "--once")["connections"][0]["status"] == "ok"


def test_what_stood_in_the_file_stays(program: Program):
    before = '# ours\n[general]\nregion = "DE"  # north\n'
    (program.home / "config.toml").write_text(before)
    add(program, "a", "vendure", "base_url=https://a.example", 'username=say "hi" \\ ok')
    assert program.config().startswith(before.rstrip())
    assert len(rows(program.json("connections", "list"))) == 1


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ((), 2),
        (("a",), 2),
        (("a", "magento"), 2),
        (("a", "vendure"), 2),
        (("a", "vendure", "base_url=https://x.example"), 2),
        (("a", "vendure", "base_url=https://x.example", "username=u", "colour=red"), 2),
        (("a", "vendure", "base_url=https://x.example", "username=u", f"password={CANARY}"), 2),
        (("a", "vendure", "base_url=http://x.example", "username=u"), 3),
        (("web_shop", "vendure", "base_url=https://x.example", "username=u"), 3),
        (("a/b", "vendure", "base_url=https://x.example", "username=u"), 3),
    ],
)
def test_a_wrong_addition_changes_nothing(program: Program, arguments, code):
    program.connect("http://127.0.0.1:1")
    before = program.config()
    told = add(program, *arguments, expect=code)
    assert told["error"]["kind"] == {2: "usage", 3: "config"}[code]
    assert program.config() == before
    assert CANARY not in str(told)


def test_a_secret_comes_from_stdin_and_stays_inside(
    program: Program, shop: Shop, typed, monkeypatch
):
    monkeypatch.delenv("AGENT_CONSOLE_SECRET_WEB_SHOP_PASSWORD")
    shop.password = CANARY
    program.connect(shop.base)
    typed(f"{CANARY}\n")
    told = program.json("secrets", "set", "web-shop", "password")
    assert told["kept_in"] == "the encrypted store"
    assert program.json("sync", "--once")["connections"][0]["status"] == "ok"
    kept = b"".join(path.read_bytes() for path in program.home.rglob("*") if path.is_file())
    assert CANARY not in str(told)
    assert CANARY.encode() not in kept


def test_the_environment_wins_over_a_kept_secret(program: Program, shop: Shop, typed):
    program.connect(shop.base)
    typed("not-the-password\n")
    program.json("secrets", "set", "web-shop", "password")
    assert program.json("sync", "--once")["connections"][0]["status"] == "ok"


@pytest.mark.parametrize(
    "arguments",
    [
        ("set", "nope", "password"),
        ("set", "web-shop", "username"),
        ("set", "web-shop"),
        ("show", "web-shop", "password"),
        ("set", "web-shop", "password", CANARY),
    ],
)
def test_a_secret_for_nothing_is_not_kept(program: Program, typed, arguments):
    program.connect("http://127.0.0.1:1")
    typed(f"{CANARY}\n")
    told = program.json("secrets", *arguments, expect=2)
    assert told["error"]["kind"] == "usage"


def test_an_empty_secret_is_not_kept(program: Program, typed):
    program.connect("http://127.0.0.1:1")
    typed("\n")
    assert program.json("secrets", "set", "web-shop", "password", expect=2)["error"]


@pytest.mark.parametrize("wrong", ["imap_port=abc", "first_days=-3"])
def test_a_number_that_is_none_is_refused_at_once(program: Program, wrong: str):
    values = ("support", "email", "imap_host=mail.example", "username=a@b.example", wrong)
    error = program.json("connections", "add", *values, expect=3)["error"]
    assert f"{wrong.partition('=')[0]} is a whole number" in error["message"]
    assert program.json("connections", "list") == {"connections": []}
