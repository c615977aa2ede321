"""The templates we ship: the same facts in both their forms, to be read by anybody."""

import re
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser

import pytest

from agent_console.machine.templates.book import FolderBook
from agent_console.machine.templates.renderer import ConfinedRenderer
from agent_console.ports.acting.messages import CannotRenderError, MessageClass
from tests.fakes.rendering import rendering, sample

BOOK = FolderBook()
PAGES = [(one.name, language) for one in BOOK.all() for language in one.languages]
NEEDED = {
    "delay": ["order.number", "parcel.carrier", "parcel.estimated", "parcel.number"],
    "delivered_check": ["order.number", "parcel.carrier", "parcel.delivered", "parcel.number"],
    "return_label": ["order.number", "return.items"],
    "reply": ["reply.text"],
}
COLOUR = re.compile(r"(?:^|;)\s*(color|background|background-color)\s*:\s*(#[0-9A-Fa-f]{6})")
WIDEST = 600
READABLE = 4.5


@pytest.fixture(scope="module")
def renderer() -> Iterator[ConfinedRenderer]:
    with rendering() as one:
        yield one


class Seen(HTMLParser):
    """What is seen of a message: its words, each with its colour and the ground under it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words: list[tuple[str, str, str]] = []
        self.tags: list[tuple[str, dict[str, str]]] = []
        self._inside = [("", "#000000", "#ffffff", True)]
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        told = {name: value or "" for name, value in attrs}
        self.tags.append((tag, told))
        style = told.get("style", "")
        painted = {name.removesuffix("-color"): one for name, one in COLOUR.findall(style)}
        _, colour, ground, is_shown = self._inside[-1]
        hidden = "display:none" in style.replace(" ", "") or tag in {"style", "title"}
        ground = painted.get("background", told.get("bgcolor", ground))
        if tag not in {"br", "meta"}:
            state = (tag, painted.get("color", colour), ground, is_shown and not hidden)
            self._inside.append(state)

    def handle_endtag(self, tag):
        assert self._inside.pop()[0] == tag

    def handle_data(self, data):
        _, colour, ground, is_shown = self._inside[-1]
        if data.strip() and is_shown:
            self.words.append((data, colour, ground))

    @property
    def text(self) -> str:
        return " ".join(" ".join(one for one, _, _ in self.words).split())


def luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def leaves(value: object) -> Iterator[str]:
    """Yield every line of every value."""
    if isinstance(value, Mapping):
        for one in value.values():
            yield from leaves(one)
    elif isinstance(value, list):
        for one in value:
            yield from leaves(one)
    else:
        yield from (line for line in str(value).split("\n") if line)


def facts(name: str, language: str) -> list[str]:
    """Return all that a message has to tell; whoever is called by first name is not by both."""
    values = sample(name, language)
    del values["customer"]["name"]
    if name == "reply":
        del values["order"], values["shop"]
    return list(leaves(values))


def test_the_four_templates_are_there_in_two_languages():
    assert BOOK.problems == {}
    assert sorted(NEEDED) == [one.name for one in BOOK.all()]
    assert {one.languages for one in BOOK.all()} == {("de", "en")}
    assert {one.message_class for one in BOOK.all()} == {MessageClass.SERVICE}
    assert all(one.situations and one.titles["de"] != one.titles["en"] for one in BOOK.all())


@pytest.mark.parametrize(("name", "language"), PAGES)
def test_both_forms_tell_every_fact(renderer: ConfinedRenderer, name: str, language: str):
    message = renderer.render(name, language, sample(name, language))
    text, seen = " ".join(message.text.split()), Seen(message.html)
    told = facts(name, language)
    assert [one for one in told if one not in text] == []
    assert [one for one in told if one not in seen.text] == []
    words = [set(re.findall(r"\w+", one)) for one in (text, seen.text)]
    assert words[0] == words[1]
    assert "\n\n\n" not in message.text
    assert "A-10234" in message.subject


@pytest.mark.parametrize(("name", "language"), PAGES)
def test_all_that_is_needed_is_named_at_once(renderer: ConfinedRenderer, name: str, language: str):
    with pytest.raises(CannotRenderError) as refused:
        renderer.render(name, language, {})
    wanted = [f"the template needs {one}, which is not known" for one in NEEDED[name]]
    assert sorted(refused.value.reasons) == wanted


@pytest.mark.parametrize(("name", "language"), PAGES)
def test_what_is_needed_is_enough(renderer: ConfinedRenderer, name: str, language: str):
    whole = sample(name, language)
    values: dict = {}
    for path in NEEDED[name]:
        room, part = path.split(".")
        values.setdefault(room, {})[part] = whole[room][part]
    message = renderer.render(name, language, values)
    assert message.text.startswith({"en": "Hello,\n\n", "de": "Guten Tag,\n\n"}[language])
    assert not re.search(r"None|\n\n\n| $|^ ", message.text, re.MULTILINE)
    assert "Alder & Pine" in message.text


@pytest.mark.parametrize(("name", "language"), PAGES)
def test_every_message_can_be_read(renderer: ConfinedRenderer, name: str, language: str):
    html = renderer.render(name, language, sample(name, language)).html
    seen = Seen(html)
    assert seen.words
    assert [one for one in seen.words if contrast(one[1], one[2]) < READABLE] == []
    root = next(told for tag, told in seen.tags if tag == "html")
    assert (root["lang"], root["dir"]) == (language, "ltr")
    assert {tag for tag, _ in seen.tags} & {"img", "script", "link", "iframe", "form"} == set()
    assert not re.search(r"url\(|@import|src=|https?://(?!www\.w3\.org)", html)
    widths = [int(one) for one in re.findall(r"width(?::|=\")\s*(\d+)px", html)]
    assert 0 < max(widths) <= WIDEST
    assert "@media" in html, "columns can still stand below each other on a phone"


def test_the_preheader_is_short_and_hidden(renderer: ConfinedRenderer):
    values = {"reply": {"text": "long words " * 100}}
    html = renderer.render("reply", "en", values).html
    hidden = re.search(r'<div style="display:none[^"]*">([^<]*)</div>', html)
    assert hidden
    assert 0 < len(hidden[1]) <= 150


def test_contrast_is_computed_as_the_standard_does():
    assert round(contrast("#000000", "#ffffff"), 1) == 21.0
    assert round(contrast("#777777", "#ffffff"), 2) == 4.48
    low = '<div style="background:#ffffff"><p style="color:#999999">pale</p></div>'
    (word,) = Seen(low).words
    assert contrast(word[1], word[2]) < READABLE
