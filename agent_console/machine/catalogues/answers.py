"""The phrases of answers, read strictly from resources/i18n/answers when first wanted."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from importlib.resources.abc import Traversable
from string import Formatter

from babel.plural import PluralRule, RuleError, to_python

from agent_console.domain.answering.phrases import FORMS, OTHER, SPOKEN, Hearing, Phrases

ENGLISH, HEARD = "en", "heard.toml"
NAMES = {"weekdays": 7, "weekdays_short": 7, "months": 12, "months_short": 12, "dayparts": 4}
NAMES |= {"halves": 2}


class CatalogueError(Exception):
    """A catalogue cannot be used; the message names the file and says what to mend."""


class FiledPhrases:
    """Holds the phrases of answers (port PhraseReader), each language read once."""

    def __init__(self, folder: Traversable, house: str = ENGLISH) -> None:
        self._folder = folder
        self._house = house
        self._read = lru_cache(self._phrases)
        self._heard = lru_cache(lambda: hearing(folder / HEARD))

    def languages(self) -> Sequence[str]:
        """Return the languages there are, by their codes."""
        names = (one.name for one in self._folder.iterdir() if one.name != HEARD)
        return sorted(name.removesuffix(".toml") for name in names if name.endswith(".toml"))

    def phrases(self, language: str | None = None) -> Phrases:
        """Return the phrases of a language, else of the house, else the English ones.

        Raises:
            CatalogueError: they cannot be used as they were written.
        """
        wanted = (language or self._house).casefold().replace("_", "-").partition("-")[0]
        return self._read(wanted if wanted in self.languages() else ENGLISH)

    def hearing(self) -> Hearing:
        """Return what is understood of the words of others; raises as phrases() does."""
        return self._heard()

    def _phrases(self, language: str) -> Phrases:
        found = phrases(self._folder / f"{language}.toml")
        if language != ENGLISH:
            _compare(self._folder / f"{language}.toml", found, self._read(ENGLISH))
        return found


def phrases(path: Traversable) -> Phrases:
    """Read the phrases of a language.

    Raises:
        CatalogueError: it cannot be read, or a phrase of it cannot be filled.
    """
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8"))
        listed = told.pop("names")
        names = {name: _list(listed, name, many) for name, many in NAMES.items()}
        language, form_of = str(told.pop("language")), to_python(_plural(told.pop("plural")))
        return Phrases(language, names, dict(_phrases(told, "")), form_of)
    except KeyError as error:
        raise CatalogueError(f"{path}: {error.args[0]!r} is missing") from error
    except (OSError, ValueError, TypeError, AttributeError, RuleError) as error:
        raise CatalogueError(f"{path} cannot be used: {error}") from error


def hearing(path: Traversable) -> Hearing:
    """Read what is understood of the words of others; raises as phrases() does."""
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8"))
        movements = {
            words.rstrip(".").casefold(): name
            for name, many in told["movements"].items()
            for words in _texts(many)
        }
        denials, arrivals = (_of_all(told[name]) for name in ("denials", "arrivals"))
    except KeyError as error:
        raise CatalogueError(f"{path}: {error.args[0]!r} is missing") from error
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise CatalogueError(f"{path} cannot be used: {error}") from error
    return Hearing(movements, denials, arrivals)


def _of_all(languages: Mapping[str, object]) -> list[str]:
    return [one.casefold() for many in languages.values() for one in _texts(many)]


def _plural(told: object) -> PluralRule:
    """Read a rule as the Unicode consortium writes it: "one: i = 1 and v = 0; few: …"."""
    parts = (part.partition(":") for part in str(told).split(";"))
    return PluralRule({form.strip(): rule.strip() for form, _, rule in parts if rule.strip()})


def _list(table: object, name: str, many: int) -> tuple[str, ...]:
    found = _texts(table[name]) if isinstance(table, dict) else []
    if len(found) != many:
        raise ValueError(f"names.{name} has to have {many} words")
    return tuple(found)


def _phrases(table: Mapping[str, object], before: str) -> Iterator[tuple[str, dict[str, str]]]:
    for key, told in table.items():
        name = f"{before}{key}"
        if isinstance(told, str):
            yield name, {OTHER: _filled(name, told)}
        elif not isinstance(told, dict):
            raise TypeError(f"{name} has to be a text")
        elif told.keys() <= FORMS and OTHER in told:
            yield name, {form: _filled(name, str(text)) for form, text in told.items()}
        else:
            yield from _phrases(told, f"{name}.")


def _filled(name: str, text: str) -> str:
    """Return a phrase whose slots are plain names."""
    if not all(one is None or one.isidentifier() for one in slots(text)):
        raise ValueError(f"{name}: a slot is written {{name}}: {text!r}")
    return text


def slots(text: str) -> list[str | None]:
    """Return the names of the slots of a phrase."""
    return [slot for _, slot, _, _ in Formatter().parse(text)]


def _compare(path: Traversable, found: Phrases, english: Phrases) -> None:
    """Refuse a language that lacks a phrase, or has a slot that nothing fills."""
    for name, forms in english.phrases.items():
        if name.startswith(SPOKEN):
            continue
        if name not in found.phrases:
            raise CatalogueError(f"{path}: {name} is missing; in English it is {forms[OTHER]!r}")
    for name in found.phrases:
        if name.removeprefix(SPOKEN) not in english.phrases:
            raise CatalogueError(f"{path}: nothing is called {name}")


def _texts(told: object) -> Sequence[str]:
    if not isinstance(told, list) or not all(isinstance(one, str) for one in told):
        raise TypeError(f"a list of texts is wanted, not {told!r}")
    return told
