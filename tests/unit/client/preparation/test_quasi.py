"""`client.preparation.quasi`: which texts say what of a person, and how few share it."""

from __future__ import annotations

import pytest

from client.preparation.quasi import attributes_of, rarity


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A 47-year-old man was seen.", {"age": {"45-49"}, "sex": {"m"}}),
        ("she was 32 years old in 1987", {"age": {"30-34"}, "sex": {"f"}, "year": {"1987"}}),
        ("Aged 8, from New Mexico.", {"age": {"5-9"}, "region": {"New Mexico"}}),
        ("患者女性，63岁，四川人", {"age": {"60-64"}, "sex": {"f"}, "region": {"四川"}}),
        ("年龄：45，男，2019年入院", {"age": {"45-49"}, "sex": {"m"}, "year": {"2019"}}),
        ("West Virginia", {"region": {"West Virginia"}}),
        ("Nothing of the kind, 12.5 mg, room 120, 32 patients, 31987.", {}),
        ("He told his wife and she told her mother", {"sex": {"f"}}),
        ("he and she", {}),
        ("", {}),
    ],
)
def test_what_a_text_says(text: str, expected: dict[str, set[str]]) -> None:
    assert attributes_of(text) == expected


def test_units_that_say_the_same_are_counted_together() -> None:
    texts = [(f"p{n}", "A woman of Ohio, aged 41.") for n in range(4)]
    texts += [("q", "A man of Ohio."), ("r", "nothing")]
    found = rarity(texts)
    assert (found.units, found.silent) == (6, 1)
    assert found.below == {2: 1, 3: 1, 5: 5, 10: 5}
    assert dict(found.by_attributes) == {
        ("age", "sex", "region"): (4, 0),
        ("sex", "region"): (1, 1),
    }
    assert found.rarest[0] == ({"sex": "m", "region": "Ohio"}, 1)


def test_a_units_texts_are_taken_together_in_any_order() -> None:
    texts = [("p", "in 1987"), ("q", "in 1987, in Utah"), ("p", "of Utah"), ("p", "in 1987")]
    found = rarity(texts)
    assert found.units == 2 and found.rarest == (({"region": "Utah", "year": "1987"}, 2),)
    assert rarity(reversed(texts)) == found


def test_no_text_gives_nothing() -> None:
    found = rarity([])
    assert (found.units, found.silent, found.rarest) == (0, 0, ())
    assert set(found.below.values()) == {0}
