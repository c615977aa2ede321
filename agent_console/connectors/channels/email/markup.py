"""Foreign HTML cut down to a size and depth at which nothing that reads it can be made to hang."""

import re
from collections import Counter

from agent_console.connectors.channels.email.mime.decoding import tidy

LONGEST, LONGEST_READ = 500_000, 4_000_000
DEEPEST, DEEPEST_TABLES, DEEPEST_STYLE = 80, 6, 6
SKIPPED = ("style", "script", "title", "svg", "math", "template", "noscript", "object", "iframe")
"""Elements of which nothing is there to be read; some change how all the rest is parsed."""
EMPTY = frozenset(
    {"br", "hr", "img", "wbr", "col", "input", "meta", "link", "base", "area", "embed"}
)
SELF_CLOSING = frozenset({"p", "li", "tr", "td", "th", "dt", "dd", "option", "tbody", "thead"})
"""Elements that end where the next begins; without others around them they do not go deeper."""
BREAKING = frozenset({"div", "table", "ul", "ol", "blockquote", "center", "p", "li", "tr"})
_OF_STYLE = "a b big code em font i nobr s small strike strong tt u"
OF_STYLE = frozenset(_OF_STYLE.split())
OF_TABLES = frozenset({"tr", "td", "th", "tbody", "thead", "tfoot", "caption", "colgroup", "col"})
_FOREIGN = "mtext mi mo mn ms annotation-xml foreignobject desc mglyph malignmark"
FOREIGN = frozenset(_FOREIGN.split())
"""Formula and drawing elements, after which the sanitiser drops all the rest."""
TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9:-]{0,40})([^<>]*)>")
DATA = re.compile(r"data:[\w/+.;=-]{0,100},[A-Za-z0-9+/=%\s]*")


def bounded(html: str) -> str:
    """Return the HTML without what is not for reading, not too long and not too deep."""
    rest = DATA.sub("", tidy(html[:LONGEST_READ]))
    for opening, closing in (("<!--", "-->"), *((f"<{name}", f"</{name}") for name in SKIPPED)):
        rest = _without(rest, opening, closing)
    if len(rest) > LONGEST:
        rest = rest[:LONGEST]
        rest = rest[: rest.rfind("<")] if rest.rfind("<") > rest.rfind(">") else rest
    return _Depth().flattened(rest)


def _without(html: str, opening: str, closing: str) -> str:
    """Drop everything from each opening to its closing, in one pass; the end is a closing too."""
    lower, kept, place = html.lower(), [], 0
    if len(lower) != len(html):
        lower = html
    while (begun := lower.find(opening, place)) >= 0:
        kept.append(html[place:begun])
        ended = lower.find(closing, begun)
        if ended < 0:
            # What is never closed would hide the whole letter: only the tag itself goes.
            place = max(html.find(">", begun), begun + len(opening) - 1) + 1
            break
        place = (html.find(">", ended) + 1) or len(html)
    return "".join((*kept, html[place:]))


class _Depth:
    """Counts what is open while it drops the tags that would go too deep."""

    def __init__(self) -> None:
        self.open: Counter[str] = Counter()
        self.dropped: Counter[str] = Counter()

    def flattened(self, html: str) -> str:
        return TAG.sub(self._tag, html)

    def _tag(self, found: re.Match[str]) -> str:
        name = found[2].lower()
        if name in FOREIGN:
            return ""
        # Rows and cells of a table that is gone would end those of the table around it.
        if name in OF_TABLES and self.dropped["table"]:
            return "<br>" if name == "tr" else " "
        if name in EMPTY or name in SELF_CLOSING or self._is_kept(name, is_end=bool(found[1])):
            return found[0]
        return "<br>" if name in BREAKING else ""

    def _is_kept(self, name: str, *, is_end: bool) -> bool:
        return self._close(name) if is_end else self._open(name)

    def _open(self, name: str) -> bool:
        most = DEEPEST_TABLES if name == "table" else DEEPEST_STYLE if name in OF_STYLE else DEEPEST
        if self.open[name] >= most or self.open.total() >= DEEPEST:
            self.dropped[name] += 1
            return False
        self.open[name] += 1
        return True

    def _close(self, name: str) -> bool:
        for room in (self.dropped, self.open):
            if room[name]:
                room[name] -= 1
                return room is self.open
        return False
