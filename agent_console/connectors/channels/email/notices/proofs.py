"""Whether the server of a mailbox found a mail's sender to be who it says.

Only what stands above the way in is its own; all below came with the mail, as a forger likes it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile

from agent_console.connectors.channels.email.mime.fields import Fields, letters
from agent_console.connectors.channels.email.notices.tellers import is_within

ASIDE = re.compile(r"\([^()]{0,500}\)|\"[^\"]{0,500}\"")
"""Comments, and what may be a stranger's words."""
METHOD = re.compile(r"\s{0,9}(dmarc|dkim|spf)\s{0,3}=\s{0,3}([a-z]{3,20})\b", re.IGNORECASE)
OF_DOMAIN = re.compile(
    r"(?<!\S)(?:header\.(?:d|i|from)|smtp\.(?:mailfrom|helo))\s{0,3}=\s{0,3}"
    r"(?:[^\s@;\"]{0,64}@)?([a-z0-9.-]{1,253})(?![^\s;])",
    re.IGNORECASE,
)
OF_ENVELOPE = re.compile(
    r"(?<!\S)envelope-from=<?(?:[^\s@;<>]{0,64}@)?([a-z0-9.-]{1,253})>?(?![^\s;])", re.IGNORECASE
)
RESULTS, OF_SPF, ON_THE_WAY = "authentication-results", "received-spf", "received"
MOST_RESULTS = 5_000
WITHIN = re.compile(r"(?!.*\bby\b.*\bby\b).*\bby \S{1,253} with lmtp\b", re.IGNORECASE)
"""How a server hands a mail to its own boxes."""
OF_THE_TWO_BIG = re.compile(
    r"(?!.*\bby\b.*\bby\b).*\bby (?:2002:a[0-9a-f]{2}:\S{1,60}"
    r"|\S{1,200}\.(?:google|outlook)\.com)(?=\s|;|$)",
    re.IGNORECASE,
)
"""They hand each mail on within their house, and what they found stands first below that."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a server found of a mail by one method, and of which domain."""

    method: str
    result: str
    domain: str


def is_proved(fields: Fields, domain: str) -> bool:
    """Say whether our server found that a mail is of a domain, by that domain's own proof."""
    verdicts = list(_verdicts(fields))
    if any(one.method == "dmarc" and one.result == "fail" for one in verdicts):
        return False
    return any(one.result == "pass" and _is_aligned(one, domain) for one in verdicts)


def is_examined(fields: Fields) -> bool:
    """Say whether anybody wrote into a mail what was found of its sender."""
    return fields.has(RESULTS) or fields.has(OF_SPF)


def _verdicts(fields: Fields) -> Iterator[Verdict]:
    for name, value in _of_our_server(fields):
        said = letters(value[:MOST_RESULTS])
        yield from _of_spf(said) if name == OF_SPF else _told(said)


def _of_our_server(fields: Fields) -> Iterator[tuple[str, bytes]]:
    """Yield the fields that our server wrote, for they stand above how the mail came to it."""
    if OF_THE_TWO_BIG.match(_place(fields.raw(ON_THE_WAY) or b"")):
        yield from [one for one in fields.lines if one[0] == RESULTS][:1]
        return
    above = takewhile(lambda one: one[0] != ON_THE_WAY or _is_within(one[1]), fields.lines)
    yield from (one for one in above if one[0] in {RESULTS, OF_SPF})


def _is_within(received: bytes) -> bool:
    return WITHIN.match(_place(received)) is not None


def _place(received: bytes) -> str:
    return " ".join(ASIDE.sub(" ", letters(received[:MOST_RESULTS])).split())[:1_000]


def _told(value: str) -> Iterator[Verdict]:
    for part in ASIDE.sub(" ", value).split(";"):
        found = METHOD.match(part)
        if found:
            domain = OF_DOMAIN.search(part, found.end())
            yield Verdict(found[1].lower(), found[2].lower(), domain[1].lower() if domain else "")


def _of_spf(value: str) -> Iterator[Verdict]:
    said = ASIDE.sub(" ", value)
    domain = OF_ENVELOPE.search(said)
    result = (said.split() or [""])[0].lower()
    yield Verdict("spf", result, domain[1].lower() if domain else "")


def _is_aligned(proved: Verdict, domain: str) -> bool:
    """Say whether a proof is of the sender's domain; DMARC proves no other."""
    if not proved.domain:
        return proved.method == "dmarc"
    at = proved.domain
    return "." in at and (is_within(domain, at) or is_within(at, domain))
