"""A site in a folder of its own, written from one mapping of files and built in this process."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol

import pytest

from jekpy.build import build_site
from jekpy.config import load_config
from jekpy.errors import BuildError, JekpyError
from jekpy.reading import read_site

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from jekpy.build import BuildReport
    from jekpy.config import Config
    from jekpy.errors import Diagnostic
    from jekpy.model.site import Site

__all__ = ["EPOCH", "MakeSite", "SiteFolder", "files_below"]

EPOCH: Final = 1_767_225_600
"""The moment of every build in the tests: 2026-01-01T00:00:00Z."""

_STYLES: Final = (".scss", ".sass")


@dataclass(frozen=True)
class SiteFolder:
    """A site in a folder of its own."""

    source: Path

    @property
    def destination(self) -> Path:
        return self.source / "_site"

    def add(self, files: Mapping[str, str | bytes]) -> None:
        """Write files, given by their path."""
        for path, content in files.items():
            file = self.source / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content if isinstance(content, bytes) else content.encode())

    def config(self, **values: object) -> Config:
        return load_config(self.source, overrides=values)

    def read(self, **values: object) -> tuple[Site, list[Diagnostic]]:
        """Read the site without building it; give the warnings with it."""
        warnings: list[Diagnostic] = []
        config = self.config(**values)
        markdown = [f".{ext.strip()}" for ext in config.text("markdown_ext").split(",")]

        def converted(ext: str) -> str:
            return ".html" if ext.lower() in markdown else ".css" if ext.lower() in _STYLES else ext

        return read_site(config, converted, warnings.append), warnings

    def build(self, **values: object) -> BuildReport:
        return build_site(self.config(**values))

    def failure(self, **values: object) -> JekpyError:
        """Build a site that is at fault, and give the error."""
        with pytest.raises(JekpyError) as caught:
            self.build(**values)
        return caught.value

    def failures(self, **values: object) -> tuple[JekpyError, ...]:
        """Build a site that is at fault, and give each of its errors."""
        error = self.failure(**values)
        return error.errors if isinstance(error, BuildError) else (error,)

    def outputs(self) -> dict[str, str]:
        """Give every file of the built site by its path."""
        return {path: content.decode("utf-8") for path, content in files_below(self.destination).items()}


class MakeSite(Protocol):
    """What the fixture `make_site` gives: a function from files, by path, to the site that they make."""

    def __call__(self, files: Mapping[str, str | bytes]) -> SiteFolder: ...


def files_below(folder: Path) -> dict[str, bytes]:
    """Give every file below a folder by its path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
