"""Defaults, configuration files and flags, merged into one `Config`.

Source: Jekyll 4.4.1, lib/jekyll/configuration.rb.
"""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from jekpy.config.options import BUILT_IN_EXCLUDES, OPTIONS, defaults
from jekpy.config.values import Config
from jekpy.errors import ConfigError, Diagnostic, FrontMatterError, Location, nearest
from jekpy.frontmatter import load_yaml
from jekpy.model.dates import moment, zone_named
from jekpy.model.merging import deep_merge
from jekpy.model.urls import expand_style

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import tzinfo

__all__ = ["config_from", "load_config", "theme_values"]

_NAMES: Final = ("_config.yml", "_config.yaml", "_config.toml")
_LISTS: Final = {
    "include": "",
    "exclude": "",
    "plugins": "; use 'plugins_dir' to set the folder of the site's own plugins",
}


def load_config(
    source: str | Path | None = None,
    destination: str | Path | None = None,
    *,
    files: Sequence[str | Path] | None = None,
    overrides: Mapping[str, object] | None = None,
    default_destination: str | Path | None = None,
) -> Config:
    """Read the site's configuration.

    The site goes to `destination`, else to the configuration's, else to `default_destination` (`_site` in the
    source when there is none either).

    `files` replace the source's own `_config.yml` (or `.yaml`, `.toml`); of several, later ones win.
    `overrides` are flags, which win over files. Environment: `JEKYLL_ENV`, `TZ`, `SOURCE_DATE_EPOCH`.
    Raises ConfigError for a file that is missing or cannot be read, and for values of the wrong kind.
    """
    root = _absolute(source or ".")
    if not root.is_dir():
        raise _no_source(root)
    warnings: list[Diagnostic] = []
    paths = [_absolute(file) for file in files] if files is not None else _own_files(root)
    read: dict[str, object] = {}
    for path in paths:
        read = deep_merge(read, _read_file(path, root, warnings))
    if not paths:
        warnings.append(Diagnostic("config-missing", "the site has no _config.yml", severity="warning"))
    destination = destination or _text(read.get("destination")) or default_destination
    return config_from(
        root, destination, read, overrides or {}, tuple(paths), warnings, source_given=source is not None
    )


def config_from(
    root: Path,
    destination: str | Path | None,
    read: Mapping[str, object],
    overrides: Mapping[str, object],
    files: tuple[Path, ...] = (),
    warnings: list[Diagnostic] | None = None,
    *,
    source_given: bool = True,
) -> Config:
    """Merge what the files say (`read`) with the defaults and the flags, and check it."""
    warnings = [] if warnings is None else warnings
    values = deep_merge(deep_merge(defaults(), read), overrides)
    if not source_given and isinstance(read.get("source"), str):
        root = _absolute(str(read["source"]))
        if not root.is_dir():
            raise _no_source(root)
    target = _absolute(destination or _text(read.get("destination")) or root / "_site")
    _check_folders(root, target)
    given = {**read, **overrides}
    for name, hint in _LISTS.items():
        if name in given and not isinstance(given[name], list):
            raise ConfigError(f"'{name}' should be a list, but it is {given[name]!r}{hint}", _place(files))
    excluded = [*_strings(values["exclude"]), *BUILT_IN_EXCLUDES]
    values["exclude"] = [entry for place, entry in enumerate(excluded) if entry not in excluded[:place]]
    values["collections"] = _collections(values)
    values["source"], values["destination"] = str(root), str(target)
    if values.get("limit_posts") is not None and _negative(values["limit_posts"]):
        raise ConfigError("limit_posts must not be negative", _place(files))
    warnings.extend(_near_misses(read, files))
    named = _text(values.get("timezone"))
    place = _place(files) if named else None
    zone = zone_named(named, lambda warning: warnings.append(replace(warning, location=place)))
    time = _build_time(values.get("time"), zone, files)
    return Config(
        source=root,
        destination=target,
        values=values,
        zone=zone,
        time=time,
        now=time,
        environment=os.environ.get("JEKYLL_ENV") or "development",
        files=files,
        warnings=tuple(warnings),
    )


def theme_values(text: str, path: str) -> dict[str, object]:
    """Return what a theme's `_config.yml` adds to a site: its keys but for those that are options."""
    read = load_yaml(text, path)
    known = {option.name for option in OPTIONS}
    return (
        {str(key): value for key, value in read.items() if key not in known} if isinstance(read, dict) else {}
    )


def _absolute(path: str | Path) -> Path:
    """Return `path` from the root, without `..`; links stay, as in Ruby's File.expand_path."""
    return Path(os.path.normpath(Path(path).absolute()))


def _no_source(root: Path) -> ConfigError:
    cause = f"the source folder {str(root)!r} does not exist"
    return ConfigError(cause, fix="name the site's folder with --source")


def _own_files(root: Path) -> list[Path]:
    return next(([root / name] for name in _NAMES if (root / name).is_file()), [])


def _read_file(path: Path, root: Path, warnings: list[Diagnostic]) -> dict[str, object]:
    name = path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)
    try:
        text = path.read_text("utf-8-sig")
    except FileNotFoundError as error:
        raise ConfigError(f"the configuration file {str(path)!r} could not be found") from error
    except OSError as error:
        cause = f"the configuration file cannot be read: {error.strerror or error}"
        raise ConfigError(cause, Location(name)) from error
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        cause, fix = "the configuration file is not valid UTF-8", "save it as UTF-8"
        raise ConfigError(cause, Location(name, line), fix) from error
    value: object
    match path.suffix.lower():
        case ".toml":
            import tomllib

            try:
                value = tomllib.loads(text)
            except tomllib.TOMLDecodeError as error:
                raise ConfigError(f"this is not valid TOML: {error}", Location(name)) from error
        case ".yml" | ".yaml":
            try:
                value = load_yaml(text, name)
            except FrontMatterError as error:
                raise ConfigError(error.diagnostic) from error
        case _:
            value = text.strip() or None
    if isinstance(value, dict):
        return {_key(key): item for key, item in value.items()}
    if value is None:  # nothing but comments
        return {}
    warnings.append(
        Diagnostic(
            "config-unreadable",
            "the configuration is no mapping of keys to values, so the defaults are used",
            Location(name, 1),
            fix="write `key: value` lines, in a file that ends in .yml, .yaml or .toml",
            severity="warning",
        )
    )
    return {}


def _key(key: object) -> str:
    return str(key).lower() if isinstance(key, bool) else str(key)


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _strings(value: object) -> list[object]:
    return list(value) if isinstance(value, list) else []


def _negative(value: object) -> bool:
    return isinstance(value, int | float) and value < 0


def _place(files: tuple[Path, ...]) -> Location | None:
    return Location(files[-1].name) if files else None


def _check_folders(source: Path, destination: Path) -> None:
    # realpath, unlike resolve, has no quarrel with links in a circle
    if Path(os.path.realpath(source)).is_relative_to(os.path.realpath(destination)):
        raise ConfigError(
            f"the destination {str(destination)!r} is the source or contains it, and would be emptied",
            fix="choose another destination, such as _site",
        )


def _collections(values: Mapping[str, object]) -> dict[str, object]:
    """Return the collections with `posts` first, its `output` and its `permalink` set.

    Source: Jekyll 4.4.1, configuration.rb (add_default_collections).
    """
    given = values.get("collections")
    if isinstance(given, str | int | float):
        raise ConfigError(f"'collections' should be a mapping or a list of labels, but it is {given!r}")
    if isinstance(given, list):
        given = {str(label): {} for label in given}
    found = dict(given) if isinstance(given, dict) else {}
    posts = found.pop("posts", None)
    options = dict(posts) if isinstance(posts, dict) else {}
    options["output"] = True
    options.setdefault("permalink", expand_style(str(values.get("permalink") or "date")))
    return {"posts": options, **{str(label): value for label, value in found.items()}}


def _near_misses(read: Mapping[str, object], files: tuple[Path, ...]) -> list[Diagnostic]:
    """Return a warning for each key that is nearly, but not quite, an option's name."""
    known = {option.name for option in OPTIONS} | _COMMON_KEYS
    found = []
    for key in read:
        near = None if key in known else nearest(key, known, cutoff=0.88)
        if near and abs(len(near) - len(key)) <= 1 and near + "s" != key and key + "s" != near:
            found.append(
                Diagnostic(
                    "config-near-miss",
                    f"there is no option {key!r}",
                    _place(files),
                    fix=f"did you mean {near!r}?",
                    severity="warning",
                )
            )
    return found


_COMMON_KEYS: Final = frozenset((
    "title", "description", "url", "author", "email", "lang", "logo", "theme", "remote_theme", "time",
    "paginate", "sass", "page_excerpts", "ignore_theme_config", "csv_reader", "tsv_reader", "livereload",
    "watch", "open_url", "serving", "profile",
))  # fmt: skip


def _build_time(value: object, zone: tzinfo, files: tuple[Path, ...]) -> datetime:
    """Return the `time` key, else `SOURCE_DATE_EPOCH`, else now; in the site's zone."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    now = datetime.fromtimestamp(int(epoch), UTC) if epoch.isdecimal() else datetime.now(UTC)
    if value is None:
        return now.astimezone(zone)
    found = moment(value, zone, now)
    if found is None:
        raise ConfigError(f"'time' should be a date, but it is {value!r}", _place(files))
    return found
