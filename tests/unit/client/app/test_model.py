"""client.app: a model from the exchange that isn't the one of the task. Nothing is charged."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from safetensors.numpy import save
from support.owner_site import Site, refused

from client.journal import JOURNAL_FILE
from client.rounds import MODEL_HEAD_MAX_BYTES
from client.sessions import MODELS_FOLDER
from exchange.cache import fetch_into
from exchange.errors import UnavailableError
from exchange.local import LocalChannel
from exchange.refusals import Refusal
from privacy.secagg.messages import Round

pytestmark = pytest.mark.usefixtures("nothing_is_charged")


@pytest.mark.parametrize(
    "change",
    [
        lambda a: a.reshape(-1, 1),
        lambda a: a[:-1],
        lambda a: a.astype(np.float64),
        lambda a: a.astype(np.float16),
        lambda a: a.astype(np.int32),
        lambda a: a.astype(np.complex64),
        lambda a: np.full_like(a, np.nan),
        lambda a: np.full_like(a, -np.inf),
    ],
)
def test_a_tensor_of_another_shape_or_type(site: Site, change: Callable[[Any], Any]) -> None:
    arrays = site.arrays | {"qa_outputs.bias": change(site.arrays["qa_outputs.bias"])}
    assert site.refusal(arrays=arrays) is Refusal.MODEL


def test_tensors_of_other_names(site: Site) -> None:
    bias = site.arrays["qa_outputs.bias"]
    without = {n: a for n, a in site.arrays.items() if n != "qa_outputs.bias"}
    frozen = {"bert.embeddings.LayerNorm.bias": np.zeros(32, np.float32)}
    for arrays in ({}, without, site.arrays | {"more": bias}, site.arrays | frozen):
        assert site.refusal(arrays=arrays) is Refusal.MODEL
    odd = {"../\ud7ff\u2028" + "x" * 100_000: bias}
    assert site.refusal(arrays=site.arrays | odd) is Refusal.MODEL
    assert (site.owner.folder / JOURNAL_FILE).stat().st_size < 10_000


def in_parts(header: dict[str, Any] | bytes, data: bytes = b"") -> bytes:
    """A safetensors file that says what it wants."""
    head = header if isinstance(header, bytes) else json.dumps(header).encode()
    return len(head).to_bytes(8, "little") + head + data


def tensor(kind: str, shape: list[int], size: int) -> dict[str, Any]:
    return {"qa_outputs.bias": {"dtype": kind, "shape": shape, "data_offsets": [0, size]}}


def pickled() -> bytes:
    buffer = io.BytesIO()
    np.save(buffer, np.array([{"a": 1}, None]), allow_pickle=True)
    return buffer.getvalue()


def archive() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as made:
        made.writestr("arr_0.npy", b"")
    return buffer.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x80\x04N.",  # a pickle of None
        pickled(),
        archive(),
        (1 << 60).to_bytes(8, "little"),
        in_parts(b"{"),
        in_parts(b'{"__metadata__": {"a": "b"}}'),
        in_parts(tensor("F32", [1 << 38], 1 << 40)),  # a terabyte
        in_parts(tensor("F32", [1 << 40, 1 << 40], 8), bytes(8)),
        in_parts(tensor("F32", [-2], 8), bytes(8)),
        in_parts(tensor("F32", [2], 8), bytes(4)),
        in_parts(tensor("F32", [2], 8), bytes(12)),
        in_parts(tensor("OBJECT", [2], 8), bytes(8)),
        *(in_parts(tensor(kind, [2], 2), bytes(2)) for kind in ("F8_E4M3", "F8_E5M2", "BOOL")),
        in_parts(tensor("BF16", [2], 4), bytes(4)),
        in_parts(tensor("F4", [2], 1), bytes(1)),
    ],
    ids=range(18),
)
def test_a_file_that_is_no_model(site: Site, content: bytes) -> None:
    assert site.refusal(model=content) is Refusal.MODEL


def test_a_file_that_is_cut_off(site: Site) -> None:
    assert site.refusal(model=site.model[:-1]) is Refusal.MODEL


def test_a_file_that_is_larger_than_the_model_can_be(site: Site) -> None:
    """What a coordinator may put on an owner's disk is bounded by the model that it asks about."""
    padded = in_parts(b"{" + b" " * (MODEL_HEAD_MAX_BYTES + 4 * site.values) + b"}")
    assert site.refusal(model=padded) is Refusal.EXCHANGE
    assert not list((site.owner.folder / MODELS_FOLDER).glob("*/*" + "?" * 64))


def test_models_don_t_pile_up(site: Site) -> None:
    for number in range(4):
        assert site.refusal(arrays={"other": np.full(2, number, np.float32)}) is Refusal.MODEL
    assert len(list((site.owner.folder / MODELS_FOLDER).glob("*/" + "?" * 64))) == 2


def test_parts_of_models_don_t_pile_up(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """A coordinator that names ever new models and breaks each transfer off."""

    def breaks_off(_: object, sha256: str, cache: Path) -> Path:
        def download(_: int) -> Iterator[bytes]:
            yield bytes(1000)
            raise UnavailableError("it broke off")

        return fetch_into(cache, sha256, download, max_bytes=1 << 20)

    monkeypatch.setattr(LocalChannel, "fetch_model", breaks_off)
    asked = Round.decode(site.prepare())
    for number in range(5):
        other = replace(asked, model=bytes([number]) * 32)
        assert refused(site.again(round=other.encode())) is Refusal.EXCHANGE
    assert len(list((site.owner.folder / MODELS_FOLDER).glob("*/.*.partial"))) == 2
    assert site.charges == 0


def test_a_model_that_is_no_longer_on_offer(site: Site) -> None:
    site.prepare()
    site.federation.hub.withdraw(site.federation.model)
    assert refused(site.again()) is Refusal.EXCHANGE


def test_an_exchange_that_gives_another_model(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    other = save({name: array + 1 for name, array in site.arrays.items()})
    monkeypatch.setattr(site.federation.hub, "model", lambda _: memoryview(other))
    assert site.refusal() is Refusal.EXCHANGE


def test_an_exchange_that_is_not_there(site: Site) -> None:
    site.prepare()
    site.federation.close()
    assert refused(site.again()) is Refusal.EXCHANGE


def test_an_owner_that_knows_of_no_exchange(site: Site) -> None:
    site.prepare()
    assert refused(site.again(node_config={"owner": str(site.file)})) is Refusal.FAILED
    assert "expected host:port in the owner file" in site.detail
