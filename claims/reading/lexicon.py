"""What a language must supply to be read: the shape of the data in a folder such as `claims/reading/en`."""

from typing import Final

import msgspec

Words = frozenset[str]

CUE: Final = 1 << 0
"""A word may begin a cue."""
TIME: Final = 1 << 1
"""A word may stand in a time phrase."""
DATE: Final = 1 << 2
"""A word may name a day, a month or a year, or count from one."""
SPEECH: Final = 1 << 3
"""A word may put what follows or precedes into somebody's mouth or mind."""
FINITE: Final = 1 << 4
"""A word may be a finite verb."""
NAME: Final = 1 << 5
"""A word is written with a capital."""
STOP: Final = 1 << 6
"""A mark, or an abbreviation's full stop, may end a sentence."""
PRESENT: Final = 1 << 7
"""A word may tell a plan in the present tense."""
LINK: Final = 1 << 8
"""A word may link a subject to a plan that a date shows."""
SUPPOSES: Final = 1 << 9
"""A word opens a condition."""
SPEECH_CLASSES: Final = frozenset({"memory", "report", "belief", "fear", "doubt", "wish", "demand", "denial"})
"""The classes of verbs that govern what somebody says or thinks."""
_STOPS: Final = frozenset(".!?…")


def words(text: str) -> Words:
    """The words of a list written as running text."""
    return frozenset(text.split())


class Verb(msgspec.Struct, frozen=True, gc=False):
    """A verb form: its base, the classes it belongs to ("report", "belief", ...) and which forms of the base it is.

    `forms` holds any of "base", "s", "past", "pp" and "ing".
    """

    base: str
    classes: Words
    forms: Words


class Cue(msgspec.Struct, frozen=True, gc=False):
    """What a cue word or phrase makes of its clause: the rule's name, the hedge and, where it decides it, the kind."""

    rule: str
    hedge: str = "certain"
    kind: str | None = None


class EventWords(msgspec.Struct, frozen=True, kw_only=True):
    """What a language must supply to date claims by an event of the article.

    `nouns` and `verbs` give the sort of each event; `same` the nouns that may name it again; `outcomes`, by sort, words
    of its outcome, and `longer` those that show more than one event to be meant. Sorts that are `lasting` go on past
    their first day, what those `deciding` bring comes later, and those `repeated` come on several named days.

    `definite` words open a second mention and `others` deny that it is the same. `during` are prepositions of its day,
    unless behind verbs of `preparing`; verbs of `partaking` take it as their object; `begins` follow "when the trial".
    `put_off` and `happened` deny a day to come, `days` follow the noun in "strike days", and `before` says with which
    preposition a date is read in the place of a longer one.
    """

    nouns: dict[str, str]
    verbs: dict[str, str]
    same: dict[str, Words]
    outcomes: dict[str, Words]
    longer: Words
    lasting: Words
    deciding: Words
    repeated: Words
    definite: Words
    others: Words
    during: Words
    preparing: Words
    partaking: Words
    begins: Words
    put_off: Words
    happened: Words
    days: Words
    before: dict[str, str]


class Lexicon(msgspec.Struct, frozen=True, gc=False, eq=False):
    """The closed word lists of one language, all in lower case; every field is explained where it is filled in."""

    language: str
    verbs: dict[str, Verb]
    base_verbs: Words
    stance_adjectives: dict[str, Verb]
    sayings: dict[str, str]
    modals: dict[str, Cue]
    be_cues: dict[str, Cue]
    plan_verbs: dict[str, Cue]
    forecast_verbs: dict[str, Cue]
    plan_nouns: dict[str, Cue]
    outlook_nouns: Words
    verge_phrases: dict[str, Cue]
    be_forms: Words
    past_be: Words
    have_forms: Words
    auxiliaries: Words
    negatives: Words
    adverbs: Words
    habit_adverbs: Words
    likely_adverbs: Words
    possible_adverbs: Words
    determiners: Words
    possessives: Words
    subject_pronouns: Words
    first_person: Words
    prepositions: Words
    conjunctions: Words
    subordinators: Words
    conditionals: Words
    relatives: Words
    question_words: Words
    present_events: Words
    nonagentive: Words
    perception: Words
    insiders: Words
    outsiders: Words
    deliberate_events: Words
    irregular_participles: Words
    common_past: Words
    report_nouns: Words
    person_nouns: Words
    role_words: Words
    body_nouns: Words
    media: Words
    postnominals: Words
    org_words: Words
    generic_bodies: Words
    titles: Words
    domains: Words
    military: Words
    female_words: Words
    male_words: Words
    female_names: Words
    male_names: Words
    name_links: Words
    abbreviations: Words
    not_names: Words
    group_nouns: Words
    events: EventWords
    months: Words
    holidays: Words
    weekdays: Words
    nationalities: Words
    prefilter: Words
    speech_words: Words
    finite_words: Words
    suppositions: Words
    time_words: Words
    timed_words: Words
    date_words: Words
    present_words: Words
    present_links: Words

    def is_present(self, word: str) -> bool:
        """Whether a word is only a present form, so that a date behind it is to come ("reports on Friday")."""
        verb = self.verbs.get(word)
        return verb is not None and verb.forms <= {"s", "base"} and verb.base not in {"say", "tell"}

    def kinds_of(self, word: str, low: str) -> int:
        """What a word can be: the kinds above, added up. `low` is the word in lower case, `word` as written."""
        figures = low[0].isdigit()
        return (
            (low in self.prefilter and CUE)
            | ((low in self.timed_words or figures or "-" in low) and TIME)
            | ((low in self.date_words or (low[:2] in {"19", "20"} and len(low) >= 4)) and DATE)
            | (low in self.speech_words and SPEECH)
            | ((low in self.finite_words or (low.endswith("ed") and len(low) > 4)) and FINITE)
            | (word != low and word[0].isalpha() and NAME)
            | ((word in _STOPS or (word[-1] == "." and len(word) > 1)) and STOP)
            | (low in self.present_words and PRESENT)
            | (low in self.present_links and LINK)
            | (low in self.suppositions and SUPPOSES)
        )
