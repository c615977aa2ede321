"""The note beside a store that tells by which key it is locked, without telling the key."""

import json
import os
import secrets
from hashlib import blake2b
from pathlib import Path

from agent_console.storage.failures import StoreCorrupt, WrongKey

SIDE_FILE = "store.json"
SALT_BYTES = 16


def check_key(home: Path, key: str) -> None:
    """Raise WrongKey when the store of a home was made with another key, without opening it."""
    note = _read(home / SIDE_FILE)
    if note and note["check"] != _check(key, note["salt"]):
        raise WrongKey(
            "This key does not open the store. It was made with another one, which came from "
            f"{note.get('key_from') or 'an unknown place'} then; give that one, "
            "or restore a backup."
        )


def remember_key(home: Path, key: str, key_from: str = "") -> None:
    """Write the note, whole or not at all, so that a wrong key is told from damage."""
    salt = secrets.token_hex(SALT_BYTES)
    note = {"salt": salt, "check": _check(key, salt), "key_from": key_from}
    fresh = home / f"{SIDE_FILE}.{os.getpid()}"
    fresh.write_text(json.dumps(note), encoding="utf-8")
    fresh.chmod(0o600)
    fresh.replace(home / SIDE_FILE)


def _check(key: str, salt: str) -> str:
    return blake2b(bytes.fromhex(key), salt=bytes.fromhex(salt), digest_size=16).hexdigest()


def _read(path: Path) -> dict[str, str]:
    try:
        note = json.loads(path.read_text(encoding="utf-8"))
        if len(bytes.fromhex(note["salt"])) == SALT_BYTES and isinstance(note["check"], str):
            return dict(note)
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        pass
    raise StoreCorrupt(
        f"{path} is damaged. Move it away: the store is then opened with the key alone."
    )
