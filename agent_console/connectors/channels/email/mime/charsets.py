"""Which charset a text is in that does not say: by its letters, and never by a single one.

Western letters with accents stand alone between others, and have a charset of their own to fall
back on. Only what is plainly of another script is guessed.
"""

import codecs
import re

from charset_normalizer import from_bytes

SAMPLE = 1024
"""Bytes that are looked at, from the first that is not of plain letters on."""
HIGH = re.compile(rb"[\x80-\xff]+")
CYRILLIC = re.compile(rb"[\xa3-\xad\xb3-\xbf\xc0-\xff]+")
"""Bytes of Cyrillic letters in all charsets of one byte a letter."""
MIXED = re.compile(rb"(?<=[A-Za-z])[\x80-\xff]|[\x80-\xff](?=[A-Za-z])")
"""Letters in one word with Latin ones; a byte of a letter of East Asia may look like one."""
KANA = re.compile(r"[\u3041-\u30fe]")
FOREIGN = re.compile(r"[^\x00-\x7f]")
COMMON = frozenset("оеаинтсрвл")
"""Two of three letters of Russian, and half of those of its neighbours."""
FEWEST_LETTERS, FEWEST_KANA = 4, 3
ENOUGH, HALF, TENTH, MOST = 0.4, 0.5, 0.1, 0.7
AHEAD = 1.5
"""So much likelier than the next must a charset be."""
A_WORD = 3
"""So many letters in a row that are not Latin make a word of another script."""
OF_JAPAN = ("cp932", "euc_jp")
OF_CYRILLIC = ("koi8_u", "cp1251")
OF_EAST_ASIA = [*OF_JAPAN, "gb18030", "big5", "cp949"]
OF_ONE_BYTE = ["iso8859_7", "cp1255", "cp1256", "cp874"]


def guessed(data: bytes) -> str | None:
    """Return the charset of a text in another script than Latin, None where it may be Latin."""
    begun = HIGH.search(data)
    sample = data[begun.start() : begun.start() + SAMPLE] if begun else b""
    high = b"".join(HIGH.findall(sample))
    if len(high) < FEWEST_LETTERS:
        return None
    if (japanese := _japanese(sample)) is not None:
        return japanese
    is_mixed = len(MIXED.findall(sample)) > TENTH * len(HIGH.findall(sample))
    if is_mixed:
        return _other(sample, high, OF_EAST_ASIA)
    return _cyrillic(sample, high) or _other(sample, high, [*OF_EAST_ASIA, *OF_ONE_BYTE])


def _japanese(sample: bytes) -> str | None:
    """Name a charset that leaves nothing unread, and in which there are syllables of Japanese."""
    for name in OF_JAPAN:
        said = _strictly(sample, name)
        kana, foreign = len(KANA.findall(said)), len(FOREIGN.findall(said))
        if kana >= FEWEST_KANA and kana >= foreign * TENTH:
            return name
    return None


def _strictly(sample: bytes, charset: str) -> str:
    """Decode a text whose last letter may be cut off; nothing if any other cannot be read."""
    try:
        return codecs.getincrementaldecoder(charset)().decode(sample)
    except UnicodeError:
        return ""


def _cyrillic(sample: bytes, high: bytes) -> str | None:
    """Name the charset in which the common letters are common, and capitals rare."""
    if len(b"".join(CYRILLIC.findall(sample))) < len(high) * MOST:
        return None
    (best, name), (next_best, _) = sorted(
        ((_commonness(high.decode(one, "replace")), one) for one in OF_CYRILLIC), reverse=True
    )
    return name if best >= ENOUGH and best >= next_best * AHEAD else None


def _commonness(said: str) -> float:
    letters = [one for one in said if one.isalpha()]
    return sum(one in COMMON for one in letters) / max(1, len(letters))


def _other(sample: bytes, high: bytes, charsets: list[str]) -> str | None:
    """Name the likeliest of some charsets, where whole words are of another script."""
    words = sum(len(one) for one in HIGH.findall(sample) if len(one) >= A_WORD)
    if words < len(high) * HALF or words <= A_WORD:
        return None
    found = from_bytes(sample, cp_isolation=charsets).best()
    return found.encoding if found is not None and found.encoding in charsets else None
