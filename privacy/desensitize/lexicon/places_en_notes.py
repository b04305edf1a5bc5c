"""Words around towns in English notes. Plain data, in lower case, written for this project."""

from __future__ import annotations

from privacy.desensitize.lexicon import words

# Words before "in", "from" and the like after which a town is somebody's.
BEFORE_LINKS = {
    "in": """
        found born diagnosed treated married wed buried died met raised schooled trained qualified
        stay stays staying stayed holiday holidaying arrested stopped assaulted robbed mugged
        collected happened occurred lost stolen stuck stranded back home still now here working
        works worked salon salons shop shops farm farms restaurant cafe business bakery butcher
        butchers garage workshop pub house flat bungalow cottage apartment sister brother mother
        father mum mom dad son daughter aunt uncle cousin gran nan grandmother grandfather parents
        family friend friends girlfriend boyfriend wife husband partner niece nephew living lives
        lived live based settled grew up down over out alone am is are was were i'm she's he's
        they're we're flatshare lodgings hostel caravan boat student studying studied study
        teaching teaches taught nursery school uni university job gym church mosque temple
        accident crash collision collided crashed fell fall slipped hit bitten attacked knocked
        parked dropped bought sold rented renting rents letting owns seen last spotted picked
        delivered address property allotment bedsit lodger refuge camp village wedding funeral
        grandson granddaughter grandchildren ex in-laws mother-in-law carer neighbour landlord
        dentist vet gp childhood retired evacuated interned waiting arrived landed resident
    """,
    "from": """
        registered ambulance back in up down over home transferred transfer brought discharged
        travelled
        traveled flight flights train bus coach ferry drive drove driving journey way return
        returned returning refugee migrated fled escaped calling call called rang writing posted
        sent ordered came come comes coming hails originally moved away is are am was were i'm
        she's he's they're family people parents lift taxi cab run cycling cycled walked walking
        commute commutes commuting visiting travelling trip holiday arrived arriving flew flying
        conveyed helicopter airlifted evacuated repatriated weekend emailed driven seaman nurse
        man woman boy girl lady gentleman lad farmer teacher widow student patient driver couple
        mother father son daughter sister brother friend cousin aunt uncle deported immigrated
    """,
    "to": """
        back home moved move moves moving returned return returning gone going went goes flew fly
        flying travel travelled travelling traveled drove drive driven trip flight flights visit
        relocated relocating emigrated way journey deported repatriated commutes commuting commute
        over down up out train bus retired retire discharged cycled walked ferry posted
    """,
    "at": "lives living lived born home flat house staying parked",
    "of": """
        late formerly lately native resident residents outskirts edge outside north south east west
        born
    """,
    "into": "moved moving move relocated bus train",
    "via": "",
    "for": "left leaves leaving",
    "between": "",
}
# What isn't a private person's before "in": its town is left alone.
PUBLIC = words(
    """
    branch branches office offices machine machines atm atms court courts hospital hospitals clinic
    clinics ombudsman service services bank banks headquarters hq team teams centre center
    warehouse depot department unit registry laboratory lab council authority trust institute
    company firm registered incorporated published printed made manufactured held law laws
    legislation rates prices weather floods storm flooding conference summit market index
    regulator airport station port jurisdiction arbitration listed server servers datacentre
    committee university's museum group used guide directive treaty exchange
    """
)
# Words that begin towns' names, and that end them.
HEADS = words(
    """
    new north south east west great little upper lower old long high st ste st. mt ft port lake
    mount fort bad san santa saint los las el la le nether market royal kings king's queen's
    bishop's chipping newton castle burton church stoke cape isle monte villa
    """
)
TAILS = words(
    """
    bay hill hills green park heath wood woods bridge ferry cross island falls springs city town
    beach harbour harbor valley common end grove mills moor vale regis spa abbey castle sands
    point head ford gate row water creek lakes heights village station mead marsh magna parva
    north south east west wells lane court ridge rock grange haven quay road's
    """
)
# What follows the town of an office: "the Leeds branch".
AFTER = words(
    """
    branch office depot court hospital clinic team market store plant warehouse university council
    airport station street road system model score scale scan test monitor line card account
    police airport declaration protocol treaty convention agreement method lager beer time
    """
)
# How streets end, and begin, in other languages.
STREET_ENDINGS = words(
    """
    straße strasse straat str gasse allee platz ufer damm graben weg gracht laan kade plein
    singel dijk steeg gatan gata vägen vagen vej gade veien vegen stræde allé torget katu tie utca
    stig stigen gränd backen
    """
)
STREET_STARTS = tuple(
    start.replace("_", " ")
    for start in words(
        """
        Calle calle C/ C. Avda. Avda Avenida Av. Paseo Plaza Carrer Carrera Ronda Camino Travesía
        Via via Viale Vicolo Piazza Corso Largo Strada Rua rua R. Travessa Praça Alameda Estrada
        ul. ulica Ul. al. aleja Aleje os. pl. Strada Str. str. Bulevardul Šaumyana ulitsa Ulitsa
        Jalan Jl. Jln Jln. Lorong Soi Odos Leoforos utca Am An_der Auf_der Im Zum Unter_den Unter
        Rue rue Avenue Impasse Chemin Chaussée Boulevard Steenweg Viale_della náměstí nám. třída
        Cumhuriyet Sokak prospekt Prospekt prospect Prospect Nevsky vul. vulytsia
        """
    )
)
# What the names of houses end with.
HOUSES = words(
    """
    House Cottage Cottages Farm Farmhouse Forge Mill Barn Barns Lodge Rectory Vicarage Manor Hall
    Grange Croft Bungalow Villa Court Mews Stables Schoolhouse Steading Gatehouse Annexe Oast Chapel
    Bothy Byre Smithy Granary Dairy Parsonage Priory Hayloft Chalet Mains Holding Smallholding
    Towers Heights Mansions Apartments Buildings Yard Tower Park Marina Caravan View Nook Rise
    """
)
# Streets cut short.
SHORT_STREETS = words(
    "Gr Grv Gro Cres Crs Cl Cls Tce Ter Terr Pl Sq Gdns Gdn Pk Ln Wlk Av Crt Hts Vw Wy"
)
