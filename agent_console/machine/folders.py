"""Private folders of this computer, for the sockets of a running window."""

import getpass
import os
import tempfile
from hashlib import blake2b
from pathlib import Path

MOST_PATH = 90
"""A Unix socket's path has room for little more than a hundred bytes, its name included."""


def runtime_folder(home: Path) -> Path:
    """Make and return a folder, closed to others, for the sockets of a home's window."""
    mark = blake2b(str(home.resolve()).encode(), digest_size=6).hexdigest()
    base = os.environ.get("XDG_RUNTIME_DIR")
    folder = Path(base) / f"agent-console-{mark}" if base else home.resolve() / "run"
    if len(str(folder)) > MOST_PATH:
        # Named after us and the home, so that whoever looks for its window looks here too.
        folder = Path(tempfile.gettempdir()) / f"agent-console-{getpass.getuser()}-{mark}"
    return folder if _is_closed(folder) else Path(tempfile.mkdtemp(prefix="agent-console-"))


def _is_closed(folder: Path) -> bool:
    """Make a folder and close it; False where it is somebody else's, or leads elsewhere."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if folder.is_symlink():
            return False
        folder.chmod(0o700)
    except (PermissionError, FileExistsError):
        return False
    return True
