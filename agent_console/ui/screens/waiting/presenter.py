"""Keeps the list of those who wait true, and has written down who takes care of whom."""

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from functools import partial

from agent_console.domain.acting.waiting import (
    LEAVES,
    DecisionKind,
    WaitingContact,
    WaitingState,
)
from agent_console.ports.acting.paperwork import Paperwork
from agent_console.ports.acting.waiting import DecisionRefusedError, TakenError, WaitingWish, Wanted
from agent_console.queries.desk import Desk
from agent_console.ui.screens.waiting import viewmodel
from agent_console.ui.screens.waiting.viewmodel import MAILBOX, Seen
from agent_console.ui.theme.glyphs import Glyph
from agent_console.ui.widgets.people.listing import Listing, ResultRow
from agent_console.ui.widgets.people.worklist import Around, Worklist

MOST, MOST_OF_REST = 100, 60
"""Of those whose turn it is ours, more than the rail counts; and of the rest."""
FAR_BACK = timedelta(days=30)
OPEN = frozenset({WaitingState.OPEN})
REST = frozenset({WaitingState.CUSTOMER, WaitingState.DONE})
NOBODY = "Nobody is chosen who waits; choose one in the list."


class Waiting(Worklist):
    """The customers whose turn it is ours, and what T, S and D decide about them."""

    def __init__(self, around: Around) -> None:
        super().__init__()
        self._around = around
        self._actor = ""
        self._told_of = 0
        self._seen: Seen | None = None
        self._shown = viewmodel.loading()
        around.clerk.opened.connect(self._ask_who)

    def listing(self) -> Listing:
        """Return who waits, or why nobody does."""
        return self._shown

    def count(self) -> int:
        """Return for how many it is our turn."""
        now = self._around.times.clock.now()
        return sum(viewmodel.is_due(one, now) for one in self._seen.open) if self._seen else 0

    def refresh(self) -> None:
        """Ask anew who waits."""
        self._around.reader.ask(_seen, self._on_seen, self._on_failed, key=self)

    def commands(self) -> Mapping[str, Callable[[], None]]:
        """Return what the keys do."""
        return {
            "waiting_take": self.take,
            "waiting_later": self.put_off,
            "waiting_done": self.finish,
        }

    def look_at_page(self) -> None:
        """Say that a colleague has the customer on the page, once as it comes in sight."""
        one = self._on_page()
        told_before, self._told_of = self._told_of, one.id if one else 0
        if one is None or one.id == told_before or not one.care.taken_from(self._actor):
            return
        told = viewmodel.has_it(one.care.owner or "", one.care.since, self._around.times)
        self._around.say(f"{one.name}: {told}", Glyph.PERSON)

    def take(self) -> None:
        """Take the chosen one, or give it back; what was put off or done comes back with that."""
        if (one := self._chosen()) is None:
            return
        is_mine = one.care.owner == self._actor
        if is_mine and one.snoozed_until(self._around.times.clock.now()) is None:
            self._decide(one, f"Given back: {one.name}", DecisionKind.RELEASE)
        elif is_mine:
            self._decide(one, f"Yours: {one.name}", DecisionKind.RELEASE, DecisionKind.CLAIM)
        else:
            self._decide(one, f"Yours: {one.name}", DecisionKind.CLAIM)

    def put_off(self) -> None:
        """Put the one that is open off until tomorrow morning."""
        if (one := self._open()) is not None:
            morning = viewmodel.next_morning(self._around.times)
            told = viewmodel.until(morning, self._around.times)
            self._decide(one, f"Put off until {told}: {one.name}", DecisionKind.SNOOZE)

    def finish(self) -> None:
        """Say of the one that is open that it needs no answer."""
        if (one := self._open()) is not None:
            self._decide(one, f"Done without an answer: {one.name}", DecisionKind.DONE)

    def _chosen(self) -> WaitingContact | None:
        """Return the current row of the list, else what the customer on the page has asked."""
        seen, row = self._seen, self._around.chosen()
        if seen is None:
            return None
        found = seen.find(row.key) if row else None
        found = found or self._on_page()
        if found is None:
            self._around.say(NOBODY, Glyph.PERSON)
        return found

    def _open(self) -> WaitingContact | None:
        """Return the chosen one if it is on the page: nobody is done with who was not seen."""
        one = self._chosen()
        if one is None or self._around.in_sight(int(one.customer)):
            return one
        self._around.say(f"Open {one.name} first: Enter in the list.", Glyph.PERSON)
        return None

    def _on_page(self) -> WaitingContact | None:
        everybody = (*self._seen.open, *self._seen.rest) if self._seen else ()
        return next((one for one in everybody if self._around.in_sight(int(one.customer))), None)

    def _decide(self, one: WaitingContact, told: str, *kinds: DecisionKind) -> None:
        if not self._around.clerk.is_readable():
            self._around.say("The store is not open; nothing was changed.", Glyph.WARNING)
            return
        morning = viewmodel.next_morning(self._around.times)
        wanted = [Wanted(one.id, kind, morning) for kind in kinds]
        question = partial(_decided, wanted)
        on_decided = partial(self._on_decided, one, told)
        self._around.clerk.ask(question, on_decided, self._on_refused)

    def _ask_who(self) -> None:
        self._around.clerk.ask(_actor, self._on_who, _name_everybody, key=self)

    def _on_who(self, actor: str) -> None:
        self._actor = actor
        self._show()

    def _on_seen(self, seen: Seen) -> None:
        self._seen = seen
        self._show()

    def _show(self) -> None:
        if self._seen is not None:
            shown = viewmodel.listing(self._seen, self._around.times, self._actor)
            if shown != self._shown:
                self._shown = shown
                self.changed.emit()

    def _on_failed(self, failure: BaseException) -> None:
        self._seen, self._shown = None, viewmodel.failed(str(failure))
        self.changed.emit()

    def _on_decided(self, one: WaitingContact, told: str, last: DecisionKind) -> None:
        if last in LEAVES:
            again = f"Waits again: {one.name}"
            undo = partial(self._decide, one, again, DecisionKind.REOPEN)
            self._around.offer_undo(told, undo)
            _go_on_from(str(one.id), self._around, self._shown)
        else:
            self._around.say(told, Glyph.CHECK)
        self.refresh()

    def _on_refused(self, failure: BaseException) -> None:
        if isinstance(failure, TakenError):
            told = viewmodel.has_it(failure.owner, failure.since, self._around.times)
            told = f"{told} Nothing was changed."
        else:
            is_told = isinstance(failure, DecisionRefusedError)
            told = str(failure) if is_told else f"Not saved: {failure}"
        self._around.say(told, Glyph.WARNING)
        self.refresh()


def _go_on_from(key: str, around: Around, shown: Listing) -> None:
    """Go to the next whose turn it is, so that it is not left with the one that leaves."""
    row = around.chosen()
    if row is not None and row.key == key:
        after = shown.rows[shown.rows.index(row) + 1 :]
        around.walk(1 if after and isinstance(after[0], ResultRow) else -1)


def _seen(desk: Desk) -> Seen:
    since = desk.clock.now() - FAR_BACK
    return Seen(
        desk.waiting.contacts(WaitingWish(OPEN, MOST)),
        desk.waiting.contacts(WaitingWish(REST, MOST_OF_REST, since=since)),
        [one for one in desk.health.health() if one.kind == MAILBOX],
    )


def _decided(wanted: Sequence[Wanted], desk: Paperwork) -> DecisionKind:
    for one in wanted:
        desk.waiting.decide(one)
    return wanted[-1].kind


def _actor(desk: Paperwork) -> str:
    return desk.waiting.actor


def _name_everybody(_failure: BaseException) -> None:
    """Leave it at names, one's own too, where nobody can say who sits here."""
