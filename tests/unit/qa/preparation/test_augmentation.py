"""qa.preparation.augmentation and paraphrases: alignment, units, languages, tables of forms."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.preparation.augmentation import Augmenter, distracts
from qa.preparation.paraphrases import paraphrases
from qa.records import Answer, Record

KEY = bytes(range(32))
HAN = re.compile(r"[\u4e00-\u9fff]")


def record(context: str, question: str, *answers: str, document: str = "d1", **ids: str) -> Record:
    spans = tuple(Answer(answer, context.index(answer)) for answer in answers)
    return Record(ids.get("id", "r1"), context, question, spans, document, ids.get("person"))


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("What is the name of the drug?", "Can you tell me what the name of the drug is?"),
        ("What is the name of the drug?", "What's the name of the drug?"),
        ("Who was the founder of the bank?", "Can you tell me who the founder of the bank was?"),
        ("What were the causes of the fire?", "Can you tell me what the causes of the fire were?"),
        ("What is the patient taking?", "What's the patient taking?"),
        ("Who treated her?", "Can you tell me who treated her?"),
        ("Why was the claim refused?", "For what reason was the claim refused?"),
        ("How many patients died?", "What number of patients died?"),
        ("How many issues were found?", "What number of issues were found?"),
        ("When was she seen?", "Can you tell me: when was she seen?"),
        ("whose house burned?", "According to the text, whose house burned?"),
        ("谁是患者的主治医生？", "患者的主治医生是谁？"),
        ("公司的法定代表人是谁？", "谁是公司的法定代表人？"),
        ("你认为谁是公司的经理？", "你认为公司的经理是谁？"),
        ("患者什么时候出院？", "患者何时出院？"),
        ("患者何时出院？", "患者什么时候出院？"),
        ("保险公司为什么拒绝赔付?", "保险公司为何拒绝赔付?"),
        ("保险公司为何拒绝赔付？", "保险公司为什么拒绝赔付？"),
        ("他在什么地方工作？", "他在哪里工作？"),
        ("他在哪里工作？", "他在什么地方工作？"),
        ("公司哪一年成立？", "公司哪年成立？"),
        ("该病如何治疗？", "该病怎样治疗？"),
        ("贷款金额是多少？", "请问，贷款金额是多少？"),
    ],
)
def test_forms(question: str, expected: str) -> None:
    assert expected in list(paraphrases(question))


@pytest.mark.parametrize(
    ("question", "never"),
    [
        ("What is the name of the drug called?", "what the name of the drug called is"),
        ("What was the cause of the fire believed to be?", "what the cause"),
        ("What was the owner of the car looking for?", "what the owner"),
        ("What is it?", "What's it"),
        ("Where is she?", "Where's she"),
        ("Who was treated by the doctor?", "me who was"),
        ("How many of the patients died?", "What number"),
        ("How many died?", "What number"),
        ("How many is that?", "What number"),
        ("How many years old is she?", "What number"),
        ("Why not?", "For what reason"),
        ("According to the text, who came?", "According to the text, a"),
        ("Who came, according to the text?", "ccording to the text, who"),
        ("根据上文，患者是谁？", "根据上文，根据"),
        ("请问患者是谁？", "请问，请"),
        ("作者认为公司的经理是谁？", "谁是作者"),
        ("最后的赢家会是谁？", "谁是最后"),
        ("王明是谁？", "谁是王明"),
        ("他昨天见到的是谁？", "谁是他"),
        ("保险公司为何先生办理了什么业务？", "为什么先生"),
        ("这种病被称为什么？", "称为何"),
        ("该药名为什么？", "名为何"),
        ("任何时候都可以退保吗？", "任什么时候"),
        ("如何时刻注意病情？", "如什么时候"),
        ("为何时常头痛？", "为什么时候常"),
        ("哪一年级的学生生病了？", "哪年级"),
        ("无论如何治疗，结果是什么？", "无论怎样"),
        ("例如何先生在哪里？", "例怎样"),
    ],
)
def test_what_a_form_leaves_alone(question: str, never: str) -> None:
    assert not [made for made in paraphrases(question) if never in made]


@pytest.mark.parametrize(
    "question",
    [
        "",
        "Is she well?",
        "WHO recommends what?",
        "Whatever happened?",
        "The drug was given by whom?",
        "Wann kam er?",
        "What is Zoë's age?",  # with other letters: no language is told
        "請問他在哪裡？",
        "誰是公司的經理？",
        "彼は誰ですか？何",
        "患者姓名",
    ],
)
def test_questions_without_paraphrases(question: str) -> None:
    assert list(paraphrases(question)) == []


PARTS = (
    "What|Who|Why|How many| is | was |the name of| the drug|s|ed |谁|是|的|医生|什么时候|"
    "为什么|何时|在哪里|如何|治疗|？|?| |，"
)
parts = st.lists(st.sampled_from(PARTS.split("|")), max_size=10).map("".join)
questions = st.one_of(st.text(max_size=30), parts)


@given(questions)
@settings(max_examples=500)
def test_paraphrases_are_others_once_in_the_same_language(question: str) -> None:
    made = list(paraphrases(question))
    folded = [" ".join(each.split()).casefold() for each in [question, *made]]
    assert len(set(folded)) == len(folded)
    assert made == list(paraphrases(question))
    for each in made:
        assert bool(HAN.search(each)) == bool(HAN.search(question))
        assert each.isascii() == question.isascii()
        assert each.count("?") + each.count("？") == question.count("?") + question.count("？")
        assert "\n" not in each or "\n" in question


A = "Ann Lee was treated at the clinic in May with ibuprofen for pain in her left knee."
B = "The bank opened an account in June and sent a card to the address that was given."
C = "The insurer paid for the car that burned near the river after a short circuit."
KNEE = record(A, "Which medicine was given for pain in the left knee?", "ibuprofen", person="p")
CARD = record(B, "Which month did the bank open the account?", "June", document="d2", person="p")


def test_off_by_default() -> None:
    augmenter = Augmenter(KEY)
    assert not [made for each in (KNEE, CARD, KNEE) for made in augmenter.augment(each, "p")]


def test_distractors() -> None:
    augmenter = Augmenter(KEY, distractors=True)
    assert list(augmenter.augment(KNEE, "p")) == []  # no other context yet
    assert list(augmenter.augment(CARD, "q")) == []  # nor of another unit
    assert list(augmenter.augment(KNEE, "q")) == [
        replace(KNEE, id="r1#d1", context=B, answers=()),
    ]
    assert list(augmenter.augment(KNEE, "p")) == []
    assert [made.context for made in augmenter.augment(CARD, "p")] == [A]
    assert [made.context for made in augmenter.augment(CARD, "p")] == [A]


@pytest.mark.parametrize(
    ("question", "answer", "context", "expected"),
    [
        (KNEE.question, "ibuprofen", B, True),
        (KNEE.question, "ibuprofen", B + " Ibuprofen was sold there.", False),
        (KNEE.question, "ibuprofen", A.upper(), False),
        ("What was given?", "ibuprofen", B, False),  # too little to tell
        ("Which medicine was given at the bank?", "ibuprofen", B, False),  # "medicine" alone
        (KNEE.question, None, B, False),
    ],
)
def test_what_distracts(question: str, answer: str | None, context: str, expected: bool) -> None:
    found = record(A, question, *([answer] if answer else []))
    assert distracts(found, context) == expected


def test_chinese_distractors() -> None:
    context = "患者王某因左膝疼痛就诊，医生开具布洛芬。"
    found = record(context, "医生为左膝疼痛开具了什么药物？", "布洛芬")
    assert distracts(found, "客户于六月开立账户，银行寄出一张卡片。")
    assert not distracts(found, "三月患者再次因左膝疼痛就诊，医生开具药物。")
    assert not distracts(found, B)  # of another language
    assert not distracts(record(context, "是什么药？", "布洛芬"), "客户于六月开立账户。")


records = st.builds(
    lambda row, question, document, number: record(
        row[0], question, *row[1], document=document, id=str(number), person=document[0]
    ),
    st.sampled_from([(A, ["ibuprofen"]), (A, []), (B, ["June", "card"]), (C, ["river"])]),
    st.sampled_from([KNEE.question, CARD.question, "谁是患者的主治医生？", "Who?"]) | questions,
    st.sampled_from(["a1", "a2", "b1", "b2"]),
    st.integers(0, 1000),
)


@given(st.lists(records, max_size=12), st.integers(0, 4), st.booleans())
def test_what_is_made_is_the_units_own(source: list[Record], most: int, distractors: bool) -> None:
    augmenter = Augmenter(KEY, paraphrases=most, distractors=distractors)
    made = [(each, list(augmenter.augment(each, str(each.person_id)))) for each in source]
    for each, others in made:
        own = {r.context for r in source if r.person_id == each.person_id}
        assert len(others) <= most + 1
        said = [(r.context, r.question, r.answers) for r in [each, *others]]
        assert len(set(said)) == len(said)
        assert len({r.id for r in [each, *others]}) == len(said)
        for other in others:
            assert other.id.startswith(each.id + "#")
            assert (other.person_id, other.document_id) == (each.person_id, each.document_id)
            assert (other.owner, other.title) == (each.owner, each.title)
            assert other.context in own
            assert all(other.context[a.start : a.end] == a.text for a in other.answers)
            if "#p" in other.id:
                assert (other.context, other.answers) == (each.context, each.answers)
            else:
                assert other.is_impossible
                assert other.question == each.question
    # Each unit alone is made the same of.
    for person in "ab":
        alone = Augmenter(KEY, paraphrases=most, distractors=distractors)
        for each, others in made:
            if each.person_id == person:
                assert list(alone.augment(each, person)) == others


def test_keys_choose_and_more_takes_what_fewer_did() -> None:
    found = [replace(KNEE, id=str(number)) for number in range(200)]
    by_key = []
    for key in (KEY, KEY[::-1]):
        by_number = [
            [
                [r.question for r in Augmenter(key, paraphrases=n).augment(each, "p")]
                for each in found
            ]
            for n in (1, 2, 20)
        ]
        for few, many in pairwise(by_number):
            assert all(b[: len(a)] == a for a, b in zip(few, many, strict=True))
        by_key.append(by_number[0])
        chosen = [questions[0] for questions in by_number[0]]
        assert set(chosen) == set(paraphrases(KNEE.question))
    assert by_key[0] != by_key[1]


def test_bad_settings() -> None:
    with pytest.raises(ValueError, match="key of 16 bytes"):
        Augmenter(b"short")
    with pytest.raises(ValueError, match="0 paraphrases or more"):
        Augmenter(KEY, paraphrases=-1)
