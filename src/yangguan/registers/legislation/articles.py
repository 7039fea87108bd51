"""The label of an article (第九条, 第十三条之一) and its place among the articles of a law."""

import re
from dataclasses import dataclass
from typing import Self

from yangguan.registers.legislation.numerals import number_of, numeral

NUMERAL = "[零〇一二三四五六七八九十百千]+|[0-9]{1,4}"
HIGHEST_INSERTED = 99
_LABEL = re.compile(rf"第({NUMERAL})条(?:之({NUMERAL}))?")


@dataclass(frozen=True, slots=True, order=True)
class ArticleNumber:
    """An article: `inserted` counts those that a later amendment put behind it (之一, 之二)."""

    number: int
    inserted: int = 0

    @classmethod
    def read(cls, label: str) -> Self | None:
        """第九条, 第9条, 第十三条之一; None for anything else."""
        found = _LABEL.fullmatch(label.strip())
        return cls.of(found[1], found[2]) if found else None

    @classmethod
    def of(cls, number: str, inserted: str | None = None) -> Self | None:
        """From its numerals; None when one of them is not a number."""
        main, more = number_of(number), number_of(inserted) if inserted else 0
        if main is None or more is None or more > HIGHEST_INSERTED:
            return None
        return cls(main, more)

    @property
    def label(self) -> str:
        after = f"之{numeral(self.inserted)}" if self.inserted else ""
        return f"第{numeral(self.number)}条{after}"

    @property
    def position(self) -> int:
        """The order of articles within a law as one number."""
        return self.number * (HIGHEST_INSERTED + 1) + self.inserted
