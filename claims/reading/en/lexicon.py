"""The English lexicon: word lists by what the rules use them for."""

from typing import Final

from claims.reading.en.events import EVENTS
from claims.reading.en.first_names import FEMALE_NAMES, MALE_NAMES
from claims.reading.en.people import (
    BODY_NOUNS,
    DOMAINS,
    FEMALE_WORDS,
    GENERIC_BODIES,
    GROUP_NOUNS,
    MALE_WORDS,
    MEDIA,
    MILITARY,
    NATIONALITIES,
    ORG_WORDS,
    PERSON_NOUNS,
    POSTNOMINALS,
    ROLE_WORDS,
    TITLES,
)
from claims.reading.en.verbs import BASE_VERBS, SAYINGS, adjective_table, verb_table
from claims.reading.lexicon import SPEECH_CLASSES, Cue, Lexicon


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


MODALS: Final[dict[str, Cue]] = {
    "will": Cue("will"),
    "'ll": Cue("will"),
    "shall": Cue("will"),
    "won't": Cue("will"),
    "wo": Cue("will"),
    "shan't": Cue("will"),
    "would": Cue("would"),
    "wouldn't": Cue("would"),
    "'d": Cue("would"),
    "may": Cue("may", "possible"),
    "might": Cue("may", "possible"),
    "mightn't": Cue("may", "possible"),
    "could": Cue("could", "possible"),
    "should": Cue("should", "likely"),
    "shouldn't": Cue("should", "likely"),
}
"""Modal verbs that can make a clause forward-looking."""

BE_CUES: Final[dict[str, Cue]] = {
    "going": Cue("going to"),
    "to": Cue("is to", kind="schedule"),
    "set": Cue("set to", kind="schedule"),
    "due": Cue("due", kind="schedule"),
    "scheduled": Cue("scheduled", kind="schedule"),
    "slated": Cue("scheduled", kind="schedule"),
    "timetabled": Cue("scheduled", kind="schedule"),
    "pencilled": Cue("scheduled", kind="schedule"),
    "listed": Cue("scheduled", kind="schedule"),
    "planned": Cue("scheduled", kind="schedule"),
    "earmarked": Cue("scheduled", kind="schedule"),
    "targeted": Cue("scheduled", kind="schedule"),
    "expected": Cue("is expected", "likely", "prediction"),
    "anticipated": Cue("is expected", "likely", "prediction"),
    "forecast": Cue("is expected", "likely", "prediction"),
    "projected": Cue("is expected", "likely", "prediction"),
    "predicted": Cue("is expected", "likely", "prediction"),
    "estimated": Cue("is expected", "likely", "prediction"),
    "tipped": Cue("is expected", "likely", "prediction"),
    "seen": Cue("is expected", "likely", "prediction"),
    "thought": Cue("is thought likely", "likely", "prediction"),
    "believed": Cue("is thought likely", "likely", "prediction"),
    "likely": Cue("likely", "likely", "prediction"),
    "probable": Cue("likely", "likely", "prediction"),
    "improbable": Cue("unlikely", "unlikely", "prediction"),
    "unlikely": Cue("unlikely", "unlikely", "prediction"),
    "certain": Cue("certain to", kind="prediction"),
    "sure": Cue("certain to", kind="prediction"),
    "bound": Cue("certain to", kind="prediction"),
    "destined": Cue("certain to", kind="prediction"),
    "doomed": Cue("certain to", kind="prediction"),
    "guaranteed": Cue("certain to", kind="prediction"),
    "about": Cue("about to", kind="prediction"),
    "poised": Cue("poised to", kind="prediction"),
    "imminent": Cue("imminent", kind="prediction"),
    "inevitable": Cue("imminent", kind="prediction"),
    "headed": Cue("headed for", kind="prediction"),
    "heading": Cue("headed for", kind="prediction"),
    "possible": Cue("is possible", "possible", "prediction"),
    "out": Cue("is out for", kind="prediction"),
    "sidelined": Cue("is out for", kind="prediction"),
    "committed": Cue("committed to", kind="commitment"),
    "considering": Cue("considering", "possible", "commitment"),
    "weighing": Cue("considering", "possible", "commitment"),
    "mulling": Cue("considering", "possible", "commitment"),
    "planning": Cue("plans", kind="commitment"),
    "aiming": Cue("plans", kind="commitment"),
    "targeting": Cue("plans", kind="commitment"),
    "intending": Cue("plans", kind="commitment"),
    "preparing": Cue("plans", kind="commitment"),
    "threatening": Cue("threatens", "possible", "commitment"),
    "expecting": Cue("expects", "likely"),
    "betting": Cue("predicts", "likely", "prediction"),
    "pricing": Cue("predicts", "likely", "prediction"),
    "forecasting": Cue("predicts", "likely", "prediction"),
    "predicting": Cue("predicts", "likely", "prediction"),
    "projecting": Cue("predicts", "likely", "prediction"),
}
"""Words that look ahead after a form of "be" (or alone, as in "the report, due in May")."""

PLAN_VERBS: Final[dict[str, Cue]] = {
    base: Cue("plans", kind="commitment")
    for base in ["plan", "intend", "aim", "undertake", "target", "resolve", "decide", "prepare", "commit", "propose"]
} | {
    "vow": Cue("promises", kind="commitment"),
    "promise": Cue("promises", kind="commitment"),
    "pledge": Cue("promises", kind="commitment"),
    "agree": Cue("promises", kind="commitment"),
    "guarantee": Cue("promises", kind="commitment"),
    "threaten": Cue("threatens", "possible", "commitment"),
}
"""Verbs whose subject says what it will do: "plans to sell", "plans three flights", "has agreed to lend"."""

FORECAST_VERBS: Final[dict[str, Cue]] = {
    base: Cue("expects", "likely")
    for base in ["expect", "foresee", "see", "anticipate", "forecast", "predict", "project", "envisage", "tip", "peg"]
}
"""Verbs whose subject looks ahead: "expects to rule", "sees growth of 2%", "forecast a loss"."""

PLAN_NOUNS: Final[dict[str, Cue]] = {
    "plan": Cue("plan to", kind="commitment"),
    "plans": Cue("plan to", kind="commitment"),
    "intention": Cue("plan to", kind="commitment"),
    "pledge": Cue("plan to", kind="commitment"),
    "promise": Cue("plan to", kind="commitment"),
    "vow": Cue("plan to", kind="commitment"),
    "possibility": Cue("possibility of", "possible", "prediction"),
    "chance": Cue("possibility of", "possible", "prediction"),
    "chances": Cue("possibility of", "possible", "prediction"),
    "prospect": Cue("possibility of", "possible", "prediction"),
    "likelihood": Cue("possibility of", "likely", "prediction"),
    "way": Cue("possibility of", "possible", "prediction"),
    "target": Cue("target of", "likely", "commitment"),
}
"""Nouns that carry a plan or a chance."""

OUTLOOK_NOUNS: Final = _words(
    "forecast forecasts outlook estimate estimates consensus guidance projection projections prediction expectation "
    "expectations plans plan"
)
"""Nouns that carry a forecast: "its outlook is for slower growth"."""

VERGE_PHRASES: Final[dict[str, Cue]] = {
    "verge": Cue("on the verge", kind="prediction"),
    "brink": Cue("on the verge", kind="prediction"),
    "cusp": Cue("on the verge", kind="prediction"),
    "eve": Cue("on the verge", kind="prediction"),
    "course": Cue("on course", "likely", "prediction"),
    "track": Cue("on course", "likely", "prediction"),
    "matter": Cue("a matter of time", kind="prediction"),
    "pace": Cue("on course", "likely", "prediction"),
}
"""Nouns after "on (the)" that say a thing is near or under way."""

BE_FORMS: Final = _words("is are am was were be been being 's 're 'm isn't aren't wasn't weren't")
PAST_BE: Final = _words("was were wasn't weren't been")
HAVE_FORMS: Final = _words("has have had having 've hasn't haven't hadn't")
AUXILIARIES: Final = (
    BE_FORMS
    | HAVE_FORMS
    | frozenset(MODALS)
    | _words("do does did don't doesn't didn't can cannot can't must couldn't")
)
NEGATIVES: Final = _words(
    "not n't no never nobody none nothing neither nor without won't wouldn't shan't shouldn't isn't aren't wasn't "
    "weren't don't doesn't didn't cannot can't couldn't hasn't haven't mightn't nowhere"
)
ADVERBS: Final = _words(
    """also still now then soon not never just only already probably likely almost certainly definitely surely
    inevitably eventually finally initially well even ever further further really actually quickly slowly gradually
    undoubtedly again first next currently reportedly therefore thus instead widely generally officially formally
    fully completely very all both each either together later automatically shortly clearly simply immediately
    always often usually sometimes normally typically no longer tentatively provisionally yet once similarly
    ultimately effectively potentially possibly perhaps originally previously publicly privately repeatedly now
    presumably sharply broadly largely mostly nearly barely hardly scarcely directly jointly fully of course
    as indeed quite highly increasingly"""
)
HABIT_ADVERBS: Final = _words("often always usually sometimes typically normally regularly routinely")
LIKELY_ADVERBS: Final = _words("probably likely presumably")
POSSIBLE_ADVERBS: Final = _words("perhaps possibly maybe potentially")
DETERMINERS: Final = _words(
    "the a an this that these those some any each every no another both all its his her their our my your several many "
    "few more most two three four five six seven eight nine ten one such other"
)
POSSESSIVES: Final = _words("its his her their our my your 's")
SUBJECT_PRONOUNS: Final = _words("i we you he she it they there this that these those who which nobody everyone it's")
FIRST_PERSON: Final = _words("i we our us my me")
PREPOSITIONS: Final = _words(
    """in on at by for from to of with within without until till before after during over under through throughout
    into about around between among against across near above below since as despite amid following because per via
    upon toward towards beyond besides along off out up down onto than like"""
)
CONJUNCTIONS: Final = _words("and but or nor yet so")
SUBORDINATORS: Final = _words(
    "while whereas although though because since when once after before until if unless as provided whenever where"
)
CONDITIONALS: Final = _words("if unless provided providing otherwise should")
RELATIVES: Final = _words("which who that whose whom where")
QUESTION_WORDS: Final = _words("whether if how what when where who why which")

PRESENT_EVENTS: Final = _words(
    """open opens reconvene reconvenes start starts begin begins end ends close closes come comes go goes
    take takes leave leaves arrive arrives return returns travel travels face faces meet meets play plays host
    hosts expire expires finish finishes resume resumes run runs fly flies sail sails land lands launch launches
    depart departs move moves peak peaks fall falls rise rises make makes double doubles kick kicks vote votes
    visit visits join joins step steps retire retires release releases hit hits air airs premiere premieres debut
    debuts hold holds convene convenes gather gathers reopen reopens become becomes appear appears air publish
    publishes take drop drops climb climbs cease ceases sit sits convene convenes commence commences report
    reports unveil unveils address addresses deliver delivers testify testifies appear entertain entertains stage
    stages celebrate celebrates lapse lapses conclude concludes mark marks turn turns enter enters lose win wins
    get gets"""
)
"""Verbs that tell of an event, so that their present tense with a coming date is a fixed plan."""

NONAGENTIVE: Final = _words(
    """see lose run need require receive have fall rise win grow suffer benefit become remain stay be exceed
    reach miss survive get fold collapse fail help cost hurt dent feel find earn know double halve shrink recover slow
    decline drop climb
    beat gain face experience break-even return pass last happen come hit outperform"""
)
"""Verbs that befall their subject, so that "we will" with them predicts instead of promising."""

INSIDERS: Final = _words(
    """minister premier president chancellor governor mayor chief executive ceo cfo coo director chairman chairwoman
    chair
    harbormaster
    chairperson manager head coach founder owner operator spokesman spokeswoman spokesperson secretary commander general
    colonel king leader commissioner counsel lawyer attorney officer principal captain rector
    judge magistrate vicar head master harbourmaster president-elect deputy-general general-secretary convener
    organiser organisers organizer organizers executive executives board boss company firm ministry government council
    councillor agency department vice-president vice-chairman administrator superintendent editor publisher"""
)
"""Those whose word on what their body will do is a promise."""
OUTSIDERS: Final = _words(
    """analyst analysts economist economists expert experts researcher researchers professor prof scientist scientists
    strategist trader traders forecaster forecasters meteorologist pundit scholar scholars critic critics campaigner
    campaigners observers opposition former ex historian astronomer astronomers broker research fund imf
    weather bureau bank's observatory institute university student adviser advisor epidemiologist board's"""
)
"""Those who only forecast what others do, or what befalls."""
DELIBERATE_EVENTS: Final = _words(
    """open start begin close reopen resume continue follow launch release vote build hold keep bring add apply
    abandon restore retake raise publish feature introduce expand extend fly run operate finish end cease stop replace
    ship deliver deploy return change happen cut withdraw visit play remain pay provide"""
)
"""Events that come about because those in charge decide on them."""
IRREGULAR_PARTICIPLES: Final = _words(
    """built held sold made taken given sent cut put shut paid shown kept brought done told seen met left found chosen
    drawn written begun led run set laid withdrawn spent won lost thrown driven grown flown forgotten broken known hit
    bought caught taught fought sought dealt felt heard read understood overseen undertaken upheld rebuilt struck hung
    split spread sworn torn worn beaten bitten frozen hidden risen spoken stolen woken reset undone"""
)

PERCEPTION: Final = _words(
    "see hear feel smell tell afford understand find remember say imagine believe think bear carry believe read care"
)
COMMON_PAST: Final = _words(
    """was were had did said told made took went came got gave found left fell rose became began ended won lost met
    cost cut saw held led ran sent set hit put paid spent grew knew thought brought bought built sold stood spoke
    wrote broke drew drove flew kept sought showed were"""
)
REPORT_NOUNS: Final = _words(
    "statement announcement report forecast prediction warning claim belief expectation fear fears hope hopes news "
    "data "
    "pledge promise sign signs suggestion word indication assurance promises doubt doubts concern concerns view"
)
NAME_LINKS: Final = _words("de van von der den la le al el bin ibn da dos du di del della ter ten y")
# States are written with a capital, so that "ill." still ends a sentence.
ABBREVIATIONS: Final = _words(
    """mr mrs ms dr rs engr smt prof sen rep gov gen col maj capt lt sgt st jr sr inc corp co ltd vs etc jan feb mar
    apr jun
    jul aug sep sept oct nov dec rev hon pres adm cmdr dept approx messrs mt ft e.g i.e u.s u.k a.m p.m
    plc bros univ assn ave blvd"""
) | _words(
    """Conn Calif Fla Ariz Tex Mass Mich Minn Wash Ore Pa Va Ill Ind Ga Ala Ark Colo Del Kan Ky Md Mo Mont Neb Nev Okla
    Tenn Vt Wis Wyo Ont Que"""
)
NOT_NAMES: Final = _words(
    """the a an this that these those he she it they we i you his her its their our my your in on at by for from to
    of with within without until till before after during over under through but and or nor yet so if unless when
    while although though because since once as some many most all both each every no not there here what who why how
    where which whose then now however meanwhile also still even just only more less another other such one two three
    four five six seven eight nine ten first last next yesterday today tomorrow tonight despite amid following
    according asked speaking earlier later never nobody none nothing everyone everybody anyone someone something
    sales shares analysts officials investors economists researchers police critics experts workers people
    will would may might could should can do does did is are was were has have had been be yes well let perhaps
    maybe instead thus therefore moreover furthermore nevertheless separately similarly overall about around
    between against near among across like than too very much few several whether either neither"""
)
MONTHS: Final = _words(
    "january february march april may june july august september october november december jan feb mar apr jun jul aug "
    "sep sept oct nov dec"
)
HOLIDAYS: Final = _words(
    "christmas easter thanksgiving ramadan hanukkah passover halloween diwali eid xmas lent advent"
)
WEEKDAYS: Final = _words(
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun"
)

TIME_WORDS: Final = (
    (MONTHS - {"mar", "sep", "sat"})
    | WEEKDAYS
    | HOLIDAYS
    | _words(
        """tomorrow tonight today yesterday next later soon shortly week weeks month months year years day days hour
    hours
    minutes quarter spring summer autumn winter weekend decade decades century midnight noon dawn dusk fortnight
    season half eve imminent moment generation lifetime overnight annually tenure mandate fall
    holidays term future fiscal
    q1 q2 q3 q4 h1 h2 morning
    afternoon evening"""
    )
)

_VERBS: Final = verb_table()
_ADJECTIVES: Final = adjective_table()
_CUE_VERBS: Final = frozenset(
    word for word, verb in _VERBS.items() if verb.base in PLAN_VERBS or verb.base in FORECAST_VERBS
)
ENGLISH: Final = Lexicon(
    language="English",
    verbs=_VERBS,
    base_verbs=BASE_VERBS,
    stance_adjectives=_ADJECTIVES,
    sayings=SAYINGS,
    modals=MODALS,
    be_cues=BE_CUES,
    plan_verbs=PLAN_VERBS,
    forecast_verbs=FORECAST_VERBS,
    plan_nouns=PLAN_NOUNS,
    outlook_nouns=OUTLOOK_NOUNS,
    verge_phrases=VERGE_PHRASES,
    be_forms=BE_FORMS,
    past_be=PAST_BE,
    have_forms=HAVE_FORMS,
    auxiliaries=AUXILIARIES,
    negatives=NEGATIVES,
    adverbs=ADVERBS,
    habit_adverbs=HABIT_ADVERBS,
    likely_adverbs=LIKELY_ADVERBS,
    possible_adverbs=POSSIBLE_ADVERBS,
    determiners=DETERMINERS,
    possessives=POSSESSIVES,
    subject_pronouns=SUBJECT_PRONOUNS,
    first_person=FIRST_PERSON,
    prepositions=PREPOSITIONS,
    conjunctions=CONJUNCTIONS,
    subordinators=SUBORDINATORS,
    conditionals=CONDITIONALS,
    relatives=RELATIVES,
    question_words=QUESTION_WORDS,
    present_events=PRESENT_EVENTS,
    nonagentive=NONAGENTIVE,
    perception=PERCEPTION,
    insiders=INSIDERS,
    outsiders=OUTSIDERS,
    deliberate_events=DELIBERATE_EVENTS,
    irregular_participles=IRREGULAR_PARTICIPLES,
    common_past=COMMON_PAST,
    report_nouns=REPORT_NOUNS,
    person_nouns=PERSON_NOUNS,
    role_words=ROLE_WORDS,
    body_nouns=BODY_NOUNS,
    media=MEDIA,
    postnominals=POSTNOMINALS,
    org_words=ORG_WORDS,
    generic_bodies=GENERIC_BODIES,
    titles=TITLES,
    domains=DOMAINS,
    military=MILITARY,
    female_words=FEMALE_WORDS,
    male_words=MALE_WORDS,
    female_names=FEMALE_NAMES,
    male_names=MALE_NAMES,
    name_links=NAME_LINKS,
    abbreviations=ABBREVIATIONS,
    not_names=NOT_NAMES,
    group_nouns=GROUP_NOUNS,
    events=EVENTS,
    months=MONTHS,
    holidays=HOLIDAYS,
    weekdays=WEEKDAYS,
    nationalities=NATIONALITIES,
    time_words=TIME_WORDS,
    timed_words=TIME_WORDS | {"then"},
    date_words=(MONTHS - {"mar", "may", "sep", "sat"}) | WEEKDAYS | _words("may yesterday ago later earlier last"),
    present_words=PRESENT_EVENTS
    | _words(
        """he she it this wants want looks look puts called summoned convened fixed arranged announced put postponed
        adjourned delayed deferred extended pushed moved brought rescheduled posted listed"""
    ),
    present_links=_words("is are 's 're am 'm to"),
    prefilter=frozenset(MODALS)
    | frozenset(BE_CUES)
    | frozenset(PLAN_NOUNS)
    | frozenset(VERGE_PHRASES)
    | OUTLOOK_NOUNS
    | _CUE_VERBS
    | {"rule", "ruled", "rules", "ruling", "looks", "look", "voted", "stands", "stand"},
    speech_words=frozenset(word for word, verb in _VERBS.items() if verb.classes & SPEECH_CLASSES or verb.base == "see")
    | frozenset(_ADJECTIVES)
    | frozenset(SAYINGS)
    | {"words", "according", "per"},
    finite_words=AUXILIARIES | COMMON_PAST | {word for word in _VERBS if not word.endswith("ing")},
    suppositions=_words("if unless"),
)
"""Everything the rules know of English."""
