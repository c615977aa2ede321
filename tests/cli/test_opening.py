"""`open URL`: what is taken for an address, and to whom it is handed."""

import os
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from agent_console.cli.opening.address import AddressError, read
from agent_console.domain import identity
from agent_console.machine.folders import runtime_folder
from agent_console.ports.desktop import Heard, OpenCustomer, decode, encode
from tests.fakes.program import Program


@pytest.fixture(autouse=True)
def own_runtime(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)


@contextmanager
def a_window(home: Path, answer: bytes = encode(Heard())) -> Iterator[list[object]]:
    """Listen as the window of a home does, for one caller."""
    heard: list[object] = []
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(runtime_folder(home) / "window.sock"))
        server.listen()

        def hear() -> None:
            caller, _ = server.accept()
            with caller, caller.makefile("rb") as lines:
                heard.append(decode(lines.readline()))
                caller.sendall(answer)

        listening = threading.Thread(target=hear)
        listening.start()
        yield heard
        listening.join(5)


@pytest.mark.parametrize(
    ("url", "by", "value"),
    [
        ("agentconsole://customer?phone=+43664123456", "phone", "+43664123456"),
        ("agentconsole://customer?phone=%2B43%20664%20123456", "phone", "+43 664 123456"),
        ("agentconsole://customer?phone=+43+664+123456", "phone", "+43 664 123456"),
        ("AgentConsole://Customer/?order=10482", "order", "10482"),
        ("agentconsole:customer?tracking=1Z999AA10123456784", "tracking", "1Z999AA10123456784"),
        ("agentconsole://customer?email=a%2Bb@posteo.example", "email", "a+b@posteo.example"),
        ("agentconsole://customer?email=a+b@posteo.example", "email", "a+b@posteo.example"),
        ("agentconsole://customer?order=%C3%84-1", "order", "Ä-1"),
        ("tel:+43-664-123456", "phone", "+43-664-123456"),
        ("TEL:+43664123456;ext=12", "phone", "+43664123456"),
        ("tel:664123456;phone-context=+43", "phone", "+43664123456"),
        ("tel:0664123456;phone-context=+43", "phone", "0664123456"),
        ("tel:0664%20123456", "phone", "0664 123456"),
    ],
)
def test_an_address_names_a_customer(url: str, by: str, value: str):
    assert read(url) == OpenCustomer(by, value)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "10482",
        "https://shop.example/?order=1",
        "agentconsole://customer",
        "agentconsole://customer?",
        "agentconsole://customer?phone=",
        "agentconsole://customer?phone=anonymous",
        "agentconsole://customer?phone=+43664123456&order=1",
        "agentconsole://customer?name=Brandt",
        "agentconsole://customer/delete?order=1",
        "agentconsole://refund?order=10482",
        "agentconsole://customer?email=nobody",
        "agentconsole://customer?order=---",
        "agentconsole://customer?order=1%0A2",
        "agentconsole://customer?order=1%002",
        "agentconsole://customer?order=%FF",
        "agentconsole://customer?order=1%E2%80%AE2",
        f"agentconsole://customer?order={'1' * 129}",
        f"agentconsole://customer?order=1&{'&' * 512}",
        "tel:",
        "tel:help",
        "file:///etc/passwd",
    ],
)
def test_what_is_no_address_of_ours_is_refused(url: str):
    with pytest.raises(AddressError):
        read(url)


def test_a_value_of_128_characters_is_taken():
    assert read(f"agentconsole://customer?order={'1' * 128}").value == "1" * 128


def test_the_window_that_is_open_gets_it(program: Program):
    with a_window(program.home) as heard:
        told = program.json("open", "agentconsole://customer?order=10482")
    assert heard == [OpenCustomer("order", "10482")]
    assert told == {"opened": {"by": "order", "value": "10482"}, "window": "running"}


def test_people_are_told_where_it_went(program: Program):
    with a_window(program.home):
        assert program.run("open", "tel:+43664123456") == (
            0,
            "Handed to the window: phone +43664123456\n",
        )


def test_a_bad_address_is_a_wrong_use_and_reaches_no_window(program: Program):
    told = program.json("open", "agentconsole://refund?order=1", expect=2)
    assert told["error"]["kind"] == "usage"
    assert "agentconsole://customer" in told["error"]["message"]


def test_without_window_and_display_it_says_so(program: Program):
    told = program.json("open", "tel:+43664123456", expect=1)
    assert told["error"]["kind"] == "no_window"
    assert "no display" in told["error"]["message"]


def test_a_window_that_does_not_understand_is_told(program: Program):
    with a_window(program.home, b"what?\n"):
        told = program.json("open", "tel:+43664123456", expect=1)
    assert told["error"]["kind"] == "no_window"


def test_settings_that_are_wrong_do_not_keep_a_call_from_the_window(program: Program):
    (program.home / "config.toml").write_text("not toml")
    with a_window(program.home) as heard:
        program.json("open", "tel:+43664123456")
    assert len(heard) == 1


def test_a_window_that_cannot_be_opened_is_told(program: Program, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("QT_QPA_PLATFORM", "nothing-like-that")
    told = program.json("open", "tel:+43664123456", expect=1)
    assert "could not be opened" in told["error"]["message"]
    assert os.environ["QT_QPA_PLATFORM"] == "nothing-like-that"


@pytest.mark.parametrize(
    "url",
    [
        "tel:+43-664-188-20-41",
        "TEL:+43.664.1882041",
        "tel:+43%20(0)%20664%201882041",
        "tel://0664/1882041",
        "tel:00436641882041",
        "tel:6641882041;phone-context=+43",
        "tel:+436641882041;ext=12",
        "tel:+43664 188 2041,,12",
        "tel:+43-664-1882041?call",
        "tel:+43\N{NON-BREAKING HYPHEN}664\N{EN DASH}1882041",
        "tel:+43~664~1882041",
        "tel:\N{FULLWIDTH PLUS SIGN}43 664 188204\N{FULLWIDTH DIGIT ONE}",
        "tel:%E2%80%AD+43 664 1882041%E2%80%AC",
        "agentconsole://customer?phone=+43+664+1882041",
    ],
)
def test_a_number_is_understood_in_every_spelling(url: str):
    told = identity.phone(read(url).value, "AT")
    assert told is not None
    assert told.value == "+436641882041"


def test_the_desktop_is_told_and_told_no_more(program: Program, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("HOME", str(program.home))
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.delenv(name, raising=False)
    entry, defaults = map(Path, program.json("open", "--register")["files"])
    assert f"--home {program.home} open %u" in entry.read_text(encoding="utf-8")
    assert "x-scheme-handler/tel=agent-console.desktop" in defaults.read_text(encoding="utf-8")
    program.json("open", "--unregister")
    assert not entry.exists()
    assert "agent-console" not in defaults.read_text(encoding="utf-8")
    told = program.json("open", "tel:1", "--register", expect=2)
    assert told["error"]["kind"] == "usage"
