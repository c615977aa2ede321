"""Exceptions that wait for a decision: asked for, shown one at a time, decided once."""

from collections.abc import Sequence
from functools import partial
from time import monotonic

from agent_console.domain.acting import handing
from agent_console.domain.acting.handing import HandOff
from agent_console.domain.profile import ProfileId
from agent_console.domain.returning.exceptions import Decision
from agent_console.ports.acting.outbox import Handed
from agent_console.ports.acting.paperwork import Paperwork
from agent_console.ports.acting.returning import Escalated
from agent_console.ports.acting.writing import Correspondence
from agent_console.ui.screens.escalations import words
from agent_console.ui.screens.escalations.page import EscalationPage
from agent_console.ui.theme.glyphs import Glyph
from agent_console.ui.widgets.people.listing import Listing, ResultRow
from agent_console.ui.widgets.people.worklist import Around, Worklist

LEAST_S = 0.4
"""Nothing is decided sooner after it came in sight: by then a person has seen it."""
DONE = {Decision.APPROVE: "Approved: the label is being bought", Decision.DENY: "Denied"}
WHY = "Say why: choose a reason (1 to 5), or write it in your own words."


class Escalations(Worklist):
    """The list, and the page of the one that is looked at."""

    def __init__(self, around: Around) -> None:
        super().__init__()
        self._around = around
        self._waiting: Sequence[Escalated] = ()
        self._shown: Escalated | None = None
        self._shown_at = 0.0
        self._is_deciding = self._is_anyway = False
        self._failure = ""
        self._page = EscalationPage(around.theme, around.times)
        self._page.decided.connect(self.decide)
        self._page.history_wanted.connect(self._open_history)
        self._page.hand_off_wanted.connect(self._hand_off)
        around.writer.opened.connect(self.refresh)

    def listing(self) -> Listing:
        """Return what waits, the oldest first."""
        if self._failure:
            return Listing("Escalations", "", (), words.failed(self._failure))
        rows = tuple(map(words.row, self._waiting))
        return Listing("Escalations", str(len(rows)), rows, None if rows else words.NONE)

    def count(self) -> int:
        """Return how many wait."""
        return len(self._waiting)

    def refresh(self) -> None:
        """Ask anew what waits."""
        self._around.writer.ask(_waiting, self._on_waiting, self._on_unread, key=self)

    def open(self, row: ResultRow) -> bool:
        """Show an exception with its evidence."""
        found = next((one for one in self._waiting if one.key == row.key), None)
        if found is not None:
            self._show(found)
        return found is not None

    def decide(self, decision: Decision) -> None:
        """Decide on what is in sight; too soon or twice it does nothing."""
        shown, why = self._shown, self._page.reason()
        if shown is None or self._is_deciding or monotonic() - self._shown_at < LEAST_S:
            return
        if why == words.AS_SUGGESTED:
            why = shown.suggestion.why if decision is shown.suggestion.decision else ""
        if not why:
            self._page.show_trouble(WHY)
            return
        self._is_deciding = True
        self._page.show_deciding()
        question = partial(_decided, shown.key, decision, why, anyway=self._is_anyway)
        self._around.writer.ask(question, self._on_decided, self._on_failed)

    def _show(self, one: Escalated) -> None:
        self._shown, self._shown_at = one, monotonic()
        self._is_deciding = self._is_anyway = False
        self._page.show_escalation(one)
        self._around.cover(self._page)
        self._page.body.setFocus()

    def _open_history(self) -> None:
        if self._shown is not None:
            self._around.open_customer(self._shown.customer, "")

    def _hand_off(self) -> None:
        if self._shown is not None:
            question = partial(_handed_off, self._shown.customer, self._shown.order)
            self._around.clerk.ask(question, self._on_handed_off, self._on_not_handed_off)

    def _on_handed_off(self, handed: HandOff) -> None:
        """Show the code as long as the exception is in sight, and copy it."""
        code = handing.shown(handed.code)
        self._page.hand_off.say(f"{code}, copied")
        self._around.copy(code)

    def _on_not_handed_off(self, failure: BaseException) -> None:
        self._page.show_trouble(f"Not handed off: {failure}")

    def _on_waiting(self, waiting: Sequence[Escalated]) -> None:
        was_unread, self._failure = bool(self._failure), ""
        before, self._waiting = self._waiting, waiting
        known = {one.key: one for one in waiting}
        shown = self._shown
        if shown is not None and shown.key not in known and not self._is_deciding:
            self._leave("Somebody has decided it meanwhile", Glyph.PERSON)
        if was_unread or tuple(before) != tuple(waiting):
            self.changed.emit()

    def _on_unread(self, failure: BaseException) -> None:
        if str(failure) != self._failure:
            self._failure, self._waiting = str(failure) or type(failure).__name__, ()
            self.changed.emit()

    def _on_decided(self, decided: tuple[Decision, Handed]) -> None:
        decision, handed = decided
        self._is_deciding = False
        shown = self._shown
        if shown is None:
            return
        if handed.key is not None:
            name = shown.name or f"order {shown.order}"
            self._leave(f"{DONE[decision]}  ·  {name}, {shown.items}", Glyph.SCALES)
            self._around.sent()
        elif handed.differs:
            self._is_anyway, self._shown_at = True, monotonic()
            self._page.show_trouble("\n".join(handed.differs))
            self._page.show_decisions(shown, anyway=True)
        else:
            self._leave(" ".join(handed.cannot), Glyph.WARNING)
        self.refresh()

    def _leave(self, told: str, glyph: Glyph) -> None:
        self._shown = None
        self._around.say(told, glyph)
        self._around.uncover(self._page)

    def _on_failed(self, failure: BaseException) -> None:
        self._is_deciding = False
        if self._shown is not None:
            self._page.show_trouble(f"Nothing was decided: {failure}")
            self._page.show_decisions(self._shown, anyway=self._is_anyway)


def _waiting(desk: Correspondence) -> Sequence[Escalated]:
    return desk.returns.escalations()


def _handed_off(customer: ProfileId, order: str, desk: Paperwork) -> HandOff:
    return desk.people.hand_off(customer, order)


def _decided(
    key: str, decision: Decision, why: str, desk: Correspondence, *, anyway: bool
) -> tuple[Decision, Handed]:
    return decision, desk.returns.decide(key, decision, why, anyway=anyway)
