"""Takes the keys of a decision: A and D decide, numbers choose a reason, T shows the history."""

from PySide6.QtCore import Signal

from agent_console.domain.returning.exceptions import Decision
from agent_console.ui.widgets.lettered import Lettered

DECISIONS = {"A": Decision.APPROVE, "D": Decision.DENY}
HISTORY = "T"


class DecisionBody(Lettered):
    """What has the keyboard while an exception is looked at.

    `decided` is a decision, `numbered` a reason from 1, `history_wanted` T.
    """

    decided = Signal(Decision)
    history_wanted = Signal()

    def __init__(self) -> None:
        super().__init__("Escalation", {*DECISIONS, HISTORY})

    def do(self, letter: str) -> None:
        """Say what a letter stands for."""
        if letter in DECISIONS:
            self.decided.emit(DECISIONS[letter])
        else:
            self.history_wanted.emit()
