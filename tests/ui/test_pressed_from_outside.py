"""What a screen reader presses or toggles does what a click does."""

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QButtonGroup, QWidget

from agent_console.ui.theme.preferences import ForgetfulPreferences
from agent_console.ui.theme.theme import Theme
from agent_console.ui.theme.tokens import Appearance
from agent_console.ui.widgets.buttons import Chip

ACTIONS = ("Press", "Toggle")


class Chips:
    """Three chips, and what their presses and their group told."""

    def __init__(self, app: QApplication, *, grouped: bool) -> None:
        theme = Theme(app, ForgetfulPreferences(Appearance.LIGHT))
        self.owner = QWidget()
        self.group = QButtonGroup(self.owner)
        self.chips = [Chip(theme, word, word) for word in ("a", "b", "c")]
        self.presses = 0
        self.chosen: list[int] = []
        self.group.idClicked.connect(self.chosen.append)
        for number, chip in enumerate(self.chips):
            chip.setParent(self.owner)
            chip.clicked.connect(self._on_clicked)
            if grouped:
                self.group.addButton(chip, number)
        self.chips[0].setChecked(True)

    def do(self, number: int, action: str) -> None:
        """Do an accessible action of a chip."""
        told = QAccessible.queryAccessibleInterface(self.chips[number])
        told.actionInterface().doAction(action)
        QTest.qWait(200)  # a press is shown for a while before it is one

    def marked(self) -> str:
        """Return the marked chips."""
        return "".join(chip.text() for chip in self.chips if chip.isChecked())

    def _on_clicked(self) -> None:
        self.presses += 1


@pytest.fixture(params=[True, False], ids=["one of several", "alone"])
def chips(app: QApplication, request: pytest.FixtureRequest) -> Iterator[Chips]:
    made = Chips(app, grouped=request.param)
    made.owner.show()
    yield made
    made.owner.close()
    made.owner.deleteLater()
    QTest.qWait(1)


@pytest.mark.parametrize("action", ACTIONS)
def test_a_chip_is_pressed_by_either_action(chips: Chips, action: str):
    grouped = bool(chips.group.buttons())
    assert (chips.presses, chips.marked()) == (0, "a"), "marking does nothing"
    chips.do(1, action)
    assert (chips.presses, chips.marked()) == (1, "b" if grouped else "ab")
    assert chips.chosen == ([1] if grouped else [])
    chips.do(1, action)
    assert chips.marked() == ("b" if grouped else "a")
