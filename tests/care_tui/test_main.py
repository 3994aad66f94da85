"""How the program ends."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from care_tui.__main__ import end_at_once


@pytest.fixture
def ended(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """The codes that the program was ended with, and what was promised for the end."""
    codes: list[object] = []
    monkeypatch.setattr("os._exit", codes.append)
    monkeypatch.setattr("atexit._run_exitfuncs", lambda: codes.append("promised"))
    return codes


def test_what_was_promised_is_done_before_the_end(ended: list[object]) -> None:
    end_at_once(3)
    assert ended == ["promised", 3]


def test_a_thread_at_work_is_waited_for(ended: list[object]) -> None:
    go_on = threading.Event()
    worker = threading.Thread(target=go_on.wait)
    worker.start()
    try:
        end_at_once(0)
    finally:
        go_on.set()
        worker.join()
    assert ended == []


def test_output_that_takes_no_more_is_left_to_python(
    ended: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    class Full:
        def flush(self) -> None:
            raise OSError("no room")

    monkeypatch.setattr(sys, "stdout", Full())
    end_at_once(0)
    assert ended == ["promised"]


@pytest.mark.parametrize(
    ("words", "code", "said"), [(["--version"], 0, "care "), (["nonsense"], 2, "")]
)
def test_output_and_exit_code_get_out_through_a_pipe(
    words: list[str], code: int, said: str, tmp_path: Path
) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "care_tui", *words],
        env={"HOME": str(tmp_path), "PATH": "", "LANG": "C.UTF-8"},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (ran.returncode, ran.stdout[: len(said)]) == (code, said)
    assert bool(ran.stderr) == bool(code)


def test_a_full_disk_is_no_success(tmp_path: Path) -> None:
    with Path("/dev/full").open("w") as full:
        ran = subprocess.run(
            [sys.executable, "-m", "care_tui", "--version"],
            env={"HOME": str(tmp_path), "PATH": "", "LANG": "C.UTF-8"},
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
            timeout=60,
        )
    assert ran.returncode != 0
