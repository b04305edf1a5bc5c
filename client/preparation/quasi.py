"""What a prepared text still tells of a person, and how few share it. No IO.

Desensitization leaves what is no identifier by itself: an age below 90, a sex, a year, a state or a
province. Together they may single somebody out. A unit's combination is what all of its texts say;
k is how many units say the same (Sweeney 2002). It counts what these patterns read, so a large k is
no proof of anonymity, and a small one is a reason to look.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

ATTRIBUTES = ("age", "sex", "region", "year")
_BAND = 5  # years of age that count as one
_WORST = 20  # combinations that are shown

_AGE = re.compile(
    r"(?<![0-9A-Za-z.])([1-9]?[0-9])(?:[ -](?:years?|yrs?)[ -]old|[ -]?y/?o\b|岁|周岁)"
    r"|\b(?:aged?|age is|年龄)[ :：]{0,2}([1-9]?[0-9])(?![0-9%]|\.[0-9])",
    re.IGNORECASE,
)
_FEMALE = r"\b(?:woman|female|girl|lady|mother|wife|daughter|she|her)\b"
_MALE = r"\b(?:man|male|boy|gentleman|father|husband|son|he|his)\b"
_SEXES = (
    ("f", re.compile(rf"{_FEMALE}|女(?:性|士|儿|,|，)|妻子|母亲|她", re.IGNORECASE)),
    ("m", re.compile(rf"{_MALE}|男(?:性|士|,|，)|丈夫|父亲|儿子", re.IGNORECASE)),
)
_YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")
_STATES = (
    "Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Georgia|Hawaii"
    "|Idaho|Illinois|Indiana|Iowa|Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts|Michigan"
    "|Minnesota|Mississippi|Missouri|Montana|Nebraska|Nevada|New Hampshire|New Jersey|New Mexico"
    "|New York|North Carolina|North Dakota|Ohio|Oklahoma|Oregon|Pennsylvania|Rhode Island"
    "|South Carolina|South Dakota|Tennessee|Texas|Utah|Vermont|Virginia|West Virginia|Wisconsin"
    "|Wyoming|England|Scotland|Wales|Northern Ireland"
)
_PROVINCES = (
    "北京|天津|河北|山西|内蒙古|辽宁|吉林|黑龙江|上海|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|广西"
    "|海南|重庆|四川|贵州|云南|西藏|陕西|甘肃|青海|宁夏|新疆|香港|澳门|台湾"
)
_REGION = re.compile(rf"\b(?:{_STATES})\b|{_PROVINCES}")


@dataclass(frozen=True, slots=True)
class Rarity:
    """How many units share their combination of attributes with how few others."""

    units: int
    silent: int  # units whose texts say nothing of the kind
    below: Mapping[
        int, int
    ]  # k: units that share theirs with fewer than k in all, themselves included
    by_attributes: Mapping[tuple[str, ...], tuple[int, int]]  # units that say these, unique ones
    rarest: tuple[tuple[Mapping[str, str], int], ...]  # combination, units


def attributes_of(text: str) -> dict[str, set[str]]:
    """What `text` says, by attribute; none that it says nothing of."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for age in _AGE.finditer(text):
        years = int(age[1] or age[2])
        found["age"].add(f"{years // _BAND * _BAND}-{years // _BAND * _BAND + _BAND - 1}")
    counts = {sex: len(pattern.findall(text)) for sex, pattern in _SEXES}
    if counts["f"] != counts["m"]:
        found["sex"].add(max(counts, key=lambda sex: counts[sex]))
    found["region"] |= set(_REGION.findall(text))
    found["year"] |= set(_YEAR.findall(text))
    return {name: values for name, values in found.items() if values}


def rarity(texts: Iterable[tuple[str, str]], ks: tuple[int, ...] = (2, 3, 5, 10)) -> Rarity:
    """Count over `(unit, text)`; a unit may come often."""
    said: defaultdict[str, defaultdict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for unit, text in texts:
        mine = said[unit]
        for name, values in attributes_of(text).items():
            mine[name] |= values
    combinations = [
        tuple((name, "/".join(sorted(mine[name]))) for name in ATTRIBUTES if mine.get(name))
        for mine in said.values()
    ]
    shared = Counter(combinations)
    silent = shared.pop((), 0)
    below = {k: sum(n for n in shared.values() if n < k) for k in ks}
    by_attributes: dict[tuple[str, ...], tuple[int, int]] = {}
    for combination, n in shared.items():
        names = tuple(name for name, _ in combination)
        units, unique = by_attributes.get(names, (0, 0))
        by_attributes[names] = (units + n, unique + (n == 1))
    rarest = sorted(shared.items(), key=lambda item: (item[1], -len(item[0]), item[0]))[:_WORST]
    return Rarity(
        len(said),
        silent,
        below,
        dict(sorted(by_attributes.items(), key=lambda item: -item[1][0])),
        tuple((dict(combination), n) for combination, n in rarest),
    )
