"""Fills the settings by the program's own commands, and lets them do what is asked for."""

from PySide6.QtCore import QObject, Signal

from agent_console.ports.desktop import CommandAnswer
from agent_console.ui.screens.settings.connecting import Connecting, RunsCommands, result
from agent_console.ui.screens.settings.unread import unread_of
from agent_console.ui.screens.settings.view import SettingsView
from agent_console.ui.screens.settings.viewmodel import (
    ConnectionRow,
    Kind,
    connections_of,
    kinds_of,
    proposed_name,
)


class SettingsPresenter(QObject):
    """Keeps the settings true; `connected` says that a connection was added or changed."""

    connected = Signal()
    left = Signal()

    def __init__(self, view: SettingsView, commands: RunsCommands) -> None:
        super().__init__(view)
        self.view = view
        self.connecting = Connecting(view.form, commands)
        self._commands = commands
        self._kinds: tuple[Kind, ...] = ()
        self._rows: tuple[ConnectionRow, ...] = ()
        self._wanted_group: str | None = None
        self._has_rows = False
        self._is_alone = False
        view.connections.adding.connect(self.add)
        view.connections.wanted.connect(self._on_deed)
        view.form.left.connect(self.leave_form)
        view.form.kind_chosen.connect(self._on_kind)
        view.unread.retry_wanted.connect(self._retry)
        self.connecting.kept.connect(self._on_kept)

    def open(self) -> None:
        """Show how everything is now."""
        self._is_alone, self._wanted_group = False, None
        self.view.show_overview()
        self._look()

    def add(self, group: str, *, alone: bool = False) -> None:
        """Ask for a connection of a group; `alone` leaves the settings when it is done."""
        self._is_alone = self._is_alone or alone
        self._wanted_group, self._has_rows = group, False
        self._look_at_connections()

    def leave_form(self) -> None:
        """Go back from the form: to the settings, or out of them."""
        self.connecting.give_up()
        is_alone = self._is_alone
        self.open()
        if is_alone:
            self.left.emit()

    def _look_at_connections(self) -> None:
        if not self._kinds:
            self._commands.run(("connections", "kinds"), self._on_kinds)
        self._commands.run(("connections", "list"), self._on_connections)

    def _look(self) -> None:
        self._look_at_connections()
        self._commands.run(("quarantine", "list"), self._on_unread)

    def _on_kinds(self, answer: CommandAnswer) -> None:
        self._kinds = kinds_of(answer.document)
        self._show_wanted()

    def _on_connections(self, answer: CommandAnswer) -> None:
        if (trouble := answer.trouble()) is not None:
            self.view.connections.say(trouble, is_trouble=True)
            return
        self._rows = connections_of(answer.document)
        self.connecting.names = [row.name for row in self._rows]
        self._has_rows = True
        self.view.show_connections(self._rows)
        self._show_wanted()

    def _show_wanted(self) -> None:
        """Ask for the wanted connection once it is known what there is."""
        if self._wanted_group is not None and self._kinds and self._has_rows:
            self._show_form()

    def _on_unread(self, answer: CommandAnswer) -> None:
        released = answer.document.get("released")
        said = f"{released} could be read at last." if isinstance(released, int) else ""
        if answer.kind() != "store_missing":  # before the first pass there is nothing to keep
            said = answer.trouble() or said
        self.view.unread.show_records(unread_of(answer.document), said)

    def _retry(self) -> None:
        self._commands.run(("quarantine", "retry"), self._on_unread)

    def _show_form(self, kind: Kind | None = None) -> None:
        group = kind.group if kind else self._wanted_group
        self._wanted_group = None  # a later answer must not wipe what is being typed
        kinds = [one for one in self._kinds if one.group == group]
        chosen = kind or next(iter(kinds), None)
        if chosen is None:
            self.view.connections.say("Nothing of that kind can be connected yet.")
            return
        values = {one.name: one.default for one in chosen.fields if one.default}
        name = proposed_name(chosen, [row.name for row in self._rows])
        self.view.show_form()
        self.view.form.ask(kinds, chosen, {"name": name, **values}, None)

    def _on_kind(self, kind: str) -> None:
        self._show_form(next(one for one in self._kinds if one.kind == kind))

    def _on_deed(self, deed: str, name: str) -> None:
        row = next(one for one in self._rows if one.name == name)
        switch = "false" if row.is_on else "true"
        deeds = {
            "test": (("connections", "test", name), self._on_tested),
            "edit": (("connections", "show", name), self._on_shown),
            "switch": (("connections", "change", name, f"enabled={switch}"), self._on_done),
            "remove": (("connections", "remove", name), self._on_done),
        }
        arguments, then = deeds[deed]
        self.view.connections.say(f"Testing {name} …" if deed == "test" else "")
        self._commands.run(arguments, then)

    def _on_done(self, answer: CommandAnswer) -> None:
        self.view.connections.say(answer.trouble() or "", is_trouble=True)
        self.connected.emit()
        self._look()

    def _on_tested(self, answer: CommandAnswer) -> None:
        words, is_trouble = result(answer)
        self.view.connections.say(words, is_trouble=is_trouble)

    def _on_shown(self, answer: CommandAnswer) -> None:
        shown = answer.document.get("connection")
        if not isinstance(shown, dict):
            self.view.connections.say(answer.trouble() or "It cannot be shown.", is_trouble=True)
            return
        kind = next(one for one in self._kinds if one.kind == shown["kind"])
        self.view.show_form()
        self.view.form.ask((), kind, shown["values"], str(shown["name"]))

    def _on_kept(self, name: str) -> None:
        self.connected.emit()
        self.view.connections.say(f"{name} is connected and being read.")
        is_alone = self._is_alone
        self.open()
        if is_alone:
            self.left.emit()
