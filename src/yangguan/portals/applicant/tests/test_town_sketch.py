"""示意图: every town once, inside the picture, no name upon another."""

from hypothesis import given
from hypothesis import strategies as st

from yangguan.portals.applicant.town_sketch import LETTER, LINE, Box, Mark, sketch
from yangguan.registers.organisations.towns import PlaceOnSketch

# As `content/dunhuang/regions.json` has them.
DUNHUANG = [
    PlaceOnSketch("1", "沙州镇", 94.6616, 40.1421),
    PlaceOnSketch("2", "七里镇", 94.5880, 40.1050),
    PlaceOnSketch("3", "肃州镇", 94.6130, 40.1760),
    PlaceOnSketch("4", "莫高镇", 94.7560, 40.1490),
    PlaceOnSketch("5", "转渠口镇", 94.7280, 40.2480),
    PlaceOnSketch("6", "阳关镇", 94.0560, 39.9330),
    PlaceOnSketch("7", "月牙泉镇", 94.6950, 40.1080),
    PlaceOnSketch("8", "郭家堡镇", 94.6420, 40.2330),
    PlaceOnSketch("9", "黄渠镇", 94.5260, 40.2760),
]
PLACES = st.lists(
    st.builds(
        PlaceOnSketch,
        st.uuids().map(str),
        st.sampled_from(["沙州镇", "转渠口镇", "阳关镇"]),
        st.floats(92, 96),
        st.floats(39, 41),
    ),
    min_size=1,
    max_size=12,
)


def label_of(mark: Mark) -> Box:
    width = len(mark.name) * LETTER
    left = {"start": 0, "end": width, "middle": width // 2}[mark.anchor]
    top = mark.label_y - LETTER
    return Box(mark.label_x - left, top, mark.label_x - left + width, top + LINE)


def test_the_names_of_dunhuangs_towns_do_not_cover_each_other():
    drawn = sketch(DUNHUANG)
    labels = [label_of(mark) for mark in (*drawn.towns, *drawn.sights)]

    pairs = [(a, b) for place, a in enumerate(labels) for b in labels[place + 1 :]]
    assert not any(a.meets(b) for a, b in pairs)


@given(PLACES)
def test_every_place_is_inside_the_picture(places):
    drawn = sketch(places)

    assert [mark.code for mark in drawn.towns] == [place.code for place in places]
    for mark in drawn.towns:
        assert 0 <= mark.x <= drawn.width
        assert 0 <= mark.y <= drawn.height


@given(st.floats(-0.3, 0.3), st.floats(-0.3, 0.3))
def test_what_lies_north_is_above_and_what_lies_east_is_right(east, north):
    middle = PlaceOnSketch("m", "沙州镇", 94.66, 40.14)
    other = PlaceOnSketch("o", "莫高镇", 94.66 + east, 40.14 + north)

    here, there = sketch([middle, middle, other]).towns[1:]

    assert (there.x - here.x) * east >= -1
    assert (there.y - here.y) * north <= 1


def test_the_town_of_the_page_is_marked_alone():
    drawn = sketch(DUNHUANG, here="3")

    assert [mark.code for mark in drawn.towns if mark.is_here] == ["3"]


def test_without_places_there_is_no_sketch():
    assert sketch([]) is None
