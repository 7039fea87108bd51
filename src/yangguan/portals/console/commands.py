"""
Every command, in the order in which `yangguan --help` shows them.

To add one: write a module with a function whose docstring has one line in Chinese and one in
English, import it here, and put it into the table.
"""

from collections.abc import Callable
from typing import Annotated

import typer

from yangguan.portals.console.accounts import accounts
from yangguan.portals.console.bilingual import in_both
from yangguan.portals.console.demo import demo
from yangguan.portals.console.doctor import doctor
from yangguan.portals.console.due import due
from yangguan.portals.console.export_items import export_items
from yangguan.portals.console.import_items import import_items
from yangguan.portals.console.jobs import jobs
from yangguan.portals.console.load import load
from yangguan.portals.console.manage import manage
from yangguan.portals.console.migrate import migrate
from yangguan.portals.console.psql import psql
from yangguan.portals.console.serve import serve
from yangguan.portals.console.verify import verify
from yangguan.portals.console.walk import walk
from yangguan.portals.console.worker import worker

COMMANDS: dict[str, Callable[..., None]] = {
    "demo": demo,
    "load": load,
    "import-items": import_items,
    "export-items": export_items,
    "walk": walk,
    "due": due,
    "accounts": accounts,
    "serve": serve,
    "worker": worker,
    "migrate": migrate,
    "doctor": doctor,
    "jobs": jobs,
}
# Their arguments belong to another program.
PASSED_ON_COMMANDS: dict[str, Callable[..., None]] = {"psql": psql, "manage": manage}
PASSED_ON = {"allow_extra_args": True, "ignore_unknown_options": True, "help_option_names": []}

application = typer.Typer(
    help="阳关：政务服务一体化平台。\n\nYangguan: one-stop government services of a city.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@application.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", help="显示版本。 Show the version.")
    ] = False,
) -> None:
    # `main` answers --version by itself, without waiting for Django; here it is only explained.
    del version


application.add_typer(verify, name="verify", short_help=in_both(verify.info.help))
for name, command in COMMANDS.items():
    application.command(name, short_help=in_both(command.__doc__))(command)
for name, command in PASSED_ON_COMMANDS.items():
    both = in_both(command.__doc__)
    application.command(name, short_help=both, context_settings=PASSED_ON)(command)
