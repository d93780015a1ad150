"""Dart Sass runs while it is of use: for the stylesheets of a build, or of all builds of a session."""

from __future__ import annotations

import os
import signal
import subprocess
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

import jekpy
from jekpy.build import build_site
from jekpy.config import load_config
from jekpy.rendering.converters.sass_compiler import SassCompiler, SassOptions

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.support.sites import MakeSite

SHEET = "---\n---\nbody { width: 1px * 2 }\n"

Programs = list[subprocess.Popen[bytes]]


@pytest.fixture
def programs(monkeypatch: pytest.MonkeyPatch) -> Programs:
    """Every program that is started."""
    started: Programs = []

    class Noted(subprocess.Popen[bytes]):
        def __init__(self, *args: object, **kwargs: object) -> None:
            super().__init__(*args, **kwargs)  # type: ignore[call-overload]
            started.append(self)

    monkeypatch.setattr(subprocess, "Popen", Noted)
    return started


def compiled(compiler: SassCompiler, source: str) -> str:
    return compiler.compile(source, "scss", None, SassOptions(style="compressed")).css


@pytest.mark.parametrize(
    "use",
    [
        jekpy.build,
        lambda site: jekpy.render("{% capture a %}a { b: c }{% endcapture %}{{ a | scssify }}", source=site),
    ],
    ids=["a build", "a template"],
)
def test_what_is_done_ends_its_compiler(
    use: Callable[[Path], object], make_site: MakeSite, programs: Programs
) -> None:
    use(make_site({"a.scss": SHEET}).source)
    assert programs
    assert all(program.poll() is not None for program in programs)


def test_builds_that_are_given_a_compiler_share_it(make_site: MakeSite, programs: Programs) -> None:
    site = make_site({"a.scss": SHEET})
    with closing(SassCompiler()) as compiler:
        for width in (2, 3):
            site.add({"a.scss": SHEET.replace("2", str(width))})
            build_site(load_config(site.source, site.destination), compiler=compiler)
            assert f"width: {width}px" in site.outputs()["a.css"]
        [program] = programs
        assert program.poll() is None
    assert program.poll() is not None


def test_after_an_interrupt_nothing_of_one_stylesheet_is_left_for_the_next(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with closing(SassCompiler()) as compiler:
        monkeypatch.setattr(SassCompiler, "_receive", lambda _self: os.kill(os.getpid(), signal.SIGINT))
        with pytest.raises(KeyboardInterrupt):
            compiled(compiler, "a { b: 1 + 1 }")
        monkeypatch.undo()
        assert compiled(compiler, "a { b: 1 + 2 }") == "a{b:3}"


def test_a_compiler_that_is_gone_is_started_anew(programs: Programs) -> None:
    with closing(SassCompiler()) as compiler:
        assert compiled(compiler, "a { b: 1 + 1 }") == "a{b:2}"
        programs[0].kill()
        programs[0].wait()
        assert compiled(compiler, "a { b: 1 + 2 }") == "a{b:3}"
    assert len(programs) == 2
    assert all(program.poll() is not None for program in programs)
