"""A mail server that breaks off, floods, stalls or talks nonsense costs a pass, nothing more."""

import time
from collections.abc import Iterator

import pytest

from agent_console.connectors.channels.email.imap import wire
from agent_console.ports.failures import Refused, RemoteFailure, SignInAgain, TryLater
from tests.connectors.channels.email.hostile import Line, Villain, villain
from tests.connectors.channels.email.mailboxes import Cursors, contacts, given, letter, read

SECRET = "Canary-secret-1"


@pytest.fixture
def server() -> Iterator[Villain]:
    with villain() as made:
        made.mails = {1: letter(1), 2: letter(2)}
        yield made


def opened(server: Villain, **values: str):
    told = {"imap_port": str(server.port), "username": "support@shop.test", **values}
    return given(told, {"password": SECRET})


def failure(server: Villain, cursors: Cursors | None = None) -> RemoteFailure:
    with pytest.raises(RemoteFailure) as caught:
        read(opened(server), cursors)
    assert SECRET not in str(caught.value)
    return caught.value


def test_a_server_by_the_book_is_read(server):
    assert len(contacts(read(opened(server)))) == 2
    assert [one for one in server.heard if "SELECT" in one or "BODY[" in one] == []


def test_a_line_cut_within_a_mail_is_tried_later_and_loses_nothing(server):
    def cut(line: Line, tag: str, command: str) -> None:
        if "RFC822.SIZE" in command:
            server.answer(line, tag, command)
            return
        line.say(b"* 1 FETCH (UID 1 BODY[] {5000}\r\nFrom: ana@cus")
        line.hang_up()

    cursors: Cursors = {}
    server.harms["FETCH"] = cut
    assert isinstance(failure(server, cursors), TryLater)
    assert cursors == {}
    server.harms.clear()
    assert len(contacts(read(opened(server), cursors))) == 2


def test_a_mail_larger_than_announced_goes_aside(server):
    def flood(line: Line, tag: str, command: str) -> None:
        if "RFC822.SIZE" in command:
            line.say(f"* 1 FETCH (UID 1 RFC822.SIZE 500)\r\n{tag} OK done\r\n")
            return
        line.say(b"* 1 FETCH (UID 1 BODY[] {41943040}\r\n")
        for _ in range(40):
            line.say(bytes(wire.MIB))

    server.harms["FETCH"] = flood
    [bad] = [one for page in read(opened(server)) for one in page.unreadable]
    assert (bad.external_id, bad.reason) == (
        "INBOX/7/1",
        "the mail server sends more than it says this mail has",
    )


def test_a_mail_of_forty_megabytes_is_never_fetched_whole(server):
    head = letter(1)

    def huge(line: Line, tag: str, command: str) -> None:
        if "RFC822.SIZE" in command:
            line.say(f"* 1 FETCH (UID 1 RFC822.SIZE {40 * wire.MIB})\r\n{tag} OK done\r\n")
            return
        if "BODYSTRUCTURE" in command:
            line.say(f"* 1 FETCH (UID 1 BODYSTRUCTURE ((((\r\n{tag} OK done\r\n")
            return
        assert "BODY.PEEK[]<0." in command
        line.say(f"* 1 FETCH (UID 1 BODY[]<0> {{{len(head)}}}\r\n".encode() + head)
        line.say(f")\r\n{tag} OK done\r\n")

    server.mails = {1: head}
    server.harms["FETCH"] = huge
    [record] = [one for page in read(opened(server)) for one in page.contacts]
    assert (record.contact.subject, record.is_whole) == ("Letter 1", False)


def test_an_endless_line_is_refused(server):
    def endless(line: Line, _tag: str, _command: str) -> None:
        while True:
            line.say(b"* SEARCH" + b" 1" * 500_000)

    server.harms["SEARCH"] = endless
    assert isinstance(failure(server), Refused)


@pytest.mark.parametrize(
    "nonsense",
    [b"\x00\xff\xfe nonsense\r\n", b"* SEARCH one two\r\nTAG OK\r\n", b"<html>\r\n" * 10],
    ids=["bytes", "no-numbers", "html"],
)
def test_nonsense_is_refused(server, nonsense):
    def talk(line: Line, tag: str, _command: str) -> None:
        line.say(nonsense.replace(b"TAG", tag.encode()))

    server.harms["SEARCH"] = talk
    assert isinstance(failure(server), Refused)


@pytest.mark.parametrize("drip", [b"", b"* "], ids=["silent", "dripping"])
def test_a_stalling_server_is_given_up_in_time(server, monkeypatch, drip):
    monkeypatch.setattr(wire, "SILENCE_S", 0.4)
    monkeypatch.setattr(wire, "DEADLINE_S", 1.2)

    def stall(line: Line, _tag: str, _command: str) -> None:
        for _ in range(60):
            line.say(drip)
            time.sleep(0.1)  # noqa: TID251 - a server that is slow

    server.harms["EXAMINE"] = stall
    began = time.monotonic()
    assert isinstance(failure(server), TryLater)
    assert time.monotonic() - began < 3


def test_a_goodbye_is_tried_later(server):
    server.harms["EXAMINE"] = lambda line, _tag, _command: line.say("* BYE closing down\r\n")
    assert isinstance(failure(server), TryLater)


def test_a_server_that_greets_with_goodbye_is_tried_later(server):
    server.greeting = "* BYE too busy\r\n"
    assert isinstance(failure(server), TryLater)


def test_a_refused_secret_is_offered_once(server):
    def refuse(line: Line, tag: str, _command: str) -> None:
        line.say(f"{tag} NO [AUTHENTICATIONFAILED] you said {SECRET}\r\n")

    server.harms["AUTHENTICATE"] = refuse
    assert isinstance(failure(server), SignInAgain)
    assert sum("AUTHENTICATE" in one for one in server.heard) == 1


def test_a_server_that_lets_nobody_in_now_is_tried_later(server):
    def busy(line: Line, tag: str, _command: str) -> None:
        line.say(f"{tag} NO [UNAVAILABLE] database down\r\n")

    server.harms["AUTHENTICATE"] = busy
    assert isinstance(failure(server), TryLater)


def test_a_server_that_hands_out_no_words_loses_no_mail(server):
    def wordless(line: Line, tag: str, command: str) -> None:
        if "RFC822.SIZE" in command:
            server.answer(line, tag, command)
            return
        line.say(f"* 1 FETCH (UID 1 BODY[] NIL)\r\n{tag} OK done\r\n")

    server.harms["FETCH"] = wordless
    unreadable = [one for page in read(opened(server)) for one in page.unreadable]
    assert [one.external_id for one in unreadable] == ["INBOX/7/1"]


def test_words_in_clear_text_before_tls_do_not_count(server):
    def early(line: Line, tag: str, _command: str) -> None:
        line.say(f"{tag} OK begin\r\n* PREAUTH welcome\r\n")

    server.harms["STARTTLS"] = early
    with pytest.raises(RemoteFailure):
        read(opened(server, imap_security="starttls"))
    assert not any("AUTHENTICATE" in one or "LOGIN" in one for one in server.heard)


@pytest.mark.parametrize("is_listed", [False, True])
def test_a_folder_of_sent_mails_that_vanished_is_missed_after_the_inbox_is_read(server, is_listed):
    def listed(line: Line, tag: str, _command: str) -> None:
        line.say(f'* LIST (\\Sent) "/" Sent\r\n{tag} OK done\r\n')

    def gone(line: Line, tag: str, command: str) -> None:
        if "SENT" in command.upper():
            line.say(f"{tag} NO [NONEXISTENT] no such folder\r\n")
        else:
            server.answer(line, tag, command)

    server.harms["LIST"] = listed
    cursors: Cursors = {}
    read(opened(server), cursors)
    server.mails[3] = letter(3)
    if is_listed:
        server.harms["EXAMINE"] = gone
    else:
        del server.harms["LIST"]
    assert "no folder of sent mails any more" in failure(server, cursors).message
    assert '"high":3' in cursors["inbox"]
    server.harms = {"LIST": listed}
    assert [one.subject for one in contacts(read(opened(server), cursors))] == ["Letter 3"]
