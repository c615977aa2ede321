"""Real processes, any number of them: one message, whoever sends it."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence

from tests.cli.acting.conftest import Post
from tests.cli.acting.test_message import arrived

SENDERS = 6


def started(post: Post, *words: str) -> subprocess.Popen[bytes]:
    command: Sequence[str] = (
        *(sys.executable, "-P", "-m", "agent_console", "--home", str(post.program.home)),
        *words,
    )
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603 - our own


def test_many_senders_at_once_send_one_message(post: Post, at_once):
    post.know()
    post.program.json("message", "A-7", "--template", "delay")
    running = [started(post, "outbox", "run", "--once", "--json") for _ in range(SENDERS)]
    assert [one.wait(60) for one in running] == [0] * SENDERS
    assert [one["attempts"] for one in post.outbox()] == [1]
    assert [one["state"] for one in post.outbox()] == ["done"]
    arrived(post)
    time.sleep(1)  # noqa: TID251 - a second mail would have come by now
    assert len(post.received()) == 1


def test_many_writers_at_once_hand_in_one_message(post: Post):
    post.know()
    running = [started(post, "message", "A-7", "--template", "delay") for _ in range(SENDERS)]
    ended = sorted(one.wait(60) for one in running)
    assert ended == [0] + [7] * (SENDERS - 1)
    assert len(post.outbox()) == 1


def test_the_worker_sends_when_the_countdown_is_over(post: Post):
    post.know()
    worker = started(post, "worker")
    try:
        post.program.json("message", "A-7", "--template", "delay")
        time.sleep(4)  # noqa: TID251 - it is being counted down
        assert [one["state"] for one in post.outbox()] == ["pending"]
        until = time.monotonic() + 30
        while post.outbox()[0]["state"] != "done" and time.monotonic() < until:
            time.sleep(0.3)  # noqa: TID251 - the worker works
        assert len(arrived(post)) == 1
    finally:
        worker.send_signal(signal.SIGTERM)
        worker.wait(20)


def test_a_worker_killed_while_it_sends_leaves_one_message_or_none_and_says_which(
    post: Post, at_once
):
    post.know()
    (post.program.home / "config.toml").write_text(
        post.program.config() + "settle_seconds = 4\n", encoding="utf-8"
    )
    post.program.json("message", "A-7", "--template", "delay")
    worker = started(post, "worker")
    until = time.monotonic() + 30
    while post.outbox()[0]["state"] == "pending" and time.monotonic() < until:
        time.sleep(0.02)  # noqa: TID251 - until it is claimed
    os.kill(worker.pid, signal.SIGKILL)
    worker.wait(20)
    until = time.monotonic() + 30
    while (state := post.outbox()[0]["state"]) in {"sending", "unknown"}:
        assert time.monotonic() < until
        post.program.run("outbox", "run", "--once")
        time.sleep(0.3)  # noqa: TID251 - a look has its time
    came = len(arrived(post, many=1 if state == "done" else 0))
    assert (state, came) in {("done", 1), ("needs_human", 0), ("needs_human", 1)}
