"""The e-licence as a certificate that a person reads (电子证照的可视版式)."""

from dataclasses import dataclass
from typing import ClassVar

from yangguan.foundation.documents.paper import LabelledValue, Paper, Seal


@dataclass(frozen=True, slots=True, kw_only=True)
class LicenceTable:
    """A field of a licence that is a table, e.g. members of a household."""

    label: str
    """Name of the field."""
    columns: tuple[str, ...]
    """Heads of the columns."""
    rows: tuple[tuple[str, ...], ...]
    """One text a column. Raises `ValueError` when a row has more or fewer."""

    def __post_init__(self) -> None:
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError(f"{self.label}: a row does not fit the columns")


@dataclass(frozen=True, slots=True, kw_only=True)
class LicencePaper(Paper):
    """
    A licence, original or marked copy. `number` is the licence number (证照编号), `organ` the
    issuing organ, `qr_url` the public check page of this licence.

    Source: GB/T 36902 (directory fields), GB/T 36905 (visible form).
    """

    template: ClassVar[str] = "licence"
    chinese_name: ClassVar[str] = "电子证照"

    name: str
    """证照名称, the words in the head."""
    identifier: str
    """电子证照标识, `1.2.156.3005.2.…`."""
    seal: Seal
    """Seal of the issuing organ, or its licensing seal."""
    fields: tuple[LabelledValue, ...]
    """照面: what the licence says, in the order of its type."""
    tables: tuple[LicenceTable, ...] = ()
    """Fields that are tables; they come below the others."""
    validity: str
    """有效期 as printed: a range, 长期, or empty for a paper without validity."""
    number_label: str = "编号"
    """What this licence calls its number (统一社会信用代码, 文号)."""
    organ_label: str = "发证机关"
    """What it calls the issuing organ (登记机关, 备案机关)."""
    date_label: str = "发证日期"
    """What it calls the day of issue (登记日期, 决定日期)."""
    watermark: str = ""
    """加注: for whom, what for and until when. Empty on the original."""

    @property
    def title(self) -> str:
        return self.name
