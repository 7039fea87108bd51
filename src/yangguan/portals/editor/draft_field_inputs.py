"""The inputs of a question of the form, and of a situation: what its type can have, and no more."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy

from yangguan.portals.editor.draft_choices import (
    code_tables,
    column_types,
    field_types,
    prefill_sources,
    table,
)
from yangguan.portals.editor.draft_inputs import Input, Widget
from yangguan.registers.catalogue.content import FormField
from yangguan.registers.catalogue.outline_labels import LABELS

_LABELS = LABELS[FormField]
_ELEMENT = gettext_lazy("英文小写字母、数字、下划线；同一个意思用同一个名")

SITUATION_INPUTS = (
    Input("label", _LABELS["label"], is_required=True, is_wide=True,
          hint=gettext_lazy("用申请人听得懂的话问，例如：经营场所是租来的吗")),
    Input("element", gettext_lazy("数据元"), is_required=True, hint=_ELEMENT),
    Input("type", _LABELS["type"], Widget.CODE, is_required=True, choices=table(
        ("boolean", gettext_lazy("是或否")),
        ("choice", gettext_lazy("选一项")),
        ("multichoice", gettext_lazy("选几项")),
    )),
    Input("choices", _LABELS["choices"], Widget.LINES, hint=gettext_lazy("一行一个")),
    Input("help", _LABELS["help"], is_wide=True),
    Input("shown_if", _LABELS["shown_if"], Widget.RULE,
          hint=gettext_lazy("不写就总是问；只能取决于前面的情形")),
)  # fmt: skip
FIELD_INPUTS = (
    Input("label", _LABELS["label"], is_required=True, is_wide=True),
    Input("element", gettext_lazy("数据元"), is_required=True, hint=_ELEMENT),
    Input("type", _LABELS["type"], Widget.CODE, is_required=True, choices=field_types,
          hint=gettext_lazy("改了保存，下面换成这种填法能设的内容")),
    Input("required", _LABELS["required"], Widget.FLAG),
    Input("source", _LABELS["source"], Widget.CODE, choices=prefill_sources),
    Input("choices", _LABELS["choices"], Widget.LINES, hint=gettext_lazy("一行一个")),
    Input("code_table", _LABELS["code_table"], Widget.CODE, choices=code_tables,
          hint=gettext_lazy("选了保存，选项就取代码表现行版的名称")),
    Input("columns", _LABELS["columns"], Widget.LINES, is_required=True,
          hint=gettext_lazy("一行一列")),
    Input("column_types", _LABELS["column_types"], Widget.WORDS, choices=column_types,
          hint=gettext_lazy("一行一列，次序和上面一样；不写的列填文字")),
    Input("column_choices", _LABELS["column_choices"], Widget.LISTS,
          hint=gettext_lazy("一行一列，选项用顿号隔开；不是选择的列空一行")),
    Input("rows_min", _LABELS["rows_min"], Widget.MAYBE_NUMBER),
    Input("rows_max", _LABELS["rows_max"], Widget.MAYBE_NUMBER),
    Input("unit", _LABELS["unit"]),
    Input("minimum", _LABELS["minimum"], Widget.BOUND),
    Input("maximum", _LABELS["maximum"], Widget.BOUND),
    Input("decimals", _LABELS["decimals"], Widget.MAYBE_NUMBER),
    Input("longest", _LABELS["longest"], Widget.MAYBE_NUMBER),
    Input("compute", _LABELS["compute"], Widget.FORMULA,
          hint=gettext_lazy('JSONLogic，例如：{"+": [{"var": "area_a"}, {"var": "area_b"}]}')),
    Input("example", _LABELS["example"]),
    Input("help", _LABELS["help"], is_wide=True),
    Input("shown_if", _LABELS["shown_if"], Widget.RULE, hint=gettext_lazy("不写就总是显示")),
)  # fmt: skip

_ALWAYS = frozenset({"label", "element", "type", "help", "shown_if"})
_ASKED = frozenset({"required", "source", "example"})
_BOUNDS = frozenset({"unit", "minimum", "maximum"})
_DATES = frozenset({"minimum", "maximum"})
_BY_TYPE: Mapping[str, frozenset[str]] = {
    "text": frozenset({"longest"}),
    "longtext": frozenset({"longest"}),
    "number": _BOUNDS | {"decimals"},
    "integer": _BOUNDS,
    "money": _BOUNDS,
    "percent": _BOUNDS | {"decimals"},
    "date": _DATES,
    "datetime": _DATES,
    "month": _DATES,
    "year": _DATES,
    "daterange": _DATES,
    "choice": frozenset({"choices", "code_table"}),
    "multichoice": frozenset({"choices", "code_table"}),
    "table": frozenset({"columns", "column_types", "column_choices", "rows_min", "rows_max"}),
}


def field_inputs(entry: Mapping[str, Any]) -> tuple[Input, ...]:
    """The inputs of a question as it is now: those that its type can have."""
    kind = entry.get("type", "text")
    if kind == "explanation":
        wanted = _ALWAYS
    elif kind == "computed":
        wanted = _ALWAYS | {"compute", "unit", "decimals"}
    else:
        wanted = _ALWAYS | _ASKED | _BY_TYPE.get(kind, frozenset())
    return tuple(each for each in FIELD_INPUTS if each.name in wanted)
