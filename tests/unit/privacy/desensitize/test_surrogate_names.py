"""Parts of names, the names by which persons are one, and what takes the parts' place."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from privacy.desensitize.lexicon import surrogate_names_en as english
from privacy.desensitize.lexicon import surrogate_names_zh as chinese
from privacy.desensitize.surrogates.draw import Draw, derive
from privacy.desensitize.surrogates.names import canonical, drawn, parts_of

PRF = derive(bytes(range(32)), "surrogates")
SEEDS = st.text("abcdef", max_size=8)
SHORT = {"given": "g", "surname": "s", "initial": "i", "han surname": "hs", "han given": "hg",
         "han foreign": "hf"}  # fmt: skip


def draw(seed: str, attempt: int = 0) -> Draw:
    return Draw(PRF, "person", seed, attempt)


# A name and its parts, with their roles.
PARTS = """
John Smith | g John, s Smith
SMITH, John | s SMITH, g John
Smith, John A. | s Smith, g John, i A
John A. Smith | g John, i A, s Smith
J. Smith | i J, s Smith
J.R. Smith | i J, i R, s Smith
Smith | s Smith
Dr. Mary O'Brien-Jones | g Mary, s O'Brien-Jones
Mr. John Smith Jr. | g John, s Smith
John Smith III | g John, s Smith
John Smith, MD | g John, s Smith
John Smith, Jr. | g John, s Smith
MR JOHN SMITH | g JOHN, s SMITH
Ludwig van Beethoven | g Ludwig, s Beethoven
van der Berg, Jan | s Berg, g Jan
Garcia Marquez, Gabriel | s Garcia, s Marquez, g Gabriel
VAN DER BERG, JAN | s BERG, g JAN
De Niro | s Niro
Anh Le | g Anh, s Le
Le, Anh | s Le, g Anh
Jean DU Pont | g Jean, g DU, s Pont
Dr. Du | s Du
Jean-Luc Müller | g Jean-Luc, s Müller
Miss | s Miss
Анна Каренина | g Анна, s Каренина
王小明 | hs 王, hg 小明
王明 | hs 王, hg 明
王 | hs 王
王 小明 | hs 王, hg 小明
欧阳娜娜 | hs 欧阳, hg 娜娜
欧阳明 | hs 欧阳, hg 明
欧阳 | hs 欧阳
司马相如 | hs 司马, hg 相如
玛丽·史密斯 | hf 玛丽, hf 史密斯
阿卜杜拉・买买提 | hf 阿卜杜拉, hf 买买提
王·X | hf 王, i X
王Amy | hs 王, g Amy
"""


@pytest.mark.parametrize("line", PARTS.strip().splitlines())
def test_parts(line: str) -> None:
    text, expected = line.split(" | ")
    parts = parts_of(text)
    assert ", ".join(f"{SHORT[p.role]} {p.text}" for p in parts) == expected
    for part in parts:
        assert text[part.start : part.end] == part.text


SAME = [
    ("John Smith", "SMITH, John", "Mr. John Smith", "JOHN SMITH", "john smith", "Smith, John, MD"),
    ("John A. Smith", "Smith, John A"),
    ("Jan van der Berg", "van der Berg, Jan", "VAN DER BERG, JAN"),
    ("Gabriel Garcia Marquez", "Garcia Marquez, Gabriel"),
    ("王小明", "王 小明"),
    ("Ｊｏｈｎ Smith", "John Smith"),
]
OTHERS = [("John Smith", "Smith John"), ("John Smith", "J. Smith"), ("王小明", "小明王")]


@pytest.mark.parametrize("names", SAME)
def test_one_person_however_written(names: tuple[str, ...]) -> None:
    assert len({canonical(parts_of(name)) for name in names}) == 1


@pytest.mark.parametrize(("one", "two"), OTHERS)
def test_other_names_are_others(one: str, two: str) -> None:
    assert canonical(parts_of(one)) != canonical(parts_of(two))


ENGLISH = {
    "given": {a + b for a in english.GIVEN_STEMS for b in english.GIVEN_ENDINGS},
    "surname": {a + b for a in english.STEMS for b in english.SURNAME_ENDINGS},
}


@given(SEEDS)
def test_english_parts_are_words_that_nobody_is_called(seed: str) -> None:
    given_name, surname = parts_of("John Smith")
    assert drawn(given_name, draw(seed)) in ENGLISH["given"]
    assert drawn(surname, draw(seed)) in ENGLISH["surname"]
    initial = parts_of("J. Smith")[0]
    assert re.fullmatch("[A-Z]", drawn(initial, draw(seed)))


@given(SEEDS)
def test_case_stays(seed: str) -> None:
    for text in ("JOHN SMITH", "john smith"):
        for part in parts_of(text):
            new = drawn(part, draw(seed))
            assert (new.isupper(), new.islower()) == (text.isupper(), text.islower())
    assert drawn(parts_of("J. Smith")[0], draw(seed)).isupper()


@given(SEEDS)
def test_chinese_parts(seed: str) -> None:
    made = [drawn(part, draw(seed)) for part in parts_of("王小明")]
    assert made[0] in chinese.SURNAMES
    assert len(made[1]) == 2
    assert set(made[1]) <= set(chinese.GIVEN)
    made = [drawn(part, draw(seed)) for part in parts_of("欧阳娜娜")]
    assert made[0] in chinese.COMPOUND_SURNAMES
    assert len(made[1]) == 2
    syllables = set(chinese.FIRST_SYLLABLES + chinese.LAST_SYLLABLES)
    for part in parts_of("玛丽·史密斯"):
        new = drawn(part, draw(seed))
        assert len(new) == len(part.text)
        assert set(new) <= syllables


@given(SEEDS)
def test_other_scripts_get_letters(seed: str) -> None:
    for part in parts_of("Анна Каренина"):
        new = drawn(part, draw(seed))
        assert re.fullmatch("[A-Z][a-z]+", new)
        assert len(new) == len(part.text)


@given(st.text(max_size=40), SEEDS)
def test_arbitrary_text_has_disjoint_parts_in_order(text: str, seed: str) -> None:
    last = 0
    parts = parts_of(text)
    for part in parts:
        assert last <= part.start < part.end <= len(text)
        last = part.end
        assert drawn(part, draw(seed))
    canonical(parts)


@given(st.text(st.characters(categories=["Lu", "Ll", "Lo"]), min_size=1, max_size=12))
def test_a_word_is_never_without_parts(text: str) -> None:
    """What was found as a name and has no part would stay as it is."""
    assert parts_of(text)


@given(st.lists(st.sampled_from(["Dr", "van", "De", "Le", "Smith", "J", "Jr", ",", "III"]),
                min_size=1, max_size=6))  # fmt: skip
def test_of_words_one_at_least_is_the_persons_own(words: list[str]) -> None:
    assert bool(parts_of(" ".join(words))) == any(word != "," for word in words)
