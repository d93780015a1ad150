"""Values of kinds that nobody expects, in front matter and in the configuration: no traceback."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from jekpy.build import build_site
from jekpy.config.options import OPTIONS
from jekpy.errors import BuildError, JekpyError

if TYPE_CHECKING:
    from tests.support.sites import MakeSite, SiteFolder

VALUES: Final = (
    "", "''", "text", "5", "-1", "1.5", ".nan", "true", "false", "~", "2020-01-02", "2020-01-02 03:04:05",
    "[]", "[a, 1, ~, [b]]", "{}", "{a: {b: c}}", '"\\0"', "../../x", "'{{ page.title }}'", '"a\\nb"', "日本",
)  # fmt: skip

CONFIG_VALUES: Final = ("text", "-1", "true", "[a, 1, ~, [b]]", "{a: {b: c}}", '"\\0"')

FRONT_MATTER_KEYS: Final = (
    "layout", "permalink", "title", "date", "category", "categories", "tag", "tags", "excerpt",
    "excerpt_separator", "published", "slug", "ext", "draft", "path", "name", "url", "content",
    "render_with_liquid", "template", "nav_order", "parent", "hidden",
)  # fmt: skip

CONFIG_KEYS: Final = (
    *(option.name for option in OPTIONS if option.name not in ("source", "destination")),
    "title", "url", "theme", "remote_theme", "time", "paginate", "sass", "data", "page_excerpts",
    "csv_reader",
)  # fmt: skip

LAYOUT: Final = "{{ layout.x }} {{ page.title }} {{ page.excerpt }} {{ content }}"
SITE: Final = {
    "_config.yml": "collections: {things: {output: true}}\ntitle: Us\n",
    "_layouts/text.html": LAYOUT,
    "_layouts/l.html": "---\nlayout: text\n---\n" + LAYOUT,
    "_data/table.csv": "a,b\n1,2\n",
    "style.scss": "---\n---\na { b: c }\n",
    "picture.png": "png",
    "index.html": (
        "---\n---\n{% for p in site.pages %}{{ p.url }}{{ p.title }}{{ p.excerpt }}{% endfor %}"
        "{% for d in site.documents %}{{ d.url }}{{ d.title }}{{ d.excerpt }}{{ d.date }}{% endfor %}"
        "{{ site.categories }}{{ site.tags }}{{ site.data }}{{ site.time }}"
    ),
}


def build_or_refuse(site: SiteFolder) -> tuple[JekpyError, ...]:
    """Build a site, and give the errors that it has."""
    try:
        build_site(site.config(), jobs=1, use_cache=False)
    except BuildError as error:
        return error.errors
    except JekpyError as error:
        return (error,)
    return ()


@pytest.mark.parametrize("key", FRONT_MATTER_KEYS)
@pytest.mark.parametrize(
    "path", ["page{}.md", "_posts/2020-01-02-post{}.md", "_things/thing{}.md", "_layouts/l{}.html"]
)
def test_front_matter_of_any_kind_is_taken_or_its_file_is_named(
    path: str, key: str, make_site: MakeSite
) -> None:
    site = make_site(SITE)
    for number, value in enumerate(VALUES):
        layout = f"{key}: {value}\n" if key == "layout" else f"layout: text\n{key}: {value}\n"
        site.add({path.format(number): f"---\n{layout}---\nbody *text*\n\nmore {{{{ page.{key} }}}}\n"})
        site.add({f"in-layout{number}.md": f"---\nlayout: l{number}\n---\nbody\n"})
    while errors := build_or_refuse(site):
        for error in errors:
            assert error.diagnostic.location is not None, error
            (site.source / error.diagnostic.location.path).unlink()


@pytest.mark.parametrize("value", VALUES)
def test_a_home_page_with_any_layout_is_built_or_named(value: str, make_site: MakeSite) -> None:
    site = make_site({"_config.yml": "", "index.md": f"---\nlayout: {value}\n---\nx\n"})
    assert all(error.diagnostic.location for error in build_or_refuse(site))


@pytest.mark.parametrize("key", CONFIG_KEYS)
def test_a_configuration_of_any_kind_is_taken_or_refused(key: str, make_site: MakeSite) -> None:
    site = make_site({**SITE, "_posts/2020-01-02-post.md": "---\nlayout: l\n---\nbody\n\nmore\n"})
    for value in CONFIG_VALUES:
        site.add({"_config.yml": f"{key}: {value}\n"})
        assert all(error.diagnostic.cause for error in build_or_refuse(site))
