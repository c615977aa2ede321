"""A label's preview beside the same label read without a window."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from tests.bench import acting
from tests.bench.samples import Compared, best_of
from tests.cli.acting.counter import Counter, counter_of
from tests.fakes.program import Program
from tests.fakes.records import order
from tests.journeys.person import SECRETS

TRIES, ROUNDS, LIMIT = 3, 4, 200


@pytest.fixture
def counter(program: Program, monkeypatch: pytest.MonkeyPatch) -> Iterator[Counter]:
    name = "AGENT_CONSOLE_SECRET_EASYPOST_API_KEY"
    monkeypatch.setenv(name, SECRETS[name])
    with counter_of(program) as found:
        yield found


def test_a_label_stands_there_soon_after_its_key(app: QApplication, counter: Counter):
    counter.know(lines=order().lines[:1])
    counter.ask()
    counter.run()
    assert counter.bought() == 1
    with acting.office(app, counter.program.home) as place:

        def measure() -> Compared:
            [found] = acting.labelling(place, ROUNDS)
            return found

        assert best_of(TRIES, measure, LIMIT).ratio() <= LIMIT
