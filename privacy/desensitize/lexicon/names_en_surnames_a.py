"""Surnames of many peoples, first half of the alphabet. Plain data.

Lower case, without accents. From the US Census Bureau's name files of 1990 (public domain), names
of Faker's locales in Latin letters (MIT licence) and lists written for this project.
"""

from __future__ import annotations

from privacy.desensitize.lexicon import words

SURNAMES_A = words(
    """
    aaron aas aba abbas abbasi abbate abbott abdallah abdi abdullah abdullahi abed abel abell
    abercrombie abernathy abernethy abeyta abiola ables abner abney abraham abram abrams
    abramson abrego abreu abubakar acevedo acheampong achebe acker ackerman ackley acord acosta
    acree acuna adam adamczyk adame adames adams adamson adamu adan adcock addington addo
    adebayo adekunle adeleke adeyemi adichie adigun adjei adkins adolph adorno adrian adu
    afolabi agarwal agate agee aggarwal agnew agosto aguayo aguero aguiar aguila aguilar
    aguilera aguirre agyeman ahearn ahern ahlers ahluwalia ahmad ahmadi ahmadzai ahmed ahn ahner
    aho ahrens aiello aikens ainsworth aitken ajayi akande ake aker akers akhtar akinola akins
    akintola akinyemi akpan alabi alam alami alanis alaniz alarcon alastair alba albanese albano
    albers albert alberto alberts albertson albin albrecht albright albritton alcala alcantar
    alcantara alcaraz alcorn alden alderman alderson aldridge alegria alejandro aleman alessi
    alex alexander alexandre alexiou alexis alexopoulos alfano alfaro alfonso alford alfred ali
    alicea aliyev allain allan allard alleman allen alley alleyne allgood allison allman allred
    almanza almaraz almeida almonte alonso alonzo alpert alston altamirano altman alton alva
    alvarado alvarez alvaro alvey amadi aman amaral amaro amato amaya ambriz ambrose amerson
    ames amey amick amigo amin ammons amo amon amor amos ampofo amundson anand anastasiou anaya
    anderlini anders andersen anderson anderton andino andrade andre andreou andres andresen
    andress andrew andrews andrus angell angelo anglin anguiano angulo angus aniston anna anne
    annis ansa ansah ansari ansley antal anthony antoine anton antonelli antoniou antony anyanwu
    aparicio apodaca aponte appel appia appiah appleby applegate applewhite appling aquino arab
    aragon arana aranda arango araujo arbogast arbuckle arce arceneaux archambault archibald
    archie archuleta arcos ard ardoin arellano arevalo argo arguello argueta arias ariza
    arkwright armani armas armbruster armendariz armenta armijo armitage armstead armstrong
    arndt arnett arnold aronson arredondo arreola arriaga arrieta arrington arriola arrowood
    arroyo arruda arsenault arslan arteaga arthur artis arya aryan asamoah asante asare ashburn
    ashby ashcraft asher ashley ashmore ashraf ashworth askew aslam aslan asp ata atchley
    atencio athanasiou atkins atkinson attah attaway atwell atwood aubin aubrey aucoin audette
    auger august auld ault aurora auten autrey autry avalos avelar avent averill avery avila
    aviles awolowo ayala ayanda aycock aydin ayers ayodele ayoola ayotte ayres azevedo azikiwe
    baa babatunde babb babbitt babcock baber babin babineaux babu baca bachman bachmann backer
    backman backus badawi bader badillo badu bae baer baez baeza bagby baggett bagley bagwell
    bah bahena bahr bai baier bailes bailey baily bain baines bair baird bajwa bakare baker
    bakke bakker bal bala balch balderas baldridge baldwin bales ballance ballard ballenger
    ballesteros ballew ballinger ballou balogun balotelli baltazar bancroft bandy bane banerjee
    bangura banister bankston bannister bannon bano banta banuelos baptiste barajas baran barba
    barbee barbieri barbosa barboza barclay barden barela barfield barger barham barhorst barker
    barkley barksdale barlow barnard barner barnes barnett barnette barney barnhart barnhill
    barns barnum barnwell baron barone barr barragan barraza barrera barreto barrett barrick
    barrientos barriga barringer barrios barron barros barrows barry barta bartel bartels barth
    bartlett bartley barton bartos bartz barzani basham bashir basile basinger baskerville
    baskin bassett basso bastian basu batchelder batchelor bateman bates batey batista batiste
    batson battaglia batten batts batty baty bauer baugh baugher baughman baum bauman baumann
    baumgardner baumgartner bautista baxley baxter bay bayer bayless bayne bazan beal beale
    beall beals beaman beamer beamon beane bearden beardsley beasley beason beaton beattie
    beatty beaty beauchamp beaudoin beaudry beaulieu beavers becerra bechtel bechtold beck
    becker beckett beckford beckley beckman beckwith becnel bedard bedell bednar bedwell bee
    beebe beecher beeler beeman beene beery beeson begay beggs begley behr behrens bejarano
    belanger belcher belden bele belisle belk bellamy beller bellinger bello belton beltran
    bemis ben benali benally benavides benavidez benbow bender benedetto benedict benefield
    benfield benford benge benham benitez benito benjamin benn benner bennet bennett benning
    benoit benson bentley benton bentz benz berard berg berger bergeron bergin berglund bergman
    bergmann bergstrom berkowitz berman bermudez bernal bernard bernardo berndt berner bernhard
    bernhardt bernie bernier bernstein berrios berry berryhill berryman bertram bertrand berube
    bess bessette betancourt bethea bethune bettencourt bettis betts betz bevan beveridge
    beverly bevins bevis bey beyer bhatia bhatt bhattacharya bhattacharyya bhatti bianchi bianco
    bibb bibbs bible bice bickel bickerstaff bickford biddle bidwell bieber bierman bigelow
    biggs bigham bigler bigot biles biller billings billingsley billington billiot billups billy
    bilodeau binda binford bing bingham binion binkley binns birch birchfield birdsong bischoff
    bish bissell bisson bissonnette bittner bivens bivins bixler blackburn blackford blackman
    blackmon blackmore blackshear blackstock blackstone blackwell blaha blain blaine blair blais
    blaisdell blaise blake blakely blakemore blakeney blakey blalock blanca blanch blanchard
    blanche blanchette blanding blaney blankenship blanks blanton blaylock blenkinsop blevins
    bliss bloch blodgett bloom bloomer blot bluhm blum blume blumenthal bly boateng boatman
    boatright boatwright bobbitt bocanegra bock boddie bodine bodnar boe boehm boer boettcher
    bogan bogard bogart boger boggess boggs bogle bohannon bohn boisvert bojorquez boland
    bolanos bolden bolding boldt bolduc bolen boles bolick bolin boling bolinger bolling bolton
    bona boney bonham bonilla bonin bonnell bonner bonnett bonney bono booher booker boone booth
    boothe boozer bor bora bordelon boren borges boris borkowski borowski borrego borst bos
    bosch bosco bosley bost bostic bostick bostwick boswell bosworth botelho botello bott botts
    bouchard boucher boudreau boudreaux boulanger bouldin bourassa bourg bourke bourne bourque
    bousquet boutin bouton boutte boutwell bove bowden bowe bowen bowens bower bowers bowes
    bowker bowles bowlin bowman bowser bowyer boyce boyd boyer boyett boyette boykin boykins
    boylan boyle boyles bracey brackett bracy bradberry bradbury braddock braden bradfield
    bradford bradley bradshaw brady brainard braithwaite bramble bramlett brammer brandenburg
    brandon brandt branham brann brannan brannon brantley branton brashear brasher braswell
    bratcher bratton braud brauer braun brawley brawner bray breault breaux breckenridge bree
    breeden breedlove breen brehm breland bremer brennan brenner brent breton brett breunig
    brewington brewster brewton brian brice bricker bridgeman brien briggs briley brill brinker
    brinkley brinkman brinson briones brisco briseno brister bristow brito britt brittain
    britton broadnax broadus broadwater broadway brock brockington brockman brockway broderick
    brodeur brodie brogan brogdon brokaw bromley bronson brooke brooker brookins brooks
    brookshire brophy brotherton broughton broussard browder brower browne brownell brownfield
    brownlee broyles brubaker bruce brumbaugh brumfield brumley brummett brun brundage brune
    brunelle bruner brunet brunette brunner bruno bruns brunson bruton bryan bryant bryce bryson
    bucci buchanan bucher buchholz buckley buckman buckner budd budde buehler buell buffington
    buford bugg buggs buhari bui buick buie bullard buller bullington bullis bullock bulter
    bumgarner bundy bunn bunnell bunton burch burcham burchett burchfield burd burdett burdette
    burdick burdine burford burg burge burgess burgett burgin burk burke burkes burkett
    burkhalter burkhardt burkhart burkholder burks burleson burley burlingame burmeister burnell
    burnett burnette burney burnside burrell burress burris burroughs burrow burrows burrus
    burson burt burton burwell busby busch bush bushey bushman bushnell buss busse bussell
    bussey bustamante buster bustos butler butterfield butters butterworth butts butz buzzell
    byars bybee byerly byers byler bynum byrd byrne byrnes byron byrum caballero caban cabe
    cabezas cabral cabrera caceres cade cadena cady caesar cagle cahill cahoon cai cain caine
    cairn calabrese calder calderon caldwell calhoun calkins callaghan callahan callan callen
    callender callis calloway calton calvillo calvin calvo calzada camacho camara camarillo
    cambell cameron camino campagna campbell campion campos camus canady canales candelaria
    canfield cann cannady canny cano canter cantor cantrell cantu cantwell canty cao capers
    capone capps caputo caraballo caraway carbajal carbaugh carbone carden cardenas carder
    cardin cardona cardoso cardoza cardwell carey cargill carillo carl carleton carley carlile
    carlin carlisle carlo carlos carlsen carlson carlton carlyle carmack carman carmichael
    carmody carmona carnahan carnes carney caro caron carothers carpenter carper carr carranza
    carrasco carrasquillo carraway carrell carreon carrera carrero carrico carrigan carrillo
    carrington carrion carrol carroll carruth carruthers carson carswell carter cartwright carty
    caruso caruthers carvajal carvalho carver cary casares casarez casey cashman casiano
    casillas caskey cason caspar casper cassady cassell cassidy castaneda casteel castellano
    castellanos castillo castle castleberry castleman casto castor castro caswell catalan
    catalano cate cates cathcart cathey catlett catlin cato caton catron caudill caudle cauley
    causey cauthen cavanaugh cavazos cavender cawley cazares ceasar ceballos cech cecil cedeno
    cedillo ceja celestine celik centeno cepeda cerda cervantes cervantez cespedes chabot chacon
    chadwick chaffee chaffin chafin chaisson chakrabarti chakraborty chalmers chamberlain
    chamberlin chamblee chambless chambliss chamorro champlin chan chancey chandler chandra
    chandran chaney chang chao chapa chapin chaplin chapman chappell charbonneau charette
    charles charley charron chartier chasse chastain chasteen chatman chatterjee chaudhary
    chaudhry chaudhuri chauhan chauvin chavarria chaves chavez chavis cheatham chee cheeks
    cheema chen chenault cheney cheng chenoweth chesser chester cheung chevalier chevrolet chi
    chibi childers childress childs chiles ching chinn chinwe chipman chisholm chism chisolm
    chitwood chiu cho choate choe choi cholmondeley chopra chou choudhury chouinard chowdhury
    chrisman christ christensen christenson christian christiansen christianson christie
    christman christodoulou christoph christopher christopherso christou christy chu chukwu chun
    chung cid cifuentes cimino cintron cis cisco cisneros cisse claar clack clancy clanton clapp
    clapper clare clark clarke clarkson clary claude claudio claus clausen claussen clawson
    claxton claypool clayton cleary clegg cleghorn clem clement clements clemmer clemmons
    clemons cleveland clevenger clifford clift clifton cline clinton clooney clough clouse
    cloutier clow clyburn clyde coakley coates cobb cobbs coble cobos coburn coca cochran
    cockerham cockrell cody coe coelho coen cofer coffey coffman cofield coggins cogswell cohen
    cohn coker colangelo colbert colburn colby cole colella coleman coley colin coll collado
    collard collazo collett collette colletti colley collier collins collum colman colquitt
    colson colston colter colucci colunga colvin colwell comeau comeaux comer compton comstock
    conant conaway concepcion condon congdon conger conklin conley conlin conlon conn connell
    connelly conner conners connery connolly connor connors conover conrad conroy constantino
    conte conti contreras conway conwell cooke cooksey cooley coombs coomer cooney coons cooper
    copeland copley coppola corbett corbin corbitt cordeiro cordell corder cordero cordes
    cordova corey corley corliss cormier cornejo cornelius cornell cornet cornett cornish
    cornwell coronel corral corrales correa correia correll corrigan corriveau corso corson
    cortes cortez corum corwin cory cosby cosgrove cosme cosper coss costanzo costello coston
    cota cote cothran cotten cotter cottingham cottle cotto cottrell coughlin coulibaly coulombe
    coulson coulter countryman courson courtney courtois cousins couture covarrubias covey
    covington cowan coward cowart cowell cowen cowles cox coy coyle coyne cozart crabb crabtree
    craddock crafton craig crain cram cramer crampton crandall crandell cranford cravens craver
    crawford crawshaw crayton creamer creech creekmore creel creighton crespi crespo cress
    cribbs crider crim crippen criss crist criswell crites crittenden crocker crockett croft
    cromer cromwell crone cronin cronk crooks croom cropper crosby crossland crossley crossman
    croteau crotty crouch crouse crow crowder crowe crowell crowley croy crozier crum crumley
    crump crumpton cruse crutcher crutchfield cruz cuellar cuesta cuevas culbertson cull cullen
    culler culp culpepper cumming cummings cummins cundiff cunha cunningham cuomo cupp cureton
    curiel curley curran currie currier currin curtin curtis curtiss cushing cushman cusick
    cuthbertson cyr cyrus dabbs dabney dacosta dada daggett dagostino dahl dahlberg dahlgren
    daigle dail dailey daley dalrymple dalton daly damato dameron damiano damico damon damron
    dan dana dancy dandrea dandridge dane dangelo dangerfield dani daniel daniels danielson
    danjuma danley dann danner dansby dantzler dar dara darby darcy dardar darden darko darling
    darnell darr darrow das dasgupta dasher dasilva daugherty daughtry dave davenport daves
    davey david davidson davies davila davis davy daw dawkins dawson daye deak dean deanda
    deangelis deangelo deans dearing deas deason deaton deaver deberry deboer debose decarlo
    decastro deckard decker decosta decoteau dee deel deen deere deering dees deese deguzman
    dehart dehaven dejesus dejong dekker delacruz delafuente delagarza delaney delapaz delarosa
    delatorre deleon delgadillo delgado delisle delk dellinger deloach delong delossantos delp
    delrio deluca deluna delvalle demarco demello dement demers deming demir demoss dempsey
    dendy deng denham denis denman dennard denney denning dennis dennison denny densmore denson
    denton deo depew depriest derosa derr derrick desai desantis deshmukh deshpande desilva
    desimone desjardins desmarais desmond desrochers desrosiers destefano deutsch devaney dever
    devi deville devin devine devito devlin devoe devore devries deweese dewey dewitt dews
    dexter dey deyoung dhaliwal dhillon diallo diaz dibble dicarlo dick dicken dickenson
    dickerson dickey dickie dickinson dickman dicks dickson didier diehl diep dietrich dietz
    diez diggins diggs dill dillard dilley dillingham dillion dillman dillon dilworth dimaggio
    dimitriadis dimitriou din dinger dingess dingle dingman dinh dinkins dinsmore dion dionne
    diop dipietro dishman disney distefano dix dixon dlamini doak doan doane dobbins dobbs
    dobson doby dockery doctor dodd dodds dodson doe doering doerr dogan doggett doherty dolan
    dolezal dombrowski dominguez dominick dominquez dona donahue donald donaldson donato
    donelson dong donley donnell donnelly donner donofrio donohue donovan doody dooley doolittle
    doppler dora doran dore dorman dorn dorr dorris dorsett dorsey dortch dosanjh doss dotson
    doty doucet doucette dougherty doughty douglas douglass dow dowd dowdell dowden dowdy dowell
    dowling downes downey downing doyle doyon dozier drake draper drayton drees dreher drennan
    dressler dreyer driggers driscoll driskell drummond drury dryden duan duane duarte dube
    dubey dubois dubose ducharme duchesne duckett duckworth duda dudek dudley duenas duff duffey
    duffy dufour dufresne dugan dugas duggan dugger duhon duke dulaney dunagan dunaway dunbar
    duncan dunford dunham dunkin dunkle dunlap dunleavy dunlop dunn dunne dunning dunston dunton
    duong duplessis dupre dupree duprey dupuis duque duquette duran durand durbin durden durfee
    durham durkee durkin durr durrett durst dustin dutcher dutra dutta dutton duvall dvorak
    dwyer dyer dyke dykes dykstra dyson eades eads eady eagan eakin eakins eames earle earley
    earls earnshaw earp easley eason easter easterling eastman eaton eaves eberhardt eberle
    ebert ebrahimi eby echevarria echeverria echols eck ecker eckert eckhardt eckman eckstein
    eco economou eddings eddins eddy edelman edelstein edens edgar edgerton edington edmiston
    edmond edmonds edmondson edmonson edson edward edwards edwin efstathiou egan egbert egger
    eggers eggert eggleston egwu ehlers ehrlich eichelberger eicher eichhorn eichler eidson
    eiland eisenberg ek ekwueme el-sayed elam elder eldred eldredge eldridge eley elias eliason
    elijah elizondo elkins elledge eller ellingson ellington elliot elliott ellis ellison elmer
    elmore elrod elsayed elson elston elwell elwood ely emanuel embry emeka emerick emerson
    emery emmanuel emmert emmett emmons emo emory encarnacion endicott eng engel engelhardt
    england engle engler englert english engstrom enoch enos enright enriquez entwistle epperson
    epps epstein erb erdman erdmann erdogan erickson ericson ericsson eriksen eriksson ernest
    ernst ervin erwin escalante escamilla escobar escobedo eskew eskridge esparza espinal espino
    espinosa espinoza esposito esquibel esquivel esteban estep estes estevez estrada estrella
    etheridge ethridge etienne etter eubank eubanks eudy eugene evan evangelista evans evenson
    everett everette everhart evers eversole everson ewald ewell ewing exum eyre eze ezeh ezell
    faber fabian fabregas fadipe fagan fahey fain fairchild faircloth fairley faison fajardo
    falco falcon falcone falgoust falk falkner fancher fanelli fang fann fannin fanning fanshawe
    fant farah farber fares faria farias farina faris farkas farley farnsworth farooq farouk
    farr farrar farrell farrington farris farrow farwell fashola faulk faulkner faust favela
    favors favre fawcett fay fazio feaster featherstone feder federico feeney feinberg felder
    feldman feliciano felipe felix felker feller felton felts fender fenn fennell fenner fenton
    fenwick ferebee fergus ferguson ferland fermi fernandes fernandez ferran ferrante ferrari
    ferraro ferrell ferrer ferri ferris ferro fetter fick fidler fiedler fielder fielding fierro
    fife fifield figueroa fike fincher findley fink finkelstein finlay finley finn finnegan
    fiona fiore fischer fisher fishman fisk fiske fitch fite fitts fitz fitzgerald fitzhugh
    fitzpatrick fitzsimmons fitzwater flack flagg flaherty flanagan flanders flanigan flannery
    flatt fleck fleenor fleischer fleming flemming fletcher flinn florence flores florez flory
    flournoy floyd flynn fo fofana fogarty fogel fogg fogle foley folse foltz fong fonseca
    fontenot fontes foote forbes ford forde foreman forester foret forman forney forrest
    forrester forsberg forster forsythe forte fortenberry fortier fortin fortner fortney
    fortunato forza foss foster fotheringham fournier foust fouts fowler fowlkes fox foy fraga
    fraley frances francis franck franco francois frank franke frankel franklin franks frantz
    franz franzen fraser frasier frawley frazee frazer frazier frechette frederick fredericks
    frederickson fredette fredrick fredrickson freedman freeland freeman freese freitag freitas
    freund frey frias frick fricke friday friedman friedrich friel frierson fries friesen frink
    frisbie frisby frisch frisk frith fritsch fritts fritz frizzell frye fuchs fuente fuentes
    fugate fuhrman fulbright fulcher fulford fulk fulkerson fulks fuller fullmer fulmer fulton
    fultz funderburk fung funke fuqua furlong furman furr furtado fusco fussell futrell gaba
    gabbard gabel gabriel gaddis gaddy gadhia gadson gaffney gagne gagnon gailey gainer gaines
    gainey gaitan gaither galan galarza galbraith galbreath gale gales galicia galindo gall
    gallagher gallaher gallant gallardo gallego gallegos gallo galloway galvan galvez galvin
    gama gamache gamboa gambrell gamez gammon gandhi gandy ganesh ganguly gann gannon gant gantt
    gao gaona garay garber garces garcia gard gardiner gardner garibay garica garman garmon
    garnett garret garretson garrett garrick garrido garris garrity garry garth gartner garver
    garvey garvin gary garza gasa gaskill gaskin gaskins gaspar gaspard gass gast gaston
    gatewood gatlin gatling gattis gatto gaudet gaul gault gause gauthier gavin gayle gaylor
    gaylord gaynor gaytan gearhart gebhardt geddes gee geer gehring geier geiger geis geisler
    geist geller gendron genovese gentile george georges georgiou geraghty gerald gerard gerber
    gerdes gerhardt gerhart gerlach german geter getty getz geyer ghosh gibbon gibbons gibbs
    gibson giddens giddings gideon giese gifford giglio gil gilbert gilbertson gilbreath giles
    gilkey gill gillam gillard gillen gilles gillespie gillett gilley gilliam gilliard gilligan
    gilliland gillispie gillman gillum gilman gilmer gilmore gilpin gilreath gilson gimenez gina
    gingrich ginn ginsberg ginter giordano gipson girard giron giroux gish gist givens gladden
    gladney glaser glasser glassman gleason glenn glick glidden glisson glover gluck goad gober
    goble goblet goddard godfrey godin godinez godoy godsey godwin goebel goetz goff goforth
    goings goins goldberg golding goldman goldsberry goldsmith goldstein gomez goncalves gong
    gonsalves gonzaga gonzales gonzalez gonzalo gooch goodale goodall goode goodell gooden
    goodin gooding goodman goodnight goodrich goodson goodwin goolsby gopalakrishnan gordan
    gordon gordy gore gorham gorman gormley gorski gorton gosnell goss gosselin gossett goswami
    gott gottlieb gouge gough gould goulding goulet gourley govan gowan gowen gower goyal graber
    grabowski gracia grady graf graff gragg graham grammer granado granados gras grasso gravely
    graybill graziano greathouse greaves greco greenberg greene greenleaf greenlee greenwald
    greenway greenwell greenwood greer gregg gregoire gregor gregorio gregory greig greiner
    grenier grewal gribble grice grider griego grier griffen griffey griffin griffis griffith
    griffiths grigg griggs grigoriou grigsby grijalva grillo grimes grimm grimmett grimshaw
    grimsley grisham grissom griswold grizzle groce groff grogan grooms grose grossman grosso
    groth grover groves grubb grubbs grube gruber gu guadalupe guajardo guardado guardiola
    guarino guay gucci guenther guerin guerra guerrero guertin guevara guffey guido guidry
    guillaume guillen guillory guillot guinn guinness gul gullett gulley guma gunawardena
    gunderson gunn gunter gunther guo gupta gurley gurney gurule gusman gustafson gustin guth
    guthrie gutierrez guyer guyton guzman gwin gwinn gwynne haag haas haase haber hackett
    hackler hackman hackney hackworth haddad hadden haddix haddock hadjimichael hae hafer
    haffner hafner hagan hagans hage hager hagerman hagerty haggard haggerty hagler hahn haider
    haigh haight haile hailey haines haire hairston hake hakim halbert halcomb hale hales haley
    halford hall haller hallett halley halliburton halliday hallman hallock halloran hallowell
    halpern halpin halsey halstead halter halverson halvorson hamann hamblin hambrick hamby
    hamel hamer hamill hamlet hamlett hamm hammack hammel hammers hammett hammock hammon hammond
    hammonds hammons hampton hamrick hamza han hance hancock handley hanes haney hankins hanks
    hanley hanlon hann hanna hannah hannan hannon hanrahan hans hansel hansen hanson hao haque
    harbaugh harbison hardaway hardcastle hardee hardeman hardesty hardie hardiman hardin
    harding hardison hardman hardy hare hargett hargis hargrave hargreaves hargrove hari haring
    harkins harkness harlan harless harley harman harmon harney haro harold harper harr harrell
    harrelson harrigan harriman harrington harris harrison harrod harrold harry hart harter
    hartfield hartle hartley hartman hartmann hartnett hartsell hartsfield hartung hartwell
    hartwig harty hartz hartzell harvell harvey harwell harwood hasan hashemi hashimoto hashmi
    haskins hass hassan hassani hassell hassler hasson hastings hasty hatcher hatchett hatfield
    hathaway hatley hatten hatter hauck haug haugen haun haupt hauser havard havens haversham
    haviland hawes hawkes hawkins hawks hawley hawn haworth haws hay hayashi hayden haydon hayes
    haygood hayman haynes haynie hays hazelton hazelwood hazen hazlett hazzard headley headrick
    heald healey healy hearn hearne heath heaton hebblethwaite hebert hecht hecker heckman
    hector hedgepeth hedges hedrick heffernan heffner heflin hefner hegarty heil heilman heim
    hein heine heinrich heins heintz heinz heiser heisler helen heller hellman helm helman
    helmer helmick helms helton hembree hemingway hemphill hendershot henderson hendley hendon
    hendren hendrick hendricks hendrickson hendrix henke henkel henley hennessey hennessy
    henning henninger henri henriques henriquez henry hens hensel henshaw hensley henson hepburn
    herald herbert herbst heredia herman hermann hermans hermes hermosillo hernadez hernandes
    hernandez herod herold heron herr herren herrera herrick herrin herrington herrmann herron
    hersey hershberger hershey hertel hertz herzog hess hesse hester het hetherington hetrick
    hewett hewitt hewlett heyer heyward hiatt hibbard hibbs hickerson hickman hicks hickson higa
    higdon higginbotham higgins higgs highsmith hight hightower hilary hilbert hildebrand
    hildebrandt hildreth hiles hill hillard hiller hilliard hillis hillman hilton himes hindman
    hines hinkle hinkley hinman hinojosa hinrichs hinshaw hinson hinton hintz hinz hipp hirsch
    hirst hite hitt hix hixon hixson hoag hoagland hoang hobbs hobson hoch hochstetler
    hockenberry hodge hodges hodgkins hodgson hodson hoelscher hoes hoey hofer hoff hoffer
    hoffman hoffmann hofmann hogan hoggard hogue hoke holbert holbrook holcomb holcombe holden
    holguin holifield holland hollander hollar hollenbeck holler holley holliday hollifield
    holliman hollinger hollingsworth hollins hollis holloman holloway hollowell holly holm
    holman holmberg holmes holmgren holmquist holroyd holst holstein holston holt holton holtz
    holub holzer hom homan homer honaker honeycutt hoof hooper hooten hoover hopkins hoppe
    hopson horan hord hornback horne horner horning hornsby horowitz horsley horst horton
    horvath hosey hoskins hosseini hostetler hostetter hotchkiss hou houck houk houle houlihan
    houser housley hovey hovis howard howarth howe howell howells howerton howes howie howland
    howlett howze hoyle hoyos hoyt hsu hu huang hubbard hubbell hubbs huber hubert huck huckaby
    hudak huddleston hudgens hudgins hudson hudspeth huebner huerta huertas huey huff huffman
    hufford hug huggins hughes hughey hugo hulbert hulett hulse hulsey humbert hume humes hummel
    humphrey humphries hundley huneycutt hungerford hunley hunsaker huntsman hupp hurd hurley
    hurst hurtado huskey huss hussain hussein hussey huston hutchens hutcherson hutcheson
    hutchings hutchins hutchinson hutchison huth hutson hutto hutton huynh hwang hyatt hyde
    hyden hyder hyland hylton hyman hynes ibanez ibarra ibeh ibrahim ide idris igwe iheanacho ii
    ikeda iliadis imes imhoff infante ingalls ingersoll ingle inglis ingraham ingram iniesta
    inman inoue iqbal irby irish irizarry irvin irving irwin isaac isaacs isaacson isbell
    isenberg isham islam islas isley ismail isom ison issa ito iverson ivey ivie iwu iyer izzo
    jablonski jack jackman jacks jackson jacob jacobi jacobo jacobs jacobsen jacobson jacoby
    jacques jacuzzi jaeger jaffe jaggers jahan jahn jaime jaimes jain jali jalloh jama jamerson
    james jameson jamieson jamil jamison jan janes jang jankowski jansen janson janssen janssens
    jaques jaquez jara jaramillo jardine jarman jarmon jarrell
    """
)
