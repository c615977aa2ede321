"""What happens in the window: searches, customers, freshness, news of the worker, keys."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from agent_console.domain.profile import ProfileId
from agent_console.ports.desktop import Changed, Progress, RefreshCustomer, Refreshed, WakeUp
from agent_console.ports.reading import ConnectionHealth
from agent_console.queries.desk import Desk
from agent_console.ui.bridge.reader import Reader
from agent_console.ui.bridge.worker import WorkerLink, WorkerState, WorkerStatus
from agent_console.ui.screens.customer.presenter import Surroundings
from agent_console.ui.screens.search.presenter import SearchPresenter
from agent_console.ui.screens.search.viewmodel import store_failed
from agent_console.ui.shell.freshness import lamps
from agent_console.ui.shell.open_customers import OpenCustomers
from agent_console.ui.shell.window import MainWindow
from agent_console.ui.theme.glyphs import Glyph
from agent_console.ui.widgets.times import Times

AGES_MS = 20_000
SETTLE_MS = 150
"""News that arrive in a burst are looked at once."""
SAID_MS = 5000


class Session(QObject):
    """Ties window, reader and worker together."""

    def __init__(
        self,
        window: MainWindow,
        reader: Reader,
        worker: WorkerLink | None,
        *,
        times: Times,
        open_url: Callable[[str], bool],
    ) -> None:
        super().__init__(window)
        self.window = window
        self.reader = reader
        self._worker = worker
        self._times = times
        self._progress: dict[str, Progress] = {}
        self._health: Sequence[ConnectionHealth] = ()
        self._changed: set[int] = set()
        around = Surroundings(
            reader=reader,
            times=times,
            copy=self._copy,
            open_url=open_url,
            refresh=self._refresh_customer,
            failing=self._failing,
            search=window.show_list,
        )
        self.customers = OpenCustomers(window.theme, around, window.tabs, window.pages)
        self.search = SearchPresenter(window.search, reader)
        self._ages = QTimer(self, interval=AGES_MS)
        self._settle = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._wire()

    def start(self) -> None:
        """Open the store and start the worker; the window is in sight by now."""
        self.reader.open()
        self._ages.start()
        if self._worker is not None:
            self._worker.start()

    def stop(self) -> None:
        """Let go of the store and end the worker."""
        self._ages.stop()
        if self._worker is not None:
            self._worker.stop()
        self.reader.close()

    def open_customer(self, profile: object) -> None:
        """Open a customer because somebody chose it, and give the timeline the keyboard."""
        self.customers.open(ProfileId(int(str(profile))))
        if page := self.customers.current():
            self.window.show_page(is_open=True)
            page.view.timeline.list.setFocus()

    def focus_page(self) -> None:
        """Give the keyboard back to where it was on the page in sight."""
        if page := self.customers.current():
            self.window.show_page(is_open=True)
            last: QWidget | None = page.view.focusWidget()
            (page.view.timeline.list if last is None else last).setFocus()

    def step_tab(self, step: int) -> None:
        """Go to the next (+1) or the previous (-1) customer, with the keyboard."""
        self.customers.step(step)
        self.focus_page()

    def is_settled(self) -> bool:
        """Say whether everything asked for is on the screen."""
        return self.reader.is_idle() and not self._settle.isActive()

    def _wire(self) -> None:
        window = self.window
        window.search.customer_chosen.connect(self.open_customer)
        window.search.left.connect(self.focus_page)
        window.search.text_changed.connect(self._on_text)
        window.rail.mark_latest(True)
        self.customers.changed.connect(self._on_customers)
        self.search.sync_wanted.connect(self._wake_up)
        self.search.reopen_wanted.connect(self.reader.open)
        self.reader.opened.connect(self._ask_health)
        self.reader.unavailable.connect(self._on_unavailable)
        self._ages.timeout.connect(self._on_time)
        self._settle.timeout.connect(self._on_settled)
        if self._worker is not None:
            self._worker.progress.connect(self._on_progress)
            self._worker.changed.connect(self._on_changed)
            self._worker.refreshed.connect(self._on_refreshed)
            self._worker.state.connect(self._on_worker)

    def _copy(self, words: str) -> None:
        QGuiApplication.clipboard().setText(words)

    def _wake_up(self) -> None:
        if self._worker is not None:
            self._worker.send(WakeUp())

    def _refresh_customer(self, customer: int) -> str:
        if self._worker is None:
            return "Nothing reads the connections here"
        self._worker.send(RefreshCustomer(customer))
        return "Refreshing …" if self._worker.is_connected() else "Waiting for the worker …"

    def _on_text(self, text: str) -> None:
        self.window.rail.mark_latest(not text.strip())

    def _on_customers(self) -> None:
        if page := self.customers.current():
            self.window.search.mark(page.profile)
        self.window.show_page(is_open=self.window.tabs.count() > 0)

    def _on_unavailable(self, failure: BaseException) -> None:
        self.window.search.show_listing(store_failed(str(failure)))

    def _on_time(self) -> None:
        self._ask_health()
        self.window.search.repaint_ages()
        self.customers.repaint_ages()

    def _ask_health(self) -> None:
        self.reader.ask(_health, self._on_health, self._on_no_health, key="health")

    def _on_health(self, health: Sequence[ConnectionHealth]) -> None:
        before, self._health = self._failing(), health
        self._show_freshness()
        if before != self._failing():
            self.customers.repaint_ages()

    def _on_no_health(self, failure: BaseException) -> None:
        """Leave the lamps as they are; the list says that the store cannot be read."""

    def _failing(self) -> frozenset[str]:
        return frozenset(one.name for one in self._health if one.failing_since is not None)

    def _show_freshness(self) -> None:
        self.window.freshness.show_lamps(lamps(self._health, self._progress, self._times))

    def _on_progress(self, news: Progress) -> None:
        if news.is_running:
            self._progress[news.connection] = news
        else:
            self._progress.pop(news.connection, None)
            self._settle.start()
        self._show_freshness()
        told = [f"{one.done} of {one.total}" for one in self._progress.values() if one.total]
        self.search.tell_syncing(", ".join(told))

    def _on_changed(self, news: Changed) -> None:
        self._changed |= set(news.customers)
        if not self._settle.isActive():
            self._settle.start()

    def _on_settled(self) -> None:
        for page in self.customers.concerned(iter(self._changed)):
            page.reload()
        self._changed.clear()
        self.search.refresh()
        self._ask_health()

    def _on_refreshed(self, news: Refreshed) -> None:
        for page in self.customers.concerned(iter((news.customer,))):
            page.tell_refreshed(news.failure)
        self._ask_health()

    def _on_worker(self, state: WorkerState) -> None:
        bar = self.window.bar
        if state.status is WorkerStatus.RESTARTING:
            bar.say(
                f"The worker stopped: {state.why}. It starts again in {state.again_in_s} s; "
                "everything that was read stays readable."
            )
        elif state.status is WorkerStatus.STOPPED:
            bar.say(f"The worker cannot be started: {state.why}. What was read stays readable.")
        elif state.status is WorkerStatus.RUNNING and bar.isVisible():
            bar.say("The worker runs again.", glyph=Glyph.CHECK, for_ms=SAID_MS)


def _health(desk: Desk) -> Sequence[ConnectionHealth]:
    return desk.health.health()
