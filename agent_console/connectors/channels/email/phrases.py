"""Tables of phrases as one pattern that does not mind upper and lower case."""

import re


def any_of(*phrases: str) -> re.Pattern[str]:
    """Return a pattern for whichever of the phrases stands there."""
    return re.compile("|".join(phrases), re.IGNORECASE)
