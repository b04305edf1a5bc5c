"""What a sample of questions is about: groups of like ones, and words that many units share.

    questions ── embedding by a model, or TF-IDF ── k-means ── terms of each group
                                                └── PCA ── two coordinates for a map

No text of one unit comes out: a term is one word or two to four Han characters, at least MIN_UNITS
units of its group use it, and it is no whole question. Where units are documents they may all be
about one person, whose name then could be a term if the detectors missed it. Needs scikit-learn.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from client.preparation.profile import Sampled
from client.preparation.wording import HAN

MIN_QUESTIONS = 20  # fewer are in no groups
MIN_UNITS = 5  # that use a term
TERMS = 3  # of a group
FEWEST, MOST = 2, 12  # groups
MAP_POINTS = 800
_DIMENSIONS = 50  # of TF-IDF
_JUDGED = 1_500  # questions that the number of groups is chosen with
_SEED = 0  # the same questions give the same groups

Vectors = NDArray[np.float32]
Embed = Callable[[Sequence[str]], Vectors]

_LATIN = re.compile(r"[a-z\u00df-\u024f][a-z\u00df-\u024f'’-]{2,}")
_HAN_RUN = re.compile(f"[{HAN}]+")
_NO_LETTER = re.compile(r"[\W_]+")
_ASKING = frozenset(
    ("many", "much", "long", "old", "often", "kind", "type", "name", "named", "called", "did",
     "does", "used", "use", "according")
)  # fmt: skip
_CHINESE_ASKING = re.compile("什么|多少|怎[么样]|如何|[谁哪几]")
# What a Chinese term neither begins nor ends with: words of grammar, and words that ask.
_GRAMMAR = frozenset(
    "的了是在有和与及或被把为以从到由对于中上下个之其所这那它他她们就都也而并且但不没吗呢么吧哪谁何几多少什怎样如请问第一位于"
)


@dataclass(frozen=True, slots=True)
class Cluster:
    """A group of like questions of the sample."""

    size: int
    share: float
    unanswerable: float
    terms: tuple[str, ...]  # the most typical first; fewer than TERMS where few are shared


@dataclass(frozen=True, slots=True)
class Clusters:
    """Groups, the largest first."""

    sampled: int  # questions
    by_model: bool  # else by TF-IDF
    silhouette: float  # from -1 to 1: near 0 where groups run into each other
    clusters: tuple[Cluster, ...]
    points: tuple[tuple[float, float, int], ...]  # at most MAP_POINTS: place and group
    explained: float  # share of the variance that the map shows


def require() -> None:
    """Raises ModuleNotFoundError where scikit-learn isn't installed."""
    import sklearn  # noqa: F401


def clusters(
    sample: Sequence[Sampled], *, count: int | None = None, embed: Embed | None = None
) -> Clusters | None:
    """The groups of `sample`; None for too few questions, or too few different ones.

    Without a `count` the silhouette chooses it. Fewer groups come out where fewer differ.
    """
    from sklearn.decomposition import PCA

    if len(sample) < MIN_QUESTIONS:
        return None
    questions = [sampled.question for sampled in sample]
    vectors = _tf_idf(questions) if embed is None else embed(questions)
    if vectors is None:
        return None
    different = len(np.unique(vectors.round(5), axis=0))
    if different < FEWEST:
        return None
    most = min(MOST, different)
    labels, silhouette = _k_means(vectors, min(count or _best(vectors, most), most))
    order = [int(label) for label, _ in Counter(labels.tolist()).most_common()]
    rank = {label: place for place, label in enumerate(order)}
    places = [rank[label] for label in labels.tolist()]
    pca = PCA(n_components=2, random_state=_SEED).fit(vectors)
    drawn = pca.transform(vectors[:MAP_POINTS])
    return Clusters(
        sampled=len(sample),
        by_model=embed is not None,
        silhouette=silhouette,
        clusters=_described(sample, places),
        points=tuple(
            (round(float(x), 4), round(float(y), 4), place)
            for (x, y), place in zip(drawn, places[:MAP_POINTS], strict=True)
        ),
        explained=float(pca.explained_variance_ratio_.sum()),
    )


def _tf_idf(questions: Sequence[str]) -> Vectors | None:
    """Words in Latin letters and pairs and triples of Han characters; None where none recur."""
    from sklearn.decomposition import TruncatedSVD
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.preprocessing import normalize

    vectorizer = TfidfVectorizer(
        analyzer=lambda text: list(terms_of(text, 3)), min_df=2, sublinear_tf=True
    )
    try:
        matrix = vectorizer.fit_transform(questions)
    except ValueError:  # no term is in two questions
        return None
    dimensions = min(_DIMENSIONS, matrix.shape[1] - 1, len(questions) - 1)
    if dimensions < 2:
        return None
    reduced = TruncatedSVD(dimensions, random_state=_SEED).fit_transform(matrix)
    found: Vectors = normalize(reduced).astype(np.float32)
    return found


def _best(vectors: Vectors, most: int) -> int:
    """The number of groups that fits some of the vectors best."""
    judged = vectors[:_JUDGED]
    return max(range(FEWEST, most + 1), key=lambda k: _k_means(judged, k)[1])


def _k_means(vectors: Vectors, k: int) -> tuple[NDArray[Any], float]:
    """Labels, and the silhouette of some of them."""
    from sklearn.cluster import KMeans
    from sklearn.metrics import silhouette_score

    labels = KMeans(k, n_init=4, random_state=_SEED).fit_predict(vectors)
    judged = labels[:_JUDGED]
    if not 1 < len(np.unique(judged)) < len(judged):
        return labels, -1.0
    return labels, float(silhouette_score(vectors[:_JUDGED], judged))


def _described(sample: Sequence[Sampled], places: Sequence[int]) -> tuple[Cluster, ...]:
    whole = {_plain(sampled.question) for sampled in sample}
    users = [_users(sample, places, place) for place in range(max(places) + 1)]
    units: Counter[str] = Counter()
    for terms in users:
        units.update(terms)
    found = []
    for place, terms in enumerate(users):
        members = [s for s, p in zip(sample, places, strict=True) if p == place]
        found.append(
            Cluster(
                size=len(members),
                share=len(members) / len(sample),
                unanswerable=sum(s.unanswerable for s in members) / len(members),
                terms=_typical(terms, units, len(members) / len(sample), whole),
            )
        )
    return tuple(found)


def _users(sample: Sequence[Sampled], places: Sequence[int], wanted: int) -> dict[str, int]:
    """How many units of a group use each term. One unit counts once, whatever it asks."""
    users: defaultdict[str, set[str]] = defaultdict(set)
    for sampled, place in zip(sample, places, strict=True):
        if place == wanted:
            for term in set(terms_of(sampled.question, 4)):
                users[term].add(sampled.unit)
    return {term: len(found) for term, found in users.items()}


def _typical(
    terms: dict[str, int], units: Counter[str], share: float, whole: set[str]
) -> tuple[str, ...]:
    """The terms that a group uses more than its share, weighted by how many units do."""
    shared = {t: n for t, n in terms.items() if n >= MIN_UNITS and _plain(t) not in whole}

    def weight(term: str) -> float:
        return shared[term] * math.log(shared[term] / units[term] / share)

    # A piece that hardly ever comes without the rest of a longer term says less than that.
    pieces = {
        longer[begin:end]
        for longer, n in shared.items()
        if _HAN_RUN.fullmatch(longer)
        for begin in range(len(longer))
        for end in range(begin + 2, len(longer) + 1)
        if end - begin < len(longer) and n >= 0.7 * shared.get(longer[begin:end], n + 1)
    }
    chosen: list[str] = []
    for term in sorted(shared.keys() - pieces, key=lambda term: (-weight(term), term)):
        overlaps = any(term in other or other in term for other in chosen)
        if weight(term) > 0 and not overlaps:
            chosen.append(term)
        if len(chosen) == TERMS:
            break
    return tuple(chosen)


def terms_of(question: str, longest: int) -> Iterator[str]:
    """Words in Latin letters that say something, and runs of two to `longest` Han characters."""
    from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS

    for word in _LATIN.findall(question.lower()):
        plain = word.removesuffix("'s").removesuffix("’s").strip("'’-")
        if len(plain) > 2 and plain not in ENGLISH_STOP_WORDS and plain not in _ASKING:
            yield plain
    for run in _HAN_RUN.findall(question):
        for size in range(2, longest + 1):
            for begin in range(len(run) - size + 1):
                term = run[begin : begin + size]
                grammar = term[0] in _GRAMMAR or term[-1] in _GRAMMAR
                if not grammar and not _CHINESE_ASKING.search(term):
                    yield term


def _plain(text: str) -> str:
    return _NO_LETTER.sub("", text.lower())
