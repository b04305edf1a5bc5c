"""Words about and around English names. Plain data, in lower case, written for this project."""

from __future__ import annotations

from privacy.desensitize.lexicon import words

# Titles that never stand before anything but a name.
TITLES = words(
    """
    mr mrs ms mx miss dr dra drs prof professor sr sra srta mme mlle herr frau messrs mesdames
    sir dame madam madame mdm smt shri encik puan cik dhr mevr mevrouw senor senora signor
    signora sig fru khun kumari
    """
)
# Titles and roles that may stand before something else too: a name has to look like one.
SOFT_TITLES = words(
    """
    hca rmn cpn hv children sons daughters parents grandchildren twins sisters grandsons nephews
    nieces witnesses colleagues friends daughters-in-law siblings doctor nurse sister brother
    father mother matron midwife judge justice officer constable sergeant sgt detective
    inspector captain capt major colonel col lieutenant lt general gen commander admiral
    corporal private rev reverend rabbi imam pastor bishop archbishop cardinal pope saint uncle
    aunt auntie aunty granny grandma grandad grandpa nana cousin lord lady king queen prince
    princess emperor empress president senator governor mayor councillor minister chancellor
    congressman congresswoman representative ambassador secretary sheikh sheik mullah sultan
    caliph tsar baron baroness count countess duke duchess earl viscount coach attorney
    barrister solicitor counsel dr. patient pt client customer policyholder claimant applicant
    insured beneficiary guarantor borrower cardholder tenant landlord consultant registrar
    surgeon physician anaesthetist anesthetist anaesthesiologist anesthesiologist psychiatrist
    psychologist cardiologist neurologist oncologist radiologist pathologist paediatrician
    pediatrician gp dentist pharmacist physio physiotherapist dietitian dietician paramedic
    carer caregiver hcp np pa ot therapist counsellor counselor hospitalist intern resident
    fellow phlebotomist technician radiographer agent adviser advisor broker underwriter
    adjuster adjustor assessor surveyor handler teller banker cashier manager supervisor
    director administrator clerk receptionist operator accountant auditor trustee executor
    executrix solicitor lawyer witness driver passenger cyclist pedestrian wife husband spouse
    partner fiance fiancee son daughter mum mom mummy dad daddy parent grandson granddaughter
    grandmother grandfather stepson stepdaughter stepmother stepfather nephew niece sibling twin
    master baby toddler neighbour neighbor friend colleague flatmate housemate roommate
    boyfriend girlfriend ex-wife ex-husband widow widower mother-in-law father-in-law son-in-law
    daughter-in-law sister-in-law brother-in-law guardian godmother godfather teacher tutor
    employer boss employee mr. secretary caseworker keyworker interpreter caller complainant
    defendant plaintiff respondent appellant signatory payee payer remitter pc wpc dc cllr fr
    chaplain hon nan gran mp reverend sen gov sgt imam sender recipient nominee joint-holder
    co-applicant co-signer cosigner
    """
)
# Of these, the ones before which a single unknown word is a name: kin and friends.
KIN = words(
    """
    children sons daughters parents grandchildren twins sisters grandsons nephews nieces
    siblings wife husband spouse partner fiance fiancee son daughter mum mom mummy dad daddy
    grandson granddaughter stepson stepdaughter nephew niece neighbour neighbor friend colleague
    flatmate housemate roommate boyfriend girlfriend ex-wife ex-husband widow widower
    mother-in-law father-in-law son-in-law daughter-in-law sister-in-law brother-in-law cousin
    uncle aunt auntie aunty nan gran nurse nephew sister brother boss teacher named called
    """
)
# Lower-case words before a name: verbs and phrases of which only the last word counts.
BEFORE = words(
    """
    named called told asked met phoned rang emailed texted contacted thanked informed advised
    tell ask phone ring email text contact thank inform advise message messaged saw see seen
    with by to from for about and or of that but because when if while says said hi hello hey
    dear regards thanks cheers sincerely love since after before as
    """
)
# Words after a single given name: what persons do.
AFTER = words(
    """
    said says say rang rings called calls phoned phones asked asks told tells reported reports
    lives lived wants wanted was is has had will would can could may might does did didn't
    doesn't isn't wasn't hasn't came comes went goes attended attends works worked feels felt
    thinks thought denies denied states stated describes described complained complains
    presented presents confirmed confirms agreed agrees signed signs paid pays bought opened
    claims claimed wrote writes replied replies sent sends emailed texted mentioned mentions
    explained explains needs needed likes liked took takes takes gave gives got gets left leaves
    arrived arrives stayed returned returns remains remained looked looks seemed seems appeared
    appears helped helps visited visits moved moves became becomes knew knows understands
    understood refused refuses accepted accepts requested requests booked cancelled canceled
    slept ate walked drove fell tolerated woke cried coughed vomited married died retired hopes
    hoped insists insisted speaking here who whose and or then also still now just never always
    weighs takes drinks smokes consented telephoned aware unaware happy upset concerned worried
    keen well unwell present informed insists understands disagrees apologised apologized
    """
)
# Given names that are words too, and before a word that is none hardly anything else.
FIRM = words(
    """
    frank mark jack dale ray don gene lance guy max ed drew pat robin heather lily daisy dean
    glen jay rosemary hazel sue violet iris heath amber crystal ruby pearl rose ivy grace faith
    joy victoria charlotte chad troy austin devon preston chester madison angel lucia helena
    solomon martin will miles cliff basil dawn penny jade olive fern barb rob rich randy rusty
    kit
    """
)
# Verbs of persons: a single unknown word before one is a name.
SPEAKS = words(
    """
    said says rang phoned asked asks told tells wants denies insists telephoned texted emailed
    apologised apologized thanked replied speaking tolerated consented cried wept sobbed
    mentioned
    """
)
# Companies, brands and towns that read like a person's name.
NOT_PERSONS = (
    "bence jones", "j.p. morgan", "jp morgan", "morgan stanley", "charles schwab", "john lewis",
    "alfa romeo", "alice springs", "fannie mae", "freddie mac", "johns hopkins",
    "marks spencer", "merrill lynch", "edward jones", "raymond james", "ralph lauren",
    "calvin klein", "tommy hilfiger", "ben jerry", "jack daniels", "johnnie walker",
    "harley davidson", "aston martin", "rolls royce", "mercedes benz", "eli lilly",
    "bristol myers", "john deere", "hewlett packard", "lloyds tsb", "jim beam", "mary kay",
    "dr pepper", "dr martens", "santa claus", "robin hood", "tom tom", "dolce gabbana",
    "ernst young", "jesus christ", "virgin mary", "holy mary", "hail mary", "george cross",
    "victoria cross", "prince albert", "marie curie", "sue ryder", "laura ashley",
    "clara barton", "st john", "st. john", "mary rose", "ann arbor", "palo alto", "saint john",
    "baton rouge", "grand prix", "grant thornton", "baker tilly", "knight frank",
    "jardine matheson", "hargreaves lansdown", "brooks brothers", "smith nephew",
    "becton dickinson", "abbott laboratories", "booz allen", "ben nevis", "sierra leone",
    "jordan valley", "martin lockheed", "lockheed martin",
)  # fmt: skip
# After a surname or a whole name: letters of a degree or an order.
POST_NOMINALS = words(
    """
    md m.d. rn r.n. esq phd ph.d. jr sr frcp frcs mrcp mrcgp mbbs mbchb np pa-c fnp bsn msn lpn
    do dds dmd pharmd dpt lcsw cpa obe mbe cbe kc qc jp facs facp mph aprn crna ii iii iv fy spr
    sho
    """
)
# What stands after a name and makes it that of a thing: a company, a street, a disease.
THINGS = words(
    """
    hospital hospitals clinic infirmary surgery hospice practice centre center unit ward medical
    health healthcare nursing pharmacy laboratory laboratories lab labs institute institution
    university college school academy library museum gallery church cathedral chapel abbey
    temple mosque synagogue hall house lodge court courts street st road rd avenue ave lane
    drive boulevard blvd way close crescent terrace place square park gardens garden parkway
    highway hwy bridge tunnel airport station stadium arena tower towers plaza mall building
    buildings river lake creek bay beach island islands isle mountain mountains mount mt valley
    hills hill county city town township village district borough parish province state states
    territory desert canyon forest falls peninsula sea ocean gulf strait channel canal dam
    reservoir ltd limited inc incorporated llc llp plc corp corporation co company group
    holdings partners bank banks banking building society insurance assurance mutual fund funds
    trust foundation capital financial finance securities investments asset assets management
    associates sons brothers bros industries motors motor airlines airways records music
    pictures studios entertainment productions press publishing publishers publications media
    news times post journal magazine gazette herald tribune review books theatre theater cinema
    orchestra band quartet ensemble choir festival show series film films movie album song award
    awards prize medal cup trophy bowl championship championships league open tournament stakes
    derby act bill amendment law laws doctrine treaty accord accords agreement rule rules test
    tests theorem equation equations principle effect constant theory hypothesis conjecture
    lemma function algorithm method cipher machine engine cycle curve model scale score index
    sign signs classification criteria reflex manoeuvre maneuver procedure operation technique
    incision forceps catheter catheters tube stain needle clamp retractor disease diseases
    syndrome palsy lymphoma sarcoma tumour tumor carcinoma fracture fractures contracture hernia
    phenomenon disorder dystrophy dementia chorea anaemia anemia thyroiditis ulcer ulcers nodes
    node body bodies ring canal duct gland respiration pulse oedema cell cells virus fever plan
    scheme policy account card loan mortgage system project program programme initiative
    commission committee council board report inquiry war wars battle revolution rebellion
    dynasty empire era period house family clan administration doctrine ministry cabinet
    government party club united rovers athletic fc afc team league association federation union
    alliance army navy regiment division corps brigade base camp fort castle palace manor estate
    farm cottage ranch apartments flats suite hotel inn restaurant cafe bar pub store stores
    shop supermarket market markets brewery line railway railroad rail metro class ship mission
    expedition crater comet telescope observatory award language languages people peoples tribe
    province sound collection edition bible gospel code codex gene protein layer layers number
    conference lectures lecture chair professorship fellowship scholarship hurricane storm
    tropical day week month
    """
)
# Of these, the ones that end no person's name either, though somebody is called so.
ONLY_THINGS = words(
    """
    brothers sons bros industries company bank trust fund school college university hospital
    house power motors records music news times war act law laws prize award awards cup league
    club party group union ship crater machine test score scale sign disease syndrome unit ward
    clinic center centre media press theatre theater studio studios band show series book books
    club army insurance account card loan policy plan report board council committee commission
    """
)
# What stands before a name and does the same.
THING_BEFORE = words(
    """
    lake mount mt fort port cape camp san santa santo sao los las el la le les st st. saint
    point hurricane storm typhoon operation project hms uss ss rms flight route highway
    university college hospital bank church castle hotel isle river loch glen rio villa new
    north south east west northern southern eastern western upper lower great little old central
    hotel via rue calle avenue windows microsoft google apple
    """
)
# Whole words that no person is called, though they stand with a capital letter.
CAPITALISED = words(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april june
    july august september october november december feb mar apr jun jul aug sep sept oct nov dec
    christmas easter ramadan diwali eid hanukkah thanksgiving halloween english british scottish
    welsh irish american canadian australian french german italian spanish portuguese dutch
    belgian swiss austrian polish czech slovak hungarian romanian bulgarian greek turkish
    russian ukrainian swedish norwegian danish finnish icelandic estonian latvian lithuanian
    chinese japanese korean vietnamese thai indian pakistani bangladeshi nepali tibetan mongol
    mongolian persian iranian iraqi syrian lebanese israeli arab arabic jewish hebrew egyptian
    moroccan algerian nigerian ghanaian kenyan somali ethiopian african asian european mexican
    brazilian colombian peruvian cuban caribbean latin hispanic roman byzantine ottoman heaven
    elder justice sunni shia victorian georgian edwardian norman saxon celtic viking catholic
    protestant anglican orthodox christianity muslim islam islamic hindu hinduism buddhist
    buddhism sikh judaism lutheran methodist baptist puritan calvinist bible quran torah god
    jesus christ allah buddha america europe africa asia australia antarctica apollo zeus
    hercules earth mars venus jupiter saturn mercury neptune uranus pluto moon sun nhs gp icu ed
    er bp ecg ekg mri ct hr dob mrn nhs uk usa eu un gregorian julian nazi soviet ottoman te
    deum trilogy england scotland wales britain holland burma persia prussia bohemia bavaria
    saxony tuscany venice naples turin genoa bari seville normandy brittany burgundy flanders
    siberia crimea manchuria mongolia tibet kashmir punjab bengal columbia sicily sardinia
    corsica crete cyprus malta galilee palestine mesopotamia babylon assyria carthage sparta
    athens rome internet facebook twitter google microsoft apple amazon netflix youtube
    instagram whatsapp paypal visa mastercard amex barclays lloyds hsbc natwest santander
    halifax monzo revolut aviva axa allianz prudential zurich admiral churchill geico allstate
    progressive chase citi wells fargo medicare medicaid bupa paracetamol ibuprofen aspirin
    warfarin metformin insulin amoxicillin atorvastatin simvastatin lisinopril ramipril
    amlodipine omeprazole lansoprazole salbutamol ventolin prednisolone prednisone furosemide
    bisoprolol citalopram sertraline fluoxetine codeine morphine tramadol gabapentin pregabalin
    heparin clopidogrel apixaban rivaroxaban levothyroxine allopurinol tylenol advil lipitor
    prozac xanax zoloft viagra nexium lantus humira keytruda parkinson alzheimer crohn hodgkin
    foley glasgow apgar babinski romberg murphy mcburney
    """
)
# Words that begin sentences.
FUNCTION = words(
    """
    a i o the an this that these those he she it we you they his her its our your their my me
    him us them who whom whose which what when where why how if then than as at by for from in
    into of off on onto out over to under until up upon with within without about above across
    after against along among around because before behind below beneath beside besides between
    beyond but despite down during except inside like near since so though although through
    throughout toward towards unlike via while whilst and or nor not no yes also again all any
    both each either every few many more most much neither none one two three four five six
    seven eight nine ten other others own same several some such is are was were be been being
    am do does did done has have had having can could may might must shall should will would let
    get got go going however therefore thus hence moreover furthermore meanwhile otherwise
    instead indeed perhaps maybe please thank thanks sorry ok okay well now today tomorrow
    yesterday tonight here there only just even still yet already soon later once never always
    often sometimes usually first early late second third last next new old another per re
    regarding following according based given due see call called said note noted seen
    ta ja yeah yep nope aye hiya
    """
)
# What signs a letter, fills a field or is greeted, and is no person.
NOBODY = words(
    """
    sir madam sirs customer customers team all everyone everybody colleague colleagues client
    member members parent parents guardian resident student patient friend friends there folks
    guys applicant policyholder department dept service services claims support unknown none nil
    na n/a tbc tbd see attached blank withheld redacted anonymous valued office branch helpdesk
    desk admin administrator accounts billing enquiries complaints reception manager occupier
    homeowner shareholder again both doctor nurse yes no not self same as above various to be
    confirmed deceased refer overleaf
    """
)
# Labels of fields that a person's name fills.
LABELS = (
    "name", "full name", "patient", "patient name", "patient's name", "name of patient",
    "surname", "last name", "family name", "first name", "given name", "given names",
    "forename", "forenames", "middle name", "maiden name", "preferred name", "known as",
    "next of kin", "nok", "emergency contact", "contact", "contact name", "contact person",
    "signed", "signature", "signed by", "print name", "printed name", "insured", "insured name",
    "name of insured", "policyholder", "policy holder", "policyholder name", "policy owner",
    "account holder", "account name", "account holder name", "cardholder", "cardholder name",
    "card holder", "name on card", "name on account", "beneficiary", "beneficiary name",
    "beneficiaries", "payee", "payer", "remitter", "sender", "recipient", "claimant",
    "claimant name", "applicant", "applicant name", "co-applicant", "borrower", "co-borrower",
    "guarantor", "customer", "customer name", "client", "client name", "member", "member name",
    "subscriber", "driver", "named driver", "witness", "witnessed by", "from", "to", "cc",
    "bcc", "attn", "attention", "reviewed by", "seen by", "dictated by", "reported by",
    "prepared by", "completed by", "approved by", "authorised by", "authorized by",
    "verified by", "checked by", "issued by", "written by", "entered by", "taken by",
    "handled by", "referred by", "requested by", "ordered by", "performed by", "assisted by",
    "submitted by", "electronically signed by", "e-signed by", "author", "attending",
    "attending physician", "physician", "doctor", "dr", "consultant", "surgeon", "assistant",
    "anaesthetist", "anesthesiologist", "nurse", "midwife", "gp", "registered gp",
    "referring gp", "pcp", "provider", "referring physician", "referring provider", "clinician",
    "therapist", "pharmacist", "prescriber", "radiologist", "pathologist", "adviser", "advisor",
    "agent", "broker", "handler", "claims handler", "case handler", "underwriter", "adjuster",
    "manager", "relationship manager", "branch manager", "teller", "officer", "case manager",
    "caseworker", "social worker", "key worker", "carer", "interpreter", "mother", "father",
    "parent", "guardian", "spouse", "husband", "wife", "partner", "son", "daughter", "brother",
    "sister", "mother's name", "father's name", "spouse name", "trustee", "executor",
    "attorney", "nominee", "landlord", "tenant", "employee", "employee name",
    "employer contact", "caller", "complainant", "third party", "third party driver",
    "passenger", "owner", "vehicle owner", "re", "tenant name", "responsible clinician",
    "discharging doctor", "admitting doctor", "admitting physician", "assigned to", "addressee",
    "user", "username", "speaker", "interviewer", "holder", "joint holder", "primary holder",
    "life assured", "the life assured", "proposer", "dependant", "dependent", "child",
    "children", "baby", "prepared for", "on behalf of", "attending nurse", "in charge",
    "solicitor", "loss adjuster", "lawyer", "teacher", "coordinator", "translator", "chaperone",
    "student", "resident", "operator", "dictating", "loss assessor", "assessor", "case officer",
    "investigator", "counsellor", "dentist", "neighbour", "neighbor", "friend", "supervisor",
    "director", "accountant", "auditor", "secretary", "scribe",
)  # fmt: skip
PARTICLES = words(
    """
    de la del los las da do dos das di van der den von zu ter ten te le du bin binti bint ibn
    ben al el ul ur e y af av 't abu umm dela
    """
)
# Surnames of East and South-East Asia, which stand first: Xu Meiling.
ASIAN_SURNAMES = words(
    """
    bai bui cai cao chan chang chen cheng cheung chew chia chiu choi chow chua chung cui dang
    deng ding dinh do dong du duan duong fan fang feng foo fu gao goh gong gu guo han hao he ho
    hoang hou hu huang huynh jia jiang jin kang kim koh kong kwan kwok lai lam lau le lei leung
    li liang liao lim lin liu lou low lu luo luong luu ma mai mao meng mok ng ngo nguyen ong pan
    park peng pham phan phung qian qin qiu quach ren shao shen shi so song su sun tan tang tao
    tian to toh tran trinh truong tsang tse vo vu vuong wang wei wen weng wong wu xi xia xiang
    xiao xie xiong xu xue yan yang yao ye yeo yeung yi yin yip yoon you yu yuan yue yuen zeng
    zhai zhang zhao zheng zhong zhou zhu zhuang zou
    """
)
# Words that begin names of places.
PLACE_HEADS = words(
    """
    san santa santo sao los las st st. lake mount mt fort port new north south east west saint
    """
)
# Endings of surnames.
SURNAME_ENDINGS = words(
    """
    opoulos akis idis iadis oglou oglu wicz czyk czak owski ewski inski ynski owska ewska inska
    ynska skyj enko chuk shvili adze yan ovic evic ovich evich sson sdottir dottir gaard quist
    qvist strom mann stein berg baum feld nez guez inho eira elli ucci acci etti otti swamy
    murthy nathan singhe sinha warden puram unga weni wala
    """
)
GIVEN_BEGINNINGS = ("olu", "oluwa", "chukwu", "nwa", "onye", "abdul", "abdel", "abdur")
