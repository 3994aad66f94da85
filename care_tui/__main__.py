"""The command ``care``, and ``python -m care_tui``."""

from __future__ import annotations

import atexit
import importlib.util
import os
import sys
import threading
from pathlib import Path

from care_tui.argv_privacy import hide_passwords
from care_tui.startup_tuning import look_rarely, put_off_in_commands, put_off_unused

_COMPLETE = "_CARE_COMPLETE"
"""Set by a shell that asks how a command line may go on."""
HOME = Path(__file__).resolve().parent.parent
"""The folder this package was imported from."""


def main() -> None:
    """Run the command line; ends the program."""
    look_rarely()
    hide_passwords()
    _fill_closed_streams()
    stranger = foreign_package()
    if stranger is not None:
        print(stranger, file=sys.stderr)
        sys.exit(1)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    put_off_unused()
    try:
        if len(sys.argv) > 1 or _COMPLETE in os.environ:
            put_off_in_commands()
            from care_tui.cli.root import cli

            if _COMPLETE in os.environ:
                from care_tui.cli.shell.completion import complete_in_shells

                complete_in_shells()
            cli(prog_name="care")
        from care_tui.cli.plain import open_without_command

        sys.exit(open_without_command())
    except SystemExit as ending:
        if ending.code is None or isinstance(ending.code, int):
            end_at_once(ending.code or 0)
        raise


def _fill_closed_streams() -> None:
    """Let no file that is opened later be taken for a stream that the caller closed."""
    for number in (0, 1, 2):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)


def end_at_once(code: int) -> None:
    """End the program with ``code``, all that was promised for its end being done.

    Python would take apart every module first, which takes as long as it took to load them.
    Returns where that is not possible: a thread still works, or the output takes no more.
    """
    if any(
        not each.daemon for each in threading.enumerate() if each is not threading.main_thread()
    ):
        return
    atexit._run_exitfuncs()
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except (OSError, ValueError, AttributeError):
        return
    os._exit(code)


def foreign_package(home: Path = HOME) -> str | None:
    """A sentence if Python would import a ``store`` or ``screens`` that is not care's own."""
    for name in ("store", "screens"):
        spec = importlib.util.find_spec(name)
        package_folder = Path(spec.origin).resolve().parent.parent if spec and spec.origin else None
        if package_folder != home:
            return (
                f"Python finds another package named “{name}” ({package_folder or 'nowhere'}) in place of"
                " care's own. Install care by itself: uv tool install care-tui, or pipx."
            )
    return None


if __name__ == "__main__":
    main()
