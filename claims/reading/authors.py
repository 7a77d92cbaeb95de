"""Those in whose name words stand without a verb of saying: authors of letters, and sources named in a label."""

import re
from collections.abc import Sequence
from typing import Final

from msgspec import structs

from claims.reading.model import Block, Candidate, Person, Sentence
from claims.reading.speakers import Discourse, Name
from claims.reading.subjects import resolve

_BY: Final = re.compile(r"[Bb][Yy]\s{1,3}([A-Z][\w.'’-]{0,30}(?:\s[A-Z][\w.'’-]{0,30}){1,3})(?=\s{0,3}(?:[,|—–-]|$))")
_SIGNED: Final = re.compile(r"([A-Z][\w.'’-]{0,30}(?:\s[A-Z][\w.'’-]{0,30}){1,3})(?:,[^.!?\n]{1,60})?")
_LETTERS: Final = frozenset(["letter", "email", "e-mail", "memo", "statement", "message", "post", "note", "speech"])
_HEADING_MAX: Final = 8  # Tokens of a line that names who speaks below it.
_OWN: Final = frozenset({"i", "my"})
_NEAR: Final = 1  # Paragraphs in front of "Source: ..." that it stands for.


class Authors:
    """Who signs the text, whose letter it quotes without quotation marks, and who is given as its source."""

    def __init__(self) -> None:
        self.letters: list[tuple[int, Person]] = []  # From which sentence on "I" is somebody.
        self.sources: list[tuple[int, Person]] = []  # Paragraph and name of each "Source: ...".

    def sign(self, text: str, blocks: Sequence[Block]) -> None:
        """Take the author of a byline for whoever says "I" in the text."""
        for block in blocks:
            found = _BY.match(text, block.start, block.end) if block.kind == "byline" else None
            if found:
                self.letters.append((-1, Person(name=" ".join(found[1].split()), named=True)))
        last = blocks[-1] if blocks else None
        signed = _SIGNED.fullmatch(text, last.start, last.end) if last is not None and last.kind == "body" else None
        if signed and len(blocks) > 1 and not self.letters:
            self.letters.append((-1, Person(name=" ".join(signed[1].split()), named=True)))

    def note(self, sentence: Sentence, discourse: Discourse, names: list[Name]) -> None:
        """Learn of "Source: ..." and of "her letter, which reads: ..."."""
        lows = sentence.lows
        if lows[0] in {"source", "sources"} and lows[1:2] == [":"] and len(lows) > 2:
            end = next((i for i in range(2, len(lows)) if lows[i] in {",", ".", "(", ";"}), len(lows))
            if end > 2 and not discourse.lexicon.media.intersection(lows[2:end]):
                source = resolve(sentence, 2, end, discourse, names)
                if source is not None:
                    self.sources.append((sentence.paragraph, source))
        self._note_heading(sentence, names)
        if ":" in lows and not _LETTERS.isdisjoint(lows):
            self._note_letter(sentence, discourse, names)

    def _note_heading(self, sentence: Sentence, names: list[Name]) -> None:
        """Take a line that is a name, and perhaps a bracket, for the one who speaks below it: "Ida Roe (clerk)"."""
        words = sentence.words
        if not 2 <= len(words) <= _HEADING_MAX or words[-1] in {".", "!", "?", ":"} or not names:
            return
        last = names[0].last
        if names[0].first == 0 and 2 <= last <= 4 and (last == len(words) or (words[last], words[-1]) == ("(", ")")):
            self.letters.append((sentence.index, Person(name=" ".join(words[names[0].name : last]), named=True)))

    def _note_letter(self, sentence: Sentence, discourse: Discourse, names: list[Name]) -> None:
        lows = sentence.lows
        for name in names:
            owned = lows[name.last : name.last + 1] in (["'s"], ["'"]) and name.last + 1 < len(lows)
            if owned and _LETTERS.intersection(lows[name.last + 1 : name.last + 4]):
                colon = next((i for i in range(name.last + 2, len(lows)) if lows[i] == ":"), 0)
                if colon and lows[colon - 1] in _LETTERS | {"reads", "read", "full", "follows", "says"}:
                    writer = resolve(sentence, name.first, name.last, discourse, names)
                    if writer is not None:
                        self.letters.append((sentence.index, writer))

    def speaker_of(self, candidate: Candidate, sentence: Sentence) -> Candidate:
        """The candidate with its author or source, where the text gives it no other speaker."""
        if candidate.speaker is not None or candidate.quote or candidate.governor is not None:
            return candidate
        found = None
        if not sentence.quotes[candidate.first] and not _OWN.isdisjoint(sentence.lows):
            found = next((one for at, one in reversed(self.letters) if at <= sentence.index), None)
        if found is None:
            found = next((one for at, one in self.sources if 0 <= at - sentence.paragraph <= _NEAR), None)
        return candidate if found is None else structs.replace(candidate, speaker=found, attribution="indirect")
