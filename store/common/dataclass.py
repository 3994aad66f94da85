"""Dataclasses that are quick to make: an app that starts makes a hundred.

``dataclasses`` looks at each field of a class and writes and compiles six methods for it, which takes
two thirds of a millisecond for a frozen one: half of what this project's modules need until the first
screen. Here comparing, showing and refusing to change are shared, ``__init__`` is written when the
first thing is made, and what the standard library knows of the fields is asked of it once somebody
wants to know. Whatever is not plain, and every other kind of dataclass, is the standard library's.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, FrozenInstanceError
from functools import partial
from operator import attrgetter
from typing import TYPE_CHECKING, Any

__all__ = ["dataclass", "field_names", "is_made_of_fields"]

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
            dataclasses.dataclass if how else _quick, frozen=frozen, slots=slots, **how
        )
        return make if cls is None else make(cls)


Fields = Mapping[str, "Field[Any]"]
"""What is said of each field, by its name."""


def _quick(cls: type, *, frozen: bool, slots: bool) -> Any:
    kinds: dict[str, Any] = cls.__annotations__
    given = {name: value for name, value in cls.__dict__.items() if name in kinds}
    own = {
        name: _said(given.get(name, MISSING))
        for name, kind in kinds.items()
        if "ClassVar" not in str(kind)
    }
    standard = partial(dataclasses.dataclass, frozen=frozen, slots=slots)
    if not (_is_plain(cls, kinds, slots=slots) and _are_plain(own)):
        return standard(cls)
    kept = {name: (kinds[name], given.get(name, MISSING)) for name in own}
    made = {
        "__match_args__": tuple(name for name, each in own.items() if each.init),
        "__init__": _Lazy(partial(_init_for, own, frozen=frozen, slots=slots)),
        "__dataclass_fields__": _LazyFields(kept),
        "__dataclass_params__": _Lazy(partial(_params_of, standard)),
        "__repr__": _shown,
        "__replace__": dataclasses.replace,
        **_equality_of([name for name, each in own.items() if each.compare], hashed=frozen),
        **(_FROZEN if frozen else {}),
        **(_STATE if frozen and slots else {}),
    }
    made = {name: value for name, value in made.items() if cls.__dict__.get(name) is None}
    return _with_slots(cls, tuple(own), made) if slots else _filled(cls, own, made)


def _with_slots(cls: type, names: tuple[str, ...], made: dict[str, Any]) -> type:
    """The class made again with slots of these ``names``, and what was ``made`` for it."""
    left = {*names, "__dict__", "__weakref__"}
    kept = {name: value for name, value in cls.__dict__.items() if name not in left}
    again: type = type(cls)(cls.__name__, cls.__bases__, kept | {"__slots__": names} | made)
    again.__qualname__ = cls.__qualname__
    return again


def _filled(cls: type, own: Fields, made: dict[str, Any]) -> type:
    """The class itself with what was ``made`` for it; of a field, it keeps the default."""
    for name, each in own.items():
        if isinstance(cls.__dict__.get(name), Field):
            if each.default is MISSING:
                delattr(cls, name)
            else:
                setattr(cls, name, each.default)
    for name, value in made.items():
        setattr(cls, name, value)
        if isinstance(value, _Lazy):
            value.__set_name__(cls, name)
    return cls


def _said(value: Any) -> Field[Any]:
    """What the class says of a field by the value that it gives it."""
    if isinstance(value, Field):
        return value
    return _BARE if value is MISSING else dataclasses.field(default=value)


_BARE: Field[Any] = dataclasses.field()


def _is_plain(cls: type, kinds: Mapping[str, Any], *, slots: bool) -> bool:
    """Whether nothing of a class but its fields takes part in making it a dataclass."""
    return (
        all(isinstance(kind, str) for kind in kinds.values())
        and not any("InitVar" in kind or "KW_ONLY" in kind for kind in kinds.values())
        and not any("__dataclass_fields__" in base.__dict__ for base in cls.__mro__)
        and not (slots and any(base.__dict__.get("__slots__") for base in cls.__mro__))
        and not any(name in cls.__dict__ for name in ("__setattr__", "__delattr__"))
        and not any(map(_names_its_class, cls.__dict__.values()))
    )


def _names_its_class(method: Any) -> bool:
    """Whether a method has the class that it was written in as a value, as ``super()`` needs it."""
    inner = getattr(method, "__func__", getattr(method, "fget", method))
    return "__class__" in getattr(getattr(inner, "__code__", None), "co_freevars", ())


def _are_plain(own: Fields) -> bool:
    """Whether all fields can be given by place, and the standard library refuses none."""
    optional = False
    for each in own.values():
        if each.kw_only is True or each.hash is not None:
            return False
        if each.default is not MISSING and each.default.__class__.__hash__ is None:
            return False
        has_default = each.default is not MISSING or each.default_factory is not MISSING
        if each.init and optional and not has_default:
            return False
        optional = optional or (each.init and has_default)
    return True


def field_names(kind: type) -> tuple[str, ...]:
    """The names of a dataclass's fields in their order; the fields themselves are not made for it.
    Raises TypeError for what is no dataclass."""
    known = vars(kind).get("__dataclass_fields__")
    if isinstance(known, _LazyFields):
        return tuple(known.fields)
    return tuple(each.name for each in dataclasses.fields(kind))


def is_made_of_fields(kind: type) -> bool:
    """Whether a class is a dataclass itself."""
    return "__dataclass_fields__" in vars(kind)


def _params_of(standard: Callable[[type], Any], _owner: type) -> Any:
    """What the standard library keeps of how a class was made."""
    return standard(type("_Empty", (), {})).__dataclass_params__


class _Lazy:
    """An attribute of a class that is made once it is asked for, and then stands in its place."""

    __slots__ = ("make", "name", "owner")

    def __init__(self, make: Callable[[type], Any]) -> None:
        self.make = make

    def __set_name__(self, owner: type, name: str) -> None:
        self.owner, self.name = owner, name

    def __get__(self, instance: object, owner: type) -> Any:
        value = self.make(self.owner)
        setattr(self.owner, self.name, value)
        return value.__get__(instance, owner) if hasattr(value, "__get__") else value


class _LazyFields(_Lazy):
    """What the standard library knows of the ``fields``: their types and what they are given."""

    __slots__ = ("fields",)

    def __init__(self, fields: dict[str, tuple[str, Any]]) -> None:
        super().__init__(self._fields_of)
        self.fields = fields

    def _fields_of(self, owner: type) -> Any:
        kinds = {name: kind for name, (kind, _) in self.fields.items()}
        values = {name: value for name, (_, value) in self.fields.items() if value is not MISSING}
        body = {"__module__": owner.__module__, "__annotations__": kinds, "__doc__": owner.__doc__}
        make: Any = dataclasses.dataclass(init=False, repr=False, eq=False)
        return make(type(owner.__name__, (), body | values)).__dataclass_fields__


def _init_for(own: Fields, owner: type, *, frozen: bool, slots: bool) -> Callable[..., None]:
    """``__init__`` for these fields, written as it is quickest to call."""
    names: dict[str, Any] = {"_set": object.__setattr__, "_new": MISSING}
    parameters, lines = ["self"], []
    for name, each in own.items():
        parameter = value = name
        if each.default_factory is not MISSING:
            names[f"_make_{name}"] = each.default_factory
            parameter += "=_new"
            made = f"_make_{name}()"
            value = f"{made} if {name} is _new else {name}" if each.init else made
        elif each.default is not MISSING and (each.init or slots):
            names[f"_default_{name}"] = each.default
            parameter += f"=_default_{name}"
            value = value if each.init else f"_default_{name}"
        elif not each.init:
            continue
        parameters += [parameter] if each.init else []
        lines.append(f" _set(self, {name!r}, {value})" if frozen else f" self.{name} = {value}")
    lines.append(" self.__post_init__()" if hasattr(owner, "__post_init__") else " pass")
    exec("\n".join([f"def __init__({', '.join(parameters)}):", *lines]), names)
    init: Callable[..., None] = names["__init__"]
    init.__qualname__ = f"{owner.__qualname__}.__init__"
    return init


def _equality_of(names: list[str], *, hashed: bool) -> dict[str, Any]:
    """``__eq__``, and ``__hash__`` where there is to be one, by the fields of these names."""
    values: Callable[[object], object] = attrgetter(*names) if names else lambda _self: ()

    def equal(self: object, other: object) -> object:
        if other.__class__ is not self.__class__:
            return NotImplemented
        return values(self) == values(other)

    return {"__eq__": equal, "__hash__": (lambda self: hash(values(self))) if hashed else None}


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


_FROZEN = {"__setattr__": _refuse_to_set, "__delattr__": _refuse_to_delete}
_STATE = {"__getstate__": _state, "__setstate__": _set_state}
