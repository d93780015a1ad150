"""Where a problem is, what it is, and the exceptions that carry it.

The exception tree:

    JekpyError                  anything that is the site's fault, or its author's
    ├── ConfigError             _config.yml, flags
    ├── FrontMatterError        the YAML between the `---` lines, data files
    ├── UrlError                permalinks and destinations
    ├── LiquidError             a template, in either dialect
    │   ├── LiquidSyntaxError   ... that cannot be parsed
    │   ├── LiquidRenderError   ... that fails while it runs
    │   └── LiquidLimitError    ... that runs into a limit (loops, nesting, size, time)
    ├── ConversionError         Markdown or Sass that cannot be converted
    ├── ThemeError              a theme that is missing or damaged
    ├── PluginError             a plugin that is missing or fails
    └── BuildError             several of the above, from one build

This module imports nothing of jekpy: every room may import it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal, Self

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

__all__ = [
    "BuildError",
    "ConfigError",
    "ConversionError",
    "Diagnostic",
    "FrontMatterError",
    "JekpyError",
    "LiquidError",
    "LiquidLimitError",
    "LiquidRenderError",
    "LiquidSyntaxError",
    "Location",
    "PluginError",
    "Severity",
    "ThemeError",
    "UrlError",
    "nearest",
]

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Location:
    """A place in a file that the user wrote.

    `path` is as the user would name it: relative to the site's source where it lies inside.
    `line` and `column` count from 1; None where they are not known.
    """

    path: str
    line: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        parts = [self.path]
        if self.line is not None:
            parts.append(str(self.line))
            if self.column is not None:
                parts.append(str(self.column))
        return ":".join(parts)


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One problem, told so that its author can mend it.

    `code` is a stable name in kebab case (`include-missing`); `cause` says what is wrong, `fix` the
    likeliest remedy; `line_text` is the line at `location`; `chain` names what needed the file, innermost
    first (`("layout default", "index.md")`).
    """

    code: str
    cause: str
    location: Location | None = None
    fix: str = ""
    severity: Severity = "error"
    line_text: str = ""
    chain: tuple[str, ...] = ()

    @classmethod
    def from_plain(cls, data: Mapping[str, Any]) -> Diagnostic:
        """Return the one that `dataclasses.asdict` made `data` of, which may have been JSON since."""
        location = data["location"]
        place = None if location is None else Location(**location)
        return cls(**{**data, "location": place, "chain": tuple(data["chain"])})

    def __str__(self) -> str:
        where = f"{self.location}: " if self.location else ""
        lines = [f"{where}{self.severity}[{self.code}]: {self.cause}"]
        if self.line_text and self.location and self.location.line is not None:
            number = str(self.location.line)
            lines.append(f"  {number} | {self.line_text}")
            if self.location.column is not None:
                before = self.line_text[: self.location.column - 1]
                pad = "".join("\t" if char == "\t" else " " for char in before)
                lines.append(f"  {' ' * len(number)} | {pad}^")
        if self.fix:
            lines.append(f"  fix: {self.fix}")
        if self.chain:
            lines.append(f"  needed by: {' -> '.join(self.chain)}")
        return "\n".join(lines)

    def within(self, source: str) -> Diagnostic:
        """Return this diagnostic with `line_text` taken from `source`, the whole text of its file."""
        if self.location is None or self.location.line is None or self.line_text:
            return self
        lines = source.splitlines()
        index = self.location.line - 1
        return replace(self, line_text=lines[index]) if 0 <= index < len(lines) else self


class JekpyError(Exception):
    """Something that the site's author can mend. `diagnostic` tells what, where and how."""

    code = "error"

    def __init__(self, problem: Diagnostic | str, location: Location | None = None, fix: str = "") -> None:
        """Take a whole diagnostic, or its cause with its place and its remedy."""
        if isinstance(problem, str):
            problem = Diagnostic(self.code, problem, location, fix)
        self.diagnostic = problem
        super().__init__(problem)

    def __str__(self) -> str:
        return str(self.diagnostic)

    def __reduce__(self) -> tuple[type[Self], tuple[Diagnostic]]:
        return type(self), (self.diagnostic,)

    def as_warning(self) -> Diagnostic:
        """Return the problem as one that does not stop the build."""
        return replace(self.diagnostic, severity="warning")

    def needed_by(self, *names: str) -> Self:
        """Return the same error with what needed its file, innermost first, at the end of its chain."""
        return type(self)(replace(self.diagnostic, chain=(*self.diagnostic.chain, *names)))

    def at(self, location: Location) -> Self:
        """Return the same error with a place, for one that was raised where the place was not known."""
        if self.diagnostic.location is not None:
            return self
        return type(self)(replace(self.diagnostic, location=location))


class ConfigError(JekpyError):
    """The configuration cannot be used."""

    code = "config"


class FrontMatterError(JekpyError):
    """Front matter or a data file cannot be read."""

    code = "front-matter"


class UrlError(JekpyError):
    """A permalink or a destination cannot be used."""

    code = "url"


class LiquidError(JekpyError):
    """A template is at fault, in either dialect."""

    code = "liquid"


class LiquidSyntaxError(LiquidError):
    """A template cannot be parsed."""

    code = "liquid-syntax"


class LiquidRenderError(LiquidError):
    """A template fails while it runs."""

    code = "liquid-render"


class LiquidLimitError(LiquidRenderError):
    """A template runs into a limit on loops, nesting, output size or time."""

    code = "liquid-limit"


class ConversionError(JekpyError):
    """Markdown or Sass cannot be converted."""

    code = "conversion"


class ThemeError(JekpyError):
    """A theme is missing or damaged."""

    code = "theme"


class PluginError(JekpyError):
    """A plugin is missing or fails."""

    code = "plugin"


class BuildError(JekpyError):
    """All the errors of one build: one bad page does not hide those of the others.

    `errors` holds them in the order of the pages.
    """

    code = "build"

    def __init__(self, errors: Sequence[JekpyError]) -> None:
        self.errors = tuple(errors)
        super().__init__(self.errors[0].diagnostic)

    def __str__(self) -> str:
        return "\n".join(str(error) for error in self.errors)

    def __reduce__(self) -> tuple[type[Self], tuple[tuple[JekpyError, ...]]]:  # type: ignore[override]
        return type(self), (self.errors,)


def nearest(name: str, known: Iterable[str], *, cutoff: float = 0.6) -> str | None:
    """Return the member of `known` that `name` most likely means, or None when none is near.

    `cutoff`, from 0 to 1, is how alike the two must be.
    """
    import difflib

    matches = difflib.get_close_matches(name, list(known), n=1, cutoff=cutoff)
    return matches[0] if matches else None
