"""Connections are tried before they stand anywhere, changed in place, and taken out."""

import io
import json

import pytest

from tests.fakes.program import Program
from tests.fakes.shop import Shop

CANARY = "s3cret-Canary-7782"
SHOPS = """# ours
[general]
region = "AT"   # where we are

[[connections]]
name = "a"  # the first
kind = "vendure"
base_url = "https://a.example"
username = "u"

# the second, of the outlet
[[connections]]
name = "b"
kind = "vendure"
base_url = "https://b.example"
username = "u"
"""


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch):
    """Gives the program a line on stdin."""
    return lambda text: monkeypatch.setattr("sys.stdin", io.StringIO(text))


@pytest.fixture
def two(program: Program) -> Program:
    (program.home / "config.toml").write_text(SHOPS, encoding="utf-8")
    return program


def test_the_kinds_say_what_they_need(program: Program):
    told = {one["kind"]: one for one in program.json("connections", "kinds")["kinds"]}
    vendure = told["vendure"]
    assert (vendure["label"], vendure["group"]) == ("Vendure", "store")
    assert vendure["fields"][0] == {"name": "base_url", "default": None}
    assert vendure["secrets"] == ["password"]


def test_a_connection_is_tried_before_it_stands_anywhere(program: Program, shop: Shop, typed):
    typed(json.dumps({"password": shop.password}) + "\n")
    [told] = program.json(
        "connections", "try", "vendure", f"base_url={shop.base}", "username=superadmin"
    )["connections"]
    assert told["status"] == "ok"
    assert list(program.home.iterdir()) == []


def test_a_wrong_secret_is_told_in_words_and_never_shown(program: Program, shop: Shop, typed):
    typed(json.dumps({"password": CANARY}) + "\n")
    asked = ("connections", "try", "vendure", f"base_url={shop.base}", "username=superadmin")
    told = program.json(*asked, expect=6)
    assert told["connections"][0]["status"] == "sign_in_again"
    assert CANARY not in str(told)


@pytest.mark.parametrize(
    ("arguments", "line", "code"),
    [
        (("magento",), "{}", 2),
        (("vendure", "base_url=https://x.example"), "{}", 2),
        (("vendure", "base_url=https://x.example", "username=u"), "nonsense", 2),
        (("vendure", "base_url=https://x.example", "username=u"), '{"colour": "red"}', 2),
        (("vendure", "base_url=http://x.example", "username=u"), '{"password": "p"}', 3),
    ],
)
def test_what_cannot_be_tried_says_why(program: Program, typed, arguments, line, code):
    typed(f"{line}\n")
    told = program.json("connections", "try", *arguments, expect=code)
    assert told["error"]["message"]


def test_what_comes_after_adding_is_told(program: Program):
    code, printed = program.run("connections", "add", "ep", "easypost")
    assert code == 0
    *_, following, trying = printed.splitlines()
    assert following == "Next: agent-console secrets set ep api_key"
    assert trying == "Then `agent-console connections test ep` tries it."


def test_a_changed_field_leaves_every_other_line(two: Program):
    two.json("connections", "change", "a", "base_url=https://new.example")
    assert two.config() == SHOPS.replace("https://a.example", "https://new.example")


def test_a_connection_is_switched_off_and_on_again(two: Program):
    [told] = two.json("connections", "change", "a", "enabled=false")["connections"]
    assert (told["enabled"], told["status"]) == (False, "disabled")
    two.json("connections", "change", "a", "enabled=true")
    assert two.config() == SHOPS.replace("# the first\n", "# the first\nenabled = true\n")


def test_a_removed_connection_takes_its_lines_along(two: Program):
    assert two.json("connections", "remove", "a") == {"removed": "a"}
    assert [one["name"] for one in two.json("connections", "list")["connections"]] == ["b"]
    assert "# ours" in two.config()
    assert "# the second, of the outlet" in two.config()
    two.json("connections", "remove", "b")
    assert two.json("connections", "list") == {"connections": []}


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("change",), 2),
        (("change", "a"), 2),
        (("change", "nope", "username=x"), 2),
        (("change", "a", "colour=red"), 2),
        (("change", "a", f"password={CANARY}"), 2),
        (("change", "a", "enabled=perhaps"), 2),
        (("change", "a", "base_url=http://x.example"), 3),
        (("remove",), 2),
        (("remove", "nope"), 2),
    ],
)
def test_a_wrong_change_changes_nothing(two: Program, arguments, code):
    told = two.json("connections", *arguments, expect=code)
    assert told["error"]["message"]
    assert CANARY not in str(told)
    assert two.config() == SHOPS


def test_a_name_that_is_taken_is_told_without_a_line_of_a_file(two: Program):
    before = (two.home / "config.toml").read_text()
    pairs = ("base_url=https://c.example", "username=u")
    told = two.json("connections", "add", "A", "vendure", *pairs, expect=3)["error"]
    assert told["message"] == "there is a connection 'a' already; take another name"
    assert (two.home / "config.toml").read_text() == before


def test_what_cannot_be_added_is_no_line_of_the_file(two: Program):
    told = two.json(
        "connections", "add", "c", "vendure", "base_url=http://c.example", "username=u", expect=3
    )["error"]
    assert told["message"].startswith("the new connection: ")
