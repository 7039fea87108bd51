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
from django.db import DatabaseError
from django.utils import translation

from yangguan.foundation.postgres.errors import PostgresError
from yangguan.portals.console.errors import CommandFailed
from yangguan.portals.console.parent import end_with_parent

COMMANDS = "yangguan.portals.console.commands"


def main() -> None:
    """Run one command and end the process with its exit status: 0, 1 (failed) or 2 (misused)."""
    if sys.argv[1:] == ["--version"]:
        sys.stdout.write(f"yangguan {version('yangguan')}\n")
        return
    signal.signal(signal.SIGTERM, _end)
    end_with_parent()
    try:
        _prepare()
        importlib.import_module(COMMANDS).application()
    except (CommandFailed, PostgresError) as error:
        fail(str(error))
    except PermissionError as error:
        fail(f"没有权限访问 {error.filename}：请以拥有数据目录的用户运行。")
    except DatabaseError as error:
        fail(f"数据库出错：{str(error).strip()}\n请运行 yangguan doctor 查看原因。")
    except KeyboardInterrupt:
        sys.exit(130)


def fail(message: str) -> None:
    """Tell the person what went wrong and end with exit status 1."""
    sys.stderr.write(f"错误：{message}\n")
    sys.exit(1)


def _prepare() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    translation.activate(_language())


def _language() -> str:
    """Chinese, unless the terminal asks for English in so many words."""
    asked = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG", "")
    return "en" if asked.startswith("en") else "zh-hans"


def _end(number: int, frame: FrameType | None) -> None:
    # Without this a terminated command would leave the private server running.
    del frame
    sys.exit(128 + number)


if __name__ == "__main__":
    main()
