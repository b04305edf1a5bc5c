"""The audit's report as a browser shows it: on a desktop, on a telephone, and on A4."""

from __future__ import annotations

import re
import shutil
import subprocess
import zlib
from pathlib import Path

import numpy as np
import pytest
from matplotlib.image import imread
from support.filed_ledgers import aggregated, read, three_runs
from support.ledgers import eventful

from discreet.audit.report import make
from discreet.audit.report.render import html
from privacy.audit.statement import Claims
from simulations.report.texts import Language

pytestmark = pytest.mark.slow

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("chrome")
OPTIONS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--hide-scrollbars",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="module", params=["en", "zh"])
def page(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine")
    folder = tmp_path_factory.mktemp("report")
    paths = [
        aggregated(folder / "clinic"), three_runs(folder / "bank"), eventful(folder / "old").path
    ]  # fmt: skip
    report = make([(read(path), Claims()) for path in paths], made_ms=1, software="discreet")
    language: Language = request.param
    file = folder / "report.html"
    file.write_text(html(report, language), encoding="utf-8")
    return file


def chromium(page: Path, folder: Path, *options: str) -> None:
    assert CHROMIUM is not None
    command = [CHROMIUM, *OPTIONS, f"--user-data-dir={folder / 'profile'}", *options, page.as_uri()]
    subprocess.run(command, check=True, capture_output=True, timeout=120)


@pytest.mark.parametrize("size", ["1280,900", "400,3000"], ids=["desktop", "telephone"])
def test_nothing_runs_over_the_edge(page: Path, tmp_path: Path, size: str) -> None:
    """The margins at both sides are empty all the way down, and the middle isn't."""
    chromium(page, tmp_path, f"--screenshot={tmp_path / 'page.png'}", f"--window-size={size}")
    image = imread(tmp_path / "page.png")[:, :, :3]
    background = image[0, 0]
    for margin in (image[:, :8], image[:, -8:]):
        assert np.allclose(margin, background, atol=0.01)
    middle = np.abs(image[:, 20:-20] - background).max(axis=(1, 2)) > 0.2
    assert middle.mean() > 0.4  # of the rows hold something


def test_it_prints_on_a4(page: Path, tmp_path: Path) -> None:
    out = tmp_path / "page.pdf"
    chromium(page, tmp_path, f"--print-to-pdf={out}", "--no-pdf-header-footer")
    content = out.read_bytes()
    packed = re.findall(rb"stream\r?\n(.*?)endstream", content, re.DOTALL)
    texts = [content]
    for part in packed:  # page trees may lie in compressed streams
        try:
            texts.append(zlib.decompress(part))
        except zlib.error:
            continue
    everything = b"\n".join(texts)
    boxes = re.findall(rb"/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)", everything)
    assert boxes
    for width, height in boxes:  # points
        assert (round(float(width)), round(float(height))) in {(595, 842), (596, 842), (595, 841)}
    pages = len(re.findall(rb"/Type\s*/Page\b(?!s)", everything))
    assert 4 <= pages <= 40
