"""Form fields: what is drawn, and what a table of answers posts."""

import pytest
from django.template import Context, Template

from yangguan.foundation.web.fields import (
    Choice,
    Column,
    FieldKind,
    FieldView,
    UploadRules,
    posted_rows,
)

COLUMNS = (Column("name", "姓名"), Column("age", "年龄", FieldKind.NUMBER))


def draw(field: FieldView) -> str:
    return Template("{% field of %}").render(Context({"of": field}))


def options(count: int) -> tuple[Choice, ...]:
    return tuple(Choice(str(n), f"选项{n}") for n in range(count))


@pytest.mark.parametrize(("count", "tag"), [(2, "radio"), (10, "radio"), (11, "<select")])
def test_ten_options_stand_open_and_more_fold(count, tag):
    html = draw(FieldView("x", FieldKind.CHOICE, "问题", choices=options(count)))

    assert tag in html


@pytest.mark.parametrize(
    ("labels", "shape"),
    [
        (("是", "否"), "choices--row"),
        (("实体经营", "自动设备经营"), "choices--pair"),
        (("到窗口取", "寄到我填的地址，邮费我付"), ""),
        (("只有一个",), ""),
    ],
)
def test_options_stand_abreast_as_their_words_allow(labels, shape):
    choices = tuple(Choice(label, label) for label in labels)

    html = draw(FieldView("x", FieldKind.CHOICE, "问题", choices=choices))

    assert (shape in html) if shape else ("choices--" not in html)


def test_a_label_leads_to_its_input():
    html = draw(FieldView("area", FieldKind.NUMBER, "面积"))

    assert 'for="f-area"' in html
    assert 'id="f-area"' in html


def test_an_error_is_tied_to_the_input():
    html = draw(FieldView("area", FieldKind.NUMBER, "面积", "按经营场所", error="请填整数"))

    assert 'aria-describedby="f-area-hint f-area-error"' in html
    assert 'aria-invalid="true"' in html
    assert 'id="f-area-error"' in html


def test_a_question_with_several_inputs_is_a_fieldset_with_a_legend():
    html = draw(FieldView("x", FieldKind.BOOLEAN, "是否", value="false"))

    assert "<fieldset" in html
    assert "<legend" in html
    assert html.count("checked") == 1


def test_a_locked_value_sends_nothing():
    html = draw(FieldView("x", FieldKind.LOCKED, "名称", value="测鸣沙"))

    assert "测鸣沙" in html
    assert "name=" not in html
    assert "disabled" not in html


def test_an_upload_tells_its_limits_to_the_script():
    rules = UploadRules("/upload/", 1024, (".pdf", ".jpg"), max_files=3)

    html = draw(FieldView("x", FieldKind.FILE, "材料", upload=rules))

    assert 'data-max-bytes="1024"' in html
    assert 'accept=".pdf,.jpg"' in html
    assert 'name="upload"' in html  # the button that sends it without script


def test_a_value_cannot_become_markup():
    html = draw(FieldView("x", FieldKind.TEXT, "名称", value='"><script>alert(1)</script>'))

    assert "<script>" not in html


def test_a_condition_travels_as_data():
    html = draw(FieldView("x", FieldKind.TEXT, "名称", show_if='{"==": [1, 2]}', is_shown=False))

    assert "data-show-if=" in html
    assert " hidden" in html


def test_a_table_without_answers_begins_with_one_empty_row():
    field = FieldView("staff", FieldKind.TABLE, "人员", columns=COLUMNS)

    assert [cell.name for row in field.cells for cell in row] == ["staff-0-name", "staff-0-age"]


def test_posted_rows_come_back_without_the_empty_ones():
    data = {
        "staff-0-name": "测月泉", "staff-0-age": " 40 ",
        "staff-1-name": "", "staff-1-age": "",
        "staff-2-name": "测杜家", "staff-2-age": "",
        "other-0-name": "x",
    }  # fmt: skip

    rows = posted_rows(data, name="staff", columns=COLUMNS)

    assert rows == ({"name": "测月泉", "age": "40"}, {"name": "测杜家", "age": ""})


def test_a_post_cannot_make_more_rows_than_are_allowed():
    data = {f"staff-{n}-name": "x" for n in range(50)}

    assert len(posted_rows(data, name="staff", columns=COLUMNS, most=10)) == 10


@pytest.mark.parametrize(("label", "is_yuan"), [("缴纳金额", True), ("资金数额（万元）", False)])
def test_money_is_in_yuan_unless_the_question_says_otherwise(label, is_yuan):
    html = draw(FieldView("x", FieldKind.MONEY, label))

    assert ("<span>元</span>" in html) is is_yuan


@pytest.mark.parametrize(
    ("error", "named"),
    [
        ("请填数字，例如 120。", "从业人数：请填数字，例如 120。"),
        ("请填写从业人数。", "请填写从业人数。"),
        ("", ""),
    ],
)
def test_the_summary_names_the_field_once(error, named):
    assert FieldView("x", FieldKind.NUMBER, "从业人数", error=error).named_error == named
