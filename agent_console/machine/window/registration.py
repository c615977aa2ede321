"""Tells the desktop who opens `tel:` and `agentconsole:` addresses: an entry, and a line for each.

What the files of the desktop say of other programs is left as it is.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

ENTRY = "agent-console.desktop"
SCHEMES = ("x-scheme-handler/agentconsole", "x-scheme-handler/tel")
SECTION = "[Default Applications]"
RESERVED = frozenset(" \t\n\"'\\><~|&;$*?#()`")
"""Characters for which the desktop wants an argument in quotes."""


def register(command: Sequence[str], environment: Mapping[str, str]) -> Sequence[Path]:
    """Have the desktop hand addresses to a command; return the files that were written."""
    entry, defaults = _places(environment)
    entry.parent.mkdir(parents=True, exist_ok=True)
    entry.write_text(_entry(command), encoding="utf-8")
    defaults.parent.mkdir(parents=True, exist_ok=True)
    defaults.write_text(_with_ours(_lines(defaults)), encoding="utf-8")
    return entry, defaults


def unregister(environment: Mapping[str, str]) -> Sequence[Path]:
    """Take that back; return the files that were changed."""
    entry, defaults = _places(environment)
    found = [one for one in (entry, defaults) if one.exists()]
    entry.unlink(missing_ok=True)
    if defaults.exists():
        kept = [line for line in _lines(defaults) if not _is_ours(line)]
        defaults.write_text("".join(f"{line}\n" for line in kept), encoding="utf-8")
    return found


def _places(environment: Mapping[str, str]) -> tuple[Path, Path]:
    home = Path(environment.get("HOME") or Path.home())
    data = Path(environment.get("XDG_DATA_HOME") or home / ".local/share")
    config = Path(environment.get("XDG_CONFIG_HOME") or home / ".config")
    return data / "applications" / ENTRY, config / "mimeapps.list"


def _entry(command: Sequence[str]) -> str:
    told = " ".join(map(_quoted, command))
    return (
        "[Desktop Entry]\n"
        "Type=Application\n"
        "Name=Agent Console\n"
        "Comment=Everything between an order and the door\n"
        f"Exec={told} open %u\n"
        "Terminal=false\n"
        "Categories=Office;\n"
        f"MimeType={';'.join(SCHEMES)};\n"
    )


def _quoted(argument: str) -> str:
    """Write an argument as a desktop entry wants it: escaped as a string, then quoted."""
    plain = argument.replace("%", "%%")
    if plain and not RESERVED & set(plain):
        return plain
    for sign in ("\\", '"', "`", "$"):
        plain = plain.replace(sign, f"\\{sign}")
    return '"' + plain.replace("\\", "\\\\") + '"'


def _lines(file: Path) -> list[str]:
    return file.read_text(encoding="utf-8").splitlines() if file.exists() else []


def _is_ours(line: str) -> bool:
    scheme, _, entries = line.partition("=")
    return scheme.strip() in SCHEMES and ENTRY in entries


def _with_ours(lines: Sequence[str]) -> str:
    """Put our lines first under the default applications, in place of those of the schemes."""
    ours = [f"{scheme}={ENTRY}" for scheme in SCHEMES]
    kept, section = list[str](), ""
    for line in lines:
        section = line.strip() if line.startswith("[") else section
        if section == SECTION and line.partition("=")[0].strip() in SCHEMES:
            continue
        kept.append(line)
    if SECTION not in kept:
        kept += [*([""] if kept else []), SECTION]
    at = kept.index(SECTION) + 1
    return "".join(f"{line}\n" for line in [*kept[:at], *ours, *kept[at:]])
