"""What a language must supply to be read: the shape of the data in a folder such as `claims/reading/en`."""

import msgspec

Words = frozenset[str]


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


class Lexicon(msgspec.Struct, frozen=True, gc=False):
    """The closed word lists of one language, all in lower case; every field is explained where it is filled in."""

    language: str
    verbs: dict[str, Verb]
    base_verbs: Words
    stance_adjectives: dict[str, Verb]
    modals: dict[str, Cue]
    be_cues: dict[str, Cue]
    plan_verbs: dict[str, Cue]
    forecast_verbs: dict[str, Cue]
    plan_nouns: dict[str, Cue]
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
    events: dict[str, str]
    outcomes: dict[str, Words]
    longer_contests: Words
    months: Words
    holidays: Words
    weekdays: Words
    nationalities: Words
    prefilter: Words
    time_words: Words
    date_words: Words
    present_words: Words
    present_links: Words

    def is_present(self, word: str) -> bool:
        """Whether a word is only a present form, so that a date behind it is to come ("reports on Friday")."""
        verb = self.verbs.get(word)
        return verb is not None and verb.forms <= {"s", "base"} and verb.base not in {"say", "tell"}
