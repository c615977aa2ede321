"""The book of templates: resources/messages/, a folder for each, two files for each language."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from types import MappingProxyType
from typing import Any

from agent_console.machine.resources import resources
from agent_console.machine.templates.plain import MOST_BYTES
from agent_console.ports.acting.messages import CannotRenderError, MessageClass, TemplateInfo

META, BRAND, FRAME, MARK = "template.toml", "brand.toml", "frame.mjml", "{# content #}"
OF_ALL = frozenset({"class", "situations"})
OF_LANGUAGE = frozenset({"title", "subject", "preheader"})


class BrokenTemplateError(Exception):
    """A file of the book cannot be used; the message names it and says what is wrong."""


@dataclass(frozen=True, slots=True)
class Page:
    """A template in one language, unfilled, in the frame all of them share."""

    template: str
    language: str
    subject: str
    preheader: str
    text: str
    mjml: str
    brand: Mapping[str, str]

    def as_wish(self) -> dict[str, Any]:
        """Return what the child has to know of it."""
        path = f"{self.template}/{self.language}"
        told = ("language", "subject", "preheader", "text", "mjml")
        parts = {name: getattr(self, name) for name in told}
        return {**parts, "files": [f"{path}.txt", f"{path}.mjml in its frame"]}


@dataclass(frozen=True, slots=True)
class Frame:
    """What all templates share: the tokens of the brand, and the letter paper."""

    tokens: Mapping[str, Any]
    mjml: str

    def brand(self, language: str) -> Mapping[str, str]:
        """Return the tokens; those in a table of the language are only for it."""
        shared = {name: one for name, one in self.tokens.items() if not isinstance(one, dict)}
        return _texts({**shared, **self.tokens.get(language, {})}, BRAND)


class FolderBook:
    """The templates of a folder (ports.messages.TemplateBook), read when it is made.

    `problems` says what is wrong with those that cannot be used, by their name.
    """

    def __init__(self, folder: Traversable | None = None) -> None:
        self.problems: dict[str, str] = {}
        self._infos: dict[str, TemplateInfo] = {}
        self._pages: dict[tuple[str, str], Page] = {}
        try:
            self._read(folder or resources("messages"))
        except BrokenTemplateError as error:
            self.problems["all templates"] = str(error)

    def all(self) -> Sequence[TemplateInfo]:
        """Return every template that can be used, by name."""
        return tuple(self._infos.values())

    def get(self, name: str) -> TemplateInfo | None:
        """Return a template, None where there is none of the name."""
        return self._infos.get(name)

    def page(self, name: str, language: str) -> Page:
        """Return a template in a language.

        Raises:
            CannotRenderError: it is broken, or there is none.
        """
        if page := self._pages.get((name, language)):
            return page
        problem = self.problems.get(name) or self.problems.get("all templates")
        if problem:
            raise CannotRenderError(problem)
        if info := self._infos.get(name):
            known = " and ".join(info.languages)
            raise CannotRenderError(f"the template {name} is there in {known}, not in {language}")
        raise CannotRenderError(f"there is no template {name}")

    def _read(self, folder: Traversable) -> None:
        if not folder.is_dir():
            raise BrokenTemplateError("there is no folder of templates")
        frame = Frame(_toml(folder, BRAND), _text(folder, FRAME))
        if "shop" not in frame.brand("") or MARK not in frame.mjml:
            raise BrokenTemplateError(f"{BRAND} has no shop, or {FRAME} no place for the content")
        for one in _folders(folder):
            try:
                info, pages = _template(one, frame)
            except BrokenTemplateError as error:
                self.problems[one.name] = f"{one.name}/{error}"
            else:
                self._infos[one.name] = info
                self._pages |= {(one.name, page.language): page for page in pages}


def _folders(folder: Traversable) -> list[Traversable]:
    inside = [one for one in folder.iterdir() if one.is_dir() and one.name[0] not in "._"]
    return sorted(inside, key=lambda one: one.name)


def _template(folder: Traversable, frame: Frame) -> tuple[TemplateInfo, list[Page]]:
    told = _toml(folder, META)
    spoken = {name: one for name, one in told.items() if isinstance(one, dict)}
    if unknown := told.keys() - spoken.keys() - OF_ALL:
        raise BrokenTemplateError(f"{META} has an unknown {min(unknown)}")
    if not spoken:
        raise BrokenTemplateError(f"{META} has no language, such as [en]")
    words = {one: _texts(told[one], f"{META} [{one}]", OF_LANGUAGE) for one in spoken}
    info = TemplateInfo(
        folder.name,
        _class(told.get("class")),
        tuple(sorted(spoken)),
        MappingProxyType({language: one["title"] for language, one in words.items()}),
        tuple(_situations(told.get("situations", []))),
    )
    return info, [_page(folder, frame, language, one) for language, one in words.items()]


def _page(folder: Traversable, frame: Frame, language: str, words: Mapping[str, str]) -> Page:
    return Page(
        folder.name,
        language,
        words["subject"],
        words["preheader"],
        _text(folder, f"{language}.txt"),
        frame.mjml.replace(MARK, _text(folder, f"{language}.mjml")),
        frame.brand(language),
    )


def _class(word: object) -> MessageClass:
    try:
        return MessageClass(str(word))
    except ValueError as error:
        raise BrokenTemplateError(
            f"{META}: class is {word!r}, and must be {' or '.join(MessageClass)}"
        ) from error


def _situations(told: object) -> Iterator[str]:
    if not isinstance(told, list) or not all(isinstance(one, str) for one in told):
        raise BrokenTemplateError(f"{META}: situations must be a list of words")
    yield from told


def _texts(
    told: Mapping[str, Any], where: str, wanted: frozenset[str] | None = None
) -> dict[str, str]:
    if wrong := [name for name, one in told.items() if not isinstance(one, str)]:
        raise BrokenTemplateError(f"{where}: {wrong[0]} must be text")
    if wanted is not None and (different := wanted ^ told.keys()):
        name = min(different)
        fault = "lacks" if name in wanted else "has an unknown"
        raise BrokenTemplateError(f"{where} {fault} {name}")
    return dict(told)


def _toml(folder: Traversable, name: str) -> dict[str, Any]:
    try:
        return tomllib.loads(_text(folder, name))
    except tomllib.TOMLDecodeError as error:
        raise BrokenTemplateError(f"{name}: {error}") from error


def _text(folder: Traversable, name: str) -> str:
    try:
        with (folder / name).open("rb") as file:
            data = file.read(MOST_BYTES + 1)
        if len(data) > MOST_BYTES:
            raise BrokenTemplateError(f"{name} is larger than {MOST_BYTES // 1024} KB")
        return data.decode()
    except OSError as error:
        raise BrokenTemplateError(f"{name} cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise BrokenTemplateError(f"{name} is not UTF-8") from error
