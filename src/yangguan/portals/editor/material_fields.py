"""The form of a definition: its fields from the terms, and the terms back from the post."""

import re
from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from yangguan.foundation.web.fields import Choice, FieldKind, FieldView
from yangguan.registers.catalogue.codes import MATERIAL_KINDS, MATERIAL_MEDIA, MATERIAL_SOURCES
from yangguan.registers.catalogue.materials import LONGEST_NAME, MaterialTerms, TrustLevel

# What stands between two names that were typed in one line.
_BETWEEN_NAMES = re.compile(r"[\n\r；;、]+")


def read_terms(data: Mapping[str, str]) -> MaterialTerms:
    """What was typed, outer spaces off; nothing is judged here."""
    typed = {name: str(data.get(name, "")).strip() for name in _TEXTS}
    others = (each.strip() for each in _BETWEEN_NAMES.split(str(data.get("other_names", ""))))
    return MaterialTerms(**typed, other_names=tuple(dict.fromkeys(each for each in others if each)))


_TEXTS = (
    "name", "kind", "issuer_kind", "issuer", "department_key", "licence_type", "medium",
    "validity", "trust", "note",
)  # fmt: skip


def material_fields(
    terms: MaterialTerms,
    *,
    licence_types: Sequence[str],
    departments: Sequence[tuple[str, str]],
    errors: Mapping[str, str],
) -> list[FieldView]:
    """The fields in the order of the page; `errors` by the name of the field."""

    def text(name: str, label: str, value: str, **more: object) -> FieldView:
        return FieldView(name, FieldKind.TEXT, label, value=value, max_length=LONGEST_NAME,
                         error=errors.get(name, ""), **more)  # type: ignore[arg-type]  # named by the calls below  # fmt: skip

    def choice(
        name: str, label: str, chosen: str, table: Mapping[str, object], **more: object
    ) -> FieldView:
        choices = tuple(
            Choice(value, _(str(word)), is_chosen=value == chosen) for value, word in table.items()
        )
        return FieldView(name, FieldKind.CHOICE, label, choices=choices,
                         error=errors.get(name, ""), **more)  # type: ignore[arg-type]  # named by the calls below  # fmt: skip

    return [
        text("name", _("名称"), terms.name, hint=_("全市统一的叫法，不写“复印件”“申请人的”。")),
        FieldView(
            "other_names",
            FieldKind.LONGTEXT,
            _("别名"),
            hint=_("一行一个。事项里用别名写的材料，也对到这一种。"),
            value="\n".join(terms.other_names),
            is_required=False,
            error=errors.get("other_names", ""),
        ),
        choice("kind", _("材料类型"), terms.kind, MATERIAL_KINDS),
        choice("issuer_kind", _("来源渠道"), terms.issuer_kind, MATERIAL_SOURCES),
        choice(
            "department_key",
            _("出具部门"),
            terms.department_key,
            dict(departments),
            is_required=False,
            hint=_("本市部门出具的请选，由此查出循环证明。"),
        ),
        text(
            "issuer",
            _("其他出具单位"),
            terms.issuer,
            is_required=False,
            hint=_("不是本市部门出具的写在这里，例如“二级以上医院”。"),
        ),
        choice(
            "licence_type",
            _("对应的电子证照"),
            terms.licence_type,
            {name: name for name in licence_types},
            is_required=False,
            hint=_("有电子证照的，各事项不得再要纸质件。"),
        ),
        choice("medium", _("材料形式"), terms.medium, MATERIAL_MEDIA),
        text("validity", _("有效期"), terms.validity, is_required=False, width="m"),
        choice("trust", _("可信等级"), terms.trust, dict(TrustLevel.choices)),
        FieldView(
            "note",
            FieldKind.LONGTEXT,
            _("说明"),
            value=terms.note,
            is_required=False,
            max_length=1_000,
            error=errors.get("note", ""),
        ),
    ]
