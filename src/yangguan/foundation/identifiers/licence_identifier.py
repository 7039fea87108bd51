"""
电子证照标识: the identifier of one issue of one electronic licence.

`1.2.156.3005.2 . type 21 . issuer . serial . version 3 . check`. Source: GB/T 36904-2018 as issued
licences show it; check after ISO 7064 MOD 37,36 (GB/T 17710) without dots and root.
"""

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from yangguan.foundation.identifiers.checks import mod_37_36
from yangguan.foundation.identifiers.errors import InvalidLicenceIdentifier
from yangguan.foundation.identifiers.spelling import plain

ROOT = "1.2.156.3005.2"
_TYPE = re.compile(r"[0-9A-Z]{18}[0-9]{3}")
# A credit code; some issuers put their six-digit division code instead.
_ISSUER = re.compile(r"[0-9A-Z]{18}|[0-9]{6}")
_SERIAL = re.compile(r"[0-9A-Z]{1,40}")
_VERSION = re.compile(r"[0-9]{3}")
_SHAPE = re.compile(
    rf"{re.escape(ROOT)}\.(?P<type>{_TYPE.pattern})\.(?P<issuer>{_ISSUER.pattern})"
    rf"\.(?P<serial>{_SERIAL.pattern})\.(?P<version>{_VERSION.pattern})\.(?P<check>[0-9A-Z])"
)


@dataclass(frozen=True, slots=True)
class LicenceIdentifier:
    """An identifier taken apart; `str()` puts it together again."""

    licence_type: str
    issuer: str
    serial: str
    version: int
    check: str

    @property
    def is_check_right(self) -> bool:
        """Whether the check character fits. Foreign licences exist whose character does not."""
        return _check(self.licence_type, self.issuer, self.serial, self.version) == self.check

    def __str__(self) -> str:
        parts = (ROOT, self.licence_type, self.issuer, self.serial, f"{self.version:03}")
        return ".".join((*parts, self.check))


def parse_licence_identifier(text: str, *, strict: bool = True) -> LicenceIdentifier:
    """
    Take a licence identifier apart.

    With `strict` the check character must fit; without it (imports) the caller looks at
    `is_check_right` and warns. Raises `InvalidLicenceIdentifier` with code
    `licence_identifier.shape` or `.check`.
    """
    match = _SHAPE.fullmatch(plain(text))
    if match is None:
        raise InvalidLicenceIdentifier(
            "licence_identifier.shape",
            _("电子证照标识的格式不对，应以 %(root)s 开头并分为六段，请您对照证照完整填写。")
            % {"root": ROOT},
        )
    identifier = LicenceIdentifier(
        licence_type=match["type"],
        issuer=match["issuer"],
        serial=match["serial"],
        version=int(match["version"]),
        check=match["check"],
    )
    if strict and not identifier.is_check_right:
        raise InvalidLicenceIdentifier(
            "licence_identifier.check",
            _("电子证照标识有误（校验位不符），请您对照证照逐位核对。"),
        )
    return identifier


def compose_licence_identifier(
    *, licence_type: str, issuer: str, serial: str, version: int = 1
) -> LicenceIdentifier:
    """
    The identifier of a new issue: type 21 characters, issuer 18, serial 1 to 40, version 1 to 999.

    `version` is raised by each re-issue of the same licence. Raises `InvalidLicenceIdentifier`.
    """
    fits = (
        _TYPE.fullmatch(licence_type)
        and _ISSUER.fullmatch(issuer)
        and _SERIAL.fullmatch(serial)
        and 1 <= version <= 999
    )
    if not fits:
        raise InvalidLicenceIdentifier(
            "licence_identifier.shape",
            _("电子证照标识的组成部分不合规：类型 21 位、机构 18 位、流水号、版本 1 至 999。"),
        )
    check = _check(licence_type, issuer, serial, version)
    return LicenceIdentifier(licence_type, issuer, serial, version, check)


def _check(licence_type: str, issuer: str, serial: str, version: int) -> str:
    return mod_37_36(f"{licence_type}{issuer}{serial}{version:03}")
