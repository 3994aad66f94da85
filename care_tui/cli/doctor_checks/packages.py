"""Whether another program's packages are in the way of care's own."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from importlib import metadata

from care_tui.cli.doctor_checks.check import DoctorCheck

OURS = "care-tui"
PACKAGES = ("care_tui", "screens", "store")
"""What care installs at the top; two have names that others may use too."""


_FILE_OF_ONE = re.compile(rf"^({'|'.join(PACKAGES)})(?:/|\.py,)", re.MULTILINE)
"""In an installer's list of files, a line of one of care's packages."""


def shared_packages(
    installed: Iterable[metadata.Distribution] | None = None,
) -> Iterator[DoctorCheck]:
    """A failed check for each of care's packages that somebody else installed here too.

    ``installed`` is by default what this environment holds.
    """
    owners = _owners(metadata.distributions() if installed is None else installed)
    for package in PACKAGES:
        others = sorted(owners[package] - {OURS})
        if others:
            yield DoctorCheck(
                "packages",
                f"{' and '.join(others)} has a package “{package}” too, and one hides the other."
                " Install care in an environment of its own, with pipx or uv tool.",
                ok=False,
            )


def _owners(installed: Iterable[metadata.Distribution]) -> dict[str, set[str]]:
    """Who installed each of care's packages, by the lists that installers leave.

    The lists are searched as text: to ask for the packages of everything that is installed
    reads each file's path, which takes a second.
    """
    owners: dict[str, set[str]] = defaultdict(set)
    for each in installed:
        named = set((each.read_text("top_level.txt") or "").split()).intersection(PACKAGES)
        for package in named.union(_FILE_OF_ONE.findall(each.read_text("RECORD") or "")):
            owners[package].add(each.metadata["Name"])
    return owners
