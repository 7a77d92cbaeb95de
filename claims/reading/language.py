"""Which language a text is in, by its script and its commonest words."""

import re
from collections import Counter
from typing import Final

from claims.reading.languages import SCRIPTS, STOP_WORDS

_LETTERS: Final = 500  # Characters looked at for the script.
_SAMPLE: Final = 3_000  # Characters looked at; enough to tell a language and cheap.
_WORD: Final = re.compile(r"[^\W\d_]{1,40}")
_KINDS_MIN: Final = 4  # Different words of a language; fewer may stand in any text.
_WORDS_MIN: Final = 12  # Words; below this a text is too short to be sure and is read as it is.


def find_language(text: str) -> str:
    """The language of a text by name; "English" also where too little is there to tell."""
    sample = text[:_SAMPLE]
    if not sample.isascii():
        letters = [ord(character) for character in sample[:_LETTERS] if character.isalpha()]
        for name, low, high in SCRIPTS:
            if sum(1 for letter in letters if low <= letter <= high) * 5 > max(1, len(letters)):
                return name
    words = Counter(word.lower() for word in _WORD.findall(sample))
    total = sum(words.values())
    if total < _WORDS_MIN:
        return "English"
    shares = {language: sum(words[word] for word in stops) for language, stops in STOP_WORDS.items()}
    best = max(shares, key=lambda language: (shares[language], language == "English"))
    kinds = sum(1 for word in STOP_WORDS[best] if words[word])
    if best != "English" and kinds >= _KINDS_MIN and shares[best] > shares["English"] * 1.3 and shares[best] * 12 > total:
        return best
    return "English"
