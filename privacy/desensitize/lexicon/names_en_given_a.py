"""Given names of many peoples, first half of the alphabet. Plain data.

Lower case, without accents. From the US Census Bureau's name files of 1990 (public domain), names
of Faker's locales in Latin letters (MIT licence) and lists written for this project.
"""

from __future__ import annotations

from privacy.desensitize.lexicon import words

GIVEN_A = words(
    """
    aaliyah aarav aaron aba abb abbas abbey abbi abbie abbott abby abdallah abdelrahman abdi
    abdirahman abdul abdulaziz abdulhamid abdulkarim abdullah abdullahi abdulrahman abdur
    abdurrahman abe abebe abeer abel abena abhijit abhinav abhishek abigail abiodun abla abner
    abosede abraham abram abril abubakar achieng achille achim ada adaeze adah adalberto adaline
    adam adams adan adanna adaobi adda addie addison ade adebayo adebola adekunle adel adela
    adelaida adele adelia adelina adeline adell adella adelle adem aden adena adeola aderonke
    adesina adesola adetokunbo adewale adeyinka adhiambo adi adil adina aditi aditya adjoa
    admiral adnan adolf adolfo adolph adolphe adolphus adonis adora adria adrian adriana adriane
    adrianna adrianne adriano adrien adriene adrienne adunni advait afia afolabi afonso afsaneh
    afton afzal aga agata agatha agathe aggie agnes agnieszka agnus agostino agripina agron
    agueda agus agustin agustina ahmad ahmed ahmet aida aidan aiden aigul aiko aileen ailene
    ailsa aiman aime aimee aina aine aisha aishwarya aisling aja ajay ajit akar akash akbar ake
    akhil aki akiko akilah akinyi akira akosua akosuah akram akshay akua ala alaa alain alaina
    alaine alan alana alane alanis alanna alasdair alastair alayna alba alban albano albert
    alberta albertha albertina albertine alberto albin albina albino albion albrecht alby alcide
    alcides alda alden aldo alea alease alec alecia aleen aleida aleisha alejandra alejandrina
    alejandro alek aleks aleksandar aleksander aleksandr aleksandra alen alena alene ales alesha
    aleshia alesia alessandra alessandro alessia alessio aleta aletha alethea alethia alex alexa
    alexander alexandr alexandra alexandre alexandru alexei alexia alexis alf alfie alfons
    alfonso alfonzo alford alfred alfreda alfredia alfredo alger algernon alhaji alia alica
    alice alicia alida alin alina aline alis alisa alise alisha alishia alisia alison alissa
    alistair alita alix aliya aliyah aliza alka alkistis alla allan alleen allegra allen allena
    allene allie alline allison allyn allyson almaz almeda almeta alois alok alona alonso alonzo
    aloysius alphonse alphonso alston alta altaf altagracia altha althea alton alun alva alvar
    alvaro alvera alverta alvin alvina aly alyce alycia alysa alyse alysha alysia alyson alyssa
    amada amadeus amadi amado amador amaka amal amalia aman amanda amar amara amarachi amare
    amari amarjit amaro amaya amberly ambika ambreen ambrose ambrosio amee amel amelia amelie
    ami amico amie amiee amin amina aminah amine aminu amir amira amit amma ammar ammie ammon
    amna amon amor amos amparo amrit amrita amy amy-lee amy-leigh ana anabel anais analisa anam
    anamaria anamika anand ananya anas anastacia anastasia anatole anatoly anca anda andera
    anders anderson andor andra andras andre andrea andreas andree andrei andrej andres andrew
    andrey andria andriy andrzej andy ane anette aneurin ange angela angele angelena angelia
    angelic angelica angelika angelina angeline angelique angelita angella angelo angelyn
    angharad angie angila angla anglea angus anh ani anibal anika aniket anil anirudh anis anisa
    anisha anissa anita anitra anja anjali anjana anjanette anjelica anjum anka anke ankit
    ankita ankur ann ann-britt ann-charlotte ann-christine ann-kristin ann-louise ann-mari
    ann-marie ann-sofi ann-sofie anna anna-karin anna-lena anna-lisa anna-luise anna-maria
    anna-marie annabel annabell annabelle annalee annalisa annalise annamae annamaria annamarie
    anne anne-catherine anne-francoise anne-katrin anne-laure anne-lise anne-marie anne-rose
    anne-sophie anneke anneliese annelle annemarie annett annetta annette anni annice annie
    annika annis annita annmarie anny anon anoop anouk anoushka ansa ansel anselm anselmo anshul
    anson antal ante antero anthi anthony antione antionette anto antoine antoinette anton
    antone antonella antonetta antonette antoni antonia antonietta antonin antonina antonis
    antonius antony antti antwan anu anuj anupama anuradha anwar anya aoife apollo apolonia
    apoorva apostolos apryl aqsa ara arabella araceli aracelis aracely aral araminta aran arash
    arcelia arch archana archibald archie arda ardath ardelia ardell ardella ardelle arden ardis
    ardith areeba aretha argelia ari aria arian ariana ariane arianna arianne arica arie ariel
    arielle arif arin aris aristide aristotelis arjun arla arlean arleen arlen arlena arlene
    arletha arletta arlette arlie arlinda arline arlo arlyne armaan arman armand armanda
    armandina armando armani armas armida armin arminda arnaldo arnaud arnav arndt arne arnett
    arnetta arnette arnie arnita arno arnold arnoldo arnulfo aron arpita arra arran arron
    arsalan arsenio arta arthur artie artis artur arturo aru aruna arvid arvilla arvind arvo
    arya aryan asa asad asbury ase asha ashanti ashby ashely asher ashlea ashlee ashleigh ashley
    ashli ashlie ashly ashlyn ashok ashraf ashton ashutosh ashwin asif asim aslan asley asma
    asmita assunta asta aston astrid asu asuncion athanasios athena ati atieno atif atlas atma
    atte atticus attila atul aubrey aud aude audie audra audrea audrey audria audrie audry
    augusta auguste augustin augustina augustine augusto augustus aundrea aurea aurel aurelia
    aurelio aurore austen ava avelina avery avi avinash avis avon avram avril awilda axel aya
    ayaan ayako ayan ayana ayanda ayanna ayesha ayla aylin ayman ayodele ayse aysegul aysel
    aysha ayu ayub azad azadeh azalea azalee azhar aziz aziza azubuike azucena azul azzie baba
    babajide babak babar babara babatunde babette babs badr bahar bailey baker baki bakr bala
    balaji baldev baldwin bale bali baljit ballard balthasar balwinder bama bambang bambi banu
    baptist baptiste bara barabara barak baraka barbar barbara barbera barbie barbra bari baris
    barna barnabas barnard barnett barney baron barr barrett barrie barron barry bart
    bartholomew bartley bartolomeo barton bartosz basel bashar bashir basile basilia basilio
    basma bassam bastian batool batoul bautista baxter bayard bayo baz bea beata beate beatrice
    beatris beatrix beatriz beau beaulah bebe becca beckett beckham becki beckie becky beda
    bedford bee beecher behrouz bekele bela belen belia belinda belkis bella belle bello belva
    ben bena bence benedetto benedict benedikt bengt beni benigno benita benito benjamin benji
    benn bennett bennie benny benoit benson bentley bento benton benvenuto beppe berat berenice
    bergen berk berkay berkley berna bernadette bernadine bernard bernarda bernardina bernardine
    bernardino bernardo bernd bernd-dieter berndt berneice bernetta bernhard bernice bernie
    berniece bernita berra berrin berry bert berta bertha berthold bertie bertram bertrand beryl
    bess bessie beste beth bethan bethanie bethann bethany bethel betsey betsy bett bette bettie
    bettina betty bettyann bettye betul beula beulah bev bevan beverlee beverley beverly beyonce
    beyza bhagwan bharat bharti bhaskar bhavani bhavesh bhavna bhupinder bianca bibi bich biel
    bilal billi billie billie-jo billy billye bina bindu binh binta birdie birger birgit
    birgitta bisi bjarne bjorn blaine blair blaise blake blanca blanch blanchard blanche blanka
    blas blaze bliss blondell blossom blythe boaz bob bobbi bobbie bobby bobbye bobette bode
    bodhi bodo boe bogdan bohdan bojan bok bola bolaji bolden bong bongani boniface bonifacio
    bonita bonnie bonny booker boon boone boris borja bowman boyce boyd bozo brad braden
    bradford bradley bradly brady bram branda brande brandee branden brandi brandie brandon
    brandt branson brant brantley braxton brayden brea breana breann breanna breanne brecht
    breda bree brenda brendan brendon brenna brennan brent brenton bret brett brian briana
    brianna brianne brice bridger bridget bridgett bridgette bridie brien brigette brigid
    brigida brigitte brinda brit brita britany britney britni britt britt-mari britt-marie
    britta brittaney brittani brittanie britteny brittney brittni brittny britton brock
    broderick brodie brody brogan bronagh bronson bronwen bronwyn brook brooke brooks bruce
    bruna bruni brunilda bruno bryan bryanna bryant bryce bryn brynn bryon bryson budd buell
    buena buffy buford buhari bukola bula bulah bulent buna bunny burak buren burgess burk burke
    burkhardt burl burleigh burley burma burnett burney burnie burrell burt burton bush bushra
    busra butch butler bynum byrd byron caddie cade cadence caesar cagla cain caio cait caitlin
    caitlyn caitriona caius calandra cale caleb calhoun calista calla callan callie callum calum
    calvin cam cambria camden camelia camellia cameron cami camie camila camilla camille camillo
    camilo cammie cammy campbell campo canan candace candance candela candelaria candi candice
    candida candie candis candra candyce canyon caoilfhionn caoimhe capa caprice cara caren
    carey cari caridad carie carin carina carine carisa carissa carita carl carl-heinz
    carl-johan carla carlee carleen carlena carlene carleton carletta carley carli carlie
    carline carlisle carlita carlito carlo carlos carlota carlotta carlton carly carlyle carlyn
    carma carman carmel carmela carmelia carmelina carmelita carmella carmelo carmen carmina
    carmine carmon caro carola carolann carole carolee carolin caroline caroll carolyn carolyne
    carolynn caron caroyln carri carrie carrol carroll carson carsten carter cary caryl carylon
    caryn carys cas casandra casey casie casimir casimira caspar casper cass cassandra
    cassaundra cassey cassi cassidy cassie cassius cassondra cassy caswell catalina catarina
    caterina cath cathal catharina catharine catherin catherina catherine cathern catheryn
    cathey cathi cathie cathleen cathrine cathryn cathy catina cato catrice catrina catriona
    cayla cecelia cecil cecila cecile cecilia cecille cecily cedric cedrick celena celesta
    celeste celestina celestine celia celina celinda celine celsa celso cem cemal cena cengiz
    ceola ceren cerys cesar cesare ceyda ceylon cezar chadwick chae chaim chaitanya chaka
    chalmers chan chana chanda chandan chandler chandni chandra chandrika chanel chanell
    chanelle chaney chang channing chantal chantay chante chantel chantell chantelle chara
    charalambos charanjit charis charise charissa charisse charita charla charleen charlena
    charlene charles charlesetta charlette charley charlie charline charlize charlott charlsie
    charlton charly charlyn charmain charmaine charolette chas chasidy chasity chassidy chau
    chauncey chaya chaz che chebet chelsey chelsie cher chere cheree cherelle cheri cherie
    cherilyn cherise cherly cherlyn cherono cherri cherrie cherryl chery cheryl cheryle cheryll
    chet chetan cheyenne chia chiamaka chiara chidi chidiebere chidinma chieko chijioke chika
    chimamanda chinasa chinedu ching chinonso chinwe chinyere chioma chipo chiquita chitra
    chizoba chloe chong chris chrissie chrissy christa christa-maria christal christeen christel
    christen christena christene christer christi christia christiana christiane christie
    christin christina christine christinia christoper christoph christophe christopher christos
    christy chrysanthi chrysoula chrystal chu chukwudi chukwuebuka chukwuemeka chukwuma chun
    chung chunhua chunyan chuy chyna cian ciara ciaran cicely cicero cici cielo ciera cierra
    cihan cilla cillian cinda cinderella cindi cindie cindy cinta cinthia cipriano cira ciro
    citra claes claiborne clair claire claire-lise clara clare clarence claretha claretta
    claribel clarice clarinda clarine claris clarisa clarissa clarisse clarita clark clarke clas
    classie claud claude claudette claudia claudie claudine claudio claudius claus claus-dieter
    claus-peter clayton cleave clelia clem clemencia clemens clement clemente clementina
    clementine clemmie cleo cleopatra cleora cleotilde cleta cletus cleve cleveland clifford
    clint clinton clive clodagh clora clorinda clotilde clovis clyde coby codi cody coen cohen
    colbert colby cole coleen coleman colene coletta colette colin colleen collen collene
    collette collie collier collin collins colm colman colt colter colton columba columbia
    colvin commodore conan concepcion concetta concha conchita conley conn connell conner connie
    connor conny conor conrad constance constantin constantine consuela consuelo contessa conway
    coolidge cooper cora coral coralee coralie coraline corazon corbett corbin corda cordelia
    cordell cordero cordia cordie coreen corene coretta corey cori corie corina corine corinna
    corinne corliss cormac corneille cornel cornelia cornelis cornelius cornell corona corrado
    corrie corrin corrina corrine corrinne corry cortez cortney corwin cory cosima cosimo cosmo
    coty council courtney coy craig crawford creola cressida crete cris criselda crissy crista
    cristal cristen cristi cristian cristiana cristiano cristie cristin cristina cristine
    cristobal cristopher cristy crockett cruz crysta crystle csaba cuc cullen cuong curley curt
    curtis curtiss custodia cuthbert cyndi cyndy cynthia cyprian cyril cyrstal cyrus cythia daan
    dacia dadi dafydd dag dagmar dagny dahlia dai daichi daina daine daire daisey daisuke daithi
    dalal dalene dalia dalila dalton damar damaris damian damien damilola damini damion damon
    dan dana danae dandan dane danelle danette danh dani dania danial danica daniel daniela
    daniele daniell daniella danielle danika danille danilo danish danita daniyal dann danna
    dannette dannie dannielle danny dante danuta dany danyel danyell danyelle daoud daphine
    daphne dara darby darcel darcey darci darcie darcy darell daren daria darian darien darin
    dario darius dariusz darko darla darleen darlena darlene darline darling darnell daron
    darragh darrel darrell darren darrick darrin darron darryl darshan daru dary daryl daud dave
    davey davi david davida davide davie davina davis davy dawit dawna dawne dawson dax daya
    dayle dayna daysi dayton daz deadra deana deandra deandre deandrea deane deangelo deann
    deanna deanne dearbhla deb debbi debbie debbra debby debera debi debora deborah debra debrah
    debroah declan dede dedra dee deeann deeanna deedee deedra deena deepa deepak deepika deepti
    deetta deidra deidre deirdre deja dejan delaine delana delaney delano delbert delcie delena
    delfina delfino delia delicia delila delilah delinda delisa della delle delma delmar delmer
    delmy delois deloise delora deloras delores deloris delorse delos delpha delphia delphine
    delsie delyth demarco demarcus demeter demetra demetria demetrice demetrios demetrius demi
    demi-lee demi-leigh dempsey dena denae deneen denese denice denis denise denisha denisse
    denita deniz denna dennis dennise denny denton denyse denzel deon deonna derek derick dermot
    derrick derya desean deshawn desi desirae desiree desmond despina dessa dessie destin
    destiny detra deven devendra devi devika devin devona devora devorah dewayne dewey dewi
    dewitt dex dexter dhanush dharmesh dhruv dia diallo dian diana diane diann dianna dianne
    diarmuid dick dickie dickson didier diedra diedre dierdre dieter dietrich digna dijon dilek
    dilip dillard dillon dilys dimas dimitra dimitri dimitrios dimitris dina dinah dinesh dink
    dinkar dino dinorah diogo dion dione dionna dionne dionysios dirk disha dita divan divina
    divya dixie dixon diya diyar dmitri dmitry dmytro dodie dodo dogan dollie dolores doloris
    dolph dom domenic domenica domenico dominga domingos dominic dominick dominik dominika
    dominique dominque domitila domonique dona donal donald donat donatella donatello donato
    donella donetta donette dong dongwook donita donn donna donncha donnell donnetta donnette
    donnie donny dono donovan donte donya dora dorathy dorcas doreatha doreen dorene doretha
    dorethea doretta dori doria dorian dorie dorinda dorine doris dorla dorman dorota dorotha
    dorothea dorothy dorris dorsey dortha dorthea dorthey dorthy doss dottie dotty doug douglas
    douglass dovie dow doyle dozier dragan drago drake dreama drema drucilla drury drusilla
    duane duarte duc dudley duff duke dulce dulcie duma duncan dunia dunstan dunya duong durante
    durga duro dusan dusti dustin duygu dwain dwana dwayne dwi dwight dwyane dyan dylan eamon
    eamonn ean earle earlean earleen earlene earlie earline earnestine eartha easter easton eba
    ebb ebba ebbe ebele eben ebenezer eberhard ebert eboni ebonie ebru ebuka ebunoluwa ece ecem
    eckhardt eckhart eda edd edda eddie eddy edel edelmira eder edgar edgardo edi edie edin
    edina edison edith edmond edmund edmundo edna edoardo edouard edra edris edson edu eduard
    eduardo edvard edward edwardo edwin edwina edyth edythe eero eesha efe effie efrain efren
    efthymios efua ega egbert ege egon ehab ehsan ehtel eileen eilene eilidh eimear einar einer
    eirini eithne eka ekaterina ekene eko ekow ekta ekwueme el-amin ela eladia elaina elaine
    elam elana elane elanor elayne elba elbert elda eldar elden eldon eldora eldridge eleanor
    eleanora eleanore elease elena elene eleni elenor elenora elenore eleonor eleonora eleonore
    eleri elfreda elfrieda elfriede elgin elham eli elia eliana elias elicia elida elidia elie
    eliezer elif elijah elin elina elinor elinore elio eliot elis elisa elisabeth elisabetta
    elise eliseo elisha elissa eliz eliza elizabet elizabeth elizbeth elizebeth elke elkin ell
    ella ellamae ellan elle ellen ellena eller ellery elli ellie ellie-mae elliot elliott ellis
    ellison ellsworth elly ellyn elma elmer elmira elmo elmore elna elnora elodia elois eloisa
    eloise elon elouise eloy elroy els elsa elsie elsy elton eluned elva elvera elvia elvie
    elvin elvina elvira elvis elwanda elwood ely elyse elza ema emad eman emanuel emanuele emas
    ember emeka emelda emelia emelina emeline emely emer emerita emerson emery emiko emil emile
    emilee emilia emiliano emilie emilio emily emin emine emir emit emma emma-louise emmaline
    emmanuel emmanuelle emmerich emmet emmett emmi emmie emmitt emmons emmy emogene emory emre
    emrys ena encarnacion enda ender enedina eneida enes engin enid ennis enoch enola enos
    enrico enrique enriqueta enver enzo eoghan eoin ephraim epifania erasmo erasmus erbil ercan
    erdem erdogan eren erhan eric erica erich erick ericka erie erik erika erin erinn eris
    erlene erlinda erline erma ermelinda erminia erna ernest ernestina ernestine ernesto ernie
    ernst ernst-august ernst-dieter ernst-otto erol errol ersin ertugrul ervin erwin eryn esa
    esau esco esen esha esi esma esmeralda esperanza esra essa essex essie esta esteban estefana
    estela estell estella estelle estes esther estrella eszter eta etha ethan ethel ethelene
    ethelyn ethyl etienne etna etsuko etta ettie ettore euan eufemia eugen eugena eugene eugenia
    eugenie eugenio eula eulah eulalia eun euna eunice eunji eunju eura eusebia eusebio eustace
    eustolia eva eva-lena eva-maria eva-marie evalyn evan evander evangelia evangelina
    evangeline evangelista evangelos evans evelia evelin evelina eveline evelyn evelyne evelynn
    everett everette evert evette evi evia evie evita evon evonne evren evy ewa ewald ewan ewart
    ewell ewing exie eyup ezekiel ezequiel ezinne ezio ezra faber fabian fabien fabienne fabio
    fabiola fabrice fabrizio fadi fadime fadumo fae fahad fahd faheem fahim fairy faisal faiza
    falguni falk fallon fangfang fannie fanny farah farai faraz fareed fares farhan farid farida
    faris farooq farouk farrah farrell farris farrukh faruk farzana fatemeh fatih fatima fatimah
    fatin fatma fatou fatoumata faustina faustino fausto faviola fawad fawn fawzia fay faye
    fayette fayez fe fearghal federica federico fedor feifei felecia felica felice felicia
    feliciano felicidad felicita felicitas felicity feline felipa felipe felisa felisha felix
    fella felton fem femi femke fenton ferdinand ferdinando ferenc fergal fergus ferhat feride
    fermin fermina fernand fernanda fernande fernando ferne ferrell ferris feyisayo feyza ffion
    fiachra fiadh fidel fidela fidelia fielding figen filiberto filip filipe filippo filomena
    finis finley finn finnegan finola fiona fionn fionnuala firas firman fisher fitzgerald
    fitzroy flavia flavio fleming flemming fleta fletcher fleur flo flor florance flore
    florencia florencio florene florent florentina florentine florentino floretta floria florian
    florin florinda florine floris florrie flossie floy floyd flynn foch folake folasade fonda
    ford forrest fortunato foster fotini fotis foy fozia fran franc franca francene frances
    francesca francesco franchesca francia francie francina francine francis francisca franck
    franco francois francois-xavier francoise frank-michael frank-peter frankie franklin
    franklyn franky frans fransisca franz franz-josef franz-peter fraser frazer frazier fred
    freda fredda freddie freddy frederic frederica frederick fredericka frederik fredia fredo
    fredric fredrick fredricka fredrik freeda freeman freida fremont freya frida frieda
    friedrich friedrich-karl friedrich-wilhelm fritz fuad fuller fulton fumiko funmi funmilayo
    furman fyodor gabby gabe gabi gabor gabriel gabriela gabriele gabriella gabrielle gaby gael
    gaetano gage gaia gail gaiman gaines gala gale galen galina gallego gamal ganda ganesh ganga
    gani gannon gara garba garda gardner gareth garfield garima garnet garnett garret garrett
    garrick garry garth garvin gary gaspar gaspard gaston gaurav gauri gautam gauthier gavin
    gayatri gaye gayla gayle gaylene gaylord gaynell gaynelle gaz gbenga gearldine gearoid geary
    gee geert geeta gema gemma gena genaro genet genevie genevieve genevive genia genie genna
    gennaro gennie genny geno genoveva geo geoff geoffrey georg georgann george georgeann
    georgeanna georgene georges georgetta georgette georgian georgiana georgiann georgianna
    georgianne georgie georgina georgine georgios geraint gerald geraldine geraldo geralyn
    gerard gerardo gerd gerda gerhard gerhardt geri germain germaine geronimo gerrard gerri
    gerrit gerry gerson gert gertha gertie gertrud gertrude gertrudis gertude gethin ghada ghani
    ghassan ghazala ghislaine giacomo gian gian-luca giancarlo gianfranco giang gianluca
    gianluigi gianna gianni giannis gibson gideon gidget gifford gigi gil gilbert gilberte
    gilberto gilda giles gilles gillian gillis gilma gilman gilmore gina ginette ginny gino
    gioia giorgio giorgos giovani giovanna giovanni girish girolamo gisela gisele giselle gita
    giulia giuliana giuliano giulio giuseppe giuseppina giz gizem gladis gladstone glady gladys
    glayds glenda glendora glenn glenna glennie glennis glenwood glinda gloria glory glover
    glynda glynis glynn godfrey godwin gok gokhan golda goldie goli goma goncalo gonul gonzalo
    gopal goran gordon gorge gottfried gottlieb govind gowri gracia gracie graciela grady graeme
    grafton graham graig grainne granville grayce grayling grayson grazia graziano grazyna
    grecia greco greene greg gregg gregoire gregor gregoria gregorian gregorio gregory greta
    gretchen gretel gretta gricelda griffin griffith grisel griselda gro grove grover grzegorz
    guadalupe gudrun guido guilford guilherme guillaume guillermina guillermo guiying gul gulay
    gulbahar guled gulsen gulshan gun-britt gunn gunnar gunter gunther guo guohua guoqiang
    gurbaksh gurdeep gurmeet gurney gurpreet gursharan gus gussie gust gusta gustaf gustav
    gustave gustavo gustavus gusti guthrie gwen gwenda gwendolyn gwenn gwilym gwyn gwyneth
    gyorgy gyula habib habiba haden hadi hadiza hadley hae haeun hafiz hafiza hafsa hagen hai
    haider haile hailey haitao haiyan hajra hakan hakeem hakim hal hale haleema haley hali halil
    halim halima halime halina hall halle halley hallie halsey haluk hamdan hameed hamid hamish
    hammad hampton hamza han hana hanan handan hande hanh hani hank hanna hannah hanne
    hanne-lore hannelore hannes hanno hans hans-adolf hans-albert hans-bernd hans-christian
    hans-dieter hans-dietrich hans-eberhard hans-erich hans-friedrich hans-georg hans-gerd
    hans-gerhard hans-gunter hans-gunther hans-heinrich hans-helmut hans-henning hans-herbert
    hans-hermann hans-joachim hans-jochen hans-josef hans-jurgen hans-karl hans-ludwig
    hans-martin hans-michael hans-otto hans-peter hans-rainer hans-rudolf hans-theo hans-ulrich
    hans-uwe hans-walter hans-werner hans-wilhelm hans-willi hans-wolfgang hansel hanson hao
    harald harbhajan hardeep hardie hardik hardin harding hardy hari harinder haris harish
    harjit harlan harland harley harlow harman harmon harold haroon harper harpreet harrell
    harri harriet harriett harriette harris harrison harry harsha harshal hart hartley hartwell
    haruka haruki harun haruna haruto harvey hasan hasib haskell hassan hassie hasta hatem
    hatice hattie hauwa hava haven hawa haya hayat haydee hayden hayes hayley hays hayward
    haywood hazen hazrat heba heber hebert hector hedda hedwig hedy hee hei heide heide-marie
    heidi heidy heike heinrich heinz heinz-dieter heinz-georg heinz-gerd heinz-gunter
    heinz-gunther heinz-joachim heinz-josef heinz-jurgen heinz-otto heinz-peter heinz-walter
    heinz-werner heinz-wilhelm heinz-willi helaine helen helene helga helge heli hella helle
    hellen helmer helmut hema hemant hemi hemlata henderson hendrik henk henna henning henny
    henri henrietta henriette henrik henrique henry henryk herbert heriberto herlinda herma
    herman hermann hermann-josef hermelinda hermes hermila hermina hermine herminia hermione
    hermon hernan hernando herrmann herschel hershel herta hertha herve hervey hester hetal
    hettie hetty heyward hezekiah hiba hideki hideo hiedi hien hieu hikmet hilal hilaria hilario
    hilary hilbert hilda hilde hildegard hildegarde hildred hill hillary hilliard hilma hilton
    himanshu hipolito hira hiram hiroki hiroko hiroshi hisako hisham hitoshi hoa hoang hobart
    hobert hobson hoda hoi hoke holden holger holland holley holli hollie hollis holly holm
    holmes homer hongmei hongwei honore hoover horace horacio horatio horst horst-dieter
    horst-gunter horst-peter hortencia hortense hortensia horton hosea hossein howard howell
    hoyt hsiu huat hubbard hubert huda hudson huey hugh hughes hugo hugues hui huimin hulda
    hulusi hulya huma humaira humayun humberto humphrey huong hurley huseyin hussain hussein
    huston huw huy huyen hwa hyacinth hye hyejin hyman hymen hyo hyon hyun hyunju hyunwoo iain
    ian ib iban ibis ibrahim ibtisam ica ichiro ida idalia ide idell idella idris iesha ieuan
    ifa ife ifeanyi ifedayo ifeoluwa ifeoma ige ignacia ignacio ignatius ignazio igor ihab ijaz
    ika ike ikechukwu ikenna iker ikram ila ilana ilda ildiko ileana ileen ilene ilham ilhan
    iliana ilker illa ilo ilona ilse iluminada ilyas ima iman imelda immaculate immanuel imo
    imogen imogene imran imre ina inam inaya indah inderjit indi indira indra indu indy ine
    inell ines inez ing-britt ing-marie inga inga-britt inga-lill inge ingeborg inger ingmar
    ingo ingram ingrid inigo inka inmaculada inna inocencia intisar ioan ioanna ioannis iola
    iolo iona ione ipek iqbal ira iraida iram irem irena irene irfan irina irish irl irma
    irmgard irvin irvine irving irwin iryna isa isaac isaak isabel isabela isabell isabella
    isabelle isac isadora isaiah isaias isak isaura ise isela isha ishaan ishaq ishmael isiah
    isidore isidra isidro isin isis isla ismael ismail ismat ismet isobel isolde isreal issa
    issac istvan ita itzel iva ivan ivana ivanka ivar ivelisse iver iverson ivette ivey ivo
    ivonne ivor iwan iwo iwona iza izetta izola izzy ja jabari jabbar jaber jacalyn jace jacek
    jacelyn jacinda jacinta jacinto jackeline jackelyn jacki jackie jacklyn jackqueline jacky
    jaclyn jacob jacobus jacoby jacopo jacqualine jacque jacquelin jacqueline jacquelyn
    jacquelyne jacquelynn jacques jacquetta jacqui jacquie jacquiline jacquline jacqulyn jada
    jaden jadwiga jae jafar jaga jagdish jagger jagjit jagoda jai jaime jaimee jaimie jair jaka
    jake jakob jakub jalal jaleesa jalen jalisa jama jamaal jamal jamar jame jamee jameela jamel
    james jameson jamey jami jamie jamie-lee jamie-leigh jamika jamil jamila jamin jamison
    jammie jamshed jan jan-ake jan-erik jan-olof jan-peter jana janae janaki janay jane janean
    janee janeen janel janell janella janelle janene janessa janet janeth janett janetta janette
    janey jani janice janie janiece janina janine janis janise janita janko jann janna jannat
    janne jannet jannette jannie janos january janus janusz janyce jaqueline jaquelyn jara jared
    jarek jari jarl jarod jaroslav jaroslaw jarred jarrett jarrod jarvis jasbir jase jasmeet
    jasmin jasmine jasna jason jasper jaspreet jaswinder jatin jaunita javad javed javeria javi
    javier jawad jax jaya jayant jayanti jayden jaye jayesh jaylen jayme jaymie jayna jayne
    jayson jaz jazmin jazmine jc jean-baptiste jean-charles jean-christophe jean-claude
    jean-francois jean-jacques jean-louis jean-luc jean-marc jean-marie jean-michel jean-paul
    jean-philippe jean-pierre jean-pol jean-yves jeana jeane jeanelle jeanene jeanett jeanetta
    jeanette jeanice jeanie jeanine jeanmarie jeanna jeanne jeannetta jeannette jeannie jeannine
    jeb jed jeet jef jeff jefferey jefferson jeffery jeffie jeffrey jeffry jelena jemima jemma
    jen jena jenae jene jenee jenell jenelle jenette jeneva jeni jenice jenifer jeniffer jenine
    jenise jenna jennefer jennell jennette jenni jennie jennifer jenniffer jennine jennings
    jenny jens jens-peter jens-uwe jensen jep jepkosgei jerald jeraldine jeramy jere jeremiah
    jeremy jeri jerica jerilyn jerlene jermaine jeroen jerold jerome jeromy jerrell jerri
    jerrica jerrie jerrod jerrold jerry jerzy jesenia jesica jesper jess jesse jessenia jessi
    jessia jessica jessie jessika jessy jestine jesus jesusa jesusita jethro jett jetta jettie
    jewell ji jiahui jiali jian jianguo jianhua jianjun jianping jiaxin jiayi jide jigna jignesh
    jihoon jill jillian jim jimin jimmie jimmy jina jing jinny jip jiri jisoo jitendra jiwoo
    jiyoung jo joachim joakim joan joana joane joanie joann joanna joanne joannie joao joaquim
    joaquin joaquina jobe jocelyn jochen jodee jodi jodie jody joe joeann joel joella joelle
    joellen joesph joetta joette joey joffrey johan johana johann johanna johanne johannes john
    johna johnathan johnathon johnetta johnette johnie johnna johnnie johnny johnsie johnson
    johnstone johny joi joie joko jolanda joleen jolene jolie joline jolyn jolynn jon jona jonah
    jonas jonathan jonathon jone jonell jonelle jones jong joni jonie jonna jonnie jonny jono
    joon joost jordana jordi jordon jordy jorge joris jos josef josefa josefina josefine joselyn
    josep joseph josephina josephine josephus josette josh joshua josiah josie josip joslyn
    jospeh josphine jost josue jovan jovita joya joyce joycelyn joye jozef juan juana juanita
    judah judd jude judi judie judith judson judy juergen juha jule julee julene jules juli
    julia julian juliana juliane juliann julianna julianne julie julie-anne julieann julien
    juliet julieta julietta juliette julio julissa julius juma jumana jun junaid jung junhao
    juni junie junita junius junjie junko jure jurgen juri jussi justa justin justina justine
    justus jutta juul jyoti jyotsna ka kaan kabir kacey kaci kacie kacy kade kader kadir kadriye
    kai kai-uwe kaila kailash kaisa kaiser kaitlin kaitlyn kaito kaj kaja kajal kala kaleb
    kaleigh kaley kali kalle kallie kalliope kalman kalpana kalyani kalyn kam kamal kamala kamar
    kamau kami kamil kamila kamilah kamini kamran kanchan kanda kandace kandi kandice kandis
    kandra kandy kane kanesha kani kanisha kanta kanye kapil kara karan kare kareem kareen karel
    karen karena karey kari karie karim karima karin karina karine karisa karissa karl
    karl-august karl-dieter karl-erik karl-ernst karl-friedrich karl-georg karl-hans
    karl-heinrich karl-heinz karl-hermann karl-josef karl-jurgen karl-ludwig karl-otto
    karl-peter karl-werner karl-wilhelm karla karleen karlene karly karlyn karmen karna karol
    karole karolina karoline karolyn karon karren karri karrie karry karsten karta karthik
    karthika kartik kary karyl karyn kasandra kasey kasha kashif kashvi kasi kasia kasie kasim
    kaspar kasper kassandra kassie kata katarina katarzyna kate katelin katelyn katelynn
    katerina katerine kath kathaleen katharina katharine katharyn kathe katheleen katherin
    katherina katherine kathern katheryn kathey kathi kathie kathleen kathlene kathline kathlyn
    kathrin kathrine kathryn kathryne kathy kathyrn kati katia katie katie-louise katina katja
    katlyn kato katrice katrin katrina kattie katy kauser kaushik kaveh kavita kavya kay kay-uwe
    kaya kayce kaycee kayden kaye kayla kaylee kayleen kayleigh kaylene kayode kazimierz kazuko
    kazuo keanu keaton kecia keegan keeley keely keena keenan keesha kehinde keiko keila keira
    keisha keith keitha kelechi keli kelle kellee kellen kelley kelli kellie kelly kelly-anne
    kelly-marie kellye kelsey kelsi kelsie kelvin kem kemal kemberly kemi ken kena kenan kenda
    kendal kendall kendra kendrick keneth keng kenia kenichi kenisha kenji kenn kenna kennedy
    kenneth kenney kennith kenny kenta kenton kenyatta kenyetta kenyon kenzo kera kerem keren
    keri kermit kerri kerrie kerry kerstin kesha keshav keshia ketan keturah kev keva kevan
    keven kevin keyshawn keziah
    """
)
