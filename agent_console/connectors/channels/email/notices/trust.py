"""Whether a mail is really a machine's of whom it names: no person's, no forgery, none of ours."""

import re

from agent_console.connectors.channels.email.automatic import is_generated, local
from agent_console.connectors.channels.email.mime.addresses import parties
from agent_console.connectors.channels.email.mime.fields import Fields, letters
from agent_console.connectors.channels.email.notices import people
from agent_console.connectors.channels.email.notices.proofs import is_examined, is_proved
from agent_console.connectors.channels.email.notices.tellers import (
    Teller,
    Trade,
    domain_of,
)
from agent_console.connectors.channels.email.subjects import ANSWER, FORWARD
from agent_console.domain.contact import Contact

OUR_KEY = re.compile(r"<?[a-z2-7]{16}@[a-z0-9.-]{1,253}>?")
"""How our letters are named: by the key of their intent."""
TAG = re.compile(r"\s*\[[^\[\]]{0,40}\]\s*")
MAILERS = re.compile(
    r"outlook|thunderbird|apple mail|iphone|ipad|evolution|mutt|airmail", re.IGNORECASE
)
OF_PEOPLE = ("thread-index", "thread-topic", "x-ms-has-attach")
"""Fields that mail programs of people write."""
OF_PROGRAMS = (
    "feedback-id",
    "list-unsubscribe",
    "x-ses-outgoing",
    "x-sg-eid",
    "x-mailgun-sid",
    "x-pm-message-id",
    "x-mandrill-user",
    "x-mj-mid",
    "x-csa-complaints",
    "x-shopify-shop-id",
)
"""Fields of services by which programs send."""
PROGRAMS = re.compile(
    r"phpmailer|woocommerce|wordpress|shopify|magento|shopware|prestashop|nodemailer|swiftmailer"
    r"|symfony|laravel|vendure|odoo|aftership",
    re.IGNORECASE,
)
ROLES = re.compile(
    r"track|notif|reply|repondre|antwort|auto|mailer|info|alert|update|pkg|sendung|paket|parcel"
    r"|deliver|zustell|colis|livraison|suivi|^store\+|express|quantum|ship"
)
FULL_NAME = re.compile(r"[a-z]{1,30}\.[a-z-]{2,30}")


def is_of_machine(said: Contact, fields: Fields, teller: Teller, own: frozenset[str]) -> bool:
    """Say whether a mail is a machine's own, of a carrier or of somebody who tells for a shop."""
    if _is_passed_on(said) or _is_ours(said, fields, own):
        return False
    if teller.trade is Trade.CARRIER:
        return said.automatic or not _is_of_person(said, fields)
    if people.is_of_person(said, fields, teller, own) or not _is_signed(said, fields, teller):
        return False
    if teller.trade is Trade.SHOP:
        return people.speaks_to_reader(said.subject)
    return people.is_for_us(said, fields, own)


def is_genuine(fields: Fields, said: Contact, teller: Teller) -> bool:
    """Say whether a mail has one sender, whom our mail server did not find to be another.

    Many servers say nothing of any mail; but to forge a shop's is easy, and it needs a proof.
    """
    senders = {(one.address or "").lower() for one in parties(fields, "from")}
    if senders != {_address(said)}:
        return False
    if is_proved(fields, teller.domain):
        return True
    return teller.trade is not Trade.SHOP and not is_examined(fields)


def _address(said: Contact) -> str:
    return ((said.sender and said.sender.address) or "").lower()


def _is_passed_on(said: Contact) -> bool:
    """Say whether a person, or an answering program, sends on what may be another's words."""
    subject = (said.subject or "")[:300]
    for _ in range(3):
        subject = TAG.sub("", subject, count=1) if TAG.match(subject) else subject
    is_thread = said.in_reply_to is not None or bool(said.references)
    return is_thread or any(one.match(subject.lstrip()) for one in (ANSWER, FORWARD))


def _is_ours(said: Contact, fields: Fields, own: frozenset[str]) -> bool:
    """Say whether we may have sent a mail ourselves, which proves nothing.

    Some servers put an id of their own in place of ours; that a program wrote it stays.
    """
    places = {domain_of(one) for one in own} | {domain_of(_address(said))}
    named = OUR_KEY.fullmatch((said.message_id or "").lower())
    if named is not None and named[0].strip("<>").partition("@")[2] in places:
        return True
    return _address(said) in own and (is_generated(fields) or not said.automatic)


def _is_signed(said: Contact, fields: Fields, teller: Teller) -> bool:
    """Say whether a mail bears a machine's sign; services' have an address for it."""
    if said.automatic or _is_of_program(fields):
        return True
    is_role = ROLES.search(local(_address(said))) is not None
    return teller.trade is Trade.SERVICE and is_role and not _is_of_person(said, fields)


def _is_of_person(said: Contact, fields: Fields) -> bool:
    mailer = letters((fields.raw("x-mailer") or fields.raw("user-agent") or b"")[:200])
    if MAILERS.search(mailer) or any(map(fields.has, OF_PEOPLE)):
        return True
    name = local(_address(said))
    is_name = FULL_NAME.fullmatch(name) is not None and ROLES.search(name) is None
    return is_name and not _is_of_program(fields)


def _is_of_program(fields: Fields) -> bool:
    mailer = letters((fields.raw("x-mailer") or b"")[:200])
    return PROGRAMS.search(mailer) is not None or any(map(fields.has, OF_PROGRAMS))
