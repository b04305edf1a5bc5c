"""Persons in Chinese text by jieba's segmentation: a second opinion, at some cost in time.

jieba tags words with a dictionary and a hidden Markov model; `nr` and `nrt` are names of persons.
It takes some other words for names: precision falls where recall grows. Nothing is downloaded.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator

from privacy.desensitize.findings import Finding, Strength
from privacy.desensitize.kinds import Kind
from privacy.desensitize.recognizer import Detector

_HAN = re.compile(r"[\u3400-\u9fff·]+")
_TAGS = ("nr", "nrt", "nrfg")
_LENGTHS = range(2, 12)  # characters


def names() -> Detector:
    """The detector. Raises ImportError where jieba isn't installed."""
    import jieba
    import jieba.posseg

    jieba.setLogLevel("WARNING")
    # A segmentation of our own: jieba's shared one may have been given other words, and reads a
    # cache that everybody may write in the folder for temporary files.
    words = jieba.Tokenizer()
    with tempfile.TemporaryDirectory() as folder:
        words.tmp_dir = folder
        words.initialize()
    tagger = jieba.posseg.POSTokenizer(words)

    def jieba_names(text: str) -> Iterator[Finding]:
        for run in _HAN.finditer(text):
            at = run.start()
            for word, tag in tagger.lcut(run[0]):
                if tag in _TAGS and len(word) in _LENGTHS:
                    yield Finding(Kind.PERSON, at, at + len(word), Strength.SHAPED, "jieba")
                at += len(word)

    return jieba_names
