"""`yangguan load`: the whole city, once, with every seat that its items need."""

import json
import runpy
from datetime import date
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from tests.support.city import LOADED_AT

from yangguan.foundation.actors.actor import Role
from yangguan.portals.console import load as load_module
from yangguan.portals.console.load import KINDS, load, load_content
from yangguan.portals.console.tests.running import run
from yangguan.registers.accounts.actors import actor_of_account
from yangguan.registers.accounts.queries import sample_officers
from yangguan.registers.catalogue.editions import edition_view
from yangguan.registers.catalogue.models import ServiceItem
from yangguan.registers.catalogue.process import ROLE_OF_STEP
from yangguan.registers.organisations.models import Region

pytestmark = pytest.mark.django_db

CONTENT = Path(settings.BASE_DIR) / "content/dunhuang"
TODAY = date(2026, 10, 12)
SEATS = (Role.INTAKE, Role.REVIEW, Role.DECISION, Role.CERTIFICATE, Role.DELIVERY)


def rows_of_every_table():
    own = [model for model in apps.get_models() if model.__module__.startswith("yangguan.")]
    joins = [field.remote_field.through for model in own for field in model._meta.many_to_many]
    return {model._meta.label: model.objects.count() for model in [*own, *joins]}


@pytest.fixture(scope="session")
def officers(loaded_city, django_db_blocker):
    with django_db_blocker.unblock():
        found = sample_officers(on=TODAY)
        return [actor_of_account(officer.account_id, on=TODAY) for officer in found]


def test_every_row_of_the_city_is_loaded(loaded_city):
    assert loaded_city.rejected == []
    assert {kind.kind for kind in loaded_city.loaded} == set(KINDS)
    assert all(kind.count for kind in loaded_city.loaded)


def test_every_item_file_is_an_item(loaded_city):
    stems = {path.stem for path in (CONTENT / "items").glob("*.json")}

    assert stems == set(ServiceItem.objects.exclude(slug="").values_list("slug", flat=True))


def test_loading_twice_leaves_every_table_as_it_was(loaded_city):
    before = rows_of_every_table()

    again = load_content(CONTENT, at=LOADED_AT)

    assert rows_of_every_table() == before
    assert all(kind.new == 0 for kind in again.loaded)


def test_every_step_of_every_item_has_an_officer(loaded_city, officers):
    without = [
        (item.slug, key)
        for item in ServiceItem.objects.exclude(edition=None)
        for view in [edition_view(item.edition_id)]
        for key, step in view.content.process.steps()
        if not any(
            officer.seat_for(ROLE_OF_STEP[step.kind], view.department_of(key))
            for officer in officers
        )
    ]

    assert without == []


def test_every_items_department_has_all_five_seats(loaded_city, officers):
    without = [
        (item.slug, role)
        for item in ServiceItem.objects.exclude(slug="")
        for role in SEATS
        if not any(officer.seat_for(role, item.department_id) for officer in officers)
    ]

    assert without == []


def test_whoever_reviews_does_not_decide(loaded_city, officers):
    assert not any({Role.REVIEW, Role.DECISION} <= officer.roles for officer in officers)


def test_editor_supervisor_and_administrator_are_there(loaded_city, officers):
    held = set().union(*(officer.roles for officer in officers))

    assert held == set(Role)


def test_the_officers_file_is_what_its_script_makes(tmp_path):
    for name in ("departments.json", "people.json"):
        (tmp_path / name).write_bytes((CONTENT / name).read_bytes())
    script = runpy.run_path(str(CONTENT.parent / "make_officers.py"))
    script["main"].__globals__["FOLDER"] = tmp_path

    script["main"]()

    made = (tmp_path / "officers.json").read_text(encoding="utf-8")
    assert made == (CONTENT / "officers.json").read_text(encoding="utf-8")


def test_the_command_prints_counts_and_every_rejected_row(tmp_path, monkeypatch):
    rows = [{"CODE": "999999000000"}, _region()]
    (tmp_path / "regions.json").write_text(json.dumps({"REGIONS": rows}))

    result = run(monkeypatch, load_module, load, tmp_path, "--json")

    report = json.loads(result.stdout)
    assert result.exit_code == 1
    assert report["loaded"]["regions"] == {"count": 1, "new": 1}
    assert {"file": "regions.json", "path": "REGIONS[0].NAME", "reason": "必填，请补上"} in report[
        "rejected"
    ]


def test_a_file_that_two_kinds_read_is_reported_once(tmp_path, monkeypatch):
    result = run(monkeypatch, load_module, load, tmp_path, "--json")

    rejected = [
        each for each in json.loads(result.stdout)["rejected"] if each["file"] == "people.json"
    ]
    assert len(rejected) == 1


def test_the_command_tells_people_what_was_not_loaded(tmp_path, monkeypatch):
    result = run(monkeypatch, load_module, load, tmp_path)

    assert "行政区划：0" in result.stdout
    assert "未载入的行" in result.stdout


def test_a_folder_that_is_not_there_is_a_misuse(tmp_path, monkeypatch):
    result = run(monkeypatch, load_module, load, tmp_path / "nowhere")

    assert result.exit_code == 2
    assert "nowhere" in result.stderr


def test_an_unexpected_fault_leaves_nothing_half_loaded(tmp_path, monkeypatch):
    (tmp_path / "regions.json").write_text(json.dumps({"REGIONS": [_region()]}))
    monkeypatch.setattr(load_module, "load_publications", _break)

    with pytest.raises(RuntimeError):
        load_content(tmp_path, at=LOADED_AT)

    assert not Region.objects.filter(code="999999001000").exists()


def _break(folder, **others):
    raise RuntimeError


def _region():
    return {
        "CODE": "999999001000",
        "NAME": "虚构镇",
        "FULL_NAME": "虚构县虚构镇",
        "LEVEL": 4,
        "KIND": "town",
        "PARENT": None,
    }
