"""A TCP proxy on loopback that spoils the answers on their way back, or cuts the request.

Where it spoils the answer the peer behind it has done its work: the case in which a blind retry
buys a second label.
"""

import asyncio
import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum


class Fault(StrEnum):
    """What happens to an answer; `amount` says how much of it."""

    NONE = "none"
    REFUSE = "refuse"  # reset the connection at once
    LATENCY = "latency"  # hold each piece for `amount` seconds
    HALF_OPEN = "half_open"  # take the request and never answer
    TRUNCATE = "truncate"  # close after `amount` bytes
    RESET = "reset"  # reset the connection when the answer begins
    THROTTLE = "throttle"  # pass `amount` bytes every 0.1 s
    CUT = "cut"  # break the connection after `amount` bytes of the request
    DEAF = "deaf"  # break it when `amount` bytes of the request are answered


class CutError(OSError):
    """The cable is pulled."""


def reset(writer: asyncio.StreamWriter) -> None:
    """Close the connection with RST instead of FIN."""
    linger_zero = struct.pack("ii", 1, 0)
    writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger_zero)
    writer.transport.abort()


class FaultProxy:
    """Passes bytes to the target, or not; set `fault` and `amount` at any time."""

    def __init__(self, port: int, host: str = "127.0.0.1") -> None:
        self._target = (host, port)
        self.fault = Fault.NONE
        self.amount: float = 0
        self.connections = 0
        self.requested = 0
        """Bytes of the newest connection that went to the peer."""
        self.port = 0

    @property
    def base(self) -> str:
        """Return the address to give to a client."""
        return f"http://127.0.0.1:{self.port}"

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Carry one connection to its end."""
        self.connections += 1
        self.requested = 0
        if self.fault is Fault.REFUSE:
            reset(writer)
            return
        try:
            target_reader, target_writer = await asyncio.open_connection(*self._target)
        except OSError:
            reset(writer)
            return
        try:
            await asyncio.gather(
                self._request(reader, target_writer), self._answer(target_reader, writer)
            )
        except OSError:
            pass  # one of the two has hung up
        finally:
            for side in (writer, target_writer):
                side.transport.abort()

    async def _request(self, source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
        with _hanging_up():
            while data := await source.read(4096):
                room = int(self.amount) - self.requested if self.fault is Fault.CUT else len(data)
                self.requested += len(data[:room])
                sink.write(data[:room])
                await sink.drain()
                if room < len(data):
                    raise CutError
        sink.close()

    async def _answer(self, source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
        sent = 0
        try:
            while data := await source.read(4096):
                is_answered = self.fault is Fault.DEAF and self.requested >= self.amount
                if self.fault is Fault.RESET or is_answered:
                    reset(sink)
                    return
                if self.fault is Fault.HALF_OPEN:
                    await asyncio.Event().wait()
                if self.fault is Fault.TRUNCATE and sent + len(data) > self.amount:
                    sink.write(data[: int(self.amount) - sent])
                    return
                await self._pass_on(data, sink)
                sent += len(data)
        finally:
            sink.close()

    async def _pass_on(self, data: bytes, sink: asyncio.StreamWriter) -> None:
        if self.fault is Fault.LATENCY:
            await asyncio.sleep(self.amount)
        throttled = self.fault is Fault.THROTTLE
        step = max(1, int(self.amount)) if throttled else len(data)
        for start in range(0, len(data), step):
            sink.write(data[start : start + step])
            await sink.drain()
            if throttled:
                await asyncio.sleep(0.1)


@contextmanager
def _hanging_up() -> Iterator[None]:
    """Let a side hang up, but not the cable be pulled."""
    try:
        yield
    except CutError:
        raise
    except OSError:
        pass


async def _listen(proxy: FaultProxy, ready: threading.Event, stop: asyncio.Event) -> None:
    tasks: set[asyncio.Task[None]] = set()

    def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.create_task(proxy.serve(reader, writer))
        tasks.add(task)
        task.add_done_callback(tasks.discard)

    server = await asyncio.start_server(connected, "127.0.0.1", 0)
    proxy.port = server.sockets[0].getsockname()[1]
    ready.set()
    await stop.wait()
    server.close()
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    await asyncio.sleep(0)  # the aborted connections close in the loop's next turn


@contextmanager
def faulty(port: int, host: str = "127.0.0.1") -> Iterator[FaultProxy]:
    """Stand between a client and a port for the time of the block."""
    proxy = FaultProxy(port, host)
    ready, stop = threading.Event(), asyncio.Event()
    loop = asyncio.new_event_loop()
    listening = _listen(proxy, ready, stop)
    thread = threading.Thread(target=loop.run_until_complete, args=(listening,), daemon=True)
    thread.start()
    try:
        assert ready.wait(10), "the proxy does not listen"
        yield proxy
    finally:
        loop.call_soon_threadsafe(stop.set)
        thread.join(10)
        loop.close()
