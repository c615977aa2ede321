import threading

import pytest
from PySide6.QtCore import QObject
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from shiboken6 import delete

from agent_console.queries.desk import Desk
from agent_console.ui.bridge.reader import Reader
from tests.fakes.desk import MemoryDesk
from tests.ui.conftest import until


class Listener(QObject):
    """Keeps what it is told, and on which thread."""

    def __init__(self) -> None:
        super().__init__()
        self.answers: list[object] = []
        self.failures: list[BaseException] = []
        self.threads: set[int] = set()

    def hear(self, answer: object) -> None:
        self.answers.append(answer)
        self.threads.add(threading.get_ident())

    def hear_failure(self, failure: BaseException) -> None:
        self.failures.append(failure)


@pytest.fixture
def listener(app: QApplication) -> Listener:
    return Listener()


@pytest.fixture
def reader(app: QApplication, memory: MemoryDesk):
    made = Reader(memory.desk)
    made.open()
    yield made
    made.close()


def test_questions_are_answered_on_the_windows_thread(reader: Reader, listener: Listener):
    asked_on: list[int] = []

    def question(desk: Desk) -> str:
        asked_on.append(threading.get_ident())
        return desk.region

    reader.ask(question, listener.hear, listener.hear_failure)
    until(reader.is_idle)

    assert listener.answers == ["AT"]
    assert listener.threads == {threading.get_ident()}
    assert asked_on != [threading.get_ident()]


def test_of_one_key_only_the_newest_is_answered(reader: Reader, listener: Listener):
    gate = threading.Event()
    reader.ask(lambda _: gate.wait(5), listener.hear, listener.hear_failure, key="typing")
    for text in ("a", "ab", "abc"):
        reader.ask(lambda _, text=text: text, listener.hear, listener.hear_failure, key="typing")
    gate.set()
    until(reader.is_idle)
    QTest.qWait(20)

    assert listener.answers == ["abc"]
    assert listener.failures == []


def test_a_question_that_fails_says_so(reader: Reader, listener: Listener):
    reader.ask(lambda _: 1 / 0, listener.hear, listener.hear_failure)
    until(reader.is_idle)

    assert [type(failure) for failure in listener.failures] == [ZeroDivisionError]


def test_answers_to_somebody_gone_are_dropped(reader: Reader):
    gone = Listener()
    reader.ask(lambda _: 1, gone.hear, gone.hear_failure)
    delete(gone)
    until(reader.is_idle)

    assert gone.answers == []


def test_a_desk_that_cannot_be_opened_fails_every_question(app: QApplication, listener: Listener):
    def broken() -> Desk:
        raise OSError("the store is of a newer version")

    reader = Reader(broken)
    reader.unavailable.connect(listener.hear_failure)
    reader.open()
    reader.ask(lambda desk: desk.region, listener.hear, listener.hear_failure)
    until(lambda: len(listener.failures) == 2)
    reader.close()

    assert {str(failure) for failure in listener.failures} == {"the store is of a newer version"}


def test_a_desk_can_be_opened_at_the_second_try(
    app: QApplication, memory: MemoryDesk, listener: Listener
):
    attempts: list[int] = []

    def open_desk() -> Desk:
        attempts.append(1)
        if len(attempts) == 1:
            raise OSError("locked")
        return memory.desk()

    reader = Reader(open_desk)
    reader.open()
    QTest.qWait(20)
    reader.open()
    reader.ask(lambda desk: desk.region, listener.hear, listener.hear_failure)
    until(reader.is_idle)
    reader.close()

    assert listener.answers == ["AT"]


def test_a_closed_reader_is_asked_in_vain(reader: Reader, listener: Listener):
    reader.close()
    reader.ask(lambda desk: desk.region, listener.hear, listener.hear_failure)
    QTest.qWait(20)

    assert (listener.answers, listener.failures) == ([], [])
