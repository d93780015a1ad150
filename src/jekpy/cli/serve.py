"""`jekpy serve`."""

from __future__ import annotations

import click

from jekpy.cli.options import BuildOptions, build_options

__all__ = ["command"]


@click.command("serve")
@build_options
@click.option("-H", "--host", help="The address to bind to.  [default: 127.0.0.1]")
@click.option("-P", "--port", type=click.IntRange(0, 65535), help="The port to listen on.  [default: 4000]")
@click.option("-o", "--open-url", is_flag=True, help="Open the site in a browser.")
@click.option("-B", "--detach", is_flag=True, help="Serve in the background, without rebuilding.")
@click.option("--ssl-cert", help="The certificate for HTTPS, relative to the site's folder.")
@click.option("--ssl-key", help="The key of that certificate.")
@click.option("--show-dir-listing", is_flag=True, help="List folders in place of their index pages.")
@click.option("--watch/--no-watch", default=True, help="Rebuild when a file changes.  [default: watch]")
@click.option(
    "-l",
    "--livereload/--no-livereload",
    default=None,
    help="Reload the browser after a rebuild.  [default: livereload]",
)
@click.option("--livereload-ignore", metavar="GLOBS", help="Files whose change reloads no page, by comma.")
@click.option(
    "--livereload-min-delay",
    type=click.FloatRange(min=0),
    metavar="SECONDS",
    help="How long a page waits before it looks for a lost server again.",
)
@click.option("--livereload-max-delay", metavar="SECONDS", help="Accepted for Jekyll's sake.")
@click.option(
    "--livereload-port", metavar="PORT", help="Accepted for Jekyll's sake; the port is the server's."
)
@click.option("--skip-initial-build", is_flag=True, help="Serve what is in the destination already.")
@click.option(
    "--force_polling", is_flag=True, help="Look for changes again and again, where events do not work."
)
def command(
    options: BuildOptions,
    *,
    host: str | None,
    port: int | None,
    detach: bool,
    ssl_cert: str | None,
    ssl_key: str | None,
    show_dir_listing: bool,
    open_url: bool,
    watch: bool,
    livereload: bool | None,
    livereload_ignore: str | None,
    livereload_min_delay: float | None,
    livereload_max_delay: str | None,
    livereload_port: str | None,
    skip_initial_build: bool,
    force_polling: bool,
) -> None:
    """Build the site, serve it on this machine, and rebuild it when a file changes."""
    console = options.console()
    given: dict[str, object] = {"host": host, "port": port, "ssl_cert": ssl_cert, "ssl_key": ssl_key}
    given |= {"detach": detach or None, "show_dir_listing": show_dir_listing or None}
    given |= {
        "livereload": livereload,
        "livereload_ignore": livereload_ignore and livereload_ignore.split(","),
        "livereload_min_delay": livereload_min_delay,
        "livereload_max_delay": livereload_max_delay,
        "livereload_port": livereload_port,
    }
    given = {key: value for key, value in given.items() if value is not None}
    with console.errors_end_the_program():
        from jekpy.serving.server import ServeSettings, serve

        settings = ServeSettings(
            watch=watch,
            live_reload=watch,
            skip_initial_build=skip_initial_build,
            force_polling=force_polling,
            open_url=open_url,
        )
        serve(
            lambda: options.load(serving=True, **given),
            options.builder(console),
            settings,
            console,
        )
