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
_SECRET = re.compile(r"(postgres[\w+]*:/*[^:@]*?:)[^@]+@(?:.*@)?", re.IGNORECASE | re.DOTALL)
"""A URL's password: what stands between its first ``:`` and the last ``@``."""
_SECRET_OPTION = re.compile(r"(postgres[\w+]*:\S*[?&]\w*password=)[^&\s]+", re.IGNORECASE)


def hide_passwords() -> None:
    """Take a URL with a password out of the process's words; begins the program again if so."""
    waiting = os.environ.pop(_WAITING, None)
    if waiting is not None:
        sys.argv[1:] = json.loads(waiting)
        return
    words = sys.argv[1:]
    if sys.platform == "win32":
        return  # there a process's words are its owner's alone, and it cannot begin again
    if not any(without_passwords(word) != word for word in words):
        return
    start = sys.orig_argv[: len(sys.orig_argv) - len(words)]
    os.execve(sys.executable, start, {**os.environ, _WAITING: json.dumps(words)})


def without_passwords(text: str) -> str:
    """``text`` with ``***`` for the passwords in PostgreSQL URLs, and nothing else changed."""
    return _SECRET_OPTION.sub(r"\1***", _SECRET.sub(r"\1***@", text))
