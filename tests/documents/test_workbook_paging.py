from __future__ import annotations

from desktop.documents.workbook.paging import Part, breaks, room

HEADED = [40.0]  # a row above the parts


def parts(*sizes: int, per_section: int = 1) -> list[Part]:
    return [Part(number, number, (number - 1) // per_section) for number, _ in enumerate(sizes, start=1)]


def test_what_fits_one_page_is_not_broken() -> None:
    assert breaks(parts(100, 100), [*HEADED, 100, 100], page=300) == []


def test_a_part_that_does_not_fit_begins_a_page_and_the_repeated_head_takes_room_there() -> None:
    sizes = (100, 100, 100, 100, 100)
    heights = [*HEADED, *map(float, sizes)]
    assert breaks(parts(*sizes), heights, page=300) == [3]
    assert breaks(parts(*sizes), heights, page=300, repeated=40) == [3, 5]


def test_a_section_rather_begins_a_page_than_is_cut_when_the_page_is_well_filled() -> None:
    sizes = (100, 100, 100, 100)
    assert breaks(parts(*sizes, per_section=2), [*HEADED, *map(float, sizes)], page=400) == [3]


def test_a_part_taller_than_a_page_goes_on_and_the_next_one_knows() -> None:
    assert breaks(parts(700, 100), [*HEADED, 700.0, 100.0], page=300) == []
    assert breaks(parts(700, 200), [*HEADED, 700.0, 200.0], page=300) == [2]


def test_wider_columns_are_printed_smaller_and_leave_room_for_more() -> None:
    assert room([150]) > room([100]) >= room([50])
