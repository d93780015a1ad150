"""`jekpy new`: a small working site to start from."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import click

from jekpy.cli.console import Console
from jekpy.errors import JekpyError

__all__ = ["command", "starter_files"]

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


@click.command("new")
@click.argument("path", type=click.Path(path_type=Path))
@click.option(
    "--force", is_flag=True, help="Write into a folder that is not empty; files of the same name are kept."
)
@click.option("-q", "--quiet", is_flag=True, help="Print errors only.")
def command(path: Path, *, force: bool, quiet: bool) -> None:
    """Make a small working site in the folder PATH."""
    console = Console(quiet=quiet)
    with console.errors_end_the_program():
        if path.exists() and not path.is_dir():
            raise JekpyError(f"{path} exists and is no folder", fix="choose another path")
        if path.is_dir() and any(path.iterdir()) and not force:
            raise JekpyError(f"{path} exists and is not empty", fix="choose another path, or use --force")
        title = path.absolute().name.replace("-", " ").replace("_", " ").strip().capitalize() or "My site"
        for name, text in starter_files(title, datetime.now(UTC)).items():
            target = path / name
            if target.exists():
                console.info(f"              kept: {target}")
                continue
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8")
        console.info(f"New site in {path}. Build and serve it with:\n\n    cd {path}\n    jekpy serve\n")
