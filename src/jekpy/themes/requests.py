"""Which theme a site, or a command, asks for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from jekpy.errors import ThemeError

__all__ = ["BUILT_IN", "Request", "parse_request"]

BUILT_IN: Final = "jekpy"
"""The name of the built-in theme."""

_GEM: Final = re.compile(r"(?P<name>[A-Za-z0-9][\w.-]*?)(?:@(?P<version>[0-9][\w.-]*))?", re.ASCII)
_REPOSITORY: Final = re.compile(
    r"(?:(?P<host>https?://[\w.:-]+)/)?"
    r"(?P<name>[A-Za-z0-9][\w-]*/[A-Za-z0-9][\w.-]*?)(?:@(?P<ref>(?!.*\.\.)\w[\w./+-]*))?",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Request:
    """A theme to install: a gem by its `name`, or a repository `owner/name`, in the `version` asked for.

    `host` is the address of the repository's host where the request names one.
    """

    name: str
    version: str = ""
    host: str = ""

    @property
    def is_repository(self) -> bool:
        """Whether it is a repository rather than a gem."""
        return "/" in self.name

    @property
    def written(self) -> str:
        """What to write for it in a site's configuration, where a gem goes without its version."""
        return f"{self.name}@{self.version}" if self.is_repository and self.version else self.name


def parse_request(text: str) -> Request:
    """Return the request for `NAME[@VERSION]` or `OWNER/REPOSITORY[@REF]`. Raises ThemeError."""
    gem = _GEM.fullmatch(text)
    if gem is not None:
        return Request(gem["name"], gem["version"] or "")
    repository = _REPOSITORY.fullmatch(text)
    if repository is not None:
        return Request(repository["name"].lower(), repository["ref"] or "", repository["host"] or "")
    raise ThemeError(
        f"{text!r} names no theme", fix="write NAME, NAME@VERSION, OWNER/REPOSITORY, or OWNER/REPOSITORY@REF"
    )
