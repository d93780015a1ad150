"""Sass and SCSS, by Dart Sass, with the options of a site's `sass:` key.

Source: jekyll-sass-converter 3.1.0, lib/jekyll/converters/scss.rb.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final, Literal
from urllib.parse import unquote, urlsplit

from jekpy.rendering.converters.base import Conversion, SourceFile
from jekpy.rendering.converters.sass_compiler import SassCompiler, SassOptions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from jekpy.config import Config
    from jekpy.errors import Diagnostic
    from jekpy.model.site import Theme

_MAP_KEYS: Final = ("version", "sourceRoot", "sources", "names", "mappings")

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
        load_paths=tuple(dict.fromkeys(folders)),
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

    def convert(self, text: str, name: str, file: SourceFile | None = None) -> Conversion:
        """Return the CSS, and for a page of its own its source map beside it."""
        syntax: Literal["scss", "sass"] = "sass" if name == "sass" else "scss"
        output_path = file.output_path if file else None
        options = replace(
            self.options,
            source_map=self.options.source_map and output_path is not None,
            charset=output_path is not None,
        )
        if file is not None and file.from_theme:
            # A theme's way of writing its stylesheets is not the business of those who use it.
            silenced = (*self.options.silence_deprecations, "import")
            options = replace(options, silence_deprecations=silenced, quiet_deps=True)
        result = self.compiler.compile(text, syntax, file.path if file else None, options, self._shown)
        for warning in result.warnings:
            self.warn(warning)
        files = [unquote(urlsplit(url).path) for url in result.loaded_urls if url.startswith("file:")]
        places = [str(Path(path).parent) for path in (*files, *((str(file.path),) if file else ()))]
        folders = _outermost((*self.options.load_paths, *places))
        reads = (*(("file", name) for name in files), *(("styles", folder) for folder in folders))
        if file is None or output_path is None or not result.source_map:
            return Conversion(result.css, reads=reads)
        map_name = PurePosixPath(output_path).name + ".map"
        css = _with_map_comment(result.css, map_name, options.style)
        source_map = self._source_map(result.source_map, file)
        return Conversion(css, {output_path + ".map": source_map.encode()}, reads)

    def _shown(self, path: str) -> str:
        """Return how messages name a file that the compiler read."""
        file = Path(path)
        return file.relative_to(self.source).as_posix() if file.is_relative_to(self.source) else path

    def _source_map(self, text: str, file: SourceFile) -> str:
        """Return the source map with its sources named as seen from the stylesheet's own folder."""
        data = json.loads(text)
        data["sources"] = [self._source_name(url, file.path) for url in data.get("sources", [])]
        data["file"] = PurePosixPath(file.output_path or "").name
        ordered = {key: data[key] for key in _MAP_KEYS if key in data}
        return json.dumps({**ordered, **data}, ensure_ascii=False, separators=(",", ":"))

    def _source_name(self, url: str, stylesheet: Path) -> str:
        path = Path(unquote(urlsplit(url).path))
        if path == stylesheet or not path.is_relative_to(self.source):
            return path.name  # a theme's own partials lie anywhere on this machine
        return os.path.relpath(path, stylesheet.parent).replace(os.sep, "/")


def _outermost(folders: Iterable[str]) -> list[str]:
    """Return the folders that lie in no other one of them: a partial in front of another is in one of all."""
    found: list[str] = []
    for folder in sorted(set(folders)):
        if not any(folder.startswith(f"{other.rstrip('/')}/") for other in found):
            found.append(folder)
    return found


def _with_map_comment(css: str, map_name: str, style: str) -> str:
    gap = "" if style == "compressed" else "\n\n"
    return f"{css}{gap}/*# sourceMappingURL={map_name} */"
