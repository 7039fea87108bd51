"""新增材料: one definition city-wide, no name twice. Source: R3.7."""

import pytest

from yangguan.foundation.actors.actor import Actor, ActorKind
from yangguan.foundation.trace.models import TraceEntry
from yangguan.registers.catalogue.errors import (
    MaterialNameTaken,
    MaterialTermsWrong,
    NotYourMaterial,
)
from yangguan.registers.catalogue.material_queries import definition_code_for
from yangguan.registers.catalogue.materials import MaterialTerms
from yangguan.registers.catalogue.models import MaterialDefinition
from yangguan.registers.catalogue.operations.define_material import define_material
from yangguan.registers.catalogue.tests import material_samples as m

pytestmark = pytest.mark.django_db


def test_the_office_defines_a_material_that_counts_at_once_and_leaves_a_trace():
    made = m.define("样例章程", "样例章程（盖章）", by=m.keeper())

    assert made.is_confirmed
    assert made.revision == 1
    assert definition_code_for("样例章程（盖章）") == made.code
    entry = TraceEntry.objects.get(stream__subject=f"material:{made.code}")
    assert (entry.action, entry.data["name"]) == ("material.define", "样例章程")


def test_another_departments_editor_puts_one_forward():
    place = m.organ()

    made = m.define("样例章程", by=m.editor(place))

    assert not made.is_confirmed
    assert made.proposed_by == place


def test_nobody_else_defines_materials():
    with pytest.raises(NotYourMaterial):
        m.define("样例章程", by=Actor(kind=ActorKind.PERSON, name="测"))

    assert not MaterialDefinition.objects.filter(name="样例章程").exists()


def test_codes_follow_each_other_also_beyond_five_digits():
    define_material(terms=MaterialTerms(name="样例甲"), by=m.SYSTEM, at=m.NOON, code="M99999")

    made = [m.define("样例乙").code, m.define("样例丙").code]

    assert made == ["M100000", "M100001"]


@pytest.mark.parametrize(
    ("names", "field"), [(("样例簿",), "name"), (("样例册", "样例簿"), "other_names")]
)
def test_a_name_of_another_material_is_refused_with_that_one_shown(names, field):
    held = m.define("样例本", "样例簿")

    with pytest.raises(MaterialNameTaken) as refused:
        m.define(*names)

    assert refused.value.field == field
    assert held.code in refused.value.text
    assert not MaterialDefinition.objects.filter(name="样例册").exists()


@pytest.mark.parametrize(
    "terms", [{"licence_type": "没有的证"}, {"department_key": "nowhere"}, {"medium": "7"}]
)
def test_what_the_registers_do_not_know_is_refused(terms):
    with pytest.raises(MaterialTermsWrong):
        m.define("样例章程", **terms)


def test_editions_in_force_that_use_the_name_lead_to_the_new_definition():
    m.publish(m.content(materials=(m.paper("样例旧册"), m.paper("样例新册"))))

    made = m.define("样例册", "样例旧册")

    lines = dict(m.lines().filter(side="demand").values_list("name", "definition"))
    keys = dict(m.lines().filter(side="demand").values_list("name", "key"))
    assert lines == {"样例旧册": made.pk, "样例新册": None}
    assert (keys["样例旧册"], keys["样例新册"]) == ("样例册", "样例新册")
