"""Keeps an amount and its currency on one line, and a date, wherever lines are broken."""

import re
from functools import lru_cache

AMOUNT = r"(?<=\d) (?=[A-Z]{3}\b)"
DAY = r"(?<=\bMon|\bTue|\bWed|\bThu|\bFri|\bSat|\bSun) (?=\d)"
MONTH = r"(?<=\d) (?=(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\b)"
WITHIN = re.compile(f"{AMOUNT}|{DAY}|{MONTH}")


@lru_cache(maxsize=4096)
def unbroken(words: str) -> str:
    """Put no-break spaces into amounts and dates: "24.00 EUR", "Tue 17 Nov"."""
    return WITHIN.sub("\N{NO-BREAK SPACE}", words)
