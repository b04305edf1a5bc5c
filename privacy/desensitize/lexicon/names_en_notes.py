"""Words beside names in English notes, letters and chats. Plain data, in lower case."""

from __future__ import annotations

from privacy.desensitize.lexicon import words

# What is done to or with a person: the word after it is somebody, though no list has it.
TOWARDS = words(
    """
    ask asked asking tell told telling met meet meeting phone phoned ring rang contact contacted
    text texted email emailed message messaged thank thanked thanking attention attn chased chase
    hiya
    inform informed advise advised remind reminded notify notified warn warned page paged see saw
    visited visit helped help hi hello hey dear thanks thx cheers regards love hugs named called
    née nee aka alias formerly married divorced marry miss missed collect spoke speak visiting
    via cc bcc by from sincerely yours poor dearest morning afternoon evening love thank bless
    young old little late darling please pls sorry cher caro liebe lieber hola wishes
    supervised introduced interviewed trained replaced covering relieved babysat nursed
    """
)
# The same, of "to", "with" and "for": the word before that has to be one of these.
BEFORE_LINKS = words(
    """
    spoke speak speaking spoken talked talk talking discussed discuss discussion chat chatted
    handover handed hand passed pass referred refer assigned assign escalated escalate forwarded
    forward copied addressed send sent give gave given report reports reported reporting lives
    living live stays staying married engaged belongs belonged listen listened wrote write
    written liaised liaise reviewed seen checked agreed agree arranged arrange confirmed paid pay
    pays transfer transferred lent owed owes owe cover covers covering ask asked asking wait
    waiting lunch call calls called meeting meet session appointment appt works worked working
    said says explained apologised apologized married cc returned reply replied introduced due
    love message messages ring note attn attention review letter visit swap swapped swapping
    travelling travelled traveling here there home over back split shared shares sharing out away
    slot bed keys card cheque money parcel form forms room place
    present attended attends came come went go going agreed up on down in contact touch
    """
)
# What a word that no list has does, or is, when it is a person's name.
DOES = words(
    """
    said says say rang rings called calls phoned phones asked asks told tells reported reports
    lives lived wants wanted came comes went goes attended attends works worked feels felt
    thinks thought denies denied describes complained complains agreed agrees signed signs paid
    pays bought wrote writes replied replies emailed texted mentioned mentions explained needs
    liked likes took takes gave gives got gets left leaves arrived stayed visited visits moved
    knows knew understands understood refused refuses accepted slept ate walked drove drives fell
    woke cried coughed vomited married died retired hopes hoped insists insisted speaking
    consented telephoned apologised apologized disagrees wept sobbed tolerated himself herself
    thanked has had will would won't wasn't isn't didn't doesn't hasn't hadn't can't cannot who
    whose and's sends sent brings brought picked picks rides handed reckons swears keeps kept
    promised forgot forgets misses missed sees saw met meets helps helped started starts stopped
    cooks cleans drops dropped covers covering loves hates prefers remembers plays runs ran
    finished cancelled booked opened found lost bit hit slipped tripped injured opened lent owes
    owed noticed stole took transferred admits admitted claims claimed believes began
    """
)
# "is" and "was" are a person's before these.
STATES = words(
    """
    off away on out in back here there home ill sick late well unwell happy upset keen aware
    covering leaving going coming waiting staying living working calling asking looking worried
    concerned my his her our their your the a an not still now also very awake asleep alert
    confused tearful anxious pregnant married single divorced retired deaf blind allergic
    available running having doing eating drinking walking sitting sleeping crying vomiting
    from born seen told asked given admitted discharged taken brought known called old dead alive
    breastfed feeding unable able fine ok okay good great lovely kind rude angry
    """
)
# What is a person's: after a genitive.
OWNED = words(
    """
    wife husband mother father mum mom dad son daughter sister brother aunt uncle niece nephew
    cousin partner friend family parents children kids grandmother grandfather grandson
    granddaughter gran nan carer neighbour neighbor boss manager widow widower girlfriend
    boyfriend fiance fiancee bed room house flat car bag phone mobile number address email
    account card birthday funeral shift shifts rota laptop desk badge login password results
    bloods notes chart file case claim policy appointment appt letter consent medication meds
    tablets insulin glasses dentures hearing teeth leg arm hand knee hip wound heart back eye
    eyes blood school teacher teachers work job name surname age dob birth death accident
    injury injuries statement signature salary pension wages passport visa licence license
    keys key van bike truck tractor dog cat horse pet side place turn fault version story report
    discharge admission surgery operation mood behaviour condition pain weight height feeds feed
    belongings clothes things money mortgage loan application solicitor lawyer doctor gp nurse
    social key next line team order parcel ticket request message voice voicemail call last
    first new old own twin baby home landlord tenant employer share estate will savings debt
    """
)
# Lower-case words after a name in a list of what is to be done: "Bev to call him".
AFTER_TO = words(
    """
    call ring phone email text chase check review see ask tell send bring collect confirm cover
    do arrange book follow order update visit discuss take give write sort speak go come pay fix
    prescribe rewrite reset remove delete close reply look stay liaise refer scan hand pick
    """
)
# Brands, drugs, forms and machines that no list of words has.
BRANDS = frozenset(
    words(
        """
        mon tue tues wed thu thur thurs fri sat sun ext bleep ambulance dept lovely viet ta tks rgds
        bw kr goodbye download upload playoffs reddit steam xbox playstation nintendo intel nvidia
        amd
        obs imp abx ecg echo hba crp enoxaparin troponin creatinine lantus humalog novorapid
        adcal sando omron xiaomi huawei samsung nokia pixel iphone ipad android macbook thinkpad
        lenovo dell asus acer toshiba fujitsu siemens philips medtronic dexcom libre abbott pfizer
        moderna astrazeneca novavax boots tesco asda aldi lidl sainsbury morrisons waitrose ikea
        argos currys vodafone giffgaff orange verizon skype zoom teams webex slack outlook office
        gmail yahoo hotmail teamviewer citrix vmware cisco fortinet duo okta azure sap oracle
        salesforce jira confluence github gitlab jenkins docker postgres mysql redis kafka vpn
        ford vauxhall opel volkswagen audi skoda seat peugeot renault citroen fiat volvo saab
        toyota nissan mazda subaru suzuki mitsubishi hyundai kia lexus tesla jaguar bentley
        porsche ferrari chevrolet chrysler dodge jeep buick cadillac fiesta golf polo corsa astra
        focus mondeo qashqai yaris corolla civic prius passat octavia clio megane transit vivaro
        sprinter yamaha kawasaki ducati triumph vespa hoover bosch miele hotpoint zanussi beko
        indesit dyson sony panasonic canon nikon garmin fitbit rolex omega seiko casio pandora
        cartier brompton raleigh kona trek tamoxifen letrozole anastrozole donepezil memantine
        morphine oxycodone oramorph zopiclone temazepam diazepam lorazepam midazolam haloperidol
        olanzapine quetiapine risperidone clozapine lithium valproate lamotrigine levetiracetam
        carbamazepine phenytoin mirtazapine venlafaxine duloxetine amitriptyline nortriptyline
        dapagliflozin empagliflozin gliclazide sitagliptin liraglutide semaglutide ozempic
        doxycycline clarithromycin erythromycin azithromycin gentamicin vancomycin meropenem
        tazocin augmentin trimethoprim nitrofurantoin ciprofloxacin flucloxacillin ceftriaxone
        cefuroxime metronidazole fluconazole aciclovir calpol nurofen gaviscon movicol laxido
        senna lactulose thickener fortisip ensure epilim keppra tegretol seretide symbicort
        fostair spiriva dalteparin tinzaparin fragmin clexane eliquis xarelto plavix crestor
        zocor tritace bendroflumethiazide indapamide spironolactone doxazosin tamsulosin
        finasteride oxybutynin solifenacin mirabegron alendronate colecalciferol ferrous folic
        thiamine pabrinex hydrocortisone dexamethasone methotrexate azathioprine hydroxychloroquine
        adalimumab infliximab rituximab waterlow braden barthel rockwood theraband macmillan
        paybill mpesa sepa swift bacs chaps faster iban bic clearpay klarna venmo zelle cashapp
        interac osko payid upi gpay paytm phonepe bizum twint sofort stripe worldpay trustpilot
        experian equifax transunion ofcom ofsted ofgem dvla dwp hmrc fca pra fos ombudsman acas
        medway amsler snellen ishihara epley hallpike lachman mcmurray phalen tinel hoffman
        holter doppler zimmer venflon hickman picc portacath tesio redivac flowtron clexane
        fybogel peptac dioralyte ventolin bricanyl clenil salamol montelukast loratadine cetirizine
        unum aflac cigna humana allianz generali zurich hiscox esure hastings churchill
        """
    )
)
# Endings of drugs and diseases.
THING_ENDINGS = (
    "azole", "pril", "sartan", "olol", "statin", "mycin", "cillin", "mab", "nib", "idine",
    "azepam", "azine", "oxacin", "parin", "xaban", "formin", "gliptin", "tide", "triptan",
    "amide", "thiazide", "prazole", "cycline", "vir", "zumab", "osis", "emia", "aemia", "uria",
    "itis", "ectomy", "otomy", "ostomy", "oscopy", "plasty", "algia", "pathy", "opia", "plegia",
    "penia", "phylaxis", "ography", "ometer", "amine", "phen", "codone", "caine", "olone",
    "asone", "ium", "ysis", "oid", "phil", "cyte", "cytes", "ologist", "iatrist", "ician",
    "ologists",
)  # fmt: skip
# Words that end firms' names.
COMPANIES = frozenset(
    words(
        """
        logistics direct haulage freight foods couriers courier solutions systems technologies
        technology energy telecom mobile wireless motors garage tyres autos cars taxis travel
        tours coaches rentals leasing hire homes lettings properties estates builders plumbing
        electrical electric roofing windows kitchens interiors furniture designs design print
        software digital online global international national general mutual life pensions wealth
        advisers brokers loans savings credit payments pay money exchange markets trading imports
        exports fashions clothing jewellers opticians optical dental care caring homecare clean
        cleaning security recruitment staffing training academy nursery vets veterinary pets petcare
        assist recovery rescue breakdown legal law chambers consulting consultants analytics labs
        pharma pharmaceuticals biotech diagnostics imaging broadband fibre water gas power
        utilities express parcels post deliveries supplies stores outlet market bakery catering
        events leisure fitness gym golf tennis cricket rugby football wanderers albion rangers
        agency pub inn brewery farms dairy feeds seeds tractors machinery tools plant engineering
        """
    )
)
# Labels of lists of people.
LISTS = words(
    """
    present apologies attendees attending attended attendance staff duty call team crew absent
    invited early earlies late lates night nights day days long cover covering off leave a/l sick
    am pm mon tue tues wed thu thur thurs fri sat sun monday tuesday wednesday thursday friday
    saturday sunday shift witnesses drivers nurses doctors volunteers cc participants members
    children kids siblings sons daughters occupants residents tenants passengers players names
    rep scrub runner deceased executor keyholder chaperone rider owner signatory secretary
    mr mrs proposer second escort assessor fitter engineer surveyor cleaner carer carers
    signatories trustees directors executors attorneys beneficiaries dependants dependents guests
    visitors contacts callers patients for with to by who chair minutes scribe lead driver
    """
)
# What is done by a person.
DONE = frozenset(
    words(
        """
        assisted seen reviewed signed taken written brought accompanied supported approved
        completed closed witnessed checked given dictated collected delivered requested referred
        opened called found raised reported handled typed entered filled countersigned interpreted
        escorted driven visited examined assessed discharged admitted clerked prescribed
        administered bled cannulated recorded submitted prepared authorised authorized verified
        logged answered booked cancelled changed noticed hit bitten attacked told paid sent left
        chaired led attended recommended owned insured rented drafted edited edited received
        """
    )
)
# Where somebody works: "Priya on reception".
WORKPLACES = frozenset(
    words(
        """
        reception claims hr it payroll accounts finance security switchboard nights days leave duty
        call sales compliance theatre theatres pharmacy triage maintenance estates housekeeping
        catering underwriting collections housing facilities dispatch admin procurement legal
        complaints customer head branch support operations audit risk marketing the your our
        radiology pathology physio outpatients recovery maternity paeds ed icu itu labour
        school church work next number room bed flat upstairs downstairs
        """
    )
)
# Plurals with "the" that are no family.
LANDS = frozenset(
    words(
        """
        cotswolds maldives seychelles bahamas highlands lowlands netherlands alps andes pyrenees
        dolomites trossachs fens broads hebrides orkneys shetlands azores canaries balearics
        himalayas rockies philippines pennines chilterns mendips downs midlands beatles olympics
        paralympics commons lords americas emirates
        """
    )
)
# Given names of three letters that are nothing else in small letters.
SHORT_GIVEN = frozenset(
    words(
        """
        joe ken tim amy pam ned kev tom bob dan ben ron jim meg liz roy ian zoe ali mia leo deb gaz
        baz raj eva sid ted viv lou lyn gus kai jed jez shaz kaz daz baz bev reg wes zak ely una
        """
    )
)
# Given names that stand for something else in small letters.
SMALL_WORDS = frozenset(
    words(
        """
        tad haven destiny foster glory imo della arch lil maple cole marvel ami vide pierce romaine
        rune refugia delle duc tule anda lute bonny gorge caddie cleave ales panini sayin sparkle
        pearly sys nacho demi hemi lan suse rares talon zed trine reno ender whit sever lone lope
        kelvin maris nadir fares fairy sincere serine ethyl asia china paris santa sierra cadence
        harmony melody trinity genesis jewel ivory ebony coral ginger olive basil sage clay reed
        forest brook lane dale glen ridge stone steel chase hunter archer mason cooper baker taylor
        carter tanner porter sailor spencer major royal prince king duke baron earl noble loyal
        justice liberty mercy patience prudence constance charity honor honour journey story legacy
        heaven angel diamond emerald opal onyx amber autumn summer winter april june august dawn
        star skye storm rain river ocean bay wren robin lark phoenix wolf bear fox buck colt
        tibia ulna vena lumen stella umbra aura alba villa colon ilia sella iris cornea retina
        atria media nova alma pura vita forte grande linea tina kind dear darling honey precious
        delta omega sigma alpha beta gamma theta zeta india echo romeo oscar mike victor juliet
        lima sepia pasta salsa tempo solo largo manga karma guru yoga zen luna solar polar marina
        arena canal polo bingo domino merit credit sterling penny dollar bill grant mark rich frank
        ernest will drew chip bud tray rusty sandy rocky misty stormy windy sunny merry jolly happy
        early young senior junior elder ambrosia veronica magnolia violet lavender clover fern
        jasmine juniper rosemary saffron cinnamon candy cookie brandy sherry tequila whisky
        chancellor sterile serial manual visa alias email male female adult child patient
        apple berry plum peach cherry olives hazel laurel myrtle willow ashes ember blaze
        fontanelle loren nevada dakota montana carolina georgia virginia florida savannah madison
        jordan israel kenya chad cuba cyprus malta roma siena vienna verona florence
        """
    )
)
