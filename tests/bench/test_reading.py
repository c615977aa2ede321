"""Questions beside their own statements asked by hand; limits leave room for a busy machine."""

from functools import partial

import pytest

from tests.bench import reading
from tests.bench.places import Town
from tests.bench.population import FEW_ORDERS, FIFTY
from tests.bench.samples import best_of

TRIES = 3


def test_opening_a_customer_stays_near_bare_statements(original: Town):
    found = best_of(TRIES, partial(reading.opening, original, FIFTY, "50 events", 100), 20)
    assert found.ratio() <= 20


def test_ten_thousand_events_open_like_fifty(original: Town):
    measure = partial(reading.heavy_beside_light, original, FEW_ORDERS, "3 orders", 100)
    assert best_of(TRIES, measure, 3).ratio() <= 3


def test_an_answer_costs_little_beside_reading_its_customer(original: Town):
    found = best_of(TRIES, partial(reading.answering, original, FIFTY, 100), 2)
    assert found.ratio() <= 2


@pytest.mark.parametrize("what", reading.SEARCHES)
def test_every_search_stays_near_bare_statements(original: Town, what: str):
    measure = partial(reading.searching, original, what, 60)
    assert best_of(TRIES, measure, 25).ratio() <= 25


def test_pages_are_read_while_a_worker_writes(place: Town):
    found = best_of(TRIES, partial(reading.while_syncing, place, 1, 200), 20)
    assert found.ratio() <= 20


def test_of_300_mistyped_names_295_are_found(original: Town):
    assert reading.found_mistyped(original, 300) >= 295
