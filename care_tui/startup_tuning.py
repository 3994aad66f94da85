"""What makes a start quick: Python does not look for garbage where there is none, a command does
not load what it never uses, and Textual paints at once."""

from __future__ import annotations

import gc
import os
import sys
import threading
from importlib.util import find_spec, module_from_spec
from types import ModuleType
from typing import Any

_USUAL = gc.get_threshold()
_RARELY = 500_000
"""New objects between two looks for garbage: more than the start of anything makes."""


def look_rarely() -> None:
    """Look for garbage rarely, until `look_as_usual`; a command of the shell needs no other."""
    gc.set_threshold(_RARELY)


def look_as_usual() -> None:
    """Look for garbage as Python does, and never at what was there the first time."""
    if not gc.get_freeze_count():
        gc.freeze()
    gc.set_threshold(*_USUAL)
    gc.enable()


class _PutOff(ModuleType):
    """A package that is loaded when something is asked of it that it does not hold yet."""

    def __getattr__(self, name: str) -> Any:
        with _LOADING:
            if self not in _LOADED:
                _LOADED.append(self)
                assert self.__spec__ is not None and self.__spec__.loader is not None
                self.__spec__.loader.exec_module(self)
                ModuleType.__setattr__(self, "__class__", ModuleType)
        try:
            return vars(self)[name]
        except KeyError:
            raise AttributeError(f"module {self.__name__!r} has no attribute {name!r}") from None


_LOADING = threading.RLock()
_LOADED: list[ModuleType] = []
"""What was put off and is loaded by now, or is being loaded."""


def put_off_asyncio() -> None:
    """Have ``asyncio`` loaded only where it is used.

    SQLAlchemy imports it for databases that are asked asynchronously, which a command never does,
    and takes nothing of it but ``iscoroutine``. With what it imports itself (sockets, TLS) it
    costs twice what Python needs to start.
    """
    module = _put_off("asyncio")
    if module is not None:
        vars(module)["iscoroutine"] = _is_coroutine


def put_off_metadata() -> None:
    """Have ``importlib.metadata`` loaded only where it is used.

    SQLAlchemy imports it to find what other packages add to it, which nobody asks for. With what it
    imports itself (archives, e-mail) it costs as much as Python needs to start.
    """
    _put_off("importlib.metadata")


def _put_off(name: str) -> ModuleType | None:
    """The module of this name, to be loaded when something is asked of it; None where it is
    loaded already."""
    spec = None if name in sys.modules else find_spec(name)
    if spec is None:
        return None
    module = module_from_spec(spec)
    module.__class__ = _PutOff
    sys.modules[name] = module
    parent, _, last = name.rpartition(".")
    if parent:
        setattr(sys.modules[parent], last, module)
    return module


def _is_coroutine(value: object) -> bool:
    """What ``asyncio.iscoroutine`` says."""
    from asyncio.coroutines import iscoroutine

    return iscoroutine(value)


def paint_promptly() -> None:
    """Have Textual, not imported yet, paint a change within 4 ms instead of 17, and what is painted
    written within 1 ms instead of 5 where another thread is at work.

    Only what differs is written (`care_tui.terminal.diff_rendering`), so a slow link carries hardly more.
    """
    os.environ.setdefault("TEXTUAL_FPS", "240")
    sys.setswitchinterval(0.001)
