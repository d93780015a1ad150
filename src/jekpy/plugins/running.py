"""What a site's plugins give together: to the reading, the generating and the rendering of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from jekpy.errors import PluginError
from jekpy.rendering.extensions import Extensions

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from jekpy.config import Config
    from jekpy.errors import Diagnostic
    from jekpy.model.site import Site
    from jekpy.plugins.api import Plugin, Tools
    from jekpy.rendering.converters import Converter

T = TypeVar("T")

__all__ = ["converters_of", "extensions_of", "generate", "markdown_dialect"]


def generate(site: Site, plugins: Sequence[Plugin], tools: Tools) -> Site:
    """Return the site after all `post_read` hooks and then all generators, those of high priority first."""
    for plugin in plugins:
        if plugin.post_read is not None:
            site = plugin.post_read(site, tools)
    for plugin in sorted(plugins, key=lambda plugin: -plugin.priority):
        if plugin.generate is not None:
            site = plugin.generate(site, tools)
    return site


def converters_of(plugins: Sequence[Plugin]) -> tuple[Converter, ...]:
    """Return the converters of all plugins, in the order of loading."""
    return tuple(converter for plugin in plugins for converter in plugin.converters)


def markdown_dialect(
    plugins: Sequence[Plugin], config: Config, warn: Callable[[Diagnostic], None]
) -> Callable[[str], str] | None:
    """Return the function of the plugin that knows the dialect that `markdown` names; None without one."""
    wanted = config.text("markdown").lower()
    for plugin in plugins:
        for name, make in plugin.markdown_dialects.items():
            if name.lower() == wanted:
                return make(config, warn)
    return None


def extensions_of(plugins: Sequence[Plugin]) -> Extensions:
    """Return the tags, filters and hooks of all plugins.

    Raises PluginError when two have a tag or a filter of the same name.
    """
    return Extensions(
        tags=_merged(plugins, "tag", lambda plugin: plugin.tags),
        filters=_merged(plugins, "filter", lambda plugin: plugin.filters),
        pre_render=tuple(plugin.pre_render for plugin in plugins if plugin.pre_render is not None),
        post_convert=tuple(plugin.post_convert for plugin in plugins if plugin.post_convert is not None),
        post_render=tuple(plugin.post_render for plugin in plugins if plugin.post_render is not None),
        read_anything=any(plugin.reads_anything and _is_in_renders(plugin) for plugin in plugins),
    )


def _is_in_renders(plugin: Plugin) -> bool:
    hooks = (plugin.pre_render, plugin.post_convert, plugin.post_render)
    parts = (plugin.tags, plugin.filters, plugin.converters, plugin.markdown_dialects)
    return any(parts) or any(hook is not None for hook in hooks)


def _merged(plugins: Sequence[Plugin], kind: str, part: Callable[[Plugin], Mapping[str, T]]) -> dict[str, T]:
    merged: dict[str, T] = {}
    owners: dict[str, str] = {}
    for plugin in plugins:
        for name, value in part(plugin).items():
            if name in owners:
                cause = f"the {kind} {name!r} comes with two plugins, {owners[name]} and {plugin.name}"
                raise PluginError(cause, fix="rename one, or remove one of the plugins from the site")
            owners[name] = plugin.name
            merged[name] = value
    return merged
