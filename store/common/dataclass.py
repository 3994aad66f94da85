"""Dataclasses that are quick to make: an app that starts makes a hundred.

``dataclasses`` writes and compiles six methods for each frozen class, which takes two thirds of a
millisecond: half of what this project's modules need until the first screen. Here only
``__init__`` is written anew; comparing, showing and refusing to change are shared. All else, and
every other kind of dataclass, is the standard library's.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import FrozenInstanceError
from functools import partial
from operator import attrgetter
from typing import TYPE_CHECKING, Any

__all__ = ["dataclass"]

if TYPE_CHECKING:
    from dataclasses import dataclass
else:

    def dataclass(
        cls: type | None = None,
        /,
        *,
        frozen: bool = False,
        slots: bool = False,
        **how: bool,
    ) -> Any:
        """Make a class a dataclass, as ``dataclasses.dataclass`` does."""
        make: Callable[[type], Any] = partial(
            dataclasses.dataclass, frozen=frozen, slots=slots, **how
        )
        if frozen and slots and not how:
            make = _frozen_with_slots
        return make if cls is None else make(cls)


def _frozen_with_slots(cls: type) -> Any:
    if any(dataclasses.is_dataclass(base) for base in cls.__mro__):
        return dataclasses.dataclass(frozen=True, slots=True)(cls)
    made: Any = dataclasses.dataclass(init=False, repr=False, eq=False, slots=True)(cls)
    made.__dataclass_params__.frozen = True
    own = dataclasses.fields(made)
    made.__init__ = _init_for(own, then="__post_init__" in cls.__dict__)
    made.__init__.__qualname__ = f"{cls.__qualname__}.__init__"
    methods = _METHODS | _equality_of([each.name for each in own if each.compare])
    for name, method in methods.items():
        if cls.__dict__.get(name) is None:
            setattr(made, name, method)
    return made


def _init_for(own: tuple[dataclasses.Field[Any], ...], *, then: bool) -> Callable[..., None]:
    """``__init__`` for these fields, written as it is quickest to call; ``then`` the class has
    something to do itself. Raises TypeError for a field that only its name can give."""
    names: dict[str, Any] = {"_set": object.__setattr__, "_new": dataclasses.MISSING}
    parameters, lines = ["self"], []
    for each in own:
        if each.kw_only:
            raise TypeError(f"{each.name} needs the standard library's dataclass")
        parameter = value = each.name
        if each.default_factory is not dataclasses.MISSING:
            names[f"_make_{each.name}"] = each.default_factory
            parameter += "=_new"
            made = f"_make_{each.name}()"
            value = f"{made} if {each.name} is _new else {each.name}" if each.init else made
        elif each.default is not dataclasses.MISSING:
            names[f"_default_{each.name}"] = each.default
            parameter += f"=_default_{each.name}"
            value = value if each.init else f"_default_{each.name}"
        elif not each.init:
            continue
        parameters += [parameter] if each.init else []
        lines.append(f" _set(self, {each.name!r}, {value})")
    lines.append(" self.__post_init__()" if then else " pass")
    exec("\n".join([f"def __init__({', '.join(parameters)}):", *lines]), names)
    init: Callable[..., None] = names["__init__"]
    return init


def _equality_of(names: list[str]) -> dict[str, Callable[..., Any]]:
    """``__eq__`` and ``__hash__`` by the values of the fields of these names."""
    values: Callable[[object], object] = attrgetter(*names) if names else lambda _self: ()

    def equal(self: object, other: object) -> object:
        if other.__class__ is not self.__class__:
            return NotImplemented
        return values(self) == values(other)

    return {"__eq__": equal, "__hash__": lambda self: hash(values(self))}


def _shown(self: Any) -> str:
    shown = (
        f"{each.name}={getattr(self, each.name)!r}"
        for each in dataclasses.fields(self)
        if each.repr
    )
    return f"{type(self).__qualname__}({', '.join(shown)})"


def _refuse_to_set(_self: object, name: str, _value: object) -> None:
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_to_delete(_self: object, name: str) -> None:
    raise FrozenInstanceError(f"cannot delete field {name!r}")


def _state(self: Any) -> list[Any]:
    return [getattr(self, each.name) for each in dataclasses.fields(self)]


def _set_state(self: Any, state: list[Any]) -> None:
    for each, value in zip(dataclasses.fields(self), state, strict=True):
        object.__setattr__(self, each.name, value)


_METHODS: dict[str, Callable[..., Any]] = {
    "__repr__": _shown,
    "__setattr__": _refuse_to_set,
    "__delattr__": _refuse_to_delete,
    "__getstate__": _state,
    "__setstate__": _set_state,
}
"""What all such classes share, by name."""
