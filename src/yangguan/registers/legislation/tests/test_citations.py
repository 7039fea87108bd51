"""Numerals, labels, names and citations: what a text of law says, and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yangguan.registers.legislation.articles import ArticleNumber
from yangguan.registers.legislation.citations import Citation, read_citations
from yangguan.registers.legislation.names import document_key, law_key
from yangguan.registers.legislation.numerals import HIGHEST, number_of, numeral

NUMBERS = st.integers(1, HIGHEST)
ARTICLES = st.builds(ArticleNumber, NUMBERS, st.integers(0, 99))
NAMES = st.sampled_from(
    ["行政许可法", "中华人民共和国森林法", "娱乐场所管理条例", "民用航空办法（试行）"]
)


def words_of(text):
    return [each.words for each in read_citations(text)]


@given(NUMBERS)
def test_every_number_is_read_back_from_its_numeral(number):
    assert number_of(numeral(number)) == number


@given(NUMBERS, NUMBERS)
def test_no_two_numbers_have_one_numeral(one, other):
    assert (numeral(one) == numeral(other)) == (one == other)


@pytest.mark.parametrize(
    ("text", "number"),
    [("十", 10), ("十三", 13), ("二十", 20), ("一百零五", 105), ("一百一十", 110),
     ("一百〇五", 105),
     ("一千零四十六", 1046), ("一千二百六十", 1260), ("二千", 2000), ("12", 12)],
)  # fmt: skip
def test_a_numeral_is_read(text, number):
    assert number_of(text) == number


@pytest.mark.parametrize(
    "text", ["", "零", "一百十", "三百八", "一二三", "十十", "百", "0", "012", "一零"]
)
def test_what_no_law_would_write_is_not_a_number(text):
    assert number_of(text) is None


@pytest.mark.parametrize("number", [0, HIGHEST + 1])
def test_there_is_no_numeral_beyond_the_articles_of_a_law(number):
    with pytest.raises(ValueError, match="no article"):
        numeral(number)


@given(ARTICLES)
def test_a_label_is_read_back(article):
    assert ArticleNumber.read(article.label) == article


@given(st.lists(ARTICLES, min_size=2))
def test_positions_order_articles_as_a_law_does(articles):
    assert sorted(articles) == sorted(articles, key=lambda each: each.position)


@pytest.mark.parametrize("text", ["第九", "九条", "第九条第一款", "第条", "第一百十条", "第九条之"])
def test_what_is_not_an_article_has_no_number(text):
    assert ArticleNumber.read(text) is None


@pytest.mark.parametrize(
    "name",
    [
        "中华人民共和国行政许可法",
        "《行政许可法》",
        "行政许可法（2019年修正）",
        "行政 许可法",
        "行政许可法(2019修订)",
    ],
)
def test_a_law_has_one_key_under_all_its_names(name):
    assert law_key(name) == "行政许可法"


def test_a_trial_rule_is_not_the_rule():
    assert law_key("样例办法（试行）") != law_key("样例办法")


@pytest.mark.parametrize(
    ("text", "number"),
    [("国卫医政发〔2022〕33号", "国卫医政发〔2022〕33号"), ("财税[2015]122号", "财税〔2015〕122号"),
     ("国人防办字〔2003〕第18号", "国人防办字〔2003〕18号"), ("国务院令第458号", "")],
)  # fmt: skip
def test_the_number_of_a_paper_is_found(text, number):
    assert document_key(text) == number


@pytest.mark.parametrize(
    ("text", "citations"),
    [
        (
            "《娱乐场所管理条例》第七条、第九条第三款；《行政许可法》第四十二条",
            [
                "《娱乐场所管理条例》第七条",
                "《娱乐场所管理条例》第九条第三款",
                "《行政许可法》第四十二条",
            ],
        ),
        (
            "《样例法》第二十四条第一款第一项、第二项",
            [
                "《样例法》第二十四条第一款第一项",
                "《样例法》第二十四条第一款第二项",
            ],
        ),
        (
            "《样例法》第二十五条第一款、第二款",
            [
                "《样例法》第二十五条第一款",
                "《样例法》第二十五条第二款",
            ],
        ),
        ("《刑法》第一百二十条之一第二款", ["《刑法》第一百二十条之一第二款"]),
        ("《行政许可法》第三十二条第一款第（四）项", ["《行政许可法》第三十二条第一款第四项"]),
        (
            "《样例规定》第四十五条至第四十八条",
            [
                "《样例规定》第四十五条",
                "《样例规定》第四十六条",
                "《样例规定》第四十七条",
                "《样例规定》第四十八条",
            ],
        ),
        (
            "《娱乐场所管理条例》第七条；《条例》第九条",
            [
                "《娱乐场所管理条例》第七条",
                "《娱乐场所管理条例》第九条",
            ],
        ),
        (
            "《甲条例》第一条；《乙办法》第二条；《本条例》第三条",
            [
                "《甲条例》第一条",
                "《乙办法》第二条",
                "《甲条例》第三条",
            ],
        ),
        ("《样例通知》（国卫规划发〔2013〕57号）", ["《样例通知》"]),
        (
            "《关于样例的通知（发改价格〔2003〕2322号）》",
            [
                "《关于样例的通知（发改价格〔2003〕2322号）》",
            ],
        ),
        ("农经发〔2019〕6号第二条", ["农经发〔2019〕6号第二条"]),
        (
            "《森林法》第三十七条第二款；财税〔2015〕122号",
            [
                "《森林法》第三十七条第二款",
                "财税〔2015〕122号",
            ],
        ),
        ("《婚姻登记条例》第三章", ["《婚姻登记条例》"]),
        ("《食品安全法》第5条：自受理之日起10日内", ["《食品安全法》第五条"]),
        (
            "《国务院关于〈样例〉的决定》第一条及《样例办法》",
            [
                "《国务院关于〈样例〉的决定》第一条",
                "《样例办法》",
            ],
        ),
        ("《条例》第九条", ["《条例》第九条"]),
        ("《样例法》第七条、第七条", ["《样例法》第七条"]),
        ("按经办规程，法律未规定", []),
        ("第十三条", []),
        ("《》第一条", []),
        ("", []),
    ],
)
def test_citations_are_read(text, citations):
    assert words_of(text) == citations


def test_a_paper_is_cited_by_its_number():
    [citation] = read_citations("农经发〔2019〕6号第二条")

    assert (citation.is_by_number, citation.key) == (True, "农经发〔2019〕6号")


def test_a_law_that_carries_its_number_is_cited_by_its_name():
    [citation] = read_citations("《关于样例的通知（发改价格〔2003〕2322号）》")

    assert (citation.is_by_number, citation.key) == (False, "关于样例的通知")


def test_a_range_over_a_whole_code_is_only_its_ends():
    assert words_of("《民法典》第一条至第九百条") == ["《民法典》第一条", "《民法典》第九百条"]


@given(st.lists(st.builds(Citation, NAMES, ARTICLES), unique=True))
def test_what_is_written_as_citations_is_read_as_them(citations):
    written = "；".join(each.words for each in citations)

    assert read_citations(written) == tuple(citations)


@given(st.text())
def test_any_text_can_be_read(text):
    assert all(each.law for each in read_citations(text))
