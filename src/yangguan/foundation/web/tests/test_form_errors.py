"""What a form says of its errors: beside the field, and in the summary above."""

from typing import ClassVar

from yangguan.foundation.web.components import FieldError
from yangguan.foundation.web.fields import FieldKind, FieldView
from yangguan.foundation.web.form_errors import (
    attempted,
    errors_of,
    field_summary,
    status_of,
    summary_of,
)
from yangguan.foundation.web.refusals import Refusal


class _Taken(Refusal):
    message = "这个名称已经有了。"
    todo = "请换一个。"
    field = "name"
    status: ClassVar[int] = 409


def _field(name, *, error=""):
    return FieldView(name=name, kind=FieldKind.TEXT, label="名称", error=error)


def test_a_refusal_is_told_with_its_advice_at_its_field():
    assert errors_of(_Taken()) == {"name": "这个名称已经有了。请换一个。"}


def test_what_is_known_of_a_field_goes_before_and_the_first_refusal_of_a_field_counts():
    errors = errors_of(_Taken(), Refusal(field="day"), _Taken(), known={"name": "请填写名称。"})

    assert errors == {"name": "请填写名称。", "day": "现在不能这样办。"}


def test_no_refusal_is_no_error_and_an_ordinary_page():
    assert errors_of(None) == {}
    assert (status_of(None), status_of(_Taken())) == (200, 409)


def test_an_act_that_is_refused_tells_why_and_one_that_is_not_tells_nothing():
    def refuse():
        raise _Taken

    assert attempted(refuse) == errors_of(_Taken())
    assert attempted(lambda: "done") == {}


def test_a_line_of_the_summary_leads_to_its_field_and_one_of_the_whole_form_nowhere():
    errors = {"name": "请填写名称。", "": "您的岗位不能改。"}

    assert summary_of(errors) == [
        FieldError("请填写名称。", "f-name"),
        FieldError("您的岗位不能改。", ""),
    ]
    assert summary_of(errors, prefix="")[0].field_id == "name"


def test_the_summary_of_fields_names_each_and_tells_what_no_field_of_the_page_does():
    fields = [_field("name", error="请填写。"), _field("day")]

    found = field_summary(
        fields,
        {"name": "说过了", "other": "另一页上的没填。"},
        message="还缺材料。",
        place="points",
    )

    assert found == [
        FieldError("名称：请填写。", "f-name"),
        FieldError("还缺材料。", "points"),
        FieldError("另一页上的没填。", "points"),
    ]
