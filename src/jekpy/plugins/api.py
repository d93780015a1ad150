"""What a plugin can be."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable

    from jekpy.errors import Diagnostic
    from jekpy.model.site import Site

__all__ = ["Generator"]


class Generator(Protocol):
    """Adds pages to a site, or changes them, before anything is rendered."""

    def __call__(self, site: Site, warn: Callable[[Diagnostic], None]) -> Site:
        """Return the site as it is to be rendered; tell `warn` of what does not stop the build."""
