"""Words of addresses in English: streets, units, states, areas of postcodes, cues. Plain data.

Written by hand for this project. Words are in lower case unless said otherwise.
"""

from __future__ import annotations

from privacy.desensitize.lexicon import words

# Streets that a number before them is enough for.
STREETS = words(
    """
    street st road rd avenue ave av lane ln drive dr crescent cres boulevard blvd terrace terr ter
    highway hwy parkway pkwy pky circle cir turnpike expressway close mews esplanade marg grove grv
    gdns gardens cct cl pde parade wynd brae gate quay row walk nagar salai jalan lorong loan trl
    trail sq square pl place court ct way causeway freeway fwy byway vale crt crst strand arcade
    """
)
# Those that mean other things too: "40 Royal Park", "3 Red Hill".
WEAK_STREETS = words(
    """
    park hill green rise view heights loop run path pass point plaza cove crossing ridge bend rest
    croft fold garth yard bank end field fields meadow meadows orchard common corner dell drove
    embankment approach avenida glen hollow knoll landing mount mill pike side springs wood woods
    cross main stage layout chowk bazaar bagh vihar enclave colony extension residency estate
    villas village cottages buildings house spur track grange chase lea link mead nook dene
    """
)
# Streets that are seldom another word when written small: "14 oak st".
SMALL_STREETS = words(
    """
    street st road rd avenue ave lane ln drive dr crescent cres boulevard blvd terrace highway hwy
    parkway pkwy circle close mews grove gardens gdns parade court ct place pl square way
    """
)
# The word after these is a road's name: "Rue Sherbrooke", "Jalan Besar".
STREET_HEADS = words("rue jalan jln lorong lor chemin calle avenida via boulevard")
HOUSES = words(
    """
    house cottage lodge farm farmhouse villa mansion manor hall grange mill barn rectory vicarage
    cottages apartments residency residences towers tower heights mansions court building buildings
    bungalow croft chambers point quay wharf gardens estate place society complex centre mews
    rectory stables forge nook view steading bank end garth rise park estate business annexe plaza
    """
)
UNITS = words(
    """
    section flat flt apt apartment unit suite ste plot block blk shop villa lot tower floor level
    sector phase site door house building bldg wing studio penthouse maisonette trailer spc room rm
    #
    """
)
STATES = words(
    """
    alabama=AL alaska=AK arizona=AZ arkansas=AR california=CA colorado=CO connecticut=CT delaware=DE
    florida=FL georgia=GA hawaii=HI idaho=ID illinois=IL indiana=IN iowa=IA kansas=KS kentucky=KY
    louisiana=LA maine=ME maryland=MD massachusetts=MA michigan=MI minnesota=MN mississippi=MS
    missouri=MO montana=MT nebraska=NE nevada=NV new_hampshire=NH new_jersey=NJ new_mexico=NM
    new_york=NY north_carolina=NC north_dakota=ND ohio=OH oklahoma=OK oregon=OR pennsylvania=PA
    rhode_island=RI south_carolina=SC south_dakota=SD tennessee=TN texas=TX utah=UT vermont=VT
    virginia=VA washington=WA west_virginia=WV wisconsin=WI wyoming=WY district_of_columbia=DC
    puerto_rico=PR
    """
)
STATE_NAMES = frozenset(pair.split("=")[0].replace("_", " ") for pair in STATES)
STATE_CODES = tuple(pair.split("=")[1] for pair in STATES)
PROVINCE_CODES = ("ON", "QC", "BC", "AB", "MB", "SK", "NS", "NB", "NL", "PE", "YT", "NT", "NU")
AUSTRALIAN_CODES = ("NSW", "VIC", "QLD", "SA", "WA", "TAS", "ACT", "NT")
REGIONS = frozenset(
    name.replace("_", " ")
    for name in words(
        """
        ontario quebec british_columbia alberta manitoba saskatchewan nova_scotia new_brunswick
        newfoundland labrador prince_edward_island yukon nunavut northwest_territories
        new_south_wales victoria queensland south_australia western_australia tasmania
        northern_territory karnataka maharashtra tamil_nadu kerala gujarat rajasthan punjab haryana
        uttar_pradesh madhya_pradesh andhra_pradesh telangana bihar odisha west_bengal assam goa
        jharkhand chhattisgarh uttarakhand himachal_pradesh kowloon new_territories
        """
    )
)
COUNTRIES = frozenset(
    name.replace("_", " ")
    for name in words(
        """
        england scotland wales northern_ireland ireland republic_of_ireland united_kingdom
        great_britain britain uk u.k usa u.s.a us u.s united_states united_states_of_america america
        canada australia new_zealand india china japan germany france spain italy portugal
        netherlands belgium switzerland austria poland sweden norway denmark finland iceland greece
        turkey russia ukraine romania bulgaria hungary czech_republic slovakia slovenia croatia
        serbia bosnia albania lithuania latvia estonia belarus moldova israel palestine egypt
        morocco algeria tunisia libya sudan ethiopia kenya uganda tanzania nigeria ghana senegal
        cameroon congo angola zambia zimbabwe botswana namibia mozambique south_africa madagascar
        somalia rwanda iran iraq syria lebanon jordan saudi_arabia yemen oman qatar kuwait bahrain
        united_arab_emirates uae afghanistan pakistan bangladesh sri_lanka nepal bhutan burma
        myanmar thailand vietnam laos cambodia malaysia indonesia philippines taiwan south_korea
        north_korea korea mongolia kazakhstan uzbekistan mexico guatemala honduras el_salvador
        nicaragua costa_rica panama cuba haiti jamaica dominican_republic trinidad barbados brazil
        argentina chile peru colombia venezuela ecuador bolivia paraguay uruguay guyana fiji
        luxembourg malta cyprus georgia armenia azerbaijan europe asia africa north_america
        south_america antarctica latin_america eastern_europe western_europe middle_east
        the_netherlands the_philippines the_united_states the_uk the_us the_usa hong_kong singapore
        """
    )
)
# Cities that are states too may follow a street: "Singapore 238823".
CITY_STATES = frozenset(("singapore", "hong kong"))
# Two letters or one before the first digit of a British postcode, in capitals.
UK_AREAS = words(
    """
    AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E
    EC EH EN EX FK FY G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL
    LN LS LU M ME MK ML N NE NG NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN
    SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC WD WF WN WR WS WV YO ZE
    """
)
COUNTIES = frozenset(
    name.replace("_", " ")
    for name in words(
        """
        bedfordshire berkshire buckinghamshire cambridgeshire cheshire cornwall cumbria derbyshire
        devon dorset durham east_sussex essex gloucestershire hampshire herefordshire hertfordshire
        kent lancashire leicestershire lincolnshire merseyside middlesex norfolk northamptonshire
        northumberland north_yorkshire nottinghamshire oxfordshire rutland shropshire somerset
        south_yorkshire staffordshire suffolk surrey tyne_and_wear warwickshire west_midlands
        west_sussex west_yorkshire wiltshire worcestershire yorkshire greater_manchester
        aberdeenshire angus argyll ayrshire fife lanarkshire perthshire renfrewshire stirlingshire
        midlothian moray caithness sutherland clwyd dyfed gwent gwynedd powys glamorgan
        pembrokeshire carmarthenshire ceredigion anglesey flintshire denbighshire antrim armagh
        down fermanagh londonderry tyrone carlow cavan clare donegal dublin galway kerry kildare
        kilkenny laois leitrim limerick longford louth mayo meath monaghan offaly roscommon sligo
        tipperary waterford westmeath wexford wicklow cork
        """
    )
)
# Capitalised words that begin no place's name.
NOT_PLACES = frozenset(
    words(
        """
        a an the he she it they we i you his her its their our my your this that these those there
        and but or so if when while since as at by for from in of on to with after before during
        mr mrs ms miss dr doctor prof professor sir madam dear please thanks thank regards sincerely
        yours date dob tel telephone phone mobile email fax ref re subject name nhs mrn patient
        january february march april may june july august september october november december
        monday tuesday wednesday thursday friday saturday sunday jan feb mar apr jun jul aug sep
        sept oct nov dec no not yes who what where why how all any some both each more most other
        one two three four five six seven eight nine ten first second third last next today
        tomorrow yesterday now then however also although because claim policy account customer
        client insured claimant sex gender age male female nationality occupation postcode zip
        christmas easter accident emergency hospital icu ward clinic english french german spanish
        italian american british chinese indian jewish christian muslim catholic protestant
        dutch jew jews greek roman russian irish scottish welsh canadian australian mexican japanese
        european african asian arab turkish polish swedish norwegian danish portuguese swiss
        austrian hungarian brazilian nigerian kenyan pakistani israeli muslims christians god heaven
        earth moon mars nhs internet facebook google microsoft excel windows linux law
        hi hello diagnosis plan history assessment medication medications allergies gp
        remand custody prison finance hr it sales marketing retail accounts nursing construction
        education administration security tech surgery theatre addr attn recovery
        """
    )
)
# What is said before a place where somebody lives, by the words that may stand between.
LIVING = {
    "in at near on outside": words(
        """
        live lives lived living work reside resides resided residing residence raised based works
        worked
        working home settled stays staying grew_up brought_up address born born_and_raised retired
        house flat apartment bungalow cottage daughter son sister brother mother father
        parents family aunt uncle cousin grandmother grandfather partner husband wife employed
        parked accident collision crash crashed fell incident shop bakery school nursery
        mum mom dad nan gran i'm i_am im lodging lodgings
        """
    ),
    "to from into": words(
        """
        moved moves moving move relocated relocating relocate retired emigrated migrated
        moved_back moving_back moved_down moved_up moved_over moved_house moved_home moved_away
        """
    ),
    "from": words(
        "hails hailing comes came originally commutes commuting native visiting travelled traveled "
        "flew drove drives"
    ),
    "of": words("junction corner"),
    "of in": words("resident residents native householder householders homeless ratepayer"),
}
# Labels before an address or a place.
LABELS = tuple(
    label.replace("_", " ")
    for label in words(
        """
        address home_address current_address postal_address mailing_address billing_address
        shipping_address delivery_address residential_address permanent_address work_address
        previous_address correspondence_address property_address risk_address insured_address addr
        street_address home_town hometown town city city/town town/city place_of_birth birthplace
        residence place_of_residence suburb county locality location_of_loss loss_location
        property_insured insured_property premises deliver_to ship_to send_to post_to mail_to
        sent_to posted_to mailed_to delivered_to street address_line_1 address_line_2
        address_line address1 address2 new_address old_address registered_address birth_place
        service_address forwarding_address lives living born based resides
        """
    )
)
# Who "from Dundee" may be said of.
PERSONS = words(
    """
    patient woman man lady gentleman girl boy he she they caller customer client policyholder
    claimant farmer teacher nurse widow widower retiree pensioner student mother father wife husband
    son daughter sister brother boyfriend girlfriend partner friend originally engineer driver
    electrician plumber carpenter i am i'm we're she's he's worker applicant borrower
    baker carer builder cleaner miner welder clerk cook chef soldier fisherman sailor solicitor
    lawyer accountant secretary mechanic labourer housewife infant child baby toddler neonate male
    female f m twin member subscriber beneficiary payee policy-holder lodger tenant here insured
    aunt uncle cousin grandmother grandfather old year-old y/o yo
    """
)
# What a postcode's digits follow: "ZIP code 45402".
CODES = words("zip zipcode postcode post_code postal_code pincode pin_code pin eircode zip_code")
# Words after which a street in small letters is believed, and a year is a house's number.
BEFORE_STREETS = words("at to of from is address live lives lived living on near moved was in")
# Towns and cities that are known in small letters too, after a cue: "i live in leeds".
CITIES = frozenset(
    name.replace("_", " ")
    for name in words(
        """
        london birmingham manchester leeds liverpool sheffield bristol newcastle nottingham
        leicester coventry bradford hull stoke wolverhampton plymouth derby southampton portsmouth
        brighton
        reading luton northampton norwich swindon oxford cambridge york exeter gloucester bath
        cheltenham ipswich peterborough middlesbrough sunderland bolton blackpool preston warrington
        huddersfield wigan stockport oldham rochdale doncaster rotherham barnsley wakefield halifax
        croydon slough watford milton_keynes basingstoke guildford woking crawley maidstone
        canterbury dover hastings eastbourne worthing bournemouth poole salisbury torquay truro
        edinburgh glasgow aberdeen dundee inverness perth stirling paisley leith cardiff swansea
        newport wrexham bangor belfast derry lisburn newry armagh dublin cork galway limerick
        waterford sligo kilkenny drogheda dundalk navan ennis tralee wexford athlone letterkenny
        boston chicago houston phoenix philadelphia dallas austin detroit denver seattle portland
        memphis nashville baltimore milwaukee tucson fresno sacramento atlanta miami tampa orlando
        oakland minneapolis tulsa cleveland columbus cincinnati dayton toledo akron pittsburgh
        buffalo rochester albany syracuse newark omaha wichita raleigh charlotte durham greensboro
        richmond norfolk louisville lexington birmingham mobile montgomery jacksonville savannah
        las_vegas los_angeles san_diego san_francisco san_jose san_antonio el_paso fort_worth
        new_orleans baton_rouge st_louis kansas_city oklahoma_city salt_lake_city boise spokane
        tacoma anchorage honolulu hartford providence brooklyn manhattan queens
        toronto montreal vancouver calgary edmonton ottawa winnipeg halifax hamilton saskatoon
        regina kitchener victoria mississauga brampton
        sydney melbourne brisbane adelaide perth hobart darwin canberra newcastle geelong ballarat
        cairns townsville wollongong bendigo
        mumbai delhi new_delhi bangalore bengaluru hyderabad chennai kolkata pune ahmedabad jaipur
        lucknow kanpur nagpur indore bhopal surat kochi noida gurgaon gurugram chandigarh mysore
        coimbatore visakhapatnam
        st_albans bury_st_edmunds tunbridge_wells milton_keynes kings_lynn east_ham west_ham hackney
        brixton camden tottenham walthamstow ealing hounslow harrow barnet enfield romford ilford
        kowloon wan_chai mong_kok tampines jurong bedok woodlands yishun
        """
    )
)
# Words in small letters after "14 oak st, " that are no town.
AFTER_STREETS = frozenset(
    words(
        """
        thanks please cheers thank which where since with from before after until because when while
        they that this there then near next opposite behind your their unfortunately however right
        okay unless just also still been have will would could should today tomorrow yesterday
        """
    )
)
# Streets that stand for a trade or a programme.
FIGURES = frozenset(("wall street", "sesame street", "quality street", "coronation street"))
# What the name of an organisation ends with: "Mr Bell from Harrow Bank".
ORGANISATIONS = frozenset(
    words(
        """
        hospital infirmary clinic surgery bank insurance assurance ltd limited inc plc llc council
        trust university college school department team services service company group centre
        center office solicitors partners pharmacy practice nhs corporation society union agency
        mutual capital finance direct holdings consulting associates police hospice
        """
    )
)
