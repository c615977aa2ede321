"""Private folders of this computer, for the sockets of a running window."""

import errno
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
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    if folder.is_symlink():
        raise NotADirectoryError(errno.ENOTDIR, "is a link, not a folder", str(folder))
    # Somebody else's folder cannot be closed by us: that ends here.
    folder.chmod(0o700)
    return folder
