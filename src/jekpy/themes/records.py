"""What is known of an installed theme, and the site's lock file, which holds it.

    # _themes.lock.yml
    themes:
      - name: just-the-docs
        version: 0.12.0
        sha256: 5f2c...
        from: https://gems.example/gems/just-the-docs-0.12.0.gem

A theme from a repository goes by `owner/repository`; its version is the branch, tag or commit asked for, and
`commit` is what that was.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import yaml

from jekpy.errors import FrontMatterError, Location, ThemeError
from jekpy.frontmatter import load_yaml

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

__all__ = ["LOCK_FILE", "ThemeRecord", "read_lock", "record_of", "with_record", "write_lock"]

LOCK_FILE: Final = "_themes.lock.yml"
"""The name of the lock file, in the site's source."""

_HEADER: Final = "# The themes of this site, as `jekpy theme install` found them. Keep it with the site.\n"
_GEM_NAME: Final = r"[A-Za-z0-9][\w.-]*"
_NAME: Final = re.compile(rf"{_GEM_NAME}(?:/{_GEM_NAME})?", re.ASCII)
_VERSION: Final = re.compile(r"(?!.*\.\.)[\w][\w./+-]*", re.ASCII)
_SHA256: Final = re.compile(r"[0-9a-f]{64}")
_COMMIT: Final = re.compile(r"[0-9a-f]{7,64}|")


@dataclass(frozen=True, slots=True)
class ThemeRecord:
    """A theme that was installed.

    `sha256` is that of the gem file; of a repository, that of its files' names and contents, since the bytes
    of its archive may be others tomorrow. `origin` is the address or the file that it came from.
    `dependencies` are the gems that it needs to run.
    """

    name: str
    version: str
    sha256: str
    origin: str = ""
    commit: str = ""
    dependencies: tuple[str, ...] = ()

    @property
    def is_repository(self) -> bool:
        """Whether it comes from a repository rather than from a gem."""
        return "/" in self.name

    @property
    def folder_name(self) -> str:
        """The name of its folder among the installed themes: one of its own for each content."""
        return f"{self.name}-{self.version}".replace("/", "+") + f"-{self.sha256[:12]}"

    def as_mapping(self) -> dict[str, object]:
        """Return it as it is written down."""
        found: dict[str, object] = {"name": self.name, "version": self.version, "sha256": self.sha256}
        found |= {"commit": self.commit} if self.commit else {}
        found |= {"from": self.origin} if self.origin else {}
        return found | ({"dependencies": list(self.dependencies)} if self.dependencies else {})


def record_of(value: object, place: Location) -> ThemeRecord:
    """Return the record that `value`, read from YAML at `place`, describes. Raises ThemeError."""
    if not isinstance(value, dict):
        raise ThemeError("an entry must be a mapping with `name`, `version` and `sha256`", place)
    return ThemeRecord(
        name=_checked(value, "name", _NAME, place),
        version=_checked(value, "version", _VERSION, place),
        sha256=_checked(value, "sha256", _SHA256, place),
        origin=str(value.get("from") or ""),
        commit=_checked(value, "commit", _COMMIT, place, ""),
        dependencies=_texts(value.get("dependencies")),
    )


def _texts(value: object) -> tuple[str, ...]:
    return tuple(str(item) for item in value) if isinstance(value, list) else ()


def _checked(
    value: Mapping[str, object], key: str, pattern: re.Pattern[str], place: Location, default: object = None
) -> str:
    found = value.get(key, default)
    if isinstance(found, str) and pattern.fullmatch(found):
        return found
    raise ThemeError(
        f"`{key}` cannot be {found!r}", place, fix="remove the entry, and run `jekpy theme install` again"
    )


def read_lock(source: Path) -> tuple[ThemeRecord, ...]:
    """Return what the lock file of the site in `source` holds; nothing without one. Raises ThemeError."""
    try:
        text = (source / LOCK_FILE).read_text("utf-8-sig")
    except FileNotFoundError:
        return ()
    except (OSError, UnicodeDecodeError) as error:
        raise ThemeError(f"the lock file cannot be read: {error}", Location(LOCK_FILE)) from error
    try:
        value = load_yaml(text, LOCK_FILE)
    except FrontMatterError as error:
        raise ThemeError(error.diagnostic) from error
    entries = value.get("themes") if isinstance(value, dict) else value
    if entries is None:
        return ()
    if not isinstance(entries, list):
        raise ThemeError("`themes` must be a list", Location(LOCK_FILE, 1), fix="remove the file")
    return tuple(record_of(entry, Location(LOCK_FILE)) for entry in entries)


def with_record(records: Iterable[ThemeRecord], record: ThemeRecord) -> tuple[ThemeRecord, ...]:
    """Return the records with `record` in the place of the one of its name, sorted by name."""
    others = [other for other in records if other.name != record.name]
    return tuple(sorted([*others, replace(record, dependencies=())], key=lambda one: one.name))


def write_lock(source: Path, records: Iterable[ThemeRecord]) -> None:
    """Write the lock file of the site in `source`; without records, remove it."""
    path = source / LOCK_FILE
    entries = [record.as_mapping() for record in records]
    if not entries:
        path.unlink(missing_ok=True)
        return
    text = yaml.safe_dump({"themes": entries}, sort_keys=False, allow_unicode=True, width=200)
    draft = path.with_name(f".{LOCK_FILE}.new")
    draft.write_text(_HEADER + text, "utf-8")
    draft.replace(path)
