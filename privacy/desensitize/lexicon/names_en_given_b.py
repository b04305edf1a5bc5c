"""Given names of many peoples, second half of the alphabet. Plain data.

Lower case, without accents. From the US Census Bureau's name files of 1990 (public domain), names
of Faker's locales in Latin letters (MIT licence) and lists written for this project.
"""

from __future__ import annotations

from privacy.desensitize.lexicon import words

GIVEN_B = words(
    """
    kathie kathleen kathlene kathline kathlyn kathrin kathrine kathryn kathryne kathy kathyrn
    kati katia katie katie-louise katina katja katlyn kato katrice katrin katrina katrine kattie
    katy kaveh kavita kavya kay kay-uwe kaya kayce kaycee kaye kayla kaylee kayleen kayleigh
    kaylene kazimierz kazuko kazuo keanu keaton kecia keegan keeley keely keena keenan keesha
    kehinde keiko keila keira keisha keith keitha kelechi keli kelle kellee kellen kelley kelli
    kellie kelly kelly-anne kelly-marie kellye kelsey kelsi kelsie kelvin kem kemal kemberly
    kemi ken kena kenan kenda kendall kendra kendrick keneth kenia kenisha kenji kenn kenna
    kennard kennedy kenneth kenney kennith kenny kenta kenyatta kenyetta kenyon kenzo kera kerem
    keren keri kerman kermit kerri kerrie kerry kerstin kesha keshia keturah keva kevan keven
    kevin keziah khadija khadijah khaled khalid khalil khalilah khanh khloe kia kian kiana kiara
    kiefer kiera kieran kiernan kiersten kiesha kieth kike kiki kiley kilian killian kimball
    kimber kimberely kimberlee kimberley kimberli kimberlie kimberly kimbery kimbra kimi kimiko
    kimmo kina kindra king kinga kinsey kipp kiran kirby kiri kirk kirsten kirstie kirstin
    kirsty kisha kismet kittie kitty kiyoko kizzie kizzy kjell klaas klara klas klaus
    klaus-dieter klaus-gunter klaus-jurgen klaus-michael klaus-peter klaus-ulrich klaus-werner
    knox knut koda kody koen kofi kojo koko kole kondo konrad konstantin konstantinos kora korey
    kori kortney kory kostas kourtney kraig kris krishna krishnan krissy krista kristal kristan
    kristeen kristel kristen kristi kristian kristie kristin kristina kristine kristle kristof
    kristofer kristoffer kristopher kristy kristyn kriti krysta krystal krysten krystin krystina
    krystle krystyna krzysztof kum kumar kunal kuno kunta kurt kurtis kwabena kwaku kwame kwasi
    kya kyla kyle kylee kylie kym kymberly kyoko kyong kyra kyriakos kyrie kyung laban lacey
    lachelle lachlan laci lacie lacresha lacy lada ladawn ladonna lael laetitia lage lahoma lai
    laika laila laine lajos lajuana lakeesha lakeisha lakendra lakenya lakesha lakeshia lakia
    lakiesha lakisha lakita lakshmi lalit lalla lalo lam lamar lambert lamine lamonica lamont
    lan lana landen lando landon lanell lanelle lanette laney lani lanie lanita lannie lanny
    lanora laquanda laquita lara lara-sophie larae laraine laree larhonda larisa larissa larita
    lark larkin laronda larraine larry lars lars-ake lars-erik lars-goran lars-olof larue
    lasandra lashanda lashandra lashaun lashaunda lashawn lashawna lashawnda lashay lashell
    lashon lashonda lashunda lasonya lasse lassie laszlo latanya latarsha latasha latashia
    latesha latia laticia latif latifa latifah latisha latonia latonya latoria latosha latoya
    latoyia latrice latricia latrina latrisha launa laura lauralee lauran laure laureen laurel
    lauren laurena laurence laurene laurent lauretta laurette lauri laurice laurie laurin
    laurinda laurine lauryn lavada lavar lavelle lavender lavenia lavera lavern laverna laverne
    laveta lavette lavina lavinia lavon lavona lavonda lavone lavonia lavonna lavonne lawana
    lawanda lawanna lawerence lawrence lawson layla layne lazar lazaro lea lea-sophie leah leana
    leander leandra leandro leann leanna leanne leanora leatha leatrice lecia leda lee leeann
    leeanna leeanne leela leen leena leesa lega leia leida leider leif leigh leigha leighann
    leila leilani leisa leisha lekisha lela lelah leland lelia lem lemma lemuel len lena lenard
    lene leni lenin lenita lenka lenna lennart lennie lennon lenny lenora lenore leo leola leoma
    leon leona leonard leonarda leonardo leonel leoni leonia leonid leonida leonidas leonie
    leonila leonor leonora leonore leontine leopold leora leos leota lera leroy les lesa lesha
    lesia leslee lesley lesli leslie lessie lester leszek leta letha leticia letisha letitia
    letizia lettie letty leva levar levi levon lew lewis lex lexi lexie lexis lexus leyla lezlie
    li lia liam lian liana liane lianne liban libbie libby libor librada lida lidia lien liesel
    lieselotte lieve ligia lil lila lili lilia lilian liliana liliane lilla lillard lilli lillia
    lilliam lillian lilliana lillie lilly lilo lim liman limon lin lina linda lindbergh linde
    lindell lindsay lindsey lindsy lindy linette ling linh linnea linnie linsey linus linwood
    lio lionel lisa-marie lisabeth lisandra lisbeth lise lise-lott lise-lotte lisette lisha
    lissa lissette liston lita liv livia liz liza lizabeth lizbeth lizeth lizette lizzette
    lizzie lizzy llewellyn lloyd lo lochlan lode logan loida lois loise loke lola lolita lon
    lona londa lone loni lonna lonnie lonny lonzo lope lora loraine loralee lorean loree loreen
    lorelai lorelei loren lorena lorene lorenz lorenza lorenzo loreta loreto loretta lorette
    lori loria loriann lorie lorilee lorina lorinda lorine loring loris lorita lorna lorne
    lorretta lorri lorriane lorrie lorrine lory lothar lott lotta lotte lottie lou louann
    louanne louella louetta louie louis louisa louise loura lourie louvenia lova lovell lovella
    lovett lovetta lovey lovie lowe lowell loy loyce loyd loyola lu luan luana luann luanna
    luanne luba lubna luc luca lucas lucero lucho luci lucian luciana luciano lucie lucien
    lucienne lucila lucile lucilla lucille lucina lucinda lucio lucius lucrecia lucretia
    lucrezia lucy ludie ludivina ludmila ludo ludovic ludovico ludvig ludwig lue luella luetta
    luigi luis luisa luise luiz luiza luka lukas lukasz luke lula lulu lum luna lupe lupita lura
    lurlene lurline luster lute luther lutz luvenia luz lwazi lyda lydia lyla lyle lyn lynda
    lyndia lyndon lyndsay lyndsey lynell lynelle lynetta lynette lynn lynna lynne lynnette
    lynsey lynwood lyric lyudmila ma maarten mabel mabelle mable mac macarena macarthur machelle
    macie maciej mack mackenzie macy madalene madaline madalyn maddalena maddie maddison maddox
    madelaine madeleine madelene madeline madelyn madge madhu madhuri madie madlyn madonna mads
    mae maegan maeve mafalda magali magaly magan magaret magda magdalen magdalena magen maggie
    magnolia magnus maha mahalia mahdi maher mahesh mahi mahir mahmood mahmoud mahmud mahnaz mai
    maida maile maira maire mairead maisha maisie maj maj-britt maj-lis maja majorie makeda maks
    maksim mal malachi malaya malcolm malcom malek malena malgorzata malia malik malika malin
    malina malinda malisa malissa malka mallie mallory malorie malte malvina mamadou maman mame
    mamie mammie manca manda mandie mandy manfred manie manilla manish manisha manley manning
    manoj manon manpreet manson mansoor manu manuel manuela manus mao mar mara maragaret
    maragret maranda marc marcel marcela marcelene marcelina marceline marcelino marcell
    marcella marcelle marcello marcellus marcelo marcene marchelle marci marcia marcial marciano
    marcie marcin marcio marco marcos marcus marcy mardell maree marek maren marg marga margaret
    margareta margarete margarett margaretta margarette margarida margarite margarito margart
    margaux marge margene margeret margert margery marget margherita margie margit margo
    margorie margot margret margrett marguerita marguerite margurite margy marhta mari maria
    maria-luise mariah mariam marian mariana marianela mariann marianna marianne maribel
    maribeth marica maricela maricruz marie marie-ange marie-anne marie-christine marie-claire
    marie-claude marie-france marie-francoise marie-helene marie-jeanne marie-jose marie-laure
    marie-line marie-louise marie-luise marie-madeleine marie-noelle marie-paule marie-pierre
    marie-rose marie-sophie marie-theres marie-therese marieke mariel mariela mariella marielle
    marietta mariette marika mariko marilee marilou marilu marilyn marilynn marinda marini mario
    marion maris marisa marisela marisha marisol marissa marit marita maritza marius mariusz
    marivel marja marjorie marjory marketa marketta markita marko markus marla marlana marleen
    marlen marlena marlene marley marlies marlin marline marlo marloes marlon marly marlyn
    marlys marna marni marnie marquerite marques marquetta marquez marquis marquise marquita
    marquitta marsha marta marte martell marten marth martha marthe martina martine martino
    marton marty martyn marv marva marvel marvella marvin marvis marx mary marya maryalice
    maryam maryann maryanna maryanne marybelle marybeth maryellen maryetta maryjane maryjo
    marylee marylin maryln marylou marylouise marylyn marylynn maryna maryrose maryse masa
    masako masao masood massimiliano massimo matei mateo mateus mateusz matha mathew mathews
    mathias mathieu mathilda mathilde mathis matias matic matilda matilde mato matt matteo
    matthew matthias matthieu matti mattia mattias mattie maud maude maudie maura maureen mauri
    maurice mauricio maurine maurita maurizio mauro mavis maxi maxie maxim maxima maxime
    maximilian maximina maximo maximus maxine maxwell maxx maya maybell maybelle maye mayme
    maynard mayola mayra mazie mcarthur mckenna mckenzie mckinley meagan meaghan mechelle meda
    medina mee meena meera meg megan meggan megha meghan meghann mehdi mehmed mehmet mehreen
    mehul mei meirion melaine melani melania melanie melany melba melchior melda melek melia
    melida melina melinda melisa melissa melissia melita mell mellie mellisa mellissa melodee
    melodi melodie melonie melony melton melva melvin melvina melynda menachem mendy mercedes
    mercedez mercer meredith meri merideth meridith merilyn merissa merle merlene merlin merlyn
    merna merri merrie merrilee merrill merrily merritt merry mert mertie merton mervin mervyn
    meryl messiah mesut metin metta mette meyer mhairi mia mica micaela micah micha michael
    michaela michaele michail michal michale michalis micheal michel michela michelangelo
    michele michelina micheline michell michelle michiel michiko mick mickey micki mickie micky
    mie miel miesha migdalia mignon miguel miguelina mihai mihail mik mika mikael mikaela mike
    mikel mikhail mikkel mikki mikko mila milagro milagros milburn milda mildred milena miley
    milissa milla millard miller millicent millie milly milo milos milton mima mimi mina minda
    mindi mindy miner minerva ming minjun minna minnie minta mio miquel mira miranda mircea
    mireille mirella mireya miriam mirian mirjana mirko mirna miro miron miroslav mirta mirtha
    mirza mischa misha missy misti mistie mitch mitchel mitchell mitra mitsue mitsuko mittie
    mitzi mitzie miyoko moa modena modesta moe mohamad mohamed mohammad mohammed mohamud mohan
    mohsin moira moises moll mollie molly mona monet monica monika monique monnie monroe
    monserrate monte montgomery montserrat monty moody moon mora morag morena moreno morgan
    moriah moritz morris mort morten mortimer morton mose moses moshe mourad moya mozell mozella
    mozelle mubarak muhammad muhammed mui mukesh muni munir muoi murad murat murdock muriel
    murphy murray musa musee mustafa mustapha mutua mya myer myesha myfanwy mykola myles myong
    myra myriam myrl myrle myrna myron myrta myrtice myrtie myrtis myrtle myung na nabil nacho
    nada nadeem nadene nadezhda nadia nadine nadir nadja nae naeem nagesh nagi naida naila naim
    naima nair naja najib najma nakesha nakia nakisha nakita nam namrata nan nana nancee nancey
    nanci nancie nancy nand nandini nando nanette nanna nannette nannie naoko naoma naomi
    napoleon narcisa narciso narcisse narcissus narendra nas nash nasir nasreen nasser nat
    natacha natalia natalie natalya natascha natasha natashia nate nath nathalie nathan
    nathanael nathanial nathaniel natisha natividad natosha naveed naveen navid nawal naz nazi
    nazia nazir nea neal necole ned neda nedra neel neely neeraj neha nehemiah neida neil neill
    nel nela nelda nele nelia nelida nell nella nelle nellie nello nelly nelson nemanja nena
    nenita neoma neomi nereida nerissa nery nerys nessa nestor neta nettie neva neville nevin
    newell newman newt newton nga ngan nghia ngoc ngozi nguyet nhung nia niall niamh nichelle
    nichol nicholas nichole nicholle nick nicki nickie nicklas nicklaus nickolas nickole nicky
    nico nicodemus nicol nicola nicolae nicolai nicolas nicolasa nicolaus nicole nicolette
    nicolle nicos nicu nida nidia niels niesha nieves nigel nihal nik nika nikhil niki nikia
    nikita nikki nikko niklas niko nikola nikolai nikolaj nikolaos nikolas nikolaus nikole nikos
    nila nilda nile nilesh nilo nils nilsa nim nimisha nina ninfa ning nisa nisha nishant nita
    nitin nixon nkechi nkem nnamdi nneka noa noah noam nobuko noe noel noelia noella noelle
    noemi nohemi nola nolan noma nona noor nora norah norbert norberto noreen norene noriko
    norine norma normand norris norton norwood nour noura novella nu nuala nubia nuno nuri nuria
    nusa nya nydia nyla oba obdulia obe obie obinna ocampo ocie octa octavia octavian octavio
    octavius oda odelia odell odessa odette odhran odie odile odilia odin odis ofelia ogechi
    oisin oke okey oksana ola olaf olamide olan olav ole oleg oleksandr olen olena olene oleta
    olevia olga olimpia olin olinda oliva oliver olivia olivier olle olli ollie olof olumide
    oluwaseun oluwaseyi oluwatobi oma omar omer ona oni onie onita onur oona ophelia ora oralee
    oralia oran oren oretha orhan orin orla orlaith orpha orrin orson orval orville osa osama
    osborn osborne oscar osha oskar osman ossian ossie osten osvaldo oswald oswaldo ota otelia
    otha otilia otis oto ott otto ouida ova ovid owain owen owens oyin ozell ozella ozie ozlem
    ozzie paavo pablo paca paddy padma padraig paige pak pal pallavi palle palmer palmira paloma
    pam pamala pamela pamelia pamella pamila pamula panagiotis pancho pandora panini pankaj
    pansy paola parisa parker parley parminder parrish parthenia particia parvati parveen pasa
    pascal pascale paschal pascual pasi pasquale pasty pate patria patric patrica patrice
    patricia patricio patrick patrik patrina patrizia patsy patti pattie pau paul paul-gerhard
    paul-heinz paula paule paulene pauletta paulette paulin paulina pauline paulino paulita
    paulo pavel pawel paxton payal paye payton paz pearce pearle pearlene pearlie pearline
    pearly peder pedram pedro peggie peggy pei pekka pelle pellegrino penelope peng penney penni
    pennie pepe per-erik per-olof percival percy perla pero perri perrine perry petar pete peter
    peter-michael peterson petr petre petri petrina petronila petros petru petrus petter peyton
    phebe phil philip philipp philippa philippe philippine phillip phillis philo philomena
    phineas phoebe phong phuc phung phuong phylicia phylis phyliss phyllis pia piedad pierce
    piero pierre pierre-yves piet pieter pieter-jan pietra pietro pilar pili pim pina pinkie pio
    piotr piper pippa pius pleas plummer pok pol polina polk polly pompeo pontus pooja poppy
    porfirio porsche porsha porter portia poul powell prabhu pradeep prakash pranav prasad
    prashant pratik pratt praveen preeti prem prentice presley pricilla primus priscila
    priscilla priti priya priyanka prokop providencia pryor przemyslaw puk pura qadir qasim
    qiana qiang qing quan quang queenie quentin quiana quincy quinn quint quintin quinton quyen
    quynh rabi rachael rachal racheal rachel rachele rachell rachelle rachid racquel rada radek
    raden radha rado radoslaw radovan radu rae raeann raelene raf rafa rafael rafaela rafal rafe
    raffaele rafi rafiq raghav ragnar raguel raheem rahim rahman rahul raiden raina rainer raisa
    raj rajab rajan rajeev rajesh raju rakesh ralf ralf-dieter ralf-peter ralph ramadan ramadhan
    ramazan ramesh rami ramiro ramon ramona ramonita ramsey rana ranae rance rand randa randal
    randall randee randell randi randle randolph ranee rania ranieri ranjit ranveer raoul
    raphael raquel rares ras rashad rasheed rasheeda rashid rashida rasmus rasul ratna raul
    raven ravi rayburn raye rayford raylene raymon raymond raymonde raymundo rayna rayne razi
    razia rea reanna reatha reba rebbeca rebbecca rebeca rebecca rebecka rebekah recep reda
    redden reece reema reena reese refugia refugio regan regena regenia reggie reginald regine
    reginia regula reid reiko reilly reimer reina reinaldo reine reiner reinhard reinhardt
    reinhart reinhold reino reita rekha rema rembrandt remedios remi remington remo remona remus
    remy rena renae renaldo renan renard renata renate renato renaud renay renda rene renea
    renee renetta reni renita renna rennie renu renzo resi ressie reta retha reto retta reuben
    reva rex rey reyes reyna reynalda reynaldo reynolds reza rheba rhett rhiannon rhoda rhodri
    rhona rhonda rhys ria riad rian ricarda ricardo riccardo ricci richard richelle richie
    richmond rick rickard rickey ricki rickie ricky rida rigoberto rihanna rik rika rikki riku
    riley rima rina rinaldo rinku rino risa rishi risto rita ritchie ritesh ritu riva rivka riya
    riyad riza rizwan roan rob robb robbi robbie robbin robby robbyn robena robert roberta
    roberto robina robinson robt roby robyn rocco rochel rochell rochelle rocio roddy roderick
    rodger rodgers rodney rodolfo rodrick rodrigo roe rogelio roger rogers rohan rohit roisin
    rok roland rolanda rolande rolando rolf rolf-dieter rolf-peter rolla rolland rollin rollo
    romain romaine romana romane romelia romeo romona romy ron rona ronald ronaldo ronan ronda
    roni ronin ronna ronni ronnie ronny roos roosevelt roque rory ros rosa rosa-maria rosalba
    rosalee rosaleen rosalia rosalie rosalina rosalind rosalinda rosaline rosalva rosalyn
    rosamaria rosamond rosana rosann rosanna rosanne rosaria rosario rosaura roscoe rose-marie
    roseann roseanna roseanne roselee roselia roseline rosella roselle roselyn rosemarie rosena
    rosenda rosendo rosetta rosette rosia rosie rosina rosio roslyn ross rossa rossana rossie
    rosy rowena rowland roxana roxane roxann roxanna roxanne roxie roxy roy roya royce roza
    rozanne rozella rua rube ruben rubi rubie rubin rubye rudi rudolf rudolph rudra rudy rueben
    ruffin rufina rufus rukhsana runa rune rupert rupinder ruqayyah ruslan russ russel russell
    ruth rutha ruthann ruthanne ruthe rutherford ruthie ruy ryan ryann ryder ryland saad saar
    sabah saban sabin sabina sabine sable sabra sabri sabrina sacha sachiko sachin sada sadat
    sade sadia sadie sadiq sadye saeed safiya sahar sahil sai saida saif saima sajid saka sakina
    sakura salah salami saleem saleh salena sali salih salim salley sallie sally salma salman
    salome salomon salud salvatore sam samantha samar samatha samella sami samir samira sammie
    sammy samo sampson samson samu samual samuel samy sancho sanda sandee sandeep sander sanders
    sandie sandor sandra sandrine sandro sanford sangeeta sangita sani sanjay sanjeev sanjuana
    sanjuanita sanna sanne sanora santana sante santina santino santosh saoirse sara sarah
    sarah-jane sarah-louise sarai saraswati sarina sarita sasa sascha sasha saskia satish
    satoshi satu saturnina satya sau saul saundra sava savita sawyer sayed sayin scarlett scot
    scott scottie scotty seamus sean sean-paul sebastian sebastiano sebastien sebrina seda seema
    sefa sefer seif selah selena selene selim selin selina sem senaida senna senta sep sepp
    serafina serena serenity serge sergei sergey sergio serina serine serita serkan seth setsuko
    seun seung seve sever severin severino severo seyi seymour sha shabana shabnam shad shadi
    shae shahid shahida shaina shakia shakil shakira shakita shala shalanda shalini shalon
    shalonda shameka shamika shamim shamsa shana shanae shanda shandi shandra shane shaneka
    shanel shanell shanelle shani shania shanice shanika shaniqua shanita shankar shanna shannan
    shannon shanon shanta shantae shantay shante shantel shantell shantelle shanti shaquana
    shaquille shaquita shara sharan sharda sharee sharell sharen shari sharice sharie sharif
    sharika sharilyn sharita sharla sharleen sharlene sharmaine sharman sharolyn sharon sharonda
    sharri sharron sharyl sharyn shaun shauna shaunda shaunna shaunta shaunte shavon shavonda
    shavonne shawana shawanda shawanna shawn shawna shawnda shawnna shawnta shay shayla shayna
    shayne shazia shea sheamus sheba sheena sheila sheilah shela shelba shelby sheldon shelia
    shella shelley shelli shellie shelly shelton shem shemeka shemika shena shenika shenita
    shenna shep shepherd shera sheree shereen sherell sheri sherice sherie sherif sherika
    sherill sherilyn sherise sherita sherlene sherley sherly sherlyn sherman sheron sherrell
    sherri sherrie sherril sherrill sherron sherry sherryl sherwin shery sheryl sheryll shiela
    shila shiloh shilpa shin shira shirely shirin shirl shirlee shirleen shirlene shirley shirly
    shivani shizue shizuko shobha shon shona shonda shondra shonna shonta shoshana shreya shruti
    shu shubham shweta shyla sian sibel sibusiso sibyl sid siddharth sidney sie siegfried siem
    sien sigismund sigmar sigmund signe sigrid sigurd sil sila silas silke silva silvan silvana
    silvano silvester silvestre silvia silvio sima simeon simo simon simona simone simonne
    simpson sina sinan sincere sindy sine sinead sini siobhan sipho sirena siri siro sisko sita
    siti siu siv sixta skylar skyler slade slava slawomir sloane slobodan slyvia smith sneha
    snezana socorro sofi sofia sofie sohail soila sol solange soledad solveig somchai somer
    sommer sona sonal sonali sondra sonia sonja sonny sonya sophia sophie sophie-louise
    sophie-marie soraya sorcha soren sorin sos sparkle spencer spenser spurgeon spyros squire
    srinivas stacee stacey staci stacia stacie stacy staffan stafford stan stanford stanislaus
    stanislav stanislaw stanley stanton starla starling starr stasia stavros steen stef stefan
    stefani stefania stefanie stefano stefany steffanie steffen steffi stela stelios stella sten
    stepan stepanie steph stephaine stephan stephane stephani stephania stephanie stephany
    stephen stephenie stephine stephnie stetson stevan steve steven stevie steward stewart stig
    stina stine struan stu stuart su suanne subhash sudha sudhir sudie sueann suellen suk sula
    suleiman sulema suleyman sullivan sultan suman sumiko sumit sumita sune sunil sunita suresh
    surya susan susana susann susanna susannah susanne suse sushma susi susie susy suzan suzann
    suzanna suzanne suze suzette suzi suzie suzy svea sven sven-erik sven-olof svetlana swapnil
    swati sy sybil syble syed sylva sylvain sylvania sylvester sylvia sylvie synthia syreeta sys
    szymon ta tabatha tabetha tabitha tad tadeusz tadhg tage taha tahir tai taina taisha taiwo
    taj tajuana takako takeshi takisha tal talan talen tali talia talib talisha talitha talon
    tam tamala tamar tamara tamatha tambra tameika tameka tamekia tamela tamer tamera tamesha
    tami tamica tamie tamika tamiko tamisha tammara tammera tammi tammie tammy tamra tamsin tamu
    tana tandra tandy tane taneka tanesha tangela tania tanika tanisha tanja tanna tanner tanvi
    tanya tapiwa tara tarah taras taren tari tarik tariq tarra tarsha taryn tasha tashia tashina
    tasia tasneem tate tatiana tatu tatum tatyana taunya taurus tawana tawanda tawanna tawna
    tawny tawnya taylor tayna tayo tayyip te ted teddy teemu teena tegan teisha telly telma
    temeka temika temitope tempie tena tendai tenesha tenisha tennie tennille tenzin teo teodor
    teodora teodoro teofila tere tereasa terence teresa terese teresia teresita teressa tereza
    teri terica terina terisa terrance terrell terrence terresa terri terrie terrilyn terry
    tesha tess tessa tessie tex thabo thad thaddeus thales thalia thandiwe thanh thao thea theda
    thelma theo theobald theodor theodora theodore theodoros theola theresa therese theresia
    theressa theron thersa thiago thibault thibaut thierry thijs thomas thomasena thomasina
    thomasine thompson thor thora thornton thorsten thos thresa thurman thuy tia tiago tiana
    tianna tiara tibor tien tiera tiesha tifany tiffaney tiffani tiffanie tiffany tiffiny tilde
    tilden tillie tillman tilly tim timika timm timmy timo timothy tina tinisha tino tira tisa
    tish tisha titi titilayo tito tobe tobi tobias tobie tobin toby toccara tod todd toi toki
    tola tolbert tolu tom toma tomas tomasa tomasz tomeka tomika tomiko tommaso tommie tommy
    tommye tomo tomoko tona tonda tonette toney toni tonia tonie tonisha tonita tonja tono tony
    tonya tora tori torie torrey torri torrie torsten tory tosha toshia toshiko toshio tosin
    tova tove towanda toya tracee tracey traci tracie tracy trae tran trang travis trayvon tre
    treasa treena tremaine trena trent tresa tressa tressie treva trevor trey tricia trina trine
    trinh trini trish trisha trista tristan trixie trudi trudie trudy trula truman trung tu tuan
    tucker tudor tui tula tule tunde turan ture turkmen tutu tuyet twana twanda twanna twila
    twyla ty tycho tye tyesha tyisha tyler tynisha tyra tyree tyrell tyron tyrone tyson uche
    uchenna uda udo ugo ugochi ula ulf uli ulla ulla-britt ulrich ulrik ulrika ulrike ulu
    ulysses uma umar umberto umesh umi una unni uno ura urbano uriah uriel urs ursa ursula usha
    usman uta ute uwe uzma vaclav vada vadim vaishali val vala valarie valda valene valentin
    valentina valentine valentino valeri valeria valerie valerio valero valery vallie valorie
    valrie valter valtteri vance vanda vander vanesa vanessa vanetta vania vanita vanna vannesa
    vannessa vanya vara varun vasco vashti vasile vasiliki vasilis vasily vaughan vaughn veda
    veer veera vega vela velda veli velia vella velma velva velvet vena venessa venetta venita
    venkat venkatesh vennie venus veola vera verda verdell verdie vere verena vergie vergil
    verla verlene verlie verline vern verna vernal vernell verner vernetta vernia vernice vernie
    vernita vernon veronica veronika veronique versie vertie vesa vesna vesta veta vi vic
    vicenta vicente vick vickey vicki vickie vicky victoire victor victorina vid vidal vide
    vidya viera viggo vijay vikas viki viking vikki vikram viktor viktoria villa vilma vina
    vinay vince vincent vincenza vincenzo vineet vinicius vinita vinnie vinny vino vinod vinson
    viola violeta violetta violette viorel vira virgen virgie virgil virgilio virgina virginie
    vishal vit vitali vito vitor vitoria vittoria vitus viv vivan vivek vivi vivian viviana
    viviane vivien vivienne vlad vladimir vladislav volker volodymyr voncile vonda vonnie vu
    vuong wade wafaa wahab waheed wai waldemar walid walker wallace wally walt walter walther
    walton waltraud wan wanda waneta wanetta wani wanita wanjiru waqar ward warner warren waseem
    watson watt wava wayland waylon wayne weaver webb webster weldon wells wendel wendell wendi
    wendie wendolyn wendy wenona wenzel werner wes wesley wessel westin westley weston wheeler
    whit whitley whitney wieland wiktor wilber wilbert wilbur wilburn wilda wilder wiley wilford
    wilfred wilfredo wilfrid wilfried wilhelm wilhelmina wilhemina wilkie willa willard wille
    willem willena willene willetta willette willi willia william williams willian willie
    williemae willis willodean willy wilma wilmer wilson wim winfield winford winfred winifred
    winnie winnifred winston winton wirt wladimir wm wojciech wolf wolf-dieter wolf-dietrich
    wolfgang wolfram wonda wong woodrow worley wouter wright wulf wyatt wyman wynell wynona
    xander xavi xavier xena xenia xia xiao xiaohong xiaoming ximena xiomara xiu xochitl yaa
    yadira yaeko yael yahaira yahya yair yajaira yana yani yanira yann yannick yash yasin yasir
    yasmin yasmine yasser yassin yasuko yaw yee yehuda yelena yeni yesenia yessenia yetta
    yetunde yevette yewande yi yiannis ying yohan yoko yolanda yolande yolando yolonda yon yosef
    yoshie yoshiko youlanda younis yousef youssef yu yue yuette yuk yuki yukiko yuko yulanda
    yulia yun yung yuonne yuri yuriko yusra yusuf yves yvette yvon yvone yvonne zac zach
    zachariah zacharias zachary zachery zack zackary zada zahid zahir zahra zaid zaida zain
    zainab zaire zak zakaria zakir zaman zan zana zander zandra zane zara zaynab zbigniew zdenek
    zeb zed zehra zeke zelaya zelda zeljko zella zelma zena zenaida zenia zeno zenobia zetta
    zeynep zhen zhi ziad ziggy zina zita ziva zoe zoey zofia zoila zoltan zona zonia zora
    zoraida zoran zsolt zubair zula zuleikha zulema zulma
    """
)

# Names that are words or places too: something beside them has to say that they are names.
GIVEN_WORDS = words(
    """
    adelaide alexandria ali alma amber angel antonio april art august aurora austin autumn bao
    barb basil bill blessing bo boston brandy brittany brooklyn buck bud buster cal candy carol
    carolina chad charity charlotte chase chelsea chen cherry chester chi christian chuck clay
    cliff clifton comfort crystal daisy dale dallas dawn dean denver dev devon diego dolly
    domingo don dot drew dung dusty earl ed eden eve faith fang feng fern flora florence
    francisco frank gay gene geneva georgia german gia ginger glen grace grant guy ha hamilton
    hang harmony hazel heath heather helena herb hong hope houston hua hue hung hunter india
    innocent iris israel ivy jack jackson jade jay jean jewel jin job jordan jose joy june kent
    kenya kim kit lance lane lei leone lily lincoln lisa loan london long lorraine lourdes love
    lucia lucky madison major marina mark marshall martin mason max may mel melody mercy milan
    miles min minh misty noble norman nova olive opal orlando paris pat patience patty pearl peg
    penny petra phoenix ping precious preston prince princess prudence purity randy ray reed
    regina rich robin rocky rod rose rosemary royal ruby rui rusty sage said sal salvador sandy
    santiago santos savannah scarlet see selma siena sienna skip sky skye solomon soo star
    sterling storm stormy sue summer sun sunday sunny sydney tan tao thi thu trinity troy
    valencia verona victoria violet virginia washington wei wellington wen will win woody xuan
    yan yang yen
    """
)
