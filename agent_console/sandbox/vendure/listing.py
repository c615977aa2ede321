"""Lists as Vendure gives them: filtered, sorted, at most a hundred at once."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from graphql import GraphQLError

from agent_console.sandbox.vendure.notation import Record

LIMIT = 100
Options = Mapping[str, Any]
Test = Any
"""The operators of one field, or for _and and _or a list of filters."""
Value = Any
"""A plain value of a field, or what it is compared with; the schema has checked that they fit."""


def page(records: Sequence[Record], options: Options | None) -> Record:
    """Give the part of a list that the options ask for, and how many there are in all.

    Raises:
        GraphQLError: more is wanted than the store gives at once.
    """
    asked = options or {}
    take, skip = asked.get("take") or 0, max(asked.get("skip") or 0, 0)
    if take > LIMIT:
        raise GraphQLError(
            f"Cannot take more than {LIMIT} results from a list query",
            extensions={"code": "USER_INPUT_ERROR"},
        )
    found = _sorted(_chosen(records, asked), asked.get("sort") or {})
    last = skip + (take if take > 0 else LIMIT)
    return {"items": found[skip:last], "totalItems": len(found)}


def _chosen(records: Sequence[Record], options: Options) -> list[Record]:
    wanted = options.get("filter")
    if not wanted:
        return list(records)
    join = any if options.get("filterOperator") == "OR" else all
    return [record for record in records if _matches(record, wanted, join)]


def _matches(
    record: Record, wanted: Mapping[str, Any], join: Callable[[Iterable[bool]], bool]
) -> bool:
    return join(_holds(record, name, test) for name, test in wanted.items() if test is not None)


def _holds(record: Record, name: str, test: Test) -> bool:
    if name == "_and":
        return all(_matches(record, each, all) for each in test)
    if name == "_or":
        return any(_matches(record, each, all) for each in test)
    value = record[name]
    return all(_compare(how, value, with_) for how, with_ in test.items() if with_ is not None)


def _compare(how: str, value: Value, with_: Value) -> bool:
    if how == "isNull":
        return (value is None) is with_
    return value is not None and COMPARISONS[how](value, with_)


def _contains(value: str, part: str) -> bool:
    return part.lower() in value.lower()


COMPARISONS: Mapping[str, Callable[[Any, Any], bool]] = {
    "eq": lambda value, other: bool(value == other),
    "notEq": lambda value, other: bool(value != other),
    "contains": _contains,
    "notContains": lambda value, part: not _contains(value, part),
    "in": lambda value, some: value in some,
    "notIn": lambda value, some: value not in some,
    "before": lambda value, other: bool(value < other),
    "after": lambda value, other: bool(value > other),
    "lt": lambda value, other: bool(value < other),
    "lte": lambda value, other: bool(value <= other),
    "gt": lambda value, other: bool(value > other),
    "gte": lambda value, other: bool(value >= other),
    "between": lambda value, ends: bool(ends["start"] <= value <= ends["end"]),
}


def _sorted(records: list[Record], sort: Mapping[str, str]) -> list[Record]:
    """Sort by several fields, the first one in the schema first, whatever order was asked for.

    GraphQL hands inputs over in the order of the schema, here as in the real store: there
    `{updatedAt: ASC, id: ASC}` sorts by id.
    """
    for name, direction in reversed(list(sort.items())):
        records.sort(key=_key(name), reverse=direction == "DESC")
    return records


def _key(name: str) -> Callable[[Record], tuple[bool, Any]]:
    """Sort by a field, what is missing first; ids count as numbers."""

    def key(record: Record) -> tuple[bool, Any]:
        value = record[name]
        if value is None:
            return (False, 0)
        return (True, int(str(value)) if name == "id" else value)

    return key
