"""The process that tests' programs are forked from: care is imported in it, nothing is open in it.

It is started with a socket. A message asks for a program, in the words that Python would take; with
it come the program's streams and a pipe, which is told the program's id and, at its end,
its exit code. It ends when the other end of the socket is closed.
"""

from __future__ import annotations

import contextlib
import fcntl
import gc
import importlib
import io
import json
import os
import pkgutil
import runpy
import select
import signal
import socket
import subprocess
import sys
import tempfile
import termios
import time
import traceback
from pathlib import Path
from typing import Any, NoReturn

from care_tui.host import fork_client
from care_tui.startup_tuning import paint_promptly


def main() -> None:
    """Fork what is asked for until nobody can ask any more."""
    import_care()
    running: dict[int, tuple[int, int]] = {}
    waiting = select.poll()
    with socket.socket(fileno=int(sys.argv[1])) as channel:
        waiting.register(channel, select.POLLIN)
        while True:
            for ready, _ in waiting.poll():
                if ready == channel.fileno():
                    data, came, _, _ = socket.recv_fds(channel, 1 << 18, 16)
                    if not data:
                        for pid, _ in running.values():
                            os.kill(pid, signal.SIGTERM)
                        return
                    *streams, report = came
                    pid = os.fork()
                    if pid == 0:
                        become(streams, **json.loads(data))
                    for each in streams:
                        os.close(each)
                    os.write(report, b"%d\n" % pid)
                    life = os.pidfd_open(pid)
                    running[life] = pid, report
                    waiting.register(life, select.POLLIN)
                else:
                    waiting.unregister(ready)
                    pid, report = running.pop(ready)
                    _, status = os.waitpid(pid, 0)
                    with contextlib.suppress(BrokenPipeError):  # Nobody asks how it ended.
                        os.write(report, b"%d\n" % os.waitstatus_to_exitcode(status))
                    os.close(report)
                    os.close(ready)


def import_care() -> None:
    """Import what a program may come to need, as the server of guests does."""
    gc.disable()
    paint_promptly()
    import care_tui
    from care_tui.host import fork_server

    fork_server.import_all()
    for module in pkgutil.walk_packages(care_tui.__path__, "care_tui."):
        if not module.name.endswith("__main__"):
            with contextlib.suppress(ImportError):  # Windows' own, or of an extra
                importlib.import_module(module.name)
    with contextlib.suppress(ImportError):
        importlib.import_module("apprise").Apprise().add("json://127.0.0.1")
    gc.collect()


def become(
    streams: list[int],
    numbers: list[int],
    words: list[str],
    variables: dict[str, str],
    folder: str,
    terminal: bool,
) -> NoReturn:
    """Be the program ``words`` in ``folder``; does not come back. Its open files are ``streams``,
    by these ``numbers``.

    With ``terminal``, its standard input is the terminal that it is governed by.
    """
    code = 1
    try:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        os.setsid()
        free = 1 + max(*streams, *numbers)
        for number, stream in zip(numbers, streams, strict=True):
            os.dup2(stream, free + number)
        for number in numbers:
            os.dup2(free + number, number)
        for number in {*range(3, free + max(numbers) + 1)}.difference(numbers):
            with contextlib.suppress(OSError):  # It is not open.
                os.close(number)
        os.closerange(free + max(numbers) + 1, 1024)
        if terminal:
            fcntl.ioctl(0, termios.TIOCSCTTY, 0)
        os.chdir(folder)
        os.environ.clear()
        os.environ.update(variables)
        time.tzset()
        tempfile.tempdir = None  # where it is, is asked anew
        open_streams()
        gc.enable()
        if words[1:3] == ["-m", "care_tui"] and "host" in words:
            fork_client.subprocess = ForkedAhead()  # type: ignore[assignment, attr-defined]
        run(words)
        code = 0
    except SystemExit as ending:
        code = ending.code if isinstance(ending.code, int) else int(ending.code is not None)
        if isinstance(ending.code, str):
            print(ending.code, file=sys.stderr)
    except BaseException:  # noqa: BLE001 - said as Python says it
        traceback.print_exc()
    finally:
        with contextlib.suppress(Exception):
            sys.stdout.flush()
        os._exit(code)


class ForkedAhead:
    """Stands for `subprocess` where a host starts the process that guests are forked from.

    That one is forked before the host has threads or files, and waits until it is asked for.
    """

    DEVNULL = subprocess.DEVNULL

    def __init__(self) -> None:
        self._asking, asked = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self.pid = os.fork()
        if self.pid == 0:
            self._asking.close()
            data, came, _, _ = socket.recv_fds(asked, 1 << 18, 16)
            if data:
                become(came, **json.loads(data))
            os._exit(0)
        asked.close()

    def Popen(self, words: list[str], *, pass_fds: list[int], env: dict[str, str], **_: Any) -> Any:
        """Have it be ``words``, as `subprocess.Popen` would start them; waited for as it is."""
        said = {
            "words": words,
            "variables": env,
            "folder": str(Path.cwd()),
            "numbers": [0, 1, 2, *pass_fds],
            "terminal": False,
        }
        with self._asking, Path(os.devnull).open("r+b", 0) as nothing:
            streams = [nothing.fileno(), nothing.fileno(), 2, *pass_fds]
            socket.send_fds(self._asking, [json.dumps(said).encode()], streams)
        return self

    def kill(self) -> None:
        os.kill(self.pid, signal.SIGKILL)

    def wait(self) -> int:
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])


def open_streams() -> None:
    """Have Python's streams be those of this process."""
    read, written, said = (
        io.FileIO(number, "rw"[number > 0], closefd=False) for number in range(3)
    )
    sys.stdin = sys.__stdin__ = io.TextIOWrapper(  # type: ignore[misc]
        io.BufferedReader(read), "utf-8", "surrogateescape"
    )
    sys.stdout = sys.__stdout__ = io.TextIOWrapper(  # type: ignore[misc]
        io.BufferedWriter(written), "utf-8", "surrogateescape", line_buffering=written.isatty()
    )
    sys.stderr = sys.__stderr__ = io.TextIOWrapper(  # type: ignore[misc]
        io.BufferedWriter(said), "utf-8", "backslashreplace", line_buffering=True
    )


def run(words: list[str]) -> None:
    """Run the program as Python would that is started with these words."""
    sys.orig_argv[:] = words
    match words[1:]:
        case ["-m", module, *rest]:
            sys.argv[:] = [module, *rest]
            sys.modules.pop(module, None)
            runpy.run_module(module, run_name="__main__", alter_sys=True)
        case ["-c", code, *rest]:
            sys.argv[:] = ["-c", *rest]
            exec(compile(code, "<string>", "exec"), {"__name__": "__main__"})
        case ["-P", file, *rest] | [file, *rest]:
            sys.argv[:] = [file, *rest]
            runpy.run_path(file, run_name="__main__")


if __name__ == "__main__":
    main()
