"""The rules in their order. Source: kramdown 2.5.2, parser/kramdown.rb; gfm 1.1.0, parser/gfm.rb."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .block.abbreviation_definition import abbreviation_definition
from .block.blank import blank
from .block.blockquote import blockquote
from .block.boundary import boundary
from .block.definition_list import definition_list
from .block.extension import extension as block_extension
from .block.fence import fence
from .block.footnote_definition import footnote_definition
from .block.heading import atx_heading, setext_heading
from .block.horizontal_rule import horizontal_rule
from .block.html import html as block_html
from .block.indented_code import indented_code
from .block.link_definition import link_definition
from .block.lists import lists
from .block.math import math as block_math
from .block.paragraph import paragraph
from .block.table import table
from .core.abbreviations import abbreviations
from .core.blocks import blocks, normalize
from .core.hard_breaks import hard_breaks
from .core.heading_ids import heading_ids
from .core.spans import spans
from .span.autolink import autolink
from .span.code import code_span
from .span.emphasis import emphasis
from .span.entity import entity
from .span.escape import escape
from .span.extension import extension as span_extension
from .span.footnote import footnote
from .span.html import html as span_html
from .span.line_break import line_break
from .span.link import link
from .span.math import math as span_math
from .span.quotes import smart_quotes
from .span.strikethrough import strikethrough
from .span.symbol import symbol

if TYPE_CHECKING:
    from collections.abc import Callable

    from markdown_it.rules_core import StateCore

    from jekpy.kramdown.block import BlockRule
    from jekpy.kramdown.span import SpanRule

__all__ = ["BLOCK_RULES", "CORE_RULES", "SPAN_RULES"]

CORE_RULES: Final[tuple[tuple[str, Callable[[StateCore], None]], ...]] = (
    ("normalize", normalize),
    ("blocks", blocks),
    ("spans", spans),
    ("abbreviations", abbreviations),
    ("hard_breaks", hard_breaks),
    ("heading_ids", heading_ids),
)

BLOCK_RULES: Final[tuple[tuple[str, BlockRule, str], ...]] = (
    # name, rule, the characters it begins with after up to three spaces ("" for any; " " for more spaces)
    ("blank", blank, "\n \t\f\v"),
    ("indented_code", indented_code, " \t"),
    ("fence", fence, "`~"),
    ("blockquote", blockquote, ">"),
    ("atx_heading", atx_heading, "#"),
    ("horizontal_rule", horizontal_rule, "*-_"),
    ("list", lists, "*+-0123456789"),
    ("definition_list", definition_list, ":"),
    ("html", block_html, "<"),
    ("setext_heading", setext_heading, ""),
    ("math", block_math, "$\\"),
    ("table", table, ""),
    ("footnote_definition", footnote_definition, "["),
    ("link_definition", link_definition, "["),
    ("abbreviation_definition", abbreviation_definition, "*"),
    ("extension", block_extension, "{"),
    ("boundary", boundary, "^"),
    ("paragraph", paragraph, ""),
)

SPAN_RULES: Final[tuple[tuple[str, SpanRule, str], ...]] = (
    # name, rule, the characters it begins with
    ("emphasis", emphasis, "*_"),
    ("code_span", code_span, "`"),
    ("autolink", autolink, "<"),
    ("html", span_html, "<"),
    ("footnote", footnote, "["),
    ("link", link, "[!"),
    ("smart_quotes", smart_quotes, "\"'"),
    ("math", span_math, "$"),
    ("extension", span_extension, "{"),
    ("entity", entity, "&"),
    ("symbol", symbol, "-.<>\\"),
    ("line_break", line_break, "\n\\"),
    ("escape", escape, "\\"),
    ("strikethrough", strikethrough, "~"),
)
