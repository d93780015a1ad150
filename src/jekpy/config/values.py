"""The configuration as one frozen value."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal, Self

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime, tzinfo
    from pathlib import Path

    from jekpy.errors import Diagnostic

__all__ = ["Config"]


@dataclass(frozen=True, slots=True)
class Config:
    """Everything a build is told: `values` as templates see them, and what jekpy reads of them, typed.

    `source` and `destination` are absolute. `time` is the moment of the build as its pages tell it, in
    `zone`, the site's time zone; `now` is the one that decides what is in the future. `environment` is
    `JEKYLL_ENV`. `files` are the configuration files that were read, `warnings` what was found in them.
    """

    source: Path
    destination: Path
    values: Mapping[str, object]
    zone: tzinfo
    time: datetime
    now: datetime
    environment: str = "development"
    files: tuple[Path, ...] = ()
    warnings: tuple[Diagnostic, ...] = field(default=(), compare=False)

    def flag(self, name: str) -> bool:
        """Return whether the key is set to anything but false."""
        return self.values.get(name) not in (None, False)

    def text(self, name: str, default: str = "") -> str:
        """Return the key's value as text; `default` when it is not set."""
        value = self.values.get(name)
        return default if value is None else str(value)

    def strings(self, name: str) -> tuple[str, ...]:
        """Return the texts in a list; a lone text counts as a list of one, other values are left out."""
        value = self.values.get(name)
        if isinstance(value, str):
            return (value,)
        return tuple(item for item in value if isinstance(item, str)) if isinstance(value, list) else ()

    def mapping(self, name: str) -> Mapping[str, object]:
        """Return the key's mapping; an empty one when it is none."""
        value = self.values.get(name)
        return value if isinstance(value, dict) else {}

    def number(self, name: str, default: int = 0) -> int:
        """Return the key's value as a whole number; `default` when it is none."""
        value = self.values.get(name)
        if isinstance(value, bool):
            return default
        if isinstance(value, int):
            return value
        return int(value) if isinstance(value, str) and value.strip().isdecimal() else default

    @property
    def baseurl(self) -> str:
        """The path under which the site is served."""
        return self.text("baseurl")

    @property
    def permalink(self) -> str:
        """The style, or the template, of URLs."""
        return self.text("permalink", "date")

    @property
    def collections(self) -> Mapping[str, Mapping[str, object]]:
        """The options of each collection, by label, in the config's order; `posts` is always there, first."""
        found = self.mapping("collections")
        return {label: options if isinstance(options, dict) else {} for label, options in found.items()}

    @property
    def error_mode(self) -> Literal["lax", "warn", "strict"]:
        """How a template that does not parse is taken."""
        mode = str(self.mapping("liquid").get("error_mode", "warn"))
        return "strict" if mode == "strict" else "lax" if mode == "lax" else "warn"

    def in_session(self, before: Config) -> Config:
        """Return this configuration as one of a session whose build before had the configuration `before`.

        The session keeps its time, or each edit would render again whatever tells the time; until another day
        begins, or another configuration. What is in the future is told by the clock.
        """
        same_day = before.time.date() == self.time.date()
        return replace(self, time=before.time) if same_day and before.values == self.values else self

    def with_values(self, **changes: object) -> Self:
        """Return this configuration with some of its values changed."""
        return replace(self, values={**self.values, **changes})
