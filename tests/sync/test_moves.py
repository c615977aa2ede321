"""Who was merged into whom, as far as the orders of a pass tell."""

import pytest

from agent_console.ports.source import Gone, Merged, Page
from agent_console.sync.moves import Moves

MISSED = Page("customers", gone=Gone(people=("1", "5")))


def moves(*moved: tuple[str, str | None]) -> Moves:
    told = Moves()
    told.note(moved)
    return told


def test_who_is_gone_and_lost_the_orders_to_one_was_merged_into_them():
    assert moves(("1", "2"), ("1", "2")).told(MISSED).merged == (Merged("1", "2", is_guessed=True),)


def test_who_lost_orders_to_two_was_merged_into_nobody():
    assert moves(("1", "2"), ("1", "3")).told(MISSED).merged == ()


@pytest.mark.parametrize("also", [("1", None), ("1", "3")])
def test_who_lost_an_order_to_a_guest_too_was_merged_into_nobody(also: tuple[str, str | None]):
    assert moves(("1", "2"), also).told(MISSED).merged == ()
    assert moves((also[0], None)).told(MISSED).merged == ()


def test_who_is_still_there_was_merged_into_nobody():
    assert moves(("7", "2")).told(MISSED).merged == ()


def test_what_the_source_itself_says_stays():
    page = Page("customers", gone=MISSED.gone, merged=(Merged("5", "6"),))
    guessed = Merged("1", "2", is_guessed=True)
    assert moves(("1", "2")).told(page).merged == (Merged("5", "6"), guessed)


def test_whom_orders_left_is_asked_for_unless_already_met_as_gone():
    told = moves(("1", "2"), ("7", "2"))
    assert told.unasked() == ["1", "7"]
    told.told(MISSED)
    assert told.unasked() == ["7"]
