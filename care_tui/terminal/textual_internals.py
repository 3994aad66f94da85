"""What care leans on that Textual keeps to itself, and may change without a word.

Each part is looked at once, as the app starts; where Textual does not have it as expected, care
leaves it to Textual's own behaviour, and ``care doctor`` says so. No other private name of
Textual's is used: a test reads the sources for it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib import import_module
from types import CodeType

from store.common.dataclass import dataclass

DRAWING = "drawing"
KEY_ORDER = "key order"
SHORT_WAY = "short way"
EQUAL_MESSAGES = "equal messages"
FAILURES = "failures"
TERMINAL = "terminal"


@dataclass(frozen=True, slots=True)
class PrivatePart:
    """One thing that care does with Textual's private parts."""

    name: str
    without: str
    """What is different where the parts are not as expected, in a sentence."""
    names: tuple[str, ...]
    """What is used: ``module:Class.name``, and a method's parameters in brackets where care
    overrides it."""


PARTS = (
    PrivatePart(
        DRAWING,
        "Textual draws the whole screen where care would write only what changed.",
        (
            "textual.app:App._display(self, screen, renderable)",
            "textual.app:App._running",
            "textual.app:App._closed",
            "textual.app:App._batch_count",
            "textual.screen:Screen._compositor",
            "textual._compositor:Compositor._get_renders(self, crop)",
            "textual._compositor:Compositor.render_partial_update(self)",
            "textual._compositor:Compositor.visible_widgets",
            "textual._compositor:Compositor._dirty_regions",
            "textual._compositor:CompositorUpdate.render_segments(self, console)",
            "textual._compositor:LayoutUpdate.strips",
            "textual._compositor:LayoutUpdate.region",
        ),
    ),
    PrivatePart(
        KEY_ORDER,
        "Keys that are typed very fast may overtake one another.",
        (
            "textual.app:App._registry",
            "textual.app:App._message_queue",
            "textual.app:App._closing",
            "textual.app:App._closed",
            "textual._queue:Queue.ready_event",
            "asyncio:Event._waiters",
        ),
    ),
    PrivatePart(
        SHORT_WAY,
        "A key takes a little longer.",
        (
            "textual.app:App._check_action_state(self, action, default_namespace)",
            "textual.app:App._on_key(self, event)",
            "textual.widget:Widget._on_key(self, event)",
            "textual.screen:Screen._binding_chain",
            "textual.screen:Screen._clear_tooltip(self)",
        ),
    ),
    PrivatePart(
        EQUAL_MESSAGES,
        "A message that comes twice is shown twice.",
        (
            "textual.app:App._notifications",
            "textual.app:App._unnotify(self, notification, refresh)",
        ),
    ),
    PrivatePart(
        FAILURES,
        "A failure of the screens may end the app without its exit code.",
        (
            "textual.app:App._handle_exception(self, error)",
            "textual.app:App._return_code",
            "textual.app:App._exception",
            "textual.app:App._exception_event",
        ),
    ),
    PrivatePart(
        TERMINAL,
        "Textual's own driver is used, which may leave pixel mouse reports on.",
        (
            "textual.drivers.linux_driver:LinuxDriver._writer_thread",
            "textual.drivers.linux_driver:LinuxDriver._key_thread",
            "textual.drivers.linux_driver:LinuxDriver._get_terminal_size(self)",
            "textual.drivers.linux_driver:LinuxDriver._sigtstp_application(self)",
            "textual.drivers.linux_driver:LinuxDriver._sigcont_application(self)",
        ),
    ),
)


@cache
def usable() -> frozenset[str]:
    """The names of the parts that this Textual has as expected."""
    return frozenset(part.name for part in PARTS if not lacking(part))


def lacking(part: PrivatePart) -> list[str]:
    """What of ``part`` this Textual does not have as expected."""
    return [name for name in part.names if not _has(name)]


def _has(name: str) -> bool:
    module, _, rest = name.partition(":")
    dotted, _, parameters = rest.partition("(")
    owner, _, attribute = dotted.partition(".")
    try:
        kind = getattr(import_module(module), owner)
    except (ImportError, AttributeError):
        return False
    if not parameters:
        return hasattr(kind, attribute) or _is_set_at_start(kind, attribute)
    code = _code(getattr(kind, attribute, None))
    taken = code.co_varnames[: code.co_argcount] if code else ()
    return taken == tuple(parameters.removesuffix(")").split(", "))


def _is_set_at_start(kind: type, attribute: str) -> bool:
    """Whether instances of ``kind`` get an attribute of this name as they are made."""
    codes = (_code(base.__dict__.get("__init__")) for base in kind.__mro__)
    return any(code is not None and attribute in code.co_names for code in codes)


def _code(function: Callable[..., object] | None) -> CodeType | None:
    code = getattr(function, "__code__", None)
    return code if isinstance(code, CodeType) else None
