"""Whose a mail is: of those it came from or went to, or whom a machine tells of."""

import pytest

from agent_console.connectors.channels.email.manifest import connect
from agent_console.connectors.channels.email.record import Found, record
from agent_console.domain.contact import Party
from agent_console.domain.observation import Direction
from agent_console.ports.source import ContactRecord
from tests.connectors.channels.email.mailboxes import NOON, given, letter

OWN = frozenset({"support@shop.test"})


def kept(raw: bytes, *, is_sent: bool = False) -> ContactRecord:
    """Return a mail as it goes to the store."""
    folder = "Sent" if is_sent else "INBOX"
    return record(Found(f"{folder}/1/1", folder, raw, is_sent=is_sent), OWN, NOON)


def people(raw: bytes, *, is_sent: bool = False) -> list[tuple[str, str]]:
    """Return the addresses and names of those a mail is of."""
    return [(one.external_id, one.name) for one in kept(raw, is_sent=is_sent).people]


@pytest.mark.parametrize(
    "subject", ["Undelivered parcel 10476", "Automatic reply: I asked", "Delivery status"]
)
def test_what_we_sent_is_never_a_machines(subject):
    raw = letter(
        1,
        sender="support@shop.test",
        To="ana@customer.test",
        Subject=subject,
        Return_Path="<>",
        Auto_Submitted="auto-generated",
    )
    said = kept(raw, is_sent=True)
    assert (said.contact.automatic, said.contact.bounce) == (False, None)
    assert said.contact.direction is Direction.OUTBOUND
    assert [one.status for one in said.observations] == ["notice"]
    assert people(raw, is_sent=True) == [("ana@customer.test", "")]


def test_a_returned_mail_that_names_nobody_is_its_senders_unless_that_is_a_robot():
    told = {"Subject": "Undeliverable mail", "Return_Path": "<>", "words": "Sorry."}
    assert people(letter(1, **told)) == [("ana@customer.test", "Ana Lopez")]
    for robot in ("mailer-daemon@mx.test", "noreply@mx.test", "postmaster@mx.test"):
        assert people(letter(1, sender=robot, **told)) == []


@pytest.mark.parametrize("sender", ["", "<>", "Ana", '"Ana" </O=SHOP/OU=X/CN=ANA>'])
def test_a_letter_of_nobody_goes_aside_and_is_counted(sender):
    box = connect(given({"username": "support@shop.test"}))
    page = box.read("inbox", letter(1, From=sender).decode())
    assert page.contacts == ()
    assert [one.reason for one in page.unreadable] == ["who wrote it is not said"]


def test_a_letter_of_nobody_is_its_senders_when_it_says_where_to_answer():
    assert people(letter(1, From="Ana", Reply_To="ana@customer.test")) == [
        ("ana@customer.test", "")
    ]


def test_what_we_sent_may_be_of_nobody():
    raw = letter(1, From="", To="ana@customer.test")
    assert people(raw, is_sent=True) == [("ana@customer.test", "")]


@pytest.mark.parametrize("address", ["bob@customer.test", "support@shop.test"])
def test_a_report_that_a_person_passes_on_is_that_persons(address):
    words = f"> Final-Recipient: rfc822; {address}\r\n> Action: failed"
    raw = letter(1, Subject="Fwd: Undelivered mail", words=words)
    assert people(raw) == [("ana@customer.test", "Ana Lopez")]
    assert [one.status for one in kept(raw).observations] == ["received"]


BY_FORM = {"From": "Web shop <noreply@shop.test>", "Reply_To": "Ana Lopez <ana@customer.test>"}


@pytest.mark.parametrize(
    "sender",
    ["noreply@shop.test", "No-Reply@shop.test", "support@shop.test", "do_not_reply@shop.test"],
)
def test_a_letter_by_a_form_of_ours_is_its_writers(sender):
    raw = letter(1, **BY_FORM | {"From": f"Web shop <{sender}>"})
    said = kept(raw)
    assert people(raw) == [("ana@customer.test", "Ana Lopez")]
    assert said.contact.sender == Party("Web shop", "ana@customer.test")
    assert (said.contact.direction, said.contact.automatic) == (Direction.INBOUND, False)
    assert [(one.status, one.author) for one in said.observations] == [("received", "Web shop")]


@pytest.mark.parametrize(
    ("sender", "author"),
    [
        ('"ana@evil.test" <bob@real.test>', "ana@evil.test <bob@real.test>"),
        ('"Bob@Real.test" <bob@real.test>', "Bob@Real.test"),
        ("Bob <bob@real.test>", "Bob"),
        ("bob@real.test", "bob@real.test"),
    ],
)
def test_beside_a_name_that_poses_as_an_address_stands_the_real_one(sender, author):
    [said] = kept(letter(1, From=sender)).observations
    assert said.author == author


def test_a_writer_whose_name_the_form_does_not_tell_has_none():
    assert people(letter(1, **BY_FORM | {"Reply_To": "ana@customer.test"})) == [
        ("ana@customer.test", "")
    ]


@pytest.mark.parametrize(
    ("changed", "of"),
    [
        ({"From": "noreply@else.test"}, "noreply@else.test"),
        ({"From": "bob@customer.test"}, "bob@customer.test"),
        (
            {"From": "support@shop.test", "Reply_To": "other@shop.test", "To": "x@y.test"},
            "x@y.test",
        ),
        ({"From": "support@shop.test", "To": "ana@customer.test"}, "ana@customer.test"),
    ],
)
def test_an_answer_wanted_elsewhere_makes_no_letter_of_a_form(changed, of):
    own = frozenset({"support@shop.test", "other@shop.test"})
    raw = letter(1, **BY_FORM | changed)
    made = record(Found("INBOX/1/1", "INBOX", raw), own, NOON)
    assert [one.external_id for one in made.people] == [of]


def test_what_we_sent_with_another_address_to_answer_to_is_no_letter_of_a_form():
    raw = letter(1, **BY_FORM | {"From": "support@shop.test", "To": "bob@customer.test"})
    assert people(raw, is_sent=True) == [("bob@customer.test", "")]


def test_a_letter_by_a_form_is_named_as_before():
    raw = letter(1, **BY_FORM)
    plain = record(Found("INBOX/1/1", "INBOX", raw), frozenset({"else@else.test"}), NOON)
    assert kept(raw).key == plain.key
    assert kept(raw).observations[0].subject == plain.observations[0].subject


UNNAMED = {"Message_ID": "", "Date": ""}
PHOTO = 'Content-Type: image/jpeg; name="scan.jpg"\r\nContent-Transfer-Encoding: base64\r\n\r\n'


def scanned(photo: str, *, head: str = "") -> bytes:
    """Return a mail of a scanner: no id, no date, no words, and each time the same subject."""
    fields = f"{head}From: scanner@customer.test\r\nSubject: Scan\r\nMIME-Version: 1.0\r\n"
    return f'{fields}Content-Type: multipart/mixed; boundary="=_b"\r\n\r\n'.encode() + (
        f"--=_b\r\n{PHOTO}{photo}\r\n--=_b--\r\n".encode()
    )


def test_mails_without_id_and_date_are_as_many_as_there_are():
    raws = [scanned(f"/9j/4AAQ{number}AAA") for number in range(9)]
    assert len({kept(raw).key for raw in raws}) == 9
    came = [scanned("/9j/4AAQ", head=f"Received: from mx; 10:0{n}\r\n") for n in range(2)]
    assert len({kept(raw).key for raw in came}) == 2, "nothing else tells when they came"


def test_a_mail_without_id_seen_again_is_the_same_mail_wherever_it_lies():
    raw = scanned("/9j/4AAQ")
    moved = record(Found("Archive/7/99", "Archive", raw.replace(b"\r\n", b"\n")), OWN, NOON)
    assert moved.key == kept(raw).key


def test_a_dated_mail_without_id_is_one_by_whatever_way_it_came():
    raw = letter(1, Message_ID="")
    came = b"Received: from mx\r\nDelivered-To: support@shop.test\r\nX-UID: 7\r\n" + raw
    assert kept(came).key == kept(raw).key


FILE = "It came\r\nbegin 644 a.txt\r\n#86)C\r\n`\r\nend\r\nHelp"
RUSSIAN = {"Subject": "Где моя посылка?", "Message_ID": ""}


@pytest.mark.parametrize(
    ("raw", "key"),
    [
        (letter(1, Message_ID=""), "fea122e138f128019175beb9ae7985be"),
        (letter(1, Message_ID="", words=FILE), "2f81d2b49c542467f456895143ef39b1"),
        (
            letter(1, words="Где моя посылка?", **RUSSIAN).decode().encode("koi8-r"),
            "427d69275f6de8854474dc8f5b0dd1ce",
        ),
        (
            letter(1, words="<p>Где моя посылка?</p>", Content_Type="text/html", **RUSSIAN)
            .decode()
            .encode("koi8-r"),
            "427d69275f6de8854474dc8f5b0dd1ce",
        ),
    ],
    ids=["plain", "with-a-file", "russian", "russian-html"],
)
def test_a_dated_mail_without_id_is_named_as_it_always_was(raw, key):
    assert kept(raw).key == key


def test_a_mail_tells_how_it_was_read_before_only_where_that_was_otherwise():
    assert kept(letter(1)).before is None
    assert kept(letter(1, words="Größe")).before is None
    said = kept(letter(1, words=FILE))
    assert (said.contact.plain.split(), len(said.contact.attachments)) == (
        ["It", "came", "Help"],
        1,
    )
    assert said.before is not None
    assert (said.before.plain, said.before.attachments) == (FILE.replace("\r\n", "\n"), ())


def test_a_mail_with_an_id_is_named_as_it_always_was():
    raw = letter(1)
    assert kept(raw).key == "d28aa350b2e88c915ec02e7255c016fe"
    assert kept(b"Received: from mx\r\n" + raw + b"-- \r\nadded by a list").key == kept(raw).key
