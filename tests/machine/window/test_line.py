"""The worker's end of the line, over a real socket: lines, rubbish, and a window that goes."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from agent_console.machine.window.line import NobodyListens, WindowLine
from agent_console.ports.desktop import (
    MOST_BYTES,
    Changed,
    Progress,
    RefreshCustomer,
    Refreshed,
    WakeUp,
    encode,
)

Talk = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


def talked(tmp_path: Path, window: Talk, worker: Callable[[WindowLine], Awaitable[object]]):
    """Let a window and a worker talk over a socket; returns what the worker made of it."""

    async def meet() -> object:
        path = tmp_path / "s"
        async with await asyncio.start_unix_server(window, path):
            line = await WindowLine.connect(path)
            async with asyncio.timeout(10):
                told = await worker(line)
            await line.close()
            return told

    return asyncio.run(meet())


async def heard(line: WindowLine) -> list[object]:
    return [wish async for wish in line.wishes()]


def saying(*pieces: bytes) -> Talk:
    """Return a window that says some bytes and goes."""

    async def say(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        for piece in pieces:
            writer.write(piece)
            await writer.drain()
            await asyncio.sleep(0.01)
        writer.close()

    return say


def test_wishes_arrive_in_order_until_the_end(tmp_path):
    said = encode(WakeUp()), encode(RefreshCustomer(7))
    assert talked(tmp_path, saying(*said), heard) == [WakeUp(), RefreshCustomer(7)]


def test_a_wish_in_two_pieces_is_one(tmp_path):
    line = encode(RefreshCustomer(7))
    assert talked(tmp_path, saying(line[:9], line[9:]), heard) == [RefreshCustomer(7)]


@pytest.mark.parametrize(
    "rubbish",
    [
        b"\n",
        b"{\n",
        b"null\n",
        b"\xff\xfe\n",
        b'{"type": "dance"}\n',
        b'{"type": "refresh_customer"}\n',
        b'{"type": "refresh_customer", "customer": "7"}\n',
        b'{"type": "refresh_customer", "customer": true}\n',
        b"[" * 10_000 + b"\n",
        encode(Changed((1,))),
    ],
    ids=range(10),
)
def test_rubbish_is_skipped_and_the_line_goes_on(tmp_path, rubbish):
    assert talked(tmp_path, saying(rubbish, encode(WakeUp())), heard) == [WakeUp()]


def test_a_line_without_end_ends_the_line(tmp_path):
    assert talked(tmp_path, saying(b"x" * (MOST_BYTES * 16)), heard) == []


def test_half_a_wish_is_no_wish(tmp_path):
    assert talked(tmp_path, saying(encode(WakeUp()), b'{"type": "wak'), heard) == [WakeUp()]


def test_news_reach_the_window_as_lines(tmp_path):
    got: list[dict[str, object]] = []
    over = asyncio.Event()

    async def window(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while line := await reader.readline():
            got.append(json.loads(line))
        writer.close()
        over.set()

    async def worker(line: WindowLine) -> None:
        line.tell(Progress("web-shop", 5, 0, is_running=True))
        line.tell(Refreshed(7, None))
        await line.close()
        await over.wait()

    talked(tmp_path, window, worker)
    assert [one["type"] for one in got] == ["progress", "refreshed"]


def test_telling_never_fails_nor_waits(tmp_path):
    async def worker(line: WindowLine) -> list[object]:
        wishes = await heard(line)
        for number in range(1000):
            line.tell(Refreshed(number, "no"))
        line.tell(Refreshed(1, "x" * 2 * MOST_BYTES))
        line.tell(Changed(tuple(range(100_000))))
        return wishes

    assert talked(tmp_path, saying(encode(WakeUp())), worker) == [WakeUp()]


def test_a_long_message_never_breaks_the_line(tmp_path):
    async def window(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        line = await reader.readline()
        writer.write(encode(WakeUp() if b"short" in line else RefreshCustomer(1)))
        writer.close()

    async def worker(line: WindowLine) -> list[object]:
        line.tell(Refreshed(1, "x" * 2 * MOST_BYTES))
        line.tell(Refreshed(1, "short"))
        return await heard(line)

    assert talked(tmp_path, window, worker) == [WakeUp()]


def test_where_nobody_listens_no_wish_comes():
    async def listen() -> None:
        line = NobodyListens()
        line.tell(Refreshed(1, None))
        async with asyncio.timeout(0.05):
            await heard(line)

    with pytest.raises(TimeoutError):
        asyncio.run(listen())


def test_no_window_at_the_path_is_an_error(tmp_path):
    with pytest.raises(OSError, match="No such file"):
        asyncio.run(WindowLine.connect(tmp_path / "none"))
