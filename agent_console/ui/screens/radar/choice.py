"""Which of the parcels at risk are shown: all, those nobody was told of, or one's own."""

from dataclasses import replace
from enum import StrEnum
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from agent_console.domain.watching.radar import Concern, Group
from agent_console.queries.radar import Radar
from agent_console.ui.theme.theme import Theme
from agent_console.ui.widgets.buttons import Chip
from agent_console.ui.widgets.measures import Measures


class Which(StrEnum):
    """The choices, as they are called."""

    ALL = "All"
    UNTOLD = "Not told"
    MINE = "Mine"


class Choice(QFrame):
    """A chip for each choice, with how many there are; `chosen` is another one than before."""

    chosen = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.which = Which.ALL
        self.chips = {
            one: Chip(theme, one, f"Show parcels: {one.lower()}", edge=True) for one in Which
        }
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        Measures(theme, self).keep(across.setSpacing, 8)
        for one, chip in self.chips.items():
            chip.setChecked(one is self.which)
            chip.clicked.connect(partial(self._choose, one))
            across.addWidget(chip)

    def show_counts(self, seen: Radar) -> None:
        """Say how many there are of each."""
        counts = seen.counts
        many = {Which.ALL: counts.at_risk, Which.UNTOLD: counts.not_told, Which.MINE: counts.mine}
        for one, chip in self.chips.items():
            chip.setText(f"{one} {many[one]}")
            chip.updateGeometry()

    def _choose(self, one: Which) -> None:
        for other, chip in self.chips.items():
            chip.setChecked(other is one)
        if one is not self.which:
            self.which = one
            self.chosen.emit()


def only(seen: Radar, which: Which, actor: str) -> Radar:
    """Return what is at risk without what is not to be shown; the counts are still those of all."""
    if which is Which.ALL:
        return seen

    def is_wanted(one: Concern) -> bool:
        return one.told_at is None if which is Which.UNTOLD else bool(actor) and one.owner == actor

    def some(group: Group) -> Group:
        return replace(group, concerns=tuple(filter(is_wanted, group.concerns)))

    groups = tuple(one for one in map(some, seen.groups) if one.concerns)
    return replace(seen, concerns=tuple(filter(is_wanted, seen.concerns)), groups=groups)
