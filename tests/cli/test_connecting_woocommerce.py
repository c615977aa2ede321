"""A store of WooCommerce is connected from a terminal: what it needs, and why it may refuse."""

import io
import json
from collections.abc import Callable, Iterator

import pytest

from tests.fakes.program import Program
from tests.peers.woocommerce.api import API, KEY, SECRET, Reply
from tests.peers.woocommerce.woocommerce import WooPeer, running

KEYS = json.dumps({"consumer_key": KEY, "consumer_secret": SECRET})


@pytest.fixture
def peer() -> Iterator[WooPeer]:
    """An empty store."""
    with running() as store:
        yield store


@pytest.fixture
def tried(program: Program, monkeypatch: pytest.MonkeyPatch) -> Callable[..., dict]:
    """Tries a connection that stands nowhere yet, and returns what came of it."""

    def run(base: str, keys: str = KEYS, expect: int = 0) -> dict:
        monkeypatch.setattr("sys.stdin", io.StringIO(f"{keys}\n"))
        return program.json("connections", "try", "woocommerce", f"base_url={base}", expect=expect)

    return run


def test_it_needs_an_address_a_key_and_a_secret(program: Program):
    told = {one["kind"]: one for one in program.json("connections", "kinds")["kinds"]}
    woocommerce = told["woocommerce"]
    assert (woocommerce["label"], woocommerce["group"]) == ("WooCommerce", "store")
    assert woocommerce["fields"] == [{"name": "base_url", "default": None}]
    assert woocommerce["secrets"] == ["consumer_key", "consumer_secret"]


def test_plain_http_is_refused_with_the_reason_before_anything_is_kept(program: Program, tried):
    added = ("connections", "add", "woo", "woocommerce", "base_url=http://shop.example")
    for told in (program.json(*added, expect=3), tried("http://shop.example", expect=3)):
        assert "clear text; use https" in told["error"]["message"]
    assert not (program.home / "config.toml").exists()


def test_a_store_that_lets_us_in_says_what_can_be_read(tried, peer: WooPeer):
    [told] = tried(peer.base)["connections"]
    assert (told["status"], told["message"]) == (
        "ok",
        "let in by WooCommerce, 0 orders to read",
    )


def test_a_wrong_key_says_where_to_make_another(tried, peer: WooPeer):
    wrong = json.dumps({"consumer_key": KEY, "consumer_secret": "cs_wrong-Canary"})
    [told] = tried(peer.base, wrong, expect=6)["connections"]
    assert told["status"] == "sign_in_again"
    assert "https" in told["message"], "on this computer without TLS it is most likely that"
    assert "Canary" not in str(told)


def test_a_site_without_the_api_says_what_to_look_at(tried, peer: WooPeer):
    peer.api.instead[API] = Reply(404, "<html>Nothing here</html>")
    [told] = tried(peer.base, expect=6)["connections"]
    assert told["status"] == "not_found"
    assert "permalinks" in told["message"]


def test_a_missing_secret_is_asked_for_by_name(tried, peer: WooPeer):
    [told] = tried(peer.base, json.dumps({"consumer_key": KEY}), expect=6)["connections"]
    assert "consumer_secret" in told["message"]
