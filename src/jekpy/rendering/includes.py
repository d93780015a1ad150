"""Includes: the templates that other templates call by name.

Source: Jekyll 4.4.1, lib/jekyll/tags/include.rb (locate_include_file).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from jekpy.errors import LiquidRenderError, nearest
from jekpy.liquid.sources import Source
from jekpy.reading.files import decode, encoding_problem
from jekpy.reading.layouts import JINJA_SUFFIX

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from jekpy.errors import Diagnostic
    from jekpy.rendering.reads import Reads

__all__ = ["Includes", "path_beside"]


@dataclass(slots=True)
class Includes:
    """Finds includes in the site's folder, then the theme's; each file is read once a build.

    A file that a symbolic link leads to outside all of `roots` is not found. `warn` hears of one that is not
    valid text.
    """

    folders: tuple[Path, ...]
    roots: tuple[Path, ...]
    reads: Reads
    warn: Callable[[Diagnostic], None]
    encoding: str = "utf-8"
    _found: dict[str, Source | None] = field(default_factory=dict)
    _relative: dict[Path, Source | None] = field(default_factory=dict)
    _real_roots: list[Path] = field(default_factory=list)

    def load(self, name: str) -> Source:
        """Return the include of that name, for the engine. Raises LiquidRenderError."""
        self.reads.note("include", name)
        found = self.find(name)
        if found is None:
            near = nearest(name, self.names())
            listed = ", ".join(f'"{folder}"' for folder in self.folders)
            raise LiquidRenderError(
                f"Could not locate the included file '{name}' in any of [{listed}]. Ensure it exists in one "
                "of those directories and, if it is a symlink, does not point outside your site source.",
                fix=f"did you mean '{near}'?" if near else f"create {self.folders[0].name}/{name}",
            )
        return found

    def find(self, name: str) -> Source | None:
        """Return the include of that name, or the Jinja one of that name with `.jinja` after it.

        A name is looked for below the folders, even one that begins with a slash.
        """
        if name not in self._found:
            self._found[name] = self._search(name.lstrip("/"))
        return self._found[name]

    def _search(self, name: str) -> Source | None:
        for folder in self.folders:
            for candidate in (name, name + JINJA_SUFFIX):
                found = self._read(folder / candidate, f"{folder.name}/{candidate}")
                if found is not None:
                    return found
        return None

    def find_beside(self, root: Path, folder: str, name: str) -> Source | None:
        """Return the file `name` in `folder`, a path below `root`, for `include_relative`."""
        shown = path_beside(folder, name)
        path = root / shown
        if path not in self._relative:
            self._relative[path] = self._read(path, shown)
        return self._relative[path]

    def _read(self, path: Path, shown: str) -> Source | None:
        try:
            if not path.is_file() or not self._is_inside(path):
                return None
            raw = path.read_bytes()
        except PermissionError as error:
            raise LiquidRenderError(f"{shown} cannot be read", fix="change its permissions") from error
        except OSError:
            return None
        problem = encoding_problem(raw, self.encoding, shown, "it is kept as it is")
        if problem is not None:
            self.warn(problem)
        text = decode(raw, self.encoding)
        return Source(text, shown, "jinja" if path.name.endswith(JINJA_SUFFIX) else "liquid")

    def _is_inside(self, path: Path) -> bool:
        if not self._real_roots:
            self._real_roots.extend(root.resolve() for root in self.roots)
        real = path.resolve()
        return any(real.is_relative_to(root) for root in self._real_roots)

    def read_all(self) -> None:
        """Read every include now."""
        for name in self.names():
            self.find(name)

    def names(self) -> list[str]:
        """Return the names of all includes, sorted: what a misspelt name may have meant."""
        found = {
            path.relative_to(folder).as_posix().removesuffix(JINJA_SUFFIX)
            for folder in self.folders
            if folder.is_dir()
            for path in folder.rglob("*")
            if path.is_file()
        }
        return sorted(found)


def path_beside(folder: str, name: str) -> str:
    """Return the path of the file `name` in `folder`; slashes before a name mean nothing, as in File.join."""
    return (PurePosixPath(folder) / name.lstrip("/")).as_posix()
