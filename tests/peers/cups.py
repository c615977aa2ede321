"""A print server of our own with one printer, which prints PDF files: CUPS and cups-pdf."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.peers.processes import kept, run_kept, wait_for

PROGRAM, PRINTER = "cupsd", "desk-4"
DRIVER = Path("/usr/share/ppd/cups-pdf/CUPS-PDF_opt.ppd")
URI = "cups-pdf:/agent-console"
"""Named so, cups-pdf finds no settings of the machine and takes its own."""
OUT = Path("/var/spool/cups-pdf")
END_OF_PDF = b"%%EOF"
"""Where cups-pdf leaves what it prints then."""
PATIENCE_S = 60.0

SERVER = """\
LogLevel warn
Listen {home}/socket
Browsing Off
DefaultAuthType None
WebInterface No
<Location />
  Allow all
</Location>
<Location /admin>
  Allow all
</Location>
<Policy default>
  <Limit All>
    Order deny,allow
    Allow all
  </Limit>
</Policy>
"""
FILES = """\
SystemGroup root
User lp
Group lp
ServerRoot {home}
RequestRoot {home}/spool
CacheDir {home}/cache
StateDir {home}/run
TempDir {home}/tmp
DataDir /usr/share/cups
ServerBin /usr/lib/cups
ErrorLog {home}/error_log
AccessLog {home}/access_log
PageLog {home}/page_log
Sandboxing relaxed
"""


def missing() -> str | None:
    """Say why no printer can be had, None where one can be."""
    if shutil.which(PROGRAM) is None or not DRIVER.exists():
        return "cups-daemon and printer-driver-cups-pdf are not installed"
    return None if os.geteuid() == 0 else "only root may start a print server"


@dataclass(frozen=True)
class Printer:
    """A printer that can be reached by those who have `env`."""

    env: dict[str, str]
    process: subprocess.Popen[bytes]
    log: Path

    def printed(self, title: str) -> Path:
        """Wait for the file of a job."""

        def look() -> Path | None:
            found = OUT.rglob(f"{title}*.pdf")
            whole = (one for one in found if one.read_bytes().rstrip().endswith(END_OF_PDF))
            return next(whole, None)

        return wait_for(self.process, look, self.log, PATIENCE_S)


@contextmanager
def printer() -> Iterator[Printer]:
    """Serve one printer; its folder has to be open to the user that CUPS prints as."""
    with TemporaryDirectory(prefix="cups-") as folder:
        home = Path(folder)
        home.chmod(0o711)
        for name in ("spool", "cache", "run", "tmp", "ppd", "ssl"):
            (home / name).mkdir()
        (home / "tmp").chmod(0o1777)
        (home / "cupsd.conf").write_text(SERVER.format(home=home), encoding="utf-8")
        (home / "cups-files.conf").write_text(FILES.format(home=home), encoding="utf-8")
        socket, log = home / "socket", home / "cups.out"
        command = [PROGRAM, "-f", "-c", home / "cupsd.conf", "-s", home / "cups-files.conf"]
        env = {**os.environ, "CUPS_SERVER": str(socket)}
        with kept(command, log) as process:
            wait_for(process, lambda: True if socket.exists() else None, log, PATIENCE_S)
            made = ("-p", PRINTER, "-E", "-v", URI, "-P", DRIVER)
            for words in (made, ("-d", PRINTER)):
                done = run_kept(["lpadmin", *words], env)
                assert done.returncode == 0, done.stderr
            yield Printer(env, process, log)
