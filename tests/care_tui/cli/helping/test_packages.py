"""Another program's packages with care's names are told, and who brought them."""

from __future__ import annotations

from importlib import metadata
from pathlib import Path

import pytest

from care_tui.cli.doctor_checks.packages import shared_packages


def installed(folder: Path, name: str, **lists: str) -> metadata.Distribution:
    """A distribution as installers leave it: its name, and its lists of files."""
    place = folder / f"{name}-1.0.dist-info"
    place.mkdir()
    (place / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
    for file, text in lists.items():
        (place / file).write_text(text)
    return metadata.Distribution.at(place)


def test_alone_here_it_says_nothing(tmp_path: Path) -> None:
    assert list(shared_packages()) == []
    ours = installed(tmp_path, "care-tui", RECORD="store/a.py,,\nscreens/b.py,,\n")
    other = installed(tmp_path, "shop", RECORD="shop/store/a.py,,\nrestore.py,,\n")
    assert list(shared_packages([ours, other])) == []


@pytest.mark.parametrize(
    "lists",
    [
        {"RECORD": "shop.py,,\nstore/__init__.py,,\n"},
        {"RECORD": "store.py,sha256=x,1\n"},
        {"top_level.txt": "shop\nstore\n"},
    ],
)
def test_another_with_a_package_of_the_same_name_is_told(
    tmp_path: Path, lists: dict[str, str]
) -> None:
    ours = installed(tmp_path, "care-tui", RECORD="store/a.py,,\nscreens/b.py,,\n")
    (check,) = shared_packages([ours, installed(tmp_path, "shop", **lists)])
    assert not check.ok
    assert "shop has a package “store” too" in check.sentence
