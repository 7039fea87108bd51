"""Chinese numerals as laws number their articles: 一 to 九千九百九十九, one spelling each."""

import re

HIGHEST = 9_999
_DIGITS = "零一二三四五六七八九"
_PLACES = ((1_000, "千"), (100, "百"), (10, "十"), (1, ""))
_SPELLING = re.compile(
    r"(?:(?P<千>[一二三四五六七八九])千)?零?(?:(?P<百>[一二三四五六七八九])百)?零?"
    r"(?P<tens>(?P<十>[一二三四五六七八九])?十)?零?(?P<ones>[一二三四五六七八九])?"
)


def numeral(number: int) -> str:
    """`105` → 一百零五, `13` → 十三. For 1 to 9,999."""
    if not 1 <= number <= HIGHEST:
        raise ValueError(f"no article has the number {number}")
    words, is_gap = "", False
    for value, unit in _PLACES:
        digit = number // value % 10
        if digit == 0:
            is_gap = bool(words)
            continue
        words += ("零" if is_gap else "") + _DIGITS[digit] + unit
        is_gap = False
    return words.removeprefix("一") if 10 <= number < 20 else words


def number_of(text: str) -> int | None:
    """一千零四十六 → 1046, also `1046`; None for what no law would write (一百十, 三百八)."""
    if text.isascii():
        return int(text) if re.fullmatch(r"[1-9]\d{0,3}", text) else None
    spelled = text.replace("〇", "零")
    found = _SPELLING.fullmatch(spelled)
    if not spelled or found is None:
        return None
    number = sum(_DIGITS.index(found[unit] or "零") * value for value, unit in _PLACES[:2])
    if found["tens"]:
        number += 10 * _DIGITS.index(found["十"] or "一")
    number += _DIGITS.index(found["ones"] or "零")
    return number if number and numeral(number) == spelled else None
