"""照面: each data element from the act, the application, the base library or what follows."""

from datetime import date

import pytest

from yangguan.handling.licences.face import FaceAct, face_values, rows_of

ACT = FaceAct(
    number="92620982XN00000126",
    number_element="credit_code",
    is_new_number=True,
    issuer_name="敦煌市市场监督管理局",
    signer="测杨滩",
    start=date(2026, 6, 8),
    until=None,
    term="长期",
    holder_name="测鸣沙",
    holder_number="620982198803128995",
    is_organisation=False,
    is_decision=True,
)


def face(element, act=ACT, *, told=None, facts=None, **changes):
    values = {name: getattr(act, name) for name in FaceAct.__slots__}
    found = face_values(
        [element], told=told or {}, facts=facts or {}, act=FaceAct(**values | changes)
    )
    return found.get(element)


@pytest.mark.parametrize(
    ("element", "value"),
    [
        ("credit_code", "92620982XN00000126"),
        ("issuing_authority", "敦煌市市场监督管理局"),
        ("signer", "测杨滩"),
        ("issue_date", "2026-06-08"),
        ("establish_date", "2026-06-08"),
        ("valid_from", "2026-06-08"),
        ("valid_to", "长期"),
        ("business_term", "长期"),
        ("legal_representative", "测鸣沙"),
        ("person_name", "测鸣沙"),
        ("id_number", "620982198803128995"),
        ("social_security_number", "620982198803128995"),
        ("gender", "男"),
        ("birth_date", "1988-03-12"),
        ("conclusion", "合格"),
        ("org_name", None),  # a household business may go without a name
        ("ethnicity", None),
    ],
)
def test_the_act_and_the_holder_tell(element, value):
    assert face(element) == value


@pytest.mark.parametrize(
    ("element", "told", "value"),
    [
        ("org_kind", {"company_kind": "其他有限责任公司"}, "其他有限责任公司"),
        ("legal_representative", {"person_name": "测月泉"}, "测月泉"),
        ("support_number", {"family_size": 3}, 3),
        ("contract_period", {"contract_start": "2026-07-01", "contract_end": "2026-10-01"},
         "2026-07-01至2026-10-01"),
        ("boundaries", {"east_to": "路", "north_to": "渠"}, "东至路，北至渠"),
        ("decision_content", {"task_name": "取水许可审批", "project_name": "甲渠"},
         "准予：取水许可审批（甲渠）"),
        ("decision_content", {"task_name": "取水许可审批", "findings": "符合条件。"},
         "准予：取水许可审批。符合条件。"),
        ("bed_number", {"bed_number": 0}, 0),
    ],
)  # fmt: skip
def test_what_was_told_tells_more(element, told, value):
    assert face(element, told=told) == value


def test_what_was_told_goes_before_the_base_library():
    facts = {"ethnicity": "汉族", "residence_address": "旧址"}

    assert face("residence_address", told={"residence_address": "新址"}, facts=facts) == "新址"
    assert face("ethnicity", facts=facts) == "汉族"


def test_the_parent_company_does_not_describe_the_subject_that_is_founded():
    parent = {"org_kind": "股份有限公司", "establish_date": "2001-01-01", "mobile": "1"}

    assert face("org_kind", facts=parent) is None
    assert face("establish_date", facts=parent) == "2026-06-08"
    assert face("establish_date", facts=parent, is_new_number=False) == "2001-01-01"


def test_a_licence_without_an_end_says_long_term_only_if_the_result_does():
    assert face("valid_to", term="单次活动") is None
    assert face("valid_to", until=date(2031, 6, 7)) == "2031-06-07"


def test_a_kept_number_stands_as_it_was_told():
    told = {"credit_code": "J620982-2020-000001"}

    assert face("credit_code", told=told, is_new_number=False) == "J620982-2020-000001"
    assert face("credit_code", is_new_number=False) == ACT.number


def test_an_organisation_is_named_and_numbered_as_such():
    changes = {"is_organisation": True, "number_element": "licence_number"}
    assert face("org_name", **changes) == "测鸣沙"
    assert face("credit_code", **changes) == ACT.holder_number
    assert face("person_name", **changes) is None


def test_an_entry_of_an_older_licence_decides_nothing():
    assert face("conclusion", is_decision=False) is None
    assert face("decision_content", told={"task_name": "甲"}, is_decision=False) is None


def test_each_row_of_a_table_with_all_its_cells_is_a_licence():
    heads = ("车牌号", "车辆类型", "总质量")
    columns = {"车牌号": "plate_number", "总质量": "vehicle_capacity"}
    table = [["甘F00001", "货车", "4"], ["", "货车", "8"], ["甘F00002"]]

    assert list(rows_of(table, columns, heads)) == [
        {"plate_number": "甘F00001", "vehicle_capacity": "4"}
    ]
    assert list(rows_of(None, columns, heads)) == []
