"""
Reading citations: 《娱乐场所管理条例》第七条、第九条第三款；《行政许可法》第四十二条.

Words between them are passed over; what cannot be read as a law is not a citation.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from yangguan.registers.legislation.articles import NUMERAL, ArticleNumber
from yangguan.registers.legislation.names import document_key, law_key, short_word, tidy
from yangguan.registers.legislation.numerals import number_of, numeral

# 第一条至第九百条 would not be a citation but a whole code.
LONGEST_RANGE = 100
_PARAGRAPH = rf"第(?:{NUMERAL})款"
_ITEM = rf"第?（(?:{NUMERAL})）项?|第(?:{NUMERAL})项"
_TOKEN = re.compile(
    r"《(?P<law>[^《》]+(?:《[^《》]*》[^《》]*)*)》"
    r"|(?P<paper>[一-鿿]{1,12}〔[0-9]{4}〕(?:第)?[0-9]+号)"
    rf"|(?P<to>至|到|—|-|～)?第(?P<article>{NUMERAL})条(?:之(?P<inserted>{NUMERAL}))?"
    rf"(?P<part>(?:{_PARAGRAPH})?(?:{_ITEM})?)"
    rf"|(?P<further>(?:{_PARAGRAPH})(?:{_ITEM})?|第（?(?:{NUMERAL})）?项)"
)
_PLACE = re.compile(rf"第?（?({NUMERAL})）?(款|项)?")
_JOINING = re.compile(r"^(?:以及|根据|依据|按照|依照|和|及|与|或)")


@dataclass(frozen=True, slots=True)
class Citation:
    """
    One article that a text rests on.

    `law`: the name as written, or the number of the paper; `article` None: the law as a whole;
    `part`: 第三款第二项, empty for the whole article.
    """

    law: str
    article: ArticleNumber | None = None
    part: str = ""

    @property
    def key(self) -> str:
        """The key of the law, or the number of the paper that it was cited by."""
        return document_key(self.law) if self.is_by_number else law_key(self.law)

    @property
    def is_by_number(self) -> bool:
        """Whether it names the paper (农经发〔2019〕6号) and not the law."""
        number = document_key(self.law)
        return bool(number) and number == law_key(self.law).replace("〕第", "〕")

    @property
    def words(self) -> str:
        """《行政许可法》第四十二条第一款."""
        name = self.law if self.is_by_number else f"《{self.law}》"
        return f"{name}{self.article.label if self.article else ''}{self.part}"


def read_citations(text: str) -> tuple[Citation, ...]:
    """Every citation of a text in its order, each once."""
    return tuple(dict.fromkeys(_Reader().read(tidy(text))))


class _Reader:
    """Goes through the tokens; remembers the law, article and paragraph that it is in."""

    def __init__(self) -> None:
        self._laws: list[str] = []
        self._law = ""
        self._article: ArticleNumber | None = None
        self._paragraph = ""
        self._is_told = True  # whether the law in hand has led to a citation
        self._ends_in_name = False

    def read(self, text: str) -> Iterator[Citation]:
        end = 0
        for token in _TOKEN.finditer(text):
            between, end = text[end : token.start()], token.end()
            if token["paper"] and self._ends_in_name and between in {"（", ""}:
                continue  # 《…的通知》（国卫规划发〔2013〕57号）: the number of the same paper
            self._ends_in_name = bool(token["law"])
            if token["law"] or token["paper"]:
                yield from self._whole_law()
                self._begin(token["law"] or _JOINING.sub("", token["paper"]))
            elif token["article"]:
                yield from self._articles(token)
            else:
                yield from self._further(token["further"])
        yield from self._whole_law()

    def _whole_law(self) -> Iterator[Citation]:
        if not self._is_told:
            self._is_told = True
            yield Citation(self._law)

    def _begin(self, name: str) -> None:
        self._law, self._article, self._paragraph = name, None, ""
        if short := short_word(name):
            named = [law for law in self._laws if law_key(law).endswith(short)]
            # 《条例》 after 《娱乐场所管理条例》 is that one, cited already.
            self._law = named[-1] if named else name
            self._is_told = bool(named)
        else:
            self._laws.append(name)
            self._is_told = False

    def _articles(self, token: "re.Match[str]") -> Iterator[Citation]:
        article = ArticleNumber.of(token["article"], token["inserted"])
        if not self._law or article is None:
            return
        if token["to"] and self._article is not None:
            yield from self._between(self._article, article)
        paragraph, part = _part(token["part"])
        self._article, self._paragraph, self._is_told = article, paragraph, True
        yield Citation(self._law, article, part)

    def _between(self, first: ArticleNumber, last: ArticleNumber) -> Iterator[Citation]:
        if last.number - first.number <= LONGEST_RANGE:
            for number in range(first.number + 1, last.number):
                yield Citation(self._law, ArticleNumber(number))

    def _further(self, words: str) -> Iterator[Citation]:
        """第二款, 第三项 of the article that was named last."""
        if self._article is None:
            return
        paragraph, part = _part(words)
        if not paragraph:
            part = f"{self._paragraph}{part}"
        else:
            self._paragraph = paragraph
        yield Citation(self._law, self._article, part)


def _part(words: str) -> tuple[str, str]:
    """第一款第（三）项 → its paragraph 第一款, and 第一款第三项."""
    paragraph = item = ""
    for number, kind in _PLACE.findall(words):
        value = number_of(number)
        if value is None:
            continue
        if kind == "款":
            paragraph = f"第{numeral(value)}款"
        else:
            item = f"第{numeral(value)}项"
    return paragraph, f"{paragraph}{item}"
