"""What is remembered about a value goes by which object it is."""

from __future__ import annotations

from desktop.model.remembered import remembered


def test_the_same_object_is_looked_at_once_and_an_equal_one_again() -> None:
    seen: list[tuple[str, ...]] = []

    @remembered
    def length(items: tuple[str, ...]) -> int:
        seen.append(items)
        return len(items)

    one, equal = tuple("ab"), tuple("ab")
    assert [length(one), length(one), length(equal)] == [2, 2, 2]
    assert len(seen) == 2
    assert seen[0] is one
    assert seen[1] is equal


def test_many_values_do_not_pile_up_and_are_still_answered_right() -> None:
    @remembered
    def doubled(items: list[int], *, more: int) -> int:
        return 2 * items[0] + more

    values = [[number] for number in range(100)]
    for _ in range(2):
        assert [doubled(value, more=1) for value in values] == [2 * number + 1 for number in range(100)]
