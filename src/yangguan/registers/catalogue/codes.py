"""
Code tables of the interchange, as far as an item uses them, as they are in force.

They are kept in the register of standards: each is read at the moment of reading, without a query,
and a new version counts from the moment when it is put in force (`standards.current`).
"""

from collections.abc import Collection, Mapping, Set

from yangguan.registers.standards.current import CodesBut, CurrentCodes

_item_types = CurrentCodes("item-types")
ITEM_TYPES: Mapping[str, str] = _item_types
# Everything but public services is an administrative power and needs a legal basis throughout.
PUBLIC_SERVICE = "20"
ADMINISTRATIVE_POWERS: Set[str] = CodesBut(_item_types, PUBLIC_SERVICE)
LEVELS: Mapping[str, str] = CurrentCodes("levels")
ORGAN_KINDS: Mapping[str, str] = CurrentCodes("organ-kinds")
AUDIENCES: Mapping[str, str] = CurrentCodes("audiences")
HANDLING_FORMS: Mapping[str, str] = CurrentCodes("handling-forms")
CASE_KINDS: Mapping[str, str] = CurrentCodes("case-kinds")
LIMIT_UNITS: Mapping[str, str] = CurrentCodes("limit-units")
ITEM_STATES: Mapping[str, str] = CurrentCodes("item-states")
DEPTH_STAGES: Mapping[str, str] = CurrentCodes("depth-stages")
AREAS: Mapping[str, str] = CurrentCodes("areas")
RESULT_KINDS: Mapping[str, str] = CurrentCodes("result-kinds")
RESULT_KIND_NAMES: Collection[str] = RESULT_KINDS.values()
FLAGS: Mapping[str, str] = CurrentCodes("flags")
MATERIAL_KINDS: Mapping[str, str] = CurrentCodes("material-kinds")
MATERIAL_MEDIA: Mapping[str, str] = CurrentCodes("material-media")
MATERIAL_NEEDS: Mapping[str, str] = CurrentCodes("material-needs")
MATERIAL_SOURCES: Mapping[str, str] = CurrentCodes("material-sources")
STEP_KINDS: Mapping[str, str] = CurrentCodes("step-kinds")
CONDITION_OPERATORS = frozenset({"eq", "ne", "in", "contains"})
