"""The reading as a whole: refusals, dates of statements, windows, entries, offsets, cost."""

import time
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from claims.model import ClaimReading, Document
from claims.reading.model import Reading, ReadingError
from claims.reading.read import TEXT_LENGTH_MAX, read_document
from tests.pace import undisturbed_seconds

DAY = "2025-06-05"  # A Thursday.


def read(text: str, published_at: str = DAY, title: str | None = None) -> Reading:
    """The reading of a text."""
    return read_document(Document(text=text, published_at=published_at, title=title))


def only(text: str) -> ClaimReading:
    """The one claim of a text."""
    (claim,) = read(text).claims
    return claim


WIRE = """\
Brigade Commander Sees Town Falling

Major-General Oleg Starykh, a senior officer, has declared that his troops are on the verge of \
taking Belozerka.

Speaking to Sever TV, Starykh stated, ‘I think Belozerka will be fully cleared, this is a question of two or three \
days, no more.’ His words show the mood of the command. ‘The troops have already entered two streets,’ he added.

Pavel Gontar, an adviser to the district, described the fighting on November 21.

Just 24 hours later, on November 22, Gontar reported that shelling had damaged four houses. \
‘Every day that passes brings us closer,’ he said.

Meanwhile, the palace has not ruled out a visit by President Ivan Orlov to the region, a move \
that would please his allies."""


def test_wire_report_gives_its_claims_and_nothing_else() -> None:
    """A war report in translated style: who, how firmly, by when; no background and no outrage."""
    found = [
        (claim.speaker, claim.hedge, claim.latest, claim.default_latest, claim.lenient_latest)
        for claim in read(WIRE, "2025-11-22").claims
    ]

    assert [
        ("Oleg Starykh", "certain", None, date(2025, 11, 29), date(2025, 12, 6)),
        ("Oleg Starykh", "likely", date(2025, 11, 25), None, date(2025, 11, 25)),
        ("palace", "possible", None, None, None),
    ] == found


def test_wire_report_has_roles_spans_and_entries() -> None:
    """The role stands beside the name, the span is the clause, and past dates become entries."""
    reading = read(WIRE, "2025-11-22")
    second = reading.claims[1]

    assert "Major-General" == second.role
    assert second.text.startswith("Belozerka will be fully cleared")
    assert ["2025-11-21", "2025-11-22"] == [entry.latest.isoformat() for entry in reading.entries]


def test_empty_text_is_refused() -> None:
    """A text of nothing but space says so."""
    with pytest.raises(ReadingError, match="empty"):
        read(" \n\t ")


def test_long_text_is_refused() -> None:
    """A text over the limit is refused with the limit."""
    with pytest.raises(ReadingError, match=str(TEXT_LENGTH_MAX)):
        read("a" * (TEXT_LENGTH_MAX + 1))


OTHER_LANGUAGES = [
    (
        "German",
        "Der Bürgermeister sagte, die Brücke werde im Mai wieder geöffnet, und das ist nicht zu früh für die Stadt.",
    ),
    (
        "French",
        "Le maire a dit que le pont sera rouvert en mai et que les travaux ne sont pas encore finis dans la ville.",
    ),
    (
        "Russian",
        "Мэр сказал, что мост откроют в мае, и что работы на нём идут по плану, но не так быстро, как он хотел бы.",
    ),
    ("Greek", "Ο δήμαρχος είπε ότι η γέφυρα θα ανοίξει τον Μάιο."),
    ("Chinese", "市长说大桥将于五月重新开放，工程进展顺利。"),
    ("Cyrillic script", "Мост в мае."),
    ("Hebrew script", "הגשר ייפתח במאי."),
    ("Devanagari script", "पुल मई में खुलेगा।"),
    ("Thai script", "สะพานจะเปิดในเดือนพฤษภาคม"),
    ("Hangul", "다리는 5월에 열릴 것이다."),
    ("Japanese", "市長は橋が五月に再び開くと言った。"),
    ("Arabic", "قال العمدة إن الجسر سيفتح في مايو وإن العمل يسير وفق الخطة."),
]


@pytest.mark.parametrize(("language", "text"), OTHER_LANGUAGES)
def test_other_languages_are_named(language: str, text: str) -> None:
    """A text that is not English is refused by the name of its language, with the way to enter claims by hand."""
    with pytest.raises(ReadingError, match=f"{language}.*by hand"):
        read(text)


def test_english_with_foreign_names_is_read() -> None:
    """Names and a few words of another language do not make a text foreign."""
    assert 1 == len(read("The mayor of São João da Madeira said the Ponte de São Brás would open in July.").claims)
    assert 1 == len(read("The mayor, Олег Старых (Москва), said the bridge would open in July.").claims)


@pytest.mark.parametrize("text", ["12 000 435,6 (77)", "....", "—" * 50, "😀😀😀😀😀😀😀😀😀 ok"])
def test_text_without_words_is_refused(text: str) -> None:
    """Figures, marks and pictures are no text; the message says so."""
    with pytest.raises(ReadingError, match="hardly any letters"):
        read(text)


def test_short_sentence_is_read() -> None:
    """A few words of English are enough."""
    assert 1 == len(read("It will rain.").claims)


UNSEEN = [
    "\ufeffOfficials in the port said the mill would close in July.",
    "\U0001f600 Officials in the port said the mill would close in July.",
    "• Officials in the port said the mill would close in July.",
    "* Officials in the port said the mill would close in July.",
    "\u202aOfficials\u200b in\x00 the port\u202c said the mill would close in July.",
    "▶️ Officials in the \u2066port\u2069 said the mill would close in July. \U0001f447",
]


@pytest.mark.parametrize("text", UNSEEN)
def test_what_is_no_word_is_in_no_name(text: str) -> None:
    """Byte order marks, controls, emoji and bullets are read as space, and offsets stay those of the text."""
    claim = only(text)

    assert ("officials in the port", date(2025, 7, 31)) == (claim.speaker, claim.latest)
    assert claim.text == text[claim.start : claim.end]


def test_trace_tells_each_rule_of_a_claim() -> None:
    """Cue, verb of saying and time phrase each stand in the trace on their words, with the claim's number."""
    text = "The old mill stood empty. Ida Roe said it would close in July. “We will sell it,” she said."
    trace = read(text).trace

    assert [
        (0, "report verb", "Ida Roe said"),
        (0, "would", "would close"),
        (0, "horizon: in <period>", "in July"),
        (1, "will", "will sell"),
        (1, "quoted by a report verb", "she said"),
    ] == [(line.claim, line.rule, line.words) for line in trace]
    assert all(text[line.start : line.end] == line.words for line in trace)


def test_trace_gives_the_true_reason() -> None:
    """A relative clause that weighs is not called a question, and a verb that governs is named."""
    weighed = read("The palace has not ruled out a visit, a move that would please his allies.").trace
    wished = read("Ida Roe hopes that it will rain.").trace

    assert ["a relative clause that weighs, not claims"] == [line.note for line in weighed if line.claim is None]
    assert ["a wish, not a claim: under “hopes”"] == [line.note for line in wished]


STATEMENTS = [
    ("On 3 March he said the mill would close within 120 days.", "2025-03-03", date(2025, 7, 1)),
    ("He said on Monday that the mill would close within ten days.", "2025-06-02", date(2025, 6, 12)),
    ("He said on Thursday that the mill would close within ten days.", "2025-06-05", date(2025, 6, 15)),
    ("He said the mill would close on Monday.", "2025-06-05", date(2025, 6, 9)),
]


@pytest.mark.parametrize(("text", "made_at", "latest"), STATEMENTS)
def test_day_of_the_statement(text: str, made_at: str, latest: date) -> None:
    """Windows count from the day of the statement where the text gives one, and its words are no deadline."""
    claim = only(text)

    assert (made_at, latest) == (claim.made_at, claim.latest)


WINDOWS = [
    ("The mill will close by the end of June.", None, date(2025, 6, 30)),
    ("The mill will close in July.", date(2025, 7, 1), date(2025, 7, 31)),
    ("The mill will not close before August.", None, date(2025, 7, 31)),
    ("The mill will close soon.", None, None),
    ("The mill will pay a 40-day bonus.", None, None),
    ("The mill will close 12 looms a week.", None, None),
    ("It will be the best wool in ten years.", None, None),
]


@pytest.mark.parametrize(("text", "earliest", "latest"), WINDOWS)
def test_window(text: str, earliest: date | None, latest: date | None) -> None:
    """A claim keeps of its time words what the conventions say, and no length or rate becomes a deadline."""
    claim = only(text)

    assert (earliest, latest) == (claim.earliest, claim.latest)


def test_two_dates_make_two_claims() -> None:
    """A figure and a date of its own is a claim of its own."""
    first, second = read("The bank sees output growing 1.9% this year and 2.4% in 2026.").claims

    assert (date(2025, 12, 31), date(2026, 12, 31)) == (first.latest, second.latest)


def test_stated_chance_is_the_probability() -> None:
    """A number that is given is the probability, and says that it was stated."""
    claim = only("There is a 70% chance of rain on Sunday.")

    assert (0.7, "stated", "likely") == (claim.probability, claim.probability_source, claim.hedge)


def test_headline_counts_only_alone() -> None:
    """A headline's claim is kept where the body does not make it."""
    alone = read("Mayor to open bridge in July\n\nThe weather was fine.")
    told = read("Mayor to open bridge in July\n\nThe mayor will open the bridge in July.")

    assert [(0, "schedule")] == [(claim.start, claim.kind) for claim in alone.claims]
    assert [30] == [claim.start for claim in told.claims]


@given(st.text(max_size=400))
@example("“‘“It will rain in 2030\r\n\x00said X.")
@example("İ will, İİ said. It will rain in İstanbul on Friday.")
def test_spans_are_of_the_text_as_given(text: str) -> None:
    """Whatever the text, a claim's words stand at its offsets, and the same text is read the same way twice."""
    try:
        reading = read(text)
    except ReadingError:
        return

    assert [claim.text for claim in reading.claims] == [text[claim.start : claim.end] for claim in reading.claims]
    assert [entry.text for entry in reading.entries] == [text[entry.start : entry.end] for entry in reading.entries]
    assert reading == read(text)


NEWS = st.sampled_from(
    "he she it the bank Ida Roe said will would not rain in May on Monday , . “ ” ‘ ’ \" ' ( ) ; — that plans to "
    "expects of "
    "2030 10 % if who and but due set Acme Inc. \n\n".replace("\n\n", "¶").split(" ")
)


@given(st.lists(NEWS, max_size=120))
def test_spans_of_shuffled_news(words: list[str]) -> None:
    """Words of news in any order keep their offsets too."""
    text = " ".join(words).replace("¶", "\n\n")
    try:
        reading = read(text)
    except ReadingError:
        return

    assert [claim.text for claim in reading.claims] == [text[claim.start : claim.end] for claim in reading.claims]


SHAPES = [
    '"',
    " a",
    "a",
    "will ",
    "He said it will ",
    "“",
    "‘a “b ",
    "(",
    "said ",
    "said that ",
    "'a ",
    "‘farmers’ ",
    "Aa ",
    "a, ",
    "John Smith said Mary Jones said ",
    "Bank of ",
    "\n",
    "Ab will go.\n",
    ".",
    "1 ",
    "on Monday ",
    "if ",
    "is not ",
    "THE BIG ",
    "Inc. ",
]


PLAIN = "The mayor rested. " * 100 + "\n\n"
"""Words enough in front of anything for it not to be refused as a text without words."""


@pytest.mark.usefixtures("no_collector")
@pytest.mark.parametrize("shape", SHAPES)
def test_no_text_takes_long(shape: str) -> None:
    """100,000 characters of anything are read or refused in under a second of processor time."""
    text = PLAIN + (shape * (100_000 // len(shape) + 1))[:99_998] + " x"

    def read_or_refuse() -> None:
        with suppress(ReadingError):
            read(text)

    assert undisturbed_seconds(read_or_refuse) < 1


def test_more_claims_than_prose_holds_are_refused() -> None:
    """A thousand claims are read however short they are; of more there may be one in fifty characters."""
    sentence = "Ab will go.\n"
    longer = "Ab will go to the harbour town that lies behind the hill.\n"
    within = read(PLAIN + sentence * 1_000)

    assert 1_000 == len(within.claims)
    assert 1_100 == len(read(longer * 1_100).claims)
    with pytest.raises(ReadingError, match="more than 1000 claims; split it into the articles that it is made of"):
        read(PLAIN + sentence * 1_001)


def test_cost_is_linear() -> None:
    """Eight times the text takes about eight times as long."""
    unit = (
        Path(__file__)
        .with_name("passages.txt")
        .read_text(encoding="utf-8")
        .replace("[[", "")
        .replace("]]", "")[:12_000]
    )
    read(unit)

    def cost(text: str) -> float:
        started = time.process_time()
        read(text)
        return time.process_time() - started

    small = min(cost(unit) for _ in range(3))
    large = cost("\n\n".join([unit] * 8))

    assert large < 16 * small
