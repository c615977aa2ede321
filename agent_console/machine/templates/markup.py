"""From MJML to the HTML of a mail: only what shows words, nothing from elsewhere."""

import re
from collections.abc import Iterable
from html.parser import HTMLParser

import css_inline
import mjml

from agent_console.machine.templates.plain import MOST_BYTES
from agent_console.ports.acting.messages import CannotRenderError


def _words(words: str) -> frozenset[str]:
    return frozenset(words.split())


LAYOUT = _words(
    "mjml mj-head mj-body mj-title mj-preview mj-attributes mj-all mj-wrapper mj-section mj-group"
    " mj-column mj-text mj-button mj-divider mj-spacer mj-table"
)
WORDS = _words("a b blockquote br em h1 h2 h3 i li ol p span strong table td th tr ul")
FRAME = _words("body div head html meta style tbody thead title")
ATTRIBUTES = _words(
    "align aria-hidden aria-label border cellpadding cellspacing class colspan dir href lang name"
    " role rowspan style valign width height"
)
MJML_ATTRIBUTES = ATTRIBUTES | _words(
    "background-color border-radius border-bottom border-color border-left border-right border-top"
    " border-width color container-background-color css-class direction font-family font-size"
    " font-style font-weight inner-padding letter-spacing line-height padding padding-bottom"
    " padding-left padding-right padding-top text-align text-decoration text-transform"
    " title vertical-align"
)
HTML_ATTRIBUTES = ATTRIBUTES | _words(
    "aria-roledescription bgcolor content data-mjml http-equiv media target type valign"
    " vertical-align xmlns xmlns:o xmlns:v"
)
LINK = re.compile(r"(https://|mailto:|tel:)[^\s<>]+")
ELSEWHERE = re.compile(r"url\s*\(|@import|expression\s*\(|javascript:|\\|/\*", re.IGNORECASE)
EMPTY = frozenset({"br", "meta"})
MOST_NESTED = 60


class _Inspection(HTMLParser):
    """Notes what is not on the lists."""

    def __init__(self, tags: frozenset[str], attributes: frozenset[str]) -> None:
        super().__init__()
        self.tags, self.attributes = tags, attributes
        self.faults: dict[str, None] = {}
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in EMPTY:
            self.open.append(tag)
        if len(self.open) > MOST_NESTED:
            self._note("it is nested too deeply")
        if tag not in self.tags:
            self._note(f"<{tag[:40]}> is not allowed")
        for name, value in attrs:
            self._attribute(tag, name, value or "")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in EMPTY:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self._note(f"</{tag[:40]}> ends what did not begin")

    def handle_data(self, data: str) -> None:
        if self.open[-1:] == ["style"] and ELSEWHERE.search(data):
            self._note("a style points elsewhere")

    def handle_decl(self, decl: str) -> None:
        if decl.lower() != "doctype html":
            self._note("a declaration is not allowed")

    def unknown_decl(self, _: str) -> None:
        self._note("a declaration is not allowed")

    def handle_pi(self, _: str) -> None:
        self._note("an instruction is not allowed")

    def _attribute(self, tag: str, name: str, value: str) -> None:
        if name not in self.attributes:
            self._note(f"{name[:40]} in <{tag[:40]}> is not allowed")
        elif name == "href" and not LINK.fullmatch(value):
            self._note(f"a link to {value[:80]} is not allowed")
        elif name not in {"href", "content", "title", "aria-label"} and ELSEWHERE.search(value):
            self._note(f"{name} in <{tag[:40]}> points elsewhere")

    def _note(self, fault: str) -> None:
        self.faults[fault] = None


def html_of(name: str, source: str) -> str:
    """Return the HTML of a filled MJML template.

    Raises:
        CannotRenderError: it holds what it must not, is no MJML, or becomes too large.
    """
    if "<!--" in source:
        raise CannotRenderError(f"{name}: comments in MJML are not allowed, only those of Jinja")
    _inspect(name, source, LAYOUT | WORDS, MJML_ATTRIBUTES)
    try:
        html = mjml.mjml2html(source, fonts={})
        html = css_inline.CSSInliner(keep_at_rules=True, load_remote_stylesheets=False).inline(html)
    except (ValueError, css_inline.InlineError) as error:
        raise CannotRenderError(f"{name} is no MJML: {str(error)[:200]}") from error
    _inspect(name, html, WORDS | FRAME, HTML_ATTRIBUTES)
    if len(html.encode()) > MOST_BYTES:
        raise CannotRenderError(f"{name} becomes larger than {MOST_BYTES // 1024} KB as HTML")
    return html


def _inspect(name: str, text: str, tags: Iterable[str], attributes: frozenset[str]) -> None:
    inspection = _Inspection(frozenset(tags), attributes)
    inspection.feed(text)
    inspection.close()
    if inspection.faults:
        raise CannotRenderError(*(f"{name}: {one}" for one in list(inspection.faults)[:20]))
