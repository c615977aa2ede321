"""Shopify's Admin API over a few records: pages with cursors, points, permissions, and bad days."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionSetNode,
    VariableNode,
    parse,
    value_from_ast_untyped,
)

from tests.fakes.shopify.bulk import Bulk, lines_of
from tests.fakes.shopify.records import Record

TOKEN = "shpat_loopback"
PATH = re.compile(r"/admin/api/\d{4}-\d{2}/graphql\.json")
SINCE = re.compile(r"updated_at:>='([^']+)'")
WRONG_TOKEN = {"errors": "[API] Invalid API key or access token (unrecognized login)"}
NEVER_NULL = frozenset(
    {"returns", "author", "orders", "ordersCount", "customers", "customersCount"}
)
"""What the schema says is never null: where it is hidden, the whole answer is."""
COUNTS = {"transactionsCount": "transactions", "fulfillmentsCount": "fulfillments"}
EVERYTHING = (
    *("read_orders", "read_all_orders", "read_customers", "read_returns"),
    "read_products",
)


class HiddenError(Exception):
    """Something that is never null may not be seen."""


@dataclass
class Admin:
    """What the store holds and how it behaves; both may be changed while it is asked.

    `troubles` are answers by the number of the question they are for: `throttled`, `busy` (HTTP
    429), `signed_out` (401), `expired` (400), `lost` (an error that names nothing). `hidden` are
    fields the token has no permission for.
    """

    customers: list[Record] = field(default_factory=list)
    orders: list[Record] = field(default_factory=list)
    products: list[Record] = field(default_factory=list)
    token: str = TOKEN
    troubles: dict[int, str] = field(default_factory=dict)
    hidden: set[str] = field(default_factory=set)
    denied: set[str] = field(default_factory=set)
    """Ids of records that the token has no permission for, or `the timeline of` such an id."""
    aliases: dict[str, str] = field(default_factory=dict)
    """Ids under which another record answers."""
    spoilt: set[str] = field(default_factory=set)
    """Ids of records that no question about them gets an answer to."""
    scopes: tuple[str, ...] = EVERYTHING
    longest: int = 25_000
    is_circular: bool = False
    points: float = 2_000.0
    asked: list[Record] = field(default_factory=list)
    bulk: Bulk = field(default_factory=Bulk)

    def reply(self, path: str, token: str | None, question: Record) -> tuple[int, Record]:
        """Return the status and the answer to one request."""
        if not PATH.fullmatch(path):
            return 404, {"errors": "Not Found"}
        if token != self.token:
            return 401, WRONG_TOKEN
        self.asked.append(question)
        trouble = self.trouble(self.troubles.pop(len(self.asked), None))
        if trouble is not None:
            return trouble
        return 200, {**Answer(self, question).document(), "extensions": self.cost(self.points)}

    def trouble(self, name: str | None) -> tuple[int, Record] | None:
        """Return the answer of a bad day."""
        throttled = {"message": "Throttled", "extensions": {"code": "THROTTLED"}}
        lost = {"message": "Internal error. Looks like something broke"}
        answers = {
            "busy": (429, {"errors": "Throttled"}),
            "signed_out": (401, WRONG_TOKEN),
            "throttled": (200, {"errors": [throttled], "extensions": self.cost(100.0)}),
            "lost": (200, {"errors": [lost]}),
            "expired": (400, {"errors": {"page_info": "Invalid value."}}),
        }
        return answers[name] if name else None

    def cost(self, available: float) -> Record:
        """Return what a question cost, and how many points there are."""
        status = {
            "maximumAvailable": 2_000.0,
            "currentlyAvailable": available,
            "restoreRate": 100.0,
        }
        return {
            "cost": {
                "requestedQueryCost": 722,
                "actualQueryCost": 12,
                "throttleStatus": status,
            }
        }

    def everything(self) -> Iterator[Record]:
        """Yield every record that can be asked for by its id."""
        yield from self.customers
        yield from self.products
        for one in self.orders:
            yield one
            for part in ("fulfillments", "refunds", "returns"):
                yield from one[part]

    def written(self, query: str) -> tuple[list[Record], bool]:
        """Return the lines of a file with all of a list, and whether something was denied."""
        answer = Answer(self, {"query": query})
        root = answer.opened()
        try:
            lines = list(lines_of(answer, root, getattr(self, root.name.value)))
        except HiddenError:
            lines = []
        return lines, bool(answer.errors)

    def called(self, name: str) -> list[Record]:
        """Return what was asked under the name of a question."""
        return [one for one in self.asked if re.search(rf"(query|mutation) {name}\b", one["query"])]


@dataclass
class Answer:
    """One question on its way to an answer."""

    admin: Admin
    question: Record
    errors: list[Record] = field(default_factory=list)

    def document(self) -> Record:
        """Return data with the errors beside it."""
        operation = self.read()
        try:
            data: Record | None = {
                node.name.value: self.root(node, [node.name.value])
                for node in self.fields(operation.selection_set, {})
            }
        except HiddenError:
            data = None
        return {"data": data, **({"errors": self.errors} if self.errors else {})}

    def read(self) -> OperationDefinitionNode:
        """Take in what is asked for, and the variables."""
        document = parse(self.question["query"])
        self.fragments = _fragments(document)
        [operation] = [
            one for one in document.definitions if isinstance(one, OperationDefinitionNode)
        ]
        self.variables = {
            one.variable.name.value: one.default_value and value_from_ast_untyped(one.default_value)
            for one in operation.variable_definitions or ()
        } | self.question.get("variables", {})
        return operation

    def opened(self) -> FieldNode:
        """Return the one field at the root of a query."""
        [root] = self.fields(self.read().selection_set, {})
        return root

    def root(self, node: FieldNode, path: list[Any]) -> object:
        self.refuse_hidden(node.name.value, path)
        if node.name.value in self.admin.hidden:
            return None
        return self.element(node, self.found(node.name.value, self.arguments(node)), path)

    def found(self, name: str, told: Record) -> object:
        """Return what a field at the root holds."""
        if name.startswith("bulk"):
            bulk = self.admin.bulk
            return bulk.look(told["id"]) if "id" in told else bulk.run(self.admin, told)
        if name in {"nodes", "node"}:
            found = self.known(told.get("ids") or [told["id"]])
            return found if name == "nodes" else found[0]
        if "query" in told:
            return self.listing(name, told)
        if name == "customer":
            mine = [
                one for one in self.admin.orders if (one["customer"] or {}).get("id") == told["id"]
            ]
            return {"orders": mine}
        return {
            "shop": {"name": "The wool shop", "myshopifyDomain": "wool.myshopify.com"},
            "currentAppInstallation": {
                "accessScopes": [{"handle": one} for one in self.admin.scopes]
            },
        }[name]

    def listing(self, name: str, told: Record) -> Record:
        """Return a page of a list, or how long it is."""
        if name in {"orders", "customers"}:
            return self.listed(self.changed(name, told["query"]), told)
        many = len(self.changed(name.removesuffix("Count"), told["query"]))
        is_exact = many <= self.admin.longest
        counted = many if is_exact else self.admin.longest + 1
        return {"count": counted, "precision": "EXACT" if is_exact else "AT_LEAST"}

    def known(self, ids: list[str]) -> list[Record | None]:
        """Return records by their ids, nothing for those that are not there."""
        if self.admin.spoilt & set(ids):
            self.errors.append({"message": "Something about this record is broken"})
            raise HiddenError
        known = {one["id"]: one for one in self.admin.everything()}
        return [known.get(self.admin.aliases.get(one, one)) for one in ids]

    def changed(self, name: str, query: str | None) -> list[Record]:
        """Return the records of a list that changed since a time, the oldest first."""
        since = SINCE.search(query or "")
        records: list[Record] = getattr(self.admin, name)
        wanted = [one for one in records if not since or one["updatedAt"] >= since[1]]
        return sorted(wanted, key=_place)

    def listed(self, records: list[Record], told: Record) -> Record:
        """Return a page of a list of records."""
        after = told.get("after")
        if after == "expired":
            self.errors.append({"message": "Invalid cursor for current pagination sort."})
            raise HiddenError
        left = [one for one in records if after is None or _place(one) > after]
        is_first = after is None or self.admin.is_circular
        page = (records if is_first else left)[: told["first"]]
        if self.admin.spoilt & {one["id"] for one in page} and "Ids(" not in self.text():
            self.errors.append({"message": "Something about this page is broken"})
            raise HiddenError
        place = records.index(page[-1]) + 1 if page else 0
        is_more = place < min(len(records), self.admin.longest)
        end = _place(page[-1]) if page else None
        return {"nodes": page, "pageInfo": {"hasNextPage": is_more, "endCursor": end}}

    def text(self) -> str:
        return str(self.question["query"])

    def shaped(self, node: FieldNode, value: object, path: list[Any]) -> object:
        """Return of a value what is asked for."""
        if node.selection_set is None or value is None:
            return value
        names = {one.name.value for one in self.fields(node.selection_set, {})}
        if isinstance(value, list) and names & {"nodes", "pageInfo"}:
            value = _connection(value, self.arguments(node))
        if isinstance(value, list):
            first = self.arguments(node).get("first")
            return [self.element(node, one, [*path, at]) for at, one in enumerate(value[:first])]
        assert isinstance(value, dict)
        return {
            one.name.value: self.field(one, value, [*path, one.name.value])
            for one in self.fields(node.selection_set, value)
        }

    def element(self, node: FieldNode, value: object, path: list[Any]) -> object:
        """Return of a record what is asked for; one that is asked for by its id may be null."""
        if isinstance(value, dict) and self.is_denied(value):
            self.deny(node.name.value, path)
            return None
        try:
            return self.shaped(node, value, path)
        except HiddenError:
            if path[0] not in {"nodes", "node"} or len(path) > 2:
                raise
            return None

    def is_denied(self, record: Record) -> bool:
        """Say whether all of a record may not be seen, at least not by what is asked here."""
        ids, text = self.admin.denied, self.text()
        return (
            record.get("id") in ids
            or (f"the timeline of {record.get('id')}" in ids and "OrderEvents(" in text)
            or (f"the rest of {record.get('id')}" in ids and "OrderLines(" in text)
        )

    def field(self, node: FieldNode, record: Record, path: list[Any]) -> object:
        name = node.name.value
        if name in self.admin.hidden:
            self.refuse_hidden(name, path)
            return None
        if name in COUNTS:
            return {"count": len(record[COUNTS[name]])}
        return self.shaped(node, record.get(name), path)

    def refuse_hidden(self, name: str, path: list[Any]) -> None:
        """Say that a field may not be seen."""
        if name in self.admin.hidden:
            self.deny(name, path)
            if name in NEVER_NULL:
                raise HiddenError

    def deny(self, name: str, path: list[Any]) -> None:
        """Say that something may not be seen."""
        message = f"Access denied for {name} field."
        denied = {"code": "ACCESS_DENIED"}
        self.errors.append({"message": message, "path": path, "extensions": denied})

    def fields(self, chosen: SelectionSetNode, record: Record) -> Iterator[FieldNode]:
        """Yield the fields that are asked for of a record."""
        for node in chosen.selections:
            if not self.is_included(node):
                continue
            if isinstance(node, FieldNode):
                yield node
            elif isinstance(node, FragmentSpreadNode):
                yield from self.fields(self.fragments[node.name.value].selection_set, record)
            elif isinstance(node, InlineFragmentNode) and _is_on(node, record):
                yield from self.fields(node.selection_set, record)

    def is_included(self, node: Any) -> bool:
        for one in node.directives or ():
            if isinstance(one.arguments[0].value, VariableNode):
                return bool(self.variables[one.arguments[0].value.name.value])
        return True

    def arguments(self, node: FieldNode) -> Record:
        return {
            one.name.value: value_from_ast_untyped(one.value, self.variables)
            for one in node.arguments or ()
        }


def _fragments(document: DocumentNode) -> dict[str, FragmentDefinitionNode]:
    return {
        one.name.value: one
        for one in document.definitions
        if isinstance(one, FragmentDefinitionNode)
    }


def _is_on(node: InlineFragmentNode, record: Record) -> bool:
    kind = node.type_condition
    return kind is not None and record.get("__typename") == kind.name.value


def _place(record: Record) -> str:
    """Return where a record stands in a list by time of change."""
    return f"{record['updatedAt']} {record['id'].rpartition('/')[2]:>20}"


def _connection(records: list[Record], told: Record) -> Record:
    start = int(told.get("after") or 0)
    end = start + told["first"]
    return {
        "nodes": records[start:end],
        "pageInfo": {"hasNextPage": end < len(records), "endCursor": str(end)},
    }
