"""How long somebody counts as being in a draft."""

from datetime import timedelta

# A page tells every 20 s that it is still open; after two missed calls somebody has left.
GONE_AFTER = timedelta(seconds=60)
