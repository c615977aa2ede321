"""The answer read aloud: by button and by key, stopped by either; no button where nothing can."""

from collections.abc import Iterator
from datetime import UTC

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from agent_console.domain.profile import ProfileId
from agent_console.ui.screens.customer.header import AnswerBox
from agent_console.ui.shell.start import Built, WindowParts
from tests.fakes.desk import MemoryDesk
from tests.fakes.voice import RememberedVoice
from tests.ui.conftest import in_sight, until


@pytest.fixture
def voice() -> RememberedVoice:
    return RememberedVoice()


@pytest.fixture
def speaking(app: QApplication, memory: MemoryDesk, voice: RememberedVoice) -> Iterator[Built]:
    with in_sight(app, WindowParts(memory.desk, memory.clock, zone=UTC, voice=voice)) as made:
        made.session.open_customer(ProfileId(3))
        until(lambda: bool(shown(made).text.toPlainText()))
        yield made


def shown(built: Built) -> AnswerBox:
    return built.session.customers.current().view.answer


def result(built: Built) -> str:
    return "\n".join(label.text() for label in shown(built).findChildren(QLabel))


def press(built: Built) -> None:
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(built.window, Qt.Key.Key_A, keys)


def test_the_button_reads_the_spoken_answer(speaking: Built, voice: RememberedVoice):
    QTest.mouseClick(shown(speaking).aloud, Qt.MouseButton.LeftButton)
    assert voice.said == [("Your order is cancelled; 100.94 USD was paid and not refunded.", "en")]
    assert "once more to stop" in result(speaking)


def test_the_key_reads_and_stops(speaking: Built, voice: RememberedVoice):
    press(speaking)
    assert voice.speaks
    press(speaking)
    assert not voice.speaks
    assert len(voice.said) == 1
    assert "once more" not in result(speaking)


def test_a_voice_that_fails_says_so(speaking: Built, voice: RememberedVoice):
    voice.can = False
    press(speaking)
    assert "nothing here can speak" in result(speaking)


def test_without_a_voice_there_is_no_button(built: Built):
    built.session.open_customer(ProfileId(3))
    until(lambda: bool(shown(built).text.toPlainText()))
    assert not shown(built).aloud.isVisible()
    press(built)
    assert "aloud" not in result(built)
