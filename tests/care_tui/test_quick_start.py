"""What a start leaves out, and that everything is there again afterwards."""

from __future__ import annotations

import subprocess
import sys

import pytest

WITHOUT_OPENSSL = """
import sys
from care_tui.quick_start import import_without_openssl
import_without_openssl()
assert "asyncio" in sys.modules and "_ssl" not in sys.modules and "_hashlib" not in sys.modules
import hashlib
assert hashlib.sha256(b"care").hexdigest().startswith("f9ed2b54")
import ssl
assert ssl.OPENSSL_VERSION and sys.modules["ssl"] is ssl
async def go(): return 7
import asyncio
print(asyncio.run(go()))
"""
AFTER_OTHERS = """
import asyncio, ssl, hashlib, _hashlib
from care_tui.quick_start import import_without_openssl
import_without_openssl()
import sys
assert sys.modules["ssl"] is ssl
print(asyncio.sslproto.ssl is ssl and sys.modules['_hashlib'] is _hashlib)
"""
GARBAGE = """
import gc
usual = gc.get_threshold()
from care_tui.quick_start import look_as_usual, look_rarely
look_rarely()
assert gc.get_threshold()[0] > 100 * usual[0]
gc.disable()
look_as_usual()
assert gc.get_freeze_count() > 1000
print(gc.isenabled(), gc.get_threshold() == usual)
"""
PROMPTLY = """
import os
from care_tui.quick_start import paint_promptly
os.environ.pop("TEXTUAL_FPS", None)
paint_promptly()
from textual.screen import UPDATE_PERIOD
print(UPDATE_PERIOD < 0.005)
"""


@pytest.mark.parametrize(
    ("code", "said"),
    [(WITHOUT_OPENSSL, "7"), (AFTER_OTHERS, "True"), (GARBAGE, "True True"), (PROMPTLY, "True")],
    ids=["without OpenSSL", "after others", "garbage", "promptly"],
)
def test_in_a_process_of_its_own(code: str, said: str) -> None:
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert ran.stderr == ""
    assert ran.stdout.strip() == said
