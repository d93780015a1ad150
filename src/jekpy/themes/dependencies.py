"""The gems that a theme needs to run, which are plugins as often as not.

Source: Jekyll 4.4.1, lib/jekyll/theme.rb (runtime_dependencies); RubyGems, Gem::Specification.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from jekpy.errors import FrontMatterError, Location, ThemeError
from jekpy.frontmatter import load_yaml
from jekpy.themes.records import record_of

if TYPE_CHECKING:
    from pathlib import Path

    from jekpy.model.site import Theme

__all__ = ["dependencies", "gemspec_dependencies"]

_COMMENT: Final = re.compile(r"^[ \t]*#.*$|\s#[^\"'\n]*$", re.MULTILINE)
_DEPENDENCY: Final = re.compile(
    r"""\.add_(?:runtime_)?dependency[\s(]+(?:%q[<({\[]|["'])(?P<name>[A-Za-z0-9][\w.-]*?)[>)}\]"']"""
)
_LONGEST: Final = 50_000
"""So many characters of a gemspec are looked at."""

_BOTH_WAYS: Final = re.compile(
    r"^[ \t]*if\b[^\n]*add_runtime_dependency[^\n]*$(?P<first>.*?)^[ \t]*else$", re.MULTILINE | re.DOTALL
)


def dependencies(theme: Theme) -> tuple[str, ...]:
    """Return the names of the gems that a theme needs to run, as its gemspec lists them; none without."""
    if theme.is_built_in:
        return ()
    record = theme.root.parent / "record.yml"
    if record.is_file():
        try:
            return record_of(
                load_yaml(record.read_text("utf-8"), str(record)), Location(str(record))
            ).dependencies
        except (OSError, UnicodeDecodeError, FrontMatterError, ThemeError):
            return ()
    name = f"{theme.name}-{theme.version}.gemspec"
    beside = theme.root.parent.parent / "specifications" / name
    return _read(beside) if beside.is_file() else gemspec_dependencies(theme.root)


def gemspec_dependencies(root: Path) -> tuple[str, ...]:
    """Return the names of the gems that the gemspec in a theme's folder says it needs to run."""
    return next((_read(path) for path in sorted(root.glob("*.gemspec"))), ())


def _read(path: Path) -> tuple[str, ...]:
    try:
        text = _COMMENT.sub("", path.read_text("utf-8", "replace")[:_LONGEST])
    except OSError:
        return ()
    both_ways = _BOTH_WAYS.search(text)
    part = both_ways["first"] if both_ways else text
    return tuple(dict.fromkeys(match["name"] for match in _DEPENDENCY.finditer(part)))
