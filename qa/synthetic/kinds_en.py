"""The private half in English: what four kinds of owner write, and how outsiders ask about it."""

from qa.synthetic.care_en import CLINIC, HOSPITAL
from qa.synthetic.finance_en import BANK, INSURER
from qa.synthetic.names_en import NAMES
from qa.synthetic.schema import Asks, World

ASKS = {
    "person": Asks(
        train=("Who is {d}?", "What is the name of {d}?", "Which person is {d}?", "Name {d}."),
        held=("Can you name {d}?", "Give the name of {d}."),
    ),
    "date": Asks(
        train=("When is {d}?", "What date is {d}?", "Which date is {d}?", "Give the date of {d}."),
        held=("Can you give the date of {d}?", "What is the date of {d}?"),
    ),
    "amount": Asks(
        train=("How much is {d}?", "What amount is {d}?", "Which sum is {d}?", "State {d}."),
        held=("Can you state {d}?", "What sum is {d}?"),
    ),
    "drug": Asks(
        train=("What is {d}?", "Which drug is {d}?", "What drug is {d}?", "Give {d}."),
        held=("Can you give {d}?", "Name the drug that is {d}."),
    ),
    "phone": Asks(
        train=("What is {d}?", "Which number is {d}?", "What phone number is {d}?", "Give {d}."),
        held=("Can you give {d}?", "Which phone number is {d}?"),
    ),
}

PRIVATE = World("en", "private", (HOSPITAL, CLINIC, BANK, INSURER), ASKS, NAMES["private"])
