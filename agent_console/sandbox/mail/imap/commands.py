"""What each IMAP command does."""

import base64
import binascii
import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from fnmatch import translate

from agent_console.sandbox.mail.imap.fetching import fetched, items
from agent_console.sandbox.mail.imap.searching import among, found
from agent_console.sandbox.mail.imap.session import NoError, Session
from agent_console.sandbox.mail.imap.wire import BadError, Command, Token, quoted, text
from agent_console.sandbox.mail.mailroom import SEEN, Folder, Message

CAPABILITIES = (
    "IMAP4rev1 LITERAL+ SASL-IR AUTH=PLAIN ID IDLE NAMESPACE SPECIAL-USE UNSELECT UIDPLUS"
)
READ_ONLY = "[NOPERM] This mailbox can only be read and added to."
FLAGS = "\\Answered \\Flagged \\Deleted \\Seen \\Draft"


def obey(session: Session, command: Command) -> str:
    """Do what is asked and return the answer that goes with the tag.

    Raises:
        BadError: nobody understands it.
        NoError: it is not done.
    """
    name, words = command.name, command.words
    is_by_uid = name == "UID" and bool(words)
    if is_by_uid:
        name, words = f"UID {text(words[0]).upper()}", words[1:]
    if name not in COMMANDS:
        raise BadError("unknown command")
    if name not in BEFORE_LOGIN and not session.is_staff:
        raise NoError("sign in first")
    session.mailroom.catch_up()
    with session.mailroom.lock:
        answer = COMMANDS[name](session, words)
        session.tell_news()
    return answer


def _word(words: list[Token], place: int) -> str:
    if place >= len(words):
        raise BadError("something is missing")
    return text(words[place])


def _capability(session: Session, _: list[Token]) -> str:
    session.tell(f"CAPABILITY {CAPABILITIES}")
    return "done"


def _login(session: Session, words: list[Token]) -> str:
    session.sign_in(_word(words, 0), _word(words, 1))
    return f"[CAPABILITY {CAPABILITIES}] Logged in"


def _authenticate(session: Session, words: list[Token]) -> str:
    if _word(words, 0).upper() != "PLAIN":
        raise NoError("only PLAIN is known here")
    try:
        _, username, password = base64.b64decode(_word(words, 1), validate=True).split(b"\0")
    except (binascii.Error, ValueError) as error:
        raise BadError("these are no credentials") from error
    session.sign_in(username.decode("utf-8", "replace"), password.decode("utf-8", "replace"))
    return f"[CAPABILITY {CAPABILITIES}] Logged in"


def _list(session: Session, words: list[Token]) -> str:
    is_special = bool(words) and isinstance(words[0], list)
    pattern = _word(words, 2 if is_special else 1)
    if not pattern:
        session.tell('LIST (\\Noselect) "/" ""')
        return "done"
    wanted = re.compile(translate(pattern.replace("%", "*")), re.IGNORECASE)
    for folder in session.mailroom.folders():
        if wanted.match(folder.name) and (folder.use or not is_special):
            attributes = " ".join(("\\HasNoChildren", *([folder.use] if folder.use else [])))
            session.tell(f'LIST ({attributes}) "/" {quoted(folder.name)}')
    return "done"


def _lsub(session: Session, words: list[Token]) -> str:
    _list(session, words)
    session.out = [line.replace(b"* LIST ", b"* LSUB ", 1) for line in session.out]
    return "done"


def _status(session: Session, words: list[Token]) -> str:
    folder = _folder(session, _word(words, 0))
    wanted = words[1] if len(words) > 1 and isinstance(words[1], list) else []
    facts = {
        "MESSAGES": len(folder.messages),
        "RECENT": 0,
        "UIDNEXT": folder.next_uid,
        "UIDVALIDITY": folder.validity,
        "UNSEEN": sum(SEEN not in one.flags for one in folder.messages),
    }
    names = [text(one).upper() for one in wanted]
    if not set(names) <= set(facts):
        raise BadError("unknown status item")
    told = " ".join(f"{name} {facts[name]}" for name in names)
    session.tell(f"STATUS {quoted(folder.name)} ({told})")
    return "done"


def _select(session: Session, words: list[Token]) -> str:
    session.folder = None
    folder = _folder(session, _word(words, 0))
    session.folder, session.told_count = folder, len(folder.messages)
    session.is_read_only = False
    session.tell(f"FLAGS ({FLAGS})")
    session.tell(f"{len(folder.messages)} EXISTS")
    session.tell("0 RECENT")
    session.tell("OK [PERMANENTFLAGS ()] No flag can be set")
    session.tell(f"OK [UIDVALIDITY {folder.validity}] UIDs valid")
    session.tell(f"OK [UIDNEXT {folder.next_uid}] Predicted next UID")
    return "[READ-WRITE] Selected"


def _examine(session: Session, words: list[Token]) -> str:
    _select(session, words)
    session.is_read_only = True
    return "[READ-ONLY] Examined"


def _close(session: Session, _: list[Token]) -> str:
    session.chosen()
    session.folder = None
    return "done"


def _fetch(session: Session, words: list[Token], *, is_by_uid: bool = False) -> str:
    folder = session.chosen()
    wanted = items(words[1:])
    if is_by_uid and "UID" not in (name.upper() for name in wanted):
        wanted = ["UID", *wanted]
    for place, message in _picked(folder, _word(words, 0), is_by_uid=is_by_uid):
        told = fetched(message, wanted, may_mark=not session.is_read_only)
        session.tell(b"%d FETCH (%s)" % (place, told))
    return "done"


def _picked(folder: Folder, told: str, *, is_by_uid: bool) -> list[tuple[int, Message]]:
    messages = folder.messages
    largest = messages[-1].uid if is_by_uid and messages else len(messages)
    is_among = among(told, largest)
    return [
        (place, one)
        for place, one in enumerate(messages, 1)
        if is_among(one.uid if is_by_uid else place)
    ]


def _search(session: Session, words: list[Token], *, is_by_uid: bool = False) -> str:
    hits = found(words, session.chosen().messages)
    numbers = (str(one.uid if is_by_uid else place) for place, one in hits)
    session.tell(" ".join(("SEARCH", *numbers)))
    return "done"


def _append(session: Session, words: list[Token]) -> str:
    folder = session.mailroom.find(_word(words, 0))
    if folder is None:
        raise NoError("[TRYCREATE] no such folder")
    flags, received = {SEEN}, datetime.now(UTC)
    for told in words[1:-1]:
        if isinstance(told, list):
            flags = {text(flag) for flag in told}
        else:
            received = _moment(text(told))
    if not isinstance(words[-1], bytes):
        raise BadError("no mail was given")
    message = folder.add(words[-1], received, flags)
    return f"[APPENDUID {folder.validity} {message.uid}] added"


def _moment(told: str) -> datetime:
    try:
        return datetime.strptime(told.strip(), "%d-%b-%Y %H:%M:%S %z")
    except ValueError as error:
        raise BadError(f"when is {told}?") from error


def _folder(session: Session, name: str) -> Folder:
    folder = session.mailroom.find(name)
    if folder is None:
        raise NoError("[NONEXISTENT] no such folder")
    return folder


def _id(session: Session, _: list[Token]) -> str:
    session.tell('ID ("name" "Agent Console sandbox")')
    return "done"


def _namespace(session: Session, _: list[Token]) -> str:
    session.tell('NAMESPACE (("" "/")) NIL NIL')
    return "done"


def _nothing(_session: Session, _: list[Token]) -> str:
    return "done"


def _refused(_session: Session, _: list[Token]) -> str:
    raise NoError(READ_ONLY)


COMMANDS: Mapping[str, Callable[[Session, list[Token]], str]] = {
    "CAPABILITY": _capability,
    "NOOP": _nothing,
    "CHECK": _nothing,
    "ID": _id,
    "LOGIN": _login,
    "AUTHENTICATE": _authenticate,
    "NAMESPACE": _namespace,
    "LIST": _list,
    "LSUB": _lsub,
    "STATUS": _status,
    "SELECT": _select,
    "EXAMINE": _examine,
    "CLOSE": _close,
    "UNSELECT": _close,
    "FETCH": _fetch,
    "UID FETCH": lambda session, words: _fetch(session, words, is_by_uid=True),
    "SEARCH": _search,
    "UID SEARCH": lambda session, words: _search(session, words, is_by_uid=True),
    "APPEND": _append,
    **dict.fromkeys(("STORE", "UID STORE", "COPY", "UID COPY", "EXPUNGE", "UID EXPUNGE"), _refused),
    **dict.fromkeys(("CREATE", "DELETE", "RENAME", "SUBSCRIBE", "UNSUBSCRIBE"), _refused),
}
BEFORE_LOGIN = {"CAPABILITY", "NOOP", "ID", "LOGIN", "AUTHENTICATE"}
