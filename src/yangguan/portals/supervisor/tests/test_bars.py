"""The bar of a department: every light that has a case is seen, and none beyond the width."""

from hypothesis import given
from hypothesis import strategies as st

from yangguan.oversight.supervision.queries import Light
from yangguan.portals.supervisor.bars import LEAST, WIDTH, bar_of

COUNTS = st.tuples(*(st.integers(0, 30_000) for _ in Light))


@given(COUNTS)
def test_parts_fit_the_width_and_none_vanishes(numbers):
    counts = list(zip(Light, numbers, strict=True))

    bar = bar_of(counts, largest=sum(numbers))

    assert {part.light for part in bar.parts} == {light for light, count in counts if count}
    assert all(float(part.width) >= LEAST for part in bar.parts)
    assert all(float(part.x) + float(part.width) <= WIDTH + 0.2 for part in bar.parts)
