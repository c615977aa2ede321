"""Every error that can reach a command: its kind in JSON, its exit code, its words."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from agent_console.actions.consents.opting import NoAddressError, NoReasonError
from agent_console.actions.identities.joining import (
    NoSuchLinkError,
    OnePersonAlreadyError,
    ReasonMissingError,
)
from agent_console.actions.identities.pairing import NothingSaidError, OneCustomerError
from agent_console.actions.identities.verifying import NoSuchProofError, NotProvenError
from agent_console.actions.messages.posting import NotSentError
from agent_console.actions.messages.writing import CannotWriteError
from agent_console.actions.notes.writing import EmptyNoteError, TooLongNoteError
from agent_console.actions.returns.deciding import CannotDecideError, NoSuchEscalationError
from agent_console.actions.returns.judging import CannotReturnError
from agent_console.actions.returns.voiding import CannotVoidError, NoSuchReturnError
from agent_console.app.config.settings import ConfigError
from agent_console.cli.command import UsageError
from agent_console.cli.documents.returns import verdict as verdict_document
from agent_console.cli.message.command import NoWayOutError
from agent_console.domain.moment import iso_z
from agent_console.machine.catalogues.answers import CatalogueError
from agent_console.machine.policies.returns import PolicyError
from agent_console.machine.secrecy.keyring import (
    KeyringLockedError,
    KeyringMissingError,
    KeyringUnmadeError,
)
from agent_console.machine.secrecy.store_key import KeyTroubleError
from agent_console.machine.templates.plain import cleaned
from agent_console.machine.turns import InUseError
from agent_console.ports.acting.notebook import KeyTakenError
from agent_console.ports.acting.outbox import NoSuchIntentError
from agent_console.ports.acting.waiting import NotWaitingError, PutOffError, TakenError
from agent_console.ports.failures import RemoteFailure
from agent_console.ports.front_door import NoWindowError
from agent_console.queries.who import AmbiguousError, NobodyFoundError, customer_id
from agent_console.storage.failures import (
    StoreBusy,
    StoreCorrupt,
    StoreError,
    StoreFull,
    StoreMissing,
    StoreNewer,
    WrongKey,
)


@dataclass(frozen=True, slots=True)
class Ending:
    """How an error ends a command."""

    error: type[Exception]
    kind: str
    exit_code: int


ENDINGS = (
    Ending(NobodyFoundError, "not_found", 1),
    Ending(AmbiguousError, "ambiguous", 7),
    Ending(NoSuchLinkError, "not_found", 1),
    Ending(OnePersonAlreadyError, "refused", 7),
    Ending(OneCustomerError, "refused", 7),
    Ending(NothingSaidError, "not_found", 1),
    Ending(NotProvenError, "refused", 7),
    Ending(NoSuchProofError, "not_found", 1),
    Ending(CannotWriteError, "refused", 7),
    Ending(NotSentError, "refused", 7),
    Ending(NoWayOutError, "config", 3),
    Ending(CannotReturnError, "refused", 7),
    Ending(CannotVoidError, "refused", 7),
    Ending(CannotDecideError, "refused", 7),
    Ending(NoSuchReturnError, "not_found", 1),
    Ending(NoSuchIntentError, "not_found", 1),
    Ending(NoSuchEscalationError, "not_found", 1),
    Ending(PolicyError, "config", 3),
    Ending(CatalogueError, "config", 3),
    Ending(NotWaitingError, "not_found", 1),
    Ending(PutOffError, "usage", 2),
    Ending(TakenError, "refused", 7),
    Ending(KeyTakenError, "refused", 7),
    Ending(EmptyNoteError, "usage", 2),
    Ending(TooLongNoteError, "usage", 2),
    Ending(ReasonMissingError, "usage", 2),
    Ending(NoAddressError, "usage", 2),
    Ending(NoReasonError, "usage", 2),
    Ending(UsageError, "usage", 2),
    Ending(ConfigError, "config", 3),
    Ending(KeyTroubleError, "key", 4),
    Ending(KeyringMissingError, "keyring_missing", 4),
    Ending(KeyringUnmadeError, "keyring_unmade", 4),
    Ending(KeyringLockedError, "keyring_locked", 4),
    Ending(WrongKey, "wrong_key", 4),
    Ending(StoreMissing, "store_missing", 5),
    Ending(StoreCorrupt, "store_corrupt", 5),
    Ending(StoreNewer, "store_newer", 5),
    Ending(StoreBusy, "store_busy", 5),
    Ending(StoreFull, "store_full", 5),
    Ending(StoreError, "store", 5),
    Ending(NoWindowError, "no_window", 1),
    Ending(RemoteFailure, "remote", 6),
    Ending(InUseError, "store_busy", 5),
    Ending(OSError, "file", 1),
)


@dataclass(slots=True)
class Trouble:
    """What went wrong, once the block is left."""

    exit_code: int = 0


@contextmanager
def told(*, as_json: bool) -> Iterator[Trouble]:
    """Print a known error of the block in words, or as the error document, and go on."""
    trouble = Trouble()
    try:
        yield trouble
    except tuple(ending.error for ending in ENDINGS) as error:
        ending = next(one for one in ENDINGS if isinstance(error, one.error))
        trouble.exit_code = ending.exit_code
        _print(error, ending, as_json=as_json)


def _print(error: Exception, ending: Ending, *, as_json: bool) -> None:
    candidates = getattr(error, "candidates", ())
    if not as_json:
        sys.stderr.write(cleaned(f"{error}\n"))
        for one in candidates:
            sys.stderr.write(cleaned(f"  {customer_id(one.id)}  {one.name}\n"))
        return
    kind = error.kind if isinstance(error, RemoteFailure) else ending.kind
    document: dict[str, object] = {"kind": kind, "message": str(error)}
    if reasons := getattr(error, "reasons", ()):
        document["reasons"] = list(reasons)
    if verdict := getattr(error, "verdict", None):
        document["verdict"] = verdict_document(verdict)
    if isinstance(error, TakenError):
        document |= {"owner": error.owner, "since": iso_z(error.since)}
    if candidates:
        document["candidates"] = [
            {"id": customer_id(one.id), "name": one.name} for one in candidates
        ]
    sys.stdout.write(json.dumps({"error": document}, ensure_ascii=False, indent=2) + "\n")
