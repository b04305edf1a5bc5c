"""server.evaluation: a test set is measured alike whether it is public or sealed."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.jobs import make_job, make_vault
from support.tasks import TOP
from support.tiny_models import make_records

from privacy.errors import VaultKeyError, VerificationError
from privacy.vault.files import Vault
from privacy.vault.keyring import Keyring
from privacy.vault.keys import Identity
from privacy.vault.signing import OWNER
from qa.readers import to_jsonl, write_jsonl
from qa.runtime import Precision, Runtime
from qa.spec import ReadingSpec
from server.evaluation import Evaluator
from server.job import Job

RECORDS = make_records(4, each=2)
LINES = b"".join(map(to_jsonl, RECORDS))


@pytest.fixture
def job(tmp_path: Path, tiny_models: dict[str, Path]) -> Job:
    """Its test set is a sealed file, which isn't there yet."""
    return make_job(
        tmp_path / "out",
        model=tiny_models["bert"],
        test=tmp_path / "test.vault",
        trainable=TOP,
        reading=ReadingSpec(96, 8),
        runtime=Runtime("cpu", Precision.FLOAT32),
    )


def seal(job: Job, vault: Vault) -> None:
    vault.at(job.test.parent).write_bytes("test", LINES)


def test_sealed_and_public_give_the_same_scores(
    job: Job, tmp_path: Path, tiny_models: dict[str, Path], keyring: Keyring
) -> None:
    vault = make_vault(job.out, keyring)
    seal(job, vault)
    write_jsonl(tmp_path / "public.jsonl", RECORDS)
    public = make_job(
        job.out,
        model=job.model,
        test=tmp_path / "public.jsonl",
        trainable=job.trainable,
        reading=job.reading,
        runtime=job.runtime,
    )
    found = []
    for each in (job, public):
        evaluator = Evaluator(each, vault)
        found.append(evaluator.scores(evaluator.initial()))
    assert found[0] == found[1]
    assert found[0]["examples"] == len(RECORDS)


def test_a_damaged_one_is_not_measured(job: Job, keyring: Keyring) -> None:
    vault = make_vault(job.out, keyring)
    seal(job, vault)
    content = bytearray(job.test.read_bytes())
    content[-1] ^= 1
    job.test.write_bytes(content)
    with pytest.raises(VerificationError):
        Evaluator(job, vault)


def test_nor_is_another_s(job: Job, keyring: Keyring) -> None:
    """An owner's sealed file in its place, and one for another key."""
    vault = make_vault(job.out, keyring)
    seal(job, Vault(job.out, keyring, OWNER))
    with pytest.raises(VerificationError, match="of another name"):
        Evaluator(job, vault)
    seal(job, make_vault(job.out, Keyring((Identity.generate(),))))
    with pytest.raises(VaultKeyError):
        Evaluator(job, vault)
