"""Surnames of many peoples, second half of the alphabet. Plain data.

Lower case, without accents. From the US Census Bureau's name files of 1990 (public domain), names
of Faker's locales in Latin letters (MIT licence) and lists written for this project.
"""

from __future__ import annotations

from privacy.desensitize.lexicon import words

SURNAMES_B = words(
    """
    hutchings hutchins hutchinson hutchison huth hutson hutt hutto hutton huynh hwang hyatt hyde
    hyden hyder hyland hylton hyman hynes ibanez ibarra ibeh ide idris iglesias igwe iheanacho
    ii ikeda iliadis imes imhoff infante ingalls ingersoll ingham ingle inglis ingraham ingram
    iniesta inman inoue ionescu ip iqbal irby irish irizarry irvin irvine irving irwin isaacs
    isaacson isbell isenberg isham iskandar islam islas isley isom ison issa ito ivanov ivanova
    iverson ives ivey ivie iwu iyer izzo jaber jablonski jackman jacks jackson jacobi jacobo
    jacobs jacobsen jacobson jacoby jacques jacuzzi jaeger jaffe jaggers jahan jahn jaimes jain
    jali jalloh jama jamerson jameson jamieson jamil jamison janes jang jankowski jansen janson
    janssen janssens jaques jaquez jara jaramillo jardine jarman jarmon jarrell jarrett jarvis
    jasso jauregui javed jaworski jayaraman jaynes jeffcoat jefferies jeffers jefferson jeffries
    jemison jenkins jenks jennings jensen jenson jeon jepson jerez jernigan jessen jessup jester
    jeter jett jewell jewett jha jia jiang jiles jimenez jimerson jiminez jin jinks jobe johann
    johansen johanson johansson johns johnsen johnson johnston johnstone joiner jolley joly jone
    jones jong joplin jordon jorgensen jorgenson josephson josey joshi joslin jost joubert
    jovanovic joyner judd jude judkins juma jung jurado justice justus kaczmarek kadiri kahl
    kahle kahler kahn kain kaiser kala kamara kaminski kaminsky kamp kane kang kao kapadia
    kapanadze kaplan kapoor kapp kar karagiannis karamanlis karim karimi karimzadeh karlsson
    karnes karns karp karr kaspar kasper kasten kastner kata kates kato katsaros katz kauffman
    kaufman kaufmann kaur kavanagh kavanaugh kaya kaye kaylor kayser kean keane kearney kearns
    keating keaton keck kee keefe keefer keegan keel keele keeler keeling keenan keene keener
    keeney keeton kehoe keil keim keiser keister keita kell kellam kellar kelleher keller
    kellerman kelley kellner kellogg kellum kelso kelton kemp kemper kempf kendall kendrick
    kennard kennedy kenner kenney kennon kenyon keogh kepler kerby kerley kerns kerr kerrigan
    kersey kershaw kesler kessler kester ketcham ketchum keyes keyser khalil khan khatib khatri
    khatun khoo khorasani khosravi khoury khumalo kibler kidd kidder kidwell kiefer kieffer kiel
    kiely kieran kiernan kiger kight kilburn kilby kile kiley kilgore kilic killen killian
    killingsworth killion killough kilmer kilpatrick kimani kimball kimber kimble kimbrell
    kimbrough kimes kimmel kimura kinard kincaid kinder king kingery kingsbury kingsley kingston
    kinlaw kinney kinsella kinser kinsey kipp kirby kirchner kirkham kirkland kirkman
    kirkpatrick kirksey kirkwood kirsch kirschner kirwan kiser kish kiss kissinger kistler
    kittle kittrell kitts kizer klatt klein kline kling klingensmith klinger klink klotz klug
    knapp knight knighton knoll knopp knott knotts knowles knowlton knox knudsen knudson knutson
    ko kobayashi koch kocher koehler koehn koenig koerner koester koh kohl kohler kohli kohn
    kolar kolb koller konrad konstantinou koon koonce koons koontz kopp korhonen korn kornegay
    koroma kos koski koss koster kouassi kovac kovach kovacs kovalenko kowal kowalczuk kowalczyk
    kowalska kowalski koya kozak kozlowski kraemer kraft kral kramer krantz kranz krasniqi kratz
    kraus krause krauss krebs kremer kress krieger kris kristiansen kriz kroeger kroll kropp
    krueger krug kruger kruse ku kuehn kuhl kuhlman kuhn kuhns kulkarni kumar kumari kumi kunda
    kunene kunkel kunkle kuntz kunz kurth kurtz kushner kusi kutz kuykendall kuznetsov
    kuznetsova kwan kwarteng kwiatkowski kwok kwon kwong kyles kyriakou kyser labbe labelle
    labonte laboy labrecque labrie lacasse lacey lachance lackey lacombe lacour lacroix lacy lad
    ladd ladner lafayette lafferty laflamme lafleur lafond lafontaine lafountain lafrance laguna
    lahr lai lail laine laing lair laird lajoie lake lakey lakin lal lala laliberte lally
    lalonde lam lambert lamborghini lamm lammers lamontagne lamothe lamoureux lamp lampe lampkin
    lancaster landa landeros landers landes landin landis landon landon-lane landreth landrum
    landry laney langa langdon lange langer langevin langford langham langley langlois langston
    lanham lanier lankford lanning lantz lanza lapierre laplante lapointe laporte lapp largent
    lark larkin larkins laroche larochelle larosa larose larrabee larsen larson larsson larue
    lasa lasalle lash lasher lashley lasley lassiter laster latham lathan lathrop latimer latour
    latta lattimore lau lauderdale lauer laughlin laureano lavallee lavalley lavelle lavender
    lavergne lavery lavigne lavin lavoie lawal lawhorn lawler lawless lawlor lawson lawton
    layman layne layton lazar lazarus lazo leach leahy leake leal lear leary leath leatherman
    leathers leatherwood leavitt lebeau lebel leblanc leboeuf lebron lebrun leclair leclerc
    lecompte ledbetter ledesma ledet ledezma ledford ledoux leduc lee leech leeper lees lefebvre
    lefevre leffler leflore leftwich leger legere legg leggett legrand legros lehman lehmann
    lehr lei leibowitz leighton leija leith leiva lejeune lemaster lemay lemieux lemire lemke
    lemley lemmens lemmon lemmons lemoine lemos lemus lenard lennon lennox lenoir lentz lenz
    leong leos lepage lepore lerma lerner lessard letourneau lett leung levasseur leverett
    levesque levi levin levine levinson levitt lew lewandowska lewandowski lewin lewis ley leyva
    lheureux li liang liao libby liber liddell lieb lieberman liggett liggins lightfoot lightner
    ligon liles lillard lilley lillo lilly lim limo limon lin linares lind lindberg lindell
    lindeman linden linder lindgren lindholm lindley lindner lindquist lindqvist lindstrom
    lineberry linker linkous linn linton linville lippert lipscomb lira lister liston litchfield
    littlefield littlejohn littleton litton littrell liu livengood livingston lizotte llamas
    llanos llewellyn lo lobo lockard locke lockett lockhart locklear lockridge lockwood lodge
    loeffler loera loftin loftis lofton loftus logan loggins logsdon logue lohman lohr lomas
    lomax lombard lombardi lombardo lomeli loney longley longo longoria loo loomis loon looney
    looper loos loper lopes lopez lor lord lorenz lott loucks loudermilk lough lovato lovejoy
    lovelace lovelady loveland loveless lovell lovett lowder lowe lowery lowman lowrey lowry
    lowther loy loya loyd loyola lozada lozano lu lubin lucas luce lucero lucier lucio luckett
    luckey ludwig luevano lugo lui lujan luker lum lumpkin luna lund lundberg lundgren lundquist
    lundy lunn lunsford lunt luo luong lupo lusk lussier luster lutes luttrell lutz luu lux lwin
    ly lydon lykins lyles lyman lynch lyon lyons lytle ma maalouf maas mabe mabry mac macarthur
    macdonald macdougall macedo macek macfarlane macgregor mach machado macho macias maciel mack
    mackay mackenzie mackey mackie mackinnon macklin maclean macleod macmillan macneil macomber
    macon macpherson macy maddox maddux maddy mader madera madi madiba madigan madison madrigal
    madsen madson madueke maes maestas magallanes magana magee maggard magnuson maguire mahaffey
    mahajan mahan maharaj maher mahmood mahon mahoney mai maia maier maina maines majeed
    majewski mak maki mala maldonado maley malhotra malik mall mallette malley mallon mallory
    malloy malone maloney mamadou mamba manana mancini mancuso mandela mane maness mangan mangum
    manis manley mann manning manns manrique mans mansell mansfield manson mansoor mansoori
    mansour manzanares manzi manzini manzo maple maples march marchal marchand marchetti
    marcotte marcum mare mares mari mariano marin marinelli maris mariscal markel markey markham
    markley markopoulos markova markovic markowitz marler marlow marlowe maroney marotta marques
    marquez marquis marr marrero marroquin marsden marte martel martell martens marti martindale
    martinelli martinez martino martins martinson martyn martz marvel marx mas masina masood
    masri massey massie masterson mata matas mater matheny matheson mathews mathis matic matlock
    matney matos matson matsumoto matteson matthews mattingly mattison mattos mattox mattson
    mauldin maupin maurer mauricio maury maus maxey maxfield maxie maxson maxwell mayberry maye
    mayer mayers mayes mayfield mayhew maynard mayoral mays mazza mazzola mcadams mcafee
    mcalister mcallister mcandrew mcarthur mcauliffe mcbee mcbride mcburney mccabe mccaffrey
    mccain mccall mccallister mccallum mccann mccants mccarter mccarthy mccartney mccarty
    mccaskill mccauley mcclain mcclanahan mcclary mccleary mcclellan mcclelland mcclendon
    mcclintock mcclinton mccloskey mccloud mcclung mcclure mccollum mccomb mccombs mcconnell
    mccool mccord mccorkle mccormack mccormick mccourt mccoy mccracken mccrary mccray mccready
    mccreary mccue mcculloch mccullough mccullum mccully mccune mccurdy mccurry mccutcheon
    mcdade mcdaniel mcdaniels mcdermott mcdonagh mcdonald mcdonnell mcdonough mcdougal mcdougall
    mcdowell mcduffie mcelroy mcentire mcewen mcfadden mcfall mcfarland mcfarlane mcgann mcgee
    mcgehee mcghee mcgill mcginley mcginnis mcgovern mcgowan mcgrath mcgraw mcgregor mcgrew
    mcgriff mcgruder mcguigan mcguire mchenry mchugh mcinerney mcinnis mcintire mcintosh
    mcintyre mckay mckee mckeever mckenna mckenney mckenzie mckeon mckeown mckinley mckinney
    mckinnon mcknight mclain mclaughlin mclaurin mclean mclemore mclendon mcleod mcloughlin
    mcmahan mcmahon mcmanus mcmaster mcmillan mcmillen mcmillian mcmullen mcmurray mcnabb mcnair
    mcnally mcnamara mcneal mcneely mcneil mcneill mcnulty mcnutt mcpherson mcqueen mcrae
    mcreynolds mcroberts mcshane mcswain mcvay mcvey mcwhorter mcwilliams meacham mead meade
    meador meadows mears medeiros medina medley medlin medlock medrano mee meehan meek meeker
    meeks mehra mehta meier meissner mejia melancon melcher melchor mele melendez mello melnick
    melton melville mena menard mendenhall mendez mendoza menendez meng menon mens mensa mensah
    mercado mercer mercier merida merkle merrell merrick merrill merriman merritt merwe merwin
    messer messina metcalf metz metzger metzler meyer meyers meza michaels michalak michaud
    michel mickens micklethwaite middleton mielke mier mikhail milam milburn milford millard
    millen miller millican milligan milliken milne milner mims minard miner minnick minogue
    minter minton mintz mir miranda mireles mirza mishra mistry mitchell mixon miya mize mizrahi
    mobley modi moe moeller moen moffett moffitt mohammadi mohamud mohr mohseni mojica mok
    mokoena molina moline moll molnar monaghan monahan mong moniz monroe monson montague
    montalvo montanez montano monteiro montemayor montero montes montessori montez montgomery
    monti montoya moody moon mooney moons moor moore moorhead moorman moors moose mora moradi
    morales moran moravec moreau morehead moreira moreland morell moreno mores morey morgan mori
    moriarty morin morissette morley morrell morrill morris morrison morrissey morrow morse
    morsi mortensen morton mosby moseley moser moses mosher mosier mosley mosquera motley mott
    moulton moultrie mounts moussa mowery moya moye moyer moynihan mozart mraz mthembu mueller
    muhammad muir mukherjee mukhopadhyay mulcahy mulder muldoon mule mulkey mull mullen muller
    mulligan mullin mullins mullis mulvaney mulvey muncy munday mundy muniz munn munoz munson
    murcia murdock murillo murphy murr murray murrell murry murthy musa muse musgrove musi
    musser mutai mutairi mutasa muth mwangi myers myles myrick na nabors nadal nadar nadeau
    nader nagel nagle nagy naidoo nair najera najjar nakamura nakano nala nall nam nambiar nance
    nandi napier napoleon napoli naquin naranjo nardi narvaez nash nassar nasser nath naughton
    naumann nava navarra navarrete navarro nayak naylor nazari ncube ndaba ndlovu nea neal nealy
    nee needham neel neeley neely neff negrete negron neill neira nelms nelson nemec nene nes
    nesbitt nesmith ness nestor nettles neu neuman neumann nevarez neves neville nevins newberry
    newby newcomb newell newkirk newlin newman newsom newsome newton ng ngan ngo ngoc nguyen
    nichol nichols nicholson nickerson nicks nicol nielsen nielson nieman nieto nieves
    nightingale nigro nikolaidis niles nix nixon njoroge nkosi nkrumah nnamdi nock noe nogueira
    noh nolan noland nolasco nolen noll noonan noone noor norfleet noriega normand norris
    northrop northrup norton norwood novak novotny nowak nowlin noyes nti nugent nunes nunez
    nunley nunn nur nuss nussbaum nutt nutter nwachukwu nwankwo nwosu nyberg nye nys nystrom
    oakes oakley oaks oates ober obi obiora obregon obrien obryan ocampo ocasio ochoa ochs
    oconnell oconner oconnor oda odell oden odhiambo odinga odom odonnell odum oduya ofori
    ogbonna ogden ogilvie ogle oglesby ogunleye ohara ojeda ojo okafor okeefe okeke okello
    okereke okon okonkwo okorie okoro okoye oladipo olatunji oldham olds oleary oliphant oliva
    olivares olivarez olivas oliveira oliver olivo olmedo olmstead olsen olson oluwole olvera
    omalley omani omondi oneal oneil oneill ong ontiveros onwudiwe onyango onyekachi openshaw
    opoku ordonez ordway oreilly orellana orji orman ormsby ornelas orosco orourke orozco orr
    orta ortega ortiz osborn osborne osburn osei osgood oshea osinbajo osman osorio osteen
    osterman ostrander ostrom osullivan oswald oswalt otaibi otero oti otieno otoole ott otte
    otto ouellette overby overstreet overton owen owens owusu oxley oyelaran oyelowo ozdemir
    ozturk pacheco packard packer padgett padilla pai paige paine pak pal palacios pall palla
    palladino palma palmer palumbo panagopoulos pandey pandit pandya pannell pant pantoja
    papadakis papadimitriou papadopoulos papadopoulou papageorgiou papandreou pape pappas
    paquette paradis pardo paredes parekh parham parisian parker parkin parkins parkinson parmar
    parnell parr parra parris parrish parrott parry parson parsons partin partridge pascoe
    pasquale passmore pastore pate patel paterson pathak patil patino patten patterson patton
    pau pauley paulin paulsen paulson paulus pauwels paxton payer payne paynter payton paz
    peachey peacock pearce pearson peart pease peavy peck pedersen pederson peebles peek peeples
    peeters pell pellegrini pellet pelletier peltier pemberton pena pender pendergrass pendleton
    peng penhaligon penn pennell penner pennington perales peralta perdomo perdue perea pereira
    peretz perez peri perkins pernell perreault perrin perron perry perryman peterman peters
    petersen peterson petit petrenko petrie petro petrosyan petrov petrova pettigrew pettis
    pettit pettway peyton pfeifer pfeiffer pham phan phelan phelps phifer philipp phillips
    philpott phinney phipps phua pi picard pickard pickens pickering pickett pierce pierre
    pierson pike pilcher pillai pillay pimentel pina pinckney pineda pinilla pinkerton pinkston
    pino pinon pinson pinto piper pipkin pippin pisano pitchford pitman pitre pitt pittman pitts
    pitzer pla plante platt plummer plunkett poe pogue poindexter poirier pokorny pol polak
    polanco polglase poling polk pollack pollak pollard pollock pomeroy ponce ponder pons poole
    poon poore pope popescu popov popova popovich popp porter porterfield portillo posada posey
    postlethwaite poston potter potts poulin powell pozo prada prado prasad prater prather pratt
    prentice prentiss prescott presley pressley preston pretorius prewitt prichard pridgen
    priester prieto prine pringle pritchard pritchett probert procter proctor proffitt prosser
    provost pruett pruitt pryor prys puckett puente pugh puig pulido pullen pulley pulliam
    purcell purdy purnell purvis putman putnam putz pye pyle qadri qahtani qasim qin qiu quach
    quade qualls quarles queen quek quezada quigg quigley quijano quillen quinlan quinn quinones
    quinonez quintana quintanilla quintero quiroga quiroz qureshi raab rabb rabe rabinowitz
    rader radford rafferty ragan ragland ragsdale rahimi rahman rai rainer raines rainey raja
    rajan rajput rakes raley ralston ramachandran ramadan raman ramanathan ramaswamy ramey
    ramirez ramos ramsay ramsbottom ramsey rana rand randhawa randle randolph raney rangel
    rankin rao rapp rashid rasmussen rastogi ratcliff rath rathore ratliff rau rauch rawlings
    rawlins rawls raya rayburn rayford raynor raza razo rea reagan ream reardon reaves rector
    redd redden reddick redding reddy redman redmon redmond reece reeder reedy rees reese reeves
    regalado regan rehman reich reichert reid reiff reilly reimers reina reiner reinhardt
    reinhart reinhold reis reiter renault rendon renfro renner reno renshaw renteria repo
    resnick reuter revell revels revis rey reyes reyna reynolds reynoso rezaei rhine rhoades
    rhoads rhoden rhodes rhys ri ribeiro ricci ricciardi richards richardson richey richie
    richmond richter rickard ricker rickert ricketts rickman ricks riddell riddick riddle
    ridenour rider ridgeway ridley rieger rife rigby riggins riggs rigsby rikke riley rinaldi
    rinehart rio rios ripley riquelme risley ritchey ritchie ritter rivas rivera rives rizvi
    rizzo roa roach roane roark robb robbins roberge roberson roberts robertson robey robinette
    robins robinson robison robles robson roby roca rocha roche rockwell roden rodgers rodrigue
    rodrigues rodriguez rodriquez roe roeder roemer rogan rogers rohr rojas roldan rollins rollo
    rom roma romain roman romano romans romeo romero romo ronan roney roo rooney roos roper
    roque rosado rosales rosario rosas roseman rosen rosenbaum rosenberg rosenblatt rosenthal
    ross rosser rossi rossiter rost roth rouleau roundtree rountree rourke rouse roush rousseau
    roussel routh rowan rowe rowell rowland rowley roybal royer royster royston rubenstein rubin
    rubio rucker rudd ruddy rueda ruff ruffin ruiz rummel runyan runyon rupe rupert rupp rus
    rushton russ russo rutherford rutkowski rutledge ryder sa saab saari saavedra sabbagh sabo
    sacco sadeghi sadler saeed saenz sager saha sahin sahni saito sala salah salami salas
    salazar salcedo salcido saldana saldivar saleem salerno salgado salinas salisbury sallee
    salley salter samaras sammons samora sampson sams samson samuels san sanborn sanches sanchez
    sancho sandal sandberg sander sanders sanderson sandhu sandlin sandoval sands sandusky sane
    sanford sankoh sansom santana santi santos sapp sargeant sargent sargsyan sarkar sarwar sas
    sasaki sass sasser sato satterfield saucedo saucier sauer sauls saunders savage saville
    savoy sawicki sawyer sawyers saxena saxon saxton sayed sayers saylor sayre sayyid scalise
    scanlon scarborough scarbrough schaaf schaal schade schaefer schaeffer schafer schaffer
    schaffner scharf schaub schauer scheel schell scherer schiff schiller schilling schindler
    schleicher schmid schmidt schmit schmitt schmitz schneider schock schoenfeld schofield
    scholl schoonmaker schoonover schott schrader schram schreck schreiber schreiner schroeder
    schubert schuh schuler schuller schulte schultz schulz schulze schumacher schuster schutt
    schwab schwartz schwarz schweitzer scoggins scoville scribner scroggins scruggs scully
    scurry seah seaman searcy sears seaton seaver seay seeley segura seibel seibert seidel
    seifert seiler seitz selby selman seltzer sem sen sena sengupta senter seo sepulveda sergent
    serna serrano sesay sethi settles sever severance severson sevigny seward sewell sexton
    seymore seymour sha shackelford shackleford shafer shaffer shah shaikh shammari shank shanks
    shao shapiro sharif sharkey sharma sharpe shastri shaughnessy shaver shavers shaw shay shea
    shearer sheehan sheeran shehadeh sheikh sheldon shelton shen shenouda shepard shephard
    shepherd sheppard sheridan sherman sherrill sherrod sherwin sherwood shetty shevchenko shi
    shifflett shimizu shin shinn shipley shipman shipp shirazi shively shivers shockley
    shoemaker shotwell shrader shrestha shuck shukla shuler shull shultz shum shumaker shuman
    shumate shumpert sibert sibley siddiqui sidhu sidorov siegel sigler sigman sikes siler sill
    sills silva silverman silvers simard simas simba simmonds simmons simms simo simon simonis
    simons simonsen simonson simonton simpkins simpson sims sinclair sinema sines singer singh
    singhal singletary singleton sinha sipes siren sisco sisk sisson sithole siu sizemore skaggs
    skelly skelton skidmore skinner skipper slack slade slagle slater slaton slattery slayton
    sloan sloane slocum slone slovak smalley smalls smallwood smedley smid smiley smirnov smith
    smithson smoot smothers smyth smythe snead sneed snell snelling snider snipes snodgrass
    snowden snyder soares soi sokolov solanki solano solis soliz som somers somerville sommer
    sommers sommerville sorensen sorenson soria soriano sorrell sosa sotelo soto sousa southard
    southerland southwick souza sowell sowers soyinka spalding spangler spann sparkman sparrow
    spaulding spearman specht spector speer speight spellman spence spencer sperry spicer
    spielman spies spillman spina spinks spivey spooner spradlin sprague spriggs springer sproul
    sprouse spruill spurgeon spurlock squire squires srinivasan st-jean st-laurent st-pierre
    staats stackhouse stafford stagg staggs stahl staley stallings stallworth stamm stamper
    stanfield stanford stanger stanton stapleton starkey starks starling starnes starr stastny
    staton staub stauffer stavrou stclair steadman stearns steed steele steen steffen steffens
    stegall steiger steinbach steinberg steiner steinman stephanopoulos stephens stephenson
    stepp stern stetson stevens stevenson steward stewart steyn stickler stidham stiles stillman
    stillwell stiltner stine stinnett stinson stitt stjohn stockdale stockton stoddard stoffel
    stoker stokes stoll stoner storey stott stovall stover stowe stoyanov stpierre strahan
    strasser stratton straub strauss street streeter stricker strickland stringer strode
    strother stroud stroup strunk stubblefield stubbs stuckey stull stump sturdivant sturgeon
    sturgill sturgis sturm suarez subramanian suggs sullivan summerlin sumner sumpter sundaram
    supple suri sutcliffe suter sutherland sutter sutton suzuki svoboda swafford swain swamy
    swan swanepoel swank swann swanson swartz swazi swearingen sweeney swenson swift swisher
    switzer swope sykes sylvester szabo szczepanski szeto szymanska szymanski szymborska taber
    tabor tackett tadros taft taggart tait taiwo taj tak takahashi talavera talbert talbot
    talbott taliaferro tallent talley tam tamayo tanaka tang tanner tapia tapp tarantino tardif
    tarter tarver tate tatum tavares tawil tay taylor teague teel teeter tehrani tejada tejeda
    telford telles tellez templeton tennant tenney teo teoh ter terrell terrill tessier thacker
    thai thakur thames thao tharp thatcher thayer theobald theodorakis theodorou theriault
    theriot thibault thibodeau thibodeaux thiel thigpen thistlethwaite thole thomason thomasson
    thomopoulos thompson thomsen thomson thor thorn thornburg thorne thornhill thornton thorp
    thorpe thorton thrasher thurman thurston tiba tibbetts tibbs tice tidwell tierney tijerina
    tilghman tiller tillery tilley tillman tilton timm timmermans timmons tins tinsley tipton
    tirado tisdale tittle titus tiwari tkachenko tobin toh toland tolbert toledo toler toliver
    tolle tolliver toman tome tomlin tomlinson tompkins toney tong toro torrence torrens
    torrents torres torrez toth totten toure tovar townes townley townsend trahan trammell tran
    traore trapp trask travers traylor traynor treadway treadwell tregenza trejo trelawney
    tremblay trent trevelyan trevino tribble trice trieu trimble trinh trinidad tripathi
    triplett tripp trivedi trost trotter trout troutman trudeau trueblood truett truitt trujillo
    trump truong tsang tse tso tu tubbs tucker tuggle tupper turk turley turman turnbull turney
    turpin tutt tuttle tutu twigg twitty twomey tyner tyree tyson tyus uddin udo ugwu uhl ui
    ullah ullman ullrich ulrich underhill underwood ung unger upchurch upshaw upton urbina uribe
    urrutia usman utley uzoma vaidya vail valadez valderrama valdes valdez valenti valentin
    valentine valenzuela valerio valero valle vallee vallejo valles vanburen vance vandiver
    vandyke vanek vang vanhoose vanhorn vanmeter vann vanover vanwinkle varela vargas varghese
    varma varner varney vasquez vassar vassiliou vaughan vaughn vaught vazquez veal vega vela
    velasco velasquez velazquez velez vella ven venable venegas venkataraman venter ventura
    verdi verdin vereen vergara verma vermeulen versace vetter vi viana vick vickers vickery
    vidal vieira viera vigil villa villalba villalobos villanueva villar villareal villarreal
    villasenor villegas vines vinson violette virtanen vitale vlachos vlahos vo vogel vogler
    vogt voight volkov vos voss vu vue vuong vyas wacker waddell wade wadhwa wadi wadsworth
    wagers waggoner wagner wagoner wagstaff wahl wainwright waite wakefield walcott walczak wald
    walden waldron waldrop walker wallace wallen waller walley walling wallis walsh walston
    walters walton wampler wan wang wanjiru ward wardell warden ware warfield wario warner
    warren warsame washburn wasson watanabe waterhouse waterman watkins watson watt watters
    waugh wayland weatherford weatherly weathers weaver webb webber weber webster weddle weeden
    weems wei weidman weigand weinberg weiner weinstein weintraub weir weis weisman weiss welch
    weldon welker weller wellman wells welsh welter wendt wenger wentworth wentz wenzel werner
    werth wertz wessex westbrook wester westfall westmoreland weston wetzel wexler whalen whaley
    wharton whatley wheatley wheaton wheeler whelan whipple whitaker whitcomb whited whitehead
    whitehurst whiteley whiteman whiteside whitfield whiting whitley whitlock whitlow whitman
    whitmire whitmore whitson whitt whittaker whitten whittier whittington whittle whitton
    whitworth whyte wickham wicks widener widmer wiese wiggins wiggs wilbanks wilber wilburn
    wilcox wilde wilder wilds wiles wiley wilford wilhelm wilhite wilk wilke wilkerson wilkes
    wilkins wilkinson wilks wille willems willett willey williams williamson williford
    willingham willis willman willoughby willson wilmoth wilson wilton wimberly winchester
    windham windom wines winfield winfrey wingate wingfield winkle winkler winn winslow winstead
    winston wirth wiseman wiser wisner wisniewska wisniewski witcher withers witherspoon withrow
    witt witte witten wittman wofford wojcik wolf wolfe wolff wolford wolfson wolter womack wong
    woo woodall woodard woodbury woodcock woodley woodruff woods woodson woodward woodworth
    woody wooldridge wooley wooten worcester worden workman worley worrell worsham worsley
    wortham worthington wouters wozniak wray wren wright wrona wu wulf wunderlich wyant wyatt
    wylie wyman wynn wynne xenakis xia xiao xie xiong xu yadav yale yamada yamaguchi yamamoto
    yancey yanez yarbrough yates yau yazzie ybarra ye yeager yeboah yee yeh yei yeo yeung yi
    yildirim yildiz yilmaz yip yocum yoder yogi yon yoo yoon yoshida yost youngblood youngman
    yount yousaf yu yuan yuen yusuf zachariadis zafar zahrani zaidi zajac zak zaman zambrano
    zamora zander zapata zaragoza zarate zavala zayat zeigler zeller zellers zepeda zhang zhao
    zheng zhong zhou zhu zidane ziegler zielinska zielinski zimmer zimmerman zink zito zola zook
    zorn zou zu zucker zulu zumwalt zuniga zurita
    """
)

# Surnames that are words or places too.
SURNAME_WORDS = words(
    """
    akin almond angel angle antonio archer arena armour arms ash austin avant back bacon ball
    bank banker banks banner barber bard bare barefoot barge barrier barrow bash bass battle
    battles bays beach beam bean bear beard beaver beech beer beers begin bell bellows belt bent
    berlin best bias bill bills binder bird bishop black blades bland blank blazer blessing
    blizzard block blocker blood blow blue blunt board bolt bond bonds bone book borders borg
    boring born bose boss boston bottoms bounds bourgeois bowie bowler bowling box brace brake
    branch brand brazil breeding brewer bridge bridges bright brim brink broom brothers brown
    browning brush buck buckles bull bump bunch bunker bunting burden burger burns burr butcher
    butt button cable cage call camp camper canada cancel canning cannon canon card cardinal
    carrier case cash cater cave center cha chambers champagne champion chance chancellor chase
    cheek cherry chew chick child chin chow christmas church clay cleaver click close cloud
    clover coats coffee coffin colon combs comfort cone confer constant converse cook cooks cool
    cope copper core cork corn costa cotton couch counts cousin cover covert craft crane crank
    creed crew crews crisp cross cruise crumb curl curry cutter cutting daily dale dallas dang
    dash day deal dear deck dell dent derby dew dial diamond do doll dollar domingo dove downer
    downs dragon drain drew driver drum dryer duck dukes dull duty dye earl early earnest east
    edge fair fall falls fan farmer fast fears fee fell fellows ferry field fields finch fine
    finger fish fix flake flick flint flood flora flower flowers folk folks force fore forehand
    forest fort fortune fountain frame france francisco free freed freeze french fried friend
    frost fry fryer fu fudge funk gable gamble garland garner garrison gates gay gentry given
    glasgow glass glaze gold golden good grace grams grant grass graves gray green grey grim
    groom gross grow guess guest guy ha hack hacker hair hallmark ham hamilton hammer hand handy
    hang harbin harbour harden harder harms harness harp hash hatch hazard hazel head heard heck
    hedge held herd herring hickey high hills ho hoard hobby holder holiday hong hood hook hooks
    hope hopper horn house houston hoy hull humble hung hunt hunter hurdle hurt ireland irons
    israel ivory ivy jolly jordan jose joy juarez judge jump just keen kern key keys kindred
    kitchen kitchens kite kong lakes lamb lance land lander lane lang large law laws lawyer lay
    leader leak lemon lemons lent leone levy light lima lincoln lines link list little lively
    lock london long look lore love lovely loving low lower luck lucky mace madden madrid main
    major majors manners manor marble marine marino mark marker marks marrow marsh marshall
    martin mask mason masse mast masters may mayo maze means merchant mesa messenger miles
    millet million mills minor miracle mix mock monaco money monk more moss mount mountain music
    nail nation nations neighbors nicely nickel noble nobles north northern null numbers nurse
    oh olive orange outlaw pace pack pagan page painter palm pan parent paris parish park parks
    parsley pass pastor patch patty peace peach peak peel peeler peer pence penny peoples pepper
    peppers person persons petty pillow pine pink pitcher place plank plant player pleasant
    pointer poland polite pond pool poor porch post pound pounds power powers pray price pride
    priest prince prior province quick quirk race rains range ransom rash ray read reader
    reading ready real reason red reed register rex rhea rice rich rico ridge ring ringer rivers
    rock roll roller roof root rose rounds royal ruby rude rule rush rushing rust rye sage said
    sale sales salmon sample samples sand sandy santiago scales seal seals see self sell sellers
    sells session sessions settle shade sharp shears sheets sheffield shell shields shine shook
    shore shores short shorter shorts shoulders showers shows sides sierra silver sim sink sites
    slate slaughter sledge small smart snow solomon son song south southern spain sparks speaks
    spear spears speed spell spikes spinner spring springs sprinkle stack stamp stamps staples
    stark staten steel stein sterling still stock stocks stone storm storms story stout straight
    strain strait strand strange strong struck styles summer summers sun sung surface sweat
    sweet tan tart teal temple terry thrash thrift till tinker toner toon topping towers towns
    toy trader trail treat troupe true truss tuck turner tweed urban usher utter valencia vest
    via vice victor wages waits walk wall walls wash washington waters watts way weed weeks wen
    west western wheat white wick wicker wild will wills wilt wine wing winger winner winter
    winters wisdom wise wood wooden woodland word work worth worthy yang york young younger
    """
)
