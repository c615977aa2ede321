"""config.toml is read strictly: every mistake has its line and what to write instead."""

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_console.app.config import settings
from agent_console.app.config.addresses import insecure
from agent_console.app.config.settings import ConfigError
from agent_console.app.parts import known_fields

GOOD = """[general]
region = "at"

[[connections]]
name = "web-shop"
kind = "vendure"
base_url = "https://shop.example"
username = "superadmin"
"""
SHOP = GOOD.partition("\n\n")[2]


@pytest.fixture
def read(tmp_path):
    """Reads a text as config.toml."""

    def reading(text: str) -> settings.Settings:
        (tmp_path / "config.toml").write_text(text, encoding="utf-8")
        return settings.read(tmp_path / "config.toml", known_fields())

    return reading


def refusal(read, text: str) -> str:
    with pytest.raises(ConfigError) as caught:
        read(text)
    return str(caught.value)


def test_a_missing_file_is_an_empty_one(tmp_path):
    assert settings.read(tmp_path / "config.toml", known_fields()) == settings.Settings()


def test_a_good_file_says_what_it_says(read):
    told = read(GOOD)
    [shop] = told.connections
    assert (told.region, told.language, shop.name, shop.kind) == ("AT", "en", "web-shop", "vendure")
    assert shop.values == {"base_url": "https://shop.example", "username": "superadmin"}
    assert (shop.poll_seconds, shop.settle_seconds, shop.enabled) == (300, 120, True)


@pytest.mark.parametrize(
    ("text", "line", "hint"),
    [
        (GOOD.replace("username", "usernane"), 8, "username"),
        (GOOD.replace("[general]", "[generel]"), 1, "general"),
        (GOOD.replace("region", "regoin"), 2, "region"),
        (GOOD.replace("kind", "knid"), 6, "kind"),
        (GOOD.replace("vendure", "vendor"), 6, "vendure"),
        (GOOD + "poll_second = 5\n", 9, "poll_seconds"),
        (GOOD + "\n" + SHOP.replace("web-shop", "b") + "enable = true\n", 15, "enabled"),
        (SHOP + "\n[general]\nname = 5\n", 8, "language"),
        (SHOP + '\n[general]\nregion = "Austria"\n', 8, "AT"),
        ("general = 5\n", 1, "table"),
        ("[[general]]\n", 1, "table"),
        ("connections = 5\n", 1, "[[connections]]"),
        ("\n[connections]\n", 2, "[[connections]]"),
        ("# ok\nconnections = [5]\n", 2, "[[connections]]"),
    ],
)
def test_a_wrong_key_names_line_and_nearest(read, text, line, hint):
    said = refusal(read, text)
    assert f"config.toml, line {line}:" in said
    assert hint in said


@pytest.mark.parametrize(
    "wrong",
    [
        "name = 5",
        'name = ["a"]',
        "kind = true",
        "base_url = 5",
        'base_url = ["https://x.example"]',
        "username = 5",
        'username = { a = "b" }',
        "username = 2026-11-20",
        'enabled = "yes"',
        "enabled = 1",
        'poll_seconds = "300"',
        "poll_seconds = 0",
        "poll_seconds = true",
        "poll_seconds = 1.5",
        "settle_seconds = -1",
    ],
)
def test_a_value_of_the_wrong_sort_is_refused(read, wrong):
    key = wrong.partition(" ")[0]
    lines = [line for line in GOOD.splitlines() if not line.startswith(f"{key} ")]
    said = refusal(read, "\n".join([*lines, wrong, ""]))
    assert f"line {len(lines) + 1}:" in said
    assert key in said


MAIL = """[[connections]]
name = "support"
kind = "email"
imap_host = "mail.example"
username = "a@b.example"
"""


@pytest.mark.parametrize(
    "wrong",
    [
        'imap_port = "abc"',
        "imap_port = 65536",
        "imap_port = -1",
        'smtp_port = "25,5"',
        'smtp_port = "٣"',
        "first_days = -3",
        'first_days = "-3"',
        "first_days = 36501",
        "first_days = 1.5",
        "first_days = true",
    ],
)
def test_what_is_no_number_is_refused_with_its_line(read, wrong):
    said = refusal(read, f"{MAIL}{wrong}\n")
    assert "line 6:" in said
    assert wrong.partition(" ")[0] in said


def test_a_number_may_stand_with_or_without_quotes(read):
    [one] = read(f'{MAIL}imap_port = 993\nfirst_days = "0"\nsmtp_port = ""\n').connections
    told = [one.values[name] for name in ("imap_port", "first_days", "smtp_port")]
    assert told == ["993", "0", ""]


@pytest.mark.parametrize("wrong", ["region = 5", "language = 5", "language = []"])
def test_general_values_are_texts_too(read, wrong):
    assert "line 2:" in refusal(read, f"[general]\n{wrong}\n")


def test_a_secret_in_the_file_is_refused_unseen(read):
    said = refusal(read, GOOD + 'password = "Canary-22"\n')
    assert "line 9:" in said
    assert "secrets set web-shop password" in said
    assert "Canary-22" not in said


@pytest.mark.parametrize("twin", ["web-shop", "WEB SHOP", "web_shop", "Web.Shop"])
def test_names_alike_to_the_environment_are_refused(read, twin):
    said = refusal(read, GOOD + "\n" + SHOP.replace("web-shop", twin))
    assert "line 11:" in said
    assert "WEB_SHOP" in said


@pytest.mark.parametrize("name", ["", " a", "a/b", "a\\nb", "ü", "x" * 65, "../a"])
def test_a_name_is_plain_and_short(read, name):
    assert "line 5:" in refusal(read, GOOD.replace("web-shop", name))


@pytest.mark.parametrize("missing", ["name", "kind", "base_url", "username"])
def test_what_must_be_there_is_asked_for(read, missing):
    lines = [line for line in GOOD.splitlines() if not line.startswith(missing)]
    assert missing in refusal(read, "\n".join(lines))


@pytest.mark.parametrize("text", ["[[", "a = ", 'a = "\n', "a = 1\na = 2\n", "\ufeffa = 1"])
def test_broken_toml_says_where(read, text):
    said = refusal(read, text)
    assert "not valid TOML" in said
    assert "line" in said or "end of document" in said


def test_bytes_that_are_no_text_are_refused(tmp_path):
    path = tmp_path / "config.toml"
    path.write_bytes(b"\xff\xfe")
    with pytest.raises(ConfigError, match="cannot be read"):
        settings.read(path, known_fields())


@pytest.mark.parametrize(
    "url",
    [
        "https://shop.example",
        "https://shop.example:8443/prefix",
        "http://127.0.0.1:3101",
        "http://127.8.8.8",
        "http://localhost",
        "HTTP://LOCALHOST:1",
        "http://[::1]:3101",
    ],
)
def test_https_and_loopback_may_be_called(url):
    assert insecure(url) is None


@pytest.mark.parametrize(
    "url",
    [
        "http://shop.example",
        "http://10.0.0.1",
        "http://127.0.0.1.evil.example",
        "http://localhost@evil.example",
        "http://127.0.0.1@evil.example/",
        "http://2130706433",
        "http://0.0.0.0",
        "http://[::1",
        "http://[::1]x.example",
        "https://",
        "https://shop.example:port",
        "https://shop.example:99999",
        "https://user:secret@shop.example",
        "https://shop.example/?a=1",
        "https://shop.example/#top",
        "https://shop .example",
        "https://shop.example\\n.evil.example",
        "ftp://shop.example",
        "file:///etc/passwd",
        "shop.example",
        "//shop.example",
        "javascript:alert(1)",
    ],
)
def test_every_other_address_is_refused(read, url):
    assert "line 7:" in refusal(read, GOOD.replace("https://shop.example", url))


@given(
    st.text(max_size=200)
    | st.sampled_from([GOOD, SHOP]).flatmap(
        lambda text: st.tuples(
            st.integers(0, len(text)), st.text("[]\"'=.#\n ax5{},", max_size=4)
        ).map(lambda cut: text[: cut[0]] + cut[1] + text[cut[0] + 1 :])
    )
)
def test_no_text_whatever_breaks_the_reading(text):
    with suppress(ConfigError):
        settings._Reading(Path("config.toml"), text, known_fields()).settings()
