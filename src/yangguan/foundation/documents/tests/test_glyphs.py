"""Characters that can be printed, and those that cannot."""

from yangguan.foundation.documents.glyphs import covered_characters, printable
from yangguan.foundation.documents.rendering import fonts_folder


def shown(text: str) -> str:
    return printable(text, covered=covered_characters(fonts_folder()))


def test_chinese_names_with_rare_characters_are_printed_as_they_are():
    assert shown("敦煌·喆堃㛃龑") == "敦煌·喆堃㛃龑"


def test_a_character_without_a_glyph_leaves_its_code_point():
    assert shown("鸣😀🐪沙") == "鸣〓〓（U+1F600 U+1F42A）沙"


def test_characters_that_hide_or_reorder_text_are_left_out():
    assert shown("准\u202e予\u200b许\x00可\ufe0f") == "准予许可"


def test_every_kind_of_line_end_becomes_one_line_end():
    assert shown("一\r\n二\r三\u2028四\t五") == "一\n二\n三\n四 五"
