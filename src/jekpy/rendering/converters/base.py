"""What a converter is, and the choice of those for a file."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from jekpy.errors import ConversionError, Location, nearest

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from jekpy.rendering.reads import Key

__all__ = ["Conversion", "Converter", "Converters", "SourceFile"]


@dataclass(frozen=True, slots=True)
class Conversion:
    """A converted text, what it read, and files that come with it, by their output paths."""

    text: str
    files: Mapping[str, bytes] = field(default_factory=dict)
    reads: tuple[Key, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceFile:
    """The file that a text to convert comes from.

    `path` is absolute, `name` what messages call it. `output_path` is where the result is written, relative
    to the destination; None where it is not written as it is, as an excerpt.
    """

    path: Path
    name: str
    output_path: str | None = None
    from_theme: bool = False

    @property
    def location(self) -> Location:
        """The file as a place."""
        return Location(self.name)


class Converter(Protocol):
    """Turns text of some extensions into other text."""

    @property
    def names(self) -> tuple[str, ...]:
        """What filters call it by."""

    def matches(self, ext: str) -> bool:
        """Tell whether files with this extension (with its dot) are for it."""

    def output_extension(self, ext: str) -> str:
        """Return the extension of what it makes of such a file."""

    def convert(self, text: str, name: str, file: SourceFile | None = None) -> Conversion:
        """Convert `text` by the way of it that goes by `name`.

        `file` is where the text comes from, None for a piece of text. Raises ConversionError.
        """

    def name_for(self, ext: str) -> str:
        """Return which of its ways is for files with this extension."""


@dataclass(frozen=True, slots=True)
class Converters:
    """The converters of a build, the strongest first."""

    all: tuple[Converter, ...]

    def for_extension(self, ext: str) -> tuple[Converter, ...]:
        """Return the converters that a file's text goes through, in order."""
        return tuple(converter for converter in self.all if converter.matches(ext))

    def output_extension(self, ext: str) -> str:
        """Return the extension that a file's becomes."""
        chain = self.for_extension(ext)
        return chain[-1].output_extension(ext) if chain else ext

    def convert_text(self, name: str, text: str) -> str:
        """Convert a piece of text by the converter that goes by `name`, as filters do."""
        for converter in self.all:
            if name in converter.names:
                return converter.convert(text, name).text
        near = nearest(name, [known for converter in self.all for known in converter.names])
        raise ConversionError(f"there is no converter named {name!r}", fix=f"use {near!r}" if near else "")
