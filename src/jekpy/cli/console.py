"""What the commands print: notices, warnings, errors, a progress bar in a terminal."""

from __future__ import annotations

import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from jekpy.errors import BuildError, Diagnostic, JekpyError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.progress import Progress, TaskID

    from jekpy.build import BuildReport
    from jekpy.config import Config

__all__ = ["Console", "faults_are_errors"]

_SLOW_PAGES = 200
"""From so many pages on, a build in a terminal shows a bar."""


class Console:
    """Prints for one command; it is also the listener of its builds."""

    def __init__(
        self, *, quiet: bool = False, verbose: bool = False, trace: bool = False, explain: bool = False
    ) -> None:
        self._quiet = quiet
        self._explain = explain
        self._verbose = verbose
        self._trace = trace
        self._warned: frozenset[Diagnostic] = frozenset()
        self._begun: list[tuple[str, float]] = []
        self._bar: Progress | None = None
        self._task: TaskID | None = None

    def info(self, text: str) -> None:
        """Print a line, unless only errors are wanted."""
        if not self._quiet:
            click.echo(text)

    def detail(self, text: str) -> None:
        """Print a line when much is wanted."""
        if self._verbose and not self._quiet:
            click.echo(text)

    def warn(self, diagnostic: Diagnostic) -> None:
        """Print a warning."""
        if not self._quiet:
            click.echo(_coloured(diagnostic), err=True)

    def finding(self, diagnostic: Diagnostic) -> None:
        """Print what was found where looking for it was the task."""
        click.echo(_coloured(diagnostic))

    def error(self, error: JekpyError) -> None:
        """Print an error, or each of several."""
        errors = error.errors if isinstance(error, BuildError) else (error,)
        for one in errors:
            click.echo(_coloured(one.diagnostic), err=True)

    def paths(self, config: Config) -> None:
        """Print what is built from where to where."""
        files = ", ".join(str(path) for path in config.files) or "none"
        self.info(f"Configuration file: {files}")
        self.info(f"            Source: {config.source}")
        self.info(f"       Destination: {config.destination}")

    def report(self, report: BuildReport) -> None:
        """Print a build's warnings and its closing line; of what the build before warned of, the number."""
        new = [warning for warning in report.warnings if warning not in self._warned]
        for warning in new:
            self.warn(warning)
        for path in report.written:
            self.detail(f"             wrote: {path}")
        for path in report.removed:
            self.detail(f"           removed: {path}")
        if self._explain:
            for url, reason in report.reasons.items():
                self.info(f"{'rendered' if reason else 'kept':>18}: {url}{f' ({reason})' if reason else ''}")
        count = len(report.warnings)
        warnings = "no warnings" if not count else f"{count} warning{'s' if count > 1 else ''}"
        if len(new) < count:
            warnings += f" ({len(new) or 'none'} new)"
        self._warned = frozenset(report.warnings)
        pages = f"{report.pages} page{'' if report.pages == 1 else 's'}"
        self.info(
            f"             Built: {pages}, {report.rendered} rendered, "
            f"{report.files} files, {len(report.written)} changed, "
            f"in {report.seconds:.2f} seconds, {warnings}."
        )

    def profile(self) -> None:
        """Print how long each step of the last build took."""
        ends = [*(began for _name, began in self._begun[1:]), time.perf_counter()]
        for (name, began), end in zip(self._begun, ends, strict=True):
            self.info(f"{name:>18}: {end - began:.3f} seconds")

    # -- the listener of a build --------------------------------------------------------------------------

    def step(self, name: str) -> None:
        """Hear that a step of the build begins."""
        if name == "read":
            self._begun.clear()
        self._begun.append((name, time.perf_counter()))
        if name != "render":
            self._end_bar()

    def rendered(self, done: int, total: int) -> None:
        """Hear how many pages are rendered; long builds show a bar in a terminal."""
        if self._quiet or total < _SLOW_PAGES or not sys.stdout.isatty():
            return
        if self._bar is None:
            self._start_bar(total)
        if self._bar is not None and self._task is not None:
            self._bar.update(self._task, completed=done)
        if done == total:
            self._end_bar()

    def _start_bar(self, total: int) -> None:
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        columns = (TextColumn("        Rendering:"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        self._bar = Progress(*columns, transient=True)
        self._bar.start()
        self._task = self._bar.add_task("render", total=total)

    def _end_bar(self) -> None:
        if self._bar is not None:
            self._bar.stop()
            self._bar = self._task = None

    @contextmanager
    def errors_end_the_program(self) -> Iterator[None]:
        """Turn what is raised inside into a message and exit status 1."""
        try:
            yield
        except JekpyError as error:
            self._end_bar()
            self.error(error)
            raise SystemExit(1) from None
        except KeyboardInterrupt:
            self._end_bar()
            raise SystemExit(130) from None
        except Exception as error:
            self._end_bar()
            if self._trace:
                raise
            self.error(_internal(error))
            raise SystemExit(1) from None


@contextmanager
def faults_are_errors(*, trace: bool) -> Iterator[None]:
    """Raise what is unexpected as a JekpyError, after which a watch goes on; `trace` prints its traceback."""
    try:
        yield
    except JekpyError:
        raise
    except Exception as error:
        if trace:
            import traceback

            traceback.print_exception(error)
        raise _internal(error) from error


def _internal(error: Exception) -> JekpyError:
    cause = f"{type(error).__name__}: {error}"
    fix = "this is a fault of jekpy's own; run again with --trace, and report it"
    return JekpyError(Diagnostic("internal", cause, fix=fix))


def _coloured(diagnostic: Diagnostic) -> str:
    text = str(diagnostic)
    head, _, rest = text.partition("\n")
    styled = click.style(head, fg="red" if diagnostic.severity == "error" else "yellow")
    return f"{styled}\n{rest}" if rest else styled
