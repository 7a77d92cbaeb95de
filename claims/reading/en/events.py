"""The events that an English article may turn on: their nouns, words for the same, verbs that tell them, outcomes."""

from typing import Final

from claims.reading.lexicon import EventWords, words

NOUNS: Final = {
    noun: sort
    for sort, nouns in {
        "contest": """match game final semi-final semi quarter-final derby fixture tie test race bout fight clash replay
            play-off decider opener""",
        "election": "election elections poll polls runoff run-off primary by-election exercise",
        "ballot": "vote referendum ballot plebiscite",
        "meeting": """meeting hearing session conclave auction ceremony concert panel conference convention congress
            debate""",
        "summit": "summit talks",
        "visit": "visit trip tour",
        "impact": "impact collision encounter fly-by flyby",
        "launch": "launch lift-off liftoff",
        "landing": "landing touchdown",
        "strike": "strike strikes walkout walkouts walk-out stoppage shutdown",
        "feast": """fete festival fair carnival parade gala wedding funeral coronation inauguration rally marathon
            games exhibition protest speech eclipse""",
        "verdict": "verdict ruling sentencing",
        "case": "trial inquiry inquest",
    }.items()
    for noun in nouns.split()
}
"""Nouns of events, each with its sort."""
VERBS: Final = {
    "vote": "ballot",
    "play": "contest",
    "face": "contest",
    "host": "contest",
    "travel": "contest",
    "meet": "summit",
    "welcome": "visit",
    "welcoming": "visit",
    "visit": "visit",
    "collide": "impact",
    "crash": "impact",
    "slam": "impact",
    "walk out": "strike",
    "strike": "strike",
}
"""Verbs that tell an event, in their base form or as written, each with the event's sort."""
SAME: Final = (
    words("impact collision encounter crash smash fly-by flyby"),
    words("vote ballot referendum plebiscite"),
    words("election elections ballot poll polls vote exercise"),
    words("match game tie clash fixture contest encounter"),
    words("summit meeting talks gathering"),
    words("visit trip meeting talks"),
    words("launch lift-off liftoff blast-off"),
    words("landing touchdown"),
    words("strike strikes walkout walkouts walk-out stoppage shutdown"),
    words("fight bout"),
    words("verdict ruling"),
    words("sentencing hearing"),
    words("inquiry hearing"),
)
"""Nouns that may name the same event in one article."""
OUTCOMES: Final = {
    "contest": words("win lose draw beat play bat bowl score nick concede defeat victory toss squad start train turn"),
    "election": words("win lose carry majority landslide turnout defeat victory votes percent"),
    "ballot": words("win lose carry majority landslide turnout defeat victory votes vote pass percent"),
    "meeting": words("split streamed bids attend"),
}
"""Words that tell of an event's outcome, by its sort."""

EVENTS: Final = EventWords(
    nouns=NOUNS,
    verbs=VERBS,
    same={noun: frozenset().union(*(group for group in SAME if noun in group), {noun}) for noun in NOUNS},
    outcomes=OUTCOMES,
    longer=words("league season title championship series cup table year years century month months"),
    lasting=words("case strike"),
    deciding=words("election ballot verdict"),
    repeated=words("strike"),
    definite=words("the this that their its our his her"),
    others=words("next second third other another last previous new later future return follow-up first own"),
    during=words("at during on in for amid throughout"),
    preparing=words("pay prepare preparing campaign push call ask apply bid plan planning ready train save need vote"),
    partaking=words(
        "win lose draw attend monitor boycott host watch miss skip contest join play cover observe open address lead "
        "start leave chair dominate decide enter referee televise broadcast stream see follow"
    ),
    begins=words("open opens begin begins start starts convene convenes come comes take takes"),
    put_off=words("postpone postponed delay delayed cancel cancelled canceled scrap scrapped replay replayed again"),
    happened=words("was were had ended did abandoned cancelled canceled called postponed"),
    days=words("day days"),
    before={"ahead of": "before", "prior to": "before", "following": "after", "later than": "after"},
)
