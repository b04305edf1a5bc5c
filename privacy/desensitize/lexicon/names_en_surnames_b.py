"""Surnames of many peoples, second half of the alphabet. Plain data.

Lower case, without accents. From the US Census Bureau's name files of 1990 (public domain), names
of Faker's locales in Latin letters (MIT licence) and lists written for this project.
"""

from __future__ import annotations

from privacy.desensitize.lexicon import words

SURNAMES_B = words(
    """
    jarrett jarvis jason jasper jasso jauregui javed javier jaworski jay jayaraman jaynes jean
    jeffcoat jefferies jeffers jefferson jeffery jeffrey jeffries jemison jenkins jenks jennings
    jensen jenson jeon jepson jerez jernigan jerome jesse jessen jessie jessup jester jesus
    jeter jett jewell jewett jha jia jiang jiles jim jimenez jimerson jiminez jin jinks jobe joe
    joel johann johansen johanson johansson john johns johnsen johnson johnston joiner jolley
    joly jonas jonathan jone jones jordon jorge jorgensen jorgenson joseph josephson josey joshi
    joshua joslin jost joubert jovanovic joyce joyner juan judd jude judkins judy julia julian
    julien julius juma june jung jurado justice justus kabir kaczmarek kadiri kahl kahle kahler
    kahn kain kaiser kamal kamara kamau kaminski kaminsky kamp kane kang kao kapadia kaplan
    kapoor kapp kar kara karagiannis karamanlis karan kari karim karimi karl karlsson karnes
    karns karp karr kaspar kasper kasten kastner kata kates kato katsaros katz kauffman kaufman
    kaufmann kaur kavanagh kavanaugh kay kaya kaye kaylor kayser kean keane keating keaton keck
    kee keefe keefer keegan keel keele keeler keeley keeling keenan keener keeney keeton kehoe
    keil keim keiser keister keita keith kell kellam kellar kelleher keller kellerman kelley
    kellner kellogg kellum kelly kelsey kelso kelton kemp kempf kendall kendra kendrick kennard
    kennedy kenney kennon kenny kent kenyon keogh kepler kerby kerley kerns kerr kerrigan kersey
    kesler kessler kester ketcham ketchum kevin keyes keyser khaled khalil khan khatib khatri
    khatun khosravi khoury khumalo kibler kidd kidder kidwell kiefer kieffer kiely kieran
    kiernan kiger kight kilburn kilby kile kiley kilgore kilic killen killian killingsworth
    killion killough kilmer kilpatrick kim kimball kimber kimble kimbrell kimbrough kimes kimmel
    kimura kinard kincaid kinder king kingery kingsley kinlaw kinney kinsella kinser kinsey kipp
    kirby kirchner kirk kirkham kirkland kirkman kirkpatrick kirksey kirsch kirschner kirwan
    kiser kish kiss kissinger kistler kittle kittrell kitts kizer klatt klaus klein kline kling
    klingensmith klinger klink klotz klug knapp knight knighton knoll knopp knotts knowles
    knowlton knox knudsen knudson knutson ko kobayashi koch kocher koehler koehn koenig koerner
    koester kohl kohler kohli kohn kok kolar kolb koller konrad konstantinou koon koonce koons
    koontz kopp korn kornegay koroma kos koski koss koster kouassi kovac kovach kovacs kowal
    kowalczyk kowalska kowalski koya kozak kozlowski kraemer kraft kral kramer krantz kranz
    kratz kraus krause krauss krebs kremer kress krieger kris krishna kriz kroeger kroll kropp
    krueger krug kruger kruse ku kuehn kuhl kuhlman kuhn kuhns kulkarni kumar kumari kumi kunda
    kunene kunkel kunkle kuntz kunz kurth kurtz kushner kusi kutz kuykendall kuznetsov kwan
    kwarteng kwiatkowski kwok kwon kyle kyles kyriakou kyser labbe labelle labonte laboy
    labrecque labrie lacasse lacey lachance lackey lacombe lacour lacroix lacy lad ladd ladner
    lafferty laflamme lafleur lafond lafontaine lafountain lafrance lahr lai lail laine laing
    lair laird lajoie lake lakey lakin lal laliberte lally lalonde lam lamar lambert lamborghini
    lamm lammers lamont lamontagne lamothe lamoureux lamp lampe lampkin lancaster landa landeros
    landers landes landin landis landon landon-lane landreth landrum landry laney langa langdon
    lange langer langevin langham langley langlois langston lankford lanning lantz lanza
    lapierre laplante lapointe laporte lapp lara largent lark larkin larkins laroche larochelle
    larosa larose larrabee larry larsen larson larsson larue lasa lash lasher lashley lasley
    lassiter laster latham lathan lathrop latour latta lattimore lau lauer laughlin laureano
    laurent lavallee lavalley lavelle lavender lavergne lavery lavigne lavin lavoie lawal
    lawhorn lawler lawless lawlor lawrence lawson layman layne lazar lazarus lazo lea leach
    leahy leake leal lear leary leath leatherman leathers leatherwood leavitt lebeau lebel
    leblanc leboeuf lebron lebrun leclair leclerc lecompte ledbetter ledesma ledet ledezma
    ledford ledoux leduc lee leech leeper lees lefebvre lefevre leffler leflore leftwich legere
    legg leggett legrand legros lehman lehmann lehr lei leibowitz leigh leija leith leiva
    lejeune leland lemaster lemay lemieux lemire lemke lemley lemmens lemmon lemmons lemoine
    lemos lemus lenard lennon lenoir lentz lenz leo leon leonard leonardo leong leopold leos
    lepage lepore lerma lerner leroy leslie lessard lester letourneau lett leung levasseur
    leverett levesque levi levine levinson levitt lew lewandowska lewandowski lewin lewis ley
    leyva lheureux li liam liang liao libby liber liddell lieb lieberman lien liggett liggins
    lightfoot lightner ligon liles lillard lilley lillie lillo lilly lim limo limon lin linares
    lind lindberg lindell lindeman linder lindgren lindholm lindley lindner lindquist lindsay
    lindsey lindstrom lineberry ling linker linkous linville lippert lipscomb lister liston
    littlefield littlejohn litton littrell liu livengood livingston lizotte llamas llanos
    llewellyn lloyd lo lobo lockard locke lockett lockhart locklear lockridge lockwood loeffler
    loera loftin loftis lofton loftus logan loggins logsdon logue lohman lohr lomas lomax
    lombardi lombardo lomeli loney longley longo longoria loo loomis loon looney looper loper
    lopes lopez lor lord lorenz lorenzo lott loucks loudermilk lough louie louis lovato lovejoy
    lovelace lovelady loveland loveless lovell lovett lowder lowe lowell lowery lowman lowrey
    lowry lowther loy loya loyd loyola lozada lozano lu lubin luc lucas lucero luciano lucier
    lucio luckett luckey ludwig luevano lugo lui luis lujan luke luker lum lumpkin luna lund
    lundberg lundgren lundquist lundy lunn lunsford lunt luo luong lupo lusk lussier luster
    lutes luther luttrell lutz luu lux luz lwin ly lydon lykins lyle lyles lynch lynn lyon lyons
    lytle ma maalouf mabe mabry mac macarthur macdonald macdougall macedo macfarlane macgregor
    macho macias maciel mack mackenzie mackey mackie mackinnon macklin maclean macleod macmillan
    macneil macomber macy maddox maddux maddy mader madi madiba madigan madison madore madrigal
    madsen madson madueke maes maestas magallanes magana magee maggard maggio magill magnuson
    magruder maguire mahaffey mahajan maharaj maher mahler mahmood mahmoud mahon mahone mahoney
    mai maier maina maines majeed majewski mak malave malcolm malcom maldonado malek maley
    malhotra malik malinowski mall mallard mallett mallette malley mallon mallory malloy malone
    maloney maloy mamadou mamba manana mancini mancuso mandel mandela mane maness mangan mangrum
    mangum manion manis manley mann manning mannino manns manrique mansell manson mansour manuel
    manzanares manzano manzi manzini manzo mapes maples mapp mara marable marcano marchal
    marchand marchant marchese marchetti marco marcos marcotte marcum marcus marek mares mari
    marian marie marinelli marion maris mariscal markel markey markle markley marko markopoulos
    markova markovic markowitz markus marler marley marlin marlowe maroney marotta marquardt
    marques marquez marquis marr marra marrero marriott marroquin marrs mars marsden marston
    marta marte martel martell martens martindale martineau martinelli martines martinez martini
    martino martinson marty martyn martz marvel marvin marx mary mas mascarenas mashburn masina
    masood massey massie masterson mastin mata matas mateo mater matheny mather matherly
    matherne mathers mathes matheson mathew mathews mathewson mathias mathieu mathis mathison
    matias matic matlock matney matos matson matsumoto matta matteson matthew matthews mattingly
    mattison mattos mattox mattson matz mauldin maupin maurer maurice mauricio mauro maus maxey
    maxfield maxie maxson maxwell maya mayberry maye mayer mayers mayes mayfield mayhew mayle
    maynard mayoral mayorga mays mazur mazza mazzola mcabee mcadams mcadoo mcafee mcalister
    mcallister mcalpin mcalpine mcanally mcandrew mcardle mcarthur mcatee mcauley mcauliffe
    mcavoy mcbee mcbride mcbroom mcburney mccabe mccafferty mccaffrey mccain mccall mccallister
    mccallum mccandless mccann mccants mccarter mccarthy mccartney mccarty mccary mccaskill
    mccaslin mccauley mcchesney mcclain mcclanahan mcclary mcclean mccleary mcclellan mcclelland
    mcclendon mcclintock mcclinton mccloskey mccloud mcclung mcclure mcclurg mccluskey mccollum
    mccomas mccomb mccombs mcconnell mccool mccord mccorkle mccormack mccormick mccourt mccowan
    mccown mccoy mccracken mccrary mccraw mccray mccrea mccready mccreary mccrory mccue mcculley
    mcculloch mccullough mccullum mccully mccune mccurdy mccurry mccutchen mccutcheon mcdade
    mcdaniel mcdaniels mcdavid mcdermott mcdevitt mcdonagh mcdonald mcdonnell mcdonough mcdougal
    mcdougall mcdowell mcduffie mceachern mcelhaney mcelroy mcentire mcevoy mcewen mcfadden
    mcfall mcfarland mcfarlane mcfarlin mcgann mcgarry mcgee mcgehee mcghee mcgill mcginley
    mcginn mcginnis mcginty mcglothlin mcglynn mcgough mcgovern mcgowan mcgrath mcgraw mcgregor
    mcgrew mcgriff mcgruder mcguigan mcguinness mcguire mchale mchenry mchugh mcinerney mcinnis
    mcintire mcintosh mcintyre mciver mckay mckean mckee mckeever mckellar mckelvey mckenna
    mckenney mckenzie mckeon mckeown mckibben mckim mckinley mckinney mckinnon mcknight mckoy
    mclain mclane mclaren mclaughlin mclaurin mclean mclellan mclemore mclendon mcleod
    mcloughlin mcmahan mcmahon mcmanus mcmaster mcmichael mcmillan mcmillen mcmillian mcmillin
    mcminn mcmorris mcmullen mcmullin mcmurray mcnabb mcnair mcnally mcnamara mcnamee mcneal
    mcneely mcneil mcneill mcnew mcnulty mcnutt mcpeak mcphail mcphee mcpherson mcqueen mcrae
    mcreynolds mcroberts mcshane mcswain mcvay mcvey mcwhorter mcwilliams meacham meade meador
    meadows meagher mears mecham medeiros medina medley medlin medlock medrano mee meehan meek
    meekins meeks mefford mehta meier meissner meister mejia melancon melanson melcher melchor
    mele melendez mello mellon melnick melton melvin menard menchaca mendenhall mendez mendoza
    meneses meng menke menon mens mensa mensah meraz mercado mercer mercier mercurio meredith
    merida merino merkel merkle merle merrell merrifield merrill merriman merritt merriweather
    merry merryman mertens mertz merwin messer messick messier messner metcalf metts metzger
    metzler meyer meyers meza michael michaels michaelson michalak michalski michaud michel
    michell michels mick mickelson mickens mickey mickle micklethwaite middlebrooks middleton
    midkiff miele mielke mier miguel milam milan milano milburn miley millan millar millard
    millen miller millican milligan millsap milne milner milton mims minard mincey miner mingo
    mink minnick minogue minter minton mintz mir miramontes miranda mireles mirza mishra mistry
    mitchel mitchell mitchem mitchum mixon miya mize mizell moats mobley modi modlin moe moeller
    moen moffatt moffett moffitt mohamed mohammad mohammadi mohammed mohamud mohan mohler mohr
    mojica molina moline moll moller molloy molnar monaghan monahan moncrief monday mondragon
    monge monger moniz monroe monroy monson montalvo montanez montano monte monteiro montemayor
    montes montessori montez montgomery monti montiel montoya moody moon mooney moons moor moore
    moorehead moorer moorman moors mora morales moralez moran moravec moreau morehead moreira
    morel moreland morell morelli moreno mores morey morgan moriarty morin morissette moritz
    morrell morrill morris morrison morrissette morrissey morrow morse mortensen mortenson
    mortimer morton mosby moseley mosely moser moses mosher mosier mosley mosqueda mosquera mota
    moten moton moua moulton moultrie mounts mouton mowery mowry moxley moy moya moye moyer
    moyers moynihan mozart mraz mudd mueller muhammad muir mukherjee mukhopadhyay mulcahy mulder
    muldoon mule mulholland mulkey mull mullen mullens muller mulligan mullin mullinax mullins
    mullis mulvaney mulvey mumford muncy munday mundy munger munguia muniz munn munoz munro
    munroe munson murchison murcia murdoch murdock murillo muro murphey murphy murr murray
    murrell murry murthy musa muse musgrave musgrove musi musick musselman musser mustafa mutasa
    muth mwangi myer myers myles myrick na nabors nadal nadar nadeau nader nagel nagle nagy nair
    najera nakamura nakano nala nall nalley nam nambiar nance nandi naomi napoleon napoli
    napolitano napper naquin naranjo nardi narvaez nash nason nasser natale nath nathan
    natividad naughton naumann nava navarra navarrete navarro nave nayak naylor nazario ncube
    ndlovu nea neace neal neale nealy neary necaise nee neel neeley neely neese neff negrete
    negron neil neill neilson neira nelms nelsen nelson nemec nemeth nene neri nero nes nesbit
    nesbitt nesmith nester nestor nettles neu neubauer neuman neumann nevarez neves neville
    nevins newby newcomb newell newkirk newlin newman newsom newsome newton ng ngo nguyen nia
    nichol nicholas nichols nicholson nickerson nicks nicol nicolas nielsen nielson nieman nieto
    nieves nightingale nigro nikolaidis nix nixon njoroge nkosi nkrumah nnamdi nock noe noel
    nogueira noh nolan noland nolasco nolen noll noonan noone noor norfleet noriega norman
    normand norris northrop northrup norton norwood novak novotny nowak nowlin noyes nti nugent
    nunes nunez nunley nunn nuno nur nuss nussbaum nutt nutter nwachukwu nwankwo nwosu nyberg
    nye nys nystrom oakes oates ober obi obiora obregon obrien obryan ocampo ocasio ochoa ochs
    oconnell oconner oconnor oda odell oden odhiambo odinga odom odonnell odum oduya ofori
    ogbonna oglesby ogunleye ohara ojeda ojo okafor okeefe okeke okello okereke okon okonkwo
    okorie okoro okoye oladipo olatunji olds oleary oliphant oliva olivares olivarez olivas
    oliver olivo olmedo olmstead olsen olson oluwole olvera omalley omani omar omondi oneal
    oneil oneill ontiveros onwudiwe onyango onyekachi openshaw opoku ordonez ordway oreilly
    orellana orji orlando orman ormsby ornelas orosco orourke orozco orr orta ortega ortiz
    osborn osborne osburn osei osgood oshea osinbajo osman osorio osteen osterman ostrander
    ostrom osullivan oswald oswalt otero oti otieno otis otoole ott otte otto ouellette overby
    overstreet owen owens owusu oxley oyelaran oyelowo ozdemir ozturk pablo pacheco packard
    packer padgett padilla pai paige pak pal palacios pall palla palladino palmer palumbo
    panagopoulos pandey pandit pandya pannell pant pantoja papadakis papadimitriou papadopoulos
    papadopoulou papageorgiou papandreou pappas paquette paradis pardo paredes parekh parham
    parisian parker parkin parkins parkinson parmar parnell parr parra parris parrish parrott
    parry parson parsons partin partridge pascal pascoe pasquale passmore pastore pate patel
    pathak patil patino patrick patten patterson patton pau paul pauley paulin paulsen paulson
    paulus pauwels pavel paxton payer payne paynter payton paz peachey peacock pearce pearson
    peart pease peavy peck pedersen pederson peebles peek peeples peeters pell pellegrini pellet
    pelletier peltier pemberton pena pender pendergrass peng penhaligon penn pennell penner
    pennington perales peralta perdomo perdue perea perez peri perkins pernell perreault perrin
    perron perry perryman pete peter peterman peters petersen peterson petrie pettigrew pettis
    pettit pettway peyton pfeifer pfeiffer pham phan phelan phelps phifer philipp philippe
    phillips philpott phinney phipps pi picard pickard pickett pierce pierre pierson pike
    pilcher pillai pimentel pina pinckney pineda pinilla pinkerton pinkston pino pinon pinson
    piper pipkin pippin pisano pitchford pitman pitre pittman pitts pitzer pla plante platt
    plummer plunkett poe pogue poindexter poirier pokorny pol polak polanco polglase poling polk
    pollack pollak pollard pollock pomeroy ponce ponder pons poole poore pope popovich popp
    porter porterfield portillo posada postlethwaite poston potter potts poulin powell pozo
    prada prakash prasad prater prather pratt prem prentice presley pressley preston prewitt
    prichard pridgen priester prieto prine pringle pritchard pritchett probert procter proctor
    proffitt prosser provost pruett pruitt pryor prys puckett puente pugh puig pulido pullen
    pulley pulliam purcell purdy purnell purvis putman putz pye pyle qadri qin qiu quade qualls
    quan quarles quezada quigley quijano quillen quinlan quinn quinones quinonez quintana
    quintanilla quintero quiroga quiroz qureshi raab rabb rabe rabinowitz rader rafferty ragan
    ragland ragsdale rahimi rahman rai rainer raines rainey raj raja rajan rajput raju rakes
    raley ralph ralston ramachandran ramadan raman ramanathan ramaswamy ramey ramirez ramon
    ramos ramsay ramsbottom ramsey rana rand randall randhawa randle randolph raney rangel
    rankin rao raphael rapp rashid rasmussen rastogi ratcliff rathore ratliff rau rauch ravi
    rawlings rawlins rawls rayburn rayford raymond raynor raza razo rea ream reardon reaves
    rector redd redden reddick reddy redman redmon reece reeder reedy reese reeves regalado
    regan rehman reich reichert reid reiff reilly reimers reina reiner reinhardt reinhart
    reinhold reis reiter remy renault rendon renfro renner renshaw renteria repo resnick reuter
    revell revels revis rey reyes reyna reynolds reynoso rezaei rhine rhoades rhoads rhoden
    rhodes rhys ri ribeiro ricci ricciardi richard richards richardson richey richie richmond
    richter rick rickard ricker rickert ricketts rickman ricks riddell riddick riddle ridenour
    rider ridgeway ridley rieger rife rigby riggins riggs rigsby rikke riley rinaldi rinehart
    rio rios riquelme risley ritchey ritchie ritter rivas rivera rives rizvi rizzo roa roach
    roane roark robb robbins roberge roberson robert roberts robertson robey robinette robinson
    robison robles robson roby roca rocha rockwell roden roderick rodgers rodney rodrigo
    rodrigue rodrigues rodriguez rodriquez roe roeder roemer rogan roger rogers rohan rohr rojas
    roland roldan rollins rollo rom romain roman romeo romero romo ronan roney roo rooney roos
    roper roque ros rosa rosado rosales rosario rosas roseman rosen rosenbaum rosenblatt
    rosenthal ross rosser rossi rossiter rost roth rouleau roundtree rountree rourke rouse roush
    rousseau roussel routh rowe rowell rowland rowley roy roybal royer royster royston
    rubenstein rubin rubio rucker rudd ruddy rudolf rudolph rueda ruff ruffin rufus ruiz rummel
    runyan runyon rupe rupert rupp rus rushton russ russell russo ruth rutherford rutkowski
    rutledge ryan ryder sa saad saari saavedra sabah sabo sacco sadler saeed saenz sager saha
    sahin sahni saito salah salami salas salazar salcedo salcido saldana saldivar saleem saleh
    salerno salgado salim salinas sallee salley salter sam samaras sami sammons sammy samora
    sampson sams samson samuel samuels san sanches sanchez sancho sandal sandberg sander sanders
    sanderson sandhu sandlin sandoval sands sane sanford sankoh sansom santana santi santos sapp
    sargeant sargent sarkar sarwar sas sasaki sass sasser sato satterfield saucedo saucier sauer
    sauls saunders savage saville savoy sawicki sawyer sawyers saxena saxon saxton sayed sayers
    saylor sayre sayyid scalise scanlon scarbrough schaaf schaal schade schaefer schaeffer
    schafer schaffer schaffner scharf schaub schauer scheel schell scherer schiff schiller
    schilling schindler schleicher schmid schmidt schmitt schmitz schneider schock schoenfeld
    scholl schoonmaker schoonover schott schrader schram schreck schreiber schreiner schroeder
    schubert schuh schuler schuller schulte schultz schulz schulze schumacher schuster schutt
    schwab schwartz schwarz schweitzer scoggins scott scoville scribner scroggins scruggs scully
    scurry seaman searcy sears seaton seaver seay seda seeley segura seibel seibert seidel
    seifert seiler seitz selman seltzer sem sen sengupta senter seo sepulveda sergent serna
    serrano sesay seth sethi settles sever severance severson sevigny sewell sexton seymore
    seymour sha shackelford shafer shaffer shah shaikh shank shankar shanks shannon shao shapiro
    sharif sharkey sharma sharpe shastri shaughnessy shaver shavers shaw shay shea shearer
    sheehan sheeran sheikh shelby sheldon shelley shelly shelton shen shepard shephard shepherd
    sheppard sherman sherrill sherrod sherry sherwin shetty shi shifflett shimizu shin shinn
    shipman shipp shirley shively shivers shockley shoemaker shotwell shrader shrestha shuck
    shukla shuler shull shultz shumaker shuman shumate shumpert siddiqui sidhu siegel sigler
    sigman sikes siler sill sills silva silverman silvers silvia simard simas simba simmonds
    simmons simms simo simon simone simons simonsen simonson simonton simpkins simpson sims
    sinclair sinema sines singer singh singhal singletary singleton sinha sipes siren sisco sisk
    sisson sithole siu sizemore skaggs skelly skelton skidmore skinner skipper slack slade
    slagle slater slaton slattery slayton sloan sloane slocum slone slovak smalley smalls
    smallwood smedley smid smiley smith smithson smoot smothers snead sneed snell snelling
    snider snipes snodgrass snowden snyder soares soi solanki solis soliz som somers sommer
    sommers sommerville sorensen sorenson soria sorrell sosa sotelo soto southard southerland
    southwick sowell sowers soyinka spangler spann sparkman sparrow spaulding spearman specht
    spector speer speight spellman spence spencer sperry spicer spielman spies spillman spina
    spinks spivey spooner spradlin sprague spriggs springer sproul sprouse spruill spurgeon
    spurlock squire squires srinivasan st-jean st-laurent st-pierre staats stacey stackhouse
    stacy stafford stagg staggs stahl staley stallings stallworth stamm stamper stan stanfield
    stanford stanger stanley stanton stapleton starkey starks starling starnes starr stastny
    staton staub stauffer stavrou stclair steadman steed steele steen stefan steffen steffens
    stegall steiger steinbach steinberg steiner steinman stella stephanopoulos stephen stephens
    stephenson stepp stern stetson stevens stevenson steward stewart stickler stidham stiles
    stillman stillwell stiltner stine stinnett stinson stitt stjohn stockdale stoffel stoker
    stokes stoll stoner stott stovall stover stowe stpierre strahan strasser stratton straub
    strauss streeter stricker strickland stringer strode strother stroud stroup strunk stuart
    stubblefield stubbs stuckey stull stump sturdivant sturgeon sturgill sturgis sturm suarez
    subramanian suggs sullivan summerlin sumpter sundaram supple suresh suri sutcliffe suter
    sutherland sutton suzuki svoboda swafford swain swamy swank swann swanson swartz swazi
    swearingen sweeney swenson swift swisher switzer swope sykes sylvester szczepanski szymanska
    szymanski taber tackett taggart tahir taiwo taj tak takahashi talavera talbert talbott
    taliaferro tallent talley tam tamayo tanaka tang tanner tapia tapp tara tarantino tarver
    tate tatum taylor teague teel teeter tejada tejeda telles tellez tennant tenney ter terrell
    terrill tessier thacker thakur thao tharp thatcher theobald theodorakis theodorou theriault
    theriot thibodeau thibodeaux thiel thierry thigpen thistlethwaite thole thomas thomason
    thomasson thomopoulos thompson thomsen thor thorn thornburg thornhill thornton thorp thorpe
    thorton thrasher thurman tiba tibbetts tibbs tice tidwell tierney tijerina tilghman tiller
    tillery tilley tillman tilton timm timmermans timmons tins tinsley tipton tirado tisdale
    tittle tiwari tobias tobin todd toland tolbert toler toliver tolle tolliver tom toman tomas
    tomlin tomlinson toney toro torrence torrens torrents torres torrez toth totten toure tovar
    townes townley townsend tracy trahan trammell tran traore trapp trask travers travis traylor
    traynor treadway treadwell tregenza trejo trelawney tremblay trent trevelyan trevino tribble
    trice trinh tripathi triplett trivedi trost trotter trout troutman troy trudeau trueblood
    truitt trujillo trump truong tsang tse tso tu tubbs tucker tudor tuggle tupper turk turley
    turman turnbull turney turpin tutt tuttle tutu twigg twitty twomey tyler tyner tyree tyson
    tyus uddin udo ugwu uhl ui ullah ullman ullrich ulrich umar underhill underwood ung unger
    upchurch upshaw urbina uribe usman utley uzoma vaidya vail valadez valderrama valdes valdez
    valenti valentin valentine valenzuela valerio valero vallee valles vanburen vance vandiver
    vandyke vanek vang vanhoose vanhorn vanmeter vann vanover vanwinkle varela vargas varghese
    varma varner varney vasquez vassar vassiliou vaughan vaughn vaught vazquez veal vega vela
    velasco velasquez velazquez velez vella ven venable venegas venkataraman vera verdi verdin
    vereen vergara verma vermeulen vernon versace vetter vi viana vicente vick vickers vickery
    vidal vieira viera vigil villa villalba villalobos villanueva villar villareal villarreal
    villasenor villegas vincent vines vinson violette vitale vlachos vlahos vo vogel vogler vogt
    voight vos voss vu vue vuong vyas wacker waddell wade wadhwa wagers waggoner wagner wagoner
    wagstaff wahl wainwright waite walcott walczak wald walden waldron waldrop walker wallace
    wallen waller walley walling wallis walsh walston walter walters walton wampler wan wanda
    wang wanjiru ward wardell warden ware warfield wario warner warren warsame wasson watanabe
    waterhouse waterman watkins watson watt watters waugh wayland wayne weatherford weatherly
    weathers weaver webb webber weber webster weddle weeden weems wei weidman weinberg weiner
    weinstein weintraub weis weisman weiss welch weldon welker weller wellman wells welsh welter
    wendell wendt wenger wentworth wentz wenzel werner werth wertz wesley wessex wester westfall
    weston wetzel wexler whalen whaley whatley wheatley wheeler whelan whipple whitaker whitcomb
    whited whitehead whitehurst whiteley whiteman whitfield whiting whitley whitlock whitlow
    whitmire whitney whitson whitt whittaker whitten whittington whittle whitton whitworth whyte
    wickham wicks widener widmer wiese wiggins wiggs wilbanks wilber wilbur wilburn wilcox wilde
    wilder wilds wiles wiley wilford wilhelm wilhite wilk wilke wilkerson wilkins wilkinson
    wilks willard wille willem willems willett willey william williams williamson willie
    williford willingham willis willman willson wilmoth wilson wimberly windom wines winfield
    winfrey wingate wingfield winkle winslow winstead winston wirth wiseman wiser wisner
    wisniewska wisniewski witcher withers witherspoon withrow witt witte wittman wofford wojcik
    wolf wolfe wolff wolford wolfson wolter womack wong woo woodall woodard woodcock woodley
    woodruff woods woodward woodworth woody wooldridge wooley wooten worden workman worley
    worrell worsham worsley wortham worthington wouters wozniak wray wren wright wu wulf
    wunderlich wyant wyatt wyman wynn wynne xenakis xia xiao xie xiong xu yadav yale yamada
    yamaguchi yamamoto yan yancey yanez yarbrough yates yazzie ybarra ye yeager yeboah yee yeh
    yei yeung yi yildirim yildiz yilmaz yip yocum yoder yogi yolanda yon yoo yoon yoshida yost
    youngblood youngman yount yousaf yu yuan yun yusuf zach zachariadis zack zafar zaidi zajac
    zak zaman zambrano zamora zander zaragoza zarate zavala zeigler zeller zellers zepeda zhang
    zhao zheng zhong zhou zhu zidane ziegler zielinska zielinski zimmer zimmerman zink zito zook
    zorn zou zu zucker zulu zumwalt zuniga zurita
    """
)

# Surnames that are words or places too.
SURNAME_WORDS = words(
    """
    adair addison adler aiken akin aldrich alger almond alves amador angel angle antonio apple
    appleton archer arena armour arms asbury ash ashe ashford ashton atchison atherton augustine
    austin avant bach back bacon badger ball banda bank banker banks banner barber barbour bard
    bare barefoot barge barrier barrow bartholomew bash bass battle battles baylor bays beach
    beam bean bear beard beauregard beaver beckham bedford beech beer beers begin bell bellows
    belt bent berlin best bethel bias bill bills binder bird bishop black blackwood blades
    blanco bland blank blazer bledsoe blessing blizzard block blocker blood blount blow blue
    blunt blythe board bobo bollinger bolt bond bonds bone book borden borders borg boring born
    bose boss boston bottoms bounds bourgeois bowie bowler bowling box boynton bozeman brace
    bracken bragg brake branch brand branson brant bravo braxton brazil breeding brewer bridge
    bridges bright brim brink briscoe brody broom broome brothers brown browning brush buck
    buckingham buckles bueno bull bump bunch bunker bunting burden burger burgos burnham burns
    burr butcher butt button buxton cable cage call callaway calvert camp camper canada cancel
    canning cannon canon card cardinal carrier casas case cash cass cater cave center cha
    chambers champagne champion chance chancellor charlton chase chau cheek cherry chestnut chew
    chick child chilton chin chong chow christmas church churchill clay cleaver clemens click
    close cloud clover coats cochrane coffee coffin coles colon combs comfort cone confer
    constant converse conyers cook cooks cool coon cope copper corcoran core cork corn corona
    coronado costa cotton couch council counts cousin cover covert cowley craft crane crank
    craven crawley creed crenshaw crew crews crisp crook cross cruise crumb culver curl curry
    custer cutler cutter cutting daily dale dallas dang dash davison day dayton deal dear deck
    dell dent derby dew dial diamond dias dickens do dodge doll dollar domingo dove dover downer
    downs dragon drain drew driver drum dryer duck dukes dull dumas dumont dupont durant duty
    duval dye eagle earl early earnest east easton edge ellsworth ennis fair fairbanks fall
    fallon falls fan farmer fast fears fee fell fellows ferrara ferreira ferry field fields
    finch fine finger finney fish fix flake flick flint flood flora flower flowers folk folks
    folsom fontaine force fore forehand forest forsyth fort fortune fountain frame france
    francisco free freed freeze french fried friend frost fry fryer fu fudge fullerton funk
    gable gage gamble garland garner garrison gates gay geary gentry gilchrist gillette gillis
    given glasgow glass glaze glynn gold golden gomes good grace grams granger grant grantham
    grass graves gray grayson green greenfield gresham grey grim groom gross grove grow guess
    guest guy ha hack hacker hadley hagen hair hallmark ham hamilton hamlin hammer hand handy
    hang harbin harbour harden harder hardwick harlow harms harness harp hash haskell hatch
    hatton hawk hawthorne hayward haywood hazard hazel head heard heck hedge held herd herndon
    herring hickey hidalgo high hills hinds hitchcock ho hoard hobby hogg holder holiday hong
    hood hook hooker hooks hope hopper horn hough houghton house houston hoy hull humble
    humphreys hung hunt hunter huntington huntley hurdle hurt ireland irons irvine israel ives
    ivory ivy jolly jordan jose joy juarez judge jump just kearney kearns keen keene kemper kern
    key keys kindred kirkwood kitchen kitchens kite knott kong lakes lamb lance land lander lane
    lang langford lanham lanier large latimer law laws lawton lawyer lay layton leader leak
    leger leighton lemon lemons lent leone levin levy light lima lincoln lines link linn linton
    lira list little littleton lively lock lombard london long look lore love lovely loving low
    lower luce luck lucky lyman maas mace machado mackay macon madden madera madrid mahan main
    major majors maki manners manor mansfield maple marble march marin marine marino mark marker
    markham marks marlow marrow marsh marshall martin martins mask mason masse mast masters may
    mayo maze mead means meeker mena menendez merchant merrick mesa messenger messina metz miles
    millet milliken million mills minor miracle mix mock monaco money monk montague montero more
    morley moss motley mott mount mountain music nail napier nation nations needham neighbors
    ness newberry nicely nickel niles noble nobles north northern null numbers nurse oakley oaks
    ogden ogle oh oldham olive oliveira orange outlaw overton pace pack pagan page paine painter
    palm palma pan pape parent paris parish park parks parsley pass pastor patch paterson patty
    peace peach peak peel peeler peer pence pendleton penny peoples pepper peppers pereira
    person persons petit petty pickens pickering pillow pine pink pinto pitcher pitt place plank
    plant player pleasant pointer poland polite pond pool poor porch posey post pound pounds
    power powers prado pray prescott price pride priest prince prior province putnam queen quick
    quirk race radford rains range ransom rash ray read reader reading ready reagan real reason
    red redding redmond reed rees register reno rex rhea rice rich rico ridge ring ringer ripley
    rivers robins roche rock roll roller romano roof root rose rosenberg rounds rowan royal ruby
    rude rule rush rushing rust rye sage said sale sales salisbury salmon sample samples sanborn
    sand sandy santiago scales scarborough schofield seal seals see selby self sell sellers
    sells sena session sessions settle seward shade sharp shears sheets sheffield shell sheridan
    sherwood shields shine shipley shook shore shores short shorter shorts shoulders showers
    shows sibley sides sierra silver sim sink sites slate slaughter sledge small smart smyth
    snow solano solomon somerville son song soriano sousa south southern souza spain spalding
    sparks speaks spear spears speed spell spikes spinner spring springs sprinkle stack stamp
    stamps staples stark staten stearns steel stein sterling still stock stocks stockton
    stoddard stone storey storm storms story stout straight strain strait strand strange street
    strong struck styles summer summers sumner sun sung surface sutter swan sweat sweet tabor
    taft talbot tan tart tavares teal temple templeton terry thames thayer thomson thorne thrash
    thrift thurston till tinker titus toledo tompkins toner tong toon topping towers towns toy
    trader trail treat trimble trinidad tripp troupe true truss tuck turner tweed upton urban
    usher utter valencia valle vallejo ventura vest via vice victor wadsworth wages waits
    wakefield walk wall walls wash washburn washington waters watts way weed weeks weir wen west
    westbrook western westmoreland wharton wheat wheaton white whiteside whitman whitmore wick
    wicker wild wilkes will willoughby wills wilt winchester windham wine wing winger winkler
    winn winner winter winters wisdom wise wood woodbury wooden woodland woodson word work worth
    worthy wylie yang york young younger zapata
    """
)
