"""A fault names what to mend: the section, the thing in it, the field."""

import pytest

from yangguan.portals.editor.fault_places import placed
from yangguan.portals.editor.fault_words import file_words, where_words
from yangguan.portals.editor.tests.test_fault_places import CONTENT
from yangguan.registers.catalogue.faults import Fault
from yangguan.registers.drafting.edits import tree_of


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("UP_TASK_GENERAL_BASIC.TASK_NAME", "基本信息 · 事项名称"),
        ("UP_TASK_GENERAL_BASIC.PROMISE_DAY", "时限 · 承诺时限"),
        ("UP_TASK_GENERAL_BASIC.LINK_WAY", "在哪办 · 咨询方式"),
        ("UP_TASK_GENERAL_MATERIAL[0].BY_LAW", "材料 · 布局图 · 依据"),
        ("FORM[1].FIELDS[0].NAME", "表单 · Y · 问题"),
        ("FLOWSHEET（gone）", "流程"),
        ("SOMETHING_NEW[3].ELSE", "基本信息"),
    ],
)
def test_a_fault_names_what_to_mend(path, words):
    (fault,) = placed([Fault(path, "x", "…")], CONTENT)

    assert where_words(fault, tree_of(CONTENT)) == words


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("UP_TASK_GENERAL_BASIC.PROMISE_DAY", "时限 · 承诺时限"),
        ("UP_TASK_GENERAL_MATERIAL[3].BY_LAW", "材料 4 · 依据"),
        ("FORM[1].FIELDS[7].NAME", "表单 2-8 · 问题"),
        ("LAW[0].TERMSNUMBER", "依据和条件 1 · 第几条"),
        ("FLOWSHEET", "流程"),
        ("file", "file"),
        ("", ""),
    ],
)
def test_a_fault_of_a_file_names_its_field_where_it_has_one(path, words):
    assert file_words(path) == words
