"""Kinds of connections, their fields and how connections do, in words for people."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from agent_console.ui.theme.glyphs import Glyph

Document = Mapping[str, object]
NOWHERE = re.compile(r"^the new connection: ")
"""Where a fault would stand in a file; nobody who fills in a form sees that file."""


@dataclass(frozen=True, slots=True)
class FieldWords:
    """How a field is called, and what a good value looks like."""

    name: str
    label: str
    hint: str = ""
    choices: tuple[str, ...] = ()


SECURITIES = ("tls", "starttls", "none")
FIELD_WORDS = {
    one.name: one
    for one in (
        FieldWords("base_url", "Address", "https://shop.example"),
        FieldWords("username", "User name"),
        FieldWords("password", "Password"),
        FieldWords("api_key", "API key"),
        FieldWords("access_token", "Access token"),
        FieldWords("api_version", "Version of its API"),
        FieldWords("oauth_token", "OAuth token, in place of a password"),
        FieldWords("client_id", "Client id"),
        FieldWords("client_secret", "Client secret"),
        FieldWords("account", "Account number"),
        FieldWords("address", "E-mail address", "support@shop.example"),
        FieldWords("imap_host", "Incoming mail, server", "imap.shop.example"),
        FieldWords("imap_port", "Incoming mail, port"),
        FieldWords("imap_security", "Incoming mail, security", choices=SECURITIES),
        FieldWords("smtp_host", "Outgoing mail, server", "smtp.shop.example"),
        FieldWords("smtp_port", "Outgoing mail, port"),
        FieldWords("smtp_security", "Outgoing mail, security", choices=SECURITIES),
        FieldWords("sent_folder", "Folder of sent mail", "found by itself"),
        FieldWords("first_days", "Days of mail to read at first"),
    )
}


@dataclass(frozen=True, slots=True)
class GroupWords:
    """What a group of kinds is for, and how a connection of it is called by default."""

    group: str
    glyph: Glyph
    offer: str
    name: str


GROUPS = (
    GroupWords("store", Glyph.STORE, "Connect a store", "web-shop"),
    GroupWords("carrier", Glyph.TRUCK, "Connect a carrier", "parcels"),
    GroupWords("channel", Glyph.MAIL, "Connect a mailbox", "mail"),
)


@dataclass(frozen=True, slots=True)
class FormField:
    """One thing to fill in."""

    name: str
    label: str
    hint: str = ""
    default: str = ""
    is_secret: bool = False
    is_required: bool = False
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of connection and what it asks for."""

    kind: str
    label: str
    group: str
    fields: tuple[FormField, ...]


@dataclass(frozen=True, slots=True)
class ConnectionRow:
    """A connection of the list: how it does, and what is wrong with it."""

    name: str
    kind: str
    is_on: bool
    words: str
    trouble: str = ""


STATUS_WORDS = {
    "ok": "read",
    "never_synced": "not read yet",
    "disabled": "switched off",
    "try_later": "does not answer",
    "sign_in_again": "does not let us in",
    "refused": "refuses",
    "not_found": "is not there",
}
REMEDIES = {
    "try_later": "Is the address right, and the network up?",
    "sign_in_again": "Check user name and secret; nothing is tried again until they change.",
    "refused": "Is the address the one of the API, and may this account read it?",
    "not_found": "Is the address right? Something answers there, but not this API.",
}


def kinds_of(document: Document) -> tuple[Kind, ...]:
    """Read what can be connected."""
    return tuple(
        Kind(
            str(one["kind"]),
            str(one["label"]),
            str(one["group"]),
            (*map(_plain, _rows(one, "fields")), *map(_secret, _texts(one, "secrets"))),
        )
        for one in _rows(document, "kinds")
    )


def connections_of(document: Document) -> tuple[ConnectionRow, ...]:
    """Read the connections there are."""
    return tuple(map(_connection, _rows(document, "connections")))


def proposed_name(kind: Kind, taken: Iterable[str]) -> str:
    """Return a name for a new connection that no other one has."""
    name = next((words.name for words in GROUPS if words.group == kind.group), kind.kind)
    names = {one.casefold() for one in taken}
    numbers = (f"{name}-{number}" for number in range(2, 1000))
    return name if name not in names else next(one for one in numbers if one not in names)


def missing(fields: Iterable[FormField], values: Mapping[str, str]) -> FormField | None:
    """Return the first field that must be filled in and is not."""
    return next((one for one in fields if one.is_required and not values.get(one.name)), None)


def already(name: str, names: Iterable[str]) -> str:
    """Say that a connection has this name, or one too like it; nothing where none has."""
    other = next((one for one in names if _spelled(one) == _spelled(name)), None)
    if other is None:
        return ""
    alike = "" if other == name else f", and {name} is too like it"
    return f"There is a connection {other} already{alike}; choose another name."


def in_words_of_form(said: str, fields: Iterable[FormField]) -> tuple[str, str | None]:
    """Call fields as the form does, and name the first one that is meant; commands stay."""
    parts, meant = NOWHERE.sub("", said).split("`"), None
    for one in fields:
        is_plain = "_" not in one.name  # such a name is also a word, unless it begins the sentence
        name = re.compile(rf"{'^' if is_plain else ''}\b{re.escape(one.name)}\b")
        for number in range(0, len(parts), 2):
            if name.search(parts[number]):
                parts[number] = name.sub(f"“{one.label}”", parts[number])
                meant = meant or one.name
    return "`".join(parts), meant


def _spelled(name: str) -> str:
    """Spell a name as the environment does, where two that differ may be one."""
    return re.sub(r"[^A-Z0-9]", "_", name.upper())


def remedy(status: str) -> str:
    """Say what helps against a failure."""
    return REMEDIES.get(status, "")


def _connection(row: Document) -> ConnectionRow:
    status = str(row["status"])
    is_failing = status not in {"ok", "never_synced", "disabled"}
    said = str(row["message"]).strip() if is_failing else ""
    told = f"{said}{'' if said.endswith('.') or not said else '.'} {remedy(status)}".strip()
    words = STATUS_WORDS.get(status, status.replace("_", " "))
    words = ", ".join(filter(None, (words, str(row.get("since") or ""))))
    return ConnectionRow(
        str(row["name"]), str(row["kind"]), bool(row["enabled"]), words, told if is_failing else ""
    )


def _plain(row: Document) -> FormField:
    name, default = str(row["name"]), row.get("default")
    words = FIELD_WORDS.get(name, FieldWords(name, name.replace("_", " ").capitalize()))
    hint = str(default) if default else words.hint
    return FormField(
        name,
        words.label,
        hint,
        str(default or ""),
        is_required=default is None,
        choices=words.choices,
    )


def _secret(name: str) -> FormField:
    words = FIELD_WORDS.get(name, FieldWords(name, name.replace("_", " ").capitalize()))
    return FormField(name, words.label, words.hint, is_secret=True)


def _rows(document: Document, name: str) -> Sequence[Document]:
    found = document.get(name)
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def _texts(document: Document, name: str) -> Sequence[str]:
    found = document.get(name)
    return [str(one) for one in found] if isinstance(found, list) else []
