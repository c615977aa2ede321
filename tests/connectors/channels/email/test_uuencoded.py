"""Files that old programs write into the words of a mail are files, and the words stay."""

import asyncio
import binascii
import secrets
import tracemalloc
from collections.abc import Callable

import pytest

from agent_console.connectors.channels.email.manifest import connect
from agent_console.connectors.channels.email.mime.anatomy import dissect
from agent_console.connectors.channels.email.mime.attachments import attachment
from agent_console.connectors.channels.email.mime.bodies import files
from agent_console.ports.files import Place
from agent_console.ports.source import ContactRecord
from tests.connectors.channels.email.letters import HEAD, letter, multipart, part
from tests.connectors.channels.email.mailboxes import given, of_box, read
from tests.connectors.channels.email.mailboxes import letter as mail
from tests.peers.mail.mail import Box

DATA = bytes(range(256)) * 4
MEGABYTE = 1 << 20


def uuencoded(data: bytes, name: str, *, backtick: bool = False, more: str = "") -> str:
    """Return a file as it is written into a mail."""
    pieces = (data[start : start + 45] for start in range(0, len(data), 45))
    lines = [binascii.b2a_uu(one, backtick=backtick).decode().rstrip("\n") for one in pieces]
    return "\n".join([f"begin 644 {name}", *(line + more for line in lines), "`", "end", ""])


@pytest.mark.parametrize("backtick", [True, False])
@pytest.mark.parametrize("more", ["", "!"], ids=["exact", "with-a-check"])
def test_a_file_in_the_words_is_listed_and_no_word_is_lost(backtick, more):
    file = uuencoded(DATA, "the box.jpg", backtick=backtick, more=more)
    found = letter(f"It came like this:\n{file}\nPlease help\n{uuencoded(b'abc', 'a.txt')}")
    told = [(one.name, one.content_type, one.size) for one in found.attachments]
    assert told == [("the box.jpg", "image/jpeg", len(DATA)), ("a.txt", "text/plain", 3)]
    assert found.text.split() == ["It", "came", "like", "this:", "Please", "help"]


def test_a_file_in_one_part_of_several_comes_in_its_place():
    found = multipart(
        part("text/plain", f"Hello\n{uuencoded(DATA, 'one.png')}"),
        part("image/gif", "R0lG", "Content-Transfer-Encoding: base64"),
    )
    assert [one.content_type for one in found.attachments] == ["image/png", "image/gif"]
    assert found.text == "Hello"


def test_a_name_is_only_a_name():
    found = letter(uuencoded(b"abc", '../../etc/"x"; y.exe'))
    assert [one.name for one in found.attachments] == ['"x"; y.exe']


@pytest.mark.parametrize(
    "words",
    [
        "begin 644 WORK\nHELLO ALL\nend",
        "begin 644 times",
        "We begin 644 x\nM\nend",
        "begin 644 x\nend",
        "begin the return\nPLEASE\nend",
    ],
)
def test_words_that_look_like_it_stay_words(words):
    found = letter(words)
    assert found.attachments == ()
    assert found.plain == words


def test_a_file_that_was_cut_off_is_listed_as_far_as_it_goes():
    file = uuencoded(DATA, "box.jpg").removesuffix("`\nend\n")
    [told] = letter(f"Hello\n{file}").attachments
    assert (told.name, told.size) == ("box.jpg", len(DATA))


def test_it_comes_out_exactly(mailbox: Box):
    data = secrets.token_bytes(5000)
    raw = mail(1, words=f"Hello\r\n{uuencoded(data, 'box.jpg')}".replace("\n", "\r\n"))
    assert [part.data() for part in files(dissect(raw))] == [data]
    mailbox.put([raw])
    [record] = [one for page in read(given(of_box(mailbox))) for one in page.contacts]

    assert fetched(mailbox, record) == data


def fetched(mailbox: Box, record: ContactRecord) -> bytes:
    """Fetch the first file of a mail."""

    async def ask() -> bytes:
        source = connect(given(of_box(mailbox)))
        try:
            return await source.file(Place("support", record.external_id, record.contact), 0)
        finally:
            await source.close()

    return asyncio.run(ask())


def peak_of(work: Callable[[], object]) -> int:
    """Return how many bytes some work took at most."""
    tracemalloc.start()
    try:
        work()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


LINES = {"short": "A\n", "of a byte": "!ABCD\n", "full": f"M{'A' * 60}\n"}


@pytest.mark.parametrize("line", LINES.values(), ids=LINES.keys())
def test_a_file_of_many_lines_takes_little_more_memory_than_it_is_long(line):
    lines = line * (4 * MEGABYTE // len(line))
    mail = dissect(f"{HEAD}\nHello\nbegin 644 a\n{lines}".encode())
    assert peak_of(mail.text) < 40 * MEGABYTE
    assert peak_of(lambda: [attachment(one) for one in files(mail)]) < 40 * MEGABYTE


def test_a_file_among_very_many_is_fetched_in_bounded_memory(mailbox: Box):
    raw = mail(1, words="begin 644 a\n!ABCD\nend\n" * (2 * MEGABYTE // 23))
    mailbox.put([raw])
    [record] = [one for page in read(given(of_box(mailbox))) for one in page.contacts]
    assert len(record.contact.attachments) == 200
    assert peak_of(lambda: fetched(mailbox, record)) < 40 * MEGABYTE
