"""Writes a corpus as JSON Lines, all or nothing."""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path

from qa.errors import DataError
from qa.synthetic.generate import GENERATOR_VERSION, SyntheticCorpus
from qa.synthetic.schema import SyntheticRecord


def write_corpus(corpus: SyntheticCorpus, folder: Path) -> None:
    """Write `train.jsonl`, `test.jsonl` and `corpus.json` into a new folder.

    The files are written beside it and the folder is renamed into place, so a folder of this name
    is always complete.

    Raises:
        DataError: the folder exists already, or can't be written.
    """
    if folder.exists() or folder.is_symlink():
        raise DataError(f"{folder} exists already", hint="choose another folder or remove this one")
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        draft = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
    except OSError as e:
        raise DataError(f"can't write beside {folder}: {e}") from e
    try:
        about = {
            "generator_version": GENERATOR_VERSION,
            "language": corpus.language,
            "half": corpus.half,
            "seed": corpus.seed,
            "questions": corpus.questions,
            "owners": [asdict(owner) for owner in corpus.owners],
            "sha256": {
                "train.jsonl": _lines(draft / "train.jsonl", corpus, corpus.train),
                "test.jsonl": _lines(draft / "test.jsonl", corpus, corpus.test),
            },
        }
        text = json.dumps(about, ensure_ascii=False, indent=2) + "\n"
        (draft / "corpus.json").write_text(text, encoding="utf-8", newline="\n")
        draft.chmod(0o755)
        draft.rename(folder)
    except OSError as e:
        raise DataError(f"can't write {folder}: {e}") from e
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _lines(
    path: Path, corpus: SyntheticCorpus, records: Callable[[str], Iterator[SyntheticRecord]]
) -> str:
    """Write all owners' records and return the file's SHA-256, hex."""
    digest = hashlib.sha256()
    with path.open("wb") as file:
        for owner in corpus.owners:
            for record in records(owner.name):
                line = json.dumps(record.to_json(), ensure_ascii=False).encode() + b"\n"
                digest.update(line)
                file.write(line)
    return digest.hexdigest()
