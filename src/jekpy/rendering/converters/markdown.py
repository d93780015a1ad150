"""Markdown, by the dialect that the site's configuration names.

Source: Jekyll 4.4.1, lib/jekyll/converters/markdown.rb, markdown/kramdown_parser.rb, smarty_pants.rb.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from jekpy.errors import ConversionError, Diagnostic, Location, nearest
from jekpy.rendering.converters.base import Conversion, SourceFile

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from markdown_it import MarkdownIt

    from jekpy.kramdown import Options

__all__ = ["MarkdownConverter", "markdown_converter"]

_EXTENSIONS: Final = "markdown,mkdown,mkdn,mkd,md"
_DIALECTS: Final = ("kramdown", "GFM", "CommonMark")


class MarkdownConverter:
    """Converts Markdown; equal texts are converted once."""

    names = ("markdown", "smartypants")

    def __init__(
        self,
        extensions: frozenset[str],
        dialect: str,
        kramdown: Mapping[str, object],
        warn: Callable[[Diagnostic], None],
        own_dialect: Callable[[str], str] | None = None,
    ) -> None:
        """Take the extensions of Markdown files (dots and all), the `markdown` key and the `kramdown` key.

        `own_dialect` converts, where a plugin knows the dialect that the `markdown` key names.
        """
        self._extensions = extensions
        self._dialect = dialect
        self._kramdown = kramdown
        self._warn = warn
        self._own_dialect = own_dialect
        self._options: Options | None = None
        self._preset: MarkdownIt | None = None
        self._known: dict[str, str] = {}

    def matches(self, ext: str) -> bool:
        """Tell whether `ext` is one of `markdown_ext`, in any case."""
        return ext.lower() in self._extensions

    def output_extension(self, ext: str) -> str:  # noqa: ARG002 - the same for all
        """Return `.html`."""
        return ".html"

    def name_for(self, ext: str) -> str:  # noqa: ARG002 - the same for all
        """Return `markdown`."""
        return "markdown"

    def convert(self, text: str, name: str, file: SourceFile | None = None) -> Conversion:
        """Return the HTML of `text`; empty text gives one line end, as in Jekyll."""
        if name == "smartypants":
            from jekpy.kramdown import smartify

            return Conversion(smartify(text, self._kramdown_options()))
        if text not in self._known:
            self._known[text] = self._converted(text, file.location if file else None)
        return Conversion(self._known[text])

    def _converted(self, text: str, location: Location | None) -> str:
        if self._own_dialect is not None:
            return self._own_dialect(text)
        match self._dialect.lower():
            case "kramdown":
                return self._by_kramdown(text, location)
            case "gfm" | "commonmark":
                return str(self._markdown_it().render(text))
            case _:
                near = nearest(self._dialect, _DIALECTS)
                raise ConversionError(
                    f"{self._dialect!r} is not a Markdown dialect",
                    location,
                    fix=f"set `markdown: {near or 'kramdown'}` in _config.yml",
                )

    def _by_kramdown(self, text: str, location: Location | None) -> str:
        from jekpy.kramdown import convert

        result = convert(text, self._kramdown_options())
        if self._kramdown.get("show_warnings"):
            for warning in result.warnings:
                path = location.path if location else ""
                self._warn(Diagnostic("kramdown", str(warning), Location(path), severity="warning"))
        return result.html

    def _kramdown_options(self) -> Options:
        if self._options is None:
            from jekpy.kramdown import Options

            self._options = Options.jekyll(self._kramdown, self._warn)
        return self._options

    def _markdown_it(self) -> MarkdownIt:
        if self._preset is None:
            from markdown_it import MarkdownIt

            self._preset = MarkdownIt("gfm-like" if self._dialect.lower() == "gfm" else "commonmark")
            if self._dialect.lower() == "gfm":
                self._preset.options["linkify"] = False
        return self._preset


def markdown_converter(
    values: Mapping[str, object],
    warn: Callable[[Diagnostic], None],
    own_dialect: Callable[[str], str] | None = None,
) -> MarkdownConverter:
    """Return the converter that a site's configuration asks for; missing keys have Jekyll's defaults.

    `own_dialect` is the function of a plugin that converts in its place.
    """
    given = values.get("kramdown")
    kramdown: dict[str, object] = dict(given) if isinstance(given, dict) else {}
    highlighter = values.get("highlighter", "rouge")
    kramdown.setdefault("syntax_highlighter", highlighter)
    extensions = str(values.get("markdown_ext") or _EXTENSIONS).split(",")
    return MarkdownConverter(
        frozenset(f".{ext.lower()}" for ext in extensions if ext),
        str(values.get("markdown") or "kramdown"),
        kramdown,
        warn,
        own_dialect,
    )
