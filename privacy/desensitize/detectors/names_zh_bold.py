"""Persons in notes by their place alone: initials of staff, nicknames, masked names. No IO.

    a surname alone     接收人 晁, 交闵。, ——儿保麦, 经办贾/复核邬晓, Jenny 茅
    with a word of kin  3床漆叔, 霍生呀, 顾四爷, 褚老, 樊氏兄弟
    a nickname          小欧阳, 大刘去看过, 叫她玉兰, 糯米妈妈, "二丫头", 「梅子」 21:04
    a masked name       简○廷, 覃什么锋
    another name        原名危方, 婚前姓:隗, (上官)
    a surname again     缪立 ... 而缪当日

These rules believe more than those of `names_zh_notes`: they are for texts of private persons.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from privacy.desensitize.detectors.cues import by_first_letter
from privacy.desensitize.detectors.heads import Headed
from privacy.desensitize.detectors.names_zh_given import given
from privacy.desensitize.detectors.names_zh_model import UNKNOWN, lexicon, options, reading
from privacy.desensitize.detectors.names_zh_notes import KIN, SURE, is_pair
from privacy.desensitize.lexicon import names_zh, names_zh_bold, names_zh_cues

_HAN = r"\u3400-\u9fff"
_ALL = "".join(c for c in "".join(names_zh.SURNAMES) if c not in "他她你我母父")
_LONE = "".join(sorted(set(_ALL) - set(names_zh_cues.NOT_LONE) - set(names_zh_bold.NOT_INITIALS)))
_COMPOUND = by_first_letter(names_zh.COMPOUND_SURNAMES)
_SURNAME = rf"(?:{_COMPOUND}|[{_LONE}])"
_FILLED = -13.0  # margin of a name that fills a cell of a list
_USED = 9.5  # cost from which a word may be a given name: 玉兰, 金花
_WORD = 12.5  # cost up to which two characters are a word that is in use
_KIN = "叔婶嫂姨姐哥弟妹伯爷奶姑舅娘爹妈爸"
_TITLES = by_first_letter(names_zh_bold.TITLES)
_HEADS = "".join(sorted(set(_LONE) | {name[0] for name in names_zh.COMPOUND_SURNAMES}))
_TITLE_HEADS = "".join(sorted({title[0] for title in names_zh_bold.TITLES}))
_STOP = r"(?=[ \t]{0,3}(?:$|[\n,。;、/|)」”\"(]|\d)|  )"

# Patterns whose first group is what is found, by how sure they are.
_SURNAMES: tuple[re.Pattern[str] | Headed, ...] = (
    Headed(
        rf"[{_LONE}](?=[处队局所护支书])",
        rf"(?:(?<![{_HAN}])|(?<=[跟找和问请给叫让由]))([{_LONE}])(?:处|队|局|所|护长|支书|书记)"
        rf"(?=[对说来去让这那给在]|[^{_HAN}]|$)",
    ),
    re.compile(rf"(?:{by_first_letter(names_zh_bold.SIGNERS)})[ :]{{0,3}}({_SURNAME}){_STOP}"),
    re.compile(
        rf"[—-](?<![^\n。!?.~ ].)[—-]{{1,3}} ?(?:[{_HAN}]{{1,6}}?[ :]?)?"
        rf"({_SURNAME})(?=[ .。]{{0,3}}(?:$|\n|[0-9]))"
    ),
    re.compile(rf"交(?:给|接|班)?({_SURNAME})(?=[。,;)\n]|$)"),
    Headed(
        rf"[{_HEADS}](?=[{_KIN}]|[{_HAN}][{_KIN}])",
        rf"(?:(?<![{_HAN}])|(?<=[床房号楼栋]))({_SURNAME})[{_KIN}](?![{_KIN}])",
    ),
    Headed(
        rf"[{_HEADS}](?=[生太]|[{_HAN}][生太])",
        rf"(?:(?<![{_HAN}])|(?<=[系是我找同俾叫问帮]))({_SURNAME})[生太](?=[呀啊啦,。: 话你您讲打]"
        rf"|$)",
    ),
    re.compile(rf"[交找请问给叫让跟]([于和同向从时安左成尚连应曾常代])(?:{_TITLES})"),
    Headed(
        rf"[{_HEADS}](?=[{_TITLE_HEADS}]|[{_HAN}][{_TITLE_HEADS}])",
        rf"({_SURNAME})(?:{_TITLES})",
    ),
    Headed(
        rf"[{_HEADS}](?=老|[{_HAN}]老)",
        rf"(?<![{_HAN}])({_SURNAME})老(?=[一二三四五六七八九十0-9,。的在先因曾自已])",
    ),
    re.compile(rf"([{_LONE}])氏(?:兄弟|父子|姐妹|姊妹|夫妇|夫妻|母女|母子|父女|一家|家属|患者)"),
    re.compile(rf"姓({_COMPOUND}|[{_ALL}])(?![{_HAN}])"),
    re.compile(
        rf"(?:婚前姓|娘家姓|本姓|夫姓|原姓|随母姓|随父姓)[ :为是]{{0,2}}({_COMPOUND}|[{_ALL}])"
    ),
    re.compile(rf"[A-Za-z][ /]{{0,3}}[( ]({_COMPOUND}|[{_LONE}])(?=[)\n]|$)"),
    re.compile(rf"[(]({_COMPOUND})[)]"),
)
_WHOLE: tuple[re.Pattern[str] | Headed, ...] = (
    re.compile(
        r"(?:原名|曾用名|本名|真名|误写[为成]|错写[为成]|写成了?|师从|师承|改名"
        r"|更名[为]?)[ :叫为是\"“]{0,2}"
        rf"({_SURNAME}[{_HAN}]{{1,2}}?)(?=写|误|的|等|[^{_HAN}]|$)"
    ),
    Headed(
        rf"[{_ALL}](?=[○◯□*●×〇])",
        rf"(?<![0-9])([{_ALL}](?:[○◯□*●×]{{1,2}}|〇)[{_HAN}]?)(?![0-9○〇])",
    ),
    re.compile(rf"[叫是姓]([{_ALL}](?:什么|啥)[{_HAN}]?)(?=[,。;)!?\n ]|$)"),
    re.compile(rf"小[{_ALL}]还是(小[{_ALL}])"),
    re.compile(rf"[父母夫妻](?<![^\n \t].) {{1,2}}({_SURNAME}[{_HAN}]{{1,2}})(?=[ \n(,]|$)"),
    re.compile(rf"(?:喂|哎)[,! ]?[^,。\n]{{0,4}}[,!]我([{_HAN}]{{2}})(?=,)"),
    Headed(
        f"[小老](?=[{''.join({name[0] for name in names_zh.COMPOUND_SURNAMES})}])",
        rf"[小老](?:{_COMPOUND})(?=[^{_HAN}]|$|[{names_zh_bold.DOES}])",
    ),
    Headed(
        rf"[{_HEADS}](?<![{_HAN}].)(?=[大二三四五六七八九幺老小家媳寡婆]|[{_HAN}])",
        rf"(?<![{_HAN}])({_SURNAME}[大二三四五六七八九幺老小][{_KIN}]"
        rf"|{_SURNAME}家?[大二三四五六七八九]?(?:媳妇|寡妇|婆子|老太))",
    ),
    re.compile(rf"[村的叫找是]({_SURNAME}[大二三四五六七八九幺][{_KIN}])"),
    Headed(
        f"大(?=[{names_zh_bold.COMMON}])",
        rf"(?:(?<![{_HAN}])"
        rf"|(?<=[:让叫找给跟和由请]))(大[{names_zh_bold.COMMON}])(?=[{names_zh_bold.DOES}]"
        rf"|[,。:;)\n]|$)",
    ),
    re.compile(
        r"[「\"“【\[](?![^」\"”】\]]{0,4}(?:助手|客服|机器人|系统|官方|银行|保险|医院|群|通知|提醒"
        r"|公告))"
        rf"([{_HAN}]{{2,4}})[」\"”】\]][ :]{{0,2}}(?=[0-9]{{1,2}}:[0-9]{{2}})"
    ),
    re.compile(
        rf"(?:通讯录|外号|绰号|人称|诨名|花名|小名|乳名|奶名|昵称|网名"
        rf"|备注名?)[叫是为:]?[「\"“]([{_HAN}]{{2,4}})[」\"”]"
    ),
    re.compile(
        rf"(?:外号|绰号|人称|诨名|花名|小名|乳名|奶名|昵称"
        rf"|网名)[叫是为 :]{{0,2}}([{_HAN}]{{2,3}})(?=[,。;)!?\n ]|$)"
    ),
    re.compile(
        r"[「\"“]([大二三四五六小老阿](?:丫头?|妮子?|娃子?|胖子?|毛|胡子|个子|嘴|头|黑子?|宝|柱子?"
        r"|牛|虎子?|妞|囡|嫂))[」\"”]"
    ),
)
_CELLS = (
    Headed(
        rf"[{_HEADS}](?<![{_HAN}].)(?=[{_HAN}])",
        rf"(?:(?<=[|\n])|(?<=\| )|(?<=名:)|(?<=[0-9][.、])|(?<=[0-9][.、] )|^)"
        rf"({_SURNAME}[{_HAN}]{{1,2}})(?= ?[|\t\n]|  |:(?<=[0-9][.、].{{3}}:)"
        rf"|:(?<=[0-9][.、] .{{3}}:)|$)",
    ),
)
_GIVEN = (
    re.compile(
        rf"(?:叫|喊|唤)(?:我|她|他|你|做|作|成)?[\"“]?([{_HAN}]{{2}})(?=[,。;)!?\"”\n ]|$|的|还是)"
    ),
    re.compile(
        rf"(?:喂|嗨|哎)[,! ]?[^,。\n]{{0,4}}[,!]?我(?:是|叫)?([{_HAN}]{{2}})(?=[,啊呀呢。])"
    ),
    re.compile(
        rf"[{_KIN}](?![{_HAN}])(?<=([{_HAN}]{{2}}).)"
        rf"(?:(?<![{_HAN}].{{3}})|(?<=[找叫给和跟是让].{{3}}))"
    ),
)
_SMALL = re.compile(rf"(?:叫|还是|找)([小大老][{_ALL}])(?=[,。;)!?\n 还吧啊呀的]|$)")
_PARENT = re.compile(
    rf"[妈爸麻粑](?<=([{_HAN}]{{2}}).)(?:(?<![{_HAN}].{{3}})|(?<=[是找给让叫和跟问帮].{{3}}))"
    r"(?:(?<=妈)[妈咪]|(?<=爸)[爸比]|(?<=麻)麻|(?<=粑)粑)"
    rf"(?=[,。:;!?)\n ]|$|[您你好在说来问想要给带发])"
)
_MADE_OF = re.compile(rf"我(?:是|系)[{_HAN}]{{2,12}}?的([{_ALL}][{_HAN}]{{1,2}})(?=[,。!; ]|$)")
_AGAIN = re.compile(
    rf"(?:(?<![{_HAN}])|(?<=[而由与和被经系是给对向让从找]))[{_HAN}]"
    rf"(?:(?![{_HAN}])|(?=[当称说在即的未已表自不否曾又也仍还供述答认于本将均]))"
)


def bold(text: str) -> Iterator[tuple[int, int, float]]:
    """Names in a note: where each begins and ends, and its margin."""
    characters = frozenset(text)
    for needs, pattern, fits, margin in _NEEDING:
        if needs and characters.isdisjoint(needs):
            continue
        for mark in pattern.finditer(text):
            start, end = mark.span(mark.lastindex or 0)
            if fits(text, start, end):
                yield start, end, margin


def surnames_again(text: str, found: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Where the surnames of names of `found` stand without a given name."""
    heads = {text[at] for at, end in found if end - at in (2, 3) and text[at] in _LONE}
    for head in heads:
        at = text.find(head)
        while at >= 0:
            if _AGAIN.match(text, at) and not _in_word(text, at):
                yield at, at + 1
            at = text.find(head, at + 1)


def _is_word(word: str) -> bool:
    return is_pair(word) or lexicon().words.get(word, UNKNOWN) < UNKNOWN


def _stands_alone(text: str, at: int, end: int) -> bool:
    """Whether a surname is none of a word's characters."""
    return end - at > 1 or not _in_word(text, at)


def _in_word(text: str, at: int) -> bool:
    """Whether the character at `at` makes a word with one beside it."""
    words = lexicon().words
    pairs = (text[at - 1 : at + 1] if at else "", text[at : at + 2])
    return any(
        is_pair(pair) or words.get(pair, UNKNOWN) < _WORD for pair in pairs if len(pair) == 2
    )


def _is_known(text: str, at: int, end: int) -> bool:
    name = text[at:end]
    return not is_pair(name) and name not in names_zh_bold.NOT_NAMES


def _may_be(text: str, at: int, end: int) -> bool:
    """Whether two characters are a given name rather than a word."""
    name, words = text[at:end], lexicon().words
    if not _is_known(text, at, end):
        return False
    if name[0] == name[1]:
        return words.get(name, UNKNOWN) >= UNKNOWN
    return given(text, at) is not None and words.get(name, UNKNOWN) > _USED


def _is_no_word(text: str, at: int, end: int) -> bool:
    return not _is_word(text[at:end])


def _fills(text: str, at: int, end: int) -> bool:
    """Whether what fills a cell is a name, with any given name."""
    if not _is_known(text, at, end) or text[end - 1] in names_zh_cues.NOT_CELL:
        return False
    name = text[at:end]
    best = [cost for stop, cost, _ in options(name, 0, rare=True) if stop == len(name)]
    return bool(best) and reading(name, 0, len(name)).margin(len(name), min(best)) >= _FILLED


def _is_child(text: str, at: int, end: int) -> bool:
    return text[at:end] not in names_zh_bold.NOT_CHILDREN and text[end - 1] not in "的个位们"


# Patterns, what else is asked of what they find, and its margin.
_RULES: tuple[
    tuple[tuple[re.Pattern[str] | Headed, ...], Callable[[str, int, int], bool], float], ...
] = (
    (_SURNAMES, _stands_alone, KIN),
    (_WHOLE, _is_known, SURE),
    (_GIVEN, _may_be, KIN),
    (_CELLS, _fills, SURE),
    ((_SMALL,), _is_no_word, KIN),
    ((_PARENT,), _is_child, KIN),
    ((_MADE_OF,), _is_no_word, SURE),
)
# Of each pattern in turn, characters of which a text that it fits has one, or "" for any text. Most
# texts have few of them, and to see that is faster than to try the pattern.
_NEEDS = (
    *("处队局所护支书", "", "—-", "交", _KIN, "生太", _TITLE_HEADS, _TITLE_HEADS, "老", "氏", "姓"),
    *("姓", "( ", "("),
    *("名写师改更", "○◯□*●×〇", "么啥", "还", "父母夫妻", "喂哎", "小老", f"{_KIN}媳寡婆太", _KIN),
    *("大", '「"“【[', '「"“', "号称名昵", '「"“'),
    *("叫喊唤", "喂嗨哎", _KIN),
    *("", "叫还找", "妈爸麻粑", "我"),
)
_NEEDING = tuple(
    (frozenset(needs), pattern, fits, margin)
    for needs, (pattern, fits, margin) in zip(
        _NEEDS,
        ((one, fits, margin) for patterns, fits, margin in _RULES for one in patterns),
        strict=True,
    )
)
