"""Every option that jekpy itself reads, with its default and what it does.

The reference page of the options is made from this table. Any other key of `_config.yml` is the site's own
and reaches templates as `site.<key>`.

Source: Jekyll 4.4.1, lib/jekyll/configuration.rb (DEFAULTS); options marked "jekpy" are not Jekyll's.
"""

from __future__ import annotations

import copy
from dataclasses import dataclass
from typing import Final

__all__ = ["BUILT_IN_EXCLUDES", "COMMAND_KEYS", "OPTIONS", "Option", "defaults"]


@dataclass(frozen=True, slots=True)
class Option:
    """One top-level key: its name, its default, and what it does, in a sentence."""

    name: str
    default: object
    text: str


BUILT_IN_EXCLUDES: Final = (
    ".sass-cache", ".jekyll-cache", "gemfiles", "Gemfile", "Gemfile.lock", "node_modules",
    "vendor/bundle/", "vendor/cache/", "vendor/gems/", "vendor/ruby/",
)  # fmt: skip
"""What is left out of every site, after the site's own `exclude`."""

OPTIONS: Final = (
    Option("source", None, "the folder that holds the site"),
    Option("destination", None, "the folder that the built site is written to"),
    Option("collections_dir", "", "the folder in which the collections' folders lie"),
    Option("cache_dir", ".jekyll-cache", "kept for Jekyll; jekpy's own cache is .jekpy-cache"),
    Option("plugins_dir", "_plugins", "where the site's own plugins lie"),
    Option("layouts_dir", "_layouts", "where layouts lie"),
    Option("data_dir", "_data", "where data files lie"),
    Option("includes_dir", "_includes", "where includes lie"),
    Option("collections", {}, "the site's collections, by label, each with its options"),
    Option("safe", False, "leave the site's own plugins out, and stay inside the source"),
    Option("include", [".htaccess"], "files and folders to take in although their names say otherwise"),
    Option("exclude", [], "files and folders to leave out"),
    Option("keep_files", [".git", ".svn"], "what the clean-up leaves in the destination"),
    Option("encoding", "utf-8", "how source files are encoded"),
    Option("markdown_ext", "markdown,mkdown,mkdn,mkd,md", "the extensions of Markdown files"),
    Option("strict_front_matter", False, "stop at front matter that cannot be read"),
    Option("show_drafts", None, "build what lies in _drafts too"),
    Option("limit_posts", 0, "build only this many of the newest posts; 0 for all"),
    Option("future", False, "build documents dated in the future"),
    Option("unpublished", False, "build documents with `published: false`"),
    Option("whitelist", [], "plugins allowed in safe mode"),
    Option("plugins", [], "the plugins that the site uses"),
    Option("markdown", "kramdown", "the Markdown dialect: kramdown, GFM or CommonMark"),
    Option("highlighter", "rouge", "the highlighter of code; any other value than rouge turns it off"),
    Option("lsi", False, "kept for Jekyll; related posts are the most recent ones"),
    Option("excerpt_separator", "\n\n", "where an excerpt ends; empty for no excerpts"),
    Option("incremental", False, "kept for Jekyll"),
    Option("detach", False, "serve in the background"),
    Option("port", "4000", "the port that `serve` listens on"),
    Option("host", "127.0.0.1", "the address that `serve` binds to"),
    Option("baseurl", None, "the path under which the site is served, such as /blog"),
    Option("show_dir_listing", False, "let `serve` list folders in place of their index pages"),
    Option("ssl_cert", None, "the certificate that `serve` uses, relative to the source"),
    Option("ssl_key", None, "the key of that certificate"),
    Option("permalink", "date", "the style or the template of URLs"),
    Option("paginate_path", "/page:num", "the path of the further pages of a listing"),
    Option("timezone", None, "the zone of dates, by its name in the tz database"),
    Option("quiet", False, "print errors only"),
    Option("verbose", False, "print more"),
    Option("defaults", [], "front matter for many files at once, by path and type"),
    Option("liquid", {"error_mode": "warn", "strict_filters": False, "strict_variables": False},
           "how strict templates are"),
    Option("kramdown", {"auto_ids": True, "toc_levels": [1, 2, 3, 4, 5, 6], "entity_output": "as_char",
                        "smart_quotes": "lsquo,rsquo,ldquo,rdquo", "input": "GFM", "hard_wrap": False,
                        "guess_lang": True, "footnote_nr": 1, "show_warnings": False},
           "options of the kramdown dialect"),
)  # fmt: skip


COMMAND_KEYS: Final = frozenset(
    (
        *("quiet", "verbose", "serving", "watch", "host", "port", "detach", "open_url", "livereload"),
        *("show_dir_listing", "ssl_cert", "ssl_key", "webrick", "livereload_ignore"),
        *("livereload_min_delay", "livereload_max_delay", "livereload_port"),
    )
)
"""Keys that say how the program runs: outputs depend on them only where a template reads one."""


def defaults() -> dict[str, object]:
    """Return a fresh mapping of every option's default."""
    return {option.name: copy.deepcopy(option.default) for option in OPTIONS if option.default is not None}
