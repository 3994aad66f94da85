"""A document's app is left, whatever it shows first."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.handbook.shell_blocks import run

_AN_APP = r"""stty raw -echo
printf '\033[?1049h\033[1;1HC  A  R  E\033[36;4H{footer}'
head -c 1 | od -An -c
"""


@pytest.mark.parametrize("footer", ["? Help  q Quit", "esc Back  tab Next field"])
def test_an_app_is_left_once_it_is_painted(footer: str, tmp_path: Path) -> None:
    """In a dialog, too, which is there before anybody saw what is below it."""
    code, came = run(_AN_APP.format(footer=footer), tmp_path, "/usr/local/bin:/usr/bin:/bin")
    assert (code, came.split()[-1]) == (0, "021")
