"""``care`` without another word: the app opens, and nothing that reads a command is loaded."""

from __future__ import annotations

from care_tui.cli.here import Here
from care_tui.opening import open_app, report_failure
from store.errors import Refused


def plain() -> int:
    """Open the app as the environment and the settings say; the exit code."""
    here = Here()
    try:
        return open_app(here)
    except Refused as refused:
        return _said(refused.message, 1)
    except KeyboardInterrupt:
        return _said("Stopped.", 130)
    except Exception as failure:  # noqa: BLE001 - said in a sentence and written down
        return _said(report_failure(failure), 1)
    finally:
        here.close()


def _said(sentence: str, code: int) -> int:
    from care_tui.cli.say import message

    message(sentence)
    return code
