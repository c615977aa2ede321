"""What the worker tells: how far it reads, what changed, how a refresh went, how it is itself."""

from PySide6.QtCore import QObject, QTimer, Signal

from agent_console.ports.desktop import (
    Changed,
    FetchFile,
    Followed,
    FollowParcels,
    Paused,
    PauseReading,
    Progress,
    RefreshCustomer,
    Refreshed,
    WakeUp,
)
from agent_console.ui.bridge.reader import Reader
from agent_console.ui.bridge.worker import WorkerLink
from agent_console.ui.bridge.worker_state import WorkerState, WorkerStatus
from agent_console.ui.shell.bars.notices import DockedBar
from agent_console.ui.shell.news.troubles import TRY_AGAIN_KEY, refused
from agent_console.ui.theme.glyphs import Glyph

SETTLE_MS = 250
"""News that arrive in a burst are looked at once."""
PATIENCE_MS = 700
"""A pass shorter than this is not worth a flicker of its lamp."""
SAID_MS = 5000


class WorkerNews(QObject):
    """Passes wishes on and turns news into signals; without a worker there are none."""

    progressed = Signal(object)
    changed = Signal(object)
    refreshed = Signal(object)
    file_fetched = Signal(object)

    def __init__(self, worker: WorkerLink | None, reader: Reader, bar: DockedBar) -> None:
        super().__init__(bar)
        self._worker = worker
        self._reader = reader
        self._bar = bar
        self._passes: dict[str, Progress] = {}
        self._customers: set[int] = set()
        self._is_paused = self._was_down = False
        self._refusal: WorkerState | None = None
        self._awaited: set[int] = set()
        self._settle = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settle.timeout.connect(self._on_settled)
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._patience.timeout.connect(self._tell_progress)
        if worker is not None:
            worker.progress.connect(self.hear_progress)
            worker.changed.connect(self.hear_change)
            worker.refreshed.connect(self.hear_refresh)
            worker.followed.connect(self._on_followed)
            worker.file_fetched.connect(self.file_fetched)
            worker.paused.connect(self.hear_paused)
            worker.state.connect(self.hear_state)

    def start(self) -> None:
        """Start the worker, also one that would not begin before."""
        if self._worker is not None:
            self._refusal = None
            self._bar.hide()
            self._worker.start()

    def stop(self) -> None:
        """End the worker."""
        if self._worker is not None:
            self._worker.stop()

    def wake_up(self) -> None:
        """Have all connections read now."""
        if self._worker is not None:
            self._worker.send(WakeUp())

    def pause_or_go_on(self) -> None:
        """Have the reading of all connections stopped where it is, or gone on with."""
        if self._worker is not None:
            self._worker.send(WakeUp() if self._is_paused else PauseReading())

    def refresh(self, customer: int) -> str:
        """Have one customer read again, and say how that will go."""
        if self._worker is None:
            return "Nothing reads the connections here"
        if self._refusal is not None:
            return f"Not refreshed: {self._refusal.why}"
        self._awaited.add(customer)
        self._worker.send(RefreshCustomer(customer))
        return "Refreshing …" if self._worker.is_connected() else "Waiting for the worker …"

    def follow(self, customer: int, numbers: tuple[str, ...]) -> None:
        """Have the parcels of a customer asked for, quietly: she was only opened."""
        if self._worker is not None and self._refusal is None:
            self._worker.send(FollowParcels(customer, numbers))

    def fetch_file(self, event: int, number: int) -> str:
        """Have a file of a message fetched, and say how that will go."""
        if self._worker is None or self._refusal is not None:
            return "cannot be fetched: no worker runs"
        self._worker.send(FetchFile(event, number))
        return "fetching …" if self._worker.is_connected() else "waiting for the worker …"

    def is_refused(self) -> bool:
        """Say whether the worker will not begin until something is mended."""
        return self._refusal is not None

    def is_settled(self) -> bool:
        """Say whether all news are passed on."""
        return not self._settle.isActive()

    def hear_progress(self, news: Progress) -> None:
        """Remember how far a pass is."""
        if news.is_running:
            self._passes[news.connection] = news
            if not self._patience.isActive():
                self._patience.start()
            return
        self._passes.pop(news.connection, None)
        self._tell_progress()
        self._settle.start()

    def hear_paused(self, news: Paused) -> None:
        """Say that nothing is read until somebody wants it, or that it is read again."""
        was_paused, self._is_paused = self._is_paused, news.is_paused
        if news.is_paused:
            self._bar.say("Reading is paused; what was read stays. Ctrl+Shift+P goes on.")
        elif was_paused:
            self._bar.say("Reading goes on where it stopped.", glyph=Glyph.CHECK, for_ms=SAID_MS)

    def hear_change(self, news: Changed) -> None:
        """Remember who changed until the burst is over."""
        self._customers |= set(news.customers)
        if not self._settle.isActive():
            self._settle.start()

    def hear_refresh(self, news: Refreshed) -> None:
        """Pass on how a refresh went; what it counted was no pass."""
        self._awaited.discard(news.customer)
        self._passes.clear()
        self._tell_progress()
        self.refreshed.emit(news)

    def _on_followed(self, news: Followed) -> None:
        # At once, without the burst being over: somebody has this customer in front of them.
        self._passes.clear()
        self._tell_progress()
        self.changed.emit(frozenset({news.customer}))

    def hear_state(self, state: WorkerState) -> None:
        """Say in the bar how the worker is, when that is news."""
        if state.status is not WorkerStatus.RUNNING:
            self._passes.clear()
            self._tell_progress()
        self._refusal = state if state.status is WorkerStatus.STOPPED else None
        if state.status in {WorkerStatus.STOPPED, WorkerStatus.RESTARTING}:
            self._was_down = True
            self._give_up(state.why or "the worker said no reason")
        is_readable = self._reader.is_readable()
        rest = "; everything that was read stays readable" if is_readable else ""
        if state.trouble is not None:
            self._say_refused()
        elif state.status is WorkerStatus.RESTARTING:
            again = f"It starts again in {state.again_in_s} s{rest}."
            self._bar.say(f"The worker stopped: {state.why}. {again}")
        elif state.status is WorkerStatus.STOPPED:
            self._bar.say(f"The worker cannot be started: {state.why}{rest}.")
        elif state.status is WorkerStatus.RUNNING and self._was_down:
            self._was_down = False
            self._bar.say("The worker runs again.", glyph=Glyph.CHECK, for_ms=SAID_MS)

    def _give_up(self, why: str) -> None:
        """Tell whoever waits for a refresh what is in the way; a wish kept for later may follow."""
        awaited, self._awaited = self._awaited, set()
        for customer in awaited:
            self.refreshed.emit(Refreshed(customer, f"the worker does not run: {why}"))

    def _say_refused(self) -> None:
        state = self._refusal
        if state is None or state.trouble is None or self._reader.failed():
            return
        is_readable = self._reader.is_readable()
        words = refused(state.trouble, state.why, is_readable=is_readable)
        self._bar.say(words, offer=("Try again", TRY_AGAIN_KEY))

    def _tell_progress(self) -> None:
        self.progressed.emit(tuple(self._passes.values()))

    def _on_settled(self) -> None:
        customers, self._customers = self._customers, set()
        self.changed.emit(frozenset(customers))
