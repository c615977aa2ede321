"""The mailbox read with the client of the standard library."""

import imaplib
import re
import socket
import threading
import time
from email import message_from_bytes
from email.policy import default

import pytest

from agent_console.sandbox.mail.imap.session import USERNAME
from agent_console.sandbox.serving.faults import Mode
from tests.sandbox.conftest import NOW

WHOLE = "(UID FLAGS INTERNALDATE RFC822.SIZE BODY.PEEK[])"


def numbers(answer):
    return [int(one) for one in answer[1][0].split()]


def test_folders_say_what_they_are_for(post):
    with post.reader() as client:
        assert client.list()[1] == [
            b'(\\HasNoChildren) "/" "INBOX"',
            b'(\\HasNoChildren \\Sent) "/" "Sent"',
        ]
        assert client.list(pattern="S%")[1] == [b'(\\HasNoChildren \\Sent) "/" "Sent"']
        assert client.lsub()[1][0] == b'(\\HasNoChildren) "/" "INBOX"'
        assert client.list(pattern='""')[1] == [b'(\\Noselect) "/" ""']
        assert "SPECIAL-USE" in client.capabilities


def test_only_the_special_folders_can_be_asked_for(post):
    with post.reader() as client:
        client._simple_command("LIST", "(SPECIAL-USE)", '""', '"*"')
        assert client.response("LIST")[1] == [b'(\\HasNoChildren \\Sent) "/" "Sent"']


def test_examining_tells_what_a_cursor_needs(inbox, post):
    count = len(post.mailroom.inbox.messages)
    told = inbox.untagged_responses
    assert told["EXISTS"] == [str(count).encode()]
    assert told["UIDVALIDITY"] == [str(int(NOW.timestamp())).encode()]
    assert "READ-ONLY" in told
    [status] = inbox.status("INBOX", "(MESSAGES UIDNEXT UIDVALIDITY)")[1]
    assert re.search(rb"MESSAGES %d UIDNEXT %d UIDVALIDITY \d+" % (count, count + 1), status)


def test_every_mail_comes_whole_with_its_size(inbox):
    fetched = inbox.uid("FETCH", "1:*", WHOLE)[1]
    mails = [one for one in fetched if isinstance(one, tuple)]
    assert len(mails) > 50
    for label, raw in mails:
        size = re.search(rb"RFC822.SIZE (\d+) BODY\[\] \{(\d+)\}$", label)
        assert int(size[1]) == int(size[2]) == len(raw)
        assert b"\r\n\r\n" in raw
        assert raw.count(b"\n") == raw.count(b"\r\n")
    ids = [int(re.search(rb"UID (\d+)", label)[1]) for label, _ in mails]
    assert ids == list(range(1, len(mails) + 1))


def test_a_star_always_means_the_last(inbox):
    last = numbers(inbox.uid("SEARCH", "ALL"))[-1]
    assert numbers(inbox.uid("SEARCH", "UID", f"{last + 5}:*")) == [last]
    [(label, _), _] = inbox.uid("FETCH", f"{last + 5}:*", "(BODY.PEEK[])")[1]
    assert b"UID %d" % last in label


def test_parts_of_a_mail_can_be_asked_for(inbox):
    def ask(what):
        return inbox.uid("FETCH", "3", what)[1][0][1]

    whole, head, text = ask("BODY.PEEK[]"), ask("BODY.PEEK[HEADER]"), ask("BODY.PEEK[TEXT]")
    assert whole == head + text
    assert ask("BODY.PEEK[]<0.20>") == whole[:20]
    assert ask("BODY.PEEK[]<20.100000>") == whole[20:]
    fields = ask("BODY.PEEK[HEADER.FIELDS (FROM message-id)]")
    assert list(message_from_bytes(fields)) == ["Message-ID", "From"]
    rest = ask("BODY.PEEK[HEADER.FIELDS.NOT (From)]")
    assert "From" not in message_from_bytes(rest)
    assert inbox.fetch("3", "(RFC822.HEADER)")[1][0][1] == head
    assert b"RFC822.SIZE" in inbox.fetch("3", "FAST")[1][0]


def test_searches_find_what_fits(inbox, post):
    subjects = {
        place: str(message_from_bytes(one.raw, policy=default)["Subject"])
        for place, one in enumerate(post.mailroom.inbox.messages, 1)
    }
    lantern = [place for place, one in subjects.items() if "lantern" in one]
    assert numbers(inbox.search(None, "SUBJECT", "Lantern")) == lantern
    assert numbers(inbox.search(None, "FROM", "helena", "SINCE", "20-Nov-2026"))
    assert numbers(inbox.search(None, "SENTON", "20-Nov-2026", "FROM", "helena"))
    assert numbers(inbox.search(None, "BEFORE", "1-Jan-2020")) == []
    both = numbers(inbox.search(None, "OR", "SUBJECT", "lantern", "(FROM helena UNSEEN)"))
    assert set(lantern) < set(both)
    fresh = numbers(inbox.search("UTF-8", "NOT", "SEEN"))
    assert fresh == numbers(inbox.search(None, "UNSEEN")) != []
    assert numbers(inbox.search(None, "1:3", "ALL")) == [1, 2, 3]
    assert numbers(inbox.search(None, "ANSWERED", "UNANSWERED")) == []


def test_a_mail_is_found_by_its_id(inbox, post):
    letter = next(one for one in post.world.ledger.letters if one.key == "jacket-1")
    [found] = numbers(inbox.uid("SEARCH", "HEADER", "Message-ID", letter.message_id))
    raw = inbox.uid("FETCH", str(found), "(BODY.PEEK[])")[1][0][1]
    assert message_from_bytes(raw)["Message-ID"] == letter.message_id


def test_peeking_leaves_a_mail_unseen_and_reading_does_not(moving):
    with moving.reader() as client:
        client.select("INBOX")
        [first, *_] = numbers(client.search(None, "UNSEEN"))
        client.fetch(str(first), "(BODY.PEEK[])")
        assert first in numbers(client.search(None, "UNSEEN"))
        client.fetch(str(first), "(BODY[])")
        assert first not in numbers(client.search(None, "UNSEEN"))


def test_an_examined_mail_stays_unseen_whatever_is_read(inbox):
    [first, *_] = numbers(inbox.search(None, "UNSEEN"))
    inbox.fetch(str(first), "(BODY[])")
    assert first in numbers(inbox.search(None, "UNSEEN"))


def test_a_sent_mail_can_be_kept(moving):
    raw = b"Message-ID: <kept@ridgeline.example>\r\nSubject: kept\r\n\r\nHello\r\n"
    with moving.reader() as client:
        when = imaplib.Time2Internaldate(NOW)
        kind, [told] = client.append("Sent", "(\\Seen)", when, raw)
        assert (kind, b"APPENDUID" in told) == ("OK", True)
        client.select("Sent", readonly=True)
        [found] = numbers(client.uid("SEARCH", "HEADER", "Message-ID", "<kept@ridgeline.example>"))
        [(label, body), _] = client.uid("FETCH", str(found), WHOLE)[1]
        assert body == raw
        assert b'"20-Nov-2026 14:05:09 +0000"' in label
        assert client.append("Archive", None, None, raw)[0] == "NO"


def test_nothing_can_be_changed_or_deleted(inbox):
    assert inbox.store("1", "+FLAGS", "\\Deleted")[0] == "NO"
    assert inbox.uid("COPY", "1", "Sent")[0] == "NO"
    assert inbox.expunge()[0] == "NO"
    assert inbox.create("Archive")[0] == "NO"


def test_a_wrong_password_opens_nothing(post):
    with pytest.raises(imaplib.IMAP4.error, match="AUTHENTICATIONFAILED"), post.reader("guess"):
        pass


def test_credentials_may_come_after_the_question(post):
    client = imaplib.IMAP4("127.0.0.1", post.imap.port)
    told = f"\0{USERNAME}\0loopback-only".encode()
    assert client.authenticate("PLAIN", lambda _: told)[0] == "OK"
    assert client.noop()[0] == "OK"
    assert client.select("Nowhere")[0] == "NO"
    client.logout()


@pytest.mark.parametrize(
    ("sent", "answered"),
    [
        (b"a1 SELECT INBOX\r\n", b"a1 NO sign in first"),
        (b"a1 DANCE\r\n", b"a1 BAD unknown command"),
        (b"\r\n", b"* BAD not a command"),
        (b"a1 LOGIN (\r\n", b"* BAD not a command"),
        (b"a1 LOGIN )\r\n", b"* BAD a bracket too many"),
        (b'a1 LOGIN "open\r\n', b"* BAD a string without an end"),
        (b"a1 LOGIN (a) b\r\n", b"a1 BAD a list where a word was expected"),
        (b"a1 LOGIN me\r\n", b"a1 BAD something is missing"),
        (b"a1 LOGIN {99999999999}\r\n", b"* BAD the literal is too large"),
        (b"a1 AUTHENTICATE PLAIN ???\r\n", b"a1 BAD these are no credentials"),
        (b"a1 AUTHENTICATE LOGIN eA==\r\n", b"a1 NO only PLAIN is known here"),
    ],
)
def test_what_is_no_command_is_told_so(post, sent, answered):
    with socket.create_connection(("127.0.0.1", post.imap.port), timeout=10) as line:
        answers = line.makefile("rb")
        answers.readline()
        line.sendall(sent)
        assert answers.readline().startswith(answered)
        answers.close()


@pytest.mark.parametrize(
    "asked",
    [
        ("FETCH", "1", "(ENVELOPE)"),
        ("FETCH", "1", "(BODY.PEEK[1.2])"),
        ("FETCH", "one", "(UID)"),
        ("SEARCH", "SINCE", "tomorrow"),
        ("SEARCH", "HEADER", "Subject"),
        ("SEARCH", "SMALLER"),
    ],
)
def test_what_nobody_can_tell_is_refused(inbox, asked):
    with pytest.raises(imaplib.IMAP4.error, match="BAD"):
        inbox.uid(*asked)


def test_literals_are_read_as_words(post):
    with socket.create_connection(("127.0.0.1", post.imap.port), timeout=10) as line:
        answers = line.makefile("rb")
        answers.readline()
        line.sendall(b"a1 LOGIN {%d}\r\n" % len(USERNAME))
        assert answers.readline().startswith(b"+ ")
        line.sendall(USERNAME.encode() + b" {13+}\r\nloopback-only\r\n")
        assert answers.readline().startswith(b"a1 OK")
        answers.close()


def test_an_idling_client_hears_of_new_mail(moving):
    with moving.reader() as client:
        client.select("INBOX", readonly=True)
        client.send(b"x1 IDLE\r\n")
        assert client.readline() == b"+ idling\r\n"
        moving.mailroom.deliver(b"Subject: new\r\n\r\nHello\r\n", [USERNAME.upper()])
        started = time.monotonic()
        assert client.readline() == b"* %d EXISTS\r\n" % len(moving.mailroom.inbox.messages)
        assert time.monotonic() - started < 5
        client.send(b"DONE\r\n")
        assert client.readline() == b"x1 OK done\r\n"


def test_mail_comes_while_one_looks(moving):
    with moving.reader() as client:
        client.select("INBOX", readonly=True)
        before = len(numbers(client.search(None, "ALL")))
        letters = len(moving.world.ledger.letters)
        while len(moving.world.ledger.letters) < letters + 5:
            moving.world.step(NOW)
        client.noop()
        assert len(numbers(client.search(None, "ALL"))) > before


def test_many_can_read_at_once(post):
    counts = []

    def read():
        with post.reader() as client:
            client.select("INBOX", readonly=True)
            counts.append(len(client.uid("FETCH", "1:*", WHOLE)[1]))

    readers = [threading.Thread(target=read) for _ in range(4)]
    for one in readers:
        one.start()
    for one in readers:
        one.join()
    assert counts == [2 * len(post.mailroom.inbox.messages)] * 4


def test_the_door_can_be_shut(post):
    post.imap.behaviour.mode = Mode.UNAUTHORISED
    with pytest.raises(imaplib.IMAP4.error, match="AUTHENTICATIONFAILED"), post.reader():
        pass
    post.imap.behaviour.mode = Mode.DOWN
    with pytest.raises(imaplib.IMAP4.abort), post.reader():
        pass


def test_only_loopback_can_reach_it(post):
    assert post.imap.server_address[0] == "127.0.0.1"
