"""The commands of docs/hosting.md, as they are written there."""

from __future__ import annotations

import contextlib
import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

from care_tui.settings import load_settings
from tests.care_tui.host.conftest import Client, wait_until
from tests.certificates import certify
from tests.clusters import Cluster, free_port
from tests.pages.blocks import ROOT, blocks_of, shell_blocks
from tests.pages.machine import Machine

PAGE = "hosting.md"
SERVICE = "As a service"
SAME, OTHER = "With PostgreSQL on the same machine", "With PostgreSQL on another machine"
SSH = "The same through OpenSSH"
SSHD = shutil.which("sshd", path="/usr/sbin:/usr/local/sbin")


def test_a_team_is_hosted_and_people_are_let_in(machine: Machine) -> None:
    key = machine.home / "dana"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(key)], check=True)
    told = subprocess.run(["ssh-keygen", "-lf", f"{key}.pub"], capture_output=True, text=True)
    machine.replaced["SHA256:Ab3"] = told.stdout.split()[1][:20]
    certify("care.example.org", machine.home / "full.pem", machine.home / "key.pem")
    start = next(block for block in blocks_of(PAGE) if block.language == "sh")
    said = machine.run(start.text)
    assert said.count("Host key: SHA256:") == 2
    invited, keys = shell_blocks(PAGE, "Letting people in")
    said = machine.run(invited)
    assert re.search(r"ssh -p \d+ join@care\.example\.org\s+Invite code: \w{5}-", said)
    assert "Host key: SHA256:" in said
    said = machine.run(keys)
    assert "Dana logs in with SHA256:" in said and "cannot log in with SHA256:" in said
    for block in shell_blocks(PAGE, "In a browser"):
        said = machine.run(block)
        assert "In a browser: http" in said
    assert all(note.startswith("pip install") for note in machine.noted)


def test_the_extras_that_are_installed_are_there() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    for page in (PAGE, "scaling.md", "upgrading.md"):
        text = (ROOT / "docs" / page).read_text("utf-8")
        for named in re.findall(r"pip install [^\n`]*?\[([\w,]+)\]", text):
            assert set(named.split(",")) <= project["optional-dependencies"].keys()


def test_places_for_summaries_are_read_as_they_are_written(tmp_path: Path) -> None:
    (text,) = [block.text for block in blocks_of(PAGE) if block.language == "toml"]
    file = tmp_path / "config.toml"
    file.write_text(text)
    file.chmod(0o600)
    settings = load_settings(file)
    assert (settings.problems, len(settings.share), len(settings.host_share)) == ((), 2, 2)


def unit() -> str:
    (text,) = [block.text for block in blocks_of(PAGE) if block.language == "ini"]
    return text


def test_a_service_is_made_by_hand_and_by_the_unit(machine: Machine) -> None:
    made, started = shell_blocks(PAGE, SERVICE)
    assert "venv" in made
    assert "Made the team Acme" in machine.run(made.replace("sudo python3 -m venv", "true"))
    home = machine.root / "var" / "lib" / "care"
    assert (home / ".local/share/care/workspace.db").exists()
    # What the unit starts, in the unit's environment: the invite finds its host key.
    start = re.search(r"ExecStart=(.*)", unit())
    home_of_unit = re.search(r"Environment=HOME=(.*)", unit())
    assert start and home_of_unit
    machine.run(f"HOME={home_of_unit[1]} {start[1]}")
    said = machine.run(started)
    assert "Host key: SHA256:" in said
    assert "systemctl enable --now care" in machine.noted


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="needs systemd-analyze")
def test_systemd_takes_the_unit(machine: Machine) -> None:
    machine.run("care --version")
    assert machine.verify_unit(unit()) == ""
    assert "Restrt" in machine.verify_unit(unit().replace("Restart=", "Restrt="))


def test_a_service_goes_on_in_a_database_on_the_same_machine(
    database_machine: Machine, cluster: Cluster
) -> None:
    made, started = shell_blocks(PAGE, SERVICE)
    database_machine.run(made.replace("sudo python3 -m venv", "true"))
    (block,) = shell_blocks(PAGE, SAME)
    said = database_machine.run(block)
    assert "Copied" in said
    assert cluster.run("SELECT name FROM team", database="care") == ["Acme"]
    said = database_machine.run(started)
    assert "workspace   postgresql:///care" in said and "stays on this machine" in said


def test_a_service_goes_on_in_a_database_on_another_machine(
    database_machine: Machine, cluster: Cluster
) -> None:
    made, _ = shell_blocks(PAGE, SERVICE)
    database_machine.run(made.replace("sudo python3 -m venv", "true"))
    machine_of_database, _ = shell_blocks("scaling.md", "3. One PostgreSQL server")
    database_machine.run(machine_of_database)
    (block,) = shell_blocks(PAGE, OTHER)
    configured, doctor = block.rsplit("\n", 2)[:2]
    database_machine.run(configured)
    # A workspace is in it before the doctor looks.
    database_machine.run("sudo -Hu care /opt/care/bin/care init --team Acme")
    said = database_machine.run(doctor)
    assert "the server's certificate is checked" in said
    assert re.search(r"ok +password +\S+/var/lib/care/\.pgpass is yours alone", said)


@pytest.mark.skipif(SSHD is None, reason="needs sshd, to try the forced command")
def test_a_forced_command_opens_the_app_for_its_member(machine: Machine, tmp_path: Path) -> None:
    assert SSHD is not None
    (block,) = shell_blocks(PAGE, SSH)
    machine.run(block)
    (written,) = [
        each.text for each in blocks_of(PAGE) if each.heading == SSH and not each.language
    ]
    keys = tmp_path / "keys"
    keys.mkdir()
    for name in ("host", "dana"):
        words = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(keys / name)]
        subprocess.run(words, check=True)
    home = tmp_path / "home" / "care-ssh"
    authorized = home / ".ssh" / "authorized_keys"
    assert authorized.stat().st_mode & 0o777 == 0o600
    public = (keys / "dana.pub").read_text().split()[1]
    line = machine.placed(written).replace("AAAA…", public)
    # The account of its own has this home; here it is the test's.
    line = line.replace('command="', f'command="HOME={home} PYTHONPATH={ROOT} ')
    authorized.write_text(line)
    port = free_port()
    if Path("/run").exists() and not Path("/run/sshd").exists():
        with contextlib.suppress(PermissionError):  # Only who is root needs it.
            Path("/run/sshd").mkdir(mode=0o755)
    options = ["StrictModes=no", "UsePAM=no", "PidFile=none", "AcceptEnv=LANG"]
    options += [f"AuthorizedKeysFile={authorized}", "ListenAddress=127.0.0.1"]
    said = [word for option in options for word in ("-o", option)]
    command = [SSHD, "-D", "-e", "-f", "/dev/null", "-p", str(port), "-h", str(keys / "host")]
    with (tmp_path / "sshd.log").open("wb") as log:
        server = subprocess.Popen([*command, *said], stderr=log, stdin=subprocess.DEVNULL)
    try:
        wait_until(lambda: "listening" in (tmp_path / "sshd.log").read_text())
        options = ["UserKnownHostsFile=/dev/null", "StrictHostKeyChecking=no", "LogLevel=ERROR"]
        options += [f"IdentityFile={keys / 'dana'}", "IdentitiesOnly=yes", "IdentityAgent=none"]
        words = [word for option in options for word in ("-o", option)]
        ssh = ["ssh", "-F", "none", *words, "-p", str(port), "127.0.0.1"]
        environment = {"TERM": "xterm-256color", "LANG": "C.UTF-8", "HOME": str(home)}
        environment["PATH"] = "/usr/local/bin:/usr/bin:/bin"
        client = Client([*ssh, "/bin/sh"], (100, 30), environment)
        client.process.terminate()
        client.ended()
        client.close()
        client = Client(["ssh", "-tt", *ssh[1:], "/bin/sh"], (100, 30), environment)
        client.wait_for("● Dana")
        client.wait_for("Acme")
        client.type("q")
        assert client.ended() == 0
        client.close()
    finally:
        server.terminate()
        server.wait()
