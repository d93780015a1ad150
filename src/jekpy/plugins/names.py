"""The names under which sites list plugins, and what stands behind each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["ALWAYS_THERE", "BUNDLES", "LOOK_OUTSIDE", "MODULES", "OF_NO_CONSEQUENCE"]

MODULES: Final[Mapping[str, str]] = {
    "jekyll-archives": "jekpy.plugins.archives",
    "jekyll-avatar": "jekpy.plugins.avatar",
    "jekyll-commonmark": "jekpy.plugins.commonmark",
    "jekyll-default-layout": "jekpy.plugins.default_layout",
    "jekyll-feed": "jekpy.plugins.feed",
    "jekyll-gist": "jekpy.plugins.gist",
    "jekyll-github-metadata": "jekpy.plugins.github_metadata",
    "jekyll-last-modified-at": "jekpy.plugins.last_modified_at",
    "jekyll-mentions": "jekpy.plugins.mentions",
    "jekyll-optional-front-matter": "jekpy.plugins.optional_front_matter",
    "jekyll-paginate": "jekpy.plugins.paginate",
    "jekyll-paginate-v2": "jekpy.plugins.paginate_v2",
    "jekyll-readme-index": "jekpy.plugins.readme_index",
    "jekyll-redirect-from": "jekpy.plugins.redirect_from",
    "jekyll-relative-links": "jekpy.plugins.relative_links",
    "jekyll-seo-tag": "jekpy.plugins.seo_tag",
    "jekyll-sitemap": "jekpy.plugins.sitemap",
    "jekyll-titles-from-headings": "jekpy.plugins.titles_from_headings",
    "jekyll-toc": "jekpy.plugins.toc",
    "jemoji": "jekpy.plugins.jemoji",
}
"""The module of each built-in plugin; its attribute `plugin` is the plugin."""

BUNDLES: Final[Mapping[str, tuple[str, ...]]] = {
    "github-pages": (
        "jekyll-coffeescript",
        "jekyll-gist",
        "jekyll-github-metadata",
        "jekyll-paginate",
        "jekyll-relative-links",
        "jekyll-optional-front-matter",
        "jekyll-readme-index",
        "jekyll-default-layout",
        "jekyll-titles-from-headings",
    ),
}
"""Names that stand for several plugins. Source: github-pages, lib/github-pages/plugins.rb."""

ALWAYS_THERE: Final = frozenset({
    "jekyll-include-cache",
    "jekyll-remote-theme",
    "jekyll-sass-converter",
})  # fmt: skip
"""Plugins whose work is part of jekpy: the tag `include_cached`, themes by `remote_theme`, Sass."""

LOOK_OUTSIDE: Final = frozenset({"jekyll-github-metadata", "jekyll-last-modified-at"})
"""Plugins that look at more than the site's files and the environment: at the history in git."""

OF_NO_CONSEQUENCE: Final = frozenset({
    "base64",
    "bundler",
    "csv",
    "ffi",
    "html-proofer",
    "http_parser.rb",
    "jekyll",
    "jekyll-admin",
    "jekyll-coffeescript",
    "jekyll-compose",
    "jekyll-watch",
    "json",
    "kramdown",
    "kramdown-parser-gfm",
    "liquid",
    "logger",
    "rake",
    "rouge",
    "sass-embedded",
    "sassc",
    "tzinfo",
    "tzinfo-data",
    "wdm",
    "webrick",
})  # fmt: skip
"""Gems that change no file of a built site, or only ones that hardly any site has; or are jekpy's work."""
