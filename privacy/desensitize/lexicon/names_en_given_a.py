"""Given names of many peoples, first half of the alphabet. Plain data.

Lower case, without accents. From the US Census Bureau's name files of 1990 (public domain), names
of Faker's locales in Latin letters (MIT licence) and lists written for this project.
"""

from __future__ import annotations

from privacy.desensitize.lexicon import words

GIVEN_A = words(
    """
    aaliyah aarav aaron aba abb abbas abbey abbi abbie abby abdelkader abdelrahman abdi
    abdirahman abdul abdulaziz abdulhamid abdulkarim abdullah abdullahi abdulrahman abdur
    abdurrahman abe abebe abeer abel abelardo abena abhijit abhinav abhishek abid abigail
    abiodun abla abner abosede abraham abram abril abshir acar achieng achille achim ada adaeze
    adah adalberto adaline adam adamo adan adanna adaobi adda addie ade adebayo adebola adekunle
    adel adela adelaida adele adelia adelina adeline adell adella adelle adem aden adena adeola
    aderonke adesina adesola adetokunbo adewale adeyinka adhiambo adi adil adina aditi aditya
    adjoa adlai admiral adnan adolf adolfo adolph adolphe adolphus adonis adora adria adrian
    adriana adriane adrianna adrianne adriano adrien adriene adrienne adunni advait afia afolabi
    afonso afsaneh afton afzal aga agata agatha agathe aggie agnes agnieszka agnus agostino
    agripina agron agueda agus agustin agustina ahmad ahmed ahmet aida aidan aiden aigul aiko
    aileen ailene ailsa aiman aime aimee aina aine aino ainsley aisha aishwarya aisling aja ajay
    ajit akar akash akbar ake akhil aki akiko akilah akinyi akira akosua akosuah akram aksel
    akshay akua ala alaa aladin alain alaina alaine alan alana alane alanis alanna alasdair
    alastair alayna alba alban albano albert alberta albertha albertina albertine alberto
    albertus albin albina albino albion alby alcan alcide alcides alda alden aldo alea alease
    alec alecia aleen aleida aleisha alejandra alejandrina alejandro alejo alek aleks aleksandar
    aleksander aleksandr aleksandra alen alena alene ales alesha aleshia alesia alessandra
    alessandro alessia alessio aleta aletha alethea alethia alex alexa alexander alexandr
    alexandra alexandre alexandru alexei alexia alexis alf alfie alfons alfonse alfonso alfonzo
    alfred alfreda alfredia alfredo alger algernon alhaji ali alia alica alice alicia alida alin
    alina aline alis alisa alise alisha alishia alisia alison alissa alistair alister alita alix
    aliya aliyah aliza alka alkistis alla allan alleen allegra allen allena allene allie alline
    allison allyn allyson almaz almeda almeta alois alok alona alonso alonzo aloysius alphonse
    alphonso alta altaf altagracia altha althea alton alun alva alvar alvaro alvera alverta
    alvin alvina aly alyce alycia alyosha alysa alyse alysha alysia alyson alyssa amada amadeo
    amadeus amadi amado amaka amal amalia amalie aman amanda amando amani amar amara amarachi
    amare amari amarjit amaro ambar amberly ambika ambreen ambrose ambrosio amedeo amee amel
    amelia amelie ami amico amie amiee amin amina aminah amine aminu amir amira amit amma ammar
    ammie ammon amna amon amor amos amparo amri amrit amrita amy amy-lee amy-leigh ana anabel
    anais analisa anam anamaria anamika anand ananias ananya anar anas anastacia anastasia
    anatol anatole anatoli anatoly anca anda andera anders anderson andor andra andras andre
    andrea andreas andree andrei andrej andres andrew andrey andri andria andriy andrzej andy
    ane anette aneurin ange angela angele angelena angelia angelic angelica angelika angelina
    angeline angelique angelita angella angelo angelyn angharad angie angila angla anglea angus
    anh ani ania anibal anika aniket anil anirudh anis anisa anisha anissa anita anitra anja
    anjali anjana anjanette anjelica anjum anka anke ankit ankita ankur ann ann-britt
    ann-charlotte ann-christin ann-christine ann-kathrin ann-kristin ann-louise ann-mari
    ann-marie ann-sofi ann-sofie anna anna-karin anna-lena anna-lisa anna-luise anna-maria
    anna-marie annabel annabell annabella annabelle annalee annalisa annalise annamae annamaria
    annamarie anne anne-catherine anne-francoise anne-kathrin anne-katrin anne-laure anne-lise
    anne-marie anne-rose anne-sophie anneke anneliese annelle annemarie annett annetta annette
    anni annice annie annika annis annita annmarie anny anon anoop anouk anoushka ansa ansel
    anselm anselmo anshul anson antal ante antero anthi anthony antione antionette anto antoine
    antoinette anton antone antonella antonetta antonette antoni antonia antonietta antonin
    antonina antonino antonio antonis antonius antony antti antwan anu anuj anupama anuradha
    anwar anya aoife apollo apollonia apolonia apoorva apostolos apryl aqsa ara arabella araceli
    aracelis aracely aral araminta aran arash arcelia arch archana archie arda ardath ardelia
    ardell ardella ardelle arden ardis ardith areeba arek aretha argelia ari aria arian ariana
    ariane arianna arianne arica arie ariel arielle arif arin aris aristide aristotelis arjun
    arla arlean arleen arlen arlena arlene arletha arletta arlette arlie arlinda arline arlo
    arlyne armaan arman armand armanda armandina armando armani armas armida armin arminda
    arnaldo arnaud arnav arne arnetta arnette arnie arnita arno arnold arnoldo arnulfo aron
    arpita arra arran arron arsalan arsenio arta arthur artie arto artur arturo aru aruna arvid
    arvilla arvin arvind arvo arya aryan asa asad asbury ase asha ashanti ashely ashlea ashlee
    ashleigh ashley ashli ashlie ashly ashlyn ashok ashraf ashton ashutosh ashwin asif asim
    asley asma asmita assunta asta aston astrid asu asuncion athanasios athena ati atieno atif
    atlas atma atte atticus attila atul aubrey aud aude audie audley audra audrea audrey audria
    audrie audry augusta auguste augustin augustina augustine augusto augustus aundrea aurea
    aurel aurelia aurelian aurelio aurore austen ava avelina avery avi avinash avis avni avon
    avram avril awilda axel aya ayaan ayako ayan ayana ayanda ayanna ayesha ayla aylin ayman
    ayodele ayse aysegul aysel aysha ayu ayub azad azadeh azalea azalee azaria azhar aziz aziza
    azubuike azucena azul azzie baba babajide babak babar babara babatunde babette babs badr
    bagus bahar bahari bailey baki bakr bala balaji baldev bale bali baljit balli baltasar
    balthasar balwinder bama bambang bambi banu baptist bara barabara barak baraka barbar
    barbara barbera barbie barbora barbra bari baris barna barnabas barney barrie barry bart
    bartek bartholomew bartolomeo barton bartosz basel bashar bashir basia basile basilia
    basilio basma bassam bastian bastien batool batoul bayard bayo bayram baz bea beata beate
    beatrice beatris beatrix beatriz beau beaulah bebe becca becki beckie becky beda bedford bee
    beecher behrouz bekele bekir bela belen belia belinda belkis bella belle belton belva ben
    bena bence benedetto benedict benedikt bengt beni benigno benita benito benjamin benji benn
    bennett bennie benno benny benoit bento benvenuto beppe berat beren berenice bergen berk
    berkay berkley berna bernadette bernadine bernard bernarda bernardina bernardine bernardino
    bernardo bernd bernd-dieter berndt berneice bernetta bernhard bernice bernie berniece
    bernita berra berrin berry bert berta bertha berthold bertie bertil berto bertram bertrand
    beryl bess bessie beste beth bethan bethanie bethann bethany bethel beto betsey betsy bett
    bette bettie bettina betty bettyann bettye betul beula beulah bev beverlee beverley beverly
    beyonce beyza bhagwan bharat bharti bhaskar bhavani bhavesh bhavna bhupinder bianca bibi
    bich biel bilal billi billie billie-jo billy billye bimpe bina bindu binh binta birdie
    birger birgit birgitta birgitte bisi bjarne bjorn blain blaine blair blaise blake blanca
    blanch blanche blane blanka blas blaze blondell blossom blythe boaz bob boban bobbi bobbie
    bobby bobbye bobette bode bodhi bodo boe bogdan bogumila boguslaw bohdan bojan bok bola
    bolaji boma bong bongani boniface bonifacio bonita bonnie bonny booker boon boris borja boyd
    bozena bozo brad bradford bradley bradly brady bram branda brande brandee branden brandi
    brandie brandon branislav branko brant brayden brea breana breann breanna breanne brecht
    breda bree brenda brendan brendon brenna brent brenton bret brett brian briana brianna
    brianne bridger bridget bridgett bridgette bridie brien brigette brigid brigida brigitta
    brigitte brinda brion brit brita britany britney britni britt britt-mari britt-marie britta
    brittaney brittani brittanie britteny brittney brittni brittny brock brodie brody brogan
    bronagh bronwen bronwyn brook brooke brooks bruce bruna bruni brunilda bruno bryan bryanna
    bryant bryce bryn brynn bryon budd budi buell buena buenaventura buffy buford buhari bukky
    bukola bula bulah bulent buna bunny burak buren burkhardt burl burleigh burley burma burnie
    burt burton bushra busra butch byron caddie cadence caesar cagla caio cait caitlin caitlyn
    caitriona caius calandra cale caleb calista calla callan callie callum calum calvin cam
    cambria camden camelia camellia cameron cami camie camila camilla camille camillo camilo
    cammie cammy campo canan candace candance candela candelaria candi candice candida candie
    candis candra candyce canyon caoilfhionn caoimhe capa caprice cara caren carey cari caridad
    carie carin carina carine carisa carissa carita carl carl-heinz carl-johan carla carlee
    carleen carlena carlene carleton carletta carley carli carlie carline carlita carlito carlo
    carlos carlota carlotta carlton carly carlyle carlyn carma carman carmel carmela carmelia
    carmelina carmelita carmella carmelo carmen carmina carmine carmon caro carol carola
    carolann carole carolee carolin caroline caroll carolyn carolyne carolynn caroyln carri
    carrie carrol carroll carson carsten carter cary caryl carylon caryn carys cas casandra
    casey casie casimir casimira caspar casper cass cassandra cassaundra cassey cassi cassidy
    cassie cassius cassondra cassy catalina catarina caterina cath cathal catharina catharine
    catherin catherina catherine cathern catheryn cathi cathie cathleen cathrine cathryn cathy
    catina catrice catrina catriona cayla ceasar cecelia cecil cecila cecile cecilia cecille
    cecily cedric cedrick celena celesta celeste celestia celestina celestine celia celina
    celinda celine celsa celso cem cemal cena cengiz ceola ceren cerys cesar cesare ceyda ceylon
    cezar chace chadwick chae chaim chaitanya chaka chalmers chaminda chana chanda chandan
    chandni chandra chandrika chanel chanell chanelle channing chantal chantay chante chantel
    chantell chantelle chara charalambos charan charanjit charis charise charissa charisse
    charita charla charleen charlena charlene charles charlesetta charlette charley charlie
    charline charlize charlott charlsie charly charlyn charmain charmaine charolette chas
    chasidy chasity chassidy chathura chau chauncey chaya chaz che chebet chela chelsey chelsie
    cher chere cheree cherelle cheri cherie cherilyn cherise cherly cherlyn cherono cherri
    cherrie cherryl chery cheryl cheryle cheryll chet chetan cheyenne chiamaka chiara chidi
    chidiebere chidinma chieko chijioke chika chimamanda chinasa chinedu ching chinonso chinwe
    chinyere chioma chipo chiquita chita chitra chizoba chloe chong chris chrissie chrissy
    christa christa-maria christal christeen christel christen christena christene christer
    christi christia christiana christiane christie christin christina christine christinia
    christof christoffer christoper christoph christophe christopher christos christy chrysanthi
    chrysoula chrystal chukwudi chukwuebuka chukwuemeka chukwuma chun chunhua chunyan chuy chyna
    cian ciara ciaran cicely cicero cici cielo ciera cierra cihan cilla cillian cinda cinderella
    cindi cindie cindy cinta cinthia cipriano cira ciro citra claes claiborne clair claire
    claire-lise clara clare clarence claretha claretta claribel clarice clarinda clarine claris
    clarisa clarissa clarisse clarita clark clas classie claud claude claudette claudia claudie
    claudine claudio claudius claus claus-dieter claus-peter clayton cleave clelia clem
    clemencia clemens clement clemente clementina clementine clemmie cleo cleopatra cleora
    cleotilde cleta cletus cleve cleveland clifford clint clinton clive clodagh clora clorinda
    clotilde clovis clyde coby codi cody coen colby cole coleen coleman colene coletta colette
    colin colleen collen collene collette collie collin collis colm colman colt colter colton
    colum columba columbia commodore conan concepcion concetta concha conchita connie connor
    conny conor conrad conrado constance constantin constantine consuela consuelo contessa
    coolidge cora coral coralee coralie coraline corazon corda cordelia cordia cordie coreen
    corene coretta corey cori corie corina corine corinna corinne corliss cormac cormack
    corneille cornel cornelia cornelis cornelius cornell corrado corrie corrin corrina corrine
    corrinne corry cortney corvin corwin cory cosima cosimo cosme cosmo costin coty courteney
    courtland courtney coy craig creola cressida crete cris criselda crissy crista cristal
    cristen cristi cristian cristiana cristiano cristie cristin cristina cristine cristobal
    cristopher cristy cruz crysta crystle csaba cuc cuong curt curtis curtiss custodia cuthbert
    cyndi cyndy cynthia cyprian cyril cyrstal cyrus cythia czeslaw daan dabney dacia dadi dafydd
    dag dagmar dagny dahlia dai daichi daina daine daire daisey daisuke daithi dalal dalene
    dalia dalila dalton damar damaris dami damian damiano damien damilola damini damion damon
    dan dana danae danang dandan dane danelle danette danh dani dania danial danica daniel
    daniela daniele daniell daniella danielle danika danille danilo danish danita daniyal dann
    danna dannette dannie dannielle danny danson dante danuta dany danyel danyell danyelle daoud
    daphine daphne dara darcel darcey darci darcie darcy darek darell daren daria darian darien
    darin dario darius dariusz darko darla darleen darlena darlene darline darnell daron darragh
    darrel darrell darren darrick darrin darron darryl darshan daru dary daryl dasa daud dave
    davey davi david davida davide davie davina davis davon davy dawid dawit dawna dawne dax
    daya dayle dayna dayne daysi dayton daz deadra deana deandra deandre deandrea deane deangelo
    deann deanna deanne dearbhla deb debbi debbie debbra debby debera debi debora deborah debra
    debrah debroah declan dede dedra dee deeann deeanna deedee deedra deena deepa deepak deepika
    deepti deetta deidra deidre deion deirdre deja dejan delaine delana delano delbert delcie
    delena delfina delfino delia delicia delila delilah delinda delisa della delle delma delmar
    delmer delmy delois deloise delora deloras delores deloris delorse delos delpha delphia
    delphine delsie delyth demarcus demeter demetra demetria demetrice demetrios demetrius demi
    demi-lee demi-leigh demian dena denae deneen denese denice denis denise denisha denisse
    denita deniz denna dennis dennise denny denyse denzel deon deonna derek derick dermot deron
    derrick derya desean deshawn desi desirae desiree desmond despina dessa dessie destin
    destiny detra deven devendra devi devika devin devona devora devorah dewayne dewey dewi
    dewitt dex dexter dhanush dharmesh dhruv dia dian diana diane diann dianna dianne diarmuid
    dick dickie didier diedra diedre diego dierdre dieter digna dijon dilani dilek dilip dillon
    dilys dima dimas dimitra dimitri dimitrios dimitris dina dinah dinesh dink dinkar dino
    dinorah diogo dion dione dionisio dionna dionne dionysios dirk disha dita divan divina divya
    dixie diya diyar dmitri dmitry dmytro dodie dodo dogan dollie dolores doloris dolph dom
    domenic domenica domenico dominga domingos dominic dominick dominik dominika dominique
    dominque domitila domonique dona donal donald donat donatella donatello donato donella
    donetta donette dong dongwook donita donn donna donncha donnell donnetta donnette donnie
    donny dono donovan donte donya dora dorathy dorcas doreatha doreen dorene doretha dorethea
    doretta dori doria dorian dorie dorinda dorine doris dorit dorla dorota dorotha dorothea
    dorothy dorr dorris dortha dorthea dorthey dorthy dottie dotty doug douglas dovie doyle
    dragan drago dreama drema drucilla drusilla duane duarte duc dudley dulce dulcie duma duncan
    dunia dunstan dunya duong durante durga duro durrell dusan dusti dustin duygu dwain dwana
    dwayne dwi dwight dwyane dyan dylan eamon eamonn ean earle earlean earleen earlene earlie
    earline earnestine eartha easton eba ebb ebba ebbe ebele eben ebenezer eberhard eboni ebonie
    ebru ebuka ebunoluwa ece ecem eckhardt eckhart eda edd edda eddie eddy edel edelmira eder
    edgar edgardo edi edie edin edina edison edith edmond edmund edmundo edna edoardo edouard
    edra edris edsel edson edu eduard eduardo edvard edward edwardo edwin edwina edyth edythe
    eero eesha efe effie efrain efren efthymios efua ega egbert ege egon ehab ehsan ehtel eileen
    eilene eilidh eilish eimear einar einer eirini eithne eka ekaterina ekene eko ekow ekta
    ekwueme el-amin ela eladia elaina elaine elana elane elanor elayne elba elbert elda eldar
    elden eldon eldora eleanor eleanora eleanore elease elena elene eleni elenor elenora elenore
    eleonor eleonora eleonore eleri elfreda elfrieda elfriede elgin elham eli elia eliana elias
    elicia elida elidia elie eliezer elif elihu elijah elin elina eline elinor elinore elio
    eliot elis elisa elisabet elisabeth elisabetta elise eliseo elisha elissa eliz eliza
    elizabet elizabeth elizbeth elizebeth elke elkin ell ella ellamae ellan elle ellen ellena
    ellery elli ellie ellie-mae elliot elliott ellis ellwood elly ellyn elma elmer elmira elmo
    elna elnora elodia elodie eloi elois eloisa eloise elon elouise eloy elroy els elsa elsie
    elsy elton eluned elva elvera elvia elvie elvin elvina elvira elvis elwanda elwood elyse
    elza ema emad eman emanuel emanuele emas ember emeka emelda emelia emelina emeline emely
    emer emerita emerson emery emiko emil emile emilee emilia emiliano emilie emilio emily emin
    emine emir emis emit emma emma-louise emmaline emmanuel emmanuelle emmerich emmet emmett
    emmi emmie emmitt emmy emogene emory emre emrys ena encarnacion enda ender enea enedina
    eneida enes engelbert engin enid enna ennio enoch enola enos enrico enrique enriqueta enver
    enya enzo eoghan eoin ephraim epifania erasmo erasmus erbil ercan erdem eren erhan erhard
    eric erica erich erick ericka erie erik erika erin erinn eris erkki erlene erlinda erline
    erma ermelinda ermine erminia erna ernest ernestina ernestine ernesto ernie ernst
    ernst-august ernst-dieter ernst-otto erol errol ersin ertugrul ervin erwin eryn esa esau
    esco esen esha esi esim esma esmeralda esperanza esra essa essex essie esta esteban estefana
    estela estell estella estelle esther estrella eszter eta etha ethan ethel ethelene ethelyn
    ethyl etienne etna etsuko etta ettie ettore euan eudora eufemia eugen eugena eugene eugenia
    eugenie eugenio eula eulah eulalia eun euna eunice eunji eunju eura eusebia eusebio eustace
    eustolia eva eva-lena eva-maria eva-marie evalyn evan evander evangelia evangelina
    evangeline evangelista evangelos evelia evelin evelina eveline evelyn evelyne evelynn
    everett everette evert evette evi evia evie evita evon evonne evren evy ewa ewald ewan ewart
    ewelina ewell exa exie eyup ezekiel ezequiel ezinne ezio ezra faber fabia fabian fabiana
    fabien fabienne fabio fabiola fabrice fabrizio fadi fadime fadumo fae fahad fahd faheem
    fahim fairy faisal faiza falguni fallon fangfang fannie fanny farah farai faraz fareed fares
    farhan farid farida faris farooq farrah farrukh faruk farzana fatemeh fatih fatima fatimah
    fatin fatma fatou fatoumata faustina faustino fausto faviola fawad fawn fawzia fay faye
    fayette fayez fe fearghal federica federico fedor feifei felecia felica felice felicia
    felicidad felicita felicitas felicity feline felipa felipe felisa felisha felix fella fem
    femi femke ferdinand ferdinando ferenc fergal fergus ferhat feride fermin fermina fernand
    fernanda fernande fernando ferne festus feyisayo feyza ffion fiachra fiadh fidel fidela
    fidelia fidelis fielding figen filiberto filip filipa filipe filippo filomena finis finn
    finnegan finola fiona fionn fionnuala firas firman firmin fitzhugh fitzroy flavia flavio
    flemming fleta fletcher fleur flo flor florance flore florencia florencio florene florent
    florentina florentine florentino floretta floria florian florin florinda florine floris
    florrie flossie floy floyd foch folake folasade folke fonda forrest fortunato foster fotini
    fotis fozia fran franc franca francene frances francesca francesco franchesca francia
    francie francina francine francis francisca francisco franciscus franck franco francois
    francois-xavier francoise frank-michael frank-peter frankie franklin franklyn franky frans
    fransisca franz franz-josef franz-peter franziska frazer fred freda fredda freddie freddy
    frederic frederica frederick fredericka frederico frederik fredia fredo fredric fredrick
    fredricka fredrik fredy freeda freeman freida fremont freya frida frieda friedrich
    friedrich-karl friedrich-wilhelm fritz fuad fuma fumiko funke funmi funmilayo fyodor gabby
    gabe gabel gabi gabor gabriel gabriela gabriele gabriella gabrielle gaby gada gael gaetano
    gaia gail gaiman gala gale galen galina gallego galo gamal ganda ganesh ganga gani gara
    garang garba garda gareth garfield garima garnet garret garrett garrick garry garth gary
    gaspar gaspard gaston gaurav gauri gautam gavin gayatri gaye gayla gayle gaylene gaylord
    gaynell gaynelle gaz gbenga gearldine gearoid geert geeta gema gemma gena genaro genet
    genevie genevieve genevive genia genie genna gennaro gennie genny geno genoveva geo geoff
    geoffrey geoffroy georg georgann george georgeann georgeanna georgene georges georgetta
    georgette georgian georgiana georgiann georgianna georgianne georgie georgina georgine
    georgios geraint gerald geraldine geraldo geralyn gerard gerardo gerd gerda gerhard gerhardt
    gerhart geri germain germaine gero gerold geronimo gerrard gerri gerrit gerry gerson gert
    gertha gertie gertrud gertrude gertrudis gertude geta gethin ghada ghani ghassan ghazala
    gheorghe ghislaine giacomo giada gian gian-luca giancarlo gianfranco giang gianluca
    gianluigi gianna gianni giannis gideon gidget gigi gil gilbert gilberte gilberto gilda
    gilles gillian gilma gina ginette ginny gino gioia giorgia giorgio giorgos giovani giovanna
    giovanni girish girolamo gisela gisele giselle gita giulia giuliana giuliano giulietta
    giulio giuseppe giuseppina giz gizem gladis gladstone glady gladys glayds glenda glendora
    glenn glenna glennie glennis glenwood glinda gloria glory glynda glynis glynn godfrey goebel
    gok gokhan golda goldie goli goma goncalo gonul gonzalo gopal goran gordon gorge gosia
    gottfried gottlieb govind gowri gracia gracie graciela grady graeme grafton graham graig
    grainne granville grayce graydon grayling grazia graziano grazyna grecia greg gregg gregoire
    gregor gregoria gregorian gregorio gregory greta gretchen grete gretel gretta gricelda
    grisel griselda grisha gro grover grzegorz guadalupe gudrun guenther guglielmo guido
    guilford guilherme guillaume guillermina guillermo guiying gul gulay gulbahar guled gulsen
    gulshan gun-britt gunilla gunnar gunter gunther guo guohua guoqiang gurbaksh gurdeep gurmeet
    gurney gurpreet gursharan gus gussie gust gusta gustaf gustav gustave gustavo gustavus gusti
    guus gwen gwenda gwendolyn gwenllian gwenn gwilym gwyn gwyneth gyorgy gyula habib habiba
    haden hadi hadiza hae haeun hafiz hafiza hafsa hai haider haile hailey haitao haiyan hajra
    hakan hakeem hakim hal hale haleema haley hali halil halim halima halime halina halinka
    halle halley hallie halsey haluk hamdan hameed hamid hamish hammad hamza hamzah hana hanan
    handan hande hanh hani hania hank hanna hannah hanne hanne-lore hannelore hannes hanno hannu
    hans hans-adolf hans-albert hans-bernd hans-christian hans-dieter hans-dietrich
    hans-eberhard hans-erich hans-friedrich hans-georg hans-gerd hans-gerhard hans-gunter
    hans-gunther hans-heinrich hans-helmut hans-henning hans-herbert hans-hermann hans-joachim
    hans-jochen hans-josef hans-jurgen hans-karl hans-ludwig hans-martin hans-michael hans-otto
    hans-peter hans-rainer hans-rudolf hans-theo hans-ulrich hans-uwe hans-walter hans-werner
    hans-wilhelm hans-willi hans-wolfgang hansel hao harald harbhajan hardeep hardie hardik hari
    harinder haris harish harjit harlan harland harley harold haroon harpreet harri harriet
    harriett harriette harris harrison harry harsha harshal hartwell hartwig haruka haruki harun
    haruna haruto harvey hasan hasib hassan hassie hasta hatem hatice hattie hauwa hava haven
    hawa haya hayat haydee hayden hayley hazen hazrat heba heber hector hedda hedwig hedy hee
    hei heide heide-marie heidi heidy heike heikki heiko heiner heinrich heinz heinz-dieter
    heinz-georg heinz-gerd heinz-gunter heinz-gunther heinz-joachim heinz-josef heinz-jurgen
    heinz-otto heinz-peter heinz-walter heinz-werner heinz-wilhelm heinz-willi helaine helen
    helene helga helge heli hella helle hellen helmer helmut helmuth hema hemant hemi hemlata
    hendra hendrik henk henna henny henri henrietta henriette henrik henrique henry henryk
    herbert heriberto herlinda herma herman hermann hermann-josef hermelinda hermes hermila
    hermina hermine herminia hermione hermon hernan hernando herschel hershel herta hertha heru
    herve hervey hester hetal hettie hetty heyward hezekiah hiba hideki hideo hiedi hien hieu
    hikmet hilal hilaria hilario hilary hilbert hilda hilde hildegard hildegarde hildred hillary
    hilma himanshu hipolito hira hiram hiroki hiroko hiroshi hisako hisham hitoshi hjalmar hoa
    hoang hobart hobert hoda hodan hodo hoi hoke holger holli hollie hollis holly homer hongmei
    hongwei honore horace horacio horatio horst horst-dieter horst-gunter horst-peter hortencia
    hortense hortensia hosea hossein howard hsiu huat hubert hubertus huda hugh hughie hugo
    hugues hui huimin hulda hulusi hulya huma humaira humayun humberto humphrey huong huseyin
    hussain hussein huw huy huyen hwa hyacinth hye hyejin hymen hyo hyon hyun hyunju hyunwoo
    iain ian ib iban ibis ibrahim ibtisam ica ichiro ida idalia ide idell idella idris iesha
    ieuan ifa ife ifeanyi ifedayo ifeoluwa ifeoma ifrah ige ignace ignacia ignacio ignatius
    ignazio igor ihab ihsan iida ijaz ika ike ikechukwu ikenna iker ikram ila ilana ilda ildiko
    ileana ileen ilene ilham ilhan iliana ilie ilker illa ilo ilona ilse iluminada ilyas ima
    iman imani imelda immaculate immanuel immo imo imogen imogene imran imre ina inam inaya
    indah inderjit indi indira indra indu indy ine inell ines inez ing-britt ing-marie inga
    inga-britt inga-lill inge ingeborg inger ingmar ingo ingrid ingvar inigo inka inmaculada
    inna inocencia insa intisar ioan ioanna ioannis iola iolo iona ione ipek iqbal ira iraida
    iram irek irem irena irene irfan irina irish irl irma irmgard irvin irvine irving irwin
    iryna isa isaac isaak isabel isabela isabell isabella isabelle isac isadora isaiah isaias
    isak isaura ise isela isha ishaan ishaq ishmael isiah isidore isidra isidro isin isis isla
    ismael ismail ismat ismet isobel isolde isra isreal issa issac istvan ita itzel iulia iva
    ivan ivana ivanka ivano ivar ivelisse iver ivette ivica ivo ivonne ivor iwan iwo iwona iza
    izetta izola izzy ja jabal jabari jabbar jaber jabez jacalyn jace jacek jacelyn jacinda
    jacinta jacinto jackeline jackelyn jacki jackie jacklyn jackqueline jacky jaclyn jacob
    jacobo jacobus jacopo jacqualine jacque jacquelin jacqueline jacquelyn jacquelyne jacquelynn
    jacques jacquetta jacqui jacquie jacquiline jacquline jacqulyn jada jaden jadwiga jae jafar
    jaga jagdish jagger jagjit jagoda jai jaime jaimee jaimie jair jairo jaka jake jakob jakub
    jalal jaleesa jalen jalisa jamaal jamal jamar jame jamee jameela jamel james jamey jami
    jamie jamie-lee jamie-leigh jamika jamila jamin jammie jamshed jan jan-ake jan-erik jan-olof
    jan-peter jana janae janaki janay jane janean janee janeen janek janel janell janella
    janelle janene janessa janet janeth janett janetta janette janey jani janice janie janiece
    janin janina janine janis janise janita janko jann janna jannat janne jannet jannette jannie
    jano janos january janus janusz janyce jaqueline jaquelyn jara jared jarek jaren jari jarl
    jarod jaromir jaron jaroslav jaroslaw jarred jarret jarrett jarrod jarvis jasbir jase
    jasmeet jasmin jasmine jasna jason jasper jaspreet jaswinder jati jatin jaunita javad javed
    javeria javi javier jawad jax jaya jayant jayanti jayden jaye jayesh jaylen jayme jaymie
    jayna jayne jayson jaz jazmin jazmine jc jean jean-baptiste jean-charles jean-christophe
    jean-claude jean-francois jean-jacques jean-louis jean-luc jean-marc jean-marie jean-michel
    jean-paul jean-philippe jean-pierre jean-pol jean-yves jeana jeane jeanelle jeanene jeanett
    jeanetta jeanette jeanice jeanie jeanine jeanmarie jeanna jeanne jeannetta jeannette jeannie
    jeannine jeb jed jedediah jeet jef jeff jefferey jefferson jeffery jeffie jeffrey jeffry
    jelena jemima jemma jen jena jenae jene jenee jenell jenelle jenette jeneva jeni jenice
    jenifer jeniffer jenine jenise jenna jennefer jennell jennette jenni jennie jennifer
    jenniffer jennine jenny jens jens-peter jens-uwe jep jepkosgei jeppe jerald jeraldine jeramy
    jere jeremiah jeremias jeremy jeri jerica jerilyn jerker jerlene jermaine jeroen jerold
    jerome jeromy jerrell jerri jerrica jerrie jerrod jerrold jerry jerzy jesenia jesica jesper
    jess jesse jessenia jessi jessia jessica jessie jessika jessy jestine jesus jesusa jesusita
    jethro jetta jettie jewell jhon ji jiahui jiali jian jianguo jianhua jianjun jianping jiaxin
    jiayi jide jigna jignesh jihoon jil jill jillian jim jimin jimmie jimmy jina jing jinny jip
    jiri jisoo jitendra jiwoo jiyoung jo joachim joakim joan joana joane joanie joann joanna
    joanne joannie joao joaquim joaquin joaquina jocelyn jochen jodee jodi jodie jody joe joeann
    joel joella joelle joellen joesph joetta joette joey joffrey johan johana johann johanna
    johanne johannes john johna johnathan johnathon johnetta johnette johnie johnna johnnie
    johnny johnsie johnstone johny joi joie joko jolanda joleen jolene jolie joline jolyn jolynn
    jon jona jonah jonas jonathan jonathon jone jonell jonelle jong joni jonie jonna jonnie
    jonny jono joon joost jordana jorden jordi jordin jordy jorge joris jory jos jose josef
    josefa josefina josefine joselyn josep joseph josephina josephine josephus josette josh
    joshua josiah josie josip joslyn jospeh josphine jost josue jovan jovita joya joyce joycelyn
    joye jozef juan juana juanita juanito judah jude judi judie judit judith judson judy juergen
    juha jukka jule julee julene jules juli julia julian juliana juliane juliann julianna
    julianne julie julie-anne julieann julien juliet julieta julietta juliette julio julissa
    julius jumana jun juna junaid jung junhao juni junie junita junius junjie junko jure jurek
    jurgen juri jussi justa justin justina justine justus jusuf jutta juul jyoti jyotsna ka kaan
    kabir kacey kaci kacie kacy kade kaden kader kadir kadriye kai kai-uwe kaia kaila kailash
    kaisa kaitlin kaitlyn kaito kaj kaja kajal kala kaleb kaleigh kaley kali kalina kalle kallie
    kalliope kalman kalpana kalyani kalyn kam kamal kamala kamar kamau kami kamil kamila kamilah
    kamini kamran kanak kanchan kanda kandace kandi kandice kandis kandra kandy kane kanesha
    kani kanisha kanta kanye kapil kara karan kare kareem kareen karel karen karena karey kari
    karie karim karima karin karina karine karisa karissa karl karl-august karl-dieter karl-erik
    karl-ernst karl-friedrich karl-georg karl-hans karl-heinrich karl-heinz karl-hermann
    karl-josef karl-jurgen karl-ludwig karl-otto karl-peter karl-werner karl-wilhelm karla
    karleen karlene karlie karly karlyn karman karmen karna karol karole karolina karoline
    karolyn karon karren karri karrie karry karsten karta karthik karthika kartik kary karyl
    karyn kasandra kasey kash kasha kashif kashvi kasi kasia kasie kasim kaspar kasper kassandra
    kassie kata katarina katarzyna kate katelin katelyn katelynn katerina katerine kath
    kathaleen katharina katharine katharyn kathe katheleen katherin katherina katherine kathern
    katheryn kathey kathi kathie kathleen kathlene kathline kathlyn kathrin kathrine kathryn
    kathryne kathy kathyrn kati katia katie katie-louise katina katja katlyn katrice katrin
    katrina katrine kattie katy katya kauser kaushik kaveh kavita kavya kay kay-uwe kayce kaycee
    kayden kaye kayla kaylee kayleen kayleigh kaylene kayode kazimiera kazimierz kazuko kazuo
    keanu kecia keegan keeley keely keena keesha kehinde keiko keila keira keisha keith keitha
    kelechi keli kelis kelle kellee kellen kelley kelli kellie kelly kelly-anne kelly-marie
    kellye kelsey kelsi kelsie kelton kelvin kem kemal kemberly kemi ken kena kenan kenda kendal
    kendall kendra kendrick keneth keng kenia kenichi kenisha kenji kenley kenn kenna kennard
    kenneth kennith kenny kenta kenton kenyatta kenyetta kenzie kenzo kera kerem keren keri
    kerim kerman kermit kerri kerrie kerry kerstin kesha keshav keshia ketan keturah kev keva
    kevan keven kevin keyshawn keziah khadeeja khadija khadijah khadra khaled khalid khalida
    khalil khalilah khanh khloe khurram kia
    """
)
