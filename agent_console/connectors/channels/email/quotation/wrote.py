"""The verb and the first words of the line before a quotation, in many languages."""
# ruff: noqa: RUF001 - words and signs of many scripts

import re

_WROTE = """
wrote|writes|said|schrieb|schreibt|geschrieben|a écrit|a ecrit|écrit|écrivait
escribió|escribio|ha escrito|va escriure|ha scritto|scrive|escreveu
schreef|schreven|geschreven|skrev|skrifaði|kirjoitti
napisał|napisała|napisał(a)|pisze|napsal|napsal(a)|napísal|napisao|je napisao/la
написал|написала|написал(а)|пишет|написав|написа
rašė|rakstīja|kirjutas|napisala|je napisala|napisao je|написао|напиша|написала је|je napísal
a scrie|escribiu|ha escrit|idatzi du|shkroi|yazıb|жазды|գրել է|დაწერა|ने लिखा|लिखा|লিখেছেন|எழுதியது
missatge de|menulis|tulis|napisał/a|napsala|napísala|schreibt am|à écrit|a écris
a scris|írta|ezt írta|yazdı|şunu yazdı|έγραψε|כתב|כתבה|كتب|كتبت|نوشت
写道|寫道|写到|のメール|書きました|님이 작성|작성|เขียนว่า|đã viết|menulis
"""
_VERBS = sorted(_WROTE.strip().replace("\n", "|").split("|"), key=len, reverse=True)
_WORDS = "|".join(map(re.escape, _VERBS))
_FIRST = "".join(sorted({one for verb in _VERBS for one in (verb[0], verb[0].upper())}))
HAS_WROTE = re.compile(
    rf"(?-i:(?=[{_FIRST}]))(?<![^\W\d_])(?:{_WORDS})(?![^\W\d_])|写道|寫道", re.IGNORECASE
)
ENDS_IN_WROTE = re.compile(rf"(?:{_WORDS})\s*(?:\([^()]*\))?\s*[:：.…]?$", re.IGNORECASE)
"""The verb stands within such a line, or closes it; its first letter is sought first, for speed."""
_OPENING = (
    r"(?:on|at|am|le|el|il|op|em|den|dnia|w dniu|dne|a|la|pada|på|в|на|στις|ב|في|在|於)[\s,.]"
)
OPENING, OPENS = (re.compile(one, re.IGNORECASE) for one in (_OPENING, rf"{_OPENING}|\d"))
TORN_DATE = re.compile(rf"{_OPENING}[^:]*\d", re.IGNORECASE)
"""With what such a line begins; the first line break may be within its date."""
STAMPED = re.compile(
    r"(?:19|20)\d{2}-\d{1,2}-\d{1,2},?\s\d{1,2}:\d{2}(?::\d{2})?\s\(?(?:GMT|UTC|[+-]\d{4})"
)
"""How Gmail begins the line in the languages it has no words for; the end may be cut off."""
