"""English word lists that the rules of `leaning`, `trim` and `brackets` share: lower case, closed.

Only words whose class is certain in news prose; a word that is missing costs a little caution,
a word that is wrong costs a false claim.
"""


def listed(text: str) -> frozenset[str]:
    """The words of `text`, which blanks separate."""
    return frozenset(text.split())


WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

CALENDAR = listed(
    "january february march april may june july august september october november december "
    "jan feb mar apr jun jul aug sept sep oct nov dec christmas easter thanksgiving ramadan "
    "spring summer autumn fall winter"
) | frozenset(WEEKDAYS)

TITLES = listed(
    "president presidents vice prime minister ministers chancellor premier king queen prince "
    "princess emperor pope cardinal archbishop bishop reverend rev father sister senator sen "
    "representative rep congressman congresswoman governor gov mayor judge justice justices "
    "attorney prosecutor secretary ambassador general gen colonel col lieutenant lt captain capt "
    "major maj sergeant sgt admiral adm commander cmdr officer detective det inspector sheriff "
    "chief deputy constable superintendent commissioner director chairman chairwoman chair "
    "professor prof dr doctor sir dame lord lady baron baroness sheikh ayatollah imam rabbi coach "
    "ceo executive leader spokesman spokeswoman spokesperson lawmaker councillor councilman "
    "councilwoman editor reporter correspondent author actor actress singer rapper analyst "
    "candidate nominee speaker democrat republican conservative labour agent speaker trooper cpl "
    "pvt corporal private dean chef star witness lawyer counsel manager economist"
)

COURTESY = listed("mr mrs ms miss mr. mrs. ms. mx mx.")

FUNCTION_WORDS = listed(
    "a an the this that these those he she it they we i you his her hers its their our my your who "
    "what when where why how which whose and or but nor so yet if as at by for from in into of off "
    "on onto out over to up with after before since until while although though because unless "
    "about against among around between during despite following including without within under "
    "through throughout once whether both either neither each every all any some many most more "
    "much few several other others another such one two three four five six seven eight nine ten "
    "is are was were be been has have had do does did will would can could may might must should "
    "not no yes there here then now also too still just only even never meanwhile however instead "
    "moreover besides later earlier today yesterday tomorrow tonight last next asked speaking "
    "according like unlike than them him us me"
)

GROUPS_AND_PLACES = listed(
    "agency airlines airport alliance army assembly association authority avenue bank bay beach "
    "board boulevard brigade bureau capitol castle cathedral center centre church city club coast "
    "college commission committee company conference congress corp corporation council county "
    "court cup department district drive east east-west embassy empire estate federation field "
    "force forces forest foundation front fund garden gardens group guard hall heights herald high "
    "hill hills hospital hotel house inc institute international island islands journal lab lake "
    "league lane law limited ltd mall media ministry monument mountain mountains museum nations "
    "network new news north northern office organisation organization palace park party peninsula "
    "plaza police port post press province republic reserve river road rock room saint san school "
    "sea senate service services society south southern square station state states stadium street "
    "studios summit supreme team television times tower town treaty tribune trust union united "
    "university valley village wall war west western world academy act administration agreement "
    "bill book cabinet games festival awards award show project system report study day "
    "states’ middle central great global national federal royal research science sciences health"
)

PLACES = listed(
    "africa america asia europe antarctica australia austria afghanistan albania algeria argentina "
    "armenia azerbaijan bahrain bangladesh belarus belgium bolivia bosnia brazil britain bulgaria "
    "cambodia cameroon canada chile china colombia congo croatia cuba cyprus czechia denmark "
    "ecuador egypt england eritrea estonia ethiopia finland france gaza georgia germany ghana "
    "greece greenland guatemala haiti honduras hungary iceland india indonesia iran iraq ireland "
    "israel italy jamaica japan jordan kazakhstan kenya korea kosovo kuwait kyrgyzstan laos latvia "
    "lebanon liberia libya lithuania luxembourg malaysia mali malta mexico moldova mongolia "
    "morocco mozambique myanmar namibia nepal netherlands nicaragua niger nigeria norway oman "
    "pakistan palestine panama paraguay peru philippines poland portugal qatar romania russia "
    "rwanda scotland senegal serbia singapore slovakia slovenia somalia spain sudan sweden "
    "switzerland syria taiwan tajikistan tanzania thailand tunisia turkey turkmenistan uganda "
    "ukraine uruguay uzbekistan venezuela vietnam wales yemen zambia zimbabwe alabama alaska "
    "arizona arkansas california colorado connecticut delaware florida hawaii idaho illinois "
    "indiana iowa kansas kentucky louisiana maine maryland massachusetts michigan minnesota "
    "mississippi missouri montana nebraska nevada ohio oklahoma oregon pennsylvania tennessee "
    "texas utah vermont virginia wisconsin wyoming york jersey hampshire mexico dakota carolina "
    "london paris berlin moscow beijing tokyo washington brussels kyiv kiev madrid rome vienna "
    "angeles francisco chicago boston houston dallas seattle atlanta miami philadelphia detroit "
    "toronto sydney melbourne delhi mumbai shanghai baghdad damascus kabul tehran jerusalem cairo "
    "istanbul ankara pyongyang seoul islamabad karachi lahore hangzhou geneva manila jakarta "
    "hollywood brooklyn manhattan queens bronx glasgow edinburgh manchester dublin belfast "
    "facebook twitter google apple amazon microsoft netflix instagram youtube reuters bloomberg "
    "hamas hezbollah taliban kremlin pentagon parliament english earth internet"
)

DEMONYMS = listed(
    "american americans african asian european australian afghan albanian algerian arab arabian "
    "argentine armenian austrian bangladeshi belarusian belgian bolivian brazilian british briton "
    "bulgarian cambodian canadian catalan chechen chilean chinese colombian croatian cuban czech "
    "danish dutch ecuadorian egyptian english ethiopian filipino finnish french georgian german "
    "ghanaian greek guatemalan haitian hawaiian hungarian icelandic indian indonesian iranian "
    "iraqi irish "
    "israeli italian jamaican japanese jewish jordanian kenyan korean kurdish kuwaiti latin latino "
    "latvian lebanese libyan lithuanian malaysian mexican moroccan muslim catholic christian "
    "protestant native nepalese nigerian norwegian pakistani palestinian peruvian polish "
    "portuguese puerto romanian russian saudi scottish serbian serb shiite sunni singaporean "
    "slovak somali spanish sudanese swedish swiss syrian taiwanese thai tibetan tunisian turkish "
    "ukrainian venezuelan vietnamese welsh yemeni zimbabwean californian texan democratic "
    "republican democrats republicans conservatives former ex-president then-president"
)

FAMOUS = listed(
    "trump obama biden putin clinton bush merkel macron netanyahu modi erdogan zelensky zelenskyy "
    "kim xi assad hitler stalin mandela gandhi einstein shakespeare reagan lincoln kennedy nixon "
    "beyoncé madonna rihanna adele messi ronaldo"
)
"""Surnames that a newspaper prints without a first name."""

KNOWN_ACRONYMS = listed(
    "US USA UK UN EU NATO FBI CIA NASA BBC CNN NBC ABC CBS NFL NBA MLB NHL FIFA UEFA IOC IMF WHO "
    "UNESCO UNICEF OPEC GOP AIDS HIV DNA CEO CFO TV DVD GPS UAE USSR AP AFP NYPD LAPD IRS NSA EPA "
    "FDA CDC DEA TSA HBO MTV PC IT AI PM MP MPS HIV ISIS ISIL IS AM PM ET GMT ID ATM SUV GDP VIP "
    "LGBT PHD OK QC NRA IRA IPO US-LED COVID-19 BP GM IBM AT&T GE WTO OECD G7 G20 G8"
)

PERSONS = listed(
    "man woman boy girl child teen teenager baby infant toddler mother father mom dad mum son "
    "daughter brother sister wife husband uncle aunt cousin nephew niece grandmother grandfather "
    "boyfriend girlfriend fiance fiancee widow widower spouse parent victim suspect gunman "
    "assailant attacker shooter killer bomber hijacker kidnapper robber defendant accused inmate "
    "prisoner convict soldier marine officer cop policeman policewoman detective sheriff trooper "
    "deputy driver pilot passenger motorist cyclist pedestrian patient doctor nurse surgeon "
    "teacher student pupil professor principal coach player striker goalkeeper quarterback athlete "
    "actor actress singer rapper musician artist author writer journalist reporter editor "
    "president minister premier chancellor mayor governor senator congressman congresswoman "
    "lawmaker politician diplomat ambassador king queen prince princess duchess duke pope priest "
    "bishop cardinal pastor imam rabbi lawyer attorney prosecutor judge juror witness spokesman "
    "spokeswoman spokesperson official aide adviser advisor chairman chairwoman chief boss "
    "executive director manager owner employee worker employer founder leader activist candidate "
    "billionaire millionaire tycoon star celebrity model resident neighbor neighbour native "
    "stranger customer client guest host tourist migrant refugee immigrant scientist researcher "
    "expert analyst economist engineer captain commander general colonel veteran hero legend "
    "youngster fan person someone anyone everyone nobody somebody everybody lady gentleman guy "
    "kid newborn fugitive whistleblower hacker hunter skipper nominee democrat republican "
    "billionaire caller agent informant colleague friend partner roommate contestant"
)

MALE_NOUNS = listed(
    "man boy father husband son brother king prince uncle nephew grandfather boyfriend fiance "
    "widower actor policeman congressman chairman gentleman guy dad duke pope priest"
)

FEMALE_NOUNS = listed(
    "woman girl mother wife daughter sister queen princess aunt niece grandmother girlfriend "
    "fiancee widow actress policewoman congresswoman chairwoman lady mom mum duchess"
)

COMPANIES = listed(
    "company firm agency organization organisation group airline manufacturer retailer newspaper "
    "magazine broadcaster startup corporation carmaker automaker charity watchdog panel"
)
"""Bodies whose definite mention ("the company") needs one that was named."""

EVENTS = listed(
    "incident accident attack crash shooting stabbing blast explosion fire blaze murder killing "
    "assault robbery bombing protest trial lawsuit suit hearing verdict ruling sentence complaint "
    "letter statement video tweet post photo picture footage image interview ad ship plane vessel "
    "aircraft car truck bus boat helicopter bill law measure agreement deal ban book film movie "
    "song album show episode game match tournament storm hurricane earthquake quake tornado flood "
    "outbreak virus disease drug study report survey poll document email emails message building "
    "house home apartment case scandal ship jet flight"
)

SHELLS = listed(
    "move decision announcement news development developments comment comments remark remarks "
    "revelation revelations finding findings result results figure figures change changes claim "
    "claims allegation allegations accusation accusations charge charges idea plan plans proposal "
    "request response reaction answer reason reasons problem problems issue issues question "
    "questions difference situation effect effects effort efforts process practice discovery "
    "gesture warning threat threats step steps measure measures offer tactic trend argument "
    "latter former same other others two three four five pair duo trio couple rest list story "
    "article details disclosure confession admission feat stunt joke gaffe exchange"
)
"""Nouns that stand for what the sentence before said; no earlier mention can replace it."""

UNIQUE = listed(
    "government police public world economy internet country nation weather sun moon earth media "
    "military army navy law state sea sky web stock dollar euro pound market markets planet "
    "universe future past truth rich poor elderly young homeless unemployed disabled dead living "
    "wealthy blind deaf press opposition constitution environment population ocean climate west "
    "east north south left right center average majority number vast chances odds bottom top key "
    "pandemic coronavirus federal united white first-ever"
)

PEOPLE_BY_STATE = listed(
    "homeless rich poor elderly young unemployed disabled dead living wealthy blind deaf injured "
    "wounded sick old"
)
"""Adjectives that stand for people: "the homeless"."""

SUPERLATIVES = listed(
    "first last latest most least best worst only biggest largest smallest oldest youngest longest "
    "shortest highest lowest greatest earliest deadliest newest richest fastest main chief "
    "closest strongest nearest toughest hottest"
)

SPEECH_VERBS = listed(
    "said says told tells added adds wrote writes tweeted tweets explained explains argued argues "
    "claimed claims insisted insists replied replies responded noted notes recalled recalls stated "
    "states announced announces warned warns admitted admits asked asks continued continues "
    "testified quipped joked posted commented concluded concludes remarked remarks reads read "
    "declared declares revealed reveals confirmed confirms acknowledged suggests suggested yelled "
    "shouted described describes reported reports according adding saying telling writing stressed "
    "observed exclaimed urged vowed cautioned predicted conceded countered opined pleaded captioned"
)

VERBS = SPEECH_VERBS | listed(
    "is are was were be been has have had will would can could may might must should shall do does "
    "did isn't wasn't aren't weren't hasn't haven't hadn't won't wouldn't can't couldn't didn't "
    "doesn't don't came went made began found left saw gave got held kept led lost met ran set "
    "spoke struck won wrote broke brought built fell fought grew hit knew rose sent shot showed "
    "spent stood thought took took told drew drove flew fled put cut let sold bought taught caught "
    "wants needs hopes expects comes follows marks includes shows makes takes remains faces plans "
    "goes gets gives keeps leads holds runs works seems appears looks calls plays contains offers "
    "becomes begins lives means features uses sits stands tells believes finds allows requires "
    "continues aims seeks costs measures weighs raises provides suggests sent became paid quit "
    "lies lay sank swept burst hurt rang feels felt thinks thought knows meant ended refuses"
)

PREPOSITIONS = listed(
    "of in on at by for from to with about against among around between during despite into near "
    "off over through under until within without behind across along beneath beside beyond onto "
    "toward towards upon via since after before amid inside outside"
)

NOT_PERSON_ER = listed(
    "after over under other another water number never however whether later earlier together "
    "rather paper power order summer winter river weather matter letter either center offer corner "
    "september october november december quarter her their per former further younger older longer "
    "higher lower larger greater smaller better bigger newspaper computer cover fever cancer "
    "dinner "
    "whatever whoever whenever ever wherever super proper inner outer upper error color floor door "
    "poor major minor prior terror horror mirror sector factor for or nor chapter danger disorder "
    "disaster murder border timber rubber silver copper ladder trailer container helicopter tower "
    "flower shower server counter remember consider enter answer deliver discover suffer whether "
    "tracker trigger finger hunger anger master register character cluster poster easter layer "
    "chamber december member's laser tumor humor rumor odor labor favor behavior harbor monitor "
    "reactor tractor motor interior exterior superior senior junior earlier hour encounter fewer "
    "sober bitter clever eager slower faster closer stronger wider tender wonder thunder shoulder "
    "folder gender shelter butter supper liver printer starter calendar career beer deer peer "
    "steer sheer cheer engineer's pier tier flyer prayer theater layer barrier carrier cornerstone "
    "bumper fiber tiger spider lobster monster oyster hamster meter parameter diameter leather "
    "feather charger burger buffer filter altogether tomorrow forever moreover manner banner "
    "freezer dresser locker sneaker stroller sweater bunker cylinder reminder remainder transfer"
)

PLURALS = listed(
    "people police men women children team company government family crew staff everyone anyone "
    "someone nobody everybody person media public group couple pair majority public congress "
    "parliament senate council committee jury military army firm agency airline band gang"
)

NOT_PLURALS = listed(
    "is was has does this his its us as yes always perhaps news less unless across previous "
    "various serious famous religious dangerous previous obvious towards afterwards besides "
    "sometimes says thus plus gas bus class process press business access success loss boss "
    "illness fitness witness less address express crisis basis analysis politics economics "
    "it's that's there's he's she's mathematics virus campus status focus census bonus chaos "
    "series species texas paris st louis los angeles las vegas"
)

MALE_NAMES = listed(
    "aaron adam ahmed alan albert alex alexander ali andrew anthony antonio arthur ben benjamin "
    "bernard bill bob brad brandon brian bruce carl carlos charles chris christopher craig daniel "
    "dave david dennis derek donald doug douglas edward edwin eric ernest eugene frank fred gary "
    "george gerald gordon graham greg gregory harold harry henry hugh ian isaac ivan jack jacob "
    "jake james jason jeff jeffrey jeremy jerry jesse jim jimmy joe joel john jon jonathan jorge "
    "jose joseph josh joshua juan julian justin keith kenneth kevin kyle larry lawrence leo "
    "leonard "
    "louis luis luke marc marco marcus mario mark martin matt matthew max michael miguel mike "
    "mitch mohamed mohammed muhammad nathan neil nicholas nick noah norman oliver oscar patrick "
    "paul pedro peter phil philip phillip ralph raymond richard rick robert roger ronald ross roy "
    "russell ryan sam samuel scott sean sergei simon stephen steve steven stuart ted terry thomas "
    "tim timothy todd tom tony tyler vernon victor vincent vladimir walter wayne william barack "
    "bashar kirk mitt newt rand rex bernie hassan ibrahim omar yusuf jorg hans klaus francois"
)

FEMALE_NAMES = listed(
    "abigail alice alicia alison amanda amber amy andrea angela anita ann anna anne annie ashley "
    "audrey barbara beth betty brenda brittany carla carol caroline carolyn catherine charlotte "
    "cheryl christina christine cindy claire claudia crystal cynthia danielle debbie deborah "
    "denise "
    "diana diane donna dorothy eileen elena elizabeth ellen emily emma erin esther eva evelyn "
    "fatima frances gina gloria grace hannah heather helen hillary hilary holly irene isabel jane "
    "janet janice jean jennifer jenny jessica jill joan joanna joyce judith judy julia julie karen "
    "kate katherine kathleen kathryn kathy katie kellyanne kim kimberly kristen kristin laura "
    "lauren linda lisa lori loretta louise lucy lynn margaret maria marie marilyn martha mary "
    "megan meghan melania melanie melissa michelle mona monica nancy natalie nicole nina nora "
    "olivia pamela patricia paula rachel rebecca renee rosa rose ruth samantha sandra sara sarah "
    "sharon sheila shirley sonia sophia sophie stacy stephanie sue susan suzanne sylvia tara "
    "teresa theresa tiffany tina tracy valerie vanessa veronica victoria virginia wendy yvonne zoe "
    "angelina asma ivanka malala taylor beyonce rihanna madonna oprah"
)
