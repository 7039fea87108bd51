"""联办时限: side by side the longest counts, one after the other they add up."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from yangguan.registers.catalogue.content import Limit, LimitUnit
from yangguan.registers.packages.limits import merged_limits
from yangguan.registers.packages.tests import builders as b

DAYS = st.lists(st.integers(0, 60), min_size=1, max_size=5)


def items(days):
    return [b.item(f"事项{n}", promised_limit=Limit(days=each)) for n, each in enumerate(days)]


@given(DAYS)
def test_side_by_side_the_longest_counts(days):
    assert merged_limits(items(days)).promised.days == max(days)


@given(DAYS)
def test_in_a_row_they_add_up(days):
    contents = items(days)
    after = {later.task_code: [earlier.task_code] for earlier, later in pairwise(contents)}

    joint = merged_limits(contents, after=after)

    assert joint.promised.days == sum(days) == joint.one_by_one.days
    assert joint.path == tuple(content.name for content in contents)


@given(DAYS, st.data())
def test_never_shorter_than_the_longest_nor_longer_than_one_by_one(days, data):
    contents = items(days)
    after = {
        content.task_code: data.draw(
            st.lists(st.sampled_from([each.task_code for each in contents[:place]]), unique=True)
            if place
            else st.just([])
        )
        for place, content in enumerate(contents)
    }

    joint = merged_limits(contents, after=after)

    assert max(days) <= joint.promised.days <= sum(days)


def test_an_item_waits_for_the_licence_that_it_asks_for():
    first = b.item("登记", results=(b.licence("营业执照"),), promised_limit=Limit(days=3))
    second = b.item("许可", materials=(b.material("营业执照"),), promised_limit=Limit(days=7))
    third = b.item("招牌", promised_limit=Limit(days=8))

    joint = merged_limits([first, second, third])

    assert joint.promised == Limit(days=10)
    assert joint.path == ("登记", "许可")


def test_units_are_added_in_natural_days():
    natural = Limit(days=3, unit=LimitUnit.NATURAL_DAYS)
    contents = [b.item("甲", promised_limit=Limit(days=5)), b.item("乙", promised_limit=natural)]

    joint = merged_limits(contents, after={"code-乙": ["code-甲"]})

    assert joint.promised == Limit(days=10, unit=LimitUnit.NATURAL_DAYS)


def test_nothing_takes_no_time():
    assert merged_limits([]).promised == Limit(days=0)
