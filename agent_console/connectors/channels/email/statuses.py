"""The words of mail servers in ours: which failure is final, and who is a machine."""

import re

from agent_console.connectors.channels.email.phrases import any_of

FINAL_STATUSES = re.compile(r"5\.1\.(?:0|1|2|3|6|10)|5\.2\.1|5\.4\.4")
"""RFC 3463 and 7505: there is no such mailbox or host, or it has moved or been closed."""
FINAL_WORDS = any_of(
    r"user unknown",
    r"unknown (?:user|recipient|address|local|host|domain)",
    r"no such (?:user|mailbox|recipient|domain|host)",
    r"no mailbox here",
    r"does(?:n.?t| not) (?:exist|like recipient|have an? (?:[\w.-]{1,60} )?(?:account|mailbox))",
    r"no longer (?:exist|valid|available|in use|active)",
    r"inactive (?:e-?mail )?(?:address|account|mailbox|user)",
    r"(?:empf(?:ä|ae)nger|benutzer|adresse|postfach)[^.\n]{0,30} (?:unbekannt|existiert nicht)",
    r"(?:utilisateur|destinataire|adresse)[^.\n]{0,30} (?:inconnue?|introuvable|n.existe pas)",
    r"(?:usuario|destinatario|buzón|cuenta)[^.\n]{0,30} (?:desconocido|no existe|inexistente)",
    r"(?:utente|destinatario|casella)[^.\n]{0,30} (?:sconosciut[oa]|inesistente|non esiste)",
    r"not our customer",
    r"(?:mailbox|user|account|address|recipient)[^.\n]{0,40} not (?:found|exist)",
    r"(?:mailbox|user|account|address|recipient)[^.\n]{0,40} (?:unavailable|unknown)",
    r"(?:invalid|bad|wrong) (?:recipient|mailbox|user|address|destination)",
    r"not (?:found|listed) in",
    r"host (?:unknown|or domain name not found)",
    r"has been (?:disabled|discontinued)",
    r"unrouteable",
    r"domain[^.\n]{0,30} (?:not found|does not)",
    r"could(?:n't| not) find any (?:host|domain)",
    r"null ?mx",
    r"nxdomain",
    r"not accept (?:any )?(?:e-?)?mail",
    r"address (?:error|rejected: user)",
    r"is not a valid",
)
PASSING_WORDS = any_of(
    r"quota",
    r"mailbox (?:is )?full",
    r"over ?limit",
    r"spam",
    r"virus",
    r"block(?:ed|list)",
    r"black ?list",
    r"grey ?list",
    r"dnsbl",
    r"reputation",
    r"policy",
    r"too (?:large|big|many)",
    r"(?:size|rate) limit",
    r"temporar",
    r"try again",
    r"relay",
    r"spf",
    r"dmarc",
    r"reverse dns",
)
"""What may be otherwise tomorrow, or with another letter, whatever number stands beside it."""
STATUS = re.compile(r"(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?!\d|\.\d)")
REPLY = re.compile(r"(?<![\d.-])([45])\d{2}(?=(?:[ -]|: ?)[A-Za-z#<(\"])")

ARRIVED_ACTIONS = frozenset({"delivered", "relayed", "expanded", "deliverable"})

_NO_ANSWER = (
    r"(?:do[-_.]?)?not?[-_.]?reply|ne[-_.]?pas[-_.]?repondre|(?:bitte[-_.]?)?nicht[-_.]?antworten"
    r"|keine[-_.]?antwort|no[-_.]?respond(?:er|a)|nao[-_.]?respond(?:er|a)|non?[-_.]?rispondere"
    r"|niet[-_.]?(?:be)?antwoorden|svara?[-_.]?(?:inte|ikke)|nie[-_.]?odpowiadaj|ei[-_.]?vastausta"
)
ROBOTS = any_of(
    r"mailer[-_.]?daemon",
    r"po{1,3}st-?master",
    rf"(?:.*[-_.])?(?:{_NO_ANSWER})(?:\d{{1,6}}|[-_.+].*)?",
    r"bounces?",
    r"auto[-_.]?(?:reply|responder|mailer)",
    r"daemon",
)
"""The part before the @ of who is no person."""
SERVERS = any_of(
    r"mailer[-_.]?daemon",
    r"m(?:ail-?)?daemon",
    r"po{1,3}st-?master",
    r"microsoftexchange[0-9a-f]{16,40}",
)
"""The part before the @ of a mail server itself."""
SYSTEMS = any_of(
    r"mail(?:er)? delivery(?: (?:sub)?system| service)?",
    r"delivery subsystem",
    r"mail(?:er)?[- ]daemon",
    r"postmaster",
    r"mail system",
)
"""The whole name of one; companies and people are called more than that."""
ANSWERING = frozenset(
    {
        "x-autoreply",
        "x-autorespond",
        "x-auto-reply",
        "x-autoresponder",
        "x-autoreply-from",
        "x-mail-autoreply",
        "x-vacation",
    }
)
"""Header fields of programs that answer in the place of a person."""
DENIALS = frozenset({"no", "false", "0", "off", "none"})
"""Values of such a field that say the contrary."""
BULK = frozenset({"bulk", "junk", "auto_reply", "auto-reply"})


def is_final(status: str | None, words: str) -> bool:
    """Say whether trying again is useless: by the number, else by the server's words."""
    if status is not None and not status.startswith("5"):
        return False
    is_named = FINAL_WORDS.search(words) is not None
    is_passing = PASSING_WORDS.search(words) is not None
    if status is not None and FINAL_STATUSES.fullmatch(status):
        return is_named or not is_passing
    return is_named and not is_passing
