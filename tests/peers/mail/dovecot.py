"""Dovecot on loopback: IMAP with folders for what was sent, LMTP for what arrives."""

import os
import pwd
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.peers.mail.certificate import make_certificate
from tests.peers.mail.greeting import greets
from tests.peers.processes import kept, wait_for

OWNER = "mail"
CONFIG = """\
base_dir = {d}/run
state_dir = {d}/state
log_path = {d}/dovecot.log
protocols = imap lmtp
listen = 127.0.0.1
ssl = yes
ssl_cert = <{d}/server.crt
ssl_key = <{d}/server.key
disable_plaintext_auth = no
auth_mechanisms = plain login xoauth2 oauthbearer
auth_failure_delay = 0
default_internal_user = dovecot
default_login_user = dovenull
mail_location = maildir:{d}/mail/%u
mail_uid = {uid}
mail_gid = {gid}
mail_max_userip_connections = 100
maildir_very_dirty_syncs = yes
first_valid_uid = 0
first_valid_gid = 0
namespace inbox {{
  inbox = yes
  mailbox Sent {{
    auto = create
    special_use = \\Sent
  }}
}}
passdb {{
  driver = oauth2
  mechanisms = xoauth2 oauthbearer
  args = {d}/tokens.conf
}}
passdb {{
  driver = static
  mechanisms = plain login
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={d}/home/%u allow_all_users=yes
}}
service imap-login {{
  inet_listener imap {{
    address = 127.0.0.1
    port = {imap}
  }}
  inet_listener imaps {{
    address = 127.0.0.1
    port = {imaps}
    ssl = yes
  }}
}}
service lmtp {{
  inet_listener lmtp {{
    address = 127.0.0.1
    port = {lmtp}
  }}
}}
service stats {{
  chroot =
}}
service anvil {{
  chroot =
}}
"""
TOKENS = """\
introspection_mode = auth
introspection_url = {introspection}
username_attribute = email
active_attribute = active
active_value = true
"""


@contextmanager
def dovecot(root: Path, ports: dict[str, int], told: dict[str, str]) -> Iterator[None]:
    """Run it for the time of the block; everybody has a mailbox and the same password."""
    owner = pwd.getpwnam(OWNER)
    for name in ("run", "state", "mail", "home"):
        (root / name).mkdir()
    for name in ("mail", "home"):
        os.chown(root / name, owner.pw_uid, owner.pw_gid)
    make_certificate(root)
    values = {"d": str(root), "uid": owner.pw_uid, "gid": owner.pw_gid, **ports, **told}
    (root / "tokens.conf").write_text(TOKENS.format(**values), encoding="utf-8")
    (root / "dovecot.conf").write_text(CONFIG.format(**values), encoding="utf-8")
    log = root / "dovecot.out"
    with kept(["dovecot", "-F", "-c", root / "dovecot.conf"], log) as process:
        for name in ("imap", "lmtp"):
            wait_for(process, lambda name=name: greets(ports[name]), log, 20)
        yield
