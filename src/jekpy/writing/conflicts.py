"""Outputs that get in each other's way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jekpy.errors import Diagnostic
from jekpy.writing.contents import folders_above

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from jekpy.writing.staging import Output

__all__ = ["conflicts"]


def conflicts(outputs: Iterable[Output]) -> list[Diagnostic]:
    """Return a warning for each path that several sources want to be written to.

    Also where one source's file is another's folder, and where paths differ in case alone, which many disks
    take for one.
    """
    outputs = list(outputs)
    paths = {output.path for output in outputs}
    if len(paths) == len(outputs) and paths.isdisjoint(folders_above(paths)):
        return []
    sources: dict[str, list[str]] = {}
    for output in outputs:
        sources.setdefault(output.path, []).append(output.source)
    found = [
        _conflict(path, "The following destination is shared by multiple files.", names)
        for path, names in sources.items()
        if len(names) > 1
    ]
    found.extend(_files_that_are_folders(sources))
    return found


def _conflict(path: str, cause: str, names: Iterable[str]) -> Diagnostic:
    listed = ", ".join(names)
    return Diagnostic(
        "destination-conflict",
        f"{cause} The written file may end up with unexpected contents: {path} (from {listed})",
        fix="give one of them another `permalink`",
        severity="warning",
    )


def _files_that_are_folders(sources: Mapping[str, list[str]]) -> list[Diagnostic]:
    found = []
    for path, names in sources.items():
        parent = path.rpartition("/")[0]
        while parent:
            if parent in sources:
                cause = f"{parent} would have to be a file and a folder."
                found.append(_conflict(path, cause, [*sources[parent], *names]))
                break
            parent = parent.rpartition("/")[0]
    return found
