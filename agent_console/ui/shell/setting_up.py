"""Settings, first connections and the lock: what stands in place of the page while they do."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from agent_console.ports.desktop import Asked, CannotBeginError
from agent_console.ui.bridge.commands import Commands
from agent_console.ui.screens.settings.presenter import SettingsPresenter
from agent_console.ui.screens.settings.view import SettingsView
from agent_console.ui.shell.news import troubles
from agent_console.ui.shell.window import MainWindow
from agent_console.ui.theme.glyphs import Glyph

SAID_MS = 5_000


class SettingUp(QObject):
    """Opens the settings, asks for connections and passphrases.

    `connected` says that the connections changed, `unlocked` that the store may open now.
    """

    connected = Signal()
    unlocked = Signal()

    def __init__(
        self, window: MainWindow, commands: Commands, unlock: Callable[[str], None]
    ) -> None:
        super().__init__(window)
        self._window = window
        self._commands = commands
        self._unlock = unlock
        self._shown: SettingsPresenter | None = None
        self._is_locked = False
        self._is_connecting = False
        window.unlock.given.connect(self._on_passphrase)

    def settings(self) -> SettingsPresenter:
        """Return the settings, built when they are first wanted: few days begin with them."""
        if self._shown is None:
            view = SettingsView(self._window.theme)
            view.keys.clicked.connect(self._window.toggle_sheet)
            self._shown = SettingsPresenter(view, self._commands)
            self._shown.connected.connect(self.connected)
            self._shown.left.connect(self._uncover)
            self._shown.connecting.passphrase_wanted.connect(self._ask_for_passphrase)
        return self._shown

    def open_settings(self) -> None:
        """Show the settings, or what they cover when they are in sight."""
        settings = self.settings()
        if settings.view.isVisible():
            self._uncover()
        else:
            self._window.cover(settings.view)
            settings.open()

    def connect_group(self, group: str) -> None:
        """Ask for a connection of a group, and come back here when it is made."""
        settings = self.settings()
        self._window.cover(settings.view)
        settings.add(group, alone=True)

    def start_demo(self) -> None:
        """Show the made-up world in a window of its own."""
        started = self._commands.start_beside("demo")
        said = (
            "The demo opens in a window of its own." if started else "The demo cannot be started."
        )
        self._window.bar.say(said, glyph=Glyph.OPEN if started else Glyph.WARNING, for_ms=SAID_MS)

    def go_up(self) -> None:
        """Go back from what covers the page: from the form to the settings, else to the page."""
        if self._is_asking() and self.settings().view.isVisible():
            self.settings().leave_form()
        else:
            self._uncover()

    def opened(self) -> None:
        """Hear that the store is open."""
        self._is_locked = False
        if self._window.unlock.isVisible():
            self._window.uncover()

    def tell(self, failure: BaseException) -> None:
        """Say why the store cannot be opened, or ask for what opens it."""
        if isinstance(failure, CannotBeginError) and failure.asked is not None:
            said = str(failure) if failure.kind == "wrong_key" else ""
            self._is_locked = True
            self._window.cover(self._window.unlock)
            self._window.unlock.ask(failure.asked, said)
        else:
            self._window.show_trouble(troubles.cannot_open(failure))

    def stop(self) -> None:
        """End the commands that run."""
        self._commands.stop()

    def _uncover(self) -> None:
        """Show the page again, or the lock while the store waits for its passphrase."""
        if self._is_locked:
            self._window.cover(self._window.unlock)
        else:
            self._window.uncover()

    def _is_asking(self) -> bool:
        return self._shown is not None and self._shown.view.is_asking()

    def _ask_for_passphrase(self) -> None:
        """Ask for what the store of a first secret is to be made with."""
        self._is_connecting = True
        self._window.cover(self._window.unlock)
        self._window.unlock.ask(Asked.TO_MAKE)

    def _on_passphrase(self, passphrase: str) -> None:
        self._unlock(passphrase)
        if self._is_connecting:
            self._is_connecting = False
            self._window.cover(self.settings().view)
            self.settings().connecting.submit()
        else:
            self.unlocked.emit()
