"""Finding items: by words, sounds, everyday words, laws and materials, and with faults."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from yangguan.registers.catalogue import search_hits
from yangguan.registers.catalogue.models import EverydayWord, ServiceItem
from yangguan.registers.catalogue.queries import ItemList
from yangguan.registers.catalogue.search import search_items
from yangguan.registers.catalogue.search_hits import Narrowing
from yangguan.registers.organisations.models import Department

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded_city")]


def names(found):
    return [item.name for item in found.items]


def test_the_words_of_an_item_find_it_in_one_query(django_assert_num_queries):
    with django_assert_num_queries(1):
        found = search_items("食品经营许可")

    assert names(found)[0] == "食品经营许可"
    assert (found.is_loose, found.instead, found.is_close) == (False, "", False)


@pytest.mark.parametrize("text", ["shipinjingying", "spjyxk", "SPJYXK", "shi pin jing ying"])
def test_pinyin_and_initials_find_an_item_in_one_query(text, django_assert_num_queries):
    with django_assert_num_queries(1):
        found = search_items(text)

    assert names(found)[0] == "食品经营许可"
    assert not found.is_close


@pytest.mark.parametrize("end", range(5, len("shipinjingying") + 1))
def test_letters_typed_so_far_find_an_item(end):
    assert "食品经营许可" in names(search_items("shipinjingying"[:end]))


def test_what_people_say_finds_what_the_law_calls_it_in_three_queries(django_assert_num_queries):
    with django_assert_num_queries(3):  # the words, what they stand for, that
        found = search_items("我想开饭馆")

    assert "食品经营" in names(found)[0]
    assert (found.is_loose, found.instead) == (False, "食品经营")


def test_the_longest_everyday_word_counts():
    assert search_items("怎么换身份证啊").instead == "居民身份证"


def test_an_everyday_word_goes_before_what_only_mentions_it():
    EverydayWord.objects.create(word="毕业证", official="教师资格")

    found = search_items("毕业证")

    assert found.instead == "教师资格"


class TestFaults:
    @pytest.mark.parametrize(
        ("typed", "meant"),
        [
            ("食品经赢许可", "食品经营许可"),  # sounds the same
            ("石品经营许可", "食品经营许可"),
            ("食经品营许可", "食品经营许可"),  # swapped
            ("食品经许可", "食品经营许可"),  # missing
            ("食品经营营许许可", "食品经营许可"),  # twice
            ("食品经天营许可", "食品经营许可"),  # one too many
            ("食品经常许可", "食品经营许可"),  # another
            ("娱勒场所设立", "娱乐场所设立审批（歌舞、游艺）"),
            ("旅馆特种行业许可", "旅馆业特种行业许可"),
            ("住房公基金提取", "住房公积金提取"),
            ("shipinjinyin", "食品经营许可"),  # ng
            ("sipinjingying", "食品经营许可"),  # sh
            ("shipinjignying", "食品经营许可"),  # letters swapped
            ("shpinjingying", "食品经营许可"),  # a letter missing
        ],
    )
    def test_a_fault_in_typing_finds_what_was_meant(self, typed, meant):
        found = search_items(typed)

        assert names(found)[0] == meant
        assert found.is_close
        assert not found.is_loose

    def test_what_is_just_so_is_never_called_close(self):
        assert not search_items("住房公积金提取").is_close

    def test_a_fault_in_the_name_of_a_law_finds_what_rests_on_it(self):
        assert "娱乐场所设立审批（歌舞、游艺）" in names(search_items("娱乐厂所管理条例"))

    def test_the_few_of_a_large_catalogue_stand_for_all(self, monkeypatch):
        """Where a part of the catalogue shows what is meant, all of it is searched for that."""
        everything = "ffffffff-ffff-ffff-ffff-ffffffffffff"
        monkeypatch.setattr(search_hits, "SOME_ITEMS", everything)
        monkeypatch.setattr(search_hits, "PLENTY_TO_MEND_BY", 1)

        found = search_items("食品经天营许可")

        assert names(found)[0] == "食品经营许可"
        assert found.is_close


class TestMentions:
    @pytest.mark.parametrize(
        "typed", ["娱乐场所管理条例", "《娱乐场所管理条例》", "娱乐场所管理条例 第九条"[:8]]
    )
    def test_a_law_finds_what_rests_on_it(self, typed):
        found = search_items(typed)

        assert "娱乐场所设立审批（歌舞、游艺）" in names(found)
        assert found.is_mentioned

    @pytest.mark.parametrize("typed", ["食品安全法", "《中华人民共和国食品安全法》"])
    def test_a_law_is_found_by_its_short_name_too(self, typed):
        assert "食品经营许可" in names(search_items(typed))

    def test_a_material_finds_the_items_that_ask_for_it(self):
        assert "食品经营许可" in names(search_items("健康证明"))

    def test_names_come_before_what_is_mentioned(self):
        found = search_items("居民身份证", limit=50)

        assert "居民身份证" in names(found)[0]
        assert any("身份证" not in name for name in names(found))
        assert not found.is_mentioned

    def test_each_item_is_found_once(self):
        found = search_items("身份证", limit=100)

        assert len(names(found)) == len(set(names(found)))


class TestNarrowing:
    def test_only_items_of_a_department_are_found(self):
        item = ServiceItem.objects.get(name="食品经营许可")

        found = search_items("许可", narrowing=Narrowing(department_id=item.department_id))

        departments = {line.department_name for line in found.items}
        assert departments == {item.department.name}

    def test_only_items_for_an_audience_are_found(self):
        narrowing = Narrowing(audience="organisation")
        found = search_items("登记", narrowing=narrowing, limit=100)

        codes = [line.task_code for line in found.items]
        assert codes
        assert not ServiceItem.objects.filter(task_code__in=codes, audiences=["1"]).exists()

    def test_only_items_online_are_found(self):
        found = search_items("登记", narrowing=Narrowing(is_online=True), limit=100)

        assert found.items
        assert all(line.is_online for line in found.items)

    @pytest.mark.parametrize("item_list", ItemList)
    def test_only_items_of_a_list_are_found(self, item_list):
        found = search_items("申请", narrowing=Narrowing(item_list=item_list), limit=100)
        everything = search_items("申请", limit=100)

        assert set(names(found)) <= set(names(everything))

    def test_only_items_of_a_theme_are_found(self):
        item = ServiceItem.objects.exclude(person_topics=[]).order_by("name")[0]
        narrowing = Narrowing(audience="person", theme=item.person_topics[0])

        found = search_items(item.name, narrowing=narrowing)

        codes = [line.task_code for line in found.items]
        assert item.task_code in codes
        assert all(
            item.person_topics[0] in each.person_topics
            for each in ServiceItem.objects.filter(task_code__in=codes)
        )

    @pytest.mark.parametrize(
        "text", ["食品经营许可", "食品经赢许可", "开饭馆", "spjyxk", "健康证明"]
    )
    def test_no_try_looks_beyond_what_it_was_narrowed_to(self, text):
        elsewhere = Department.objects.exclude(items__name__contains="食品").order_by("id")[0]

        found = search_items(text, narrowing=Narrowing(department_id=elsewhere.pk))

        assert {line.department_name for line in found.items} <= {elsewhere.name}


def test_a_part_of_the_words_is_better_than_nothing():
    found = search_items("食品飞碟")

    assert found.is_loose
    assert found.items


def test_items_with_two_words_in_a_row_come_before_those_with_one():
    found = search_items("食品经营飞碟许可")

    assert found.is_loose
    assert all("食品经" in name or "品经营" in name for name in names(found)[:5])


def test_pages_follow_each_other_without_a_gap():
    all_at_once = names(search_items("许可", limit=9))

    pages = [names(search_items("许可", limit=3, offset=offset)) for offset in (0, 3, 6)]

    assert [name for page in pages for name in page] == all_at_once


@pytest.mark.parametrize(
    "text",
    ["飞碟", "", "???", "' | !", "zzzzqqq", "%", "_", "\\", "'", '"', "\0", "😀", "%%%%",
     "'); DROP TABLE x", "a\0b", "\ud800", "‮", "﷽" * 60],
)  # fmt: skip
def test_nothing_is_found_for(text):
    assert search_items(text).items == ()


@pytest.mark.parametrize("text", ["食" * 10_000, "食品" * 5_000, "a" * 10_000, "许可 " * 3_000])
def test_a_text_of_ten_thousand_characters_is_cut_and_answered(text, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        search_items(text)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.text(max_size=80) | st.text(alphabet="食品经营许可证spjyxk %_'\"\\&|!():*<->", max_size=40)
)
def test_any_text_is_answered_in_twelve_queries_at_most(django_assert_max_num_queries, text):
    with django_assert_max_num_queries(12):
        search_items(text)
