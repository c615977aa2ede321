"""Bulk operations of the invented store: what it takes for one, how one ends, and its file."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from graphql import FieldNode, OperationDefinitionNode, SelectionSetNode, parse

from tests.fakes.shopify.records import Record, gid

if TYPE_CHECKING:
    from tests.fakes.shopify.admin import Admin, Answer

LISTS = frozenset({"fulfillments", "refunds", "transactions"})
"""What is a list of an order and no connection: nothing in it may be one."""
MOST, DEEPEST = 5, 2
"""Connections in one query, and how deep one may stand in another."""
BEGAN = "2026-11-23T11:00:00Z"


@dataclass
class Bulk:
    """What became of the operations, and how the next ones will go.

    `refusal` is the (code, message) with which none is begun; `ending` the (status, errorCode) of
    one that goes wrong; `looks` how often it is still running when somebody looks. Of its file no
    more than `length` bytes come, or `status` in their place; the first times, what `lengths` say.
    """

    refusal: tuple[str, str] | None = None
    ending: tuple[str, str | None] | None = None
    looks: int = 2
    moves: bool = True
    length: int | None = None
    lengths: list[int | None] = field(default_factory=list)
    status: int = 200
    files_at: str = "http://127.0.0.1:3102"
    lost_lines: int = 0
    spoil: Callable[[list[Record]], list[Record]] = list
    """What becomes of the lines of a file."""
    operations: dict[str, Record] = field(default_factory=dict)
    fetched: list[dict[str, str]] = field(default_factory=list)
    """The headers of every request for a file."""

    def run(self, admin: "Admin", told: Record) -> Record:
        """Begin an operation, if it is one."""
        wrong = self.refusal or refusal(told["query"])
        if wrong or told["groupObjects"] is not True:
            code, message = wrong or ("INVALID", "not grouped")
            return {"bulkOperation": None, "userErrors": [{"code": code, "message": message}]}
        number = len(self.operations) + 1
        lines, is_denied = admin.written(told["query"])
        self.operations[gid("BulkOperation", number)] = {
            "id": gid("BulkOperation", number),
            "lines": self.spoil(lines[: len(lines) - self.lost_lines]),
            "objectCount": str(len(lines)),
            "rootObjectCount": str(sum("__parentId" not in one for one in lines)),
            "looked": 0,
            "ending": ("FAILED", "ACCESS_DENIED") if is_denied else self.ending,
        }
        return {"bulkOperation": {"id": gid("BulkOperation", number)}, "userErrors": []}

    def look(self, external_id: str) -> Record | None:
        """Tell how far an operation is."""
        told = self.operations.get(external_id)
        if told is None:
            return None
        told["looked"] += 1
        is_over = told["looked"] > self.looks
        status, error = ("RUNNING" if told["looked"] > 1 else "CREATED"), None
        if is_over:
            status, error = told["ending"] or ("COMPLETED", None)
        is_whole = status == "COMPLETED" and bool(told["lines"])
        where = f"{self.files_at}/files/{external_id.rpartition('/')[2]}.jsonl"
        so_far = str(told["looked"] if self.moves else 0)
        return {
            "id": external_id,
            "status": status,
            "errorCode": error,
            "createdAt": BEGAN,
            "objectCount": told["objectCount"] if is_over else so_far,
            "rootObjectCount": told["rootObjectCount"] if is_over else so_far,
            "url": where if is_whole else None,
        }

    def file(self, path: str, headers: dict[str, str]) -> tuple[int, bytes]:
        """Return the file an operation wrote."""
        self.fetched.append(headers)
        if self.lengths:
            self.length = self.lengths.pop(0)
        number = path.rpartition("/")[2].removesuffix(".jsonl")
        lines = self.operations[gid("BulkOperation", number)]["lines"]
        return self.status, "".join(json.dumps(one) + "\n" for one in lines).encode()


def refusal(query: str) -> tuple[str, str] | None:
    """Say why a query is none that is run in bulk."""
    [operation] = parse(query).definitions
    assert isinstance(operation, OperationDefinitionNode)
    found = list(_connections(operation.selection_set, 0))
    roots = operation.selection_set.selections
    wrong = {
        "variables": bool(operation.variable_definitions),
        "more than one field at the root": len(roots) != 1,
        "no connection": not found,
        "too many connections": len(found) > MOST,
        "connections too deep": any(depth > DEEPEST for depth, _ in found),
        "a connection in a list": any(is_in_list for _, is_in_list in found),
    }
    reasons = [name for name, is_so in wrong.items() if is_so]
    return ("INVALID", f"Bulk queries cannot contain {reasons[0]}") if reasons else None


def _connections(
    chosen: SelectionSetNode | None, depth: int, *, is_in_list: bool = False
) -> Iterator[tuple[int, bool]]:
    """Yield how deep each connection stands, and whether it stands in a list."""
    for one in chosen.selections if chosen else ():
        inner: Any = getattr(one, "selection_set", None)
        is_one = "edges" in _names(inner)
        if is_one:
            yield depth + 1, is_in_list
        is_list = is_in_list or (isinstance(one, FieldNode) and one.name.value in LISTS)
        yield from _connections(inner, depth + is_one, is_in_list=is_list)


def _names(chosen: SelectionSetNode | None) -> set[str]:
    fields = chosen.selections if chosen else ()
    return {one.name.value for one in fields if isinstance(one, FieldNode)}


def lines_of(answer: "Answer", root: FieldNode, records: list[Record]) -> Iterator[Record]:
    """Yield the lines of a file: each record, and below it its parts."""
    chosen = list(answer.fields(_node(root), {}))
    for record in records:
        parts = [one for one in chosen if "edges" in _names(one.selection_set)]
        yield {
            one.name.value: answer.field(one, record, [root.name.value, one.name.value])
            for one in chosen
            if one not in parts
        }
        for one in parts:
            answer.refuse_hidden(one.name.value, [one.name.value])
            for part in record[one.name.value]:
                fields = answer.fields(_node(one), part)
                told = {each.name.value: answer.field(each, part, []) for each in fields}
                yield {**told, "__parentId": record["id"]}


def _node(connection: FieldNode) -> SelectionSetNode:
    """Return what is asked of each record of a connection."""
    assert connection.selection_set is not None
    [edges] = connection.selection_set.selections
    assert isinstance(edges, FieldNode)
    assert edges.selection_set is not None
    [node] = edges.selection_set.selections
    assert isinstance(node, FieldNode)
    assert node.selection_set is not None
    return node.selection_set
