"""Desensitization beside Presidio's pattern recognisers, and the preparation of whole files.

    python bench/desensitize.py [--short] [--json]

`PRESIDIO_PYTHON` names the interpreter of an environment that has presidio-analyzer; without it
ratios are left out. Presidio looks for English alone, with its pattern recognisers, which know no
names and no addresses: once through its AnalyzerEngine over a blank spaCy pipeline, as its users
call it, and once each recogniser by itself. Ours is asked once for all kinds in both languages, and
once without names and addresses. Times are the processor's, on one core. Texts are those of the
synthetic corpus, or of a SQuAD file that `BENCH_SQUAD` names.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from figures import Figures, alternate, figure, main

from privacy.desensitize.detectors import contacts, dates, identifiers
from privacy.desensitize.findings import Finding
from privacy.desensitize.issued import Issued
from privacy.desensitize.kinds import Kind
from privacy.desensitize.operators import Actions
from privacy.desensitize.recognizer import Recognizer
from privacy.desensitize.standard import DETECTORS
from qa.synthetic import generate

PATTERNS = (*contacts.DETECTORS, *identifiers.DETECTORS, *dates.DETECTORS)
PRESIDIO = os.environ.get("PRESIDIO_PYTHON")
SQUAD = os.environ.get("BENCH_SQUAD")
_WORKER = """
import json, sys, time
import spacy
from presidio_analyzer import AnalyzerEngine, PatternRecognizer, RecognizerRegistry
from presidio_analyzer.nlp_engine import SpacyNlpEngine

class Blank(SpacyNlpEngine):  # splits words, and does no more
    def __init__(self):
        super().__init__()
        self.nlp = {"en": spacy.blank("en")}

registry = RecognizerRegistry()
registry.load_predefined_recognizers(languages=["en"])
patterns = [r for r in registry.recognizers if isinstance(r, PatternRecognizer)]
registry = RecognizerRegistry(recognizers=patterns)
engine = AnalyzerEngine(registry=registry, nlp_engine=Blank(), supported_languages=["en"])

def bare(text):
    for recognizer in patterns:
        recognizer.analyze(text, recognizer.supported_entities, None)

looks = {"engine": lambda text: engine.analyze(text, language="en"), "bare": bare}
texts = json.loads(sys.stdin.readline())
print("ready", flush=True)
for line in sys.stdin:
    look = looks[line.strip()]
    began = time.process_time()
    for text in texts:
        look(text)
    print(time.process_time() - began, flush=True)
"""


def contexts(language: str, least: int) -> list[str]:
    """Distinct texts of `least` characters in all."""
    found: dict[str, None] = {}
    length = 0
    for text in _texts(language):
        if text not in found:
            found[text] = None
            length += len(text)
        if length >= least:
            break
    return list(found)


def _texts(language: str) -> Iterator[str]:
    if SQUAD and language == "en":
        for article in json.loads(Path(SQUAD).read_text(encoding="utf-8"))["data"]:
            yield from (paragraph["context"] for paragraph in article["paragraphs"])
        return
    corpus = generate(language, 4, 12_000, 7)  # type: ignore[arg-type]
    for owner in corpus.owners:
        for row in corpus.train(owner.name):
            yield row.record.context


def presidio(texts: list[str]) -> subprocess.Popen[str] | None:
    """A process that looks at `texts` each time it is asked."""
    if not PRESIDIO:
        return None
    process = subprocess.Popen(
        [PRESIDIO, "-W", "ignore", "-c", _WORKER],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    _ask(process, json.dumps(texts))
    return process


def _ask(process: subprocess.Popen[str], line: str) -> str:
    stdin: IO[str] = process.stdin  # type: ignore[assignment]
    stdout: IO[str] = process.stdout  # type: ignore[assignment]
    stdin.write(line + "\n")
    stdin.flush()
    return stdout.readline()


def rates(short: bool) -> Figures:
    """Recognition in MB of UTF-8 a second of the processor, ours and Presidio's in turn."""
    found: Figures = {}
    times = 3 if short else 7
    for language in ("en", "zh"):
        texts = contexts(language, 100_000 if short else 400_000)
        size = sum(len(text.encode()) for text in texts) / 1e6
        for name, detectors in (("all", DETECTORS), ("patterns", PATTERNS)):
            recognizer = Recognizer(detectors)

            def ours(recognizer: Recognizer = recognizer, texts: list[str] = texts) -> float:
                began = time.process_time()
                for text in texts:
                    recognizer.find(text)
                return size / (time.process_time() - began)  # noqa: B023

            ours()
            value = sorted(ours() for _ in range(times))[times // 2]
            kinds = (
                "all kinds" if name == "all" else "kinds that Presidio's patterns know, and more"
            )
            found[f"{language}_{name}"] = figure(
                value, "MB/s", 0.5, "higher", f"{len(texts)} texts, {kinds}"
            )
            process = presidio(texts) if language == "en" else None
            if process is None:
                continue
            for mode in ("engine", "bare"):

                def theirs(process: subprocess.Popen[str] = process, mode: str = mode) -> float:
                    return size / float(_ask(process, mode))  # noqa: B023

                _, rate, ratio = alternate(ours, theirs, times)
                found[f"{name}_beside_presidio_{mode}"] = figure(
                    ratio, "x", 8, "higher", f"Presidio: {rate:.3f} MB/s; ours: {kinds}"
                )
            process.kill()
    return found


def replacements(short: bool) -> Figures:
    """Surrogates by second, of originals that all differ."""
    count = 20_000 if short else 100_000
    originals = [_FORMS[n % 4][1](n) for n in range(count)]
    scope = Actions(bytes(32), Issued()).scope("unit")
    began = time.process_time()
    for number, original in enumerate(originals):
        finding = Finding(_FORMS[number % 4][0], 0, len(original))
        scope.replacements(original, [finding], context=False)
    seconds = time.process_time() - began
    how = "persons, phones, record numbers and e-mail addresses, each its own"
    return {"replacements": figure(count / seconds, "1/s", 10_000, "higher", how)}


_LETTERS = str.maketrans("0123456789", "abcdefghij")
_FORMS = (
    (Kind.PERSON, lambda n: f"Given{n:06d} Sur{n:06d}".translate(_LETTERS)),
    (Kind.PHONE, lambda n: f"{200 + n // 10_000:03d}-867-{n % 10_000:04d}"),
    (Kind.MEDICAL_RECORD, lambda n: f"{10_000_000 + 37 * n}"),
    (Kind.EMAIL, lambda n: f"user{n}@clinic.test"),
)


def files(short: bool) -> Figures:
    """`discreet data prepare` on 10,000 records, and the memory that a large file needs."""
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        source = place / "source.jsonl"
        rows = _rows()
        with source.open("w", encoding="utf-8") as file:
            for number in range(10_000):
                file.write(json.dumps(next(rows) | {"id": str(number)}) + "\n")
        seconds, _ = _prepare(source, place / "one")
        large, size = place / "large.jsonl", (100 if short else 1000) << 20
        written = number = 0
        with large.open("w", encoding="utf-8") as file:
            while written < size:
                row = next(rows)
                # Other texts each time: what is kept of each record must not depend on its likes.
                row["context"] = f"Note {number}. {row['context']}"
                row["answers"] = [
                    {"text": a["text"], "answer_start": a["answer_start"] + 7 + len(str(number))}
                    for a in row["answers"]
                ]
                row |= {"id": str(number), "person_id": f"p{number // 3}"}
                written += file.write(json.dumps(row, ensure_ascii=False) + "\n")
                number += 1
        took, memory = _prepare(large, place / "two")
    return {
        "prepare_10000": figure(seconds, "s", 60, "lower", "a whole command, three splits"),
        "prepare_memory": figure(
            memory, "MB", 500, "lower", f"{size >> 20} MiB, {number} records, {took:.0f} s"
        ),
    }


def _rows() -> Iterator[dict[str, Any]]:
    while True:
        corpus = generate("en", 4, 12_000, 7)
        for owner in corpus.owners:
            for row in corpus.train(owner.name):
                yield row.record.to_json()


def _prepare(source: Path, store: Path) -> tuple[float, float]:
    """Seconds and peak MB of the command."""
    home = store.parent / "home"
    command = [sys.executable, "-m", "discreet", "data", "prepare", str(source), "--to", str(store)]
    began = time.perf_counter()
    process = subprocess.Popen(
        command, env=os.environ | {"DISCREET_HOME": str(home)}, stdout=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"{' '.join(command)} failed")
    return time.perf_counter() - began, usage.ru_maxrss * _RSS_UNIT / 1e6


_RSS_UNIT = 1 if sys.platform == "darwin" else 1024  # bytes of ru_maxrss


def measure(short: bool) -> Figures:
    return rates(short) | replacements(short) | files(short)


if __name__ == "__main__":
    main(__doc__, measure)
