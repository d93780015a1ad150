from __future__ import annotations

from jekpy.theme.support import override_warnings


def test_overrides_without_effect_are_told() -> None:
    names = ["head_custom.html", "components/nav/pages.html", "vendor/anchor_headings.html", "mine.html"]
    warnings = override_warnings(names)
    assert [str(each.location) for each in warnings] == [
        "_includes/components/nav/pages.html",
        "_includes/vendor/anchor_headings.html",
    ]
    assert "components/menu.html" in warnings[0].fix
