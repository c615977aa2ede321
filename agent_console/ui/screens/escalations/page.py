"""One exception with all that a decision needs, and the decision beside it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from agent_console.domain.returning.exceptions import Decision
from agent_console.ports.acting.returning import Escalated
from agent_console.ui.screens.escalations import words
from agent_console.ui.screens.escalations.body import DecisionBody
from agent_console.ui.theme.glyphs import Glyph
from agent_console.ui.theme.lettering import Lettering
from agent_console.ui.theme.theme import Theme
from agent_console.ui.theme.tokens import Ink
from agent_console.ui.widgets.buttons import RowButton
from agent_console.ui.widgets.forms.band import Band
from agent_console.ui.widgets.forms.choices import Choices
from agent_console.ui.widgets.forms.editor import Editor
from agent_console.ui.widgets.forms.follows import Follows
from agent_console.ui.widgets.forms.section import Section
from agent_console.ui.widgets.labels import ElidedLabel, PlainLabel
from agent_console.ui.widgets.measures import Measures
from agent_console.ui.widgets.primary import PrimaryButton
from agent_console.ui.widgets.times import Times

SIDE = 340


class EscalationPage(QFrame):
    """Shows one exception; `decided` is a decision, `history_wanted` the customer's timeline.

    `hand_off_wanted` is that a colleague goes on with it.
    """

    decided = Signal(Decision)
    history_wanted = Signal()
    hand_off_wanted = Signal()

    def __init__(self, theme: Theme, times: Times) -> None:
        super().__init__()
        self.setObjectName("pane")
        self._theme = theme
        self._times = times
        self._name = ElidedLabel(theme, Lettering.CUSTOMER, Ink.TEXT)
        self._band = Band(theme, "Request")
        self.body = DecisionBody()
        self._evidence, self._policy = Follows(theme), PlainLabel(theme, Lettering.BODY, Ink.TEXT)
        self._money, self._earlier, self._then = Follows(theme), Follows(theme), Follows(theme)
        self._suggested = PlainLabel(theme, Lettering.HEADING, Ink.TEXT)
        self._because = PlainLabel(theme, Lettering.META, Ink.TEXT2)
        self._trouble = PlainLabel(theme, Lettering.META_STRONG, Ink.WARN)
        self.primary = PrimaryButton(theme, "Approve", "A")
        self._rows = {
            Decision.APPROVE: RowButton(theme, Glyph.CHECK, "Approve", "A", height=32, card=True),
            Decision.DENY: RowButton(theme, Glyph.CLOSE, "Deny", "D", height=32, card=True),
        }
        self._suggestion = Decision.APPROVE
        self.reasons = Choices(theme, "Decision reason", edge=True)
        self.words = Editor(theme, "Or in your own words")
        self.history = RowButton(theme, Glyph.WAIT, "Whole timeline", "T")
        self.hand_off = RowButton(theme, Glyph.HAND_OFF, "Hand off", "H")
        self._reason = words.AS_SUGGESTED
        self._build()
        self._wire()

    def show_escalation(self, one: Escalated) -> None:
        """Show an exception."""
        self._name.setText(one.name)
        self._band.say(
            words.sentence(one), words.under(one, self._times), is_trouble=bool(one.changed)
        )
        self._evidence.show_lines(words.evidence(one))
        self._policy.setText(one.verdict)
        self._money.show_lines(words.money(one))
        self._earlier.show_lines(words.earlier(one))
        self._then.show_lines(words.follows(one))
        self._suggested.setText(words.suggested(one))
        self._because.setText(one.suggestion.why)
        self.choose_reason(words.AS_SUGGESTED)
        self.words.show_words("")
        self.show_trouble("")
        self.hand_off.say("")
        self._suggestion = one.suggestion.decision
        self.show_decisions(one, anyway=False)

    def reason(self) -> str:
        """Return why, in the words that were typed or chosen."""
        return self.words.words().strip() or self._reason

    def choose_reason(self, reason: str) -> None:
        """Mark a reason."""
        self._reason = reason
        self.reasons.show_choices(words.REASONS, reason)

    def show_decisions(self, one: Escalated, *, anyway: bool) -> None:
        """Offer both decisions, the suggested one first."""
        key = words.KEYS[self._suggestion]
        self.primary.say(words.button(one, self._suggestion, anyway=anyway), key=key)
        for decision, row in self._rows.items():
            row.setVisible(decision is not self._suggestion)
            row.setAccessibleName(f"{row.text()} instead")
            row.say(words.aside(one, decision, anyway=anyway))

    def show_trouble(self, told: str) -> None:
        """Say why nothing was decided."""
        self._trouble.setText(told)
        self._trouble.setVisible(bool(told))

    def show_deciding(self) -> None:
        """Say that it is being decided."""
        self.primary.say("Deciding …", enabled=False)
        for row in self._rows.values():
            row.say("", enabled=False)

    def _build(self) -> None:
        measures = Measures(self._theme, self)
        whole, below = QVBoxLayout(self), QHBoxLayout()
        for layout in (whole, below):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(0)
        head = QHBoxLayout()
        measures.keep(head.setContentsMargins, 16, 8, 16, 0)
        head.addWidget(self._name)
        whole.addLayout(head)
        whole.addWidget(self._band)
        below.addWidget(self._left(measures), 1)
        below.addWidget(self._right(measures))
        whole.addLayout(below, 1)

    def _left(self, measures: Measures) -> QWidget:
        theme, column = self._theme, QVBoxLayout(self.body)
        measures.keep(column.setContentsMargins, 16, 12, 16, 12)
        measures.keep(column.setSpacing, 14)
        self._policy.setWordWrap(True)
        for title, part in (
            ("Why it is asked for", self._evidence),
            ("What the policy says", self._policy),
            ("Money", self._money),
            ("Earlier returns", self._earlier),
        ):
            card = QFrame()
            card.setObjectName("card")
            inside = QVBoxLayout(card)
            measures.keep(inside.setContentsMargins, 12, 10, 12, 10)
            inside.addWidget(part)
            column.addWidget(Section(theme, title, card))
        column.addStretch(1)
        area = QScrollArea()
        area.setObjectName("timeline")
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setWidget(self.body)
        return area

    def _right(self, measures: Measures) -> QWidget:
        side = QFrame()
        side.setObjectName("context")
        measures.keep(side.setFixedWidth, SIDE)
        column = QVBoxLayout(side)
        measures.keep(column.setContentsMargins, 16, 12, 16, 12)
        measures.keep(column.setSpacing, 8)
        for label in (self._because, self._trouble):
            label.setWordWrap(True)
        parts = (self._suggested, self._because, self._then, self._trouble, self.primary)
        why = Section(self._theme, "Why (stands beside the decision)", self.reasons, self.words)
        for part in (*parts, *self._rows.values(), why, self.history, self.hand_off):
            column.addWidget(part)
        column.addStretch(1)
        return side

    def _wire(self) -> None:
        self.body.decided.connect(self.decided)
        self.body.numbered.connect(self._on_number)
        self.body.history_wanted.connect(self.history_wanted)
        self.primary.clicked.connect(self._on_primary)
        self._rows[Decision.APPROVE].clicked.connect(self._on_approve)
        self._rows[Decision.DENY].clicked.connect(self._on_deny)
        self.history.clicked.connect(self.history_wanted)
        self.body.hand_off_wanted.connect(self.hand_off_wanted)
        self.hand_off.clicked.connect(self.hand_off_wanted)
        self.reasons.chosen.connect(self.choose_reason)
        self.words.left.connect(self.body.setFocus)

    def _on_number(self, number: int) -> None:
        if number <= len(words.REASONS):
            self.choose_reason(words.REASONS[number - 1][0])

    def _on_primary(self) -> None:
        self.decided.emit(self._suggestion)

    def _on_approve(self) -> None:
        self.decided.emit(Decision.APPROVE)

    def _on_deny(self) -> None:
        self.decided.emit(Decision.DENY)
