"""合并材料: names and references go over, editions stay as they are. Source: R2.3, R3.7."""

import pytest
from django.db import IntegrityError, transaction

from yangguan.foundation.trace.models import TraceEntry
from yangguan.registers.catalogue.errors import (
    MaterialChangedMeanwhile,
    MaterialIntoItself,
    MaterialMerged,
    NotYourMaterial,
)
from yangguan.registers.catalogue.material_queries import definition_code_for, material, uses
from yangguan.registers.catalogue.material_register import register_for
from yangguan.registers.catalogue.models import Edition, MaterialDefinition
from yangguan.registers.catalogue.operations.merge_materials import merge_materials
from yangguan.registers.catalogue.proof_index import refresh_proofs
from yangguan.registers.catalogue.tests import material_samples as m

pytestmark = pytest.mark.django_db


def merge(gone, kept, *, by=m.SYSTEM, revisions=(1, 1)):
    return merge_materials(
        source=gone.code, target=kept.code, source_revision=revisions[0],
        target_revision=revisions[1], by=by, at=m.NOON,
    )  # fmt: skip


@pytest.fixture
def pair():
    return m.define("样例册", "样例旧册"), m.define("样例簿")


def test_every_name_and_the_old_code_lead_to_the_one_that_stays(pair):
    gone, kept = pair

    merge(gone, kept)

    assert {definition_code_for(name) for name in ("样例册", "样例旧册", "样例簿")} == {kept.code}
    assert material(gone.code).merged_into == kept.code
    assert material(kept.code).terms.other_names == ("样例册", "样例旧册")


def test_editions_that_named_the_code_or_the_name_follow_and_are_not_rewritten(pair):
    gone, kept = pair
    asked = m.content(materials=(m.paper("样例旧册"), m.paper("另写的名称", definition=gone.code)))
    edition = m.publish(asked)
    before = Edition.objects.get(pk=edition.pk).content

    merge(gone, kept)

    assert [line.material_name for line in uses(kept.code).items] == ["样例旧册", "另写的名称"]
    assert set(m.lines().filter(side="demand").values_list("key", flat=True)) == {"样例簿"}
    assert Edition.objects.get(pk=edition.pk).content == before
    assert {register_for(asked).of(each).code for each in asked.materials} == {kept.code}


def test_an_edition_published_afterwards_with_the_old_code_leads_to_the_one_that_stays(pair):
    gone, kept = pair
    merge(gone, kept)
    asked = m.content(materials=(m.paper("另写的名称", definition=gone.code),))

    edition = m.publish(asked)
    refresh_proofs(edition, asked)

    assert m.lines().get(side="demand").definition == kept


def test_what_was_merged_before_goes_on_to_the_last_one(pair):
    gone, kept = pair
    last = m.define("样例本")
    merge(gone, kept)

    merge(kept, last, revisions=(2, 1))

    assert material(gone.code).merged_into == last.code
    assert material(last.code).merged_codes == tuple(sorted((gone.code, kept.code)))


def test_both_traces_tell_of_the_merge(pair):
    gone, kept = pair

    merge(gone, kept)

    told = TraceEntry.objects.filter(action="material.merge")
    assert [entry.data for entry in told] == [{"source": gone.code, "target": kept.code}] * 2


def test_only_the_office_that_keeps_the_catalogue_merges(pair):
    gone, kept = pair

    with pytest.raises(NotYourMaterial):
        merge(gone, kept, by=m.editor(m.organ()))
    merge(gone, kept, by=m.keeper())

    gone.refresh_from_db()
    assert gone.merged_into == kept


@pytest.mark.parametrize("revisions", [(2, 1), (1, 2)])
def test_what_has_changed_since_the_preview_is_refused(pair, revisions):
    with pytest.raises(MaterialChangedMeanwhile):
        merge(*pair, revisions=revisions)

    assert not MaterialDefinition.objects.filter(merged_into__isnull=False).exists()


def test_nothing_is_merged_into_itself_or_twice(pair):
    gone, kept = pair
    with pytest.raises(MaterialIntoItself):
        merge(gone, gone)
    merge(gone, kept)

    with pytest.raises(MaterialMerged):
        merge(gone, kept, revisions=(2, 2))
    with pytest.raises(MaterialMerged):
        merge(kept, gone, revisions=(2, 2))


def test_the_database_refuses_a_material_merged_into_itself(pair):
    gone, _kept = pair

    with pytest.raises(IntegrityError, match="material_is_not_merged_into_itself"):
        MaterialDefinition.objects.filter(pk=gone.pk).update(merged_into=gone)


def test_the_database_refuses_one_name_for_two_live_materials(pair):
    _gone, kept = pair

    with transaction.atomic(), pytest.raises(IntegrityError, match="unique_among_live"):
        MaterialDefinition.objects.filter(pk=kept.pk).update(name="样例册")
