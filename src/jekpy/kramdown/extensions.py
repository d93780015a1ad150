"""Extensions: `{::comment}`, `{::nomarkdown}` and `{::options}`, on lines of their own or in running text.

Source: kramdown 2.5.2, parser/kramdown/extensions.rb (parse_extension_start_tag, handle_extension).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol

from jekpy.errors import ConfigError

from .attributes import AttributeList, parse_attributes
from .document import shown
from .options import Options, coerce_option

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Mapping

    from .document import Document

__all__ = ["Extension", "read_extension", "set_options"]

_NAMES: Final = frozenset({"comment", "nomarkdown", "options"})
_OPTIONS: Final = frozenset(Options.__dataclass_fields__)
_FIXED: Final = frozenset({"input", "hard_wrap", "gfm_quirks"})
"""Options that kramdown reads before the text, so that a text cannot set them."""


class Extension(NamedTuple):
    """An extension in the text. `body` is None where the start tag closes itself; `end` is where it ends."""

    name: str
    attributes: AttributeList
    body: str | None
    end: int


class _Place(Protocol):
    """Where an extension is read from: a block or a span state."""

    src: str

    def warn(self, text: str, pos: int | None = None) -> None: ...

    def search(self, pattern: re.Pattern[str], pos: int) -> re.Match[str] | None: ...


def read_extension(
    state: _Place,
    start: re.Match[str],
    stop_pattern: Callable[[str], re.Pattern[str]],
    *,
    keep_newline: bool,
) -> Extension | None:
    """Return the extension whose start tag is `start`, or None with a warning where there is none.

    `start` matches `patterns.EXTENSION`; `stop_pattern` gives the pattern of the stop tag of a name. The body
    of a block loses its last newline, which `keep_newline` prevents.
    """
    name, attributes_text, closed, stop_name = start.groups()
    if name is None:
        which = f"for '{stop_name}' " if stop_name else ""
        state.warn(f"Invalid extension stop tag {which}found - ignoring it", start.start())
        return None
    attributes = AttributeList()
    if attributes_text and not parse_attributes(attributes_text, attributes):
        state.warn(
            f"No or invalid attributes found in IAL/ALD content: {shown(attributes_text)}", start.start()
        )
    body, end = None, start.end()
    if not closed:
        stop = state.search(stop_pattern(name), end)
        if stop is None:
            state.warn(f"No stop tag for extension '{name}' found - ignoring it", start.start())
            return None
        body, end = state.src[start.end() : stop.start()], stop.end()
        if not keep_newline:
            body = body.removesuffix("\n")
    if name not in _NAMES:
        state.warn(f"Invalid extension with name '{name}' specified - ignoring it", start.start())
        return None
    return Extension(name, attributes, body, end)


def set_options(document: Document, values: Mapping[str, str], line: int | None) -> None:
    """Set kramdown options from within the text; what may not or cannot be set is warned about."""
    for name, value in values.items():
        if name not in _OPTIONS:
            forbidden = name in document.options.forbidden_inline_options or name == "template"
            message = (
                f"Option {name} may not be set inline" if forbidden else f"Unknown kramdown option '{name}'"
            )
            document.warn(message, line)
        elif name == "forbidden_inline_options" or name in document.options.forbidden_inline_options:
            document.warn(f"Option {name} may not be set inline", line)
        elif name not in _FIXED:
            try:
                document.options = replace(document.options, **{name: coerce_option(name, value)})
            except ConfigError as error:
                document.warn(error.diagnostic.cause, line)
