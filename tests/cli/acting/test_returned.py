"""A message to a dead address, by a real mail server that sends a real report back."""

import time
from dataclasses import replace

from tests.cli.acting.conftest import Post
from tests.peers.mail.mail import Box


def letters(post: Post) -> list[dict]:
    told = post.program.json("timeline", "A-7", "--kind", "message")["entries"]
    return [one for one in told if one["direction"] == "outbound"]


def test_a_message_that_came_back_is_marked_and_its_address_warned_of(post: Post, at_once):
    gone = replace(post, customer=Box(post.own.peer, "gone@nowhere.test"))
    gone.know()
    made = post.program.json("message", "A-7", "--template", "delay")
    assert made["warnings"] == []
    assert [one["state"] for one in post.run()] == ["done"]
    assert [one["status"] for one in letters(post)] == ["notice"]
    until = time.monotonic() + 15
    while letters(post)[0]["status"] == "notice" and time.monotonic() < until:
        post.program.json("sync", "--once", "--connection", "support")
        time.sleep(0.2)  # noqa: TID251 - a real server sends its report
    [entry] = letters(post)
    assert entry["status"] == "bounced"
    assert entry["remark"].startswith("came back: ")
    told = post.program.json(
        *("message", "A-7", "--template", "reply", "--text", "Hello", "--preview")
    )
    assert told["refused"] == []
    [warning] = told["warnings"]
    assert warning.startswith("Mail to gone@nowhere.test came back on ")
    again = post.program.json("message", "A-7", "--template", "reply", "--text", "Hello")
    assert (again["state"], again["warnings"]) == ("pending", [warning])
