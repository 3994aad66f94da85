"""Whether other keys that a person binds commands to can be used."""

from __future__ import annotations

from collections.abc import Mapping

from screens.core.keys import BY_ID, REACHABLE, commands_of
from store.common.text import drawable


def check_rebinding(rebindings: Mapping[str, str]) -> tuple[dict[str, str], list[str]]:
    """The part of ``rebindings`` (command id to keys) that can be used, and what is wrong with
    the rest, a sentence each: an unknown command, no key, or a key that is taken."""
    good: dict[str, str] = {}
    problems: list[str] = []
    for name, keys in rebindings.items():
        if name not in BY_ID:
            problems.append(f"There is no command “{name}” to bind a key to.")
        elif not keys.strip():
            problems.append(f"The command “{name}” needs a key.")
        elif drawable(keys) != keys:
            problems.append(f"“{drawable(keys)}” for “{name}” is not a key.")
        else:
            good[name] = keys
    for name in list(good):
        rival = _rival(name, good)
        if rival:
            problems.append(f"“{good[name]}” for “{name}” is taken by “{rival}”.")
            del good[name]
    return good, problems


def _rival(name: str, rebound: Mapping[str, str]) -> str | None:
    """Another command that listens to one of the keys of ``name`` in the same place."""
    own_keys = _normal(rebound[name])
    for places in REACHABLE.values():
        if BY_ID[name].where not in places:
            continue
        for other in commands_of(*places):
            if other.id != name and own_keys & _normal(rebound.get(other.id, other.keys)):
                return other.id
    return None


def _normal(keys: str) -> set[str]:
    from textual.keys import _character_to_key

    names = (key.strip() for key in keys.split(","))
    return {_character_to_key(key) if len(key) == 1 else key for key in names if key}
