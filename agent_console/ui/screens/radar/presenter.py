"""Keeps list and board true, and has parcels taken."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from functools import partial

from agent_console.domain.watching.radar import Concern, ParcelKey
from agent_console.ports.acting.paperwork import Paperwork
from agent_console.ports.acting.waiting import DecisionRefusedError
from agent_console.ports.tracking.watching import Charge
from agent_console.queries import radar as query
from agent_console.queries.desk import Desk
from agent_console.ui.screens.radar import viewmodel
from agent_console.ui.screens.radar.board import RadarBoard
from agent_console.ui.screens.radar.choice import only
from agent_console.ui.screens.radar.viewmodel import ParcelRow
from agent_console.ui.theme.glyphs import Glyph
from agent_console.ui.widgets.people.listing import Listing
from agent_console.ui.widgets.people.worklist import Around, Worklist
from agent_console.ui.widgets.state_panel import Situation

NOBODY = "No parcel is chosen; choose one in the list."


class Radar(Worklist):
    """The parcels at risk: a list at the left, the board in place of the page, T to take one."""

    def __init__(self, around: Around) -> None:
        super().__init__()
        self._around = around
        self._actor = ""
        self._seen: query.Radar | None = None
        self._situation: Situation | None = viewmodel.loading()
        self._shown = viewmodel.resting(viewmodel.loading())
        self._made: RadarBoard | None = None
        around.clerk.opened.connect(self._ask_who)

    def listing(self) -> Listing:
        """Return the parcels at risk, or why there are none."""
        return self._shown

    def count(self) -> int:
        """Return how many customers will notice today, and were not told."""
        return self._seen.counts.notice_today if self._seen else 0

    def refresh(self) -> None:
        """Ask anew what is at risk."""
        question = partial(_seen, _midnight(self._around), self._actor)
        self._around.reader.ask(question, self._on_seen, self._on_failed, key=self)

    def commands(self) -> Mapping[str, Callable[[], None]]:
        """Return what the keys do."""
        return {"waiting_take": self.take}

    def come_in_sight(self) -> None:
        """Show the board."""
        self._show()
        self._around.cover(self._board())

    def take(self) -> None:
        """Take the chosen parcel, or give it back."""
        one = self._chosen()
        if one is None:
            self._around.say(NOBODY, Glyph.PARCEL)
            return
        if not self._around.clerk.is_readable():
            self._around.say("The store is not open; nothing was changed.", Glyph.WARNING)
            return
        is_mine = bool(self._actor) and one.owner == self._actor
        told = f"Given back: {one.name}" if is_mine else f"Yours: {one.name}"
        question = partial(_handed, one.key, is_taken=not is_mine)
        self._around.clerk.ask(question, partial(self._on_handed, told), self._on_refused)

    def _board(self) -> RadarBoard:
        """Return the board, which is made when it is first wanted."""
        if self._made is None:
            self._made = RadarBoard(self._around.theme)
            self._made.opened.connect(self._on_opened)
            self._made.walked.connect(self._tell)
            self._made.take_wanted.connect(self.take)
            self._made.more_wanted.connect(self._show)
            self._made.choice.chosen.connect(self._show)
            self._show_board(self._made)
        return self._made

    def _chosen(self) -> Concern | None:
        board = self._made
        on_board = board.current() if board and board.rows.hasFocus() else None
        row = self._around.chosen()
        keys = [on_board.key if on_board else "", row.key if row else ""]
        keys.append(at.key if board and (at := board.current()) else "")
        return next(filter(None, map(self._find, keys)), None)

    def _find(self, key: str) -> Concern | None:
        concerns = self._seen.concerns if self._seen else ()
        return next((one for one in concerns if one.key.text() == key), None)

    def _on_opened(self, row: ParcelRow) -> None:
        self._around.open_customer(int(row.customer), row.sought)

    def _tell(self, row: ParcelRow) -> None:
        one = self._find(row.key)
        if one is not None and self._seen is not None and self._made is not None:
            told = viewmodel.detail(one, self._seen.policy, self._around.times)
            self._made.show_detail(told, row.owner.text)

    def _ask_who(self) -> None:
        self._around.clerk.ask(_actor, self._on_who, _name_everybody, key=self)

    def _on_who(self, actor: str) -> None:
        self._actor = actor
        self._show()

    def _on_seen(self, seen: query.Radar) -> None:
        self._seen = seen
        self._situation = None if seen.concerns else viewmodel.nothing()
        self._show()

    def _on_failed(self, failure: BaseException) -> None:
        self._seen, self._situation = None, viewmodel.failed(str(failure))
        self._show()

    def _show(self) -> None:
        """Bring list and board up to what was seen."""
        situation = self._situation
        if situation is not None or self._seen is None:
            shown = viewmodel.resting(situation or viewmodel.loading())
        else:
            shown = viewmodel.listing(
                _wanted(self._made, self._seen, self._actor), self._around.times, self._actor
            )
        if self._made is not None:
            self._show_board(self._made)
        if shown != self._shown:
            self._shown = shown
            self.changed.emit()

    def _show_board(self, board: RadarBoard) -> None:
        if self._situation is not None or self._seen is None:
            board.show_situation(self._situation or viewmodel.loading())
            return
        board.choice.show_counts(self._seen)
        wanted = _wanted(self._made, self._seen, self._actor)
        rows = viewmodel.board(wanted, self._around.times, self._actor, board.whole)
        board.show_rows(viewmodel.summary(self._seen), rows or [viewmodel.NONE_OF_THEM])
        if board.current() is None:
            board.show_detail(None)
            board.rows.walk_to_first()
        elif (row := board.current()) is not None:
            self._tell(row)

    def _on_handed(self, told: str, _charge: Charge) -> None:
        self._around.say(told, Glyph.CHECK)
        self.refresh()

    def _on_refused(self, failure: BaseException) -> None:
        is_told = isinstance(failure, DecisionRefusedError)
        self._around.say(str(failure) if is_told else f"Not saved: {failure}", Glyph.WARNING)
        self.refresh()


def _wanted(board: RadarBoard | None, seen: query.Radar, actor: str) -> query.Radar:
    """Return what is to be shown of all that is at risk."""
    return seen if board is None else only(seen, board.choice.which, actor)


def _midnight(around: Around) -> datetime:
    """Return when today ends here."""
    here = around.times.clock.now().astimezone(around.times.zone) + timedelta(days=1)
    return here.replace(hour=0, minute=0, second=0, microsecond=0)


def _seen(end_of_day: datetime, actor: str, desk: Desk) -> query.Radar:
    return query.radar(desk.radar, end_of_day, actor or None)


def _handed(key: ParcelKey, desk: Paperwork, *, is_taken: bool) -> Charge:
    return desk.radar.take(key) if is_taken else desk.radar.give_back(key)


def _actor(desk: Paperwork) -> str:
    return desk.radar.actor


def _name_everybody(_failure: BaseException) -> None:
    """Leave it at names, one's own too, where nobody can say who sits here."""
