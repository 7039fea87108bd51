"""What must not depend on who reads: 国家通用语言文字法 第九条."""

from django.utils import translation
from django.utils.translation import gettext_lazy

from yangguan.foundation.language.chinese import in_chinese

SATURDAY = gettext_lazy("星期六")


def test_a_label_is_chinese_where_a_document_needs_it_and_english_where_an_english_reader_does():
    with translation.override("en"):
        assert in_chinese(SATURDAY) == "星期六"
        assert str(SATURDAY) == "Saturday"


def test_the_readers_language_goes_on_afterwards():
    with translation.override("en"):
        in_chinese(SATURDAY)

        assert translation.get_language() == "en"
