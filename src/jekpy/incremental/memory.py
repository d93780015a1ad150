"""What a process that builds a site again and again keeps from one build to the next.

Nothing of it changes what comes out: files are parsed, and templates compiled, once as long as they stay as
they are. It starts anew with another configuration, which decides how both are done.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from jekpy.liquid.cache import TemplateMemory
from jekpy.reading.known import KnownFiles

if TYPE_CHECKING:
    from jekpy.config import Config

__all__ = ["Memory"]


@dataclass(slots=True)
class Memory:
    """The files and templates of the builds before."""

    files: KnownFiles = field(default_factory=KnownFiles)
    templates: TemplateMemory = field(default_factory=TemplateMemory)
    _config: Config | None = None

    def begin(self, config: Config) -> None:
        """Let a build with this configuration begin."""
        if self._config is not None and self._config.values != config.values:
            self.files, self.templates = KnownFiles(), TemplateMemory()
        self._config = config
