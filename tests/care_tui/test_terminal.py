"""Whether a terminal can show the app."""

from __future__ import annotations

import io

import pytest

from care_tui.terminal import needs_ascii, why_not


class Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_without_a_terminal_it_says_so():
    assert "needs a terminal" in why_not(io.StringIO(), Screen(), {"TERM": "xterm"})
    assert "needs a terminal" in why_not(Screen(), io.StringIO(), {"TERM": "xterm"})
    assert "needs a terminal" in why_not(None, None, {"TERM": "xterm"})


@pytest.mark.parametrize("environment", [{"TERM": "dumb"}, {}])
def test_a_terminal_that_cannot_draw_is_refused(environment):
    assert "cannot draw" in why_not(Screen(), Screen(), environment)


def test_a_real_terminal_is_fine():
    assert why_not(Screen(), Screen(), {"TERM": "xterm-256color"}) is None


@pytest.mark.parametrize(
    ("environment", "ascii"),
    [
        ({"LC_ALL": "C"}, True),
        ({"LC_ALL": "C", "LANG": "de_DE.UTF-8"}, True),
        ({"LANG": "de_DE.UTF-8"}, False),
        ({"LC_CTYPE": "C.utf8"}, False),
        ({"LANG": "de_DE.ISO-8859-1"}, True),
    ],
)
def test_ascii_is_for_what_is_not_utf_8(environment, ascii):
    assert needs_ascii(environment) is ascii
