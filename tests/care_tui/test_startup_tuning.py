"""What makes a start quick, in processes of their own."""

from __future__ import annotations

import subprocess
import sys

import pytest

GARBAGE = """
import gc
usual = gc.get_threshold()
from care_tui.startup_tuning import look_as_usual, look_rarely
look_rarely()
assert gc.get_threshold()[0] > 100 * usual[0]
gc.disable()
look_as_usual()
assert gc.get_freeze_count() > 1000
print(gc.isenabled(), gc.get_threshold() == usual)
"""
PROMPTLY = """
import os
from care_tui.startup_tuning import paint_promptly
os.environ.pop("TEXTUAL_FPS", None)
paint_promptly()
from textual.screen import UPDATE_PERIOD
print(UPDATE_PERIOD < 0.005)
"""


@pytest.mark.parametrize(
    ("code", "said"),
    [(GARBAGE, "True True"), (PROMPTLY, "True")],
    ids=["garbage", "promptly"],
)
def test_in_a_process_of_its_own(code: str, said: str) -> None:
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert ran.stderr == ""
    assert ran.stdout.strip() == said
