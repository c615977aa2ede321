# Sourced by run, verify and lock: makes .venv from the lock files. All it says goes to stderr.
# A machine that is ready already is recognised by a marker in .venv, in a few milliseconds.

root=$(dirname "$(dirname "$(realpath "${BASH_SOURCE[0]}")")")
venv=$root/.venv
python=$venv/bin/python
uv=$venv/tools/bin/uv

# Without these libraries Qt does not even load.
required_packages=(libegl1 libgl1 libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-image0
  libxcb-render-util0 libxcb-shape0 libxcb-randr0 libxcb-xkb1 libdbus-1-3 libfontconfig1 libfreetype6 libglib2.0-0)
optional_packages=(fonts-inter fonts-dejavu-core fonts-droid-fallback)
peer_packages=(postgresql-15 gnome-keyring dbus libsecret-tools xvfb openbox xdotool at-spi2-core gir1.2-atspi-2.0
  python3-gi imagemagick dovecot-imapd dovecot-lmtpd postfix cups-daemon cups-client printer-driver-cups-pdf
  xdg-utils desktop-file-utils)

say() { printf '%s\n' "$*" >&2; }

missing_of() { # PACKAGE… → those that are not installed (newer Debians add t64 to some names)
  command -v dpkg-query >/dev/null || return 0
  local installed name
  installed=" $(dpkg-query -W -f '${db:Status-Status}:${Package} ' "$@" "${@/%/t64}" 2>/dev/null || true)"
  for name; do
    [[ $installed == *" installed:$name "* || $installed == *" installed:${name}t64 "* ]] || echo "$name"
  done
}

apt_quietly() { # APT-GET ARGS…; what apt has to tell is shown only when it failed
  local log
  log=$(mktemp)
  if DEBIAN_FRONTEND=noninteractive apt-get -qq "$@" </dev/null >"$log" 2>&1 9<&-; then
    rm -f "$log"
    return 0
  fi
  cat "$log" >&2
  rm -f "$log"
  return 1
}

apt_install() { # PACKAGE…
  say "installing with apt: $*"
  if [ -z "${apt_updated:-}" ]; then
    apt_quietly update || say "apt-get update failed, going on with the lists at hand"
    apt_updated=yes
  fi
  # Left to themselves, Debian's packages start a database and mail servers for the whole machine.
  local no_cluster=/etc/postgresql-common/createcluster.d/agent-console.conf no_start=/usr/sbin/policy-rc.d result=0
  if [[ " $* " == *" postfix "* ]]; then
    echo 'postfix postfix/main_mailer_type select No configuration' | debconf-set-selections || true
  fi
  (
    made=()
    trap 'rm -f "${made[@]}"' EXIT
    if [[ " $* " == *" postgresql-15 "* ]]; then
      made+=("$no_cluster")
      mkdir -p "${no_cluster%/*}"
      echo 'create_main_cluster = false' >"$no_cluster"
    fi
    if [ ! -e "$no_start" ]; then
      made+=("$no_start")
      printf '#!/bin/sh\nexit 101\n' >"$no_start"
      chmod 755 "$no_start"
    fi
    apt_quietly install -y --no-install-recommends "$@"
  ) || result=$?
  local server
  for server in dovecot postfix cups; do
    [[ " $* " != *" $server"* ]] || systemctl -q disable "$server" >/dev/null 2>&1 || true
  done
  return "$result"
}

need_packages() { # installs what is missing, or says how to; stops when it cannot do without
  local required optional
  mapfile -t required < <(missing_of "${required_packages[@]}")
  mapfile -t optional < <(missing_of "${optional_packages[@]}")
  local missing=("${required[@]}" "${optional[@]}")
  [ ${#missing[@]} -gt 0 ] || return 0
  if [ "$(id -u)" = 0 ]; then
    apt_install "${missing[@]}" && return 0
    [ ${#required[@]} -gt 0 ] && apt_install "${required[@]}" && return 0
  elif [ -z "${ready:-}" ] || [ ${#required[@]} -gt 0 ]; then
    say "missing; to install: sudo apt-get install -y --no-install-recommends ${missing[*]}"
  fi
  [ ${#required[@]} -eq 0 ] || exit 1
}

host_python() { # → a Python that is new enough
  local name
  for name in python3.11 python3 python3.12 python3.13; do
    "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue
    command -v "$name"
    return
  done
  return 1
}

can_make_venv() {
  local host
  host=$(host_python) && "$host" -c 'import venv, ensurepip' 2>/dev/null
}

prepare_tools() { # .venv with pip and uv; made anew where the checkout was moved
  if [ -x "$python" ] && [ -x "$uv" ] && grep -qsF "$venv" "$venv/pyvenv.cfg"; then return 0; fi
  local host
  host=$(host_python) || { say "Python 3.11 or newer is needed"; exit 1; }
  say "making .venv with $("$host" -V)"
  "$host" -m venv --clear "$venv" >&2
  "$python" -m pip install -q --disable-pip-version-check --require-hashes --target "$venv/tools" \
    -r "$root/packaging/requirements-uv.lock" >&2 || say "uv is not to be had, going on with pip alone"
}

install_locked() { # LOCK; the lock of the tests holds everything, so what it lacks is taken away
  local verb=(install -r)
  [ "$1" = requirements.lock ] || verb=(sync)
  say "installing packaging/$1"
  VIRTUAL_ENV=$venv UV_PYTHON_DOWNLOADS=never "$uv" pip "${verb[@]}" "$root/packaging/$1" -q --python "$python" \
    --require-hashes >&2 && return 0
  say "uv did not manage, trying pip"
  "$python" -m pip install -q --disable-pip-version-check --require-hashes -r "$root/packaging/$1" >&2
}

link_project() { # the checkout itself is what is imported and started
  "$python" - "$root" "$venv/bin/agent-console" <<'PYTHON'
import sys, sysconfig
from pathlib import Path
root, script = sys.argv[1], Path(sys.argv[2])
Path(sysconfig.get_path("purelib"), "agent_console.pth").write_text(root + "\n")
script.write_text(f"#!{sys.executable} -P\nimport sys\nfrom agent_console.__main__ import main\nsys.exit(main())\n")
script.chmod(0o755)
PYTHON
}

bootstrap() { # LOCK
  local marker=$venv/ready-$1 stamp ready=
  stamp="$root $(cat "$root/packaging/$1" "$root/packaging/bootstrap.sh" | sha256sum)"
  if [ -x "$python" ] && [ "$(cat "$marker" 2>/dev/null)" = "$stamp" ]; then
    ready=yes
    need_packages
    return
  fi
  # Two at once would trip over each other; the second waits and finds all done.
  exec 9<"$root/packaging"
  flock 9
  can_make_venv || required_packages+=(python3 python3-venv)
  need_packages
  if [ ! -x "$python" ] || [ "$(cat "$marker" 2>/dev/null)" != "$stamp" ]; then
    prepare_tools
    install_locked "$1"
    link_project
    echo "$stamp" >"$marker"
  fi
  exec 9<&-
}
