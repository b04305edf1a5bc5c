"""The private half in Chinese. Owners' names stay ASCII, so that their folders are plain."""

from qa.synthetic.care_zh import CLINIC, HOSPITAL
from qa.synthetic.finance_zh import BANK, INSURER
from qa.synthetic.names_zh import NAMES
from qa.synthetic.schema import Asks, World

ASKS = {
    "person": Asks(
        train=("{d}是谁？", "谁是{d}？", "{d}叫什么名字？", "请写出{d}。"),
        held=("请问{d}叫什么？", "请问谁是{d}？"),
    ),
    "date": Asks(
        train=("{d}是哪天？", "哪天是{d}？", "{d}是什么时候？", "请写出{d}。"),
        held=("请问{d}是哪天？", "请问哪天是{d}？"),
    ),
    "amount": Asks(
        train=("{d}是多少？", "多少是{d}？", "{d}有多少？", "请写出{d}。"),
        held=("请问{d}是多少？", "请问{d}有多少？"),
    ),
    "drug": Asks(
        train=("{d}是什么？", "哪种是{d}？", "{d}是哪种？", "请写出{d}。"),
        held=("请问{d}是什么？", "请问哪种是{d}？"),
    ),
    "phone": Asks(
        train=("{d}是什么？", "{d}是多少？", "哪个是{d}？", "请写出{d}。"),
        held=("请问{d}是多少？", "请问哪个是{d}？"),
    ),
}

PRIVATE = World("zh", "private", (HOSPITAL, CLINIC, BANK, INSURER), ASKS, NAMES["private"])
