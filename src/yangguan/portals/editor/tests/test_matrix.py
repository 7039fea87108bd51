"""The table of situations: each answer stands once above the columns that it reaches over."""

import msgspec

from yangguan.portals.editor.matrix import matrix_table
from yangguan.registers.catalogue.content import FormField
from yangguan.registers.catalogue.tests.test_comparison import content
from yangguan.registers.catalogue.tests.test_situations import KIND, RENTS, SOUND, shown_if


def heads(table):
    return [(head.question, head.answers) for head in table.heads]


def test_an_answer_reaches_over_all_columns_that_share_it():
    table = matrix_table(content(**SOUND))

    assert heads(table) == [
        ("店面是租的吗", (("是", 2), ("否", 2))),
        ("哪一类", (("餐饮", 1), ("销售", 1), ("餐饮", 1), ("销售", 1))),
    ]
    assert (table.shown, table.total, table.is_cut) == (4, 4, False)


def test_a_question_that_is_not_asked_says_so():
    kind = shown_if(KIND, {"==": [{"var": "rents"}, True]})

    table = matrix_table(content(situations=(RENTS, kind)))

    assert heads(table)[1] == ("哪一类", (("餐饮", 1), ("销售", 1), ("不问", 1)))


def test_of_more_combinations_than_fit_the_first_are_shown():
    choices = tuple(str(n) for n in range(40))
    many = FormField(element="many", label="哪一种", type="choice", choices=choices)

    table = matrix_table(content(situations=(many, RENTS)))

    assert (table.shown, table.total) == (64, 80)
    assert all(sum(span for _word, span in answers) == 64 for _question, answers in heads(table))


def test_an_answer_ends_where_an_earlier_one_changes():
    only = msgspec.structs.replace(KIND, choices=("餐饮",))

    table = matrix_table(content(situations=(RENTS, only)))

    assert heads(table)[1] == ("哪一类", (("餐饮", 1), ("餐饮", 1)))
