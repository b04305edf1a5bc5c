"""The public half in English: everyday papers with everyday words, for a warm-up in the open.

It trains the same skill (find the value whose role the question means) on other kinds of
document. No field, role word, frame, phrasing or name is shared with the private half.
"""

from qa.synthetic.fair_en import FAIR
from qa.synthetic.names_en import NAMES
from qa.synthetic.schema import Asks, Group, Kind, World, fields

ASKS = {
    "person": Asks(
        train=("Who was {d}?", "Find {d}.", "Whose name is given for {d}?", "Who acts as {d}?"),
        held=("Whose name stands for {d}?", "Look up {d}."),
    ),
    "date": Asks(
        train=(
            "When was {d}?",
            "Find the date of {d}.",
            "On which day is {d}?",
            "When will {d} be?",
        ),
        held=("On what day is {d}?", "Look up the date of {d}."),
    ),
    "price": Asks(
        train=("How high is {d}?", "Find {d}.", "What does {d} come to?", "What was {d}?"),
        held=("How high was {d}?", "Look up {d}."),
    ),
    "place": Asks(
        train=("Where is {d}?", "Find {d}.", "Where was {d}?", "Which place is {d}?"),
        held=("Where can I find {d}?", "Look up {d}."),
    ),
    "code": Asks(
        train=("What was {d}?", "Find {d}.", "Which code is {d}?", "What code is used for {d}?"),
        held=("Which code was {d}?", "Look up {d}."),
    ),
}


_LIBRARY = Kind(
    name="library",
    title="library notice",
    share=1.0,
    unanswerable_rate=0.15,
    groups=(
        Group(
            "person",
            fields("""
                borrower: borrower | current reader
                  = the one who took the book out | the borrower of the book
                  ~ the one who borrowed the book
                author: author | writer
                  = the author of the book | the one who wrote the book
                  ~ the writer of the book
                librarian: librarian | counter help
                  = the librarian | the one who helps at the counter
                  ~ the librarian who helps at the counter
                donor: donor | giver
                  = the one who gave the book away | the donor of the book
                  ~ the one who donated the book
                waiting: next reader | queue
                  = the one who waits for the book | the reader next in the queue
                  ~ the one next in the queue
                """),
        ),
        Group(
            "date",
            fields("""
                loan: lent | taken out
                  = the start of the loan | the lending
                  ~ the start of lending
                due: due back | deadline
                  = the latest return | the last day of the loan
                  ~ the latest day of return
                reminder: reminder | warning
                  = the reminder | the warning letter
                  ~ the reminder letter
                bought: bought | acquired
                  = the purchase | the buying of the book
                  ~ the purchase of the book
                """),
        ),
    ),
    openings=(
        "Library notice for {person_name}, {email}.",
        "Notice to {person_name}, ticket {id_number}.",
    ),
    details=(
        "Phone: {phone}.",
        "Post goes to {address}.",
    ),
    frames=(
        "{M} is {v}.",
        "With {m} goes {v}.",
        "{M} on record: {v}.",
    ),
    frames_held=("Here {v} is the {m}.",),
    separator=" ",
    date_style="day_month",
)

_CONFERENCE = Kind(
    name="conference",
    title="conference programme",
    share=1.0,
    unanswerable_rate=0.15,
    groups=(
        Group(
            "person",
            fields("""
                chair: chair | moderator
                  = the chair of the session | the one who leads the session
                  ~ the session's leader in the chair
                speaker: keynote | main talk
                  = the one who gives the main talk | the keynote speaker
                  ~ the speaker of the main talk
                host: host | organiser
                  = the organiser | the host of the meeting
                  ~ the meeting's organiser
                music: pianist | evening music
                  = the one who plays music | the musician
                  ~ the one who plays in the evening
                sponsor: sponsor | patron
                  = the sponsor | the one who funds the meeting
                  ~ the sponsor of the meeting
                """),
        ),
        Group(
            "place",
            fields("""
                lunch: lunch | midday meal
                  = the lunch | the meal at noon
                  ~ the meal at lunch
                posters: posters | poster show
                  = the poster display | the posters
                  ~ the display of posters
                coats: cloakroom | coats
                  = the spot for coats | the cloakroom
                  ~ the place for coats
                talks: talks | lectures
                  = the lecture | the talks
                  ~ the lecture talks
                party: dinner | gala
                  = the dinner | the festive meal
                  ~ the festive dinner
                """),
        ),
    ),
    openings=(
        "Programme sent to {person_name}, {email}",
        "Badge of {person_name}, {phone}",
    ),
    details=(
        "Hotel at {address}",
        "Badge no. {id_number}",
    ),
    frames=(
        "{M} | {v}",
        "{M} -> {v}",
        "{M} => {v}",
    ),
    frames_held=("{M} .. {v}",),
    separator="\n* ",
    date_style="day_month",
)

_CLUB = Kind(
    name="club",
    title="sports club newsletter",
    share=1.0,
    unanswerable_rate=0.15,
    groups=(
        Group(
            "person",
            fields("""
                captain: captain | skipper
                  = the captain of the team | the one who leads the team
                  ~ the leader and captain of the team
                coach: coach | trainer
                  = the coach | the one who trains the team
                  ~ the trainer of the team
                keeper: goalkeeper | keeper
                  = the goalkeeper | the one who guards the goal
                  ~ the one who keeps the goal
                umpire: umpire | referee
                  = the referee | the one who judges the match
                  ~ the referee of the match
                scorer: top scorer | best striker
                  = the one with the most goals | the player who scored most
                  ~ the player with the most goals
                """),
        ),
        Group(
            "date",
            fields("""
                match: match | league game
                  = the match | the game in the league
                  ~ the league match
                training: training | practice
                  = the training | the practice of the team
                  ~ the team's training
                feast: summer feast | barbecue
                  = the summer party | the barbecue
                  ~ the barbecue party
                trip: trip | outing
                  = the trip | the outing of the club
                  ~ the trip of the club
                """),
        ),
    ),
    openings=(
        "News for member {person_name}, {phone}.",
        "Hello {person_name} from {address}!",
    ),
    details=(
        "Write to {email}.",
        "Member no. {id_number}.",
    ),
    frames=(
        "For the {m}, note {v}.",
        "{M}, {v}.",
        "This season {m} means {v}.",
    ),
    frames_held=("Note for {m}: {v}.",),
    separator=" ",
    date_style="month_day",
)

_SHOP = Kind(
    name="shop",
    title="shop order",
    share=1.0,
    unanswerable_rate=0.15,
    groups=(
        Group(
            "price",
            fields("""
                shipping: shipping | postage
                  = the cost of shipping | the postage
                  ~ the cost of postage
                tax: sales tax | VAT
                  = the tax | the part for the state
                  ~ the tax for the state
                discount: discount | rebate
                  = the discount | the reduction
                  ~ the discount or reduction
                goods: goods | items
                  = the price of the goods | the cost of the items
                  ~ the price of the items
                wrapping: gift wrap | ribbon
                  = the wrapping | the gift paper
                  ~ the gift wrapping
                """),
        ),
        Group(
            "date",
            fields("""
                ordered: ordered | basket sent
                  = the order | the ordering
                  ~ the ordering of the goods
                shipped: shipped | parcel left
                  = the posting of the parcel | the shipping
                  ~ the shipping of the parcel
                arrival: delivered | parcel came
                  = the delivery | the parcel's coming
                  ~ the delivery of the parcel
                invoice: invoiced | billed
                  = the invoice | the writing of the invoice
                  ~ the invoice writing
                """),
        ),
        Group(
            "person",
            fields("""
                packer: packer | warehouse
                  = the one who packed the parcel | the packer
                  ~ the one who did the packing
                courier: courier | van
                  = the courier | the one who brings the parcel
                  ~ the one who brings the parcel as courier
                recipient: ship to | gift for
                  = the one who receives the parcel | the recipient
                  ~ the recipient of the parcel
                neighbour: neighbour | next door
                  = the neighbour | the one who lives next door
                  ~ the neighbour next door
                """),
        ),
    ),
    openings=(
        "Order by {person_name}, {email}",
        "Bought by {person_name}, {address}",
    ),
    details=(
        "Cell {phone}",
        "Order no. {id_number}",
    ),
    frames=(
        "[{M}] {v}",
        "{M} .... {v}",
        "{M} :: {v}",
    ),
    frames_held=("{M} -- {v}",),
    separator="; ",
    date_style="iso",
)

_MUSEUM = Kind(
    name="museum",
    title="museum catalogue entry",
    share=1.0,
    unanswerable_rate=0.15,
    groups=(
        Group(
            "person",
            fields("""
                painter: painter | artist
                  = the artist | the one who painted it
                  ~ the artist who painted it
                model: sitter | portrayed
                  = the one in the picture | the sitter of the portrait
                  ~ the one who sat for the portrait
                restorer: restorer | cleaner
                  = the one who restored it | the restorer
                  ~ the one who cleaned and restored it
                lender: lender | private loan
                  = the lender | the one who lent it
                  ~ the one who lent it as lender
                curator: curator | show maker
                  = the curator | the one who arranged the show
                  ~ the curator of the show
                """),
        ),
        Group(
            "code",
            fields("""
                wall: wall tag | hanging
                  = the code on the wall | the wall tag
                  ~ the tag on the wall
                box: box | crate
                  = the code of the box | the crate
                  ~ the code of the crate
                frame: frame | gilt edge
                  = the code of the frame | the frame
                  ~ the frame's code
                photo: photo | negative
                  = the photo | the code of the photograph
                  ~ the photo's code
                audio: audio guide | headset
                  = the audio guide | the code to listen
                  ~ the code for the audio guide
                """),
        ),
    ),
    openings=(
        "Entry written by {person_name}, {email}.",
        "Entry by {person_name}, pass {id_number}.",
    ),
    details=(
        "Questions: {phone}.",
        "Studio: {address}.",
    ),
    frames=(
        "{M} of this piece: {v}.",
        "As {m} it names {v}.",
        "It has {m} {v}.",
    ),
    frames_held=("Here the {m} reads {v}.",),
    separator=" ",
    date_style="day_month",
)

PUBLIC = World(
    "en", "public", (FAIR, _LIBRARY, _CONFERENCE, _CLUB, _SHOP, _MUSEUM), ASKS, NAMES["public"]
)
