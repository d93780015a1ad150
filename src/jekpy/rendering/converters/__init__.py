"""Converters: from the text of a file, after its template has run, to what is written.

A file's extension chooses its converters. Source: Jekyll 4.4.1, lib/jekyll/renderer.rb, converter.rb.
"""

from __future__ import annotations

from jekpy.rendering.converters.base import Conversion, Converter, Converters, SourceFile
from jekpy.rendering.converters.markdown import MarkdownConverter, markdown_converter
from jekpy.rendering.converters.sass import SassConverter, sass_options

__all__ = [
    "Conversion",
    "Converter",
    "Converters",
    "MarkdownConverter",
    "SassConverter",
    "SourceFile",
    "markdown_converter",
    "sass_options",
]
