"""The stylesheet, as sites change it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from jekpy.build import build
from jekpy.errors import JekpyError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


@pytest.fixture
def stylesheet(tmp_path: Path) -> Stylesheet:
    return Stylesheet(tmp_path)


class Stylesheet:
    """Builds a site from its files, and gives the theme's stylesheet."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def __call__(self, files: Mapping[str, str] | None = None, **config: object) -> str:
        source = self.root / "source"
        home = "---\ntitle: Home\nlayout: home\n---\nHello.\n"
        for path, text in {"_config.yml": "title: Site\n", "index.md": home, **(files or {})}.items():
            target = source / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text)
        report = build(source, self.root / "site", sass={"style": "compressed"}, **config)
        assert report.warnings == ()
        return (self.root / "site" / "assets" / "css" / "jekpy.css").read_text()


def palette(css: str, selector: str) -> dict[str, str]:
    """The custom properties that a rule with exactly this selector sets."""
    found: dict[str, str] = {}
    for match in re.finditer(r"([^{}]+)\{([^{}]*)\}", css):
        if selector in match[1].split(","):
            found.update(re.findall(r"(--[\w-]+): *([^;}]*)", match[2]))
    return found


def test_both_schemes_are_there_and_the_system_chooses(stylesheet: Stylesheet) -> None:
    css = stylesheet()
    assert palette(css, ":root[data-theme=dark]")["--body-background"] == "#1b1a20"
    assert palette(css, ":root")["--body-background"] == "#fff"
    assert "prefers-color-scheme: dark" in css


@pytest.mark.parametrize("name", ["light", "dark"])
def test_a_configured_scheme_does_not_ask_the_system(stylesheet: Stylesheet, name: str) -> None:
    css = stylesheet(color_scheme=name)
    assert "prefers-color-scheme" not in css
    home = (stylesheet.root / "site" / "index.html").read_text()
    assert f'<html lang="en-US" data-theme="{name}">' in home


def test_setup_sets_variables_of_light_and_leaves_dark_alone(stylesheet: Stylesheet) -> None:
    css = stylesheet({"_sass/custom/setup.scss": "$link-color: #123456; $nav-width: 20rem;"})
    assert palette(css, ":root")["--link"] == "#123456"
    assert palette(css, ":root[data-theme=dark]")["--link"] == "#a99cff"
    assert "20rem" in css


def test_a_site_changes_the_dark_scheme(stylesheet: Stylesheet) -> None:
    css = stylesheet({"_sass/color_schemes/dark.scss": "$color-scheme: dark; $body-background-color: #000;"})
    assert palette(css, ":root[data-theme=dark]")["--body-background"] == "#000"
    assert palette(css, ":root")["--body-background"] == "#fff"


def test_a_scheme_of_the_sites_own_may_build_on_another(stylesheet: Stylesheet) -> None:
    sand = '@import "./color_schemes/dark";\n$link-color: #fedcba;\n'
    css = stylesheet({"_sass/color_schemes/sand.scss": sand}, color_scheme="sand")
    own = palette(css, ":root:not([data-theme])")
    assert (own["--link"], own["--body-background"]) == ("#fedcba", "#1b1a20")
    assert palette(css, ":root[data-theme=light]")["--body-background"] == "#fff"


def test_an_unknown_scheme_is_an_error_that_names_it(stylesheet: Stylesheet) -> None:
    with pytest.raises(JekpyError, match="color_schemes/nope"):
        stylesheet(color_scheme="nope")


CUSTOM = """
.mine {
  @extend .btn;
  @extend .btn-outline;
  @extend .text-gamma;
  @extend .text-epsilon;
  @extend .mb-4;
  @include fs-3;
  @include container;
  @include btn-color($white, $purple-000);
  border: $border $border-color;
  border-radius: $border-radius;
  margin: $sp-4 $gutter-spacing-sm;
  width: $content-width;
  height: $header-height;
  line-height: $content-line-height;
  font-family: $mono-font-family;
  @include mq(md) { color: $grey-dk-300; }
  @include mq(xl) { color: $grey-lt-000; }
}
"""


def test_custom_styles_see_variables_mixins_and_classes(stylesheet: Stylesheet) -> None:
    css = stylesheet({"_sass/custom/custom.scss": CUSTOM})
    assert css.count(".mine") > 6
    assert css.rindex(".mine") > css.rindex("@media print")


def test_callouts_are_made_from_the_configuration(stylesheet: Stylesheet) -> None:
    callouts = {"note": {"title": 'A "note"', "color": "blue"}, "bare": {"color": "red"}}
    css = stylesheet(callouts=callouts, callouts_level="loud")
    assert re.search(r"""blockquote\.note::before\{content:['"]A \\?"note""", css)
    assert ".bare::before" not in css
    assert "--callout-line: #183385" in css


def test_the_logo_is_a_picture_below_the_base_url(stylesheet: Stylesheet) -> None:
    assert 'url("/base/logo.svg")' in stylesheet(logo="/logo.svg", baseurl="/base")


def test_styles_and_scripts_have_no_layout_even_by_default(stylesheet: Stylesheet) -> None:
    css = stylesheet(defaults=[{"scope": {"path": ""}, "values": {"layout": "default"}}])
    assert "<html" not in css
    assert "<html" not in (stylesheet.root / "site" / "assets" / "js" / "jekpy.js").read_text()


NAMES = """
label label-green btn btn-primary btn-outline btn-reset d-md-none d-block mx-auto mx-4-auto mt-10 px-lg-3
mxn-2 fs-10 fw-500 lh-tight ls-10 text-uppercase text-delta text-small text-center v-align-middle float-right
flex-justify-between list-style-none sr-only text-purple-000 bg-grey-lt-200 skip-to-main table-wrapper opaque
side-bar site-header site-title site-nav site-footer nav-list nav-list-item nav-list-link nav-category main
main-header main-content-wrap main-content breadcrumb-nav-list breadcrumb-nav-list-item aux-nav-list
anchor-heading search search-input search-results search-result search-button site-button code-example
"""


def test_the_classes_of_just_the_docs_exist(stylesheet: Stylesheet) -> None:
    css = stylesheet()
    assert [name for name in NAMES.split() if not re.search(rf"\.{name}[ ,.{{:>]", css)] == []
