"""A dataclass that is quick to make is as the standard library's."""

from __future__ import annotations

import copy
import dataclasses
import inspect
import pickle
from collections.abc import Callable
from dataclasses import FrozenInstanceError, field, fields, replace
from typing import Any, ClassVar

import pytest

from store.common.dataclass import dataclass, field_names, is_made_of_fields


class Plain:
    """What both are made of."""

    name: str
    rank: float = 0.5
    notes: list[str] = field(default_factory=list)
    _seen: int = field(default=0, compare=False, repr=False)


class Partly:
    """Some fields are not given."""

    name: str
    made: dict[str, int] = field(default_factory=dict, init=False, compare=False)
    place: str = field(default="here", init=False)


class Checked:
    """It looks at what it gets."""

    low: int
    high: int

    def __post_init__(self) -> None:
        if self.low > self.high:
            raise ValueError("low is above high")


class Named:
    """It says itself how it is shown and what is equal."""

    name: str

    def __repr__(self) -> str:
        return "itself"

    def __eq__(self, other: object) -> bool:
        return True

    def __hash__(self) -> int:
        return 7


class Nothing:
    """It has no field."""


def both(kind: type, *, frozen: bool = True, slots: bool = True) -> tuple[Any, Any]:
    """The quick one and the standard one of a class."""
    how: dict[str, Any] = {"frozen": frozen, "slots": slots}
    bare = {
        name: value for name, value in vars(kind).items() if name not in ("__dict__", "__weakref__")
    }
    quick: Any = dataclass(**how)(type(kind.__name__, (), dict(bare)))
    usual: Any = dataclasses.dataclass(**how)(type(kind.__name__, (), dict(bare)))
    return quick, usual


def told(act: Callable[[], object]) -> str:
    try:
        return repr(act())
    except (AttributeError, TypeError, ValueError) as error:
        return f"{type(error).__name__}: {error}"


@pytest.mark.parametrize(
    ("kind", "arguments"),
    [
        (Plain, [("a",), ("b", 2.0, ["x"]), ("a", 0.5, [], 3)]),
        (Partly, [("a",), ("b",)]),
        (Checked, [(1, 2), (2, 1), (1, 1)]),
        (Named, [("a",), ("b",)]),
        (Nothing, [()]),
    ],
)
@pytest.mark.parametrize("frozen", [True, False])
@pytest.mark.parametrize("slots", [True, False])
def test_it_does_what_the_standard_one_does(
    kind: type, arguments: list[tuple[Any, ...]], frozen: bool, slots: bool
) -> None:
    def shown(made: Any) -> list[str]:
        said = [
            str(made.__match_args__),
            str(vars(made).get("__slots__")),
            str(
                {name: vars(made).get(name) for name in ("name", "rank", "_seen", "place")}
                if not slots
                else ""
            ),
            str((made.__dataclass_params__.frozen, made.__hash__ is None)),
        ]
        said.append(str([*inspect.signature(made).parameters]))
        said += [told(lambda: made(*range(7))), told(lambda: made(none_such=1))]
        things = []
        for each in arguments:
            said.append(told(lambda each=each: made(*each)))  # type: ignore[misc]
            try:
                things.append(made(*each))
            except ValueError:
                continue
        for one in things:
            said += [told(lambda one=one: hash(one) == hash(copy.copy(one)))]  # type: ignore[misc]
            said += [str([one == other for other in [*things, copy.deepcopy(one), "a", None]])]
            for name in made.__match_args__ if frozen else ():
                said.append(told(lambda one=one, name=name: setattr(one, name, 1)))  # type: ignore[misc]
                said.append(told(lambda one=one, name=name: delattr(one, name)))  # type: ignore[misc]
            said.append(told(lambda one=one: replace(one)))  # type: ignore[misc]
            said.append(told(lambda one=one: dataclasses.asdict(one)))  # type: ignore[misc]
            said.append(told(lambda one=one: sorted(vars(one))))  # type: ignore[misc]
            said.append(told(lambda one=one: replace(one, name="new")))  # type: ignore[misc]
        return said

    quick, usual = both(kind, frozen=frozen, slots=slots)
    assert shown(quick) == shown(usual)


@dataclass(frozen=True, slots=True)
class Kept:
    """It goes to another process."""

    name: str
    parts: tuple[int, ...] = ()


def test_it_goes_to_another_process_and_comes_back() -> None:
    kept = Kept("a", (1, 2))
    assert pickle.loads(pickle.dumps(kept)) == kept


def test_each_gets_its_own_of_what_is_made_for_it() -> None:
    made, _ = both(Plain)
    assert made("a").notes is not made("a").notes


def test_a_class_that_builds_on_another_has_the_fields_of_both() -> None:
    @dataclass(frozen=True, slots=True)
    class More(Kept):
        """A field more."""

        place: str = "here"

    assert More("a", place="there") == More("a", (), "there") != More("a")
    with pytest.raises(FrozenInstanceError):
        More("a").place = "there"  # type: ignore[misc]


def test_what_is_said_beside_is_the_standard_librarys() -> None:
    @dataclass(order=True)
    class Ranked:
        """It comes before others."""

        rank: int = 0

    assert Ranked(1) < Ranked(2)
    assert fields(Ranked)


def test_what_is_not_plain_is_the_standard_librarys() -> None:
    @dataclass(frozen=True, slots=True)
    class Hidden:
        """One field has to be named."""

        hidden: int = field(default=0, kw_only=True)

    assert Hidden(hidden=1).hidden == 1
    with pytest.raises(TypeError, match="positional argument"):
        Hidden(1)  # type: ignore[call-arg]
    with pytest.raises(ValueError, match="mutable default"):

        @dataclass(frozen=True, slots=True)
        class Shared:
            """All would have the same list."""

            parts: list[int] = []

    with pytest.raises(TypeError, match="follows default argument"):

        @dataclass(frozen=True, slots=True)
        class Late:
            """One that must be given comes after one that need not."""

            name: str = ""
            place: int  # type: ignore[misc]


def test_a_class_that_only_inherits_makes_what_its_base_is_asked_for() -> None:
    @dataclass(frozen=True, slots=True)
    class First:
        """It has a value of the class, and one that is worked out."""

        whole: ClassVar[int] = 10
        part: int

        @property
        def share(self) -> float:
            return self.part / self.whole

    class Second(First):
        """It adds nothing."""

    assert [each.name for each in fields(Second)] == ["part"]
    assert Second(5).share == First(5).share == 0.5
    assert replace(First(1), part=2) == First(2) != Second(2)
    assert copy.copy(Second(3)).part == 3
    assert dataclasses.asdict(First(4)) == {"part": 4}


def test_the_names_of_fields_are_told_without_making_them() -> None:
    assert field_names(Kept) == ("name", "parts")
    assert is_made_of_fields(Kept) and not is_made_of_fields(Plain)
    quick, usual = both(Plain)
    assert field_names(quick) == field_names(usual) == ("name", "rank", "notes", "_seen")
    assert [each.name for each in fields(quick)] == list(field_names(quick))
    with pytest.raises(TypeError):
        field_names(Plain)
