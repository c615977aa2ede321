"""A hand-off code is read out and typed by people: what they get wrong opens nobody else."""

from itertools import combinations
from random import Random

import pytest

from agent_console.domain.acting.handing import LETTERS, code_in, drawn, looks_like, shown

CODES = [drawn(Random(seed).randrange) for seed in range(40)]


def test_codes_are_drawn_by_chance_and_read_again():
    assert len(set(CODES)) == len(CODES)
    assert all(code_in(code) == code and len(code) == 6 for code in CODES)


@pytest.mark.parametrize("code", CODES[:8])
def test_spaces_dashes_and_small_letters_do_not_matter(code: str):
    for typed in (shown(code), code.lower(), f" {code[:2]}-{code[2:]} "):
        assert code_in(typed) == code


@pytest.mark.parametrize("code", CODES)
def test_each_letter_misread_is_noticed(code: str):
    for at in range(len(code)):
        for other in set(LETTERS) - {code[at]}:
            wrong = code[:at] + other + code[at + 1 :]
            assert code_in(wrong) is None, wrong
            assert looks_like(wrong)


@pytest.mark.parametrize("code", CODES)
def test_any_two_letters_that_changed_places_are_noticed(code: str):
    for one, other in combinations(range(len(code)), 2):
        letters = list(code)
        letters[one], letters[other] = letters[other], letters[one]
        wrong = "".join(letters)
        assert wrong == code or code_in(wrong) is None


def test_no_two_letters_look_or_sound_like_a_figure():
    assert not set("0O1ILQUV") & set(LETTERS) - {"V"}
    assert len(set(LETTERS)) == len(LETTERS) == 29


@pytest.mark.parametrize("text", ["", "K7M2R", "K7M2RXX", "A-10482", "brandt", "K7M2R0"])
def test_other_texts_are_no_codes(text: str):
    assert code_in(text) is None
