"""Has a message written and handed in; what is typed is kept at once, and Enter sends only once."""

from dataclasses import replace
from functools import partial
from time import monotonic

from PySide6.QtCore import QObject, Signal

from agent_console.domain.profile import ProfileId
from agent_console.ports.acting.outbox import Handed
from agent_console.ports.acting.writing import Correspondence, Preview, Wish
from agent_console.ui.bridge.reader import Writer
from agent_console.ui.screens.customer.writing.keeping import Keeping
from agent_console.ui.screens.customer.writing.pane import ComposePane

LEAST_S = 0.4
"""A preview is not confirmed sooner: by then a person has seen it, and a scanner has ended."""


class Composing(QObject):
    """One message to one customer, from M to the outbox.

    `opened` and `closed` say whether it is to be in sight, `sent` that it lies in the outbox.
    """

    opened = Signal()
    closed = Signal()
    sent = Signal()

    def __init__(self, pane: ComposePane, writer: Writer) -> None:
        super().__init__(pane)
        self._pane = pane
        self._writer = writer
        self._wish: Wish | None = None
        self._preview: Preview | None = None
        self._shown_at = 0.0
        self._is_sending = False
        self._sends_next = self._is_chosen = False
        self._typing = Keeping(self)
        self._typing.due.connect(self._on_typed)
        self._wire()

    def open(self, wish: Wish) -> None:
        """Have a message written as it fits the customer, and show it."""
        if self._wish is not None:
            return
        self._preview, self._is_sending, self._sends_next = None, False, False
        self._pane.show_writing()
        self._ask(wish)
        self.opened.emit()
        self._pane.first().setFocus()

    def close(self) -> None:
        """Put the message away; its words are kept."""
        if self._wish is not None:
            self.keep()
            self._wish = self._preview = None
            self.closed.emit()

    def keep(self) -> None:
        """Keep what was typed, if it is not kept yet."""
        if self._typing.is_owed() and self._wish is not None:
            self._typing.stop()
            self._keep(self._wish.profile)

    def send(self) -> None:
        """Hand in what is previewed; too soon, twice, or while it still changes it does nothing."""
        preview = self._preview
        if preview is None or self._is_sending or not self._was_seen():
            return
        if self._typing.is_owed():
            self._sends_next = True
            self._typing.stop()
            self._on_typed()
        elif self._wish != preview.wish:
            self._sends_next = True
        elif preview.letter is not None and not (preview.cannot or preview.differs):
            self._hand_in(preview)

    def _was_seen(self) -> bool:
        """Say whether a person saw what would leave, but for the words she types herself."""
        return not self._is_chosen and monotonic() - self._shown_at >= LEAST_S

    def _wire(self) -> None:
        pane = self._pane
        pane.send_wanted.connect(self.send)
        pane.anyway_wanted.connect(self._send_anyway)
        pane.closed.connect(self.close)
        pane.template_chosen.connect(self._choose_template)
        pane.language_chosen.connect(self._choose_language)
        pane.words_changed.connect(self._typing.typed)

    def _choose_template(self, name: str) -> None:
        if self._wish is not None:
            self.keep()
            self._is_chosen = True
            self._ask(replace(self._wish, template=name, words=self._pane.editor.words()))

    def _choose_language(self, code: str) -> None:
        if self._wish is not None:
            self.keep()
            self._is_chosen = True
            self._ask(replace(self._wish, language=code, words=self._pane.editor.words()))

    def _ask(self, wish: Wish) -> None:
        self._wish = wish
        question = partial(_written, wish)
        self._writer.ask(question, self._on_written, self._on_failed, key=self)

    def _on_written(self, preview: Preview) -> None:
        if self._wish is None:
            return
        is_other = self._preview is None or self._is_chosen
        self._is_chosen = False
        self._wish, self._preview = preview.wish, preview
        if not self._typing.is_owed():
            self._pane.show_preview(preview)
        if is_other:
            self._shown_at = monotonic()
            self._pane.first().setFocus()
            self._pane.editor.go_to_end()
        if self._sends_next:
            self._sends_next = False
            self.send()

    def _on_typed(self) -> None:
        if self._wish is None:
            return
        words = self._pane.editor.words()
        self._keep(self._wish.profile)
        self._ask(replace(self._wish, words=words))

    def _keep(self, profile: ProfileId) -> None:
        question = partial(_kept, profile, self._pane.editor.words())
        self._writer.ask(question, _nothing, self._on_failed)

    def _send_anyway(self) -> None:
        if self._preview is not None and not self._is_sending:
            self._hand_in(self._preview, anyway=True)

    def _hand_in(self, preview: Preview, *, anyway: bool = False) -> None:
        self._is_sending = True
        self._pane.show_sending()
        question = partial(_handed_in, preview, anyway=anyway)
        self._writer.ask(question, self._on_handed, self._on_failed)

    def _on_handed(self, handed: Handed) -> None:
        self._is_sending = False
        if handed.key is not None:
            self._typing.stop()
            self.sent.emit()
            self.close()
        elif self._preview is not None:
            self._preview = replace(self._preview, differs=handed.differs, cannot=handed.cannot)
            self._pane.show_reasons(handed.cannot, handed.differs)

    def _on_failed(self, failure: BaseException) -> None:
        self._is_sending = False
        self._pane.show_reasons((f"Nothing was sent: {failure}",), ())


def _written(wish: Wish, desk: Correspondence) -> Preview:
    return desk.preview(wish)


def _kept(profile: ProfileId, words: str, desk: Correspondence) -> None:
    desk.keep_draft(profile, words)


def _handed_in(preview: Preview, desk: Correspondence, *, anyway: bool) -> Handed:
    return desk.send(preview, anyway=anyway)


def _nothing(_told: None) -> None:
    return None
