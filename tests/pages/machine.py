"""An empty machine for the pages' commands: a folder in place of its root, and real programs.

What is written runs as it is written, but for the places: ``/etc``, ``/home``, ``/opt`` and ``/var``
are folders of the test's. Accounts, packages and services are not made: the programs that would
make them note what they were told. ``care host`` serves on a free loopback port, until it says
that it does.
"""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

from tests.care_tui.host.conftest import Client, wait_until
from tests.pages.blocks import ROOT

PASSWORD = "correct horse"
_PLACES = re.compile(r"(?<![\w.~/-])/(?=(?:etc|home|opt|var)/)")
_NOTED = ("apt-get", "useradd", "systemctl", "pip")
"""Programs that change the machine itself."""
_SUDO = """#!/bin/sh
user=root
while :; do
  case $1 in
    -Hu|-u) user=$2; shift 2 ;;
    -*) echo "sudo: $1 is not known to the test" >&2; exit 1 ;;
    *) break ;;
  esac
done
unset CARE_WORKSPACE CARE_MEMBER CARE_TEAM
case $user in
  postgres) export HOME={root}/var/lib/postgresql PGUSER=postgres PGHOST={socket}; unset PGHOSTADDR ;;
  care) export HOME={root}/var/lib/care PGUSER=care PGHOST={socket} ;;
  care-ssh) export HOME={root}/home/care-ssh ;;
esac
exec "$@"
"""
_NOTE = """#!/bin/sh
echo "$(basename "$0") $*" >> {root}/noted
[ "$(basename "$0") $*" = "systemctl restart postgresql" ] && exec {restart} > {root}/restarted 2>&1
exit 0
"""
_INSTALL = """#!/bin/bash
words=()
while [ $# -gt 0 ]; do
  case $1 in -o|-g) shift 2 ;; *) words+=("$1"); shift ;; esac
done
exec /usr/bin/install "${words[@]}"
"""
_CARE = """#!/bin/sh
exec {python} {file} "$@"
"""


class Machine:
    """Where a page's blocks run, one after the other, in what is one shell to them."""

    def __init__(self, root: Path, *, programs: str = "", socket: str = "", port: int = 0) -> None:
        """``programs`` is the folder of PostgreSQL's; ``socket`` and ``port`` its server's."""
        self.root = root
        self.replaced: dict[str, str] = {}
        self.restart = "true"
        """What restarts the database."""
        self._socket = socket
        person = root / "home" / "person"
        self.home = person
        for folder in ("bin", "opt/care/bin", "home/person", "var/lib/care", "etc/systemd/system"):
            (root / folder).mkdir(parents=True, exist_ok=True)
        self._environment = {
            "HOME": str(person),
            "LANG": "C.UTF-8",
            "TERM": "xterm-256color",
            "PATH": f"{root}/bin:{programs}:/usr/local/bin:/usr/bin:/bin",
            "PYTHONPATH": str(ROOT),
            "PGHOSTADDR": "127.0.0.1",
            "PGPORT": str(port),
        }
        self._state = root / "state.sh"
        self._state.write_text("")

    def _install_programs(self) -> None:
        written = {
            "sudo": _SUDO.format(root=self.root, socket=self._socket),
            "install": _INSTALL,
            "care": _CARE.format(python=sys.executable, file=Path(__file__).with_name("care.py")),
        }
        note = _NOTE.format(root=self.root, restart=self.restart)
        written |= dict.fromkeys(_NOTED, note)
        for name, text in written.items():
            for folder in ("bin", "opt/care/bin") if name in ("care", "pip") else ("bin",):
                file = self.root / folder / name
                file.write_text(text)
                file.chmod(0o755)

    @property
    def noted(self) -> list[str]:
        """What the programs were told that change the machine itself."""
        file = self.root / "noted"
        return file.read_text().splitlines() if file.exists() else []

    def placed(self, text: str) -> str:
        """``text`` with its places in this folder."""
        for written, here in self.replaced.items():
            text = text.replace(written, here)
        return _PLACES.sub(f"{self.root}/", text)

    def run(self, block: str) -> str:
        """Run a block in the person's home; what it said. Fails where one command does."""
        self._install_programs()
        script = self.root / "script.sh"
        script.write_text(
            f"cd; set -e -o pipefail; . {shlex.quote(str(self._state))}\n"
            f"trap 'echo \"FAILED: $BASH_COMMAND\"' ERR\n{self.placed(block)}\n"
            f"trap - ERR; export -p > {shlex.quote(str(self._state))}\n"
        )
        client = Client(["bash", str(script)], (200, 50), self._environment)
        answered = 0
        try:

            def ended() -> bool:
                nonlocal answered
                client.pump()
                asked = len(re.findall(rb"(?:again|role|[Pp]assword)[^\n]{0,20}: ", client.bytes))
                while answered < asked:
                    client.type(f"{PASSWORD}\r")
                    answered += 1
                return client.process.poll() is not None

            wait_until(ended, "a block did not end")
            code = client.ended()
        finally:
            client.close()
        said = client.bytes.decode("utf-8", "replace")
        assert code == 0, f"{block}\n{said}"
        return said

    def verify_unit(self, text: str) -> str:
        """What systemd says against a unit; empty where it has nothing to say."""
        unit = self.root / "etc" / "systemd" / "system" / "care.service"
        unit.write_text(self.placed(text))
        checked = subprocess.run(
            ["systemd-analyze", "verify", "--man=no", "--recursive-errors=no", str(unit)],
            capture_output=True,
            text=True,
        )
        return checked.stdout + checked.stderr
