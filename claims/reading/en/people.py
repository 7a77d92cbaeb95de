"""English nouns and titles for those who speak: people, offices and bodies."""

from typing import Final


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


TITLES: Final = _words(
    """mr mrs ms miss dr prof professor sir dame lord lady president chancellor governor senator congressman
    congresswoman minister premier mayor general colonel colonel-general lieutenant-general major-general major captain
    lieutenant sergeant admiral commander marshal brigadier judge justice king queen prince princess emperor pope
    bishop archbishop cardinal imam rabbi sheikh ayatollah reverend father sister sen rep gov gen col maj capt lt sgt
    rev excellency highness majesty honour honor engr alhaji shri smt mullah haji comrade madam ambassador
    commissioner secretary speaker representative councillor councilor chief coach"""
)
"""Titles that stand before a name."""

ROLE_WORDS: Final = TITLES | _words(
    """executive officer director chairman chairwoman chairperson chair spokesman spokeswoman spokesperson analyst
    economist ceo cfo coo cto founder co-founder head manager leader lawyer attorney counsel scientist researcher
    editor official aide adviser advisor strategist trader deputy vice vice-president former acting prime foreign
    finance defence defense interior health trade transport energy education environment medical commercial financial
    operating managing senior assistant attorney-general director-general secretary-general principal farm
    agriculture justice culture sports home treasury labour labor economy agency opposition party union chief
    envoy negotiator groundsman striker pundit bowler batsman forecaster meteorologist astronomer geologist physicist
    historian expert specialist consultant broker captain skipper trainer midfielder goalkeeper defender winger
    industry minister-president premier-elect president-elect co-chair co-president partner businessman businesswoman
    entrepreneur activist campaigner author writer reporter journalist pilot engineer teacher student nurse doctor
    surgeon farmer fisherman baker shopkeeper resident landlord widow neighbour police fire army navy lawmaker
    legislator delegate commissioner-general prosecutor magistrate inspector superintendent constable detective
    sheriff deputy-governor governor-general ombudsman rector dean provost lecturer fellow curator archivist
    conservationist biologist chemist epidemiologist virologist ecologist oceanographer climatologist hydrologist
    seismologist planner architect developer investor shareholder banker accountant auditor treasurer organiser
    organizer coordinator supervisor foreman steward president co-ordinator interim designate chairlady vice-minister
    vice-premier vice-chairman vice-chancellor ex-minister ex-president ex-chief co-owner owner gaffer boss shepherd
    steward
    publican verger curate midwife matron"""
)
"""Words that make up a role in front of, or behind, a name."""

DOMAINS: Final = _words(
    """foreign finance defence defense interior health trade transport energy education environment medical commercial
    financial operating managing agriculture farm justice culture sports home treasury labour labor economy agency
    opposition party union industry fire army navy police prime deputy vice acting interim former senior assistant"""
)
"""Words that tell what an office is for; alone they are no title."""

PERSON_NOUNS: Final = ROLE_WORDS | _words(
    """man woman person people source sources insider insiders officials analysts economists traders experts
    researchers scientists astronomers forecasters mediators lawyers doctors critics campaigners residents workers
    executives ministers leaders organisers organizers diplomats diplomat observers insurers engineers investigators
    prosecutors witnesses witness rebels rebel soldiers soldier commander commanders troops fighters negotiators
    councillors lawmakers legislators senators deputies mps mp economist brokers broker dealers dealer planners
    meteorologists geologists scholars scholar academics academic teachers students farmers fishermen drivers pilots
    spokesmen spokespeople representatives representative aides advisers advisors bankers banker investors
    shareholders strategists strategist commentators commentator pundits mother father brother sister wife husband
    son daughter widow neighbour neighbor friend colleague captain victim survivor candidate candidates nominee
    veteran veterans customers customer passengers passenger buyers seller sellers suppliers managers directors
    historians epidemiologists users user fans organiser activists activist lawyer barrister solicitor"""
)
"""Nouns for a person or people who can say something."""

BODY_NOUNS: Final = _words(
    """company firm group bank agency ministry government council club union airline carmaker chipmaker automaker
    manufacturer operator authority department office board committee commission court parliament cabinet party
    regulator retailer broadcaster university federation association organisation organization charity service
    institute observatory army police navy team administration bloc secretariat corporation utility supplier
    developer publisher network institution foundation society league consortium coalition alliance delegation
    command militia brewer miner lender insurer drugmaker planemaker shipbuilder producer exporter importer maker
    builder carrier railway studio label hospital school museum theatre theater brand shipyard factory plant
    newspaper magazine think-tank thinktank watchdog tribunal senate congress kremlin palace presidency embassy
    district town city province state country nation island chain startup start-up conglomerate steelmaker refiner
    airport port hotel exchange"""
)
"""Nouns for a body that can say or plan something."""

GENERIC_BODIES: Final = _words(
    """company firm group carmaker chipmaker automaker manufacturer operator airline retailer maker lender bank brewer
    miner drugmaker planemaker shipbuilder producer insurer publisher broadcaster corporation organisation
    organization agency supplier developer carrier startup start-up conglomerate body business club team association
    charity institution utility shipyard chain steelmaker refiner giant"""
)
"""Nouns that may stand for any body named before ("the company")."""

GROUP_NOUNS: Final = _words(
    """companies firms groups banks agencies ministries governments councils clubs unions airlines carmakers
    automakers manufacturers operators authorities departments parties regulators retailers broadcasters universities
    charities bodies teams armies forces countries states nations cities towns exchanges carriers lenders insurers
    utilities publishers producers exporters importers suppliers refiners investors shareholders"""
)
"""Plural nouns for bodies."""

ORG_WORDS: Final = _words(
    """inc corp corporation co company ltd plc llc group holdings bank university institute ministry department
    agency authority commission committee council board union party league federation association society trust
    foundation office service court house senate congress parliament club united city rovers airlines airways air
    motors industries partners capital securities research energy electric electronics devices biologics
    pharmaceuticals pharma systems technologies technology media press times post herald gazette news network
    radio television tv observatory laboratory laboratories museum hospital college school church army navy force
    forces police guard railways rail lines line shipping minerals mining oil gas petroleum steel foods brothers sons
    organisation organization centre center fund exchange index reserve treasury insurance assurance mutual savings
    ag sa nv gmbh ab asa oyj spa bv kk coalition alliance front movement brigade regiment"""
)
"""Words that show a capitalised name to be a body's."""

MILITARY: Final = _words(
    """general colonel colonel-general lieutenant-general major-general major captain lieutenant sergeant admiral
    commander marshal brigadier gen col maj capt lt sgt"""
)
FEMALE_WORDS: Final = _words(
    """mrs ms miss dame lady queen princess spokeswoman chairwoman congresswoman businesswoman woman mother sister
    wife daughter widow actress duchess empress councilwoman chairlady"""
)
MALE_WORDS: Final = _words(
    """mr sir lord king prince spokesman chairman congressman businessman man father brother husband son actor duke
    emperor fisherman groundsman councilman"""
)
NATIONALITIES: Final = _words(
    """russian ukrainian american british french german chinese japanese indian italian spanish polish turkish greek
    israeli palestinian iranian iraqi syrian egyptian saudi african european asian australian canadian mexican
    brazilian korean pakistani afghan nigerian kenyan ethiopian south north dutch swedish norwegian danish finnish
    swiss austrian belgian irish scottish welsh english portuguese romanian bulgarian serbian hungarian czech
    western eastern northern southern democratic republican conservative labour liberal socialist communist
    christian muslim jewish catholic orthodox indonesian filipino thai vietnamese malaysian u.s us uk eu
    jsa state federal national regional local soviet"""
)
POSTNOMINALS: Final = _words("QC KC SC SAN MP MEP MLA TD MSP OBE CBE MBE PhD MD Esq")
"""Letters behind a name that are no part of it."""
MEDIA: Final = _words(
    """abc afp agency ani ap bbc blog bloomberg broadcaster cbs cctv channel cnn daily dpa facebook gazette getty
    guardian herald interfax itv journal kyodo magazine media monde nbc network news newspaper newswire nikkei
    npr paper portal post press pti radio reuters spiegel tass telegram telegraph television times tribune tv
    ukrinform website weekly wikipedia xinhua yonhap"""
)
"""Words that show a name to be that of those who report on others."""
