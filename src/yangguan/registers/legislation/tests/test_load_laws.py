"""Loading the register: the file adds, and never undoes what its editors have entered."""

import json
from pathlib import Path

import pytest
from django.conf import settings

from yangguan.foundation.loading.tests.content_folder import write
from yangguan.registers.legislation.articles import ArticleNumber
from yangguan.registers.legislation.models import Article, Law
from yangguan.registers.legislation.names import law_key
from yangguan.registers.legislation.operations.load_laws import load_laws
from yangguan.registers.legislation.operations.repeal_law import repeal_law
from yangguan.registers.legislation.tests.registered import NOON, TODAY, keeper

pytestmark = pytest.mark.django_db
CONTENT = Path(settings.BASE_DIR) / "content" / "dunhuang"


def law(**changes):
    return {
        "NAME": "样例骆驼条例",
        "VERSION": 1,
        "KIND": "administrative-regulation",
        "DOCUMENT_NUMBER": "样发〔2020〕9号",
        "ISSUER": "样例局",
        "ADOPTED_DATE": None,
        "EFFECTIVE_DATE": "2020-01-01",
        "REPEALED_DATE": None,
        "SOURCE": "样例",
        "ARTICLES": [article("第一条"), article("第二条")],
        **changes,
    }


def article(label, **changes):
    return {"LABEL": label, "TEXT": "骆驼应当登记。", "TEXT_CHECKED": True, **changes}


def load(folder, *laws):
    return load_laws(write(folder, "laws.json", LAWS=list(laws)))


def test_a_law_is_loaded_with_its_articles(tmp_path):
    loaded = load(tmp_path, law())

    assert (loaded.count, loaded.new, loaded.rejected) == (1, 1, ())
    labels = Article.objects.filter(law__key="样例骆驼条例").values_list("label", flat=True)
    assert sorted(labels) == ["第一条", "第二条"]


def test_loading_again_changes_nothing(tmp_path):
    load(tmp_path, law())

    again = load(tmp_path, law())

    assert (again.count, again.new) == (1, 0)
    assert Article.objects.filter(law__key="样例骆驼条例").count() == 2


def test_an_article_that_the_file_has_more_is_added(tmp_path):
    load(tmp_path, law())

    load(tmp_path, law(ARTICLES=[article("第二条"), article("第二条之一")]))

    labels = Article.objects.filter(law__key="样例骆驼条例").order_by("position")
    assert [each.label for each in labels] == ["第一条", "第二条", "第二条之一"]


def test_what_an_editor_has_entered_stays(tmp_path):
    load(tmp_path, law())
    row = Law.objects.get(key="样例骆驼条例")
    repeal_law(law_id=row.pk, repealed_date=TODAY, reason="废止", by=keeper(), at=NOON)

    load(tmp_path, law())

    row.refresh_from_db()
    assert row.repealed_date == TODAY


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"NAME": ""}, "NAME"),
        ({"NAME": "《》"}, "NAME"),
        ({"KIND": "惯例"}, "KIND"),
        ({"VERSION": 0}, "VERSION"),
        ({"REPEALED_DATE": "2019-01-01"}, "REPEALED_DATE"),
        ({"ADOPTED_DATE": "2021-01-01"}, "ADOPTED_DATE"),
        ({"ARTICLES": [article("第一")]}, "ARTICLES[0].LABEL"),
        ({"ARTICLES": [article("第一条"), article("第1条")]}, "ARTICLES[1].LABEL"),
        ({"ARTICLES": [article("第一条", TEXT="")]}, "ARTICLES[0].TEXT"),
    ],
)
def test_a_law_is_rejected_for_a_wrong(tmp_path, change, path):
    loaded = load(tmp_path, law(**change))

    assert {each.path for each in loaded.rejected} == {f"LAWS[0].{path}"}
    assert not Law.objects.filter(key="样例骆驼条例").exists()


def test_a_second_version_without_an_end_of_the_first_is_rejected(tmp_path):
    load(tmp_path, law())

    loaded = load(tmp_path, law(VERSION=2))

    assert [each.path for each in loaded.rejected] == ["LAWS[0].VERSION"]


def test_two_rows_for_one_law_are_one_too_many(tmp_path):
    loaded = load(tmp_path, law(), law(NAME="中华人民共和国样例骆驼条例"))

    assert {each.path for each in loaded.rejected} == {"LAWS[1].NAME", "LAWS[1].VERSION"}


def test_the_city_has_each_law_once_with_readable_labels():
    rows = json.loads((CONTENT / "laws.json").read_text(encoding="utf-8"))["LAWS"]
    labels = [each["LABEL"] for row in rows for each in row["ARTICLES"]]

    assert len({(law_key(row["NAME"]), row["VERSION"]) for row in rows}) == len(rows)
    assert [label for label in labels if ArticleNumber.read(label) is None] == []
