"""
The content of an edition: everything that anybody sees or does about an item, described once.

An edition is data of these types, stored as JSON and never changed after publication. Guide, form,
list of materials, process, limits, fee, documents and licence are all read from it.

Source of the fields: GB/T 39046-2020 table 4 (实施清单), GB/T 39554.2-2020, standards of the
national interchange (`UP_TASK_*`).
"""

from datetime import date
from enum import StrEnum
from typing import Any, Literal, get_args

import msgspec

from yangguan.registers.catalogue.process import Process

# 事项类型 01, 行政许可: the items that the Licensing Law governs.
LICENSING = "01"

# The key of the page that asks the situations.
SITUATIONS = "situations"


class LimitUnit(StrEnum):
    WORKING_DAYS = "1"  # 工作日
    NATURAL_DAYS = "2"  # 自然日


class Value(msgspec.Struct, frozen=True, kw_only=True):
    """Base of all parts of an edition: immutable, unknown fields refused."""


class Limit(Value, frozen=True, kw_only=True):
    """A time limit: `days` of `unit`; 0 days means on the spot (即办)."""

    days: int
    unit: LimitUnit = LimitUnit.WORKING_DAYS
    explanation: str = ""


class LawArticle(Value, frozen=True, kw_only=True):
    """One article that the item rests on (设定依据)."""

    law: str
    document_number: str = ""
    article: str = ""
    text: str = ""
    issuer: str = ""
    effective: str = ""


class Condition(Value, frozen=True, kw_only=True):
    """When something applies, as JSONLogic over the form's data elements."""

    logic: dict[str, Any]


class Need(StrEnum):
    """材料必要性 (IS_NEED)."""

    REQUIRED = "1"  # 必要
    CONDITIONAL = "2"  # 非必要: only in the named case, or if the applicant has it
    MAY_FOLLOW = "3"  # 容缺后补


class Supply(StrEnum):
    """How a material comes to the case, if not from the applicant's hands."""

    APPLICANT = "applicant"  # the applicant hands it in
    FORM = "form"  # the platform makes it from the form (由平台表单生成)
    VERIFICATION = "verification"  # obtained between departments, never asked for (部门间核验)


class Material(Value, frozen=True, kw_only=True):
    """One material of the list (申请材料)."""

    key: str
    name: str
    kind: str  # 1 证件证书证明 2 申请表格文书 3 其他
    need: Need
    supply: Supply = Supply.APPLICANT
    licences: tuple[str, ...] = ()  # names of the licence types that satisfy it
    applies_if: Condition | None = None
    medium: str = "3"  # 1 纸质 2 电子化 3 both
    originals: int = 0
    copies: int = 0
    paper_size: str = ""
    source_kind: str = ""  # 10 申请人自备 20 政府部门核发 99 其他
    source: str = ""
    basis: str = ""
    how_to_fill: str = ""
    acceptance_standard: str = ""
    note: str = ""
    follows_by: str = ""  # until when a 容缺 material may follow
    definition: str = ""  # its code in the city's catalogue of materials (材料目录)


FieldType = Literal[
    "text", "longtext", "number", "integer", "money", "percent",
    "date", "datetime", "time", "month", "year", "daterange",
    "choice", "multichoice", "boolean", "pledge",
    "region", "address", "map-point", "person", "organisation",
    "citizen-number", "credit-code", "mobile", "telephone", "email", "postcode",
    "bank-account", "plate-number",
    "table", "file", "signature", "computed", "explanation",
]  # fmt: skip
FIELD_TYPES: frozenset[FieldType] = frozenset(get_args(FieldType))
# What a column of a table may ask for: types whose answer is one text.
COLUMN_TYPES: frozenset[FieldType] = frozenset(
    {"text", "number", "integer", "money", "percent", "date", "month", "year", "time", "choice",
     "citizen-number", "credit-code", "mobile", "telephone", "email", "postcode", "bank-account",
     "plate-number"}
)  # fmt: skip
# Answered by a file in a slot of the element's name; a signature may be a typed name instead.
FILE_TYPES: frozenset[FieldType] = frozenset({"file", "signature"})


class FormField(Value, frozen=True, kw_only=True, omit_defaults=True):
    """
    One question of the form over a shared data element (GB/T 19488).

    `minimum` and `maximum` bound numbers (money in yuan) and, as ISO 8601 text, dates; `longest`
    is in characters, `decimals` in digits after the point. `column_types` and `column_choices` go
    by place with `columns`; a column without a type is text. `code_table` names the code table that
    the choices were taken from. `compute` is JSONLogic over the other answers: the server works it
    out, whatever a page sends.
    """

    element: str
    label: str
    type: FieldType
    required: bool = True
    choices: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    help: str = ""
    source: str = "none"  # none, account, population, legal-entity, licence:<name>
    shown_if: Condition | None = None
    unit: str = ""
    example: str = ""
    minimum: int | float | str | None = None
    maximum: int | float | str | None = None
    longest: int | None = None
    decimals: int | None = None
    column_types: tuple[FieldType, ...] = ()
    column_choices: tuple[tuple[str, ...], ...] = ()
    rows_min: int | None = None
    rows_max: int | None = None
    code_table: str = ""
    compute: dict[str, Any] | None = None

    @property
    def is_asked(self) -> bool:
        """Whether somebody answers it: a computed value and an explanation nobody does."""
        return self.type not in {"computed", "explanation"}

    @property
    def takes_files(self) -> bool:
        return self.type in FILE_TYPES

    @property
    def names_region(self) -> bool:
        return self.type in {"region", "address"}

    def typed_columns(self) -> tuple[tuple[str, FieldType, tuple[str, ...]], ...]:
        """Each column: its name, what it asks for, and the choices of a choice."""
        count = len(self.columns)
        text: FieldType = "text"
        plain = (text,) * count
        types = self.column_types + plain
        choices = (*self.column_choices, *(((),) * count))
        return tuple(zip(self.columns, types, choices, strict=False))


class FormGroup(Value, frozen=True, kw_only=True):
    """One page of the application: fields that belong together."""

    key: str
    title: str
    fields: tuple[FormField, ...]


class TariffRow(Value, frozen=True, kw_only=True):
    """
    One row of a tariff: the first row whose condition holds sets the amount.

    Either `amount_fen`, or `formula`: JSONLogic over the answers that gives fen.
    """

    words: str
    applies_if: Condition | None = None
    amount_fen: int | None = None
    formula: dict[str, Any] | None = None


class Exemption(Value, frozen=True, kw_only=True):
    """Who pays less (减免): `percent` of the amount is let off, 100 is all of it."""

    name: str
    basis: str
    percent: int = 100
    applies_if: Condition | None = None


class FeeExample(Value, frozen=True, kw_only=True):
    """A test beside the tariff: for these answers this amount is due."""

    answers: dict[str, Any]
    due_fen: int
    note: str = ""


class Fee(Value, frozen=True, kw_only=True, omit_defaults=True):
    """One charge (收费项目); money is integer fen. Without `tariff` only its words are known."""

    name: str
    standard: str
    basis: str
    may_be_reduced: bool = False
    reduction: str = ""
    note: str = ""
    tariff: tuple[TariffRow, ...] = ()
    exemptions: tuple[Exemption, ...] = ()
    examples: tuple[FeeExample, ...] = ()


class SpecialProcedure(Value, frozen=True, kw_only=True):
    """A procedure that stops the clock (特别程序), with the law that lets it."""

    name: str
    limit_days: int
    unit: LimitUnit
    basis: str


class LicenceRows(Value, frozen=True, kw_only=True):
    """One licence for each row of an answered table: `columns` maps heads to data elements."""

    table: str
    columns: dict[str, str]


class Result(Value, frozen=True, kw_only=True, omit_defaults=True):
    """What the applicant gets (办理结果)."""

    name: str
    kind: str  # 证照 批文 其他
    licence_type: str | None = None
    validity: str = ""
    # What the licence says that the item itself decides and no form need ask: 行业类别 旅馆业.
    face: dict[str, str] = {}
    each: LicenceRows | None = None


class Question(Value, frozen=True, kw_only=True):
    question: str
    answer: str


class Service(Value, frozen=True, kw_only=True):
    """Where, when and how the item can be handled."""

    forms: tuple[str, ...]  # 办理形式, GB/T 39046 A.5
    depth: tuple[str, ...]  # 网上办理深度, stages
    area: str = ""  # 通办范围
    visits: int = 0
    visit_reason: str = ""
    online: bool = False
    at_hall: bool = False
    by_appointment: bool = False
    by_courier: bool = False
    at_kiosk: bool = False
    pays_online: bool = False
    address: str = ""
    hours: str = ""
    enquiries: str = ""
    complaints: str = ""


class EditionContent(Value, frozen=True, kw_only=True):
    """Everything about an item as one department offers it (实施清单)."""

    name: str
    task_code: str
    catalog_code: str
    item_type: str  # GB/T 39046 A.1
    level: str  # A.2
    department_code: str
    department_name: str
    department_kind: str = "1"
    entrusted_by: str = ""
    is_instant: bool = False  # 即办件
    audiences: tuple[str, ...] = ()
    person_topics: tuple[str, ...] = ()
    organisation_topics: tuple[str, ...] = ()
    basis: str
    laws: tuple[LawArticle, ...] = ()
    conditions: tuple[str, ...] = ()
    statutory_limit: Limit
    promised_limit: Limit
    quantity_limit: str = ""
    intermediary_services: str = ""
    other_departments: str = ""
    special_procedures_note: str = ""
    special_procedures: tuple[SpecialProcedure, ...] = ()
    process_text: str = ""
    process: Process
    materials: tuple[Material, ...] = ()
    # 情形: asked before all else; what they answer decides which materials, fields, fees and steps
    # apply. To every condition they are data elements like those of the form.
    situations: tuple[FormField, ...] = ()
    form: tuple[FormGroup, ...] = ()
    has_fee: bool = False
    fee_basis: str = ""
    fees: tuple[Fee, ...] = ()
    results: tuple[Result, ...] = ()
    questions: tuple[Question, ...] = ()
    service: Service
    town: str = ""
    town_code: str = ""
    village: str = ""
    village_code: str = ""
    effective: date

    @property
    def pages(self) -> tuple[FormGroup, ...]:
        """The pages of an application: the situations, if there are any, and the form's groups."""
        if not self.situations:
            return self.form
        first = FormGroup(key=SITUATIONS, title="您的情况", fields=self.situations)
        return (first, *self.form)

    def fields(self) -> tuple[FormField, ...]:
        """Every question: the situations, then every field of every group in the form's order."""
        return tuple(field for group in self.pages for field in group.fields)

    def material(self, key: str) -> Material | None:
        return next((material for material in self.materials if material.key == key), None)

    @property
    def licence_results(self) -> tuple[Result, ...]:
        """The results that are licences: a positive decision issues each of them."""
        return tuple(result for result in self.results if result.licence_type)

    @property
    def is_licensing(self) -> bool:
        """Whether this is an administrative licence (行政许可) under the Licensing Law."""
        return self.item_type == LICENSING


_decoder = msgspec.json.Decoder(EditionContent)
_encoder = msgspec.json.Encoder(order="deterministic")


def encode(content: EditionContent) -> bytes:
    """The content as deterministic JSON: the same content gives the same bytes."""
    return _encoder.encode(content)


def decode(raw: bytes | str) -> EditionContent:
    """The content from its JSON. Raises `msgspec.ValidationError` for anything else."""
    return _decoder.decode(raw)
