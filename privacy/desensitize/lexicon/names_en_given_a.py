"""Given names of many peoples, first half of the alphabet. Plain data.

Lower case, without accents. From the US Census Bureau's name files of 1990 (public domain), names
of Faker's locales in Latin letters (MIT licence) and lists written for this project.
"""

from __future__ import annotations

from privacy.desensitize.lexicon import words

GIVEN_A = words(
    """
    aaliyah aaron aba abb abbas abbi abbie abbott abby abdallah abdelrahman abdi abdirahman
    abdul abdullah abdulrahman abdurrahman abe abeer abel abena abigail abiodun abner abraham
    abram abril abubakar achieng achille achim ada adah adalberto adaline adam adams adan adda
    addie ade adebayo adebola adekunle adel adela adelaida adele adelia adelina adeline adell
    adella adelle adem adena adeola adesola adewale adi adil adina aditi aditya adjoa admiral
    adnan adolf adolfo adolph adolphe adolphus adonis adora adria adrian adriana adriane
    adrianna adrianne adrien adriene adrienne afolabi afonso afsaneh afton aga agata agatha
    agathe aggie agnes agnieszka agnus agostino agripina agron agueda agus agustin agustina
    ahmad ahmed ahmet aida aidan aiden aigul aiko aileen ailene ailsa aime aimee aina aine
    ainsley aisha aishwarya aisling aja ajay akar akash akbar ake aki akiko akilah akira akosua
    akram akshay akua ala alaa aladin alain alaina alaine alan alana alane alanis alanna
    alasdair alastair alayna alba alban albano albert alberta albertha albertina albertine
    alberto albin albina albino albion albrecht alby alcide alcides alda alden aldo alea alease
    alec alecia aleen aleida aleisha alejandra alejandrina alejandro alek aleks aleksandar
    aleksander aleksandr aleksandra alen alena alene alesha aleshia alesia alessandra alessandro
    alessia alessio aleta aletha alethea alethia alex alexa alexander alexandr alexandra
    alexandre alexandru alexei alexia alexis alf alfie alfons alfonso alfonzo alford alfred
    alfreda alfredia alfredo algernon alhaji alica alice alicia alida alin alina aline alis
    alisa alise alisha alishia alisia alison alissa alistair alita alix aliya aliyah aliza alka
    alla allan alleen allegra allen allena allene allie alline allison allyn allyson almeda
    almeta alois alok alona alonso alonzo aloysius alphonse alphonso alston alta altagracia
    altha althea alton alun alva alvar alvaro alvera alverta alvin alvina aly alyce alycia alysa
    alyse alysha alysia alyson alyssa amada amadeus amado amal amalia aman amanda amar amara
    amarachi amare amari amaro amaya amberly ambrose ambrosio amee amel amelia amelie ami amico
    amie amiee amin amina aminah amine amir amira amit amma ammie ammon amna amon amor amos
    amparo amri amrit amrita amy amy-lee amy-leigh ana anabel anais analisa anamaria anand
    ananya anas anastacia anastasia anatole anatoly anca andera anders anderson andor andra
    andras andre andrea andreas andree andrei andrej andres andrew andrey andria andriy andrzej
    andy ane anette aneurin ange angela angele angelena angelia angelic angelica angelika
    angelina angeline angelique angelita angella angelo angelyn angharad angie angila angla
    anglea angus anh ani anibal anika anil anis anisa anisha anissa anita anitra anja anjali
    anjanette anjelica anka anke ankit ankita ann ann-britt ann-charlotte ann-christine
    ann-kristin ann-louise ann-mari ann-marie ann-sofi ann-sofie anna anna-karin anna-lena
    anna-lisa anna-luise anna-maria anna-marie annabel annabell annabelle annalee annalisa
    annalise annamae annamaria annamarie anne anne-catherine anne-francoise anne-katrin
    anne-laure anne-lise anne-marie anne-rose anne-sophie anneke anneliese annelle annemarie
    annett annetta annette anni annice annie annika annis annita annmarie anny anon anouk ansa
    ansel anselm anselmo antal ante antero anthi anthony antione antionette anto antoine
    antoinette anton antone antonella antonetta antonette antonia antonietta antonin antonina
    antonis antonius antony antti antwan anu anuj anuradha anwar anya aoife apollo apolonia
    apostolos apryl ara arabella araceli aracelis aracely aral aran arash arcelia arch archibald
    archie arda ardath ardelia ardell ardella ardelle ardis ardith aretha argelia ari aria arian
    ariana ariane arianna arianne arica arie ariel arielle arif arin aris aristide arjun arla
    arlean arleen arlen arlena arlene arletha arletta arlette arlie arlinda arline arlo arlyne
    armaan arman armand armanda armandina armando armani armas armida armin arminda arnaldo
    arnaud arnav arndt arne arnett arnetta arnette arnie arnita arno arnold arnoldo arnulfo aron
    arra arran arron arsenio arta arthur artie artis artur arturo aru arvid arvilla arvin arvo
    arya aryan asa asad ase asha ashanti ashby ashely asher ashlea ashlee ashleigh ashley ashli
    ashlie ashly ashlyn ashok ashraf asif asim aslan asley asma assunta asta astrid asu asuncion
    athanasios athena ati atlas atma atte atticus attila aubrey aud aude audie audra audrea
    audrey audria audrie audry augusta auguste augustin augustina augusto augustus aundrea aurea
    aurel aurelia aurelio aurore austen ava avelina avery avi avis avni avram avril awilda axel
    aya ayaan ayako ayan ayana ayanda ayanna ayesha ayla ayman ayodele ayse aysha ayu ayub azad
    azadeh azalea azalee aziz aziza azucena azzie baba babajide babak babara babatunde babette
    babs bahar bailey baker baki bala baldwin baljit ballard balthasar balwinder bambang bambi
    banu baptist baptiste bara barabara baraka barbar barbara barbera barbie barbra baris barna
    barnabas barnard barnett barney baron barr barrett barron barry bart bartley bartolomeo
    barton bartosz basile basilia basilio basma bassam bastian bastien batool bautista baxter
    bayard bayo bea beata beate beatrice beatris beatrix beatriz beau beaulah bebe becca beckett
    becki beckie becky beda bee beecher behrouz belen belia belinda belkis bella bello belton
    belva ben bena bence benedetto benedict benedikt bengt beni benigno benita benito benjamin
    benji benn bennett bennie benno benny benoit benson bentley benton benvenuto beppe berat
    berenice berna bernadette bernadine bernard bernarda bernardina bernardine bernardo bernd
    bernd-dieter berndt berneice bernetta bernhard bernice bernie berniece bernita berra berry
    bert berta bertha berthold bertie berto bertram bertrand beryl bess bessie beste beth bethan
    bethanie bethann bethany betsey betsy bett bette bettie bettina betty bettyann bettye beula
    beulah bev bevan beverlee beverly beyonce bhavesh bhavna bianca bich biel bilal billi billie
    billie-jo billy billye bina bindu binh birdie birger birgit birgitta bjarne bjorn blain
    blaine blair blaise blake blanca blanch blanchard blanche blanka blas blaze bliss blondell
    blossom boaz bob boban bobbi bobbie bobby bobbye bobette bodhi bodo boe bogdan bohdan bojan
    bok bolaji bolden boniface bonifacio bonita bonnie booker boone boris borja bowman boyce
    boyd bozo brad braden bradford bradley bradly brady bram branda brande brandee branden
    brandi brandie brandon brandt brantley brayden breana breann breanna breanne brecht breda
    bree brenda brendan brendon brenna brennan brent brenton bret brett brian briana brianna
    brianne brice bridger bridget bridgett bridgette bridie brien brigette brigid brigida
    brigitte brinda brit brita britany britney britni britt britt-mari britt-marie britta
    brittaney brittani brittanie britteny brittney brittni brittny britton brock broderick
    brodie brogan bronson bronwen bronwyn brooke brooks bruce bruna bruni brunilda bruno bryan
    bryanna bryant bryce brynn bryon bryson budd budi buell buffy buford buhari bukola bula
    bulah buna bunny burak burgess burk burke burkhardt burl burley burma burnett burney burnie
    burrell burt burton bush bushra butch butler bynum byrd byron caddie cade cadence caesar
    cagla cain caio cait caitlin caitlyn caius calandra cale caleb calhoun calista calla callan
    callie callum calum calvin cam camelia camellia cameron cami camie camila camilla camille
    camillo camilo cammie cammy campbell candace candance candela candelaria candi candice
    candida candie candis candra candyce caoilfhionn caoimhe capa caprice cara caren carey cari
    caridad carie carin carina carine carisa carissa carita carl carl-heinz carl-johan carla
    carlee carleen carlena carlene carleton carletta carley carli carlie carline carlisle
    carlita carlito carlo carlos carlota carlotta carlton carly carlyle carlyn carma carman
    carmela carmelia carmelina carmelita carmella carmelo carmen carmina carmine carmon caro
    carola carolann carole carolee carolin caroline caroll carolyn carolyne carolynn caron
    caroyln carri carrie carrol carroll carson carsten carter cary caryl carylon caryn carys cas
    casandra casey casie casimir casimira caspar casper cassandra cassaundra cassey cassi
    cassidy cassie cassius cassondra cassy caswell catalina catarina caterina cath cathal
    catharina catharine catherin catherina catherine cathern catheryn cathey cathi cathie
    cathleen cathrine cathryn cathy catina cato catrice catrina catriona cayla cecelia cecil
    cecila cecile cecilia cecille cecily cedric cedrick celena celesta celeste celestina
    celestine celia celina celinda celine celsa celso cem cemal cena ceola cerys cesar cesare
    ceylon cezar chadwick chae chaim chaka chalmers chan chana chanda chandler chandni chandra
    chanel chanell chanelle chaney chang channing chantal chantay chante chantel chantell
    chantelle chara charis charise charissa charisse charita charla charleen charlena charlene
    charles charlesetta charlette charley charlie charline charlize charlott charlsie charly
    charlyn charmain charmaine charolette chasidy chasity chassidy chauncey chaya chaz che
    chelsey chelsie cher chere cheree cherelle cheri cherie cherilyn cherise cherly cherlyn
    cherri cherrie cherryl chery cheryl cheryle cheryll chet cheyenne chiamaka chiara chidi
    chidiebere chidinma chieko chijioke chika chimamanda chinedu ching chinonso chinwe chinyere
    chioma chiquita chloe chris chrissie chrissy christa christa-maria christal christeen
    christel christen christena christene christer christi christia christiana christiane
    christie christin christina christine christinia christof christoper christoph christophe
    christopher christos christy chrystal chu chukwudi chukwuemeka chun chung chuy chyna cian
    ciara ciaran cicely cici cielo ciera cierra cilla cinda cinderella cindi cindie cindy cinta
    cinthia cipriano cira ciro citra claes claire claire-lise clara clare clarence claretha
    claretta claribel clarice clarinda clarine claris clarisa clarissa clarisse clark clarke
    clas classie claud claude claudette claudia claudie claudine claudio claudius claus
    claus-dieter claus-peter clayton cleave clelia clem clemencia clement clementina clementine
    clemmie cleo cleopatra cleora cleotilde cleta cletus cleve cleveland clifford clint clinton
    clodagh clora clorinda clotilde clyde coby codi cody coen cohen colbert colby cole coleen
    coleman colene coletta colette colin colleen collen collene collette collie collier collins
    colm colman colt colter colum columba colvin commodore conan concepcion concetta concha
    conchita conley conn connell conner connie connor conny conor conrad constance constantin
    consuela consuelo contessa conway coolidge cooper cora coralee coralie coraline corazon
    corbett corbin corda cordelia cordell cordero cordia cordie coreen corene coretta corey cori
    corie corina corine corinna corinne corliss cormac corneille cornel cornelia cornelis
    cornelius cornell corrado corrie corrin corrina corrine corrinne corry cortez cortney corwin
    cory cosima cosimo cosmo costin coty courtney coy craig crawford creola crete cris criselda
    crissy crista cristal cristen cristi cristian cristiana cristiano cristie cristin cristina
    cristine cristobal cristopher cristy crockett cruz crysta crystle csaba cuc cullen cuong
    curley curt curtis curtiss custodia cyndi cyndy cynthia cyprian cyril cyrstal cyrus cythia
    daan dacia dadi dafydd dag dagmar dagny dahlia dai daina daine daire daisey dalene dalia
    dalila dalton damar damaris damian damien damilola damion damon dan dana danae dane danelle
    danette danh dani dania danial danica daniel daniela daniele daniell daniella danielle
    danika danille danilo danish danita dann danna dannette dannie dannielle danny dante danuta
    dany danyel danyell danyelle daoud daphine daphne dara darby darcel darcey darci darcie
    darcy darell daren daria darian darin dario darius dariusz darko darla darleen darlena
    darlene darline darling darnell daron darragh darrel darrell darren darrick darrin darron
    darryl daru darwin dary daryl daud dave davey davi david davida davide davina davis davon
    davy dawit dawna dawne dawson dax dayle dayna daysi deadra deana deandra deandre deandrea
    deangelo deann deanna deanne deb debbi debbie debbra debby debera debi debora deborah debra
    debrah debroah declan dede dedra dee deeann deeanna deedee deedra deena deepa deepak deepika
    deepti deetta deidra deidre deirdre deja dejan delaine delana delaney delbert delcie delena
    delfina delfino delia delicia delila delilah delinda delisa della delle delma delmar delmer
    delmy delois deloise delora deloras delores deloris delorse delos delpha delphia delphine
    delsie delyth demarco demarcus demeter demetra demetria demetrice demetrios demetrius
    demi-lee demi-leigh dempsey dena denae deneen denese denice denis denise denisha denisse
    denita deniz denna dennis dennise denny denton denyse denzel deon deonna derek derick dermot
    deron derrick desean deshawn desi desirae desiree desmond despina dessa dessie destin
    destiny detra devi devika devin devona devora devorah dewayne dewey dewi dewitt dex dexter
    dhruv dia diallo dian diana diane diann dianna dianne dick dickie dickson didier diedra
    diedre dierdre dieter dietrich digna dilip dillard dillon dilys dimas dimitra dimitri
    dimitrios dimitris dina dinah dinesh dink dino dinorah diogo dion dione dionna dionne dirk
    dita divan divina divya dixie dixon diya diyar dmitri dmitry dmytro dodie dodo dollie
    dolores doloris dolph dom domenic domenica domenico dominga domingos dominic dominick
    dominik dominika dominique dominque domitila domonique dona donal donald donat donatella
    donatello donato donella donetta donette dong donita donn donna donnell donnetta donnette
    donnie donny dono donovan donte donya dora dorathy dorcas doreatha doreen dorene doretha
    dorethea doretta dori doria dorian dorie dorinda dorine doris dorit dorla dorman dorota
    dorotha dorothea dorothy dorris dorsey dortha dorthea dorthey dorthy doss dottie dotty doug
    douglas douglass dovie dow doyle dozier dragan drago drake dreama drema drucilla drury
    drusilla duane duarte duc dudley duff duke dulcie duncan dunia dunya duong durante duro
    dusan dusti dustin dwain dwana dwayne dwi dwight dwyane dyan dylan eamon eamonn ean earle
    earlean earleen earlene earlie earline earnestine eartha easter eba ebb ebba ebbe ebele eben
    ebenezer eberhard ebert eboni ebonie ebru eckhardt eckhart eda edd edda eddie eddy edel
    edelmira eder edgar edgardo edi edie edin edina edith edmond edmund edmundo edna edoardo
    edouard edra edris edson edu eduard eduardo edvard edward edwardo edwin edwina edyth edythe
    eero efe effie efrain efren efua ega egbert egon ehsan ehtel eileen eilene eilidh eimear
    einar einer eka ekaterina ekene eko ekta el-amin ela eladia elaina elaine elam elana elane
    elanor elayne elba elbert elda eldar elden eldon eldora eldridge eleanor eleanora eleanore
    elease elena elene eleni elenor elenora elenore eleonor eleonora eleonore eleri elfreda
    elfrieda elfriede elham eli elia eliana elias elicia elida elidia elie eliezer elif elijah
    elin elina elinor elinore elio eliot elis elisa elisabeth elisabetta elise eliseo elisha
    elissa eliz eliza elizabet elizabeth elizbeth elizebeth elke elkin ell ella ellamae ellan
    elle ellen ellena eller ellery elli ellie elliot elliott ellis ellison elly ellyn elma elmer
    elmo elmore elna elnora elodia elois eloisa eloise elon elouise eloy elroy els elsa elsie
    elsy elton eluned elva elvera elvia elvie elvin elvina elvira elvis elwanda elwood ely elyse
    elza ema eman emanuel emanuele emas ember emeka emelda emelia emelina emeline emely emer
    emerita emerson emery emiko emil emile emilee emilia emiliano emilie emilio emily emin emir
    emit emma emma-louise emmaline emmanuel emmanuelle emmerich emmett emmi emmie emmitt emmons
    emmy emogene emory emre emrys ena enda enedina eneida enes engelbert engin enid ennio enoch
    enola enos enrico enrique enriqueta enver enzo eoghan eoin ephraim epifania erasmo erasmus
    erbil erdem erdogan eren eric erica erich erick ericka erik erika erin erinn eris erlene
    erlinda erline erma ermelinda erminia erna ernest ernestina ernestine ernesto ernie ernst
    ernst-august ernst-dieter ernst-otto erol errol ervin erwin eryn esa esau esco esi esma
    esmeralda esperanza esra essa essie esta esteban estefana estela estell estella estelle
    estes esther estrella eszter eta etha ethan ethel ethelene ethelyn ethyl etienne etna etsuko
    etta ettie ettore euan eudora eufemia eugen eugena eugene eugenia eugenie eugenio eula eulah
    eulalia eun euna eunice eura eusebia eusebio eustace eustolia eva eva-lena eva-maria
    eva-marie evalyn evan evander evangelina evangeline evangelista evans evelia evelin evelina
    eveline evelyn evelyne evelynn everett everette evert evette evi evia evie evita evon evonne
    evy ewa ewald ewan ewart ewell ewing exie eyup ezekiel ezequiel ezinne ezio ezra faber fabia
    fabian fabien fabienne fabio fabiola fabrice fabrizio fadi fadumo fae fahad fairy faisal
    faiza falk fannie fanny farah fareed fares farhan farid farida faris farouk farrah farrell
    farris faruk farzana fatemeh fatih fatima fatimah fatma fatou fatoumata faustina faustino
    fausto faviola fawn fay faye fe federica federico fedor felecia felica felice felicia
    feliciano felicidad felicita felicitas felicity feline felipa felipe felisa felisha felix
    fella felton fem femi femke fenton ferdinand ferdinando ferenc fergal fergus fermin fermina
    fernand fernanda fernande fernando ferne ferrell ferris feyisayo ffion fiachra fidel fidela
    fidelia fielding filiberto filip filipe filippo filomena finis finley finn finnegan finola
    fiona firas firman fisher fitzgerald flavia flavio fleming flemming fleta fletcher fleur flo
    flor florance flore florencia florencio florene florent florentina florentine florentino
    floretta floria florian florin florinda florine floris florrie flossie floy floyd flynn foch
    folake folasade fonda ford forrest fortunato foster foy fran franc francene frances
    francesca francesco franchesca francia francie francina francine francis francisca franck
    franco francois francois-xavier francoise frank-michael frank-peter frankie franklin
    franklyn franky frans fransisca franz franz-josef franz-peter fraser frazer frazier fred
    freda fredda freddie freddy frederic frederica frederick fredericka frederico frederik
    fredia fredo fredric fredrick fredricka fredrik freeda freeman freida freya frida frieda
    friedrich friedrich-karl friedrich-wilhelm fritz fuad fuller fulton fumiko funmi funmilayo
    furman fyodor gabby gabe gabi gabor gabriel gabriela gabriele gabriella gabrielle gaby gael
    gaetano gaia gail gaiman gaines gale galen galina gallego gamal ganda ganga gani gannon gara
    garda gardner gareth garnet garnett garret garrett garrick garry garth garvin gary gaspar
    gaspard gaston gaurav gauri gautam gauthier gavin gayatri gaye gayla gayle gaylene gaylord
    gaynell gaynelle gearldine gee geert gema gemma gena genaro genevie genevieve genevive genia
    genie genna gennaro gennie genny geno genoveva geo geoff geoffrey georg georgann george
    georgeann georgeanna georgene georges georgetta georgette georgian georgiana georgiann
    georgianna georgianne georgie georgina georgine georgios geraint gerald geraldine geraldo
    geralyn gerard gerardo gerda gerhard gerhardt geri germaine gero geronimo gerrard gerri
    gerrit gerry gerson gert gertha gertie gertrud gertrude gertrudis gertude geta gethin ghada
    ghani gheorghe ghislaine giacomo gian gian-luca giancarlo gianfranco giang gianluca
    gianluigi gianna gianni giannis gibson gideon gidget gifford gigi gil gilbert gilberte
    gilberto gilda giles gilles gillian gilma gilman gilmore gina ginette ginny gino gioia
    giorgio giorgos giovani giovanna giovanni girolamo gisela gisele giselle gita giulia
    giuliana giuliano giulio giuseppe giuseppina giz gladis glady gladys glayds glenda glendora
    glenn glenna glennie glennis glinda gloria glory glover glynda glynis godfrey godwin gok
    gokhan golda goldie goli goma goncalo gonzalo gopal goran gordon gorge gottfried gottlieb
    govind gowri gracia gracie graciela grady graeme graham graig grainne grayce grayling grazia
    graziano grazyna grecia greco greene greg gregg gregoire gregor gregoria gregorian gregorio
    gregory greta gretchen grete gretel gretta gricelda griffin griffith grisel griselda gro
    grover grzegorz guadalupe gudrun guglielmo guido guilherme guillaume guillermina guillermo
    gul guled gun-britt gunn gunnar gunter gunther guo gurdeep gurmeet gurney gurpreet gus
    gussie gust gusta gustaf gustav gustave gustavo gustavus gusti guthrie gwen gwenda gwendolyn
    gwenn gwilym gwyn gwyneth gyorgy gyula haden hadi hadiza hae hafiz hai haider hailey hakan
    hakeem hakim hal hale haleema haley hali halil halim halima halina hall halley hallie halsey
    hamid hamish hampton hamza han hana hanan hanh hani hank hanna hannah hanne hanne-lore
    hannelore hannes hanno hans hans-adolf hans-albert hans-bernd hans-christian hans-dieter
    hans-dietrich hans-eberhard hans-erich hans-friedrich hans-georg hans-gerd hans-gerhard
    hans-gunter hans-gunther hans-heinrich hans-helmut hans-henning hans-herbert hans-hermann
    hans-joachim hans-jochen hans-josef hans-jurgen hans-karl hans-ludwig hans-martin
    hans-michael hans-otto hans-peter hans-rainer hans-rudolf hans-theo hans-ulrich hans-uwe
    hans-walter hans-werner hans-wilhelm hans-willi hans-wolfgang hansel hanson hao harald
    hardie hardin harding hardy hari haris harish harjit harlan harland harley harman harmon
    harold harper harpreet harrell harri harriet harriett harriette harris harrison harry hart
    hartley hartwell haruka harun haruna haruto harvey hasan hassan hassie hasta hatice hattie
    hava hawa hayat haydee hayden hayes hayley hays hazen hazrat heba heber hebert hector hedda
    hedwig hedy hee heide heide-marie heidi heidy heike heinrich heinz heinz-dieter heinz-georg
    heinz-gerd heinz-gunter heinz-gunther heinz-joachim heinz-josef heinz-jurgen heinz-otto
    heinz-peter heinz-walter heinz-werner heinz-wilhelm heinz-willi helaine helen helene helga
    helge hella helle hellen helmer helmut hema hemant hemi henderson hendrik henk henna henning
    henny henri henrietta henriette henrik henrique henry henryk herbert heriberto herlinda
    herma herman hermann hermann-josef hermelinda hermes hermila hermina hermine herminia hermon
    hernan herrmann herschel hershel herta hertha herve hester hettie hetty heyward hezekiah
    hideo hiedi hien hieu hilal hilaria hilario hilary hilbert hilda hilde hildegard hildegarde
    hildred hill hillary hilliard hilma hilton hipolito hiram hiroko hiroshi hisako hisham hoa
    hoang hobert hobson hoke holden holger holland holley holli hollie hollis holly holm holmes
    homer honore hoover horace horacio horatio horst horst-dieter horst-gunter horst-peter
    hortencia hortense hortensia horton hosea hossein howard howell hoyt hsiu hubbard hubert
    huda hudson huey hugh hughes hugo hugues hui hulda hulya humberto humphrey huong hurley
    hussain hussein huston huw huy huyen hwa hyacinth hye hyman hymen hyo hyon hyun iain ian ib
    iban ibis ibrahim ica ida idalia ide idell idella idris iesha ieuan ifa ife ifeanyi ifedayo
    ifeoma ige ignacia ignacio ignatius ignazio igor ihsan iida ika ike ikenna iker ikram ila
    ilana ilda ildiko ileana ileen ilene ilham ilhan iliana ilie illa ilo ilona ilse iluminada
    ilyas ima iman imelda immaculate immanuel imo imogen imogene imran imre ina inaya indah
    inderjit indira indra indy ine inell ines inez ing-britt ing-marie inga inga-britt inga-lill
    inge ingeborg inger ingmar ingo ingram ingrid inigo inka inna inocencia insa ioan iola iolo
    ione iqbal ira iraida irena irene irfan irina irish irl irma irmgard irvin irving irwin
    iryna isa isaac isaak isabel isabela isabell isabella isabelle isac isadora isaiah isaias
    isak isaura ise isela isha ishaan ishmael isiah isidore isidra isidro isin isis isla islam
    ismael ismail isobel isolde isra isreal issa issac istvan ita itzel iva ivan ivana ivanka
    ivar ivelisse iver iverson ivette ivey ivo ivonne ivor iwan iwo iwona iza izetta izola izzy
    ja jabal jabari jabbar jacalyn jace jacek jacelyn jacinda jacinta jackeline jackelyn jacki
    jackie jacklyn jackqueline jacky jaclyn jacob jacobus jacoby jacopo jacqualine jacque
    jacquelin jacqueline jacquelyn jacquelyne jacquelynn jacques jacquetta jacqui jacquie
    jacquiline jacquline jacqulyn jada jaden jadwiga jae jaga jagdish jagger jagoda jai jaime
    jaimee jaimie jair jaka jake jakob jakub jaleesa jalen jalisa jama jamaal jamal jamar jame
    jamee jameela jamel james jameson jamey jami jamie jamie-lee jamie-leigh jamika jamil jamila
    jamin jamison jammie jan jan-ake jan-erik jan-olof jan-peter jana janae janaki janay jane
    janean janee janeen janel janell janella janelle janene janessa janet janeth janett janetta
    janette janey jani janice janie janiece janina janine janis janise janita janko jann janna
    janne jannet jannette jannie jano janos january janus janusz janyce jaqueline jaquelyn jara
    jared jarek jaren jari jarl jarod jaroslav jaroslaw jarred jarrett jarrod jarvis jase
    jasmeet jasmin jasmine jasna jason jasper jaspreet jaswinder jaunita javad javed javi javier
    jawad jax jaya jayden jaye jayesh jaylen jayme jaymie jayna jayne jayson jazmin jazmine jc
    jean-baptiste jean-charles jean-christophe jean-claude jean-francois jean-jacques jean-louis
    jean-luc jean-marc jean-marie jean-michel jean-paul jean-philippe jean-pierre jean-pol
    jean-yves jeana jeane jeanelle jeanene jeanett jeanetta jeanette jeanice jeanie jeanine
    jeanmarie jeanna jeanne jeannetta jeannette jeannie jeannine jeb jed jeet jef jeff jefferey
    jefferson jeffery jeffie jeffrey jeffry jelena jemima jemma jen jenae jene jenee jenell
    jenelle jenette jeneva jeni jenice jenifer jeniffer jenine jenise jenna jennefer jennell
    jennette jenni jennie jennifer jenniffer jennine jennings jenny jens jens-peter jens-uwe
    jensen jep jeppe jerald jeraldine jeramy jere jeremiah jeremias jeremy jeri jerica jerilyn
    jerlene jermaine jeroen jerold jerome jeromy jerrell jerri jerrica jerrie jerrod jerrold
    jerry jerzy jesenia jesica jesper jess jesse jessenia jessi jessia jessica jessie jessika
    jessy jestine jesus jesusa jesusita jethro jett jetta jettie jewell ji jian jianguo jigna
    jill jillian jim jimmie jimmy jina jing jinny jip jiri jitendra jiyoung jo joachim joakim
    joan joana joane joanie joann joanna joanne joannie joao joaquim joaquin joaquina jobe
    jocelyn jochen jodee jodi jodie jody joe joeann joel joella joelle joellen joesph joetta
    joette joey joffrey johan johana johann johanna johanne johannes john johna johnathan
    johnathon johnetta johnette johnie johnna johnnie johnny johnsie johnson johny joi joie joko
    jolanda joleen jolene joline jolyn jolynn jon jona jonah jonas jonathan jonathon jone jonell
    jonelle jones joni jonie jonna jonnie jonny jono joon joost jordana jordi jordon jordy jorge
    joris jos josef josefa josefina josefine joselyn josep joseph josephina josephine josephus
    josette josh joshua josiah josie josip joslyn jospeh josphine jost josue jovan jovita joya
    joyce joycelyn joye jozef juan juana juanita judah judd jude judi judie judith judson judy
    juergen juha jule julee julene jules juli julia julian juliana juliane juliann julianna
    julianne julie julie-anne julieann julien julieta julietta juliette julio julissa julius
    juma jun junaid jung juni junie junita junius junko jure jurgen juri jussi justa justin
    justina justine justus jutta juul jyoti ka kaan kabir kacey kaci kacie kacy kade kader kadir
    kai kai-uwe kaila kaisa kaiser kaitlin kaitlyn kaito kaj kaja kaleb kaleigh kaley kali
    kalina kalle kallie kalman kalpana kalyn kam kamal kamala kamar kamil kamila kamilah kamran
    kanda kandace kandice kandis kandra kandy kane kanesha kani kanisha kara karan kare kareem
    kareen karel karen karena karey kari karie karim karima karin karina karine karisa karissa
    karl karl-august karl-dieter karl-erik karl-ernst karl-friedrich karl-georg karl-hans
    karl-heinrich karl-heinz karl-hermann karl-josef karl-jurgen karl-ludwig karl-otto
    karl-peter karl-werner karl-wilhelm karla karleen karlene karly karlyn karman karmen karna
    karol karole karolina karoline karolyn karon karren karri karrie karry karsten karta karthik
    kary karyl karyn kasandra kasey kash kasha kasi kasia kasie kasim kaspar kasper kassandra
    kassie kata katarina katarzyna kate katelin katelyn katelynn katerina katerine kath
    kathaleen katharina katharine katharyn kathe katheleen katherin katherina katherine kathern
    katheryn kathey kathi
    """
)
