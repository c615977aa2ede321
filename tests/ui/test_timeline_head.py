"""The line over a timeline: its day is whole however large the text is."""

import pytest
from PySide6.QtWidgets import QAbstractButton

from agent_console.ui.shell.start import Built
from agent_console.ui.theme.lettering import Lettering
from agent_console.ui.widgets.labels import ElidedLabel
from tests.ui.conftest import until
from tests.ui.test_window import opened


@pytest.mark.parametrize("width", [800, 1366, 1920])
@pytest.mark.parametrize("percent", [100, 125, 150, 175, 200])
def test_the_day_and_every_filter_stay_whole(built: Built, percent: int, width: int):
    page = opened(built, 1)
    built.window.resize(width, 768)
    built.window.theme.show_text(percent)
    until(built.session.is_settled)
    head, words = page.view.timeline.head, built.window.theme.words
    day = head.findChild(ElidedLabel)
    chips = [one for one in head.findChildren(QAbstractButton) if one.isCheckable()]

    assert day.text()
    assert day.width() >= words.width(Lettering.SECTION, day.text())
    assert len(chips) == 5
    assert all(chip.width() >= words.width(Lettering.TITLE, chip.text()) for chip in chips)
    assert head.field.geometry().right() <= head.width()


def test_the_filters_have_a_line_of_their_own_only_where_one_is_too_short(built: Built):
    page = opened(built, 1)
    theme, head = built.window.theme, page.view.timeline.head
    one_line = head.height()
    built.window.resize(800, 768)
    theme.show_text(150)
    until(built.session.is_settled)

    assert one_line == theme.px(28) / 1.5
    assert head.height() == 2 * theme.px(28)
