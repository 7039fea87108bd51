"""Every document, with ordinary and with hostile data."""

import dataclasses
from datetime import date, datetime
from typing import Any

import pytest

from yangguan.foundation.documents import paper, statutory
from yangguan.foundation.documents.paper import (
    chinese_date,
    document_data,
    document_digest,
    render_document,
)
from yangguan.foundation.documents.tests import samples
from yangguan.foundation.documents.tests.reading import bare, pages_of, sizes_of, words_of
from yangguan.foundation.documents.tests.samples_of_papers import EVERY, form, form_sample, guide

HOSTILE = '#panic("x") [*a*] _b_ $c$ @d <e> \\f `g` // h /* i ~ = - + "q" \'s\' %h😀𪜀é'
# What must stay as it is: an address, and words that choose a form.
KEPT = {"qr_url", "item_type", "type", "ground"}
EVERY_DOCUMENT = pytest.mark.parametrize("make", EVERY.values(), ids=EVERY)


def spoiled(value: Any, words: str) -> Any:
    """The same value with `words` in every text."""
    match value:
        case str():
            return words
        case tuple():
            return tuple(spoiled(member, words) for member in value)
        case _ if dataclasses.is_dataclass(value) and not isinstance(value, type):
            changes = {
                field.name: spoiled(getattr(value, field.name), words)
                for field in dataclasses.fields(value)
                if field.name not in KEPT
            }
            return dataclasses.replace(value, **changes)
        case _:
            return value


@EVERY_DOCUMENT
def test_the_document_can_be_read_back_with_number_organ_and_title(make):
    document = make()

    text = words_of(render_document(document))

    wanted = [document.number, document.organ]
    if document.template != "guide":
        wanted.append(document.title)
    assert all(bare(words) in text for words in wanted)


@EVERY_DOCUMENT
def test_every_page_is_a4(make):
    upright = make().template != "licence"

    assert sizes_of(render_document(make())) == {(210, 297) if upright else (297, 210)}


@EVERY_DOCUMENT
def test_markup_in_the_data_is_printed_and_not_obeyed(make):
    text = words_of(render_document(spoiled(make(), HOSTILE)))

    assert bare('#panic("x") [*a*] _b_ $c$ @d <e> \\f `g` // h /* i ~ = - + "q" \'s\' %h') in text
    assert "〓〓（U+1F600U+2A700）é" in text


@EVERY_DOCUMENT
def test_words_without_a_break_are_broken_inside_the_page(make):
    # Organ and name are lines that shrink to fit, the seal's letters stand on a circle.
    one_line = {"organ": "敦煌市", "name": "许可证", "seal": paper.Seal(organ="敦煌市")}
    document = spoiled(make(), "a" * 300)
    fields = {field.name for field in dataclasses.fields(document)}
    document = dataclasses.replace(
        document, **{name: words for name, words in one_line.items() if name in fields}
    )

    pages = pages_of(render_document(document))

    lines = [line for page in pages for line in page.splitlines()]
    assert 20 < max(line.count("a") for line in lines) < 130


@EVERY_DOCUMENT
def test_empty_texts_do_not_break_the_page(make):
    document = make()
    changes = {
        field.name: ""
        for field in dataclasses.fields(document)
        if field.type == "str" or field.type is str
    }
    kept = KEPT | {"competent_organ", "reasons"}

    pdf = render_document(
        dataclasses.replace(
            document, **{name: "" for name in changes if name not in kept - {"qr_url"}}
        )
    )

    assert pages_of(pdf)


def test_an_opinion_of_ten_thousand_characters_runs_over_many_pages_with_nothing_lost():
    opinion = "".join(f"第{count}点不符，详见附件。☆" for count in range(800))

    pages = pages_of(render_document(samples.decision_refusing(reasons=opinion)))

    assert len(opinion) > 10_000
    assert len(pages) > 10
    assert "".join(pages).count("☆") == 800
    assert "—3—" in bare(pages[2])


def test_the_seal_never_stands_on_a_page_without_text():
    for length in range(0, 900, 60):
        granted = samples.decision_granting(findings="经审查，符合条件。" * (length // 9))

        last = bare(pages_of(render_document(granted))[-1])

        assert "2026年11月23日" in last
        assert "领取。" in last


@pytest.mark.parametrize(
    ("item_type", "granted", "refused"),
    [
        ("01", "准予行政许可决定书", "不予行政许可决定书"),
        ("05", "行政给付决定书", "不予行政给付决定书"),
        ("07", "行政确认决定书", "不予行政确认决定书"),
        ("10", "办理结果告知书", "不予办理告知书"),
        ("20", "办理结果告知书", "不予办理告知书"),
    ],
)
def test_the_title_of_a_decision_follows_the_type_of_the_item(item_type, granted, refused):
    assert samples.decision_granting(item_type=item_type).title == granted
    assert samples.decision_refusing(item_type=item_type).title == refused


def test_a_refusal_names_reasons_and_both_remedies_with_their_limits():
    text = words_of(render_document(samples.decision_refusing()))

    assert "没有设置与经营品种、数量相适应的餐用具清洗消毒设施" in text
    assert "六十日内向敦煌市人民政府申请行政复议" in text
    assert "六个月内依法向敦煌市人民法院提起行政诉讼" in text


def test_a_refusal_without_reasons_cannot_be_written():
    with pytest.raises(ValueError, match="第三十八条第二款"):
        samples.decision_refusing(reasons=" \n")


def test_an_organ_without_competence_names_the_competent_one():
    assert "请您向瓜州县市场监督管理局申请" in words_of(
        render_document(samples.acceptance_refusal())
    )
    with pytest.raises(ValueError, match="competent organ"):
        samples.acceptance_refusal(competent_organ="")


def test_what_needs_no_licence_is_refused_for_that_reason():
    refusal = samples.acceptance_refusal(
        ground=statutory.RefusalGround.NOT_NEEDED, competent_organ=""
    )

    text = words_of(render_document(refusal))

    assert "依法不需要取得行政许可" in text
    assert "第三十二条第一款第（一）项" in text


def test_silence_of_the_organ_is_told_as_acceptance_by_law():
    text = words_of(render_document(samples.acceptance_notice(accepted_by_silence=True)))

    assert "未在法定期限内告知补正内容" in text
    assert "第三十二条第一款第（四）项" in text


def test_the_receipt_for_a_correction_promises_no_second_notice():
    text = words_of(render_document(samples.receipt(is_correction=True)))

    assert "补正的下列内容已经收到" in text
    assert "自收到补正材料之日起即为受理" in text
    assert "一次告知需要补正" not in text


def test_the_licensing_law_is_cited_for_licences_only():
    notice = samples.correction_notice(item_type="07")

    assert "行政许可法" in words_of(render_document(samples.correction_notice()))
    assert "行政许可法" not in words_of(render_document(notice))


def test_the_form_of_address_depends_on_who_is_addressed():
    assert "你单位于" in words_of(
        render_document(samples.withdrawal_confirmation(applicant=samples.RESTAURANT))
    )
    assert "您于" in words_of(render_document(samples.withdrawal_confirmation()))


def test_a_delivery_receipt_leaves_room_to_sign_unless_it_was_confirmed():
    by_hand = words_of(render_document(samples.delivery_receipt()))
    confirmed = words_of(
        render_document(samples.delivery_receipt(confirmation="2026年11月23日已在线确认"))
    )

    assert "年月日时分" in by_hand
    assert "已在线确认" in confirmed
    assert "年月日时分" not in confirmed


def test_a_marked_copy_says_what_it_is_for_and_the_original_does_not():
    assert render_document(samples.licence()) != render_document(samples.licence_copy())
    assert "仅供办理“食品经营许可延续”使用" in words_of(render_document(samples.licence_copy()))
    assert "仅供办理" not in words_of(render_document(samples.licence()))


def test_the_blank_form_holds_no_sample_answer():
    blank, sample = words_of(render_document(form())), words_of(render_document(form_sample()))

    assert "80000元" in sample
    assert "620982199001010017" in sample
    assert "80000元" not in blank
    assert "620982199001010017" not in blank
    assert (form().kind, form_sample().kind) == ("form_blank", "form_sample")


def test_the_guide_tells_materials_with_basis_copies_and_signature():
    text = words_of(render_document(guide()))

    for words in ("申请人签名或者盖章", "复印件1份，A4", "第十三条第一款第一项", "本事项不收费"):
        assert words in text


def test_times_are_printed_by_the_citys_clock():
    assert document_data(samples.receipt())["received_at"] == "2026年11月23日 10:58"


def test_a_time_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="naive"):
        document_data(samples.receipt(received_at=datetime(2026, 11, 23, 10, 58)))  # noqa: DTZ001  # naive


def test_dates_have_no_leading_zeros():
    assert chinese_date(date(2026, 1, 3)) == "2026年1月3日"


def test_the_digest_of_a_document_is_the_same_tomorrow():
    seal = paper.Seal(organ="甲", purpose="乙")
    fixed = samples.withdrawal_confirmation(seal=seal, reason="")

    assert document_digest(fixed) == DIGEST
    assert document_digest(samples.withdrawal_confirmation(seal=seal, reason="其他")) != DIGEST


DIGEST = "dc2b11373fcc29a0b0c242fced160cd66b76777afcf5c2a80b112074b030d628"
