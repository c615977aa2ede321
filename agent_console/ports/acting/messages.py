"""Templates of messages: what there is to choose from, and how one becomes a message."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol, TypeAlias

Plain: TypeAlias = "str | int | bool | Mapping[str, Plain] | Sequence[Plain] | None"
"""What a template may be given: nothing that can do anything."""


class MessageClass(StrEnum):
    """Why somebody gets a message; who opted out of one class may still get the other."""

    SERVICE = "service"
    MARKETING = "marketing"


@dataclass(frozen=True, slots=True)
class TemplateInfo:
    """A template of the book: what it is called in each language, and when it fits."""

    name: str
    message_class: MessageClass
    languages: tuple[str, ...]
    titles: Mapping[str, str]
    situations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rendered:
    """A message as the customer will see it, in both its forms."""

    subject: str
    text: str
    html: str


class CannotRenderError(Exception):
    """A template cannot become a message; the reasons are whole, in plain words.

    `missing` are the paths of what it needs and nobody knows, as `parcel.estimated`; each of them
    is a reason too.
    """

    def __init__(self, *reasons: str, missing: Sequence[str] = ()) -> None:
        told = (*reasons, *(f"the template needs {path}, which is not known" for path in missing))
        super().__init__("; ".join(told))
        self.reasons = told
        self.others = reasons
        self.missing = tuple(missing)


class TemplateBook(Protocol):
    """The templates there are."""

    def all(self) -> Sequence[TemplateInfo]:
        """Return every template that can be used, by name."""

    def get(self, name: str) -> TemplateInfo | None:
        """Return a template, None where there is none of the name."""


class Renderer(Protocol):
    """Fills templates."""

    def render(self, template: str, language: str, values: Mapping[str, Plain]) -> Rendered:
        """Return the message; a value that is None or blank counts as not known.

        Raises:
            CannotRenderError: it names everything that is in the way, not only the first.
        """
