"""The kinds of fields that a page can draw, and which partial and which input draws each."""

from enum import StrEnum


class FieldKind(StrEnum):
    TEXT = "text"
    LONGTEXT = "longtext"
    NUMBER = "number"
    INTEGER = "integer"
    MONEY = "money"  # in yuan on the page, in fen behind it
    PERCENT = "percent"
    DIGITS = "digits"  # a code of digits: a postcode, an account
    DATE = "date"
    DATETIME = "datetime"
    TIME = "time"
    MONTH = "month"
    YEAR = "year"
    PHONE = "phone"
    EMAIL = "email"
    CHOICE = "choice"
    MULTICHOICE = "multichoice"
    BOOLEAN = "boolean"
    PLEDGE = "pledge"
    REGION = "region"
    PARTS = "parts"  # several inputs that make one answer
    PLACE = "place"  # parts that are a point on the map
    TABLE = "table"
    FILE = "file"
    SIGNATURE = "signature"
    COMPUTED = "computed"
    EXPLANATION = "explanation"
    LOCKED = "locked"


# Several inputs under one question: a fieldset with a legend.
GROUPED = frozenset(
    {FieldKind.MULTICHOICE, FieldKind.BOOLEAN, FieldKind.PLEDGE, FieldKind.TABLE,
     FieldKind.PARTS, FieldKind.PLACE, FieldKind.SIGNATURE}
)  # fmt: skip
# `components/fields/_<name>.html`; whatever is one input is drawn by the same partial.
TEMPLATES = dict.fromkeys(FieldKind, "input") | {
    FieldKind.LONGTEXT: "longtext",
    FieldKind.MULTICHOICE: "choices",
    FieldKind.BOOLEAN: "boolean",
    FieldKind.PLEDGE: "pledge",
    FieldKind.REGION: "region",
    FieldKind.PARTS: "parts",
    FieldKind.PLACE: "place",
    FieldKind.TABLE: "table",
    FieldKind.FILE: "file",
    FieldKind.SIGNATURE: "signature",
    FieldKind.COMPUTED: "computed",
    FieldKind.EXPLANATION: "explanation",
    FieldKind.LOCKED: "locked",
}
# A number stays a text input: browsers change the number under the scroll wheel and drop what they
# cannot read, so that nobody could be told what is wrong with it.
INPUT_TYPES = {
    FieldKind.DATE: "date",
    FieldKind.DATETIME: "datetime-local",
    FieldKind.TIME: "time",
    FieldKind.MONTH: "month",
    FieldKind.PHONE: "tel",
    FieldKind.EMAIL: "email",
}
# The keyboard of a telephone.
INPUT_MODES = {
    FieldKind.NUMBER: "decimal",
    FieldKind.INTEGER: "numeric",
    FieldKind.MONEY: "decimal",
    FieldKind.PERCENT: "decimal",
    FieldKind.DIGITS: "numeric",
    FieldKind.YEAR: "numeric",
    FieldKind.PHONE: "tel",
    FieldKind.EMAIL: "email",
}
WIDTHS = {
    FieldKind.NUMBER: "s",
    FieldKind.INTEGER: "s",
    FieldKind.MONEY: "s",
    FieldKind.PERCENT: "s",
    FieldKind.YEAR: "s",
    FieldKind.TIME: "s",
    FieldKind.DATE: "m",
    FieldKind.DATETIME: "m",
    FieldKind.MONTH: "m",
    FieldKind.PHONE: "m",
    FieldKind.DIGITS: "m",
}
