"""Sass and SCSS, by Dart Sass, with the options of a site's `sass:` key.

Source: jekyll-sass-converter 3.1.0, lib/jekyll/converters/scss.rb.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Literal
from urllib.parse import unquote, urlsplit

from jekpy.rendering.converters.base import Conversion
from jekpy.rendering.converters.sass_compiler import SassCompiler, SassOptions

if TYPE_CHECKING:
    from collections.abc import Callable

    from jekpy.config import Config
    from jekpy.errors import Diagnostic, Location
    from jekpy.model.site import Theme

__all__ = ["SassConverter", "sass_options"]


def sass_options(config: Config, theme: Theme | None) -> SassOptions:
    """Return what the `sass:` key asks for; the theme's `_sass` is searched last.

    The built-in theme is put together by `@import`, so that a site's own partials see its variables: that
    Sass deprecates it is nothing the site can mend.
    """
    given = config.mapping("sass")
    style = str(given.get("style") or "expanded").removeprefix(":")
    folders = [path for entry in _strings(given.get("load_paths")) for path in _globbed(config.source, entry)]
    folders.append(str(config.source / str(given.get("sass_dir") or "_sass")))
    if theme is not None:
        folders.append(str(theme.root / "_sass"))
    silenced = ("import",) if theme is not None and theme.is_built_in else ()
    wanted = str(given.get("sourcemap") or "always").removeprefix(":")
    mapped = wanted == "always" or (wanted == "development" and config.environment == "development")
    return SassOptions(
        style="compressed" if style == "compressed" else "expanded",
        load_paths=tuple(folder for folder in dict.fromkeys(folders) if Path(folder).is_dir()),
        source_map=mapped,
        quiet_deps=bool(given.get("quiet_deps")),
        verbose=bool(given.get("verbose")),
        fatal_deprecations=_strings(given.get("fatal_deprecations")),
        future_deprecations=_strings(given.get("future_deprecations")),
        silence_deprecations=(*_strings(given.get("silence_deprecations")), *silenced),
    )


def _strings(value: object) -> tuple[str, ...]:
    return tuple(str(item) for item in value) if isinstance(value, list) else ()


def _globbed(source: Path, entry: str) -> list[str]:
    if Path(entry).is_absolute():
        return [entry]
    found = sorted(str(path) for path in source.glob(entry)) if any(char in entry for char in "*?[") else []
    return found or [str(source / entry)]


@dataclass(slots=True)
class SassConverter:
    """Compiles stylesheets that have front matter; partials are found through the load paths."""

    source: Path
    options: SassOptions
    warn: Callable[[Diagnostic], None]
    compiler: SassCompiler

    names = ("scss", "sass")

    def matches(self, ext: str) -> bool:
        """Tell whether `ext` is `.scss` or `.sass`, in any case."""
        return ext.lower() in (".scss", ".sass")

    def output_extension(self, ext: str) -> str:  # noqa: ARG002 - the same for both
        """Return `.css`."""
        return ".css"

    def name_for(self, ext: str) -> str:
        """Return `scss` or `sass`, whichever the extension is."""
        return ext.lower().removeprefix(".")

    def convert(self, text: str, name: str, output_path: str | None, location: Location | None) -> Conversion:
        """Return the CSS, and for a page of its own its source map beside it."""
        syntax: Literal["scss", "sass"] = "sass" if name == "sass" else "scss"
        whole_file = output_path is not None
        options = replace(self.options, source_map=self.options.source_map and whole_file, charset=whole_file)
        path = location.path if location else "stylesheet"
        result = self.compiler.compile(text, syntax, path, options)
        for warning in result.warnings:
            self.warn(warning)
        if output_path is None:
            return Conversion(result.css)
        if not result.source_map:
            return Conversion(result.css)
        map_name = PurePosixPath(output_path).name + ".map"
        css = _with_map_comment(result.css, map_name, options.style)
        source_map = self._source_map(result.source_map, path, PurePosixPath(output_path))
        return Conversion(css, {output_path + ".map": source_map.encode()})

    def _source_map(self, text: str, path: str, output_path: PurePosixPath) -> str:
        """Return the source map with its sources named as seen from the stylesheet's own folder."""
        data = json.loads(text)
        folder = PurePosixPath(path).parent
        data["sources"] = [self._source_name(url, folder) for url in data.get("sources", [])]
        data["file"] = output_path.name
        ordered = {
            key: data[key] for key in ("version", "sourceRoot", "sources", "names", "mappings") if key in data
        }
        return json.dumps({**ordered, **{key: value for key, value in data.items() if key not in ordered}},
                          ensure_ascii=False, separators=(",", ":"))  # fmt: skip

    def _source_name(self, url: str, folder: PurePosixPath) -> str:
        if not url.startswith("file:"):
            return PurePosixPath(url).name
        file = Path(unquote(urlsplit(url).path))
        if not file.is_relative_to(self.source):
            return file.name  # a theme's own, which lies anywhere on this machine
        return os.path.relpath(file, self.source / folder).replace(os.sep, "/")


def _with_map_comment(css: str, map_name: str, style: str) -> str:
    gap = "" if style == "compressed" or not css else "\n\n"
    return f"{css}{gap}/*# sourceMappingURL={map_name} */"
