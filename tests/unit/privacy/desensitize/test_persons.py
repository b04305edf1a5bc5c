"""The persons of a document: mentions by parts, questions apart, thousands of them."""

from __future__ import annotations

import time

from hypothesis import given
from hypothesis import strategies as st

from privacy.desensitize.issued import Issued
from privacy.desensitize.surrogates.draw import Mint
from privacy.desensitize.surrogates.names import parts_of
from privacy.desensitize.surrogates.persons import Persons, _Person

KEY = b"k" * 32
WORDS = (
    "Anna",
    "Ann",
    "A.",
    "Smith",
    "SMITH",
    "smith",
    "Li",
    "van",
    "王",
    "小明",
    "王小明",
    "J",
    "7",
)
names = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join)


class Naive(Persons):
    """Looks at everybody, in order."""

    def __init__(self, mint: Mint, before: Persons | None = None) -> None:
        super().__init__(mint, before)
        self.everybody: list[_Person] = []

    def _add(self, person: _Person) -> None:
        self.everybody.append(person)

    def _find(self, parts: object) -> _Person | None:
        for person in self.everybody:
            if all(person.part(part) is not None for part in parts):  # type: ignore[attr-defined]
                return person
        return None


@given(st.lists(names, max_size=6), st.lists(names, max_size=6))
def test_whom_a_mention_means(named: list[str], asked: list[str]) -> None:
    one, other = Persons(Mint(KEY, Issued())), Naive(Mint(KEY, Issued()))
    for persons in (one, other):
        persons.register(named)
    assert [one.replaced(n) for n in named + asked] == [other.replaced(n) for n in named + asked]
    apart = one.copy()
    apart.register(asked)
    other.register(asked)
    assert [apart.replaced(n) for n in asked] == [other.replaced(n) for n in asked]


def test_a_question_adds_nobody_to_the_context() -> None:
    persons = Persons(Mint(KEY, Issued()))
    persons.register(["Wilma Ostrander"])
    before = persons.replaced("Smith")
    apart = persons.copy()
    apart.register(["John Smith"])
    assert apart.replaced("Ostrander") == persons.replaced("Ostrander")
    assert apart.replaced("Smith") != before == persons.replaced("Smith")


@given(st.text(max_size=30))
def test_any_name(name: str) -> None:
    persons = Persons(Mint(KEY, Issued()))
    persons.register([name])
    made = persons.replaced(name)
    assert (made is None) == (not parts_of(name))
    assert persons.replaced(name) == made


def test_thousands_of_one_family() -> None:
    persons = Persons(Mint(KEY, Issued()))
    family = [f"{''.join('abcdefghij'[int(d)] for d in f'{n:05d}')} Smith" for n in range(20_000)]
    start = time.process_time()
    persons.register(family)
    assert len({persons.replaced(name) for name in family}) == len(family)
    assert time.process_time() - start < 60
