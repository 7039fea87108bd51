"""
What only the registers can tell of an edition: names and codes of other items, unknown references.

Source: R2.3 of the city's plan of 2017 (one item, one name, one code).
"""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from yangguan.registers.catalogue.content import EditionContent
from yangguan.registers.catalogue.faults import Fault
from yangguan.registers.catalogue.interchange.item import BASIC, Claim
from yangguan.registers.catalogue.register_view import RegisterView


def register_faults(
    claim: Claim, content: EditionContent | None, view: RegisterView
) -> list[Fault]:
    """Clashes with other items, unknown themes and licence types. At most five queries."""
    faults = list(_clashes(claim, view))
    if content is not None:
        faults.extend(_unknown_themes(content, view))
        faults.extend(_unknown_licence_types(content, view))
    return faults


def _clashes(claim: Claim, view: RegisterView) -> Iterator[Fault]:
    """R2.3: one item, one name, one code; the clash is shown."""
    for other in view.neighbours.clashing(claim):
        label = {"item": f"“{other.name}”（{other.department_name}，{other.task_code}）"}
        if other.task_code == claim.task_code:
            # A higher version of the same item may carry a new name.
            if other.name != claim.name and claim.version <= other.edition:
                yield Fault(f"{BASIC}.TASK_CODE", "code-taken", _("实施编码已用于%(item)s") % label)
        elif other.name == claim.name:
            yield Fault(f"{BASIC}.TASK_NAME", "name-taken", _("名称已用于%(item)s") % label)
        else:
            yield Fault(
                f"{BASIC}.CATALOG_CODE", "code-taken", _("基本编码已用于另一名称的%(item)s") % label
            )


def _unknown_themes(content: EditionContent, view: RegisterView) -> list[Fault]:
    """Theme codes are a table of the platform; without the table nothing can be checked."""
    faults: list[Fault] = []
    wanted = (
        ("USER_TOPIC_TYPE", "person", content.person_topics),
        ("CORP_TOPIC_TYPE", "organisation", content.organisation_topics),
    )
    for key, audience, topics in wanted:
        if not topics:
            continue
        known = view.themes(audience)
        unknown = [topic for topic in topics if topic not in known]
        if known and unknown:
            message = _("没有主题代码“%(code)s”") % {"code": "、".join(unknown)}
            faults.append(Fault(f"UP_TASK_GENERAL_EXTEND.{key}", "unknown-code", message))
    return faults


def _unknown_licence_types(content: EditionContent, view: RegisterView) -> list[Fault]:
    """A licence that no type describes could neither be issued nor recognised."""
    wanted = {result.licence_type: f"RESULT[{index}].LICENCE_TYPE"
              for index, result in enumerate(content.results) if result.licence_type}  # fmt: skip
    if not wanted or not view.has_licence_types:
        return []
    return [
        Fault(path, "unknown-code", _("电子证照目录里没有“%(name)s”") % {"name": name})
        for name, path in wanted.items()
        if name not in view.licence_types
    ]
