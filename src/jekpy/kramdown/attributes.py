"""Attribute lists: `#id .class key="value" reference`, as they stand inside `{: }`.

Source: kramdown 2.5.2, parser/kramdown/extensions.rb (ALD_TYPE_ANY, parse_attribute_list,
update_ial_with_ial), parser/kramdown.rb (update_attr_with_ial), utils/html.rb (html_attributes).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from .characters import STRIP
from .escaping import escape_attribute

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["AttributeList", "apply_attributes", "merge_attributes", "parse_attributes", "write_attributes"]

_ITEM: Final = re.compile(
    r"""
    (?:\A|\s)
    (?:
        (?P<key>\w[\w-]*)=(?:"(?P<double>(?:\\\}|\\"|[^}\x02])*?)"|'(?P<single>(?:\\\}|\\'|[^}\x02])*?)')
      | (?P<ref>\w[\w-]*)
      | (?P<marks>(?:\#[A-Za-z][\w:-]*|\.[^\s.\#]+)+)
    )
    (?=\s|\Z)
    """,
    re.ASCII | re.VERBOSE,
)
# kramdown means to keep the quote out of the value, but its pattern keeps out a control character instead, so
# a value ends at the first quote with white space after it.
_MARK: Final = re.compile(r"#([A-Za-z][\w:-]*)|\.([^\s.#]+)", re.ASCII)
_DOUBLE_ESCAPE: Final = re.compile(r'\\(\}|")')
_SINGLE_ESCAPE: Final = re.compile(r"\\(\}|')")


@dataclass(slots=True)
class AttributeList:
    """Attributes in the order of their writing, and the names of other lists (or marks such as `toc`)."""

    values: dict[str, str] = field(default_factory=dict)
    references: list[str] = field(default_factory=list)


def parse_attributes(text: str, into: AttributeList) -> bool:
    """Add what `text` lists to `into`; return False when it lists something, but nothing valid."""
    if text.strip(STRIP) in {"", ":"}:
        return True
    found = False
    values = into.values
    for item in _ITEM.finditer(text):
        found = True
        key, ref = item["key"], item["ref"]
        if ref is not None:
            into.references.append(ref)
        elif key is not None:
            double = item["double"]
            values[key] = (
                _DOUBLE_ESCAPE.sub(r"\1", double)
                if double is not None
                else _SINGLE_ESCAPE.sub(r"\1", item["single"])
            )
        else:
            for mark in _MARK.finditer(item["marks"]):
                if mark[2] is None:
                    values["id"] = mark[1]
                else:
                    _add(values, "class", mark[2])
    return found


def merge_attributes(into: AttributeList, other: AttributeList) -> None:
    """Add `other` to `into`: classes are appended, other keys replaced."""
    into.references.extend(other.references)
    for key, value in other.values.items():
        _add(into.values, key, value)


def apply_attributes(
    attrs: dict[str, str | int | float],
    given: AttributeList,
    definitions: Mapping[str, AttributeList],
) -> None:
    """Put `given` on an element's `attrs`: first the lists it refers to, then its own values.

    A list that refers to itself, by whatever way, is not followed again (kramdown never ends there).
    """
    _apply(attrs, given, definitions, frozenset())


def _apply(
    attrs: dict[str, str | int | float],
    given: AttributeList,
    definitions: Mapping[str, AttributeList],
    seen: frozenset[str],
) -> None:
    for name in given.references:
        definition = definitions.get(name)
        if definition is not None and name not in seen:
            _apply(attrs, definition, definitions, seen | {name})
    for key, value in given.values.items():
        if key == "class" and "class" in attrs:
            attrs[key] = f"{attrs[key]} {value}".lstrip(STRIP)
        else:
            attrs[key] = value


def _add(values: dict[str, str], key: str, value: str) -> None:
    if key == "class" and key in values:
        value = f"{values[key]} {value}".lstrip(STRIP)
    values[key] = value


def write_attributes(attrs: Mapping[str, str | int | float]) -> str:
    """Return ` key="value"` for each attribute, escaped; a blank id is left out."""
    parts = []
    for key, value in attrs.items():
        text = str(value)
        if key == "id" and not text.strip(STRIP):
            continue
        parts.append(f' {key}="{escape_attribute(text)}"')
    return "".join(parts)
