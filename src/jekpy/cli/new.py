"""`jekpy new`: a small working site to start from."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import click

from jekpy.cli.console import Console
from jekpy.errors import JekpyError

__all__ = ["blank_files", "command", "starter_files"]

_CONFIG: Final = """\
# Everything that a site can set: see the documentation of jekpy, and that of Jekyll.
title: {title}
description: What this site is about, in a sentence.
# url: https://example.org        # where the site will be published
# baseurl: /docs                  # the path under it, if any

defaults:
  - scope: {{ path: "" }}
    values: {{ layout: default }}
  - scope: {{ path: "", type: posts }}
    values: {{ layout: post }}
"""

_INDEX: Final = """\
---
title: Home
nav_order: 1
---

# {title}

This page is `index.md`. Edit it, and `jekpy serve` shows the change at once.

- [Getting started]({{% link docs/getting-started.md %}})
"""

_DOCS: Final = """\
---
title: Documentation
nav_order: 2
---

# Documentation

A page belongs under another by its `parent`, which is the other's `title`.
"""

_STARTED: Final = """\
---
title: Getting started
parent: Documentation
nav_order: 1
---

# Getting started
{: .no_toc }

1. TOC
{:toc}

## Write a page

Add a Markdown file with front matter, the lines between the two `---`:

```yaml
---
title: My page
parent: Documentation
nav_order: 2
---
```

## Build the site

```sh
jekpy build
```

The built site is in `_site`.
"""

_POST: Final = """\
---
title: Hello
---

A first post. Its date is in the name of its file.
"""

_BLANK_CONFIG: Final = """\
title: ""   # the site's name
url: ""     # where it will be published, such as https://example.org
baseurl: "" # the path under it, such as /docs
"""

_BLANK_INDEX: Final = """\
---
layout: default
title: Home
---

# An empty site

Start developing it here, in `index.md`.
"""

_BLANK_LAYOUT: Final = """\
<!DOCTYPE html>
<html lang="{{ site.lang | default: "en" }}">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>{{ page.title | escape }}</title>
  <link rel="stylesheet" href="{{ "/assets/css/main.css" | relative_url }}">
</head>
<body>
{{ content }}</body>
</html>
"""

_BLANK_BASE: Final = """\
$text: #222;
$background: #fff;

body {
  max-width: 60rem;
  margin: 2rem auto;
  padding: 0 1rem;
  color: $text;
  background: $background;
  font-family: system-ui, sans-serif;
}
"""

_BLANK_FOLDERS: Final = ("_data", "_drafts", "_includes", "_posts")

_BLANK_MAIN: Final = """\
---
---

@use "base";
"""

_IGNORED: Final = """\
/_site/
/.jekpy-cache/
"""


def starter_files(title: str, today: datetime) -> dict[str, str]:
    """Return the files of a new site, by path; its first post is dated `today`."""
    return {
        "_config.yml": _CONFIG.format(title=title),
        "index.md": _INDEX.format(title=title),
        "docs/index.md": _DOCS,
        "docs/getting-started.md": _STARTED,
        f"_posts/{today:%Y-%m-%d}-hello.md": _POST,
        ".gitignore": _IGNORED,
    }


def blank_files() -> dict[str, str]:
    """Return the files of a site with nothing in it but one layout and one style sheet, by path."""
    return {
        "_config.yml": _BLANK_CONFIG,
        "index.md": _BLANK_INDEX,
        "_layouts/default.html": _BLANK_LAYOUT,
        "_sass/base.scss": _BLANK_BASE,
        "assets/css/main.scss": _BLANK_MAIN,
    }


@click.command("new")
@click.argument("path", type=click.Path(path_type=Path))
@click.option(
    "--force", is_flag=True, help="Write into a folder that is not empty; files of the same name are kept."
)
@click.option("--blank", is_flag=True, help="Make an empty site with a layout and a style sheet of its own.")
@click.option("--skip-bundle", is_flag=True, hidden=True, help="Accepted for Jekyll's sake: no Ruby is run.")
@click.option("-q", "--quiet", is_flag=True, help="Print errors only.")
def command(path: Path, *, force: bool, blank: bool, skip_bundle: bool, quiet: bool) -> None:  # noqa: ARG001
    """Make a small working site in the folder PATH."""
    console = Console(quiet=quiet)
    with console.errors_end_the_program():
        if path.exists() and not path.is_dir():
            raise JekpyError(f"{path} exists and is no folder", fix="choose another path")
        if path.is_dir() and any(path.iterdir()) and not force:
            raise JekpyError(f"{path} exists and is not empty", fix="choose another path, or use --force")
        title = path.absolute().name.replace("-", " ").replace("_", " ").strip().capitalize() or "My site"
        files = blank_files() if blank else starter_files(title, datetime.now(UTC))
        for folder in _BLANK_FOLDERS if blank else ():
            (path / folder).mkdir(parents=True, exist_ok=True)
        for name, text in files.items():
            target = path / name
            if target.exists():
                console.info(f"              kept: {target}")
                continue
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8")
        console.info(f"New site in {path}. Build and serve it with:\n\n    cd {path}\n    jekpy serve\n")
