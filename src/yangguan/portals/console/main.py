"""
The `yangguan` command.

It says where the settings are, makes Django ready, and only then loads the commands: they import
models, which cannot be imported before. That is why they are loaded by name here.
"""

import importlib
import os
import signal
import sys
from importlib.metadata import version
from types import FrameType

import django
from django.conf import settings
from django.db import DatabaseError
from django.utils import translation
from django.utils.translation import gettext as _

from yangguan.foundation.postgres.errors import PostgresError
from yangguan.portals.console.errors import CommandFailed
from yangguan.portals.console.parent import end_with_parent

COMMANDS = "yangguan.portals.console.commands"


def main() -> None:
    """Run one command and end the process with its exit status: 0, 1 (failed) or 2 (misused)."""
    if sys.argv[1:] == ["--version"]:
        sys.stdout.write(f"yangguan {version('yangguan')}\n")
        return
    _end_in_order()
    end_with_parent()
    try:
        _prepare()
        importlib.import_module(COMMANDS).application()
    except (CommandFailed, PostgresError) as error:
        fail(str(error))
    except PermissionError as error:
        fail(_("没有权限访问 %(file)s：请以拥有数据目录的用户运行。") % {"file": error.filename})
    except DatabaseError as error:
        words = _("数据库出错：%(what)s\n请运行 yangguan doctor 查看原因。")
        fail(words % {"what": str(error).strip()})
    except KeyboardInterrupt:
        sys.exit(130)


def fail(message: str) -> None:
    """Tell the person what went wrong and end with exit status 1."""
    sys.stderr.write(_("错误：%(why)s") % {"why": message} + "\n")
    sys.exit(1)


def _prepare() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    try:
        django.setup()
    except (PostgresError, PermissionError):
        # Settings that cannot be read have no catalogue; what is said of that needs none.
        if not settings.configured:
            settings.configure(USE_I18N=False)
        raise
    translation.activate(_language())


def _language() -> str:
    """Chinese, unless the terminal asks for English in so many words."""
    asked = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG", "")
    return "en" if asked.startswith("en") else "zh-hans"


def _end_in_order() -> None:
    """Let a termination or a closed terminal unwind the command, so that it stops its server."""
    signal.signal(signal.SIGTERM, _end)
    # `nohup` has the hang-up ignored; that stays so.
    if signal.getsignal(signal.SIGHUP) != signal.SIG_IGN:
        signal.signal(signal.SIGHUP, _end)


def _end(number: int, frame: FrameType | None) -> None:
    del frame
    sys.exit(128 + number)


if __name__ == "__main__":
    main()
