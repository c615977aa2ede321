"""No mail makes the reader of notices raise, hang, or take one for a notice that is none."""

import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agent_console.connectors.channels.email.mapper import contact
from agent_console.connectors.channels.email.notices.reading import Notice, notice
from agent_console.connectors.kit.reading import UnreadableError
from agent_console.domain.parcel import ParcelStatus
from tests.connectors.channels.email.notice_mails import (
    BY_DHL,
    BY_SHOP,
    BY_UPS,
    DHL,
    OWN,
    RECEIVED,
    UPS,
    mail,
)

SHORT = 6.0
"""Seconds that the heaviest mail may take on a busy machine; a usual one takes a thousandth."""
MANY = 300_000


def sound(raw: bytes, own: frozenset[str] = OWN) -> Notice | None:
    """Read bytes and check that what came out can be stored; None when it is no mail."""
    try:
        said = contact(raw, own)
    except UnreadableError:
        return None
    found = notice(said, raw, RECEIVED, own)
    if found is not None:
        assert 0 < len(found.text) <= 300
        assert not any(one in found.text for one in "\n\r\t\x00\x85\u2028")
        assert found.text.encode()
        assert found.number
        assert found.told_at.tzinfo is not None
    return found


HEAVY = {
    "spaces": " " * MANY,
    "lines": "\n" * MANY,
    "digits": "1" * MANY,
    "digits in groups": "12 " * (MANY // 3),
    "digits apart": "1 " * (MANY // 2),
    "numbers": "123456789012 FedEx " * (MANY // 19),
    "ups": "1Z" * (MANY // 2),
    "ups apart": "1 Z " * (MANY // 4),
    "post": "RR 1 2 3 4 5 6 7 8 " * (MANY // 19),
    "letters": "a" * MANY,
    "words": "delivered " * (MANY // 10),
    "was": "Your parcel was now just now just now just " * (MANY // 43),
    "wurde": "Paket wurde " * (MANY // 12),
    "wurde in one line each": "Paket wurde ist haben kann is zijn kon liegt\n" * (MANY // 45),
    "no": "No se ha hemos pudo podido " * (MANY // 27),
    "ends": ". " * (MANY // 2),
    "dashes": " - " * (MANY // 3),
    "labels": "Delivered On:\n" * (MANY // 14),
    "label in label": "Delivered: " * (MANY // 11),
    "dates": "Delivered On: 11/24/2026 11:42 " * (MANY // 31),
    "clocks": "11:42" * (MANY // 5),
    "links": "https://" * (MANY // 8),
    "angles": "<" * MANY,
    "accents": "e\u0301" * (MANY // 3),
    "wide": "\ufdfa" * (MANY // 3),
}


@pytest.mark.parametrize("words", HEAVY.values(), ids=HEAVY)
def test_no_mail_takes_long(words):
    for sender, subject in ((BY_UPS, "UPS"), (BY_DHL, f"DHL {words[:3000]}"), (BY_SHOP, "x")):
        raw = mail(sender, subject.replace("\n", " "), f"Your parcel {words}\n{UPS}")
        said = contact(raw, OWN)
        start = time.process_time()
        notice(said, raw, RECEIVED, OWN)
        assert time.process_time() - start < SHORT


@pytest.mark.parametrize("field", ["Authentication-Results", "From", "Reply-To", "X-Mailer"])
@pytest.mark.parametrize("words", ["dkim=", "(", '"', ";", "a@b, ", "header.d=", "1 "])
def test_no_header_takes_long(field, words):
    raw = f"{field}: {words * 60_000}\r\n".encode() + mail(BY_UPS, "Delivered", UPS)
    said = contact(raw, OWN)
    start = time.process_time()
    notice(said, raw, RECEIVED, OWN)
    assert time.process_time() - start < SHORT


SENDERS = st.sampled_from([BY_UPS, BY_DHL, BY_SHOP, "noreply@aftership.com", "ana@x.test"])
WORDS = st.lists(
    st.sampled_from(
        [
            *("Your parcel has been delivered", "on", "11/24/2026 11:42 AM", "24.11.2026", "um"),
            *("Delivered On:", "Delivered To: Access Point", UPS, DHL, "Tracking number", "\n"),
            *("was not", "will be", "If", "?", ". ", "0/0/2026", "99:99", "24:00", "+99:99"),
            *("29 February 2026", "2026-13-40", "zugestellt", "wurde", "https://x/", "\u0130", "ß"),
            *("٣", "\u2028", "\x85", "ǆ", "1234567891", "²²²²²²²²²²²", "\uff11" * 12),
        ]
    )
    | st.text(max_size=12),
    max_size=14,
).map(" ".join)


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(sender=SENDERS, subject=WORDS, body=WORDS, date=WORDS, results=WORDS)
def test_whatever_is_written_a_notice_is_sound(sender, subject, body, date, results):
    one_line = {"Date": date, "Subject": subject, "Authentication_Results": results}
    more = {name: " ".join(said.split()) for name, said in one_line.items()}
    raw = mail(sender, "", body, **more).decode("utf-8", "replace").encode("utf-8", "replace")
    sound(raw)


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(raw=st.binary(max_size=400), sender=SENDERS)
def test_no_bytes_make_it_raise(raw, sender):
    sound(raw)
    sound(f"From: {sender}\r\nSubject: Package Delivered\r\n".encode() + raw)
    sound(mail(sender, "Package delivered", UPS) + raw)


def test_no_recorded_mail_is_a_notice(shared: Path):
    folder = shared / "payloads" / "channels"
    if not (folder / "expected.json").is_file():
        pytest.skip("there are no recorded mails in the folder named shared")
    names = [one for kind in ("quotes", "bounces", "rfc822") for one in (folder / kind).iterdir()]
    assert len(names) > 100
    for name in names:
        raw = name.read_bytes()
        assert sound(raw) is None, name
        try:
            sender = contact(raw).sender
        except UnreadableError:
            continue
        # Nor would it be if it came from the shop's own domain.
        domain = ((sender and sender.address) or "").rpartition("@")[2].lower()
        assert sound(raw, frozenset({f"support@{domain}"})) is None, name


def test_the_words_of_no_recorded_mail_would_tell_that_a_parcel_came(shared: Path):
    folder = shared / "payloads" / "channels"
    if not (folder / "expected.json").is_file():
        pytest.skip("there are no recorded mails in the folder named shared")
    for name in [one for kind in ("quotes", "bounces") for one in (folder / kind).iterdir()]:
        try:
            said = contact(name.read_bytes())
        except UnreadableError:
            continue
        subject = " ".join((said.subject or "").split())
        found = sound(mail(BY_UPS, subject[:400], f"{said.text}\n{UPS}"))
        assert found is None or found.status is ParcelStatus.ATTEMPT_FAILED, name
