"""``care`` without another word: the app opens, and nothing that reads a command is loaded."""

from __future__ import annotations

from care_tui.app_session import open_app, report_failure
from care_tui.context import CommandContext
from store.common.errors import Refused


def open_without_command() -> int:
    """Open the app as the environment and the settings say; the exit code."""
    context = CommandContext()
    try:
        return open_app(context)
    except Refused as refused:
        return _end_with(refused.message, 1)
    except KeyboardInterrupt:
        return _end_with("Stopped.", 130)
    except Exception as failure:  # noqa: BLE001 - said in a sentence and written down
        return _end_with(report_failure(failure), 1)
    finally:
        context.close()


def _end_with(sentence: str, code: int) -> int:
    from care_tui.cli.output import message

    message(sentence)
    return code
