"""Postfix on loopback: takes mails, delivers to Dovecot, bounces what it cannot; nothing leaves."""

import os
import pwd
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.peers.mail.greeting import greets
from tests.peers.processes import kept, wait_for

OWNER = "postfix"
MAIN = """\
compatibility_level = 3.6
queue_directory = {d}/spool
data_directory = {d}/data
command_directory = /usr/sbin
daemon_directory = /usr/lib/postfix/sbin
mail_owner = postfix
setgid_group = postdrop
maillog_file = {d}/maillog
maillog_file_prefixes = {d}
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
myhostname = mail.test.invalid
mydestination =
mynetworks = 127.0.0.0/8
virtual_mailbox_domains = shop.test, customer.test
virtual_mailbox_maps = static:x
transport_maps = regexp:{d}/etc/lost
virtual_transport = lmtp:inet:127.0.0.1:{lmtp}
default_transport = error:5.4.4 no route outside loopback
relay_transport = error:5.4.4 no route outside loopback
relayhost =
smtpd_relay_restrictions = permit_mynetworks, reject
smtpd_recipient_restrictions = permit_mynetworks, reject
smtpd_reject_unlisted_recipient = no
alias_maps =
local_transport = error:no local
disable_dns_lookups = yes
smtp_dns_support_level = disabled
biff = no
notify_classes =
"""
MASTER = """\
127.0.0.1:{smtp} inet n - n - - smtpd
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
error unix - - n - - error
retry unix - - n - - error
discard unix - - n - - discard
lmtp unix - - n - - lmtp
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
tlsmgr unix - - n 1000? 1 tlsmgr
postlog unix-dgram n - n - 1 postlogd
"""


LOST = "/^nobody@/ error:5.1.1 no such user\n"
"""Everybody has a mailbox but `nobody`."""


@contextmanager
def postfix(root: Path, smtp: int, lmtp: int) -> Iterator[None]:
    """Run it for the time of the block; everybody but `nobody` can be written to."""
    folder = root / "postfix"
    for name in ("etc", "spool", "data"):
        (folder / name).mkdir(parents=True)
    owner = pwd.getpwnam(OWNER)
    os.chown(folder / "data", owner.pw_uid, owner.pw_gid)
    (folder / "data").chmod(0o700)
    config = {"main.cf": MAIN.format(d=folder, lmtp=lmtp), "master.cf": MASTER.format(smtp=smtp)}
    for name, text in (config | {"lost": LOST}).items():
        (folder / "etc" / name).write_text(text, encoding="utf-8")
    log = folder / "out"
    with kept(["postfix", "-c", folder / "etc", "start-fg"], log) as process:
        wait_for(process, lambda: greets(smtp), log, 20)
        yield
