"""Acting beside the same without a window; limits leave room for a busy machine."""

from functools import partial

from PySide6.QtWidgets import QApplication

from tests.bench import acting
from tests.bench.samples import Compared, best_of
from tests.cli.acting.conftest import Post, post  # noqa: F401 - a fixture

TRIES, ROUNDS = 3, 4


def test_a_message_stands_there_soon_after_its_key(app: QApplication, post: Post):  # noqa: F811
    post.know()
    with acting.office(app, post.program.home) as place:

        def measure(number: int) -> Compared:
            return list(acting.telling(place, ROUNDS))[number]

        for number in (0, 1):
            assert best_of(TRIES, partial(measure, number), 12).ratio() <= 12
