"""
What an entry takes over instead of being written: one definition, used by many items (R3.7). Pure.

Texts are taken over as they are kept, in Chinese, whatever language the editor reads.
"""

from collections.abc import Mapping
from typing import Any

from yangguan.registers.catalogue.material_queries import MaterialView
from yangguan.registers.standards.queries.elements import ElementView

# A material of which the catalogue does not say more: of another kind, on paper or electronic.
_OTHER_KIND = "3"
_ANY_MEDIUM = "3"


def choices_of(code_table: str, names: Mapping[str, str]) -> dict[str, Any]:
    """The choices of a question: the names of a code table in force; nothing of one without any."""
    return {"code_table": code_table, "choices": list(names.values())} if names else {}


def question_of(element: ElementView, names: Mapping[str, str]) -> dict[str, Any]:
    """A question that asks for a data element; `names` are those of its code table."""
    question = {
        "element": element.code,
        "label": element.name,
        "type": element.type.value,
        "unit": element.unit,
    }
    if element.source:
        question["source"] = element.source
    return question | choices_of(element.code_table, names)


def material_of(definition: MaterialView) -> dict[str, Any]:
    """A material as the city's catalogue defines it."""
    terms = definition.terms
    return {
        "name": terms.name,
        "definition": definition.code,
        "kind": terms.kind or _OTHER_KIND,
        "medium": terms.medium or _ANY_MEDIUM,
        "licences": [terms.licence_type] if terms.licence_type else [],
    }
