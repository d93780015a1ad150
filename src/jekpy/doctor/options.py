"""The configuration: options that are no more, options that are misspelt, and the site's own address.

Source: Jekyll 3.9 and 4.4.1, lib/jekyll/configuration.rb, deprecator.rb; lib/jekyll/commands/doctor.rb
(properly_gathered_posts?, proper_site_url?).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from jekpy.config.options import OPTIONS
from jekpy.errors import Diagnostic, Location, nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from jekpy.config import Config
    from jekpy.plugins import Plugin

__all__ = ["option_problems", "url_problems"]

_NO_MORE: Final[Mapping[str, str]] = {
    "auto": "remove it; `jekpy watch` rebuilds on change",
    "data_source": "write `data_dir`",
    "gems": "write `plugins`",
    "layouts": "write `layouts_dir`",
    "maruku": "remove it; Markdown is kramdown's",
    "pygments": "write `highlighter`",
    "rdiscount": "remove it; Markdown is kramdown's",
    "redcarpet": "remove it; Markdown is kramdown's",
    "redcloth": "remove it; Textile is not converted",
    "relative_permalinks": "remove it; a relative `permalink` is relative to the site",
    "server": "remove it; `jekpy serve` serves",
    "server_port": "write `port`",
}
_SLIPS: Final[Mapping[str, str]] = {
    "excludes": "exclude",
    "keep_file": "keep_files",
    "permalinks": "permalink",
    "plugin": "plugins",
    "time_zone": "timezone",
    "timezones": "timezone",
}
_NESTED: Final[Mapping[str, frozenset[str]]] = {
    "liquid": frozenset({"error_mode", "strict_filters", "strict_variables"}),
    "sass": frozenset((
        "cache", "cache_location", "implementation", "line_comments", "load_paths", "quiet_deps", "sass_dir",
        "sourcemap", "style", "verbose",
    )),
    "kramdown": frozenset((
        "auto_id_prefix", "auto_id_stripping", "auto_ids", "coderay", "enable_coderay", "entity_output",
        "footnote_backlink", "footnote_backlink_inline", "footnote_link_text", "footnote_nr",
        "footnote_prefix", "forbidden_inline_options", "gfm_emojis", "gfm_quirks", "guess_lang",
        "hard_wrap", "header_links", "header_offset", "html_to_native", "input", "latex_headers",
        "line_width", "link_defs", "list_indent", "math_engine", "math_engine_opts", "parse_block_html",
        "parse_span_html", "remove_block_html_tags", "remove_line_breaks_for_cjk", "remove_span_html_tags",
        "show_warnings", "smart_quotes", "syntax_highlighter", "syntax_highlighter_opts", "template",
        "toc_levels", "transliterated_header_ids", "typographic_symbols", "use_coderay",
    )),
}  # fmt: skip
"""The options below these keys. Source: kramdown 2.5.2, options.rb; jekyll-sass-converter 3.1.0."""

_OPTIONS: Final = frozenset((*(option.name for option in OPTIONS), "title", "description", "url", "author"))
_OF_COLLECTIONS: Final = ("output", "permalink", "sort_by", "order")
_OF_DEFAULTS: Final = ("scope", "values")
_OF_SCOPES: Final = ("path", "type")


def option_problems(config: Config) -> Iterator[Diagnostic]:
    """Yield a warning for each key of the configuration that does nothing, and likely should."""
    text = _text_of(config.files)
    for key, fix in _NO_MORE.items():
        if key in config.values and not (key == "layouts" and isinstance(config.values[key], dict)):
            yield _problem(config, text, key, "config-deprecated", f"the option '{key}' is no more", fix)
    markdown = config.text("markdown")
    if markdown.lower() in ("redcarpet", "rdiscount", "maruku"):
        fix = "write `markdown: kramdown`"
        yield _problem(config, text, "markdown", "config-deprecated", f"{markdown} is no more", fix)
    for key in config.values:
        meant = _SLIPS.get(key) or key.lower().replace("-", "_")
        if meant != key and (meant in _OPTIONS or key in _SLIPS):
            cause = f"there is no option '{key}'"
            yield _problem(config, text, key, "config-near-miss", cause, f"did you mean '{meant}'?")
    for key, known in _NESTED.items():
        yield from _misspelt(config, text, f"{key}: ", config.mapping(key), known)
    yield from _collection_problems(config, text)
    yield from _default_problems(config, text)


def _collection_problems(config: Config, text: str) -> Iterator[Diagnostic]:
    collections_dir = config.text("collections_dir").strip("/")
    for label, options in config.collections.items():
        yield from _misspelt(config, text, f"collections: {label}: ", options, _OF_COLLECTIONS)
        folder = config.source / collections_dir / f"_{label}"
        if label not in ("posts", "data") and not folder.is_dir():
            fix = f"create {folder.relative_to(config.source)}, or remove the collection"
            yield _problem(
                config, text, label, "collection-missing", f"the collection '{label}' has no folder", fix
            )
    stray = config.source / "_posts"
    if collections_dir and stray.is_dir():
        cause = f"the posts in _posts are not read, for `collections_dir` is '{collections_dir}'"
        fix = f"move the folder to {collections_dir}/_posts"
        yield Diagnostic("posts-misplaced", cause, Location("_posts"), fix, severity="warning")


def _default_problems(config: Config, text: str) -> Iterator[Diagnostic]:
    given = config.values.get("defaults")
    for entry in given if isinstance(given, list) else ():
        if isinstance(entry, dict):
            yield from _misspelt(config, text, "defaults: ", entry, _OF_DEFAULTS)
            scope = entry.get("scope")
            if isinstance(scope, dict):
                yield from _misspelt(config, text, "defaults: scope: ", scope, _OF_SCOPES)


def _misspelt(
    config: Config, text: str, where: str, given: Mapping[str, object], known: Iterable[str]
) -> Iterator[Diagnostic]:
    """Yield a warning for each key that is nearly, but not quite, one of `known`."""
    known = sorted(known)
    for key in given:
        near = None if str(key) in known else nearest(str(key), known, cutoff=0.8)
        if near:
            cause = f"there is no option '{where}{key}'"
            yield _problem(config, text, str(key), "config-near-miss", cause, f"did you mean '{near}'?")


def url_problems(config: Config, plugins: Sequence[Plugin]) -> Iterator[Diagnostic]:
    """Yield what is wrong with the site's `url`, unless a plugin knows it."""
    if any(plugin.name == "jekyll-github-metadata" for plugin in plugins):
        return
    url = config.values.get("url")
    needing = ", ".join(plugin.name for plugin in plugins if plugin.name in _NEEDS_URL)
    if url in (None, "") and needing:
        yield _url_problem(config, "url-missing", f"the site has no `url`, which {needing} needs")
    elif url in (None, ""):
        cause = "the site has no `url`, so the filter absolute_url gives none either"
        yield _url_problem(config, "url-none", cause)
    elif not _is_absolute(url):
        cause = f"the site's `url` is {url!r}, which is no absolute address"
        yield _url_problem(config, "url-relative", cause)


_NEEDS_URL: Final = frozenset({
    "jekyll-feed", "jekyll-sitemap",
})  # fmt: skip


def _is_absolute(url: object) -> bool:
    try:
        parts = urlsplit(str(url))
    except ValueError:
        return False
    return bool(parts.scheme and parts.netloc)


def _url_problem(config: Config, code: str, cause: str) -> Diagnostic:
    fix = "write `url: https://example.com`, with your own address"
    return _problem(config, _text_of(config.files), "url", code, cause, fix)


# -- places ----------------------------------------------------------------------------------------


def _text_of(files: Sequence[Path]) -> str:
    """Return the text of the configuration file that counts most."""
    try:
        return files[-1].read_text("utf-8-sig", "replace") if files else ""
    except OSError:
        return ""


def _problem(config: Config, text: str, key: str, code: str, cause: str, fix: str) -> Diagnostic:
    """Return a warning at the first line of the configuration that gives `key`."""
    match = re.search(rf"^[ \t-]*(?P<key>[\"']?{re.escape(key)}[\"']?)\s*:", text, re.MULTILINE)
    name = config.files[-1].name if config.files else "_config.yml"
    line = text.count("\n", 0, match.start("key")) + 1 if match else None
    return Diagnostic(code, cause, Location(name, line), fix, severity="warning").within(text)
