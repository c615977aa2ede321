"""How the store can refuse to open.

StoreError
├── StoreMissing    there is none yet
├── StoreCorrupt    it cannot be read, or not wholly
├── StoreNewer      a newer version of this program made it
├── StoreBusy       another process holds it
├── StoreFull       the disk takes no more
└── WrongKey        it is locked with another key
"""


class StoreError(Exception):
    """The store cannot be used; the message says what to do."""


class StoreMissing(StoreError):
    """There is no store yet."""


class StoreCorrupt(StoreError):
    """The file cannot be read."""


class StoreNewer(StoreError):
    """The store was made by a newer version."""


class StoreBusy(StoreError):
    """Somebody else holds the store."""


class StoreFull(StoreError):
    """The disk is full, or the file may not be written."""


class WrongKey(StoreError):
    """The key does not open the store."""
