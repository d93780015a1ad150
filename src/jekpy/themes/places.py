"""The folders in which themes lie: the site's, jekpy's own, and Ruby's.

Source: RubyGems 3.5, lib/rubygems/path_support.rb, defaults.rb; Bundler 2.6, bundle-config(1); Debian's and
Homebrew's layouts, as observed.
"""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["THEMES_VARIABLE", "data_folder", "ruby_gem_folders", "site_gem_folders", "themes_folder"]

THEMES_VARIABLE: Final = "JEKPY_THEMES"
"""The environment variable that names jekpy's own theme folder."""

_BUNDLE_PATH: Final = re.compile(r"""^BUNDLE_PATH: *["']?([^"'\n]+)["']?$""", re.MULTILINE)
_IN_SITE: Final = (
    "vendor/bundle/ruby/*/gems",
    "vendor/bundle/gems",
    "vendor/ruby/*/gems",
    "vendor/gems",
    "vendor/cache",
)
_AT_HOME: Final = (
    ".gem/ruby/*/gems",
    ".local/share/gem/ruby/*/gems",
    ".rbenv/versions/*/lib/ruby/gems/*/gems",
    ".asdf/installs/ruby/*/lib/ruby/gems/*/gems",
    ".local/share/mise/installs/ruby/*/lib/ruby/gems/*/gems",
    ".rvm/gems/*/gems",
)
_IN_SYSTEM: Final = (
    "var/lib/gems/*/gems",
    "usr/lib/ruby/gems/*/gems",
    "usr/lib/*/ruby/gems/*/gems",
    "usr/lib64/gems/ruby",
    "usr/share/gems/gems",
    "usr/local/share/gems/gems",
    "usr/local/lib/ruby/gems/*/gems",
    "usr/local/bundle/gems",
    "usr/share/rubygems-integration/*/gems",
    "usr/lib/*/rubygems-integration/*/gems",
    "opt/homebrew/lib/ruby/gems/*/gems",
    "Library/Ruby/Gems/*/gems",
    "Ruby*/lib/ruby/gems/*/gems",
)


def themes_folder(environment: Mapping[str, str] = os.environ, platform: str = sys.platform) -> Path:
    """Return the folder that jekpy installs themes into, which need not be there.

    `JEKPY_THEMES` names it; else it is in jekpy's own folder.
    """
    given = environment.get(THEMES_VARIABLE)
    if given:
        return Path(given).expanduser().absolute()
    return data_folder(environment, platform) / "themes"


def data_folder(environment: Mapping[str, str] = os.environ, platform: str = sys.platform) -> Path:
    """Return jekpy's folder where the platform keeps a user's data; it need not be there."""
    home = _home(environment)
    if platform == "darwin":
        return home / "Library/Application Support/jekpy"
    if platform == "win32":
        return Path(environment.get("LOCALAPPDATA") or home / "AppData/Local") / "jekpy"
    data = environment.get("XDG_DATA_HOME", "")
    return (Path(data) if data.startswith("/") else home / ".local/share") / "jekpy"


def site_gem_folders(source: Path, environment: Mapping[str, str] = os.environ) -> list[Path]:
    """Return the folders of the site's own gems: where Bundler is told to put them, and in `vendor`."""
    told = environment.get("BUNDLE_PATH") or _bundle_path(source)
    found = _folders(source / told, "ruby/*/gems") if told else []
    found += [path for pattern in _IN_SITE for path in _folders(source, pattern)]
    return list(dict.fromkeys(found))


def _bundle_path(source: Path) -> str:
    """Return the folder that the site's Bundler is configured to put gems into, "" for none."""
    try:
        text = (source / ".bundle/config").read_text("utf-8", "replace")
    except OSError:
        return ""
    match = _BUNDLE_PATH.search(text)
    return match[1] if match else ""


def ruby_gem_folders(environment: Mapping[str, str] = os.environ) -> list[Path]:
    """Return the folders in which Ruby would look for gems.

    As in Ruby, `GEM_PATH` takes the place of the system's folders, unless it ends with a separator.
    """
    home, path = environment.get("GEM_HOME", ""), environment.get("GEM_PATH", "")
    named = [entry for entry in (home, *path.split(os.pathsep)) if entry]
    found = [folder for entry in named for folder in _folders(Path(entry), "gems")]
    if not path or path.endswith(os.pathsep):
        found.extend(_default_folders(environment))
    return list(dict.fromkeys(found))


def _default_folders(environment: Mapping[str, str]) -> Iterator[Path]:
    home, root = _home(environment), Path(Path.cwd().anchor)
    for pattern in _AT_HOME:
        yield from _folders(home, pattern)
    for pattern in _IN_SYSTEM:
        yield from _folders(root, pattern)


def _home(environment: Mapping[str, str]) -> Path:
    """Return the user's home; the current folder for one who has none."""
    given = environment.get("HOME") or environment.get("USERPROFILE")
    return Path(given) if given else Path.cwd()


def _folders(root: Path, pattern: str) -> list[Path]:
    return sorted(path for path in root.glob(pattern) if path.is_dir())
