"""``care`` as the pages' blocks run it: serving goes on until it says so, on a free loopback port."""

from __future__ import annotations

import os
import runpy
import sys
from pathlib import Path


def main(words: list[str]) -> int:
    """Run ``care`` with these words; its exit code."""
    care = [sys.executable, "-m", "care_tui"]
    settings = Path.home() / ".config" / "care" / "config.toml"
    places = [*words, os.environ.get("CARE_WORKSPACE", "")]
    if not any("db.example" in place for place in places) and not (
        settings.exists() and "db.example" in settings.read_text()
    ):
        # The database of this machine, through its socket.
        os.environ.pop("PGHOSTADDR", None)
    if "host" not in words[:1]:
        del sys.path[0]  # The folder of this file: `python -m` looks for nothing there.
        sys.argv[1:] = words
        runpy.run_module("care_tui", run_name="__main__", alter_sys=True)
        return 0
    import subprocess

    words = [
        word.replace("0.0.0.0:443", "127.0.0.1:0").replace("0.0.0.0", "127.0.0.1") for word in words
    ]
    words = [word.replace("127.0.0.1:8022", "127.0.0.1:0") for word in words]
    with subprocess.Popen(
        [*care, *words, "--port", "0"], stdout=subprocess.PIPE, text=True
    ) as host:
        assert host.stdout is not None
        line = host.stdout.readline()
        host.terminate()
        sys.stdout.write(line + host.stdout.read())
    return 0 if "Host key: SHA256:" in line and host.returncode == 0 else 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
