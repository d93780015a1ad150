"""Rendering of Liquid templates: jekpy beside Ruby's Liquid and python-liquid.

    python benchmarks/liquid [--seconds 1] [--python-liquid /path/to/python] [--only NAME]
                             [--theme /path/to/just-the-docs [--pages 200]]

One process each renders the same templates with the same data for the given time; the table shows
milliseconds a render. Ruby needs the gem liquid; python-liquid is left out unless an interpreter that has
it is named. All three have to give the same text, but for a newline at its end.

With --theme, a site of small pages in that theme is built too, by jekpy in one process and by Jekyll (which
needs the gems jekyll-seo-tag and jekyll-include-cache), neither with anything kept from before.
"""

from __future__ import annotations

import argparse
import json
import math
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from jekpy.build import build_site
from jekpy.config import load_config
from jekpy.liquid import Engine
from jekpy.liquid.rendering import MappingLoader

HERE = Path(__file__).parent
PARTIALS = ("item",)


def pages(count: int) -> list[dict[str, Any]]:
    """Return the pages of a made-up site: sections of ten, a few hidden."""
    found: list[dict[str, Any]] = []
    for number in range(count):
        section = number // 10
        is_top = number % 10 == 0
        page: dict[str, Any] = {
            "title": f"Page {number} <of> the manual" if number % 3 else f"Page {number}",
            "url": f"/section-{section}/page-{number}/index.html",
            "order": (number * 7919) % 1000,
            "kind": ("guide", "reference", "howto")[number % 3],
            "nav_exclude": number % 25 == 24,
            "top": is_top,
        }
        if is_top:
            page["has_children"] = True
            page["children"] = [
                {"title": f"Part {part}", "url": f"/section-{section}/part-{part}/"} for part in range(3)
            ]
        else:
            page["parent"] = found[section * 10]["title"]
        found.append(page)
    return found


def data() -> dict[str, Any]:
    """Return the variables of the templates."""
    site = {
        "pages": pages(1000),
        "baseurl": "/docs",
        "title": "A manual & more",
        "description": "All about <em>everything</em>, " * 10,
    }
    page = {
        "title": "Page 37 <of> it",
        "url": "/section-3/page-37/index.html",
        "parent": "Page 30",
        "layout": "default",
        "kind": "reference",
        "tags": ["zeta", "Alpha Beta", "gamma"],
        "authors": [{"name": "Ada"}, {"name": "Grace"}],
        "date": "2024-03-01 10:00:00 +0000",
        "rows": [[row * 10 + cell for cell in range(10)] for row in range(30)],
        "body": "<p>text</p>\n" * 50,
    }
    block = "<div>  some   text </div>\n <p> more  of it </p>\n" * 20
    content = (block + "<pre>  kept\n  as it is </pre>\n") * 20
    return {"site": site, "page": page, "content": content}


def run_jekpy(work: dict[str, Any]) -> dict[str, Any]:
    """Time jekpy in this process."""
    engine = Engine(loader=MappingLoader(work["partials"]))
    found = {}
    for name, text in work["templates"].items():
        template = engine.compile(text, name)
        output = template.render(work["data"])
        rounds, started = 0, time.perf_counter()
        while time.perf_counter() - started < work["seconds"]:
            template.render(work["data"])
            rounds += 1
        found[name] = {"seconds": (time.perf_counter() - started) / rounds, "output": output}
    return {"templates": found}


def run_other(command: list[str], work: dict[str, Any]) -> dict[str, Any] | None:
    """Time another engine in its own process; None where it cannot run."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "work.json"
        path.write_text(json.dumps(work), encoding="utf-8")
        done = subprocess.run([*command, str(path)], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        print(f"{command[0]} failed: {done.stderr.strip()[-300:]}", file=sys.stderr)
        return None
    result: dict[str, Any] = json.loads(done.stdout)
    return result


def report(results: dict[str, dict[str, Any]]) -> None:
    """Print the table, and how many times the rate of each other engine jekpy has."""
    own = results["jekpy"]["templates"]
    others = {name: found["templates"] for name, found in results.items() if name != "jekpy"}
    print(f"{'template':<12}{'jekpy ms':>10}" + "".join(f"{name + ' ms':>18}{'times':>8}" for name in others))
    ratios: dict[str, list[float]] = {name: [] for name in others}
    for template, mine in own.items():
        line = f"{template:<12}{mine['seconds'] * 1000:>10.3f}"
        for name, found in others.items():
            ratio = found[template]["seconds"] / mine["seconds"]
            ratios[name].append(ratio)
            is_same = found[template]["output"].rstrip("\n") == mine["output"].rstrip("\n")
            same = "" if is_same else " (other output)"
            line += f"{found[template]['seconds'] * 1000:>18.3f}{ratio:>8.2f}{same}"
        print(line)
    for name, values in ratios.items():
        mean = math.exp(sum(map(math.log, values)) / len(values))
        print(f"geometric mean: {mean:.2f} times the rate of {name}")


def write_site(theme: Path, folder: Path, count: int) -> None:
    """Write a site that is the theme and pages of made-up sections in it."""
    for name in ("_layouts", "_includes", "_sass", "assets"):
        shutil.copytree(theme / name, folder / name)
    plugins = "plugins: [jekyll-seo-tag, jekyll-include-cache]"
    (folder / "_config.yml").write_text(f"title: Manual\n{plugins}\n", encoding="utf-8")
    for number in range(count):
        section = number // 10
        title = f"Section {section}" if number % 10 == 0 else f"Page {number}"
        lines = ["---", "layout: default", f"title: {title}", f"nav_order: {(number * 7919) % 100}"]
        if number % 10:
            lines.append(f"parent: Section {section}")
        lines += ["---", f"# {title}", "", "Some text, and `code`.", "", "## More", "", "- one", "- two"]
        (folder / f"page-{number}.md").write_text("\n".join(lines) + "\n", encoding="utf-8")


def report_theme(theme: Path, count: int) -> None:
    """Build the site in the theme by both, and print the seconds."""
    with tempfile.TemporaryDirectory() as name:
        source = Path(name) / "source"
        source.mkdir()
        write_site(theme, source, count)
        config = load_config(source, Path(name) / "jekpy")
        own = build_site(config, jobs=1, use_cache=False).seconds
        command = ["ruby", str(HERE / "run_theme.rb"), str(source), str(Path(name) / "ruby")]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        print(f"{theme.name}, {count} pages: jekpy {own:.2f} s", end="")
        if done.returncode == 0:
            ruby = json.loads(done.stdout.splitlines()[-1])["seconds"]
            print(f", Jekyll {ruby:.2f} s: {ruby / own:.2f} times its rate")
        else:
            print(f"; Jekyll failed: {done.stderr.strip()[-300:]}")


def main() -> None:
    """Time every engine that is there."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seconds", type=float, default=1.0, help="for each template and engine")
    parser.add_argument("--python-liquid", metavar="PYTHON", help="an interpreter that has python-liquid")
    parser.add_argument("--only", default="", help="templates whose name contains this")
    parser.add_argument("--theme", type=Path, help="a copy of the theme just-the-docs")
    parser.add_argument("--pages", type=int, default=200, help="of the site in that theme")
    options = parser.parse_args()
    texts = {path.stem: path.read_text(encoding="utf-8") for path in sorted(HERE.glob("templates/*.liquid"))}
    work = {
        "partials": {name: texts.pop(name) for name in PARTIALS},
        "templates": {name: text for name, text in texts.items() if options.only in name},
        "data": data(),
        "seconds": options.seconds,
    }
    results = {"jekpy": run_jekpy(work)}
    commands = {"ruby": ["ruby", str(HERE / "run_ruby.rb")]}
    if options.python_liquid:
        commands["python-liquid"] = [options.python_liquid, str(HERE / "run_python_liquid.py")]
    for name, command in commands.items():
        found = run_other(command, work)
        if found is not None:
            results[name] = found
    report(results)
    if options.theme:
        report_theme(options.theme, options.pages)


if __name__ == "__main__":
    main()
