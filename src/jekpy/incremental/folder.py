"""The files that one build leaves for the next, in a folder of the site's, for each destination apart."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from jekpy.incremental.digests import digest

if TYPE_CHECKING:
    from pathlib import Path

    from jekpy.config import Config

__all__ = ["cache_file", "write_whole"]

_FOLDER: Final = ".jekpy-cache"


def cache_file(config: Config, ending: str) -> Path:
    """Return the path of a file of that ending, for builds to the same destination."""
    return config.source / _FOLDER / f"{digest(str(config.destination))[:8]}.{ending}"


def write_whole(path: Path, content: bytes) -> None:
    """Put a file in its place when all of it is written. Raises OSError."""
    draft = path.with_name(f"{path.name}.draft")
    draft.write_bytes(content)
    draft.replace(path)
