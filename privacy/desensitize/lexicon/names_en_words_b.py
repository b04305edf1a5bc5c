"""Common English words, second half, of which none counts as a name beside one. Plain data.

Lower case; of words that end in -s, -ed, -ing, -er or -ly mostly the stem alone. The more
frequent ones of the word list of Webster's Second (public domain) that are no names.
"""

from __future__ import annotations

from privacy.desensitize.lexicon import words

WORDS_B = words(
    """
    lateral latest latex latitude latter lattice laugh laughter launch laundry lava lavish law
    lawful lawn lawyer lay layer layout lazy lead leader leadership leaf league leak lean leap
    learn learnt lease leash least leather leave lecture led ledge ledger left leftist leftover
    leg legacy legal legality legalization legend legendary legion legislation legislative
    legislature legit legitimacy legitimate leisure lemon lemonade lend lender length lengthy
    lens lent leopard lesbian less lessen lesser lesson lest let lethal letter lettuce level
    lever leverage levy liability liable liaison liar liberal liberalism libertarian liberty
    library license lick lid lie lieu lieutenant life lifelong lifetime lift ligament light
    lighthouse lightning lightweight like likelihood likeness likewise limb lime limestone limit
    limitation limp line lineage linear linen liner linguistic link lip lipstick liquid
    liquidity liquor list listen lit lite liter literacy literal literary literature lithium
    litter little live livelihood liver livestock lizard load loaf loan lobby lobster local
    locality locate location lock locker locomotive lodged loft lofty log logged logging logic
    logical login logo lonely long longer longevity longitudinal look loop loose loosen loot
    lore lose loser loss lost lot lotion lottery loud lounge love lover low lower loyal loyalty
    luck luckily lucky lucrative luggage lumber lump lunar lunch lung lure luxurious luxury
    lying mace machine machinery macro mad madden made mag magazine magic magical magnesium
    magnet magnetic magnitude maid maiden mail main maintain maintenance maize majestic major
    majority make maker malaria male malicious man manage manageable management mandate
    mandatory maneuver manga manic manifestation manifesto manipulate manipulation mankind
    manner manor mantle manual manufacture manuscript many map marathon marble margin marginal
    marijuana marine marital maritime mark marker market marriage married marrow marry marsh
    marshal mart martial martyr marvelous mascara masculine mash mask mason masonry mass
    massacre massage massive mast master masterpiece mastery mat match matchmaking mate material
    maternal maternity math mathematical mathematics matrix matte matter mattress mature
    maturity max maximize maximum may maybe mayo mayor maze me meal mean meaningful meaningless
    meant meanwhile measurable measure measurement meat mechanic mechanical mechanism medal
    media median mediation medic medical medication medicinal medicine medieval mediocre
    meditation medium meet mellow melody melt member membership membrane memo memoir memorable
    memory men mental mentality mention mentor menu merchandise merchant mercy mere merge merger
    meridian merit mermaid mesh mess message messenger messy met meta metabolic metabolism metal
    metallic metaphor meter method methodology metric metropolitan mi mice micro microbial
    microphone microscope microscopic microwave mid midday middle midnight midst midway might
    migrant migrate migration mil mild mile mileage milestone militant military militia milk
    milky mill millennium million millionaire mimic min mind mindful mindfulness mine mineral
    miniature minimal minimize minimum ministry minor minority minus minute miracle mirror
    miscellaneous misconduct misdemeanor miserable misery misguided missile mission missionary
    mist mistake mistaken mitigate mitigation mitt mix mixer mixture mo moan mob mobile mobility
    mock mod mode model moderate moderation moderator modern modernization modest modification
    modify modular moist moisture mojo mold mole molecular molecule molten moment momentum
    monarchy monastery monetary money monitor monk monkey mono monopoly monsoon monster
    monstrous montage month monument monumental mood mop moral morality more moreover morning
    moron morphology mortal mortality mortar mortgage mosaic moss most moth mother motion
    motivate motivation motivational motive motor motorway motto mould mound mount mountain
    mountainous mouse mouth move movement movie much mud muddy muffin mug multinational multiple
    multiply multitude mundane municipal municipality murder muscle muscular museum mushroom
    music musical musician must mustard mutation mute mutual my myriad myself mysterious mystery
    mystical mythical mythology nail naive naked name nap narrative narrator narrow nasty nation
    national nationalism nationalist nationality nationwide native natural nature nausea
    nautical naval navigate navigation nay near nearby nearest neat necessarily necessary
    necessity neck necklace need needle needy negative neglect negligence negligible negotiate
    negotiation neighbor neighborhood neither nemesis neo neon nephew nerve nervous nest net
    network neural neurological neutral neutrality neutron never nevertheless new newcomer
    newsletter newspaper next nice niche nickel nickname nicotine niece night nightmare nil nine
    nineteen nineteenth ninety ninth nipple nitrogen no nobility noble nobody nod node noir
    noise noisy nominal nominate nomination nominee non none nonetheless nonprofit nonsense
    noodle noon nope nor norm normal north northeast northern northwest northwestern nose
    nostalgia nostalgic not notable notably notation notch note notebook noteworthy nothing
    notice noticeable noticeably notification notified notify notion notorious notwithstanding
    noun novel novelist novelty novice now nowadays nowhere nuclear nucleus nudity nuisance null
    numb number numerical numerous nurse nursery nut nutrition nutritional nutshell nylon oak
    oasis oath oatmeal obedience obesity obey obituary object objection objective obligation
    obligatory obnoxious obscene obscure observation observe obsession obsessive obstacle
    obstruction obtain obvious occasion occasional occupancy occupation occupational occupy
    occur occurrence ocean oceanic od odd odor of off offender offense offensive offer office
    official offset offshore offspring often og oh oil oily ok old older olive om omega on once
    one oneself ongoing onion only onset onto onward opaque open opener opera operate operation
    operational operative operator opinion opponent opportunity oppose opposite opposition
    oppressive opt optic optical optimal optimism optimization optimize optimum option optional
    or oral orange orbit orbital orchard orchestra order ordinary ordination ore organ organic
    organism organization organizational organize orient orientation origin original originate
    ornamental os ostensibly other otherwise otter ouch ought ounce our ourselves out outbreak
    outcome outdated outdoor outer outfit outgoing outlaw outlet outline outlook outpatient
    outpost output outrage outrageous outreach outright outset outside outstanding outward oval
    oven over overall overcome overdose overdue overflow overhaul overhead overlap overload
    overlook overnight override overseas oversight overthrow overtime overview overweight owe
    owing owl own owner ownership ox oxidation oxide oxygen oyster ozone pa pace pack package
    packet pad paddle pagan page pageant pain painful paint pair palette palm pamphlet pan
    pancake pandemic panel panic panicked panorama panther panties pants papal paper par para
    paradigm paragraph parallel parameter paranoia paranoid parasite parcel pardon parent
    parental parish park parliamentary parlor parody parrot part partial participant participate
    participation particle particular partition partner partnership party passage passenger
    passion passionate passive password past paste pastor pastoral pastry pasture pat patch
    patent path pathetic pathology pathway patience patient patio patriotic patriotism patrol
    patron patronage pattern patty pause paw pawn pay payable payday payment payroll pea peace
    peaceful peach peak peanut pear peasant peculiar pedal pedestal pedestrian pedigree pee peel
    peer peg pen penal penalty pence pencil pending penetrate penguin peninsula penny people
    pepper per perceive percent percentage perception perennial perfect perfection perform
    performance perfume perhaps peril perimeter period periodic periodically peripheral
    permanent permission permit permitted perpetual persecution persist persistence persistent
    person personal personality personnel perspective persuade persuasion persuasive pertinent
    pervasive pervert pest pet petition petroleum petty pharmaceutical pharmacist pharmacy phase
    phenomena phenomenal phenomenon philanthropy philosopher philosophical philosophy phone
    phosphate photo photograph photographic photography phrase physical physician physicist
    physics physiological physiology pianist piano pic pick pickup picky picnic picture
    picturesque pie piece pier pierced piercing pig pigeon pigment pile pilgrimage pill pillar
    pillow pin pinch pine pineapple ping pink pinnacle pinned pinpoint pint pioneer pipe
    pipeline piracy pirate piss pistol piston pit pitch pity pivot pivotal pizza place placebo
    placement plague plain plan plane planet planetary plank planner plant plantation plasma
    plaster plastic plate plateau platform platinum platoon plausible play playable playback
    player playful playground plea plead pleasant please pleasure pledge plentiful plenty plight
    plot plotting plug plugged plum plunge plural plurality plus plush pneumonia pocket pod
    podium poem poet poetic poetry point pointless poised poison poisonous poke poker polar pole
    police policy polished polite political politician politics poll pollen polluted pollution
    poly pond pony pool poor pop popcorn populace popular popularity population populist
    populous porcelain porch pork pornography porous port portable portal portfolio portion
    portrait portray portrayal pose posh position positive possess possession possibility
    possible possibly post postage postal poster postseason pot potassium potato potent
    potential pottery pouch poultry pound pour poverty powder power powerful powerhouse
    practical practice practitioner prairie praise pray prayer preach precedence precedent
    preceding precious precipitation precise precision precursor predator predatory predecessor
    predict predictable prediction predictive preface prefer preferable preferably preference
    preferred pregnancy pregnant prehistoric preliminary premature premier premiere premise
    premium prep preparation preparatory prepare preparedness preschool prescribe prescription
    preseason presence present presentation preservation preserve presidency president
    presidential press pressure prestige prestigious presumably presume pretend pretty
    prevalence prevalent prevent prevention preventive preview previous prey price priceless
    pride priest prima primal primarily primary prime primer primitive prince principal
    principle print prior priority prism prison pristine privacy private privilege prize pro
    probability probably probe problem problematic procedural procedure proceed process
    processor proclamation procurement produce product production productive productivity
    profession professional professor proficiency profile profit profitability profitable
    profound prognosis program progress progression progressive prohibit prohibition project
    projection proliferation prolific prominence prominent promise promote promotion promotional
    prompt prone pronounce pronunciation proof prop propaganda propagation propeller proper
    property prophecy proportion proportional proposal propose proposition proprietary
    propulsion prosecute prosecution prospect prospective prosper prosperity prosperous
    prostitution protagonist protect protection protective protector protein protest protocol
    proton prototype prove proven provide province provincial provision provisional provoke
    prowess proximity proxy pseudo psych psyche psychiatric psychiatry psychological
    psychologist psychology pu pub public publication publicity publish puck pudding puff pull
    pulmonary pulp pulse pump pumpkin pun punch punish punishment punk punt pup pupil puppet
    purchase pure purge purity purple purpose purse pursuant pursue pursuit push put puzzle
    pyramid python qualification qualified qualifier qualify qualitative quality quantitative
    quantity quantum quarantine quarry quarterback quartet quartz quasi query quest question
    questionable queue quick quiet quirky quit quite quiz quotation quote rabbit race racial
    racism racist rack racket rad radar radial radiant radiation radiator radical radio
    radioactive radius raft rag rage raid rail railroad railway rain rainbow rainfall rainy
    raise rally ram ramp rampant ran random range ranger rank ransom rant rap rape rapid rare
    rarity rash raspberry rat rate rather ratio rational rattle rave raw ray razor re reach
    react reaction reactive reactor read reader readily readiness ready real realism realistic
    realistically reality realization realize realm reap rear reason reasonable reasonably
    reassuring rebel rebellion rebellious reborn rebound rebuild rebuilt recall receipt receive
    recent reception receptor recess recession recharge recipe recipient reckless reckon reclaim
    recognition recognizable recognize recommend recommendation reconcile reconciliation
    reconnaissance reconsider reconstruction record recover recovery recreate recreation
    recreational recruit recruitment rectangular recurring recycle red reddish redeem redemption
    redesign redevelopment reduce reduction redundant reed ref refer referee reference
    referendum referral refined refinery refining reflect reflection reflective reform refrain
    refresh refrigerator refuge refugee refund refusal refuse reg regain regard regardless
    regeneration regent regime region regional register registration registry regret regular
    regulate regulation regulator regulatory rehabilitation rehearsal reign rein reinforce
    reinforcement reject rejection rejoice relate relation relationship relative relativity
    relax release relegation relentless relevance relevant reliability reliable reliably
    reliance relic relief relieve religion religious relocation reluctance reluctant rely remain
    remainder remake remark remarkable remarkably remedy remember remembrance remind reminiscent
    remix remorse remote removal remove renal render rendition renew renewable renewal
    renovation rent rental reopen reorganization rep repair repay repayment repeal repeat
    repertoire repetitive replace replacement replay replica replicate replication report
    repository repost represent representation representative repression reprint reproduction
    reproductive reputable reputation request require requirement rescue research resemblance
    resemble resentment reservation reserve reservoir reset reside residence residency resident
    residential residual residue resign resignation resilience resilient resist resistance
    resistant resolution resolve resonance resort resource respect respectable respectful
    respective respiratory respond response responsibility responsible rest restart restaurant
    restoration restore restraint restrict restriction restrictive result resume retail retain
    retaliation retention retire retirement retreat retribution retrieval retrieve return
    reunion reuse reveal revelation revenge revenue revered reversal reverse revert review
    revise revision revisit revival revive revolt revolution revolutionary reward rewrite
    rhetoric rhyme rhythm rhythmic ribbon rice rich rid ridden ride ridge ridicule ridiculous
    rifle rift rig right righteous righteousness rightful rigid rigorous rim ring rink rinse rip
    ripe ripping rise risen risk risky rite ritual rival rivalry river road roam roar roast
    robber robbery robbing robe robot robust rock rocket rod rode rogue roi role roll roller
    romantic roof rookie room roommate root rope rose rosemary roster rot rotary rotate rotation
    rotor rotting rough round route router routine rover row royal royalty rub rubbed rubber
    rubbing ruby rude rug rugby rugged ruin rule ruler rum rumble rumor run runner running
    runoff runway rural rush rust rusty ruthless rye sack sacred sacrifice sad saddle sadness
    safari safe safeguard safety saga sage said sail sake salad salary sale salesman saline
    saliva salmon salt salty salute salvage salvation same sample sanction sanctuary sand
    sandwich sandy sang sanitary sanitation sanity sans sap sapphire sarcasm sarcastic sat
    satellite satin satirical satisfaction satisfactory satisfied satisfy saturated saturation
    sauce sausage save savvy saw say scale scalp scam scan scandal scanning scar scarce scare
    scarf scarlet scary scatter scenario scene scenery scenic scent schedule scheme scholar
    scholarship school science scientific scientifically scientist scissors scoop scope score
    scorpion scotch scout scramble scrap scrape scrapped scratch screaming screen screw script
    scripture scroll scrub scrutiny sculptor sculpture scum se sea seal seam search seaside
    season seasonal seat sec second secondary secrecy secret sect section sectional sector
    secular secure security sedan sediment see seed seek seem seen segment segregation seismic
    seize seizure seldom select selection selective self sell seller semantic semen semester
    semi semiconductor seminary send senior sensation sensational sense sensible sensitive
    sensitivity sensor sensory sent sentence sentiment sentimental sentinel separate separation
    sequence serial series serious seriousness sermon serum servant serve server service session
    set setback setting settle settlement setup seven seventeen seventeenth seventh seventy
    several severe severity sew sewage sewer sex sexual sexuality shade shadow shady shaft shake
    shaken shaky shall shallow sham shame shampoo shape share shareholder sharia sharp shave she
    shear shed shedding sheen sheep sheer sheet shelf shell shelter sheriff shield shift shine
    shiny ship shipbuilding shipment shipped shipping shirt shock shoe shook shoot shop shopping
    shore short shortage shorten shot shotgun should shout shove show showcase showdown shower
    shown shrimp shrine shrink shut shutdown shutter shutting shuttle shy sic sick sickness side
    sideways siege sight sign signal signature significance significant silence silent silicon
    silicone silk silly silver sim similar similarity simple simplicity simplified simplify
    simply simulate simulation simultaneous sin since sincerely sincerity sinful sing single
    singular sink sinner sip sister sit site sitting situation six sixteenth sixth sixty sizable
    size skate skeptical sketch ski skill skin skinny skip skipping skirt skull slab slain slam
    slang slap slapping slash slate slaughter slave slavery slayer sleek sleep sleeve slender
    slept slew slice slick slid slide slight slim slime slip slipped slippery slipping slit
    slogan slope sloppy slot slow slut sly smack small smart smashing smear smell smile smoke
    smoky smooth smuggling snack snail snake snap snapped snapping snapshot snatched sneak sniff
    sniper snow snowy so soak soap soar sober soccer social socialism socialist societal society
    sociology sock socket soda sodium sofa soft softball soften software soil solar sold soldier
    sole solid solidarity solitary solo soluble solution solve solvent some somebody someday
    somehow someone something sometime somewhat somewhere son song sonic soon sooner soothing
    sophisticated sore sorrow sorry sort sought soul sound soup sour source south southeast
    southeastern southern southwest southwestern souvenir sovereign sovereignty soy spa space
    spaghetti spam span spare spark sparkling sparse spatial spawn speak spear spec special
    specialist specialty species specific specifically specification specify specimen spectacle
    spectacular spectator spectrum speculate speculation speculative speech speed speedy spell
    spend spent sperm sphere spherical spice spicy spider spike spill spin spinach spinal spine
    spinner spinning spiral spirit spiritual spirituality spit spite spitting splash splendid
    split splitting spoil spoke spoken spokesman sponge sponsor sponsorship spontaneous spoon
    sport spot spotlight spotted spotting spouse spray spread spree spring sprinkle sprint
    spruce sprung spun spy squad squadron square squash squat squeeze squid squirrel stab
    stability stabilize stable stack stadium staff stage staggering stain stainless staircase
    stake stale stalk stall stamina stamp stance stand standard standpoint staple star stark
    starred starring start starvation starved stash state statement static station stationary
    statistic statistical statue stature status statute statutory stay steadily steady steak
    steal stealth steam steel steep steer stein stellar stem step stereo sterile sterling
    steroid stew stick sticky stiff stigma still stimulate stimulation stimulus stink stint stir
    stirring stock stole stolen stomach stone stood stool stop stopped stopping storage store
    storm story stout stove straight straightforward strain strait strand strange strap strapped
    strategic strategically strategy straw strawberry stray streak stream streets strength
    strengthen stress stressful stretch stricken strict stride strife strike string strip stripe
    stripped stripping strive stroke strong stronghold struck structural structure struggle
    stubborn stuck stud student studied studio study stuff stumble stun stunning stupid
    stupidity sturdy style stylish sub subconscious subdivision subject subjective submission
    submit subordinate subscribe subscription subsequent subset subsidiary substance substantial
    substantive substitute substitution substrate subtle suburb suburban subway succeed success
    successful succession successive successor such suck sucker suction sudden sue suffer
    suffice sufficient suffrage sugar suggest suggestion suicidal suicide suing suit suitable
    suitcase suite sum summary summed summer summit summon sun sunflower sung sunk sunlight
    sunny sunset sunshine sup super superb superficial superhero superintendent superior
    superiority supermarket supernatural supervision supervisor supper supplement supplemental
    supplementary supplier supply support supportive suppose suppress suppression supremacy sur
    sure surf surface surge surgeon surgery surgical surname surpass surplus surprise surrender
    surrogate surround surveillance survey surveyor survival survive survivor susceptible
    suspect suspend suspension suspicion suspicious sustain sustainable swallow swap swat sway
    swear sweat sweep sweet sweetheart sweetie sweetness swell swept swim swimming swing swipe
    switch swollen sword swore sworn swung symbol symbolic symbolism symmetry sympathetic
    sympathy symphony symposium symptom synagogue sync syndrome synonymous synopsis syntax
    synthesis synthetic syrup system systematic systemic tab table tablet taboo tack tackle
    tactic tactical tag tagged tail tailor take taken tale talent talk tall taller tame tan
    tandem tangible tank tanker tap tape tapping tar target tart task taste tasty tattoo taught
    tax taxable taxation tea teach team teammate teamwork tear teaser tech technical technician
    technique technological technology tedious tee teen teenage teeth telegram telephone
    telescope television tell temp temper temperament temperate temperature template temple
    tempo temporal temporarily temporary temptation tempting ten tend tendency tender tennis
    tenor tense tension tent tentative tenth tenure term terminal terminate termination
    terminology terrace terrain terrestrial terrible terribly terrific terrifying territorial
    territory terror terrorism terrorist tertiary test testimony testosterone text textbook
    textile textual texture tha than thank thankful that the theater theatrical thee theft their
    them theme themselves then theological theology theorem theoretical theory therapeutic
    therapist therapy there thereafter thereby therefore therein thereof thermal these thesis
    they thick thickness thief thin thing think thinner third thirteen thirteenth thirty this
    tho thorough those though thought thoughtful thousand thread threat threaten three threshold
    threw thrift thrill thrive throat throne throttle through throughout throw thrown thrust
    thumb thus thyroid ti tick ticket tidal tide tidy tie tied tier tiger tight tighten til tile
    till tilt timber time timer timetable tin tinder tiny tip tipped tipping tire tissue
    titanium title to toast tobacco today toddler toe together toilet token told tolerance
    tolerant tolerate toll tomato tomb tomorrow ton tone tongue tonight too took tool tooth
    toothbrush top topic topical topped topping tor torch tore torn tornado torpedo torque
    torrent torture toss total touch touchdown tough tour tourism tourist tournament toward
    towel town township toxic toxicity toy trace track tract traction tractor trade trademark
    trader tradition traditional traffic tragedy tragic trail train trait trajectory transaction
    transcript transcription transfer transferred transferring transform transformation
    transient transit transition transitional translate translation translator transmission
    transmit transmitter transparency transparent transport transportation trap trapped trash
    trauma traumatic travel travelled traverse tray tread treadmill treason treasure treat
    treatise treatment treble tree tremendous trench trend tri trial triangle triangular tribal
    tribe tribute trick tricky trigger trillion trim trio trip triple tripping trivia trivial
    troll troop tropical trouble troublesome trough trousers truce truck true truly trumpet
    trunk trust trustee trustworthy truth truthful try tsunami tub tube tuberculosis tuck tug
    tuition tumble tummy tumor tuna tune tunnel turbine turbo turbulence turbulent turf turmoil
    turn turnaround turner turnover turquoise turret turtle tutor tutorial twelfth twelve
    twentieth twenty twice twin twist twitter two type typical ubiquitous ugly ultimate ultra
    ultraviolet um umbrella un unable unacceptable unaffected unanimously unarmed unattractive
    unavailable unavoidable unaware unbearable unbelievable unbelievably unbiased uncertain
    uncertainty unchanged uncle unclear uncomfortable uncommon unconditional unconscious uncover
    undefeated under undercover underdog undergo undergraduate underground underlying undermine
    underneath understand understandable understood undertake undertook underway underwear
    underwent undesirable undisclosed undo undone undoubtedly uneasy unemployed unemployment
    uneven unexpected unfair unfamiliar unfinished unfold unfortunate unhappy unhealthy unheard
    unification unified uniform unilateral unique unit unite unity universal universe university
    unjust unknown unlawful unleash unless unlike unlimited unlock unlucky unmarried unnamed
    unnatural unnecessarily unnecessary unnoticed unofficial unpaid unpleasant unpopular
    unprecedented unpredictable unreal unrealistic unreasonable unrelated unreliable unrest
    unsafe unseen unstable unsuccessful unsure until unto untouched untreated unused unusual
    unveiled unwanted unwilling up upcoming update upgrade upheld uphill uphold upload upon
    upper upright uprising upset upsetting upside upstairs upstate upstream upward ur uranium
    urban urge urgency urgent urine us usable usage use used useful usefulness useless user
    usher usual utility utilize utmost utopia utter vacancy vacant vacation vaccination vaccine
    vacuum vaginal vague vain valid validate validation validity valuable value valve van
    vandalism vanguard vanilla vanity vapor variability variable variance variant variation
    varied variety various varsity vary vascular vast vault vector vegetable vegetarian
    vegetation vehicle veil vein velocity vendor vengeance venom vent ventilation venture venue
    verb verbal verdict verge verification verify versatile verse version versus vertical very
    vessel vest vet veteran veto via viability viable vibrant vibration vicar vice vicinity
    vicious victim victory video view viewer viewpoint vigorous vile village villain vinegar
    vintage vinyl violate violation violence violent violin viral virtual virtue virus vis visa
    visibility visible visibly vision visionary visit visitation visual vita vital vitality
    vitamin viva vocabulary vocal vocalist vocational vodka vogue voice void volatile volcanic
    volcano volleyball voltage volume voluntarily voluntary volunteer vomiting vote voter vow
    vowel voyage vulgar vulnerable wa wage wagon waist wait waitress waiver wake walk wall
    wallet wallpaper walnut wand wander want war wardrobe warehouse warfare warm warmer warmth
    warn warp warrant warranty warrior wartime wary was wash washer wasnt waste wat watch water
    waterfront watermelon waterproof watershed wave wax way we weak weaken weakness wealth
    wealthy weapon weaponry wear weary weather weave web wed wedding wedge wee weed week weekend
    weigh weight weird welcome weld welfare well wellness wen went were west western westward
    wet whack whale what whatever whatsoever wheat wheel when whenever where whereabouts whereas
    whereby wherein wherever whether which whichever while whilst whip whipped whipping whisky
    whisper whistle white who whoever whole wholesale wholly whom whore whose why wick wide
    widespread widow width wife wig wild wilderness wildfire wildlife will willingness win wind
    window windy wine wing winger winner winning winter wipe wire wireless wisdom wise wish wit
    with withdraw withdrawal withdrawn withheld within without withstand witness witty wizard
    woke woman won wonder wonderful wont wood wooden woodland wool word wore work worker
    workload workout workplace workshop world worm worn worried worry worse worship worst worth
    worthless worthy would wouldnt wound woven wow wrap wrapped wrapping wrath wreath wreck
    wrench wrestling wrist write writer written wrong wrote wrought ya yang yard yarn yea yeah
    year yeast yelling yellow yep yer yes yesterday yet yield yin yo yoga you young your
    yourself yourselves youth yr yummy zero zinc zip zombie zone zoo zoom
    """
)
