"""Jinja with everything taken out that a message does not need."""

from collections.abc import Iterable, Mapping

from jinja2 import TemplateError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from agent_console.machine.templates.filters import EACH, FILTERS, MARKUP_FILTERS, each
from agent_console.machine.templates.grammar import TESTS, faults
from agent_console.machine.templates.known import KnownParts, missing_noted_in, printable
from agent_console.machine.templates.plain import MOST_BYTES
from agent_console.ports.acting.messages import CannotRenderError

MOST_FAULTS = 20


class PlainEnvironment(ImmutableSandboxedEnvironment):
    """Reads names of plain values and calls nothing; what is not known is noted in `missing`."""

    def __init__(self, missing: list[str], *, is_markup: bool) -> None:
        super().__init__(
            autoescape=is_markup,
            undefined=missing_noted_in(missing),
            finalize=printable,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            cache_size=0,
        )
        self.globals.clear()
        self.filters = {**(MARKUP_FILTERS if is_markup else FILTERS), EACH: each}
        self.tests = {name: one for name, one in self.tests.items() if name in TESTS}

    def getattr(self, obj: object, attribute: str) -> object:
        """Return a part of plain values; an attribute of anything is never read."""
        if isinstance(obj, KnownParts) and attribute in obj:
            return obj[attribute]
        path = getattr(obj, "path", None)
        return self.undefined(name=f"{path}.{attribute}" if path else attribute)

    def getitem(self, obj: object, argument: object) -> object:
        """Return a part of plain values."""
        return self.getattr(obj, str(argument))

    def is_safe_callable(self, _: object) -> bool:
        """Return that nothing may be called."""
        return False

    def written(self, name: str, source: str, values: Mapping[str, object]) -> str:
        """Return a template filled with values.

        Raises:
            CannotRenderError: the template says what it must not, or too much comes out.
        """
        if len(source.encode(errors="replace")) > MOST_BYTES:
            raise CannotRenderError(f"{name} is larger than {MOST_BYTES // 1024} KB")
        try:
            tree = self.parse(source)
            if found := list(dict.fromkeys(faults(tree))):
                raise CannotRenderError(*(f"{name}, {one}" for one in found[:MOST_FAULTS]))
            template = self.from_string(_with_bounds(tree, self))
            return _joined(name, template.generate(values))
        except TemplateError as error:
            raise CannotRenderError(f"{name} is no template: {str(error)[:200]}") from error


def _with_bounds(tree: nodes.Template, environment: PlainEnvironment) -> nodes.Template:
    for loop in tree.find_all(nodes.For):
        bounded = nodes.Filter(loop.iter, EACH, [], [], None, None, lineno=loop.lineno)
        loop.iter = bounded.set_environment(environment)
    return tree


def _joined(name: str, pieces: Iterable[str]) -> str:
    kept, size = [], 0
    for piece in pieces:
        size += len(piece.encode())
        if size > MOST_BYTES:
            raise CannotRenderError(f"{name} becomes larger than {MOST_BYTES // 1024} KB")
        kept.append(piece)
    return "".join(kept)
