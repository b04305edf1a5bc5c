"""English name parts. Four pools, disjoint in first and in last names."""

from qa.synthetic.schema import Half, NamePool, Split, words

_PRIVATE_TRAIN = NamePool(
    first=words(
        "James Mary Robert Linda David Susan Thomas Karen Daniel Nancy Paul Lisa Mark Betty Steven "
        "Helen Andrew Sandra Kevin Donna Brian Carol George Ruth Edward Sharon Ronald Laura "
        "Anthony Sarah Jason Kim Jeffrey Deborah Ryan Jessica Jacob Amy Gary Angela Eric Anna "
        "Larry Brenda Scott Emma Frank Rachel Raymond Janet Patrick Maria Jack Diane Dennis Julie "
        "Tyler Joyce Aaron Victoria"
    ),
    last=words(
        "Smith Johnson Williams Brown Jones Miller Davis Wilson Anderson Taylor Moore Jackson "
        "Martin Lee Thompson White Harris Clark Lewis Robinson Walker Young Allen King Wright "
        "Torres Hill Green Adams Baker Nelson Hall Campbell Mitchell Carter Roberts Turner "
        "Phillips Evans Parker Edwards Collins Stewart Morris Murphy Cook Rogers Morgan Cooper "
        "Peterson Reed Bailey Kelly Howard Ward Cox Richardson Watson Brooks Bennett Gray Hughes "
        "Price Myers Long Foster Sanders Ross Powell Sullivan Russell Jenkins Perry Butler "
        "Barnes Fisher"
    ),
)
_PRIVATE_TEST = NamePool(
    first=words(
        "Oliver Sophie Henry Alice Arthur Clara Oscar Lucy Simon Grace Martha Hugh Julia Leon "
        "Nina Walter Eva Felix Irene Ralph Vera Stanley Monica Bruno"
    ),
    last=words(
        "Hamilton Graham Wallace Cole West Jordan Owens Reynolds Ellis Gibson Cruz Marshall "
        "Ortiz Gomez Murray Freeman Wells Webb Simpson Stevens Tucker Porter Hunter Hicks "
        "Crawford Boyd Mason Kennedy Warren Dixon"
    ),
)
_PUBLIC_TRAIN = NamePool(
    first=words(
        "Adam Beth Carl Dora Ethan Fiona Glenn Hazel Ivan Jane Keith Lorna Miles Naomi Owen "
        "Paula Quentin Rosa Samuel Tina Ulrich Violet Wayne Yvonne Zachary Bella Colin Daisy "
        "Elliot Flora Gordon Holly Isaac Joan Kyle Lena Maude Nora Otto Penny"
    ),
    last=words(
        "Abbott Barton Chapman Dawson Elliott Fletcher Goodwin Hartley Ingram Jarvis Knight "
        "Lambert Maxwell Newton Osborne Pearson Quinn Ramsey Shelton Thornton Underwood Vincent "
        "Weaver Yates Zimmerman Bishop Carroll Doyle Farmer Griffin Hodges Irwin Kemp Lawson "
        "Moss Norris Page Rhodes Sutton Todd"
    ),
)
_PUBLIC_TEST = NamePool(
    first=words("Albert Celia Derek Edith Floyd Greta Harold Ida Louis Mabel Neil Pearl"),
    last=words("Archer Blake Curtis Dale Finch Garner Holt Lyons Nash Pope Sharp Vaughan Wolfe"),
)

NAMES: dict[Half, dict[Split, NamePool]] = {
    "private": {"train": _PRIVATE_TRAIN, "test": _PRIVATE_TEST},
    "public": {"train": _PUBLIC_TRAIN, "test": _PUBLIC_TEST},
}
