"""Common English words, first half, of which none counts as a name beside one. Plain data.

Lower case; of words that end in -s, -ed, -ing, -er or -ly mostly the stem alone. The more
frequent ones of the word list of Webster's Second (public domain) that are no names.
"""

from __future__ import annotations

from privacy.desensitize.lexicon import words

WORDS_A = words(
    """
    ab abandon abandonment abbot abide ability able abnormal aboard abolish abolition abortion
    about above abroad abrupt absence absent absolute absorb absorption abstract absurd
    abundance abundant abuse academic accelerate acceleration accelerator accent accept
    acceptable acceptance access accessibility accessible accession accessory accident
    accidental accommodate accommodation accompany accomplish accordance according account
    accountability accountable accredited accumulate accumulation accuracy accurate accuse
    accustomed ace ache achieve achievement acid acidic acknowledge acknowledgement acne
    acoustic acquaintance acquainted acquire acquisition acre acronym across acrylic act action
    activate activation active activist activity actor actress actual acute ad adapt adaptation
    adaptive add addict addiction addition additional additive address adept adequate adhere
    adherence adhesive adjacent adjoining adjust adjustable adjustment admin administer
    administration administrative administrator admire admission admit admitted adolescent adopt
    adoption adorable adore adrenaline adult advance advancement advantage advantageous advent
    adventure adventurous adverse advert advertise advertisement advice advise advisor advisory
    advocacy advocate ae aero aesthetic affair affect affection affectionate affiliate
    affiliation affinity affirmative affluent afford affordable afraid after aftermath afternoon
    afterward again against age aged agency agenda agent aggregate aggression aggressive agile
    agility aging ago agony agree agreement agricultural agriculture ah ahead ai aid aide aim
    aint air aircraft airplane airport aisle ak aka akin al alarm alas albeit album alcohol
    alcoholic alcoholism ale alert algae algebra algorithm alias alien align alignment alike
    alive all allegiance allergic allergy alleviate alliance allied allocation allow allowance
    alloy ally almond almost alone along alongside aloud alpha alphabet alpine already alright
    also alt altar alter alteration alternate alternative although altitude alto altogether
    aluminium aluminum alumni always am ama amateur amazed amazing ambient ambiguity ambiguous
    ambition ambitious ambush amend amendment amid amidst amino ammo ammonia ammunition amnesty
    among amongst amount amp ample amplifier amused amusement an anal analogous analyse analysis
    analyst analytical analyze anarchist anatomy ancestor ancestral ancestry anchor ancient and
    angel anger angle angrily angry angular animal animation anime ankle annex annexation
    anniversary announce announcement annoy annoyance annual anomaly anonymity anonymous another
    answer antenna anthem anthology anthropology anti antibiotic antibody anticipate
    anticipation antique antiquity antitrust anxiety anxious any anybody anyhow anyone anything
    anyway anywhere apart apartheid apartment aperture apex apocalyptic apologize apology
    apparatus apparel apparent appeal appear appearance appetite appliance applicable applicant
    application applied appoint appointment appraisal appreciate appreciation apprentice
    apprenticeship approach appropriate appropriation approval approve approximate approximation
    apron apt aqua aquarium ar arbitrary arc archaeological archer arches archipelago architect
    architectural architecture archive are area arena arent argue argument arid arise arithmetic
    arm armor army aromatic arose around arrange arrangement array arrest arrival arrive arrow
    arson art artery arthritis article articulated artifact artificial artillery artist artistic
    as ascension ascent ash ashamed aside ask asleep aspect aspen aspirin aspiring ass assassin
    assassination assault assemble assembly assert assertion assess assessment asset assign
    assignment assist assistance assistant associate assume assumption assurance assure asteroid
    asthma astonishing astronaut astronomical astronomy asylum at ate atheism atheist athletic
    atmosphere atmospheric atom atomic atop attach attachment attack attain attempt attend
    attendance attention attic attitude attorney attract attraction attractive attribute
    attribution auburn auction audible audience audio audition auditor auditorium aunt aura
    austerity authentic authentication author authoritarian authoritative authority
    authorization authorized autism auto autobiography automatic automatically automobile
    automotive autonomous autonomy autumn auxiliary avail availability available average
    aviation avid avocado avoid avoidance await awake award aware awareness away awe awesome
    awful awhile awkward ax axes axis axle aye babe baby back backbone backdrop background
    backlash backup backward bacon bacteria bacterial bad badge bag baggage bail bait bake
    bakery balance balcony bald ball ballistic ballot bam bamboo ban banana band bandit bang
    bank banker bankrupt bankruptcy banner banning banquet banter baptism bar barbecue barber
    bard bare barefoot bargain barge bark barley barn baroque barrage barred barrel barren
    barrier barring barrow base baseball basement bash basic basically basil basin basis basket
    basketball bat batch bath bathroom bathtub batter battery battle battlefield be beacon bead
    beam bean bear beard bearer beast beat beaten beautiful beauty beaver because become bed
    bedding bedroom bedside bedtime beef been beer bees before beforehand beg begging begin
    beginner beginning begun behalf behave behavior behavioral behind being belief believe bell
    belong beloved below belt bench bend beneath beneficial beneficiary benefit bent beside
    besieged best bet beta betray betrayal better betting between beverage beware beyond bias
    bicycle bid bidding big bigger biggest bigotry bike bilateral bilingual bill billion bin
    binary bind binder binge bingo biochemistry biography biological biologist biology
    bipartisan bird birth birthday birthplace biscuit bisexual bishop bit bite bitten bitter
    bitterness bizarre black blackberry bladder blade blah blame bland blank blanket blast
    blazing bleach bleed blend bless blind blink blizzard block blockade blonde blood bloody
    blow blown blue blueprint blunt blur blurred board boast boat bodied bodily body bodyguard
    bog boil boiler bold bolt bomb bombardment bon bond bone bonfire bonnet bonus book booklet
    boom boost boot booze border borderline bore born borne borough borrow boss bot botanical
    botany both bother bottle bottom bought bounce bound boundary bounty bouquet bourgeois bout
    bow bowel bowie bowl bowler boxer boy bra brace bracelet bracket brag brain brake branch
    brand brandy brave bravery breach bread break breakdown breakfast breakout breakthrough
    breast breath breathe breed breeze brethren brew brewer bribe bribery brick bridal bride
    bridge brief bright brilliance brilliant bring brink broad broadcast broccoli broke broken
    broker bronze broom broth brought brow brown browse brush brutal brute bubble buck bucket
    bud buddy budget buff buffer buffet bug buggy build buildup built bulb bulk bull bulldog
    bullet bully bump bun bunch bundle bunk bunker burden bureaucracy bureaucratic burglary
    burial buried burn burner burnt burr burst bury bus business businessman bust busy but
    butcher butt butter button buy buyer buzz buzzer by bye bypass cabbage cabin cabinet cable
    cache cafeteria caffeine cage cake cal calcium calculate calculation calculator calculus
    calendar calf caliber calibration call caller calm calorie calves came camel cameo camera
    camp campaign campus can canal cancel cancellation cancer candidacy candidate candle candy
    cane cannabis canned cannon cannot canon canonical cant canton canvas cap capability capable
    capacity capital capitalism capitalist capped capsule captain caption captive capture car
    caravan carbon card cardboard cardinal cardiovascular care career careful careless caretaker
    cargo carpet carriage carried carrier carrot carry cart cartel cartoon cartridge carve
    cascade case cash cashier cast caste casual casualty cat catalyst catastrophe catastrophic
    catch catchy category cater catfish cattle caucus caught causal cause caution cautious
    cavalry cave cavity cease ceiling celebrate celebration celery celestial cell cellar
    cellular cement cemetery censorship census cent center central centric century ceramic
    cereal cerebral ceremonial ceremony certain certainty certificate certification certified
    cervical cha chain chair chairman chalk challenge chamber champ champagne champion
    championship chance chancellor change channel chaos chaotic chapter char character
    characteristic characterize charcoal charge charismatic charitable charity charm chart chase
    chat chatting cheap cheat check checkout cheek cheer cheerful cheese cheesy chef chemical
    chemist chemistry cheque cherish cherry chess chest chevy chew chic chick chicken chief
    child childhood childish children chili chill chilly chimney chin chip chloride chlorine
    chocolate choice choir choke cholesterol choose chop chopped chopping chord chorus chose
    chosen chow chrome chromosome chronic chronicle chuck chunk church cider cigar cigarette
    cinema cinematic cinnamon circa circle circuit circular circulation circumstance circus
    citadel citation cite citizen citizenship citrus city civic civil civilian civilization
    civilized clad claim clamp clan clapping clarification clarify clarity clash class classic
    classical classification classified classroom classy clause clay clean cleanse cleanup clear
    clearance cleavage clergy cleric clerical clerk clever click client cliff climate climax
    climb cling clinic clinical clip cloak clock clone close closer closet closure cloth cloud
    cloudy clover club clubhouse clue clumsy cluster clutch coach coal coalition coarse coast
    coastal coat cobalt cock cocktail cocky cocoa coconut cod code coefficient coffee coffin
    cognition cognitive coherent cohort coil coin coincide coincidence cola cold colder
    collaborate collaboration collaborative collage collapse collar collateral colleague collect
    collection collective collector college collision collusion colon colonel colonial
    colonialism colonization colony color colorful colossal column columnist coma comb combat
    combination combine combustion come comeback comedian comedic comedy comet comfort
    comfortable comfortably comfy comic command commemorate commence commencement comment
    commentary commerce commercial commissioner commit commitment committee commodity common
    commonplace communicate communication communion communism communist community commute
    compact companion company comparable comparative compare comparison compartment compassion
    compatibility compatible compelling compensate compensation compete competence competent
    competition competitive competitiveness competitor compilation compile complain complaint
    complement complementary complete completion complex complexity compliance compliant
    complicated complimentary component composed composer composite composition compound
    comprehension comprehensive compression compressor comprise compromise compulsory
    computation computational compute con conceal conceded conceive concentrate concentration
    concept conception conceptual concern concert concise conclude conclusion concrete condemn
    condemnation condition conditional conduct conductor cone confess confession confidence
    confident confidential configuration confirm confirmation conflict conform confront
    confrontation confuse confusion congestion conglomerate congratulate congregation
    congressional conjecture conjunction connect connection connectivity connector conquer
    conquest conscience conscious consciousness consecutive consensus consent consequence
    consequently conservation conservatism conservative conserve consider considerable
    considerably consideration consist consistency consistent console consolidate consolidation
    consortium conspicuous conspiracy constable constant constellation constituency constituent
    constitute constitution constitutional constrained construct construction constructive
    consulate consult consultant consultation consume consumption contact contain containment
    contamination contemplate contemporary content contest context continent continental
    contingency contingent continual continuation continue continuity continuous continuum
    contour contract contraction contractor contractual contradict contrary contrast contribute
    contribution contributor control controller controversial controversy convenience convenient
    convention conventional convergence conversation converse conversion convert convertible
    convey conviction convince cook cookbook cooker cool cooler cooperate cop cope copied copper
    copy copyright cord core cork corn corner cornerstone coronary coronation corp corporal
    corporate corpus correct correction correctness correlation correspond correspondence
    corridor corrosion corrupt corruption cortex cosmetic cosmopolitan cost costume cottage
    cotton couch cougar cough could counsel counselor count counterpart countless country
    countryside county coup couple coupon courage courageous course courtesy courtyard cousin
    covenant cover coverage covert cowardly cozy crab crack crackdown cradle craft crane crank
    crap crash crate crater crave crawl craze crazy cream creamy create creation creative
    creativity creator creature credibility credible credit creed creep creepy crest crew crib
    cricket cried crime criminal cringe crippling crises crisis crisp crispy criteria criterion
    critic critical criticism criticize critique crooked crop cross crossover crossroads crowd
    crown crucial crude cruel cruelty cruise crunch crusade crush crust cry crystal cube cubic
    cue cuisine culinary culprit cult cultivate cultivation cultural culture cum cumulative cup
    cupboard cupcake curb cure curiosity curious curl curly currency current curriculum curry
    curse curtain curve cushion custody custom customary cut cute cutter cutting cycle cylinder
    cylindrical da dad dagger daily dairy dale dam damage damn damp dance dancer dang danger
    dangerous dare dark darkness darn dart dash dashboard data date daughter daunting dawn day
    daylight daytime de deacon dead deadline deal dealer dealership dealt dear death debate
    debit debris debt debut decade decay deceased deceive decency decent deception decide
    decision decisive deck declaration declare decline decorate decoration decorative decrease
    decree dedicate dedication deduction deed deem deep default defeat defect defective defence
    defend defendant defense defensive deferred defiance deficiency deficient deficit define
    definite definition definitive defy degenerate degradation degree deity del delay delegate
    delegation delete deliberate delicate delicious delight delightful deliver delivery dell
    delta demand demise democracy democratic demographic demolition demon demonstrate
    demonstration den denial denim dense density dent dental dentist deny depart department
    departure depend dependence dependency dependent depict depiction deploy deployment
    deportation deposit deposition depot depreciation depression deprivation depth deputy derby
    derivative derive descend descent describe description descriptive desert deserve design
    designate designation desirable desire desk despair desperate desperation despite dessert
    destination destroy destruction destructive detachment detail detect detection detective
    detector detention deter deterioration determination determine detrimental dev devastating
    develop development developmental device devoid devote devotion devout dew di diabetes
    diabetic diagnose diagnosis diagnostic diagonal diagram dial dialect dialogue diameter
    diamond diaper diary diaspora dice dictate dictator dictatorship did didnt die diesel diet
    dietary differ difference different differential differentiate differentiation difficult
    difficulty dig digest digestive digging digit digital dignity dilemma diligence dim dime
    dimension dimensional diminish dine ding dinner diocese dioxide dip diploma diplomacy
    diplomatic dipped dipping direct direction directional director directory dirt dirty dis
    disability disable disadvantage disagree disagreement disappear disappearance disappoint
    disappointment disaster disastrous disbelief disc discard discharge disciplinary discipline
    disclaimer disclose disclosure discomfort disconnect discontent discord discount discourage
    discourse discover discovery discredit discrete discretion discriminate discrimination
    discriminatory discuss discussion disdain disease disguised disgust dish disk dislike
    dismissal disorder disparity dispatch displacement display disposable disposal dispose
    disposition disproportionate dispute disregard disrespect disrespectful disrupt disruption
    disruptive dissatisfaction dissent dissertation dissolution dissolve distance distant
    distinct distinction distinctive distinguish distortion distract distraction distress
    distribute distribution distributor district distrust disturb disturbance ditch ditto dive
    diver divergent diverse diversified diversion diversity divert divide divine division
    divorce do doc dock doctoral doctorate doctrine document documentary documentation does
    doesnt dog doing doll dollar dolly dolphin domain dome domestic dominance dominant dominate
    domination dominion don donate donation done donor dont door dope dorm dorsal dos dosage
    dose dot dotted double doubt doubtful dough dove down downhill downright downside downstairs
    downstream downtown downward dozen draft drag dragged dragging dragon drain drainage drama
    dramatic dramatically drank drastic drastically draw drawer drawn dreadful dream dress drew
    dried drift drill drink drip dripping drive driven driver drone drop dropping drought drove
    drown drug drum drunk dry dual dub dubious duck duct dude due dug dull duly dumb dummy dump
    dungeon duo duplicate durability durable duration during dusk dust dusty duty dwell dye
    dying dynamic dynasty dysfunction each eager ear earl earn earnest earthly earthquake ease
    easier easiest easily east eastern easy eat eaten eater ebony eccentric echo eclectic
    eclipse ecological ecology economic economical economist economy ecosystem ecstasy ecstatic
    ed edge edible edit edition editor editorial educate education educational eerie effect
    effective effectiveness efficacy efficiency efficient effort egg ego eh eight eighteen
    eighteenth eighth eighty either elaborate elastic elbow elderly eldest elect election
    elective electoral electorate electric electrical electricity electro electrode
    electromagnetic electron electronic elegance elegant element elemental elementary elephant
    elevate elevation elevator eleven elf eligibility eligible eliminate elimination elite else
    elsewhere em embark embarrassed embarrassing embarrassment embassy emblem embrace embryo
    emerald emerge emergence emergency emission emotion emotional empathy emphasis emphasize
    empirical employ employee employment empower empress empty emulate en enable enact enamel
    enclosure encounter encourage encouragement encryption encyclopedia end endeavor endemic
    endless endorse endorsement endowment endure enemy energetic energy enforce enforcement
    engage engagement engine engraved enhance enjoy enjoyable enjoyment enlarged enlightened
    enormous enough enraged enroll enrollment ensemble ensure enter enterprise entertain
    entertainment enthusiasm enthusiast enthusiastic entire entirety entitlement entity entrance
    entrepreneur entrepreneurship entry envelope environment environmental envoy envy enzyme
    epic epidemic epilepsy episode equal equality equation equilibrium equip equipment equity
    equivalent er era erase erection eroded erosion erotic erratic error es escalate escape
    escort especially essay essence essential establish establishment estate esteem estimate
    estimation estrogen eternal ethanol ether ethic ethical ethnic eu evacuate evacuation evade
    evaluation evangelical evasion even event eventual ever evergreen every everybody everyday
    everyone everything everywhere evidence evident evil evolution evolutionary evolve ex exact
    exam examination examine example excavation exceed excel excellence excellent except
    exception exceptional excess excessive exchange excitement exclude exclusion exclusive
    excuse execute execution executive exemplary exempt exercise exert exhaust exhibit
    exhibition exile exist existence existent existential exit exodus exotic expand expansion
    expansive expect expectancy expectation expedition expenditure expense expensive experience
    experiment experimental experimentation expert expiration expire explain explanation
    explicit explode exploit exploitation exploration explore explosion explosive exponential
    export expose exposure express expression expressive expulsion exquisite extend extension
    extensive extent exterior external extinct extinction extra extract extraction
    extraordinarily extraordinary extreme extremist eye eyed fabric fabrication fabulous facade
    face facial facilitate facility fact faction factor factory factual faculty fade fail
    failure faint fair fairness faith faithful fake fall fallen false fam fame familiar
    familiarity family famine famous fan fancy fandom fantastic far fare farewell farm farmer
    farmhouse farther fascinated fascinating fascination fascism fascist fashion fashionable
    fast faster fat fatal fate father fatigue fatty fault faulty fauna favor favorable favorite
    fear fearful feasibility feasible feast feat feather feature fed federal fee feed feedback
    feeder feel fell fellow fellowship felt female feminine feminism feminist fence ferry
    fertile fertility fest festival festive fetch fetus feud feudal fever few fi fiance fiber
    fiction fictional fiddle field fierce fiery fiesta fifteen fifth fifty fight figure file
    fill filler film filter filth filthy fin final finale finance financial finch find fine
    finer finger fingerprint finish finite fir fire firearm fireplace firm first fiscal fish
    fisherman fist fit fitness fitted fitting five fix fixture flag flagship flair flame flank
    flap flare flash flashlight flat flavor flavour flaw flawless flea fled flee fleece fleet
    flesh flew flex flexibility flexible flick flight fling flint flip flirting float flood
    floor flop flora floral flour flourish flow flower flown flu fluent fluffy fluid flung
    fluorescent flush flute flux fly flyer foam focal focus foe fog foil fold folder foliage
    folk folklore follow fond font food fool foolish foot footage football footprint for forbid
    forbidden force forcibly fore forecast foreclosure forefront forehead foreign foremost
    forensic foreseeable forest forestry forever forfeit forge forget forgetting forgive
    forgiveness forgot forgotten fork form formal format formation former formidable formula
    formulation forth forthcoming fortress fortunate fortune forty forum forward fossil
    fostering fought foul found foundation fountain four fourteen fourteenth fourth fraction
    fracture fragile fragment fragrance frame framework franchise frankly fraternity fraud freak
    free freedom freeway freeze freight frenzy frequency frequent fresh freshman friction fried
    friend friendship frightening fringe from front frontal frontier frost froze frozen fruit
    frustration fry fu fudge fuel fulfill fulfillment full fully fumble fun function functional
    functionality fund fundamental funeral fungi fungus funk funky funnel funny fur furious
    furnace furnished furniture further fuse fusion fuss futile future futuristic fuzzy ga
    gadget gain gal gallery gallon gamble game gang gangster gap garage garbage garden garland
    garlic garment garner garrison gas gasoline gate gateway gather gauge gave gay gear geek gel
    gem gen gender gene genera general generate generation generator generic generosity generous
    genetic genetically genius genome genre gentle gentleman gently genuine genus geographic
    geographical geography geological geology geometric geometry get getaway getting ghetto
    ghost giant gif gift gig gigantic gin ginger girl git give giveaway given glacial glacier
    glad glance gland glare glass glide glimpse global globe gloss glossy glove glow glucose
    glue gluten go goal goalie goat goddess godfather goes going gold golden golf gone goo good
    goodness goose gorgeous gosh gossip got gotten gourmet govern governance government
    governmental governor gown grab grace graceful gracious grad grade gradient gradual graduate
    graduation grail grain gram grammar grammatical granddaughter grandfather grandma
    grandmother grandpa grandson granite grant grape graph graphic graphical grasp grass
    grateful gratitude grave gravel graveyard gravitational gravity gravy gray grease greasy
    great greatness greedy green greenhouse greet grenade grew grey grid grief grill grim grin
    grind grip gripping grit gritty grocery groom groove gross ground group grow grown growth
    guarantee guard guerrilla guess guest guidance guide guild guilt guilty guitar guitarist gum
    gun guru gut guy gym gymnastics ha habit habitat hack hacker had hail hair haircut half
    halfway hallmark hallway halt ham hamburger hammer hand handbook handful handgun handicapped
    handle handmade handshake handsome handy happen happier happily happiness happy harassment
    harbor hard harden harder hardship hardware hardwood harm harmful harmless harmonic harmony
    harness harp harsh harvest hash hassle haste hat hatch hate hatred haul haunt have havent
    havoc hazard hazardous haze hazel he head headache header headquarters headset heal healer
    health healthy heap hear heart heartbeat heartbreak heartless hearty heat heater heavens
    heavily heavy heck hectic hedge heed heel hefty height heir helicopter helium hell hello
    helmet help helper helpful helpless hemp hence hepatitis her herb herbal herd here hereby
    hereditary heresy heritage hero heroic herring herself hesitant hesitate hesitation
    heterosexual hey hi hiatus hid hidden hide hideous hierarchy high higher highest highland
    highlight highway hike hilarious hillside him himself hind hinder hindsight hinge hint hip
    hire his historian historic historical history hit hive ho hoax hobby hockey hog hold holder
    hole holiday holiness holistic hollow homage home homeland homeless homelessness homemade
    homestead homework homicide homosexual honest honesty honey honeymoon honor honorable
    honorary hood hook hop hope hopeful hopeless hopper horizon horizontal hormonal hormone horn
    horrendous horrible horribly horrific horror horse horseback horsepower hose hospital host
    hostage hostel hostess hostile hostility hot hotel hotter hour house household housewife how
    however hub hubby hue huge hugging huh hull hum human humanity humble humid humidity
    humiliation humor humorous hump hundred hung hunger hungry hunt hunter hurdle hurricane
    hurry hurt husband hut hybrid hydraulic hydrogen hygiene hymn hypertension hypothesis
    hypothetical hysterical ice iceberg iced icing icon iconic icy id idea ideal identical
    identifiable identification identify identity ideological ideology idiot idiotic idle idol
    ie if ignition ignorance ignore ill illegal illegitimate illiterate illness illumination
    illusion illustrate illustration image imagery imaginary imaginative imagine imam imbalance
    imitation immediate immense immersion immigrant immigration imminent immoral immune immunity
    impact impatient impeachment impending imperative imperfect imperial imperialism implement
    implementation implication implicit imply import importance important impose impossible
    impress impression impressive imprint imprisonment improper improve improvement impulse in
    inability inaccurate inactive inadequate inappropriate inaugural incapable incarceration
    incarnation incentive inception incest inch incidence incident inclination include inclusion
    inclusive income incompatible incompetent incomplete inconsistent inconvenience inconvenient
    incorporate incorporation incorrect increase incredible incredibly incremental incumbent
    indeed indefinitely independence independent index indicate indication indicator indices
    indifference indifferent indigenous indirect indispensable individual indoor induce
    induction indulge industrial industry ineffective inefficient inequality inevitable
    inevitably inexpensive infamous infant infantry infect infection infectious inferior
    infinite inflammation inflammatory inflation inflict influence influential influenza influx
    inform informal information informative infrared infrastructure infringement ing ingenious
    ingredient inhabit inherent inherit inheritance inhibit initial initiate initiation
    initiative injection injunction injury injustice ink inland inlet innate inner innocent
    innovation innovative input inquire inquiry insane inscription insect insecure insecurity
    insert insertion inside insight insightful insignificant insist insistence inspect
    inspection inspector inspiration inspire instability install installation instance instant
    instead instinct institution institutional instruction instructional instrument instrumental
    instrumentation insufficient insulation insulin insult insurance insure intact intake
    integer integral integrate integration integrity intellectual intelligence intelligent
    intend intense intensity intensive intent intention intentional inter interact interaction
    interactive intercept interception intercourse interest interface interfere interference
    interim interior intermediate intermittent intern internal international internship
    interpret interpretation interrogation interrupt intersection interstellar interval
    intervene intervention interview intestinal intimate into intolerance intricate intrigue
    intrinsic introduce introduction introductory intrusive intuition intuitive invade invalid
    invaluable invariably invasion invasive invent invention inventor inventory inverse invest
    investigate investigation investigative investigator investment investor invisible
    invitation invite invoke involuntary involve involvement inward io ion iron ironically irony
    irrational irregular irrelevant irrespective irresponsible irrigation irritating irritation
    is island iso isolate isolation issue ist it itch itchy item iteration its itself ivory ivy
    jackass jacket jade jaguar jail jam jar jaw jazz jealous jeans jelly jerk jet jewel jewelry
    jihad job jock join joint joke joker jolly journal journalism journalist journey joy judge
    judgment judicial juice juicy jump jumper junction jungle junior junk junta jurisdiction
    jury just justification justify juvenile kale karma kat keen keep keeper kept kernel ketchup
    kettle key keyboard kick kicker kickoff kid kidney kill killer kind kindness kinetic kit
    kitchen kite knee knew knife knit knitting knob knock knockout knot know knowledge
    knowledgeable known kudos la lab label labor laboratory labour lace lack lacrosse ladder
    lady lag lagoon laid lamb lame lance land landlord landmark landscape landslide lane
    language lantern lap large larvae laser last latch late later
    """
)
