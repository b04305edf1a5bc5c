"""Whether a Chinese text, or a part of one, speaks of private persons. No IO."""

from __future__ import annotations

import re
from functools import lru_cache

from privacy.desensitize.detectors.names_zh_genre import is_note

_SHORT = 160  # characters of a text in which 我 and 你 are of a message
# All that they find begin with a digit, or with a word, which is found fast.
_TELEPHONE = re.compile(
    r"[0-9](?:(?:(?<=(?<![0-9])1)[3-9][0-9]{9}"
    r"|(?<=(?<![0-9])0)(?:[0-9]{2,3}-[0-9]{7,8}|[0-9]{3}-[0-9]{3}-[0-9]{3}))(?![0-9])"
    r"|[0-9]{16}[0-9X])"
)
# More words of records, which one rare in articles is enough of in a line or two.
_SIGNS = re.compile(
    r"初诊|内瘘|透析|术后|化疗|采血|空腹|床号|主刀|麻醉|植入者|权利人|抵押物|委托人|受托人|工号"
    r"|学号|手机|电话|传真|车牌"
    r"|追尾|事故地点|出险|报案|查勘|产检|孕[0-9]|建档|签约|收款|附言|转账|借款|寄件|收件|值班|排班|交班|请假|领药"
    r"|取药|开药|药房|购药|参保"
    r"|个人编号|登记|备案|工资|入职|离职|面试|快件|包裹|外卖|跑腿|住址|籍贯|病友|家属"
    rf"|男[,，]|女[,，]|bid|qd|mg|ml|{'|'.join(f'{ten}[0-9]岁' for ten in range(10))}"
)
_SIGN_LENGTH = 200  # characters for which one sign more is needed
_MESSAGE = re.compile(r"[我你您咱俺]|师傅|阿姨|大爷|大妈|大姐|医生|护士|大夫|老师")


@lru_cache(maxsize=4)  # several detectors ask for the same text
def is_private(text: str) -> bool:
    """Whether `text` speaks of private persons: a note, a message, or a list with telephones."""
    return (
        is_note(text)
        or _TELEPHONE.search(text) is not None
        or len(set(_SIGNS.findall(text))) > len(text) // _SIGN_LENGTH
        or (len(text) <= _SHORT and _MESSAGE.search(text) is not None)
    )
