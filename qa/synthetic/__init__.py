"""An invented corpus of organisations' documents, to train, test and attack without anyone's data.

Standard library only, and no IO but in `write_corpus`.
"""

from qa.synthetic.controls import shuffle_answers
from qa.synthetic.generate import GENERATOR_VERSION, SyntheticCorpus, generate
from qa.synthetic.schema import OwnerSpec, PersonalDatum, SyntheticRecord
from qa.synthetic.write import write_corpus

__all__ = [
    "GENERATOR_VERSION",
    "OwnerSpec",
    "PersonalDatum",
    "SyntheticCorpus",
    "SyntheticRecord",
    "generate",
    "shuffle_answers",
    "write_corpus",
]
