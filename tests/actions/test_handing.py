"""Handing off the same again says the same code; a code that is taken is drawn anew."""

from datetime import timedelta

import pytest

from agent_console.actions.identities.handing import SAME, TRIES, NoCodeError, hand_off
from agent_console.domain.acting.handing import code_in
from agent_console.domain.profile import ProfileId, Statement
from tests.fakes.desk import NOW
from tests.fakes.people import MemoryHandOffs

HELENA, SAMUEL = ProfileId(1), ProfileId(2)
SAID = Statement("ana", NOW, "")


class Dice:
    """Throws what it was told, the last one for ever."""

    def __init__(self, *throws: int) -> None:
        self.throws = list(throws)

    def __call__(self, _below: int) -> int:
        return self.throws.pop(0) if len(self.throws) > 1 else self.throws[0]


def test_the_same_again_has_the_same_code_for_half_a_day():
    book, dice = MemoryHandOffs(), Dice(1, 2, 3, 4, 5, 6)
    made = hand_off(book, HELENA, "7", SAID, draw=dice)
    assert code_in(made.code) == made.code
    assert hand_off(book, HELENA, "7", SAID, draw=dice) == made
    others = (
        (HELENA, None, SAID),
        (HELENA, "8", SAID),
        (SAMUEL, "7", SAID),
        (HELENA, "7", Statement("bo", NOW, "")),
        (HELENA, "7", Statement("bo", NOW + SAME + timedelta(minutes=1), "")),
    )
    for number, (profile, order, said) in enumerate(others):
        other = hand_off(book, profile, order, said, draw=Dice(number + 7))
        assert (other.code != made.code, other.profile, other.order) == (True, profile, order)


def test_a_code_that_is_taken_is_drawn_anew():
    book = MemoryHandOffs()
    first = hand_off(book, HELENA, "7", SAID, draw=Dice(1))
    second = hand_off(book, SAMUEL, "8", SAID, draw=Dice(*[1] * 5, 2))
    assert {first.code, second.code} == set(book.made)
    assert book.made[first.code].profile == HELENA


def test_without_a_free_code_nothing_is_written():
    book = MemoryHandOffs()
    hand_off(book, HELENA, "7", SAID, draw=Dice(1))
    with pytest.raises(NoCodeError, match="order number"):
        hand_off(book, SAMUEL, "8", SAID, draw=Dice(1))
    assert len(book.made) == 1
    assert TRIES > 1
