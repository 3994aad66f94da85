"""The licences of everything that care brings along, as its packages themselves tell them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata

EXTRAS = ("host", "web", "postgres", "share")
"""Those that people install; what tests and documents need is not brought along."""
_NAME = re.compile(r"^([\w.-]+)(?:\[([\w, -]+)\])?")
_EXTRA = re.compile(r"extra == ['\"]([\w-]+)['\"]")
_LONGEST = 60
"""A licence field that is longer holds the licence's text, not its name."""


@dataclass(frozen=True, slots=True, order=True)
class Licence:
    """A package with its version, and what it says of its licence; empty: nothing."""

    package: str
    version: str
    said: str


def licences() -> list[Licence]:
    """Of all packages that care and its extras need here, by name. Those that are not installed,
    as they are for other systems or Pythons, are left out."""
    seen: dict[str, Licence] = {}
    waiting = [("care-tui", frozenset(EXTRAS))]
    while waiting:
        name, extras = waiting.pop()
        try:
            told = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            continue
        for needed, its_extras in _needed(told.requires or [], extras):
            if _plain(needed) not in seen:
                waiting.append((needed, its_extras))
        seen[_plain(name)] = Licence(told.name, told.version, said_by(told.metadata))
    del seen["care-tui"]
    return sorted(seen.values(), key=lambda each: _plain(each.package))


def said_by(told: metadata.PackageMetadata) -> str:
    """What a package's metadata say: the expression, else the classifiers, else a short field."""
    fields = told.json
    if expression := str(fields.get("license_expression", "")):
        return expression
    classifiers = fields.get("classifier", [])
    named = [
        each.rpartition(" :: ")[2]
        for each in (classifiers if isinstance(classifiers, list) else [])
        if each.startswith("License :: ") and not each.endswith("OSI Approved")
    ]
    field = str(fields.get("license", ""))
    return ", ".join(named) or (field if len(field) <= _LONGEST else field.strip().split("\n")[0])


def _needed(requires: list[str], extras: frozenset[str]) -> Iterator[tuple[str, frozenset[str]]]:
    for requirement in requires:
        words, _, marker = requirement.partition(";")
        wanted = _EXTRA.findall(marker)
        found = _NAME.match(words.strip())
        if found and (not wanted or extras & set(wanted)):
            its_extras = (found[2] or "").replace(" ", "").split(",")
            yield found[1], frozenset(each for each in its_extras if each)


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def table() -> str:
    """The list as lines of text."""
    found = licences()
    wide = max(len(f"{each.package} {each.version}") for each in found)
    return "\n".join(f"{f'{each.package} {each.version}':{wide}}  {each.said}" for each in found)
