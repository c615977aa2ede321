"""What a machine says of an earlier mail is understood, and never taken for a person's words."""

import pytest

from agent_console.connectors.channels.email.statuses import is_final
from agent_console.domain.contact import Bounce, BounceKind, Contact, FailedRecipient
from tests.connectors.channels.email.letters import letter, multipart, part, read

DAEMON = "From: Mail Delivery System <MAILER-DAEMON@mx.example>\nTo: help@shop.example\n"
RETURNED = DAEMON + "Subject: Undelivered Mail Returned to Sender\n"
COPY = (
    "Message-ID: <m1@shop.example>\nFrom: help@shop.example\nTo: ann@example.org\nSubject: Parcel"
)


def report(*rows: str, action: str = "failed", status: str = "5.1.1") -> Contact:
    """Read a delivery report about these recipients."""
    groups = "\n\n".join(
        f"Final-Recipient: rfc822; {row}\nAction: {action}\nStatus: {status}" for row in rows
    )
    return multipart(
        part("text/plain", "I'm sorry to have to inform you"),
        part("message/delivery-status", f"Reporting-MTA: dns; mx.example\n\n{groups}\n"),
        part("message/rfc822", f"{COPY}\n\nHello"),
        kind="report; report-type=delivery-status",
        head=RETURNED,
    )


def test_a_report_names_its_recipients():
    found = report("ann@example.org", "bob@example.org")
    assert found.automatic
    assert found.bounce == Bounce(
        BounceKind.BOUNCE,
        (
            FailedRecipient("ann@example.org", "5.1.1", hard=True),
            FailedRecipient("bob@example.org", "5.1.1", hard=True),
        ),
        "<m1@shop.example>",
    )


@pytest.mark.parametrize(
    ("action", "status", "kind", "hard"),
    [
        ("failed", "5.1.1", BounceKind.BOUNCE, True),
        ("Failed", "5.1.2", BounceKind.BOUNCE, True),
        ("failed (gave up)", "5.1.10", BounceKind.BOUNCE, True),
        ("failed", "5.2.2", BounceKind.BOUNCE, False),
        ("failed", "5.7.1", BounceKind.BOUNCE, False),
        ("failed", "4.4.7", BounceKind.BOUNCE, False),
        ("delayed", "4.4.1", BounceKind.BOUNCE, False),
        ("delayed", "5.1.1", BounceKind.BOUNCE, False),
        ("expired", "", BounceKind.BOUNCE, False),
        ("a word nobody knows", "5.0.0", BounceKind.BOUNCE, False),
        ("delivered", "2.0.0", BounceKind.DELIVERED, False),
        ("relayed", "2.0.0", BounceKind.DELIVERED, False),
    ],
)
def test_a_report_says_what_became_of_the_mail(action, status, kind, hard):
    bounce = report("ann@example.org", action=action, status=status).bounce
    assert bounce is not None
    assert (bounce.kind, bounce.recipients[0].hard) == (kind, hard)


@pytest.mark.parametrize(
    "address", ["<ann@example.org>", "ann@example.org;", '"ann lee"@example.org']
)
def test_an_address_in_a_report_is_read_bare(address):
    bounce = report(address).bounce
    assert bounce is not None
    assert bounce.recipients[0].address.endswith("@example.org")


def test_a_report_without_recipients_is_still_a_bounce():
    found = report()
    assert found.automatic
    assert found.bounce is not None
    assert found.bounce.kind is BounceKind.BOUNCE


@pytest.mark.parametrize(
    "notice",
    [
        "<ann@example.org>: host mx.example.org said: 550 5.1.1 User unknown",
        "   ann@example.org\n     Unrouteable address",
        "The following recipients failed:\n\n  ann@example.org... User unknown\n",
        "Hi. This is the qmail-send program.\n\n<ann@example.org>:\nno such mailbox (#5.1.1)",
        ">>> RCPT To:<ann@example.org>\n<<< 550 5.1.1 unknown",
        "Recipient: [ann@example.org]\nReason: no such user",
        "Your message to <ann@example.org> could not be delivered: user unknown",
        "Sorry, ann@example.org does not exist. For help contact support@mx.example.",
        'For help contact postmaster@mx.example.\n\nWe could not reach "ann@example.org".',
        "Ihre Nachricht an ann@example.org konnte nicht zugestellt werden. Kontakt: x@mx.example",
        "宛先 ann@example.org は存在しません",
        "Адрес ann@example.org не найден",
        "Original-Recipient: rfc822;ann@example.org\nAction: failed",
        "No.\n\n--- copy ---\nReceived: from x\nFrom: help@shop.example\nTo: <ann@example.org>",
    ],
)
def test_a_notice_in_prose_names_the_recipient(notice):
    found = read(f"{RETURNED}\n{notice}\n\n----- copy -----\n{COPY}\n\nHello")
    assert found.bounce is not None
    assert [one.address for one in found.bounce.recipients] == ["ann@example.org"]
    assert found.automatic


def test_a_notice_may_name_its_recipients_in_the_header():
    found = read(
        f"{RETURNED}X-Failed-Recipients: ann@example.org,\n bob@example.org\n\n550 user unknown"
    )
    assert found.bounce is not None
    assert [one.address for one in found.bounce.recipients] == [
        "ann@example.org",
        "bob@example.org",
    ]
    assert [one.hard for one in found.bounce.recipients] == [True, True]
    assert found.bounce.recipients[0].status == "5.0.0"


def test_a_number_may_stand_before_a_colon():
    said = "554: delivery error: dd This user doesn't have a yahoo.com account (ann@yahoo.com) [0]"
    bounce = read(f"{RETURNED}\n<ann@yahoo.com>:\n{said}").bounce
    assert bounce is not None
    assert bounce.recipients == (FailedRecipient("ann@yahoo.com", "5.0.0", hard=True),)


def test_a_notice_nobody_can_read_is_a_bounce_of_nobody():
    found = read(f"{RETURNED}\nSomething went wrong.")
    assert found.automatic
    assert found.bounce == Bounce(BounceKind.BOUNCE)


@pytest.mark.parametrize(
    ("status", "words", "final"),
    [
        ("5.1.1", "", True),
        ("5.1.1", "mailbox full", False),
        ("5.1.1", "user unknown; blocked list", True),
        ("5.2.2", "over quota", False),
        ("5.0.0", "550 no such user here", True),
        ("5.7.1", "message refused by policy", False),
        ("4.1.1", "user unknown", False),
        ("5.4.4", "Host or domain name not found", True),
        (None, "user unknown", True),
        (None, "dd This user doesn't have a yahoo.com account", True),
        (None, "Empfaenger unbekannt", True),
        (None, "Destinataire inconnu", True),
        (None, "try again later", False),
        (None, "", False),
    ],
)
def test_only_what_cannot_change_is_final(status, words, final):
    assert is_final(status, words) is final


@pytest.mark.parametrize(
    "said",
    [
        "Auto-Submitted: auto-generated",
        "Auto-Submitted: auto-replied (vacation)",
        "X-Autoreply: yes",
        "Precedence: bulk",
        "Precedence: auto_reply",
        "Return-Path: <>",
        "X-Auto-Response-Suppress: All",
        "Sender: no-reply@example.org",
        "X-Failed-Recipients: bob@example.org",
    ],
)
def test_a_machine_that_says_so_is_one(said):
    assert letter("Hello", said).automatic


@pytest.mark.parametrize(
    "said",
    [
        "Auto-Submitted: no",
        "Precedence: list",
        "Precedence: bulk\nList-Id: <support.shop.example>",
        "List-Unsubscribe: <mailto:leave@lists.example>",
        "Return-Path: <ann@example.org>",
        "X-Auto-Response-Suppress: OOF",
        "Reply-To: no-reply@example.org",
        "X-Mailer: Delivery System",
        "X-Autoreply: no",
        "X-Vacation: False",
    ],
)
def test_a_person_is_not_taken_for_a_machine(said):
    found = letter("My parcel was returned to sender, user unknown: bob@example.org", said)
    assert (found.automatic, found.bounce) == (False, None)


@pytest.mark.parametrize(
    "sender",
    [
        "noreply@x.example",
        "no-reply@x.example",
        "donotreply@x.example",
        "MAILER-DAEMON",
        "postmaster@x.example",
        "Mail Delivery Subsystem <x@x.example>",
        "bounce@x.example",
        "do_not_reply@x.example",
        "noreply.benachrichtigung@x.example",
        "no-reply-orders@x.example",
        "orders.noreply@x.example",
        "noreply+12ab@x.example",
        "noreply2@x.example",
        "ne-pas-repondre@x.example",
        "nicht-antworten@x.example",
        "MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@x.example",
    ],
)
def test_a_robot_is_known_by_its_name(sender):
    assert read(f"From: {sender}\nSubject: X\n\nHello").automatic


@pytest.mark.parametrize(
    "sender",
    [
        "ann@noreply.example",
        "daemonia@x.example",
        "Post Master <a@x.example>",
        "Mail Delivery Co <hello@x.example>",
        "Delivery System Ltd <hello@x.example>",
        "hellodaemon@x.example",
        "thepostmaster@x.example",
        "noreplyson@x.example",
        "nora.replyard@x.example",
        "microsoftexchange@x.example",
    ],
)
def test_a_name_that_resembles_a_robot_is_a_person(sender):
    assert not read(f"From: {sender}\nSubject: X\n\nHello").automatic


REASON = "<bob@example.org>: host mx.example said: 550 5.1.1 user unknown"


@pytest.mark.parametrize("prefix", ["Fwd:", "FW:", "WG:", "TR:", "RV:", "Re: Fwd:", "转发:"])
def test_what_a_person_passes_on_marks_nobody(prefix):
    subject = f"{prefix} Undelivered Mail Returned to Sender"
    head = f"From: Ann <ann@example.org>\nTo: help@shop.example\nSubject: {subject}\n"
    words = f"Your mail to my old address came back. Where is my parcel?\n\n{REASON}"
    dsn = "Final-Recipient: rfc822; bob@example.org\nAction: failed\nStatus: 5.1.1\n"
    inner = f"Content-Type: message/delivery-status\n\nReporting-MTA: dns; mx\n\n{dsn}"
    enclosed = part("message/rfc822", f"{RETURNED}{inner}")
    for found in (
        read(f"{head}\n{words}"),
        multipart(part("text/plain", words), enclosed, head=head),
        multipart(part("text/plain", words), inner, head=head),
        multipart(part("text/plain", words), enclosed),
    ):
        assert (found.automatic, found.bounce) == (False, None)
        assert "Where is my parcel?" in found.text


def test_what_a_person_pastes_marks_nobody():
    found = read(f"From: ann@example.org\nSubject: Mail delivery failed\n\nWhy?\n\n{REASON}")
    assert (found.automatic, found.bounce) == (False, None)


def test_without_a_way_back_a_person_speaks_of_a_parcel():
    head = "Return-Path: <>\nFrom: Ann <ann@example.org>\nSubject: Paket nicht zugestellt\n"
    assert read(f"{head}\nHallo, bitte an bob@example.org antworten.\nAnn").bounce is None


@pytest.mark.parametrize(
    "head",
    [
        "From: noreply@mx.example\nX-Failed-Recipients: bob@example.org\nSubject: Your mail\n",
        "From: Mail <bounce@mx.example>\nSubject: Message undeliverable\n",
        "From: noreply@example.org\nSubject: Non remis : hi\n",
        "From: MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@x.example\nSubject: hi\n",
    ],
)
def test_a_returned_mail_is_nobodys_vacation(head):
    found = read(f"{head}Auto-Submitted: auto-replied\n\n{REASON}")
    assert found.bounce is not None
    assert found.bounce.kind is BounceKind.BOUNCE
    assert found.bounce.recipients == (FailedRecipient("bob@example.org", "5.1.1", hard=True),)


def test_who_is_away_may_answer_about_a_delivery():
    head = "From: ann@example.org\nSubject: Delivery problem\nAuto-Submitted: auto-replied\n"
    bounce = read(f"{head}\nI am back on Monday, ask bob@example.org.").bounce
    assert bounce is not None
    assert bounce.kind is BounceKind.VACATION


def test_the_program_of_a_list_is_known_by_its_keeper():
    head = "Subject: Not a member\nX-MLServer: fml\n"
    assert read(f"From: list-admin@x.example\n{head}\nHello").automatic
    assert not read(f"From: ann@x.example\n{head}\nHello").automatic


def complaint(*fields: str) -> Contact:
    """Read a complaint with these fields in its report."""
    return multipart(
        part("text/plain", "This is an abuse report"),
        part("message/feedback-report", "\n".join(("Feedback-Type: abuse", "Version: 1", *fields))),
        part("message/rfc822", f"{COPY}\n\nHello"),
        kind="report; report-type=feedback-report",
        head="From: feedback@isp.example\nTo: abuse@shop.example\nSubject: FW: Parcel\n",
    )


def test_a_complaint_names_who_complains():
    found = complaint("Original-Rcpt-To: <bob@example.org>", "Original-Rcpt-To: again@example.org")
    assert found.bounce == Bounce(
        BounceKind.FEEDBACK, (FailedRecipient("bob@example.org"),), "<m1@shop.example>"
    )
    assert found.automatic


def test_a_silent_complaint_is_of_whom_the_mail_went_to():
    bounce = complaint().bounce
    assert bounce is not None
    assert bounce.recipients == (FailedRecipient("ann@example.org"),)


def test_a_program_that_unsubscribes_complains_for_its_owner():
    found = read("From: ann@example.org\nSubject: unsubscribe\nAuto-Submitted: auto-replied\n\nBye")
    assert found.bounce == Bounce(BounceKind.FEEDBACK, (FailedRecipient("ann@example.org"),))
    assert read("From: ann@example.org\nSubject: unsubscribe\n\nPlease").bounce is None


def test_a_notice_of_reading_is_told():
    notice = "Final-Recipient: rfc822;ann@example.org\nDisposition: manual-action/displayed"
    found = multipart(
        part("message/disposition-notification", notice),
        kind="report; report-type=disposition-notification",
    )
    assert found.bounce is not None
    assert found.bounce.kind is BounceKind.READ
    assert "Disposition" in found.text


@pytest.mark.parametrize(
    ("kind", "inner", "expected"),
    [
        (
            "Bounce",
            '"bouncedRecipients":[{"emailAddress":"ann@example.org","status":"5.1.1"}]',
            BounceKind.BOUNCE,
        ),
        (
            "Complaint",
            '"complainedRecipients":[{"emailAddress":"ann@example.org"}]',
            BounceKind.FEEDBACK,
        ),
        ("Delivery", '"delivery":{"recipients":["ann@example.org"]}', BounceKind.DELIVERED),
    ],
)
@pytest.mark.parametrize("is_escaped", [False, True])
def test_a_notice_of_a_sending_service_is_read(kind, inner, expected, is_escaped):
    told = f'{{"notificationType":"{kind}",{inner}}}'
    body = told.replace('"', '\\"') if is_escaped else told
    found = read(f"From: no-reply@sns.example\nSubject: Notification\n\n{body}")
    assert found.bounce is not None
    assert found.bounce.kind is expected
    assert [one.address for one in found.bounce.recipients] == ["ann@example.org"]


@pytest.mark.parametrize(
    "named",
    [
        '"commonHeaders":{"messageId":"<k1@shop.test>"}',
        '"headers":[{"name":"Message-ID","value":"<k1@shop.test>"}]',
    ],
)
def test_a_notice_of_a_sending_service_names_our_own_id(named):
    told = f'{{"notificationType":"Bounce","mail":{{"messageId":"0100-a",{named}}}}}'
    found = read(f"From: no-reply@sns.example\nSubject: Notification\n\n{told}")
    assert found.bounce.message_id == "<k1@shop.test>"


def test_what_is_late_has_not_come_back():
    report = (
        "Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\n"
        "Content-Type: message/delivery-status\n\nReporting-MTA: dns; mx\n\n"
        "Final-Recipient: rfc822; ann@example.org\nAction: delayed\nStatus: 4.4.1\n\n--b--"
    )
    [one] = read(f"From: MAILER-DAEMON@mx.test\n{report}").bounce.recipients
    assert (one.delayed, one.hard) == (True, False)


def test_an_unknown_notice_of_a_service_is_no_bounce():
    found = read('From: no-reply@x.example\nSubject: N\n\n{"notificationType":"Opened"}')
    assert (found.automatic, found.bounce) == (True, None)


def test_a_notice_without_way_back_must_name_somebody():
    head = "Return-Path: <>\nFrom: gate@x.example\nSubject: About your message\n\n"
    bounce = read(head + "<ann@example.org>: 550 5.1.1 user unknown").bounce
    assert bounce is not None
    assert bounce.recipients == (FailedRecipient("ann@example.org", "5.1.1", hard=True),)
    assert read(head + "Thank you for writing.").bounce is None
