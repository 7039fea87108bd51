"""
Message catalogues without GNU gettext: Babel does what Django's own commands call xgettext for.

    python deploy/messages.py update    collect the Chinese sentences into locale/en/…/django.po
    python deploy/messages.py compile   make the .mo file that Django reads
    python deploy/messages.py check     fail if a sentence has no English yet, or none asks for it
"""

import io
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

SOURCE = Path(__file__).resolve().parent.parent / "src"
CATALOGUE = SOURCE / "yangguan" / "locale" / "en" / "LC_MESSAGES" / "django.po"
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}


def collected() -> Catalog:
    """Every sentence of code and templates, with the places where it stands."""
    catalogue = Catalog(project="Yangguan", charset="utf-8", header_comment="")
    for path in sorted([*SOURCE.rglob("*.py"), *SOURCE.rglob("*.html"), *SOURCE.rglob("*.txt")]):
        if "tests" in path.parts or "migrations" in path.parts:
            continue
        place = path.relative_to(SOURCE).as_posix()
        for line, message, comments, context in _sentences(path):
            catalogue.add(
                message, locations=[(place, line)], auto_comments=comments, context=context
            )
    return catalogue


def _sentences(path: Path) -> Iterator[tuple[int, str | tuple[str, ...], list[str], str | None]]:
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        method = "python"
    else:
        # Turns the tags of a template into calls and all else into noise; Babel's reader of
        # JavaScript, unlike that of Python, takes no offence at noise.
        text, method = templatize(text, origin=str(path)), "javascript"
    # extract() also yields strings that are empty: they would replace the catalogue's header.
    for line, message, comments, context in extract(
        method, io.BytesIO(text.encode()), KEYWORDS, options={"encoding": "utf-8"}
    ):
        if message:
            yield line, message, comments, context


def update() -> int:
    if CATALOGUE.exists():
        with CATALOGUE.open("rb") as file:
            catalogue = read_po(file, locale="en")
    else:
        CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
        catalogue = Catalog(
            locale="en", project="Yangguan", header_comment="# English sentences.", fuzzy=False
        )
    created = catalogue.creation_date
    # No guesses from similar sentences: a wrong English sentence is worse than a Chinese one.
    catalogue.update(collected(), no_fuzzy_matching=True, update_header_comment=False)
    catalogue.obsolete.clear()
    # Otherwise every run would change the file, whether a sentence changed or not.
    catalogue.creation_date = created
    with CATALOGUE.open("wb") as file:
        write_po(file, catalogue, width=100, omit_header=False, include_lineno=False)
    return _tell(catalogue)


def compile_all() -> int:
    for path in sorted(SOURCE.rglob("locale/*/LC_MESSAGES/*.po")):
        with path.open("rb") as file:
            catalogue = read_po(file, locale=path.parent.parent.name)
        with path.with_suffix(".mo").open("wb") as file:
            write_mo(file, catalogue)
    return 0


def check() -> int:
    if not CATALOGUE.exists():
        sys.stderr.write(f"missing: {CATALOGUE}\n")
        return 1
    with CATALOGUE.open("rb") as file:
        kept = [message for message in read_po(file, locale="en") if message.id]
    told = {(message.id, message.context) for message in kept if all_told(message)}
    asked = {(m.id, m.context): m for m in collected() if m.id}
    lacking = [message for key, message in asked.items() if key not in told]
    unused = [message for message in kept if (message.id, message.context) not in asked]
    for message in lacking:
        sys.stderr.write(f"no English: {message.id!r} ({message.locations[0][0]})\n")
    for message in unused:
        sys.stderr.write(f"no longer used, run update: {message.id!r}\n")
    return 1 if lacking or unused else 0


def all_told(message: object) -> bool:
    """Whether a message has its translation, in the plural also all of its forms."""
    told = getattr(message, "string", "")
    return all(told) if isinstance(told, (tuple, list)) else bool(told)


def _tell(catalogue: Catalog) -> int:
    lacking = sum(1 for message in catalogue if message.id and not all_told(message))
    sys.stdout.write(f"{CATALOGUE}: {len(catalogue)} sentences, {lacking} without English\n")
    return 0


def main() -> int:
    settings.configure(USE_I18N=True)
    actions = {"update": update, "compile": compile_all, "check": check}
    if len(sys.argv) != 2 or sys.argv[1] not in actions:
        sys.stderr.write(f"usage: messages.py {'|'.join(actions)}\n")
        return 2
    return actions[sys.argv[1]]()


if __name__ == "__main__":
    sys.exit(main())
