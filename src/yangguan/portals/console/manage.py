"""`yangguan manage`: Django's own management commands, with the database at hand."""

import typer
from django.core.management import execute_from_command_line

from yangguan.portals.console.database import database


def manage(context: typer.Context) -> None:
    """
    运行 Django 自带的管理命令，如 shell、makemigrations。

    Run a management command of Django, such as shell or makemigrations.
    """
    with database(migrated=False):
        execute_from_command_line(["yangguan manage", *context.args])
