"""HTML made safe to show in a text browser: no picture, nothing remote, no style, flat tables."""

import re

import nh3

from agent_console.connectors.channels.email.markup import bounded
from agent_console.connectors.channels.email.mime.decoding import tidy

_TAGS = """
p br div b strong i em u s sub sup h1 h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote pre code hr a
table thead tbody tfoot tr td th caption
"""
TAGS = frozenset(_TAGS.split())
ATTRIBUTES = {"a": {"href"}, "*": {"dir"}}
SCHEMES = {"http", "https", "mailto"}
LINK = re.compile(r"(?:https?://|mailto:)[^\s<>\"'\\]{1,2000}", re.IGNORECASE)
DIRECTIONS = {"rtl", "ltr", "auto"}


def safe_html(html: str) -> str | None:
    """Return the HTML as it may be shown, or None when nothing is left of it."""
    clean = nh3.clean(
        bounded(html),
        tags=set(TAGS),
        clean_content_tags={"script", "style", "title"},
        attributes=ATTRIBUTES,
        attribute_filter=_allowed,
        url_schemes=SCHEMES,
        link_rel=None,
    )
    return tidy(clean).strip() or None


def _allowed(_tag: str, name: str, value: str) -> str | None:
    said = value.strip()
    if name == "dir":
        return said.lower() if said.lower() in DIRECTIONS else None
    return said if LINK.fullmatch(said) else None
