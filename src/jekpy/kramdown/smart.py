"""Smart quotes and symbols in text that is no Markdown otherwise: Jekyll's `smartify`.

Source: Jekyll 4.4.1, converters/smartypants.rb.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from markdown_it.token import Token

from .options import Options
from .parser import Kramdown

if TYPE_CHECKING:
    from .block import BlockState

__all__ = ["smartify"]

_CORE_RULES: Final = ("normalize", "blocks", "spans")
_SPAN_RULES: Final = ("smart_quotes", "entity", "symbol", "html")


def smartify(text: str, options: Options | None = None) -> str:
    """Return `text` with smart quotes, dashes and ellipses; HTML in it stays, the rest is escaped.

    There are no paragraphs, and the last line end goes.
    """
    return _parser(options if options is not None else Options()).convert(text).html.removesuffix("\n")


@lru_cache(maxsize=8)
def _parser(options: Options) -> Kramdown:
    """Return a parser that knows HTML blocks and text, and in text only HTML and what is made smart."""
    md = Kramdown(replace(options, input="kramdown"))
    md.core.ruler.enableOnly(_CORE_RULES)
    md.block.ruler.enableOnly(["html"])
    md.block.ruler.push("content", _content)  # type: ignore[arg-type]
    md.inline.ruler.enableOnly(_SPAN_RULES)
    return md


def _content(state: BlockState) -> bool:
    """Take a line of text; lines after one another are one run."""
    end = state.src.index("\n", state.pos) + 1
    line = state.src[state.pos : end]
    if state.tokens and state.tokens[-1].type == "bare":
        state.tokens[-1].content += line
    else:
        state.tokens.append(Token("bare", "", 0, content=line, block=True))
    state.pos = end
    return True
