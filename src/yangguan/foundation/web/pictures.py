"""Icons and illustrations: SVG files of the static folder, read once, inlined into pages."""

import re
from functools import cache
from pathlib import Path

from django.utils.safestring import SafeString, mark_safe

SVG_DIR = Path(__file__).parent / "static" / "web" / "svg"

_OUTER = re.compile(r"<svg[^>]*?viewBox=\"(?P<box>[^\"]+)\"[^>]*>(?P<body>.*)</svg>", re.DOTALL)
_NAME = re.compile(r"[a-z][a-z-]*")
_SIZES = {"": "icon", "s": "icon icon--s", "l": "icon icon--l"}


class UnknownPicture(LookupError):
    """A template asks for a picture that is not in the folder; the message names it."""


def icon(name: str, *, size: str = "") -> SafeString:
    """
    The icon as an inline `<svg>`, hidden from screen readers: a word stands beside it.

    `size` is empty, `s` or `l`. Raises `UnknownPicture`.
    """
    return _icon(name, size)


@cache
def _icon(name: str, size: str) -> SafeString:
    box, body = _parts(SVG_DIR / "icons", name)
    html = f'<svg class="{_SIZES[size]}" viewBox="{box}" aria-hidden="true">{body}</svg>'
    return mark_safe(html)  # noqa: S308  # our own files


@cache
def drawing(name: str) -> SafeString:
    """A drawing that must take the page's colours (the logo), inline. Raises `UnknownPicture`."""
    box, body = _parts(SVG_DIR, name)
    return mark_safe(f'<svg viewBox="{box}" aria-hidden="true">{body}</svg>')  # noqa: S308  # our own


@cache
def picture_size(name: str) -> tuple[int, int]:
    """Width and height of an illustration, so that the page does not jump when it arrives."""
    box, _ = _parts(SVG_DIR, name)
    _, _, width, height = box.split()
    return int(float(width)), int(float(height))


def icon_names() -> list[str]:
    return sorted(path.stem for path in (SVG_DIR / "icons").glob("*.svg"))


def _parts(folder: Path, name: str) -> tuple[str, str]:
    path = folder / f"{name}.svg"
    if not _NAME.fullmatch(name) or not path.is_file():
        raise UnknownPicture(f"no picture {name!r} in {folder}")
    match = _OUTER.search(path.read_text(encoding="utf-8"))
    if match is None:
        raise UnknownPicture(f"{path} is not an SVG with a viewBox")
    return match["box"], match["body"].strip()
