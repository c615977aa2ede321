"""The real window beside bare Qt; limits leave room for a busy machine."""

from collections.abc import Iterator
from functools import partial

import pytest
from PySide6.QtWidgets import QApplication

from agent_console.ui.shell.start import Built
from tests.bench import painting
from tests.bench.places import Town
from tests.bench.samples import best_of

TRIES, FRAMES, KEYS = 3, 120, 20


@pytest.fixture
def built(app: QApplication, original: Town) -> Iterator[Built]:
    with painting.window(app, original) as built:
        yield built


def test_ten_thousand_events_paint_like_fifty(built: Built):
    assert best_of(TRIES, partial(painting.opening, built, 3), 5).ratio() <= 5


def test_results_are_painted_soon_after_a_key(built: Built, original: Town):
    bare = painting.bare_results(KEYS)
    measure = partial(painting.searching, built, original, bare, KEYS)
    assert best_of(TRIES, measure, 25).ratio() <= 25


def test_scrolling_stays_near_a_bare_list(built: Built):
    assert best_of(TRIES, partial(painting.scrolling, built), 10).ratio() <= 10


def test_frames_stay_near_bare_ones_while_syncing(app: QApplication, place: Town):
    measure = partial(painting.frames_while_syncing, app, place, 1, FRAMES)
    assert best_of(TRIES, measure, 10).ratio() <= 10
