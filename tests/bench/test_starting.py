"""The program's start and its memory beside bare Qt; limits leave room for a busy machine."""

from functools import partial

from tests.bench import starting
from tests.bench.places import Town
from tests.bench.samples import best_of

TRIES = 3


def test_the_program_starts_within_reach_of_bare_qt(original: Town):
    assert best_of(TRIES, partial(starting.cold_start, original, 3), 25).ratio() <= 25


def test_a_long_history_fits_into_little_memory(original: Town):
    assert best_of(TRIES, partial(starting.memory, original), 4).ratio() <= 4
