"""A mail at which the line always breaks costs itself, and holds no other mail up."""

import re
import time
from collections.abc import Callable, Collection, Iterator

import pytest

from agent_console.connectors.channels.email.imap import persevering, wire
from agent_console.connectors.channels.email.manifest import connect
from agent_console.ports.failures import RemoteFailure, TryLater
from agent_console.ports.source import Aside, Wanted
from tests.connectors.channels.email.hostile import Line, Villain, villain
from tests.connectors.channels.email.mailboxes import (
    Cursors,
    contacts,
    given,
    letter,
    read,
    reread,
)

MANY = 30


@pytest.fixture
def server() -> Iterator[Villain]:
    with villain() as made:
        made.mails = {number: letter(number) for number in range(1, MANY + 1)}
        yield made


def opened(server: Villain):
    told = {"imap_port": str(server.port), "username": "support@shop.test"}
    return given(told, {"password": "x"})


def asked(command: str) -> set[int]:
    """Return the numbers of a FETCH."""
    found = re.search(r"FETCH ([\d:,]+)", command)
    assert found
    runs = (run.partition(":") for run in found[1].split(","))
    return {uid for a, _, b in runs for uid in range(int(a), int(b or a) + 1)}


def hang_up(line: Line, _tag: str) -> None:
    line.say(b"* 1 FETCH (UID 1 BODY[] {5000}\r\nFrom: ana@cus")
    line.hang_up()


def stall(line: Line, _tag: str) -> None:
    line.say(b"* 1 FETCH (UID 1 BODY[] {5000}\r\nFrom: ana@cus")


def flood(line: Line, _tag: str) -> None:
    line.say(b"* 1 FETCH (UID 1 BODY[] {41943040}\r\n")


def garble(line: Line, _tag: str) -> None:
    line.say(b"<html>" * 20 + b"\r\n")


def withhold(line: Line, tag: str) -> None:
    line.say(f"{tag} NO [SERVERBUG] internal error\r\n")


def drip(line: Line, _tag: str) -> None:
    line.say(b"* 1 FETCH (UID 1 BODY[] {5000}\r\n")
    for _ in range(60):
        line.say(b"x")
        time.sleep(0.05)  # noqa: TID251 - a server that is slow


def break_at(
    server: Villain,
    uids: Collection[int],
    times: int = 1000,
    how: Callable[[Line, str], None] = hang_up,
) -> None:
    """Let the server fail in the middle of these mails, so many times."""
    left = [times]

    def fetch(line: Line, tag: str, command: str) -> None:
        wanted = asked(command)
        if "BODY.PEEK[HEADER]" in command:
            [uid] = wanted
            head = server.mails[uid].partition(b"\r\n\r\n")[0] + b"\r\n\r\n"
            line.say(f"* 1 FETCH (UID {uid} BODY[HEADER]<0> {{{len(head)}}}\r\n".encode() + head)
            line.say(f")\r\n{tag} OK done\r\n")
            return
        if "BODY.PEEK[]" in command and wanted & set(uids) and left[0]:
            left[0] -= 1
            how(line, tag)
            return
        kept, server.mails = server.mails, {uid: server.mails[uid] for uid in sorted(wanted)}
        server.answer(line, tag, command)
        server.mails = kept

    server.harms["FETCH"] = fetch


def sign_ins(server: Villain) -> int:
    return sum("AUTHENTICATE" in one for one in server.heard)


@pytest.mark.parametrize("bad", [{7}, {1}, {MANY}, {3, 4, 20}])
def test_a_mail_that_breaks_the_line_goes_aside_and_the_others_come(server, bad):
    break_at(server, bad)
    cursors: Cursors = {}
    pages = read(opened(server), cursors)
    subjects = [one.subject for one in contacts(pages)]
    wanted = [f"Letter {number}" for number in range(MANY, 0, -1) if number not in bad]
    assert subjects == wanted
    aside = [one for page in pages for one in page.unreadable]
    assert {one.external_id for one in aside} == {f"INBOX/7/{uid}" for uid in bad}
    assert all("closes the connection" in one.reason for one in aside)
    before = sign_ins(server)
    assert read(opened(server), cursors) == []
    assert sign_ins(server) == before + 1


HOWS = {
    "stops in the middle": stall,
    "stops in the middle of": drip,
    "sends more than it says": flood,
    "cannot be read": garble,
    "does not hand this mail out": withhold,
}


@pytest.mark.parametrize("reason", HOWS)
def test_whatever_a_server_does_at_one_mail_the_rest_of_the_folder_goes_on(
    server, monkeypatch, reason
):
    monkeypatch.setattr(wire, "SILENCE_S", 0.3)
    monkeypatch.setattr(wire, "DEADLINE_S", 1.0)
    break_at(server, {7, 20}, how=HOWS[reason])
    cursors: Cursors = {}
    pages = read(opened(server), cursors)
    wanted = [f"Letter {number}" for number in range(MANY, 0, -1) if number not in {7, 20}]
    assert [one.subject for one in contacts(pages)] == wanted
    aside = {one.external_id: one for page in pages for one in page.unreadable}
    assert set(aside) == {"INBOX/7/7", "INBOX/7/20"}
    for uid in (7, 20):
        bad = aside[f"INBOX/7/{uid}"]
        assert reason in bad.reason
        assert f"\nSubject: Letter {uid}\r\n" in bad.raw, "its header is kept"
    assert read(opened(server), cursors) == [], "the next pass does not try them again"


def test_what_is_known_by_its_header_only_is_never_taken_for_a_mail(server, monkeypatch):
    monkeypatch.setattr(wire, "SILENCE_S", 0.2)
    break_at(server, {7}, how=stall)
    [bad] = [one for page in read(opened(server)) for one in page.unreadable]
    for raw in (bad.raw, ""):
        again = connect(opened(server)).read("inbox", raw)
        assert (again.contacts, len(again.unreadable)) == ((), 1)


def test_a_mail_set_aside_comes_when_it_is_asked_for_again_and_can_be_had(server):
    break_at(server, {7, 20})
    aside = [one for page in read(opened(server)) for one in page.unreadable]
    wanted = Wanted(aside=[Aside("inbox", one.external_id) for one in aside])
    break_at(server, {20})
    pages = reread(opened(server), wanted)
    assert [one.subject for one in contacts(pages)] == ["Letter 7"]
    assert [one.external_id for page in pages for one in page.contacts] == ["INBOX/7/7"]
    assert [one.external_id for page in pages for one in page.unreadable] == ["INBOX/7/20"]
    assert {page.stream for page in pages} == {"inbox"}
    assert [page.cursor for page in pages] == [None, None], "the pass stays where it is"


def test_what_is_numbered_otherwise_by_now_or_of_no_folder_is_not_asked_for(server):
    elsewhere = ("INBOX/6/7", "INBOX/7/x", "Sent/7/7")
    wanted = Wanted(aside=[Aside("inbox", one) for one in elsewhere])
    assert reread(opened(server), wanted) == []
    assert reread(opened(server), Wanted(people=["1"])) == []


def test_a_server_that_is_silent_at_every_mail_is_given_up_soon(server, monkeypatch):
    monkeypatch.setattr(wire, "SILENCE_S", 0.1)
    break_at(server, server.mails, how=stall)
    cursors: Cursors = {}
    with pytest.raises(TryLater):
        read(opened(server), cursors)
    assert cursors == {}
    assert sign_ins(server) <= persevering.MOST_STALLS + 1


def test_a_server_that_is_silent_before_any_mail_is_not_waited_for_again(server, monkeypatch):
    monkeypatch.setattr(wire, "SILENCE_S", 0.1)
    server.harms["FETCH"] = lambda _line, _tag, _command: None
    with pytest.raises(TryLater):
        read(opened(server))
    assert sign_ins(server) == 1


def test_a_line_that_breaks_once_costs_no_mail(server):
    break_at(server, {7}, times=1)
    pages = read(opened(server))
    assert len(contacts(pages)) == MANY
    assert [one for page in pages for one in page.unreadable] == []


def test_a_new_mail_that_breaks_the_line_does_not_block_the_next(server):
    cursors: Cursors = {}
    read(opened(server), cursors)
    server.mails[MANY + 1] = letter(MANY + 1)
    break_at(server, {MANY + 1})
    [bad] = [one for page in read(opened(server), cursors) for one in page.unreadable]
    assert bad.external_id == f"INBOX/7/{MANY + 1}"
    server.mails[MANY + 2] = letter(MANY + 2)
    assert [one.subject for one in contacts(read(opened(server), cursors))] == [
        f"Letter {MANY + 2}"
    ]


def test_a_server_that_breaks_every_line_is_given_up_soon(server):
    break_at(server, server.mails)
    cursors: Cursors = {}
    with pytest.raises(TryLater):
        read(opened(server), cursors)
    assert cursors == {}
    assert sign_ins(server) <= persevering.MOST_BREAKS + 1


def test_a_server_that_lets_nobody_in_again_is_not_asked_twice(server):
    def refuse(line: Line, tag: str, _command: str) -> None:
        line.say(f"{tag} NO [UNAVAILABLE] later\r\n")

    def fetch(line: Line, _tag: str, _command: str) -> None:
        server.harms["AUTHENTICATE"] = refuse
        line.hang_up()

    server.harms["FETCH"] = fetch
    with pytest.raises(TryLater, match="lets nobody in"):
        read(opened(server))
    assert sign_ins(server) == 2


def test_a_folder_numbered_anew_meanwhile_is_tried_later(server):
    def fetch(line: Line, _tag: str, _command: str) -> None:
        server.harms["EXAMINE"] = lambda again, tag, _: again.say(
            f"* OK [UIDVALIDITY 8] x\r\n* OK [UIDNEXT 2] x\r\n{tag} OK done\r\n"
        )
        line.hang_up()

    server.harms["FETCH"] = fetch
    with pytest.raises(RemoteFailure, match="anew"):
        read(opened(server))
