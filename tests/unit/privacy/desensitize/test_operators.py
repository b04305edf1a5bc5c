"""What takes the place of findings: every operator, over arbitrary texts and findings."""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Iterable, Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from privacy.desensitize.document import Desensitizer
from privacy.desensitize.findings import Finding, Strength
from privacy.desensitize.issued import Issued
from privacy.desensitize.kinds import DATES, IN_CHINESE, Kind, Operator
from privacy.desensitize.operators import MASK, Actions
from privacy.desensitize.recognizer import Recognizer
from privacy.desensitize.surrogates.shape import has_content

KEY, OTHER = bytes(range(32)), bytes(range(1, 33))
PERSON = re.compile(r"Mary Jones|JONES, Mary|M\. Jones|Mary|Jones|王建国|李娜|王(?=医生)")


def persons(text: str) -> Iterable[Finding]:
    for found in PERSON.finditer(text):
        yield Finding(Kind.PERSON, *found.span(), Strength.CUED)


def spans(kind: Kind, *texts: str) -> Any:
    """A detector of these texts."""
    pattern = re.compile("|".join(re.escape(text) for text in texts))

    def detect(text: str) -> Iterable[Finding]:
        for found in pattern.finditer(text):
            yield Finding(kind, *found.span())

    return detect


def replaced(
    text: str,
    detectors: Sequence[Any],
    choice: dict[Kind, Operator] | None = None,
    *,
    key: bytes = KEY,
    unit: str = "unit",
    questions: Sequence[str] = (),
) -> Any:
    made = Desensitizer(Recognizer(detectors), Actions(key, Issued(), choice))
    document = made.document(text, unit)
    if not questions:
        return document.context.text
    return document.context.text, [document.question(question).text for question in questions]


def test_mentions_of_a_person_follow_the_whole_name() -> None:
    context, (question, initial) = replaced(
        "Mary Jones rang. JONES, Mary is her file. Mary waits; M. Jones signed.",
        [persons],
        questions=["When did Jones ring?", "Did M. Jones sign?"],
    )
    found = re.fullmatch(
        r"(\w+) (\w+) rang\. (\w+), (\w+) is her file\. (\w+) waits; (\w)\. (\w+) signed\.", context
    )
    assert found is not None
    given_name, surname, capital, *others = found.groups()
    assert (capital, *others) == (
        surname.upper(), given_name, given_name, given_name[0], surname
    )  # fmt: skip
    assert question == f"When did {surname} ring?"
    assert initial == f"Did {given_name[0]}. {surname} sign?"
    assert not {"Mary", "Jones"} & {given_name, surname}


def test_a_chinese_surname_follows_the_whole_name() -> None:
    text = replaced("王建国入院，王医生主诊。", [persons])
    found = re.fullmatch(r"(..?)(..)入院，(..?)医生主诊。", text)
    assert found is not None and found[1] == found[3] and "王" not in text
    assert "建国" not in text


def test_a_question_does_not_change_what_another_one_becomes() -> None:
    made = Desensitizer(Recognizer([persons]), Actions(KEY, Issued()))
    one = made.document("The ward was quiet.", "unit")
    alone = one.question("Is Jones in?").text
    other = made.document("The ward was quiet.", "unit")
    other.question("Where is Mary Jones?")
    assert other.question("Is Jones in?").text == alone


def test_the_same_person_is_the_same_at_one_owner_and_another_at_the_next() -> None:
    actions = Desensitizer(Recognizer([persons]), Actions(KEY, Issued()))
    first = actions.document("Mary Jones came.", "a").context.text
    second = actions.document("On Monday Mary Jones left.", "b").context.text
    assert first.removesuffix(" came.") == second.removeprefix("On Monday ").removesuffix(" left.")
    assert replaced("Mary Jones came.", [persons]) == first
    assert replaced("Mary Jones came.", [persons], key=OTHER) != first


def test_dates_of_a_unit_move_together() -> None:
    dates = spans(Kind.DATE, "2021-03-04", "2021-03-14", "some day")
    text = "From 2021-03-04 to 2021-03-14, or some day."
    one = replaced(text, [dates])
    found = re.fullmatch(r"From (\S+) to (\S+), or \[DATE\]\.", one)
    assert found is not None
    from datetime import date

    first, last = map(date.fromisoformat, found.groups())
    assert (last - first).days == 10 and first != date(2021, 3, 4)
    assert abs((first - date(2021, 3, 4)).days) <= 182
    assert replaced(text, [dates], unit="other") != one


def test_days_are_hmac_of_the_unit() -> None:
    """A second implementation of the derivation, with the standard library."""
    root = hmac.digest(KEY, b"discreet desensitize 1 shift", hashlib.sha256)
    actions = Actions(KEY, Issued())
    seen = set()
    for number in range(400):
        unit = f"unit {number}"
        drawn = int.from_bytes(hmac.digest(root, unit.encode(), "sha256"), "big") % 364 - 182
        assert actions.days(unit) == (drawn + 1 if drawn >= 0 else drawn)
        seen.add(actions.days(unit))
    assert 0 not in seen and min(seen) >= -182 and max(seen) <= 182


@pytest.mark.parametrize(
    ("operator", "becomes"),
    [
        (Operator.MASK, f"Call {MASK} now"),
        (Operator.REDACT, "Call [PHONE] now"),
        (Operator.KEEP, "Call 415-867-5309 now"),
    ],
)
def test_fixed_operators(operator: Operator, becomes: str) -> None:
    phone = spans(Kind.PHONE, "415-867-5309")
    assert replaced("Call 415-867-5309 now", [phone], {Kind.PHONE: operator}) == becomes


def test_chinese_texts_have_chinese_tags() -> None:
    phone = spans(Kind.PHONE, "13800138000")
    assert replaced("电话13800138000。", [phone], {Kind.PHONE: Operator.REDACT}) == "电话【电话】。"
    assert set(IN_CHINESE) == set(Kind)


def test_tokens_are_the_same_for_the_same_value_alone() -> None:
    phone = spans(Kind.PHONE, "415-867-5309", "(415) 867 5309", "415-867-5308")
    text = replaced(
        "415-867-5309, (415) 867 5309, 415-867-5308", [phone], {Kind.PHONE: Operator.TOKEN}
    )
    one, same, other = text.split(", ")
    assert re.fullmatch(r"\[PHONE_[0-9a-f]{8}\]", one)
    assert one == same != other


def test_only_dates_are_shifted() -> None:
    with pytest.raises(ValueError, match="shift for person"):
        Actions(KEY, Issued(), {Kind.PERSON: Operator.SHIFT})


def test_keys_of_another_size_are_refused() -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        Actions(b"short", Issued())


def test_ages_become_the_category() -> None:
    age = spans(Kind.AGE, "97", "九十七")
    assert replaced("She is 97.", [age]) == "She is 90."
    assert replaced("享年九十七岁", [age]) == "享年九十岁"


def test_digits_within_a_persons_finding_go_too() -> None:
    text = replaced("Mary Jones 4471", [spans(Kind.PERSON, "Mary Jones 4471")])
    assert "4471" not in text and re.fullmatch(r"\w+ \w+ \d{4}", text)


def test_a_surrogate_that_was_given_out_stays_within_another_text() -> None:
    kinds = {
        Kind.EMAIL: r"\S+@\S+\w",
        Kind.PHONE: r"\+?[\d() -]{7,}\d",
        Kind.CARD: r"\d{16}",
    }

    def detect(text: str) -> Iterable[Finding]:
        for kind, pattern in kinds.items():
            for found in re.finditer(pattern, text):
                yield Finding(kind, *found.span())

    made = Desensitizer(Recognizer([detect]), Actions(KEY, Issued()))
    for original in ("a.b@clinic.test", "415-867-5309", "4111111111111111"):
        once = made.document(f"To {original}", "u").context.text.removeprefix("To ")
        assert once != original
        assert made.document(f"Again: {once} (sic)", "u").context.text == f"Again: {once} (sic)"


def test_a_real_persons_name_is_replaced_even_if_it_was_given_out() -> None:
    """Chinese surrogates may be somebody's name: they are never taken for given out ones."""
    made = Desensitizer(Recognizer([spans(Kind.PERSON, "王建国")]), Actions(KEY, Issued()))
    surrogate = made.document("王建国", "u").context.text
    again = Desensitizer(Recognizer([spans(Kind.PERSON, surrogate)]), made.operators)
    assert surrogate not in again.document(f"病人{surrogate}出院", "u").context.text


ALPHABET = st.sampled_from("aZé7٣３张伟 .-@:/\u0301\U0001f600\n")
FINDINGS = st.lists(
    st.tuples(st.sampled_from(Kind), st.integers(0, 40), st.integers(1, 20)), max_size=8
)
CHOICES = st.dictionaries(
    st.sampled_from(Kind), st.sampled_from([o for o in Operator if o is not Operator.SHIFT])
)


def drawn(found: list[tuple[Kind, int, int]]) -> Any:
    """A detector whose findings were drawn, whatever the text."""

    def detect(text: str) -> Iterable[Finding]:
        for kind, start, length in found:
            if start < len(text):
                yield Finding(kind, start, min(len(text), start + length))

    return detect


@settings(max_examples=300)
@given(
    text=st.text(ALPHABET, max_size=60) | st.text(max_size=60),
    found=FINDINGS,
    choice=CHOICES,
    span=st.tuples(st.integers(0, 59), st.integers(1, 60)),
)
def test_spans_stay_aligned_for_any_text_findings_and_operators(
    text: str,
    found: list[tuple[Kind, int, int]],
    choice: dict[Kind, Operator],
    span: tuple[int, int],
) -> None:
    issued = Issued()
    made = Desensitizer(Recognizer([drawn(found)]), Actions(KEY, issued, choice))
    result = made.document(text, "unit").context
    last = at = 0
    for edit in result.edits:  # what no edit touches is what it was
        kept = text[last : edit.start]
        assert result.text[at : at + len(kept)] == kept
        at += len(kept)
        assert result.text[at : at + len(edit.text)] == edit.text
        at, last = at + len(edit.text), edit.end
    assert result.text[at:] == text[last:]
    start, end = span[0], min(len(text), span[0] + span[1])
    if start < end and (place := result.place(start, end)):
        assert 0 <= place.start < place.end <= len(result.text)
        if not result.edits.touches(start, end):
            assert result.text[place.start : place.end] == text[start:end]
    for finding in result.findings:
        old = text[finding.start : finding.end]
        if choice.get(finding.kind) is not Operator.KEEP and has_content(old):
            begin, finish = result.edits.map_span(finding.start, finding.end)
            if finding.kind is not Kind.AGE and len(old) > 3 and finding.kind not in DATES:
                assert result.text[begin:finish] != old
    again = made.document(result.text, "unit").context
    if result.findings:
        assert again.text == result.text
    if result.edits:  # it is known as ours
        assert not again.findings
    same = Desensitizer(Recognizer([drawn(found)]), Actions(KEY, Issued(), choice))
    assert same.document(text, "unit").context.text == result.text
