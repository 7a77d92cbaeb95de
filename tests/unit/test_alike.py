"""Names that may be those of one, and names that are not, however near."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.alike import alike, fold_name, name_blocks

ALIKE = (
    ("Konstantinovka", "Kostiantynivka", "transliteration"),
    ("Lipovoy", "Lipovye", "transliteration"),
    ("V. Lipovoy", "Viktor Lipovoi", "initials"),
    ("Volodymyr Zelenskyy", "Володимир Зеленський", "spelling"),
    ("Aleksandr Orlov", "Alexandr Orlov", "spelling"),
    ("Sergei Dolgikh", "Sergey Dolgih", "spelling"),
    ("Mohammed Hassan", "Muhammad Hasan", "transliteration"),
    ("Yevgeny Kravchuk", "Evgeniy Kravchuk", "spelling"),
    ("Tchernov", "Chernov", "spelling"),
    ("Kharkiv", "Kharkov", "transliteration"),
    ("José Muñoz", "Jose Munoz", "spelling"),
    ("Anders Ødegård", "Anders Odegard", "spelling"),
    ("Anna Maria Holm", "Anna Holm", "short form"),
    ("Holm Anna", "Anna Holm", "order"),
    ("United Harbour Workers", "UHW", "initials"),
    ("U.N.", "United Nations", "initials"),
    ("Kim Dae-jung", "Kim Dae Jung", "spelling"),
)
APART = (
    ("Ivan Petrov", "Igor Petrov"),
    ("Petrov", "Petrova"),
    ("Novosky", "Novoskaya"),
    ("Anna Smith", "Adam Smith"),
    ("Torsk", "Tomsk"),
    ("Marin", "Moran"),
    ("Carl Holm Jr.", "Carl Holm Sr."),
    ("a spokesman", "a spokeswoman"),
    ("a spokesman", "a spokesman"),
    ("John Kerry", "John Perry"),
    ("Bank of Korea", "Bank of Kenya"),
    ("Ministry of Defence", "Ministry of Finance"),
    ("North Harbour Council", "South Harbour Council"),
    ("Kramatorsk", "Pokrovsk"),
    ("Sumy", "Samara"),
    ("Anna Holm", "Holm"),
    ("", "Holm"),
)


@pytest.mark.parametrize(("one", "other", "why"), ALIKE)
def test_names_of_one_are_alike(one: str, other: str, why: str) -> None:
    """They are alike in what the table says, and share a block, so that they are compared at all."""
    first, second = fold_name(one), fold_name(other)

    found = alike(first, second)

    assert found is not None
    assert why == found[0]
    assert 0 < found[1] <= 1
    assert name_blocks(first) & name_blocks(second)


@pytest.mark.parametrize(("one", "other"), APART)
def test_names_of_two_are_not(one: str, other: str) -> None:
    """However near they are."""
    assert alike(fold_name(one), fold_name(other)) is None


@given(st.text(max_size=40), st.text(max_size=40))
def test_likeness_goes_both_ways_and_within_blocks(one: str, other: str) -> None:
    """For any two texts: the order does not matter, and names that are alike are never left uncompared."""
    found = [alike(first, second) for first, second in permutations((fold_name(one), fold_name(other)))]

    assert found[0] == found[1]
    assert found[0] is None or name_blocks(fold_name(one)) & name_blocks(fold_name(other))
