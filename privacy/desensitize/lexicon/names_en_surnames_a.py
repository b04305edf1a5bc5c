"""Surnames of many peoples, first half of the alphabet. Plain data.

Lower case, without accents. From the US Census Bureau's name files of 1990 (public domain), names
of Faker's locales in Latin letters (MIT licence) and lists written for this project.
"""

from __future__ import annotations

from privacy.desensitize.lexicon import words

SURNAMES_A = words(
    """
    aaron aas aba abbas abbasi abbate abbey abbott abdallah abdi abdullah abdullahi abed abel
    abell abercrombie abernathy abernethy abeyta abiola ables abner abney abraham abram
    abramovich abrams abramson abrego abreu abubakar acevedo acheampong achebe acker ackerman
    ackley acord acosta acree acton acuna adair adam adamczyk adame adames adams adamson adamu
    adan adcock addington addison addo adebayo adekunle adeleke aden adeyemi adichie adigun
    adjei adkins adler adolph adorno adrian adu afolabi agarwal agate agee aggarwal agnew agosto
    aguayo aguero aguiar aguila aguilar aguilera aguirre agyeman ahearn ahern ahlers ahluwalia
    ahmad ahmadi ahmadzai ahmed ahn ahner aho ahrens aiello aiken aikens ainsworth aitken ajayi
    akande ake aker akers akhtar akinola akins akintola akinwumi akinyemi akinyi akpan al-farsi
    al-sayed alabi alam alami alanis alaniz alarcon alastair alba albanese albano albers albert
    alberto alberts albertson albin albrecht albright albritton alcala alcantar alcantara
    alcaraz alcorn alden alderman alderson aldrich aldridge alegria alejandro aleman alessi alex
    alexander alexandre alexiou alexis alexopoulos alfano alfaro alfonso alford alfred alger ali
    alicea aliyev allain allan allard alleman allen alley alleyne allgood allison allman allred
    almanza almaraz almeida almonte alonso alonzo alpert alston altamirano altman alton alva
    alvarado alvarez alvaro alves alvey amadi amador aman amaral amaro amato amaya ambriz
    ambrose amerson ames amick amigo amin ammons amo amon amor amos ampofo amundson anand
    anastasiou anaya anderlini anders andersen anderson anderton andes andino andrade andre
    andreou andres andresen andress andrew andrews andrus angell angelo anglin anguiano angulo
    angus aniston anna anne annis ansa ansah ansari ansley anson antal anthony antoine anton
    antonelli antoniou antony anyanwu aoun aparicio apodaca aponte appel appia appiah apple
    appleby applegate appleton applewhite appling aquino arab aragon arana aranda arango araujo
    arbogast arbuckle arce arceneaux archambault archibald archie archuleta arcos ard ardoin
    arellano arenas arevalo argo arguello argueta arias ariza arkwright armani armas armbruster
    armendariz armenta armijo armitage armstead armstrong arndt arnett arnold aronson arredondo
    arreola arriaga arrieta arrington arriola arrowood arroyo arruda arsenault arslan arteaga
    arthur artis arya aryan asamoah asante asare asbury ashburn ashby ashcraft ashe asher
    ashford ashley ashmore ashraf ashton ashworth askew aslam aslan asp aston ata atchison
    atchley atencio athanasiou atherton atieno atkins atkinson attah attaway atwater atwell
    atwood aubin aubrey aucoin audette auger august augustine auld ault aurora auten autrey
    autry avalos avelar avent averill avery avila aviles awolowo ayala ayanda aycock aydin ayer
    ayers ayodele ayoola ayotte ayres azevedo azikiwe azizi baa babatunde babb babbitt babcock
    baber babin babineaux babu baca bach bachman bachmann backer backman backus badawi bade
    bader badger badillo badu bae baer baez baeza bagby baggett bagley bagwell bah bahena bahr
    bai baier bailes bailey baily bain baines bair baird bajwa bakare baker bakke bakker bakr
    bal bala balch balderas baldridge baldwin bale bales bali ballance ballard ballenger
    ballesteros ballew ballinger ballou balogun balotelli baltazar bancroft banda bandy bane
    banerjee bangura banister bankston bannister bannon bano banta banuelos baptiste barajas
    baran barba barbee barbieri barbosa barbour barboza barclay barden barela barfield barger
    barham barhorst barker barkley barksdale barlow barnard barner barnes barnett barnette
    barney barnhart barnhill barns barnum barnwell baron barone barr barragan barraza barrera
    barreto barrett barrick barrientos barriga barringer barrington barrios barron barros
    barrows barry barta bartel bartels barth bartholomew bartlett bartley barton bartos bartz
    barzani basham bashir basile basinger baskerville baskin bassett basso bastian basu
    batchelder batchelor bateman bates batey batista batiste batson battaglia batten batts batty
    baty bauer baugh baugher baughman baum bauman baumann baumgardner baumgartner bautista
    baxley baxter bay bayer bayless baylor bayne bazan beal beale beall beals beaman beamer
    beamon beane bearden beardsley beasley beason beaton beattie beatty beaty beauchamp beaudoin
    beaudry beaulieu beaumont beauregard beavers becerra bechtel bechtold beck becker beckett
    beckford beckham beckley beckman beckwith becnel bedard bedell bedford bednar bedwell bee
    beebe beecher beeler beeman beene beery beeson begay beggs begley behr behrens bejarano
    belanger belcher belden bele belisle belk bellamy belle beller bellinger bello belton
    beltran bemis ben benali benally benavides benavidez benbow bender benedetto benedict
    benefield benfield benford benge benham benitez benito benjamin benn benner bennet bennett
    benning benoit benson bentley benton bentz benz berard berg bergen berger bergeron bergin
    berglund bergman bergmann bergstrom beridze berisha berkley berkowitz berman bermudez bernal
    bernard bernardo berndt berner bernhard bernhardt bernie bernier bernstein berrios berry
    berryhill berryman bertram bertrand berube bess bessette betancourt bethea bethel bethune
    bettencourt bettis betts betz bevan beveridge beverly bevins bevis bey beyer bhatia bhatt
    bhattacharya bhattacharyya bhatti bianchi bianco bibb bibbs bibi bible bice bickel
    bickerstaff bickford biddle bidwell bieber bierman bigelow biggs bigham bigler bigot biles
    biller billings billingsley billington billiot billups billy bilodeau bing bingham binion
    binkley binns birch birchfield birdsong bischoff bish bissell bisson bissonnette bitar
    bittner bivens bivins bixby bixler blackburn blackford blackman blackmon blackmore
    blackshear blackstock blackstone blackwell blackwood blaha blain blaine blair blais
    blaisdell blaise blake blakely blakemore blakeney blakey blalock blanc blanca blanch
    blanchard blanche blanchette blanco blanding blaney blankenship blanks blanton blaylock
    bledsoe blenkinsop blevins bliss bloch blodgett bloom bloomer bloomfield blot blount blum
    blume blumenthal bly blythe boardman boateng boatman boatright boatwright bobbitt bobo bock
    boddie bode boden bodine bodnar boe boehm boer boettcher boey bogan bogart boger boggess
    boggs bogle bohannon bohn boisvert bojorquez boland bolanos bolden bolding boldt bolduc
    bolen boles bolick bolin boling bolinger bolling bollinger bolton bona bondarenko boney
    bonham bonilla bonin bonnell bonner bonnett bonney bono booher booker boon boone booth
    boothe boozer bor bora bordelon borden boren borges boris borowski borrego borst bos bosch
    bosco bosley bost bostic bostick bostwick boswell bosworth botelho botello botha bott botts
    bouchard boucher boudreau boudreaux boulanger bouldin bourassa bourg bourke bourne bourque
    bousquet boutin bouton boutte boutwell bove bowden bowe bowen bowens bower bowers bowes
    bowker bowles bowlin bowman bowser bowyer boyce boyd boyer boyett boyette boykin boykins
    boylan boyle boyles boynton bozeman bracey bracken brackett bracy bradberry bradbury
    braddock braden bradfield bradford bradley bradshaw brady bragg brainard braithwaite bramble
    bramlett brandenburg brandon brandt branham brann brannan brannon branson brant brantley
    branton brashear brasher braswell bratcher bratton braud brauer braun bravo brawley brawner
    braxton bray breault breaux breckenridge bree breeden breedlove breen brehm breland bremer
    brennan brenner brent breton brett breunig brewington brewster brewton brian brice bricker
    bridgeman brien briggs brigham briley brill brinker brinkley brinkman brinson briones brisco
    briscoe briseno brister bristow brito britt brittain britton broadnax broadwater broadway
    brock brockington brockman brockway broderick brodeur brodie brody brogan brogdon brokaw
    bromley bronson brook brooke brooker brookins brooks brookshire broome brophy brotherton
    broughton broussard browder brower browne brownell brownfield brownlee broyles brubaker
    bruce brumbaugh brumfield brumley brummett brun brundage brune brunelle bruner brunet
    brunette brunner bruno bruns brunson bruton bryan bryant bryce bryson bucci buchanan bucher
    buchholz buckingham buckley buckman buckner budd budde buehler buell bueno buffington buford
    bugg buggs buhari bui buick buie bullard buller bullington bullock bulter bumgarner bundy
    bunn bunnell bunton burbank burch burcham burchett burchfield burd burdett burdette burdick
    burdine burford burg burge burgess burgett burgin burgos burk burke burkes burkett
    burkhalter burkhardt burkhart burkholder burks burleigh burleson burley burlingame
    burmeister burnell burnett burnette burney burnham burnside burrell burress burris burroughs
    burrow burrows burrus burson burt burton burwell busby busch bush bushey bushman bushnell
    buss busse bussell bussey bustamante buster bustos butler butterfield butters butterworth
    butts butz buxton buzzell byars bybee byerly byers byler bynum byrd byrne byrnes byron byrum
    caballero caban cabe cabezas cabral cabrera caceres cade cadena cady caesar cagle cahill
    cahoon cai cain caine cairn cairns calabrese calder caldera calderon caldwell calhoun
    calkins callaghan callahan callan callaway callen callender callis calloway calton calvert
    calvillo calvin calvo camacho camara camarillo cambell cameron camino campagna campbell
    campion campo campos camus canady canales candelaria canfield cann cannady canny cano canter
    canterbury cantor cantrell cantu cantwell canty cao capers capone capps caputo caraballo
    caraway carbajal carbaugh carbone carden cardenas carder cardin cardona cardoso cardoza
    cardwell carey cargill carillo carl carleton carley carlile carlin carlisle carlo carlos
    carlsen carlson carlton carlyle carmack carman carmichael carmody carmona carnahan carnes
    carney caro caron carothers carpenter carper carr carranza carrasco carrasquillo carraway
    carrell carreon carrera carrero carrico carrigan carrillo carrington carrion carrol carroll
    carruth carruthers carson carswell cartagena carter cartwright carty caruso caruthers
    carvajal carvalho carver cary casanova casares casarez casas casey cashman casiano casillas
    caskey cason caspar casper cass cassady cassell cassidy castaneda casteel castellano
    castellanos castillo castle castleberry castleman casto castor castro caswell catalan
    catalano cate cates cathcart cathey catlett catlin cato caton catron caudill caudle cauley
    caulfield causey cauthen cavanaugh cavazos cavender cawley cazares ceasar ceballos cech
    cecil cedeno cedillo ceja celestine celik centeno cepeda cerda cervantes cervantez cespedes
    chabot chacon chadwick chaffee chaffin chafin chaisson chakrabarti chakraborty chalmers
    chamberlain chamberlin chamblee chambless chambliss chamorro champlin chan chancey chandler
    chandra chandran chaney chang chao chapa chapin chaplin chapman chappell charbonneau
    charette charles charley charlton charron chartier chasse chastain chasteen chatham chatman
    chatterjee chau chaudhary chaudhry chaudhuri chauhan chauvin chavarria chaves chavez chavis
    cheatham chee cheeks cheema chen chenault cheney cheng chenoweth cheong chesser chester
    chestnut cheung chevalier chevrolet chi chia chiang chibi childers childress childs chiles
    chilton ching chinn chinwe chipman chisholm chism chisolm chitwood chiu cho choate choe choi
    cholmondeley chong chopra chou choudhury chouinard chowdhury chrisman christ christensen
    christenson christian christiansen christianson christie christman christodoulou christoph
    christopher christopherso christou christy chu chua chukwu chun chung churchill cid
    cifuentes cimino cintron cis cisco cisneros cisse claar claassen clack claiborne clair
    clancy clanton clapp clapper clare clark clarke clarkson clary claude claudio claus clausen
    clawson claxton claypool clayton cleary clegg cleghorn clem clemens clement clemente
    clements clemmer clemmons clemons cleveland clevenger clifford clift clifton cline clinton
    clooney clough clouse cloutier clow clyburn clyde coakley coates cobb cobbs coble cobos
    coburn coca cochran cochrane cockerham cockrell cody coe coelho coen coetzee cofer coffey
    coffman cofield coggins cogswell cohen cohn coker colangelo colbert colburn colby cole
    colella coleman coles coley colin coll collado collard collazo collett collette colletti
    colley collier collin collins colman colombo colquitt colson colston colter colton colucci
    colunga colvin colwell comeau comeaux comer compton comstock conant conaway concepcion conde
    condon coney congdon conger conklin conley conlin conlon conn connell connelly conner
    conners connery connolly connor connors conover conrad conroy constantine constantino conte
    conti contreras conway conwell conyers cooke cooksey cooley coombs coomer coon cooney coons
    cooper copeland copley coppola corbett corbin corbitt corcoran cordeiro cordell corder
    cordero cordes cordova corey corley corliss cormier cornejo cornelius cornell cornet cornett
    cornish cornwell corona coronado coronel corral corrales correa correia correll corrigan
    corriveau corso corson cortes cortez corwin cory cosby cosgrove cosme cosper coss costanzo
    costello coston cota cote cothran cotten cotter cottingham cottle cotto cottrell coughlin
    coulibaly coulombe coulson coulter council countryman courson courtney courtois cousins
    couture covarrubias covey covington cowan coward cowart cowell cowen cowles cowley cox coy
    coyle coyne cozart crabb crabtree craddock crafton craig crain cram cramer crampton crandall
    crandell cranford craven cravens craver crawford crawley crawshaw crayton creamer creech
    creek creekmore creel creighton crenshaw crespi crespo cress cribbs crider crim crippen
    criss crist criswell crites crittenden crocker crockett croft cromer cromwell crone cronin
    cronk crook crooks croom cropper crosby crossland crossley crossman croteau crotty crouch
    crouse crow crowder crowe crowell crowley croy crozier crum crumley crump crumpton cruse
    crutcher crutchfield cruz cuellar cuesta cuevas culbertson cull cullen culler culp culpepper
    culver cumming cummings cummins cundiff cunha cunningham cuomo cupp cureton curiel curley
    curran currie currier currin curtin curtis curtiss cushing cushman cusick custer cuthbertson
    cutler cyr cyrus dabbs dabney dacosta dada daggett dagostino dahl dahlberg dahlgren daigle
    dail dailey daley dalrymple dalton daly damato dame dameron damiano damico damon damron dan
    dana dancy dandrea dandridge dane danforth dangelo dangerfield dani daniel daniels danielson
    danjuma danley dann danner dansby dantzler dao dar dara darby darcy dardar darden darko
    darling darnell darr darrow das dasgupta dasher dasilva daugherty daughtry dave davenport
    daves davey david davidson davie davies davila davis davison davy daw dawes dawkins dawson
    daye dayton dean deanda deane deangelis deangelo deans dearborn dearing deas deason deaton
    deaver deberry deboer debose decarlo decastro deckard decker decosta decoteau dee deel deen
    deere deering dees deese deguzman dehart dehaven dejesus dekker delacruz delafuente
    delagarza delaney delano delapaz delarosa delatorre deleon delgadillo delgado delisle delk
    dellinger deloach delong delossantos delp delrio deluca deluna delvalle demarco demello
    dement demers deming demir demoss dempsey dendy deng denham denis denison denman dennard
    denney denning dennis dennison denny densmore denson denton deo depew depriest derosa derr
    derrick derry desai desantis deshmukh deshpande desilva desimone desjardins desmarais
    desmond desrochers desrosiers destefano deutsch devaney dever devi deville devin devine
    devito devlin devoe devore devries deweese dewey dewitt dews dexter dey deyoung dhaliwal
    dhillon diallo dias diaz dibble dicarlo dick dicken dickens dickenson dickerson dickey
    dickie dickinson dickman dicks dickson didier diehl diep dietrich dietz diez diggs dill
    dillard dilley dillingham dillion dillman dillon dilworth dimaggio dimitriadis dimitriou
    dimitrov din dinger dingess dingle dingman dinh dinkins dinsmore dion dionne diop dipietro
    dishman disney distefano dix dixon dlamini doak doan doane dobbins dobbs dobson doby dockery
    doctor dodd dodds dodge dodson doe doering doerr dogan doggett doherty dolan dole dolezal
    dombrowski dominguez dominick dominquez dona donahue donald donaldson donato donelson dong
    donley donnell donnelly donner donofrio donohue donovan doody dooley doolittle doppler dora
    dorado doran dore dorman dorn dorr dorris dorsett dorsey dortch dosanjh dosari doss dotson
    doty doucet doucette dougherty doughty douglas douglass dover dow dowd dowdell dowdy dowell
    dowling downes downey downing doyle doyon dozier drake draper drayton drees dreher drennan
    dressler dreyer driggers driscoll driskell drummond drury dryden duan duane duarte dube
    dubey dubois dubose ducharme duchesne duckett duckworth duda dudek dudley duenas duff duffey
    duffy dufour dufresne dugan dugas duggan dugger duhon duke dulaney duma dumas dumitru dumont
    dunagan dunaway dunbar duncan dunford dunham dunkin dunlap dunleavy dunlop dunmore dunn
    dunne dunning dunston dunton duong duplessis dupont dupre dupree duprey dupuis duque
    duquette duran durand durant durbin durden durfee durham durkee durkin durr durrett durst
    dustin dutcher dutra dutta dutton duval duvall dvorak dwyer dyer dyke dykes dykstra dyson
    eades eads eady eagan eagle eakin eakins eames earle earley earls earnshaw earp easley eason
    easter easterling eastman easton eastwood eaton eaves eberhardt eberle ebert ebrahimi eby
    eccles echevarria echeverria echols eck ecker eckert eckhardt eckman eckstein eco economou
    eddings eddins eddy edelman edelstein edens edgar edgerton edington edison edmiston edmond
    edmonds edmondson edmonson edmunds edson edward edwards edwin efstathiou egan egbert egger
    eggers eggert eggleston egwu ehlers ehrlich eicher eichhorn eichler eidson eiland eisenberg
    ek ekwueme el-sayed elam elder eldred eldredge eldridge eley elias eliason elijah elizondo
    elkins elledge eller ellingson ellington elliot elliott ellis ellison ellsworth elmer elmore
    elrod elsayed elson elston elwell elwood ely emanuel embry emeka emerick emerson emery
    emmanuel emmert emmett emmons emo emory encarnacion endicott eng engel engelhardt england
    engle engler englert english engstrom ennis enoch enos enright enriquez entwistle epperson
    epps epstein erb erdman erdmann erdogan erickson ericson ericsson eriksen eriksson ernest
    ernst erskine ervin erwin escalante escamilla escobar escobedo eskew eskridge esparza
    espinal espino espinosa espinoza esposito esquibel esquivel essex esteban estep estes
    estevez estrada estrella etheridge ethridge etienne etter eubank eubanks eudy eugene evan
    evangelista evans evenson everett everette everhart evers eversole everson ewald ewell ewing
    exum eyre eze ezeh ezell faber fabian fabregas fadipe fagan fahey fain fairbanks fairchild
    faircloth fairley faison fajardo falco falcon falcone falgoust falk falkner fallon fancher
    fang fann fannin fanning fanshawe fant farah farber fares faria farias farina faris farkas
    farley farnham farnsworth farooq farouk farr farrar farrell farrington farris farrow farwell
    fashola faulk faulkner faust favela favors favre fawcett fay fayed fazio feaster featherby
    featherstone feder federico feeney feinberg feingold felder feldman feliciano felipe felix
    felker feller felton felts fender fenn fennell fenner fenton fenwick ferebee fergus ferguson
    ferland fermi fernandes fernandez ferran ferrante ferrara ferrari ferraro ferreira ferrell
    ferrer ferri ferris ferro fetter fick fidler fiedler fielder fielding fierro fife fifield
    figueroa fike fillmore fincher findlay findley fink finkelstein finlay finley finn finnegan
    finney fiona fiore fischer fisher fishman fisk fiske fitch fite fitts fitz fitzgerald
    fitzhugh fitzpatrick fitzsimmons fitzwater flack flagg flaherty flanagan flanders flanigan
    flannery flatt fleck fleenor fleetwood fleischer fleming flemming fletcher fleury flinn
    florence flores florez flory flournoy floyd flynn fo fofana fogarty fogel fogg fogle foley
    folse folsom foltz fong fonseca fontaine fontana fontenot fontes foo foote forbes ford forde
    fordham foreman forester foret forman forney forrest forrester forsberg forster forsyth
    forsythe forte fortenberry fortier fortin fortner fortney fortunato forza foss foster
    fotheringham fournier foust fouts fowler fowlkes fox foy fraga fraley frances francis franck
    franco francois frank franke frankel franklin franks frantz franz franzen fraser frasier
    frawley frazee frazer frazier frechette frederick fredericks frederickson fredette fredrick
    fredrickson freedman freeland freeman freese freitag freitas freund frey frias frick fricke
    friday friedman friedrich friel frierson fries friesen frink frisbie frisby frisch frisk
    frith fritsch fritts fritz frizzell frye fuchs fuente fuentes fugate fuhrman fulbright
    fulcher fulford fulk fulkerson fulks fuller fullerton fullmer fulmer fulton fultz funderburk
    fung funke fuqua furlong furman furr furtado fusco fussell futrell gaba gabbard gabel
    gabriel gaddis gaddy gadhia gadson gaffney gage gagne gagnon gailey gainer gaines gainey
    gaitan gaither gala galan galarza galbraith galbreath gale gales galicia galindo gall
    gallagher gallaher gallant gallardo gallego gallegos gallo galloway gallup galvan galvez
    galvin gama gamache gamboa gambrell gamez gammon gandhi gandy ganesh ganguly gann gannon
    gant gantt gao gaona garay garber garces garcia gard gardiner gardner garfield garibay
    garica garman garmon garnett garret garretson garrett garrick garrido garris garrity garry
    garth gartner garver garvey garvin gary garza gasa gashi gaskill gaskin gaskins gaspar
    gaspard gass gast gaston gatewood gatlin gatling gattis gatto gaudet gaul gault gause
    gauthier gavin gayle gaylor gaylord gaynor gaytan gearhart geary gebhardt geddes gee geer
    geier geiger geis geisler geist geller gemayel gendron genovese gentile george georges
    georgiev georgiou geraghty gerald gerard gerber gerdes gerhardt gerhart gerlach germain
    german gervais geter getty getz geyer ghamdi ghanem ghosh gibbon gibbons gibbs gibson
    giddens giddings gideon giese gifford giglio gil gilbert gilbertson gilbreath gilchrist
    giles gilkey gill gillam gillard gillen gilles gillespie gillett gillette gilley gilliam
    gilliard gilligan gilliland gillis gillispie gillman gillum gilman gilmer gilmore gilpin
    gilreath gilroy gilson gimenez gina gingrich ginn ginsberg ginter giordano gipson girard
    giron giroux gish gist givens gladden gladney glaser glasser glassman gleason glenn glick
    glidden glisson glover gluck glynn goad gober goble goblet goddard godfrey godin godinez
    godoy godsey godwin goebel goetz goff goforth goh goings goins goldberg golding goldman
    goldsberry goldsmith goldstein gomes gomez goncalves gong gonsalves gonzaga gonzales
    gonzalez gonzalo gooch goodale goodall goode goodell gooden goodin gooding goodman goodnight
    goodrich goodson goodwin goolsby gopalakrishnan gordan gordon gordy gore gorham gorman
    gormley gorski gorton gosnell goss gosselin gossett goswami gott gottlieb gouge gough gould
    goulding goulet gourley govan gove govender gowan gowen gower goyal graber grabowski gracia
    grady graf graff gragg graham grammer granado granados grande granger grantham granville
    gras grasso gravely graybill grays grayson graziano greathouse greaves greco greeley
    greenberg greene greenfield greenleaf greenlee greenwald greenway greenwell greenwood greer
    gregg gregoire gregor gregorio gregory greig greiner grenier gresham grewal gribble grice
    grider griego grier griffen griffey griffin griffis griffith griffiths grigg griggs
    grigoriou grigoryan grigsby grijalva grillo grimes grimm grimmett grimshaw grimsley grisham
    grissom griswold grizzle groce groff grogan grooms grose grossman grosso groth grove grover
    groves grubb grubbs grube gruber grundy gu guadalupe guajardo guardado guardiola guarino
    guay gucci guenther guerin guerra guerrero guertin guevara guffey guido guidry guillaume
    guillen guillory guillot guinn guinness guirguis gul gullett gulley guma gunawardena
    gunderson gunn gunter gunther guo gupta gurley gurney gurule gusman gustafson gustin guth
    guthrie gutierrez guyer guyton guzman gwin gwinn gwynne haag haas haase haber hackett
    hackler hackman hackney hackworth haddad haddadin hadden haddix haddock hadjimichael hadley
    hae hafer haffner hafner hagan hagans hage hagen hager hagerman hagerty haggard haggerty
    hagler hague hahn haider haigh haight haile hailey haines haire hairston hake hakim hakobyan
    halbert halcomb hale hales haley halford hall halle haller hallett halley halliburton
    halliday hallman hallock halloran halpern halpin halsey halstead halter halverson halvorson
    hamann hamblin hambrick hamby hamel hamer hamill hamlet hamlett hamlin hamm hammack hammel
    hammers hammett hammock hammon hammond hammonds hammons hampton hamrick hamza han hance
    hancock handley hanes haney hankins hanks hanley hanlon hann hanna hannah hannan hannon
    hanrahan hans hansel hansen hanson hao haque harbaugh harbi harbison hardaway hardcastle
    hardee hardeman hardesty hardie hardiman hardin harding hardison hardman hardwick hardy hare
    hargett hargis hargrave hargreaves hargrove hari haring hariri harker harkins harkness
    harlan harless harley harlow harman harmon harney haro harold harper harr harrell harrelson
    harrigan harriman harrington harris harrison harrod harrold harry hart harter hartfield
    hartford hartle hartley hartman hartmann hartnett hartsell hartsfield hartung hartwell
    hartwig harty hartz hartzell harvell harvey harwell harwood hasan hashemi hashimoto hashmi
    haskell haskins hass hassan hassani hassell hassler hasson hastings hasty hatcher hatchett
    hatfield hathaway hatley hatten hatter hatton hauck haug haugen haun haupt hauser havard
    haven havens haversham haviland hawes hawk hawkes hawkins hawks hawley hawn haworth haws
    hawthorne hay hayashi hayden haydon hayes haygood hayman haynes haynie hays hayward haywood
    hazelton hazelwood hazen hazlett hazzard headley headrick heald healey healy hearn hearne
    heath heaton hebblethwaite hebert hecht hecker heckman hector hedgepeth hedges hedrick
    heffernan heffner heflin hefner hegarty heil heilman heim hein heine heinrich heins heintz
    heinz heiser heisler helen heller hellman helm helman helmer helmick helms helton hembree
    hemingway hemphill hendershot henderson hendley hendon hendren hendrick hendricks
    hendrickson hendrix hendry heng henke henkel henley hennessey hennessy henning henninger
    henri henriques henriquez henry hens hensel henshaw hensley henson hepburn herald herbert
    herbst heredia hereford herman hermann hermans hermes hermosillo hernadez hernandes
    hernandez herndon herod herold heron herr herren herrera herrick herrin herrington herrmann
    herron hersey hershberger hershey hertel hertz herzog hess hesse hester het hetherington
    hetrick hewett hewitt hewlett heyer heyward heywood hiatt hibbard hibbs hickerson hickman
    hicks hickson hidalgo higa higdon higginbotham higgins higgs highsmith hight hightower
    hijazi hilary hilbert hildebrand hildebrandt hildreth hiles hill hillard hiller hilliard
    hillis hillman hilton himes hinckley hindman hinds hines hinkle hinkley hinman hinojosa
    hinrichs hinshaw hinson hinton hintz hipp hirsch hirst hitchcock hite hitt hix hixon hixson
    hoag hoagland hoang hobart hobbs hobson hoch hochstetler hockenberry hodge hodges hodgkins
    hodgson hodson hoelscher hoes hoey hofer hoff hoffer hoffman hoffmann hofmann hogan hogg
    hoggard hogue hoke holbert holbrook holcomb holcombe holden holguin holifield holland
    hollander hollar hollenbeck holler holley holliday hollifield holliman hollinger
    hollingsworth hollins hollis hollister holloman holloway hollowell holly holm holman
    holmberg holmes holmgren holmquist holroyd holst holstein holston holt holton holtz holub
    holzer hom homan homer honaker honeycutt hoof hooker hooper hooten hoover hopkins hoppe
    hopson
    """
)
