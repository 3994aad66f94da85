"""Keeping a password out of what a machine's other users see of its processes.

Everybody may read the words a program was started with; only its owner may read its
environment. A start that names a URL with its password is begun again without its words,
which wait in the environment.
"""

from __future__ import annotations

import json
import os
import re
import sys

_WAITING = "CARE_ARGUMENTS"
_SECRET = re.compile(r"postgres[^\s:]*://([^/@\s]*:[^@\s]+@|\S*[?&]\w*password=)")


def hide_passwords() -> None:
    """Take a URL with a password out of the process's words; begins the program again if so."""
    waiting = os.environ.pop(_WAITING, None)
    if waiting is not None:
        sys.argv[1:] = json.loads(waiting)
        return
    words = sys.argv[1:]
    if not any(_SECRET.search(word) for word in words):
        return
    start = sys.orig_argv[: len(sys.orig_argv) - len(words)]
    os.execve(sys.executable, start, {**os.environ, _WAITING: json.dumps(words)})
