"""One byte string for one content (GB/T 32905-2016 for the digest)."""

import math

import pytest
from gmssl import func, sm3
from hypothesis import given
from hypothesis import strategies as st

from yangguan.foundation.documents.canonical import canonical_json, data_digest
from yangguan.foundation.documents.errors import NotCanonical

TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=12,
)


def test_keys_are_sorted_and_nothing_is_escaped_or_padded():
    assert canonical_json({"名": ("敦煌", 1), "a": None}).decode() == '{"a":null,"名":["敦煌",1]}'


def test_the_digest_is_the_sm3_that_another_program_computes():
    theirs = sm3.sm3_hash(func.bytes_to_list('{"a":"敦煌","b":1}'.encode()))

    assert data_digest({"b": 1, "a": "敦煌"}) == theirs


@given(st.dictionaries(TEXTS, VALUES, min_size=2))
def test_the_order_in_which_the_data_was_put_together_does_not_matter(data):
    backwards = dict(reversed(list(data.items())))

    assert data_digest(backwards) == data_digest(data)


@pytest.mark.parametrize(
    "value",
    [0.5, math.nan, b"bytes", {1: "key"}, {"deep": [{1}]}, "\ud800", {"\udfff": 1}],
)
def test_what_has_no_single_form_is_refused(value):
    with pytest.raises(NotCanonical):
        canonical_json({"field": value})
