"""`yangguan import-items`: each file whole or not at all, every fault told, clashes shown."""

import json
from pathlib import Path

import pytest
from django.conf import settings

from yangguan.foundation.trace.models import TraceEntry
from yangguan.portals.console import import_items as import_module
from yangguan.portals.console.import_items import import_items
from yangguan.portals.console.tests.running import run
from yangguan.registers.catalogue.content import decode
from yangguan.registers.catalogue.models import Edition, ServiceItem

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded_city")]

# An administrative power with materials, conditions and a licence.
SAMPLE = Path(settings.BASE_DIR) / "content/dunhuang/items/food-business-licence.json"
BASIC, EXTEND = "UP_TASK_GENERAL_BASIC", "UP_TASK_GENERAL_EXTEND"
MATERIAL = "UP_TASK_GENERAL_MATERIAL"


def new_item(number=901, name="骆驼经营许可（虚构）"):
    """An item that nobody has: the sample under another name and code."""
    item = json.loads(SAMPLE.read_text(encoding="utf-8"))
    basic = item[BASIC]
    basic["CATALOG_CODE"] = basic["CATALOG_CODE"][:-3] + str(number)
    basic["TASK_CODE"] = basic["TASK_CODE"][:-3] + str(number)
    basic["TASK_NAME"] = name
    return item


@pytest.fixture
def write(tmp_path):
    def write(item, name="item.json", *, encoding="utf-8"):
        text = item if isinstance(item, str) else json.dumps(item, ensure_ascii=False)
        (tmp_path / name).write_bytes(text.encode(encoding))
        return tmp_path / name

    return write


@pytest.fixture
def report(monkeypatch):
    """The exit status and the machine-readable report of one run."""

    def report(*arguments):
        result = run(monkeypatch, import_module, import_items, *arguments, "--json")
        return result.exit_code, json.loads(result.stdout)

    return report


def faults_of(report_of_one):
    status, told = report_of_one
    assert status == 1
    assert told["accepted"] == []
    (refused,) = told["refused"]
    return {(fault["field"], fault["code"]) for fault in refused["faults"]}


def test_a_new_item_is_accepted_as_its_first_edition(write, report):
    item = new_item()
    file = write(item)

    status, told = report(file)

    assert status == 0
    assert told == {
        "accepted": [
            {
                "file": str(file),
                "code": item[BASIC]["TASK_CODE"],
                "name": "骆驼经营许可（虚构）",
                "edition": 1,
            }
        ],
        "refused": [],
    }


def test_the_same_file_again_makes_no_new_edition(write, report):
    report(write(new_item()))

    status, told = report(write(new_item()))

    assert status == 0
    assert told["accepted"][0]["edition"] == 1


def test_a_changed_file_is_the_next_edition(write, report):
    report(write(new_item()))
    changed = new_item()
    changed[BASIC]["LINK_WAY"] = "0937-5559999（示例号码）"

    _status, told = report(write(changed))

    assert told["accepted"][0]["edition"] == 2


def remove(table, key):
    def change(item):
        del item[table][key]

    return change


def put(table, key, value):
    def change(item):
        item[table][key] = value

    return change


def promise_more_than_the_law(item):
    item[BASIC]["PROMISE_DAY"] = item[BASIC]["ANTICIPATE_DAY"] + 1


def take_basis_of_a_material(item):
    item[MATERIAL][0]["BY_LAW"] = ""


def take_the_laws(item):
    item["LAW"] = []


def wrong_check_digit(item):
    code = item[BASIC]["DEPT_CODE"]
    other = "0" if code[-1] != "0" else "1"
    item[BASIC]["DEPT_CODE"] = code[:-1] + other
    item[BASIC]["TASK_CODE"] = code[:-1] + other + item[BASIC]["TASK_CODE"][18:]


def unknown_material_code(item):
    item[MATERIAL][0]["MATERIAL_TYPE"] = "7"


REFUSALS = [
    (remove(BASIC, "TASK_NAME"), f"{BASIC}.TASK_NAME", "missing"),
    (remove(BASIC, "TRANSACT_ADDR"), f"{BASIC}.TRANSACT_ADDR", "missing"),
    (put(BASIC, "TASK_TYPE", "77"), f"{BASIC}.TASK_TYPE", "unknown-code"),
    (unknown_material_code, f"{MATERIAL}[0].MATERIAL_TYPE", "unknown-code"),
    (promise_more_than_the_law, f"{BASIC}.PROMISE_DAY", "promise-longer-than-law"),
    (take_basis_of_a_material, f"{MATERIAL}[0].BY_LAW", "material-without-basis"),
    (take_the_laws, "LAW", "condition-without-basis"),
    (wrong_check_digit, f"{BASIC}.DEPT_CODE", "credit_code.check"),
    (put(BASIC, "TASK_CODE", "123"), f"{BASIC}.TASK_CODE", "item_code.implementation_shape"),
]


@pytest.mark.parametrize(
    ("change", "field", "code"), REFUSALS, ids=[f"{field}-{code}" for _, field, code in REFUSALS]
)
def test_a_file_is_refused_for(write, report, change, field, code):
    item = new_item()
    change(item)

    found = faults_of(report(write(item)))

    assert (field, code) in found


def test_all_faults_of_a_file_are_told_at_once(write, report):
    item = new_item()
    # Without a known type nobody could tell whether materials need a basis.
    together = [each for each in REFUSALS[:7] if each[1] != f"{BASIC}.TASK_TYPE"]
    for change, _field, _code in together:
        change(item)

    found = faults_of(report(write(item)))

    assert found >= {(field, code) for _change, field, code in together}


def test_a_refused_file_leaves_nothing_behind(write, report):
    item = new_item()
    promise_more_than_the_law(item)
    items, entries = ServiceItem.objects.count(), TraceEntry.objects.count()

    report(write(item))

    assert (ServiceItem.objects.count(), TraceEntry.objects.count()) == (items, entries)


def test_a_name_that_another_item_has_is_refused_with_the_clash_shown(write, report):
    taken = json.loads(SAMPLE.read_text(encoding="utf-8"))[BASIC]

    _status, told = report(write(new_item(name=taken["TASK_NAME"])))

    fault = told["refused"][0]["faults"][0]
    assert (fault["field"], fault["code"]) == (f"{BASIC}.TASK_NAME", "name-taken")
    assert taken["TASK_CODE"] in fault["message"]


def test_a_code_that_another_item_has_is_refused_with_the_clash_shown(write, report):
    item = json.loads(SAMPLE.read_text(encoding="utf-8"))
    name, item[BASIC]["TASK_NAME"] = item[BASIC]["TASK_NAME"], "骆驼经营许可（虚构）"

    _status, told = report(write(item))

    faults = [
        each for each in told["refused"][0]["faults"] if each["field"] == f"{BASIC}.TASK_CODE"
    ]
    assert faults
    assert name in faults[0]["message"]


@pytest.mark.parametrize("options", [[], ["--check"]], ids=["import", "check"])
def test_the_second_of_two_files_with_one_code_is_refused(tmp_path, write, report, options):
    write(new_item(), "a.json")
    changed = new_item()
    changed[BASIC]["LINK_WAY"] = "0937-5559999（示例号码）"
    write(changed, "b.json")

    status, told = report(tmp_path, *options)

    assert status == 1
    assert [Path(each["file"]).name for each in told["accepted"]] == ["a.json"]
    (fault,) = told["refused"][0]["faults"]
    assert (fault["field"], fault["code"]) == (f"{BASIC}.TASK_CODE", "code-taken")
    assert "a.json" in fault["message"]


@pytest.mark.parametrize("options", [[], ["--check"]], ids=["import", "check"])
def test_the_second_of_two_files_with_one_name_is_refused(tmp_path, write, report, options):
    write(new_item(901), "a.json")
    write(new_item(902), "b.json")

    _status, told = report(tmp_path, *options)

    (fault,) = told["refused"][0]["faults"]
    assert fault["code"] == "name-taken"
    assert new_item(901)[BASIC]["TASK_CODE"] in fault["message"]


def test_a_good_file_is_accepted_beside_a_bad_one(tmp_path, write, report):
    write("{", "a.json")
    write(new_item(), "b.json")

    status, told = report(tmp_path)

    assert status == 1
    assert [Path(each["file"]).name for each in told["accepted"]] == ["b.json"]


def test_checking_writes_nothing(write, report):
    items = ServiceItem.objects.count()

    status, told = report(write(new_item()), "--check")

    assert status == 0
    assert told["accepted"][0]["edition"] == 1
    assert ServiceItem.objects.count() == items


def test_html_remains_are_cleaned_to_plain_text(write, report):
    item = new_item()
    item[BASIC]["HANDLE_FLOW"] = "<p>申请&nbsp;</p><script>alert(1)</script><b>受理</b> a < b"

    report(write(item))

    edition = Edition.objects.get(item__task_code=item[BASIC]["TASK_CODE"])
    assert decode(edition.content).process_text == "申请\n受理 a < b"


def test_a_file_in_gb18030_is_read(write, report):
    item = new_item(name="骆驼经营许可（虚构）㐀")

    _status, told = report(write(item, encoding="gb18030"))

    assert told["accepted"][0]["name"] == "骆驼经营许可（虚构）㐀"


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "null", '{"A": ' + "[" * 100_000, "\x00", "甲"], ids=range(7)
)
def test_a_file_that_is_no_item_is_refused(write, report, text):
    assert {place for place, _code in faults_of(report(write(text)))} == {""}


def test_characters_that_cannot_be_stored_are_refused(write, report):
    text = json.dumps(new_item(name="骆驼\ud800"))

    assert faults_of(report(write(text))) == {("", "unstorable")}


def test_a_broken_link_in_the_folder_is_refused_and_not_passed_over(tmp_path, report):
    (tmp_path / "a.json").symlink_to(tmp_path / "nowhere")

    assert faults_of(report(tmp_path)) == {("", "unreadable")}


def test_a_path_that_is_not_there_is_a_misuse(tmp_path, monkeypatch):
    result = run(monkeypatch, import_module, import_items, tmp_path / "nowhere.json")

    assert result.exit_code == 2
    assert "nowhere.json" in result.stderr


def test_an_empty_folder_is_a_misuse(tmp_path, monkeypatch):
    result = run(monkeypatch, import_module, import_items, tmp_path)

    assert result.exit_code == 2
    assert ".json" in result.stderr


def test_people_read_each_fault_and_the_sums(tmp_path, write, monkeypatch):
    write(new_item(), "a.json")
    write("{", "b.json")

    result = run(monkeypatch, import_module, import_items, tmp_path)

    assert "骆驼经营许可（虚构）" in result.stdout
    assert "（not-json）" in result.stdout
    assert "共 2 个文件，收下 1 个，退回 1 个。" in result.stdout
