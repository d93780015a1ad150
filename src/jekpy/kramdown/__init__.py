r"""The kramdown dialect of Markdown, for Python: Jekyll's Markdown, to the byte.

    >>> from jekpy.kramdown import to_html
    >>> to_html("A *word*.")
    '<p>A <em>word</em>.</p>\n'

`convert` also gives the warnings, `parser` a `MarkdownIt` to add rules to, `Options` kramdown's options.
"""

from __future__ import annotations

from .document import KramdownWarning
from .highlight import highlight_figure
from .options import Options
from .parser import Kramdown, Result, convert, parser, to_html
from .smart import smartify

__all__ = [
    "Kramdown",
    "KramdownWarning",
    "Options",
    "Result",
    "convert",
    "highlight_figure",
    "parser",
    "smartify",
    "to_html",
]
