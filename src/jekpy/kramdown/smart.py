"""Typography alone: smart quotes, dashes and ellipses in a text that is no Markdown, for `smartify`.

Source: Jekyll 4.4.1, lib/jekyll/converters/smartypants.rb: kramdown with four of its span parsers.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from .document import Document
from .options import Options
from .parser import Kramdown
from .span import SpanState

if TYPE_CHECKING:
    from .renderer import Renderer
    from .span import SpanParser

__all__ = ["smartify"]

_RULES: Final = ("smart_quotes", "entity", "symbol", "html")


def smartify(text: str, options: Options | None = None) -> str:
    """Return `text` with typographic quotes, dashes and ellipses, escaped for HTML but for its tags."""
    md = Kramdown(replace(options or Options(), input="kramdown"))
    document = Document(md.chosen)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n")
    document.prepare(lines)
    state = SpanState(f"{lines}\n", md, document, 1)
    spans: SpanParser = md.inline  # type: ignore[assignment]
    spans.run(state, names=_RULES)
    state.flush()
    document.start_output()
    renderer: Renderer = md.renderer  # type: ignore[assignment]
    return renderer.children(state.children, md.options, document).removesuffix("\n")
