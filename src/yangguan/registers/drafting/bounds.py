"""How long the texts around a draft may be, in characters."""

LONGEST_REASON = 500
LONGEST_REMARK = 1_000
LONGEST_PLACE = 120
LONGEST_ABOUT = 300
