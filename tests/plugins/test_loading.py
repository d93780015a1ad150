"""Which plugins a site gets, and what it is told of those that it does not get."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from jekpy.errors import PluginError
from jekpy.model.site import Theme
from jekpy.plugins import Plugin, Priority, Tools, extensions_of, generate, load_plugins, with_theme_plugins
from jekpy.plugins.loading import gemfile_plugins
from jekpy.plugins.names import ALWAYS_THERE, BUNDLES, MODULES, OF_NO_CONSEQUENCE
from jekpy.rendering.converters import Converters

if TYPE_CHECKING:
    from jekpy.errors import Diagnostic
    from jekpy.model.site import Site
    from tests.support.sites import MakeSite, SiteFolder

GEMFILE = """\
source "https://gems.example"
gem "jekyll", "~> 4.4"
# gem "jekyll-toc", group: :jekyll_plugins
group :jekyll_plugins do
  gem "jekyll-feed", "~> 0.12"  # news
  gem 'jekyll-sitemap'
end
gem("jekyll-gist", group: :jekyll_plugins)
gem "jekyll-avatar", groups: [:jekyll_plugins, :test]
gem "jemoji", :group => "jekyll_plugins"
gem "webrick", group: :jekyll_plugins
group :test do
  gem "html-proofer"
end
"""


def loaded(site: SiteFolder, **values: object) -> tuple[list[str], list[Diagnostic]]:
    """Give the names of the plugins that a site gets, and the warnings."""
    warnings: list[Diagnostic] = []
    plugins = load_plugins(site.config(**values), warnings.append)
    return [plugin.name for plugin in plugins], warnings


@pytest.mark.parametrize("name", MODULES)
def test_a_built_in_plugin_goes_by_its_name(name: str, make_site: MakeSite) -> None:
    assert loaded(make_site({}), plugins=[name]) == ([name], [])


@pytest.mark.parametrize("name", sorted(ALWAYS_THERE | OF_NO_CONSEQUENCE))
def test_a_plugin_that_needs_no_module_is_no_problem(name: str, make_site: MakeSite) -> None:
    assert loaded(make_site({}), plugins=[name]) == ([], [])


def test_all_that_a_bundle_stands_for_is_known(make_site: MakeSite) -> None:
    names, warnings = loaded(make_site({}), plugins=["github-pages"])
    assert names == [name for name in BUNDLES["github-pages"] if name in MODULES]
    assert warnings == []


def test_unknown_plugins_are_told_once(make_site: MakeSite) -> None:
    names, (warning,) = loaded(make_site({}), plugins=["jekyll-nope", "jekyll-feed", "jekyll-nor"])
    assert names == ["jekyll-feed"]
    assert warning.code == "plugin-unknown"
    assert "jekyll-nope and jekyll-nor" in warning.cause


def test_a_misspelt_plugin_is_told_with_the_right_name(make_site: MakeSite) -> None:
    _, (warning,) = loaded(make_site({}), plugins=["jekyll-sitmap"])
    assert warning.fix == "did you mean jekyll-sitemap?"


def test_ruby_plugins_are_told_once(make_site: MakeSite) -> None:
    site = make_site({"_plugins/a.rb": "", "_plugins/sub/b.rb": ""})
    _, (warning,) = loaded(site)
    assert warning.code == "plugin-ruby"
    assert "_plugins/a.rb and _plugins/sub/b.rb" in warning.cause


def test_safe_mode_takes_only_what_the_whitelist_names(make_site: MakeSite) -> None:
    site = make_site({"_plugins/own.py": "raise ValueError", "_plugins/a.rb": ""})
    names, warnings = loaded(site, safe=True, plugins=["jekyll-feed", "jekyll-toc"], whitelist=["jekyll-toc"])
    assert (names, warnings) == (["jekyll-toc"], [])


def test_plugins_are_loaded_in_jekylls_order(make_site: MakeSite) -> None:
    own = "from jekpy.plugins import Plugin\nplugin = Plugin('own')\n"
    site = make_site({"Gemfile": GEMFILE, "_plugins/own.py": own})
    names, warnings = loaded(site, plugins=["jekyll-toc", "jekyll-feed"])
    assert names == [
        "jekyll-feed",
        "jekyll-sitemap",
        "jekyll-gist",
        "jekyll-avatar",
        "jemoji",
        "own",
        "jekyll-toc",
    ]
    assert warnings == []


def test_a_gemfile_names_plugins_by_group(tmp_path: Path) -> None:
    path = tmp_path / "Gemfile"
    path.write_text(GEMFILE)
    assert gemfile_plugins(path) == (
        "jekyll-feed", "jekyll-sitemap", "jekyll-gist", "jekyll-avatar", "jemoji", "webrick",
    )  # fmt: skip
    assert gemfile_plugins(tmp_path / "none") == ()


def test_a_themes_gemspec_names_plugins(tmp_path: Path) -> None:
    (tmp_path / "gems/calm-1.2").mkdir(parents=True)
    (tmp_path / "specifications").mkdir()
    (tmp_path / "specifications/calm-1.2.gemspec").write_text(
        's.add_runtime_dependency(%q<jekyll-seo-tag>.freeze, ["~> 2.1"])\n'
        's.add_development_dependency(%q<jekyll-toc>.freeze, [">= 0"])\n'
        's.add_dependency("jekyll-nope".freeze)\n'
        "# s.add_dependency 'jekyll-gist'\n"
    )
    theme = Theme("calm", tmp_path / "gems/calm-1.2", "1.2")
    assert [plugin.name for plugin in with_theme_plugins((Plugin("own"),), theme)] == [
        "jekyll-seo-tag",
        "own",
    ]


def test_the_built_in_theme_brings_the_seo_tag() -> None:
    (plugin,) = with_theme_plugins((), Theme("jekpy", Path(), is_built_in=True))
    assert plugin.name == "jekyll-seo-tag"


def test_generators_run_by_priority_and_then_in_order(make_site: MakeSite) -> None:
    ran: list[str] = []

    def noted(name: str, priority: Priority) -> Plugin:
        def run(site: Site, _tools: Tools) -> Site:
            ran.append(name)
            return site

        return Plugin(name, generate=run, priority=priority)

    plugins = [
        noted("late", Priority.LOWEST),
        noted("first", Priority.HIGH),
        noted("a", Priority.NORMAL),
        noted("b", Priority.NORMAL),
    ]
    site, _ = make_site({}).read()
    assert generate(site, plugins, Tools(Converters(()), lambda _: None)) is site
    assert ran == ["first", "a", "b", "late"]


@pytest.mark.parametrize("part", ["tags", "filters"])
def test_two_plugins_cannot_have_one_name(part: str) -> None:
    plugins = [Plugin("one", **{part: {"x": str}}), Plugin("two", **{part: {"x": str}})]  # type: ignore[arg-type]
    with pytest.raises(PluginError, match=f"the {part[:-1]} 'x' comes with two plugins, one and two"):
        extensions_of(plugins)


def test_a_package_offers_a_plugin_by_an_entry_point(
    make_site: MakeSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "packages"
    info = folder / "sparkle-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: sparkle\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[jekpy.plugins]\njekyll-sparkle = sparkle_plugin:plugin\n")
    (folder / "sparkle_plugin.py").write_text(
        "from jekpy.plugins import Plugin\n"
        "plugin = Plugin('other name', filters={'sparkle': lambda text: f'*{text}*'})\n"
    )
    monkeypatch.syspath_prepend(str(folder))
    site = make_site({"index.html": "---\n---\n{{ 'x' | sparkle }}"})
    assert loaded(site, plugins=["jekyll-sparkle"]) == (["jekyll-sparkle"], [])
    site.build(plugins=["jekyll-sparkle"])
    assert site.outputs()["index.html"] == "*x*"
    sys.modules.pop("sparkle_plugin")


@pytest.mark.parametrize(("plugins", "told"), [("[]", True), ("[jekyll-paginate]", False)])
def test_pagination_without_its_plugin_is_told_of(plugins: str, told: bool, make_site: MakeSite) -> None:
    site = make_site({"_config.yml": f"paginate: 2\nplugins: {plugins}\n", "index.html": "---\n---\n"})
    assert [warning.code for warning in site.build().warnings] == ["pagination"] * told
