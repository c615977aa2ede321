"""The demo store as a process of its own."""

import imaplib
import json
import signal
import smtplib
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import httpx
import pytest

COMMAND = (sys.executable, "-m", "agent_console.sandbox", "--pace", "0")


@contextmanager
def started(*options: str) -> Iterator[tuple[subprocess.Popen[bytes], dict[str, object]]]:
    process = subprocess.Popen(  # noqa: S603 - our own command
        [*COMMAND, *options], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    with process:
        try:
            yield process, json.loads(process.stdout.readline())
        finally:
            process.stdin.close()
            process.wait(10)


def test_it_says_where_it_is_when_ready():
    with started("--fail", "html") as (_, ready):
        assert ready["base"].startswith("http://127.0.0.1:")
        assert ready["stories"]["weather_delay"] == "helena.brandt@example.test"
        with httpx.Client(base_url=ready["base"], trust_env=False) as http:
            answer = http.post("/admin-api", json={})
        assert answer.headers["Content-Type"].startswith("text/html")


def test_all_its_doors_are_open_when_it_says_so():
    with started() as (_, ready):
        told, mail = ready["easypost"], ready["mail"]
        with httpx.Client(base_url=told["base"], trust_env=False) as http:
            answer = http.get("/v2/trackers", auth=(told["api_key"], ""))
        assert answer.json()["has_more"]
        with imaplib.IMAP4(mail["imap_host"], mail["imap_port"]) as client:
            client.login(mail["username"], mail["password"])
            assert client.select(mail["sent_folder"], readonly=True)[0] == "OK"
        with smtplib.SMTP(mail["smtp_host"], mail["smtp_port"]) as client:
            client.login(mail["username"], mail["password"])
            assert client.verify(mail["address"])


def test_it_ends_though_somebody_is_still_looking():
    with started() as (process, ready):
        mail = ready["mail"]
        reader = imaplib.IMAP4(mail["imap_host"], mail["imap_port"])
        sender = smtplib.SMTP(mail["smtp_host"], mail["smtp_port"])
        process.stdin.close()
        assert process.wait(10) == 0
        reader.shutdown()
        sender.close()


def test_it_ends_when_its_parent_lets_go():
    with started() as (process, _):
        process.stdin.close()
        assert process.wait(10) == 0


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGTERM to catch")
def test_it_ends_cleanly_when_told_to():
    with started() as (process, _):
        process.send_signal(signal.SIGTERM)
        assert process.wait(10) == 0
