"""What happens in the window: searches, customers, what is told by worker and store."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from agent_console.domain.customer import CustomerName
from agent_console.domain.profile import ProfileId
from agent_console.ports.desktop import Progress, Refreshed, Voice
from agent_console.ui.bridge.commands import Commands as CommandRuns
from agent_console.ui.bridge.hands import Hands
from agent_console.ui.bridge.reader import Reader
from agent_console.ui.bridge.worker import WorkerLink
from agent_console.ui.screens.customer.errands import Surroundings
from agent_console.ui.screens.customer.people.presenter import Company
from agent_console.ui.screens.first_run.situation import FirstRun, nothing_listed
from agent_console.ui.screens.first_run.stories import Story
from agent_console.ui.screens.search.presenter import SearchPresenter
from agent_console.ui.screens.search.viewmodel import Sources
from agent_console.ui.shell.bars.way_back import WayBack
from agent_console.ui.shell.customers.joined_tabs import JoinedTabs
from agent_console.ui.shell.customers.open_customers import OpenCustomers
from agent_console.ui.shell.freshness import how_far
from agent_console.ui.shell.news import troubles
from agent_console.ui.shell.news.callers import Callers
from agent_console.ui.shell.news.connections import ConnectionWatch
from agent_console.ui.shell.news.outgoing import Outgoing
from agent_console.ui.shell.news.worker import WorkerNews
from agent_console.ui.shell.setting_up import SettingUp
from agent_console.ui.shell.stories import Stories
from agent_console.ui.shell.window import MainWindow
from agent_console.ui.shell.worklists.places import LATEST, Places
from agent_console.ui.theme.glyphs import Glyph
from agent_console.ui.widgets.people.worklist import Around
from agent_console.ui.widgets.times import Times

LOOK_MS = 5000
"""So often the store is asked whether anybody wrote to it."""
SAID_MS = 6000
AGES_MS = 20_000
"""So often all ages are said anew: minutes are the smallest step there is."""


@dataclass(frozen=True, slots=True)
class Outside:
    """What the session needs of the world: pages opened, connections looked up, commands run."""

    open_url: Callable[[str], bool]
    has_connections: Callable[[], bool]
    first_run: FirstRun
    commands: CommandRuns
    unlock: Callable[[str], None]
    hands: Hands
    can_write: bool = True
    stories: Sequence[Story] = ()
    voice: Voice | None = None


class Session(QObject):
    """Ties window, reader and worker together."""

    def __init__(
        self,
        window: MainWindow,
        reader: Reader,
        worker: WorkerLink | None,
        *,
        times: Times,
        outside: Outside,
    ) -> None:
        super().__init__(window)
        self.window = window
        self.reader = reader
        self._outside = outside
        self.watch = ConnectionWatch(window.freshness, reader, times)
        self.news = WorkerNews(worker, reader, window.bar)
        self.hands = outside.hands
        self.writer = outside.hands.writer
        self.outgoing = Outgoing(self.writer, window.countdown)
        self.way_back = WayBack(window.bar)
        around = Surroundings(
            reader=reader,
            times=times,
            copy=_copy,
            open_url=outside.open_url,
            refresh=self.news.refresh,
            follow=self.news.follow,
            silent=self.watch.silent,
            heard=self.watch.heard,
            search=window.show_list,
            fetch_file=self.news.fetch_file,
            file_fetched=self.news.file_fetched,
            hands=outside.hands,
            why_not=lambda: self.outgoing.why_not,
            why_not_return=lambda: self.outgoing.why_not_return,
            handle=self.outgoing.handle,
            voice=outside.voice,
            sent=self.outgoing.look,
            company=_company(self),
        )
        self.customers = OpenCustomers(window.theme, around, window.tabs, window.pages)
        self.outgoing.pages = self.customers
        self.search = SearchPresenter(window.search, reader, _sources(self.watch, times))
        self.places = Places(self.search, window.search, _around(self, times))
        self.setting_up = SettingUp(window, outside.commands, outside.unlock)
        self.callers = Callers(window, reader, self.customers, times)
        self.stories = Stories(window, reader, outside.stories)
        self._look = QTimer(self, interval=LOOK_MS)
        self._ages = QTimer(self, interval=AGES_MS)
        self._is_beginning = False
        self._wire()

    def start(self) -> None:
        """Open the store and start the worker, or say how to connect something first."""
        self._look.start()
        if self._outside.has_connections():
            self._begin()
        else:
            self.window.show_welcome(self._outside.first_run.situation())
            self.search.rest(nothing_listed())

    def stop(self) -> None:
        """Let go of the store and end the worker."""
        self._look.stop()
        self._ages.stop()
        self.setting_up.stop()
        self.news.stop()
        self.outgoing.stop()
        self.customers.keep()
        self._outside.hands.finish()
        self.reader.close()

    def try_again(self) -> bool:
        """Try again what could not begin; False when nothing is in the way."""
        failed, refused = self.reader.failed(), self.news.is_refused()
        if failed:
            self.reader.open()
        if refused:
            self.news.start()
        return failed or refused

    def open_customer(self, profile: object, sought: str = "") -> None:
        """Open a customer because somebody chose it; its timeline will have the keyboard.

        `sought` is the number of the order or parcel by which it was found, normalised.
        """
        self.customers.open(ProfileId(int(str(profile))), sought)

    def focus_page(self) -> None:
        """Give the keyboard back to where it was on the page in sight."""
        if page := self.customers.current():
            self.window.show_page(is_open=True)
            last: QWidget | None = page.view.focusWidget()
            (page.view.home() if last is None else last).setFocus()

    def step_tab(self, step: int) -> None:
        """Go to the next (+1) or the previous (-1) customer, with the keyboard."""
        self.customers.step(step)
        self.focus_page()

    def is_settled(self) -> bool:
        """Say whether everything asked for is on the screen."""
        parts = (self.reader.is_idle, self.news.is_settled, self.customers.is_settled)
        return all(is_settled() for is_settled in parts)

    def on_time(self) -> None:
        """Say all ages anew, and what became old."""
        self.watch.tell()
        self.watch.ask()
        self.window.search.repaint_ages()
        self.places.on_time()
        self.customers.repaint_ages()

    def _wire(self) -> None:
        window, news = self.window, self.news
        self.joined_tabs = JoinedTabs(self.customers, window.tabs)
        self.places.opened.connect(self.open_customer)
        self.places.marked.connect(window.rail.mark)
        self.places.counted.connect(window.rail.count)
        window.search.left.connect(self.focus_page)
        window.rail.mark(LATEST)
        window.freshness.told.connect(window.tell)
        self.customers.changed.connect(self._on_customers)
        self.search.sync_wanted.connect(news.wake_up)
        self.setting_up.connected.connect(self._on_look)
        self.setting_up.unlocked.connect(self.try_again)
        self.search.reopen_wanted.connect(self.reader.open)
        self.stories.found.connect(self.open_customer)
        self.search.newest_found.connect(self.open_customer)
        self.reader.opened.connect(self._on_opened)
        self.reader.unavailable.connect(self._on_unavailable)
        self._ages.timeout.connect(self.on_time)
        self._look.timeout.connect(self._on_look)
        self.watch.heard_changed.connect(self.customers.repaint_ages)
        self.watch.heard_changed.connect(self.search.hear_sources)
        self.watch.store_changed.connect(self.on_regrouped)
        news.progressed.connect(self._on_progress)
        news.changed.connect(self._on_changed)
        news.refreshed.connect(self._on_refreshed)
        self.outgoing.ended.connect(self._on_changed)

    def _begin(self) -> None:
        self._is_beginning = True
        self.stories.show_welcome()
        self.reader.open()
        self._ages.start()

    def _begin_work(self) -> None:
        """Start the worker once the store was tried: until then it would only take time away."""
        if self._is_beginning:
            self._is_beginning = False
            self.news.start()
            self.customers.spare.prepare()

    def _on_look(self) -> None:
        if self.reader.was_opened():
            self.watch.look()
        elif self._outside.has_connections():
            self._begin()

    def _on_opened(self) -> None:
        if self._outside.can_write:
            self._outside.hands.open()
        self._begin_work()
        self.stories.show_welcome()
        self.setting_up.opened()
        self.watch.ask()
        self.watch.look()

    def _on_unavailable(self, failure: BaseException) -> None:
        self.setting_up.tell(failure)
        self.search.rest(troubles.nothing_listed(failure))
        self._begin_work()

    def _on_customers(self) -> None:
        page = self.customers.current()
        self.window.search.mark(page.concerns if page else None)
        self.window.show_page(is_open=self.window.tabs.count() > 0)
        self.places.look_at_page()
        self.outgoing.look()

    def _on_progress(self, passes: Sequence[Progress]) -> None:
        self.watch.show_progress(passes)
        self.search.tell_syncing("; ".join(f"{one.connection}, {how_far(one)}" for one in passes))

    def _on_changed(self, customers: frozenset[int]) -> None:
        self.customers.reload(self.customers.concerned(iter(customers)))
        self.outgoing.look()
        self.places.refresh()
        self.watch.ask()

    def on_regrouped(self) -> None:
        """Read all again: somebody wrote to the store, or said who is one person."""
        self.customers.reload(self.customers)
        self.outgoing.look()
        self.places.refresh()
        self.watch.ask()

    def _on_refreshed(self, news: Refreshed) -> None:
        for page in self.customers.concerned(iter((news.customer,))):
            page.errands.tell_refreshed(news.failure, news.not_asked)
        self.watch.ask()


def _company(session: Session) -> Company:
    """Return what pages may ask of a session about people."""
    bar = session.window.bar

    def others() -> Sequence[CustomerName]:
        current = session.customers.current()
        names = (page.people.name() for page in session.customers if page is not current)
        return [one for one in names if one is not None]

    def caller() -> str:
        return session.callers.on_line.number()

    def keep() -> None:
        session.callers.on_line.keep()

    return Company(
        others=others,
        offer_undo=session.way_back.offer,
        say=lambda words: bar.say(words, glyph=Glyph.CHECK, for_ms=SAID_MS),
        regrouped=session.on_regrouped,
        caller=caller,
        keep=keep,
        copy=_copy,
    )


def _around(session: Session, times: Times) -> Around:
    """Return what worklists may ask of a session."""
    bar, customers = session.window.bar, session.customers

    def is_in_sight(one: int) -> bool:
        page = customers.current()
        return page is not None and not session.window.is_covered() and page.concerns(one)

    return Around(
        reader=session.reader,
        writer=session.writer,
        clerk=session.hands.clerk,
        times=times,
        in_sight=is_in_sight,
        say=lambda words, glyph: bar.say(words, glyph=glyph, for_ms=SAID_MS),
        theme=session.window.theme,
        cover=session.window.cover,
        uncover=session.window.uncover_from,
        open_customer=session.open_customer,
        sent=session.outgoing.look,
        copy=_copy,
        offer_undo=session.way_back.offer,
    )


def _sources(watch: ConnectionWatch, times: Times) -> Callable[[], Sources]:
    return lambda: Sources(watch.heard(), watch.silent(), times)


def _copy(words: str) -> None:
    QGuiApplication.clipboard().setText(words)
