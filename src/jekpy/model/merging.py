"""Merging of nested mappings.

Source: Jekyll 4.4.1, lib/jekyll/utils.rb (deep_merge_hashes), where nil never overrides.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["deep_merge"]


def deep_merge(under: Mapping[str, object], over: Mapping[str, object]) -> dict[str, object]:
    """Return `under` with the values of `over` laid upon it; mappings merge, all else replaces.

    None in `over` keeps what `under` has.
    """
    merged = dict(under)
    for key, value in over.items():
        below = merged.get(key)
        if value is None and key in merged:
            continue
        merged[key] = (
            deep_merge(below, value) if isinstance(below, dict) and isinstance(value, dict) else value
        )
    return merged
