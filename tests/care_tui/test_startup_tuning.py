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
import os, sys
from care_tui.startup_tuning import paint_promptly
os.environ.pop("TEXTUAL_FPS", None)
paint_promptly()
from textual.screen import UPDATE_PERIOD
print(UPDATE_PERIOD < 0.005, sys.getswitchinterval() < 0.002)
"""
PUT_OFF = """
import sys
from care_tui.startup_tuning import put_off_asyncio
put_off_asyncio()
import sqlalchemy.orm, sqlalchemy.dialects.sqlite
assert not {"asyncio.base_events", "ssl", "socket"} & set(sys.modules)
import asyncio
async def main():
    await asyncio.sleep(0)
    return asyncio.current_task() is not None
coroutine = main()
assert asyncio.iscoroutine(coroutine) and not asyncio.iscoroutine(main)
print(asyncio.run(coroutine), type(asyncio).__name__, hasattr(asyncio, "no_such"))
"""


METADATA = """
import sys
from care_tui.startup_tuning import put_off_metadata
put_off_metadata()
import sqlalchemy.orm, sqlalchemy.dialects.sqlite
assert not {"importlib.metadata._meta", "email", "zipfile"} & set(sys.modules)
from importlib import metadata
import importlib.metadata
assert metadata is importlib.metadata
assert any(each.name == "click" for each in metadata.distributions())
print(bool(metadata.version("sqlalchemy")), type(metadata).__name__, hasattr(metadata, "no_such"))
"""


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (GARBAGE, "True True"),
        (PROMPTLY, "True True"),
        (PUT_OFF, "True module False"),
        (METADATA, "True module False"),
    ],
    ids=["garbage", "promptly", "put-off", "metadata"],
)
def test_in_a_process_of_its_own(code: str, said: str) -> None:
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert ran.stderr == ""
    assert ran.stdout.strip() == said
