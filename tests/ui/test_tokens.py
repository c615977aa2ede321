import pytest

from agent_console.ui.theme.tokens import (
    READ_TOGETHER,
    TOKENS,
    Appearance,
    Ink,
    TextOn,
    colours,
    contrast,
)

ENOUGH = 4.5


@pytest.mark.parametrize("appearance", [Appearance.LIGHT, Appearance.DARK])
@pytest.mark.parametrize("pair", READ_TOGETHER, ids=lambda pair: f"{pair.ink}-{pair.ground}")
def test_every_text_can_be_read_on_its_ground(pair: TextOn, appearance: Appearance):
    value = colours(appearance)

    assert contrast(value[pair.ink], value[pair.ground]) >= ENOUGH


def test_every_ink_has_exactly_one_token():
    assert sorted(token.ink for token in TOKENS) == sorted(Ink)


def test_black_on_white_has_the_highest_contrast():
    assert round(contrast("#000000", "#FFFFFF"), 1) == 21
