"""Plugins in Python: those of a site, in `_plugins/*.py`, and those of installed packages.

A file offers `plugin = Plugin(...)`, or a function `register()` that returns one. A package offers the same
under an entry point of the group `jekpy.plugins`, whose name is what sites list in `plugins:`.

Whatever goes wrong inside a plugin of either kind is told with its file and line.
"""

from __future__ import annotations

import functools
import importlib
import sys
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any, Final
from zlib import crc32

from jekpy.errors import JekpyError, LiquidRenderError, LiquidSyntaxError, Location, PluginError
from jekpy.liquid.custom import CustomTag
from jekpy.plugins.api import Plugin

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from importlib.metadata import EntryPoint

    from jekpy.config import Config

__all__ = [
    "ENTRY_POINTS",
    "entry_point_plugins",
    "guarded",
    "own_code",
    "own_files",
    "own_plugins",
    "ruby_plugins",
]

ENTRY_POINTS: Final = "jekpy.plugins"
"""The group of entry points under which packages offer plugins."""
_PREFIX: Final = "jekpy_site_plugin_"


def own_plugins(config: Config) -> tuple[Plugin, ...]:
    """Return the plugins of the site's Python files, by the files' names.

    Raises PluginError for a file that fails, or that offers no plugin.
    """
    with _importing_beside(config.source / config.text("plugins_dir")):
        return tuple(_plugin_of_file(path, config.source) for path in own_files(config))


@contextmanager
def _importing_beside(folder: Path) -> Iterator[None]:
    """While it lasts, modules of `folder` can be imported; afterwards they are forgotten.

    They are read anew each time: compiled ones are told from their sources by size and second, so an edit may
    go unnoticed.
    """
    before, wrote_none = {*sys.modules}, sys.dont_write_bytecode
    sys.path.insert(0, str(folder))
    sys.dont_write_bytecode = True
    importlib.invalidate_caches()
    try:
        yield
    finally:
        sys.dont_write_bytecode = wrote_none
        sys.path.remove(str(folder))
        for name in {*sys.modules} - before:
            file = getattr(sys.modules[name], "__file__", None)
            if file and Path(file).is_relative_to(folder) and not name.startswith(_PREFIX):
                del sys.modules[name]


def own_files(config: Config) -> tuple[Path, ...]:
    """Return the site's Python files of plugins, in order."""
    folder = config.source / config.text("plugins_dir")
    return tuple(sorted(path for path in folder.glob("*.py") if not path.name.startswith("_")))


def own_code(config: Config) -> tuple[bytes, ...]:
    """Return the content of every Python file in the folder of the site's plugins, those for import too."""
    folder = config.source / config.text("plugins_dir")
    return tuple(path.read_bytes() for path in sorted(folder.rglob("*.py"))) if own_files(config) else ()


def ruby_plugins(config: Config) -> tuple[str, ...]:
    """Return the site's plugins in Ruby, by their paths relative to the source."""
    folder = config.source / config.text("plugins_dir")
    return tuple(sorted(path.relative_to(config.source).as_posix() for path in folder.rglob("*.rb")))


def entry_point_plugins(names: Iterable[str], known: frozenset[str]) -> dict[str, Plugin]:
    """Return the plugins of installed packages that go by one of `names`, but for those that are `known`.

    Raises PluginError for one that fails, or that is no plugin.
    """
    wanted = set(names) - known
    if not wanted:
        return {}
    from importlib.metadata import entry_points

    return {
        point.name: _plugin_of_package(point)
        for point in entry_points(group=ENTRY_POINTS)
        if point.name in wanted
    }


def _plugin_of_file(path: Path, source: Path) -> Plugin:
    shown = path.relative_to(source).as_posix()
    name = f"{_PREFIX}{crc32(str(path).encode()):08x}_{path.stem}"
    module = ModuleType(name)
    module.__file__ = str(path)
    sys.modules[name] = module  # dataclasses look their module up there
    _run(lambda: exec(compile(path.read_bytes(), path, "exec"), module.__dict__), shown, path)  # noqa: S102
    return guarded(_offered(module, shown, path), shown, path)


def _plugin_of_package(point: EntryPoint) -> Plugin:
    shown = f"{point.name} ({point.value})"
    found = _run(point.load, shown, None)
    if callable(found) and not isinstance(found, Plugin):
        found = _run(found, shown, None)
    if not isinstance(found, Plugin):
        raise _no_plugin(shown, found)
    return guarded(replace(found, name=point.name), shown, None)


def _offered(module: ModuleType, shown: str, path: Path) -> Plugin:
    register = getattr(module, "register", None)
    found = _run(register, shown, path) if callable(register) else getattr(module, "plugin", None)
    if not isinstance(found, Plugin):
        raise _no_plugin(shown, found)
    return found


def _no_plugin(shown: str, found: object) -> PluginError:
    given = "" if found is None else f", but a {type(found).__name__}"
    return PluginError(
        f"this offers no plugin{given}",
        Location(shown),
        fix="define `plugin = Plugin(...)`, or a function `register()` that returns one",
    )


# -- errors ----------------------------------------------------------------------------------------


def _run(call: Callable[[], Any], shown: str, path: Path | None) -> Any:
    """Return what `call` gives; whatever it raises is told as an error of the plugin."""
    try:
        return call()
    except Exception as error:
        raise _as_plugin_error(error, shown, path) from error


def _as_plugin_error(error: Exception, shown: str, path: Path | None) -> JekpyError:
    if isinstance(error, JekpyError):
        return error
    cause, location, line = _told(error, shown, path)
    raised = PluginError(cause, location)
    return PluginError(replace(raised.diagnostic, line_text=line)) if line else raised


def _told(error: Exception, shown: str, path: Path | None) -> tuple[str, Location, str]:
    """Return what went wrong, the place in the plugin, and the text of its line."""
    name = type(error).__name__
    cause = f"{name}: {error}" if str(error) else name
    if isinstance(error, SyntaxError) and error.lineno is not None:
        return (
            f"{name}: {error.msg}",
            Location(shown, error.lineno, error.offset),
            (error.text or "").rstrip("\n"),
        )
    import traceback

    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if path is None or frame.filename == str(path)]
    if not own:
        return cause, Location(shown), ""
    frame = own[-1]
    place = shown if path is not None else frame.filename
    return cause, Location(place, frame.lineno), (frame.line or "")


def guarded(plugin: Plugin, shown: str, path: Path | None) -> Plugin:
    """Return the plugin with each of its parts telling of its own errors by file and line."""

    def guard(part: Any) -> Any:
        return None if part is None else _guard(part, shown, path, _as_plugin_error)

    def in_template(part: Any) -> Any:
        return _guard(part, shown, path, _as_template_error)

    return replace(
        plugin,
        tags={name: _guarded_tag(tag, in_template) for name, tag in plugin.tags.items()},
        filters={name: in_template(function) for name, function in plugin.filters.items()},
        converters=tuple(_GuardedConverter(part, guard(part.convert)) for part in plugin.converters),
        generate=guard(plugin.generate),
        post_read=guard(plugin.post_read),
        pre_render=guard(plugin.pre_render),
        post_convert=guard(plugin.post_convert),
        post_render=guard(plugin.post_render),
    )


def _guard(
    function: Callable[..., Any],
    shown: str,
    path: Path | None,
    told: Callable[[Exception, str, Path | None], JekpyError],
) -> Callable[..., Any]:
    @functools.wraps(function)
    def call(*arguments: Any, **keywords: Any) -> Any:
        try:
            return function(*arguments, **keywords)
        except Exception as error:
            raise told(error, shown, path) from error

    return call


def _as_template_error(error: Exception, shown: str, path: Path | None) -> JekpyError:
    """Return the error as one of the template that uses the plugin, which names the place in both."""
    if isinstance(error, JekpyError):
        return error
    cause, location, line = _told(error, shown, path)
    return LiquidRenderError(f"the plugin fails: {cause} ({location}: {line.strip()})" if line else cause)


def _guarded_tag(tag: Any, guard: Callable[[Any], Any]) -> Any:
    if not isinstance(tag, CustomTag):
        return tag

    def make(markup: str) -> Any:
        try:
            made = guard(tag.make)(markup)
        except LiquidRenderError as error:
            raise LiquidSyntaxError(error.diagnostic) from error
        return _GuardedTag(guard(made.render))

    return CustomTag(make, tag.is_block)


class _GuardedTag:
    """A tag in a template, with its errors told."""

    __slots__ = ("render",)

    def __init__(self, render: Callable[..., str]) -> None:
        self.render = render


class _GuardedConverter:
    """A converter with its errors told."""

    def __init__(self, converter: Any, convert: Callable[..., Any]) -> None:
        self.names = converter.names
        self.matches = converter.matches
        self.output_extension = converter.output_extension
        self.name_for = converter.name_for
        self.convert = convert
