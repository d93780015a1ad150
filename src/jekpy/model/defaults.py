"""Front matter defaults: values that `_config.yml` gives to many files at once.

Source: Jekyll 4.4.1, lib/jekyll/frontmatter_defaults.rb.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from jekpy.errors import Diagnostic
from jekpy.model.merging import deep_merge

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

__all__ = ["DefaultSet", "FrontMatterDefaults", "parse_defaults"]

_PLURALS: Final = {"page": "pages", "post": "posts", "draft": "drafts"}


@dataclass(frozen=True, slots=True)
class DefaultSet:
    """Values for the files whose path starts with one of `prefixes` and whose type is `kind`.

    `scope_path` is the path as it was written: of two sets that match, the one with the longer path wins.
    `kind` is None for any type.
    """

    scope_path: str
    prefixes: tuple[str, ...]
    kind: str | None
    values: Mapping[str, object]

    def applies(self, path: str, kind: str | None) -> bool:
        """Tell whether the set is for the file at `path`, of type `kind`."""
        return (self.kind is None or self.kind == kind) and path.startswith(self.prefixes)


@dataclass(frozen=True, slots=True)
class FrontMatterDefaults:
    """All the sets of a site, in the config's order."""

    sets: tuple[DefaultSet, ...] = ()

    def values(self, path: str, kind: str | None) -> Mapping[str, object]:
        """Return the merged defaults of one file.

        `path` is relative to the source, or, for a document, to the collections' folder. `kind` is `pages`, a
        collection's label, or None for static files outside collections.
        """
        merged: dict[str, object] = {}
        winner: DefaultSet | None = None
        path = path.removeprefix("/")
        for candidate in self.sets:
            if not candidate.applies(path, kind):
                continue
            if _wins(winner, candidate):
                merged = deep_merge(merged, candidate.values)
                winner = candidate
            else:
                merged = deep_merge(candidate.values, merged)
        return merged


def _wins(old: DefaultSet | None, new: DefaultSet) -> bool:
    if old is None:
        return True
    if len(new.scope_path) != len(old.scope_path):
        return len(new.scope_path) > len(old.scope_path)
    return new.kind is not None or old.kind is None


def parse_defaults(
    value: object,
    collections_dir: str,
    glob: Callable[[str], Sequence[str]],
    warn: Callable[[Diagnostic], None],
) -> FrontMatterDefaults:
    """Return what the `defaults` key says.

    `glob` gives the paths below the source that match a pattern. A set that is not well formed is left out,
    with a warning.
    """
    sets = []
    for entry in value if isinstance(value, list) else []:
        if not isinstance(entry, dict) or not isinstance(entry.get("values"), dict):
            warn(
                Diagnostic(
                    "config-defaults",
                    f"an invalid front matter default was found: {entry!r}",
                    fix="give each entry of `defaults` a `scope` and a mapping of `values`",
                    severity="warning",
                )
            )
            continue
        scope = entry.get("scope")
        sets.append(
            _parse_set(scope if isinstance(scope, dict) else {}, entry["values"], collections_dir, glob)
        )
    return FrontMatterDefaults(tuple(sets))


def _parse_set(
    scope: Mapping[str, object],
    values: Mapping[str, object],
    collections_dir: str,
    glob: Callable[[str], Sequence[str]],
) -> DefaultSet:
    path = scope.get("path")
    path = path if isinstance(path, str) else ""
    below = f"{collections_dir}/" if collections_dir else ""
    found = glob(path) if "*" in path else (path,)
    prefixes = tuple(hit.removeprefix(below) if below else hit for hit in found)
    kind = None if "type" not in scope else _PLURALS.get(str(scope["type"]), str(scope["type"]))
    return DefaultSet(path.strip("/"), prefixes, kind, values)
