"""Which parcel a notice is about: the one tracking number that its words hold."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from agent_console.connectors.channels.email.notices.tellers import Teller
from agent_console.domain.identity import folded, reference
from agent_console.domain.tracking.carrier_names import is_same_carrier
from agent_console.domain.tracking.printed_numbers import printed
from agent_console.domain.tracking.recognition import recognised
from agent_console.domain.tracking.shapes import Certainty

WORD = re.compile(
    r"(?<![\w+-])(?<!\w[.,/+])"
    r"(?:1Z(?: ?[0-9A-Z]){15} ?\d|\d{2,40}(?: \d{2,40}){1,10}"
    r"|[A-Z]{2,3}(?: ?\d){8,20}(?: ?[A-Z]{2})?|[0-9A-Za-z]{8,40})"
    r"(?![\w-]|[.,/]\d)"
)
POSTAL = re.compile(r"[A-Z]{2}\d{9}[A-Z]{2}")
NO_NAME = re.compile(r"[^\W\d_]*\d\S*")
DIGITS, NEAR = 8, 60
MOST_WORDS, MOST_LINES, LONGEST_LINE = 60, 150, 400
"""A mail with more words that may be numbers is a list."""
TRACKED = re.compile(
    r"(?:tracking|track|\bitem|delivery (?=n)|waybill|airway ?bill|consignment|shipment|parcel"
    r"|package|sendung\w{0,12}|paket\w{0,8}|packchen|frachtbrief\w{0,8}|nachverfolgung\w{0,8}|colis|envoi|suivi|colissimo"
    r"|expedition|seguimiento|rastreo|envio|paquete|guia|spedizione|pacco|tracciamento"
    r"|lettera di vettura|zending\w{0,8}|pakket\w{0,8}|pakje|traceer\w{0,8})"
    r"(?:[ -]?(?:number|no\b|nr\b|code|id\b|ref(?:erence)?\b|#))?"
)
"""What stands before a number of a parcel, accents folded away."""
OTHERS = re.compile(
    r"\border|lieferschein|bestell|auftrag|kunde|customer|commande|client|pedido|ordine|klant|reference"
    r"|referen[zct]|riferimento|\bref\b|invoice|rechnung|facture|factura|fattura|factuur|phone|\btel"
    r"|\bfax|\bcall|hotline|account|konto|compte|cuenta|\bconto|rekening|\bpin\b|pick-?up code"
    r"|abholcode|\bvat\b|\bust|iban|postcode|\bzip|service number"
)
"""What stands before numbers that are no parcel's."""
SENT_BACK = re.compile(
    r"\breturns?\b(?! to)|\bretour(?:en\w*|e|schein|label|zending\w*|sendung\w*|paket|etikett)?\b"
    r"(?! (?:a l'|naar|aan|an))|rucksende\w*|rucksendung\w*(?! an)|rucksend\b|\breso\b(?! al)"
    r"|\bdevolucion\b(?! al)|\betiquette retour|\brestituzione\b(?! al)"
)
"""What stands before the number of a parcel that somebody may send back."""
HEADING = 5
"""So few words above a line may be what it is about."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """A tracking number as written, and its carrier where that is beyond doubt."""

    carrier: str | None
    number: str


def parcels_in(lines: list[str], teller: Teller) -> list[Parcel]:
    """Return the parcels that some lines name, each once; of a long list of numbers none."""
    found: dict[str, Parcel] = {}
    for at, word in enumerate(_words(lines)):
        if at >= MOST_WORDS:
            return []
        for parcel in () if word.is_sent_back else _parcels(word, teller):
            found.setdefault(reference(parcel.number), parcel)
    return list(found.values())


@dataclass(frozen=True, slots=True)
class Word:
    """What may be a number, what stands before it, and the words of its line and the one above."""

    text: str
    before: str
    around: str
    is_sent_back: bool


def _words(lines: list[str]) -> Iterator[Word]:
    above = ""
    for line in [one[:LONGEST_LINE] for one in lines if one][:MOST_LINES]:
        for found in WORD.finditer(line):
            if sum(map(str.isdigit, found[0])) >= DIGITS:
                start = line[: found.start()]
                around = NO_NAME.sub(" ", f"{above} {line}")
                yield Word(found[0], _before(start, above), around, _is_sent_back(start, above))
        above = line


def _before(start: str, above: str) -> str:
    """Return the words before a number; at the beginning of a line they stand above it."""
    said = start if any(map(str.isalpha, start)) else f"{above} {start}"
    return folded(said[-NEAR:])


def _is_sent_back(start: str, above: str) -> bool:
    """Say whether a number is that of a label for the way back."""
    is_about = len(above.split()) <= HEADING or not any(map(str.isalpha, start))
    said = f"{above if is_about else ''}: {start}".rpartition(". ")[2]
    return SENT_BACK.search(folded(said)) is not None


def _parcels(word: Word, teller: Teller) -> list[Parcel]:
    """Read a word as one number, or else each of its groups as one."""
    whole = _parcel(word.text, word, teller)
    if whole is not None or " " not in word.text:
        return [whole] if whole else []
    groups = (_parcel(one, word, teller) for one in word.text.split() if len(one) >= DIGITS)
    return [one for one in groups if one is not None]


def _parcel(text: str, word: Word, teller: Teller) -> Parcel | None:
    proved = {one.carrier for one in printed(text)}
    if teller.carrier is None:
        return _told_by_any(text, word, proved)
    # Without its spaces it is one number, and no sentence in which one is to be found.
    may_be = recognised(reference(text))
    found = [one for one in may_be if is_same_carrier(one.carrier, teller.carrier)]
    if proved or not found:
        return _handed_on(text, proved, teller.carrier, is_likely=bool(found))
    # A carrier's other numbers are proved by one digit at most, as many an order's are by chance.
    is_must = all(one.certainty is Certainty.POSSIBLE for one in found)
    return Parcel(teller.carrier, text) if _is_tracked(word.before, is_must=is_must) else None


def _told_by_any(text: str, word: Word, proved: set[str]) -> Parcel | None:
    """Read a number by itself, or where it proves less, by the carrier's name beside it."""
    carriers = proved
    if not proved and _is_tracked(word.before, is_must=True):
        carriers = {one.carrier for one in printed(f"{word.around} {text}")}
    return Parcel(min(carriers) if len(carriers) == 1 else None, text) if carriers else None


def _handed_on(text: str, proved: set[str], carrier: str, *, is_likely: bool) -> Parcel | None:
    """Read a number that one carrier proves and another tells of: posts hand on each other's."""
    if any(is_same_carrier(one, carrier) for one in proved):
        return Parcel(carrier, text)
    is_of_post = POSTAL.fullmatch(reference(text)) is not None and bool(recognised(reference(text)))
    return Parcel(None, text) if is_likely or is_of_post else None


def _is_tracked(before: str, *, is_must: bool) -> bool:
    """Say whether the nearest word before a number is of parcels, and not of orders or phones."""
    tracked, others = _last(TRACKED.finditer(before)), _last(OTHERS.finditer(before))
    return tracked >= others and (tracked > 0 or not is_must)


def _last(found: Iterator[re.Match[str]]) -> int:
    return max((one.end() for one in found), default=0)
