"""The gems that a theme needs to run."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from jekpy.model.site import Theme
from jekpy.themes import built_in_theme
from jekpy.themes.dependencies import dependencies

if TYPE_CHECKING:
    from pathlib import Path

WRITTEN = """\
Gem::Specification.new do |spec|
  spec.name = "x"
  # spec.add_dependency "not-this"
  spec.add_runtime_dependency "jekyll", ">= 3.5", "< 5.0"
  spec.add_dependency('jekyll-feed') # RSS
  spec.add_runtime_dependency %q(jekyll-seo-tag)
  spec.add_development_dependency "bundler"
end
"""
INSTALLED = """\
Gem::Specification.new do |s|
  s.metadata = { "plugin_type" => "theme" } if s.respond_to? :metadata=
  if s.respond_to? :specification_version then
    s.specification_version = 4
  end
  if s.respond_to? :add_runtime_dependency then
    s.add_runtime_dependency(%q<jekyll>.freeze, [">= 3.5"])
    s.add_runtime_dependency(%q<jekyll-feed>.freeze, ["~> 0.9"])
    s.add_runtime_dependency(%q<jekyll-seo-tag>.freeze, ["~> 2.1"])
    s.add_development_dependency(%q<bundler>.freeze, [">= 1.15"])
  else
    s.add_dependency(%q<jekyll>.freeze, [">= 3.5"])
    s.add_dependency(%q<bundler>.freeze, [">= 1.15"])
  end
end
"""
NEEDED = ("jekyll", "jekyll-feed", "jekyll-seo-tag")


@pytest.mark.parametrize("text", [WRITTEN, INSTALLED])
def test_they_are_read_from_the_gemspec_in_the_theme(tmp_path: Path, text: str) -> None:
    (tmp_path / "x.gemspec").write_text(text)
    assert dependencies(Theme("x", tmp_path, "1.0")) == NEEDED


def test_the_gemspec_that_ruby_keeps_beside_the_gems_comes_first(tmp_path: Path) -> None:
    root = tmp_path / "gems/x-1.0"
    root.mkdir(parents=True)
    (tmp_path / "specifications").mkdir()
    (tmp_path / "specifications/x-1.0.gemspec").write_text(INSTALLED)
    (root / "x.gemspec").write_text("")
    assert dependencies(Theme("x", root, "1.0")) == NEEDED


def test_without_a_gemspec_there_are_none(tmp_path: Path) -> None:
    assert dependencies(Theme("x", tmp_path, "1.0")) == ()
    assert dependencies(built_in_theme()) == ()
