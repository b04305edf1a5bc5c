"""The public half's richest kind: hundreds of roles, each a pair of words.

Too many to learn by heart, they make a warm-up learn to match the question's words with the text's.
"""

from qa.synthetic.schema import Group, Kind, crossed

_MARKERS = ("{team} {role}", "{role}, {team}")

FAIR = Kind(
    name="fair",
    title="village fair plan",
    share=2.0,
    unanswerable_rate=0.15,
    groups=(
        Group(
            "person",
            crossed(
                "baker juggler cashier gardener drummer singer cook clown potter weaver florist "
                "fiddler magician usher butcher beekeeper brewer carver dancer tailor",
                "red blue green yellow purple silver",
                _MARKERS,
                ("the {role} of the {team} tent", "the {team} tent's {role}"),
                "the {role} in the {team} tent",
            ),
        ),
        Group(
            "date",
            crossed(
                "raffle parade concert auction picnic dance race contest puppetry tasting "
                "quiz bonfire rehearsal fireworks lottery",
                "spring autumn winter village school farmers",
                _MARKERS,
                ("the {role} for the {team} fair", "the {team} fair's {role}"),
                "the {role} at the {team} fair",
            ),
        ),
        Group(
            "price",
            crossed(
                "pie juice bread cheese honey soup candle basket mug cake toy ticket hat scarf jam",
                "small large old fresh round",
                _MARKERS,
                ("the {team} sort of {role}", "a {role} of the {team} sort"),
                "the {role} of {team} sort",
            ),
        ),
    ),
    openings=("Fair helper {person_name}, {phone}.", "Plan for {person_name}, {email}."),
    details=("Lives at {address}.", "Helper no. {id_number}."),
    frames=("{M} is down for {v}.", "{M}, see {v}.", "To {m} belongs {v}.", "{M} has {v}."),
    frames_held=("Next to {m} we read {v}.",),
    separator=" ",
    date_style="day_month",
)
