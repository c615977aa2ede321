"""Keeps the worker process running and talks to it over a private local socket."""

import sys

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, QTimer, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from agent_console.ports.desktop import (
    MOST_BYTES,
    SOCKET_VARIABLE,
    Changed,
    FileFetched,
    Followed,
    News,
    Paused,
    Progress,
    Refreshed,
    Trouble,
    Wish,
    decode,
    encode,
)
from agent_console.ui.bridge.worker_state import WorkerCommand, WorkerState, WorkerStatus

SOCKET_NAME = "worker.sock"
BACK_OFF_S = (1, 2, 4, 8, 15, 30)
STEADY_MS = 20_000
"""A worker that lived this long is not the one that keeps dying."""
LAST_WORDS_MS = 3000
MOST_WAITING = 64
MOST_WORDS = 4000
"""So many of the worker's last words are kept."""


class WorkerLink(QObject):
    """The worker as the window sees it: wishes go out, news come in, a dead one is replaced."""

    progress = Signal(object)
    changed = Signal(object)
    refreshed = Signal(object)
    followed = Signal(object)
    file_fetched = Signal(object)
    paused = Signal(object)
    state = Signal(object)

    def __init__(self, wanted: WorkerCommand, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._wanted = wanted
        self._path = wanted.runtime_dir / SOCKET_NAME
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_connected)
        self._socket: QLocalSocket | None = None
        self._process: QProcess | None = None
        self._waiting: list[Wish] = []
        self._deaths = 0
        self._words = ""
        self._again = QTimer(self, singleShot=True)
        self._again.timeout.connect(self._start)
        self._steady = QTimer(self, singleShot=True, interval=STEADY_MS)
        self._steady.timeout.connect(self._on_steady)
        self._mute = QTimer(self, singleShot=True, interval=wanted.answer_ms)
        self._mute.timeout.connect(self._on_mute)

    def start(self) -> None:
        """Listen, and start the worker; also again after a trouble."""
        if not self._server.isListening() and not self._listen():
            self.state.emit(WorkerState(WorkerStatus.STOPPED, self._server.errorString()))
        elif self._process is None:
            self._again.stop()
            self._start()

    def send(self, wish: Wish) -> None:
        """Send a wish; it waits while there is no worker to hear it."""
        if self._socket is None:
            if wish not in self._waiting and len(self._waiting) < MOST_WAITING:
                self._waiting.append(wish)
            return
        self._socket.write(encode(wish))

    def is_connected(self) -> bool:
        """Say whether a wish would be heard now."""
        return self._socket is not None

    def stop(self) -> None:
        """End the worker politely, then for good."""
        self._again.stop()
        self._steady.stop()
        self._mute.stop()
        self._server.close()
        process, self._process = self._process, None
        if process is None:
            return
        process.blockSignals(True)
        process.terminate()
        if not process.waitForFinished(LAST_WORDS_MS):
            process.kill()
            process.waitForFinished(LAST_WORDS_MS)

    def _listen(self) -> bool:
        QLocalServer.removeServer(str(self._path))
        return self._server.listen(str(self._path))

    def _start(self) -> None:
        process = QProcess(self)
        self._words = ""
        surroundings = QProcessEnvironment.systemEnvironment()
        for name, value in {**self._wanted.environment, SOCKET_VARIABLE: str(self._path)}.items():
            surroundings.insert(name, value)
        process.setProcessEnvironment(surroundings)
        process.setProcessChannelMode(QProcess.ProcessChannelMode.ForwardedOutputChannel)
        process.readyReadStandardError.connect(self._on_words)
        process.started.connect(self._steady.start)
        process.started.connect(self._mute.start)
        process.finished.connect(self._on_finished)
        process.errorOccurred.connect(self._on_error)
        self._process = process
        self.state.emit(WorkerState(WorkerStatus.STARTING))
        program, *arguments = self._wanted.command
        process.start(program, arguments)

    def _on_words(self) -> None:
        if self._process is None:
            return
        words = bytes(self._process.readAllStandardError().data()).decode(errors="replace")
        self._words = (self._words + words)[-MOST_WORDS:]
        if sys.stderr is not None:
            sys.stderr.write(words)

    def _on_finished(self, code: int, status: QProcess.ExitStatus) -> None:
        self._on_words()
        crashed = status is QProcess.ExitStatus.CrashExit
        if not crashed and (trouble := Trouble.of(code)) is not None:
            self._let_go()
            said = self._words.strip().splitlines()
            why = said[-1] if said else ""
            self.state.emit(WorkerState(WorkerStatus.STOPPED, why, trouble=trouble))
            return
        self._restart("it crashed" if crashed else f"it ended with code {code}")

    def _on_error(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart and self._process is not None:
            self._restart(self._process.errorString())

    def _restart(self, why: str) -> None:
        self._let_go()
        seconds = BACK_OFF_S[min(self._deaths, len(BACK_OFF_S) - 1)]
        self._deaths += 1
        self._again.start(seconds * 1000)
        self.state.emit(WorkerState(WorkerStatus.RESTARTING, why, seconds))

    def _on_mute(self) -> None:
        process = self._process
        if process is not None and self._socket is None:
            process.blockSignals(True)
            process.kill()
            process.waitForFinished(LAST_WORDS_MS)
            self._restart("it did not answer")

    def _let_go(self) -> None:
        self._steady.stop()
        self._mute.stop()
        if self._process is not None:
            self._process.deleteLater()
            self._process = None

    def _on_steady(self) -> None:
        self._deaths = 0

    def _on_connected(self) -> None:
        while self._server.hasPendingConnections():
            socket = self._server.nextPendingConnection()
            self._drop(self._socket)
            self._socket = socket
            self._mute.stop()
            socket.setReadBufferSize(4 * MOST_BYTES)
            socket.readyRead.connect(self._on_ready)
            socket.disconnected.connect(self._on_disconnected)
        waiting, self._waiting = self._waiting, []
        for wish in waiting:
            self.send(wish)
        self.state.emit(WorkerState(WorkerStatus.RUNNING))
        self._on_ready()

    def _on_disconnected(self) -> None:
        if self.sender() is self._socket:
            self._drop(self._socket)
            self._socket = None

    def _on_ready(self) -> None:
        while (socket := self._socket) is not None and socket.canReadLine():
            line = bytes(socket.readLine(MOST_BYTES + 1).data())
            self._hear(line)
        if self._socket is not None and self._socket.bytesAvailable() > MOST_BYTES:
            self._socket.abort()

    def _hear(self, line: bytes) -> None:
        try:
            message = decode(line)
        except ValueError as problem:
            self.state.emit(WorkerState(WorkerStatus.RUNNING, f"unreadable message: {problem}"))
            return
        if isinstance(message, News):
            self._pass_on(message)

    def _pass_on(self, news: News) -> None:
        match news:
            case Progress():
                self.progress.emit(news)
            case Changed():
                self.changed.emit(news)
            case Paused():
                self.paused.emit(news)
            case Refreshed():
                self.refreshed.emit(news)
            case Followed():
                self.followed.emit(news)
            case FileFetched():
                self.file_fetched.emit(news)

    @staticmethod
    def _drop(socket: QLocalSocket | None) -> None:
        if socket is not None:
            socket.blockSignals(True)
            socket.abort()
            socket.deleteLater()
