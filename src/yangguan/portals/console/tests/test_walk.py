"""`yangguan walk`: a whole life, well-formed items that nobody has seen included."""

import json
from pathlib import Path

import pytest
from django.conf import settings

from yangguan.portals.console import walk as walk_module
from yangguan.portals.console.tests.running import run
from yangguan.portals.console.walk import walk
from yangguan.registers.catalogue.interchange.writer import write_item
from yangguan.registers.catalogue.models import ServiceItem
from yangguan.registers.catalogue.tests.every_type import every_group
from yangguan.registers.catalogue.tests.written_contents import base

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded_city")]

SAMPLE = Path(settings.BASE_DIR) / "content/dunhuang/items/food-business-licence.json"
BASIC, EXTEND = "UP_TASK_GENERAL_BASIC", "UP_TASK_GENERAL_EXTEND"
# An organ that no register knows.
NEW_ORGAN = "11620982XNTX00015N"


def unseen(**changes):
    """The sample as an item of an organ that is not in the register."""
    item = json.loads(SAMPLE.read_text(encoding="utf-8"))
    basic = item[BASIC]
    catalogue = f"62{changes.get('TASK_TYPE', basic['TASK_TYPE'])}99777000"
    basic |= {
        "TASK_NAME": "骆驼经营许可（虚构）",
        "DEPT_NAME": "敦煌市骆驼局（虚构）",
        "DEPT_CODE": NEW_ORGAN,
        "CATALOG_CODE": catalogue,
        "TASK_CODE": f"{NEW_ORGAN}4{catalogue}",
        **changes,
    }
    return item


def offline(item):
    item[EXTEND] |= {"IS_ONLINE": "0", "LIMIT_SCENE_EXPLAIN": "须当面核验"}
    item[BASIC]["LIMIT_SCENE_NUM"] = 1


def without_licence(item):
    item["RESULT"] = []


def beside_each_other(item):
    reviews = [row for row in item["FLOWSHEET"] if row["STEP"] == "investigate"][:1]
    others = [
        {**reviews[0], "STEP_TEXT": name, "UNIT": unit, "TRANSACT_TIME_LIMIT": "并行"}
        for name, unit in (("治安核查", "市公安局"), ("卫生核查", "市卫生健康局"))
    ]
    place = item["FLOWSHEET"].index(reviews[0]) + 1
    item["FLOWSHEET"][place:place] = others


def only_a_decision(item):
    item["FLOWSHEET"] = [row for row in item["FLOWSHEET"] if row["STEP"] == "decide"][:1]


def nothing_to_hand_in(item):
    item["UP_TASK_GENERAL_MATERIAL"] = []


def nothing_to_fill_in(item):
    item["FORM"] = []
    for material in item["UP_TASK_GENERAL_MATERIAL"]:
        material["REMARK"] = ""


def every_type_of_answer(item):
    rows = write_item(base(form=every_group()), state="1", version=1)["FORM"]
    known = {row["ELEMENT"] for row in item["FORM"]}
    item["FORM"] += [row for row in rows if row["ELEMENT"] not in known]


@pytest.fixture
def walked(tmp_path, monkeypatch):
    def walked(item, *options):
        file = tmp_path / "item.json"
        file.write_text(item if isinstance(item, str) else json.dumps(item, ensure_ascii=False))
        result = run(monkeypatch, walk_module, walk, file, *options, "--json")
        return result.exit_code, json.loads(result.stdout)

    return walked


@pytest.mark.parametrize(
    "change",
    [offline, without_licence, beside_each_other, only_a_decision, nothing_to_hand_in,
     nothing_to_fill_in, every_type_of_answer],
)  # fmt: skip
def test_an_item_that_nobody_has_seen_is_walked_to_its_end(walked, change):
    item = unseen()
    change(item)

    status, told = walked(item)

    assert told["walks"][0]["faults"] == []
    assert (status, told["right"], told["count"]) == (0, 1, 1)
    assert told["walks"][0]["steps"][-1]["name"] == "评价"


@pytest.mark.parametrize("audience", ["1", "2", "1,2", "9"])
@pytest.mark.parametrize("option", ["--refuse", "--correct"])
def test_whomever_the_item_serves_it_can_be_refused_and_corrected(walked, audience, option):
    status, told = walked(unseen(SERVER_TYPE=audience), option)

    assert (status, told["walks"][0]["faults"]) == (0, [])


def test_what_cannot_be_corrected_is_said_and_no_crash(walked):
    item = unseen()
    nothing_to_fill_in(item)
    nothing_to_hand_in(item)

    status, told = walked(item, "--correct")

    assert status == 1
    assert "无从补正" in told["walks"][0]["faults"][0]


def test_a_file_that_is_refused_is_told_as_json_with_all_its_faults(walked):
    status, told = walked(unseen(TASK_TYPE="77", TASK_STATE="8"))

    assert (status, told["right"], told["count"]) == (1, 0, 1)
    assert len(told["walks"][0]["faults"]) >= 2


@pytest.mark.parametrize(
    ("options", "words"),
    [(["nothing"], "没有编码"), ([None, "--person", "x"], "没有证件号码")],
)
def test_whatever_keeps_a_walk_from_its_end_is_told_as_json(monkeypatch, options, words):
    code = ServiceItem.objects.get(slug="legal-aid").task_code
    target, *others = options

    result = run(monkeypatch, walk_module, walk, target or code, *others, "--json")

    assert result.exit_code == 1
    assert words in json.loads(result.stdout)["walks"][0]["faults"][0]
