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
from care_tui.startup_tuning import put_off_in_commands
put_off_in_commands()
import sqlalchemy.orm, sqlalchemy.dialects.sqlite
assert not {"asyncio.base_events", "_ssl", "socket", "_colorize"} & set(sys.modules)
import asyncio
async def main():
    await asyncio.sleep(0)
    return asyncio.current_task() is not None
import traceback
assert "in main" not in traceback.format_exc() and "KeyError" in traceback.format_exception_only(KeyError(1))[0]
coroutine = main()
assert asyncio.iscoroutine(coroutine) and not asyncio.iscoroutine(main)
print(asyncio.run(coroutine), type(asyncio).__name__, hasattr(asyncio, "no_such"))
"""


METADATA = """
import sys
from care_tui.startup_tuning import put_off_unused
put_off_unused()
import sqlalchemy.orm, sqlalchemy.dialects.sqlite
assert not {"importlib.metadata._meta", "email", "zipfile"} & set(sys.modules)
from importlib import metadata
import importlib.metadata
assert metadata is importlib.metadata
assert any(each.name == "click" for each in metadata.distributions())
print(bool(metadata.version("sqlalchemy")), type(metadata).__name__, hasattr(metadata, "no_such"))
"""
OPENSSL = """
import sys
from care_tui.startup_tuning import put_off_unused
put_off_unused()
import care_tui.app, sqlalchemy.orm, sqlalchemy.dialects.sqlite, store.workspace.workspace
assert not {"_ssl", "_hashlib", "sqlalchemy.connectors.asyncio"} & set(sys.modules)
import asyncio, hashlib, ssl
from asyncio import sslproto
assert asyncio.sslproto is sslproto and issubclass(sslproto.SSLAgainErrors[0], ssl.SSLError)
assert hashlib.sha256(b"care").hexdigest().startswith("f9ed")
from sqlalchemy import create_engine
try:
    create_engine("sqlite+aiosqlite://")
except ModuleNotFoundError as error:
    print(error.name, type(ssl).__name__, type(hashlib).__name__, hasattr(ssl, "no_such"))
"""
WITHOUT_TLS = """
import sys
sys.modules["_ssl"] = None
from care_tui.startup_tuning import put_off_unused
put_off_unused()
from asyncio import base_events, sslproto
print(base_events.ssl, hasattr(sslproto, "SSLAgainErrors"))
"""
FAILS = """
import sys
from care_tui.startup_tuning import put_off_unused
put_off_unused()
import ssl
sys.modules["base64"] = None
try:
    ssl.SSLContext
except ImportError:
    del sys.modules["base64"]
    print(ssl.SSLContext.__name__)
"""


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (GARBAGE, "True True"),
        (PROMPTLY, "True True"),
        (PUT_OFF, "True module False"),
        (METADATA, "True module False"),
        (OPENSSL, "aiosqlite module module False"),
        (WITHOUT_TLS, "None False"),
        (FAILS, "SSLContext"),
    ],
    ids=["garbage", "promptly", "put-off", "metadata", "openssl", "without-tls", "fails"],
)
def test_in_a_process_of_its_own(code: str, said: str) -> None:
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert ran.stderr == ""
    assert ran.stdout.strip() == said
