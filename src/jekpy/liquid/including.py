"""How one template runs inside another, in either dialect."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jekpy.errors import LiquidRenderError
from jekpy.liquid.values import MISSING, to_s

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jekpy.liquid.context import RenderContext
    from jekpy.liquid.engine import Template

__all__ = ["find_template", "partial", "render_include", "render_template"]


def find_template(context: RenderContext, name: str) -> Template:
    """Return the include `name`, compiled. The loader is asked once in each render.

    Raises LiquidError: what the loader raises, or that the engine has none.
    """
    templates = context.state.templates
    found = templates.get(name)
    if found is None:
        found = templates[name] = context.engine.load(name)
    return found


def render_include(context: RenderContext, name: str, parameters: Mapping[str, object] | None) -> str:
    """Return the output of the include `name`, with `parameters` as its variable `include`.

    None as parameters leaves `include` as it is around. Source: Jekyll 4.4.1, tags/include.rb, render.
    """
    return render_template(context, find_template(context, name), parameters)


def render_template(
    context: RenderContext, template: Template, parameters: Mapping[str, object] | None
) -> str:
    """Return the output of a template as that of an include."""
    if parameters is None:
        return template.render_in(context)
    context.shadow("include", parameters)
    try:
        return template.render_in(context)
    finally:
        context.unshadow("include")


def partial(context: RenderContext, name: object, value: object, attributes: Mapping[str, object]) -> str:
    """Return the output of Liquid's own `include`; of an array, the output for each of its items.

    `value` is MISSING where the tag names none. Source: Liquid 4.0.4, tags/include.rb, render.
    """
    if not isinstance(name, str):
        raise LiquidRenderError("Argument error in tag 'include' - Illegal template name")
    template = find_template(context, name)
    variable = name.rpartition("/")[2]
    if value is MISSING:
        value = context.scope.get(name)
    for key, attribute in attributes.items():
        context.shadow(key, attribute)
    parts = []
    for item in value if isinstance(value, list) else [value]:
        context.shadow(variable, item)
        parts.append(template.render_in(context))
        context.unshadow(variable)
    for key in attributes:
        context.unshadow(key)
    return to_s(parts)
