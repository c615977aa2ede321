"""Letters of the demo are mails as the console's own reader expects them from the world."""

from dataclasses import dataclass
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

import pytest

from agent_console.connectors.channels.email.mapper import contact
from agent_console.connectors.channels.email.notices.reading import notice
from agent_console.domain.contact import BounceKind, Contact
from agent_console.domain.observation import Direction
from agent_console.sandbox.letters import SERVICE, Form, Letter
from agent_console.sandbox.mail.composing import compose
from agent_console.sandbox.mail.mailroom import Mailroom
from agent_console.sandbox.world import World
from tests.sandbox.conftest import NOW
from tests.sandbox.stories import gather

OWN = frozenset({SERVICE.address})


@dataclass
class Mail:
    """A letter as it was written, as it was sent, and as the console reads it."""

    letter: Letter
    raw: bytes
    read: Contact

    def parsed(self) -> EmailMessage:
        return message_from_bytes(self.raw, policy=default)


@pytest.fixture(scope="module")
def mails(world) -> dict[str, Mail]:
    found = {}
    for letter in world.ledger.letters:
        raw = compose(letter)
        found[letter.key] = Mail(letter, raw, contact(raw, OWN))
    return found


def own_words(letter):
    return letter.text.partition("\n-- \n")[0].partition("\nSent from my i")[0].split()


def test_the_console_reads_the_very_words(mails):
    for one in mails.values():
        if one.letter.form is not Form.BOUNCE:
            assert one.read.text.split() == own_words(one.letter), one.letter.key


def test_the_console_reads_who_and_when(mails):
    for one in mails.values():
        assert one.read.sender.address == one.letter.sender.address
        assert one.read.sender.name == one.letter.sender.name
        assert one.read.time.utc == one.letter.at.replace(microsecond=0)
        assert one.read.subject == one.letter.subject
        is_ours = one.read.direction is Direction.OUTBOUND
        assert is_ours is one.letter.is_ours


def test_threads_hang_together_by_their_ids(mails):
    ids = {one.read.message_id for one in mails.values()}
    assert len(ids) == len(mails)
    for one in mails.values():
        answers = one.letter.answers
        if answers is None or one.letter.form is Form.BOUNCE:
            assert one.read.in_reply_to is None
            continue
        assert one.read.in_reply_to == answers.message_id
        assert list(one.read.references) == one.letter.thread
        assert answers.message_id in ids or answers.sender.address.startswith("orders@")


def test_answers_quote_what_they_answer(mails):
    for one in mails.values():
        answers, form = one.letter.answers, one.letter.form
        if answers and form is Form.PLAIN:
            first = answers.text.splitlines()[0]
            assert first in one.read.plain
            assert answers.text.split() != own_words(one.letter)


def test_programs_quote_each_in_their_manner(mails):
    assert "\n> Hello Helena,\n" in mails["jacket-1"].read.plain
    assert "-----Ursprüngliche Nachricht-----\nVon: Priya Raman" in mails["tent-5"].read.plain
    assert ", Priya Raman (Ridgeline Service) <service@ridgeline.example> wrote:" in (
        mails["customs-3"].read.plain
    )
    assert "schrieb Aiko Tanaka:" in mails["present-2"].read.plain
    assert mails["tent-5"].parsed()["X-Mailer"] == "Microsoft Outlook 16.0"
    assert mails["present-2"].parsed()["User-Agent"] == "Mozilla Thunderbird"


def test_one_mail_exists_in_html_only(mails):
    mail = mails["invoice-1"]
    assert mail.parsed().get_content_type() == "text/html"
    assert b"<img src=" in mail.raw
    assert "img" not in (mail.read.html or "")
    assert not mail.read.automatic


def test_one_mail_is_written_by_a_machine_for_a_person(mails):
    mail = mails["poles-3"]
    assert mail.read.automatic
    assert mail.read.bounce.kind is BounceKind.VACATION
    assert mail.parsed()["Auto-Submitted"] == "auto-replied"


def test_one_mail_came_back(mails):
    mail, failed = mails["can-3"], mails["can-2"]
    assert mail.read.bounce.kind is BounceKind.BOUNCE
    [recipient] = mail.read.bounce.recipients
    assert (recipient.address, recipient.status) == ("chloe.m@mail.example", "5.1.1")
    assert recipient.hard
    assert mail.read.bounce.message_id == failed.letter.message_id
    assert mail.parsed()["Return-Path"] == "<>"
    assert mail.letter.subject == "Undelivered Mail Returned to Sender"


def test_one_mail_is_a_carriers_notice(mails):
    mail = mails["number-0"]
    assert mail.read.automatic
    assert mail.read.bounce is None


def test_mails_come_in_several_scripts_and_languages(mails):
    assert b"iso-2022-jp" in mails["customs-1"].raw
    assert mails["customs-1"].read.text.startswith("こんにちは。")
    assert b"iso-8859-1" in mails["tent-5"].raw
    languages = {one.letter.language for one in mails.values()}
    assert languages == {"en", "de", "fr"}


@pytest.mark.parametrize(
    ("key", "files"),
    [
        ("lantern-3", {"lantern.png": b"\x89PNG", "box.png": b"\x89PNG"}),
        ("seam-1", {"seam.png": b"\x89PNG"}),
        ("tent-2", {"label.pdf": b"%PDF-1.4"}),
        ("customs-2", {"invoice.pdf": b"%PDF-1.4"}),
    ],
)
def test_files_are_attached_whole(mails, key, files):
    parts = {
        one.get_filename(): one.get_content() for one in mails[key].parsed().iter_attachments()
    }
    assert parts.keys() == files.keys()
    assert {one.name for one in mails[key].read.attachments} == set(files)
    for name, magic in files.items():
        assert parts[name].startswith(magic)
        assert len(parts[name]) > 500


def test_senders_clocks_are_those_of_their_places(mails):
    assert mails["unclaimed-1"].parsed()["Date"].endswith("-0500")
    assert mails["customs-1"].parsed()["Date"].endswith("+0900")
    assert mails["unclaimed-2"].parsed()["Date"].endswith("+0100")


def test_ours_lie_in_sent_and_theirs_in_the_inbox(world):
    mailroom = Mailroom(world)
    mailroom.catch_up()
    sent = [contact(one.raw, OWN) for one in mailroom.sent.messages]
    assert {one.direction for one in sent} == {Direction.OUTBOUND}
    answered = {one.in_reply_to for one in sent}
    for one in mailroom.inbox.messages:
        read = contact(one.raw, OWN)
        assert read.direction is Direction.INBOUND
        assert ("\\Answered" in one.flags) is (read.message_id in answered)
        assert ("\\Seen" in one.flags) is (one.received.date() < NOW.date())


def test_ordinary_people_write_as_well(mails, world):
    heroes = {one.email for one in world.ledger.people if one.email in world.stories.values()}
    others = {one.letter.sender.address for one in mails.values()} - heroes - OWN
    assert len(others) > 20


def test_two_worlds_of_one_seed_write_the_same(mails):
    again = World(NOW).ledger.letters
    assert [compose(one) for one in again] == [one.raw for one in mails.values()]


def test_of_all_letters_only_the_carrier_s_tells_of_a_parcel(mails, world):
    told = {key: notice(one.read, one.raw, one.letter.at, OWN) for key, one in mails.items()}
    found = {key: one for key, one in told.items() if one is not None}
    assert list(found) == ["came-1"]
    [parcel] = gather(world, "on_time").parcels()
    assert (found["came-1"].status, found["came-1"].number) == ("delivered", parcel.parcel.number)
