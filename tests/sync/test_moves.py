"""Who was merged into whom, as far as the orders of a pass tell."""

from agent_console.ports.source import Gone, Merged, Page
from agent_console.sync.moves import Moves

MISSED = Page("customers", gone=Gone(people=("1", "5")))


def moves(*moved: tuple[str, str]) -> Moves:
    told = Moves()
    told.note(moved)
    return told


def test_who_is_gone_and_lost_the_orders_to_one_was_merged_into_them():
    assert moves(("1", "2"), ("1", "2")).told(MISSED).merged == (Merged("1", "2"),)


def test_who_lost_orders_to_two_was_merged_into_nobody():
    assert moves(("1", "2"), ("1", "3")).told(MISSED).merged == ()


def test_who_is_still_there_was_merged_into_nobody():
    assert moves(("7", "2")).told(MISSED).merged == ()


def test_what_the_source_itself_says_stays():
    page = Page("customers", gone=MISSED.gone, merged=(Merged("5", "6"),))
    assert moves(("1", "2")).told(page).merged == (Merged("5", "6"), Merged("1", "2"))


def test_whom_orders_left_is_asked_for_unless_already_met_as_gone():
    told = moves(("1", "2"), ("7", "2"))
    assert told.unasked() == ["1", "7"]
    told.told(MISSED)
    assert told.unasked() == ["7"]
