"""What is written and read again is the same: the item, its file, its publication."""

import json
from pathlib import Path

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from yangguan.registers.catalogue.content import EditionContent
from yangguan.registers.catalogue.interchange.file import parse
from yangguan.registers.catalogue.interchange.item import read_item
from yangguan.registers.catalogue.interchange.reader import plain_text
from yangguan.registers.catalogue.interchange.writer import write_item
from yangguan.registers.catalogue.tests.written_contents import ODD, base, contents

ITEMS = sorted((Path(settings.BASE_DIR) / "content/dunhuang/items").glob("*.json"))


def unit(name: str) -> str:
    """A register in which one unit is known, so that names of units matter."""
    return "11620982XNDH00265P" if "市场监督管理局" in name else ""


def read(document: object) -> EditionContent:
    parsed = parse(json.dumps(document, ensure_ascii=False).encode())
    reading = read_item(parsed.values, resolve_unit=unit)
    assert reading.faults == ()
    assert reading.content is not None
    return reading.content


@pytest.mark.parametrize("path", ITEMS, ids=lambda path: path.stem)
def test_an_item_of_the_city_is_the_same_after_it_was_written_and_read(path):
    content = read(json.loads(path.read_bytes()))

    assert read(write_item(content, state="1", version=3)) == content


@hypothesis_settings(max_examples=150, deadline=None)
@given(content=contents())
def test_any_item_is_the_same_after_it_was_written_and_read(content):
    assert read(write_item(content, state="1", version=1)) == content


def test_what_the_table_of_steps_can_tell_needs_no_graph():
    assert "PROCESS_NODE" not in write_item(base(), state="1", version=1)


def test_a_unit_that_the_register_learns_later_changes_nothing():
    content = read_item(json.loads(ITEMS[0].read_bytes()), resolve_unit=lambda _unit: "").content
    assert content is not None

    assert read(write_item(content, state="1", version=1)) == content


@given(text=st.one_of(st.text(), st.text(ODD + "&lt;gt#x3campbr/")))
def test_a_text_that_was_cleaned_is_clean(text):
    once = plain_text(text)

    assert plain_text(once) == once
