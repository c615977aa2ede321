"""What a question costs by Shopify's published rules: an upper estimate, not its own number."""

from collections.abc import Mapping
from dataclasses import dataclass

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLList,
    GraphQLNamedType,
    GraphQLNonNull,
    GraphQLSchema,
    InlineFragmentNode,
    IntValueNode,
    OperationDefinitionNode,
    SelectionSetNode,
    VariableNode,
    get_named_type,
)

UNSIZED_LIST = 10
LARGEST_PAGE = 250


@dataclass
class Cost:
    """An object costs 1, a connection 2 and its records; `sizes` are the lists of ids we send."""

    schema: GraphQLSchema
    document: DocumentNode
    sizes: Mapping[str, int]

    def of(self, operation: OperationDefinitionNode) -> int:
        """Return the points of an operation."""
        told = {
            one.variable.name.value: int(one.default_value.value)
            for one in operation.variable_definitions or ()
            if isinstance(one.default_value, IntValueNode)
        }
        self.known = {**told, **self.sizes}
        root = self.schema.get_root_type(operation.operation)
        assert root is not None
        return self.selection(operation.selection_set, root, None)

    def selection(self, chosen: SelectionSetNode, on: GraphQLNamedType, page: int | None) -> int:
        total = 0
        for node in chosen.selections:
            if isinstance(node, FieldNode):
                total += self.field(node, on, page)
            elif isinstance(node, FragmentSpreadNode):
                fragment = self.fragment(node.name.value)
                named = self.schema.type_map[fragment.type_condition.name.value]
                total += self.selection(fragment.selection_set, named, page)
            elif isinstance(node, InlineFragmentNode) and node.type_condition:
                named = self.schema.type_map[node.type_condition.name.value]
                total += self.selection(node.selection_set, named, page)
        return total

    def fragment(self, name: str) -> FragmentDefinitionNode:
        return next(
            one
            for one in self.document.definitions
            if isinstance(one, FragmentDefinitionNode) and one.name.value == name
        )

    def field(self, node: FieldNode, on: GraphQLNamedType, page: int | None) -> int:
        name = node.name.value
        if name.startswith("__") or name == "pageInfo" or not node.selection_set:
            return 0
        declared = on.fields[name].type
        named = get_named_type(declared)
        if named.name.endswith("Connection"):
            return 2 + self.selection(node.selection_set, named, self.size(node) or UNSIZED_LIST)
        each = 1 + self.selection(node.selection_set, named, None)
        if name in {"nodes", "edges"} and page:
            return page * each
        is_list = isinstance(
            declared.of_type if isinstance(declared, GraphQLNonNull) else declared, GraphQLList
        )
        return (self.size(node) or UNSIZED_LIST) * each if is_list else each

    def size(self, node: FieldNode) -> int | None:
        """Return how many records an argument asks for."""
        for one in node.arguments or ():
            if one.name.value in {"first", "last", "ids"}:
                if isinstance(one.value, IntValueNode):
                    return int(one.value.value)
                if isinstance(one.value, VariableNode):
                    return self.known.get(one.value.name.value, LARGEST_PAGE)
        return None
