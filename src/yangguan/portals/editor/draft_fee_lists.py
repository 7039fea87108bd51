"""The lists of a charge: its tariff, who pays less, the examples tried before publishing."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yangguan.foundation.web import formatting
from yangguan.portals.editor.draft_drawing import said
from yangguan.portals.editor.draft_inputs import Input
from yangguan.portals.editor.draft_inputs import Widget as T
from yangguan.portals.editor.draft_parts import Entry, Listing


def _amount(entry: Entry) -> str:
    return _("按算式") if entry.get("formula") else formatting.yuan(entry.get("amount_fen") or 0)


def _tried(entry: Entry) -> str:
    """What is filled in, as one writes it, and what is due for it."""
    answers = "、".join(
        f"{name}={said(value)}" for name, value in (entry.get("answers") or {}).items()
    )
    due = formatting.yuan(entry.get("due_fen") or 0)
    return f"{answers} → {due}" if answers else due


TARIFF = Listing(
    place="tariff",
    title=gettext_lazy("收费算法：从上往下，第一行合条件的算数"),
    inputs=(
        Input("words", gettext_lazy("这一行的说法"), T.TEXT, is_required=True, is_wide=True,
              hint=gettext_lazy("例如：个体工商户")),
        Input("applies_if", gettext_lazy("什么情况"), T.RULE,
              hint=gettext_lazy("最后一行可以不写条件，表示其他情况")),
        Input("amount_fen", gettext_lazy("金额"), T.YUAN),
        Input("formula", gettext_lazy("或者算式（得数是分）"), T.FORMULA,
              hint=gettext_lazy('例如每平方米 2 元：{"*": [{"var": "area"}, 200]}')),
    ),
    add_word=gettext_lazy("加一行"),
    blank=lambda: {"words": "", "amount_fen": 0},
    named=lambda entry: entry.get("words") or _("没有写说法"),
    detail=_amount,
)  # fmt: skip
EXEMPTIONS = Listing(
    place="exemptions",
    title=gettext_lazy("减免"),
    inputs=(
        Input("name", gettext_lazy("谁可以减免"), T.TEXT, is_required=True, is_wide=True),
        Input("percent", gettext_lazy("减免百分之几"), T.NUMBER, is_required=True),
        Input("basis", gettext_lazy("依据"), T.TEXT, is_required=True),
        Input("applies_if", gettext_lazy("什么情况"), T.RULE),
    ),
    add_word=gettext_lazy("加一种减免"),
    blank=lambda: {"name": "", "basis": "", "percent": 100},
    named=lambda entry: entry.get("name") or _("没有写名称"),
    detail=lambda entry: f"{entry.get('percent', 100)}%",
)
EXAMPLES = Listing(
    place="examples",
    title=gettext_lazy("算例：发布前照着算一遍"),
    inputs=(
        Input("answers", gettext_lazy("填的内容"), T.ANSWERS,
              hint=gettext_lazy("每行一个：数据元=内容，例如 is_new=是")),
        Input("due_fen", gettext_lazy("应收"), T.YUAN, is_required=True),
        Input("note", gettext_lazy("说明"), T.TEXT),
    ),
    add_word=gettext_lazy("加一个算例"),
    blank=lambda: {"answers": {}, "due_fen": 0},
    named=lambda entry: entry.get("note") or _("算例"),
    detail=_tried,
)  # fmt: skip
