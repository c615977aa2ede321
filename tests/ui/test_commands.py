"""The window's commands run beside it, in processes of their own."""

import sys
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from agent_console.ports.desktop import CommandAnswer
from agent_console.ui.bridge.commands import Commands
from tests.ui.conftest import until

ECHO = "import sys, json; print(json.dumps({'words': sys.argv[1:], 'typed': sys.stdin.read()}))"


class Heard:
    """What came back."""

    def __init__(self) -> None:
        self.answers: list[CommandAnswer] = []

    def take(self, answer: CommandAnswer) -> None:
        self.answers.append(answer)


@pytest.fixture
def heard() -> Heard:
    return Heard()


def commands(*program: str) -> Commands:
    return Commands(program)


@pytest.fixture
def echo(app: QApplication) -> Iterator[Commands]:
    made = commands(sys.executable, "-c", ECHO)
    yield made
    made.stop()


def test_a_command_gets_its_words_and_its_stdin(echo: Commands, heard: Heard):
    echo.run(("secrets", "set"), heard.take, "hush")
    until(lambda: bool(heard.answers))
    [answer] = heard.answers
    assert answer == CommandAnswer(0, {"words": ["secrets", "set", "--json"], "typed": "hush\n"})
    assert answer.trouble() is None


def test_a_command_that_says_nothing_is_a_trouble(app: QApplication, heard: Heard):
    silent = commands(sys.executable, "-c", "import sys; sys.exit(3)")
    silent.run((), heard.take)
    until(lambda: bool(heard.answers))
    assert heard.answers[0].exit_code == 3
    assert heard.answers[0].trouble() == "the command said nothing"


def test_a_program_that_is_not_there_is_a_trouble(app: QApplication, heard: Heard):
    nowhere = commands("/nowhere/at-all")
    nowhere.run((), heard.take)
    until(lambda: bool(heard.answers))
    assert heard.answers[0].trouble()


def test_what_is_stopped_tells_nobody(app: QApplication, heard: Heard):
    slow = commands(sys.executable, "-c", "import time; time.sleep(60)")
    slow.run((), heard.take)
    slow.stop()
    assert heard.answers == []
