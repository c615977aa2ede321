"""Two tabs of who turns out to be one customer become one, and two again when that is undone."""

from dataclasses import replace

import pytest
from PySide6.QtTest import QTest

from agent_console.domain.profile import ProfileId
from agent_console.ui.shell.start import Built
from tests.fakes.desk import MemoryDesk
from tests.ui.conftest import until
from tests.ui.test_callers import HELENA, SAMUEL, named, opened, tabs

AIKO, LENA = ProfileId(3), ProfileId(4)


def are_one(memory: MemoryDesk, built: Built, *both: ProfileId) -> None:
    """Have two linked somewhere, and the window told that somebody wrote."""
    for one in both:
        person = memory.everybody[one]
        person.customer = replace(person.customer, profiles=both)
    read_again(built)


def are_two(memory: MemoryDesk, built: Built, *both: ProfileId) -> None:
    for one in both:
        person = memory.everybody[one]
        person.customer = replace(person.customer, profiles=(one,))
    read_again(built)


def read_again(built: Built) -> None:
    built.session.on_regrouped()
    QTest.qWait(1)
    until(built.session.is_settled)


@pytest.fixture
def four(built: Built) -> list[str]:
    for one in (SAMUEL, LENA, AIKO, HELENA):
        opened(built, one)
    return tabs(built)


def test_who_is_part_of_the_customer_in_sight_has_no_tab_of_its_own(
    built: Built, memory: MemoryDesk, four: list[str]
):
    are_one(memory, built, HELENA, LENA)
    assert tabs(built) == ["Samuel Adeyemi", "Aiko Tanaka", "Helena Brandt"]
    assert named(built) == "Helena Brandt"


def test_the_tab_comes_back_to_its_place_when_they_are_two_again(
    built: Built, memory: MemoryDesk, four: list[str]
):
    are_one(memory, built, HELENA, LENA)
    are_two(memory, built, HELENA, LENA)
    assert tabs(built) == four
    assert named(built) == "Helena Brandt", "what is looked at stays in sight"
    are_one(memory, built, HELENA, LENA)
    assert "Lena Hofer" not in tabs(built)


def test_a_tab_that_is_not_in_sight_is_joined_when_it_comes_in_sight(
    built: Built, memory: MemoryDesk, four: list[str]
):
    are_one(memory, built, SAMUEL, LENA)
    assert tabs(built) == four, "neither is in sight"
    built.window.tabs.setCurrentIndex(1)
    QTest.qWait(1)
    until(lambda: built.session.is_settled() and len(tabs(built)) == 3)
    assert tabs(built) == ["Lena Hofer", "Aiko Tanaka", "Helena Brandt"]
    assert named(built) == "Lena Hofer"


def test_a_tab_whose_keeper_was_closed_does_not_come_back(
    built: Built, memory: MemoryDesk, four: list[str]
):
    are_one(memory, built, HELENA, LENA)
    built.session.customers.close_current()
    are_two(memory, built, HELENA, LENA)
    opened(built, HELENA)
    assert "Lena Hofer" not in tabs(built)


def test_who_was_opened_again_meanwhile_has_one_tab(
    built: Built, memory: MemoryDesk, four: list[str]
):
    are_one(memory, built, HELENA, LENA)
    opened(built, LENA)
    assert named(built) == "Helena Brandt"
    assert len(tabs(built)) == 3
