"""Checks of `yangguan doctor` that look at the machine: disk, fonts, keys, files, web assets."""

import os
import shutil
import stat
import tempfile
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from yangguan.foundation.documents.errors import FontsMissing
from yangguan.foundation.documents.glyphs import require_fonts
from yangguan.foundation.documents.rendering import fonts_folder
from yangguan.foundation.postgres.server import abandoned_clusters
from yangguan.portals.console.findings import Finding, fail, ok, warn

GIGABYTE = 1024**3
DISK_WARN_BYTES = 5 * GIGABYTE
DISK_FAIL_BYTES = 1 * GIGABYTE
_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def check_disk(folder: Path) -> Finding:
    """Room for uploads and database; `folder` is the data folder."""
    folder.mkdir(parents=True, exist_ok=True)
    free = shutil.disk_usage(folder).free
    message = _("数据目录 %(folder)s 所在磁盘还剩 %(free).1f GB。") % {
        "folder": folder,
        "free": free / GIGABYTE,
    }
    remedy = _("请清理磁盘，或用 YANGGUAN_DATA 把数据目录放到更大的磁盘上。")
    if free < DISK_FAIL_BYTES:
        return fail("disk", message, remedy)
    if free < DISK_WARN_BYTES:
        return warn("disk", message, remedy)
    return ok("disk", message)


def check_fonts() -> Finding:
    """Without its fonts no document can be written."""
    try:
        paths = require_fonts(fonts_folder())
    except FontsMissing:
        return fail(
            "fonts",
            _("%(folder)s 中缺少公文字体，不能生成文书和证照。") % {"folder": fonts_folder()},
            _("请运行 make setup。"),
        )
    return ok("fonts", _("公文字体齐全（%(count)d 个文件）。") % {"count": len(paths)})


def check_keys(folder: Path) -> Finding:
    """Keys belong to the user who runs the program, and nobody else can read them."""
    if not folder.is_dir():
        return warn(
            "keys",
            _("还没有密钥目录 %(folder)s。") % {"folder": folder},
            _("首次启动时会自动生成；若这里原来有密钥，请立即从备份恢复。"),
        )
    try:
        paths = [folder, *sorted(folder.iterdir())]
        exposed = [path for path in paths if path.stat().st_mode & _OTHERS]
        foreign = [path for path in paths if path.stat().st_uid != os.geteuid()]
    except PermissionError:
        return _unreadable_keys(folder)
    if exposed:
        return fail(
            "keys",
            _("其他用户可以读取密钥：%(names)s。") % {"names": _names(exposed)},
            _("请运行 chmod -R go= %(folder)s，并考虑更换密钥。") % {"folder": folder},
        )
    if foreign:
        return fail(
            "keys",
            _("这些密钥不属于当前用户：%(names)s。") % {"names": _names(foreign)},
            _("请以拥有密钥的用户运行，或由管理员更正其所有者。"),
        )
    if not all(os.access(path, os.R_OK) for path in paths):
        return _unreadable_keys(folder)
    return ok("keys", _("密钥目录 %(folder)s 只有当前用户可以读取。") % {"folder": folder})


def _unreadable_keys(folder: Path) -> Finding:
    return fail(
        "keys",
        _("当前用户不能读取密钥目录 %(folder)s。") % {"folder": folder},
        _("请以拥有密钥的用户运行。"),
    )


def _names(paths: list[Path]) -> str:
    return "、".join(path.name for path in paths)


def check_file_store(folder: Path) -> Finding:
    """Uploads can be written, read back and removed."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with tempfile.NamedTemporaryFile(dir=folder, prefix=".probe-") as probe:
            probe.write(b"yangguan")
            probe.flush()
            os.fsync(probe.fileno())
            intact = Path(probe.name).read_bytes() == b"yangguan"
    except OSError as error:
        return fail(
            "file-store",
            _("不能写入文件库 %(folder)s：%(reason)s。")
            % {"folder": folder, "reason": error.strerror},
            _("请检查该目录的权限和磁盘空间。"),
        )
    if not intact:
        return fail(
            "file-store",
            _("文件库 %(folder)s 读出的内容与写入的不同。") % {"folder": folder},
            _("请立即检查磁盘。"),
        )
    return ok("file-store", _("文件库 %(folder)s 可以读写。") % {"folder": folder})


def check_abandoned_clusters() -> Finding:
    """A deleted data folder leaves its cluster behind when root ran the program."""
    abandoned = abandoned_clusters()
    if abandoned:
        return warn(
            "abandoned-clusters",
            _("有 %(count)d 个自带数据库的数据目录已被删除。") % {"count": len(abandoned)},
            _("确认不再需要后，请删除：%(names)s。") % {"names": " ".join(map(str, abandoned))},
        )
    return ok("abandoned-clusters", _("没有遗留的自带数据库。"))


def check_assets() -> Finding:
    """Styles and scripts were collected by set-up."""
    manifest = Path(settings.STATIC_ROOT) / "staticfiles.json"
    if not manifest.is_file():
        return fail(
            "assets",
            _("网站的样式和脚本还没有汇集到 %(folder)s。") % {"folder": settings.STATIC_ROOT},
            _("请运行 make setup。"),
        )
    return ok("assets", _("网站的样式和脚本齐备。"))
