"""Classes of English verbs, by base form. A verb may stand in several."""

from typing import Final

from claims.reading.en.inflection import verb_forms
from claims.reading.lexicon import Verb

CLASSES: Final[dict[str, str]] = {
    # Verbs that report what somebody says; they leave the hedge of what is said as it is.
    "report": """say tell announce state confirm add explain note insist argue warn claim declare reveal report write
        reply respond repeat stress emphasise emphasize underline acknowledge admit concede disclose indicate signal
        comment observe remark conclude continue mutter joke tweet caution assert maintain contend
        calculate predict forecast prophesy project reassure assure inform testify swear hint quip
        agree promise vow pledge guarantee boast brief advise mention reiterate retort suggest affirm allege
        recommend inform notify cite quote argue underscore opine counter tout post ask urge demand decide rule
        point counsel venture proclaim whisper shout wail sigh lament grumble complain enthuse crow
        threaten confide elaborate intimate laugh smile stipulate trumpet pronounce""",
    # Verbs of belief: what hangs on them is likely, not certain.
    "belief": "think believe expect reckon suspect assume guess feel anticipate foresee envisage bet suppose imagine figure estimate",
    "fear": "fear worry",
    "doubt": "doubt",
    # What is wished or demanded is no claim.
    "wish": "hope wish want pray dream long prefer",
    "demand": "urge ask demand order request recommend propose advise require beg plead appeal press encourage invite",
    "denial": "deny refuse decline dismiss reject",
    # What somebody recalls was said long ago and is settled.
    "memory": "recall remember recount",
    # Verbs whose "to" clause or object is what their subject will do.
    "plan": """plan intend aim vow promise pledge agree undertake threaten target resolve decide propose prepare
        commit guarantee""",
    # Verbs whose object or "to" clause is what their subject takes to be coming.
    "forecast": "forecast predict expect foresee see anticipate project envisage estimate",
}

BASE_VERBS: Final = frozenset(
    """abandon abolish accept achieve acquire act add address adjust adopt advance affect agree aim allow announce
    answer apologise apologize appeal appear apply appoint approve argue arrest arrive ask assemble assess assist attack
    attempt attend avoid award back ban bar be beat become begin benefit bid block boost borrow break bring build burn
    buy call campaign cancel capture carry cast cause cease celebrate challenge change charge check choose claim clear
    climb close collapse collect come commence compete complete concede conclude conduct confirm consider construct
    consult continue contribute control convene cost cover create cross cut deal debate decide decline defend delay
    deliver demand demolish deny depart deploy deport destroy develop die disappear discuss dismiss divide dominate
    double draw drive drop ease eliminate emerge employ enable end enforce enter erupt escalate establish evacuate
    examine exceed expand expect explore export extend face fail fall fight file fill finance find finish fire fix flee
    fly focus follow force forge form free fund fly gain gather get give go grant grow guarantee halt halve hand happen
    have head hear help hike hit hold host implement import impose improve include increase inform inject inspect
    install introduce invest investigate invite issue join keep kick kill land last launch lay lead leave lend let lift
    limit link list live lose lower maintain make manage march mark match mean measure meet merge miss modernise
    monitor mount move name need negotiate nominate offer open operate oppose order oust outline outperform overhaul
    overtake owe own participate pass pay peak perform phase pick place plan play plead plunge point pour prepare
    present press prevent privatise proceed process produce prosecute protect prove provide publish pull pursue push
    put question quit raise rally reach read rebound rebuild recall receive recover recruit redraw reduce reform refuse
    regain register reject release relocate remain remove renew reopen repair replace report represent require rescue
    reshuffle resign resist resolve respond restart restore restrict resume retain retake retire return reveal reverse
    review revise rise roll rule run sack save scrap screen secure see seek seize sell send serve set settle shed shift
    ship shoot show shrink shut sign skip slash slow soar speak speed spend split spread stabilise stage stand start
    stay stem step stop strengthen strike strip submit succeed suffer sue supply support surge surpass surrender
    surround survive suspend swear sweep switch tackle take talk target tell tender test testify tighten top total tour
    trade train transfer transform travel treat triple trigger try turn unveil update upgrade urge use vaccinate veto
    visit vote wait walk want warn weaken weigh welcome widen win withdraw withhold work worsen write yield""".split()
)
"""Verbs common in news, in the form that stands behind "to"."""


ADJECTIVES: Final[dict[str, str]] = {
    "belief": "sure confident convinced optimistic certain",
    "report": "adamant clear",
    "fear": "afraid worried concerned nervous fearful anxious",
    "wish": "hopeful keen eager",
    "doubt": "doubtful sceptical skeptical unconvinced",
}
"""Adjectives that, behind a form of "be", say how somebody takes what follows."""


def adjective_table() -> dict[str, Verb]:
    """The adjectives of stance in the shape of verbs, their only form "adjective"."""
    return {
        word: Verb(base=word, classes=frozenset({stance}), forms=frozenset({"adjective"}))
        for stance, words in ADJECTIVES.items()
        for word in words.split()
    }


def verb_table() -> dict[str, Verb]:
    """Every form of every verb in CLASSES, with its classes and the names of the forms it may be."""
    classes: dict[str, set[str]] = {}
    for name, bases in CLASSES.items():
        for base in bases.split():
            classes.setdefault(base, set()).add(name)
    found: dict[str, tuple[str, set[str]]] = {}
    for base in classes:
        named = zip(("base", "s", "past", "pp", "ing"), (base, *verb_forms(base)), strict=True)
        for form, word in named:
            found.setdefault(word, (base, set()))[1].add(form)
    return {
        word: Verb(base=base, classes=frozenset(classes[base]), forms=frozenset(forms))
        for word, (base, forms) in found.items()
    }
