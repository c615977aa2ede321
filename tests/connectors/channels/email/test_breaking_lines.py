"""A mail at which the line always breaks costs itself, and holds no other mail up."""

import re
from collections.abc import Collection, Iterator

import pytest

from agent_console.connectors.channels.email.imap import persevering
from agent_console.ports.failures import RemoteFailure, TryLater
from tests.connectors.channels.email.hostile import Line, Villain, villain
from tests.connectors.channels.email.mailboxes import Cursors, contacts, given, letter, read

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


def break_at(server: Villain, uids: Collection[int], times: int = 1000) -> None:
    """Let the server hang up in the middle of these mails, so many times."""
    left = [times]

    def fetch(line: Line, tag: str, command: str) -> None:
        wanted = asked(command)
        if "BODY.PEEK[]" in command and wanted & set(uids) and left[0]:
            left[0] -= 1
            line.say(b"* 1 FETCH (UID 1 BODY[] {5000}\r\nFrom: ana@cus")
            line.hang_up()
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
