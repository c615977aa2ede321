"""Labels as files for people and printers: each named by its key, readable by its owner alone."""

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from agent_console.domain.acting.label import LabelFile, LabelFormat

PRIVATE_FOLDER, PRIVATE_FILE = 0o700, 0o600
NO_LINK = getattr(os, "O_NOFOLLOW", 0)


@dataclass(frozen=True, slots=True)
class LabelFolder:
    """A folder of labels; keys are ours, so no name leads elsewhere."""

    folder: Path

    def put(self, key: str, file: LabelFile) -> Path:
        """Write a label in place of what lies there under its key, and return where it lies."""
        if not key.isalnum():
            raise ValueError(f"{key!r} is no key of ours")
        self.folder.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
        path = self.folder / f"{key}.{file.format}"
        with suppress(OSError):
            if not path.is_symlink() and path.read_bytes() == file.content:
                return path
        path.unlink(missing_ok=True)
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | NO_LINK
        with os.fdopen(os.open(path, flags, PRIVATE_FILE), "wb") as written:
            written.write(file.content)
        return path

    def remove(self, key: str) -> None:
        """Take a label away, in whatever format it lies there."""
        for ending in LabelFormat if key.isalnum() else ():
            (self.folder / f"{key}.{ending}").unlink(missing_ok=True)
