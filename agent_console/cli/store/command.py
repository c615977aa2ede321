"""Backup, restore, and the doctor."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from agent_console.cli.command import FAILED, OK, Command, Console, Result


def _file(parser: ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", type=Path)


def _nothing(parser: ArgumentParser) -> None:
    """Doctor takes no arguments."""


def _backup(console: Console, arguments: Namespace) -> Result:
    size = console.upkeep().back_up(arguments.file)
    document = {"backup": {"file": str(arguments.file), "bytes": size}}
    return Result(document, [f"{arguments.file}: {size} bytes, locked with the store's own key"])


def _restore(console: Console, arguments: Namespace) -> Result:
    replaced = console.upkeep().restore(arguments.file)
    document = {"restored": {"file": str(arguments.file), "replaced": replaced and str(replaced)}}
    lines = [f"restored from {arguments.file}"]
    if replaced:
        lines.append(f"the store that was there is kept as {replaced}")
    return Result(document, lines)


def _doctor(console: Console, _arguments: Namespace) -> Result:
    checks = console.upkeep().checks()
    document = {
        "checks": [
            {"name": one.name, "ok": one.ok, "message": one.message, "fix": one.fix}
            for one in checks
        ]
    }
    lines = [
        f"{'ok  ' if one.ok else 'FAIL'} {one.name}: "
        + ". ".join(filter(None, (one.message, one.fix)))
        for one in checks
    ]
    return Result(document, lines, OK if all(one.ok for one in checks) else FAILED)


BACKUP = Command("backup", "write an encrypted copy of the store", _file, _backup)
RESTORE = Command("restore", "put a backup in place of the store", _file, _restore)
DOCTOR = Command("doctor", "look for what is wrong and say what to do", _nothing, _doctor)
