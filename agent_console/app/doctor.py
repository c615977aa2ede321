"""The doctor: looks at config, key, store, connections and versions, and says what to do."""

import platform
import sys
from collections.abc import Callable, Iterator
from importlib.metadata import version

from agent_console.app.config.settings import ConfigError
from agent_console.app.parts import Parts
from agent_console.cli.command import Check
from agent_console.machine.secrecy import keyring
from agent_console.machine.secrecy.store_key import KeyTroubleError
from agent_console.queries.calibration import how_true
from agent_console.storage import backup
from agent_console.storage.failures import StoreError
from agent_console.storage.key_note import check_key
from agent_console.storage.readers.recency import StoredHealth
from agent_console.storage.readers.unknown_words import unknown_words
from agent_console.storage.repositories.acting import audit, sealing
from agent_console.storage.repositories.acting.outbox import StoredOutbox
from agent_console.storage.repositories.forecasting.journeys import StoredJourneys
from agent_console.storage.repositories.quarantine import StoredQuarantine

WORDS = 5
KNOWN = (ConfigError, KeyTroubleError, keyring.KeyringTroubleError, StoreError)


def checks(parts: Parts) -> list[Check]:
    """Look at everything; one thing that is not well never hides the others."""
    looks: tuple[tuple[str, Callable[[], str]], ...] = (
        ("config", lambda: _config(parts)),
        ("keyring", _keyring),
        ("key", lambda: _key(parts)),
        ("store", lambda: _store(parts)),
        ("clock", lambda: f"{parts.clock.now():%Y-%m-%d %H:%M} UTC"),
        ("versions", _versions),
    )
    found = [_looked(name, look) for name, look in looks]
    told = (*_connections(parts), *_outbox(parts), *_quarantine(parts), *_unknown_words(parts))
    return [*found, *told, *_audit(parts), *_forecasts(parts)]


def _looked(name: str, look: Callable[[], str]) -> Check:
    try:
        return Check(name, ok=True, message=look())
    except KNOWN as error:
        first, _, rest = str(error).partition(". ")
        return Check(name, ok=False, message=first, fix=rest or None)


def _config(parts: Parts) -> str:
    return f"{len(parts.settings.connections)} connections, region {parts.settings.region}"


def _keyring() -> str:
    try:
        keyring.read("doctor")
    except keyring.KeyringMissingError:
        return "no keyring in this session; secrets come from variables or the encrypted store"
    return keyring.backend()


def _key(parts: Parts) -> str:
    if not parts.has_store():
        return "none needed yet; the first sync looks for one"
    return parts.key_search.find().origin


def _store(parts: Parts) -> str:
    if not parts.has_store():
        return "none yet; the first sync makes it"
    key = parts.key_search.find().hex
    check_key(parts.home, key)
    backup.prove(parts.place, key)
    return f"whole, {parts.place.file().stat().st_size // 1024} KiB"


def _versions() -> str:
    names = ("PySide6-Essentials", "SQLAlchemy", "sqlcipher3", "httpx")
    told = ", ".join(f"{name} {version(name)}" for name in names)
    return f"Python {platform.python_version()} on {sys.platform}, {told}"


def _connections(parts: Parts) -> Iterator[Check]:
    try:
        health = StoredHealth(parts.store).health() if parts.has_store() else ()
    except KNOWN:
        return
    for one in health:
        failing = one.failing_since is not None
        message = (one.failure_message or "") if failing else "answered at the last pass"
        fix = f"agent-console connections test {one.name}" if failing else None
        yield Check(f"connection {one.name}", ok=not failing, message=message, fix=fix)


def _outbox(parts: Parts) -> Iterator[Check]:
    """Name the connections that intents wait for and that are not switched on."""
    try:
        known = {one.name for one in parts.settings.connections if one.enabled}
        waiting = StoredOutbox(parts.store).intents(is_open=True) if parts.has_store() else ()
    except KNOWN:
        return
    lost = sorted({one.wanted.connection for one in waiting} - known)
    for name in lost:
        many = sum(one.wanted.connection == name for one in waiting)
        yield Check(
            f"outbox of {name}",
            ok=False,
            message=f"{many} intents wait for {name}, which is not switched on",
            fix="switch it on under this name, or take them back: `outbox cancel KEY`",
        )


def _quarantine(parts: Parts) -> Iterator[Check]:
    try:
        count = len(StoredQuarantine(parts.store).waiting()) if parts.has_store() else 0
    except KNOWN:
        return
    fix = "agent-console quarantine list" if count else None
    yield Check("quarantine", ok=not count, message=f"{count} records wait", fix=fix)


def _audit(parts: Parts) -> Iterator[Check]:
    """Say whether the audit holds, and what it tells of people still stands beside it."""
    try:
        store = parts.store if parts.has_store() else None
        links = audit.broken(store) if store else []
        rows = sealing.contradicted(store) if store else []
    except KNOWN:
        return
    told = [*(f"entry {number} of {actor}" for actor, number in links), *rows]
    message = f"changed afterwards: {', '.join(told[:WORDS])}" if told else "nothing was changed"
    fix = "compare with a backup from before: `agent-console restore FILE`" if told else None
    yield Check("audit", ok=not told, message=message, fix=fix)


def _unknown_words(parts: Parts) -> Iterator[Check]:
    """Count what is shown as unknown; nobody at this computer can mend it, so it is no failure."""
    try:
        words = unknown_words(parts.store) if parts.has_store() else ()
    except KNOWN:
        return
    told = ", ".join(f"{one.connection} says {one.word!r} ({one.times})" for one in words[:WORDS])
    message = f"{len(words)} words for the state of a parcel are not known"
    yield Check("unknown words", ok=True, message=f"{message}: {told}" if words else message)


def _forecasts(parts: Parts) -> Iterator[Check]:
    """Say how well forecasts came true; they mend themselves, so it is no failure."""
    if not parts.has_store():
        return
    try:
        found = StoredJourneys(parts.store).calibration()
    except KNOWN:
        return
    yield Check("forecasts", ok=True, message=how_true(found))
