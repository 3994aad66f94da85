"""What makes a start quick: Python does not look for garbage where there is none, a command does
not load what it never uses, and Textual paints at once."""

from __future__ import annotations

import gc
import os
import sys
import threading
from collections.abc import Sequence
from importlib.machinery import ModuleSpec, PathFinder
from importlib.util import find_spec
from types import ModuleType
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from importlib.abc import Loader

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


def put_off_unused() -> None:
    """Have loaded only where they are used what others import at every start and hardly ever use.

    ``importlib.metadata``: SQLAlchemy imports it to find what other packages add to it, which nobody
    asks for; with what it imports itself (archives, e-mail) it costs as much as Python needs to start.
    TLS and ``hashlib``: asyncio and SQLAlchemy import them, and OpenSSL with them, which holds 4.5 MB of
    memory. Two of SQLAlchemy's drivers for SQLite: only ``sqlite3`` is used.
    """
    _put_off(
        "importlib.metadata",
        "ssl",
        "asyncio.sslproto",
        "hashlib",
        "sqlalchemy.dialects.sqlite.aiosqlite",
        "sqlalchemy.dialects.sqlite.pysqlcipher",
    )


def put_off_in_commands() -> None:
    """Have loaded only where it is used what an app needs at once and a command hardly ever.

    ``asyncio``: SQLAlchemy imports it for databases that are asked asynchronously, and takes nothing
    of it but ``iscoroutine``. With what it imports itself it costs as much as Python needs to start.
    ``traceback``: logging imports it, for failures, and it the colours that they are shown in.
    """
    _put_off("asyncio", "traceback")


def _is_coroutine(value: object) -> bool:
    """What ``asyncio.iscoroutine`` says."""
    from asyncio.coroutines import iscoroutine

    return iscoroutine(value)


_HELD: dict[str, dict[str, object]] = {"asyncio": {"iscoroutine": _is_coroutine}}
"""What modules hold while they are put off."""
_NEEDED = {"ssl": "_ssl"}
"""Modules that are not on every system, by those that cannot be loaded without them."""


def _put_off(*names: str) -> None:
    """Have these modules, where they are not loaded yet, loaded when something is asked of them."""
    sys.meta_path.insert(0, _PuttingOff(set(names)))


class _PuttingOff:
    """Finds the modules of these names, each once, for a loader that puts them off."""

    def __init__(self, names: set[str]) -> None:
        self._names = names

    def find_spec(
        self, name: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if name not in self._names:
            return None
        self._names.discard(name)
        if name in _NEEDED and find_spec(_NEEDED[name]) is None:
            return None
        spec = PathFinder.find_spec(name, path, target)
        if spec is not None and spec.loader is not None:
            spec.loader = cast("Loader", _Later(spec.loader))
        return spec


class _Later:
    """Loads a module by ``loader``, when something is asked of it that it does not hold yet."""

    def __init__(self, loader: Loader) -> None:
        self._loader = loader

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        return self._loader.create_module(spec)

    def exec_module(self, module: ModuleType) -> None:
        vars(module).update(_HELD.get(module.__name__, {}))
        module.__class__ = _PutOff

    def load(self, module: ModuleType) -> None:
        """Load the module now."""
        assert module.__spec__ is not None
        module.__spec__.loader = module.__loader__ = self._loader
        try:
            self._loader.exec_module(module)
        except BaseException:
            module.__spec__.loader = cast("Loader", self)
            raise


class _PutOff(ModuleType):
    """A module that is loaded when something is asked of it that it does not hold yet."""

    def __getattr__(self, name: str) -> Any:
        with _LOADING:
            later: object = self.__spec__.loader if self.__spec__ is not None else None
            if isinstance(later, _Later):
                later.load(self)
                ModuleType.__setattr__(self, "__class__", ModuleType)
        try:
            return vars(self)[name]
        except KeyError:
            raise AttributeError(f"module {self.__name__!r} has no attribute {name!r}") from None


_LOADING = threading.RLock()


def paint_promptly() -> None:
    """Have Textual, not imported yet, paint a change within 4 ms instead of 17, and what is painted
    written within 1 ms instead of 5 where another thread is at work.

    Only what differs is written (`care_tui.terminal.diff_rendering`), so a slow link carries hardly more.
    """
    os.environ.setdefault("TEXTUAL_FPS", "240")
    sys.setswitchinterval(0.001)
