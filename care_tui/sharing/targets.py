"""Where a summary may be sent: places with a name, each a URL that holds a password.

They come from this machine's own settings or environment. Only a name and a scheme are ever shown.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from urllib.parse import urlsplit

from store.common.dataclass import dataclass

OWN_VARIABLE = "CARE_SHARE_"
"""What the environment variables of one's own places begin with."""
HOST_VARIABLE = "CARE_HOST_SHARE_"
"""What those of a host's places begin with."""
_NAME = re.compile(r"[^\W_](?:[\w .-]{0,38}[\w])?")
_SCHEME = re.compile(r"([a-z0-9][a-z0-9+.-]*)://\S", re.IGNORECASE)
_THIS_MACHINE = "blink1 dbus exec file gio glib gnome growl kde macosx qt syslog windows"
"""Schemes of what shows or runs something on the machine that sends."""
_LOOPBACK = "form gotify http json matrix ntfy rocket xml"
"""Those without encryption: for guests only to the host's own machine."""
_TALK = (
    "discord flock forms gchat gotifys guilded https jsons lark mailto mailtos matrixs mattermost"
    " mmost mmosts msteams nctalks ntfys pover rockets ryver slack synologys tgram twist"
    " webex wxteams workflow workflows xmls zcliq zohocliq zulip"
)
"""Those of where teams talk, over the network."""


@dataclass(frozen=True, slots=True)
class Target:
    """A place with a name. Its URL is for sending alone."""

    name: str
    url: str = field(repr=False)

    @property
    def scheme(self) -> str:
        """What kind of place it is, such as ``slack``."""
        match = _SCHEME.match(self.url)
        return match[1].casefold() if match else ""

    @property
    def label(self) -> str:
        """Its name and scheme."""
        return f"{self.name} ({self.scheme})"


def read_targets(table: Mapping[str, object], where: str) -> tuple[list[Target], list[str]]:
    """The places in the settings' table ``where``, and a sentence for each that cannot be used.
    No sentence quotes what may be part of a URL."""
    targets, problems = [], []
    for number, (name, url) in enumerate(table.items(), 1):
        if not _NAME.fullmatch(name):
            problems.append(
                f"The name of place {number} in [{where}] is not short and plain, such as team."
                " It is left out."
            )
            continue
        target = Target(name, url.strip() if isinstance(url, str) else "")
        if reason := why_not(target):
            problems.append(f"“{name}” in [{where}] {reason}. It is left out.")
        else:
            targets.append(target)
    return targets, problems


def from_environment(environment: Mapping[str, str], prefix: str) -> dict[str, str]:
    """URLs by name from variables such as ``CARE_SHARE_TEAM_CHAT``, which names ``team-chat``."""
    return {
        variable[len(prefix) :].casefold().replace("_", "-"): url
        for variable, url in environment.items()
        if variable.startswith(prefix) and len(variable) > len(prefix) and url.strip()
    }


def merged(*tables: Mapping[str, object]) -> dict[str, object]:
    """The tables as one; of two places with the same name the later is taken."""
    by_key: dict[str, tuple[str, object]] = {}
    for table in tables:
        by_key |= {_key(name): (name, url) for name, url in table.items()}
    return dict(by_key.values())


def find_target(targets: Sequence[Target], name: str) -> Target | None:
    """The place called ``name``, whatever its capitals and hyphens."""
    return next((each for each in targets if _key(each.name) == _key(name)), None)


def names(targets: Iterable[Target]) -> str:
    """Their names and schemes, for a sentence."""
    return ", ".join(target.label for target in targets)


def looks_like_url(text: str) -> bool:
    """Whether somebody typed a URL where a name belongs."""
    return ":" in text or "/" in text


def why_not(target: Target) -> str:
    """Why nothing can be sent there, to go on after its name; empty where it can."""
    if not target.scheme:
        return "is not a URL such as slack://…, mailtos://… or https://…"
    if target.scheme in _THIS_MACHINE.split():
        return f"is {target.scheme}://, which only shows things on this machine"
    return ""


def why_not_hosted(target: Target) -> str:
    """Why guests may not send there, to go on after its name; empty where they may."""
    if reason := why_not(target):
        return reason
    if target.scheme in _TALK.split():
        return ""
    if target.scheme in _LOOPBACK.split():
        if _is_loopback(target.url):
            return ""
        return (
            f"is {target.scheme}:// without encryption, which guests may use only on this machine"
        )
    return f"is {target.scheme}://, which is not among the schemes for guests"


def _is_loopback(url: str) -> bool:
    try:
        host = urlsplit(url).hostname or ""
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _key(name: str) -> str:
    return re.sub(r"[\s_.-]+", "-", name.casefold())
