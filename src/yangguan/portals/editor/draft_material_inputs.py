"""The inputs of a material: what it is, when it is wanted, how it may be handed in."""

from django.utils.translation import gettext_lazy

from yangguan.portals.editor.draft_choices import codes_of, licence_types, table
from yangguan.portals.editor.draft_inputs import Widget as T
from yangguan.portals.editor.draft_parts import labelled
from yangguan.registers.catalogue import codes
from yangguan.registers.catalogue.content import Material
from yangguan.registers.catalogue.outline_labels import LABELS

MATERIAL_INPUTS = labelled(
    {**LABELS[Material], "name": gettext_lazy("材料名称")},
    ("name", T.TEXT, {"is_required": True, "is_wide": True}),
    ("kind", T.CODE, {"choices": codes_of(codes.MATERIAL_KINDS), "is_required": True}),
    ("need", T.CODE, {"choices": codes_of(codes.MATERIAL_NEEDS), "is_required": True}),
    ("supply", T.CODE, {
        "choices": table(
            ("applicant", gettext_lazy("申请人提交")),
            ("form", gettext_lazy("由平台表单生成")),
            ("verification", gettext_lazy("部门间核验，不向申请人要")),
        ),
        "is_required": True,
    }),
    ("source_kind", T.CODE, {"choices": codes_of(codes.MATERIAL_SOURCES)}),
    ("source", T.TEXT),
    ("basis", T.TEXT, {
        "is_required": True,
        "is_wide": True,
        "hint": gettext_lazy("写到条，例如：《行政许可法》第三十一条第一款"),
    }),
    ("licences", T.CODES, {
        "choices": licence_types, "hint": gettext_lazy("有其中一种电子证照就免交")}),
    ("applies_if", T.RULE, {"hint": gettext_lazy("不写就是什么情况都要")}),
    ("medium", T.CODE, {"choices": codes_of(codes.MATERIAL_MEDIA)}),
    ("originals", T.NUMBER),
    ("copies", T.NUMBER),
    ("paper_size", T.TEXT),
    ("how_to_fill", T.LONG),
    ("acceptance_standard", T.LONG),
    ("follows_by", T.TEXT, {"hint": gettext_lazy("容缺后补的材料才写")}),
    ("note", T.TEXT, {"is_wide": True}),
    ("definition", T.TEXT, {"hint": gettext_lazy("空着时按名称对应")}),
)  # fmt: skip
