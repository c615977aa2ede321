"""HTML to text: quotations get the `>` that plain mails give them, so that one rule reads both."""

import re

from inscriptis import Inscriptis
from inscriptis.css_profiles import CSS_PROFILES
from inscriptis.model.config import ParserConfig
from lxml import etree
from lxml import html as lxml_html

from agent_console.connectors.channels.email.markup import bounded
from agent_console.connectors.channels.email.mime.decoding import tidy

QUOTED_LEVELS = 4
MOST_ROWS, MOST_COLUMNS, WIDEST_CELL = 60, 12, 60
"""A table beyond these is there for the layout: its cells are read one after the other."""
CONTAINERS = frozenset(
    {
        "yahoo_quoted",
        "protonmail_quote",
        "tutanota_quote",
        "zmail_extra",
        "appleoriginalcontents",
        "olk_src_body_section",
        "mail-editor-reference-message-container",
    }
)
"""Classes and ids of boxes that mail programs put around what is answered to."""
HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
TAG = re.compile(r"<[^<>]*>")
BLANKS = re.compile(r"\n{3,}")


def text_of_html(html: str) -> str:
    """Return the words of an HTML text, quotations marked with `>`."""
    small = bounded(html)
    root = _tree(small)
    said = "" if root is None else _rendered(_prepared(root))
    if not said.strip():
        said = tidy(TAG.sub(" ", small)).strip()
    return BLANKS.sub("\n\n", said).strip("\n")


def _tree(html: str) -> etree._Element | None:
    parser = lxml_html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        return lxml_html.document_fromstring(html.encode(), parser=parser)
    except (etree.LxmlError, ValueError):
        return None


def _prepared(root: etree._Element) -> etree._Element:
    """Take away what widens or hides without reason, and mark the quotations."""
    for element in list(root.iter(etree.Element)):
        style = element.attrib.pop("style", "")
        if HIDDEN.search(style):
            element.set("style", "display:none")
        if element.tag == "table" and not _is_data(element):
            _unfold(element)
        if not CONTAINERS.isdisjoint(_names(element)):
            element.tag = "blockquote"
    # From the inside out, so that the outer one marks the lines of the inner one again.
    for quotation in reversed(list(root.iter("blockquote"))):
        _mark(quotation)
    return root


def _names(element: etree._Element) -> list[str]:
    return f"{element.get('class', '')} {element.get('id', '')}".lower().split()


def _mark(quotation: etree._Element) -> None:
    """Put a blockquote's own text, each line marked, in its place."""
    if sum(1 for _ in quotation.iterancestors("blockquote")) >= QUOTED_LEVELS:
        quotation.tag = "div"
        return
    said, tail = _rendered(quotation), quotation.tail
    quotation.clear()
    quotation.tag, quotation.tail = "pre", tail
    lines = BLANKS.sub("\n\n", said).strip("\n").split("\n")
    quotation.text = "\n".join(f">{line}" if line[:1] == ">" else f"> {line}" for line in lines)


def _rendered(element: etree._Element) -> str:
    said = tidy(Inscriptis(element, ParserConfig(css=CSS_PROFILES["strict"])).get_text()).replace(
        "\u00a0", " "
    )
    return "\n".join(line.rstrip() for line in said.split("\n"))


def _is_data(table: etree._Element) -> bool:
    if next(table.iterdescendants("table", "blockquote", "pre"), None) is not None:
        return False
    rows = list(table.iterdescendants("tr"))
    if len(rows) > MOST_ROWS or any(len(row) > MOST_COLUMNS for row in rows):
        return False
    return all(len("".join(cell.itertext())) <= WIDEST_CELL for row in rows for cell in row)


def _unfold(table: etree._Element) -> None:
    """Make boxes of a table's rows, and of its cells too where one holds more than a few words."""
    for element in table.iterdescendants("tr", "td", "th", "tbody", "thead", "tfoot", "caption"):
        element.tag = "div"
    table.tag = "div"
