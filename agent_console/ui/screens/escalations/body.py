"""Takes the keys of a decision: A and D decide, numbers say why, T and H lead on from it."""

from PySide6.QtCore import Signal

from agent_console.domain.returning.exceptions import Decision
from agent_console.ui.widgets.lettered import Lettered

DECISIONS = {"A": Decision.APPROVE, "D": Decision.DENY}
HISTORY, HAND_OFF = "T", "H"


class DecisionBody(Lettered):
    """What has the keyboard while an exception is looked at.

    `decided` is a decision, `numbered` a reason from 1, `history_wanted` T, `hand_off_wanted` H.
    """

    decided = Signal(Decision)
    history_wanted = Signal()
    hand_off_wanted = Signal()

    def __init__(self) -> None:
        super().__init__("Escalation", {*DECISIONS, HISTORY, HAND_OFF})

    def do(self, letter: str) -> None:
        """Say what a letter stands for."""
        if letter in DECISIONS:
            self.decided.emit(DECISIONS[letter])
        elif letter == HISTORY:
            self.history_wanted.emit()
        else:
            self.hand_off_wanted.emit()
