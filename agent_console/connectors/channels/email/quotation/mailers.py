"""How mail programs word the line before what is answered to, where no `>` tells it from prose."""
# ruff: noqa: RUF001 - words and signs of many scripts

import re

from agent_console.connectors.channels.email.phrases import any_of
from agent_console.connectors.channels.email.quotation.lines import ADDRESS, Line, Mark, next_of
from agent_console.connectors.channels.email.quotation.wrote import (
    ENDS_IN_WROTE,
    HAS_WROTE,
    OPENING,
    STAMPED,
)

DIRECTIONS = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
WORD = re.compile(r"[^\W\d_][^\s,;:：，、<>()\[\]\"]*")
DIGIT = re.compile(r"\d")
MOST_BEFORE_DATE, MOST_OF_NAME, MOST_AFTER_ADDRESS, MOST_BETWEEN = 3, 6, 2, 1
UNIT = re.compile(
    r"[\s,.;:：，、)\]]*(?:(?:[ap]\.?\s?m\.?|uhr|hrs?|h|[gрг]\.|gmt|utc|ce?s?t|mes?z|[ecmp][sd]t|"
    r"jst|ist|bst|msk|eet)(?![^\W\d_])|[日号時时分秒]|[(（][^()（）]{1,12}[)）])",
    re.IGNORECASE,
)
"""What may follow the numbers of a day and a time, before the name."""
STAMP = re.compile(r"[\d\s.,:/+T-]+(?:[ap]\.?m\.?|uhr|\(?[a-z]{2,5}\)?)?[\s:：]*", re.IGNORECASE)
"""A day and a time as programs put them: numbers alone; people write "at" and "um" between."""
_PARTICLES = "von van de der den di da la le del dos du zu al el bin ben und y e"
PARTICLES = frozenset(_PARTICLES.split())
_NO_NAMES = """
ihr ihre ihren sie euer eure mein meine unser unsere folgendes dies das herr frau er es du man
mir mich your you he she they we my our his her their someone somebody
votre vos vous mon ma nous il elle monsieur madame su sus usted mi nuestro el la suo sua lei mio
uw mijn onze hij zij wasz wasza pan pani ваш ваша вы мой наш он она
"""
NO_NAMES = frozenset(_NO_NAMES.split())
"""Words of people who tell who wrote to them; no program has them where the name is."""
POLITE = frozenset({"Ihr", "Ihre", "Ihren", "Herr", "Frau", "Euer", "Eure"})
GREETING_WORDS, FIRST_LINES = 4, 20
GREETING = any_of(
    r"(?:hi|hello|hallo|hey|dear|good (?:morning|day|afternoon|evening)|servus|moin)\b.*",
    r"(?:guten (?:tag|morgen|abend)|grüß gott|sehr geehrte[rs]?|liebe[rs]?)\b.*",
    r"(?:bonjour|bonsoir|madame|monsieur|hola|buen[oa]s|estimad[oa]s?|ciao|buongiorno|gentile)\b.*",
    r"(?:olá|bom dia|boa tarde|prezad[oa]s?|beste|geachte|goedendag|hej|hei|god dag)\b.*",
    r"(?:dzień dobry|witam|dobrý den|здравствуйте|добрый день|привет|добрий день|merhaba)\b.*",
    r"(?:你好|您好|こんにちは|お世話に|안녕하세요|مرحبا|السلام عليكم|שלום).*",
)
QUOTATION_MARKS = ('"', "“", "„", "«", "»", "‚", "‘", "'", "「", "『", "‹")


def may_lead(lines: list[Line], place: int, count: int, said: str) -> bool:
    """Say whether a line leads to a mail that bears no marks, and not to a person's own words."""
    clean = DIRECTIONS.sub("", said)
    if STAMPED.match(clean):
        return True
    first = lines[: min(place - count + 1, FIRST_LINES)]
    above = [line for line in first if line.mark is not Mark.BLANK]
    if _is_greeting(above):
        return False
    if ADDRESS.search(clean):
        return _is_addressed(clean)
    below = next_of(lines, place + 1)
    is_own = below < len(lines) and lines[below].bare.startswith(QUOTATION_MARKS)
    return bool(above) and not is_own and _is_named(clean)


def _is_greeting(above: list[Line]) -> bool:
    """Say whether nothing but a greeting stands above; then what is wanted must stand below."""
    if len(above) != 1:
        return False
    said = above[0].bare
    is_whole = not any(sign in said[:-1] for sign in ",.?!")
    is_short = is_whole and len(said.split()) <= GREETING_WORDS
    return is_short and (said.endswith((",", "，", "،", "、")) or bool(GREETING.fullmatch(said)))


def _is_addressed(said: str) -> bool:
    """Say whether it is made of a day, a name, an address, and little else."""
    found = list(ADDRESS.finditer(said))
    before, after = said[: found[0].start()], said[found[-1].end() :]
    if _speaks(before[_last_digit(before) :]):
        return False
    if not DIGIT.search(before):
        is_named = len(WORD.findall(before)) <= MOST_OF_NAME
        return is_named and (HAS_WROTE.search(said) is not None or "[" in after)
    if ENDS_IN_WROTE.search(said) or HAS_WROTE.search(before):
        return len(WORD.findall(_lead(before))) <= MOST_BEFORE_DATE
    return _begins_with_date(before) and _is_little(before, after)


def _is_little(before: str, after: str) -> bool:
    """Say whether next to nothing stands around an address but a name."""
    between = WORD.findall(before[_last_digit(before) :])
    small = sum(word[0].islower() for word in between if len(word) > 1)
    return small <= MOST_BETWEEN and len(WORD.findall(after)) <= MOST_AFTER_ADDRESS


def _lead(said: str) -> str:
    return DIGIT.split(said, maxsplit=1)[0]


def _begins_with_date(said: str) -> bool:
    """Say whether there are only the words before a date that programs put there."""
    lead = _lead(said)
    if len(WORD.findall(lead)) > MOST_BEFORE_DATE:
        return False
    has_opening = not lead.strip() or OPENING.match(said) is not None
    return has_opening or lead.rstrip().endswith((",", "،", "."))


def _is_named(said: str) -> bool:
    """Say whether it is made of a day and a name alone: nobody's address is told."""
    first = DIGIT.search(said)
    if first is None:
        return False
    head, tail = said[: first.start()], said[_last_digit(said) :]
    while (unit := UNIT.match(tail)) is not None:
        tail = tail[unit.end() :]
    if WORD.search(tail):
        is_dated = _begins_with_date(said) and WORD.search(HAS_WROTE.sub("", tail))
        is_eudora = head.lower().startswith("at ") and tail.lower().strip(" ,:") == "you wrote"
        return bool(is_dated) and (is_eudora or _is_name(HAS_WROTE.sub(" ", tail, count=1)))
    wrote = HAS_WROTE.search(head)
    if wrote is None or not STAMP.fullmatch(said[first.start() :]):
        return False
    return len(WORD.findall(head[wrote.end() :])) <= 1 and _is_name(head[: wrote.start()])


def _speaks(said: str) -> bool:
    """Say whether somebody tells of another: "your colleague Tom"."""
    words = WORD.findall(said)
    return any(word in NO_NAMES or word in POLITE for word in words)


def _is_name(said: str) -> bool:
    words = [word.strip(".'’") for word in WORD.findall(said)]
    if not 0 < len(words) <= MOST_OF_NAME:
        return False
    if any(word.casefold() in NO_NAMES for word in words):
        return False
    others = [word for word in words if word.casefold() not in PARTICLES]
    return bool(others) and not any(word[:1].islower() for word in others)


def _last_digit(said: str) -> int:
    return max((one.end() for one in DIGIT.finditer(said)), default=0)
