"""A question in GraphQL and its answer, errors worded and coded as Vendure does."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import lru_cache, partial
from importlib.resources import files
from typing import Any

from graphql import (
    DocumentNode,
    ExecutionResult,
    GraphQLError,
    GraphQLObjectType,
    GraphQLResolveInfo,
    GraphQLScalarType,
    GraphQLSchema,
    build_schema,
    execute_sync,
    get_operation_ast,
    parse,
    validate,
)

from agent_console.sandbox.vendure.listing import Options, page
from agent_console.sandbox.vendure.notation import Record, millis
from agent_console.sandbox.vendure.rendering import Rendered
from agent_console.sandbox.vendure.sessions import Sessions

CHANNEL: Record = {
    "id": "1",
    "code": "__default_channel__",
    "token": "loopback-channel",
    "defaultCurrencyCode": "EUR",
}
USER: Record = {
    "__typename": "CurrentUser",
    "id": "1",
    "identifier": "superadmin",
    "channels": [CHANNEL],
}
ADMINISTRATOR: Record = {
    "id": "1",
    "createdAt": "2024-03-01T08:00:00.000Z",
    "updatedAt": "2024-03-01T08:00:00.000Z",
    "firstName": "Super",
    "lastName": "Admin",
    "emailAddress": "superadmin",
}
WRONG_PASSWORD: Record = {
    "__typename": "InvalidCredentialsError",
    "errorCode": "INVALID_CREDENTIALS_ERROR",
    "message": "The provided credentials are invalid",
    "authenticationError": "",
}


@dataclass(slots=True)
class Visit:
    """One request: what is rendered, who asks, and the token a login gives."""

    rendered: Rendered
    sessions: Sessions
    token: str | None
    is_shut: bool = False
    """Nobody is let in, whatever the password."""
    given: str | None = field(default=None, init=False)

    @property
    def is_staff(self) -> bool:
        """Whether the asker has signed in."""
        return not self.is_shut and self.sessions.knows(self.token)


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes back, and with which HTTP status."""

    status: int
    body: Record


Context = GraphQLResolveInfo[Visit]


def ask(visit: Visit, text: str, variables: Mapping[str, Any], operation: str | None) -> Answer:
    """Answer a question."""
    document = _document(text)
    if isinstance(document, Answer):
        return document
    if get_operation_ast(document, operation) is None:
        message = "Must provide operation name if query contains multiple operations."
        if operation is not None:
            message = f'Unknown operation named "{operation}".'
        return _refusal("OPERATION_RESOLUTION_FAILURE", [GraphQLError(message)])
    result = execute_sync(
        _schema(),
        document,
        context_value=visit,
        variable_values=dict(variables),
        operation_name=operation,
    )
    return Answer(200, _formatted(result))


def warm_up() -> None:
    """Read the schema before the first question."""
    _schema()


def _formatted(result: ExecutionResult) -> Record:
    if not result.errors:
        return {"data": result.data}
    errors = [dict(error.formatted) for error in result.errors]
    if all(error.path is None for error in result.errors):
        return {"errors": [{**error, "extensions": {"code": "BAD_USER_INPUT"}} for error in errors]}
    return {"errors": errors, "data": result.data}


@lru_cache(maxsize=64)
def _document(text: str) -> DocumentNode | Answer:
    """Parse and validate a text once; Answer says what is wrong with it."""
    try:
        document = parse(text)
    except GraphQLError as error:
        return _refusal("GRAPHQL_PARSE_FAILED", [error])
    errors = validate(_schema(), document)
    return _refusal("GRAPHQL_VALIDATION_FAILED", errors) if errors else document


def _refusal(code: str, errors: list[GraphQLError]) -> Answer:
    extensions = {"http": {"status": 400, "headers": {}}, "code": code}
    worded = [{**one.formatted, "message": one.message.replace("'", '"')} for one in errors]
    return Answer(400, {"errors": [{**one, "extensions": extensions} for one in worded]})


@lru_cache(maxsize=1)
def _schema() -> GraphQLSchema:
    text = (files("agent_console.sandbox.vendure") / "schema.graphql").read_text(encoding="utf-8")
    schema = build_schema(text, assume_valid=True)
    for (type_name, field_name), resolve in RESOLVERS.items():
        owner = schema.type_map[type_name]
        if isinstance(owner, GraphQLObjectType):
            owner.fields[field_name].resolve = resolve
    moment = schema.type_map["DateTime"]
    if isinstance(moment, GraphQLScalarType):
        moment.coerce_input_value = _moment
    return schema


def _moment(value: object) -> str:
    try:
        at = datetime.fromisoformat(str(value))
    except ValueError as error:
        raise GraphQLError(
            f"DateTime cannot represent an invalid date-time-string {value}."
        ) from error
    return millis(at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC))


def _staff_only(info: Context) -> Rendered:
    if not info.context.is_staff:
        raise GraphQLError(
            "You are not currently authorized to perform this action",
            extensions={"code": "FORBIDDEN"},
        )
    return info.context.rendered


def _orders(_root: object, info: Context, options: Options | None = None) -> Record:
    return page(list(_staff_only(info).orders.values()), options)


def _order(_root: object, info: Context, id: str) -> Record | None:  # noqa: A002 - Vendure's name
    return _staff_only(info).orders.get(id)


def _customers(_root: object, info: Context, options: Options | None = None) -> Record:
    return page(list(_staff_only(info).customers.values()), options)


def _customer(_root: object, info: Context, id: str) -> Record | None:  # noqa: A002 - Vendure's name
    return _staff_only(info).customers.get(id)


def _orders_of(customer: Record, info: Context, options: Options | None = None) -> Record:
    orders = info.context.rendered.orders.values()
    return page([one for one in orders if one["customer"] is customer], options)


def _history(
    about: dict[str, list[Record]], _info: Context, options: Options | None = None
) -> Record:
    return page(about["entries"], options)


def _one(record: Record, _root: object, info: Context) -> Record:
    _staff_only(info)
    return record


def _administrator(_root: object, info: Context) -> Record | None:
    return ADMINISTRATOR if info.context.is_staff else None


def _login(
    _root: object,
    info: Context,
    username: str,
    password: str,
    rememberMe: bool | None = None,  # noqa: ARG001, FBT001, N803 - Vendure's name
) -> Record:
    visit = info.context
    visit.given = None if visit.is_shut else visit.sessions.open(username, password)
    return WRONG_PASSWORD if visit.given is None else USER


def _logout(_root: object, info: Context) -> Record:
    info.context.sessions.close(info.context.token)
    return {"success": True}


RESOLVERS: Mapping[tuple[str, str], Callable[..., object]] = {
    ("Query", "orders"): _orders,
    ("Query", "order"): _order,
    ("Query", "customers"): _customers,
    ("Query", "customer"): _customer,
    ("Query", "me"): partial(_one, USER),
    ("Query", "activeChannel"): partial(_one, CHANNEL),
    ("Query", "activeAdministrator"): _administrator,
    ("Mutation", "login"): _login,
    ("Mutation", "logout"): _logout,
    ("Customer", "orders"): _orders_of,
    ("Customer", "history"): _history,
    ("Order", "history"): _history,
}
