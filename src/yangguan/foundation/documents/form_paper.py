"""Blank form and sample, both made from the definition of the form (规范表格, 示范文本)."""

from dataclasses import dataclass
from typing import ClassVar

from yangguan.foundation.documents.paper import Paper


@dataclass(frozen=True, slots=True, kw_only=True)
class FormField:
    """One question of a form."""

    label: str
    """The question, as on the screen."""
    type: str
    """How it is answered: the types of the catalogue's forms, e.g. text, money, date, table."""
    required: bool
    """Marked with a red star."""
    choices: tuple[str, ...] = ()
    """Answers to tick; for `choice` and `multichoice`."""
    help: str = ""
    """填写说明 of this question."""
    columns: tuple[str, ...] = ()
    """Heads of the columns; for `table`."""
    sample: str = ""
    """Answer in the 示范文本; of several ticked choices one a line. Dates as on paper."""
    rows: tuple[tuple[str, ...], ...] = ()
    """Sample rows of a `table`."""
    unit: str = ""
    """What stands behind a number: 平方米."""
    parts: tuple[str, ...] = ()
    """What a question of several parts asks, one line each: 开始日期, 结束日期."""

    def __post_init__(self) -> None:
        if self.type == "table" and not self.columns:
            raise ValueError(f"{self.label}: a table needs columns")
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError(f"{self.label}: a sample row does not fit the columns")


@dataclass(frozen=True, slots=True, kw_only=True)
class FormGroup:
    """Questions under one heading."""

    title: str
    """Heading, e.g. 经营者信息."""
    fields: tuple[FormField, ...]
    """In the order of the screen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormPaper(Paper):
    """
    A form to fill in by hand, or its sample. `number` is the item's code, `organ` its department,
    `issued_date` the day from which the edition holds, `qr_url` the guide of the item.
    """

    template: ClassVar[str] = "form"
    chinese_name: ClassVar[str] = "申请表"

    name: str
    """Name of the form, e.g. 食品经营许可申请书."""
    item_name: str
    """事项名称."""
    edition: int
    """Edition of the item whose form this is."""
    groups: tuple[FormGroup, ...]
    """The questions."""
    filled: bool
    """False: blank (空白表格). True: with sample answers (示范文本)."""
    notes: str = ""
    """General 填写说明, may have several lines."""
    sample_signature: str = ""
    """Name in the signature line of the sample."""

    @property
    def kind(self) -> str:
        return "form_sample" if self.filled else "form_blank"

    @property
    def title(self) -> str:
        return self.name
