"""A call beside a bare process that says a line; the limit leaves room for a busy machine."""

from functools import partial

from PySide6.QtWidgets import QApplication

from tests.bench import calling, painting
from tests.bench.places import Town
from tests.bench.samples import best_of

TRIES, CALLS = 3, 5


def test_the_answer_is_painted_soon_after_the_call(app: QApplication, original: Town):
    with painting.window(app, original) as built:
        measure = partial(calling.calling, app, built, CALLS)
        assert best_of(TRIES, measure, 16).ratio() <= 16
