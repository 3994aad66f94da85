"""Whether another program's packages are in the way of care's own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from importlib import metadata

from care_tui.cli.doctor_checks.check import DoctorCheck

OURS = "care-tui"
PACKAGES = ("care_tui", "screens", "store")
"""What care installs at the top; two have names that others may use too."""


def shared_packages(
    owners: Mapping[str, Sequence[str]] | None = None,
) -> Iterator[DoctorCheck]:
    """A failed check for each of care's packages that somebody else installed here too.

    ``owners`` names who installed each package of this environment; by default it is asked.
    """
    found = metadata.packages_distributions() if owners is None else owners
    for package in PACKAGES:
        others = sorted(set(found.get(package, ())) - {OURS})
        if others:
            yield DoctorCheck(
                "packages",
                f"{' and '.join(others)} has a package “{package}” too, and one hides the other."
                " Install care in an environment of its own, with pipx or uv tool.",
                ok=False,
            )
