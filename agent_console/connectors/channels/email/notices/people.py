"""Whether a person stands behind a machine's mail: who wrote into a form, or to a helpdesk.

Such mails come from the shop or from a service, and their words are evidence of nothing.
"""
# ruff: noqa: RUF001 - dashes as machines set them

import re
from itertools import islice

from agent_console.connectors.channels.email.mime.addresses import parties
from agent_console.connectors.channels.email.mime.fields import Fields
from agent_console.connectors.channels.email.mime.forms import writer
from agent_console.connectors.channels.email.notices.sentences import line_of
from agent_console.connectors.channels.email.notices.tellers import (
    ADDRESS,
    Teller,
    domain_of,
    is_free,
    is_within,
)
from agent_console.connectors.channels.email.notices.told import told
from agent_console.connectors.channels.email.notices.words import ADDRESSING, NOUNS, OF_PEOPLE
from agent_console.domain.contact import Contact
from agent_console.domain.identity import folded

LABELS = (
    r"(?:(?:your|full|first|last|customer|contact|sender'?s?|user) ?)?name|from|sender|mail",
    r"e-?mail(?: address)?|subject|(?:your )?message|body|comments?|enquiry|inquiry|question",
    r"request|reason|topic|department|feedback|review|requester",
    r"(?:submitted|sent|written) (?:by|from|on)",
    r"(?:ihr |dein |vor|nach|kunden)?name|absender|von|e-?mail-?adresse|betreff|mitteilung",
    r"(?:ihre )?nachricht|kommentar|anfrage|anliegen|frage|grund|thema|bewertung|gesendet von",
    r"(?:pre)?nom(?: complet)?|de|expediteur|courriel|adresse (?:e-?)?mail|objet|sujet",
    r"(?:votre )?message|commentaires?|demande|avis|motif|envoye par",
    r"nombre(?: completo)?|apellidos?|remitente|correo(?: electronico)?|asunto|mensaje",
    r"consulta|comentarios?|pregunta|motivo|enviado por",
    r"nome(?: completo)?|cognome|da|mittente|indirizzo e-?mail|oggetto|messaggio|comment[oi]",
    r"richiesta|domanda|inviato da",
    r"(?:voor|achter)?naam|van|afzender|e-?mailadres|onderwerp|(?:je |uw )?bericht|vraag",
    r"verzoek|opmerking(?:en)?|reden|verzonden door",
)
LABEL = re.compile(
    rf"[\W_]{{0,4}}(?:{'|'.join(LABELS)})(?:[^\w:]|_){{0,3}}(?:\([^()]{{0,30}}\))?(?:[^\w:]|_){{0,3}}"
    r"(?P<colon>:|$)"
)
"""What a form writes before what somebody put into it, accents folded away."""
FEWEST_ALONE = 2
"""Labels that stand in lines of their own, for a single word may be anything."""
BUTTON = 4
"""So few words may be those of a button: "Track my parcel"."""
MOST_LETTERS, MOST_LINES, LONGEST_LINE, MOST_ASKED = 10_000, 40, 400, 20
DIVIDER = re.compile(r":|\s[-–—|]\s")


def is_of_person(said: Contact, fields: Fields, teller: Teller, own: frozenset[str]) -> bool:
    """Say whether a mail hands on the words of somebody who is neither we nor the machine."""
    asked = parties(fields, "reply-to")[:MOST_ASKED]
    if writer(fields, own) is not None:
        return True
    if any(not _is_home(one.address or "", teller, own) for one in asked):
        return True
    lines = _lines(said)
    found = [at for line in lines for at in ADDRESS.finditer(line.lower())]
    if any(not _is_home(at[0], teller, own) for at in found):
        return True
    plain = [folded(line) for line in lines]
    return _is_form(plain, own) or any(_is_of_people(line) for line in plain)


def speaks_to_reader(subject: str | None) -> bool:
    """Say whether a subject is a machine's to a customer, and nobody's name stands before it."""
    line = line_of(subject)
    first = DIVIDER.split(line, maxsplit=1)[0]
    is_told = bool(NOUNS.search(folded(first))) or told(first, may_be_label=True) is not None
    return line[:1] not in {"[", "("} and is_told and ADDRESSING.search(folded(line)) is not None


def is_for_us(said: Contact, fields: Fields, own: frozenset[str]) -> bool:
    """Say whether a mail names one of our addresses or places; services write for anybody."""
    ends = parties(fields, "from", "reply-to", "to")
    words = [said.plain[:MOST_LETTERS], *(one.name or "" for one in ends)]
    addresses = [one.address or "" for one in ends]
    places = {domain_of(one) for one in own}
    visible = [rf"(?:[\w-]{{1,63}}\.)*{re.escape(one)}" for one in places if _is_place(one)]
    visible += [re.escape(one) for one in own]
    if any(is_ours(one, own) for one in addresses) or not visible:
        return bool(visible)
    pattern = re.compile(rf"(?<![\w.-])(?:{'|'.join(visible)})(?![\w-]|\.\w)", re.IGNORECASE)
    return any(pattern.search(one) for one in words)


def is_ours(address: str, own: frozenset[str]) -> bool:
    """Say whether an address is one of ours, or at a place of ours where not everybody is."""
    domain = domain_of(address)
    places = {domain_of(one) for one in own}
    return address.lower() in own or any(
        _is_place(one) and is_within(domain, one) for one in places
    )


def _is_place(domain: str) -> bool:
    return bool(domain) and not is_free(domain)


def _is_home(address: str, teller: Teller, own: frozenset[str]) -> bool:
    """Say whether an address is ours, or at the place of the machine that writes."""
    domain = domain_of(address)
    is_tellers = is_within(domain, teller.domain) or is_within(teller.domain, domain)
    return is_ours(address, own) or (is_tellers and "." in domain)


def _lines(said: Contact) -> list[str]:
    """Return the subject and the first lines of a body, quoted ones too."""
    body = said.plain[:MOST_LETTERS].splitlines()
    filled = islice(
        (" ".join(one[:LONGEST_LINE].split()) for one in body if one.strip()), MOST_LINES
    )
    return [line_of(said.subject), *filled]


def _is_form(plain: list[str], own: frozenset[str]) -> bool:
    found = [(line, label) for line in plain[1:] if (label := LABEL.match(line))]
    alone = [line for line, label in found if not label["colon"]]
    if len(alone) >= FEWEST_ALONE:
        return True
    told_of = (line[label.end() :].strip() for line, label in found if label["colon"])
    # A shop signs with its own address: "E-Mail: support@shop.example".
    return any(not is_ours(one, own) for one in told_of)


def _is_of_people(line: str) -> bool:
    return len(line.split()) > BUTTON and OF_PEOPLE.search(line) is not None
