"""
One data element, one meaning: what a form asks for against the dictionary of data elements.

Source: GB/T 19488 (公共数据元目录); R10.2. These are warnings: a form may be ahead of the
dictionary, but whoever publishes has seen it.
"""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from yangguan.registers.catalogue.content import EditionContent, FormField
from yangguan.registers.catalogue.faults import Fault, Severity
from yangguan.registers.catalogue.register_view import RegisterView

_SOURCE = "GB/T 19488"


def element_faults(content: EditionContent, view: RegisterView) -> list[Fault]:
    """
    Every question that disagrees with the dictionary; none while there is no dictionary.

    At most three queries.
    """
    if not view.has_dictionary:
        return []
    return [fault for field in content.fields() for fault in _faults(field, view)]


def _faults(field: FormField, view: RegisterView) -> Iterator[Fault]:
    element = view.elements.get(field.element)
    facts = {"label": field.label, "element": field.element}
    if element is None:
        yield _warning(
            field,
            "element-unknown",
            _("“%(label)s”用的数据元 %(element)s 不在数据元清单里，请选用已有的，或者先登记")
            % facts,
        )
        return
    if field.type != element.type:
        yield _warning(
            field,
            "element-type-differs",
            _("“%(label)s”的类型和数据元 %(element)s 登记的（%(type)s）不同")
            % {**facts, "type": element.type.label},
        )
    offered = set(view.code_names.get(element.code_table, {}).values())
    unknown = [choice for choice in field.choices if choice not in offered]
    if element.code_table and unknown:
        yield _warning(
            field,
            "element-codes-differ",
            _("“%(label)s”的选项“%(choices)s”不在代码表“%(table)s”里")
            % {**facts, "choices": "、".join(unknown), "table": element.code_table_title},
        )


def _warning(field: FormField, code: str, message: str) -> Fault:
    return Fault(f"FORM（{field.element}）", code, message, _SOURCE, Severity.WARNING)
