"""What is installed in jekpy's own theme folder.

<theme folder>/just-the-docs-0.12.0-5f2c81d09a3e/
record.yml      the theme's name, version, checksum, origin and dependencies
theme/          its files
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from jekpy.errors import FrontMatterError, Location, ThemeError
from jekpy.frontmatter import load_yaml
from jekpy.model.site import Theme
from jekpy.themes.places import themes_folder
from jekpy.themes.records import ThemeRecord, record_of

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["FILES", "RECORD", "InstalledTheme", "installed_themes"]

RECORD: Final = "record.yml"
"""The name of the file that tells of a theme, in its folder."""
FILES: Final = "theme"
"""The name of the folder of its files, beside that."""


@dataclass(frozen=True, slots=True)
class InstalledTheme:
    """A theme in jekpy's theme folder: what is known of it, and its folder."""

    record: ThemeRecord
    folder: Path

    @property
    def theme(self) -> Theme:
        """The theme, for a build."""
        name = self.record.name.rpartition("/")[2]
        return Theme(name, self.folder / FILES, self.record.version, is_remote=self.record.is_repository)


def installed_themes(folder: Path | None = None) -> list[InstalledTheme]:
    """Return what is installed in jekpy's theme folder, by name; what is damaged is left out."""
    folder = folder or themes_folder()
    found = []
    for path in sorted(folder.glob(f"*/{RECORD}")):
        try:
            record = record_of(load_yaml(path.read_text("utf-8"), str(path)), Location(str(path)))
        except (OSError, UnicodeDecodeError, FrontMatterError, ThemeError):
            continue
        if path.parent.name == record.folder_name:
            found.append(InstalledTheme(record, path.parent))
    return found
