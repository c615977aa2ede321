"""Who calls comes up beside whoever works, and takes no keyboard."""

import socket
import threading
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton

from agent_console.domain.profile import ProfileId
from agent_console.machine.folders import runtime_folder
from agent_console.machine.window.door import WindowDoor
from agent_console.machine.window.peers import is_own_end
from agent_console.ports.desktop import CannotBeginError, OpenCustomer, Trouble
from agent_console.ports.front_door import NoWindowError
from agent_console.queries.desk import Desk
from agent_console.ui.bridge.one_window import OneWindow
from agent_console.ui.shell.start import Built, WindowParts
from tests.fakes.desk import MemoryDesk
from tests.ui.conftest import in_sight, until
from tests.ui.test_window import CONTROLS

HELENA, SAMUEL = ProfileId(1), ProfileId(2)
HELENAS, SAMUELS, NOBODYS = "+43 664 1882041", "01 5330001", "+43 316 999999"


def call(built: Built, value: str, by: str = "phone") -> None:
    built.session.callers.take(OpenCustomer(by, value))
    QTest.qWait(1)
    until(built.session.is_settled)


def named(built: Built) -> str:
    return built.window.tabs.name(built.window.tabs.currentIndex())


def tabs(built: Built) -> list[str]:
    return [built.window.tabs.name(n) for n in range(built.window.tabs.count())]


def opened(built: Built, profile: ProfileId) -> None:
    built.session.open_customer(profile)
    until(built.session.is_settled)


@pytest.mark.parametrize(
    ("by", "value"),
    [
        ("phone", HELENAS),
        ("phone", "0664 188 2041"),
        ("order", "10482"),
        ("email", "Helena.1@posteo.example"),
    ],
)
def test_a_caller_comes_up_with_her_answer(built: Built, by: str, value: str):
    call(built, value, by)

    page = built.session.customers.current()
    assert page is not None
    assert named(built) == "Helena Brandt"
    assert page.view.answer.text.toPlainText().startswith("1 of your 2 parcels")
    assert page.view.answer.isVisible()


def test_an_order_that_is_named_is_the_one_looked_at(built: Built):
    call(built, "#10402", "order")
    page = built.session.customers.current()
    assert page is not None
    assert page.view.answer.text.toPlainText().startswith("Order 10402:")


def test_a_half_typed_search_keeps_its_words_and_the_keyboard(built: Built):
    field = built.window.search.field
    field.setFocus()
    QTest.keyClicks(field, "sam")
    call(built, HELENAS)
    QTest.keyClicks(built.window.focused(), "uel")

    assert named(built) == "Helena Brandt"
    assert field.hasFocus()
    assert field.text() == "samuel"


def test_a_half_typed_note_stays_in_sight_and_the_caller_waits_in_a_tab(built: Built):
    opened(built, SAMUEL)
    page = built.session.customers.current()
    assert page is not None
    field = page.view.timeline.field
    field.setFocus()
    QTest.keyClicks(field, "to")
    call(built, HELENAS)

    assert named(built) == "Samuel Adeyemi"
    assert tabs(built) == ["Samuel Adeyemi", "Helena Brandt"]
    assert field.hasFocus()
    assert built.window.bar.words().startswith("Helena Brandt calls")
    QTest.keyClicks(built.window.focused(), "rn")
    assert field.text() == "torn"
    built.session.callers.show()
    until(built.session.is_settled)
    assert named(built) == "Helena Brandt"
    assert not built.window.bar.isVisible()


def test_whoever_reads_one_customer_sees_the_caller_and_can_go_on_by_keys(built: Built):
    opened(built, SAMUEL)
    call(built, HELENAS)

    page = built.session.customers.current()
    assert page is not None
    assert named(built) == "Helena Brandt"
    assert page.view.timeline.list.hasFocus()


def test_who_is_open_already_gets_no_second_tab(built: Built):
    opened(built, HELENA)
    opened(built, SAMUEL)
    call(built, HELENAS)

    assert tabs(built) == ["Helena Brandt", "Samuel Adeyemi"]
    assert named(built) == "Helena Brandt"


def test_settings_are_not_covered_by_a_caller(built: Built):
    built.commands.do("keys")
    call(built, HELENAS)

    assert built.window.is_covered()
    assert tabs(built) == []
    built.commands.do("show_caller")
    until(built.session.is_settled)
    assert named(built) == "Helena Brandt"
    assert not built.window.is_covered()


def test_a_parcel_that_was_sent_to_several_offers_them(built: Built):
    call(built, "0034 0434 1610 9402 2115", "tracking")

    assert "customers are known under 0034 0434" in built.window.bar.words()
    assert tabs(built) == []


@pytest.mark.parametrize("value", [NOBODYS, SAMUELS])
def test_what_is_offered_has_a_name_of_its_own(built: Built, value: str):
    opened(built, HELENA)
    page = built.session.customers.current()
    assert page is not None
    page.view.timeline.field.setFocus()
    call(built, value)
    names = [
        control.accessibleName()
        for kind in CONTROLS
        for control in built.window.findChildren(kind)
        if control.isVisible() and not isinstance(control, QToolButton)
    ]

    assert built.window.bar.isVisible()
    assert sorted(names) == sorted(set(names))


def test_two_calls_at_once_both_come(built: Built):
    built.session.callers.take(OpenCustomer("phone", HELENAS))
    call(built, SAMUELS)

    assert sorted(tabs(built)) == ["Helena Brandt", "Samuel Adeyemi"]


def test_a_caller_waits_for_the_store_to_be_unlocked(app: QApplication, memory: MemoryDesk):
    locked = [True]

    def desk() -> Desk:
        if locked:
            raise CannotBeginError(Trouble.KEY, "It is locked.", "key")
        return memory.desk()

    with in_sight(app, WindowParts(desk, memory.clock)) as built:
        until(built.session.reader.failed)
        call(built, HELENAS)
        assert tabs(built) == []
        assert "as soon as the store is open" in built.window.bar.words()
        locked.clear()
        built.session.try_again()
        until(lambda: tabs(built) == ["Helena Brandt"])


def handed_over(home: Path, said: list[object]) -> threading.Thread:
    """Hand a caller over as another process does, while the window lives."""

    def hand_over() -> None:
        try:
            said.append(WindowDoor(home, (), {}).hand_over(OpenCustomer("order", "10482")))
        except NoWindowError as error:
            said.append(str(error))

    calling = threading.Thread(target=hand_over)
    calling.start()
    return calling


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    return tmp_path


def test_what_another_process_hands_over_is_heard(app: QApplication, home: Path):
    heard: list[object] = []
    said: list[object] = []
    window = OneWindow(runtime_folder(home), is_ours=is_own_end)
    window.customer_wanted.connect(heard.append)
    assert window.claim()
    calling = handed_over(home, said)
    until(lambda: not calling.is_alive())
    window.release()

    assert heard == [OpenCustomer("order", "10482")]
    assert said == [True]
    assert not WindowDoor(home, (), {}).hand_over(OpenCustomer("order", "10482"))


def test_somebody_elses_process_is_not_heard(app: QApplication, home: Path):
    heard: list[object] = []
    said: list[object] = []
    window = OneWindow(runtime_folder(home), is_ours=lambda _number: False)
    window.customer_wanted.connect(heard.append)
    assert window.claim()
    calling = handed_over(home, said)
    until(lambda: not calling.is_alive())
    window.release()

    assert heard == []
    assert said == [
        "The window of this home does not answer. Close it, start it again, and try once more."
    ]


@pytest.mark.parametrize(
    "line",
    [
        b'{"type": "open_customer", "by": "order", "value": "%s"}\n' % (b"1" * 129),
        b'{"type": "open_customer", "by": "order", "value": "1", "x": "%s"}\n' % (b"1" * 4096),
        b'{"type": "open_customer", "by": "refund", "value": "1"}\n',
        b'{"type": "open_customer", "by": ["order"], "value": "1"}\n',
        b'{"type": "open_customer", "by": "order", "value": 1}\n',
        b'{"type": "open_customer", "by": "order", "value": "1\\n2"}\n',
        b'{"type": "open_customer", "by": "order", "value": "1"}',
        b'{"type": "refresh_customer", "customer": 1}\n',
        b"[" * 4000 + b"\n",
    ],
)
def test_an_unkind_caller_opens_nobody(app: QApplication, home: Path, line: bytes):
    heard: list[object] = []
    window = OneWindow(runtime_folder(home), is_ours=is_own_end)
    window.customer_wanted.connect(heard.append)
    assert window.claim()
    with socket.socket(socket.AF_UNIX) as caller:
        caller.connect(str(runtime_folder(home) / "window.sock"))
        caller.sendall(line)
        QTest.qWait(30)
    QTest.qWait(10)
    window.release()

    assert heard == []
