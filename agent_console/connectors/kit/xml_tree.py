"""XML as plain dicts and lists that Node walks; entities, DTDs and depth stay outside.

An element is the dict of its children by name and of its attributes by `@name`, a list where a
name comes more than once, its text where it has nothing else, None where it is empty.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from agent_console.connectors.kit.reading import Node, UnreadableError, decode

DEEPEST, MOST = 40, 100_000
"""So deep and so many are elements and attributes read; no carrier's answer comes near."""
TEXT = "#text"
BLANK = "\ufeff \t\r\n"
BYTE_MARKS = "\xef\xbb\xbf\xff\xfe"
"""How the mark before a text looks byte by byte."""


def decode_either(text: str | bytes) -> object:
    """Decode JSON, or XML where it looks like that.

    Raises:
        UnreadableError: it is neither, or nested or sized beyond reason.
    """
    return decode_xml(text) if is_xml(text) else decode(text)


def is_xml(text: str | bytes) -> bool:
    """Say whether a text begins as XML does, in whatever letters."""
    start = text[:64] if isinstance(text, str) else text[:64].replace(b"\0", b"").decode("latin-1")
    return start.lstrip(BLANK + BYTE_MARKS).startswith("<")


def decode_xml(text: str | bytes) -> object:
    """Decode XML as the dict of its outermost element.

    Raises:
        UnreadableError: it is no XML, brings a DTD, or is nested or sized beyond reason.
    """
    if isinstance(text, str):
        raw, encoding = text.lstrip(BLANK).encode(errors="replace"), "utf-8"
    else:
        raw, encoding = text, None
    parser = etree.XMLParser(
        target=_Builder(),
        encoding=encoding,
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        recover=False,
    )
    try:
        return etree.fromstring(raw, parser=parser)
    except (etree.LxmlError, UnicodeError, LookupError, ValueError) as error:
        raise UnreadableError(f"not XML: {str(error)[:200]}") from error


def each(node: Node) -> Iterator[Node]:
    """Yield the elements of a name that may come once, often or not at all."""
    if isinstance(node.value, list):
        yield from node.items()
    elif node.value is not None:
        yield node


@dataclass(slots=True)
class _Element:
    """An element that is being read."""

    held: dict[str, object]
    text: list[str] = field(default_factory=list)

    def hold(self, name: str, value: object) -> None:
        known = self.held.get(name)
        if name not in self.held:
            self.held[name] = value
        elif isinstance(known, list):
            known.append(value)
        else:
            self.held[name] = [known, value]

    def value(self) -> object:
        said = "".join(self.text)
        if not self.held:
            return said if said.strip() else None
        if said.strip():
            self.held[TEXT] = said
        return self.held


class _Builder:
    """Builds the tree as the parser tells of it (lxml's target)."""

    def __init__(self) -> None:
        self._root = _Element({})
        self._open = [self._root]
        self._count = 0

    def doctype(self, name: str, public: str | None, system: str | None) -> None:
        """Refuse a DTD before a word of it is read."""
        raise UnreadableError(f"a DTD comes with {name!r} ({public or system or 'its own'})")

    def start(self, _tag: str, attributes: dict[str, str]) -> None:
        """Open an element."""
        self._count += 1 + len(attributes)
        if len(self._open) > DEEPEST or self._count > MOST:
            raise UnreadableError("nested or sized beyond reason")
        self._open.append(_Element({f"@{_local(name)}": said for name, said in attributes.items()}))

    def data(self, said: str) -> None:
        """Take a piece of text."""
        self._open[-1].text.append(said)

    def end(self, tag: str) -> None:
        """Close an element."""
        closed = self._open.pop()
        self._open[-1].hold(_local(tag), closed.value())

    def close(self) -> object:
        """Return the outermost element by its name."""
        return self._root.held


def _local(name: str) -> str:
    """Return a name without its namespace; whose it is says the document as a whole."""
    return name.rpartition("}")[2]
