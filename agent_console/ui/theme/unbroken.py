"""Keeps an amount and its currency on one line, wherever lines are broken."""

import re
from functools import lru_cache

AMOUNT = re.compile(r"(?<=\d) (?=[A-Z]{3}\b)")


@lru_cache(maxsize=4096)
def unbroken(words: str) -> str:
    """Put a no-break space between a number and the currency after it."""
    return AMOUNT.sub("\N{NO-BREAK SPACE}", words)
