"""Loading the catalogue of materials: whole rows, every name once, merges stay. Source: R3.7."""

import pytest

from yangguan.foundation.loading.tests.content_folder import department, write
from yangguan.registers.catalogue.material_queries import definition_codes_for, material
from yangguan.registers.catalogue.models import EditionProof, MaterialDefinition
from yangguan.registers.catalogue.operations.load_materials import load_materials
from yangguan.registers.catalogue.operations.merge_materials import merge_materials
from yangguan.registers.catalogue.tests import material_samples as m
from yangguan.registers.organisations.operations.load_departments import load_departments

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n"


def row(code, name, *others, **changes):
    return {
        "CODE": code,
        "NAME": name,
        "OTHER_NAMES": list(others),
        "MATERIAL_TYPE": "1",
        "SOURCE_TYPE": "20",
        "MATERIAL_FORMAT": "3",
        "TRUST": "B",
        **changes,
    }


def load(folder, *rows):
    issuer = department("x-one", "91620982XNQY000105")
    load_departments(write(folder, "departments.json", DEPARTMENTS=[issuer]))
    return load_materials(write(folder, "materials.json", MATERIALS=list(rows)), at=m.NOON)


def test_materials_are_entered_once_and_updated_afterwards(tmp_path):
    first = load(tmp_path, row("X1", "样例册", "样例旧册"), row("X2", "样例簿"))

    again = load(tmp_path, row("X1", "样例册（新）", "样例旧册"), row("X2", "样例簿"))

    assert (first.count, first.new, again.count, again.new) == (2, 2, 2, 0)
    names = ["样例册", "样例册（新）", "样例旧册", "样例簿"]
    assert definition_codes_for(names) == {
        "样例册（新）": "X1", "样例旧册": "X1", "样例簿": "X2",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"NAME": ""}, "NAME"),
        ({"TRUST": "E"}, "TRUST"),
        ({"TRUST": "A"}, "TRUST"),
        ({"MATERIAL_TYPE": "7"}, "MATERIAL_TYPE"),
        ({"ISSUER_KEY": "nowhere"}, "ISSUER_KEY"),
        ({"LICENCE_TYPE": "没有的证"}, "LICENCE_TYPE"),
        ({"BLANK": "没有.pdf"}, "BLANK"),
        ({"SAMPLE": "wrong.pdf"}, "SAMPLE"),
        ({"OTHER_NAMES": "样例旧册"}, "OTHER_NAMES"),
        ({"OTHER_NAMES": ["样例簿"]}, "OTHER_NAMES"),
    ],
)
def test_a_row_is_rejected_whole_with_its_field(tmp_path, change, path):
    (tmp_path / "material-papers").mkdir()
    (tmp_path / "material-papers" / "wrong.pdf").write_bytes(b"no PDF")

    loaded = load(tmp_path, row("X2", "样例簿"), row("X1", "样例册", **change))

    assert [each.path for each in loaded.rejected] == [f"MATERIALS[1].{path}"]
    assert set(MaterialDefinition.objects.filter(code__in=["X1", "X2"]).values_list("code")) == {
        ("X2",)
    }


def test_a_name_that_a_definition_of_the_platform_holds_is_rejected(tmp_path):
    held = m.define("样例册")

    loaded = load(tmp_path, row("X1", "样例册"))

    assert held.code in loaded.rejected[0].reason


def test_what_was_merged_on_the_platform_stays_merged(tmp_path):
    rows = row("X1", "样例册"), row("X2", "样例簿")
    load(tmp_path, *rows)
    merge_materials(
        source="X1", target="X2", source_revision=1, target_revision=1, by=m.SYSTEM, at=m.NOON
    )

    loaded = load(tmp_path, row("X1", "样例册"), row("X2", "样例簿", "样例册"))

    assert not loaded.rejected
    assert material("X1").merged_into == "X2"
    assert definition_codes_for(["样例册"]) == {"样例册": "X2"}


def test_editions_in_force_follow_what_was_loaded(tmp_path):
    m.publish(m.content(materials=(m.paper("样例旧册"),)))

    load(tmp_path, row("X1", "样例册", "样例旧册"))

    line = m.lines().select_related("definition").get(side="demand")
    assert (line.definition.code, line.key) == ("X1", "样例册")


def test_a_blank_form_is_stored_once_and_replaced_by_another(tmp_path):
    folder = tmp_path / "material-papers"
    folder.mkdir()
    (folder / "x.pdf").write_bytes(PDF)
    load(tmp_path, row("X1", "样例册", BLANK="x.pdf"))
    first = material("X1").blank

    load(tmp_path, row("X1", "样例册", BLANK="x.pdf"))
    again = material("X1").blank
    (folder / "x.pdf").write_bytes(PDF + b"\n")
    load(tmp_path, row("X1", "样例册", BLANK="x.pdf"))

    assert (again.id, first.name, first.media_type) == (first.id, "x.pdf", "application/pdf")
    assert material("X1").blank.digest != first.digest


def test_a_folder_without_the_file_has_no_materials(tmp_path):
    assert load_materials(tmp_path, at=m.NOON).count == 0


def test_every_material_of_the_citys_items_is_defined(loaded_city):
    lines = EditionProof.objects.filter(side="demand", is_first=True)

    assert lines.filter(edition__item__slug="legal-aid").exists()
    unknown = lines.filter(definition=None, edition__item__department__key__isnull=False)
    assert list(unknown.exclude(edition__item__slug="").values_list("name", flat=True)) == []
