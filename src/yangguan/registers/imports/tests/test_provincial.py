"""A province's packages: read by label, error answers told, nothing malformed breaks the reader."""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yangguan.foundation.actors.actor import system_actor
from yangguan.registers.catalogue.content import decode
from yangguan.registers.catalogue.interchange.item import read_item
from yangguan.registers.catalogue.interchange.provincial import from_provincial
from yangguan.registers.catalogue.models import ServiceItem
from yangguan.registers.catalogue.tests.interchange_sample import ORGAN
from yangguan.registers.imports.operations.carry_out import carry_out
from yangguan.registers.imports.operations.start_import import start_import
from yangguan.registers.imports.queries import refused_lines
from yangguan.registers.imports.states import ImportAct

NOON = datetime(2026, 6, 8, 4, 0, tzinfo=UTC)
CODE = "620131904000"


def package():
    return {
        "AUDIT_ITEM": {
            "ITEM_ID": "a" * 32, "CATANAME": "样例经营许可", "NATION_CATALOG_CODE": CODE,
            "NATION_TASK_CODE": f"{ORGAN}4{CODE}", "TASK_TYPE": "01", "TASK_TYPE_TEXT": "行政许可",
            "SERVE_TYPE_TEXT": "自然人,企业法人", "DEPT_NAME": "敦煌市样例监管局",
            "TONGYI_CODE": ORGAN, "DEPT_CODE": "4711", "USE_LEVEL_TEXT": "县级",
            "TASK_STATE_TEXT": "在用", "HANDLE_TYPE_TEXT": "窗口办理,网上办理,快递申请",
            "WBSD_LEVEL_TEXT": "Ⅳ级", "ONLINECHECK": "1", "PROMISE_DAY": "5",
            "PROMISE_TYPE_TEXT": "工作日", "ANTICIPATE_DAY": "10", "ANTICIPATE_TYPE_TEXT": "工作日",
            "IS_FEE": "0", "LINK_TEL": "0937-5550218", "TSTEL": "0937-12345",
            "WSBLLC": "申请&amp;nbsp;<br>受理", "ACCEPT_CONDITION": "有相应的场所",
            "LAW": [{"LAWNAME": "食品安全法", "TERMSNUMBER": "第三十五条"}],
            "SCOPES": [{"SCOPERANGE_TEXT": "跨市通办"}], "PROJECT_TYPE_TEXT": "承诺件",
            "VERSION_DATE": "2025-07-01 00:00:00",
        },
        "AUDIT_CATALOG_LOBBY": [{"NAME": "综合窗口", "ADDRESS": "一楼", "TIME": "8:30—12:00"}],
        "AUDIT_MATERIAL": [
            {"MATERIAL_NAME": "营业执照", "MATERIAL_TYPE_TEXT": "证件证书证明",
             "SOURCE_TYPE_TEXT": "政府部门核发", "IS_NEED_TEXT": "必要",
             "ZZHDZB_TEXT": "纸质/电子化", "PAGE_NUM": "1", "BY_LAW": "《食品安全法》第三十五条"},
        ],
        "AUDIT_ITEM_FLOWSHEET": [
            {"STEP_TEXT": "受理", "TRANSACT_TIME_LIMIT": "即时"},
            {"STEP_TEXT": "审查", "TRANSACT_TIME_LIMIT": "2个工作日"},
            {"STEP_TEXT": "决定", "TRANSACT_TIME_LIMIT": "1个工作日"},
            {"STEP_TEXT": "送达", "TRANSACT_TIME_LIMIT": "即时"},
        ],
        "AUDIT_ITEM_RESULT": [{"NAME": "批准文书", "SUBJECT_RESULT_TYPE_TEXT": "批文"}],
        "AUDIT_QA": [{"QUESTION": "要多久？", "ANSWER": "五天。"}],
    }  # fmt: skip


def carried_out(*packages):
    raw = b"".join(json.dumps(each).encode() + b"\n" for each in packages)
    run = start_import([raw], name="x", act=ImportAct.GOOD_ONES, by=system_actor("测试"), at=NOON)
    carry_out(run_id=run.pk, at=NOON, goes_on=lambda: True)
    run.refresh_from_db()
    return run


@pytest.mark.django_db
def test_a_package_is_read_by_its_labels():
    run = carried_out(package())

    assert [line.faults for line in refused_lines(run.pk)[0]] == []
    content = decode(ServiceItem.objects.get(task_code=f"{ORGAN}4{CODE}").edition.content)
    assert (content.item_type, content.level, content.audiences) == ("01", "4", ("1", "2"))
    assert content.service.forms == ("1", "2", "4")
    assert (content.service.area, content.process_text) == ("3", "网上办理：申请\n受理")
    assert [step.name for _key, step in content.process.steps()] == ["受理", "审查", "决定", "送达"]


@pytest.mark.django_db
def test_an_error_answer_between_the_packages_is_told():
    run = carried_out(package(), {"errCode": 0, "msg": "未找到匹配的信息"})

    ((line, faults),) = [(each.line, each.faults) for each in refused_lines(run.pk)[0]]
    assert (line, faults[0].code) == (2, "no-item")
    assert "未找到匹配的信息" in faults[0].message


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=4), inner),
    max_leaves=6,
)


@given(data=st.data())
def test_a_malformed_package_is_refused_and_breaks_nothing(data):
    values = package()
    table = data.draw(st.sampled_from(sorted(values)))
    if data.draw(st.booleans()):
        values[table] = data.draw(anything)
    else:
        rows = values[table] if isinstance(values[table], list) else [values[table]]
        rows[0][data.draw(st.sampled_from(sorted(rows[0])))] = data.draw(anything)
    if not isinstance(values["AUDIT_ITEM"], dict):
        return

    read_item(from_provincial(values, None), resolve_unit=lambda _unit: "")
