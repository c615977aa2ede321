"""The card of a call in the window: shown, left by one key, and brought back by one."""

from collections.abc import Sequence

from PySide6.QtCore import QObject

from agent_console.domain.profile import ProfileId
from agent_console.queries.identities.calling import Candidate
from agent_console.ui.bridge.reader import Reader
from agent_console.ui.screens.calling.presenter import Calling
from agent_console.ui.screens.calling.view import CallCard
from agent_console.ui.shell.customers.open_customers import OpenCustomers
from agent_console.ui.shell.news.on_line import OnLine
from agent_console.ui.shell.window import MainWindow
from agent_console.ui.widgets.times import Times


class CallDesk(QObject):
    """Shows the newest call whose number does not name one customer."""

    def __init__(
        self,
        window: MainWindow,
        reader: Reader,
        customers: OpenCustomers,
        times: Times,
        *,
        on_line: OnLine,
    ) -> None:
        super().__init__(window)
        self._on_line = on_line
        self._window, self._customers = window, customers
        self.card = CallCard(window.theme)
        self._calling = Calling(self.card, reader, times)
        self._was_shown = False
        self.card.chosen.connect(self._on_chosen)
        self.card.claimed.connect(self._on_claimed)
        self.card.left.connect(self._leave)

    def show(self, number: str, candidates: Sequence[Candidate]) -> None:
        """Show a call in place of the page."""
        self._calling.show(number, candidates)
        self._was_shown = True
        self.bring()

    def bring(self) -> None:
        """Show the last call again, with what was typed for it."""
        if self._was_shown:
            self._window.cover(self.card)
            self.card.field.setFocus()

    def is_free(self, *, is_page_free: bool) -> bool:
        """Say that a call may take the place of the page, and the keyboard."""
        if self.card.isVisible():
            return not self.card.field.text()
        search, focused = self._window.search, self._window.focused()
        is_used = focused is not None and search.isAncestorOf(focused)
        return is_page_free and not (is_used and search.field.text())

    def _leave(self) -> None:
        """Go back to what was there before the call."""
        self._window.uncover_from(self.card)
        page = self._customers.current()
        home = self._window.search.results if page is None else page.view.home()
        home.setFocus()

    def _on_chosen(self, one: int) -> None:
        self._open(ProfileId(one), claims=False)

    def _on_claimed(self, one: int) -> None:
        self._open(ProfileId(one), claims=True)

    def _open(self, one: ProfileId, *, claims: bool) -> None:
        self._on_line.find(one, self.card.field.text().strip(), claims=claims)
        self._customers.open(one)
