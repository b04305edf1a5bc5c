"""Surnames of many peoples, first half of the alphabet. Plain data.

Lower case, without accents. From the US Census Bureau's name files of 1990 (public domain), names
of Faker's locales in Latin letters (MIT licence) and lists written for this project.
"""

from __future__ import annotations

from privacy.desensitize.lexicon import words

SURNAMES_A = words(
    """
    aas aba abbasi abbate abbey abbott abdallah abdi abdullahi abed abel abell abercrombie
    abernathy abernethy abeyta abiola ables abner abney abram abramovich abrams abramson abrego
    abreu abubakar acevedo acheampong achebe acker ackerman ackley acord acosta acree acton
    acuna adair adamczyk adame adames adams adamson adamu adan adcock addington addison addo
    adebayo adeleke aden adeyemi adichie adigun adjei adkins adler adolph adorno adu afolabi
    agarwal agate agee aggarwal agnew agosto aguayo aguero aguiar aguila aguilar aguilera
    aguirre agyeman ahearn ahern ahlers ahluwalia ahmadi ahmadzai ahn ahner aho ahrens aiello
    aiken aikens ainsworth aitken ajayi akande ake aker akers akhtar akinola akins akintola
    akinwumi akinyemi akpan al-farsi al-sayed alabi alam alami alanis alaniz alarcon alba
    albanese albano albers alberts albertson albrecht albright albritton alcala alcantar
    alcantara alcaraz alcorn aldana alden alderman alderson aldrich aldridge alegria aleman
    alessi alexander alexiou alexopoulos alfano alfaro alford alger ali alicea aliyev allain
    allard alleman allen alley alleyne allgood allman allred almanza almaraz almeida almonte
    alonso alonzo alpert alston altamirano altman alva alvarado alvarez alves alvey amadi amador
    amaral amaro amato amaya ambriz ambrose amerson ames amey amick amigo amin ammons amo amon
    amor amos ampofo amundson anastasiou anaya anderlini anders andersen anderson anderton andes
    andino andrade andreou andresen andress andrews andrus angell anglin anguiano angulo aniston
    annis ansah ansari ansley anson antal antonelli antoniou anyanwu aoun aparicio apodaca
    aponte appel appia appiah apple appleby applegate appleton applewhite appling aquino arab
    aragon arana aranda arango araujo arbogast arbuckle arce arceneaux archambault archibald
    archuleta arcos ard ardoin arellano arenas arevalo argo arguello argueta arias ariza
    arkwright armani armas armbruster armendariz armenta armijo armitage armstead armstrong
    arndt arnett arnold aronson arredondo arreola arriaga arrieta arrington arriola arrowood
    arroyo arruda arsenault arslan arteaga artis arya asamoah asante asare asbury ashburn ashby
    ashcraft ashe asher ashford ashmore ashraf ashton ashworth askew aslam aslan asp aston ata
    atchison atchley atencio athanasiou atherton atkins atkinson attah attaway atwater atwell
    atwood aubin aucoin audette auger augustine auld ault auten autrey autry avalos avelar avent
    averill avery avila aviles awolowo ayala aycock aydin ayer ayers ayodele ayoola ayotte ayres
    azevedo azikiwe azizi baa babatunde babb babbitt babcock baber babin babineaux babu baca
    bach bachman bachmann backer backman backus badawi bade bader badger badillo badu bae baer
    baez baeza bagby baggett bagley bagwell bah bahena bahr bai baier bailes bailey baily bain
    baines bair baird bajwa bakare baker bakke bakker bakr bal bala balch balderas baldridge
    baldwin bale bales bali ballance ballard ballenger ballesteros ballew ballinger ballou
    balogun balotelli baltazar bancroft banda bandy bane banerjee bangura banister bankston
    bannister bannon bano banta banuelos baptiste barajas baran barba barbee barbieri barbosa
    barbour barboza barclay barden barela barfield barger barham barhorst barker barkley
    barksdale barlow barnard barner barnes barnett barnette barney barnhart barnhill barns
    barnum barnwell baron barone barr barragan barraza barrera barreto barrett barrick
    barrientos barriga barringer barrington barrios barron barros barrows barta bartel bartels
    barth bartholomew bartlett bartley barton bartos bartz barzani basham basile basinger
    baskerville baskin bassett basso bastian basu batchelder batchelor bateman bates batey
    batista batiste batson battaglia batten batts batty baty bauer baugh baugher baughman baum
    bauman baumann baumgardner baumgartner bautista baxley baxter bay bayer bayless baylor bayne
    bazan beal beale beall beals beaman beamer beamon beane bearden beardsley beasley beason
    beaton beattie beatty beaty beauchamp beaudoin beaudry beaulieu beaumont beauregard beavers
    becerra bechtel bechtold beck becker beckett beckford beckham beckley beckman beckwith
    becnel bedard bedell bedford bednar bedwell bee beebe beecher beeler beeman beene beery
    beeson begay beggs begley behr behrens bejarano belanger belcher belden bele belisle belk
    bellamy belle beller bellinger bello belton beltran bemis benali benally benavides benavidez
    benbow bender benedetto benedict benefield benfield benford benge benham benitez benn benner
    bennet bennett benning benoit benson bentley benton bentz benz berard berg bergen berger
    bergeron bergin berglund bergman bergmann bergstrom beridze berisha berkley berkowitz berman
    bermudez bernal berndt berner bernhard bernhardt bernie bernier bernstein berrios berry
    berryhill berryman bertram berube bess bessette betancourt bethea bethel bethune bettencourt
    bettis betts betz bevan beveridge bevins bevis bey beyer bhatia bhatt bhattacharya
    bhattacharyya bhatti bianchi bianco bibb bibbs bibi bible bice bickel bickerstaff bickford
    biddle bidwell bieber bierman bigelow biggs bigham bigler bigot biles biller billings
    billingsley billington billiot billups bilodeau binda binford bing bingham binion binkley
    binns birch birchfield birdsong bischoff bish bissell bisson bissonnette bitar bittner
    bivens bivins bixby bixler blackburn blackford blackman blackmon blackmore blackshear
    blackstock blackstone blackwell blackwood blaha blain blair blais blaisdell blaise blake
    blakely blakemore blakeney blakey blalock blanc blanch blanchard blanchette blanco blanding
    blaney blankenship blanks blanton blaylock bledsoe blenkinsop blevins bliss bloch blodgett
    bloom bloomer bloomfield blot blount bluhm blum blume blumenthal bly blythe boardman boateng
    boatman boatright boatwright bobbitt bobo bocanegra bock boddie bode boden bodine bodnar boe
    boehm boer boettcher boey bogan bogard bogart boger boggess boggs bogle bohannon bohn
    boisvert bojorquez boland bolanos bolden bolding boldt bolduc bolen boles bolick bolin
    boling bolinger bolling bollinger bolton bona bondarenko boney bonham bonilla bonin bonnell
    bonner bonnett bonney bono booher booker boone booth boothe boozer bor bora bordelon borden
    boren borges borkowski borowski borrego borst bos bosch bosco bosley bost bostic bostick
    bostwick boswell bosworth botelho botello botha bott botts bouchard boucher boudreau
    boudreaux boulanger bouldin bourassa bourg bourke bourne bourque bousquet boutin bouton
    boutte boutwell bove bowden bowe bowen bowens bower bowers bowes bowker bowles bowlin bowman
    bowser bowyer boyce boyd boyer boyett boyette boykin boykins boylan boyle boyles boynton
    bozeman bracey bracken brackett bracy bradberry bradbury braddock braden bradfield bradford
    bradshaw brady bragg brainard braithwaite bramble bramlett brammer brandenburg brandt
    branham brann brannan brannon branson brant brantley branton brashear brasher braswell
    bratcher bratton braud brauer braun bravo brawley brawner braxton bray breault breaux
    breckenridge bree breeden breedlove breen brehm breland bremer brennan brenner breton
    breunig brewington brewster brewton brice bricker bridgeman brien briggs brigham briley
    brill brinker brinkley brinkman brinson briones brisco briscoe briseno brister bristow brito
    britt brittain britton broadnax broadus broadwater broadway brock brockington brockman
    brockway broderick brodeur brodie brody brogan brogdon brokaw bromley bronson brook brooker
    brookins brooks brookshire broome brophy brotherton broughton broussard browder brower
    browne brownell brownfield brownlee broyles brubaker brumbaugh brumfield brumley brummett
    brun brundage brune brunelle bruner brunet brunette brunner bruns brunson bruton bryant
    bryson bucci buchanan bucher buchholz buckingham buckley buckman buckner budd budde buehler
    buell bueno buffington buford bugg buggs buhari bui buick buie bullard buller bullington
    bullis bullock bulter bumgarner bundy bunn bunnell bunton burbank burch burcham burchett
    burchfield burd burdett burdette burdick burdine burford burg burge burgess burgett burgin
    burgos burk burke burkes burkett burkhalter burkhardt burkhart burkholder burks burleigh
    burleson burley burlingame burmeister burnell burnett burnette burney burnham burnside
    burrell burress burris burroughs burrow burrows burrus burson burt burton burwell busby
    busch bush bushey bushman bushnell buss busse bussell bussey bustamante buster bustos butler
    butterfield butters butterworth butts butz buxton buzzell byars bybee byerly byers byler
    bynum byrd byrne byrnes byrum caballero caban cabe cabezas cabral cabrera caceres cade
    cadena cady caesar cagle cahill cahoon cai cain caine cairn cairns calabrese calder caldera
    calderon caldwell calhoun calkins callaghan callahan callan callaway callen callender callis
    calloway calton calvert calvillo calvo calzada camacho camara camarena camarillo cambell
    cameron camino campagna campbell campion campo campos camus canady canales candelaria
    canfield cann cannady canny cano canter canterbury cantor cantrell cantu cantwell canty cao
    capers capone capps caputo caraballo caraway carbajal carbaugh carbone carden cardenas
    carder cardin cardona cardoso cardoza cardwell carey cargill carillo carleton carley carlile
    carlin carlisle carlsen carlson carlyle carmack carman carmichael carmody carmona carnahan
    carnes carney caro caron carothers carpenter carper carr carranza carrasco carrasquillo
    carraway carrell carreon carrera carrero carrico carrigan carrillo carrington carrion carrol
    carroll carruth carruthers carson carswell cartagena carter cartwright carty caruso
    caruthers carvajal carvalho carver casanova casares casarez casas cashman casiano casillas
    caskey cason caspar casper cass cassady cassell cassidy castaneda casteel castellano
    castellanos castillo castle castleberry castleman casto castor castro caswell catalan
    catalano cate cates cathcart cathey catlett catlin cato caton catron caudill caudle cauley
    caulfield causey cauthen cavanaugh cavazos cavender cawley cazares ceasar ceballos cech
    cedeno cedillo ceja celestine celik centeno cepeda cerda cervantes cervantez cespedes chabot
    chacon chadwick chaffee chaffin chafin chaisson chakrabarti chakraborty chalmers chamberlain
    chamberlin chamblee chambless chambliss chamorro champlin chan chancey chandler chandran
    chaney chang chao chapa chapin chaplin chapman chappell charbonneau charette charley
    charlton charron chartier chasse chastain chasteen chatham chatman chatterjee chau chaudhary
    chaudhry chaudhuri chauhan chauvin chavarria chaves chavez chavis cheatham chee cheeks
    cheema chen chenault cheney cheng chenoweth cheong chesser chestnut cheung chevalier
    chevrolet chia chiang chibi childers childress childs chiles chilton ching chinn chinwe
    chipman chisholm chism chisolm chitwood chiu cho choate choe choi cholmondeley chong chopra
    chou choudhury chouinard chowdhury chrisman christ christensen christenson christiansen
    christianson christman christodoulou christoph christopherso christou chu chua chukwu chun
    chung churchill cid cifuentes cimino cintron cis cisco cisneros cisse claar claassen clack
    claiborne clair clancy clanton clapp clapper clark clarke clarkson clary claus clausen
    claussen clawson claxton claypool cleary clegg cleghorn clem clemens clement clemente
    clements clemmer clemmons clemons cleveland clevenger clift cline clooney clough clouse
    cloutier clow clyburn coakley coates cobb cobbs coble cobos coburn coca cochran cochrane
    cockerham cockrell coe coelho coen coetzee cofer coffey coffman cofield coggins cogswell
    cohen cohn coker colangelo colbert colburn colby cole colella coleman coles coley coll
    collado collard collazo collett collette colletti colley collier collin collins collum
    colman colombo colquitt colson colston colter colton colucci colunga colvin colwell comeau
    comeaux comer compton comstock conant conaway conde condon coney congdon conger conklin
    conley conlin conlon conn connell connelly conner conners connery connolly connor connors
    conover conrad conroy constantine constantino conte conti contreras conway conwell conyers
    cooke cooksey cooley coombs coomer coon cooney coons cooper copeland copley coppola corbett
    corbin corbitt corcoran cordeiro cordell corder cordero cordes cordova corley corliss
    cormier cornejo cornelius cornell cornet cornett cornish cornwell corona coronado coronel
    corral corrales correa correia correll corrigan corriveau corso corson cortes cortez corum
    corwin cosby cosgrove cosme cosper coss costanzo costello coston cota cote cothran cotten
    cotter cottingham cottle cotto cottrell coughlin coulibaly coulombe coulson coulter council
    countryman courson courtois cousins couture covarrubias covey covington cowan coward cowart
    cowden cowell cowen cowles cowley cox coy coyle coyne cozart crabb crabtree craddock crafton
    crain cram cramer crampton crandall crandell cranford craven cravens craver crawford crawley
    crawshaw crayton creamer creech creek creekmore creel creighton crenshaw crespi crespo cress
    cribbs crider crim crippen criss crist criswell crites crittenden crocker crockett croft
    cromer cromwell crone cronin cronk crook crooks croom cropper crosby crossland crossley
    crossman croteau crotty crouch crouse crow crowder crowe crowell crowley croy crozier crum
    crumley crump crumpton cruse crutcher crutchfield cruz cuellar cuesta cuevas culbertson cull
    cullen culler culp culpepper culver cumming cummings cummins cundiff cunha cunningham cuomo
    cupp cureton curiel curley curran currie currier currin curtin curtiss cushing cushman
    cusick custer cuthbertson cutler cyr cyrus dabbs dabney dacosta dada daggett dagostino dahl
    dahlberg dahlgren daigle dail dailey daley dalrymple dalton daly damato dame dameron damiano
    damico damron dancy dandrea dandridge danforth dangelo dangerfield dani daniels danielson
    danjuma danley dann danner dansby dantzler dao dar darby dardar darden darko darling darnell
    darr darrow das dasgupta dasher dasilva daugherty daughtry davenport daves davidson davie
    davies davila davis davison davy daw dawes dawkins dawson daye dayton daza deak deanda deane
    deangelis deangelo deans dearborn dearing deas deason deaton deaver deberry deboer debose
    decarlo decastro deckard decker decosta decoteau deel deen deere deering dees deese deguzman
    dehart dehaven dejesus dejong dekker delacruz delafuente delagarza delaney delano delapaz
    delarosa delatorre deleon delgadillo delgado delisle delk dellinger deloach delong
    delossantos delp delrio deluca deluna delvalle demarco demello dement demers deming demir
    demoss dempsey dendy deng denham denison denman dennard denney denning dennison denny
    densmore denson denton deo depew depriest derosa derr derry desai desantis deshmukh
    deshpande desilva desimone desjardins desmarais desrochers desrosiers destefano deutsch
    devaney dever devi deville devine devito devlin devoe devore devries deweese dewitt dews dey
    deyoung dhaliwal dhillon diallo dias diaz dibble dicarlo dick dicken dickens dickenson
    dickerson dickey dickie dickinson dickman dicks dickson didier diehl diep dietrich dietz
    diez diggins diggs dill dillard dilley dillingham dillion dillman dillon dilworth dimaggio
    dimitriadis dimitriou dimitrov din dinger dingess dingle dingman dinh dinkins dinsmore dion
    dionne diop dipietro dishman disney distefano dix dixon dlamini doak doan doane dobbins
    dobbs dobson doby dockery doctor dodd dodds dodge dodson doe doering doerr dogan doggett
    doherty dolan dole dolezal dombrowski dominguez dominquez donahue donaldson donato donda
    donelson dong donley donnell donnelly donner donofrio donohue donovan doody dooley doolittle
    doppler dorado doran dore dorman dorn dorr dorris dorsett dorsey dortch dosanjh dosari doss
    dotson doty doucet doucette dougherty doughty douglass dover dow dowd dowdell dowden dowdy
    dowell dowling downes downey downing doyle doyon dozier drake draper drayton drees dreher
    drennan dressler dreyer driggers driscoll driskell drummond drury dryden duan duarte dube
    dubey dubois dubose ducharme duchesne duckett duckworth duda dudek dudley duenas duff duffey
    duffy dufour dufresne dugan dugas duggan dugger duhon duke dulaney duma dumas dumitru dumont
    dunagan dunaway dunbar duncan dunford dunham dunkin dunkle dunlap dunleavy dunlop dunmore
    dunn dunne dunning dunston dunton duong duplessis dupont dupre dupree duprey dupuis duque
    duquette duran durand durant durbin durden durfee durham durkee durkin durr durrett durst
    dutcher dutra dutta dutton duval duvall dvorak dwyer dyer dyke dykes dykstra dyson eades
    eads eady eagan eagle eakin eakins eames earle earley earls earnshaw earp easley eason
    easter easterling eastman easton eastwood eaton eaves eberhardt eberle ebert ebrahimi eby
    eccles echevarria echeverria echols eck ecker eckert eckhardt eckman eckstein eco economou
    eddings eddins eddy edelman edelstein edens edgerton edington edison edmiston edmonds
    edmondson edmonson edmunds edson edwards efstathiou egan egbert egger eggers eggert
    eggleston egwu ehlers ehrlich eichelberger eicher eichhorn eichler eidson eiland eisenberg
    ek ekwueme el-sayed elam elder eldred eldredge eldridge eley eliason elizondo elkins elledge
    eller ellingson ellington elliot elliott ellis ellison ellsworth elmore elrod elsayed elson
    elston elwell ely embry emeka emerick emerson emery emmert emmons emo emory endicott eng
    engel engelhardt england engle engler englert english engstrom ennis enoch enos enright
    enriquez entwistle epperson epps epstein erb erdman erdmann erdogan erickson ericson
    ericsson eriksen eriksson ernst erskine ervin erwin escalante escamilla escobar escobedo
    eskew eskridge esparza espinal espino espinosa espinoza esposito esquibel esquivel essex
    estabrook estep estes estevez estrada estrella etheridge ethridge etter eubank eubanks eudy
    evangelista evans evenson everette everhart evers eversole everson ewald ewell ewing exum
    eyre eze ezeh ezell faber fabregas fadipe fagan fahey fain fairbanks fairchild faircloth
    fairley faison fajardo falco falcon falcone falgoust falk falkner fallon fancher fanelli
    fang fann fannin fanning fanshawe fant farah farber fares faria farias farina faris farkas
    farley farnham farnsworth farooq farouk farr farrar farrell farrington farris farrow farwell
    fashola faucher faulk faulkner faust favela favors favre fawcett fay fayed fazio feaster
    featherby featherstone feder feeney feinberg feingold felder feldman feliciano felker feller
    felton felts fender fenn fennell fenner fenton fenwick ferebee ferguson ferland fermi
    fernandes fernandez ferran ferrante ferrara ferrari ferraro ferreira ferrell ferrer ferri
    ferris ferro fetter fick fidler fiedler fielder fielding fierro fife fifield figueroa fike
    fillmore fincher findlay findley fink finkelstein finlay finley finn finnegan finney fiore
    fischer fisher fishman fisk fiske fitch fite fitts fitz fitzgerald fitzhugh fitzpatrick
    fitzsimmons fitzwater flack flagg flaherty flanagan flanders flanigan flannery flatt fleck
    fleenor fleetwood fleischer fleming flemming fletcher fleury flinn flores florez flory
    flournoy flynn fo fofana fogarty fogel fogg fogle foley folse folsom foltz fong fonseca
    fontaine fontana fontenot fontes foo foote forbes ford forde fordham foreman forester foret
    forman forney forrest forrester forsberg forster forsyth forsythe forte fortenberry fortier
    fortin fortner fortney fortunato forza foss foster fotheringham fournier foust fouts fowler
    fowlkes fox foy fraga fraley franck franco franke frankel franklin franks frantz franzen
    fraser frasier frawley frazee frazer frazier frechette fredericks frederickson fredette
    fredrickson freedman freeland freeman freese freitag freitas freund frey frias frick fricke
    friday friedman friedrich friel frierson fries friesen frink frisbie frisby frisch frisk
    frith fritsch fritts fritz frizzell frye fuchs fuente fuentes fugate fuhrman fulbright
    fulcher fulford fulk fulkerson fulks fuller fullerton fullmer fulmer fulton fultz funderburk
    fung fuqua furlong furman furr furtado fusco fussell futrell gaba gabbard gabel gaddis gaddy
    gadhia gadson gaffney gage gagne gagnon gailey gainer gaines gainey gaitan gaither gala
    galan galarza galbraith galbreath gale gales galicia galindo gall gallagher gallaher gallant
    gallardo gallego gallegos gallo galloway gallup galvan galvez galvin gama gamache gamboa
    gambrell gamez gammon gandhi gandy ganguly gann gannon gant gantt gao gaona garay garber
    garces garcia gard gardiner gardner garfield garibay garica garman garmon garnett garret
    garretson garrett garrick garrido garris garrity garth gartner garver garvey garvin garza
    gasa gashi gaskill gaskin gaskins gaspar gaspard gass gast gaston gatewood gatlin gatling
    gattis gatto gaudet gaul gault gause gauthier gaylor gaylord gaynor gaytan gearhart geary
    gebhardt geddes gee geer gehring geier geiger geis geisler geist geller gemayel gendron
    genovese gentile georgiev georgiou geraghty gerber gerdes gerhardt gerhart gerlach germain
    german gervais geter getty getz geyer ghamdi ghanem ghosh gibbon gibbons gibbs gibson
    giddens giddings gideon giese gifford giglio gil gilbert gilbertson gilbreath gilchrist
    giles gilkey gill gillam gillard gillen gillespie gillett gillette gilley gilliam gilliard
    gilligan gilliland gillis gillispie gillman gillum gilman gilmer gilmore gilpin gilreath
    gilroy gilson gimenez gingrich ginn ginsberg ginter giordano gipson girard giron giroux gish
    gist givens gladden gladney glaser glasser glassman gleason glick glidden glisson glover
    gluck glynn goad gober goble goblet goddard godfrey godin godinez godoy godsey godwin goebel
    goetz goff goforth goh goings goins goldberg golding goldman goldsberry goldsmith goldstein
    gomes gomez goncalves gong gonsalves gonzaga gonzales gonzalez gooch goodale goodall goode
    goodell gooden goodin gooding goodman goodnight goodrich goodson goodwin goolsby
    gopalakrishnan gordan gordon gordy gore gorham gorman gormley gorski gorton gosnell goss
    gosselin gossett goswami gott gottlieb gouge gough gould goulding goulet gourley govan gove
    govender gowan gowen gower goyal graber grabowski gracia grady graf graff gragg graham
    grammer granado granados grande granger grantham granville gras grasso gravely graybill
    grays grayson graziano greathouse greaves greco greeley greenberg greene greenfield
    greenleaf greenlee greenwald greenway greenwell greenwood greer gregg gregoire gregor greig
    greiner grenier gresham grewal gribble grice grider grieco griego grier griffen griffey
    griffin griffis griffith griffiths grigg griggs grigoriou grigoryan grigsby grijalva grillo
    grimes grimm grimmett grimshaw grimsley grisham grissom griswold grizzle groce groff grogan
    grooms grose grossman grosso groth grove grover groves grubb grubbs grube gruber grundy gu
    guajardo guardado guardiola guarino guay gucci guenther guerin guerra guerrero guertin
    guevara guffey guidry guillen guillory guillot guinn guinness guirguis gul gulick gullett
    gulley guma gunawardena gunderson gunn gunter gunther guo gupta gurley gurney gurule gusman
    gustafson gustin guth guthrie gutierrez guyer guyton guzman gwin gwinn gwynne haag haas
    haase haber hackett hackler hackman hackney hackworth haddad haddadin hadden haddix haddock
    hadjimichael hadley hae hafer haffner hafner hagan hagans hage hagen hager hagerman hagerty
    haggard haggerty hagler hague hahn haigh haight hailey haines haire hairston hake hakim
    hakobyan halbert halcomb hale hales haley halford hall halle haller hallett halley
    halliburton halliday hallman hallock halloran hallowell halpern halpin halsey halstead
    halter halverson halvorson hamann hamblin hambrick hamby hamel hamer hamill hamlet hamlett
    hamlin hamm hammack hammel hammers hammett hammock hammon hammond hammonds hammons hampton
    hamrick han hance hancock handley hanes haney hankins hanks hanley hanlon hann hanna hannan
    hannon hanrahan hansel hansen hanson hao haque harbaugh harbi harbison hardaway hardcastle
    hardee hardeman hardesty hardie hardiman hardin harding hardison hardman hardwick hardy hare
    hargett hargis hargrave hargreaves hargrove haring hariri harker harkins harkness harless
    harlow harman harmon harney haro harper harr harrell harrelson harrigan harriman harrington
    harris harrison harrod harrold hart harter hartfield hartford hartle hartley hartman
    hartmann hartnett hartsell hartsfield hartung hartwell hartwig harty hartz hartzell harvell
    harvey harwell harwood hashemi hashimoto hashmi haskell haskins hass hassani hassell hassler
    hasson hastings hasty hatcher hatchett hatfield hathaway hatley hatten hatter hatton hauck
    haug haugen haun haupt hauser havard haven havens haversham haviland hawes hawk hawkes
    hawkins hawks hawley hawn haworth haws hawthorne hay hayashi hayden haydon hayes haygood
    hayman haynes haynie hays hayward haywood hazelton hazelwood hazen hazlett hazzard headley
    headrick heald healey healy hearn hearne heath heaton hebblethwaite hebert hecht hecker
    heckman hedgepeth hedges hedrick heffernan heffner heflin hefner hegarty heil heilman heim
    hein heine heinrich heins heintz heinz heiser heisler heller hellman helm helman helmer
    helmick helms helton hembree hemingway hemphill hendershot henderson hendley hendon hendren
    hendrick hendricks hendrickson hendrix hendry heng henke henkel henley hennessey hennessy
    henning henninger henriques henriquez hens hensel henshaw hensley henson hepburn herald
    herbst heredia hereford hermann hermans hermes hermosillo hernadez hernandes hernandez
    herndon herod herold heron herr herren herrera herrick herrin herrington herrmann herron
    hersey hershberger hershey hertel hertz herzog hess hesse hester het hetherington hetrick
    hewett hewitt hewlett heyer heyward heywood hiatt hibbard hibbs hickerson hickman hicks
    hickson hidalgo higa higdon higginbotham higgins higgs highsmith hight hightower hijazi
    hilbert hildebrand hildebrandt hildreth hiles hill hillard hiller hilliard hillis hillman
    hilton himes hinckley hindman hinds hines hinkle hinkley hinman hinojosa hinrichs hinshaw
    hinson hinton hintz hinz hipp hirsch hirst hitchcock hite hitt hix hixon hixson hoag
    hoagland hoang hobart hobbs hobson hoch hochstetler hockenberry hodge hodges hodgkins
    hodgson hodson hoelscher hoes hoey hofer hoff hoffer hoffman hoffmann hofmann hogan hogg
    hoggard hogue hoke holbert holbrook holcomb holcombe holden holguin holifield holland
    hollander hollar hollenbeck holler holley holliday hollifield holliman hollinger
    hollingsworth hollins hollis hollister holloman holloway hollowell holm holman holmberg
    holmes holmgren holmquist holroyd holst holstein holston holt holton holtz holub holzer hom
    homan honaker honeycutt hoof hooker hooper hooten hoover hopkins hoppe hopson horak horan
    hord hornback horne horner horning hornsby horowitz horsley horst horton horvat horvath
    hosey hoskins hosseini hostetler hostetter hotchkiss hou houck hough houghton houk houle
    houlihan houser housley hovey hovis howarth howe howell howells howerton howes howie howland
    howlett howze hoxha hoyle hoyos hoyt hsu hu huang hubbard hubbell hubbs huber huck huckaby
    hudak huddleston hudgens hudgins hudson hudspeth huebner huerta huertas huey huff huffman
    hufford hug huggins hughes hughey hui hulbert hulett hulse hulsey humbert hume humes hummel
    humphrey humphreys humphries hundley huneycutt hungerford hunley hunnicutt hunsaker
    huntington huntley huntsman hupp hurd hurley hurst hurtado huskey huss hussey huston
    hutchens hutcherson hutcheson
    """
)
