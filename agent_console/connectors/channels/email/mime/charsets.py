"""Which charset a text is in that does not say: by its letters, and never by a few.

Western letters with accents stand alone between others, and have a charset of their own to fall
back on; so have lines and ornaments of dashes, dots and signs. Only what is plainly of another
script is guessed.
"""

import codecs
import re
import unicodedata

from charset_normalizer import from_bytes

SAMPLE = 1024
"""Bytes that are looked at, from the first that is not of plain letters on."""
HIGH = re.compile(rb"[\x80-\xff]+")
RUN = re.compile(rb"([\x80-\xff])\1{2,}")
"""One sign again and again: a line, an ornament, room that is left free; in no script a word."""
SIGNS = bytes([*range(0x80, 0xC0), 0xD7, 0xF7])
"""No letters, or hardly any, where the text is Western."""
CYRILLIC = re.compile(rb"[\xa3-\xad\xb3-\xbf\xc0-\xff]+")
"""Bytes of Cyrillic letters in all charsets of one byte a letter."""
MIXED = re.compile(rb"(?<=[A-Za-z])[\x80-\xff]|[\x80-\xff](?=[A-Za-z])")
"""Letters in one word with Latin ones; a byte of a letter of East Asia may look like one."""
KANA = re.compile(r"[\u3041-\u30fa]")
FOREIGN = re.compile(r"[^\x00-\x7f]")
COMMON = frozenset("оеаинтсрвлαοιτεσνηρπκςיוהלאתרשבמايلمنورتبهانرอกเงมยลวดทส")
"""Two of three letters of a text in a script of one byte a letter, and half of its neighbours'."""
ACCENTED = [
    frozenset((letters + letters.upper()).encode("cp1252", "ignore"))
    for letters in (
        "äöüßåæøéà",
        "àâçéèêëîïôùûüÿœæ",
        "áéíóúüñ",
        "ãõáéíóúâêôàç",
        "àèéìíîòóùú",
        "éëïóöü",
        "çöüðþýâî",
        "áðéíóúýþæö",
    )
]
"""The letters that languages of the West have beside the plain ones; who lists them writes them."""
FEWEST_DIFFERENT, FEWEST_KANA = 5, 3
ENOUGH, HALF, TENTH, MOST = 0.4, 0.5, 0.1, 0.7
AHEAD = 1.5
"""So much likelier than the next must a charset be."""
A_WORD = 3
"""So many letters in a row that are not Latin make a word of another script."""
UNUSED = {"Cn", "Co", "Cs"}
"""Kinds of letters that nobody writes."""
OF_JAPAN = ("cp932", "euc_jp")
OF_CYRILLIC = ("koi8_u", "cp1251")
OF_EAST_ASIA = [*OF_JAPAN, "gb18030", "big5", "cp949"]
OF_ONE_BYTE = ["iso8859_7", "cp1255", "cp1256", "cp874"]


def guessed(data: bytes) -> str | None:
    """Return the charset of a text in another script than Latin, None where it may be Latin."""
    begun = HIGH.search(data)
    sample = data[begun.start() : begun.start() + SAMPLE] if begun else b""
    bare = RUN.sub(b" ", sample)
    high = b"".join(HIGH.findall(bare))
    if len(set(high)) < FEWEST_DIFFERENT:
        return None
    if (japanese := _japanese(sample)) is not None:
        return japanese
    letters = set(high) - set(SIGNS)
    if any(letters <= known for known in ACCENTED):
        return None
    return _of_one_byte(sample, bare) or _other(sample, bare, OF_EAST_ASIA)


def _japanese(sample: bytes) -> str | None:
    """Name a charset that leaves nothing unread, and in which there are syllables of Japanese."""
    for name in OF_JAPAN:
        said = _strictly(sample, name)
        kana, foreign = KANA.findall(said), len(FOREIGN.findall(said))
        if len(set(kana)) >= FEWEST_KANA and len(kana) >= foreign * TENTH:
            return name
    return None


def _strictly(sample: bytes, charset: str) -> str:
    """Decode a text whose last letter may be cut off; nothing if any other cannot be read."""
    try:
        return codecs.getincrementaldecoder(charset)().decode(sample)
    except UnicodeError:
        return ""


def _of_one_byte(sample: bytes, bare: bytes) -> str | None:
    """Name a charset of one byte a letter, where words of it stand by themselves."""
    letters = bare.translate(bytes.maketrans(SIGNS, b" " * len(SIGNS)))
    if len(set(b"".join(HIGH.findall(letters)))) < FEWEST_DIFFERENT:
        return None
    if len(MIXED.findall(letters)) > TENTH * len(HIGH.findall(letters)):
        return None
    return _cyrillic(b"".join(HIGH.findall(bare))) or _other(sample, bare, OF_ONE_BYTE)


def _cyrillic(high: bytes) -> str | None:
    """Name the charset in which the common letters are common, and capitals rare."""
    if len(b"".join(CYRILLIC.findall(high))) < len(high) * MOST:
        return None
    (best, name), (next_best, _) = sorted(
        ((_commonness(high.decode(one, "replace")), one) for one in OF_CYRILLIC), reverse=True
    )
    return name if best >= ENOUGH and best >= next_best * AHEAD else None


def _commonness(said: str) -> float:
    letters = [one for one in said if one.isalpha() and one > "\x7f"]
    return sum(one in COMMON for one in letters) / max(1, len(letters))


def _other(sample: bytes, bare: bytes, charsets: list[str]) -> str | None:
    """Name the likeliest of some charsets, where whole words are of another script."""
    high = HIGH.findall(bare)
    words = sum(len(one) for one in high if len(one) >= A_WORD)
    if words < sum(map(len, high)) * HALF or words <= A_WORD:
        return None
    found = from_bytes(sample, cp_isolation=charsets).best()
    if found is None or found.encoding not in charsets:
        return None
    said = _strictly(sample, found.encoding)
    is_common = found.encoding in OF_EAST_ASIA or _commonness(said) >= ENOUGH
    return found.encoding if is_common and _is_sound(said) else None


def _is_sound(said: str) -> bool:
    """Say whether a text has several letters of its script, and none that nobody writes."""
    letters = {one for one in said if one > "\x7f" and one.isalpha()}
    return len(letters) >= FEWEST_DIFFERENT - 1 and not any(
        unicodedata.category(one) in UNUSED for one in said
    )
