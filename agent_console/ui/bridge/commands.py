"""Commands of the program run beside the window, so that it never waits for the outside."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, QProcess

from agent_console.ports.desktop import CommandAnswer

Then = Callable[[CommandAnswer], None]


@dataclass(slots=True)
class _Running:
    """A command under way, and who wants to know."""

    process: QProcess
    then: Then
    said: bytearray = field(default_factory=bytearray)


class Commands(QObject):
    """Runs commands with --json, each in a process of its own; `then` gets what it printed."""

    def __init__(self, program: Sequence[str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._program = program
        self._running: dict[int, _Running] = {}
        self._count = 0

    def run(self, arguments: Sequence[str], then: Then, typed: str = "") -> None:
        """Run a command; `typed` is what it reads from stdin, where secrets go in."""
        self._count += 1
        process = QProcess(self)
        process.setProperty("number", self._count)
        process.setProcessChannelMode(QProcess.ProcessChannelMode.ForwardedErrorChannel)
        process.readyReadStandardOutput.connect(self._on_said)
        process.finished.connect(self._on_finished)
        process.errorOccurred.connect(self._on_error)
        self._running[self._count] = _Running(process, then)
        program, *before = self._program
        process.start(program, [*before, *arguments, "--json"])
        process.write(f"{typed}\n".encode())
        process.closeWriteChannel()

    def start_beside(self, *arguments: str) -> bool:
        """Start a command that lives on by itself; False when it cannot be started."""
        program, *before = self._program
        return bool(QProcess.startDetached(program, [*before, *arguments])[0])

    def stop(self) -> None:
        """End all that runs; nobody is told."""
        running, self._running = self._running, {}
        for one in running.values():
            one.process.blockSignals(True)
            one.process.kill()
            one.process.waitForFinished()

    def _on_said(self) -> None:
        if one := self._of(self.sender()):
            one.said += one.process.readAllStandardOutput().data()

    def _on_finished(self, code: int, _status: QProcess.ExitStatus) -> None:
        self._on_said()
        if one := self._taken(self.sender()):
            one.then(CommandAnswer(code, _document(bytes(one.said))))

    def _on_error(self, error: QProcess.ProcessError) -> None:
        if error is not QProcess.ProcessError.FailedToStart:
            return
        if one := self._taken(self.sender()):
            words = {"message": one.process.errorString()}
            one.then(CommandAnswer(1, {"error": words}))

    def _of(self, process: QObject) -> _Running | None:
        return self._running.get(int(process.property("number")))

    def _taken(self, process: QObject) -> _Running | None:
        one = self._running.pop(int(process.property("number")), None)
        process.deleteLater()
        return one


def _document(said: bytes) -> Mapping[str, object]:
    try:
        told = json.loads(said)
    except ValueError:
        told = None
    return told if isinstance(told, dict) else {"error": {"message": "the command said nothing"}}
