"""Loading the registers: whole rows or none, and what departments keep since stays."""

import pytest

from yangguan.foundation.actors.actor import system_actor
from yangguan.foundation.loading.tests.content_folder import write
from yangguan.registers.intermediaries import queries
from yangguan.registers.intermediaries.models import IntermediaryAgency, IntermediaryService
from yangguan.registers.intermediaries.operations.load_intermediaries import load_intermediaries
from yangguan.registers.publications.tests.arranging import MONDAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded_city")]

LOADER = system_actor("内容载入")


def service(**changes):
    return {
        "CODE": "X-S1", "NAME": "骆驼体检", "DEPT_KEY": "zwfw", "BASIS": "《虚构条例》第一条",
        "OUTCOME": "报告", "MANDATORY": True, "LIMIT_DAYS": 5, "PRICE_KIND": "market",
        "PAYER": "主人", "ITEMS": ["legal-aid"], **changes,
    }  # fmt: skip


def agency(**changes):
    return {
        "CODE": "X-A1", "NAME": "虚构驼医（示例）", "CREDIT_CODE": "91620982XNQY99990X",
        "DEPT_KEY": "zwfw", "CONTACT": "0937-5550999", "ADDRESS": "", "QUALIFICATION": "",
        "NOTE": "", "STATE": "listed",
        "OFFERS": [{"SERVICE": "X-S1", "LOWEST_FEN": 100, "HIGHEST_FEN": 200, "UNIT": "次",
                    "PROMISED_DAYS": 3}],
        **changes,
    }  # fmt: skip


def valid_code():
    from yangguan.foundation.identifiers.credit_code import (
        credit_check_character,
        organisation_check_character,
    )

    organ = "XNFW9999"
    body = f"91620982{organ}{organisation_check_character(organ)}"
    return body + credit_check_character(body)


def load(folder, services=None, agencies=None):
    services = [service()] if services is None else services
    agencies = [agency(CREDIT_CODE=valid_code())] if agencies is None else agencies
    folder = write(folder, "intermediaries.json", SERVICES=services, AGENCIES=agencies)
    return load_intermediaries(folder, by=LOADER, at=MONDAY)


def test_services_and_agencies_are_entered_with_items_and_offers(tmp_path):
    services, agencies = load(tmp_path)

    assert (services.new, agencies.new, services.rejected, agencies.rejected) == (1, 1, (), ())
    assert [line.code for line in queries.services_for_item(item_of("legal-aid"))] == ["X-S1"]
    assert queries.agency("X-A1").offers[0].price == "1 元—2 元 / 次"


def test_loading_again_leaves_what_a_department_has_changed_since(tmp_path):
    load(tmp_path)
    IntermediaryService.objects.filter(pk="X-S1").update(name="部门改过的")

    services, agencies = load(tmp_path)

    assert (services.new, agencies.new) == (0, 0)
    assert queries.service("X-S1").name == "部门改过的"


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"NAME": ""}, "NAME"),
        ({"BASIS": ""}, "BASIS"),
        ({"LIMIT_DAYS": 0}, "LIMIT_DAYS"),
        ({"PRICE_KIND": "free"}, "PRICE_KIND"),
        ({"ITEMS": ["nowhere"]}, "ITEMS"),
        ({"DEPT_KEY": "nowhere"}, "DEPT_KEY"),
    ],
)
def test_a_service_is_rejected_for_a_wrong(tmp_path, change, path):
    services, _agencies = load(tmp_path, services=[service(**change)], agencies=[])

    assert {each.path for each in services.rejected} == {f"SERVICES[0].{path}"}
    assert not IntermediaryService.objects.filter(pk="X-S1").exists()


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"CREDIT_CODE": "91620982XNFW000195"}, "CREDIT_CODE"),
        ({"STATE": "unknown"}, "STATE"),
        ({"RATING_TENTHS": 60, "RATING_SOURCE": "某"}, "RATING_TENTHS"),
        ({"RATING_TENTHS": 40}, "RATING_COUNT"),
    ],
)  # fmt: skip
def test_an_agency_is_rejected_for_a_wrong(tmp_path, change, path):
    wrong = agency(**{"CREDIT_CODE": valid_code(), **change})

    _services, agencies = load(tmp_path, agencies=[wrong])

    assert f"AGENCIES[0].{path}" in {each.path for each in agencies.rejected}
    assert not IntermediaryAgency.objects.filter(pk="X-A1").exists()


def item_of(slug):
    from yangguan.registers.catalogue.models import ServiceItem

    return ServiceItem.objects.get(slug=slug).task_code
