"""修改材料: nobody overwrites what somebody else has just written. Source: R3.7."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from yangguan.foundation.files.uploads import take
from yangguan.foundation.trace.models import TraceEntry
from yangguan.registers.catalogue.errors import (
    MaterialChangedMeanwhile,
    MaterialMerged,
    MaterialNotFound,
    NotYourMaterial,
)
from yangguan.registers.catalogue.material_queries import definition_code_for, material
from yangguan.registers.catalogue.materials import MaterialTerms
from yangguan.registers.catalogue.models import MaterialDefinition
from yangguan.registers.catalogue.operations.change_material import change_material
from yangguan.registers.catalogue.operations.merge_materials import merge_materials
from yangguan.registers.catalogue.tests import material_samples as m

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n"


def change(code, *names, revision=1, by=m.SYSTEM, **more):
    terms = MaterialTerms(name=names[0], other_names=names[1:], **more.pop("terms", {}))
    return change_material(code=code, terms=terms, revision=revision, by=by, at=m.NOON, **more)


def test_a_change_counts_the_revision_and_leaves_a_trace_of_what_changed():
    made = m.define("样例章程", note="旧")

    changed = change(made.code, "样例章程", terms={"note": "新"})

    assert (changed.note, changed.revision) == ("新", 2)
    entry = TraceEntry.objects.filter(stream__subject=f"material:{made.code}").latest("position")
    assert entry.data["changed"] == {"note": "新"}


def test_a_page_that_has_grown_old_is_refused_and_nothing_changes():
    made = m.define("样例章程")
    change(made.code, "样例章程", terms={"note": "先来的"})

    with pytest.raises(MaterialChangedMeanwhile):
        change(made.code, "样例章程", terms={"note": "后来的"}, revision=1)

    made.refresh_from_db()
    assert made.note == "先来的"


def test_a_name_that_is_given_up_is_free_again_and_editions_no_longer_lead_here():
    m.publish(m.content(materials=(m.paper("样例旧册"),)))
    made = m.define("样例册", "样例旧册")

    change(made.code, "样例册")

    assert definition_code_for("样例旧册") is None
    line = m.lines().get(side="demand")
    assert (line.definition, line.key) == (None, "样例旧册")


def test_an_electronic_form_becomes_the_name_of_the_proof():
    m.licence_type("样例证")
    m.publish(m.content(materials=(m.paper("样例证复印件"),)))
    made = m.define("样例证复印件")

    change(made.code, "样例证复印件", terms={"licence_type": "样例证"})

    assert m.lines().get(side="demand").key == "样例证"


def test_a_department_changes_its_own_proposal_only_until_the_office_confirms_it():
    place = m.organ()
    made = m.define("样例章程", by=m.editor(place))
    change(made.code, "样例章程", by=m.editor(place))

    confirmed = change(made.code, "样例章程", revision=2, by=m.keeper())

    assert confirmed.is_confirmed
    with pytest.raises(NotYourMaterial):
        change(made.code, "样例章程", revision=3, by=m.editor(place))


def test_a_department_does_not_change_the_proposal_of_another():
    made = m.define("样例章程", by=m.editor(m.organ()))

    with pytest.raises(NotYourMaterial):
        change(made.code, "样例章程", by=m.editor(m.organ(m.OTHER_ORGANS[0], "other")))


def test_a_blank_form_and_a_sample_are_kept_until_others_replace_them():
    made = m.define("样例委托书")
    upload = take(SimpleUploadedFile("委托书.pdf", PDF))

    change(made.code, "样例委托书", blank=upload)
    change(made.code, "样例委托书", revision=2, sample=upload)

    found = material(made.code)
    assert (found.blank.name, found.sample.media_type) == ("委托书.pdf", "application/pdf")


def test_a_merged_material_is_not_changed():
    gone, kept = m.define("样例甲"), m.define("样例乙")
    merge_materials(
        source=gone.code, target=kept.code, source_revision=1, target_revision=1,
        by=m.SYSTEM, at=m.NOON,
    )  # fmt: skip

    with pytest.raises(MaterialMerged) as refused:
        change(gone.code, "样例甲", revision=2)

    assert kept.code in refused.value.text


def test_an_unknown_code_is_not_found():
    with pytest.raises(MaterialNotFound):
        change("M00000", "样例章程")

    assert not MaterialDefinition.objects.filter(name="样例章程").exists()
