"""一次性告知补正: 行政许可法 第三十二条第一款第（四）项; only what the guide lists."""

from yangguan.foundation.actors.actor import Role
from yangguan.handling.cases.models import Case


def ask(desk, case, **data):
    return desk.client(Role.INTAKE).post(
        f"/desk/cases/{case.pk}/correction/", {"seen_version": case.version, **data}
    )


def test_the_page_lists_what_the_edition_lists_and_greys_what_the_platform_holds(desk):
    case = desk.taken_in()

    page = desk.client(Role.INTAKE).get(f"/desk/cases/{case.pk}/correction/").content.decode()

    assert 'value="material-1"' in page
    assert 'value="site_address"' in page
    assert 'id="ask-material-2" disabled' in page


def test_what_is_ticked_and_explained_is_asked_for(desk):
    case = desk.taken_in()

    answer = ask(
        desk, case, ask="site_address",
        **{"kind-site_address": "填写有误", "said-site_address": "没有门牌号"},
    )  # fmt: skip

    asked = Case.objects.get(pk=case.pk)
    assert answer.status_code == 302
    assert asked.state == "correction"
    assert (asked.correction_asked or {})["lines"] == [
        {"subject": "site_address", "fault": "填写有误：没有门牌号"}
    ]


def test_a_point_without_words_is_sent_back_with_the_rest_kept(desk):
    case = desk.taken_in()

    answer = ask(
        desk, case, ask=["site_address", "material-1"],
        **{"said-material-1": "看不清门口"},
    )  # fmt: skip

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "请写明“经营场所”错在哪里" in page
    assert "看不清门口" in page
    assert Case.objects.get(pk=case.pk).state == "submitted"


def test_nothing_ticked_asks_for_nothing(desk):
    case = desk.taken_in()

    assert ask(desk, case).status_code == 422


def test_what_is_not_listed_or_is_held_cannot_be_asked_for(desk):
    case = desk.taken_in()

    answer = ask(
        desk, case, ask=["material-2", "made-up"],
        **{"said-material-2": "再交一份", "said-made-up": "再开一个证明"},
    )  # fmt: skip

    assert answer.status_code == 422
    assert Case.objects.get(pk=case.pk).state == "submitted"


def test_it_is_only_for_whoever_accepts(desk):
    case = desk.taken_in()

    assert desk.client(Role.REVIEW).get(f"/desk/cases/{case.pk}/correction/").status_code == 403


def test_the_page_has_a_known_cost(desk, django_assert_max_num_queries):
    case = desk.taken_in()
    client = desk.client(Role.INTAKE)

    with django_assert_max_num_queries(11):
        client.get(f"/desk/cases/{case.pk}/correction/")


def test_an_officer_who_reads_english_asks_in_the_words_of_the_chinese_notice(desk):
    case = desk.taken_in()
    english = {"headers": {"Accept-Language": "en"}}
    client, url = desk.client(Role.INTAKE), f"/desk/cases/{case.pk}/correction/"

    page = client.get(url, **english).content.decode()
    client.post(
        url,
        {
            "seen_version": case.version, "ask": "site_address",
            "kind-site_address": "缺少", "said-site_address": "门牌号",
        },
        **english,
    )  # fmt: skip

    assert '<option value="缺少">Missing</option>' in page
    assert (Case.objects.get(pk=case.pk).correction_asked or {})["lines"] == [
        {"subject": "site_address", "fault": "缺少：门牌号"}
    ]
