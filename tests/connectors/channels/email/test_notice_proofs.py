"""Which proofs of a sender count, and whose."""

import pytest

from tests.connectors.channels.email.notice_mails import BY_SHOP, BY_UPS, UPS, mail, read, told

SUBJECT = "Your parcel has been delivered"
BODY = f"Tracking number {UPS}"
PASS = "mx.shop.test; dmarc=pass header.from=ups.com"
SERVICE = "store+12@t.shopifyemail.com"


def is_told(*header: str, sender: str = BY_UPS) -> bool:
    """Say whether a mail is a notice whose header begins so, and proves nothing itself."""
    head = "".join(f"{line}\r\n" for line in header).encode()
    return read(head + mail(sender, SUBJECT, BODY, Authentication_Results="")) is not None


@pytest.mark.parametrize(
    ("results", "is_taken"),
    [
        ("mx.shop.test; dmarc=pass header.from=ups.com", True),
        ("mx.shop.test; spf=fail smtp.mailfrom=x.example; dkim=pass header.d=ups.com", True),
        ("mx.shop.test; spf=softfail smtp.mailfrom=x.example", False),
        ("mx.shop.test; spf=softfail; dkim=none; dmarc=none", False),
        ("mx.shop.test; dmarc=temperror; spf=softfail", False),
        ("mx.shop.test; spf=none; dkim=none", False),
        ("mx.shop.test; none", False),
        ("mx.shop.test; dkim=pass", False),
        ("mx.shop.test; dmarc=pass", True),
        ("mx.shop.test; spf=pass smtp.mailfrom=bounce@mail.ups.com; dkim=none", True),
        ("mx.shop.test; dkim=pass (2048-bit key; secure) header.d=ups.com", True),
        (
            "mx.shop.test; dmarc=fail (p=none) header.from=ups.com; dkim=pass header.d=x.example",
            False,
        ),
        ("mx.shop.test; dkim=fail header.d=ups.com", False),
        ("mx.shop.test; spf=fail smtp.mailfrom=ups.com", False),
        ("mx.shop.test; dkim=fail header.d=ups.com; spf=pass smtp.mailfrom=evil.example", False),
        ("mx.shop.test; dkim=pass header.d=evil.example", False),
        ('mx.shop.test; spf=fail smtp.mailfrom="x; dmarc=pass"@evil.example', False),
        ("mx.shop.test; spf=fail (x; dmarc=pass) smtp.mailfrom=evil.example", False),
        ("mx.shop.test; SPF=FAIL; DKIM=Fail", False),
    ],
)
def test_what_our_server_found_of_the_sender_counts(results, is_taken):
    found = told(BY_UPS, SUBJECT, BODY, Authentication_Results=results)
    assert (found is not None) is is_taken


def test_what_a_forger_says_of_himself_counts_not():
    ours = "mx.shop.test; spf=fail smtp.mailfrom=evil.example"
    forged = "mx.shop.test; dmarc=pass header.from=ups.com"
    raw = mail(BY_UPS, SUBJECT, BODY, Authentication_Results="")
    head = f"Authentication-Results: {ours}\r\nReceived: from evil.example\r\n"
    assert read(f"{head}Authentication-Results: {forged}\r\n".encode() + raw) is None
    passed = f"Authentication-Results: {forged}\r\nReceived: from ups.com\r\n".encode()
    assert read(passed + raw) is not None
    assert not is_told("Received: from evil by mx.shop.test", f"Authentication-Results: {forged}")
    assert not is_told("Received: from evil by mx.shop.test", "Received-SPF: pass (ups.com)")


@pytest.mark.parametrize(
    ("results", "is_taken"),
    [
        (f"smtp.mailfrom=ups.com={'x' * 70}@evil.example", False),
        (f"smtp.mailfrom={'x' * 70}.header.from=ups.com@evil.example", False),
        ("smtp.mailfrom=ups.com@evil.example", False),
        ("smtp.mailfrom=com", False),
        ("smtp.mailfrom=evilups.com", False),
        ("smtp.mailfrom=ups.com.evil.example", False),
        ("smtp.mailfrom=x@bounce.ups.com", True),
    ],
)
def test_a_proof_is_of_the_domain_that_stands_behind_the_last_sign(results, is_taken):
    assert is_told(f"Authentication-Results: mx.shop.test; spf=pass {results}") is is_taken


@pytest.mark.parametrize(
    ("found", "is_taken"),
    [
        ("fail (evil)", False),
        ("softfail (evil) client-ip=1.2.3.4; envelope-from=x@evil.example", False),
        ("pass (evil) client-ip=1.2.3.4; envelope-from=x@evil.example", False),
        ("none", False),
        ("Pass (mailfrom) client-ip=1.2.3.4; envelope-from=<x@bounce.ups.com>; helo=a", True),
    ],
)
def test_what_is_found_by_the_older_field_counts_too(found, is_taken):
    assert is_told(f"Received-SPF: {found}", "Received: from a by mx.shop.test") is is_taken


def test_without_any_results_carriers_and_services_are_believed_and_no_shop():
    for sender, is_taken in ((BY_UPS, True), (SERVICE, True), (BY_SHOP, False)):
        assert is_told(sender=sender) is is_taken
        assert is_told("Received: from a by mx.shop.test", sender=sender) is is_taken


@pytest.mark.parametrize(
    ("results", "is_taken"),
    [
        ("dmarc=pass header.from=shop.test", True),
        ("dkim=pass header.d=shop.test; spf=fail", True),
        ("spf=pass smtp.mailfrom=bounce.shop.test", True),
        ("spf=pass smtp.mailfrom=sendgrid.net", False),
        ("spf=none; dkim=none", False),
        ("dmarc=fail header.from=shop.test; dkim=pass header.d=shop.test", False),
    ],
)
def test_a_shops_machine_needs_a_proof(results, is_taken):
    found = told(BY_SHOP, SUBJECT, BODY, Authentication_Results=f"mx.shop.test; {results}")
    assert (found is not None) is is_taken


WITHIN = "Received: from mx.shop.test by mx.shop.test with LMTP id 7 for <support@shop.test>"
LARGE = (
    "Received: by 2002:a05:6a10:1234:b0:1 with SMTP id x; Tue, 24 Nov 2026 11:00:00 +0000",
    "Received: from AM0PR01.eurprd01.prod.outlook.com (::1) by DB7.prod.outlook.com with HTTPS",
)
CAME = "Received: from evil.example by mx.shop.test with ESMTP"
OF_OTHERS = "Authentication-Results: mx.shop.test; spf=none; dkim=none"


def test_a_server_may_hand_a_mail_on_within_itself():
    ours = f"Authentication-Results: {PASS}"
    assert is_told(WITHIN, ours, CAME)
    assert not is_told(WITHIN, OF_OTHERS, CAME, ours)
    assert not is_told(WITHIN, CAME, ours)
    posing = "Received: from x by mx.shop.test with LMTP by mx.shop.test with ESMTP"
    assert not is_told(posing, ours)


@pytest.mark.parametrize("large", LARGE)
def test_the_first_results_of_who_hands_each_mail_on_within_are_theirs(large):
    ours = f"Authentication-Results: {PASS}"
    assert is_told(large, CAME, ours)
    assert not is_told(large, OF_OTHERS, CAME, ours)
    assert not is_told(large, CAME, OF_OTHERS, ours)
    assert not is_told(CAME, large, ours)
    assert not is_told(f"{large} by mx.shop.test", ours)
