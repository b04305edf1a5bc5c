"""Given names of many peoples, second half of the alphabet. Plain data.

Lower case, without accents. From the US Census Bureau's name files of 1990 (public domain), names
of Faker's locales in Latin letters (MIT licence) and lists written for this project.
"""

from __future__ import annotations

from privacy.desensitize.lexicon import words

GIVEN_B = words(
    """
    kian kiana kiara kiefer kiel kiera kieran kiernan kieron kiersten kiesha kieth kike kiki
    kiley kilian killian kim kimber kimberely kimberlee kimberley kimberli kimberlie kimberly
    kimbery kimbra kimi kimiko kimmo kin kina kindra kinga kingston kipchoge kipp kira kiran
    kirby kiri kirk kirsten kirstie kirstin kirsty kisha kishore kismet kittie kitty kiya kiyoko
    kiyoshi kizzie kizzy kjell klaas klara klas klaus klaus-dieter klaus-gunter klaus-jurgen
    klaus-michael klaus-peter klaus-ulrich klaus-werner knut koda kody koen kofi kojo kok koko
    kole kolya kondo konrad konstantin konstantina konstantinos kora koray korey kori kortney
    kory kosi kostas kourtney kraig kris krishna krishnan krissy krista kristal kristan kristeen
    kristel kristen kristi kristian kristie kristin kristina kristine kristle kristof kristofer
    kristoffer kristopher kristy kristyn kriti krysta krystal krysten krystin krystina krystle
    krystyna krzysiek krzysztof kubra kudzai kulsoom kum kumari kumiko kunal kunle kuno kunta
    kurt kurtis kusum kwabena kwabla kwadwo kwaku kwame kwan kwasi kwong kya kyla kyle kylee
    kyler kylie kym kymberly kyoko kyong kyra kyriakos kyrie kyung kyungsoo laban lacey lachelle
    lachlan laci lacie lacresha lacy lada ladawn laddie ladi ladonna lael laetitia lafayette
    lage lahoma lai laika laila laine lajos lajuana lakeesha lakeisha lakendra lakenya lakesha
    lakeshia lakia lakiesha lakisha lakita lakshmi lala lale lalit lalla lalo lam lamar lambert
    lamia lamine lamonica lamont lan lana landen lando landon lanell lanelle lanette lani lanie
    lanita lannie lanny lanora lanre laoise laquanda laquita lara lara-sophie larae laraine
    laree larhonda larisa larissa larita lark laronda larraine larry lars lars-ake lars-erik
    lars-goran lars-olof lary lasandra lashanda lashandra lashaun lashaunda lashawn lashawna
    lashawnda lashay lashell lashon lashonda lashunda lasonya lasse lassi lassie laszlo lata
    latanya latarsha latasha latashia latesha latia laticia latif latifa latifah latife latina
    latisha latonia latonya latoria latosha latoya latoyia latrice latricia latrina latrisha
    launa laura lauralee lauran laure laureen laurel lauren laurena laurence laurene laurens
    laurent lauretta laurette lauri laurice laurie laurin laurinda laurine lauryn lavada lavar
    lavelle lavender lavenia lavera lavern laverna laverne laveta lavette lavina lavinia lavon
    lavona lavonda lavone lavonia lavonna lavonne lawana lawanda lawanna lawerence lawrence
    laxmi layla lazar lazaro lea lea-sophie leah leana leander leandra leandro leann leanna
    leanne leanora leatha leatrice lecia leda lee leeann leeanna leeanne leela leen leena leesa
    lefteris lega leia leida leider leif leigh leigha leighann leighton leila leilani leisa
    leisha lekan lekisha lela lelah leland lelia lem lemma lemuel len lena lenard lene leni
    lenin lenita lenka lenna lennard lennart lennie lennon lenny lenora lenore leo leola leoma
    leon leona leonard leonarda leonardo leonel leonhard leoni leonia leonid leonida leonidas
    leonie leonila leonor leonora leonore leontine leopold leopoldo leora leos leota lera lerato
    leroy les lesa lesha lesia leslee lesley lesli leslie lessie lester leszek leta letha
    leticia letisha letitia letizia letta lettie letty leva levar levent levi levis levon lew
    lewis lex lexi lexie lexis leyla lezlie lia liam lian liana liane lianne liaqat lias liban
    libbie libby libia libor librada lida lidia lien liesel lieselotte lieve ligia lihua lijuan
    lijun lil lila lili lilia lilian liliana liliane lilla lillard lilli lillia lilliam lillian
    lilliana lillie lilly lilo liman limei limon lina linda lindbergh linde lindell linden
    lindsay lindsey lindsy lindy linette ling linh linn linnea linnie lino linsey linus linwood
    lio lionel liping lisa-marie lisabeth lisandra lisandro lisbeth lise lise-lott lise-lotte
    lisette lisha lisle lissa lissette liston lita liv livia livingstone livio liz liza lizabeth
    lizbeth lizeth lizette lizzette lizzie lizzy llewellyn lloyd lochlan lode logan loic loida
    lois loise loke lola lolita loma lon lona londa lone loni lonna lonnie lonny lonzo lope lora
    loraine loralee lorcan lorean loree loreen lorelai lorelei loren lorena lorene lorenz
    lorenza lorenzo loreta loreto loretta lorette lori loria loriann lorie lorilee lorin lorina
    lorinda lorine loring loris lorita lorna lorne lorretta lorri lorriane lorrie lorrine lory
    lota lothar lotta lotte lottie lou louann louanne louella louetta louie louis louisa louise
    loukas loura lourie louvenia lova lovella lovetta lovey lovie lowell loy loyce loyd loyola
    luan luana luann luanna luanne luba lubaba lubna luc luca lucas lucca lucho luci lucian
    luciana luciano lucie lucien lucienne lucila lucile lucilla lucille lucina lucinda lucio
    lucious lucius lucrecia lucretia lucrezia lucy ludie ludivina ludmila ludo ludovic ludovico
    ludvig ludwig lue luella luetta luigi luis luisa luise luiz luiza luka lukas lukasz luke
    lula lulu lum luna lupe lupita luqman lura lurlene lurline luster lute luther luvenia luz
    lwazi lyda lydia lyla lyle lyman lyn lynda lyndia lyndon lyndsay lyndsey lynell lynelle
    lynetta lynette lynn lynna lynne lynnette lynsey lynwood lyric lyudmila ma maarten mabel
    mabelle mable macarena macario macarthur macey machelle maci macie maciej maciek mack
    mackenzie macy madalena madalene madaline madalyn maddalena maddie maddison maddux madelaine
    madeleine madelene madeline madelyn madge madhav madhavi madhu madhuri madie madlyn madonna
    mads mae maegan maeve mafalda magali magaly magan magaret magda magdalen magdalena magdalene
    magen maggie magnolia magnus maha mahalia mahdi maheen mahendra mahesh mahfuz mahi mahir
    mahira mahmood mahmoud mahmud mahmut mahnaz mai maia maida maile maira maire mairead maisha
    maisie maite maj maj-britt maj-lis maja majid majorie makeda makoto maks maksim mal mala
    malachi malachy malaya malcolm malcom malek malena malgorzata malia malik malika malin
    malina malinda malini malisa malissa malka mallie mallory malorie malou malte malti malvina
    maman mame mamie mammie mamta manal manca manda mandeep mandi mandie mandla mandy manfred
    mangal manie manilla manish manisha manjit manju manjula manoj manolo manon manpreet mans
    manson mansoor manu manuel manuela manus mao maple maqsood mar mara maragaret maragret
    maranda marc marcel marcela marcelene marcelina marceline marcelino marcell marcella
    marcelle marcello marcellus marcelo marcene marchelle marci marcia marcial marciano marcie
    marcin marcio marco marcos marcu marcus marcy mardell mare maree marek maren marg marga
    margaret margareta margarete margarett margaretta margarette margarida margarite margarito
    margart margaux marge margene margeret margert margery marget margherita margie margit margo
    margorie margot margret margrett marguerita marguerite margurite margy marhta mari maria
    maria-luise mariah mariam marian mariana marianela mariann marianna marianne mariano maribel
    maribeth marica maricela maricruz marie marie-ange marie-anne marie-christine marie-claire
    marie-claude marie-france marie-francoise marie-helene marie-jeanne marie-jose marie-laure
    marie-line marie-louise marie-luise marie-madeleine marie-noelle marie-paule marie-pierre
    marie-rose marie-sophie marie-theres marie-therese marieke mariel mariela mariella marielle
    marietta mariette marija marika mariko marilee marilou marilu marilyn marilynn marin marinda
    marinette marini marinus mario marion marios maris marisa marisela marisha marisol marissa
    marit marita maritza marius mariusz marivel marja marja-leena marjorie marjory marketa
    marketta markita marko markus marla marlana marleen marlen marlena marlene marley marlies
    marlin marline marlo marloes marlon marly marlyn marlys marna marni marnie marquerite
    marques marquetta marquis marquise marquita marquitta marsha marta marte marten marth martha
    marthe marti martina martine marton martti marty martyn marv marva marvel marvella marvin
    marvis marwa marwan mary marya maryalice maryam maryann maryanna maryanne marybelle marybeth
    maryellen maryetta maryjane maryjo marylee marylin maryln marylou marylouise marylyn
    marylynn maryna maryrose maryse masa masako masao masashi masha masood massimiliano massimo
    matei mateo mateus mateusz matha matheus mathew mathias mathieu mathilda mathilde mathis
    matias matic matilda matilde mato matt matteo matthew matthias matthieu matti mattia mattias
    mattie matts maud maude maudie maura maureen mauri maurice mauricio maurine maurita maurizio
    mauro maury maverick mavis maxi maxie maxim maxima maxime maximilian maximina maximo maximus
    maxine maxwell maxx maya mayank maybell maybelle maye mayme maynard mayola mayra maysa
    mayumi mayuri mazhar mazie meabh meadow meagan meaghan mechelle meda mee meena meenakshi
    meera mees meg megan meggan megha meghan meghann meghna megumi mehak mehdi mehmed mehmet
    mehnaz mehreen mehul mehwish mei meihua meiling meiqi meirion meixiang melaine melani
    melania melanie melany melba melchior melda melek melia melida meliha melina melinda melis
    melisa melissa melissia melita mell melle mellie mellisa mellissa melodee melodi melodie
    melonie melony meltem melva melville melvin melvina melvyn melynda menachem mendy meral
    mercedes mercedez meredith meri merideth meridith merilyn merissa merle merlene merlin
    merlyn merna merri merrie merrilee merrill merrily merry mert mertie merton merve mervin
    mervyn meryl meseret messiah mesut metin metod metro metta mette mhairi mia mica micaela
    micah micha michael michaela michaele michail michal michale michalis micheal michel michela
    michelangelo michele michelina micheline michell michelle michiel michiko mick mickey micki
    mickie micky mie miel miesha migdalia mignon miguel miguelina mihai mihail mik mika mikael
    mikaela mike mikel miki mikkel mikki mikko mila milagro milagros milda mildred milena miley
    milford milind milissa milka milla millard mille millicent millie milly milo milos milton
    mima mimi mina minal minda mindi mindy minerva ming minghui mingzhe minho minji minjun minna
    minnie minoru minseo minta mio miquel mira miran miranda mircea mireille mirella mireya
    miriam mirian mirjana mirko mirna miro miron miroslav miroslaw mirta mirtha mirza mischa
    misha misra missy misti mistie mitali mitch mitchel mitchell mitra mitsue mitsuko mittie
    mitzi mitzie miya miyoko moa modena modesta modesto modupe moeen mohamad mohamed mohammad
    mohammed mohamud mohan mohini mohsin moin moira moises moll mollie molly mona monet monica
    monika monique monisha monnie monroe monserrate mont montague monte montel montserrat monty
    morag mordechai morena morenike morgan moriah moritz morris mort morten mortimer morton mose
    moses moshe mourad moussa mozell mozella mozelle mpho mridula mubarak mubashir mucahit
    mudassar muge muhammad muhammed muhammet mui mujde mukesh mukul mulugeta mumtaz muna munashe
    muneeb muni munir munira muoi murad murat muriel murray murrough murtaza musa musarrat musee
    mushtaq mustafa mustapha muthu mutua muyiwa muzaffar muzaffer mwangi mya myer myesha myfanwy
    mykola myles myong myra myriam myrl myrle myrna myron myrta myrtice myrtie myrtis myrtle
    myung na nabeel nabil nabila nacer nacho nada nadeem nadene nadezhda nadia nadine nadir
    nadja nae naeem nafisa nagesh nagi nahid naida naila naim naima naja najib najma nakesha
    nakia nakisha nakita nalan naledi nalini nam namita namrata nana nancee nancey nanci nancie
    nancy nand nanda nandini nando nanette nanna nannette nannie naoki naoko naoma naomi
    napoleon narcisa narciso narcisse narcissus narendra naresh nas naseem nashwa nasim nasir
    nasreen nasser nat natacha natalia natalie natalya natan natascha natasha natashia nate nath
    nathalie nathan nathanael nathanial nathaniel natisha natividad natosha nauman naveed naveen
    navid navjot navneet nawal nawaz naz nazan nazi nazia nazir nazli nea neal necati necole ned
    neda nedra neel neela neelam neeraj neeta neha nehemiah neida neil nekesa nektarios nel nela
    nelda nele nelia nelida nell nella nelle nellie nello nelly nels nelson nemanja nena nenita
    neoma neomi neptun nereida nerissa nermin nery nerys neslihan nessa nestor neta netta nettie
    neva nevin newt nga ngan nghia ngoc ngozi nguyet nhung nia niall niamh niccolo nichelle
    nichol nicholas nichole nicholle nick nicki nickie nicklas nicklaus nickolas nickole nicky
    nico nicodemus nicol nicola nicolae nicolai nicolas nicolasa nicolaus nicole nicolette
    nicolle nicolo nicos nicu nida nidhi nidia niels niesha nigel nihad nihal nihan niharika nik
    nika nikhil niki nikia nikita nikki nikko niklas niko nikola nikolai nikolaj nikolaos
    nikolas nikolaus nikole nikos nila nilda nile nilesh nilgun nilo nils nilsa nilson nim nimal
    nimisha nimo nina ninfa ning nino niraj niranjan nirmala nisa nisha nishant nita nithya
    nitin niyi nizar njeri nkechi nkem nkiru nkiruka nnamdi nneka noa noah noam nobuko nobuo noe
    noel noelia noella noelle noemi nohemi nola nolan noma noman nomsa nomvula nona noor nora
    norah norbert norberto nore noreen norene noriko norine norma normand norris nosheen nour
    noura novella novi nthabiseng nu nuala nubia nuno nunzio nuray nuri nuria nurten nuru nurul
    nusa nusrat nuwan nya nyambura nydia nyla oba obadiah obafemi obdulia obe obi obie obinna
    obioma ochieng ocie octa octavia octavian octavio octavius oda odelia odell odessa odette
    odhiambo odhran odie odile odilia odin odis ofelia ogechi oisin ojas okan oke okechukwu okey
    oksana oktay ola olaf olajumoke olamide olan olatunde olav ole oleg oleksandr olen olena
    olene oleta olevia olga olimpia olin olinda oliva oliver olivia olivier olivine olle olli
    ollie olof olu olufemi olumide olusegun oluwadamilola oluwafemi oluwakemi oluwaseun
    oluwaseyi oluwatobi oluwatosin oluwole olya olympia oma omaima omar omari omer omolara
    omotola ona ondrej oneida oni onie onita onofre onur onyeka onyinye oona oonagh ophelia ora
    oralee oralia oran orazio oren oreste oretha orhan oriana orin orion orla orlaith orpha
    orrin orson orval orville osa osama oscar osha oskar osman osmo ossian ossie osten osvaldo
    oswald oswaldo ota otelia otha otho otieno otilia otis oto ottavio ottilie otto ouida ova
    ovid owain owen oya oyebanji oyin ozan ozell ozella ozge ozgur ozie ozlem ozzie paavo pablo
    paca pacifica paco paddy padma padmini padraig paige paisley pak pal pallavi palle palmira
    paloma pam pamala pamela pamelia pamella pamila pamula panagiotis panayiotis pancho pandu
    panini pankaj pansy paola paolo parag paraskevi paresh parisa parker parley parminder parth
    parthenia particia parul parvaiz parvati parveen parvez pasa pascal pascale paschal pascual
    pasi pasquale pasty patria patric patrica patrice patricia patricio patrick patrik patrina
    patrizia patsy patti pattie pau paul paul-gerhard paul-heinz paula paule paulene pauletta
    paulette pauli paulin paulina pauline paulino paulita paulo pavan pavel pavithra pavlos
    pawel payal paye pearle pearlene pearlie pearline pearly pearse peder pedram pedro peggie
    peggy pei pekka pelin pelle pellegrino penelope peng penney penni pennie pepe pepita pepito
    per-erik per-olof percival percy peregrine perla pero perri perrine perry persephone
    pershing petar pete peter peter-michael petr petre petri petrina petronila petros petru
    petrus petter peyton phebe phil philemon philip philipp philippa philippe philippine phillip
    phillis philo philomena phineas phoebe phong phuc phung phuong phylicia phylis phyliss
    phyllis pia piedad pierce piero pierre pierre-yves piers piet pieter pieter-jan pietra
    pietro pilar pili pim pinar pinelopi pinkie pio piotr piotrek pippa pius piyush placido
    pleas ples pok pol polina polly pompeo pontus pooja poppy porfirio porsche porsha portia
    poul prabha prabhu prachi pradeep pragya prakash prakriti pramod pranali pranav prasad
    prasanna prashant pratibha pratik pratima praveen preeti prem prentice prentiss prerna
    pricilla primitivo primus priscila priscilla prithvi priti priya priyanka proinsias prokop
    providencia przemyslaw pui puk pura purnima pushpa putri qadir qamar qasim qiana qiang qing
    quan quang queen queenie quentin quiana quincy quinn quint quintin quinton quique quyen
    quynh rabi rabia rachael rachal racheal rachel rachele rachell rachelle rachid racquel rada
    radek raden radha radhika rado radoslaw radovan radu rae raeann raelene raf rafa rafael
    rafaela rafal rafe raffaele rafi rafiq raghav raghu ragnar raguel raheel raheela raheem
    rahila rahim rahul raiden raimondo raimundo raina rainer raisa raj rajab rajan rajani rajat
    rajeev rajendra rajesh rajinder rajiv rajkumar rajni raju rakesh rakhi ralf ralf-dieter
    ralf-peter ralph rama ramachandra ramadan ramadhan ramazan ramesh rami ramiro ramon ramona
    ramonita ramzi rana ranae ranbir rance rand randa randal randall randee randell randi
    randolph ranee rani rania ranieri ranjan ranjana ranjeet ranjit ranveer raoul raphael raquel
    rares ras rasha rashad rasheed rasheeda rashi rashid rashida rashmi rasmus rasul ratan ratna
    rauf raul raven ravi ravindra rayan rayburn raye rayford raylene raymon raymond raymonde
    raymundo rayna rayne razi razia reanna reatha reba rebbeca rebbecca rebeca rebecca rebecka
    rebekah recep reda redden reece reem reema reena refugia refugio regan regena regenia reggie
    reginald regine reginia regis regula rei reid reiko reimer reina reinaldo reine reiner
    reinhard reinhart reinhold reino reita reka rekha rema rembrandt remedios remi remington
    remo remona remus remy rena renae renaldo renan renard renata renate renato renaud renay
    renda rene renea renee renetta reni renita renna rennie reno renu renuka renzo reshma resi
    ressie reta retha reto retta reuben reva rex rey reyna reynalda reynaldo reynold reza rheba
    rhett rhiannon rhoda rhodri rhona rhonda rhys ria riad rian riaz ricarda ricardo riccardo
    richa richard richelle rick rickey ricki rickie ricky rida rigo rigoberto rihanna rik rika
    rikki riku riley rima rina rinaldo rinku rino risa rishi risto rita ritesh ritu riva rivka
    riya riyad riza rizwan roan rob robbi robbie robbin robby robbyn robena robert roberta
    roberto robina robt robyn rocco rochel rochell rochelle rocio roddy roderick rodger rodney
    rodolfo rodolphe rodrick rodrigo rogelio roger rohan rohini rohit roisin rok roland rolanda
    rolande rolando rolf rolf-dieter rolf-peter rolla rolland rollie rollin rollo roma romain
    romaine romana romane romelia romeo romina romona romulus romy ron rona ronald ronaldo ronan
    ronda roni ronin ronke ronna ronni ronnie ronny roopa roos roosevelt roque rory ros rosa
    rosa-maria rosalba rosalee rosaleen rosalia rosalie rosalina rosalind rosalinda rosaline
    rosalva rosalyn rosamaria rosamond rosana rosann rosanna rosanne rosaria rosario rosaura
    roscoe rose-marie roseann roseanna roseanne roselee roselia roseline rosella roselle roselyn
    rosemarie rosena rosenda rosendo rosetta rosette rosey roshan rosi rosia rosie rosina rosio
    rosita roslyn ross rossa rossana rossie roswell rosy rotimi rowan rowena roxana roxane
    roxann roxanna roxanne roxie roxy roy roya royce roza rozanne rozella rua ruairi rube ruben
    rubi rubie rubin rubina rubye ruchi rudi rudo rudolf rudolph rudra rudy rueben rufina rufino
    rufus rukhsana rukhsar rukia rukmini runa rune rupa rupali rupert rupinder ruqayyah ruslan
    russ russel russell rutendo ruth rutha ruthann ruthanne ruthe ruthie ruwan ruy ryan ryann
    ryker ryland ryo ryota rza saad saar saara saba sabah saban sabeen sabin sabina sabine sabir
    sable sabra sabri sabrin sabrina sacha sachiko sachin sada sadaf sadat sade sadhana sadhbh
    sadia sadie sadiq sadye saeed safa safdar saffron safiya safwan sagal sahar sahil sai saida
    saif saima saira sajid sajida saka sakeena sakina sakura saleem saleh salena sali salih
    salim salina salley sallie sally salma salman salome salomon salud salvatore salvi salwa sam
    samantha samar samara samatha sameer samella sami samia samina samir samira sammie sammy
    samo sampath samu samual samuel samy sana sanam sancho sanda sandee sandeep sander sandhya
    sandi sandie sandor sandra sandrine sandro sanduni sanford sangeeta sangita sani sanjana
    sanjay sanjeev sanjeewa sanjuana sanjuanita sanket sanna sanne sanora santa sante santina
    santino santosh sanya saoirse sapna saqib saqlain sara sarah sarah-jane sarah-louise sarai
    sarala saran saraswati sarfraz sari sarina sarita saroja sarwar sasa sascha sasha saskia
    satish satoshi satu saturnina saturnino satya sau saul saundra saurabh sava savana savas
    savita savitri savon sayed sayin scarlett schuyler scot scott scottie scotty seamus sean
    sean-paul sebastian sebastiano sebastien sebrina seda sedat seema sefa sefer segun segundo
    seif selah selam selena selene selim selin selina sem sema semhar semih sena senaida seneca
    senem senna senta seojun seosamh seoyeon sep sepp septimus serafina serap seraphina serdar
    serena serenity serge sergei sergej sergey sergio sergius serina serine serita serkan seth
    setsuko seun seung seve sever severin severino severo sevgi sevil seyi seymour sezen sha
    shabana shabir shabnam shad shadi shae shafiq shagufta shahbaz shahid shahida shahzad
    shailesh shaina shaista shakeel shakia shakil shakila shakira shakita shala shalanda shalini
    shalon shalonda shameka shamika shamim shamima shamsa shan shana shanae shanda shandi
    shandra shane shaneka shanel shanell shanelle shani shania shanice shanika shaniqua shanita
    shankar shanna shannan shannon shanon shanta shantae shantay shante shantel shantell
    shantelle shanti shaquana shaquille shaquita shara sharad sharan sharda sharee sharell
    sharen shari sharice sharie sharif sharika sharilyn sharita sharla sharleen sharlene
    sharmaine sharman sharmila sharolyn sharon sharonda sharri sharron sharyl sharyn shasta
    shaukat shaun shauna shaunda shaunna shaunta shaunte shavon shavonda shavonne shawana
    shawanda shawanna shawn shawna shawnda shawnee shawnna shawnta shay shayla shayna shayne
    shaz shazia sheamus sheba sheena sheetal shehnaz shehzad sheila sheilah shekhar shel shela
    shelba shelby sheldon shelia shella shelley shelli shellie shelly shelton shem shemeka
    shemika shena shenika shenita shenna shep shera sheree shereen sherell sheri sherice sherie
    sherif sherika sherill sherilyn sherise sherita sherlene sherley sherly sherlyn sherman
    sheron sherrell sherri sherrie sherril sherron sherry sherryl sherwin shery sheryl sheryll
    shiela shigeru shikha shila shiloh shilpa shinji shira shirely shirin shirl shirlee shirleen
    shirlene shirley shirly shiv shivam shivani shizue shizuka shizuko shoaib shobha shoji shola
    shon shona shonda shondra shonna shonta shoshana shreya shrikant shruti shu shuang shubha
    shubham shufen shumaila shuyi shweta shyam shyla sian sibel sibusiso sibyl sid siddharth
    sidney sidra sie siegfried siem sien siew sigismund sigmar sigmund signa signe sigrid sigurd
    siku sil sila silas sile silke silvan silvana silvano silvester silvestre silvia silvio sima
    sime simeon simi simisola simo simon simona simone simonne simran sina sinan sincere sindy
    sine sinead sini sinica siobhan sipho siraj sirena siri siro sisko sita siti siu siv sixta
    siyu sizwe skylar skyler slava slawek slawomir sloane slobodan slyvia smita sneha snehal
    snezana sobia socorro sofi sofia sofie sohaib sohail soham sohan soila sol solange soledad
    solon solveig somchai somer sommer somto sona sonal sonali sondra songul sonia sonja sonny
    sonya soojin sook sooyoung sophia sophie sophie-louise sophie-marie soraya sorcha soren
    sorin sos sota sotiria sotiris sparkle spencer spenser spurgeon spyros squire sreedhar
    sridevi sridhar srinivas srinivasan stacee stacey staci stacia stacie stacy staffan stamatis
    stan stana stanislaus stanislav stanislaw stanley starla stasia staszek stavros stef stefan
    stefani stefania stefanie stefano stefanos stefany steffanie steffen steffi stela stelios
    stella stellan sten stepan stepanie steph stephaine stephan stephane stephani stephania
    stephanie stephany stephen stephenie stephine stephnie stetson stevan steve steven stevie
    stewart stig stina stonewall stoney struan stu stuart stylianos su suanne suat subhash
    subramaniam suchitra sudarshan sudha sudheer sudhir sudie sueann suellen suha sujata suk
    sukhdev sukhwinder sukru sula sulaiman suleiman sulema suleyman sulochana sultan sumaira
    suman sumathi sumaya sumiko sumit sumita sundar sune sungmin sunil sunita suraj surendra
    suresh surinder surya susan susana susann susanna susannah susanne suse sushil sushma
    sushmita susi susie susy suzan suzann suzanna suzanne suze suzette suzi suzie suzy svea sven
    sven-erik sven-olof svetlana swapnil swarna swaroop swati swee sy sybil syble syed sylva
    sylvain sylvan sylvania sylvester sylvia sylvie synthia syreeta sys szymon ta tabassum
    tabatha tabetha tabitha tad tadeusz tadhg taehyung tafadzwa tage taha tahir tahira tai taina
    taisha taiwo taj tajuana takako takashi takeshi takisha takumi tal talal talan talen talha
    tali talia talib talisha talitha talmadge talon tama tamala tamar tamara tamas tamatha
    tambra tameika tameka tamekia tamela tamer tamera tamesha tami tamica tamie tamika tamiko
    tamim tamisha tammara tammera tammi tammie tammy tamra tamsin tamu tamzin tana tandra tandy
    tane taneka tanesha tangela tania tanika tanisha tanja tanmay tanna tanner tanuja tanveer
    tanvi tanya tapiwa tara tarah taras taren tari tarik tariq tarja tarra tarsha tarun taryn
    tasha tashia tashina tasia tasleem tasneem tatenda tatiana tatjana tatsuya tatu tatyana
    taunya taurus tauseef tavon tawana tawanda tawanna tawna tawny tawnya taya tayfun taylor
    tayna tayo tayyab tayyaba tayyip te ted teddy teemu teena tegan teisha tejas telly telma
    telmo temeka temika temitayo temitope tempie tena tendai tenesha tenisha tennie tennille
    tenzin teodor teodora teodoro teofil teofila tera tere tereasa terence teresa terese teresia
    teresita teressa tereza teri terica terina terisa tero terrance terrell terrence terresa
    terri terrie terrilyn terry tesfaye tesha tess tessa tessie tetsuya tex thabiso thabo thad
    thaddeus thales thalia thamer thanasis thandiwe thanh thanos thao thea theda thelma themba
    thembeka thembi theo theobald theodor theodora theodore theodoros theodosia theofanis theola
    theresa therese theresia theressa theron thersa thiago thibault thibaut thierry thijs
    thilini thom thomas thomasena thomasina thomasine thor thora thorsten thos thresa thurlow
    thurman thuy tia tiago tiana tianna tiara tibor tien tiera tierra tiesha tifany tiffaney
    tiffani tiffanie tiffany tiffiny tilda tilde tilden tillie tilly tim timika timm timmy timo
    timon timothy tina tine tingting tinisha tino tira tisa tish tisha titi titilayo tito titus
    tobe tobi tobias tobie toby toccara tod todd tofunmi toi toki tola tolga tolu tom toma tomas
    tomasa tomasz tome tomek tomeka tomi tomika tomiko tommaso tommi tommie tommy tommye tomo
    tomoko tona tonda tonette toni tonia tonie tonisha tonita tonja tono tony tonya tope tora
    torben tord tori torie torquil torrance torrey torri torrie torsten tosha toshia toshiko
    toshio tosin tova tove towanda toya toyin tracee tracey traci tracie tracy trae traian trang
    travis trayvon tre treasa treena tremaine trena trent trenton tresa tressa tressie trev
    treva trevor trey tricia trilby trina trine trinh trini trinidad trish trisha trista tristan
    tristram trixie trudi trudie trudy trula truman trung trupti tsegaye tsutomu tsz tu tuan
    tudor tugba tui tula tule tulio tulsi tuncay tunde turan ture turgut turkmen tushar tutu
    tuukka tuyet twana twanda twanna twila twyla ty tycho tye tyesha tyisha tyler tynisha tyra
    tyreese tyrell tyron tyrone tyrus tyson ubaid ubaldo uche uchenna uda uday ufuk ugo ugochi
    ugonna ugur uju ujwala ula ulf uli ulises ulla ulla-britt ullrich ulrik ulrika ulrike ultan
    ulu ulysses uma umaima umair umang umar umberto umesh umi umit umm umut una unni uno ura
    urbain urbano uriah uriel urmila urs ursa ursula urvashi usha usman uta utama ute utkarsh
    uwe uzair uzma vaclav vada vadim vaibhav vaishali val vala valarie valda valdemar valene
    valentin valentina valentine valentino valeri valeria valerie valerio valero valery vallie
    valorie valrie valter valtteri vance vanda vandana vander vanesa vanessa vanetta vangelis
    vani vania vanita vanna vannesa vannessa vanya vara varun vasant vasco vashti vasil vasile
    vasiliki vasilis vasily vassilis vasudha vaughn veda veena veer veera veit velda veli velia
    vella velma velva velvet vena venera venessa venetia venetta venice venita venkat venkatesh
    vennie venus veola vera verda verdell verdie vere verena vergie vergil verity verla verlene
    verlie verline vern verna vernal verne vernell verner vernetta vernia vernice vernie vernita
    vernon vero veronica veronika veronique versie vertie vesa vesna vesta veta vi vibha vic
    vicenta vicente vickey vicki vickie vicky victoire victor victorina victorino vid vida vide
    vidhya vidya viera viggo vigo vijay vijaya vikas viki viking vikki vikram vikrant viktor
    viktoria vilhelm vilma vimal vina vinay vince vincent vincenza vincenzo vineet vinicius
    vinita vinnie vinny vino vinod vinton viola violeta violetta violette viorel vipul vira
    virender virgen virgie virgil virgilio virgina virginie vishal vishnu vishwanath vit vitali
    vito vitor vitoria vittoria vittorio vitus viv vivan vivek vivi vivian viviana viviane
    vivien vivienne vlad vladimir vladislav volkan volker volodymyr voncile vonda vonnie vu
    vuong wade wadi wael wafa wafaa wafula wahab waheed wai wajid wajiha waldemar waldo wale
    waleed walid wallace wally walt walter walther waltraud wambui wanda waneta wanetta wani
    wanita wanjiru waqar ward wardell warren warsan warwick waseem wasim wava waverly wayland
    waylon wayne wazir weijie weiming weiwei weldon welton wenbin wende wendel wendell wendi
    wendie wendolyn wendy wenjie wenjing wenona werner wes wesley wessel westin westley weston
    whit whitney wieland wieslaw wiktor wilber wilbert wilbur wilburn wilda wiley wilford
    wilfred wilfredo wilfrid wilfried wilhelm wilhelmina wilhemina wilkie willa willard wille
    willem willena willene willetta willette willi willia william williams willian willie
    williemae willis willodean willow willy wilma wilmer wilson wilton wim winford winfred
    winifred winnie winnifred winona winston winthrop winton wirt witold wladimir wladyslaw wm
    wojciech wojtek wolf-dieter wolf-dietrich wolfgang wolfram wonda woodrow wouter wulf wyatt
    wynell wynona xander xavi xavier xena xenia xia xiao xiaodong xiaofeng xiaohong xiaohua
    xiaojun xiaoli xiaoming xiaoyan ximena xinyi xinyu xiomara xiu xiulan xiuying xochitl
    xoliswa yaa yadira yaeko yael yagmur yahaira yahya yair yajaira yamini yana yancy yani
    yanira yanling yann yannick yannis yanping yaping yaqub yara yasemin yash yashoda yasin
    yasir yasmin yasmine yasser yassin yasuko yavuz yaw yee yehuda yeji yejin yelena yeliz yemi
    yeni yesenia yesim yessenia yetta yetunde yevette yewande yi yiannis yichen yifan yildiz
    ying yinka yogesh yogita yohan yohannes yoko yolanda yolande yolando yolonda yomi yon yonas
    yong yongjun yosef yoshie yoshiko yosuke youlanda younes youngho younis yousef youssef yu
    yue yuen yuette yuhan yuk yuki yukiko yuko yulan yulanda yuli yulia yumei yumi yumna yun
    yung yunus yuonne yuri yuriko yusra yusuf yuting yuxin yvan yves yvette yvon yvone yvonne
    zac zach zachariah zacharias zachary zachery zack zackary zada zafar zafer zaheer zahid
    zahida zahir zahra zaid zaida zain zainab zaire zak zakaria zakariya zaki zakia zakir zan
    zana zander zandra zane zanele zara zaynab zbigniew zdenek zdzislaw zeb zebedee zed zeenat
    zeeshan zehra zeke zeki zelaya zelda zeljko zella zelma zena zenaida zenia zeno zenobia
    zenon zetta zeynep zhen zhi zhigang zhiqiang zhiwei zhiyuan ziad ziggy zihan zim zina zion
    zita ziva zixuan zodwa zoe zoey zofia zohra zoi zoila zola zoltan zona zonia zora zoraida
    zoran zosia zoya zsolt zubair zubin zuhal zula zuleikha zulema zulfiqar zulma
    """
)

# Names that are words or places too: something beside them has to say that they are names.
GIVEN_WORDS = words(
    """
    adelaide alexandria alma amber angel antonio april art august aurora austin autumn bao barb
    basil bill blessing bo boston brandy brittany brooklyn buck bud buster cal candy carolina
    chad charity charlotte chase chelsea chen cherry chester chi christian chuck clay cliff
    clifton comfort crystal daisy dale dallas darwin dawn dean denver dev devon diego dolly
    domingo don dot drew dung dusty earl ed eden eve faith fang feng fern flora florence
    francisco frank gay gene geneva georgia german gia ginger glen grace grant guy ha hamilton
    hang harmony hazel heath heather helena herb hong hope houston hua hue hung hunter india
    innocent iris israel ivy jack jackson jade jay jewel jin job jordan jose joy june kent kenya
    kit lance lane lei leone lily lincoln lisa loan london long lorraine lourdes love lucia
    lucky madison major marina mark marshall martin mason max may mel melody mercy milan miles
    min minh misty noble norman nova olive opal orlando paris pat patience patty pearl peg penny
    petra phoenix ping precious preston prince princess prudence purity randy ray reed regina
    rich robin rocky rod rose rosemary royal ruby rui rusty sage sal salvador sandy santiago
    santos savannah scarlet see selma siena sienna skip skye solomon soo sterling stormy sue
    summer sun sunday sunny sydney tan tao thi thu trinity troy valencia verona victoria violet
    virginia washington wei wellington wen will win woody xuan yan yang yen
    """
)
