"""What the documents package refuses, each with a stable code."""

from pathlib import Path
from typing import ClassVar

from django.utils.translation import gettext as _


class DocumentFault(Exception):
    """A document cannot be made, or not be signed."""

    code: ClassVar[str] = "document_fault"


class NotCanonical(DocumentFault):
    """The data holds something that has no single canonical form; the text names the place."""

    code = "not_canonical"


class FontsMissing(DocumentFault):
    """The fonts of the documents are not where set-up puts them, or cannot be read."""

    code = "fonts_missing"

    def __init__(self, folder: Path, names: list[str]) -> None:
        super().__init__(
            _(
                "%(folder)s 中缺少文书字体或者字体无法读取：%(names)s。请执行 make setup，"
                "它从 npm 包 @expo-google-fonts/noto-serif-sc 和 noto-sans-sc 取得字体。"
            )
            % {"folder": folder, "names": "、".join(names)}
        )


class NotSignable(DocumentFault):
    """The bytes are no PDF file, or one that already carries a signature."""

    code = "not_signable"

    def __init__(self, why: str) -> None:
        super().__init__(_("这个文件不能签章：%(why)s") % {"why": why})


class SignatureUnusable(DocumentFault):
    """A signature that was just made does not verify: the key in the data folder is damaged."""

    code = "signature_unusable"

    def __init__(self) -> None:
        super().__init__(_("刚做的电子签名通不过核验，请检查数据目录中的密钥。"))
