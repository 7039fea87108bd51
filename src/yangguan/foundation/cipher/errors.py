"""What the cipher package refuses, each with a stable code and what to do about it."""

from pathlib import Path
from typing import ClassVar

from django.core.exceptions import FieldError
from django.utils.translation import gettext as _


class CipherFault(Exception):
    """Something about keys or protected data is not as it must be."""

    code: ClassVar[str] = "cipher_fault"


class UnknownAlgorithm(CipherFault):
    """No algorithm of that name has been registered."""

    code = "unknown_algorithm"

    def __init__(self, name: str) -> None:
        super().__init__(_("没有名为“%(name)s”的密码算法，请检查配置。") % {"name": name})


class Tampered(CipherFault):
    """Protected bytes do not carry a valid mark: changed, cut off, moved, or of another key."""

    code = "tampered"

    def __init__(self) -> None:
        super().__init__(_("加密数据未通过完整性校验，可能已被改动，请核对备份并报告安全管理员。"))


class UnknownKey(CipherFault):
    """Data names a key that this installation does not hold."""

    code = "unknown_key"

    def __init__(self, purpose: str, key_id: bytes, folder: Path) -> None:
        super().__init__(
            _("数据使用了密钥 %(key)s（%(purpose)s），而 %(folder)s 中没有它，请恢复密钥备份。")
            % {"key": key_id.hex(), "purpose": purpose, "folder": folder}
        )


class KeyExposed(CipherFault):
    """A key file, or the folder of the keys, can be entered by others than its owner."""

    code = "key_exposed"

    def __init__(self, path: Path, mode: int, wanted: int) -> None:
        super().__init__(
            _("%(path)s 的权限是 %(mode)o，其他用户也能读取。请先执行 chmod %(wanted)o %(path)s。")
            % {"path": path, "mode": mode, "wanted": wanted}
        )


class KeyUnreadable(CipherFault):
    """A key file cannot be read or does not hold what its name says."""

    code = "key_unreadable"

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(
            _("密钥文件 %(path)s 无法使用：%(why)s。请恢复该文件的备份。")
            % {"path": path, "why": why}
        )


class KeyUnusable(CipherFault):
    """Key bytes that are not a key of the algorithm."""

    code = "key_unusable"

    def __init__(self, algorithm: str) -> None:
        super().__init__(
            _("所给的密钥不是有效的 %(algorithm)s 密钥，请检查密钥来源。")
            % {"algorithm": algorithm}
        )


class KeyCannotRotate(CipherFault):
    """What was made with this key does not say which version made it."""

    code = "key_cannot_rotate"

    def __init__(self, purpose: str) -> None:
        super().__init__(
            _("密钥“%(purpose)s”不能单独更换：已有的数据没有记录密钥版本，更换后将无法校验。")
            % {"purpose": purpose}
        )


class EncryptedColumnSearched(CipherFault, FieldError):
    """A query compares an encrypted column, which never matches."""

    code = "encrypted_column_searched"

    def __init__(self, field: str, lookup: str) -> None:
        super().__init__(
            f"{field!r} is encrypted with a random nonce, so the lookup {lookup!r} can never "
            "match; store blind_index(value, purpose=...) in a column beside it and compare that."
        )
