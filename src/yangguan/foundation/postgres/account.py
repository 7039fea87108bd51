"""
Who runs the private server.

PostgreSQL refuses to run as root. Started by root, the server therefore belongs to a system
user of its own and lives in a folder of its own below `/var/lib/yangguan`, because that user
may not be able to enter the folder of the checkout (root's home, say), and whether others may
enter a folder is for its owner to decide, not for this program.
"""

import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from yangguan.foundation.postgres.errors import NoServerAccount

ACCOUNT_NAME = "yangguan-db"
ROOT_STATE = Path("/var/lib/yangguan")


@dataclass(frozen=True, slots=True)
class Account:
    """The system user that owns the server; `switch` says whether we must become it."""

    uid: int
    gid: int
    switch: bool

    def popen_arguments(self) -> dict[str, Any]:
        """What `subprocess` needs to run a program as this user, from a folder it can enter."""
        common: dict[str, Any] = {"cwd": "/", "env": _plain_environment()}
        if not self.switch:
            return common
        return {**common, "user": self.uid, "group": self.gid, "extra_groups": [], "umask": 0o077}

    def own(self, path: Path) -> None:
        """Give a file or folder that we made to this user."""
        if self.switch:
            os.chown(path, self.uid, self.gid)


def _plain_environment() -> dict[str, str]:
    # PG* variables of the caller would send the tools to another server, and a locale that the
    # machine lacks would stop initdb.
    kept = {name: os.environ[name] for name in ("PATH", "TZ", "TMPDIR") if name in os.environ}
    return {"PATH": os.defpath, **kept, "LC_ALL": "C.UTF-8"}


def server_account() -> Account:
    """
    The user to run the server as: ourselves, or as root a dedicated system user.

    Raises `NoServerAccount` if that user is missing and cannot be made.
    """
    if os.geteuid() != 0:
        return Account(uid=os.geteuid(), gid=os.getegid(), switch=False)
    try:
        entry = pwd.getpwnam(ACCOUNT_NAME)
    except KeyError:
        _create_account()
        entry = pwd.getpwnam(ACCOUNT_NAME)
    return Account(uid=entry.pw_uid, gid=entry.pw_gid, switch=True)


def account_of_owner(folder: Path) -> Account:
    """The user who already owns a cluster: root may serve the data folder of another person."""
    owner = folder.stat()
    if os.geteuid() == owner.st_uid:
        return Account(uid=owner.st_uid, gid=owner.st_gid, switch=False)
    if os.geteuid() == 0 and owner.st_uid != 0:
        return Account(uid=owner.st_uid, gid=owner.st_gid, switch=True)
    raise NoServerAccount(f"{folder} 属于用户 {owner.st_uid}，请以该用户运行")


def _create_account() -> None:
    commands = (
        # shadow-utils: Debian, Fedora, openEuler, Kylin
        ("useradd", "--system", "--user-group", "--no-create-home", "--home-dir", "/nonexistent",
         "--shell", "/usr/sbin/nologin", ACCOUNT_NAME),
        # busybox: Alpine
        ("adduser", "-S", "-D", "-H", "-h", "/nonexistent", "-s", "/sbin/nologin", ACCOUNT_NAME),
    )  # fmt: skip
    for command in commands:
        program = shutil.which(command[0], path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin")
        if program is None:
            continue
        done = subprocess.run(  # noqa: S603  # fixed words
            [program, *command[1:]], capture_output=True, text=True, check=False
        )
        # Another process may have made it in the meantime; what counts is that it is there.
        if done.returncode == 0 or _exists():
            return
        raise NoServerAccount(
            f"PostgreSQL 不能以 root 运行，而系统用户 {ACCOUNT_NAME} 无法建立"
            f"（{done.stderr.strip()}）。请手工建立该用户，或以普通用户运行，"
            "或用 DATABASE_URL 指定数据库"
        )
    raise NoServerAccount(
        f"PostgreSQL 不能以 root 运行，而本机没有 useradd 可用来建立用户 {ACCOUNT_NAME}。"
        "请以普通用户运行，或用 DATABASE_URL 指定数据库"
    )


def _exists() -> bool:
    try:
        pwd.getpwnam(ACCOUNT_NAME)
    except KeyError:
        return False
    return True
