"""
The state signs of the staff side (月相): a case waxes from new moon to full.

Each sign reads in grey, in print and aloud: the word always stands beside it.
"""

from dataclasses import dataclass
from enum import StrEnum


class Moon(StrEnum):
    DRAFT = "draft"  # 草稿: a dashed circle
    RECEIVED = "received"  # 收件: crescent, lit right
    CORRECTION = "correction"  # 补正, waits for the applicant: crescent, lit left
    ACCEPTED = "accepted"  # 受理: half
    REVIEW = "review"  # 审查: gibbous
    SPECIAL = "special"  # 特别程序: two bars
    EXTENDED = "extended"  # 延长: a sun with a broken ring
    GRANTED = "granted"  # 准予: full with a tick
    REFUSED = "refused"  # 不予: full with a cross
    CONCLUDED = "concluded"  # 办结: full
    DELIVERED = "delivered"  # 送达: full with a ring
    WITHDRAWN = "withdrawn"  # 撤回、终止: struck through
    ARCHIVED = "archived"  # 归档: a box


@dataclass(frozen=True, slots=True)
class Sign:
    """The drawing in a 20 × 20 box and the modifier of `.state` that colours it."""

    body: str
    modifier: str = ""


_RING = '<circle cx="10" cy="10" r="7.5" fill="none" stroke="currentColor" stroke-width="1.6"/>'
_FULL = '<circle cx="10" cy="10" r="7.5"/>'
_CUT = 'fill="none" stroke="#fff" stroke-width="1.8" stroke-linecap="round"'

SIGNS: dict[Moon, Sign] = {
    Moon.DRAFT: Sign(_RING.replace("/>", ' stroke-dasharray="3 2.2"/>'), "state--end"),
    Moon.RECEIVED: Sign(_RING + '<path d="M10 2.5A7.5 7.5 0 0 1 10 17.5A5 7.5 0 0 0 10 2.5z"/>'),
    Moon.CORRECTION: Sign(
        _RING + '<path d="M10 2.5A7.5 7.5 0 0 0 10 17.5A5 7.5 0 0 1 10 2.5z"/>', "state--hold"
    ),
    Moon.ACCEPTED: Sign(_RING + '<path d="M10 2.5A7.5 7.5 0 0 1 10 17.5z"/>'),
    Moon.REVIEW: Sign(_RING + '<path d="M10 2.5A7.5 7.5 0 0 1 10 17.5A4.5 7.5 0 0 1 10 2.5z"/>'),
    Moon.SPECIAL: Sign(
        _RING + '<path d="M6.8 6.2h2.2v7.6H6.8zM11 6.2h2.2v7.6H11z"/>', "state--hold"
    ),
    Moon.EXTENDED: Sign(
        '<circle cx="10" cy="10" r="5"/><circle cx="10" cy="10" r="8" fill="none"'
        ' stroke="currentColor" stroke-width="1.4" stroke-dasharray="3 1.8"/>',
        "state--hold",
    ),
    Moon.GRANTED: Sign(
        f'{_FULL}<path d="m6.4 10.3 2.6 2.6 4.7-5.2" {_CUT}/>',
        "state--ok",
    ),
    Moon.REFUSED: Sign(
        f'{_FULL}<path d="m7.2 7.2 5.6 5.6M12.8 7.2l-5.6 5.6" {_CUT}/>',
        "state--no",
    ),
    Moon.CONCLUDED: Sign(_FULL, "state--ok"),
    Moon.DELIVERED: Sign('<circle cx="10" cy="10" r="5"/>' + _RING, "state--ok"),
    Moon.WITHDRAWN: Sign(
        _RING + '<path d="M4.7 15.3 15.3 4.7" fill="none" stroke="currentColor"'
        ' stroke-width="1.6"/>',
        "state--end",
    ),
    Moon.ARCHIVED: Sign(
        '<path d="M3.5 4.5h13v3.5h-13zM4.7 9h10.6v7H4.7zM8 10.6h4v1.3H8z" fill-rule="evenodd"/>',
        "state--end",
    ),
}
