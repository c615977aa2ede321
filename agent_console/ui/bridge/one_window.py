"""One window for each home: who comes second asks the first to come to the front.

What is heard here may come from anywhere: it is read in short lines, and only shows something.
"""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QDeadlineTimer, QLockFile, QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from agent_console.ports.desktop import (
    MOST_OF_A_CALL,
    Heard,
    OpenCustomer,
    RaiseWindow,
    decode,
    encode,
)

LOCK_NAME, DOOR_NAME = "window.lock", "window.sock"
PATIENCE_MS = 5000
"""So long a second window waits for the first one, which may just be starting."""
TRY_MS, PAUSE_MS = 500, 100


class OneWindow(QObject):
    """Holds the home's lock and listens; `raise_wanted` is a second window that was started.

    `customer_wanted` is an OpenCustomer; `is_ours` judges a caller by the number of its socket.
    """

    raise_wanted = Signal()
    customer_wanted = Signal(object)

    def __init__(
        self,
        runtime_dir: Path,
        parent: QObject | None = None,
        *,
        is_ours: Callable[[int], bool] = lambda _number: True,
    ) -> None:
        super().__init__(parent)
        self._is_ours = is_ours
        self._door = str(runtime_dir / DOOR_NAME)
        self._lock = QLockFile(str(runtime_dir / LOCK_NAME))
        self._lock.setStaleLockTime(0)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_called)

    def claim(self, wait_ms: int = 0) -> bool:
        """Be the window of this home; False when another one is."""
        if not self._lock.tryLock(wait_ms):
            return False
        QLocalServer.removeServer(self._door)
        return self._server.listen(self._door)

    def claim_or_call(self, patience_ms: int = PATIENCE_MS) -> bool:
        """Be the window of this home, or ask the one there is to come to the front."""
        deadline = QDeadlineTimer(patience_ms)
        while not self.claim(PAUSE_MS):
            if self._call() or deadline.hasExpired():
                return False
        return True

    def release(self) -> None:
        """Let another window be the one of this home."""
        self._server.close()
        self._lock.unlock()

    def _call(self) -> bool:
        socket = QLocalSocket()
        socket.connectToServer(self._door)
        if not socket.waitForConnected(TRY_MS):
            return False
        socket.write(encode(RaiseWindow()))
        heard = socket.waitForBytesWritten(TRY_MS)
        socket.disconnectFromServer()
        return heard

    def _on_called(self) -> None:
        while self._server.hasPendingConnections():
            caller = self._server.nextPendingConnection()
            if not self._is_ours(int(caller.socketDescriptor())):
                caller.abort()
                caller.deleteLater()
                continue
            caller.setReadBufferSize(2 * MOST_OF_A_CALL)
            caller.readyRead.connect(self._on_line)
            caller.disconnected.connect(caller.deleteLater)
            self._listen_to(caller)

    def _on_line(self) -> None:
        caller = self.sender()
        if isinstance(caller, QLocalSocket):
            self._listen_to(caller)

    def _listen_to(self, caller: QLocalSocket) -> None:
        while caller.canReadLine():
            line = bytes(caller.readLine(MOST_OF_A_CALL + 1).data())
            if not self._is_heard(line):
                caller.abort()
                return
            caller.write(encode(Heard()))
        if caller.bytesAvailable() > MOST_OF_A_CALL:
            caller.abort()

    def _is_heard(self, line: bytes) -> bool:
        try:
            message = decode(line) if line.endswith(b"\n") else None
        except ValueError:
            return False
        match message:
            case RaiseWindow():
                self.raise_wanted.emit()
            case OpenCustomer():
                self.customer_wanted.emit(message)
            case _:
                return False
        return True
