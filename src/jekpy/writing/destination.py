"""From outputs that wait to the destination, and nothing else left there.

Source: Jekyll 4.4.1, lib/jekyll/cleaner.rb.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jekpy.writing.contents import folders_above
from jekpy.writing.staging import refused

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from pathlib import Path

    from jekpy.writing.contents import Contents
    from jekpy.writing.staging import Output, Staging

__all__ = ["Delivered", "clean_destination", "deliver"]


@dataclass(frozen=True, slots=True)
class Delivered:
    """What came of a delivery: the paths that were written and removed, and what lies there now."""

    written: tuple[str, ...]
    removed: tuple[str, ...]
    contents: Contents


def deliver(staging: Staging, made: Mapping[str, Output], keep_files: Sequence[str]) -> Delivered:
    """Clean up the destination, and move what was made into its place. Raises JekpyError.

    `made` has the outputs by their paths; `keep_files` is as in `clean_destination`.
    """
    removed = clean_destination(staging.contents, made, (*keep_files, *staging.in_use()))
    written = staging.deliver(made.values())
    return Delivered(written, tuple(removed), staging.contents.without(removed).with_written(written))


def clean_destination(contents: Contents, made: Collection[str], keep_files: Sequence[str]) -> list[str]:
    """Remove the contents of a destination that are not in `made`, nor kept; return what was removed.

    `made` are paths relative to the destination. `keep_files` are prefixes of paths that stay, with the
    folders above them. Raises JekpyError.
    """
    kept = tuple(prefix.strip("/") for prefix in keep_files if prefix.strip("/"))
    wanted = folders_above((*made, *kept))
    gone: set[str] = set()
    removed: list[str] = []
    for folder in contents.folders:
        if folder.rpartition("/")[0] in gone:
            gone.add(folder)
        elif folder not in wanted and not folder.startswith(kept):
            gone.add(folder)
            removed.append(folder)
    files = set(contents.files).difference(made)
    removed.extend(
        path for path in sorted(files) if path.rpartition("/")[0] not in gone and not path.startswith(kept)
    )
    for path in removed:
        try:
            _remove(contents.destination / path)
        except FileNotFoundError:
            continue  # someone else was quicker
        except OSError as error:
            raise refused(contents.destination / path, "removed", error) from error
    return removed


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        import shutil

        shutil.rmtree(path)
    else:
        path.unlink()
