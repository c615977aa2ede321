"""Countries as carriers write them: by code, or by name in their own language."""

from functools import cache

from babel import Locale

LANGUAGES = ("en", "de", "fr")
CODE = 2


def country(said: str | None) -> str | None:
    """Return the code of a country that is named; what is no name of one stays as it is."""
    if said is None or (len(said) == CODE and said.isascii()):
        return said and said.upper()
    return _codes().get(said.casefold(), said)


@cache
def _codes() -> dict[str, str]:
    return {
        name.casefold(): code
        for language in LANGUAGES
        for code, name in Locale(language).territories.items()
        if len(code) == CODE and code.isalpha()
    }
