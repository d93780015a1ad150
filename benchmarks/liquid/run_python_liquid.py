"""Times python-liquid on the benchmark's templates: run_python_liquid.py WORK.json, which __main__.py writes.

Runs in whichever interpreter has python-liquid; prints what run_ruby.rb prints.
"""

from __future__ import annotations

import json
import sys
import time
from importlib.metadata import version
from pathlib import Path

from liquid import DictLoader, Environment  # type: ignore[import-not-found]


def main() -> None:
    """Time every template."""
    work = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    environment = Environment(loader=DictLoader(work["partials"]))
    templates: dict[str, dict[str, object]] = {}
    for name, text in work["templates"].items():
        template = environment.from_string(text)
        output = template.render(**work["data"])
        rounds, started = 0, time.perf_counter()
        while time.perf_counter() - started < work["seconds"]:
            template.render(**work["data"])
            rounds += 1
        spent = time.perf_counter() - started
        templates[name] = {"seconds": spent / rounds, "output": output}
    print(json.dumps({"version": version("python-liquid"), "templates": templates}))


main()
