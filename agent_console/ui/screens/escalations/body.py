"""Takes the keys of a decision: A and D decide, numbers choose a reason, T shows the history."""

from functools import partial

from PySide6.QtCore import Signal

from agent_console.domain.returning.exceptions import Decision
from agent_console.ui.widgets.lettered import Lettered


class DecisionBody(Lettered):
    """What has the keyboard while an exception is looked at.

    `decided` is a decision, `numbered` a reason from 1, `history_wanted` T.
    """

    decided = Signal(Decision)
    history_wanted = Signal()

    def __init__(self) -> None:
        super().__init__("Escalation")
        self.letters = {
            "A": partial(self.decided.emit, Decision.APPROVE),
            "D": partial(self.decided.emit, Decision.DENY),
            "T": self.history_wanted.emit,
        }
