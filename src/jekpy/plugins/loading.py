"""Which plugins a site uses, and the plugins themselves.

A site names plugins in `plugins:` of its configuration and in the group `:jekyll_plugins` of its Gemfile; a
theme names some in its gemspec; and a site has its own in `_plugins/`. They are loaded in Jekyll's order,
which decides between generators of one priority: Gemfile, theme, `_plugins/`, configuration.

Source: Jekyll 4.4.1, lib/jekyll/plugin_manager.rb; Bundler, Gemfile(5).
"""

from __future__ import annotations

import re
from importlib import import_module
from typing import TYPE_CHECKING, Final

from jekpy.errors import Diagnostic, Location, nearest
from jekpy.plugins.names import ALWAYS_THERE, BUNDLES, LOOK_OUTSIDE, MODULES, OF_NO_CONSEQUENCE
from jekpy.plugins.own import entry_point_plugins, own_files, own_plugins, ruby_plugins

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from jekpy.config import Config
    from jekpy.model.site import Theme
    from jekpy.plugins.api import Plugin

__all__ = [
    "are_built_in",
    "gemfile_plugins",
    "load_plugins",
    "see_only_the_site",
    "warn_of_pagination",
    "with_theme_plugins",
]

_GROUP: Final = re.compile(
    r"^\s*group\b(?P<names>.*?)\bdo\b.*?$(?P<body>.*?)^\s*end\b", re.MULTILINE | re.DOTALL
)
_GEM: Final = re.compile(r"""^\s*gem[\s(]+["'](?P<name>[\w.-]+)["'](?P<options>.*)$""", re.MULTILINE)
_PLUGIN_GROUP: Final = re.compile(r""":jekyll_plugins\b|["']jekyll_plugins["']""")
_IN_GROUP: Final = re.compile(
    r"""(?:\bgroups?:|:groups?\s*=>)\s*(?:\[[^\]]*?)?(?::jekyll_plugins\b|["']jekyll_plugins["'])"""
)
_PAGINATING: Final = ("jekyll-paginate", "jekyll-paginate-v2")
_COMMENT: Final = re.compile(r"^\s*#.*$|\s#[^\"'\n]*$", re.MULTILINE)


def load_plugins(config: Config, warn: Callable[[Diagnostic], None]) -> tuple[Plugin, ...]:
    """Return the plugins that the site lists, and its own, in the order of loading.

    With `safe`, the site's own are left out, and of those it lists the ones that `whitelist` does not name.
    What is not to be had is told by one warning. Raises PluginError for a plugin of the site that cannot be
    loaded.
    """
    listed = config.strings("plugins")
    own: tuple[Plugin, ...] = ()
    if config.flag("safe"):
        allowed = config.strings("whitelist")
        listed = tuple(name for name in listed if name in allowed)
    else:
        own = own_plugins(config)
        warn_of_ruby(config, warn)
    from_gemfile = gemfile_plugins(config.source / "Gemfile")
    external = entry_point_plugins((*from_gemfile, *listed), known=frozenset(MODULES))
    missing = [
        name
        for name in _expanded((*from_gemfile, *listed))
        if not _is_known(name) and name not in external and name != config.values.get("theme")
    ]
    if missing:
        warn(_unknown(missing, config))
    found = [*_loaded(from_gemfile, external), *own, *_loaded(listed, external)]
    return tuple({plugin.name: plugin for plugin in found}.values())


def with_theme_plugins(plugins: tuple[Plugin, ...], theme: Theme | None) -> tuple[Plugin, ...]:
    """Return the plugins with those that the theme depends on; what jekpy does not have is left out.

    The built-in theme brings the tag that just-the-docs has, for whose sites it stands in.
    """
    if theme is None:
        return plugins
    if theme.is_built_in:
        needed: tuple[str, ...] = ("jekyll-seo-tag",)
    else:
        from jekpy.themes.dependencies import dependencies

        needed = dependencies(theme)
    known = {plugin.name for plugin in plugins}
    names = [name for name in needed if name not in known]
    return (*_loaded(names, {}), *plugins)


def warn_of_pagination(config: Config, plugins: Iterable[Plugin], warn: Callable[[Diagnostic], None]) -> None:
    """Tell of the option `paginate` where no plugin paginates.

    Source: Jekyll 4.4.1, lib/jekyll/plugin_manager.rb, deprecation_checks.
    """
    if not config.flag("paginate") or any(plugin.name in _PAGINATING for plugin in plugins):
        return
    warn(
        Diagnostic(
            "pagination",
            "the option `paginate` does nothing, since no plugin paginates",
            Location(config.files[-1].name) if config.files else None,
            fix="write `plugins: [jekyll-paginate]`",
            severity="warning",
        )
    )


def are_built_in(config: Config, plugins: Iterable[Plugin]) -> bool:
    """Tell whether these plugins are jekpy's own, and the site has none besides."""
    return not own_files(config) and all(plugin.name in MODULES for plugin in plugins)


def see_only_the_site(config: Config, plugins: Sequence[Plugin]) -> bool:
    """Tell whether what these plugins do follows from the site's files and the environment alone."""
    looks_outside = any(plugin.name in LOOK_OUTSIDE for plugin in plugins)
    return are_built_in(config, plugins) and not looks_outside


def gemfile_plugins(path: Path) -> tuple[str, ...]:
    """Return the gems in the group `:jekyll_plugins` of a Gemfile, which Bundler loads; none without one."""
    text = _COMMENT.sub("", _text_of(path))
    names: dict[str, None] = {}
    for group in _GROUP.finditer(text):
        if _PLUGIN_GROUP.search(group["names"]):
            names |= dict.fromkeys(gem["name"] for gem in _GEM.finditer(group["body"]))
    for gem in _GEM.finditer(text):
        if _IN_GROUP.search(gem["options"]):
            names[gem["name"]] = None
    return tuple(names)


def warn_of_ruby(config: Config, warn: Callable[[Diagnostic], None]) -> None:
    """Tell of the site's plugins in Ruby, all at once, if it has any."""
    files = ruby_plugins(config)
    if files:
        warn(
            Diagnostic(
                "plugin-ruby",
                f"jekpy runs no Ruby, so what {_prose(files)} adds is missing from the site",
                fix="write the plugin in Python, as docs/plugins/python.md shows, or remove it",
                severity="warning",
            )
        )


def _text_of(path: Path) -> str:
    try:
        return path.read_text("utf-8", "replace")
    except OSError:
        return ""


def _expanded(names: Iterable[str]) -> Iterator[str]:
    for name in names:
        yield from BUNDLES.get(name, (name,))


def _is_known(name: str) -> bool:
    return name in MODULES or name in ALWAYS_THERE or name in OF_NO_CONSEQUENCE


def _loaded(names: Iterable[str], external: Mapping[str, Plugin]) -> Iterator[Plugin]:
    for name in _expanded(names):
        if name in external:
            yield external[name]
        elif name in MODULES:
            yield import_module(MODULES[name]).plugin


def _unknown(names: Iterable[str], config: Config) -> Diagnostic:
    missing = tuple(dict.fromkeys(names))
    near = nearest(missing[0], MODULES, cutoff=0.85) if len(missing) == 1 else None
    return Diagnostic(
        "plugin-unknown",
        f"jekpy does not have {_prose(missing)}, so the pages, tags and filters of "
        f"{'it' if len(missing) == 1 else 'those'} are missing from the site",
        Location(config.files[-1].name) if config.files else None,
        fix=f"did you mean {near}?" if near else "remove it from `plugins`, or write it in Python",
        severity="warning",
    )


def _prose(names: tuple[str, ...]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
