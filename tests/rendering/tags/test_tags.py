"""Jekyll's tags, in a site."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import jekpy
from jekpy.errors import JekpyError, LiquidSyntaxError

if TYPE_CHECKING:
    from tests.support.sites import MakeSite

FILES = {
    "_config.yml": "baseurl: /base\n",
    "_includes/a.html": "[{{ include.x }}{{ include.y }}]",
    "_includes/sub/b.html": "{% include a.html %}{% assign seen = 'b' %}",
    "_includes/stop.html": "s{% break %}t",
    "_includes/native.html.jinja": "J{{ include.x }}",
    "_includes/count.html": "{% increment n %}",
    "docs/page.md": "---\ntitle: P\n---\n",
    "docs/part.txt": "part {{ include.x }}{{ page.title }}",
    "_posts/2020-01-02-my-post.md": "---\n---\n",
    "_posts/cat/2021-03-04-other.md": "---\n---\n",
    "static.txt": "x",
}


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("{% include a.html %}", "[]"),
        ("{% include a.html x='1' y=page.title %}", "[1P]"),
        ("{% include a.html x=\"it's\" y='say \\'hi\\'' %}", "[it'ssay 'hi']"),
        ("{% include a.html x = 'a'\n  y=5 %}", "[a5]"),
        ("{% include sub/b.html x='1' %}{{ seen }}{{ include.x }}", "[1]b"),
        ("{% assign f = 'a' %}{% include {{ f }}.html x=1 %}", "[1]"),
        ("{% for i in (1..3) %}{% include stop.html %}{% endfor %}", "s"),
        ("{% for i in (1..2) %}{% include a.html x=i %}{% endfor %}", "[1][2]"),
        ("{% include native.html x=3 %}", "J3"),
        ("{% include_relative part.txt x='1' %}", "part 1P"),
        ("{% include_relative /part.txt %}{% include /sub/b.html x='1' %}", "part P[1]"),
        ("{% include_cached a.html x='1' %}{% include_cached a.html x='2' %}", "[1][2]"),
        ("{% include_cached count.html %}{% include_cached count.html %}", "00"),
        ("{% link static.txt %} {% link docs/page.md %}", "/base/static.txt /base/docs/page.html"),
        ("{% assign p = 'docs/page.md' %}{% link {{ p }} %}", "/base/docs/page.html"),
        ("{% post_url 2020-01-02-my-post %}", "/base/2020/01/02/my-post.html"),
        ("{% post_url cat/2021-03-04-other %}", "/base/2021/03/04/other.html"),
        ("{% post_url 2020-1-2-my-post %}", "/base/2020/01/02/my-post.html"),
        ("{% highlight text %}\n a < b\n{% endhighlight %}", "\n" + '<figure class="highlight"><pre>'
         '<code class="language-text" data-lang="text"> a &lt; b</code></pre></figure>' + "\n"),
        ("{% highlight c++ %} {% endhighlight %}", ""),
    ],
)  # fmt: skip
def test_tags(make_site: MakeSite, template: str, expected: str) -> None:
    site = make_site(FILES)
    assert jekpy.render(template, source=site.source, page="docs/page.md") == expected


@pytest.mark.parametrize(
    ("template", "message", "fix"),
    [
        ("{% include b.html %}", "Could not locate the included file 'b.html'", "did you mean 'a.html'?"),
        ("{% include ../a.html %}", "File contains invalid characters or sequences", ""),
        ("{% include 'a.html' %}", "File contains invalid characters or sequences", ""),
        (
            "{% include_relative nope.txt %}",
            "Could not locate the included file 'nope.txt'",
            "create docs/nope.txt",
        ),
        (
            "{% link docs/pag.md %}",
            "Could not find document 'docs/pag.md' in tag 'link'",
            "did you mean 'docs/page.md'?",
        ),
        ("{% post_url 2020-01-03-my-post %}", "Could not find post", "did you mean '2020-01-02-my-post'?"),
        ("{% highlight ruby mark_lines=2 %}x{% endhighlight %}", "mark_lines", 'write mark_lines="1 2"'),
    ],
)
def test_tags_that_fail(make_site: MakeSite, template: str, message: str, fix: str) -> None:
    with pytest.raises(JekpyError) as caught:
        jekpy.render(template, source=make_site(FILES).source, page="docs/page.md")
    assert message in caught.value.diagnostic.cause
    assert caught.value.diagnostic.fix == fix
    assert caught.value.diagnostic.location is not None


@pytest.mark.parametrize(
    "template",
    [
        "{% include a.html x=site.l[0] %}",
        "{% include a.html x='1'y='2' %}",
        "{% include a.html x='1', y='2' %}",
        "{% include_cached a.html x=a|b %}",
        "{% highlight %}x{% endhighlight %}",
        "{% highlight ruby, linenos %}x{% endhighlight %}",
        "{% post_url nonsense %}",
    ],
)
def test_tags_that_cannot_be_parsed(template: str) -> None:
    with pytest.raises(LiquidSyntaxError):
        jekpy.render(template)


def test_a_tag_of_jekyll_works_in_jinja(make_site: MakeSite) -> None:
    text = "{% link static.txt %}{{ include('a.html', x=1) }}{% include_relative b.txt %}"
    page = f"---\ntemplate: jinja\n---\n{text}"
    site = make_site({**FILES, "page.html": page, "b.txt": "b"})
    site.build()
    assert site.outputs()["page.html"] == "/base/static.txt[1]b"
