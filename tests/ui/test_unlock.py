"""A store that waits for its passphrase: asked in the window, once more when it was wrong."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from keyring.backends.fail import Keyring as NoKeyring
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit

from agent_console.app.window import CONFIG, Rooms
from agent_console.machine.secrecy.store_key import PASSPHRASE, VARIABLE
from agent_console.ports.desktop import Asked, CannotBeginError, Trouble
from agent_console.queries.desk import Desk
from agent_console.ui.screens.unlock.viewmodel import wrong
from agent_console.ui.shell.news.troubles import nothing_listed
from agent_console.ui.shell.start import Built, WindowParts, build
from tests.fakes.desk import MemoryDesk
from tests.ui.conftest import until

PHRASE = "a sentence only she knows"


class Safe:
    """A desk behind a passphrase."""

    def __init__(self, memory: MemoryDesk, asked: Asked) -> None:
        self.memory, self.asked = memory, asked
        self.given = ""

    def open(self) -> Desk:
        if self.given == PHRASE:
            return self.memory.desk()
        kind = "wrong_key" if self.given else "key"
        raise CannotBeginError(Trouble.KEY, "The key does not fit.", kind, self.asked)

    def take(self, passphrase: str) -> None:
        self.given = passphrase


@pytest.fixture
def opened(app: QApplication, memory: MemoryDesk) -> Iterator:
    made: list[Built] = []

    def begin(asked: Asked) -> Built:
        safe = Safe(memory, asked)
        parts = WindowParts(safe.open, memory.clock, unlock=safe.take)
        built = build(app, parts)
        built.window.resize(1366, 768)
        built.window.show()
        built.session.start()
        until(built.window.unlock.isVisible)
        made.append(built)
        return built

    yield begin
    for built in made:
        built.session.stop()
        built.window.close()
        built.window.deleteLater()
    QTest.qWait(1)


def fields(built: Built) -> list[QLineEdit]:
    return [one for one in built.window.unlock.findChildren(QLineEdit) if one.isVisible()]


def words(built: Built) -> str:
    labels = built.window.unlock.findChildren(QLabel)
    return "\n".join(one.text() for one in labels if one.isVisible())


@pytest.mark.parametrize(
    ("kind", "asked", "said"),
    [
        ("keyring_missing", Asked.TO_MAKE, "There is no store yet; it waits for a passphrase."),
        ("key", Asked.TO_OPEN, "The store waits for its passphrase."),
        ("keyring_missing", None, "The keyring is not there."),
    ],
)
def test_the_list_says_what_the_store_waits_for(kind: str, asked: Asked | None, said: str):
    failure = CannotBeginError(Trouble.KEY, "No keyring.", kind, asked)
    assert nothing_listed(failure).detail == said


def test_a_locked_store_opens_with_its_passphrase(opened):
    built = opened(Asked.TO_OPEN)
    [field] = fields(built)
    assert "The store is locked" in words(built)
    QTest.keyClicks(field, "something else")
    QTest.keyClick(field, Qt.Key.Key_Return)
    until(lambda: "The key does not fit." in words(built))
    assert field.text() == ""
    QTest.keyClicks(field, PHRASE)
    assert PHRASE not in field.displayText()
    QTest.keyClick(field, Qt.Key.Key_Return)
    until(lambda: built.window.search.results.model().rowCount() > 0)
    assert not built.window.unlock.isVisible()


def test_a_new_passphrase_is_typed_twice(opened):
    built = opened(Asked.TO_MAKE)
    first, second = fields(built)
    QTest.keyClicks(first, PHRASE)
    QTest.keyClick(first, Qt.Key.Key_Return)
    QTest.keyClicks(second, "another one")
    QTest.keyClick(second, Qt.Key.Key_Return)
    assert "The two are not the same." in words(built)
    second.setText(PHRASE)
    QTest.keyClick(second, Qt.Key.Key_Return)
    until(lambda: not built.window.unlock.isVisible())


@pytest.mark.parametrize(
    ("asked", "phrase", "again", "problem"),
    [
        (Asked.TO_OPEN, "", "", "Type"),
        (Asked.TO_MAKE, "short", "short", "Too short"),
        (Asked.TO_MAKE, "long enough", "long enouhg", "not the same"),
    ],
)
def test_a_passphrase_that_will_not_do_says_why(asked, phrase, again, problem):
    assert problem in (wrong(asked, phrase, again) or "")
    assert wrong(Asked.TO_OPEN, "x", "") is None


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home on a computer without a keyring."""
    monkeypatch.delenv(VARIABLE, raising=False)
    monkeypatch.delenv(PASSPHRASE, raising=False)
    monkeypatch.setattr("keyring.get_keyring", NoKeyring)
    (tmp_path / CONFIG).write_text("")
    return tmp_path


def test_without_a_keyring_a_new_passphrase_makes_the_store(bare: Path, monkeypatch):
    with pytest.raises(CannotBeginError) as refused:
        Rooms(bare).desk()
    assert (refused.value.trouble, refused.value.asked) == (Trouble.KEY, Asked.TO_MAKE)
    monkeypatch.setenv(PASSPHRASE, PHRASE)
    assert Rooms(bare).desk().people.customer(1) is None
    monkeypatch.delenv(PASSPHRASE)
    with pytest.raises(CannotBeginError) as locked:
        Rooms(bare).desk()
    assert (locked.value.kind, locked.value.asked) == ("key", Asked.TO_OPEN)
    monkeypatch.setenv(PASSPHRASE, "not this one")
    with pytest.raises(CannotBeginError) as other:
        Rooms(bare).desk()
    assert (other.value.kind, other.value.asked) == ("wrong_key", Asked.TO_OPEN)
