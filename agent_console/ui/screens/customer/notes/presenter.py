"""Keeps what is noted while it is typed, and saves it once."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QObject, Signal

from agent_console.domain.acting.intent import new_key
from agent_console.domain.acting.note import Note, NoteDraft
from agent_console.domain.observation import Direction
from agent_console.domain.profile import ProfileId
from agent_console.ports.acting.notebook import NoteRefusedError
from agent_console.ports.acting.paperwork import Paperwork
from agent_console.ui.bridge.reader import Clerk
from agent_console.ui.screens.customer.notes.pane import NotePane
from agent_console.ui.screens.customer.writing.keeping import Keeping

NOT_OPEN = "The store is not open: what you type here is not kept."


@dataclass(frozen=True, slots=True)
class NoteWish:
    """On whom something is to be noted: the customer's profiles, the orders to choose from.

    `order` is the one in sight; with `call` it is to be the record of a call.
    """

    profiles: tuple[ProfileId, ...]
    orders: tuple[str, ...] = ()
    order: str | None = None
    call: Direction | None = None


class Noting(QObject):
    """One note on one customer, from N to the timeline.

    `opened` and `closed` say whether it is to be in sight, `saved` that it is on the timeline.
    """

    opened = Signal()
    closed = Signal()
    saved = Signal()

    def __init__(self, pane: NotePane, clerk: Clerk) -> None:
        super().__init__(pane)
        self._pane = pane
        self._clerk = clerk
        self._wish: NoteWish | None = None
        self._key = ""
        self._is_saving = False
        self._keeping = Keeping(self)
        self._keeping.due.connect(self._keep)
        pane.changed.connect(self._on_changed)
        pane.save_wanted.connect(self.save)
        pane.closed.connect(self.close)

    def open(self, wish: NoteWish) -> None:
        """Show what was being written on the customer, or an empty note."""
        if self._wish is not None:
            return
        self._wish, self._key, self._is_saving = wish, new_key(), False
        self._pane.show_note(Note("", wish.order, wish.call), wish.orders)
        if not self._clerk.is_readable():
            self._pane.show_reason(NOT_OPEN)
        question = partial(_draft, wish.profiles)
        self._clerk.ask(question, self._on_draft, self._on_failed, key=self)
        self.opened.emit()
        self._pane.first().setFocus()

    def close(self) -> None:
        """Put the note away; what was typed is kept."""
        if self._wish is not None:
            self.keep()
            self._wish = None
            self.closed.emit()

    def keep(self) -> None:
        """Keep what was typed, if it is not kept yet."""
        if self._keeping.is_owed():
            self._keep()

    def save(self) -> None:
        """Save the note; pressed again while it is being saved it does nothing."""
        if self._wish is None or self._is_saving:
            return
        self._is_saving = True
        self._keeping.stop()
        self._pane.show_saving()
        question = partial(_saved, self._wish.profiles[0], self._draft())
        self._clerk.ask(question, self._on_saved, self._on_failed)

    def _draft(self) -> NoteDraft:
        return NoteDraft(self._key, self._pane.note())

    def _on_draft(self, found: NoteDraft | None) -> None:
        """Take up what was being written; what was typed since N follows it."""
        wish = self._wish
        if wish is None or found is None or self._is_saving:
            return
        typed = self._pane.note()
        self._key = found.key
        words = "\n".join(filter(None, (found.note.text, typed.text)))
        order = found.note.order if found.note.order in wish.orders else wish.order
        shown = replace(found.note, text=words, order=order, call=wish.call or found.note.call)
        self._pane.show_note(shown, wish.orders)
        self._pane.editor.go_to_end()

    def _on_changed(self) -> None:
        if self._wish is not None and not self._is_saving:
            self._keeping.typed()

    def _keep(self) -> None:
        self._keeping.stop()
        if self._wish is not None:
            question = partial(_kept, self._wish.profiles, self._draft())
            self._clerk.ask(question, _nothing, self._on_not_kept)

    def _on_saved(self, _is_new: bool) -> None:
        self._is_saving = False
        self._keeping.stop()
        self._wish = None
        self.saved.emit()
        self.closed.emit()

    def _on_failed(self, failure: BaseException) -> None:
        self._is_saving = False
        is_told = isinstance(failure, NoteRefusedError)
        self._pane.show_reason(str(failure) if is_told else f"Not saved: {failure}")
        self._keeping.typed()

    def _on_not_kept(self, failure: BaseException) -> None:
        self._pane.show_reason(f"What you type is not kept: {failure}")


def _draft(profiles: Sequence[ProfileId], desk: Paperwork) -> NoteDraft | None:
    return desk.notes.draft(profiles)


def _kept(profiles: Sequence[ProfileId], draft: NoteDraft, desk: Paperwork) -> None:
    desk.notes.keep(profiles, draft)


def _saved(profile: ProfileId, draft: NoteDraft, desk: Paperwork) -> bool:
    return desk.notes.save(profile, draft)


def _nothing(_told: None) -> None:
    return None
