"""What each key and each entry of the rail does; which key it is stands in keys.py."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from agent_console.ui.screens.customer.actions import ACTIONS
from agent_console.ui.screens.customer.presenter import CustomerPresenter
from agent_console.ui.screens.customer.timeline.looks import FILTERS
from agent_console.ui.screens.settings.viewmodel import GROUPS
from agent_console.ui.shell.keys import KEYS
from agent_console.ui.shell.session import Session

OnPage = Callable[[CustomerPresenter], None]


class Commands(QObject):
    """Gives every key its command; a command that needs a customer does nothing without one."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._window = session.window
        self._commands = {**self._everywhere(), **self._on_customer()}
        for key in KEYS:
            if key.sequence and key.command:
                shortcut = QShortcut(QKeySequence(key.sequence), self._window)
                shortcut.activated.connect(self._commands[key.command])
        self._window.rail.wanted.connect(self.do)
        self._window.welcome.accepted.connect(self.do)
        self._window.bar.accepted.connect(self._take_offer)

    def do(self, command: str) -> None:
        """Do a command by its word."""
        self._commands[command]()

    def _everywhere(self) -> dict[str, Callable[[], None]]:
        window, customers = self._window, self._session.customers
        setting_up = self._session.setting_up
        return {
            "search": window.show_list,
            **{name: partial(self._show_place, name) for name in self._session.places.names()},
            **self._session.places.commands(),
            "open_newest": self._session.search.open_newest,
            "refresh": self._again,
            "try_again": self._again,
            "undo": self._undo,
            "show_caller": self._session.callers.show,
            "why_failing": window.freshness.click,
            "pause": self._session.news.pause_or_go_on,
            "theme": window.theme.toggle,
            "keys": window.toggle_sheet,
            "settings": setting_up.open_settings,
            **{f"connect_{g.group}": partial(setting_up.connect_group, g.group) for g in GROUPS},
            "demo": setting_up.start_demo,
            **self._session.stories.commands(),
            "up": self._go_up,
            "next_pane": partial(self._step_pane, 1),
            "previous_pane": partial(self._step_pane, -1),
            "next_tab": partial(self._session.step_tab, 1),
            "previous_tab": partial(self._session.step_tab, -1),
            "close_tab": customers.close_current,
            "text_normal": partial(window.theme.step_text, 0),
            "text_larger": partial(window.theme.step_text, 1),
            "text_smaller": partial(window.theme.step_text, -1),
        }

    def _on_customer(self) -> dict[str, Callable[[], None]]:
        here: dict[str, OnPage] = {
            "call": lambda page: page.errands.log_call(),
            "keep_number": lambda _: self._session.callers.on_line.keep(),
            "unlink": lambda page: page.people.unlink_newest(),
            "copy_answer": lambda page: page.errands.copy_answer(),
            "read_aloud": lambda page: page.errands.read_aloud(),
            "troubled_order": lambda page: page.orders.look_at_trouble(),
            "next_order": lambda page: page.orders.step(1),
            "previous_order": lambda page: page.orders.step(-1),
            "next_row": lambda page: page.view.timeline.list.walk(1),
            "previous_row": lambda page: page.view.timeline.list.walk(-1),
            "history": lambda page: page.view.timeline.field.setFocus(),
        }
        acts = {action.word: partial(self._act, action.word) for action in ACTIONS}
        filters = {f"filter_{n}": partial(self._filter, n) for n in range(len(FILTERS))}
        pages = {word: partial(self._with_page, does) for word, does in here.items()}
        return {**acts, **filters, **pages}

    def _with_page(self, does: OnPage) -> None:
        page = self._session.customers.current()
        if page is not None and not self._window.is_covered():
            does(page)

    def _act(self, word: str) -> None:
        self._with_page(lambda page: page.errands.act(word))

    def _again(self) -> None:
        page = self._session.customers.current()
        tried = self._session.try_again()
        if page is not None:
            page.refresh()
        elif not tried:
            self._session.search.refresh()

    def _undo(self) -> None:
        if not self._session.way_back.take():
            self._session.outgoing.undo()

    def _take_offer(self) -> None:
        if self._session.way_back.is_in_sight():
            self._session.way_back.take()
        elif self._session.callers.on_line.is_in_sight():
            self._session.callers.on_line.keep()
        elif self._session.callers.is_in_sight():
            self._session.callers.show()
        else:
            self._again()

    def _filter(self, number: int) -> None:
        self._with_page(lambda page: page.view.timeline.take_filter(number))

    def _show_place(self, name: str) -> None:
        self._session.places.show(name)
        self._window.search.field.clear()
        self._window.show_list()
        self._window.search.focus_rows()

    def _go_up(self) -> None:
        window, page = self._window, self._session.customers.current()
        if window.is_covered():
            self._session.setting_up.go_up()
            return
        if page is not None and page.docked.is_busy():
            page.docked.close()
            return
        if page is None:
            return
        focused = window.focused()
        was_beside = focused is not None and page.view.evidence.isAncestorOf(focused)
        if page.view.close_evidence():
            if was_beside:
                page.view.home().setFocus()
            return
        if page.view.home().hasFocus():
            window.show_list()
        else:
            page.view.home().setFocus()

    def _step_pane(self, step: int) -> None:
        page = self._session.customers.current()
        window = self._window
        panes: list[QWidget] = [window.search.field, window.search.results]
        if page is not None and not window.is_covered():
            panes += page.view.panes()
        elif page is None and (offered := window.welcome.first()) is not None:
            panes.append(offered)
        panes.append(window.rail.first())
        if window.freshness.is_failing():
            panes.append(window.freshness)
        at = next((n for n, pane in enumerate(panes) if pane.hasFocus()), -step)
        chosen = panes[(at + step) % len(panes)]
        self._make_room(chosen)
        chosen.setFocus()

    def _make_room(self, chosen: QWidget) -> None:
        page = self._session.customers.current()
        if self._window.search.isAncestorOf(chosen):
            self._window.show_list()
        elif page is not None and page.view.isAncestorOf(chosen):
            page.view.show_context_first(chosen is page.view.context.first())
            self._window.show_page(is_open=True)
