"""One template rendered once, without a site: what `jekpy.liquid.render` does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from jekpy.errors import LiquidRenderError, nearest
from jekpy.liquid.engine import Engine
from jekpy.liquid.sources import Source

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jekpy.liquid.engine import ErrorDisplay
    from jekpy.liquid.parser import ErrorMode

__all__ = ["MappingLoader", "render"]


@dataclass(frozen=True, slots=True)
class MappingLoader:
    """Finds includes in a mapping from name to text; names that end in `.jinja` are in that dialect."""

    texts: Mapping[str, str]

    def load(self, name: str) -> Source:
        """Return the include; raises LiquidRenderError."""
        text = self.texts.get(name)
        if text is None:
            near = nearest(name, self.texts)
            fix = f"did you mean '{near}'?" if near else ""
            raise LiquidRenderError(f"there is no include named '{name}'", fix=fix)
        return Source(text, name, "jinja" if name.endswith(".jinja") else "liquid")


def render(
    template: str,
    data: Mapping[str, Any],
    *,
    partials: Mapping[str, str] | None = None,
    error_mode: ErrorMode = "warn",
    errors: ErrorDisplay = "raise",
    strict_filters: bool = False,
    strict_variables: bool = False,
) -> str:
    """Return what Liquid 4.0.4 makes of `template` with the variables `data`.

    `partials` are the texts for `{% include 'name' %}`. `errors` says whether an error at run time ends the
    render (`raise`) or is printed in its place (`inline`). Raises LiquidError.
    """
    engine = Engine(
        loader=MappingLoader(partials or {}),
        error_mode=error_mode,
        errors=errors,
        strict_filters=strict_filters,
        strict_variables=strict_variables,
    )
    return engine.compile(template, "template").render(data)
